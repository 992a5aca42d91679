"""What the board agrees: joint answers, answers over disputed ones, who dissents; and drafts on the way there.

A draft counts nowhere. Agreeing an answer takes its draft away in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import permissions
from assessments.access import Visit
from assessments.actions._acting import record_act, with_locked_round
from assessments.consensus import rationale_is_required
from assessments.models import AgreedAnswer, AgreedDraft, Dissent
from assessments.rounds import counted_round


@dataclass(frozen=True)
class Agreement:
    """What the board agrees on one question, or somebody drafts for it; dissent: entity slug -> note.

    `revision` and `draft_revision` are those of the agreed answer and of the draft that the writer has read (0: none).
    """

    question: str
    value: str
    rationale: str
    dissent: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0
    draft_revision: int = 0


@dataclass(frozen=True)
class Agreed:
    answer: AgreedAnswer | None
    conflict: Agreement | None = None


@dataclass(frozen=True)
class Drafted:
    draft: AgreedDraft | None
    conflict: Agreement | None = None


@transaction.atomic
def record_agreed_answer(visit: Visit, *, agreement: Agreement) -> Agreed:
    """Record or change the agreed answer to one question. One written on an older text or draft is handed back.

    Raises PermissionDenied, and ValidationError where a rationale is required or the value is not known.
    """
    visit = with_locked_round(visit)
    permissions.check_can_agree(visit)
    stored, draft = _agreed(visit, agreement.question), _draft(visit, agreement.question)
    before = _agreement_texts(stored)
    after = {"value": agreement.value, "rationale": agreement.rationale, "dissent": dict(agreement.dissent)}
    if before == after and draft is None:
        return Agreed(stored)
    if (agreement.revision, agreement.draft_revision) != (_revision(stored), _revision(draft)):
        return Agreed(stored, conflict=agreement)
    _check_agreement(visit, agreement)
    answer = stored or AgreedAnswer(
        assessment=visit.assessment, question_id=visit.content.question_ids[agreement.question], revision=0
    )
    answer.value, answer.rationale = agreement.value, agreement.rationale
    _save(visit, answer)
    _write_dissent(visit, answer, agreement.dissent)
    if draft is not None:
        draft.delete()
    record_act(visit, "answer_agreed", subject=agreement.question, before=before, after=after)
    return Agreed(answer)


@transaction.atomic
def withdraw_agreed_answer(visit: Visit, *, question: str, revision: int) -> Agreed:
    """Take an agreed answer back, so that the computed value counts again."""
    visit = with_locked_round(visit)
    permissions.check_can_agree(visit)
    stored = _agreed(visit, question)
    if stored is None:
        return Agreed(None)
    if stored.revision != revision:
        return Agreed(stored, conflict=Agreement(question, "", "", revision=revision))
    before = _agreement_texts(stored)
    stored.delete()
    record_act(visit, "agreed_answer_withdrawn", subject=question, before=before)
    return Agreed(None)


@transaction.atomic
def draft_agreed_answer(visit: Visit, *, agreement: Agreement) -> Drafted:
    """Draft or redraft what the board might agree on one question. One written on an older draft is handed back.

    A rationale may still be missing; dissent is for the board to record. Raises PermissionDenied and ValidationError.
    """
    visit = with_locked_round(visit)
    permissions.check_can_draft_agreed(visit)
    stored = _draft(visit, agreement.question)
    before, after = _draft_texts(stored), {"value": agreement.value, "rationale": agreement.rationale}
    if before == after:
        return Drafted(stored)
    if agreement.draft_revision != _revision(stored):
        return Drafted(stored, conflict=agreement)
    if agreement.value not in visit.content.question_by_code[agreement.question].label_of:
        raise ValidationError({"value": _("Select what to propose to the board.")})
    draft = stored or AgreedDraft(
        assessment=visit.assessment, question_id=visit.content.question_ids[agreement.question], revision=0
    )
    draft.value, draft.rationale = agreement.value, agreement.rationale
    _save(visit, draft)
    record_act(visit, "agreed_answer_drafted", subject=agreement.question, before=before, after=after)
    return Drafted(draft)


@transaction.atomic
def discard_draft(visit: Visit, *, question: str, revision: int) -> Drafted:
    """Take a draft away; what the board agreed before stays."""
    visit = with_locked_round(visit)
    permissions.check_can_draft_agreed(visit)
    stored = _draft(visit, question)
    if stored is None:
        return Drafted(None)
    if stored.revision != revision:
        return Drafted(stored, conflict=Agreement(question, "", "", draft_revision=revision))
    before = _draft_texts(stored)
    stored.delete()
    record_act(visit, "draft_discarded", subject=question, before=before)
    return Drafted(None)


def _check_agreement(visit: Visit, agreement: Agreement) -> None:
    question = visit.content.question_by_code[agreement.question]
    if agreement.value not in question.label_of:
        raise ValidationError({"value": _("Select what the board agreed.")})
    unknown = set(agreement.dissent) - {participant.entity.slug for participant in visit.taking_part}
    if unknown:
        raise ValidationError({"dissent": _("Only bodies that take part can dissent.")})
    if agreement.rationale.strip():
        return
    recorded = counted_round(visit.assessment, visit.content, visit.participants)
    if rationale_is_required(recorded, agreement.question, agreement.value):
        raise ValidationError(
            {"rationale": _("Give the board's reasons: this is not what the answers and views give.")}
        )


def _agreed(visit: Visit, question: str) -> AgreedAnswer | None:
    rows = AgreedAnswer.objects.select_related("updated_by").prefetch_related("dissents__participant__entity")
    return rows.filter(assessment=visit.assessment, question_id=visit.content.question_ids[question]).first()


def _draft(visit: Visit, question: str) -> AgreedDraft | None:
    rows = AgreedDraft.objects.select_related("updated_by")
    return rows.filter(assessment=visit.assessment, question_id=visit.content.question_ids[question]).first()


def _revision(stored: AgreedAnswer | AgreedDraft | None) -> int:
    return stored.revision if stored else 0


def _save(visit: Visit, row: AgreedAnswer | AgreedDraft) -> None:
    row.revision += 1
    row.updated_at, row.updated_by = timezone.now(), visit.person
    row.save()


def _agreement_texts(answer: AgreedAnswer | None) -> dict[str, Any]:
    if answer is None:
        return {}
    dissent = {row.participant.entity.slug: row.note for row in answer.dissents.all()}
    return {"value": answer.value, "rationale": answer.rationale, "dissent": dissent}


def _draft_texts(draft: AgreedDraft | None) -> dict[str, Any]:
    return {"value": draft.value, "rationale": draft.rationale} if draft else {}


def _write_dissent(visit: Visit, answer: AgreedAnswer, dissent: Mapping[str, str]) -> None:
    by_slug = {participant.entity.slug: participant for participant in visit.taking_part}
    Dissent.objects.filter(agreed_answer=answer).delete()
    Dissent.objects.bulk_create(
        Dissent(agreed_answer=answer, participant=by_slug[slug], note=note) for slug, note in dissent.items()
    )
