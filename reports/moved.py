"""Movement since the round before, put into words for a page or a paper.

Pure functions of two editions' wordings and a Movement. Words and a sign say the direction, never a colour; nothing
is added up, and nobody is ranked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assessments import movement
from assessments.movement import DimensionMove, Movement, StatementMove
from assessments.wording import DIRECTION_SIGNS, direction_in_words, levels_in_words
from framework_data.content import Content
from reports import sentences, told
from reports.pictures import MovementPicture, movement_picture
from reports.told import Mark


@dataclass(frozen=True)
class Past:
    """What a report compares with the round before, as far as its audience may see it.

    movement: of whom the report is about; beside: the partnership's, in a body's report. Either may be None.
    unlike, remarks: sentences. changed_on: when what was read of the round before last changed, in a full report.
    """

    title: str
    content: Content
    movement: Movement | None
    beside: Movement | None
    unlike: tuple[str, ...]
    remarks: tuple[str, ...]
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A level or a rating in words; marks: the letters of a rating, two where missing answers could lift it."""

    words: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    before: Value
    now: Value
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A dimension (without a code) or a statement; `beside` is the partnership's own movement in a phrase.

    picture: of a dimension whose two levels stand on one scale.
    """

    code: str
    name: str
    own: Moved
    beside: str
    picture: MovementPicture | None = None


@dataclass(frozen=True, slots=True)
class MovedGroup:
    name: str
    rows: tuple[MovedRow, ...]


@dataclass(frozen=True, slots=True)
class MovementTold:
    since: str
    unlike: tuple[str, ...]
    remarks: tuple[str, ...]
    dimensions: tuple[MovedRow, ...]
    groups: tuple[MovedGroup, ...]
    has_beside: bool


NOTHING = Value("–")


def tell_movement(content: Content, past: Past) -> MovementTold:
    """The movement of whom the report is about; where only the partnership's is known, that one."""
    main = past.movement or past.beside
    teller = _Teller(content, past.content)
    beside = past.beside if past.movement else None
    return MovementTold(
        since=past.title,
        unlike=past.unlike,
        remarks=past.remarks,
        dimensions=teller.dimensions(main, beside) if main else (),
        groups=teller.groups(main, beside) if main else (),
        has_beside=beside is not None,
    )


class _Teller:
    """Finds names and words in the edition that knows them."""

    def __init__(self, content: Content, before: Content) -> None:
        self.content, self.before = content, before

    def dimensions(self, main: Movement, beside: Movement | None) -> tuple[MovedRow, ...]:
        others = beside.dimensions if beside else (None,) * len(main.dimensions)
        return tuple(
            MovedRow(
                "",
                self._dimension_name(move.code),
                self._level(move),
                self._phrase(self._level(other) if other else None),
                self._picture(move),
            )
            for move, other in zip(main.dimensions, others, strict=True)
        )

    def groups(self, main: Movement, beside: Movement | None) -> tuple[MovedGroup, ...]:
        """Getting Started, then the statements of each dimension; groups without a statement are left out."""
        found = [(_("Getting Started"), main.getting_started, beside.getting_started if beside else ())]
        for place, move in enumerate(main.dimensions):
            other = beside.dimensions[place].statements if beside else ()
            found.append((self._dimension_name(move.code), move.statements, other))
        return tuple(MovedGroup(name, self._rows(moves, others)) for name, moves, others in found if moves)

    def _rows(self, moves: Sequence[StatementMove], others: Sequence[StatementMove]) -> tuple[MovedRow, ...]:
        beside = [self._phrase(self._rating(other)) for other in others] or [""] * len(moves)
        return tuple(
            MovedRow(move.code, self._statement_text(move.code), self._rating(move), phrase)
            for move, phrase in zip(moves, beside, strict=True)
        )

    def _level(self, move: DimensionMove) -> Moved:
        before = Value(levels_in_words(self.before, *move.before)) if move.before else NOTHING
        now = Value(levels_in_words(self.content, *move.now)) if move.now else NOTHING
        return _moved(before, now, move.direction, move.why)

    def _picture(self, move: DimensionMove) -> MovementPicture | None:
        if move.before is None or move.now is None or move.why == movement.OTHER_LEVELS:
            return None
        told = self._level(move)
        title = _("%(dimension)s, then: %(before)s. Now: %(now)s.") % {
            "dimension": self._dimension_name(move.code),
            "before": told.before.words,
            "now": told.now.words,
        }
        return movement_picture(move.before, move.now, len(self.content.levels), title)

    def _rating(self, move: StatementMove) -> Moved:
        before = _rating_value(self.before, *move.before) if move.before else NOTHING
        now = _rating_value(self.content, *move.now) if move.now else NOTHING
        return _moved(before, now, move.direction, move.why)

    def _phrase(self, moved: Moved | None) -> str:
        if moved is None:
            return ""
        if moved.sign == DIRECTION_SIGNS[movement.SAME]:
            return f"{moved.words}: {moved.now.words}"
        if NOTHING in (moved.before, moved.now):
            return moved.words
        say = _("%(moved)s. Then: %(before)s. Now: %(now)s")
        return say % {"moved": moved.words, "before": moved.before.words, "now": moved.now.words}

    def _dimension_name(self, code: str) -> str:
        """By the edition that has the dimension, the newer one first."""
        known = {dimension.code for dimension in self.content.dimensions}
        return (self.content if code in known else self.before).dimension_name(code)

    def _statement_text(self, code: str) -> str:
        statement = self.content.statement_by_code.get(code) or self.before.statement_by_code[code]
        return statement.summary_text or statement.text


def _rating_value(content: Content, floor: str, ceiling: str) -> Value:
    codes = (floor,) if floor == ceiling else (floor, ceiling)
    words = sentences.rating_words(content, floor, ceiling)
    return Value(words, tuple(told.mark(content, code) for code in codes))


def _moved(before: Value, now: Value, direction: str, why: str) -> Moved:
    return Moved(before, now, DIRECTION_SIGNS[direction], direction_in_words(direction, why))
