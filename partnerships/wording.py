"""Roles in the words of a sentence: "approver of Tansy Borough Council", "auditor until 31 March 2027"."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerships.models import Entity, Invitation, Role


def role_in_words(thing: Role | Invitation) -> str:
    return words(thing.kind, office=thing.office, entity=thing.entity, until=thing.until)


def words(kind: str, *, office: str = "", entity: Entity | None = None, until: date | None = None) -> str:
    gaps = {"role": role_name(kind, office), "body": entity}
    if office:
        said = _("%(role)s of the board, for %(body)s") if entity else _("%(role)s of the board")
    else:
        said = _("%(role)s of %(body)s") if entity else "%(role)s"
    return until_day(said % gaps, until)


def role_name(kind: str, office: str = "") -> str:
    """The name of a role, or of an office on the board, inside a sentence."""
    return str(Role.Office(office).label if office else Role.Kind(kind).label).lower()


def until_day(role: str, until: date | None) -> str:
    return _("%(role)s until %(day)s") % {"role": role, "day": date_format(until)} if until else role
