"""Levels, ratings, movement and lists in words, as pages say them. Pure but for the content it reads from."""

from collections.abc import Sequence

from assessments import movement
from assessments.maturity import DimensionResult, StatementResult
from framework_data.content import Content

DIRECTION_WORDS = {
    movement.UP: "Up",
    movement.DOWN: "Down",
    movement.SAME: "The same",
    movement.NOT_COMPARABLE: "Cannot be said",
    movement.NEW: "New in this edition",
    movement.GONE: "Not in this edition",
}
DIRECTION_SIGNS = {
    movement.UP: "+",
    movement.DOWN: "−",
    movement.SAME: "=",
    movement.NOT_COMPARABLE: "?",
    movement.NEW: "•",
    movement.GONE: "•",
}
"""Beside the words, so that a table can be looked through quickly; nothing hangs on them or on a colour."""

WHY_NOT = {
    movement.NOT_APPLICABLE: "not applicable then or now",
    movement.MISSING: "answers are missing",
    movement.OTHER_LEVELS: "the editions have other levels",
}


def level_in_words(content: Content, result: DimensionResult) -> str:
    """ "Supporting Performance", or "At least Securing Stewardship, up to Enabling Transformation"."""
    return levels_in_words(content, result.floor, result.ceiling)


def levels_in_words(content: Content, floor: int, ceiling: int) -> str:
    """As level_in_words, of a level's floor and ceiling."""
    if floor == ceiling:
        return content.level_name(floor)
    if floor == 0:
        return f"{content.level_name(0)}, up to {content.level_name(ceiling)}"
    return f"At least {content.level_name(floor)}, up to {content.level_name(ceiling)}"


def direction_in_words(direction: str, why: str) -> str:
    """ "Up", or "Cannot be said: answers are missing"."""
    words = DIRECTION_WORDS[direction]
    return f"{words}: {WHY_NOT[why]}" if why else words


def rating_in_words(content: Content, result: StatementResult) -> str:
    """ "Largely in place", or "At least Partly in place, up to Fully in place"; "Not applicable" where nothing is."""
    labels = {option.code: option.label for option in content.scale} | {"NA": "Not applicable"}
    if result.is_confirmed:
        return labels[result.floor]
    return f"At least {labels[result.floor]}, up to {labels[result.ceiling]}"


MOST_NAMED = 8


def listed(parts: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def some_of(codes: Sequence[str]) -> str:
    """ "S2.1", "S2.1 and S2.3", and of many the first eight: "S2.1, ... and 32 more"."""
    named = list(codes)
    if len(named) > MOST_NAMED + 1:
        named = [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} more"]
    return listed(named)
