"""How a maturity level is computed: the door to the rule, from recorded answers to levels and their explanation.

Pure: no Django, no database, no clock, no floats. The rule follows ISO/IEC 33020 (ratings N-P-L-F, the mean of
ordinal values, "at the level largely or fully, below it fully"); docs/maturity.md tells it in plain words.

Everything is computed twice: for the floor (what is missing stands as N) and for the ceiling (as F). Which answer
counts is in counting.py, ratings and levels in rating.py, what a board asks next in explanation.py.
"""

from collections.abc import Mapping

from assessments.counting import (
    CEILING,
    CODES,
    FLOOR,
    NA,
    NUMBER,
    Counted,
    Round,
    Sets,
    Shape,
    Values,
    all_standing_values,
    closed_by,
    entity_values,
    partnership_values,
    standing_values,
)
from assessments.explanation import Reader
from assessments.rating import level_reached, rate
from assessments.result import DimensionResult, HeldBack, HeldQuestion, Profile, StatementResult, Step
from framework_data.structure import Framework, Statement

__all__ = [
    "CODES",
    "NUMBER",
    "DimensionResult",
    "HeldBack",
    "HeldQuestion",
    "Profile",
    "Round",
    "StatementResult",
    "Step",
    "all_standing_values",
    "alone",
    "closed_by",
    "entity_profile",
    "partnership_profile",
    "profiles",
    "rate",
    "standing_values",
]


def profiles(recorded: Round, *, explain: bool = True) -> tuple[Profile, ...]:
    """The partnership's profile, then one of each body in entity order."""
    sets = Sets(recorded)
    counted = [partnership_values(sets), *(entity_values(sets, entity) for entity in recorded.entities)]
    return tuple(_profile(sets, each, explain=explain) for each in counted)


def partnership_profile(recorded: Round, *, explain: bool = True) -> Profile:
    """The partnership's profile alone; without `explain` nothing is said of the way up."""
    sets = Sets(recorded)
    return _profile(sets, partnership_values(sets), explain=explain)


def entity_profile(recorded: Round, entity: str, *, explain: bool = True) -> Profile:
    """The profile of one of the round's bodies."""
    sets = Sets(recorded)
    return _profile(sets, entity_values(sets, entity), explain=explain)


def alone(framework: Framework, entity: str, answers: Mapping[str, str], *, is_lead: bool) -> Round:
    """The round as one body may see it before the reveal: its own answers and views, and nothing else."""
    return Round(framework, (entity,), entity if is_lead else None, {entity: answers})


def _profile(sets: Sets, counted: Counted, *, explain: bool) -> Profile:
    shape, framework = sets.shape, sets.shape.framework
    floor, ceiling = _filled(shape, counted.floor, FLOOR), _filled(shape, counted.ceiling, CEILING)
    low = {s.code: _rating(shape, s, floor) for s in framework.statements}
    high = {s.code: _rating(shape, s, ceiling) for s in framework.statements}
    reader = Reader(sets, counted.entity, floor, low)
    missing_by_statement = _count_by_statement(shape, counted.missing)
    dimensions = []
    for code in framework.dimensions:
        statements = framework.in_dimension(code)
        bare = DimensionResult(
            code=code,
            floor=level_reached(framework.policy, statements, low),
            ceiling=level_reached(framework.policy, statements, high),
            missing=sum(missing_by_statement.get(statement.code, 0) for statement in statements),
        )
        dimensions.append(reader.explained(bare, statements) if explain else bare)
    return Profile(
        entity=counted.entity,
        missing=len(counted.missing),
        statements=tuple(StatementResult(code, low[code], high[code]) for code in low),
        dimensions=tuple(dimensions),
        floor=_coded(shape, floor),
        ceiling=_coded(shape, ceiling),
    )


def _filled(shape: Shape, values: Values, reading: int) -> Values:
    """Step 4: what has no value takes the reading's; a signal stays empty."""
    return [reading if value is None and place not in shape.signals else value for place, value in enumerate(values)]


def _coded(shape: Shape, values: Values) -> dict[str, str]:
    return {code: CODES[value] for code, value in zip(shape.codes, values, strict=True) if value is not None}


def _count_by_statement(shape: Shape, missing: list[int]) -> dict[str, int]:
    statement_of, counts = shape.framework.statement_of, dict[str, int]()
    for place in missing:
        code = statement_of[shape.codes[place]].code
        counts[code] = counts.get(code, 0) + 1
    return counts


def _rating(shape: Shape, statement: Statement, values: Values) -> str:
    applicable = [
        value for place in shape.rated[statement.code] if (value := values[place]) != NA and value is not None
    ]
    return rate(applicable, shape.framework.policy)
