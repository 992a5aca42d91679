"""Invitations that wait: their links, who may be offered what, and what the page behind a link shows.

A link holds the invitation's opaque id and the number of its sending, signed. Whether it still works is decided by the
row: sent, not answered, not run out, not sent again since, and the body still belongs to the partnership.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from partnerships.access import Standing
from partnerships.models import Entity, Invitation, Membership, Partnership, Person, Role
from partnerships.permissions import Offer, can_accept, can_invite
from partnerships.wording import role_in_words

State = Invitation.State

KEPT_AFTER_IT_RAN_OUT = timedelta(days=30)
"""For so long an invitation that ran out can be sent again; then its address is erased."""


class InvitationEnded(Http404):
    """The link was used, withdrawn, replaced by a newer one, has run out, or never was one."""


# --- Links ---------------------------------------------------------------------------------------------------


def _signer() -> Signer:
    return Signer(salt="partnerships.invitation", sep=".")


def token_of(invitation: Invitation) -> str:
    return _signer().sign(f"{invitation.public_id}-{invitation.sending}")


def address_of(invitation: Invitation) -> str:
    """The path of the page behind the link."""
    return reverse("invitation", args=[token_of(invitation)])


def invitation_by_token(token: str) -> Invitation:
    """The invitation that this link still opens. Raises InvitationEnded for every other link, whatever its fault."""
    try:
        public_id, _, sending = _signer().unsign(token).partition("-")
    except BadSignature:
        raise InvitationEnded from None
    rows = Invitation.objects.select_related("partnership", "entity", "invited_by")
    invitation = rows.filter(public_id=public_id, sending=int(sending)).first()
    if invitation is None or not is_open(invitation):
        raise InvitationEnded
    return invitation


def is_open(invitation: Invitation) -> bool:
    """Whether the invitation can be accepted now."""
    return (
        invitation.state == State.SENT
        and invitation.expires_at > timezone.now()
        and (invitation.entity is None or invitation.entity in member_bodies(invitation.partnership))
    )


def expiry() -> datetime:
    """When an invitation sent now runs out."""
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


def waits_for(address: str) -> bool:
    """Whether somebody has been invited at this address and has not answered yet."""
    rows = Invitation.objects.filter(email__iexact=address, state=State.SENT, expires_at__gt=timezone.now())
    return bool(address) and rows.exists()


def waiting_in(partnership: Partnership) -> QuerySet[Invitation]:
    """Invitations that were neither answered nor withdrawn, those that ran out included."""
    rows = Invitation.objects.filter(partnership=partnership, state__in=Invitation.WAITING)
    return rows.select_related("partnership", "entity", "person").order_by("invited_at", "pk")


def waiting_invitation(partnership: Partnership, public_id: str) -> Invitation:
    """One of them, or 404."""
    for invitation in waiting_in(partnership):
        if invitation.public_id == public_id:
            return invitation
    raise Http404


# --- Who may be offered what ---------------------------------------------------------------------------------


def member_bodies(partnership: Partnership) -> list[Entity]:
    """The bodies that belong to the partnership, in its order."""
    rows = Membership.objects.filter(partnership=partnership).select_related("entity")
    rows = rows.filter(Q(left_on__isnull=True) | Q(left_on__gte=timezone.localdate()))
    return list(dict.fromkeys(row.entity for row in rows.order_by("order", "pk")))


def bodies_with_an_approver(partnership: Partnership, *, but: Invitation | None = None) -> frozenset[int]:
    """Ids of bodies that have an approver, or an invitation for one that waits; `but` is left out."""
    approver = {"partnership": partnership, "kind": Role.Kind.APPROVER}
    invited = _waiting_but(but).filter(**approver)
    held = Role.objects.current().filter(**approver)
    ids = [*held.values_list("entity_id", flat=True), *invited.values_list("entity_id", flat=True)]
    return frozenset(pk for pk in ids if pk is not None)


def free_offices(partnership: Partnership, *, but: Invitation | None = None) -> tuple[str, ...]:
    """Chair and deputy chair, as far as nobody holds the office or is invited to it."""
    held = Role.objects.filter(partnership=partnership, withdrawn_at=None).exclude(office="")
    invited = _waiting_but(but).filter(partnership=partnership).exclude(office="")
    taken = {*held.values_list("office", flat=True), *invited.values_list("office", flat=True)}
    return tuple(office for office in Role.Office.values if office not in taken)


def _waiting_but(but: Invitation | None) -> QuerySet[Invitation]:
    """All that are to be accepted or confirmed, in any partnership."""
    is_sent = Q(state=State.SENT, expires_at__gt=timezone.now())
    rows = Invitation.objects.filter(Q(state=State.TO_CONFIRM) | is_sent)
    return rows.exclude(pk=but.pk) if but and but.pk else rows


@dataclass(frozen=True)
class Offers:
    """What one person may invite to: kind of role -> bodies (none for roles of no body), and the offices free."""

    bodies: Mapping[str, Sequence[Entity]]
    offices: tuple[str, ...]

    @property
    def all_bodies(self) -> list[Entity]:
        return list(dict.fromkeys(entity for entities in self.bodies.values() for entity in entities))


def offers_of(standing: Standing, partnership: Partnership) -> Offers:
    """Everything that the person may invite to. Four queries."""
    entities, approved = member_bodies(partnership), bodies_with_an_approver(partnership)
    bodies: dict[str, Sequence[Entity]] = {}
    for kind in Role.Kind.values:
        if kind not in Role.OF_A_BODY:
            if can_invite(standing, Offer(kind), has_approver=True):
                bodies[kind] = ()
            continue
        allowed = [e for e in entities if can_invite(standing, Offer(kind, e), has_approver=e.pk in approved)]
        if allowed:
            bodies[kind] = allowed
    return Offers(bodies, free_offices(partnership) if Role.Kind.BOARD_MEMBER in bodies else ())


# --- The page behind a link ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class InvitationPage:
    """step: what the reader can do: "accept", "other_account", "sign_in", "choose_password" or "sign_up"."""

    invitation: Invitation
    words: str
    step: str
    is_demo: bool


def invitation_page(invitation: Invitation, reader: Person | AnonymousUser) -> InvitationPage:
    account = account_at(invitation.email)
    if isinstance(reader, Person):
        step = "accept" if can_accept(reader, invitation) else "other_account"
    elif account is None:
        step = "sign_up"
    else:
        step = "sign_in" if account.has_usable_password() else "choose_password"
    is_demo = account is not None and account.is_demo
    return InvitationPage(invitation, capfirst(role_in_words(invitation)), step, is_demo)


def account_at(address: str) -> Person | None:
    return Person.objects.filter(email__iexact=address).first() if address else None
