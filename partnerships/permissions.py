"""Who may do what with a partnership, once for acts (check_can_x) and once for buttons (can_x).

A check raises PermissionDenied with a sentence fit to show. Loading (access.py) has already made sure that the
partnership exists for the person at all.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

from partnerships.access import Standing
from partnerships.models import Role


def _refuse_unless(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise PermissionDenied(sentence)


def _can(check: Callable[..., None], *things: Any) -> bool:
    try:
        check(*things)
    except PermissionDenied:
        return False
    return True


# --- History and retention ------------------------------------------------------------------------------------


def check_can_see_partnership_history(standing: Standing) -> None:
    """What was done to the partnership itself: people, bodies, retention. Rounds have histories of their own."""
    _refuse_unless(
        standing.holds(Role.Kind.FACILITATOR, Role.Kind.BOARD_MEMBER),
        "The history of a partnership is for the facilitator and the board.",
    )


def can_see_partnership_history(standing: Standing) -> bool:
    return _can(check_can_see_partnership_history, standing)


def check_can_see_retention(standing: Standing) -> None:
    _refuse_unless(standing.is_member, "How long rounds are kept is for the members of the partnership.")


def can_see_retention(standing: Standing) -> bool:
    return _can(check_can_see_retention, standing)


def check_can_set_retention(standing: Standing) -> None:
    """Say for how long rounds are kept, and delete those that have been kept for longer."""
    _refuse_unless(
        any(office for _, _, office in standing.roles),
        "The chair or the deputy chair says how long rounds are kept, and deletes them afterwards.",
    )


def can_set_retention(standing: Standing) -> bool:
    return _can(check_can_set_retention, standing)
