"""A round carried over to another edition: a new draft that holds the bodies' answers, and the old round as it was.

Nothing of the old round is written, neither row nor history. What a body had said to a question that changed waits
(AnswerToConfirm) until somebody who answers for the body confirms it or answers anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import permissions
from assessments.access import EntityVisit, Visit
from assessments.actions._acting import record_act, with_locked_participant, with_locked_round
from assessments.actions._drafts import check_is_for_new_rounds, new_draft
from assessments.actions.answering import Draft, Saved, save_answers
from assessments.carrying import CARRIED, DROPPED, TO_CONFIRM
from assessments.carrying_over import LONGEST_TITLE, DryRun, OldAnswer, carrying, dry_run, old_answers
from assessments.models import Answer, AnswerToConfirm, Assessment, Participant
from assessments.round_facts import RoundFacts, facts_of
from framework_data.content import content_of
from framework_data.models import Edition
from partnerships.slugs import RESERVED

Participation = Participant.Participation


@dataclass(frozen=True)
class CarriedOver:
    """The new draft; None where what the dry run showed no longer stands, and nothing was written."""

    assessment: Assessment | None


@transaction.atomic
def carry_round_over(
    visit: Visit, *, edition: str, title: str, read: str, slug: str = "", reads_all: bool = False
) -> CarriedOver:
    """Make a draft on another edition with the answers of this round. `read`: of the dry run that was shown.

    `slug`: the one the new round must have; made from the title where it is empty. `reads_all` as in dry_run. Raises
    PermissionDenied, and ValidationError for a title, a slug or an edition that does not do.
    """
    visit = with_locked_round(visit)
    permissions.check_can_carry_over(visit)
    target = _edition(visit, edition)
    _check(visit, title, slug)
    run = dry_run(visit, target, reads_all=reads_all)
    if run.read != read:
        return CarriedOver(None)
    assessment = _draft(visit, run, title, slug)
    participants = _put_bodies(visit, assessment, run)
    record_act(
        Visit(visit.person, visit.standing, assessment),
        "round_carried_over",
        subject=visit.assessment.slug,
        before={"edition": visit.assessment.edition.slug},
        after={"edition": target.slug, "bodies": [entity.slug for entity in run.bodies.entities]},
    )
    _put_answers(visit, run, participants)
    return CarriedOver(assessment)


def _edition(visit: Visit, slug: str) -> Edition:
    edition = Edition.objects.filter(slug=slug).first()
    if edition is None:
        raise ValidationError(
            {NON_FIELD_ERRORS: _("There is no edition %(slug)s. Choose one that is published") % {"slug": slug}}
        )
    if edition.pk == visit.assessment.edition_id:
        raise ValidationError({NON_FIELD_ERRORS: _("The round uses this edition already. Choose another")})
    check_is_for_new_rounds(edition)
    return edition


def _check(visit: Visit, title: str, slug: str) -> None:
    if not title.strip():
        raise ValidationError({"title": _("Enter the name of the new round")})
    if len(title.strip()) > LONGEST_TITLE:
        raise ValidationError({"title": _("The name must be %(num)s characters or fewer") % {"num": LONGEST_TITLE}})
    if Assessment.objects.filter(partnership=visit.assessment.partnership_id, title=title.strip()).exists():
        raise ValidationError({"title": _("There is a round with this name already. Choose another name")})
    if slug in RESERVED or (slug and Assessment.objects.filter(slug=slug).exists()):
        raise ValidationError(
            {"slug": _("There is a round %(slug)s already. Choose another short name") % {"slug": slug}}
        )


def _draft(visit: Visit, run: DryRun, title: str, slug: str) -> Assessment:
    """Scope and period stay. A deadline that has passed does not.

    The round before is the latest with a result: this one, if it is revealed, else the one that came before it.
    """
    old = visit.assessment
    deadline = old.deadline if old.deadline and old.deadline >= timezone.localdate() else None
    facts: RoundFacts = replace(facts_of(old), title=title.strip(), deadline=deadline, edition=run.edition.slug)
    previous = old if old.is_revealed else old.previous
    made = new_draft(visit, facts, previous=previous, lead=run.bodies.lead, carried_from=old, slug=slug)
    if slug and made.slug != slug:
        raise ValidationError(
            {"slug": _("The history holds a round %(slug)s already. Choose another short name") % {"slug": slug}}
        )
    return made


def _put_bodies(visit: Visit, assessment: Assessment, run: DryRun) -> dict[int, Participant]:
    """Entity -> its row in the new round. It is the same round in other words: who took part takes part."""
    come = {participant.entity_id for participant in carrying(visit, run.bodies)} | {assessment.lead_id}
    rows = [
        Participant(
            assessment=assessment,
            entity=entity,
            order=order,
            name=entity.name,
            kind=entity.kind,
            in_area=entity.in_area,
            year_end=entity.year_end,
            participation=Participation.PARTICIPATING if entity.pk in come else Participation.INVITED,
        )
        for order, entity in enumerate(run.bodies.entities)
    ]
    return {participant.entity_id: participant for participant in Participant.objects.bulk_create(rows)}


def _put_answers(visit: Visit, run: DryRun, participants: dict[int, Participant]) -> None:
    ids, now = content_of(run.edition).question_ids, timezone.now()
    answers, waiting = [], []
    # A line for each body, also for one without answers: who has saved anything is nobody's to know yet.
    by_body: dict[int, dict[str, list[str]]] = {
        participant.entity_id: {CARRIED: [], TO_CONFIRM: [], DROPPED: []} for participant in carrying(visit, run.bodies)
    }
    for old in old_answers(visit, carrying(visit, run.bodies)):
        fate, why = run.plan.by_code[old.question].of_value(old.value)
        entity = old.participant.entity_id
        by_body[entity][fate].append(old.question)
        if fate == CARRIED:
            place = {"participant": participants[entity], "question_id": ids[old.question]}
            answers.append(Answer(**place, **old.texts, carried_at=now, updated_at=now))
        elif fate == TO_CONFIRM:
            waiting.append(_waiting(participants[entity], ids[old.question], old, why))
    Answer.objects.bulk_create(answers, batch_size=500)
    AnswerToConfirm.objects.bulk_create(waiting, batch_size=500)
    for entity, codes in by_body.items():
        participant = participants[entity]
        found = Visit(visit.person, visit.standing, participant.assessment)
        record_act(found, "answers_carried_over", entity=participant.entity.slug, after=codes)


def _waiting(participant: Participant, question: int, old: OldAnswer, why: Iterable[str]) -> AnswerToConfirm:
    return AnswerToConfirm(participant=participant, question_id=question, **old.texts, why=" ".join(why))


@transaction.atomic
def confirm_answer(visit: EntityVisit, *, question: str) -> Saved | None:
    """Save what the body had said in the old round as its answer to the changed question.

    None where nothing waits any more, where something stands there already, and where the question no longer knows
    that answer: then somebody has to choose. Raises PermissionDenied.
    """
    visit = with_locked_participant(visit)
    permissions.check_can_answer(visit)
    place = {"participant": visit.participant, "question": visit.content.question_ids[question]}
    waiting = AnswerToConfirm.objects.filter(**place).first()
    there = Answer.objects.filter(**place).first()
    if waiting is None or (there and there.value):
        return None
    if waiting.value and waiting.value not in visit.content.question_by_code[question].label_of:
        return None
    # Texts may stand here without an answer; what was typed here stays.
    note, reason, evidence = (
        (there.note or waiting.note, there.reason or waiting.reason, there.evidence or waiting.evidence)
        if there
        else (waiting.note, waiting.reason, waiting.evidence)
    )
    revision = there.revision if there else 0
    draft = Draft(question, waiting.value, note, reason, evidence, revision=revision)
    return save_answers(visit, drafts=[draft])[question]
