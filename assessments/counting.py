"""Which answer counts for a question: gates, the sets they close, and the values of a profile.

Pure. The first half of the rule; ratings and levels are in rating.py, and maturity.py is the door to it all. A value
is a whole number: 0 to 3 for N, P, L, F, then NA, Y and X; `None` is "no answer", never 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION, RATINGS, VALUE, Framework

CODES = (*RATINGS, "NA", "Y", "X")
NUMBER = {code: number for number, code in enumerate(CODES)}
NA, NO_ISSUES = NUMBER["NA"], NUMBER["X"]
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


def closed_by(framework: Framework, answers: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Question -> (its gate, what it is by implication) for every question that one body's answers close."""
    shape = shape_of(framework)
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
    return all_standing_values(recorded, [question])[question]


def all_standing_values(recorded: Round, questions: Iterable[str]) -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """As standing_values, for many questions at once: each body is looked at only once."""
    shape = shape_of(recorded.framework)
    places = [(code, recorded.framework.position[code]) for code in questions]
    respondents = [recorded.framework.question_by_code[code].respondent for code, _ in places]
    found: dict[str, list[tuple[str, str, bool]]] = {code: [] for code, _ in places}
    for entity in recorded.entities:
        own = _numbers(shape, recorded.answers.get(entity, {}))
        gated = own.copy()
        _pass_gates(gated, shape.gated)
        for (code, place), respondent in zip(places, respondents, strict=True):
            value = own[place]
            if place in shape.gate:
                implied = _implied(gated[shape.gate[place]])
                is_addressed = respondent == ENTITY or (respondent == LEAD_ENTITY and entity == recorded.lead)
                value = gated[place] if is_addressed else value if implied is None else implied
            if value is not None:
                found[code].append((entity, CODES[value], value != own[place]))
    return {code: tuple(standing) for code, standing in found.items()}


# --- The shape of a framework, read once -------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Shape:
    """A framework with its questions as positions, so that the sums below need no look-ups by name."""

    framework: Framework
    codes: tuple[str, ...]
    signals: frozenset[int]
    gated: tuple[tuple[int, int], ...]  # (follower, gate) in framework order
    gate: Mapping[int, int]
    addressed: Mapping[str, tuple[int, ...]]
    gated_of: Mapping[str, tuple[tuple[int, int], ...]]
    rated: Mapping[str, tuple[int, ...]]  # statement -> those that are rated


@lru_cache(maxsize=32)
def shape_of(framework: Framework) -> Shape:
    """The framework's shape, worked out once for each framework."""
    position, questions = framework.position, framework.questions
    gated = tuple((position[q.code], position[q.gate]) for q in questions if q.gate)
    signals = frozenset(position[q.code] for q in questions if q.is_signal)
    addressed = {
        respondent: tuple(position[q.code] for q in framework.addressed_to(respondent))
        for respondent in (LEAD_ENTITY, ENTITY, ORGANISATION)
    }
    return Shape(
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
        rated={s.code: tuple(position[q.code] for q in s.questions if not q.is_signal) for s in framework.statements},
    )


def _numbers(shape: Shape, answers: Mapping[str, str]) -> Values:
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


# --- The values of a profile ---------------------------------------------------------------------------------


class Sets:
    """Step 1: each body's answers, the lead's and the agreed ones, each set gated by itself."""

    def __init__(self, recorded: Round) -> None:
        self.shape = shape_of(recorded.framework)
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
        if place in places_of(self.shape, LEAD_ENTITY):
            return self.lead_values[place]
        return self.organisation_values[place] if place in places_of(self.shape, ORGANISATION) else None

    def missing_in(self, respondent: str, recorded: Values, gated: Values) -> list[int]:
        """Places of one set whose answer does not exist yet and would be asked now."""
        gate = self.shape.gate
        return [
            place
            for place in self.shape.addressed[respondent]
            if recorded[place] is None and (place not in gate or _is_open(gated[gate[place]]))
        ]


@lru_cache(maxsize=128)
def places_of(shape: Shape, respondent: str) -> frozenset[int]:
    """The positions of the questions that address one respondent."""
    return frozenset(shape.addressed[respondent])


def _is_open(gate: int | None) -> bool:
    return gate is not None and _implied(gate) is None


@dataclass(frozen=True)
class Counted:
    """The values of one profile after step 3, in the floor and in the ceiling, and the places that are missing."""

    entity: str | None
    floor: Values
    ceiling: Values
    missing: list[int]


def partnership_values(sets: Sets) -> Counted:
    """Steps 2 and 3 for the partnership: the agreed answer, else the shared one, else the weakest of the bodies'."""
    shape = sets.shape
    shared: Values = [None] * len(shape.codes)
    for place in shape.addressed[LEAD_ENTITY]:
        shared[place] = sets.lead_values[place]
    for place in shape.addressed[ORGANISATION]:
        shared[place] = sets.organisation_values[place]
    floor, ceiling = shared, shared.copy()
    bodies = list(sets.bodies.values())
    for place in shape.addressed[ENTITY]:
        floor[place], ceiling[place] = _weakest([values[place] for values in bodies])
    for values in (floor, ceiling):
        for place, agreed in enumerate(sets.agreed):
            if agreed is not None:
                values[place] = agreed
        _pass_gates(values, shape.gated)
    return Counted(None, floor, ceiling, _partnership_missing(sets))


def entity_values(sets: Sets, entity: str) -> Counted:
    """Steps 2 and 3 for one body: its own answer or view, else the shared value."""
    shape = sets.shape
    values = [own if own is not None else sets.shared_value(place) for place, own in enumerate(sets.recorded[entity])]
    before_gates = values.copy()
    _pass_gates(values, shape.gated)
    missing = [
        place
        for place, value in enumerate(before_gates)
        if value is None and (place not in shape.gate or _is_open(values[shape.gate[place]]))
    ]
    return Counted(entity, values, values, missing)


def _weakest(values: Sequence[int | None]) -> tuple[int | None, int | None]:
    """The weakest of the bodies' values in floor and ceiling; NA is the highest number, so it yields to all."""
    given = [value for value in values if value is not None]
    weakest = min(given, default=NA)
    if len(given) == len(values):
        return (weakest, weakest) if values else (None, None)
    return FLOOR, min(weakest, CEILING)


def _partnership_missing(sets: Sets) -> list[int]:
    lead = sets.recorded.get(sets.lead) if sets.lead else None
    nothing: Values = [None] * len(sets.shape.codes)
    missing = sets.missing_in(LEAD_ENTITY, lead or nothing, sets.lead_values)
    missing += sets.missing_in(ORGANISATION, sets.agreed, sets.organisation_values)
    for entity, gated in sets.bodies.items():
        missing += sets.missing_in(ENTITY, sets.recorded[entity], gated)
    return [place for place in missing if sets.agreed[place] is None]
