"""What acts on roles share: the lock, giving a role, ending one, and ending invitations."""

from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from partnerships.access import Standing, standing_in
from partnerships.history import record
from partnerships.invitations import State, free_offices
from partnerships.mails import Absolute, tell_approvers
from partnerships.models import Invitation, Partnership, Person, Role
from partnerships.permissions import can_invite, offer_of


def lock(partnership: Partnership) -> None:
    """Until the transaction ends, nobody else changes roles or invitations here. Saving answers need not wait."""
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)


def locked_standing(person: Person, partnership: Partnership) -> Standing:
    """What the person holds now that the lock is held; 404 where that is nothing any more."""
    lock(partnership)
    return standing_in(person, partnership.pk)


def give_role(invitation: Invitation, person: Person, *, by: Person | None, absolute: Absolute) -> Role:
    """Seat the person as invited. A role that is held already is not doubled; a new office or last day is added."""
    role = Role.objects.filter(
        person=person,
        partnership=invitation.partnership,
        entity=invitation.entity,
        kind=invitation.kind,
        withdrawn_at=None,
    ).first()
    office = invitation.office if invitation.office in free_offices(invitation.partnership, but=invitation) else ""
    if role is None:
        role = Role.objects.create(
            person=person,
            partnership=invitation.partnership,
            entity=invitation.entity,
            kind=invitation.kind,
            office=office,
            until=invitation.until,
        )
        record_role("role_given", role, by=by, after=facts_of(role))
        tell_approvers(role, absolute)
    else:
        _extend(role, office=office, until=invitation.until, by=by)
    return role


def _extend(role: Role, *, office: str, until: date | None, by: Person | None) -> None:
    before = facts_of(role)
    role.office = role.office or office
    role.until = max(role.until, until) if role.until and until else None
    if facts_of(role) != before:
        role.save(update_fields=["office", "until"])
        record_role("role_changed", role, by=by, before=before, after=facts_of(role))


def end_role(role: Role, *, by: Person | None) -> None:
    """Withdraw a role, end every sign-in of its person, and the invitations that only this role let the person send."""
    role.withdrawn_at = timezone.now()
    role.save(update_fields=["withdrawn_at"])
    record_role("role_withdrawn", role, by=by, before=facts_of(role))
    after_ending(role, by=by)


def after_ending(role: Role, *, by: Person | None) -> None:
    end_sign_ins(role.person)
    rows = Role.objects.current().filter(person=role.person, partnership=role.partnership)
    standing = Standing(role.person, tuple(rows.values_list("kind", "entity_id", "office")))
    sent = Invitation.objects.filter(invited_by=role.person, partnership=role.partnership, state=State.SENT)
    for invitation in sent.select_related("entity"):
        if not can_invite(standing, offer_of(invitation), has_approver=False):
            end_invitation(invitation, State.WITHDRAWN, verb="invitation_withdrawn", by=by)


def end_sign_ins(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(sign_in_round=F("sign_in_round") + 1)


def end_invitation(invitation: Invitation, state: State, *, verb: str, by: Person | None) -> None:
    """Answered or ended, an invitation keeps no address."""
    invitation.state, invitation.email = state, ""
    invitation.save(update_fields=["state", "email", "person"])
    record_invitation(verb, invitation, by=by)


def facts_of(thing: Role | Invitation) -> dict[str, Any]:
    return {"kind": thing.kind, "office": thing.office, "until": thing.until and thing.until.isoformat()}


def record_role(verb: str, role: Role, *, by: Person | None, **details: Any) -> None:
    """The person of the role is named by the opaque id alone."""
    record(
        verb,
        by=by,
        partnership_id=role.partnership_id,
        entity=role.entity.slug if role.entity else "",
        subject=role.person.public_id,
        **details,
    )


def record_invitation(verb: str, invitation: Invitation, *, by: Person | None) -> None:
    person = {"person": invitation.person.public_id} if invitation.person else {}
    record(
        verb,
        by=by,
        partnership_id=invitation.partnership_id,
        entity=invitation.entity.slug if invitation.entity else "",
        subject=invitation.public_id,
        after=facts_of(invitation) | person | {"state": invitation.state},
    )


def save_by_staff(role: Role, *, by: Person, absolute: Absolute) -> None:
    """Save what was written in the admin: with the same line, e-mail and end of sign-ins as an act on a page."""
    lock(role.partnership)
    stored = Role.objects.select_related("entity").filter(pk=role.pk).first() if role.pk else None
    role.save()
    was_held, is_held = stored is not None and stored.withdrawn_at is None, role.withdrawn_at is None
    before = facts_of(stored) if stored else {}
    if is_held and not was_held:
        record_role("role_given", role, by=by, after=facts_of(role))
        tell_approvers(role, absolute)
    elif was_held and not is_held:
        record_role("role_withdrawn", role, by=by, before=before)
        after_ending(role, by=by)
    elif is_held and facts_of(role) != before:
        record_role("role_changed", role, by=by, before=before, after=facts_of(role))
