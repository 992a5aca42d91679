"""How a maturity level is computed: the rule, from recorded answers to levels and their explanation.

Pure: no Django, no database, no clock, no floats. The rule follows ISO/IEC 33020 (ratings N-P-L-F, the mean of
ordinal values, "at the level largely or fully, below it fully"); docs/maturity.md tells it in plain words.

Everything is computed twice: for the floor (what is missing stands as N) and for the ceiling (as F). Inside, a
value is a whole number: 0 to 3 for N, P, L, F, then NA, Y and X; `None` is "no answer", never 0.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assessments.way_up import Need, shortest_way
from framework_data.structure import (
    ENTITY,
    LEAD_ENTITY,
    ORGANISATION,
    RATINGS,
    VALUE,
    Framework,
    Policy,
    Statement,
)

NA, YES, NO_ISSUES = 4, 5, 6
CODES = (*RATINGS, "NA", "Y", "X")
NUMBER = {code: number for number, code in enumerate(CODES)}
FLOOR, CEILING = VALUE["N"], VALUE["F"]

Values = list[int | None]


@dataclass(frozen=True)
class Round:
    """What was recorded in one round, by codes.

    entities: the bodies that take part, in entity order; lead: one of them, or None.
    answers: body -> question -> value, a body's own answers and its views; agreed: question -> value.
    """

    framework: Framework
    entities: tuple[str, ...]
    lead: str | None
    answers: Mapping[str, Mapping[str, str]]
    agreed: Mapping[str, str] = field(default_factory=dict)


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


def profiles(recorded: Round, *, explain: bool = True) -> tuple[Profile, ...]:
    """The partnership's profile, then one of each body in entity order."""
    sets = _Sets(recorded)
    return (
        _partnership_profile(sets, explain=explain),
        *(_entity_profile(sets, entity, explain=explain) for entity in recorded.entities),
    )


def partnership_profile(recorded: Round, *, explain: bool = True) -> Profile:
    return _partnership_profile(_Sets(recorded), explain=explain)


def entity_profile(recorded: Round, entity: str, *, explain: bool = True) -> Profile:
    return _entity_profile(_Sets(recorded), entity, explain=explain)


def alone(framework: Framework, entity: str, answers: Mapping[str, str], *, is_lead: bool) -> Round:
    """The round as one body may see it before the reveal: its own answers and views, and nothing else."""
    return Round(framework, (entity,), entity if is_lead else None, {entity: answers})


def closed_by(framework: Framework, answers: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Question -> (its gate, what it is by implication) for every question that one body's answers close."""
    shape = _shape(framework)
    values = _numbers(shape, answers)
    found: dict[str, tuple[str, str]] = {}
    for follower, gate in shape.gated:
        values[follower] = _behind(values[gate], values[follower])
        implied = _implied(values[gate])
        if implied is not None:
            found[shape.codes[follower]] = (shape.codes[gate], CODES[implied])
    return found


def standing_values(recorded: Round, question: str) -> tuple[tuple[str, str, bool], ...]:
    """(body, value, is implied) of each body with an answer or view on the question, or one implied by its own gate.

    An answer to a question that addresses the body waits for its gate; a view stands without it.
    """
    shape = _shape(recorded.framework)
    place = recorded.framework.position[question]
    respondent = recorded.framework.question_by_code[question].respondent
    found = []
    for entity in recorded.entities:
        values = _numbers(shape, recorded.answers.get(entity, {}))
        own = value = values[place]
        _pass_gates(values, shape.gated)
        if place in shape.gate:
            implied = _implied(values[shape.gate[place]])
            is_addressed = respondent == ENTITY or (respondent == LEAD_ENTITY and entity == recorded.lead)
            value = values[place] if is_addressed else own if implied is None else implied
        if value is not None:
            found.append((entity, CODES[value], value != own))
    return tuple(found)


# --- The shape of a framework, read once -------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Shape:
    """A framework with its questions as positions, so that the sums below need no look-ups by name."""

    framework: Framework
    codes: tuple[str, ...]
    signals: frozenset[int]
    gated: tuple[tuple[int, int], ...]  # (follower, gate) in framework order
    gate: Mapping[int, int]
    addressed: Mapping[str, tuple[int, ...]]
    gated_of: Mapping[str, tuple[tuple[int, int], ...]]
    questions: Mapping[str, tuple[int, ...]]  # statement -> all its positions
    rated: Mapping[str, tuple[int, ...]]  # statement -> those that are rated


@lru_cache(maxsize=32)
def _shape(framework: Framework) -> _Shape:
    position, questions = framework.position, framework.questions
    gated = tuple((position[q.code], position[q.gate]) for q in questions if q.gate)
    signals = frozenset(position[q.code] for q in questions if q.is_signal)
    addressed = {
        respondent: tuple(position[q.code] for q in framework.addressed_to(respondent))
        for respondent in (LEAD_ENTITY, ENTITY, ORGANISATION)
    }
    return _Shape(
        framework=framework,
        codes=tuple(q.code for q in questions),
        signals=signals,
        gated=gated,
        gate=dict(gated),
        addressed=addressed,
        gated_of={
            respondent: tuple(pair for pair in gated if pair[0] in set(places))
            for respondent, places in addressed.items()
        },
        questions={s.code: tuple(position[q.code] for q in s.questions) for s in framework.statements},
        rated={s.code: tuple(position[q.code] for q in s.questions if not q.is_signal) for s in framework.statements},
    )


def _numbers(shape: _Shape, answers: Mapping[str, str]) -> Values:
    return [NUMBER[answers[code]] if code in answers else None for code in shape.codes]


def _implied(gate: int | None) -> int | None:
    """What a gate makes of its followers, or None where it leaves them be."""
    if gate == FLOOR:
        return FLOOR
    return NA if gate in (NA, NO_ISSUES) else None


def _behind(gate: int | None, value: int | None) -> int | None:
    """The follower's value behind this gate: implied, waiting for the gate, or its own."""
    if gate is None:
        return None
    implied = _implied(gate)
    return value if implied is None else implied


def _pass_gates(values: Values, gated: Iterable[tuple[int, int]]) -> None:
    for follower, gate in gated:
        values[follower] = _behind(values[gate], values[follower])


# --- Which answer counts for a question ----------------------------------------------------------------------


class _Sets:
    """Step 1: each body's answers, the lead's and the agreed ones, each set gated by itself."""

    def __init__(self, recorded: Round) -> None:
        self.shape = _shape(recorded.framework)
        self.entities, self.lead = recorded.entities, recorded.lead
        self.recorded = {e: _numbers(self.shape, recorded.answers.get(e, {})) for e in recorded.entities}
        self.agreed = _numbers(self.shape, recorded.agreed)
        self.bodies = {entity: self._gated(self.recorded[entity], ENTITY) for entity in recorded.entities}
        lead = self.recorded.get(recorded.lead) if recorded.lead else None
        nothing: Values = [None] * len(self.shape.codes)
        self.lead_values = self._gated(lead or nothing, LEAD_ENTITY)
        self.organisation_values = self._gated(self.agreed, ORGANISATION)

    def _gated(self, values: Values, respondent: str) -> Values:
        passed = values.copy()
        _pass_gates(passed, self.shape.gated_of[respondent])
        return passed

    def shared_value(self, place: int) -> int | None:
        """The lead's or the organisation's value from step 1; None for an entity question."""
        if place in _places(self.shape, LEAD_ENTITY):
            return self.lead_values[place]
        return self.organisation_values[place] if place in _places(self.shape, ORGANISATION) else None

    def missing_in(self, respondent: str, recorded: Values, gated: Values) -> list[int]:
        """Places of one set whose answer does not exist yet and would be asked now."""
        gate = self.shape.gate
        return [
            place
            for place in self.shape.addressed[respondent]
            if recorded[place] is None and (place not in gate or _is_open(gated[gate[place]]))
        ]


@lru_cache(maxsize=128)
def _places(shape: _Shape, respondent: str) -> frozenset[int]:
    return frozenset(shape.addressed[respondent])


def _is_open(gate: int | None) -> bool:
    return gate is not None and _implied(gate) is None


def _partnership_profile(sets: _Sets, *, explain: bool) -> Profile:
    shape = sets.shape
    shared: Values = [None] * len(shape.codes)
    for place in shape.addressed[LEAD_ENTITY]:
        shared[place] = sets.lead_values[place]
    for place in shape.addressed[ORGANISATION]:
        shared[place] = sets.organisation_values[place]
    readings = {FLOOR: shared, CEILING: shared.copy()}
    bodies = list(sets.bodies.values())
    for place in shape.addressed[ENTITY]:
        readings[FLOOR][place], readings[CEILING][place] = _weakest([values[place] for values in bodies])
    for values in readings.values():
        for place, agreed in enumerate(sets.agreed):
            if agreed is not None:
                values[place] = agreed
        _pass_gates(values, shape.gated)
    return _profile(sets, None, readings[FLOOR], readings[CEILING], _partnership_missing(sets), explain=explain)


def _weakest(values: Sequence[int | None]) -> tuple[int | None, int | None]:
    """The weakest of the bodies' values in floor and ceiling; NA is the highest number, so it yields to all."""
    given = [value for value in values if value is not None]
    weakest = min(given, default=NA)
    if len(given) == len(values):
        return (weakest, weakest) if values else (None, None)
    return FLOOR, min(weakest, CEILING)


def _partnership_missing(sets: _Sets) -> list[int]:
    lead = sets.recorded.get(sets.lead) if sets.lead else None
    nothing: Values = [None] * len(sets.shape.codes)
    missing = sets.missing_in(LEAD_ENTITY, lead or nothing, sets.lead_values)
    missing += sets.missing_in(ORGANISATION, sets.agreed, sets.organisation_values)
    for entity, gated in sets.bodies.items():
        missing += sets.missing_in(ENTITY, sets.recorded[entity], gated)
    return [place for place in missing if sets.agreed[place] is None]


def _entity_profile(sets: _Sets, entity: str, *, explain: bool) -> Profile:
    shape = sets.shape
    values = [own if own is not None else sets.shared_value(place) for place, own in enumerate(sets.recorded[entity])]
    before_gates = values.copy()
    _pass_gates(values, shape.gated)
    missing = [
        place
        for place, value in enumerate(before_gates)
        if value is None and (place not in shape.gate or _is_open(values[shape.gate[place]]))
    ]
    return _profile(sets, entity, values, values, missing, explain=explain)


# --- From values to ratings and levels --------------------------------------------------------------------


def _profile(
    sets: _Sets,
    entity: str | None,
    floor_values: Values,
    ceiling_values: Values,
    missing: list[int],
    *,
    explain: bool,
) -> Profile:
    shape, framework = sets.shape, sets.shape.framework
    floor, ceiling = _filled(shape, floor_values, FLOOR), _filled(shape, ceiling_values, CEILING)
    low = {s.code: _rating(shape, s, floor) for s in framework.statements}
    high = {s.code: _rating(shape, s, ceiling) for s in framework.statements}
    reader = _Reader(sets, entity, floor, low)
    missing_by_statement = _count_by_statement(shape, missing)
    dimensions = []
    for code in framework.dimensions:
        statements = framework.in_dimension(code)
        bare = DimensionResult(
            code=code,
            floor=_level(framework, statements, low),
            ceiling=_level(framework, statements, high),
            missing=sum(missing_by_statement.get(statement.code, 0) for statement in statements),
        )
        dimensions.append(reader.explained(bare, statements) if explain else bare)
    return Profile(
        entity=entity,
        missing=len(missing),
        statements=tuple(StatementResult(code, low[code], high[code]) for code in low),
        dimensions=tuple(dimensions),
        floor=_coded(shape, floor),
        ceiling=_coded(shape, ceiling),
    )


def _filled(shape: _Shape, values: Values, reading: int) -> Values:
    """Step 4: what has no value takes the reading's; a signal stays empty."""
    return [reading if value is None and place not in shape.signals else value for place, value in enumerate(values)]


def _coded(shape: _Shape, values: Values) -> dict[str, str]:
    return {code: CODES[value] for code, value in zip(shape.codes, values, strict=True) if value is not None}


def _count_by_statement(shape: _Shape, missing: list[int]) -> dict[str, int]:
    statement_of, counts = shape.framework.statement_of, dict[str, int]()
    for place in missing:
        code = statement_of[shape.codes[place]].code
        counts[code] = counts.get(code, 0) + 1
    return counts


def _rating(shape: _Shape, statement: Statement, values: Values) -> str:
    applicable = [
        value for place in shape.rated[statement.code] if (value := values[place]) != NA and value is not None
    ]
    return rate(applicable, shape.framework.policy)


def rate(applicable: Sequence[int], policy: Policy) -> str:
    """The rating of a statement from the ordinal values (0 to 3) of its applicable questions, or "NA"."""
    if not applicable:
        return "NA"
    share, whole = 100 * sum(applicable), 3 * len(applicable)
    if share > policy.band_f * whole and min(applicable) >= VALUE[policy.full_needs]:
        return "F"
    if share > policy.band_l * whole:
        return "L"
    return "P" if share > policy.band_p * whole else "N"


def _level(framework: Framework, statements: Sequence[Statement], ratings: Mapping[str, str]) -> int:
    """The highest level whose statements are all at `reach` while all lower ones are at `build_on`; else 0."""
    policy, highest = framework.policy, 0
    for level in _applicable_levels(statements, ratings):
        needs = _needs(statements, ratings, level, policy)
        if all(VALUE[ratings[code]] >= VALUE[need] for code, need in needs.items()):
            highest = level
    return highest


def _applicable_levels(statements: Sequence[Statement], ratings: Mapping[str, str]) -> list[int]:
    return sorted({s.level for s in statements if s.level is not None and ratings[s.code] != "NA"})


def _needs(statements: Sequence[Statement], ratings: Mapping[str, str], level: int, policy: Policy) -> dict[str, str]:
    """Applicable statement -> the rating it needs for this level."""
    return {
        s.code: policy.reach if s.level == level else policy.build_on
        for s in statements
        if s.level is not None and s.level <= level and ratings[s.code] != "NA"
    }


# --- What a board asks next -------------------------------------------------------------------------------------


class _Reader:
    """Explains the floor reading of one profile."""

    def __init__(self, sets: _Sets, entity: str | None, floor: Values, ratings: Mapping[str, str]) -> None:
        self.sets, self.shape, self.entity = sets, sets.shape, entity
        self.floor, self.ratings = floor, ratings

    def explained(self, bare: DimensionResult, statements: Sequence[Statement]) -> DimensionResult:
        levels = _applicable_levels(statements, self.ratings)
        next_level = next((level for level in levels if level > bare.floor), None)
        rated = [place for statement in statements for place in self.shape.rated[statement.code]]
        held_back_by: tuple[HeldBack, ...] = ()
        steps: tuple[Step, ...] = ()
        if next_level is not None:
            needs = _needs(statements, self.ratings, next_level, self.shape.framework.policy)
            short = {code: need for code, need in needs.items() if VALUE[self.ratings[code]] < VALUE[need]}
            held_back_by = tuple(self._held_back(code, need) for code, need in short.items())
            steps = self._way_up(short)
        return DimensionResult(
            code=bare.code,
            floor=bare.floor,
            ceiling=bare.ceiling,
            missing=bare.missing,
            next_level=next_level,
            held_back_by=held_back_by,
            shortest_way_up=steps,
            ahead=tuple(
                s.code for s in statements if (s.level or 0) > bare.floor and self.ratings[s.code] in ("L", "F")
            ),
            not_applicable=sum(self.floor[place] == NA for place in rated),
            rated_questions=len(rated),
        )

    def _held_back(self, code: str, need: str) -> HeldBack:
        questions = []
        for place in self.shape.rated[code]:
            value = self.floor[place]
            if value is not None and value < VALUE[need]:
                questions.append(HeldQuestion(self.shape.codes[place], CODES[value], self._bodies(place, value.__eq__)))
        return HeldBack(code, self.ratings[code], need, tuple(questions))

    def _way_up(self, short: Mapping[str, str]) -> tuple[Step, ...]:
        policy = self.shape.framework.policy
        bands = {"P": policy.band_p, "L": policy.band_l, "F": policy.band_f}
        needs = tuple(
            Need(
                places=tuple(place for place in self.shape.rated[code] if self.floor[place] != NA),
                band=bands[need],
                at_least=VALUE[policy.full_needs] if need == "F" else 0,
            )
            for code, need in short.items()
        )
        ends = shortest_way(needs, tuple(self.floor), self.shape.gate, self.shape.signals)
        return tuple(
            Step(
                question=self.shape.codes[place],
                start=CODES[self.floor[place] or 0],
                end=CODES[end],
                entities=self._bodies(place, end.__gt__),
            )
            for place, end in ends
        )

    def _bodies(self, place: int, concerns: Callable[[int], bool]) -> tuple[str, ...]:
        """The bodies without an answer, or with one that concerns; named only where bodies decide the value."""
        sets = self.sets
        if self.entity is not None or place not in _places(self.shape, ENTITY) or sets.agreed[place] is not None:
            return ()
        return tuple(
            entity
            for entity, values in sets.bodies.items()
            if (standing := values[place]) is None or concerns(standing)
        )
