"""The e-mails of a round, one to each person, sent once what they tell is stored. Friendly, and never a threat."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

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
    # Not in the language of whoever acts: it says nothing of what the others read.
    with translation.override(settings.LANGUAGE_CODE):
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
    text = "\n\n".join((_("Hello %(name)s,") % {"name": person.name}, *letter.paragraphs))
    # A subject is one line, whatever was typed as title.
    return EmailMessage(" ".join(f"ALPS: {letter.subject}".split()), f"{text}\n", to=[person.email])


def _send(messages: Sequence[EmailMessage]) -> None:
    with get_connection() as connection:
        connection.send_messages(messages)


def _page(name: str, assessment: Assessment, participant: Participant, site: str) -> str:
    return site + reverse(name, args=[assessment.slug, participant.entity.slug])


def _with_due(sentence: str, assessment: Assessment) -> str:
    """One sentence more in the same paragraph, where the round has a deadline."""
    if not assessment.deadline:
        return sentence
    due = _("Answers are due by %(date)s.") % {"date": date_in_words(assessment.deadline, "j F Y")}
    return f"{sentence} {due}"


def _blind() -> str:
    return _("Until the facilitator reveals the answers, nobody outside your body sees what you write.")


def _names(assessment: Assessment, participant: Participant) -> dict[str, str]:
    """What the sentences fill in."""
    return {
        "name": participant.name,
        "title": assessment.title,
        "partnership": assessment.partnership.name,
        "scope": assessment.scope,
    }


def opened(assessment: Assessment, participant: Participant, site: str) -> Letter:
    """To approvers: the round is open, and their body is asked whether it takes part."""
    takes_part, names = participant.takes_part, _names(assessment, participant)
    asked = _("Does %(name)s take part?")
    if participant.entity_id == assessment.lead_id:
        asked = _("%(name)s leads this round.")
    elif takes_part:
        asked = _("%(name)s takes part: its answers are here already. Look through them, and submit them.")
    page = "questionnaire" if takes_part else "reply"
    return Letter(
        _("%(title)s is open for answers") % names,
        (
            _("%(partnership)s has opened “%(title)s”. It is about: %(scope)s.") % names,
            _with_due(asked % names, assessment),
            _page(page, assessment, participant, site),
            _("Your colleagues can answer with you: invite them as respondents.")
            if takes_part
            else _(
                "Taking part is voluntary. If it does not suit you this time, say so on the page with a short reason. "
                "That is quite all right."
            ),
            _blind(),
        ),
    )


def more_questions(assessment: Assessment, participant: Participant, site: str) -> Letter:
    """To approvers of a new lead that had submitted already."""
    names = _names(assessment, participant)
    return Letter(
        _("%(name)s now leads %(title)s") % names,
        (
            _("%(name)s is now the lead of “%(title)s” in %(partnership)s. The lead is asked some questions more.")
            % names,
            _with_due(
                _("Your answers are submitted. You can take them back, answer the new questions, and submit again."),
                assessment,
            ),
            _page("submit", assessment, participant, site),
        ),
    )


def taken_off(assessment: Assessment, participant: Participant, site: str) -> Letter:
    """To approvers of a body that is not asked any more."""
    names = _names(assessment, participant)
    return Letter(
        _("%(name)s is not asked to take part in %(title)s") % names,
        (
            _(
                "The facilitator of %(partnership)s has taken %(name)s off “%(title)s”. There is nothing left to do. "
                "If you think this is a mistake, ask the facilitator."
            )
            % names,
        ),
    )


def reminder(assessment: Assessment, participant: Participant, site: str) -> Letter:
    """To those who answer for a body that has not submitted yet."""
    names = _names(assessment, participant)
    if participant.takes_part:
        paragraphs: tuple[str, ...] = (
            _with_due(_("The answers of %(name)s to “%(title)s” are not submitted yet.") % names, assessment),
            _("You can go on where you left off:"),
            _page("questionnaire", assessment, participant, site),
            _("What you have saved is kept. If you need more time or help, ask the facilitator."),
        )
    else:
        asked = _("%(partnership)s would like to know whether %(name)s takes part in “%(title)s”.")
        paragraphs = (
            _with_due(asked % names, assessment),
            _page("reply", assessment, participant, site),
            _("Yes and no are both fine. An approver of your body says which."),
        )
    return Letter(_("%(title)s: a friendly reminder") % names, (*paragraphs, _blind()))
