"""Levels, ratings, movement and lists in words, as pages say them. Asks nothing but the content."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments import movement
from assessments.maturity import DimensionResult, StatementResult
from framework_data.content import Content

DIRECTION_WORDS = {
    movement.UP: gettext_noop("Up"),
    movement.DOWN: gettext_noop("Down"),
    movement.SAME: gettext_noop("The same"),
    movement.NOT_COMPARABLE: gettext_noop("Cannot be said"),
    movement.NEW: gettext_noop("New in this edition"),
    movement.GONE: gettext_noop("Not in this edition"),
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
    movement.NOT_APPLICABLE: gettext_noop("Cannot be said: not applicable then or now"),
    movement.MISSING: gettext_noop("Cannot be said: answers are missing"),
    movement.OTHER_LEVELS: gettext_noop("Cannot be said: the editions have other levels"),
}


def level_in_words(content: Content, result: DimensionResult) -> str:
    """ "Supporting Performance", or "At least Securing Stewardship, up to Enabling Transformation"."""
    return levels_in_words(content, result.floor, result.ceiling)


def levels_in_words(content: Content, floor: int, ceiling: int) -> str:
    """As level_in_words, of a level's floor and ceiling."""
    if floor == ceiling:
        return content.level_name(floor)
    says = _("At least %(low)s, up to %(high)s") if floor else _("%(low)s, up to %(high)s")
    return says % {"low": content.level_name(floor), "high": content.level_name(ceiling)}


def direction_in_words(direction: str, why: str) -> str:
    """ "Up", or "Cannot be said: answers are missing"."""
    return _(WHY_NOT[why] if why else DIRECTION_WORDS[direction])


def rating_in_words(content: Content, result: StatementResult) -> str:
    """ "Largely in place", or "At least Partly in place, up to Fully in place"; "Not applicable" where nothing is."""
    labels = {option.code: option.label for option in content.scale} | {"NA": _("Not applicable")}
    if result.is_confirmed:
        return labels[result.floor]
    return _("At least %(low)s, up to %(high)s") % {"low": labels[result.floor], "high": labels[result.ceiling]}


MOST_NAMED = 8


def listed(parts: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def some_of(codes: Sequence[str]) -> str:
    """ "S2.1", "S2.1 and S2.3", and of many the first eight: "S2.1, ... and 32 more"."""
    named = list(codes)
    if len(named) > MOST_NAMED + 1:
        named = [*named[:MOST_NAMED], _("%(num)s more") % {"num": len(named) - MOST_NAMED}]
    return listed(named)
