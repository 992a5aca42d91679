"""What the consensus page weighs: spread, dispute, what could be agreed, and when that needs a rationale.

Pure: works on a maturity.Round. Steps are counted on the scale N, P, L, F.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.maturity import Round, all_standing_values, closed_by, partnership_profile, standing_values
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION, VALUE, Framework

CLOSES = {"N": "N", "NA": "NA", "X": "NA"}
"""What an answer to a gate makes of its followers; any other answer leaves them be."""


@dataclass(frozen=True)
class Spread:
    """How far the bodies' answers and views on one question lie apart.

    values: (entity, value code, whether it is implied by a gate) of each body that has one, in entity order.
    within_one_step: the most bodies that fit within one step of each other; rated: how many stand on the scale.
    """

    values: tuple[tuple[str, str, bool], ...]
    is_disputed: bool
    within_one_step: int
    rated: int


def is_disputed(values: Sequence[str]) -> bool:
    """Two steps or more apart, NA against an answer, or Y against X."""
    given = set(values)
    steps = [VALUE[value] for value in given if value in VALUE]
    if steps and max(steps) - min(steps) >= 2:
        return True
    return len(given) > 1 and bool(given & {"NA", "Y", "X"})


def spread(recorded: Round, question: str) -> Spread:
    """The spread of all recorded and implied answers and views on a question."""
    return spreads(recorded, [question])[question]


def spreads(recorded: Round, questions: Iterable[str]) -> dict[str, Spread]:
    """As spread, for many questions at once."""
    found = all_standing_values(recorded, questions)
    return {question: _spread(values) for question, values in found.items()}


def _spread(values: tuple[tuple[str, str, bool], ...]) -> Spread:
    codes = [value for _, value, _ in values]
    steps = [VALUE[code] for code in codes if code in VALUE]
    return Spread(
        values=values,
        is_disputed=is_disputed(codes),
        within_one_step=max((sum(low <= step <= low + 1 for step in steps) for low in range(3)), default=0),
        rated=len(steps),
    )


def computed_value(recorded: Round, question: str) -> str | None:
    """What counts for the partnership while the board agrees nothing on the question; None where it is not settled."""
    floor, ceiling = _computed(recorded, question)
    return floor if floor == ceiling else None


def _computed(recorded: Round, question: str) -> tuple[str | None, str | None]:
    """The floor's and the ceiling's value of the question without an agreed answer to it."""
    without = {code: value for code, value in recorded.agreed.items() if code != question}
    profile = partnership_profile(
        Round(recorded.framework, recorded.entities, recorded.lead, recorded.answers, without), explain=False
    )
    return profile.floor.get(question), profile.ceiling.get(question)


def rationale_is_required(recorded: Round, question: str, value: str) -> bool:
    """NA always; else where the agreed answer differs from the computed one or from most of the views."""
    return (
        value == "NA"
        or _differs_from_computed(recorded, question, value)
        or _most_views_differ(recorded, question, value)
    )


def _differs_from_computed(recorded: Round, question: str, value: str) -> bool:
    """Whether the value is none that the answers can still come to."""
    floor, ceiling = _computed(recorded, question)
    if floor is None or ceiling is None:
        return False
    if floor in VALUE and ceiling in VALUE and value in VALUE:
        return not VALUE[floor] <= VALUE[value] <= VALUE[ceiling]
    return value not in (floor, ceiling)


def _most_views_differ(recorded: Round, question: str, value: str) -> bool:
    """Whether more than half of the bodies that the question does not address see it otherwise."""
    respondent = recorded.framework.question_by_code[question].respondent
    views = [
        code
        for entity, code, _ in standing_values(recorded, question)
        if respondent != ENTITY and not (respondent == LEAD_ENTITY and entity == recorded.lead)
    ]
    return 2 * sum(code != value for code in views) > len(views)


def proposed_value(recorded: Round, question: str, computed: str | None) -> str | None:
    """What the board can agree without discussion: the settled computed value, else the one that all views share.

    `computed` as from computed_value. None where there is no such value, or where an agreed gate has settled it.
    """
    if question in settled_by_gates(recorded):
        return None
    if computed is not None or recorded.framework.question_by_code[question].respondent != ORGANISATION:
        return computed
    views = {code for _, code, _ in standing_values(recorded, question)}
    return views.pop() if len(views) == 1 else None


def settled_by_gates(recorded: Round) -> dict[str, tuple[str, str]]:
    """Question -> (its gate, what it is) for each follower of a gate that the board has agreed to be closed."""
    found: dict[str, tuple[str, str]] = {}
    for question in recorded.framework.questions:
        gate = question.gate
        if gate is None:
            continue
        standing = found[gate][1] if gate in found else recorded.agreed.get(gate, "")
        if standing in CLOSES:
            found[question.code] = (gate, CLOSES[standing])
    return found


def followers_to_agree(recorded: Round, gate: str) -> tuple[str, ...]:
    """The followers that still stand as the closed gate left them, although the board agreed that the gate is open.

    Each stays what it was by implication until the board agrees on it too (docs/maturity.md, example 15). A joint
    question is never overridden: what the board agrees on it is its only answer.
    """
    agreed = recorded.agreed.get(gate)
    is_joint = recorded.framework.question_by_code[gate].respondent == ORGANISATION
    if agreed is None or agreed in CLOSES or is_joint or gate in settled_by_gates(recorded):
        return ()
    if _computed(recorded, gate)[0] not in CLOSES:
        return ()
    found: list[str] = []
    for follower in recorded.framework.followers.get(gate, ()):
        found += followers_to_agree(recorded, follower) if follower in recorded.agreed else [follower]
    return tuple(found)


def followers_of_all(framework: Framework, questions: Iterable[str]) -> tuple[str, ...]:
    """Every question that hangs on one of these, directly or not, in framework order."""
    behind = set(questions)
    found = []
    for question in framework.questions:
        if question.gate in behind:
            behind.add(question.code)
            found.append(question.code)
    return tuple(found)


def open_joint(framework: Framework, agreed: Mapping[str, str]) -> tuple[str, ...]:
    """The questions about the partnership that the board has neither agreed nor settled by agreeing on their gate."""
    joint = [question.code for question in framework.addressed_to(ORGANISATION)]
    closed = closed_by(framework, {code: agreed[code] for code in joint if code in agreed})
    return tuple(code for code in joint if code not in agreed and code not in closed)


def is_settled(recorded: Round) -> bool:
    """Whether the board has nothing left to do: every joint question agreed, and an answer over every dispute."""
    if open_joint(recorded.framework, recorded.agreed):
        return False
    left = [question.code for question in recorded.framework.questions if question.code not in recorded.agreed]
    return not any(found.is_disputed for found in spreads(recorded, left).values())
