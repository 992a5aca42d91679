"""The levels of each round in a list, and how they moved since the round before it.

Four queries for a page of rounds and one for their seals, whatever the number of rounds and bodies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.before import Before
from assessments.maturity import Profile
from assessments.models import Assessment
from assessments.movement import DimensionMove, Side, movement, unlike
from assessments.past import REVEALED, circumstances_of
from assessments.profiles import bodies_of, profiles_of
from assessments.reach import Reach
from assessments.sealed import content_for, sealed_of
from assessments.wording import DIRECTION_SIGNS, direction_in_words, level_in_words


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One dimension; sign and moved are empty where no round before may be read."""

    dimension: str
    level: str
    sign: str = ""
    moved: str = ""


@dataclass(frozen=True, slots=True)
class RoundLevels:
    """since: the title of the round before, empty where none may be read."""

    levels: tuple[LevelLine, ...]
    since: str = ""
    is_alike: bool = True


def levels_of_rounds(assessments: Sequence[Assessment], reach: Reach) -> dict[int, RoundLevels]:
    """Assessment id -> its levels, for rounds of one partnership that are revealed.

    reach: of the reader; what lies outside it is neither shown nor compared with.
    """
    rounds = _with_those_before([found for found in assessments if found.is_revealed], reach)
    bodies = bodies_of(rounds.values())
    profiles = profiles_of(list(rounds.values()), bodies)
    circumstances = {pk: circumstances_of(found, bodies[pk]) for pk, found in rounds.items()}
    found: dict[int, RoundLevels] = {}
    for pk in (assessment.pk for assessment in assessments if assessment.pk in rounds):
        before, sealed = rounds.get(rounds[pk].previous_id or 0), sealed_of(rounds[pk])
        if sealed:
            sealed_before = sealed.before if _may_compare(sealed.before, before, reach) else None
            found[pk] = _sealed_levels(rounds[pk], profiles[pk][None], sealed_before)
            continue
        if before is None:
            found[pk] = RoundLevels(_levels(rounds[pk], profiles[pk][None], {}))
            continue
        moves = _moves(before, profiles[before.pk][None], rounds[pk], profiles[pk][None])
        is_alike = not unlike(circumstances[before.pk], circumstances[pk])
        found[pk] = RoundLevels(_levels(rounds[pk], profiles[pk][None], moves), before.title, is_alike)
    return found


def _may_compare(sealed: Before | None, before: Assessment | None, reach: Reach) -> bool:
    """As past.may_compare, for a round before that has been read already where it exists for the reader."""
    return before is not None if reach.published_alone else sealed is not None and sealed.state in reach.states


def _sealed_levels(assessment: Assessment, profile: Profile, before: Before | None) -> RoundLevels:
    """A signed-off round stands against the round before as that was when it was sealed."""
    if before is None:
        return RoundLevels(_levels(assessment, profile, {}))
    sides = Side(before.content.framework, before.profiles[None]), Side(content_for(assessment).framework, profile)
    moves = {move.code: move for move in movement(*sides).dimensions}
    return RoundLevels(_levels(assessment, profile, moves), before.title, not before.unlike)


def _with_those_before(assessments: Sequence[Assessment], reach: Reach) -> dict[int, Assessment]:
    """The rounds and those before them, each with its edition."""
    wanted = {found.pk for found in assessments} | {found.previous_id for found in assessments if found.previous_id}
    partnerships = {found.partnership_id for found in assessments}
    rows = Assessment.objects.filter(reach.condition, pk__in=wanted, partnership__in=partnerships, state__in=REVEALED)
    return {found.pk: found for found in rows.select_related("edition")}


def _moves(before: Assessment, then: Profile, assessment: Assessment, now: Profile) -> dict[str, DimensionMove]:
    sides = (Side(content_for(each).framework, profile) for each, profile in ((before, then), (assessment, now)))
    return {move.code: move for move in movement(*sides).dimensions}


def _levels(assessment: Assessment, profile: Profile, moves: Mapping[str, DimensionMove]) -> tuple[LevelLine, ...]:
    content = content_for(assessment)
    return tuple(
        LevelLine(
            content.dimension_name(result.code),
            level_in_words(content, result),
            DIRECTION_SIGNS[moves[result.code].direction] if moves else "",
            direction_in_words(moves[result.code].direction, moves[result.code].why) if moves else "",
        )
        for result in profile.dimensions
    )
