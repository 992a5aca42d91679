"""Who may do what with a partnership, once for acts (check_can_x) and once for buttons (can_x).

A check raises PermissionDenied with a sentence fit to show. Loading (access.py) has already made sure that the
partnership exists for the person at all.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied

from partnerships.access import Standing, facilitated_by
from partnerships.models import Entity, Membership, Person, Role


def _refuse_unless(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise PermissionDenied(sentence)


def _can(check: Callable[..., None], *things: Any) -> bool:
    try:
        check(*things)
    except PermissionDenied:
        return False
    return True


# --- Partnerships and their bodies ----------------------------------------------------------------------------


def check_can_found(person: Person, standings: Iterable[Standing]) -> None:
    """Set up a partnership. `standings`: what the person holds anywhere."""
    _refuse_unless(
        person.may_set_up or person.is_superuser or any(each.holds(Role.Kind.FACILITATOR) for each in standings),
        "Partnerships are set up by facilitators, and by people whom the operator of this service has named. "
        f"Ask the operator: {settings.CONTACT_EMAIL}.",
    )


def can_found(person: Person, standings: Iterable[Standing]) -> bool:
    return _can(check_can_found, person, standings)


def check_can_see_bodies(standing: Standing) -> None:
    _refuse_unless(standing.is_member, "The list of bodies is for the members of the partnership.")


def can_see_bodies(standing: Standing) -> bool:
    return _can(check_can_see_bodies, standing)


def check_can_change_bodies(standing: Standing) -> None:
    _refuse_unless(standing.holds(Role.Kind.FACILITATOR), "Only a facilitator says which bodies are members.")


def can_change_bodies(standing: Standing) -> bool:
    return _can(check_can_change_bodies, standing)


def check_can_edit_body(standing: Standing, entity: Entity) -> None:
    """What a body is called is said in every partnership at once, so one that others work with is not ours alone."""
    check_can_change_bodies(standing)
    elsewhere = bodies_of_others(standing.person, [entity.pk])
    _refuse_unless(
        not elsewhere,
        f"Another partnership works with {entity.name} too. What is said of it can be changed by the operator of this "
        f"service: {settings.CONTACT_EMAIL}.",
    )


def bodies_of_others(person: Person, entities: Iterable[int]) -> set[int]:
    """Those of these bodies that are members of a partnership which the person does not facilitate."""
    rows = Membership.objects.filter(entity__in=entities, left_on=None)
    return set(rows.exclude(partnership__in=facilitated_by(person)).values_list("entity_id", flat=True))
