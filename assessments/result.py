"""What the rule answers: the profile of one body or of the partnership, and what a board asks next of it.

Pure: frozen shapes and nothing else, by codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class HeldQuestion:
    """A question below the rating its statement needs; entities: who stands at the value or has not answered."""

    question: str
    value: str
    entities: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeldBack:
    """A statement that stands in the way of the next level."""

    statement: str
    rating: str
    needs: str
    questions: tuple[HeldQuestion, ...]


@dataclass(frozen=True)
class Step:
    """All the steps on one question of the shortest way up; entities: the bodies that would have to move."""

    question: str
    start: str
    end: str
    entities: tuple[str, ...] = ()


@dataclass(frozen=True)
class StatementResult:
    code: str
    floor: str
    ceiling: str

    @property
    def is_confirmed(self) -> bool:
        return self.floor == self.ceiling


@dataclass(frozen=True)
class DimensionResult:
    """The level of a dimension (0 is "not yet at the first level") and what a board asks next, on the floor."""

    code: str
    floor: int
    ceiling: int
    missing: int
    next_level: int | None = None
    held_back_by: tuple[HeldBack, ...] = ()
    shortest_way_up: tuple[Step, ...] = ()
    ahead: tuple[str, ...] = ()
    not_applicable: int = 0
    rated_questions: int = 0

    @property
    def is_confirmed(self) -> bool:
        return self.floor == self.ceiling


@dataclass(frozen=True)
class Profile:
    """The result of one body, or of the partnership (entity is None).

    floor, ceiling: question -> value code in that reading; a signal without an answer is left out.
    """

    entity: str | None
    missing: int
    statements: tuple[StatementResult, ...]
    dimensions: tuple[DimensionResult, ...]
    floor: Mapping[str, str]
    ceiling: Mapping[str, str]

    @property
    def is_confirmed(self) -> bool:
        return all(s.is_confirmed for s in self.statements) and all(d.is_confirmed for d in self.dimensions)

    def statement(self, code: str) -> StatementResult:
        return next(statement for statement in self.statements if statement.code == code)

    def dimension(self, code: str) -> DimensionResult:
        return next(dimension for dimension in self.dimensions if dimension.code == code)
