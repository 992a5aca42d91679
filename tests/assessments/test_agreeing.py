"""Agreed answers, dissent and drafts: what the acts do, what they leave in the history, and what they refuse."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assessments.access import visit
from assessments.actions import agreeing
from assessments.actions.agreeing import Agreement
from assessments.interchange import export_document, result_document
from assessments.models import AgreedAnswer, AgreedDraft, Assessment
from assessments.rounds import revealed_round
from partnerships.models import Event, Person
from tests.assessments.acts import (
    CONSENSUS,
    DRAFT,
    OPEN,
    SIGNED_OFF,
    agree,
    discard,
    draft,
    everything_stored,
    history,
    seat_of,
    somebody,
    withdraw,
)
from tests.people import a_round

pytestmark = pytest.mark.django_db


# --- Agreed answers -------------------------------------------------------------------------------------------


@pytest.fixture
def chair():
    """Two bodies at F and P on S2.1; the lead answers GS1.1 with L; views on DEL5.3 are P and P."""
    a_round(
        state=CONSENSUS,
        submitted=True,
        answers={"lead-council": {"S2.1": "F", "GS1.1": "L", "DEL5.3": "P"}, "borough": {"S2.1": "P", "DEL5.3": "P"}},
    )
    return somebody("board_member", "lead-council", office="chair")


def test_the_board_agrees_an_answer_with_dissent(chair):
    agree(chair, "DEL5.3", "L", "Terms of reference are in draft.", dissent={"borough": "Not yet."})

    answer = AgreedAnswer.objects.get()
    assert (answer.value, answer.rationale, answer.revision) == ("L", "Terms of reference are in draft.", 1)
    assert answer.updated_by == chair
    assert [(row.participant.entity.slug, row.note) for row in answer.dissents.all()] == [("borough", "Not yet.")]
    assert history() == [
        (
            "answer_agreed",
            "DEL5.3",
            {},
            {"value": "L", "rationale": "Terms of reference are in draft.", "dissent": {"borough": "Not yet."}},
        )
    ]
    assert Event.objects.get(verb="answer_agreed").by == chair


def test_an_agreed_answer_changes_with_its_dissent(chair):
    agree(chair, "DEL5.3", "L", "First.", dissent={"borough": "Not yet.", "lead-council": "Nor we."})

    agree(chair, "DEL5.3", "F", "Second.", dissent={"lead-council": "Still not."}, revision=1)

    answer = AgreedAnswer.objects.get()
    assert (answer.value, answer.revision) == ("F", 2)
    assert [(row.participant.entity.slug, row.note) for row in answer.dissents.all()] == [
        ("lead-council", "Still not.")
    ]
    assert history()[1][2]["dissent"] == {"borough": "Not yet.", "lead-council": "Nor we."}


def test_an_unchanged_agreement_leaves_no_line(chair):
    agree(chair, "DEL5.3", "L", "Why.")

    assert agree(chair, "DEL5.3", "L", "Why.", revision=0).conflict is None

    assert AgreedAnswer.objects.get().revision == 1
    assert len(history()) == 1


def test_an_agreement_on_an_older_text_is_handed_back(chair):
    agree(chair, "DEL5.3", "L", "Mine.")

    agreed = agree(chair, "DEL5.3", "F", "Theirs.", revision=0)

    assert agreed.conflict == Agreement("DEL5.3", "F", "Theirs.", {}, 0)
    assert agreed.answer.rationale == "Mine."
    assert AgreedAnswer.objects.get().value == "L"
    assert len(history()) == 1


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("S2.1", "F"),  # the weakest body stands at P
        ("GS1.1", "F"),  # the lead said L
        ("DEL5.3", "L"),  # most views are P
        ("S3.1", "NA"),
    ],
)
def test_a_rationale_is_required_where_it_is_due(chair, question, value):
    before = everything_stored()

    with pytest.raises(ValidationError) as error:
        agree(chair, question, value, "  ")

    assert list(error.value.message_dict) == ["rationale"]
    assert everything_stored() == before
    assert agree(chair, question, value, "As we discussed.").answer.value == value


@pytest.mark.parametrize(("question", "value"), [("S2.1", "P"), ("GS1.1", "L"), ("DEL5.3", "P"), ("DEL5.4", "N")])
def test_a_rationale_is_optional_elsewhere(chair, question, value):
    assert agree(chair, question, value).answer.rationale == ""


@pytest.mark.parametrize(("question", "value"), [("S2.1", "Q"), ("S2.1", ""), ("S2.1", "Y"), ("DEL4.6", "F")])
def test_an_agreed_answer_is_one_that_the_question_knows(chair, question, value):
    with pytest.raises(ValidationError) as error:
        agree(chair, question, value, "Why.")

    assert list(error.value.message_dict) == ["value"]


@pytest.mark.parametrize("body", ["charity", "trust", "stranger"])
def test_only_bodies_that_take_part_dissent(chair, body):
    with pytest.raises(ValidationError) as error:
        agree(chair, "S2.1", "P", dissent={body: "No."})

    assert list(error.value.message_dict) == ["dissent"]
    assert not AgreedAnswer.objects.exists()


def test_an_agreed_answer_is_withdrawn(chair):
    agree(chair, "DEL5.3", "L", "Why.", dissent={"borough": "No."})

    assert withdraw(chair, "DEL5.3", 1).answer is None

    assert not AgreedAnswer.objects.exists()
    assert history()[1] == (
        "agreed_answer_withdrawn",
        "DEL5.3",
        {"value": "L", "rationale": "Why.", "dissent": {"borough": "No."}},
        {},
    )


def test_a_withdrawal_on_an_older_text_is_handed_back(chair):
    agree(chair, "DEL5.3", "L", "Why.")
    agree(chair, "DEL5.3", "F", "Why.", revision=1)

    withdrawn = withdraw(chair, "DEL5.3", 1)

    assert withdrawn.conflict
    assert withdrawn.answer.value == "F"
    assert AgreedAnswer.objects.count() == 1


def test_withdrawing_what_is_not_there_leaves_no_line(chair):
    assert withdraw(chair, "DEL5.3", 0) == agreeing.Agreed(None)
    assert history() == []


@pytest.mark.parametrize("state", [DRAFT, OPEN, SIGNED_OFF])
def test_answers_are_agreed_in_consensus_only(state):
    a_round(state=state)
    person = seat_of(somebody("board_member", "lead-council"), "facilitator", "lead-council")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match="in consensus"):
        draft(person, "DEL5.3", "L")
    with pytest.raises(PermissionDenied, match="in consensus"):
        discard(person, "DEL5.3", 0)

    with pytest.raises(PermissionDenied, match="in consensus"):
        agree(person, "DEL5.3", "L", "Why.")
    with pytest.raises(PermissionDenied, match="in consensus"):
        withdraw(person, "DEL5.3", 0)

    assert everything_stored() == before


@pytest.mark.parametrize("kind", ["respondent", "approver", "finance_lead", "facilitator"])
def test_only_the_board_agrees(chair, kind):
    person = somebody(kind, "borough")

    with pytest.raises(PermissionDenied, match="The board agrees"):
        agree(person, "S2.1", "P")
    with pytest.raises(PermissionDenied, match="The board agrees"):
        withdraw(person, "S2.1", 0)


def test_every_board_member_agrees(chair):
    assert agree(somebody("board_member", "trust"), "S2.1", "P").answer.value == "P"


# --- Drafts ---------------------------------------------------------------------------------------------------


@pytest.fixture
def facilitator(chair):
    return somebody("facilitator", "lead-council")


def test_a_facilitator_drafts_and_the_draft_counts_nowhere(facilitator):
    draft(facilitator, "S2.1", "F", "Both plans were seen.")

    stored = AgreedDraft.objects.get()
    assert (stored.value, stored.rationale, stored.revision, stored.updated_by) == (
        "F",
        "Both plans were seen.",
        1,
        facilitator,
    )
    assert not AgreedAnswer.objects.exists()
    assert counted(facilitator).agreed == {}
    assert history() == [("agreed_answer_drafted", "S2.1", {}, {"value": "F", "rationale": "Both plans were seen."})]


def counted(person: Person) -> Any:
    return revealed_round(visit(person, "first-round"))


def test_a_draft_changes_no_result_export_or_report_date(facilitator):
    assessment = Assessment.objects.get()
    before = export_document(assessment), result_document(assessment)

    draft(facilitator, "DEL5.3", "L", "A thought.")

    assert (export_document(assessment), result_document(assessment)) == before


def test_a_draft_may_lack_its_reasons(facilitator):
    assert draft(facilitator, "S3.1", "NA").draft.value == "NA"


@pytest.mark.parametrize("value", ["", "Q", "Y"])
def test_a_draft_is_an_answer_that_the_question_knows(facilitator, value):
    with pytest.raises(ValidationError) as error:
        draft(facilitator, "S2.1", value)

    assert list(error.value.message_dict) == ["value"]


def test_a_draft_on_an_older_draft_is_handed_back(facilitator, chair):
    draft(facilitator, "S2.1", "F", "Mine.")

    drafted = draft(chair, "S2.1", "L", "Theirs.")

    assert drafted.conflict == Agreement("S2.1", "L", "Theirs.")
    assert AgreedDraft.objects.get().rationale == "Mine."
    assert draft(chair, "S2.1", "L", "Theirs.", revision=1).draft.revision == 2


def test_an_unchanged_draft_leaves_no_line(facilitator):
    draft(facilitator, "S2.1", "F", "Mine.")

    assert draft(facilitator, "S2.1", "F", "Mine.").conflict is None
    assert len(history()) == 1


def test_a_draft_is_discarded(facilitator):
    draft(facilitator, "S2.1", "F", "Mine.")

    assert discard(facilitator, "S2.1", 1) == agreeing.Drafted(None)
    assert history()[1] == ("draft_discarded", "S2.1", {"value": "F", "rationale": "Mine."}, {})
    assert discard(facilitator, "S2.1", 1) == agreeing.Drafted(None)
    assert len(history()) == 2


def test_a_draft_that_changed_meanwhile_is_not_discarded(facilitator):
    draft(facilitator, "S2.1", "F", "Mine.")
    draft(facilitator, "S2.1", "L", "Better.", revision=1)

    assert discard(facilitator, "S2.1", 1).conflict
    assert AgreedDraft.objects.get().rationale == "Better."


def test_agreeing_takes_the_draft_away(facilitator, chair):
    draft(facilitator, "S2.1", "F", "Mine.")

    agree(chair, "S2.1", "F", "Mine.", draft_revision=1)

    assert not AgreedDraft.objects.exists()
    assert AgreedAnswer.objects.get().rationale == "Mine."


def test_agreeing_on_an_older_draft_is_handed_back_and_keeps_the_draft(facilitator, chair):
    draft(facilitator, "S2.1", "F", "Mine.")

    assert agree(chair, "S2.1", "P", draft_revision=0).conflict
    assert AgreedDraft.objects.get().rationale == "Mine."
    assert not AgreedAnswer.objects.exists()


def test_agreeing_anew_what_is_agreed_takes_a_later_draft_away(facilitator, chair):
    agree(chair, "S2.1", "P", "As it is.")
    draft(facilitator, "S2.1", "F", "Rather this.")

    agree(chair, "S2.1", "P", "As it is.", revision=1, draft_revision=1)

    assert not AgreedDraft.objects.exists()
    assert AgreedAnswer.objects.get().value == "P"


def test_withdrawing_an_agreed_answer_keeps_the_draft(facilitator, chair):
    agree(chair, "S2.1", "P")
    draft(facilitator, "S2.1", "F", "Rather this.")

    withdraw(chair, "S2.1", 1)

    assert AgreedDraft.objects.get().value == "F"


@pytest.mark.parametrize("kind", ["respondent", "approver", "finance_lead"])
def test_others_neither_draft_nor_discard(chair, kind):
    person = somebody(kind, "borough")

    with pytest.raises(PermissionDenied, match="facilitator or the board"):
        draft(person, "S2.1", "P")
    with pytest.raises(PermissionDenied, match="facilitator or the board"):
        discard(person, "S2.1", 0)
