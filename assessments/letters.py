"""The e-mails of a round, one to each person, sent once what they tell is stored. Friendly, and never a threat."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse

from assessments.models import Assessment, Participant
from govuk.jinja import date_in_words
from partnerships.models import Person, Role

APPROVERS = (Role.Kind.APPROVER,)
ANSWERING = (Role.Kind.RESPONDENT, Role.Kind.APPROVER)


@dataclass(frozen=True)
class Letter:
    subject: str
    paragraphs: tuple[str, ...]


Writer = Callable[[Assessment, Participant, str], Letter]
"""Writes to the people of one body; the text is the address before the path."""


def post(
    assessment: Assessment, participants: Sequence[Participant], kinds: Sequence[str], write: Writer, *, site: str
) -> None:
    """Write to those who hold one of these roles for the bodies, once the transaction is through."""
    people = people_of(assessment, participants, kinds)
    messages = [
        _message(person, write(assessment, participant, site.rstrip("/")))
        for participant in participants
        for person in people.get(participant.entity_id, ())
    ]
    if messages:
        # The act is done by then: a mail server that is down is a matter for the log.
        transaction.on_commit(lambda: _send(messages), robust=True)


def people_of(
    assessment: Assessment, participants: Iterable[Participant], kinds: Sequence[str]
) -> dict[int, list[Person]]:
    """Id of a body -> those who hold one of these roles for it, can sign in and have an address. One query."""
    rows = Role.objects.current().filter(
        partnership=assessment.partnership_id,
        entity__in=[participant.entity_id for participant in participants],
        kind__in=kinds,
        person__is_active=True,
    )
    found: dict[int, list[Person]] = {}
    for role in rows.exclude(person__email="").select_related("person").order_by("pk"):
        people = found.setdefault(role.entity_id or 0, [])
        if role.person not in people:
            people.append(role.person)
    return found


def _message(person: Person, letter: Letter) -> EmailMessage:
    text = "\n\n".join((f"Hello {person.name},", *letter.paragraphs))
    # A subject is one line, whatever was typed as title.
    return EmailMessage(" ".join(f"ALPS: {letter.subject}".split()), f"{text}\n", to=[person.email])


def _send(messages: Sequence[EmailMessage]) -> None:
    with get_connection() as connection:
        connection.send_messages(messages)


def _page(name: str, assessment: Assessment, participant: Participant, site: str) -> str:
    return site + reverse(name, args=[assessment.slug, participant.entity.slug])


def _due(assessment: Assessment) -> str:
    return f" Answers are due by {date_in_words(assessment.deadline, 'j F Y')}." if assessment.deadline else ""


def _blind() -> str:
    return "Until the facilitator reveals the answers, nobody outside your body sees what you write."


def opened(assessment: Assessment, participant: Participant, site: str) -> Letter:
    """To approvers: the round is open, and their body is asked whether it takes part."""
    takes_part = participant.takes_part
    asked = f"{participant.name} leads this round." if takes_part else f"Does {participant.name} take part?"
    page = "questionnaire" if takes_part else "reply"
    return Letter(
        f"{assessment.title} is open for answers",
        (
            f"{assessment.partnership.name} has opened “{assessment.title}”. It is about: {assessment.scope}.",
            f"{asked}{_due(assessment)}",
            _page(page, assessment, participant, site),
            "Taking part is voluntary. If it does not suit you this time, say so on the page with a short reason. "
            "That is quite all right."
            if not takes_part
            else "Your colleagues can answer with you: invite them as respondents.",
            _blind(),
        ),
    )


def more_questions(assessment: Assessment, participant: Participant, site: str) -> Letter:
    """To approvers of a new lead that had submitted already."""
    return Letter(
        f"{participant.name} now leads {assessment.title}",
        (
            f"{participant.name} is now the lead of “{assessment.title}” in {assessment.partnership.name}. "
            "The lead is asked some questions more.",
            "Your answers are submitted. You can take them back, answer the new questions, and submit again."
            f"{_due(assessment)}",
            _page("submit", assessment, participant, site),
        ),
    )


def taken_off(assessment: Assessment, participant: Participant, site: str) -> Letter:
    """To approvers of a body that is not asked any more."""
    return Letter(
        f"{participant.name} is not asked to take part in {assessment.title}",
        (
            f"The facilitator of {assessment.partnership.name} has taken {participant.name} off “{assessment.title}”. "
            "There is nothing left to do. If you think this is a mistake, ask the facilitator.",
        ),
    )


def reminder(assessment: Assessment, participant: Participant, site: str) -> Letter:
    """To those who answer for a body that has not submitted yet."""
    if participant.takes_part:
        paragraphs: tuple[str, ...] = (
            f"The answers of {participant.name} to “{assessment.title}” are not submitted yet.{_due(assessment)}",
            "You can go on where you left off:",
            _page("questionnaire", assessment, participant, site),
            "What you have saved is kept. If you need more time or help, ask the facilitator.",
        )
    else:
        paragraphs = (
            f"{assessment.partnership.name} would like to know whether {participant.name} takes part in "
            f"“{assessment.title}”.{_due(assessment)}",
            _page("reply", assessment, participant, site),
            "Yes and no are both fine. An approver of your body says which.",
        )
    return Letter(f"{assessment.title}: a friendly reminder", (*paragraphs, _blind()))
