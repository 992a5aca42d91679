"""The acts of a round as its tests do them, each in a line, and what they leave behind."""

from typing import Any

from assessments.access import visit, visit_to_entity
from assessments.actions import agreeing, answering, revealing
from assessments.actions.agreeing import Agreement
from assessments.actions.answering import Draft
from assessments.models import AgreedAnswer, AgreedDraft, Answer, Assessment, Participant
from partnerships.models import Event, Person
from partnerships.texts import put_back
from tests.people import a_person, rows_stored, seat

OPEN, CONSENSUS, SIGNED_OFF, DRAFT = "open", "consensus", "signed_off", "draft"


def somebody(kind: str, body: str, **details: Any) -> Person:
    return seat_of(a_person(f"{kind} of {body}".replace("_", " ")), kind, body, **details)


def seat_of(person: Person, kind: str, body: str, **details: Any) -> Person:
    seat(person, kind, body, **details)
    return person


def save(person: Person, *drafts: Draft, body: str = "borough") -> dict[str, answering.Saved]:
    return answering.save_answers(visit_to_entity(person, "first-round", body), drafts=list(drafts))


def history() -> list[tuple[str, str, dict, dict]]:
    """What was done since the import, as (verb, body and subject, before, after), the texts in their places."""
    events = Event.objects.exclude(verb="assessment_imported").order_by("pk").prefetch_related("texts")
    return [(event.verb, f"{event.entity} {event.subject}".strip(), *with_texts(event)) for event in events]


def with_texts(event: Event) -> tuple[dict[str, Any], dict[str, Any]]:
    texts = {each.sha256: each.text for each in event.texts.all()}
    return put_back(event.before, texts), put_back(event.after, texts)


def everything_stored() -> dict[str, list[Any]]:
    """All that a refused action must leave as it was."""
    return rows_stored(Assessment, Participant, Answer, AgreedAnswer, AgreedDraft, Event)


def submit(person: Person, body: str = "borough") -> Participant:
    return answering.submit_answers(visit_to_entity(person, "first-round", body))


def take_back(person: Person, body: str = "borough") -> Participant:
    return answering.take_back_answers(visit_to_entity(person, "first-round", body))


def reveal(person: Person) -> Assessment:
    return revealing.reveal(visit(person, "first-round"))


def agree(person: Person, question: str, value: str, rationale: str = "", **details: Any) -> agreeing.Agreed:
    agreement = Agreement(question, value, rationale, details.pop("dissent", {}), **details)
    return agreeing.record_agreed_answer(visit(person, "first-round"), agreement=agreement)


def withdraw(person: Person, question: str, revision: int) -> agreeing.Agreed:
    return agreeing.withdraw_agreed_answer(visit(person, "first-round"), question=question, revision=revision)


def draft(person: Person, question: str, value: str, rationale: str = "", revision: int = 0) -> agreeing.Drafted:
    agreement = Agreement(question, value, rationale, draft_revision=revision)
    return agreeing.draft_agreed_answer(visit(person, "first-round"), agreement=agreement)


def discard(person: Person, question: str, revision: int) -> agreeing.Drafted:
    return agreeing.discard_draft(visit(person, "first-round"), question=question, revision=revision)
