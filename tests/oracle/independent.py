"""The maturity rule, computed a second time, straight from its text, as a check on the product's own.

It shares no code with the product and uses the standard library only. It prefers being plainly right to being
fast. The numbers in the comments ("section 2, step 3") are those of the rule. Whatever the state of the
assessment, every answer counts as submitted and the rule is the one that holds from the reveal on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Value = str | None
Values = dict[str, Value]

POINTS = {"N": 0, "P": 1, "L": 2, "F": 3}  # section 1
CODES = ("N", "P", "L", "F")
CLOSED = ("N", "NA", "X")


@dataclass(frozen=True)
class Question:
    """One question; `place` is its position in framework order."""

    code: str
    statement: str
    dimension: str | None
    respondent: str
    signal: bool
    gate: str | None
    place: int


@dataclass(frozen=True)
class Statement:
    """One statement; `level` is a whole number from 1, none for a statement of no dimension."""

    code: str
    dimension: str | None
    level: int | None
    questions: tuple[Question, ...]


class Framework:
    """What the rule needs of a framework edition, with the policy's four settings."""

    def __init__(self, source: dict[str, Any]) -> None:
        levels = sorted(source["levels"], key=lambda level: level["order"])
        self.level_numbers = {level["code"]: number for number, level in enumerate(levels, start=1)}
        self.dimensions: list[str] = [dimension["code"] for dimension in source["dimensions"]]
        self.policy: dict[str, Any] = source["policy"]
        self.statements: list[Statement] = []
        self.questions: list[Question] = []
        for entry in source["statements"]:
            questions = []
            for asked in entry["questions"]:
                question = Question(
                    code=f"{entry['code']}.{asked['number']}",
                    statement=entry["code"],
                    dimension=entry.get("dimension"),
                    respondent=asked["respondent"],
                    signal=asked.get("kind", "practice") == "signal",
                    gate=asked.get("gate") or None,
                    place=len(self.questions),
                )
                questions.append(question)
                self.questions.append(question)
            level = self.level_numbers[entry["level"]] if entry.get("level") else None
            self.statements.append(Statement(entry["code"], entry.get("dimension"), level, tuple(questions)))
        self.by_code = {question.code: question for question in self.questions}

    def addressed_to(self, respondent: str) -> list[Question]:
        """The questions to one respondent, in framework order."""
        return [question for question in self.questions if question.respondent == respondent]

    def of_dimension(self, dimension: str) -> list[Statement]:
        """The statements of one dimension, in framework order."""
        return [statement for statement in self.statements if statement.dimension == dimension]


# ----------------------------------------------------------------------------- section 2: which answer counts


def apply_gates(values: Values, questions: Iterable[Question]) -> Values:
    """Section 2, steps 1 and 3: in framework order, let each gate act on its followers."""
    settled: Values = {}
    for question in questions:
        value = values.get(question.code)
        if question.gate is not None:
            at_gate = settled[question.gate]
            if at_gate is None:
                value = None
            elif at_gate == "N":
                value = "N"
            elif at_gate in ("NA", "X"):
                value = "NA"
        settled[question.code] = value
    return settled


def not_there_yet(recorded: Values, settled: Values, questions: Iterable[Question]) -> list[Question]:
    """Section 3: the questions with nothing recorded, a follower only if its gate is answered and open."""
    missing = []
    for question in questions:
        if recorded.get(question.code) is not None:
            continue
        if question.gate is not None and (settled[question.gate] is None or settled[question.gate] in CLOSED):
            continue
        missing.append(question)
    return missing


class Round:
    """One assessment: what is recorded, and the sets of section 2, step 1."""

    def __init__(self, document: dict[str, Any], framework: Framework) -> None:
        self.framework = framework
        self.bodies: list[str] = [
            entity["slug"] for entity in document["entities"] if entity["participation"] == "participating"
        ]
        self.agreed: Values = {entry["question"]: entry["value"] for entry in document["agreed"]}
        self.recorded: dict[str, Values] = {body: {} for body in self.bodies}
        for answer in document["answers"]:
            if answer["entity"] in self.recorded:
                self.recorded[answer["entity"]][answer["question"]] = answer["value"]

        # Section 2, step 1: three kinds of set, each gated by itself. A set is read by its own questions
        # only, so a body's views, and agreed answers to other questions, are in none.
        self.entity_questions = framework.addressed_to("entity")
        self.lead_questions = framework.addressed_to("lead_entity")
        self.organisation_questions = framework.addressed_to("organisation")
        self.lead_recorded = self.recorded.get(document["assessment"]["lead_entity"], {})
        self.body_sets = {body: apply_gates(self.recorded[body], self.entity_questions) for body in self.bodies}
        self.lead_set = apply_gates(self.lead_recorded, self.lead_questions)
        self.organisation_set = apply_gates(self.agreed, self.organisation_questions)

    def _from_the_one_respondent(self, question: Question) -> Value:
        """The lead's or the organisation's value from step 1; none for an entity question."""
        if question.respondent == "lead_entity":
            return self.lead_set[question.code]
        if question.respondent == "organisation":
            return self.organisation_set[question.code]
        return None

    def entity_values(self, body: str) -> Values:
        """Section 2, step 2, for one body: its own answer or view; else the one respondent's; else none."""
        values: Values = {}
        for question in self.framework.questions:
            own = self.recorded[body].get(question.code)
            values[question.code] = own if own is not None else self._from_the_one_respondent(question)
        return values

    def partnership_values(self, stand_in: str) -> Values:
        """Section 2, step 2, for all: agreed; else the one respondent's; else the weakest body's."""
        values: Values = {}
        for question in self.framework.questions:
            if question.code in self.agreed:
                values[question.code] = self.agreed[question.code]
            elif question.respondent == "entity":
                values[question.code] = self._weakest(question, stand_in)
            else:
                values[question.code] = self._from_the_one_respondent(question)
        return values

    def _weakest(self, question: Question, stand_in: str) -> str:
        if not self.bodies:  # a draft in which nobody takes part yet: nothing is known
            return stand_in
        values = [self.body_sets[body][question.code] or stand_in for body in self.bodies]
        applicable = [value for value in values if value != "NA"]
        return min(applicable, key=POINTS.__getitem__) if applicable else "NA"

    def missing_for_body(self, body: str) -> list[Question]:
        """Section 3: the entity questions that one body has still to answer."""
        return not_there_yet(self.recorded[body], self.body_sets[body], self.entity_questions)

    def missing_for_lead(self) -> list[Question]:
        """Section 3: the lead questions that the lead has still to answer."""
        return not_there_yet(self.lead_recorded, self.lead_set, self.lead_questions)

    def missing_for_organisation(self) -> list[Question]:
        """Section 3: the organisation questions that the board has still to agree on."""
        return not_there_yet(self.agreed, self.organisation_set, self.organisation_questions)

    def missing_for_partnership(self) -> list[Question]:
        """Section 3: one entry for each missing answer, so an entity question may come several times."""
        missing = self.missing_for_lead() + self.missing_for_organisation()
        for body in self.bodies:
            missing += self.missing_for_body(body)
        return [question for question in missing if question.code not in self.agreed]

    def missing_for_entity(self, body: str) -> list[Question]:
        """Section 3: what has no value after step 2, followers by their gates as they stand after step 3."""
        values = self.entity_values(body)
        return not_there_yet(values, apply_gates(values, self.framework.questions), self.framework.questions)


def reading(values: Values, framework: Framework, stand_in: str) -> Values:
    """Section 2, steps 3 and 4: gates again on the profile's values, then N or F for what still has none."""
    settled = apply_gates(values, framework.questions)
    for question in framework.questions:
        if settled[question.code] is None and not question.signal:
            settled[question.code] = stand_in
    return settled


# ----------------------------------------------------------------------- sections 4 and 5: ratings and levels


def applicable_points(statement: Statement, values: Values) -> list[int]:
    """The values that are rated: not NA, and no signal."""
    points = []
    for question in statement.questions:
        value = values[question.code]
        if not question.signal and value is not None and value != "NA":
            points.append(POINTS[value])
    return points


def rate(count: int, total: int, lowest: int, policy: dict[str, Any]) -> str:
    """Section 4, for `count` applicable questions that sum to `total`, the weakest worth `lowest`."""
    bands = policy["bands"]
    if count == 0:
        return "NA"
    if 100 * total > bands["F"] * 3 * count and lowest >= POINTS[policy["full_needs"]]:
        return "F"
    if 100 * total > bands["L"] * 3 * count:
        return "L"
    if 100 * total > bands["P"] * 3 * count:
        return "P"
    return "N"


def rate_statement(statement: Statement, values: Values, policy: dict[str, Any]) -> str:
    """Section 4."""
    points = applicable_points(statement, values)
    return rate(len(points), sum(points), min(points, default=0), policy)


def needed_for(
    statements: Iterable[Statement], ratings: dict[str, str], level: int, policy: dict[str, Any]
) -> dict[str, str]:
    """Section 5: the rating that each applicable statement up to `level` needs for `level` to be reached."""
    needs = {}
    for statement in statements:
        if statement.level is None or ratings[statement.code] == "NA":
            continue
        if statement.level == level:
            needs[statement.code] = policy["reach"]
        elif statement.level < level:
            needs[statement.code] = policy["build_on"]
    return needs


def levels_that_apply(statements: Iterable[Statement], ratings: dict[str, str]) -> set[int]:
    """The levels with at least one applicable statement."""
    return {
        statement.level for statement in statements if statement.level is not None and ratings[statement.code] != "NA"
    }


def level_of(statements: list[Statement], ratings: dict[str, str], policy: dict[str, Any]) -> int:
    """Section 5: the highest level that is reached, else 0."""
    highest = 0
    for level in sorted(levels_that_apply(statements, ratings)):
        needs = needed_for(statements, ratings, level, policy)
        if all(POINTS[ratings[code]] >= POINTS[need] for code, need in needs.items()):
            highest = level
    return highest


# ------------------------------------------------------------------------------------- section 6: explanation

# How a way up is judged, smaller is better: single steps; questions touched; their places in framework order;
# the values they end at, negated so that the higher end comes first.
Cost = tuple[int, int, tuple[int, ...], tuple[int, ...]]


def gate_to_mind(question: Question, framework: Framework) -> str | None:
    """The question that must stand above N for this one to rise: its gate; for a signal, that one's gate.

    A signal never holds a follower down by itself: X makes it NA, a missing signal counts as Y.
    """
    gate = question.gate
    while gate is not None and framework.by_code[gate].signal:
        gate = framework.by_code[gate].gate
    return gate


def shortest_way_up(values: Values, needs: dict[str, str], framework: Framework) -> list[tuple[Question, str, str]]:
    """The best way to lift every statement of `needs` to the rating it needs, on the floor's `values`.

    A dynamic programme along the framework. Once a question has been passed, all that matters of the choices
    so far is which gates that stood at N have been raised (their followers may come later), and within a
    statement the sum and the weakest of its values. Of all choices that agree in this the cheapest is kept;
    whatever is chosen later is added to the end of all four parts of the cost alike, so the cheapest stays
    the cheapest.
    """
    # A question is worth touching only if its statement has to be lifted, or if it is the gate of one that is
    # worth touching.
    useful: set[str] = set()
    last_follower: dict[str, int] = {}
    for question in reversed(framework.questions):
        if question.signal or values[question.code] == "NA":
            continue
        if question.statement in needs or question.code in last_follower:
            useful.add(question.code)
            gate = gate_to_mind(question, framework)
            if gate is not None:
                last_follower[gate] = max(question.place, last_follower.get(gate, 0))

    best: dict[frozenset[str], Cost] = {frozenset(): (0, 0, (), ())}
    for statement in framework.statements:
        need = needs.get(statement.code)
        inside = {(raised, 0, 3): cost for raised, cost in best.items()}
        for question in statement.questions:
            if question.code in useful:
                now = POINTS[str(values[question.code])]
                following: dict[tuple[frozenset[str], int, int], Cost] = {}
                for (raised, total, lowest), cost in inside.items():
                    for end in _ends(question, now, raised, values, framework):
                        still = raised | {question.code} if end > now == 0 else raised
                        still = frozenset(gate for gate in still if last_follower.get(gate, -1) > question.place)
                        state = (still, total + end, min(lowest, end)) if need else (still, 0, 3)
                        costs = _add(cost, question.place, now, end)
                        if state not in following or costs < following[state]:
                            following[state] = costs
                inside = following
        count = len(applicable_points(statement, values))
        best = {}
        for (raised, total, lowest), cost in inside.items():
            if need and POINTS[rate(count, total, lowest, framework.policy)] < POINTS[need]:
                continue
            if raised not in best or cost < best[raised]:
                best[raised] = cost
    _, _, places, negated_ends = min(best.values())
    return [
        (framework.questions[place], str(values[framework.questions[place].code]), CODES[-end])
        for place, end in zip(places, negated_ends, strict=True)
    ]


def _ends(question: Question, now: int, raised: frozenset[str], values: Values, framework: Framework) -> Iterator[int]:
    """The values at which a question may end: as it is, or higher if its gate stands above N."""
    yield now
    gate = gate_to_mind(question, framework)
    if gate is None or values[gate] != "N" or gate in raised:
        yield from range(now + 1, 4)


def _add(cost: Cost, place: int, now: int, end: int) -> Cost:
    if end == now:
        return cost
    steps, touched, places, negated_ends = cost
    return steps + end - now, touched + 1, (*places, place), (*negated_ends, -end)


# ----------------------------------------------------------------------------------------------- the document


def _dimension(
    code: str,
    round_: Round,
    *,
    floor: Values,
    ratings: dict[str, str],
    ceiling: int,
    missing: list[Question],
    names: bool,
) -> dict[str, Any]:
    """One dimension of one profile; `names` says whether rows name bodies, as they do for the partnership."""
    framework, policy = round_.framework, round_.framework.policy
    statements = framework.of_dimension(code)
    level = level_of(statements, ratings, policy)
    higher = [number for number in levels_that_apply(statements, ratings) if number > level]
    next_level = min(higher, default=None)

    def named(question: Question) -> list[tuple[str, Value]]:
        """The bodies whose values make up this question's, with their values; else none."""
        if not names or question.respondent != "entity" or question.code in round_.agreed:
            return []
        return [(body, round_.body_sets[body][question.code]) for body in round_.bodies]

    held_back_by: list[dict[str, Any]] = []
    way_up: list[dict[str, Any]] = []
    if next_level is not None:
        needs = needed_for(statements, ratings, next_level, policy)
        for statement in statements:
            need = needs.get(statement.code)
            if need is None or POINTS[ratings[statement.code]] >= POINTS[need]:
                continue
            rows = []
            for question in statement.questions:
                value = floor[question.code]
                if question.signal or value is None or value == "NA" or POINTS[value] >= POINTS[need]:
                    continue
                at_it = [body for body, own in named(question) if own is None or own == value]
                rows.append({"question": question.code, "value": value, "entities": at_it})
            held_back_by.append(
                {
                    "statement": statement.code,
                    "rating": ratings[statement.code],
                    "needs": need,
                    "questions": rows,
                }
            )
        for question, start, end in shortest_way_up(floor, needs, framework):
            to_move = [
                body for body, own in named(question) if own is None or (own != "NA" and POINTS[own] < POINTS[end])
            ]
            way_up.append({"question": question.code, "from": start, "to": end, "entities": to_move})

    rated = [question for statement in statements for question in statement.questions if not question.signal]
    return {
        "floor": level,
        "ceiling": ceiling,
        "confirmed": level == ceiling,
        "missing": sum(question.dimension == code for question in missing),
        "next_level": next_level,
        "held_back_by": held_back_by,
        "shortest_way_up": way_up,
        "ahead": [
            statement.code
            for statement in statements
            if statement.level is not None and statement.level > level and ratings[statement.code] in ("L", "F")
        ],
        "not_applicable": {
            "questions": sum(floor[question.code] == "NA" for question in rated),
            "of": len(rated),
        },
    }


def profile_values(round_: Round, body: str | None) -> tuple[Values, Values]:
    """The question values of one profile, floor and ceiling; no body: the partnership's."""
    floor = round_.partnership_values("N") if body is None else round_.entity_values(body)
    ceiling = round_.partnership_values("F") if body is None else round_.entity_values(body)
    return reading(floor, round_.framework, "N"), reading(ceiling, round_.framework, "F")


def _profile(round_: Round, body: str | None) -> dict[str, Any]:
    framework, policy = round_.framework, round_.framework.policy
    floor, ceiling = profile_values(round_, body)
    missing = round_.missing_for_partnership() if body is None else round_.missing_for_entity(body)
    low = {statement.code: rate_statement(statement, floor, policy) for statement in framework.statements}
    high = {statement.code: rate_statement(statement, ceiling, policy) for statement in framework.statements}
    dimensions = {}
    for code in framework.dimensions:
        top = level_of(framework.of_dimension(code), high, policy)
        dimensions[code] = _dimension(
            code, round_, floor=floor, ratings=low, ceiling=top, missing=missing, names=body is None
        )
    return {
        "entity": body,
        "missing": len(missing),
        # Section 3: a profile is confirmed when all its dimensions and all its statements are.
        "confirmed": low == high and all(dimension["confirmed"] for dimension in dimensions.values()),
        "statements": {code: {"floor": low[code], "ceiling": high[code]} for code in low},
        "dimensions": dimensions,
    }


def compute_result(document: dict[str, Any], framework: dict[str, Any]) -> dict[str, Any]:
    """The alps-result/1 document of a parsed alps-assessment/1 document."""
    structure = Framework(framework)
    round_ = Round(document, structure)
    policy = structure.policy

    def slugs(participation: str) -> list[str]:
        return [entity["slug"] for entity in document["entities"] if entity["participation"] == participation]

    return {
        "format": "alps-result/1",
        "edition": document["edition"],
        "policy": {
            "bands": {code: policy["bands"][code] for code in ("P", "L", "F")},
            "full_needs": policy["full_needs"],
            "reach": policy["reach"],
            "build_on": policy["build_on"],
        },
        "assessment": document["assessment"]["slug"],
        "state": document["assessment"]["state"],
        "participating": slugs("participating"),
        "declined": slugs("declined"),
        "did_not_take_part": slugs("did_not_take_part"),
        "profiles": [_profile(round_, body) for body in (None, *round_.bodies)],
    }
