"""What forgetting a person does, said before it is done: by the command and on the admin's page of confirmation."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from partnerships.access import is_last
from partnerships.models import Invitation, Person, Role
from partnerships.wording import role_in_words, role_name


@dataclass(frozen=True)
class Forgetting:
    """name: what stands in place of the person's name. warnings: what their partnerships are left without."""

    person: Person
    name: str
    roles: tuple[str, ...]
    invitations: int
    warnings: tuple[str, ...]


def what_forgetting_does(person: Person) -> Forgetting:
    rows = Role.objects.filter(person=person, withdrawn_at=None).select_related("partnership", "entity")
    roles = list(rows.order_by("partnership__name", "pk"))
    return Forgetting(
        person=person,
        name=name_of_the_forgotten(person),
        roles=tuple(_role_and_partnership(role) for role in roles),
        invitations=len(invitations_of(person)),
        warnings=tuple(filter(None, map(_warning, roles))),
    )


def name_of_the_forgotten(person: Person) -> str:
    """ "a former respondent of Tansy Borough Council": the role that was given last.

    It is stored as the name, so it is in the same language whoever forgets.
    """
    rows = Role.objects.filter(person=person).select_related("partnership", "entity")
    role = rows.order_by("-created_at", "-pk").first()
    if role is None:
        return "a former user"
    with translation.override(settings.LANGUAGE_CODE):
        return f"a former {role_name(role.kind)} of {role.entity or role.partnership}"


def _role_and_partnership(role: Role) -> str:
    return _("%(role)s, in %(partnership)s") % {"role": role_in_words(role), "partnership": role.partnership}


def invitations_of(person: Person) -> list[Invitation]:
    """Those to the person that wait for an answer: sent to the address, or accepted and to be confirmed."""
    waiting = Invitation.objects.filter(state__in=Invitation.WAITING).select_related("partnership", "entity", "person")
    sent, accepted = waiting.filter(email__iexact=person.email), waiting.filter(person=person)
    return list((sent | accepted).order_by("pk"))


def _warning(role: Role) -> str:
    """A partnership without a facilitator, or a body without an approver."""
    if not is_last(role):
        return ""
    gaps = {"partnership": role.partnership, "body": role.entity}
    if role.kind == Role.Kind.APPROVER:
        return _("%(partnership)s: this is the last approver of %(body)s.") % gaps
    return _("%(partnership)s: this is the last facilitator.") % gaps
