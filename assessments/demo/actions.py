"""Making the demo and removing it again. Both are operators' acts, done by a command and by nobody on a page."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from assessments.access import visit
from assessments.actions.publishing import publish
from assessments.actions.signing_off import Signature, sign_off
from assessments.consensus import open_joint
from assessments.demo.bodies import BODIES, EDITION, PARTNERSHIP
from assessments.demo.documents import DemoRound, document_of
from assessments.demo.people import PEOPLE, DemoAccount
from assessments.demo.rounds import ROUNDS
from assessments.interchange import import_document
from assessments.models import (
    AgreedAnswer,
    AgreedDraft,
    Answer,
    Assessment,
    Attendance,
    ConsensusSession,
    Participant,
    Seal,
)
from assessments.seal import as_shown
from assessments.sealed import current_hash
from assessments.sealing import contents_of
from framework_data.content import content_of
from framework_data.models import Edition
from partnerships import append_only
from partnerships.models import Entity, Event, EventText, Membership, Partnership, Person, Role

FOUNDED_ON = date(2022, 10, 3)


@dataclass(frozen=True)
class Made:
    """How much a run added; all noughts where the demo was there already."""

    editions: int
    people: int
    rounds: int

    @property
    def is_anything(self) -> bool:
        return any((self.editions, self.people, self.rounds))


@transaction.atomic
def make_demo() -> Made:
    """Add what is missing of the demo: the edition, the partnership, its people and its rounds.

    What is there already stays as it is, with the answers that somebody has given in the meantime.
    """
    editions = _load_edition()
    partnership = _make_partnership()
    people = _make_people(partnership)
    slugs = [round_.slug for round_ in ROUNDS]
    known = set(Assessment.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    new = [round_ for round_ in ROUNDS if round_.slug not in known]
    for round_ in new:
        _make_round(round_)
    _link(new)
    return Made(editions, people, len(new))


@transaction.atomic
def remove_demo() -> None:
    """Take away the demo partnership with all its rounds, and those of its people and bodies that nothing else needs.

    The edition stays: other partnerships may work with it.
    """
    Assessment.objects.filter(partnership__slug=PARTNERSHIP["slug"]).delete()
    with append_only.unlocked():
        events = Event.objects.filter(partnership__slug=PARTNERSHIP["slug"])
        EventText.objects.filter(event__in=events).delete()
        events.delete()
    Partnership.objects.filter(slug=PARTNERSHIP["slug"]).delete()
    _delete_where_free(list(Entity.objects.filter(slug__in=[body.slug for body in BODIES])))
    _delete_where_free(list(Person.objects.filter(is_demo=True)))


def _delete_where_free(things: list[Entity] | list[Person]) -> None:
    for thing in things:
        try:
            with transaction.atomic():
                thing.delete()
        except ProtectedError:
            continue


def _load_edition() -> int:
    if Edition.objects.filter(slug=EDITION).exists():
        return 0
    call_command("loaddata", EDITION, verbosity=0)
    return 1


def _make_partnership() -> Partnership:
    partnership, _ = Partnership.objects.get_or_create(slug=PARTNERSHIP["slug"], defaults={"name": PARTNERSHIP["name"]})
    for order, body in enumerate(BODIES):
        entity, _ = Entity.objects.get_or_create(
            slug=body.slug,
            defaults={"name": body.name, "kind": body.kind, "in_area": body.in_area, "year_end": body.year_end},
        )
        Membership.objects.get_or_create(
            partnership=partnership, entity=entity, defaults={"order": order, "joined_on": FOUNDED_ON}
        )
    return partnership


def _make_people(partnership: Partnership) -> int:
    """How many were missing, or had lost their seats with an earlier partnership."""
    known = {person.email: person for person in Person.objects.filter(email__in=[a.email for a in PEOPLE])}
    seated = set(Role.objects.filter(partnership=partnership).values_list("person__email", flat=True))
    forgotten = set(Person.objects.exclude(forgotten_at=None).values_list("public_id", flat=True))
    missing = [
        account
        for account in PEOPLE
        if (account.email not in known or (account.seats and account.email not in seated))
        and _public_id(account) not in forgotten
    ]
    entities = Entity.objects.in_bulk([body.slug for body in BODIES], field_name="slug")
    for account in missing:
        _seat(account, known.get(account.email) or _make_person(account), partnership, entities)
    return len(missing)


def _make_person(account: DemoAccount) -> Person:
    """Nobody of the demo has a password: the sign-in page offers them by name."""
    person = Person.objects.create_user(
        account.email,
        name=account.name,
        public_id=_public_id(account),
        is_staff=account.is_staff or account.is_editor,
        is_superuser=account.is_staff,
        is_demo=True,
    )
    if account.is_editor:
        codenames = ("view_edition", "change_edition")
        person.user_permissions.set(
            Permission.objects.filter(content_type__app_label="framework_data", codename__in=codenames)
        )
    return person


def _public_id(account: DemoAccount) -> str:
    return hashlib.sha256(account.email.encode()).hexdigest()[:16]


def _seat(account: DemoAccount, person: Person, partnership: Partnership, entities: Mapping[str, Entity]) -> None:
    Role.objects.bulk_create(
        Role(
            person=person,
            partnership=partnership,
            entity=entities[body] if body else None,
            kind=kind,
            office=office,
            until=_auditors_last_day() if kind == Role.Kind.AUDITOR else None,
            created_at=_at(FOUNDED_ON),
        )
        for kind, body, office in account.seats
    )


def _auditors_last_day() -> date:
    """Counted from today, so that the demo's auditor can always read something."""
    return date(timezone.localdate().year + 2, 3, 31)


def _make_round(round_: DemoRound) -> None:
    """Import the round, then say what the format leaves out: when, by whom, and what is not submitted yet.

    A signed-off round is imported in consensus, and then signed off here by the demo's chair.
    """
    state = Assessment.State.CONSENSUS.value if round_.signed_off_on else round_.state
    assessment = import_document(document_of(replace(round_, state=state)))
    assessment.imported_at = None
    assessment.created_at = _at(date.fromisoformat(round_.scope_agreed_on))
    assessment.revealed_at = round_.revealed_on and _at(round_.revealed_on)
    assessment.previous = Assessment.objects.filter(slug=round_.previous).first() if round_.previous else None
    assessment.save()
    people = _people_by_seat()
    for participant in assessment.participants.select_related("entity"):
        _date_answers(round_, participant, people)
    AgreedAnswer.objects.filter(assessment=assessment).update(
        updated_at=_at(round_.agreed_on or round_.answered_on),
        updated_by=people.get((Role.Kind.BOARD_MEMBER, assessment.lead_id)),
    )
    _attach_evidence(round_, assessment)
    _add_drafts(round_, assessment, people.get((Role.Kind.FACILITATOR, assessment.lead_id)))
    _add_sessions(round_, assessment)
    if round_.signed_off_on:
        _sign_off(round_, assessment, round_.signed_off_on)


def _link(new: Sequence[DemoRound]) -> None:
    """Say of each round which one it follows, where either of the two has just been made."""
    slugs = {round_.slug for round_ in new}
    for round_ in ROUNDS:
        if round_.previous and slugs & {round_.slug, round_.previous}:
            previous = Assessment.objects.filter(slug=round_.previous).first()
            Assessment.objects.filter(slug=round_.slug).update(previous=previous)


def _sign_off(round_: DemoRound, assessment: Assessment, on: date) -> None:
    """As the chair does it on the page, and then dated to the day of the meeting."""
    chair = Role.objects.current().get(partnership=assessment.partnership, office=Role.Office.CHAIR).person
    contents = contents_of(assessment)
    agreed = {row["question"]: row["value"] for row in contents.assessment["agreed"]}
    sign_off(
        visit(chair, assessment.slug),
        signature=Signature(
            on=on,
            minute_reference=round_.minute_reference,
            accepted_open=frozenset(open_joint(content_of(assessment.edition).framework, agreed)),
            shown=as_shown(contents),
        ),
    )
    publish(visit(chair, assessment.slug), sha256=current_hash(Assessment.objects.get(pk=assessment.pk)))
    Assessment.objects.filter(pk=assessment.pk).update(signed_off_at=_at(on), published_at=_at(on))
    Seal.objects.filter(assessment=assessment).update(sealed_at=_at(on))


def _date_answers(round_: DemoRound, participant: Participant, people: dict[tuple[str, int | None], Person]) -> None:
    day = round_.submitted_on.get(participant.entity.slug)
    participant.submitted_at = day and _at(day)
    participant.submitted_by = people.get((Role.Kind.APPROVER, participant.entity_id)) if day else None
    participant.save()
    Answer.objects.filter(participant=participant).update(
        updated_at=_at(round_.answered_on), updated_by=people.get((Role.Kind.RESPONDENT, participant.entity_id))
    )


def _people_by_seat() -> dict[tuple[str, int | None], Person]:
    """(kind of role, entity id) -> the first of the demo people to hold it."""
    rows = Role.objects.filter(person__is_demo=True, partnership__slug=PARTNERSHIP["slug"]).select_related("person")
    return {(role.kind, role.entity_id): role.person for role in rows.order_by("-pk")}


def _attach_evidence(round_: DemoRound, assessment: Assessment) -> None:
    ids = content_of(assessment.edition).question_ids
    for body, by_question in round_.evidence.items():
        for question, links in by_question.items():
            Answer.objects.filter(
                participant__assessment=assessment, participant__entity__slug=body, question_id=ids[question]
            ).update(evidence=links)


def _add_drafts(round_: DemoRound, assessment: Assessment, facilitator: Person | None) -> None:
    ids = content_of(assessment.edition).question_ids
    AgreedDraft.objects.bulk_create(
        AgreedDraft(
            assessment=assessment,
            question_id=ids[question],
            value=value,
            rationale=rationale,
            updated_at=_at(round_.agreed_on or round_.answered_on),
            updated_by=facilitator,
        )
        for question, (value, rationale) in round_.drafts.items()
    )


def _add_sessions(round_: DemoRound, assessment: Assessment) -> None:
    bodies = {participant.entity.slug: participant for participant in assessment.participants.select_related("entity")}
    people = {person.name: person for person in Person.objects.filter(is_demo=True)}
    for day, seats in round_.sessions.items():
        session = ConsensusSession.objects.create(assessment=assessment, held_on=day)
        Attendance.objects.bulk_create(
            Attendance(
                session=session,
                participant=bodies[seat.body],
                person=people[seat.person] if seat.person else None,
                post=seat.post,
                has_apologised=seat.has_apologised,
                interest=seat.interest,
            )
            for seat in seats
        )


def _at(day: date) -> datetime:
    """The late afternoon of a day, when such things are handed in."""
    return timezone.make_aware(datetime.combine(day, time(16, 30)))
