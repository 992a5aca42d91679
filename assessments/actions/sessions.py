"""Sessions of the board: the day, who came for which body, who sent apologies, and which interests were declared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments import permissions
from assessments.access import Visit
from assessments.actions._acting import record_act, with_locked_round
from assessments.models import Attendance, ConsensusSession, Participant
from partnerships.models import Person, Role


@dataclass(frozen=True)
class Seat:
    """Somebody at a session for a body: a person by public id, or else a post. entity: the body's slug."""

    entity: str
    person: str = ""
    post: str = ""
    has_apologised: bool = False
    interest: str = ""


@dataclass(frozen=True)
class Kept:
    """The session as it now stands; is_late: somebody had changed it meanwhile, and nothing was written."""

    session: ConsensusSession
    is_late: bool = False


@transaction.atomic
def add_session(visit: Visit, *, held_on: date) -> ConsensusSession:
    """Raises ValidationError for a day that has its session already, and one before the reveal."""
    visit = with_locked_round(visit)
    permissions.check_can_keep_sessions(visit)
    if ConsensusSession.objects.filter(assessment=visit.assessment, held_on=held_on).exists():
        raise ValidationError({"held_on": _("There is a session on this day already. Open it from the list.")})
    session = ConsensusSession.objects.create(assessment=visit.assessment, held_on=held_on)
    record_act(visit, "session_added", subject=held_on.isoformat())
    return session


@transaction.atomic
def keep_attendance(visit: Visit, *, session: ConsensusSession, seats: Sequence[Seat], revision: int) -> Kept:
    """Put these seats in place of those that are recorded. Written on an older revision, nothing changes.

    Raises ValidationError for a person who is marked twice, or holds no role at the body.
    """
    visit = with_locked_round(visit)
    permissions.check_can_keep_sessions(visit)
    session = ConsensusSession.objects.get(pk=session.pk, assessment=visit.assessment)
    rows = Attendance.objects.filter(session=session).select_related("person", "participant__entity").order_by("pk")
    before = {_seat(row): row for row in rows}
    if before.keys() == set(seats) and len(before) == len(seats):
        return Kept(session)
    if session.revision != revision:
        return Kept(session, is_late=True)
    people, bodies = _check_seats(visit, seats, before)
    gone, new = [seat for seat in before if seat not in seats], [seat for seat in seats if seat not in before]
    Attendance.objects.filter(pk__in=[before[seat].pk for seat in gone]).delete()
    for seat in new:
        Attendance.objects.create(
            session=session,
            participant=bodies[seat.entity],
            person=people.get(seat.person),
            post=seat.post,
            has_apologised=seat.has_apologised,
            interest=seat.interest,
        )
    session.revision += 1
    session.save(update_fields=["revision"])
    _record_changes(visit, session, gone, new)
    return Kept(session)


@transaction.atomic
def remove_session(visit: Visit, *, session: ConsensusSession) -> None:
    """Take away a session that was added by mistake. Raises ValidationError where somebody is recorded."""
    visit = with_locked_round(visit)
    permissions.check_can_keep_sessions(visit)
    if Attendance.objects.filter(session=session).exists():
        raise ValidationError(_("This session has people recorded. Take them out first, then remove it."))
    ConsensusSession.objects.filter(pk=session.pk, assessment=visit.assessment).delete()
    record_act(visit, "session_removed", subject=session.held_on.isoformat())


def _seat(row: Attendance) -> Seat:
    return Seat(
        entity=row.participant.entity.slug,
        person=row.person.public_id if row.person else "",
        post=row.post,
        has_apologised=row.has_apologised,
        interest=row.interest,
    )


def _check_seats(
    visit: Visit, seats: Sequence[Seat], before: Iterable[Seat]
) -> tuple[dict[str, Person], dict[str, Participant]]:
    """(public id -> person, slug -> body). Who was recorded stays even if the role has ended since."""
    bodies = {participant.entity.slug: participant for participant in visit.taking_part}
    wanted = [seat.person for seat in seats if seat.person]
    people = {person.public_id: person for person in Person.objects.filter(public_id__in=wanted)}
    roles = Role.objects.current().filter(partnership=visit.assessment.partnership_id, person__in=people.values())
    allowed = set(roles.values_list("entity__slug", "person__public_id"))
    allowed |= {(seat.entity, seat.person) for seat in before}
    twice = next((people[one].name for one in people if wanted.count(one) > 1), "")
    if twice:
        raise ValidationError(
            _("%(twice)s is marked for two bodies. Choose the one that %(twice)s came for.") % {"twice": twice}
        )
    if any(seat.entity not in bodies or (seat.person and (seat.entity, seat.person) not in allowed) for seat in seats):
        raise ValidationError(_("Choose people who hold a role at the body they came for."))
    return people, bodies


def _record_changes(visit: Visit, session: ConsensusSession, gone: Sequence[Seat], new: Sequence[Seat]) -> None:
    """One line for each seat that changed, so that each text stands by itself and can go by itself."""
    was, now = {_who(seat): seat for seat in gone}, {_who(seat): seat for seat in new}
    for entity, person, post in sorted(was.keys() | now.keys()):
        record_act(
            visit,
            "attendance_recorded",
            entity=entity,
            subject=session.held_on.isoformat(),
            before=_told(was.get((entity, person, post))),
            after=_told(now.get((entity, person, post))),
        )


def _who(seat: Seat) -> tuple[str, str, str]:
    return seat.entity, seat.person, seat.post


def _told(seat: Seat | None) -> dict[str, Any]:
    if seat is None:
        return {}
    return {
        "person": seat.person,
        "post": seat.post,
        "has_apologised": seat.has_apologised,
        "interest": seat.interest,
    }
