"""The history as a page and as CSV: words, names, texts that have gone, and a fixed number of queries."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions.agreeing import Agreement, record_agreed_answer
from assessments.actions.answering import Draft, save_answers
from assessments.csv_lines import STARTS_A_FORMULA
from assessments.history_csv import COLUMNS, history_rows
from assessments.history_page import LINES_A_PAGE, OPERATOR, Change, history_page, partnership_history_page
from assessments.models import Answer
from assessments.readable_history import readable_events
from partnerships.history import record
from partnerships.models import Event, EventText, Person, Role
from tests.people import a_round, cast, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    answers = {"borough": everything("P"), "lead-council": everything()}
    a_round(state="consensus", answers=answers, submitted=True)
    return cast()


def correct(people, question="S2.1", **texts):
    found = visit_to_entity(people.approver, "first-round", "borough")
    stored = Answer.objects.get(participant=found.participant, question_id=found.content.question_ids[question])
    save_answers(found, drafts=[Draft(question, revision=stored.revision, **texts)])


def lines(person, kind="", body="", number=None):
    return history_page(visit(person, "first-round"), kind=kind, body=body, number=number).lines


def wrote(verb, **details):
    partnership = Role.objects.first().partnership_id
    return record(verb, by=None, partnership_id=partnership, assessment="first-round", **details)


# --- The page -------------------------------------------------------------------------------------------------


def test_a_line_says_who_did_what_and_what_changed(people):
    correct(people, value="L", note="Held in May, £3m.")
    line = lines(people.facilitator)[0]
    assert line.who == "Ap Prover"
    assert line.what == "corrected S2.1 of Tansy Borough Council: Partly in place → Largely in place"
    assert line.changes == (Change("Note", "nothing", "Held in May, £3m."),)


def test_a_text_that_stayed_the_same_is_no_change(people):
    correct(people, value="L", note="The same")
    correct(people, value="F", note="The same")
    assert lines(people.facilitator)[0].changes == ()


def test_an_erased_text_says_since_when_it_is_gone(people):
    correct(people, value="L", note="Once")
    EventText.objects.update(text="", salt="", erased_at=datetime(2026, 5, 12, 23, 30, tzinfo=UTC))
    change = lines(people.facilitator)[0].changes[0]
    assert change.after == "Text erased on 13 May 2026"


def test_two_erased_texts_are_still_told_as_a_change(people):
    correct(people, value="L", note="Once")
    correct(people, value="L", note="Twice")
    EventText.objects.update(text="", salt="", erased_at=timezone.now())
    assert [change.label for change in lines(people.facilitator)[0].changes] == ["Note"]


def test_an_agreed_answer_shows_reasons_and_dissent(people):
    found = visit(people.chair, "first-round")
    agreement = Agreement("S2.3", "L", "As the board discussed.", {"borough": "We see it otherwise."})
    record_agreed_answer(found, agreement=agreement)
    line = lines(people.facilitator)[0]
    assert line.what == "recorded the agreed answer to S2.3: Largely in place"
    assert [change.after for change in line.changes] == [
        "As the board discussed.",
        "Tansy Borough Council: We see it otherwise.",
    ]


def test_a_person_is_called_as_the_person_is_called_now(people):
    correct(people, value="L")
    wrote("role_given", subject=people.respondent.public_id, after={"person": people.respondent.public_id})
    Person.objects.filter(pk__in=[people.approver.pk, people.respondent.pk]).update(name="a former member")
    given, corrected = lines(people.facilitator)[:2]
    assert corrected.who == "a former member"
    assert given.what == "gave a former member a role"
    assert given.changes[0].after == "a former member"


def test_a_persons_address_is_never_shown(people):
    correct(people, value="L")
    Person.objects.filter(pk=people.approver.pk).update(name="")
    assert lines(people.facilitator)[0].who == "Somebody without a name"


def test_an_operators_act_is_told_as_one(people):
    assert lines(people.facilitator)[-1].who == OPERATOR
    assert lines(people.facilitator)[-1].what == "imported the round from a file"


def test_codes_days_and_bodies_are_told_in_words(people):
    wrote(
        "signed_off",
        subject="2026-05-12",
        before={"state": "consensus", "open": True},
        after={
            "state": "signed_off",
            "open": False,
            "on": "2026-05-12",
            "at": "2026-05-12T23:30:00+00:00",
            "bodies": ["borough", "charity"],
            "count": 3,
        },
    )
    changes = {change.label: (change.before, change.after) for change in lines(people.facilitator)[0].changes}
    assert changes == {
        "State": ("Consensus", "Signed off"),
        "Open": ("yes", "no"),
        "Date": ("nothing", "12 May 2026"),
        "At": ("nothing", "13 May 2026, 00:30"),
        "Bodies": ("nothing", "Tansy Borough Council\nMarrowdale Carers"),
        "Count": ("nothing", "3"),
    }


def test_the_newest_act_comes_first_and_fifty_are_on_a_page(people):
    for number in range(LINES_A_PAGE + 5):
        wrote("session_added", subject=f"number {number}")
    first, second = lines(people.facilitator), lines(people.facilitator, number="2")
    assert len(first) == LINES_A_PAGE
    assert first[0].what == f"added the session of number {LINES_A_PAGE + 4}"
    assert second[0].what == "added the session of number 4"
    assert len(second) == 6


def test_acts_are_found_by_kind_and_by_body(people):
    correct(people, value="L")
    wrote("declined", entity="charity")
    assert [line.what[:9] for line in lines(people.facilitator, kind="answers")] == ["corrected"]
    assert [line.what for line in lines(people.facilitator, body="charity")] == [
        "recorded that Marrowdale Carers does not take part"
    ]
    assert lines(people.facilitator, kind="answers", body="charity") == ()


def test_the_partnerships_own_history_holds_no_acts_of_rounds(people):
    partnership = Role.objects.first().partnership
    correct(people, value="L")
    record("body_added", by=people.facilitator, partnership_id=partnership.pk, entity="trust")
    page = partnership_history_page(partnership, kind="", body="", number=None)
    assert [line.what for line in page.lines] == ["made Marrowdale Health Trust a member"]


def test_a_page_takes_the_same_queries_whatever_it_shows(people):
    counts = []
    for number in (1, 30):
        for each in range(number):
            correct(people, value="FLP"[each % 3], note=f"Version {each}")
            wrote("role_given", subject=people.respondent.public_id, entity="borough")
        found = visit(people.facilitator, "first-round")
        with CaptureQueriesContext(connection) as captured:
            assert history_page(found, kind="", body="", number=None).lines
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8


# --- The file -------------------------------------------------------------------------------------------------


def rows_of(person):
    text = "".join(history_rows(readable_events(visit(person, "first-round"))))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def test_the_file_names_people_by_opaque_id_and_bodies_by_slug(people):
    correct(people, value="L", note='=HYPERLINK("x"), “so”')
    row = rows_of(people.facilitator)[0]
    assert tuple(row) == COLUMNS
    assert row["by"] == people.approver.public_id
    assert (row["verb"], row["body"], row["subject"]) == ("answer_corrected", "borough", "S2.1")
    assert json.loads(row["after"])["note"] == '=HYPERLINK("x"), “so”'
    assert datetime.fromisoformat(row["at"]).utcoffset().total_seconds() == 0
    assert row["at"].endswith("Z")
    everything_in_it = "".join(history_rows(readable_events(visit(people.facilitator, "first-round"))))
    assert not any(name in everything_in_it for name in ("Ap Prover", "ap.prover@"))


def test_a_text_that_has_gone_is_null_in_the_file(people):
    correct(people, value="L", note="Once")
    EventText.objects.update(text="", salt="", erased_at=timezone.now())
    assert json.loads(rows_of(people.facilitator)[0]["after"])["note"] is None


def test_the_file_holds_the_lines_of_the_page_and_no_others(people):
    correct(people, value="L")
    wrote("answer_saved", entity="charity", subject="S2.1", after={"note": "Hidden"})
    events = Event.objects.filter(assessment="first-round")
    assert len(rows_of(people.facilitator)) == len(lines(people.facilitator)) == events.count() - 1


@pytest.mark.parametrize("start", STARTS_A_FORMULA)
def test_no_cell_begins_like_a_formula(people, start):
    wrote("session_added", subject=f"{start}1+1")
    assert rows_of(people.facilitator)[0]["subject"] == f"'{start}1+1"


def test_a_long_history_is_read_in_portions(people):
    partnership = Role.objects.first().partnership_id
    Event.objects.bulk_create(
        Event(verb="session_added", partnership_id=partnership, assessment="first-round") for _ in range(1200)
    )
    with CaptureQueriesContext(connection) as captured:
        assert len(rows_of(people.facilitator)) == 1201
    assert len(captured) < 12
