"""What people wrote in a round, read for one audience: answers with their notes, the board's agreements, dates.

Three queries, whatever the number of bodies and questions. What an audience may not read is not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assessments.models import AgreedAnswer, Answer, Assessment, Participant
from assessments.rounds import last_change
from framework_data.content import Content
from reports.audience import Audience


@dataclass(frozen=True, slots=True)
class Source:
    """What a report is made from: the round, its wording, and all its bodies in entity order."""

    assessment: Assessment
    content: Content
    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One body's answer or view; `value` is empty where there is only a note."""

    value: str
    note: str
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the board agreed; rationale and dissent (body, note) only where the audience reads them."""

    value: str
    rationale: str
    dissent: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Texts:
    """given: body -> question -> Given; agreed: question -> Agreed; changed_on: when any of it last changed."""

    given: Mapping[str, Mapping[str, Given]]
    agreed: Mapping[str, Agreed]
    changed_on: date


def texts_for(source: Source, audience: Audience, *, is_blind: bool) -> Texts:
    """From the reveal on, what the audience's bodies submitted; before it (blind), all that the one body wrote."""
    readable = {
        participant.pk: participant.entity.slug
        for participant in source.participants
        if participant.entity.slug in audience.bodies and (is_blind or _counts(participant))
    }
    return Texts(
        given=_given(source, readable),
        agreed={} if is_blind else _agreed(source, audience),
        changed_on=last_change(source.assessment, source.participants, readable if is_blind else None),
    )


def _counts(participant: Participant) -> bool:
    """Whether a body's answers are on the table: it takes part and has handed them in."""
    return participant.takes_part and participant.submitted_at is not None


def _given(source: Source, readable: Mapping[int, str]) -> dict[str, dict[str, Given]]:
    found: dict[str, dict[str, Given]] = {slug: {} for slug in readable.values()}
    rows = Answer.objects.filter(participant__in=readable)
    for participant, question, *words in rows.values_list(
        "participant_id", "question_id", "value", "note", "reason", "evidence"
    ):
        found[readable[participant]][source.content.code_of_question[question]] = Given(*words)
    return found


def _agreed(source: Source, audience: Audience) -> dict[str, Agreed]:
    rows = AgreedAnswer.objects.filter(assessment=source.assessment)
    if audience.reads_reasons:
        rows = rows.prefetch_related("dissents")
    names = {participant.pk: participant.name for participant in source.participants}
    return {source.content.code_of_question[row.question_id]: _told(row, audience, names) for row in rows}


def _told(row: AgreedAnswer, audience: Audience, names: Mapping[int, str]) -> Agreed:
    """An agreed answer, with its reasons where the audience reads them; dissent in entity order."""
    if not audience.reads_reasons:
        return Agreed(row.value, "", ())
    notes = {dissent.participant_id: dissent.note for dissent in row.dissents.all()}
    return Agreed(row.value, row.rationale, tuple((names[pk], notes[pk]) for pk in names if pk in notes))
