"""Every change to a round: who may, the change itself and its line in the history, in one transaction.

An action takes a visit (access.py) and keyword arguments, checks permission on rows that it has locked, and returns
the thing it changed. Rows are locked so that a save and a reveal at the same moment have an order.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments import permissions
from assessments.access import EntityVisit, Visit
from assessments.consensus import rationale_is_required
from assessments.models import AgreedAnswer, Answer, Assessment, Dissent, Participant
from assessments.rounds import counted_round
from framework_data.content import QuestionText
from partnerships.history import record


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
    visit = _with_locked_participant(visit)
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
    return saved


def _save(visit: EntityVisit, draft: Draft, stored: Answer | None, question_id: int) -> Saved:
    check_draft(visit.content.question_by_code[draft.question], draft)
    now = texts_of(stored)
    if draft.texts == now:
        return Saved(stored)
    if draft.revision != (stored.revision if stored else 0):
        return Saved(stored, conflict=draft)
    answer = stored or Answer(participant=visit.participant, question_id=question_id, revision=0)
    for field, text in draft.texts.items():
        setattr(answer, field, text)
    answer.revision += 1
    answer.updated_at, answer.updated_by = timezone.now(), visit.person
    answer.save()
    _record(
        visit,
        "answer_saved",
        subject=f"{visit.participant.entity.slug} {draft.question}",
        before=now,
        after=draft.texts,
    )
    return Saved(answer)


def texts_of(answer: Answer | None) -> dict[str, str]:
    if answer is None:
        return Draft("").texts
    return {"value": answer.value, "note": answer.note, "reason": answer.reason, "evidence": answer.evidence}


def check_draft(question: QuestionText, draft: Draft) -> None:
    """Raises ValidationError where the question's kind does not know the value, or NA has no reason."""
    if draft.value and draft.value not in question.label_of:
        raise ValidationError(f"{question.code}: {draft.value} is not an answer to this question.")
    if draft.value == "NA" and not draft.reason.strip():
        raise ValidationError(f"{question.code}: Say why it is not applicable.")


def _take_part(visit: EntityVisit, saved: Mapping[str, Saved]) -> None:
    """An invited body takes part from its first answer on."""
    participant = visit.participant
    answered = any(save.answer and save.answer.value for save in saved.values())
    if answered and participant.participation == Participant.Participation.INVITED:
        participant.participation = Participant.Participation.PARTICIPATING
        participant.save(update_fields=["participation"])
        _record(
            visit,
            "taking_part",
            subject=participant.entity.slug,
            before={"participation": "invited"},
            after={"participation": "participating"},
        )


@transaction.atomic
def submit_answers(visit: EntityVisit) -> Participant:
    """Hand the body's answers in; from then on they count at the reveal and no longer change."""
    visit = _with_locked_participant(visit)
    permissions.check_can_submit(visit)
    participant = visit.participant
    participant.submitted_at, participant.submitted_by = timezone.now(), visit.person
    participant.save(update_fields=["submitted_at", "submitted_by"])
    _record(visit, "answers_submitted", subject=participant.entity.slug)
    return participant


@transaction.atomic
def take_back_answers(visit: EntityVisit) -> Participant:
    """Open the body's submitted answers for change again, while the round is open."""
    visit = _with_locked_participant(visit)
    permissions.check_can_take_back(visit)
    participant = visit.participant
    participant.submitted_at, participant.submitted_by = None, None
    participant.save(update_fields=["submitted_at", "submitted_by"])
    _record(visit, "answers_taken_back", subject=participant.entity.slug)
    return participant


@transaction.atomic
def reveal(visit: Visit) -> Assessment:
    """Move the round from open to consensus; there is no way back. A body that never replied did not take part."""
    visit = _with_locked_round(visit)
    permissions.check_can_reveal(visit)
    assessment = visit.assessment
    silent = [p for p in visit.participants if p.participation == Participant.Participation.INVITED]
    for participant in silent:
        participant.participation = Participant.Participation.DID_NOT_TAKE_PART
        participant.save(update_fields=["participation"])
    assessment.state, assessment.revealed_at = Assessment.State.CONSENSUS, timezone.now()
    assessment.save(update_fields=["state", "revealed_at"])
    _record(
        visit,
        "revealed",
        before={"state": "open"},
        after={
            "state": "consensus",
            "not_submitted": [p.entity.slug for p in visit.taking_part if p.submitted_at is None],
            "did_not_take_part": [p.entity.slug for p in silent],
        },
    )
    return assessment


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
    visit = _with_locked_round(visit)
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
    _record(visit, "answer_agreed", subject=agreement.question, before=before, after=after)
    return Agreed(answer)


@transaction.atomic
def withdraw_agreed_answer(visit: Visit, *, question: str, revision: int) -> Agreed:
    """Take an agreed answer back, so that the computed value counts again."""
    visit = _with_locked_round(visit)
    permissions.check_can_record_agreed(visit)
    stored = _agreed(visit, question)
    if stored is None:
        return Agreed(None)
    if stored.revision != revision:
        return Agreed(stored, conflict=Agreement(question, "", "", {}, revision))
    before = _agreement_texts(stored)
    stored.delete()
    _record(visit, "agreed_answer_withdrawn", subject=question, before=before)
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


def _with_locked_participant(visit: EntityVisit) -> EntityVisit:
    """The visit with what another act may have changed as it stands now, locked until the transaction ends.

    Read only once the lock is held: while this waited, a reveal may have moved the round on.
    """
    participant, assessment = copy(visit.participant), copy(visit.assessment)
    rows = Participant.objects.select_for_update().values_list("participation", "submitted_at")
    participant.participation, participant.submitted_at = rows.get(pk=participant.pk)
    assessment.state = Assessment.objects.values_list("state", flat=True).get(pk=assessment.pk)
    participant.assessment = assessment
    return replace(visit, participant=participant, assessment=assessment)


def _with_locked_round(visit: Visit) -> Visit:
    """The visit with the round as it stands now; its participants are locked too, so that no save slips past."""
    list(Participant.objects.select_for_update().filter(assessment=visit.assessment).order_by("pk"))
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("partnership", "edition")
        .get(pk=visit.assessment.pk)
    )
    return Visit(visit.person, visit.standing, assessment)


def _record(visit: Visit, verb: str, **details: Any) -> None:
    record(
        verb,
        by=visit.person,
        partnership_id=visit.assessment.partnership_id,
        assessment=visit.assessment.slug,
        **details,
    )
