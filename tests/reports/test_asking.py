"""Asking for a report and making it: once for all who read the same, for nobody else, and gone when it has to be."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions.redacting import redact_text
from assessments.actions.retention import purge_rounds
from assessments.models import Assessment, Participant
from assessments.redactable import one_text
from partnerships.actions.forgetting import forget_person
from partnerships.models import Event, Person
from reports.actions.asking import ask_for_entity_report, ask_for_report
from reports.cut import cut_of
from reports.formats import FORMATS
from reports.models import StoredReport
from reports.stored import PATIENCE, makings_of, stored_file
from reports.tasks import FAULT, make_report
from tests.people import CAST, cast
from tests.reports.rounds import note_of, told_round
from tests.reports.test_freshness import correct, to_borough, to_round

pytestmark = pytest.mark.django_db

PDF = FORMATS["pdf"]


@pytest.fixture
def people(printed):
    told_round()
    return cast()


@pytest.fixture
def ask(work):
    def asked(found):
        act = ask_for_entity_report if hasattr(found, "participant") else ask_for_report
        with work():
            return act(found, form=PDF)

    return asked


def given(found):
    file = stored_file(found.assessment, cut_of(found), PDF)
    return file and file.content.decode()


def state(found):
    return makings_of(found)["pdf"].state


# --- Once --------------------------------------------------------------------------------------------------------


def test_it_is_made_once_for_all_who_read_the_same(people, ask, printed):
    for person in (people.chair, people.facilitator, people.board_member, people.finance_lead, people.chair):
        ask(to_round(person))

    assert printed == [("board", "Marrowdale Together")]
    assert given(to_round(people.chair)).startswith("%PDF 1 board")
    assert StoredReport.objects.get().name.startswith("marrowdale-told-round-board-consensus-")


def test_two_who_ask_before_it_is_made_wait_for_the_same(people, printed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as put_off:
        ask_for_report(to_round(people.chair), form=PDF)
        ask_for_report(to_round(people.facilitator), form=PDF)

    assert (len(put_off), len(printed)) == (1, 1)


def test_asking_leaves_no_line_in_the_history(people, ask):
    before = Event.objects.count()
    ask(to_round(people.chair))

    assert Event.objects.count() == before


def test_nobody_is_given_what_was_made_for_another_cut(people, ask):
    ask(to_round(people.chair))
    ask(visit_to_entity(people.chair, "told-round", "trust"))

    for found in (to_round(people.respondent), to_borough(people.respondent), to_borough(people.chair)):
        assert given(found) is None
        assert state(found) == "not asked for"


def test_what_the_round_has_outgrown_is_not_given_and_is_made_anew(people, ask, printed):
    ask(to_round(people.chair))
    correct(people.approver, "borough")
    assert given(to_round(people.chair)) is None
    assert state(to_round(people.chair)) == "outgrown"

    ask(to_round(people.chair))
    assert given(to_round(people.chair)).startswith("%PDF 2")
    assert StoredReport.objects.count() == 1


def test_making_one_report_sweeps_out_the_others_that_the_round_has_outgrown(people, ask):
    ask(to_round(people.chair))
    ask(to_borough(people.respondent))
    correct(people.approver, "borough")
    ask(to_borough(people.respondent))

    assert [row.subject.entity.slug for row in StoredReport.objects.select_related("subject__entity")] == ["borough"]


def test_a_change_while_it_is_made_makes_it_old_at_once(people, ask, monkeypatch):
    def pdf_of(report):
        correct(people.approver, "borough")
        return b"%PDF of before"

    monkeypatch.setattr("reports.pdf.pdf_of", pdf_of)
    ask(to_round(people.chair))

    assert given(to_round(people.chair)) is None
    assert state(to_round(people.chair)) == "outgrown"


# --- Going wrong ---------------------------------------------------------------------------------------------------


def test_a_failure_is_told_without_its_insides_and_can_be_tried_again(people, ask, monkeypatch, caplog):
    def broken(report):
        raise ValueError("a secret of the renderer")

    with monkeypatch.context() as patch:
        patch.setattr("reports.pdf.pdf_of", broken)
        ask(to_round(people.chair))
    assert state(to_round(people.chair)) == "failed"
    assert StoredReport.objects.get().error == FAULT
    assert "a secret of the renderer" in caplog.text

    ask(to_round(people.chair))
    assert state(to_round(people.chair)) == "ready"


def test_a_making_that_fell_silent_counts_as_failed_and_its_late_result_is_left_out(people, printed):
    row = ask_for_report(to_round(people.chair), form=PDF)
    StoredReport.objects.update(status="running", moved_at=timezone.now() - PATIENCE - timedelta(seconds=1))
    assert state(to_round(people.chair)) == "failed"

    again = ask_for_report(to_round(people.chair), form=PDF)
    assert (again.pk, state(to_round(people.chair))) == (row.pk, "under way")
    assert again.attempt != row.attempt

    make_report.call(row.pk, row.attempt)
    assert (state(to_round(people.chair)), printed) == ("under way", [])
    make_report.call(again.pk, again.attempt)
    assert state(to_round(people.chair)) == "ready"


# --- Gone ------------------------------------------------------------------------------------------------------------


def test_a_redaction_takes_the_reports_of_the_round_with_it(people, ask):
    told_round("another")
    ask(to_round(people.chair))
    ask(to_borough(people.respondent))
    ask(visit(people.chair, "another"))
    found = to_round(people.chair)
    place = "answers/S2.1/borough/note"

    redact_text(found, place=place, why="It names somebody", read=one_text(found, place).digest)

    assert [row.assessment.slug for row in StoredReport.objects.select_related("assessment")] == ["another"]


def test_a_redaction_while_it_is_made_leaves_nothing_behind(people, ask, monkeypatch):
    def pdf_of(report):
        StoredReport.objects.all().delete()
        return note_of("borough").encode()

    monkeypatch.setattr("reports.pdf.pdf_of", pdf_of)
    ask(to_round(people.chair))

    assert not StoredReport.objects.exists()


def test_a_purge_takes_the_reports_with_the_round(people, ask):
    ask(to_round(people.chair))
    Assessment.objects.update(state="signed_off", signed_off_on="2010-01-01")
    found = Assessment.objects.get()

    purge_rounds(to_round(people.chair).standing, partnership=found.partnership, slugs=[found.slug])

    assert not StoredReport.objects.exists()


def test_a_body_that_is_taken_off_the_round_takes_its_report_with_it(people, ask):
    ask(to_round(people.chair))
    ask(to_borough(people.respondent))

    Participant.objects.filter(entity__slug="borough").delete()

    assert [row.subject for row in StoredReport.objects.all()] == [None]


def test_a_stored_report_names_no_person_so_forgetting_one_leaves_nothing_in_it(people, ask):
    names = [getattr(people, each).name for each in CAST]
    for found in (to_round(people.chair), to_round(people.respondent), to_borough(people.respondent)):
        ask(found)
    points_at = {field.related_model for field in StoredReport._meta.concrete_fields if field.is_relation}
    forget_person(people.respondent)

    assert Person not in points_at
    for row in StoredReport.objects.all():
        kept = f"{row.cut}{row.name}{bytes(row.content).decode()}"
        assert [name for name in names if name in kept] == []


# --- What the database refuses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"cut": "other"}, {"status": "done"}),
        ({"cut": "other"}, {"status": "lost"}),
    ],
    ids=["the same report twice", "made of nothing", "an unknown status"],
)
def test_the_database_refuses(people, first, second):
    facts = {"assessment": Assessment.objects.get(), "form": "pdf", "cut": "one"}
    StoredReport.objects.create(**facts | first)

    with pytest.raises(IntegrityError), transaction.atomic():
        StoredReport.objects.create(**facts | second)
