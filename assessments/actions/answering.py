"""Answers and views of one body: saved as one goes, handed in, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import permissions
from assessments.access import EntityVisit
from assessments.actions._acting import record_act, with_locked_participant
from assessments.models import Answer, AnswerToConfirm, Participant
from framework_data.content import QuestionText


@dataclass(frozen=True)
class Draft:
    """What somebody wants to save on one question, and the revision of the text it was written on (0: none)."""

    question: str
    value: str = ""
    note: str = ""
    reason: str = ""
    evidence: str = ""
    revision: int = 0

    @property
    def texts(self) -> dict[str, str]:
        return {"value": self.value, "note": self.note, "reason": self.reason, "evidence": self.evidence}


@dataclass(frozen=True)
class Saved:
    """The answer as it now stands. `conflict` holds what was not saved, because a colleague had saved meanwhile."""

    answer: Answer | None
    conflict: Draft | None = None


@transaction.atomic
def save_answers(visit: EntityVisit, *, drafts: list[Draft]) -> dict[str, Saved]:
    """Save answers and views of one body; a draft written on an older text is handed back, and nothing is lost.

    Returns question code -> Saved. Raises PermissionDenied, and ValidationError for a value the question does not know.
    """
    visit = with_locked_participant(visit)
    permissions.check_can_answer(visit)
    ids = {visit.content.question_ids[draft.question]: draft for draft in drafts}
    rows = Answer.objects.filter(participant=visit.participant, question_id__in=ids)
    if len(ids) > 1:
        # Who saved is said of conflicts; saving one question as one goes hardly ever has one.
        rows = rows.select_related("updated_by")
    stored = {answer.question_id: answer for answer in rows}
    saved = {
        draft.question: _save(visit, draft, stored.get(question_id), question_id) for question_id, draft in ids.items()
    }
    _take_part(visit, saved)
    _settle(visit, saved)
    return saved


@transaction.atomic
def save_workbook(visit: EntityVisit, *, drafts: list[Draft]) -> dict[str, Saved]:
    """As save_answers, with what came back in a workbook: once the answers are revealed it is too late for that."""
    permissions.check_can_use_workbook(with_locked_participant(visit))
    return save_answers(visit, drafts=drafts)


def _save(visit: EntityVisit, draft: Draft, stored: Answer | None, question_id: int) -> Saved:
    _check_draft(visit.content.question_by_code[draft.question], draft)
    now = _texts_of(stored)
    if draft.texts == now:
        return Saved(stored)
    if draft.revision != (stored.revision if stored else 0):
        return Saved(stored, conflict=draft)
    answer = stored or Answer(participant=visit.participant, question_id=question_id, revision=0)
    for field, text in draft.texts.items():
        setattr(answer, field, text)
    answer.revision += 1
    answer.updated_at, answer.updated_by, answer.carried_at = timezone.now(), visit.person, None
    is_correction = visit.assessment.is_in_consensus
    if is_correction:
        answer.corrected_at = answer.updated_at
    answer.save()
    record_act(
        visit,
        "answer_corrected" if is_correction else "answer_saved",
        entity=visit.participant.entity.slug,
        subject=draft.question,
        before=now,
        after=draft.texts,
    )
    return Saved(answer)


def _texts_of(answer: Answer | None) -> dict[str, str]:
    if answer is None:
        return Draft("").texts
    return {"value": answer.value, "note": answer.note, "reason": answer.reason, "evidence": answer.evidence}


def _check_draft(question: QuestionText, draft: Draft) -> None:
    """Raises ValidationError where the question's kind does not know the value, or NA has no reason."""
    if draft.value and draft.value not in question.label_of:
        raise ValidationError(
            _("%(code)s: %(value)s is not an answer to this question.") % {"code": question.code, "value": draft.value}
        )
    if draft.value == "NA" and not draft.reason.strip():
        raise ValidationError(_("%(code)s: Say why it is not applicable.") % {"code": question.code})


def _take_part(visit: EntityVisit, saved: Mapping[str, Saved]) -> None:
    """An invited body takes part from its first answer on."""
    participant = visit.participant
    answered = any(save.answer and save.answer.value for save in saved.values())
    if answered and participant.participation == Participant.Participation.INVITED:
        participant.participation = Participant.Participation.PARTICIPATING
        participant.save(update_fields=["participation"])
        record_act(
            visit,
            "taking_part",
            entity=participant.entity.slug,
            before={"participation": "invited"},
            after={"participation": "participating"},
        )


def _settle(visit: EntityVisit, saved: Mapping[str, Saved]) -> None:
    """What waited to be confirmed on these questions is done with, now that they are answered here."""
    if visit.assessment.carried_from_id is None:
        return
    rows = AnswerToConfirm.objects.filter(participant=visit.participant)
    now = [save.answer for save in saved.values() if save.answer and not save.conflict]
    answered = Q(question__in=[answer.question_id for answer in now if answer.value])
    # Where only a note waits, a note settles it.
    noted = Q(question__in=[answer.question_id for answer in now], value="")
    rows.filter(answered | noted).delete()


@transaction.atomic
def submit_answers(visit: EntityVisit) -> Participant:
    """Hand the body's answers in; from then on they count at the reveal and no longer change."""
    visit = with_locked_participant(visit)
    permissions.check_can_submit(visit)
    participant = visit.participant
    participant.submitted_at, participant.submitted_by = timezone.now(), visit.person
    participant.save(update_fields=["submitted_at", "submitted_by"])
    record_act(visit, "answers_submitted", entity=participant.entity.slug)
    return participant


@transaction.atomic
def take_back_answers(visit: EntityVisit) -> Participant:
    """Open the body's submitted answers for change again, while the round is open."""
    visit = with_locked_participant(visit)
    permissions.check_can_take_back(visit)
    participant = visit.participant
    participant.submitted_at, participant.submitted_by = None, None
    participant.save(update_fields=["submitted_at", "submitted_by"])
    record_act(visit, "answers_taken_back", entity=participant.entity.slug)
    return participant
