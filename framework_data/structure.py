"""The shape of a framework edition: what the rule needs to know, and nothing of wording or storage.

Pure: frozen dataclasses, no Django, no clock, no database, no floats. `order` of questions and statements is
their place in the tuples, never the sorting of their codes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from framework_data.faults import Fault, Translate, of_part

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

    def faults(self, _: Translate = str) -> list[tuple[str, str]]:
        """What is wrong with the policy, as (column, sentence); empty when it can be used."""
        found = []
        if not 0 <= self.band_p < self.band_l < self.band_f < 100:
            bands = f"{self.band_p}, {self.band_l}, {self.band_f}"
            say = _("the bands must rise from P to F between 0 and 99, not %(bands)s.") % {"bands": bands}
            found.append(("band_p", say))
        if self.full_needs not in RATINGS:
            say = _("full_needs must be N, P, L or F, not %(given)s.") % {"given": repr(self.full_needs)}
            found.append(("full_needs", say))
        for name in ("reach", "build_on"):
            if getattr(self, name) not in RATINGS[1:]:
                values = {"column": name, "given": repr(getattr(self, name))}
                found.append((name, _("%(column)s must be P, L or F, not %(given)s.") % values))
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
    return [str(fault) for fault in located_faults(framework)]


def located_faults(framework: Framework, translate: Translate = str) -> list[Fault]:
    """The same, each with the part and the column that it is about."""
    of_policy = framework.policy.faults(translate)
    return [
        *(Fault("policy", say, "edition", framework.edition, field) for field, say in of_policy),
        *_size_faults(framework, translate),
        *_statement_faults(framework, translate),
        *_question_faults(framework, translate),
        *_gate_faults(framework, translate),
    ]


def _size_faults(framework: Framework, _: Translate) -> Iterator[Fault]:
    levels, dimensions = framework.levels, framework.dimensions
    if not FEWEST_LEVELS <= levels <= MOST_LEVELS:
        values = {"fewest": FEWEST_LEVELS, "most": MOST_LEVELS, "num": levels}
        yield Fault("levels", _("there must be %(fewest)s to %(most)s, not %(num)s.") % values, "level")
    if not FEWEST_DIMENSIONS <= len(dimensions) <= MOST_DIMENSIONS:
        values = {"fewest": FEWEST_DIMENSIONS, "most": MOST_DIMENSIONS, "num": len(dimensions)}
        yield Fault("dimensions", _("there must be %(fewest)s to %(most)s, not %(num)s.") % values, "dimension")
    for code in _repeated(dimensions):
        yield Fault("dimensions", _("%(code)s stands twice.") % {"code": code}, "dimension", code, "code")


def _statement_faults(framework: Framework, _: Translate) -> Iterator[Fault]:
    for code in _repeated(statement.code for statement in framework.statements):
        yield of_part("statement", code, "code", _("this statement code stands twice."))
    for statement in framework.statements:
        for field, say in _faults_of_statement(framework, statement, _):
            yield of_part("statement", statement.code, field, say)
    for dimension in framework.dimensions:
        if not framework.in_dimension(dimension):
            yield of_part("dimension", dimension, "code", _("this dimension has no statement."))


def _faults_of_statement(framework: Framework, statement: Statement, _: Translate) -> Iterator[tuple[str, str]]:
    """(column, sentence)"""
    if (statement.dimension is None) != (statement.level is None):
        yield "dimension", _("a statement has both a dimension and a level, or neither.")
    if statement.dimension is not None and statement.dimension not in framework.dimensions:
        yield "dimension", _("dimension %(code)s is not in the edition.") % {"code": statement.dimension}
    if statement.level is not None and not 1 <= statement.level <= framework.levels:
        yield "level", _("level %(code)s is not in the edition.") % {"code": statement.level}
    if not any(not question.is_signal for question in statement.questions):
        yield "code", _("a statement needs at least one question that is rated.")


def _question_faults(framework: Framework, _: Translate) -> Iterator[Fault]:
    for code in _repeated(question.code for question in framework.questions):
        yield of_part("question", code, "code", _("this question code stands twice."))
    for question in framework.questions:
        for field, say in _faults_of_question(question, _):
            yield of_part("question", question.code, field, say)


def _faults_of_question(question: Question, _: Translate) -> Iterator[tuple[str, str]]:
    """(column, sentence)"""
    if question.kind not in KINDS:
        values = {"given": repr(question.kind), "known": ", ".join(KINDS)}
        yield "kind", _("kind %(given)s is not one of %(known)s.") % values
    if question.respondent not in RESPONDENTS:
        values = {"given": repr(question.respondent), "known": ", ".join(RESPONDENTS)}
        yield "respondent", _("respondent %(given)s is not one of %(known)s.") % values
    if question.is_signal and question.respondent == ENTITY:
        yield "kind", _("a signal cannot address each entity.")


def _gate_faults(framework: Framework, _: Translate) -> Iterator[Fault]:
    for question in framework.questions:
        if question.gate is None:
            continue
        gate = framework.question_by_code.get(question.gate)
        say = ""
        if gate is None:
            say = _("its gate %(code)s is not in the edition.")
        elif framework.position[gate.code] >= framework.position[question.code]:
            say = _("its gate %(code)s must come earlier.")
        elif gate.respondent != question.respondent:
            say = _("its gate %(code)s addresses another respondent.")
        if say:
            yield of_part("question", question.code, "gate", say % {"code": question.gate})


def _repeated(codes: Iterable[str]) -> list[str]:
    return [code for code, count in Counter(codes).items() if count > 1]
