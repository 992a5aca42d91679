"""The pages on which the board's sessions are kept: the list, and one session with its seats body by body."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.http import Http404

from assessments.access import Visit
from assessments.models import Attendance, ConsensusSession, Participant
from partnerships.models import Role


@dataclass(frozen=True)
class SessionLine:
    held_on: date
    bodies: int
    attended: int
    apologies: int

    @property
    def day(self) -> str:
        return self.held_on.isoformat()


def sessions_of(visit: Visit) -> tuple[SessionLine, ...]:
    """All sessions of the round, the newest first, in one query."""
    came = Q(attendances__has_apologised=False)
    rows = ConsensusSession.objects.filter(assessment=visit.assessment).annotate(
        bodies=Count("attendances__participant", filter=came, distinct=True),
        attended=Count("attendances", filter=came & Q(attendances__isnull=False), distinct=True),
        apologies=Count("attendances", filter=Q(attendances__has_apologised=True), distinct=True),
    )
    return tuple(SessionLine(row.held_on, row.bodies, row.attended, row.apologies) for row in rows.order_by("-held_on"))


def session_on(visit: Visit, day: str) -> ConsensusSession:
    """The round's session of that day, as 2026-06-16, or 404."""
    try:
        held_on = date.fromisoformat(day)
        found = ConsensusSession.objects.get(assessment=visit.assessment, held_on=held_on)
    except (ValueError, ConsensusSession.DoesNotExist):
        raise Http404 from None
    if held_on.isoformat() != day:
        raise Http404
    return found


@dataclass(frozen=True)
class Guest:
    """Somebody who may have a seat: a person by public id, with the roles held at the body, or a post (no person).

    number: the place of a post among those of its body, from 0; the last is empty, for one more.
    """

    body: str
    person: str
    name: str
    roles: str
    number: int
    is_there: bool
    has_apologised: bool
    interest: str

    @property
    def key(self) -> str:
        return f"{self.body}-{self.person or f'post{self.number}'}"


@dataclass(frozen=True)
class Bench:
    """A body at a session, with everybody who may sit there."""

    participant: Participant
    guests: tuple[Guest, ...]


def benches(visit: Visit, session: ConsensusSession) -> tuple[Bench, ...]:
    """A bench for each body that takes part, in two queries; who was recorded stays, whatever became of the role."""
    rows = Attendance.objects.filter(session=session).select_related("person", "participant__entity").order_by("pk")
    seated: dict[str, list[Attendance]] = {}
    for row in rows:
        seated.setdefault(row.participant.entity.slug, []).append(row)
    roles = _roles(visit)
    return tuple(
        Bench(p, _guests(p.entity.slug, roles.get(p.entity_id, {}), seated.get(p.entity.slug, [])))
        for p in visit.taking_part
    )


def _roles(visit: Visit) -> dict[int, dict[str, tuple[str, list[str]]]]:
    """Entity id -> public id -> (name, roles held at that body now)."""
    found: dict[int, dict[str, tuple[str, list[str]]]] = {}
    bodies = [participant.entity_id for participant in visit.taking_part]
    rows = Role.objects.current().filter(partnership=visit.assessment.partnership_id, entity__in=bodies)
    for role in rows.select_related("person").order_by("person__name", "pk"):
        if role.entity_id is not None:
            people = found.setdefault(role.entity_id, {})
            label = role.get_office_display() if role.office else role.get_kind_display()
            people.setdefault(role.person.public_id, (role.person.name, []))[1].append(label)
    return found


def _guests(body: str, people: Mapping[str, tuple[str, list[str]]], seated: list[Attendance]) -> tuple[Guest, ...]:
    by_person = {row.person.public_id: row for row in seated if row.person}
    names = {one: (name, ", ".join(roles)) for one, (name, roles) in people.items()}
    names |= {
        row.person.public_id: (row.person.name, "")
        for row in seated
        if row.person and row.person.public_id not in names
    }
    found = [_guest(body, one, name, roles, 0, by_person.get(one)) for one, (name, roles) in names.items()]
    posts = [row for row in seated if row.person is None]
    found += [_guest(body, "", row.post, "", number, row) for number, row in enumerate(posts)]
    return (*found, _guest(body, "", "", "", len(posts), None))


def _guest(body: str, person: str, name: str, roles: str, number: int, row: Attendance | None) -> Guest:
    return Guest(
        body=body,
        person=person,
        name=name,
        roles=roles,
        number=number,
        is_there=row is not None and not row.has_apologised,
        has_apologised=row is not None and row.has_apologised,
        interest=row.interest if row else "",
    )
