"""What the database itself refuses of rounds and answers, whoever writes: one row for each constraint of the app."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import (
    AgreedAnswer,
    AgreedDraft,
    Answer,
    AnswerToConfirm,
    Assessment,
    Attendance,
    ConsensusSession,
    Dissent,
    Participant,
    Seal,
    SealedPaper,
    Trial,
)
from framework_data.models import Question
from tests.people import a_person, a_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_small_round():
    a_round(answers={"borough": {"S1.1": "F"}}, agreed={"S1.1": "L"})
    Dissent.objects.create(agreed_answer=AgreedAnswer.objects.get(), participant=the_borough())
    a_session()
    two_seals()


def a_session() -> None:
    assessment = Assessment.objects.get()
    AnswerToConfirm.objects.create(
        participant=the_borough(), question=Question.objects.get(code="S2.3"), value="F", why="text"
    )
    AgreedDraft.objects.create(assessment=assessment, question=AgreedAnswer.objects.get().question, value="L")
    session = ConsensusSession.objects.create(assessment=assessment, held_on=date(2026, 6, 1))
    Attendance.objects.create(session=session, participant=the_borough(), person=a_person("Att Endee"))
    Attendance.objects.create(session=session, participant=the_borough(), post="Director of finance")


def two_seals() -> None:
    facts = {"assessment": Assessment.objects.get(), "document": "{}", "sha256": "0" * 64}
    first = Seal.objects.create(number=1, reopened_at=timezone.now(), reopen_reason="A slip", **facts)
    Seal.objects.create(number=2, **facts)
    SealedPaper.objects.create(seal=first, audience="board", name="paper.pdf", content=b"%PDF-")


def a_trial() -> Trial:
    edition, editor = Assessment.objects.get().edition, a_person("Edi Tor")
    return Trial.objects.create(edition=edition, editor=editor, document={})


def the_borough() -> Participant:
    return Participant.objects.get(entity__slug="borough")


def again(row: Any) -> None:
    """The same row once more."""
    row.pk = None
    row._state.adding = True
    row.save()


REFUSED: dict[str, Callable[[], Any]] = {
    "an_editor_has_one_trial_of_an_edition": lambda: again(a_trial()),
    "period_ends_after_it_starts": lambda: Assessment.objects.update(period_end=date(2025, 3, 31)),
    "only_a_draft_may_lack_lead_and_scope": lambda: Assessment.objects.update(lead=None),
    "assessment_state_is_known": lambda: Assessment.objects.update(state="closed"),
    "only_a_signed_off_round_is_published": lambda: Assessment.objects.update(published_at=timezone.now()),
    "an_entity_takes_part_once": lambda: Participant.objects.create(
        assessment=Assessment.objects.get(), entity=the_borough().entity, order=9, name="Again", kind="other"
    ),
    "participants_have_an_order": lambda: Participant.objects.filter(entity__slug="trust").update(
        order=the_borough().order
    ),
    "a_body_answers_a_question_once": lambda: again(Answer.objects.get()),
    "answer_value_is_known": lambda: Answer.objects.update(value="Q"),
    "not_applicable_has_a_reason": lambda: Answer.objects.update(value="NA"),
    "a_body_confirms_a_question_once": lambda: again(AnswerToConfirm.objects.get()),
    "value_to_confirm_is_known": lambda: AnswerToConfirm.objects.update(value="Q"),
    "a_question_is_agreed_once": lambda: again(AgreedAnswer.objects.get()),
    "agreed_value_is_known": lambda: AgreedAnswer.objects.update(value=""),
    "agreed_not_applicable_has_a_rationale": lambda: AgreedAnswer.objects.update(value="NA"),
    "a_question_has_one_draft": lambda: again(AgreedDraft.objects.get()),
    "drafted_value_is_known": lambda: AgreedDraft.objects.update(value=""),
    "one_session_a_day": lambda: again(ConsensusSession.objects.get()),
    "a_person_attends_once": lambda: again(Attendance.objects.get(post="")),
    "attendance_is_of_a_person_or_a_post": lambda: Attendance.objects.update(post="", person=None),
    "seals_are_numbered": lambda: again(Seal.objects.get(number=1)),
    "one_seal_is_current": lambda: Seal.objects.update(reopened_at=None),
    "reopening_has_a_reason": lambda: Seal.objects.update(reopen_reason=""),
    "a_seal_keeps_each_paper_once": lambda: again(SealedPaper.objects.get()),
    "a_body_dissents_once": lambda: again(Dissent.objects.get()),
}


def test_every_constraint_has_a_row():
    constraints = {c.name for model in apps.get_app_config("assessments").get_models() for c in model._meta.constraints}

    assert constraints == set(REFUSED)


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses(constraint):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[constraint]()


@pytest.mark.parametrize("lacking", [{"lead": None}, {"scope": ""}, {"scope_agreed_on": None}])
@pytest.mark.parametrize("state", ["open", "consensus", "signed_off"])
def test_only_a_draft_may_lack_its_lead_or_scope(state, lacking):
    Assessment.objects.update(state="draft", **lacking)

    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.update(state=state)


def test_another_answer_to_another_question_is_taken():
    Answer.objects.create(participant=the_borough(), question=Question.objects.get(code="S1.2"))


@pytest.mark.parametrize(
    ("state", "revealed"), [("draft", False), ("open", False), ("consensus", True), ("signed_off", True)]
)
def test_a_round_is_revealed_from_consensus_on(state, revealed):
    assert Assessment(state=state).is_revealed is revealed


def test_rows_are_told_by_name():
    answer, agreed = Answer.objects.get(), AgreedAnswer.objects.get()

    assert str(Assessment.objects.get()) == "First round"
    assert str(the_borough()) == "Tansy Borough Council"
    assert str(answer).endswith(": F")
    assert str(agreed).endswith(": L")
    assert str(AnswerToConfirm.objects.get()).endswith(": F (to confirm)")
    assert str(Dissent.objects.get()).startswith("Dissent of ")
