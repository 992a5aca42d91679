"""Who may do what with a partnership, its bodies and people, once for acts (check_can_x) and once for buttons (can_x).

The heart of it: only a body's own approvers bring people into that body who answer for it. The facilitator brings in
the board, auditors and viewers, and one first approver for a body that has none. A check raises PermissionDenied with
a sentence fit to show.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from partnerships.access import Standing, facilitated_by
from partnerships.models import Entity, Invitation, Membership, Person, Role
from partnerships.wording import role_name

Kind = Role.Kind

OF_A_FACILITATOR = (Kind.BOARD_MEMBER, Kind.AUDITOR, Kind.VIEWER)
"""What any facilitator of the partnership gives and ends, at every body."""
OF_AN_APPROVER = (Kind.RESPONDENT, Kind.APPROVER, Kind.FINANCE_LEAD)
"""What only a body's own approvers give and end."""


@dataclass(frozen=True)
class Offer:
    """A role that somebody may be invited to."""

    kind: str
    entity: Entity | None = None
    office: str = ""
    until: date | None = None


def offer_of(thing: Role | Invitation) -> Offer:
    return Offer(thing.kind, thing.entity, thing.office, thing.until)


def _refuse_unless(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise PermissionDenied(sentence)


def _can(check: Callable[..., None], *arguments: Any, **details: Any) -> bool:
    try:
        check(*arguments, **details)
    except PermissionDenied:
        return False
    return True


def _is_approver(standing: Standing, entity_id: int | None) -> bool:
    """An approver of this very body; of no body there is none."""
    return entity_id is not None and standing.holds(Kind.APPROVER, entity_id=entity_id)


# --- Reading -------------------------------------------------------------------------------------------------


def check_can_see_people(standing: Standing) -> None:
    _refuse_unless(standing.is_member, _("Who holds which role is for the members of the partnership."))


def can_see_people(standing: Standing) -> bool:
    return _can(check_can_see_people, standing)


def can_see_address(standing: Standing, invitation: Invitation) -> bool:
    """The address of somebody who has not accepted yet: for those who could have invited, and for the body itself."""
    offer = offer_of(invitation)
    return _is_approver(standing, invitation.entity_id) or can_invite(standing, offer, has_approver=False)


# --- Inviting ------------------------------------------------------------------------------------------------


def check_can_invite_somebody(standing: Standing) -> None:
    _refuse_unless(
        standing.holds(Kind.FACILITATOR, Kind.APPROVER), _("Facilitators and approvers invite people. Ask one of them.")
    )


def can_invite_somebody(standing: Standing) -> bool:
    return _can(check_can_invite_somebody, standing)


def check_can_invite(standing: Standing, offer: Offer, *, has_approver: bool) -> None:
    """`has_approver`: whether the body has a current approver, or an invitation for one that waits."""
    kind = Kind(offer.kind)
    gaps = {"body": offer.entity, "role": role_name(kind)}
    if kind in OF_A_FACILITATOR:
        _refuse_unless(standing.holds(Kind.FACILITATOR), _("Only a facilitator invites a %(role)s.") % gaps)
        return
    if offer.entity is None:
        raise PermissionDenied(_("Name the body of the %(role)s.") % gaps)
    if kind == Kind.FACILITATOR:
        allowed = standing.holds(Kind.FACILITATOR, entity_id=offer.entity.pk)
        _refuse_unless(allowed, _("Only a facilitator of %(body)s invites another one for it.") % gaps)
        return
    if _is_approver(standing, offer.entity.pk):
        return
    is_first = kind == Kind.APPROVER and standing.holds(Kind.FACILITATOR)
    _refuse_unless(is_first, _("Only an approver of %(body)s invites a %(role)s for it.") % gaps)
    _refuse_unless(
        not has_approver,
        _("%(body)s has an approver, or an invitation for one waits. Its approvers invite further ones.") % gaps,
    )


def can_invite(standing: Standing, offer: Offer, *, has_approver: bool) -> bool:
    return _can(check_can_invite, standing, offer, has_approver=has_approver)


def check_can_handle(standing: Standing, invitation: Invitation, *, has_approver: bool) -> None:
    """Send an invitation again, or withdraw it: whoever could send it now. `has_approver` leaves this one out."""
    check_can_invite(standing, offer_of(invitation), has_approver=has_approver)


def can_handle(standing: Standing, invitation: Invitation, *, has_approver: bool) -> bool:
    return _can(check_can_handle, standing, invitation, has_approver=has_approver)


# --- Accepting and confirming --------------------------------------------------------------------------------


def check_can_accept(person: Person, invitation: Invitation) -> None:
    _refuse_unless(
        person.email.lower() == invitation.email.lower(),
        _("This invitation is for another e-mail address. Sign in with the address that it was sent to."),
    )


def can_accept(person: Person, invitation: Invitation) -> bool:
    return _can(check_can_accept, person, invitation)


def check_can_confirm(standing: Standing, invitation: Invitation) -> None:
    """Somebody of another body has accepted: an approver of the invited body says yes or no."""
    _refuse_unless(
        _is_approver(standing, invitation.entity_id),
        _("Only an approver of %(body)s says yes or no to this.") % {"body": invitation.entity},
    )


def can_confirm(standing: Standing, invitation: Invitation) -> bool:
    return _can(check_can_confirm, standing, invitation)


# --- Ending --------------------------------------------------------------------------------------------------


def check_can_withdraw(standing: Standing, role: Role, *, is_last_facilitator: bool) -> None:
    """End a role: one's own, or one that the person could have given. A facilitator ends no approver's role."""
    _refuse_unless(
        not is_last_facilitator,
        _("This is the only facilitator of the partnership. Invite another one first."),
    )
    if role.person_id == standing.person.pk:
        return
    gaps = {"body": role.entity, "role": role_name(role.kind)}
    if role.kind in OF_A_FACILITATOR:
        _refuse_unless(standing.holds(Kind.FACILITATOR), _("Only a facilitator withdraws a %(role)s.") % gaps)
    elif role.kind == Kind.FACILITATOR:
        allowed = role.entity_id is not None and standing.holds(Kind.FACILITATOR, entity_id=role.entity_id)
        _refuse_unless(allowed, _("Only another facilitator of %(body)s withdraws this one.") % gaps)
    else:
        allowed = _is_approver(standing, role.entity_id)
        _refuse_unless(allowed, _("Only an approver of %(body)s withdraws its %(role)s.") % gaps)


def can_withdraw(standing: Standing, role: Role, *, is_last_facilitator: bool) -> bool:
    return _can(check_can_withdraw, standing, role, is_last_facilitator=is_last_facilitator)


def check_can_run_the_service(by: Person | None) -> None:
    """What operators do by a command (`by` is None) or as a superuser in the admin."""
    _refuse_unless(by is None or (by.is_active and by.is_superuser), _("Only an operator of the service does this."))


def can_run_the_service(by: Person | None) -> bool:
    return _can(check_can_run_the_service, by)


# --- Partnerships and their bodies ----------------------------------------------------------------------------


def check_can_found(person: Person, standings: Iterable[Standing]) -> None:
    """Set up a partnership. `standings`: what the person holds anywhere."""
    _refuse_unless(
        person.may_set_up or person.is_superuser or any(each.holds(Role.Kind.FACILITATOR) for each in standings),
        _(
            "Partnerships are set up by facilitators, and by people whom the operator of this service has named. "
            "Ask the operator: %(contact)s."
        )
        % {"contact": settings.CONTACT_EMAIL},
    )


def can_found(person: Person, standings: Iterable[Standing]) -> bool:
    return _can(check_can_found, person, standings)


def check_can_see_bodies(standing: Standing) -> None:
    _refuse_unless(standing.is_member, _("The list of bodies is for the members of the partnership."))


def can_see_bodies(standing: Standing) -> bool:
    return _can(check_can_see_bodies, standing)


def check_can_change_bodies(standing: Standing) -> None:
    _refuse_unless(standing.holds(Role.Kind.FACILITATOR), _("Only a facilitator says which bodies are members."))


def can_change_bodies(standing: Standing) -> bool:
    return _can(check_can_change_bodies, standing)


def check_can_edit_body(standing: Standing, entity: Entity) -> None:
    """What a body is called is said in every partnership at once, so one that others work with is not ours alone."""
    check_can_change_bodies(standing)
    elsewhere = bodies_of_others(standing.person, [entity.pk])
    _refuse_unless(
        not elsewhere,
        _(
            "Another partnership works with %(body)s too. What is said of it can be changed by the operator of this "
            "service: %(contact)s."
        )
        % {"body": entity.name, "contact": settings.CONTACT_EMAIL},
    )


def bodies_of_others(person: Person, entities: Iterable[int]) -> set[int]:
    """Those of these bodies that are members of a partnership which the person does not facilitate."""
    rows = Membership.objects.filter(entity__in=entities, left_on=None)
    return set(rows.exclude(partnership__in=facilitated_by(person)).values_list("entity_id", flat=True))


# --- History and retention ------------------------------------------------------------------------------------


def check_can_see_partnership_history(standing: Standing) -> None:
    """What was done to the partnership itself: people, bodies, retention. Rounds have histories of their own."""
    _refuse_unless(
        standing.holds(Role.Kind.FACILITATOR, Role.Kind.BOARD_MEMBER),
        _("The history of a partnership is for the facilitator and the board."),
    )


def can_see_partnership_history(standing: Standing) -> bool:
    return _can(check_can_see_partnership_history, standing)


def check_can_see_retention(standing: Standing) -> None:
    _refuse_unless(standing.is_member, _("How long rounds are kept is for the members of the partnership."))


def can_see_retention(standing: Standing) -> bool:
    return _can(check_can_see_retention, standing)


def check_can_set_retention(standing: Standing) -> None:
    """Say for how long rounds are kept, and delete those that have been kept for longer."""
    _refuse_unless(
        any(office for _, _, office in standing.roles),
        _("The chair or the deputy chair says how long rounds are kept, and deletes them afterwards."),
    )


def can_set_retention(standing: Standing) -> bool:
    return _can(check_can_set_retention, standing)
