"""What moved between two rounds, and in which respects the two are not like for like.

Pure: frozen shapes in, frozen shapes out, by codes. Two ranges are compared only where no missing answer could turn
the outcome round. There is no total, no average and no ranking of what moved.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from assessments.result import Profile
from framework_data.structure import VALUE, Framework

UP, DOWN, SAME, NOT_COMPARABLE, NEW, GONE = "up", "down", "same", "not_comparable", "new", "gone"
DIRECTIONS = (UP, DOWN, SAME, NOT_COMPARABLE, NEW, GONE)

NOT_APPLICABLE, MISSING, OTHER_LEVELS = "not_applicable", "missing", "other_levels"
"""Why two sides cannot be compared."""

_Span = tuple[int | None, int | None]
"""Floor and ceiling as whole numbers; None where the thing does not apply."""

# --- What moved ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Side:
    """One of the two rounds: the shape of its edition, and the profile that is compared."""

    framework: Framework
    profile: Profile


@dataclass(frozen=True)
class StatementMove:
    """A statement's rating as (floor, ceiling) then and now; None where that round's edition has no such statement.

    why: what stands in the way where the direction is "not comparable", else empty.
    """

    code: str
    before: tuple[str, str] | None
    now: tuple[str, str] | None
    direction: str
    why: str = ""


@dataclass(frozen=True)
class DimensionMove:
    """A dimension's level as (floor, ceiling) then and now, with its statements in the order of the matrix."""

    code: str
    before: tuple[int, int] | None
    now: tuple[int, int] | None
    direction: str
    why: str
    statements: tuple[StatementMove, ...]


@dataclass(frozen=True)
class Movement:
    """What moved from one round to another; what only the earlier edition has stands last of its kind."""

    getting_started: tuple[StatementMove, ...]
    dimensions: tuple[DimensionMove, ...]


def movement(before: Side, now: Side) -> Movement:
    """Statements and dimensions are matched by code, and stand in the order of the later edition."""
    codes = _joined(now.framework.statement_by_code, before.framework.statement_by_code)
    dimensions = _joined(now.framework.dimensions, before.framework.dimensions)
    moves: dict[str | None, list[StatementMove]] = {code: [] for code in (None, *dimensions)}
    for code in codes:
        statement = now.framework.statement_by_code.get(code) or before.framework.statement_by_code[code]
        moves[statement.dimension].append(_statement_move(code, before, now))
    return Movement(
        getting_started=tuple(moves[None]),
        dimensions=tuple(_dimension_move(code, before, now, tuple(moves[code])) for code in dimensions),
    )


def _joined(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _statement_move(code: str, before: Side, now: Side) -> StatementMove:
    was, is_now = _rating(before, code), _rating(now, code)
    direction, why = _direction(_span_of_rating(was), _span_of_rating(is_now))
    return StatementMove(code, was, is_now, direction, why)


def _dimension_move(code: str, before: Side, now: Side, statements: tuple[StatementMove, ...]) -> DimensionMove:
    was, is_now = _level(before, code), _level(now, code)
    direction, why = _direction(_span_of_level(was, before, code), _span_of_level(is_now, now, code))
    if was and is_now and before.framework.levels != now.framework.levels:
        # The second of three levels is not the second of five.
        direction, why = NOT_COMPARABLE, OTHER_LEVELS
    return DimensionMove(code, was, is_now, direction, why, statements)


def _rating(side: Side, code: str) -> tuple[str, str] | None:
    if code not in side.framework.statement_by_code:
        return None
    result = side.profile.statement(code)
    return result.floor, result.ceiling


def _level(side: Side, code: str) -> tuple[int, int] | None:
    if code not in side.framework.dimensions:
        return None
    result = side.profile.dimension(code)
    return result.floor, result.ceiling


def _span_of_rating(rating: tuple[str, str] | None) -> _Span | None:
    return (VALUE.get(rating[0]), VALUE.get(rating[1])) if rating else None


def _span_of_level(level: tuple[int, int] | None, side: Side, code: str) -> _Span | None:
    """A dimension of which no statement applies has no level, whatever number stands for it."""
    if level is None:
        return None
    results = [side.profile.statement(statement.code) for statement in side.framework.in_dimension(code)]
    applies_low = any(result.floor in VALUE for result in results)
    applies_high = any(result.ceiling in VALUE for result in results)
    return level[0] if applies_low else None, level[1] if applies_high else None


def _direction(before: _Span | None, now: _Span | None) -> tuple[str, str]:
    """The direction and, where there is none, why."""
    if before is None:
        return NEW, ""
    if now is None:
        return GONE, ""
    if before == now and before[0] == before[1]:
        return SAME, ""
    return _compared(before, now)


def _compared(before: _Span, now: _Span) -> tuple[str, str]:
    (low, high), (now_low, now_high) = before, now
    if low is None or high is None or now_low is None or now_high is None:
        return NOT_COMPARABLE, NOT_APPLICABLE
    if now_low > high:
        return UP, ""
    return (DOWN, "") if now_high < low else (NOT_COMPARABLE, MISSING)


# --- Like for like -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Circumstances:
    """What two rounds must share to be like for like. bodies: slug -> name of those that took part, in entity order.

    edition, lead: slugs, with the names that people know them by.
    """

    edition: str
    edition_name: str
    scope: str
    lead: str | None
    lead_name: str
    bodies: Mapping[str, str]


Successions = Iterable[tuple[str, str]]
"""(predecessor, successor) by slug."""

Translate = Callable[[str], str]
"""Gives a sentence with named gaps in another language; `str` leaves it as it is. Named `_` where it is called, so that
the sentences are gathered."""


def unlike(
    before: Circumstances,
    now: Circumstances,
    successions: Successions = (),
    *,
    with_membership: bool = True,
    translate: Translate = str,
) -> tuple[str, ...]:
    """Where the two rounds are not like for like, a sentence for each respect; empty where they are alike.

    `with_membership` is off where a result rests on one body's own answers alone.
    """
    found = [*_edition(before, now, translate), *_scope(before, now, translate), *_lead(before, now, translate)]
    if with_membership:
        found += _membership(before, now, tuple(successions), translate)
    return tuple(found)


def _edition(before: Circumstances, now: Circumstances, _: Translate) -> Iterable[str]:
    if before.edition != now.edition:
        yield _(
            "Edition: %(name_then)s (%(then)s) then, %(name_now)s (%(now)s) now. Statements are matched by their codes."
        ) % {
            "name_then": before.edition_name,
            "then": before.edition,
            "name_now": now.edition_name,
            "now": now.edition,
        }


def _scope(before: Circumstances, now: Circumstances, _: Translate) -> Iterable[str]:
    if before.scope.split() != now.scope.split():
        yield _("Scope: “%(then)s” then, “%(now)s” now.") % {"then": before.scope, "now": now.scope}


def _lead(before: Circumstances, now: Circumstances, _: Translate) -> Iterable[str]:
    if before.lead != now.lead:
        names = {"then": before.lead_name or _("nobody"), "now": now.lead_name or _("nobody")}
        yield _("Lead entity: %(then)s then, %(now)s now.") % names


def _membership(
    before: Circumstances, now: Circumstances, successions: tuple[tuple[str, str], ...], _: Translate
) -> Iterable[str]:
    then_only = [slug for slug in before.bodies if slug not in now.bodies]
    now_only = [slug for slug in now.bodies if slug not in before.bodies]
    if then_only:
        yield _("Took part only then: %(names)s.") % {"names": "; ".join(before.bodies[slug] for slug in then_only)}
    if now_only:
        yield _("Took part only now: %(names)s.") % {"names": "; ".join(now.bodies[slug] for slug in now_only)}
    for successor in now.bodies:
        gone = [before.bodies[old] for old, new in successions if new == successor and old in then_only]
        if gone:
            both = _("%(first)s and %(last)s")
            names = {"new": now.bodies[successor], "old": reduce(lambda a, b: both % {"first": a, "last": b}, gone)}
            yield _("%(new)s took over from %(old)s.") % names
