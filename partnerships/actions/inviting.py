"""Inviting somebody to a role, sending the link again, withdrawing it, and erasing addresses that nobody used."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.access import Standing
from partnerships.actions._roles import end_invitation, lock, locked_standing, record_invitation
from partnerships.invitations import (
    KEPT_AFTER_IT_RAN_OUT,
    InvitationEnded,
    State,
    bodies_with_an_approver,
    expiry,
    free_offices,
    member_bodies,
)
from partnerships.mails import Absolute, send_invitation
from partnerships.models import Invitation, Partnership, Person
from partnerships.permissions import Offer, check_can_handle, check_can_invite, check_can_run_the_service


@transaction.atomic
def invite(standing: Standing, *, partnership: Partnership, offer: Offer, email: str, absolute: Absolute) -> Invitation:
    """Offer a role to an address, and send it a link. What comes of it is the same whoever has the address.

    An invitation to the same role that waits is sent again. Raises PermissionDenied, and ValidationError for an
    office that is taken.
    """
    standing = locked_standing(standing.person, partnership)
    if offer.entity is not None and offer.entity not in member_bodies(partnership):
        raise Http404
    waiting = _same(partnership, offer, email)
    approved = bodies_with_an_approver(partnership, but=waiting)
    check_can_invite(standing, offer, has_approver=_id_of(offer) in approved)
    if offer.office and offer.office not in free_offices(partnership, but=waiting):
        raise ValidationError({"office": _("Somebody holds this office, or is invited to it. Withdraw that first.")})
    _erase_unused(partnership)
    invitation = waiting or Invitation(
        partnership=partnership, entity=offer.entity, kind=offer.kind, email=email.lower(), sending=0
    )
    invitation.office, invitation.until = offer.office, offer.until
    _send(invitation, standing.person, absolute, verb="person_invited")
    return invitation


@transaction.atomic
def send_again(standing: Standing, *, invitation: Invitation, absolute: Absolute) -> Invitation:
    """Send a new link, which works from now for the whole time; the older ones are dead."""
    standing = locked_standing(standing.person, invitation.partnership)
    invitation = _waiting(invitation)
    _check_can_handle(standing, invitation)
    if invitation.state != State.SENT:
        raise InvitationEnded
    _send(invitation, standing.person, absolute, verb="invitation_sent_again")
    return invitation


@transaction.atomic
def withdraw_invitation(standing: Standing, *, invitation: Invitation) -> Invitation:
    standing = locked_standing(standing.person, invitation.partnership)
    invitation = _waiting(invitation)
    _check_can_handle(standing, invitation)
    end_invitation(invitation, State.WITHDRAWN, verb="invitation_withdrawn", by=standing.person)
    return invitation


@transaction.atomic
def erase_unused_addresses(*, by: Person | None = None) -> int:
    """An operator's act: end each invitation that ran out a while ago, and erase its address. How many there were."""
    check_can_run_the_service(by)
    partnerships = Partnership.objects.filter(invitations__in=_unused()).distinct()
    return sum(_erase_unused(partnership, by=by) for partnership in partnerships.order_by("pk"))


def _send(invitation: Invitation, by: Person, absolute: Absolute, *, verb: str) -> None:
    invitation.sending += 1
    invitation.expires_at, invitation.invited_by = expiry(), by
    invitation.save()
    record_invitation(verb, invitation, by=by)
    send_invitation(invitation, absolute)


def _same(partnership: Partnership, offer: Offer, email: str) -> Invitation | None:
    """The invitation of this address to this role that waits or has run out."""
    rows = Invitation.objects.filter(partnership=partnership, entity=offer.entity, kind=offer.kind)
    rows = rows.filter(state=State.SENT, email__iexact=email).select_related("partnership", "entity")
    return rows.order_by("pk").first()


def _waiting(invitation: Invitation) -> Invitation:
    """The row as it stands now; InvitationEnded where it has been answered or withdrawn meanwhile."""
    rows = Invitation.objects.select_related("partnership", "entity", "person")
    found = rows.filter(pk=invitation.pk, state__in=Invitation.WAITING).first()
    if found is None:
        raise InvitationEnded
    return found


def _check_can_handle(standing: Standing, invitation: Invitation) -> None:
    approved = bodies_with_an_approver(invitation.partnership, but=invitation)
    check_can_handle(standing, invitation, has_approver=invitation.entity_id in approved)


def _id_of(offer: Offer) -> int | None:
    return offer.entity.pk if offer.entity else None


def _unused() -> QuerySet[Invitation]:
    return Invitation.objects.filter(state=State.SENT, expires_at__lt=timezone.now() - KEPT_AFTER_IT_RAN_OUT)


def _erase_unused(partnership: Partnership, *, by: Person | None = None) -> int:
    lock(partnership)
    rows = list(_unused().filter(partnership=partnership).select_related("entity"))
    for invitation in rows:
        end_invitation(invitation, State.WITHDRAWN, verb="invitation_ran_out", by=by)
    return len(rows)
