"""Who took over from whom: bodies merge and split, and each step has its day."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from partnerships.models import Succession


def taken_place() -> QuerySet[Succession]:
    """The successions up to today; one that is planned changes nothing yet."""
    return Succession.objects.filter(took_over_on__lte=timezone.localdate())


def forebears(entity_id: int) -> QuerySet[Succession, Any]:
    """Ids of the bodies that this one took over from, and of theirs, to stand inside another query."""
    direct = taken_place().filter(successor=entity_id).values("predecessor")
    return taken_place().filter(Q(successor=entity_id) | Q(successor__in=direct)).values("predecessor")


def heirs(entity_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Body -> the bodies that took over from it and were not themselves taken over, by ids; only bodies that have some.

    One query for each step of the longest chain, whatever the number of bodies.
    """
    steps: dict[int, list[int]] = {}
    waiting = set(entity_ids)
    while waiting:
        rows = taken_place().filter(predecessor__in=waiting).order_by("took_over_on", "id")
        found: dict[int, list[int]] = {}
        for predecessor, successor in rows.values_list("predecessor_id", "successor_id"):
            found.setdefault(predecessor, []).append(successor)
        steps |= found
        waiting = {successor for successors in found.values() for successor in successors} - steps.keys()
    return {body: tuple(dict.fromkeys(_ends(body, steps, frozenset()))) for body in steps}


def _ends(body: int, steps: dict[int, list[int]], seen: frozenset[int]) -> Iterable[int]:
    """The ends of the chains that begin here; a chain that runs in a circle has none."""
    if body in seen:
        return
    if body not in steps:
        yield body
    for successor in steps.get(body, ()):
        yield from _ends(successor, steps, seen | {body})
