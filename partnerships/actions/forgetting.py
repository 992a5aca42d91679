"""Erasing what names a person, in the one row that does. The row itself stays, so that the history keeps its keys."""

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from partnerships.actions._roles import end_invitation, end_role, end_sign_ins, lock
from partnerships.forgetting import invitations_of, name_of_the_forgotten
from partnerships.history import record
from partnerships.invitations import State
from partnerships.models import Partnership, Person, Role
from partnerships.permissions import check_can_run_the_service

FORGOTTEN = "forgotten.invalid"
"""Where the addresses of the forgotten stand; no mail is ever delivered to a name that ends in .invalid."""


@transaction.atomic
def forget_person(person: Person, *, by: Person | None = None) -> Person:
    """End all roles and sign-ins, and erase name, address and password. `by` is None for an operator's command.

    Whoever has been forgotten already stays as they are.
    """
    check_can_run_the_service(by)
    partnerships = list(Partnership.objects.filter(roles__person=person).distinct().order_by("pk"))
    for partnership in partnerships:
        lock(partnership)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.forgotten_at is not None:
        return person
    name = name_of_the_forgotten(person)
    _end_everything(person, by)
    _erase(person, name)
    for partnership in partnerships:
        record("person_forgotten", by=by, partnership_id=partnership.pk, subject=person.public_id)
    return person


def _end_everything(person: Person, by: Person | None) -> None:
    roles = Role.objects.filter(person=person, withdrawn_at=None).select_related("person", "partnership", "entity")
    for role in roles.order_by("pk"):
        end_role(role, by=by)
    for invitation in invitations_of(person):
        end_invitation(invitation, State.WITHDRAWN, verb="invitation_withdrawn", by=by)
    end_sign_ins(person)
    _delete_sessions(person)


def _erase(person: Person, name: str) -> None:
    person.name, person.email = name, f"{person.public_id}@{FORGOTTEN}"
    person.is_active = person.is_staff = person.is_superuser = person.may_set_up = False
    person.set_unusable_password()
    person.last_login, person.forgotten_at = None, timezone.now()
    person.joined_at = person.forgotten_at
    fields = ("name", "email", "is_active", "is_staff", "is_superuser", "may_set_up", "password", "last_login")
    person.save(update_fields=[*fields, "forgotten_at", "joined_at"])
    person.groups.clear()
    person.user_permissions.clear()
    EmailAddress.objects.filter(user=person).delete()
    of_person = {"content_type": ContentType.objects.get_for_model(Person), "object_id": str(person.pk)}
    LogEntry.objects.filter(**of_person).update(object_repr=name[:200])


def _delete_sessions(person: Person) -> None:
    """Sessions are read one by one: the person's key stands inside, signed. What is left of old ones goes too."""
    ids = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    Session.objects.filter(pk__in=ids).delete()
