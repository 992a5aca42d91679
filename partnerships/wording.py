"""Roles in the words of a sentence: "approver of Tansy Borough Council", "auditor until 31 March 2027"."""

from datetime import date

from django.utils.formats import date_format

from partnerships.models import Entity, Invitation, Role


def role_in_words(thing: Role | Invitation) -> str:
    return words(thing.kind, office=thing.office, entity=thing.entity, until=thing.until)


def words(kind: str, *, office: str = "", entity: Entity | None = None, until: date | None = None) -> str:
    label = f"{Role.Office(office).label} of the board" if office else str(Role.Kind(kind).label)
    body = f"{', for' if office else ' of'} {entity}" if entity else ""
    last_day = f" until {date_format(until)}" if until else ""
    return f"{label.lower()}{body}{last_day}"
