"""Accepting an invitation, and saying yes or no to somebody who holds a role of another body."""

from django.db import transaction
from django.db.models import QuerySet

from partnerships.access import Standing
from partnerships.actions._roles import end_invitation, give_role, lock, locked_standing
from partnerships.invitations import InvitationEnded, State, is_open
from partnerships.mails import Absolute, ask_to_confirm, tell_answer
from partnerships.models import Invitation, Person, Role
from partnerships.permissions import OF_AN_APPROVER, check_can_accept, check_can_confirm

Kind = Role.Kind


@transaction.atomic
def accept_invitation(person: Person, *, invitation: Invitation, absolute: Absolute) -> Invitation:
    """Take the role, where nobody has to confirm it; `state` says what came of it: accepted, to confirm or refused.

    Raises InvitationEnded where it was used, withdrawn or replaced meanwhile, and PermissionDenied for another address.
    """
    lock(invitation.partnership)
    invitation, person = _as_it_stands(invitation), _locked(person)
    check_can_accept(person, invitation)
    invitation.person = person
    if not _needs_a_yes(invitation, person):
        end_invitation(invitation, State.ACCEPTED, verb="invitation_accepted", by=person)
        give_role(invitation, person, by=person, absolute=absolute)
    elif invitation.kind == Kind.APPROVER and not _has_an_approver(invitation):
        end_invitation(invitation, State.REFUSED, verb="invitation_refused", by=person)
    else:
        end_invitation(invitation, State.TO_CONFIRM, verb="invitation_to_confirm", by=person)
        ask_to_confirm(invitation, person, absolute)
    return invitation


@transaction.atomic
def confirm_person(standing: Standing, *, invitation: Invitation, absolute: Absolute) -> Role:
    """An approver of the body says yes: the role begins."""
    standing = locked_standing(standing.person, invitation.partnership)
    invitation, person = _to_confirm(invitation)
    check_can_confirm(standing, invitation)
    end_invitation(invitation, State.ACCEPTED, verb="person_confirmed", by=standing.person)
    role = give_role(invitation, person, by=standing.person, absolute=absolute)
    tell_answer(invitation, person, absolute)
    return role


@transaction.atomic
def refuse_person(standing: Standing, *, invitation: Invitation, absolute: Absolute) -> Invitation:
    """An approver of the body says no."""
    standing = locked_standing(standing.person, invitation.partnership)
    invitation, person = _to_confirm(invitation)
    check_can_confirm(standing, invitation)
    end_invitation(invitation, State.REFUSED, verb="person_refused", by=standing.person)
    tell_answer(invitation, person, absolute)
    return invitation


def _needs_a_yes(invitation: Invitation, person: Person) -> bool:
    """Somebody of another body; or an invitation from outside to a body that has approvers of its own by now."""
    if invitation.entity is None:
        return False
    held = Role.objects.current().filter(person=person, partnership=invitation.partnership, entity__isnull=False)
    if held.exclude(entity=invitation.entity).exists():
        return True
    return (
        invitation.kind in OF_AN_APPROVER
        and _has_an_approver(invitation)
        and not _approvers(invitation).filter(person=invitation.invited_by).exists()
    )


def _approvers(invitation: Invitation) -> QuerySet[Role]:
    rows = Role.objects.current().filter(partnership=invitation.partnership, entity=invitation.entity)
    return rows.filter(kind=Kind.APPROVER)


def _has_an_approver(invitation: Invitation) -> bool:
    return _approvers(invitation).exists()


def _as_it_stands(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_related("partnership", "entity")
    found = rows.filter(pk=invitation.pk, sending=invitation.sending).first()
    if found is None or not is_open(found):
        raise InvitationEnded
    return found


def _to_confirm(invitation: Invitation) -> tuple[Invitation, Person]:
    rows = Invitation.objects.select_related("partnership", "entity", "person")
    found = rows.filter(pk=invitation.pk, state=State.TO_CONFIRM).first()
    if found is None or found.person is None:
        raise InvitationEnded
    return found, _locked(found.person)


def _locked(person: Person) -> Person:
    """While somebody is being forgotten, nothing is given to them."""
    found = Person.objects.select_for_update(no_key=True).filter(pk=person.pk, is_active=True).first()
    if found is None:
        raise InvitationEnded
    return found
