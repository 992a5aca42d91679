"""What the board agrees: joint answers, answers over disputed ones, and who dissents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments import permissions
from assessments.access import Visit
from assessments.actions._acting import record_act, with_locked_round
from assessments.consensus import rationale_is_required
from assessments.models import AgreedAnswer, Dissent
from assessments.rounds import counted_round


@dataclass(frozen=True)
class Agreement:
    """What the board agreed on one question; dissent: entity slug -> note. `revision` as in Draft."""

    question: str
    value: str
    rationale: str
    dissent: Mapping[str, str]
    revision: int = 0


@dataclass(frozen=True)
class Agreed:
    answer: AgreedAnswer | None
    conflict: Agreement | None = None


@transaction.atomic
def record_agreed_answer(visit: Visit, *, agreement: Agreement) -> Agreed:
    """Record or change the agreed answer to one question. One written on an older text is handed back.

    Raises PermissionDenied, and ValidationError where a rationale is required or the value is not known.
    """
    visit = with_locked_round(visit)
    permissions.check_can_record_agreed(visit)
    stored = _agreed(visit, agreement.question)
    before = _agreement_texts(stored)
    after = {"value": agreement.value, "rationale": agreement.rationale, "dissent": dict(agreement.dissent)}
    if before == after:
        return Agreed(stored)
    if agreement.revision != (stored.revision if stored else 0):
        return Agreed(stored, conflict=agreement)
    _check_agreement(visit, agreement)
    answer = stored or AgreedAnswer(
        assessment=visit.assessment, question_id=visit.content.question_ids[agreement.question], revision=0
    )
    answer.value, answer.rationale = agreement.value, agreement.rationale
    answer.revision += 1
    answer.updated_at, answer.updated_by = timezone.now(), visit.person
    answer.save()
    _write_dissent(visit, answer, agreement.dissent)
    record_act(visit, "answer_agreed", subject=agreement.question, before=before, after=after)
    return Agreed(answer)


@transaction.atomic
def withdraw_agreed_answer(visit: Visit, *, question: str, revision: int) -> Agreed:
    """Take an agreed answer back, so that the computed value counts again."""
    visit = with_locked_round(visit)
    permissions.check_can_record_agreed(visit)
    stored = _agreed(visit, question)
    if stored is None:
        return Agreed(None)
    if stored.revision != revision:
        return Agreed(stored, conflict=Agreement(question, "", "", {}, revision))
    before = _agreement_texts(stored)
    stored.delete()
    record_act(visit, "agreed_answer_withdrawn", subject=question, before=before)
    return Agreed(None)


def _check_agreement(visit: Visit, agreement: Agreement) -> None:
    question = visit.content.question_by_code[agreement.question]
    if agreement.value not in question.label_of:
        raise ValidationError({"value": "Select what the board agreed."})
    unknown = set(agreement.dissent) - {participant.entity.slug for participant in visit.taking_part}
    if unknown:
        raise ValidationError({"dissent": "Only bodies that take part can dissent."})
    if agreement.rationale.strip():
        return
    recorded = counted_round(visit.assessment, visit.content, visit.participants)
    if rationale_is_required(recorded, agreement.question, agreement.value):
        raise ValidationError(
            {"rationale": "Give the board's reasons: the agreed answer differs from what the bodies' answers give."}
        )


def _agreed(visit: Visit, question: str) -> AgreedAnswer | None:
    rows = AgreedAnswer.objects.prefetch_related("dissents__participant__entity")
    return rows.filter(assessment=visit.assessment, question_id=visit.content.question_ids[question]).first()


def _agreement_texts(answer: AgreedAnswer | None) -> dict[str, Any]:
    if answer is None:
        return {}
    dissent = {row.participant.entity.slug: row.note for row in answer.dissents.all()}
    return {"value": answer.value, "rationale": answer.rationale, "dissent": dissent}


def _write_dissent(visit: Visit, answer: AgreedAnswer, dissent: Mapping[str, str]) -> None:
    by_slug = {participant.entity.slug: participant for participant in visit.taking_part}
    Dissent.objects.filter(agreed_answer=answer).delete()
    Dissent.objects.bulk_create(
        Dissent(agreed_answer=answer, participant=by_slug[slug], note=note) for slug, note in dissent.items()
    )
