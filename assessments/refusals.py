"""How a check refuses: by raising PermissionDenied with a sentence fit to show. The checks are in permissions.py."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

from assessments.access import EntityVisit, Visit
from partnerships.models import Role


def refuse_unless(allowed: bool, sentence: str, name: str = "") -> None:
    """name: of the body, where the sentence has a gap for it."""
    if not allowed:
        raise PermissionDenied(sentence % {"name": name} if name else sentence)


def refuse_unless_approver(visit: EntityVisit, sentence: str) -> None:
    """For an approver of the body that is visited; the sentence may have a gap for its name."""
    is_approver = visit.standing.holds(Role.Kind.APPROVER, entity_id=visit.participant.entity_id)
    refuse_unless(is_approver, sentence, visit.participant.name)


def allows(check: Callable[[Any], None], visit: Visit) -> bool:
    try:
        check(visit)
    except PermissionDenied:
        return False
    return True
