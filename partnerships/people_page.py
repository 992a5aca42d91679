"""The page of people: who holds which role at which body, and who is invited. Seven queries, whatever the numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils import timezone

from partnerships.access import Standing, is_last
from partnerships.invitations import State, member_bodies, offers_of, waiting_in
from partnerships.models import Entity, Invitation, Partnership, Role
from partnerships.permissions import can_confirm, can_handle, can_see_address, can_withdraw, check_can_withdraw
from partnerships.wording import role_in_words

BODIES_A_PAGE = 20
APPROVER, FACILITATOR = Role.Kind.APPROVER, Role.Kind.FACILITATOR


@dataclass(frozen=True)
class RoleLine:
    role: Role
    label: str
    is_active: bool
    is_yours: bool
    can_withdraw: bool


@dataclass(frozen=True)
class InvitationLine:
    """who: the address for those who may see it, the name of whoever accepted and is to be confirmed, or neither.

    elsewhere: the roles that the person holds at other bodies, for the approver who says yes or no.
    """

    invitation: Invitation
    who: str
    label: str
    is_to_confirm: bool
    has_run_out: bool
    elsewhere: tuple[str, ...]
    can_handle: bool
    can_confirm: bool


@dataclass(frozen=True)
class BodyPeople:
    """One body's people; without an entity those of no body: auditors and viewers."""

    entity: Entity | None
    roles: tuple[RoleLine, ...]
    invitations: tuple[InvitationLine, ...]
    can_invite: bool


@dataclass(frozen=True)
class PeoplePage:
    """to_confirm: who waits for a yes of the reader. bodies: the reader's own first."""

    to_confirm: tuple[InvitationLine, ...]
    bodies: tuple[BodyPeople, ...]
    page: Page
    readers: BodyPeople
    can_invite: bool


@dataclass(frozen=True)
class _Everybody:
    """What the page is made of: all current roles and waiting invitations of the partnership."""

    standing: Standing
    roles: Sequence[Role]
    invitations: Sequence[Invitation]

    def has_approver(self, entity_id: int | None, but: Invitation) -> bool:
        now = timezone.now()
        held = any(role.kind == APPROVER and role.entity_id == entity_id for role in self.roles)
        return held or any(
            each.kind == APPROVER
            and each.entity_id == entity_id
            and each.pk != but.pk
            and (each.state == State.TO_CONFIRM or each.expires_at > now)
            for each in self.invitations
        )

    def is_last_facilitator(self, role: Role) -> bool:
        facilitators = {each.person_id for each in self.roles if each.kind == FACILITATOR}
        return role.kind == FACILITATOR and facilitators == {role.person_id}


def people_page(standing: Standing, partnership: Partnership, number: str | None) -> PeoplePage:
    """`number`: of the page of bodies."""
    rows = Role.objects.current().filter(partnership=partnership).select_related("person", "entity")
    roles = list(rows.order_by("person__name", "person_id", "pk"))
    everybody = _Everybody(standing, roles, list(waiting_in(partnership)))
    offers = offers_of(standing, partnership)
    invited = {entity.pk for entity in offers.all_bodies}
    members = member_bodies(partnership)
    former = [role.entity for role in roles if role.entity and role.entity not in members]
    own = {entity for _, entity, _ in standing.roles}
    ordered = sorted([*members, *dict.fromkeys(former)], key=lambda entity: entity.pk not in own)
    page = Paginator(ordered, BODIES_A_PAGE).get_page(number)
    lines = (_invitation_line(everybody, each) for each in everybody.invitations)
    return PeoplePage(
        to_confirm=tuple(line for line in lines if line.can_confirm),
        bodies=tuple(_body(everybody, entity, can_invite=entity.pk in invited) for entity in page),
        page=page,
        readers=_body(everybody, None, can_invite=Role.Kind.AUDITOR in offers.bodies),
        can_invite=bool(offers.bodies),
    )


def _body(everybody: _Everybody, entity: Entity | None, *, can_invite: bool) -> BodyPeople:
    pk = entity.pk if entity else None
    return BodyPeople(
        entity=entity,
        roles=tuple(_role_line(everybody, role) for role in everybody.roles if role.entity_id == pk),
        invitations=tuple(_invitation_line(everybody, each) for each in everybody.invitations if each.entity_id == pk),
        can_invite=can_invite,
    )


def _role_line(everybody: _Everybody, role: Role) -> RoleLine:
    standing, is_last = everybody.standing, everybody.is_last_facilitator(role)
    return RoleLine(
        role=role,
        label=label_of(role),
        is_active=role.person.last_login is not None,
        is_yours=role.person_id == standing.person.pk,
        can_withdraw=can_withdraw(standing, role, is_last_facilitator=is_last),
    )


def label_of(thing: Role | Invitation) -> str:
    """The role without its body, which the table names already."""
    return thing.get_office_display() if thing.office else thing.get_kind_display()


def _invitation_line(everybody: _Everybody, invitation: Invitation) -> InvitationLine:
    standing, is_to_confirm = everybody.standing, invitation.state == State.TO_CONFIRM
    who = invitation.email if can_see_address(standing, invitation) else ""
    has_approver = everybody.has_approver(invitation.entity_id, invitation)
    return InvitationLine(
        invitation=invitation,
        who=str(invitation.person) if is_to_confirm else who,
        label=label_of(invitation),
        is_to_confirm=is_to_confirm,
        has_run_out=not is_to_confirm and invitation.expires_at <= timezone.now(),
        elsewhere=tuple(_elsewhere(everybody.roles, invitation)),
        can_handle=can_handle(standing, invitation, has_approver=has_approver),
        can_confirm=is_to_confirm and can_confirm(standing, invitation),
    )


def _elsewhere(roles: Sequence[Role], invitation: Invitation) -> Iterable[str]:
    for role in roles:
        if role.person_id == invitation.person_id and role.entity_id not in (None, invitation.entity_id):
            yield role_in_words(role)


# --- Withdrawing a role --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WithdrawPage:
    role: Role
    words: str
    is_yours: bool
    could_invite: bool
    is_last_approver: bool


def withdraw_page(standing: Standing, role: Role) -> WithdrawPage:
    """Raises PermissionDenied where the person may not end this role."""
    last = is_last(role)
    check_can_withdraw(standing, role, is_last_facilitator=last and role.kind == FACILITATOR)
    return WithdrawPage(
        role=role,
        words=role_in_words(role),
        is_yours=role.person_id == standing.person.pk,
        could_invite=role.kind in (APPROVER, FACILITATOR),
        is_last_approver=last and role.kind == APPROVER,
    )
