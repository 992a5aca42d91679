"""A round carried over to another edition, before it is done: what becomes of each answer, as one person may see it.

While bodies answer blind, all that is said follows from the two editions, and who is in the round: not who has answered
what, nor how many. From the reveal on, the answers of bodies that have submitted are named. `reads_all` is for
operators, who can read the database anyway.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assessments.access import Visit
from assessments.carrying import CARRIED, DROPPED, TEXT, TO_CONFIRM, Fate, Plan, plan
from assessments.carrying_words import NAMES, sentences
from assessments.models import Answer, Assessment, Participant
from assessments.next_round import NextBodies, next_bodies
from assessments.sealed import fixture_for
from framework_data.content import Content, content_of
from framework_data.editions import editions_for_new_rounds
from framework_data.fixture import digest_of as digest_of_edition
from framework_data.fixture import fixture_of
from framework_data.models import Edition
from govuk.forms import digest_of

LONGEST_TITLE = 200


def editions_to_carry_to(assessment: Assessment) -> list[tuple[str, str]]:
    """(slug, name) of the published editions that the round does not use, the newest first."""
    return [(each.slug, str(each)) for each in editions_for_new_rounds() if each.pk != assessment.edition_id]


def title_on(assessment: Assessment, edition: Edition) -> str:
    """What the new round is called unless the facilitator calls it otherwise."""
    return f"{assessment.title}, {edition.label}"[:LONGEST_TITLE]


@dataclass(frozen=True)
class OldAnswer:
    """One answer or view, or a note alone, as it stands in the old round."""

    participant: Participant
    question: str
    value: str
    note: str
    reason: str
    evidence: str

    @property
    def texts(self) -> dict[str, str]:
        return {"value": self.value, "note": self.note, "reason": self.reason, "evidence": self.evidence}


@dataclass(frozen=True)
class ToldAnswer:
    """answer: in the words of the old edition, empty for a note alone; fate and why as in carrying.py."""

    entity: str
    body: str
    question: str
    value: str
    answer: str
    fate: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class QuestionLine:
    """One question as the dry run tells of it. why: in sentences, its wording apart."""

    fate: Fate
    why: tuple[str, ...]
    answers: tuple[ToldAnswer, ...]


@dataclass(frozen=True)
class DryRun:
    """edition: the one to carry to. stays: bodies whose answers stay behind, because they do not take part, or are
    no longer members. read: a digest of all that is shown, which tells later whether it still stands.
    """

    edition: Edition
    before: Content
    after: Content
    plan: Plan
    bodies: NextBodies
    stays: tuple[str, ...]
    names_answers: bool
    answers: tuple[ToldAnswer, ...]
    told: Mapping[str, tuple[ToldAnswer, ...]]
    read: str

    @cached_property
    def sections(self) -> list[tuple[str, list[QuestionLine]]]:
        """(fate, its questions), what asks for work first, the empty ones left out.

        A question of which some answers have to be confirmed stands among those to be confirmed.
        """
        found: dict[str, list[QuestionLine]] = {fate: [] for fate in NAMES}
        for _, fates in self.plan.statements:
            for fate in fates:
                line = QuestionLine(fate, self._why(fate), self.told.get(fate.code, ()))
                found[TO_CONFIRM if fate.options else fate.fate].append(line)
        return [(fate, lines) for fate, lines in found.items() if lines]

    def _why(self, fate: Fate) -> tuple[str, ...]:
        columns = [column for column in fate.why if column != TEXT]
        if not columns:
            return ()
        return sentences(columns, self.before.question_by_code[fate.code], self.after.question_by_code[fate.code])

    @cached_property
    def by_body(self) -> list[tuple[str, int, int, int]]:
        """(name, carried, to confirm, dropped) of each body whose answers are named."""
        found: dict[str, list[str]] = {}
        for each in self.answers:
            found.setdefault(each.body, []).append(each.fate)
        return [
            (name, fates.count(CARRIED), fates.count(TO_CONFIRM), fates.count(DROPPED)) for name, fates in found.items()
        ]


def dry_run(visit: Visit, edition: Edition, *, reads_all: bool = False) -> DryRun:
    """What carrying the round over to this edition would do; nothing is written."""
    before, after = fixture_for(visit.assessment), fixture_of(edition)
    planned, bodies = plan(before, after), next_bodies(visit)
    named = _whose_answers_are_named(visit, bodies, reads_all=reads_all)
    rows = old_answers(visit, named)
    answers = tuple(_told(visit, row, planned) for row in rows)
    told: dict[str, list[ToldAnswer]] = {}
    for each in answers:
        told.setdefault(each.question, []).append(each)
    return DryRun(
        edition=edition,
        before=visit.content,
        after=content_of(edition),
        plan=planned,
        bodies=bodies,
        stays=tuple(p.name for p in visit.participants if p not in carrying(visit, bodies)),
        names_answers=reads_all or visit.assessment.is_revealed,
        answers=answers,
        told={code: tuple(found) for code, found in told.items()},
        read=_digest(visit, before, after, bodies, rows),
    )


def carrying(visit: Visit, bodies: NextBodies) -> list[Participant]:
    """The bodies whose answers come along: those that take part, and begin the new round as the same body."""
    stay = {entity.pk for entity in bodies.entities}
    return [p for p in visit.participants if p.takes_part and p.entity_id in stay]


def old_answers(visit: Visit, participants: Sequence[Participant]) -> list[OldAnswer]:
    """All that these bodies have saved, submitted or not, body by body in the order of the old edition."""
    by_pk = {participant.pk: participant for participant in participants}
    rows = Answer.objects.filter(participant__in=by_pk).order_by("participant__order", "question__order")
    codes = visit.content.code_of_question
    columns = ("participant_id", "question_id", "value", "note", "reason", "evidence")
    found = (
        OldAnswer(by_pk[participant], codes[question], *texts)
        for participant, question, *texts in rows.values_list(*columns)
    )
    return [answer for answer in found if any(answer.texts.values())]


def _whose_answers_are_named(visit: Visit, bodies: NextBodies, *, reads_all: bool) -> list[Participant]:
    come = carrying(visit, bodies)
    if reads_all:
        return come
    return [p for p in come if p.submitted_at is not None] if visit.assessment.is_revealed else []


def _told(visit: Visit, row: OldAnswer, planned: Plan) -> ToldAnswer:
    fate, why = planned.by_code[row.question].of_value(row.value)
    label = visit.content.question_by_code[row.question].label_of.get(row.value, "")
    body = row.participant
    return ToldAnswer(body.entity.slug, body.name, row.question, row.value, label, fate, why)


def _digest(visit: Visit, before: list[Any], after: list[Any], bodies: NextBodies, rows: Iterable[OldAnswer]) -> str:
    taking_part = [f"{p.entity.slug} {p.participation}" for p in visit.participants]
    return digest_of(
        visit.assessment.state,
        digest_of_edition(before),
        digest_of_edition(after),
        *taking_part,
        *(entity.slug for entity in bodies.entities),
        *(text for row in rows for text in (row.participant.entity.slug, row.question, *row.texts.values())),
    )
