"""What came over with one body from a round on another edition: its own answers, those that wait to be confirmed, and
those to questions that are asked no more. Nothing of another body is read here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404

from assessments.access import EntityVisit, Visit
from assessments.answered import gates_of, own_codes
from assessments.carrying import ADDED, DROPPED, TEXT, Fate, plan
from assessments.carrying_over import OldAnswer, old_answers
from assessments.carrying_words import sentences
from assessments.models import Answer, AnswerToConfirm, Assessment, Participant
from assessments.rounds import own_values
from assessments.sealed import content_for, fixture_for
from framework_data.content import Content


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the body said in the old round to a question that changed.

    label: in the words of the old edition. asked: the question as it was put then, empty where the words are the same.
    """

    label: str
    note: str
    reason: str
    links: tuple[str, ...]
    asked: str
    why: tuple[str, ...]
    can_be_said: bool

    @property
    def has_texts(self) -> bool:
        return bool(self.note or self.reason or self.links)


@dataclass(frozen=True)
class Carried:
    """round: the title of the old round; empty where this one was not carried over. waiting: by question code.

    is_last_time: whether the old round is also the one whose answers stand beside the questions as "last time".
    """

    round: str
    waiting: Mapping[str, Waiting]
    is_last_time: bool = False


NOTHING_CARRIED = Carried("", {})


def carried_to(visit: EntityVisit, codes: Iterable[str]) -> Carried:
    """What waits on these questions, in two queries; none where the round was not carried over."""
    old = _old_round(visit)
    if old is None:
        return NOTHING_CARRIED
    before, content = content_for(old), visit.content
    ids = [content.question_ids[code] for code in codes]
    rows = AnswerToConfirm.objects.filter(participant=visit.participant, question__in=ids)
    found = {content.code_of_question[row.question_id]: row for row in rows}
    waiting = {code: _waiting(row, code, before, content) for code, row in found.items()}
    return Carried(old.title, waiting, is_last_time=old.pk == visit.assessment.previous_id)


def codes_to_confirm(participant: Participant, content: Content, values: Mapping[str, str]) -> frozenset[str]:
    """Questions on which something waits and nothing is implied; in one query, and none in most rounds."""
    if participant.assessment.carried_from_id is None:
        return frozenset()
    rows = AnswerToConfirm.objects.filter(participant=participant).values_list("question_id", flat=True)
    return frozenset(content.code_of_question[pk] for pk in rows) - gates_of(content, values).closed.keys()


def _old_round(visit: Visit) -> Assessment | None:
    if visit.assessment.carried_from_id is None:
        return None
    return Assessment.objects.select_related("edition").get(pk=visit.assessment.carried_from_id)


def _waiting(row: AnswerToConfirm, code: str, before: Content, now: Content) -> Waiting:
    was, asked = before.question_by_code[code], now.question_by_code[code]
    why = row.why.split()
    return Waiting(
        label=was.label_of.get(row.value, ""),
        note=row.note,
        reason=row.reason if row.value == "NA" else "",
        links=tuple(row.evidence.split("\n")) if row.evidence else (),
        asked=was.text if TEXT in why else "",
        why=sentences(why, was, asked),
        can_be_said=not row.value or row.value in asked.label_of,
    )


# --- All of it on a page --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """One answer: its question, where that stands now (empty where it is gone), and the answer in words."""

    code: str
    statement: str
    text: str
    label: str
    note: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class CarriedPage:
    """added: questions for this body that only the new edition asks, as long as they have no answer.

    was_there: whether the body was in the old round too.
    """

    was_there: bool
    round: str
    slug: str
    to_confirm: tuple[CarriedLine, ...]
    carried: tuple[CarriedLine, ...]
    dropped: tuple[CarriedLine, ...]
    added: tuple[CarriedLine, ...]


def carried_page(visit: EntityVisit) -> CarriedPage:
    """What became of this body's answers; 404 in a round that was not carried over."""
    old, content = _old_round(visit), visit.content
    if old is None:
        raise Http404
    fates = plan(fixture_for(old), fixture_for(visit.assessment)).by_code
    values = own_values(visit.participant, content)
    waiting = carried_to(visit, codes_to_confirm(visit.participant, content, values)).waiting
    came = Answer.objects.filter(participant=visit.participant, carried_at__isnull=False)
    carried = {content.code_of_question[pk]: value for pk, value in came.values_list("question_id", "value")}
    order = [code for code in content.question_by_code if code in waiting]
    return CarriedPage(
        was_there=old.participants.filter(entity=visit.participant.entity_id).exists(),
        round=old.title,
        slug=old.slug,
        to_confirm=tuple(_line(content, code, waiting[code].label, why=waiting[code].why) for code in order),
        carried=tuple(
            _line(content, code, content.question_by_code[code].label_of.get(carried[code], ""))
            for code in content.question_by_code
            if code in carried
        ),
        dropped=tuple(_dropped(visit, old, fates)),
        added=tuple(
            _line(content, code, "")
            for code in content.question_by_code
            if fates[code].fate == ADDED and code in own_codes(content, visit.is_lead) - values.keys()
        ),
    )


def _line(content: Content, code: str, label: str, why: tuple[str, ...] = ()) -> CarriedLine:
    question = content.question_by_code[code]
    return CarriedLine(code, question.statement, question.text, label, why=why)


def _dropped(visit: EntityVisit, old: Assessment, fates: Mapping[str, Fate]) -> Iterable[CarriedLine]:
    """As they stand in the old round, where they stay."""
    there = Participant.objects.filter(assessment=old, entity=visit.participant.entity_id)
    then = Visit(visit.person, visit.standing, old)
    for answer in old_answers(then, list(there)):
        if fates[answer.question].fate == DROPPED:
            yield _dropped_line(then, answer)


def _dropped_line(then: Visit, answer: OldAnswer) -> CarriedLine:
    question = then.content.question_by_code[answer.question]
    return CarriedLine(
        answer.question, "", question.text, question.label_of.get(answer.value, ""), answer.note or answer.reason
    )
