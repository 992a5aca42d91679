"""A small cast and a small round to play in, made through import and the models' own doors.

Four bodies of an invented partnership: the lead council, a borough, a trust that has yet to reply, and a charity that
declined. `cast()` gives everybody a seat; `a_round()` gives the round in the state a test asks for.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from assessments.interchange import import_document
from assessments.models import Assessment, Participant
from framework_data.content import content_by_slug
from partnerships.models import Entity, Partnership, Person, Role

EDITION = "alps-2014-plain"
PASSWORD = "correct horse battery"
BODIES = {
    "lead-council": ("Marrowdale Council", "unitary_council", "03-31"),
    "borough": ("Tansy Borough Council", "district_council", "03-31"),
    "trust": ("Marrowdale Health Trust", "health_body", "03-31"),
    "charity": ("Marrowdale Carers", "charity", "06-30"),
}
PARTNERSHIP = ("marrowdale", "Marrowdale Together")


def document(
    slug: str = "first-round",
    *,
    state: str = "open",
    answers: dict[str, dict[str, str]] | None = None,
    agreed: dict[str, str] | None = None,
    participation: dict[str, str] | None = None,
    bodies: dict[str, tuple[str, str, str]] | None = None,
) -> dict[str, Any]:
    """An alps-assessment/1 document. answers: body -> question -> value; NA gets a reason, agreed NA a rationale."""
    bodies = BODIES if bodies is None else bodies
    participation = {"trust": "invited", "charity": "declined"} if participation is None else participation
    return {
        "format": "alps-assessment/1",
        "edition": EDITION,
        "partnership": {"slug": PARTNERSHIP[0], "name": PARTNERSHIP[1]},
        "assessment": {
            "slug": slug,
            "title": slug.replace("-", " ").capitalize(),
            "scope": "Help at home, whole district",
            "scope_agreed_on": "2025-05-12",
            "scope_agreed_by": "Partnership board",
            "period_start": "2025-04-01",
            "period_end": "2026-03-31",
            "deadline": "2026-05-31",
            "state": state,
            "lead_entity": next(iter(bodies)),
        },
        "entities": [
            {
                "slug": body,
                "name": name,
                "kind": kind,
                "in_area": True,
                "year_end": year_end,
                "participation": participation.get(body, "participating"),
                "reason": "No capacity this year" if participation.get(body) == "declined" else "",
            }
            for body, (name, kind, year_end) in bodies.items()
        ],
        "answers": [
            {
                "question": question,
                "entity": body,
                "value": value,
                "note": "",
                "reason": "It does not concern us." if value == "NA" else "",
            }
            for body, of_body in (answers or {}).items()
            for question, value in of_body.items()
        ],
        "agreed": [
            {
                "question": question,
                "value": value,
                "rationale": "As the board discussed." if value == "NA" else "",
                "dissent": [],
            }
            for question, value in (agreed or {}).items()
        ],
    }


PUBLISHED = "published"
"""A signed-off round whose public edition viewers may read: a state of its own for whoever asks who may read what."""


def as_stored(state: str) -> tuple[str, datetime | None]:
    """The state in the database, and since when the round is published."""
    return ("signed_off", timezone.now()) if state == PUBLISHED else (state, None)


def a_round(slug: str = "first-round", *, submitted: bool = False, state: str = "open", **details: Any) -> Assessment:
    """A round in the database as if it had been made here, in a state or PUBLISHED; `details` as in document()."""
    state, published_at = as_stored(state)
    assessment = import_document(document(slug, state=state, **details))
    Assessment.objects.filter(pk=assessment.pk).update(imported_at=None, published_at=published_at)
    if not submitted:
        Participant.objects.filter(assessment=assessment).update(submitted_at=None)
    assessment.refresh_from_db()
    return assessment


def follow(later: Assessment, earlier: Assessment) -> Assessment:
    """Say that one round follows another, as the action that starts the next round does."""
    Assessment.objects.filter(pk=later.pk).update(previous=earlier)
    later.refresh_from_db()
    return later


def everything(
    value: str = "F", *, respondents: tuple[str, ...] = ("entity",), but: dict[str, str] | None = None
) -> dict[str, str]:
    """question -> value for every question that addresses one of the respondents; signals are Y. `but` overrides."""
    questions = content_by_slug(EDITION).framework.questions
    found = {q.code: "Y" if q.is_signal else value for q in questions if q.respondent in respondents}
    return found | (but or {})


def a_person(name: str, **fields: Any) -> Person:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return Person.objects.create_user(email, PASSWORD, name=name, **fields)


def seat(person: Person, kind: str, body: str | None = None, *, office: str = "", until: Any = None) -> Role:
    """Give a person a role in the partnership of the cast."""
    return Role.objects.create(
        person=person,
        partnership=Partnership.objects.get(slug=PARTNERSHIP[0]),
        entity=Entity.objects.get(slug=body) if body else None,
        kind=kind,
        office=office,
        until=until,
    )


@dataclass
class Cast:
    """respondent and approver are the borough's; the board member is the trust's; withdrawn was a respondent once."""

    facilitator: Person
    respondent: Person
    approver: Person
    lead_respondent: Person
    chair: Person
    board_member: Person
    finance_lead: Person
    auditor: Person
    viewer: Person
    withdrawn: Person
    staff: Person
    stranger: Person


CAST = tuple(field.name for field in fields(Cast))


def cast() -> Cast:
    """Everybody, seated. The partnership and its bodies must exist: make a round first."""
    people = Cast(
        facilitator=a_person("Fay Cilitator"),
        respondent=a_person("Rae Spondent"),
        approver=a_person("Ap Prover"),
        lead_respondent=a_person("Lea Drespondent"),
        chair=a_person("Cher Chair"),
        board_member=a_person("Bo Ardmember"),
        finance_lead=a_person("Fin Ancelead"),
        auditor=a_person("Au Ditor"),
        viewer=a_person("Vi Ewer"),
        withdrawn=a_person("Wit Hdrawn"),
        staff=a_person("Sta Ff", is_staff=True, is_superuser=True),
        stranger=a_person("Stran Ger"),
    )
    seat(people.facilitator, "facilitator", "lead-council")
    seat(people.respondent, "respondent", "borough")
    seat(people.approver, "approver", "borough")
    seat(people.lead_respondent, "respondent", "lead-council")
    seat(people.chair, "board_member", "lead-council", office="chair")
    seat(people.board_member, "board_member", "trust")
    seat(people.finance_lead, "finance_lead", "lead-council")
    seat(people.auditor, "auditor", until=timezone.localdate() + timedelta(days=30))
    seat(people.viewer, "viewer")
    withdrawn = seat(people.withdrawn, "respondent", "borough")
    Role.objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())
    return people


def rows_stored(*models: Any) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of these tables as the database gives them, to see that nothing changed: objects would cost tenfold."""
    found = {}
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)} ORDER BY 1")
            found[model.__name__] = cursor.fetchall()
    return found


def body_of(response: Any) -> bytes:
    """What was sent, whether as one piece or as a stream."""
    return b"".join(response.streaming_content) if response.streaming else response.content
