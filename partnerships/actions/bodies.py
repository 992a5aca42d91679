"""Partnerships and their bodies: set up, joined, changed, left, taken over.

A body is one row however many partnerships it belongs to. Rounds that have begun carry its name as it was, so nothing
here rewrites them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnerships import permissions
from partnerships.access import Standing, standings_of
from partnerships.body_facts import BodyFacts, facts_of
from partnerships.history import record
from partnerships.models import Entity, Membership, Partnership, Person, Role, Succession
from partnerships.slugs import create_with_slug


@dataclass(frozen=True)
class Changed:
    """The body as it now stands. `is_conflict`: somebody changed it since it was read, and nothing was saved."""

    entity: Entity
    is_conflict: bool = False


# --- Setting up -----------------------------------------------------------------------------------------------


@transaction.atomic
def set_up_partnership(person: Person, *, name: str, body: BodyFacts | Entity) -> Partnership:
    """A partnership with its first member, the facilitator's own body: a new one, or one that is known here."""
    permissions.check_can_found(person, standings_of(person).values())
    partnership = create_with_slug(Partnership, name, fallback="partnership", name=name)
    entity = _entity_of(body)
    today = timezone.localdate()
    Membership.objects.create(partnership=partnership, entity=entity, order=0, joined_on=today)
    Role.objects.create(person=person, partnership=partnership, entity=entity, kind=Role.Kind.FACILITATOR)
    after = {"name": name, "slug": partnership.slug, "facilitator": person.public_id}
    _record(person, partnership, "partnership_created", entity, after=after)
    _record(person, partnership, "body_added", entity, after=facts_of(entity).as_dict | {"joined_on": f"{today}"})
    return partnership


def _entity_of(body: BodyFacts | Entity) -> Entity:
    if isinstance(body, Entity):
        return body
    made: Entity = create_with_slug(Entity, body.name, fallback="body", **body.as_dict)
    return made


@transaction.atomic
def add_body(standing: Standing, *, partnership: Partnership, body: BodyFacts | Entity, joined_on: date) -> Entity:
    """A new member, last in order. A body that was a member before joins again.

    Raises ValidationError where it is a member already, or the date does not fit.
    """
    partnership = _locked(partnership)
    permissions.check_can_change_bodies(standing)
    _check_not_ahead(joined_on, "joined_on", _("The day it joined must be today or earlier"))
    if isinstance(body, Entity):
        _check_can_join(partnership, body, joined_on, "joined_on")
    entity = _entity_of(body)
    _join(standing.person, partnership, entity, joined_on)
    return entity


def _check_not_ahead(day: date, field: str, sentence: str) -> None:
    if day > timezone.localdate():
        raise ValidationError({field: sentence})


def _check_can_join(partnership: Partnership, entity: Entity, joined_on: date, field: str) -> None:
    earlier = list(Membership.objects.filter(partnership=partnership, entity=entity))
    if any(membership.left_on is None for membership in earlier):
        raise ValidationError({"name": _("%(body)s is a member already") % {"body": entity.name}})
    left_on = max((membership.left_on for membership in earlier if membership.left_on), default=None)
    if left_on and joined_on < left_on:
        gaps = {"body": entity.name, "day": date_format(left_on)}
        raise ValidationError({field: _("%(body)s left on %(day)s. Give that day or a later one") % gaps})


def _join(person: Person, partnership: Partnership, entity: Entity, joined_on: date) -> Membership:
    last = Membership.objects.filter(partnership=partnership).aggregate(last=Max("order"))["last"]
    order = 0 if last is None else last + 1
    membership = Membership.objects.create(partnership=partnership, entity=entity, order=order, joined_on=joined_on)
    after = facts_of(entity).as_dict | {"joined_on": f"{joined_on}"}
    _record(person, partnership, "body_added", entity, after=after)
    return membership


# --- Changes --------------------------------------------------------------------------------------------------


@transaction.atomic
def change_body(
    standing: Standing, *, partnership: Partnership, entity: Entity, facts: BodyFacts, read: str
) -> Changed:
    """Change what is said of a body everywhere. `read`: the digest of the facts that the page showed."""
    entity = Entity.objects.select_for_update().get(pk=entity.pk)
    permissions.check_can_edit_body(standing, entity)
    before = facts_of(entity)
    if facts == before:
        return Changed(entity)
    if read != before.digest:
        return Changed(entity, is_conflict=True)
    namesakes = Entity.objects.filter(name__iexact=facts.name).exclude(pk=entity.pk)
    if facts.name.casefold() != before.name.casefold() and namesakes.exists():
        raise ValidationError({"name": _("Another body has this name already. Give a name that tells them apart")})
    for field, value in facts.as_dict.items():
        setattr(entity, field, value)
    entity.save(update_fields=list(facts.as_dict))
    _record(standing.person, partnership, "body_changed", entity, **_changed(before.as_dict, facts.as_dict))
    return Changed(entity)


def _changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    names = [name for name in after if before[name] != after[name]]
    return {"before": {name: before[name] for name in names}, "after": {name: after[name] for name in names}}


@transaction.atomic
def end_membership(standing: Standing, *, partnership: Partnership, entity: Entity, left_on: date) -> Membership:
    """The body is no member any more from this day. Rounds that it is in go on with it. Raises ValidationError."""
    partnership = _locked(partnership)
    permissions.check_can_change_bodies(standing)
    return _leave(standing.person, partnership, entity, left_on, "left_on")


def _leave(person: Person, partnership: Partnership, entity: Entity, left_on: date, field: str) -> Membership:
    membership = Membership.objects.filter(partnership=partnership, entity=entity, left_on=None).first()
    if membership is None:
        raise ValidationError(_("%(body)s is not a member any more.") % {"body": entity.name})
    _check_not_ahead(left_on, field, _("The day it left must be today or earlier"))
    if membership.joined_on and left_on < membership.joined_on:
        gaps = {"body": entity.name, "day": date_format(membership.joined_on)}
        raise ValidationError({field: _("%(body)s joined on %(day)s. Give that day or a later one") % gaps})
    membership.left_on = left_on
    membership.save(update_fields=["left_on"])
    _record(person, partnership, "membership_ended", entity, after={"left_on": f"{left_on}"})
    return membership


# --- Successors -----------------------------------------------------------------------------------------------


@transaction.atomic
def record_succession(
    standing: Standing,
    *,
    partnership: Partnership,
    predecessor: Entity,
    successor: BodyFacts | Entity,
    took_over_on: date,
    ends_membership: bool,
) -> Succession:
    """The successor took over from the predecessor on a day, and is a member from then on if it was none.

    A merger is recorded once for each predecessor, a split once for each successor. Raises ValidationError for a
    body that would succeed itself, through others too.
    """
    partnership = _locked(partnership)
    permissions.check_can_edit_body(standing, predecessor)
    _check_not_ahead(took_over_on, "took_over_on", _("The day it took over must be today or earlier"))
    heir = _entity_of(successor)
    _check_succession(predecessor, heir)
    succession = Succession.objects.create(predecessor=predecessor, successor=heir, took_over_on=took_over_on)
    after = {"successor": heir.slug, "took_over_on": f"{took_over_on}"}
    _record(standing.person, partnership, "body_succeeded", predecessor, after=after)
    if ends_membership:
        _leave(standing.person, partnership, predecessor, took_over_on, "took_over_on")
    if not Membership.objects.filter(partnership=partnership, entity=heir, left_on=None).exists():
        _check_can_join(partnership, heir, took_over_on, "took_over_on")
        _join(standing.person, partnership, heir, took_over_on)
    return succession


def _check_succession(predecessor: Entity, heir: Entity) -> None:
    # Two such records at once could close a circle that neither would see.
    list(Entity.objects.select_for_update().filter(pk__in=[predecessor.pk, heir.pk]).order_by("pk"))
    gaps = {"body": predecessor.name, "heir": heir.name}
    if heir == predecessor:
        raise ValidationError({"successor": _("A body cannot take over from itself. Choose another body")})
    if Succession.objects.filter(predecessor=predecessor, successor=heir).exists():
        raise ValidationError({"successor": _("It is recorded already that %(heir)s took over") % gaps})
    if predecessor.pk in _heirs_of([heir.pk]):
        raise ValidationError(
            {"successor": _("%(body)s took over from %(heir)s, so it cannot be the other way round") % gaps}
        )


def _heirs_of(bodies: Iterable[int]) -> set[int]:
    """Ids of all bodies that took over from these, directly or through others. A query for each generation."""
    found: set[int] = set()
    latest = set(bodies)
    while latest:
        rows = Succession.objects.filter(predecessor__in=latest).values_list("successor_id", flat=True)
        latest = set(rows) - found
        found |= latest
    return found


@transaction.atomic
def withdraw_succession(standing: Standing, *, partnership: Partnership, predecessor: Entity, successor: str) -> None:
    """Take back what was recorded by mistake; memberships stay as they are. `successor`: its slug."""
    partnership = _locked(partnership)
    permissions.check_can_edit_body(standing, predecessor)
    rows = Succession.objects.filter(predecessor=predecessor, successor__slug=successor)
    for succession in rows.select_related("successor"):
        before = {"successor": successor, "took_over_on": f"{succession.took_over_on}"}
        succession.delete()
        _record(standing.person, partnership, "succession_withdrawn", predecessor, before=before)


def _locked(partnership: Partnership) -> Partnership:
    return Partnership.objects.select_for_update().get(pk=partnership.pk)


def _record(person: Person, partnership: Partnership, verb: str, entity: Entity, **details: Any) -> None:
    record(verb, by=person, partnership_id=partnership.pk, entity=entity.slug, **details)
