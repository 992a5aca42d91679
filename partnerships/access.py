"""What a person holds in a partnership, in one query whatever the number of roles, and single roles of it."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from partnerships.models import Partnership, Person, Role


@dataclass(frozen=True)
class Standing:
    """A person's current roles in one partnership, as (kind, entity id or None, office)."""

    person: Person
    roles: tuple[tuple[str, int | None, str], ...]

    def holds(self, *kinds: str, entity_id: int | None = None) -> bool:
        """Whether the person holds one of these roles, for this entity where one is named."""
        return any(kind in kinds and entity_id in (None, entity) for kind, entity, _ in self.roles)

    @property
    def is_member(self) -> bool:
        """A member of the partnership's own circle: neither only an auditor nor only a viewer."""
        return any(kind not in (Role.Kind.AUDITOR, Role.Kind.VIEWER) for kind, _, _ in self.roles)

    @property
    def holds_an_office(self) -> bool:
        """Whether the person is chair or deputy chair of the board."""
        return any(office for _, _, office in self.roles)

    @property
    def answers_for(self) -> frozenset[int]:
        """Ids of the entities that the person answers for."""
        answering = (Role.Kind.RESPONDENT, Role.Kind.APPROVER)
        return frozenset(entity for kind, entity, _ in self.roles if kind in answering and entity)


def standing_in(person: Person, partnership_id: int) -> Standing:
    """The person's standing; 404 where there is none, as if the partnership did not exist."""
    rows = Role.objects.filter(person_id=person.pk, partnership_id=partnership_id, withdrawn_at=None)
    today = timezone.localdate()
    # As RoleQuerySet.current; asked on every page, and a plain condition costs half of the OR.
    roles = tuple(
        (kind, entity, office)
        for kind, entity, office, until in rows.values_list("kind", "entity_id", "office", "until")
        if until is None or until >= today
    )
    if not roles:
        raise Http404
    return Standing(person, roles)


def partnership_for(person: Person, slug: str) -> tuple[Partnership, Standing]:
    """The partnership and the person's standing in it, or 404."""
    try:
        partnership = Partnership.objects.get(slug=slug)
    except Partnership.DoesNotExist:
        raise Http404 from None
    return partnership, standing_in(person, partnership.pk)


def standings_of(person: Person) -> dict[int, Standing]:
    """Partnership id -> what the person holds there, wherever the person holds anything."""
    found: dict[int, list[tuple[str, int | None, str]]] = {}
    rows = Role.objects.current().filter(person=person).order_by("pk")
    for partnership, kind, entity, office in rows.values_list("partnership_id", "kind", "entity_id", "office"):
        found.setdefault(partnership, []).append((kind, entity, office))
    return {partnership: Standing(person, tuple(roles)) for partnership, roles in found.items()}


def facilitated_by(person: Person) -> set[int]:
    """Ids of the partnerships that the person facilitates."""
    return {pk for pk, standing in standings_of(person).items() if standing.holds(Role.Kind.FACILITATOR)}


def is_last(role: Role) -> bool:
    """Whether nobody else is facilitator of the partnership, or approver of the body. False for other roles."""
    if role.kind not in (Role.Kind.FACILITATOR, Role.Kind.APPROVER):
        return False
    others = Role.objects.current().filter(partnership=role.partnership, kind=role.kind).exclude(person=role.person)
    if role.kind == Role.Kind.APPROVER:
        others = others.filter(entity=role.entity)
    return not others.exists()


def role_in(partnership: Partnership, key: str) -> Role:
    """A role of the partnership that has not been withdrawn, by its key in the address; or 404."""
    rows = Role.objects.filter(partnership=partnership, withdrawn_at=None)
    role = rows.select_related("person", "partnership", "entity").filter(pk=key).first() if key.isdecimal() else None
    if role is None:
        raise Http404
    return role
