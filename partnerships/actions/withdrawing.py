"""Ending a role: somebody else's, or one's own."""

from django.db import transaction
from django.http import Http404

from partnerships.access import Standing, is_last
from partnerships.actions._roles import end_role, locked_standing
from partnerships.models import Role
from partnerships.permissions import check_can_withdraw


@transaction.atomic
def withdraw_role(standing: Standing, *, role: Role) -> Role:
    """End a role and every sign-in of its person. Raises PermissionDenied, and Http404 where it has ended already."""
    standing = locked_standing(standing.person, role.partnership)
    rows = Role.objects.select_related("person", "partnership", "entity")
    found = rows.filter(pk=role.pk, withdrawn_at=None).first()
    if found is None:
        raise Http404
    is_last_facilitator = found.kind == Role.Kind.FACILITATOR and is_last(found)
    check_can_withdraw(standing, found, is_last_facilitator=is_last_facilitator)
    end_role(found, by=standing.person)
    return found
