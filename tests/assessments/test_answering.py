"""Saving, submitting and taking back: what each does, what it leaves in the history, and what it refuses."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from assessments.access import visit, visit_to_entity
from assessments.actions import answering
from assessments.actions.answering import Draft
from assessments.models import Answer, Assessment, Participant
from partnerships.models import Event, Person, Role
from tests.assessments.acts import (
    CONSENSUS,
    SIGNED_OFF,
    everything_stored,
    history,
    save,
    seat_of,
    somebody,
    submit,
    take_back,
    with_texts,
)
from tests.people import a_person, a_round, seat

pytestmark = pytest.mark.django_db

NOTHING = {"value": "", "note": "", "reason": "", "evidence": ""}


# --- Saving answers -------------------------------------------------------------------------------------------


@pytest.fixture
def respondent():
    a_round()
    return somebody("respondent", "borough")


def test_a_new_answer_is_stored_with_who_and_when(respondent):
    saved = save(respondent, Draft("S1.1", "L", "See the minutes.", "", "https://example.org/minutes"))

    answer = Answer.objects.get()
    assert saved["S1.1"].answer == answer
    assert saved["S1.1"].conflict is None
    assert (answer.value, answer.note, answer.evidence) == ("L", "See the minutes.", "https://example.org/minutes")
    assert (answer.revision, answer.updated_by) == (1, respondent)


def test_a_save_leaves_one_line_with_who_what_before_and_after(respondent):
    save(respondent, Draft("S1.1", "L", "A note."))

    event = Event.objects.get(verb="answer_saved")
    assert (event.by, event.assessment, event.entity, event.subject) == (respondent, "first-round", "borough", "S1.1")
    before, after = with_texts(event)
    assert before == NOTHING
    assert after == NOTHING | {"value": "L", "note": "A note."}


def test_a_changed_answer_has_the_next_revision(respondent):
    save(respondent, Draft("S1.1", "L"))

    save(respondent, Draft("S1.1", "F", revision=1))

    assert Answer.objects.get().revision == 2
    assert [(before["value"], after["value"]) for _, _, before, after in history()] == [("", "L"), ("L", "F")]


@pytest.mark.parametrize("revision", [0, 1, 7])
def test_an_unchanged_answer_keeps_its_revision_and_leaves_no_line(respondent, revision):
    save(respondent, Draft("S1.1", "L", "A note."))

    saved = save(respondent, Draft("S1.1", "L", "A note.", revision=revision))

    assert saved["S1.1"].conflict is None
    assert Answer.objects.get().revision == 1
    assert len(history()) == 1


def test_an_empty_draft_stores_nothing(respondent):
    assert save(respondent, Draft("S1.1"))["S1.1"].answer is None
    assert not Answer.objects.exists()
    assert history() == []


def test_a_note_may_come_before_the_answer(respondent):
    save(respondent, Draft("S1.1", note="Still asking around."))

    assert Answer.objects.get().value == ""


def test_an_answer_can_be_taken_back_to_nothing(respondent):
    save(respondent, Draft("S1.1", "L", "A note."))

    save(respondent, Draft("S1.1", revision=1))

    assert (Answer.objects.get().value, Answer.objects.get().revision) == ("", 2)


def test_several_answers_are_saved_at_once_with_a_line_each(respondent):
    saved = save(respondent, Draft("S1.1", "L"), Draft("S1.2", "P"), Draft("DEL4.6", "X"))

    assert {code: save.answer.value for code, save in saved.items()} == {"S1.1": "L", "S1.2": "P", "DEL4.6": "X"}
    assert [subject for _, subject, _, _ in history()] == ["borough S1.1", "borough S1.2", "borough DEL4.6"]


def test_a_view_is_saved_like_an_answer(respondent):
    assert save(respondent, Draft("GS1.1", "P"))["GS1.1"].answer.value == "P"


def test_an_answer_behind_a_closed_gate_is_kept(respondent):
    save(respondent, Draft("S2.1", "F"), Draft("S2.2", "L"))

    save(respondent, Draft("S2.1", "N", revision=1))

    assert Answer.objects.get(question__code="S2.2").value == "L"


def test_a_save_on_an_older_text_is_handed_back_and_loses_nothing(respondent):
    colleague = somebody("approver", "borough")
    save(respondent, Draft("S1.1", "L", "Mine."))
    draft = Draft("S1.1", "P", "Theirs.", revision=0)

    saved = save(colleague, draft)["S1.1"]

    assert saved.conflict == draft
    assert (saved.answer.value, saved.answer.note, saved.answer.updated_by) == ("L", "Mine.", respondent)
    assert Answer.objects.get().note == "Mine."
    assert len(history()) == 1


def test_of_several_drafts_only_the_stale_one_is_handed_back(respondent):
    save(respondent, Draft("S1.1", "L"))

    saved = save(respondent, Draft("S1.1", "P", revision=0), Draft("S1.2", "P"))

    assert saved["S1.1"].conflict
    assert saved["S1.2"].answer.value == "P"
    assert saved["S1.2"].conflict is None


def test_a_draft_on_a_revision_that_never_was_is_handed_back(respondent):
    assert save(respondent, Draft("S1.1", "L", revision=3))["S1.1"].conflict


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (Draft("S1.1", "Q"), "S1.1: Q is not an answer to this question."),
        (Draft("S1.1", "Y"), "S1.1: Y is not an answer to this question."),
        (Draft("DEL4.6", "F"), "DEL4.6: F is not an answer to this question."),
        (Draft("S1.1", "NA"), "S1.1: Say why it is not applicable."),
        (Draft("S1.1", "NA", reason="  "), "S1.1: Say why it is not applicable."),
    ],
)
def test_a_wrong_answer_is_refused_with_all_that_came_with_it(respondent, draft, sentence):
    before = everything_stored()

    with pytest.raises(ValidationError) as error:
        save(respondent, Draft("S1.2", "F"), draft)

    assert error.value.messages == [sentence]
    assert everything_stored() == before


def test_not_applicable_is_saved_with_its_reason(respondent):
    save(respondent, Draft("S1.1", "NA", reason="We run no such service."))

    assert Answer.objects.get().reason == "We run no such service."


def test_the_database_too_refuses_not_applicable_without_a_reason(respondent):
    save(respondent, Draft("S1.1", "L"))

    with pytest.raises(IntegrityError):
        Answer.objects.update(value="NA")


def test_an_invited_body_takes_part_from_its_first_answer():
    a_round()
    newcomer = somebody("respondent", "trust")

    save(newcomer, Draft("S1.1", "L"), body="trust")
    save(newcomer, Draft("S1.2", "L"), body="trust")

    assert Participant.objects.get(entity__slug="trust").participation == "participating"
    assert [line for line in history() if line[0] == "taking_part"] == [
        ("taking_part", "trust", {"participation": "invited"}, {"participation": "participating"})
    ]


def test_a_note_alone_does_not_make_an_invited_body_take_part():
    a_round()

    save(somebody("respondent", "trust"), Draft("S1.1", note="Who is this from?"), body="trust")

    assert Participant.objects.get(entity__slug="trust").participation == "invited"


def refused(person: Person, body: str = "borough") -> str:
    """The sentence with which a save is refused; nothing may have changed."""
    visiting = visit_to_entity(person, "first-round", body)
    before = everything_stored()
    with pytest.raises(PermissionDenied) as error:
        answering.save_answers(visiting, drafts=[Draft("S1.1", "L")])
    assert everything_stored() == before
    return str(error.value)


@pytest.mark.parametrize("state", [CONSENSUS, SIGNED_OFF])
def test_a_round_that_is_not_open_takes_no_answers(state):
    a_round(state=state)

    assert "not open" in refused(somebody("respondent", "borough"))


def test_submitted_answers_do_not_change():
    a_round(submitted=True)

    assert "submitted" in refused(somebody("respondent", "borough"))


def test_a_body_that_declined_does_not_answer():
    a_round()

    assert "does not take part" in refused(somebody("respondent", "charity"), "charity")


def test_nobody_answers_for_another_body(respondent):
    visiting = visit_to_entity(respondent, "first-round", "borough")
    facilitator = seat_of(a_person("Fay"), "facilitator", "lead-council")
    foreign = replace(visiting, person=facilitator, standing=visit(facilitator, "first-round").standing)

    with pytest.raises(PermissionDenied):
        answering.save_answers(foreign, drafts=[Draft("S1.1", "L")])

    assert not Answer.objects.exists()


def test_what_changed_since_the_page_was_loaded_decides(respondent):
    visiting = visit_to_entity(respondent, "first-round", "borough")
    Assessment.objects.update(state=CONSENSUS)

    with pytest.raises(PermissionDenied):
        answering.save_answers(visiting, drafts=[Draft("S1.1", "L")])


# --- Submitting -----------------------------------------------------------------------------------------------


@pytest.fixture
def approver():
    a_round(answers={"borough": {"S1.1": "F"}})
    return somebody("approver", "borough")


def test_an_approver_submits(approver):
    participant = submit(approver)

    participant.refresh_from_db()
    assert participant.submitted_by == approver
    assert participant.submitted_at is not None
    assert history() == [("answers_submitted", "borough", {}, {})]
    assert Event.objects.get(verb="answers_submitted").by == approver


def test_an_approver_takes_back_while_the_round_is_open(approver):
    submit(approver)

    participant = take_back(approver)

    participant.refresh_from_db()
    assert (participant.submitted_at, participant.submitted_by) == (None, None)
    assert [verb for verb, *_ in history()] == ["answers_submitted", "answers_taken_back"]
    save(approver, Draft("S1.1", "P", revision=1))


def test_a_late_body_submits_in_consensus(approver):
    Assessment.objects.update(state=CONSENSUS)

    assert submit(approver).submitted_at is not None


@pytest.mark.parametrize(
    ("act", "prepare", "sentence"),
    [
        (submit, {"submitted": True}, "submitted already"),
        (submit, {"state": SIGNED_OFF}, "open or in consensus"),
        (submit, {"participation": {"borough": "invited"}}, "answered nothing yet"),
        (submit, {"participation": {"borough": "declined"}}, "does not take part"),
        (submit, {"participation": {"borough": "did_not_take_part"}}, "does not take part"),
        (take_back, {}, "are not submitted"),
        (take_back, {"submitted": True, "state": CONSENSUS}, "only while the round is open"),
        (take_back, {"submitted": True, "state": SIGNED_OFF}, "only while the round is open"),
    ],
)
def test_submitting_and_taking_back_have_their_time(act, prepare, sentence):
    a_round(**prepare)
    person = somebody("approver", "borough")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match=sentence):
        act(person)

    assert everything_stored() == before


@pytest.mark.parametrize(("act", "submitted"), [(submit, False), (take_back, True)])
def test_a_respondent_neither_submits_nor_takes_back(act, submitted):
    a_round(submitted=submitted)
    person = somebody("respondent", "borough")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match="Only an approver"):
        act(person)

    assert everything_stored() == before


def test_an_approver_of_one_body_does_not_submit_for_another():
    a_round()
    person = somebody("respondent", "borough")
    seat(person, Role.Kind.APPROVER, "lead-council")

    with pytest.raises(PermissionDenied, match="Only an approver of Tansy Borough Council"):
        submit(person)
