"""The oracle itself, held to the rule's examples and properties, and to brute force on tiny frameworks."""

import copy
import itertools
import json
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.oracle.framework import load_framework, read_structure
from tests.oracle.independent import (
    CODES,
    POINTS,
    Framework,
    Question,
    Round,
    Values,
    apply_gates,
    compute_result,
    gate_to_mind,
    level_of,
    needed_for,
    profile_values,
    rate_statement,
)
from tests.oracle.rounds import random_document, random_framework

Document = dict[str, Any]
SHIPPED = load_framework()
QUESTIONS = {question.code: question for question in Framework(SHIPPED).questions}


# ---------------------------------------------------------------------------------------------------- helpers


class Case:
    """An assessment that a test writes: everything F (signals Y) but for what is changed, e0 leads."""

    def __init__(self, bodies: int = 1, framework: dict[str, Any] | None = None) -> None:
        self.framework = framework or SHIPPED
        self.bodies = [f"e{number}" for number in range(bodies)]
        self.participation = dict.fromkeys(self.bodies, "participating")
        self.answers: dict[tuple[str, str], str] = {}
        self.agreed: dict[str, str] = {}
        for question in Framework(self.framework).questions:
            self.set(question.code, "Y" if question.signal else "F")

    def set(self, pattern: str, value: str | None, body: str | None = None) -> "Case":
        """Answer a question, or a statement's, for those it addresses or for one body; none removes."""
        for question in Framework(self.framework).questions:
            if pattern not in (question.code, question.statement) or (question.signal and value not in ("Y", "X")):
                continue
            if body is None and question.respondent == "organisation":
                self.agree(question.code, value)
                continue
            everybody = self.bodies if question.respondent == "entity" else self.bodies[:1]
            for each in [body] if body else everybody:
                self.answers.pop((question.code, each), None)
                if value is not None:
                    self.answers[question.code, each] = value
        return self

    def agree(self, code: str, value: str | None) -> "Case":
        """Record or remove an agreed answer."""
        self.agreed.pop(code, None)
        if value is not None:
            self.agreed[code] = value
        return self

    def document(self) -> Document:
        return {
            "format": "alps-assessment/1",
            "edition": self.framework["framework"]["slug"],
            "partnership": {"slug": "p", "name": "P"},
            "assessment": {"slug": "a", "state": "consensus", "lead_entity": "e0"},
            "entities": [{"slug": body, "participation": self.participation[body]} for body in self.bodies],
            "answers": [
                {"question": code, "entity": body, "value": value} for (code, body), value in self.answers.items()
            ],
            "agreed": [{"question": code, "value": value} for code, value in self.agreed.items()],
        }

    def result(self) -> dict[str, Any]:
        return compute_result(self.document(), self.framework)

    def profile(self, body: str | None = None) -> dict[str, Any]:
        return next(profile for profile in self.result()["profiles"] if profile["entity"] == body)

    def rating(self, statement: str, body: str | None = None) -> tuple[str, str]:
        rating = self.profile(body)["statements"][statement]
        return rating["floor"], rating["ceiling"]

    def levels(self, dimension: str, body: str | None = None) -> tuple[int, int]:
        row = self.profile(body)["dimensions"][dimension]
        return row["floor"], row["ceiling"]

    def values(self, code: str, body: str | None = None) -> tuple[str | None, str | None]:
        floor, ceiling = profile_values(Round(self.document(), Framework(self.framework)), body)
        return floor[code], ceiling[code]


def tiny(structure: str, **policy: Any) -> dict[str, Any]:
    """A framework of a few questions, written as the shipped one is; dimension X, Y and levels A, B, C."""
    return {
        "framework": {"slug": "tiny"},
        "levels": [{"code": code, "order": order} for order, code in enumerate("ABC", start=1)],
        "dimensions": [{"code": "X"}, {"code": "Y"}],
        "statements": read_structure(structure),
        "policy": {"bands": {"P": 15, "L": 50, "F": 85}, "full_needs": "L", "reach": "L", "build_on": "F"} | policy,
    }


# ---------------------------------------------------------------------------------------------- the structure


def test_the_structure_has_the_shipped_numbers() -> None:
    asked = [question for statement in SHIPPED["statements"] for question in statement["questions"]]
    assert Counter(question["respondent"] for question in asked) == {
        "lead_entity": 19,
        "entity": 38,
        "organisation": 62,
    }
    assert Counter(question["kind"] for question in asked) == {
        "practice": 105,
        "consequence": 12,
        "signal": 2,
    }
    assert [code for code, question in QUESTIONS.items() if question.signal] == ["DEL4.6", "DEL7.7"]


def test_the_gates_are_those_that_the_rule_lists() -> None:
    listed = """S1.2 → S1.3; S2.1 → S2.2, S2.4; S4.1 → S4.2; DEL1.2 → DEL1.3, DEL1.4; DEL3.2 → DEL3.3;
        DEL4.2 → DEL4.4; DEL6.6 → DEL6.7, DEL6.8; DEL7.2 → DEL7.3, DEL7.5; DAT2.1 → DAT2.2, DAT5.2, DAT5.3,
        DAT5.4; DAT8.1 → DAT8.2, DAT8.3; DEL4.6 → DEL4.7; DEL4.7 → DEL4.8; DEL7.7 → DEL7.8; DEL7.8 → DEL7.9"""
    gates: dict[str, str] = {}
    for entry in listed.split(";"):
        gate, followers = entry.split("→")
        gates |= {follower.strip(): gate.strip() for follower in followers.split(",")}
    assert {code: question.gate for code, question in QUESTIONS.items() if question.gate} == gates
    for follower, gate in gates.items():
        assert QUESTIONS[gate].place < QUESTIONS[follower].place
        assert QUESTIONS[gate].respondent == QUESTIONS[follower].respondent


# ---------------------------------------------------------------------------------------- the worked examples


def test_example_1_a_statement_of_three() -> None:
    case = Case().set("S1.1", "L")
    assert case.rating("S1") == ("F", "F")
    assert case.set("S1.2", "L").rating("S1") == ("L", "L")
    assert Case().set("S1.1", "P").rating("S1") == ("L", "L")


def test_example_2_a_statement_of_eleven() -> None:
    assert Case().set("S6.4", "N").rating("S6") == ("L", "L")
    assert Case().set("S6.4", "L").set("S6.9", "L").rating("S6") == ("F", "F")


def test_example_3_a_statement_of_one() -> None:
    assert Case().set("DAT1", "L").rating("DAT1") == ("L", "L")
    assert Case().set("DAT1", "NA").rating("DAT1") == ("NA", "NA")


def test_example_4_practice_ahead_of_its_level() -> None:
    case = Case().set("S2", "L").set("S5", "L").set("S6", "L")
    strategy = case.profile()["dimensions"]["S"]
    assert (strategy["floor"], strategy["next_level"], strategy["ahead"]) == (1, 2, ["S3", "S4", "S5", "S6"])
    assert [row["statement"] for row in strategy["held_back_by"]] == ["S2"]
    assert case.set("S2", "F").levels("S") == (3, 3)


def test_example_5_levels_that_do_not_apply() -> None:
    assert Case().set("S1", "NA").set("S2", "NA").set("S3", "L").set("S4", "L").levels("S") == (2, 2)
    assert Case().set("S3", "NA").set("S4", "NA").set("S5", "L").set("S6", "L").levels("S") == (3, 3)
    case = Case()
    for statement in ("S1", "S2", "S3", "S4", "S5", "S6"):
        case.set(statement, "NA")
    strategy = case.profile()["dimensions"]["S"]
    assert (strategy["floor"], strategy["next_level"]) == (0, None)
    assert strategy["not_applicable"] == {"questions": 30, "of": 30}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("L", "F", ("L", "L")),
        ("L", "NA", ("L", "L")),
        ("NA", "NA", ("NA", "NA")),
        ("L", None, ("N", "L")),
        ("NA", None, ("N", "F")),
    ],
)
def test_example_6_the_weakest_body_decides(first: str, second: str | None, expected: tuple[str, str]) -> None:
    case = Case(2).set("S2.3", first, "e0").set("S2.3", second, "e1")
    assert case.values("S2.3") == expected


def test_example_7_one_partly_does_not_take_a_level() -> None:
    case = Case(6).set("S6.3", "P")
    assert case.rating("S6") == ("L", "L")
    assert [case.levels(dimension) for dimension in ("S", "DEL", "DAT")] == [(3, 3), (3, 3), (3, 3)]
    assert case.profile()["confirmed"]


def test_example_8_one_body_closes_a_gate() -> None:
    case = Case(6)
    for code in ("S2.2", "S2.4"):
        case.set(code, None, "e4")
    case.set("S2.1", "N", "e4")
    for whose in (None, "e4"):
        assert [case.values(f"S2.{number}", whose) for number in (1, 2, 3, 4)] == [
            ("N", "N"),
            ("N", "N"),
            ("F", "F"),
            ("N", "N"),
        ]
        assert case.rating("S2", whose) == ("P", "P")
        assert case.levels("S", whose) == (0, 0)
    assert case.levels("S", "e0") == (3, 3)
    assert case.profile()["missing"] == 0
    strategy = case.profile()["dimensions"]["S"]
    assert strategy["held_back_by"] == [
        {
            "statement": "S2",
            "rating": "P",
            "needs": "L",
            "questions": [{"question": code, "value": "N", "entities": ["e4"]} for code in ("S2.1", "S2.2", "S2.4")],
        }
    ]
    # 7 of 12 are needed, 3 are there: four steps on two questions. S2.1 to P and S2.2 to F, or both to L, or
    # S2.1 to F and S2.2 to P: the higher end of the first decides.
    assert strategy["shortest_way_up"] == [
        {"question": "S2.1", "from": "N", "to": "F", "entities": ["e4"]},
        {"question": "S2.2", "from": "N", "to": "P", "entities": ["e4"]},
    ]
    assert case.profile("e4")["dimensions"]["S"]["shortest_way_up"][0]["entities"] == []


def test_example_9_a_gap_in_the_middle_and_getting_started() -> None:
    case = Case().set("S3", "N").set("S4", "N")
    assert case.levels("S") == (1, 1)
    assert case.profile()["dimensions"]["S"]["ahead"] == ["S5", "S6"]
    case = Case().set("GS1", "N").set("GS2", "N")
    assert case.rating("GS1") == ("N", "N")
    assert [case.levels(dimension) for dimension in ("S", "DEL", "DAT")] == [(3, 3), (3, 3), (3, 3)]


def test_example_10_a_review_without_issues() -> None:
    case = Case().set("DEL4.6", "X").set("DEL4.7", None).set("DEL4.8", None)
    assert case.values("DEL4.7") == ("NA", "NA")
    assert case.values("DEL4.8") == ("NA", "NA")
    assert case.rating("DEL4") == ("F", "F")
    assert case.profile()["missing"] == 0
    assert case.profile()["dimensions"]["DEL"]["not_applicable"] == {"questions": 2, "of": 48}
    # On five questions three N and two F are 6 of 15: P. On seven they would be 12 of 21: L.
    for code in ("DEL4.1", "DEL4.3", "DEL4.5"):
        case.set(code, "N")
    assert case.rating("DEL4") == ("P", "P")


def test_example_11_one_answer_missing() -> None:
    case = Case(6).set("DEL2.2", None, "e3")
    assert case.rating("DEL2") == ("L", "F")
    assert case.levels("DEL") == (1, 3)
    profile = case.profile()
    assert (profile["missing"], profile["confirmed"]) == (1, False)
    assert (profile["dimensions"]["DEL"]["missing"], profile["dimensions"]["S"]["missing"]) == (1, 0)
    (row,) = profile["dimensions"]["DEL"]["shortest_way_up"]
    # F is needed of DEL2, and any question below L forbids it: two steps, 11 of 12.
    assert row == {"question": "DEL2.2", "from": "N", "to": "L", "entities": ["e3"]}


def test_example_12_a_body_declines() -> None:
    case = Case(6)
    case.participation["e5"] = "declined"
    case.answers = {key: value for key, value in case.answers.items() if key[1] != "e5"}
    assert len(case.answers) + len(case.agreed) == 271
    result = case.result()
    assert result["declined"] == ["e5"]
    assert result["participating"] == ["e0", "e1", "e2", "e3", "e4"]
    assert [profile["entity"] for profile in result["profiles"]] == [None, "e0", "e1", "e2", "e3", "e4"]
    assert all(profile["missing"] == 0 and profile["confirmed"] for profile in result["profiles"])


def test_six_bodies_give_309_answers() -> None:
    case = Case(6)
    assert len(case.answers) + len(case.agreed) == 309
    case.answers.clear()
    case.agreed.clear()
    # Followers of an unanswered gate are not asked: 5 of the lead, 7 of each body, 10 of the organisation.
    assert case.profile()["missing"] == 309 - 5 - 6 * 7 - 10
    assert case.profile("e2")["missing"] == 119 - 5 - 7 - 10


def test_example_13_a_record_waits_for_its_gate() -> None:
    case = Case(2).set("S2.1", None, "e1").set("S2.2", "P", "e1")
    assert case.values("S2.2") == ("N", "F")
    assert case.levels("S") == (0, 3)
    # S2.4 has been recorded too, so only the gate itself is missing.
    assert case.profile()["missing"] == 1


def test_example_14_the_other_body_has_the_record() -> None:
    case = Case(2).set("S2.1", None, "e1").set("S2.2", "P", "e0")
    assert case.values("S2.2") == ("N", "P")
    assert case.levels("S") == (0, 1)


def test_example_15_an_override_of_a_gate_leaves_the_implied_value() -> None:
    case = Case()
    for code in ("DAT2.2", "DAT5.2", "DAT5.3", "DAT5.4"):
        case.set(code, None)
    case.set("DAT2.1", "N").agree("DAT2.1", "F")
    assert case.values("DAT2.1") == ("F", "F")
    assert case.values("DAT2.2") == ("N", "N")
    assert case.profile()["missing"] == 0
    assert case.agree("DAT2.2", "L").values("DAT2.2") == ("L", "L")


def test_example_16_a_view_on_a_follower() -> None:
    case = Case(2).set("DAT2.1", "L").set("DAT2.2", "P").set("DAT2.2", "F", "e1")
    assert case.values("DAT2.1", "e1") == ("L", "L")
    assert case.values("DAT2.2", "e1") == ("F", "F")
    assert case.values("DAT2.2") == ("P", "P")


def test_example_17_no_higher_level_applies() -> None:
    case = Case()
    for statement in ("S3", "S4", "S5", "S6"):
        case.set(statement, "NA")
    strategy = case.profile()["dimensions"]["S"]
    assert strategy == {
        "floor": 1,
        "ceiling": 1,
        "confirmed": True,
        "missing": 0,
        "next_level": None,
        "held_back_by": [],
        "shortest_way_up": [],
        "ahead": [],
        "not_applicable": {"questions": 23, "of": 30},
    }


# ------------------------------------------------------------------------------------ more of the rule's text


def test_an_agreed_answer_overrides_every_body_and_is_not_missing() -> None:
    case = Case(3).set("S2.3", "N", "e1").set("S2.3", None, "e2").agree("S2.3", "L")
    assert case.values("S2.3") == ("L", "L")
    assert case.profile()["missing"] == 0
    assert case.profile("e2")["missing"] == 1
    case.set("S3.3", "N", "e1").set("S2", "P", "e0")
    rows = case.profile()["dimensions"]["S"]["held_back_by"][0]["questions"]
    assert [row for row in rows if row["question"] == "S2.3"] == []


def test_rows_on_an_agreed_answer_name_nobody() -> None:
    case = Case(2).agree("DAT1.1", "P")
    data = case.profile()["dimensions"]["DAT"]
    assert data["held_back_by"][0]["questions"] == [{"question": "DAT1.1", "value": "P", "entities": []}]
    assert data["shortest_way_up"] == [{"question": "DAT1.1", "from": "P", "to": "L", "entities": []}]


def test_the_way_up_names_every_body_below_the_end() -> None:
    case = Case(5)
    for body, value in zip(case.bodies, ("N", "P", "L", "NA", None), strict=True):
        case.set("DAT1.1", value, body)
    data = case.profile()["dimensions"]["DAT"]
    assert data["shortest_way_up"] == [{"question": "DAT1.1", "from": "N", "to": "L", "entities": ["e0", "e1", "e4"]}]
    assert data["held_back_by"][0]["questions"] == [{"question": "DAT1.1", "value": "N", "entities": ["e0", "e4"]}]


def test_a_closed_gate_in_the_partnership_closes_an_agreed_follower() -> None:
    case = Case().set("DAT2.1", "N").agree("DAT2.2", "F")
    assert case.values("DAT2.2") == ("N", "N")
    case = Case().set("DAT2.1", None).agree("DAT2.2", "P")
    assert case.values("DAT2.2") == ("N", "F")


def test_a_missing_signal_holds_nobody_down_on_the_way_up() -> None:
    framework = tiny("X1 X A 1os 2o<X1.1 3o<X1.2")
    case = Case(1, framework)
    case.agreed.clear()
    row = case.profile()["dimensions"]["X"]
    assert (row["floor"], row["ceiling"], row["missing"]) == (0, 1, 1)
    assert [(step["question"], step["to"]) for step in row["shortest_way_up"]] == [
        ("X1.2", "F"),
        ("X1.3", "P"),
    ]


def test_the_way_up_goes_through_a_gate_in_another_dimension() -> None:
    framework = tiny("Y1 Y A 1o\nX1 X A 1o<Y1.1")
    case = Case(1, framework).agree("Y1.1", "N").agree("X1.1", None)
    steps = case.profile()["dimensions"]["X"]["shortest_way_up"]
    assert [(step["question"], step["from"], step["to"]) for step in steps] == [
        ("Y1.1", "N", "P"),
        ("X1.1", "N", "L"),
    ]


def test_the_order_of_keys_is_that_of_the_exchange_format() -> None:
    result = Case(2).set("S1.2", "N").set("S1.3", None).result()
    assert list(result) == [
        "format",
        "edition",
        "policy",
        "assessment",
        "state",
        "participating",
        "declined",
        "did_not_take_part",
        "profiles",
    ]
    assert list(result["policy"]) == ["bands", "full_needs", "reach", "build_on"]
    profile = result["profiles"][0]
    assert list(profile) == ["entity", "missing", "confirmed", "statements", "dimensions"]
    assert list(profile["statements"]) == [statement["code"] for statement in SHIPPED["statements"]]
    strategy = profile["dimensions"]["S"]
    assert list(strategy) == [
        "floor",
        "ceiling",
        "confirmed",
        "missing",
        "next_level",
        "held_back_by",
        "shortest_way_up",
        "ahead",
        "not_applicable",
    ]
    assert list(strategy["held_back_by"][0]) == ["statement", "rating", "needs", "questions"]
    assert list(strategy["held_back_by"][0]["questions"][0]) == ["question", "value", "entities"]
    assert list(strategy["shortest_way_up"][0]) == ["question", "from", "to", "entities"]


# --------------------------------------------------------------------------------- the shortest way, by force


def brute_force(values: Values, needs: dict[str, str], framework: Framework) -> list[tuple[str, str, str]]:
    """Try every change of every question of the whole framework and keep the best that the rule allows."""
    movable = [question for question in framework.questions if not question.signal and values[question.code] != "NA"]
    best = None
    for ends in itertools.product(range(4), repeat=len(movable)):
        after = dict(values)
        steps = []
        for question, end in zip(movable, ends, strict=True):
            now = POINTS[str(values[question.code])]
            if end < now:
                break
            after[question.code] = CODES[end]
            if end > now:
                steps.append((question.place, now, end))
        else:
            if any(
                gate is not None and after[gate] == "N"
                for question in movable
                if after[question.code] != values[question.code]
                for gate in [gate_to_mind(question, framework)]
            ):
                continue
            ratings = {row.code: rate_statement(row, after, framework.policy) for row in framework.statements}
            if any(POINTS[ratings[code]] < POINTS[need] for code, need in needs.items()):
                continue
            cost = (
                sum(end - now for _, now, end in steps),
                len(steps),
                [place for place, _, _ in steps],
                [-end for _, _, end in steps],
            )
            if best is None or cost < best[0]:
                rows = [(framework.questions[place].code, CODES[now], CODES[end]) for place, now, end in steps]
                best = (cost, rows)
    assert best is not None
    return best[1]


@pytest.mark.parametrize("seed", range(40))
def test_the_shortest_way_is_what_brute_force_finds(seed: int) -> None:
    rng = random.Random(seed)
    source = random_framework(rng, levels=(2, 3), dimensions=(1, 2), most_questions=6)
    framework = Framework(source)
    document = random_document(rng, source, bodies=(1, 2), filled=rng.choice((0.5, 0.9)))
    round_ = Round(document, framework)
    for profile in compute_result(document, source)["profiles"]:
        floor, _ = profile_values(round_, profile["entity"])
        ratings = {row.code: rate_statement(row, floor, framework.policy) for row in framework.statements}
        for code, dimension in profile["dimensions"].items():
            if dimension["next_level"] is not None:
                statements = framework.of_dimension(code)
                needs = needed_for(statements, ratings, dimension["next_level"], framework.policy)
                found = [(row["question"], row["from"], row["to"]) for row in dimension["shortest_way_up"]]
                assert found == brute_force(floor, needs, framework)


# ------------------------------------------------------------------------------------------------- properties


def some_cases(number: int) -> list[tuple[random.Random, dict[str, Any], Document]]:
    """Random assessments, half of them of the shipped structure, half of odd frameworks."""
    cases = []
    for seed in range(number):
        rng = random.Random(1000 + seed)
        framework = SHIPPED if seed % 2 else random_framework(rng)
        cases.append((rng, framework, random_document(rng, framework)))
    return cases


RANK = {"N": 0, "P": 1, "L": 2, "F": 3}


def compare(first: dict[str, Any], second: dict[str, Any], check: Callable[..., bool]) -> None:
    """Hold both readings of each thing, in two results, against `check(floor, ceiling, floor, ceiling)`."""
    for one, other in zip(first["profiles"], second["profiles"], strict=True):
        for code, row in one["dimensions"].items():
            against = other["dimensions"][code]
            assert check(row["floor"], row["ceiling"], against["floor"], against["ceiling"])
        for code, row in one["statements"].items():
            found = [row["floor"], row["ceiling"], *other["statements"][code].values()]
            if "NA" not in found:
                assert check(*(RANK[rating] for rating in found))


def test_the_floor_is_never_above_the_ceiling() -> None:
    for _, framework, document in some_cases(40):
        result = compute_result(document, framework)
        compare(result, result, lambda floor, ceiling, *_: floor <= ceiling)


def test_raising_one_answer_lowers_nothing() -> None:
    for rng, framework, document in some_cases(40):
        below = [row for row in document["answers"] + document["agreed"] if row["value"] in ("N", "P", "L")]
        if below:
            before = compute_result(document, framework)
            row = rng.choice(below)
            row["value"] = CODES[POINTS[row["value"]] + 1]
            after = compute_result(document, framework)
            compare(before, after, lambda floor, ceiling, then, top: floor <= then and ceiling <= top)


def test_the_order_of_answers_does_not_matter() -> None:
    for rng, framework, document in some_cases(20):
        mixed = copy.deepcopy(document)
        rng.shuffle(mixed["answers"])
        rng.shuffle(mixed["agreed"])
        assert compute_result(mixed, framework) == compute_result(document, framework)


def test_the_order_of_bodies_changes_no_rating() -> None:
    for rng, framework, document in some_cases(20):
        mixed = copy.deepcopy(document)
        rng.shuffle(mixed["entities"])
        before, after = (
            {profile["entity"]: (profile["statements"], profile["missing"]) for profile in result["profiles"]}
            for result in (compute_result(document, framework), compute_result(mixed, framework))
        )
        assert before == after


def test_views_do_not_change_the_partnership() -> None:
    for _, framework, document in some_cases(30):
        respondents = {question.code: question.respondent for question in Framework(framework).questions}
        lead = document["assessment"]["lead_entity"]
        without = copy.deepcopy(document)
        without["answers"] = [
            row
            for row in document["answers"]
            if respondents[row["question"]] == "entity"
            or (respondents[row["question"]] == "lead_entity" and row["entity"] == lead)
        ]
        first, second = (compute_result(each, framework)["profiles"][0] for each in (document, without))
        assert first == second


def test_an_answer_that_was_due_never_widens_the_gap() -> None:
    for rng, framework, document in some_cases(40):
        round_ = Round(document, Framework(framework))
        missing: list[tuple[Question, str | None]] = [
            (question, body) for body in round_.bodies for question in round_.missing_for_body(body)
        ]
        missing += [(question, document["assessment"]["lead_entity"]) for question in round_.missing_for_lead()]
        missing += [(question, None) for question in round_.missing_for_organisation()]
        if not missing:
            continue
        question, body = rng.choice(missing)
        before = compute_result(document, framework)
        answer = {"question": question.code, "value": rng.choice(("Y", "X") if question.signal else CODES)}
        if body is None:
            document["agreed"].append(answer)
        elif body in round_.bodies:
            document["answers"].append(answer | {"entity": body})
        after = compute_result(document, framework)
        compare(before, after, lambda floor, ceiling, then, top: floor <= then <= top <= ceiling)


def test_the_way_up_reaches_the_next_level() -> None:
    for _, source, document in some_cases(40):
        framework = Framework(source)
        round_ = Round(document, framework)
        for profile in compute_result(document, source)["profiles"]:
            floor, _ = profile_values(round_, profile["entity"])
            for code, dimension in profile["dimensions"].items():
                if dimension["next_level"] is None:
                    continue
                after = floor | {row["question"]: row["to"] for row in dimension["shortest_way_up"]}
                # The new values can stand: with signals answered, the gates change nothing of them.
                signals = {
                    question.code: after[question.code] or "Y" for question in framework.questions if question.signal
                }
                assert apply_gates(after | signals, framework.questions) == after | signals
                ratings = {row.code: rate_statement(row, after, framework.policy) for row in framework.statements}
                assert level_of(framework.of_dimension(code), ratings, framework.policy) >= dimension["next_level"]


# ------------------------------------------------------------------------------------------ the random rounds


def test_random_documents_are_valid_and_canonical() -> None:
    for _, framework, document in some_cases(40):
        structure = Framework(framework)
        bodies = [entity["slug"] for entity in document["entities"]]
        taking_part = [e["slug"] for e in document["entities"] if e["participation"] == "participating"]
        lead = document["assessment"]["lead_entity"]
        assert lead in taking_part or document["assessment"]["state"] == "draft"
        places = [
            (structure.by_code[row["question"]].place, bodies.index(row["entity"])) for row in document["answers"]
        ]
        assert places == sorted(set(places))
        agreed = [structure.by_code[row["question"]].place for row in document["agreed"]]
        assert agreed == sorted(set(agreed))
        recorded = {(row["question"], row["entity"]): row["value"] for row in document["answers"]}
        for row in document["answers"]:
            question = structure.by_code[row["question"]]
            assert row["entity"] in taking_part
            assert row["value"] in (("Y", "X") if question.signal else ("F", "L", "P", "N", "NA"))
            assert bool(row["reason"]) == (row["value"] == "NA")
            own = question.respondent == "entity" or (question.respondent == "lead_entity" and row["entity"] == lead)
            while own and question.gate is not None:
                assert recorded.get((question.gate, row["entity"])) not in ("N", "NA", "X")
                question = structure.by_code[question.gate]
        assert all(row["rationale"] for row in document["agreed"] if row["value"] == "NA")
        json.dumps(document)


def test_random_frameworks_are_of_the_shipped_shape() -> None:
    for seed in range(60):
        source = random_framework(random.Random(seed))
        framework = Framework(source)
        bands = source["policy"]["bands"]
        assert bands["P"] < bands["L"] < bands["F"]
        assert 2 <= len(source["levels"]) <= 6
        assert 1 <= len(source["dimensions"]) <= 8
        assert len({statement.code for statement in framework.statements}) == len(framework.statements)
        for question in framework.questions:
            assert not (question.signal and (question.respondent == "entity" or question.gate))
            if question.gate:
                gate = framework.by_code[question.gate]
                assert (gate.place < question.place, gate.respondent) == (True, question.respondent)


def test_the_same_seed_gives_the_same_round() -> None:
    first, second = (random_document(random.Random(7), SHIPPED) for _ in range(2))
    assert first == second
