"""A stored report holds until an act that its reader may know of; it tells of no other act by no longer being ready."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments.access import visit, visit_to_entity, visit_to_public_edition
from assessments.actions.agreeing import Agreement, draft_agreed_answer, record_agreed_answer
from assessments.actions.answering import Draft, save_answers, submit_answers
from assessments.actions.participating import decline
from assessments.actions.publishing import take_back_publication
from assessments.actions.revealing import reveal
from assessments.actions.sessions import add_session
from assessments.models import Answer, Assessment, Participant
from framework_data.models import Edition
from partnerships.models import Entity, Partnership, Succession
from reports.cut import cut_of
from reports.freshness import Basis, newest_event
from tests.people import a_person, cast, follow, seat
from tests.reports.rounds import told_round
from tests.sealing import published, reopened, signed_off

pytestmark = pytest.mark.django_db

SLUG = "told-round"


def to_round(person):
    return visit(person, SLUG)


def to_borough(person):
    return visit_to_entity(person, SLUG, "borough")


def to_public(person):
    return visit_to_public_edition(person, SLUG)


def taken_back(assessment, chair):
    assert take_back_publication(visit(chair, assessment.slug))
    assessment.refresh_from_db()


def kept(found):
    return Basis(found.assessment, cut_of(found)).stamp, newest_event()


def holds(found, before):
    basis = Basis(found.assessment, cut_of(found))
    return basis.stamp == before[0] and not basis.has_moved_since(before[1])


def an_approver(body):
    person = a_person(f"Approver Of {body}")
    seat(person, "approver", body)
    return person


def correct(person, body, slug=SLUG):
    found = visit_to_entity(person, slug, body)
    question = found.content.question_ids["S2.1"]
    revision = Answer.objects.get(participant=found.participant, question=question).revision
    saved = save_answers(found, drafts=[Draft("S2.1", "P", note="corrected", revision=revision)])
    assert all(each.answer and not each.conflict for each in saved.values())


def unsubmit(body, slug=SLUG):
    Participant.objects.filter(assessment__slug=slug, entity__slug=body).update(submitted_at=None)


# --- What makes it old -------------------------------------------------------------------------------------------


def test_nothing_done_leaves_it_as_it_is():
    told_round()
    chair = cast().chair
    before = kept(to_round(chair))

    assert holds(to_round(chair), before)


@pytest.mark.parametrize(
    "act",
    [
        lambda people: correct(people.approver, "borough"),
        lambda people: record_agreed_answer(
            to_round(people.chair), agreement=Agreement("S2.3", "L", "As discussed", {})
        ),
        lambda people: decline(to_borough(people.approver), reason="No capacity"),
        lambda people: signed_off(Assessment.objects.get(slug=SLUG), people.chair),
        lambda people: Partnership.objects.update(name="Another name"),
        lambda people: Edition.objects.update(revision=99),
        lambda people: Assessment.objects.update(title="Another title"),
    ],
    ids=["a correction", "an agreed answer", "declining", "signing off", "a new name", "a new revision", "a title"],
)
def test_what_a_report_shows_makes_it_old(act):
    told_round()
    people = cast()
    before = kept(to_round(people.chair))

    act(people)

    assert not holds(to_round(people.chair), before)


def test_new_software_makes_it_old(monkeypatch):
    told_round()
    chair = cast().chair
    before = kept(to_round(chair))

    monkeypatch.setattr("reports.freshness.software", lambda: "the next version")

    assert not holds(to_round(chair), before)


def test_what_no_report_shows_leaves_it_as_it_is():
    told_round()
    people = cast()
    before = kept(to_round(people.chair))

    draft_agreed_answer(to_round(people.facilitator), agreement=Agreement("S2.3", "L", "A thought"))
    add_session(to_round(people.chair), held_on=date(2026, 6, 16))

    assert holds(to_round(people.chair), before)


def test_another_round_leaves_it_as_it_is():
    told_round()
    told_round("another")
    people = cast()
    before = kept(to_round(people.chair))

    correct(people.approver, "borough", "another")

    assert holds(to_round(people.chair), before)


# --- Blindness ---------------------------------------------------------------------------------------------------


def test_before_the_reveal_only_its_own_acts_make_a_bodys_report_old():
    told_round(state="open", submitted=False)
    people, trust = cast(), an_approver("trust")
    before = kept(to_borough(people.respondent))

    correct(trust, "trust")
    submit_answers(visit_to_entity(trust, SLUG, "trust"))
    assert holds(to_borough(people.respondent), before)

    correct(people.approver, "borough")
    assert not holds(to_borough(people.respondent), before)


def test_the_reveal_makes_a_bodys_report_old():
    told_round(state="open")
    people = cast()
    before = kept(to_borough(people.respondent))

    reveal(to_round(people.facilitator))

    assert not holds(to_borough(people.respondent), before)


def test_what_a_late_body_writes_shows_only_once_it_submits():
    told_round()
    unsubmit("borough")
    people = cast()
    before = kept(to_round(people.chair))

    correct(people.approver, "borough")
    assert holds(to_round(people.chair), before)

    submit_answers(to_borough(people.approver))
    assert not holds(to_round(people.chair), before)


def test_a_sealed_round_stands_whatever_happens_around_it(people):
    signed_off(Assessment.objects.get(slug=SLUG), people.chair)
    before = kept(to_round(people.chair))

    correct(people.approver, "borough", "the-year-before")
    Partnership.objects.update(name="Another name")
    Edition.objects.update(revision=99)
    assert holds(to_round(people.chair), before)

    reopened(Assessment.objects.get(slug=SLUG), people.chair)
    assert not holds(to_round(people.chair), before)


# --- The round before ----------------------------------------------------------------------------------------------


@pytest.fixture
def people():
    follow(told_round(), told_round("the-year-before"))
    return cast()


def test_a_change_in_the_round_before_makes_it_old(people):
    before = kept(to_round(people.chair))

    correct(people.approver, "borough", "the-year-before")

    assert not holds(to_round(people.chair), before)


def test_what_a_late_body_writes_in_the_round_before_does_not(people):
    unsubmit("borough", "the-year-before")
    before = kept(to_round(people.chair))

    correct(people.approver, "borough", "the-year-before")

    assert holds(to_round(people.chair), before)


def test_its_own_acts_in_the_round_before_make_a_blind_report_old(people):
    Assessment.objects.filter(slug=SLUG).update(state="open")
    unsubmit("borough", "the-year-before")
    before = kept(to_borough(people.respondent))

    correct(people.approver, "borough", "the-year-before")

    assert not holds(to_borough(people.respondent), before)


def test_a_reader_of_signed_off_rounds_learns_nothing_of_one_that_was_reopened(people):
    earlier = Assessment.objects.get(slug="the-year-before")
    signed_off(earlier, people.chair)
    # As where it was signed off elsewhere: its past is not sealed with it.
    Assessment.objects.filter(slug=SLUG).update(state="signed_off", imported_at=timezone.now())
    before = kept(to_round(people.auditor))
    reopened(earlier, people.chair)
    assert not holds(to_round(people.auditor), before)

    before = kept(to_round(people.auditor))
    correct(people.approver, "borough", "the-year-before")
    assert holds(to_round(people.auditor), before)

    signed_off(earlier, people.chair)
    assert not holds(to_round(people.auditor), before)


def test_publishing_leaves_every_report_of_the_round_as_it_is(people):
    this = Assessment.objects.get(slug=SLUG)
    signed_off(this, people.chair)
    before = kept(to_round(people.chair))
    public = kept(to_public(people.chair))

    published(this, people.chair)

    assert holds(to_round(people.chair), before)
    assert holds(to_public(people.chair), public)
    assert holds(to_round(people.viewer), public)


@pytest.mark.parametrize("is_sealed_here", [True, False])
def test_a_public_edition_is_old_once_the_round_before_is_published_taken_back_or_reopened(people, is_sealed_here):
    earlier, this = Assessment.objects.get(slug="the-year-before"), Assessment.objects.get(slug=SLUG)
    signed_off(earlier, people.chair)
    if is_sealed_here:
        signed_off(this, people.chair)
    else:
        Assessment.objects.filter(slug=SLUG).update(state="signed_off", imported_at=timezone.now())
    for act in (published, taken_back, published, reopened):
        before, boards = kept(to_public(people.chair)), kept(to_round(people.chair))
        act(earlier, people.chair)
        assert not holds(to_public(people.chair), before), act
        assert holds(to_round(people.chair), boards) is (is_sealed_here or act is not reopened), act


def test_a_viewer_does_not_learn_that_a_round_was_reopened_which_was_never_published(people):
    earlier, this = Assessment.objects.get(slug="the-year-before"), Assessment.objects.get(slug=SLUG)
    signed_off(earlier, people.chair)
    signed_off(this, people.chair)
    published(this, people.chair)
    before = kept(to_round(people.viewer))

    reopened(earlier, people.chair)

    assert holds(to_round(people.viewer), before)


def test_a_succession_makes_it_old_on_its_day(people):
    before = kept(to_round(people.chair))
    found = Succession.objects.create(
        predecessor=Entity.objects.get(slug="charity"),
        successor=Entity.objects.get(slug="trust"),
        took_over_on=timezone.localdate() + timedelta(days=1),
    )
    assert holds(to_round(people.chair), before)

    Succession.objects.filter(pk=found.pk).update(took_over_on=timezone.localdate())
    assert not holds(to_round(people.chair), before)
