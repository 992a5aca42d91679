"""The shape of a framework edition: what the rule needs to know, and nothing of wording or storage.

Pure: frozen dataclasses, no Django, no clock, no database, no floats. `order` of questions and statements is
their place in the tuples, never the sorting of their codes.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

PRACTICE, CONSEQUENCE, SIGNAL = "practice", "consequence", "signal"
KINDS = (PRACTICE, CONSEQUENCE, SIGNAL)

LEAD_ENTITY, ENTITY, ORGANISATION = "lead_entity", "entity", "organisation"
RESPONDENTS = (LEAD_ENTITY, ENTITY, ORGANISATION)

RATINGS = ("N", "P", "L", "F")
"""The rated answers in ascending order; the index is the ordinal value of the rule."""

VALUE = {code: value for value, code in enumerate(RATINGS)}

MOST_LEVELS, FEWEST_LEVELS = 6, 2
MOST_DIMENSIONS, FEWEST_DIMENSIONS = 8, 1


@dataclass(frozen=True)
class Policy:
    """The numbers and thresholds of the rule, which belong to the edition.

    band_p, band_l, band_f: per cent of the highest sum that a statement must exceed to be rated P, L, F.
    full_needs: the lowest answer that a statement rated F may hold.
    reach: the rating that each statement of a level needs; build_on: that of every lower level.
    """

    band_p: int = 15
    band_l: int = 50
    band_f: int = 85
    full_needs: str = "L"
    reach: str = "L"
    build_on: str = "F"

    def faults(self) -> list[str]:
        """What is wrong with the policy, as sentences; empty when it can be used."""
        found = []
        if not 0 <= self.band_p < self.band_l < self.band_f < 100:
            bands = f"{self.band_p}, {self.band_l}, {self.band_f}"
            found.append(f"policy: the bands must rise from P to F between 0 and 99, not {bands}.")
        if self.full_needs not in RATINGS:
            found.append(f"policy: full_needs must be N, P, L or F, not {self.full_needs!r}.")
        for name in ("reach", "build_on"):
            if getattr(self, name) not in RATINGS[1:]:
                found.append(f"policy: {name} must be P, L or F, not {getattr(self, name)!r}.")
        return found


@dataclass(frozen=True)
class Question:
    code: str
    respondent: str
    kind: str = PRACTICE
    gate: str | None = None

    @property
    def is_signal(self) -> bool:
        return self.kind == SIGNAL


@dataclass(frozen=True)
class Statement:
    """A statement of good practice. Getting Started statements have neither dimension nor level."""

    code: str
    dimension: str | None
    level: int | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, eq=False)
class Framework:
    """One edition's shape: `levels` counts them (1 is the lowest), `dimensions` are codes in order.

    Compared by identity: an edition is read once and then shared, and what is worked out from it is cached by it.
    """

    edition: str
    levels: int
    dimensions: tuple[str, ...]
    statements: tuple[Statement, ...]
    policy: Policy = Policy()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for statement in self.statements for question in statement.questions)

    @cached_property
    def question_by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}

    @cached_property
    def statement_by_code(self) -> dict[str, Statement]:
        return {statement.code: statement for statement in self.statements}

    @cached_property
    def position(self) -> dict[str, int]:
        """Question code -> its place in framework order, from 0."""
        return {question.code: place for place, question in enumerate(self.questions)}

    @cached_property
    def statement_of(self) -> dict[str, Statement]:
        """Question code -> its statement."""
        return {question.code: statement for statement in self.statements for question in statement.questions}

    @cached_property
    def followers(self) -> dict[str, tuple[str, ...]]:
        """Gate code -> the codes of the questions that it can close, in framework order."""
        found: dict[str, list[str]] = {}
        for question in self.questions:
            if question.gate:
                found.setdefault(question.gate, []).append(question.code)
        return {gate: tuple(codes) for gate, codes in found.items()}

    def addressed_to(self, respondent: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.respondent == respondent)

    def in_dimension(self, dimension: str) -> tuple[Statement, ...]:
        return tuple(statement for statement in self.statements if statement.dimension == dimension)


def faults(framework: Framework) -> list[str]:
    """Everything that stops an edition from being used, as sentences that name the place."""
    return [
        *framework.policy.faults(),
        *_size_faults(framework),
        *_statement_faults(framework),
        *_question_faults(framework),
        *_gate_faults(framework),
    ]


def _size_faults(framework: Framework) -> list[str]:
    found = []
    if not FEWEST_LEVELS <= framework.levels <= MOST_LEVELS:
        found.append(f"levels: there must be {FEWEST_LEVELS} to {MOST_LEVELS}, not {framework.levels}.")
    if not FEWEST_DIMENSIONS <= len(framework.dimensions) <= MOST_DIMENSIONS:
        found.append(
            f"dimensions: there must be {FEWEST_DIMENSIONS} to {MOST_DIMENSIONS}, not {len(framework.dimensions)}."
        )
    found += [f"dimensions: {code} stands twice." for code in _repeated(framework.dimensions)]
    return found


def _statement_faults(framework: Framework) -> list[str]:
    found = [f"{code}: this statement code stands twice." for code in _repeated(s.code for s in framework.statements)]
    for statement in framework.statements:
        if (statement.dimension is None) != (statement.level is None):
            found.append(f"{statement.code}: a statement has both a dimension and a level, or neither.")
        if statement.dimension is not None and statement.dimension not in framework.dimensions:
            found.append(f"{statement.code}: dimension {statement.dimension} is not in the edition.")
        if statement.level is not None and not 1 <= statement.level <= framework.levels:
            found.append(f"{statement.code}: level {statement.level} is not in the edition.")
        if not any(not question.is_signal for question in statement.questions):
            found.append(f"{statement.code}: a statement needs at least one question that is rated.")
    for dimension in framework.dimensions:
        if not framework.in_dimension(dimension):
            found.append(f"{dimension}: this dimension has no statement.")
    return found


def _question_faults(framework: Framework) -> list[str]:
    found = [f"{code}: this question code stands twice." for code in _repeated(q.code for q in framework.questions)]
    for question in framework.questions:
        if question.kind not in KINDS:
            found.append(f"{question.code}: kind {question.kind!r} is not one of {', '.join(KINDS)}.")
        if question.respondent not in RESPONDENTS:
            found.append(f"{question.code}: respondent {question.respondent!r} is not one of {', '.join(RESPONDENTS)}.")
        if question.is_signal and question.respondent == ENTITY:
            found.append(f"{question.code}: a signal cannot address each entity.")
    return found


def _gate_faults(framework: Framework) -> list[str]:
    found = []
    for question in framework.questions:
        if question.gate is None:
            continue
        gate = framework.question_by_code.get(question.gate)
        if gate is None:
            found.append(f"{question.code}: its gate {question.gate} is not in the edition.")
        elif framework.position[gate.code] >= framework.position[question.code]:
            found.append(f"{question.code}: its gate {gate.code} must come earlier.")
        elif gate.respondent != question.respondent:
            found.append(f"{question.code}: its gate {gate.code} addresses another respondent.")
    return found


def _repeated(codes: Iterable[str]) -> list[str]:
    return [code for code, count in Counter(codes).items() if count > 1]
