"""The round after this one: which bodies it begins with, and what its form holds before anybody types.

Nothing is written here; actions/next_round.py makes the draft.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.access import Visit
from assessments.models import Assessment, Participant
from partnerships.models import Entity, Membership
from partnerships.succession import heirs

# --- Who is in it -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NextBodies:
    """The bodies that the next round begins with, in order, and what has changed since this one.

    lead: one of them, or None where the old one is gone. successors: (new name, old names).
    joined: members of today that were not in this round; they are named and not added.
    """

    entities: tuple[Entity, ...]
    lead: Entity | None
    old_lead: str
    successors: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    joined: tuple[Membership, ...]


def next_bodies(visit: Visit) -> NextBodies:
    """Bodies whose membership has ended are left out; one that was taken over gives way to those that took over."""
    assessment, participants = visit.assessment, visit.participants
    members = {membership.entity_id: membership for membership in _memberships(assessment)}
    later = heirs(participant.entity_id for participant in participants)
    stays: dict[int, list[str]] = {}
    left = []
    for participant in participants:
        found = _those_in_place(participant, later, members)
        if not found:
            left.append(participant.name)
        for entity in found:
            stays.setdefault(entity, []).extend([] if entity == participant.entity_id else [participant.name])
    old = {participant.entity_id for participant in participants}
    return NextBodies(
        entities=tuple(members[entity].entity for entity in stays),
        lead=next((members[entity].entity for entity in stays if entity == assessment.lead_id), None),
        old_lead=next((p.name for p in participants if p.entity_id == assessment.lead_id), ""),
        successors=tuple((members[new].entity.name, ", ".join(names)) for new, names in stays.items() if names),
        left=tuple(left),
        joined=tuple(m for entity, m in members.items() if entity not in old and entity not in stays),
    )


def _those_in_place(
    participant: Participant, later: Mapping[int, Sequence[int]], members: Mapping[int, Any]
) -> tuple[int, ...]:
    """The members that took over from this body; the body itself where none did and it is a member still."""
    took_over = tuple(entity for entity in later.get(participant.entity_id, ()) if entity in members)
    if took_over or participant.entity_id not in members:
        return took_over
    return (participant.entity_id,)


def _memberships(assessment: Assessment) -> QuerySet[Membership]:
    """Those of today, in the partnership's order."""
    today = timezone.localdate()
    rows = Membership.objects.filter(partnership=assessment.partnership_id).select_related("entity")
    has_begun, goes_on = Q(joined_on=None) | Q(joined_on__lte=today), Q(left_on=None) | Q(left_on__gt=today)
    return rows.filter(has_begun, goes_on).order_by("order", "id")


# --- What its form begins with -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NextRoundPage:
    bodies: NextBodies
    started: tuple[str, ...]
    """Titles of the rounds that follow this one already."""


def next_round_page(visit: Visit) -> NextRoundPage:
    rows = Assessment.objects.filter(previous=visit.assessment).order_by("period_start", "id")
    return NextRoundPage(next_bodies(visit), tuple(rows.values_list("title", flat=True)))


def initial_values(assessment: Assessment) -> dict[str, Any]:
    """The form's fields, all moved on by a year."""
    return {
        "title": title_a_year_later(assessment.title, (assessment.period_start.year, assessment.period_end.year)),
        "period_start": a_year_later(assessment.period_start),
        "period_end": a_year_later(assessment.period_end),
        "deadline": a_year_later(assessment.deadline) if assessment.deadline else None,
    }


def a_year_later(day: date) -> date:
    """The same day of the next year; the last day of a month stays the last day of that month."""
    last = monthrange(day.year + 1, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return day.replace(year=day.year + 1, day=last if is_last else day.day)


YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:(\s?[/–-]\s?)(\d{4}|\d\d))?(?!\d)")


def title_a_year_later(title: str, years: Iterable[int]) -> str:
    """The title with the round's own year moved on ("2025/26" becomes "2026/27"); another year in it stays."""
    own = set(years)

    def moved(found: re.Match[str]) -> str:
        first, between, second = found.groups()
        if int(first) not in own:
            return found.group()
        if not second:
            return str(int(first) + 1)
        return f"{int(first) + 1}{between}{str(int(second) + 1)[-len(second) :].zfill(len(second))}"

    return YEAR.sub(moved, title)
