"""The bodies of a partnership for its pages: who is a member, who was, and who took over from whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404

from partnerships import permissions
from partnerships.access import Standing
from partnerships.models import Entity, Membership, Partnership, Succession

BODIES_A_PAGE = 50
MOST_NAMESAKES = 5


@dataclass(frozen=True)
class MemberLine:
    """One membership. successions: who took over from the body; can_edit: for the facilitator who reads this."""

    membership: Membership
    entity: Entity
    successions: tuple[Succession, ...]
    can_edit: bool


@dataclass(frozen=True)
class BodiesPage:
    members: tuple[MemberLine, ...]
    members_page: Page
    former: tuple[MemberLine, ...]
    former_page: Page
    can_change: bool


def bodies_page(
    partnership: Partnership, standing: Standing, number: str | None, former_number: str | None
) -> BodiesPage:
    rows = Membership.objects.filter(partnership=partnership).select_related("entity")
    members = Paginator(rows.filter(left_on=None).order_by("order", "pk"), BODIES_A_PAGE).get_page(number)
    former = Paginator(rows.exclude(left_on=None).order_by("-left_on", "order", "pk"), BODIES_A_PAGE)
    former_page = former.get_page(former_number)
    shown = [*members, *former_page]
    can_change = permissions.can_change_bodies(standing)
    entities = {membership.entity_id for membership in shown}
    shared = permissions.bodies_of_others(standing.person, entities) if can_change else entities
    heirs = successions_of(entities)

    def line(membership: Membership) -> MemberLine:
        pk = membership.entity_id
        return MemberLine(membership, membership.entity, heirs.get(pk, ()), pk not in shared)

    return BodiesPage(
        members=tuple(line(membership) for membership in members),
        members_page=members,
        former=tuple(line(membership) for membership in former_page),
        former_page=former_page,
        can_change=can_change,
    )


def successions_of(entities: Iterable[int]) -> dict[int, tuple[Succession, ...]]:
    """Id of a body -> who took over from it."""
    found: dict[int, tuple[Succession, ...]] = {}
    rows = Succession.objects.filter(predecessor__in=entities).select_related("successor")
    for succession in rows.order_by("took_over_on", "pk"):
        found[succession.predecessor_id] = (*found.get(succession.predecessor_id, ()), succession)
    return found


def body_of(partnership: Partnership, slug: str) -> tuple[Entity, Membership]:
    """A body that is or was a member, with its latest membership; 404 for any other body, as if it did not exist."""
    rows = Membership.objects.filter(partnership=partnership, entity__slug=slug).select_related("entity")
    memberships = sorted(rows, key=lambda each: (each.left_on is None, each.left_on or each.joined_on, each.pk))
    if not memberships:
        raise Http404
    return memberships[-1].entity, memberships[-1]


def bodies_named(name: str) -> tuple[Entity, ...]:
    """The bodies on this server that go by this name, in any case; a few at most."""
    return tuple(Entity.objects.filter(name__iexact=name).order_by("pk")[:MOST_NAMESAKES]) if name else ()


def other_bodies(partnership: Partnership, entity: Entity) -> list[Entity]:
    """Who could have taken over from a body: the others that are or were members here, by name."""
    rows = Entity.objects.filter(memberships__partnership=partnership).exclude(pk=entity.pk)
    return list(rows.distinct().order_by("name", "pk"))
