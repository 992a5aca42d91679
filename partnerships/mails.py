"""The e-mails about people and roles: plain text, one to each reader, sent once the act is in the database.

`absolute` turns a path into a whole address; pages hand in the request's own, which Django answers for known hosts
alone (ALLOWED_HOSTS). A mail server that is down spoils no act: the fault is logged, and an invitation can be sent
again. All of them are in the language of the service (LANGUAGE_CODE), whatever the person who acts reads: nobody has
said yet what the readers read.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from partnerships.invitations import address_of
from partnerships.models import Entity, Invitation, Partnership, Person, Role
from partnerships.wording import role_in_words

Absolute = Callable[[str], str]


def send_invitation(invitation: Invitation, absolute: Absolute) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        details = {
            "invitation": invitation,
            "role": role_in_words(invitation),
            "link": absolute(address_of(invitation)),
        }
        subject = _("Invitation to %(partnership)s") % {"partnership": invitation.partnership}
        _send([invitation.email], subject, "partnerships/email/invitation.txt", details)


def tell_approvers(role: Role, absolute: Absolute) -> None:
    """A body's approvers hear of each new person."""
    if role.entity is None:
        return
    readers = _approvers(role.partnership_id, role.entity, but=role.person)
    with translation.override(settings.LANGUAGE_CODE):
        details = {"role": role, "words": role_in_words(role), "link": _people(role.partnership, absolute)}
        subject = _("Somebody new at %(body)s") % {"body": role.entity}
        _send(readers, subject, "partnerships/email/new_person.txt", details)


def ask_to_confirm(invitation: Invitation, person: Person, absolute: Absolute) -> None:
    if invitation.entity is None:
        return
    readers = _approvers(invitation.partnership_id, invitation.entity, but=person)
    with translation.override(settings.LANGUAGE_CODE):
        details = {
            "invitation": invitation,
            "person": person,
            "words": role_in_words(invitation),
            "link": _people(invitation.partnership, absolute),
        }
        subject = _("Confirm somebody for %(body)s") % {"body": invitation.entity}
        _send(readers, subject, "partnerships/email/confirm.txt", details)


def tell_answer(invitation: Invitation, person: Person, absolute: Absolute) -> None:
    """Whoever waited for a confirmation hears yes or no."""
    with translation.override(settings.LANGUAGE_CODE):
        details = {
            "invitation": invitation,
            "words": role_in_words(invitation),
            "is_confirmed": invitation.state == Invitation.State.ACCEPTED,
            "link": absolute(reverse("your_work")),
        }
        subject = _("Your role at %(body)s") % {"body": invitation.entity}
        _send([person.email], subject, "partnerships/email/answer.txt", details)


def _people(partnership: Partnership, absolute: Absolute) -> str:
    return absolute(reverse("people", args=[partnership.slug]))


def _approvers(partnership_id: int, entity: Entity, *, but: Person) -> list[str]:
    rows = Role.objects.current().filter(partnership_id=partnership_id, entity=entity, kind=Role.Kind.APPROVER)
    rows = rows.filter(person__is_active=True).exclude(person=but)
    return list(rows.order_by("pk").values_list("person__email", flat=True))


def _send(readers: Iterable[str], subject: str, template: str, details: dict[str, Any]) -> None:
    line = " ".join(f"ALPS: {subject}".split())
    text = render_to_string(template, details).strip() + "\n"
    messages = [EmailMessage(line, text, to=[reader]) for reader in readers]
    if messages:
        transaction.on_commit(partial(_deliver, messages), robust=True)


def _deliver(messages: list[EmailMessage]) -> None:
    get_connection().send_messages(messages)
