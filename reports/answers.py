"""Answer by answer: one row for each question and each whose it is, in framework order.

Pure, like details.py, which tells the same on paper: a body's row holds what it recorded, the partnership's row what
the board agreed; both say what counts where the report prints it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framework_data.content import Content, QuestionText
from reports.details import (
    CLOSING,
    IMPLIED,
    MISSING,
    Bodies,
    Column,
    ValueTold,
    answer_mark,
    closed_gates,
    counted,
    is_asked,
    standing,
)
from reports.texts import Agreed, Given, Texts
from reports.told import Mark

AGREED, WORKED_OUT, TAKEN_OVER = "agreed answer", "worked out", "taken over"
NOTE_ALONE, NOT_SHOWN = "note alone", "not in this edition"


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """entity: slug of the body, None for the partnership. mark: of what was recorded, None where nothing was.

    what: what kind of row it is, and `gate` the question that decides it. counts: None where the report prints none.
    """

    entity: str | None
    question: QuestionText
    mark: Mark | None
    what: str
    gate: str = ""
    counts: ValueTold | None = None
    given: Given | None = None
    agreed: Agreed | None = None


def tell_answers(content: Content, columns: Sequence[Column], bodies: Bodies, texts: Texts) -> tuple[AnswerTold, ...]:
    """columns: the profiles whose values the report prints, as for the tables of questions."""
    by_entity = {column.profile.entity: column for column in columns}
    closed = {slug: closed_gates(content, texts.given.get(slug, {})) for slug in bodies.names}

    def rows() -> Iterator[AnswerTold]:
        for question in content.question_by_code.values():
            if None in by_entity:
                yield _of_the_partnership(question, by_entity[None], texts.agreed.get(question.code))
            for slug in bodies.names:
                yield from _of_a_body(question, slug, by_entity.get(slug), bodies, texts, closed[slug])

    return tuple(rows())


def _of_the_partnership(question: QuestionText, column: Column, agreed: Agreed | None) -> AnswerTold:
    if agreed is None and column.agreed_only:
        return AnswerTold(None, question, None, NOT_SHOWN)
    counts = counted(question, column)
    if agreed:
        mark = answer_mark(question, agreed.value)
        return AnswerTold(None, question, mark, AGREED, counts=counts, agreed=agreed)
    if counts.mark.is_missing:
        return AnswerTold(None, question, None, MISSING, counts=counts)
    if question.gate and column.profile.floor.get(question.gate) in CLOSING:
        return AnswerTold(None, question, None, IMPLIED, question.gate, counts)
    return AnswerTold(None, question, None, WORKED_OUT, counts=counts)


def _of_a_body(
    question: QuestionText,
    slug: str,
    column: Column | None,
    bodies: Bodies,
    texts: Texts,
    closed: Mapping[str, tuple[str, str]],
) -> Iterator[AnswerTold]:
    """Nothing where the body was not asked and said nothing, unless the report is about it."""
    given = texts.given.get(slug, {})
    own, asked = given.get(question.code), is_asked(question, slug, bodies)
    stands = standing(question, own.value if own else "", closed, given, is_asked=asked)
    if not (own or asked or column):
        return
    counts = counted(question, column) if column else None
    mark, what, gate = answer_mark(question, stands.value) if stands.value else None, stands.what, stands.gate
    if what == MISSING and not asked:
        what, gate = _said_nothing(question, column, own, counts)
    yield AnswerTold(slug, question, mark, what, gate, counts, own)


def _said_nothing(
    question: QuestionText, column: Column | None, own: Given | None, counts: ValueTold | None
) -> tuple[str, str]:
    """What a row without a value is, of a body that was not asked; and the gate that decides."""
    if counts and not counts.mark.is_missing:
        if column and question.gate and column.profile.floor.get(question.gate) in CLOSING:
            return IMPLIED, question.gate
        return TAKEN_OVER, ""
    return (NOTE_ALONE if own else MISSING), ""
