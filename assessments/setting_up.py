"""Setting up a round, for its pages: what is said, which bodies are chosen, what is missing before it can open.

Nothing here reads an answer: while bodies answer blind, who may be taken off follows from who has replied.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import letters
from assessments.access import Visit
from assessments.models import Participant
from assessments.round_facts import RoundFacts, facts_of
from framework_data.editions import editions_for_new_rounds, is_open_to_new_rounds
from govuk.forms import digest_of
from govuk.jinja import date_in_words
from partnerships.models import Entity, Event, Membership, Role

Participation = Participant.Participation
DAY = "j F Y"


def editions() -> list[tuple[str, str]]:
    """(slug, name) of the editions that a new round can use, the newest first."""
    return [(edition.slug, str(edition)) for edition in editions_for_new_rounds()]


def chosen_digest(bodies: Sequence[str], lead: str) -> str:
    """Tells whether the choice of bodies that a page showed still stands. Slugs, in the order of the round."""
    return digest_of(*bodies, "", lead)


def in_words(facts: RoundFacts, editions: dict[str, str]) -> list[tuple[str, str]]:
    """(label, text) of each fact, for a page that shows what somebody else saved."""
    period = _("%(start)s to %(end)s") % {
        "start": date_in_words(facts.period_start, DAY),
        "end": date_in_words(facts.period_end, DAY),
    }
    return [
        (_("Name"), facts.title),
        (_("Scope"), facts.scope),
        (_("Scope agreed by"), facts.scope_agreed_by),
        (_("Scope agreed on"), date_in_words(facts.scope_agreed_on, DAY)),
        (_("Period"), period),
        (_("Answers due by"), date_in_words(facts.deadline, DAY)),
        *([(_("Edition"), editions.get(facts.edition, facts.edition))] if len(editions) > 1 else []),
    ]


# --- Which bodies ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidates:
    """Who can be chosen for a draft, in order, and who is chosen."""

    bodies: tuple[Entity, ...]
    chosen: tuple[str, ...]
    lead: str
    read: str

    @property
    def rows(self) -> list[tuple[str, str]]:
        """(label, text), for a page that shows what somebody else chose."""
        names = {entity.slug: entity.name for entity in self.bodies}
        return [(_("Bodies"), ", ".join(names[slug] for slug in self.chosen)), (_("Lead"), names.get(self.lead, ""))]


def candidates_for(visit: Visit) -> Candidates:
    """Members now, and bodies of the draft that have left since.

    A draft without bodies offers all members ticked, and the facilitator's own body as lead.
    """
    members = members_of(visit)
    there = [participant.entity for participant in visit.participants]
    known = {entity.pk for entity in members}
    was = [entity.slug for entity in there]
    leads = next((entity.slug for entity in there if entity.pk == visit.assessment.lead_id), "")
    bodies = (*members, *(entity for entity in there if entity.pk not in known))
    return Candidates(
        bodies=bodies,
        chosen=tuple(was or (entity.slug for entity in bodies)),
        lead=leads or ("" if was else _own_body(visit, bodies)),
        read=chosen_digest(was, leads),
    )


def members_of(visit: Visit) -> list[Entity]:
    rows = Membership.objects.filter(partnership=visit.assessment.partnership_id, left_on=None)
    return [membership.entity for membership in rows.select_related("entity").order_by("order", "pk")]


def _own_body(visit: Visit, bodies: Sequence[Entity]) -> str:
    own = {entity for kind, entity, _ in visit.standing.roles if kind == Role.Kind.FACILITATOR}
    return next((entity.slug for entity in bodies if entity.pk in own), "")


@dataclass(frozen=True)
class OpenBodies:
    """The bodies of an open round. can_go: has not replied yet; can_say_no: nobody there could reply by themselves."""

    lines: tuple["OpenBody", ...]
    to_add: tuple[Entity, ...]
    to_lead: tuple[Participant, ...]
    lead: Participant | None


@dataclass(frozen=True)
class OpenBody:
    participant: Participant
    is_lead: bool
    can_go: bool
    can_say_no: bool


def open_bodies(visit: Visit) -> OpenBodies:
    there = {participant.entity_id for participant in visit.participants}
    invited = [p for p in visit.participants if p.participation == Participation.INVITED]
    approved = bodies_with_approver(visit, invited)
    lead = visit.assessment.lead_id
    return OpenBodies(
        lines=tuple(
            OpenBody(p, p.entity_id == lead, p in invited, p in invited and p.entity_id not in approved)
            for p in visit.participants
        ),
        to_add=tuple(entity for entity in members_of(visit) if entity.pk not in there),
        to_lead=tuple(
            p
            for p in visit.participants
            if p.entity_id != lead and p.participation in (Participation.PARTICIPATING, Participation.INVITED)
        ),
        lead=next((p for p in visit.participants if p.entity_id == lead), None),
    )


def body_of_round(visit: Visit, slug: str) -> Participant:
    """A body of the round, or 404."""
    found = next((participant for participant in visit.participants if participant.entity.slug == slug), None)
    if found is None:
        raise Http404
    return found


def bodies_with_approver(visit: Visit, participants: Sequence[Participant]) -> set[int]:
    """Ids of those bodies that have somebody who can say whether they take part."""
    rows = Role.objects.current().filter(
        partnership=visit.assessment.partnership_id,
        kind=Role.Kind.APPROVER,
        entity__in=[participant.entity_id for participant in participants],
    )
    return {pk for pk in rows.values_list("entity_id", flat=True) if pk is not None}


# --- Before it opens ------------------------------------------------------------------------------------------


def missing_for_opening(visit: Visit) -> tuple[str, ...]:
    """What stands in the way of opening, as sentences that say what to do."""
    assessment, bodies = visit.assessment, {participant.entity_id for participant in visit.participants}
    missing = []
    if not assessment.scope.strip():
        missing.append(_("Say which services and which area the round is about"))
    if assessment.scope_agreed_on is None:
        missing.append(_("Enter the day on which the scope was agreed"))
    if not is_open_to_new_rounds(assessment.edition):
        missing.append(_("The edition of the framework has been withdrawn. Choose another"))
    if not bodies:
        missing.append(_("Select the bodies that take part"))
    elif assessment.lead_id not in bodies:
        missing.append(_("Choose the lead among the bodies that take part"))
    members = {entity.pk for entity in members_of(visit)}
    missing += [
        _("%(name)s is not a member any more. Take it off the round") % {"name": participant.entity.name}
        for participant in visit.participants
        if participant.entity_id not in members
    ]
    return tuple(missing)


@dataclass(frozen=True)
class CheckPage:
    """Check your answers. without_approver: bodies that nobody can speak for yet, which does not stand in the way.

    carried_from: the title of the round whose answers the draft holds, or empty.
    """

    facts: RoundFacts
    edition: str
    carried_from: str
    editions: int
    bodies: tuple[Participant, ...]
    lead: Participant | None
    missing: tuple[str, ...]
    without_approver: tuple[Participant, ...]

    @property
    def faults(self) -> list[dict[str, str]]:
        """What is missing, as the box with errors at the top of a page wants it."""
        sentences = self.missing or (_("The round has changed meanwhile. Check it and open it again"),)
        return [{"target": "", "message": sentence} for sentence in sentences]


def check_page(visit: Visit) -> CheckPage:
    approved = letters.people_of(visit.assessment, visit.participants, letters.APPROVERS)
    assessment, known = visit.assessment, editions()
    return CheckPage(
        facts=facts_of(assessment),
        edition=str(assessment.edition),
        carried_from=assessment.carried_from.title if assessment.carried_from else "",
        editions=len({assessment.edition.slug, *dict(known)}),
        bodies=visit.participants,
        lead=next((p for p in visit.participants if p.entity_id == assessment.lead_id), None),
        missing=missing_for_opening(visit),
        without_approver=tuple(p for p in visit.participants if p.entity_id not in approved),
    )


# --- Who did what last ----------------------------------------------------------------------------------------


def last_changed(visit: Visit) -> str:
    """Who changed the round last: said to somebody whose save came too late."""
    verbs = ("round_changed", "round_created")
    event = _events(visit, *verbs).select_related("by").first()
    return event.by.name if event and event.by else _("Somebody")


def last_reminded(visit: Visit) -> datetime | None:
    event = _events(visit, "reminded").first()
    return event.at if event else None


def _events(visit: Visit, *verbs: str) -> QuerySet[Event]:
    rows = Event.objects.filter(partnership=visit.assessment.partnership_id, assessment=visit.assessment.slug)
    return rows.filter(verb__in=verbs).order_by("-pk")


# --- Reminding ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RemindPage:
    """Which bodies a reminder goes to; nobody: bodies that have not submitted and have nobody to write to."""

    to: tuple[Participant, ...]
    nobody: tuple[Participant, ...]
    last: datetime | None
    is_too_soon: bool


def remind_page(visit: Visit) -> RemindPage:
    waiting = not_submitted(visit)
    people = letters.people_of(visit.assessment, waiting, letters.ANSWERING)
    last = last_reminded(visit)
    return RemindPage(
        to=tuple(participant for participant in waiting if participant.entity_id in people),
        nobody=tuple(participant for participant in waiting if participant.entity_id not in people),
        last=last,
        is_too_soon=is_today(last),
    )


def not_submitted(visit: Visit) -> tuple[Participant, ...]:
    return tuple(
        participant
        for participant in visit.participants
        if participant.participation in (Participation.PARTICIPATING, Participation.INVITED)
        and participant.submitted_at is None
    )


def is_today(moment: datetime | None) -> bool:
    return moment is not None and timezone.localdate(moment) == timezone.localdate()
