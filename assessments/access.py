"""The round, or the round as one body answers it: loaded for a person, or 404 if it is not theirs.

A round that is still a draft exists for its facilitators only; for auditors a round exists once it is signed off, for
viewers once its public edition is published too. What a person may do with what was loaded is in permissions.py.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F
from django.http import Http404

from assessments.models import Assessment, Participant
from assessments.reach import Reach
from assessments.sealed import content_for
from framework_data.content import Content
from framework_data.models import Edition
from partnerships.access import Standing, partnership_for, standing_in
from partnerships.models import Partnership, Person, Role


@dataclass(frozen=True)
class Visit:
    """A person's visit to one round."""

    person: Person
    standing: Standing
    assessment: Assessment

    @cached_property
    def content(self) -> Content:
        return content_for(self.assessment)

    @property
    def reads_everything(self) -> bool:
        """Whether every body's answers are the person's to read: from the reveal on, an auditor's once signed off."""
        if not self.assessment.is_revealed:
            return False
        is_auditor = self.assessment.is_signed_off and self.standing.holds(Role.Kind.AUDITOR)
        return is_auditor or self.standing.holds(Role.Kind.FACILITATOR, Role.Kind.BOARD_MEMBER, Role.Kind.FINANCE_LEAD)

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """All bodies of the round in entity order, whether they take part or not."""
        rows = Participant.objects.filter(assessment=self.assessment).select_related("entity")
        return tuple(rows.order_by("order"))

    @cached_property
    def taking_part(self) -> tuple[Participant, ...]:
        return tuple(participant for participant in self.participants if participant.takes_part)


@dataclass(frozen=True)
class EntityVisit(Visit):
    """A person's visit to one body's part of a round."""

    participant: Participant

    @property
    def is_lead(self) -> bool:
        return self.participant.entity_id == self.assessment.lead_id

    @property
    def is_own(self) -> bool:
        """Whether the person answers for this body."""
        return self.participant.entity_id in self.standing.answers_for


@dataclass(frozen=True)
class PublicVisit(Visit):
    """A look at a round's public edition, which shows the same to everybody."""

    @property
    def reads_everything(self) -> bool:
        return False


def visit(person: Person, slug: str) -> Visit:
    """The round of this slug, or 404."""
    try:
        rows = Assessment.objects.select_related("partnership").annotate(**_edition("edition"))
        assessment = rows.get(slug=slug)
    except Assessment.DoesNotExist:
        raise Http404 from None
    _hold_edition(assessment, assessment)
    return Visit(person, _standing(person, assessment), assessment)


def visit_to_public_edition(person: Person, slug: str) -> PublicVisit:
    """The round as the public reads it, or 404."""
    found = visit(person, slug)
    return PublicVisit(found.person, found.standing, found.assessment)


def visit_to_entity(person: Person, slug: str, entity: str) -> EntityVisit:
    """One body's part of the round, or 404; another body's part exists for those who read everything, once revealed."""
    try:
        rows = Participant.objects.select_related("entity", "assessment", "assessment__partnership")
        rows = rows.annotate(**_edition("assessment__edition"))
        participant = rows.get(assessment__slug=slug, entity__slug=entity)
    except Participant.DoesNotExist:
        raise Http404 from None
    assessment = participant.assessment
    _hold_edition(assessment, participant)
    found = EntityVisit(person, _standing(person, assessment), assessment, participant)
    if found.is_own or found.reads_everything:
        return found
    raise Http404


def visit_to_new_round(person: Person, partnership: str) -> Visit:
    """A round that is about to be: a draft that is nowhere stored, in the partnership of this slug, or 404."""
    return round_to_be(*partnership_for(person, partnership))


def round_to_be(partnership: Partnership, standing: Standing) -> Visit:
    return Visit(standing.person, standing, Assessment(partnership=partnership))


def _edition(path: str) -> dict[str, F]:
    """What names an edition whose content is held in memory; its other columns cost more to ask for than to keep."""
    return {"edition_slug": F(f"{path}__slug"), "edition_revision": F(f"{path}__revision")}


def _hold_edition(assessment: Assessment, row: Any) -> None:
    """Give the round its edition with slug and revision from the row; anything else of it is read when asked for."""
    values = (assessment.edition_id, row.edition_slug, row.edition_revision)
    assessment.edition = Edition.from_db(row._state.db, ("id", "slug", "revision"), values)


def _standing(person: Person, assessment: Assessment) -> Standing:
    standing = standing_in(person, assessment.partnership_id)
    if not reach_of(standing).covers(assessment):
        raise Http404
    return standing


def reach_of(standing: Standing) -> Reach:
    """The rounds of the partnership that exist for this person."""
    state = Assessment.State
    if standing.holds(Role.Kind.FACILITATOR):
        return Reach((state.DRAFT, state.OPEN, state.CONSENSUS, state.SIGNED_OFF))
    if standing.is_member:
        return Reach((state.OPEN, state.CONSENSUS, state.SIGNED_OFF))
    return Reach((state.SIGNED_OFF,), published_alone=not standing.holds(Role.Kind.AUDITOR))
