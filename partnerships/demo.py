"""The demo people on the sign-in page: who they are, and whether they are offered at all.

Signing in without a password exists only where DEMO and DEBUG are both on, and only for accounts that the demo
itself made.
"""

from dataclasses import dataclass
from functools import reduce

from django.conf import settings
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerships.models import Person, Role
from partnerships.wording import role_name, until_day


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as; seats: what the person does and for whom, in words."""

    public_id: str
    name: str
    seats: str


def is_offered() -> bool:
    return bool(settings.DEMO and settings.DEBUG)


def demo_people() -> list[DemoPerson]:
    """The demo people in the order in which the demo made them; none where the demo is off. Two queries."""
    if not is_offered():
        return []
    people = list(Person.objects.filter(is_demo=True, is_active=True).order_by("pk"))
    roles: dict[int, list[Role]] = {person.pk: [] for person in people}
    for role in Role.objects.current().filter(person__in=people).select_related("entity").order_by("pk"):
        roles[role.person_id].append(role)
    return [DemoPerson(person.public_id, person.name, _seats(person, roles[person.pk])) for person in people]


def demo_person(public_id: str) -> Person:
    """The demo person of this id; 404 for everybody else, and for all where the demo is off."""
    people = Person.objects.filter(is_demo=True, is_active=True) if is_offered() else Person.objects.none()
    for person in people:
        if person.public_id == public_id:
            return person
    raise Http404


def _seats(person: Person, roles: list[Role]) -> str:
    """The roles in words, those for one body together: "Approver and board member, Carers' Alliance"."""
    if not roles:
        return _of_staff(person)
    by_body: dict[str, list[str]] = {}
    for role in roles:
        by_body.setdefault(str(role.entity or ""), []).append(until_day(role_name(role.kind, role.office), role.until))
    return "; ".join(
        ", ".join(filter(None, [capfirst(reduce(_both, labels)), body])) for body, labels in by_body.items()
    )


def _both(first: str, second: str) -> str:
    return _("%(first)s and %(second)s") % {"first": first, "second": second}


def _of_staff(person: Person) -> str:
    if person.is_superuser:
        return _("Looks after the framework and the accounts, in the admin")
    if person.is_staff:
        return _("Framework editor: drafts and publishes editions, in the admin")
    return _("No role yet")
