"""The rule: its worked examples one by one, its properties on generated rounds, an odd frameworks' worth of oracle."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.maturity import Round, closed_by, entity_profile, partnership_profile, profiles, rate, standing_values
from assessments.result_file import RoundFacts, result_as_dict
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION, VALUE, Framework, Policy, Question, Statement
from tests.oracle.framework import load_framework
from tests.oracle.independent import compute_result
from tests.oracle.rounds import random_document, random_framework


def framework_from(source: dict[str, Any]) -> Framework:
    """The oracle's plain dictionary as the product's structure."""
    order = {level["code"]: level["order"] for level in source["levels"]}
    policy = source["policy"]
    return Framework(
        edition=source["framework"]["slug"],
        levels=len(order),
        dimensions=tuple(dimension["code"] for dimension in source["dimensions"]),
        statements=tuple(
            Statement(
                code=statement["code"],
                dimension=statement["dimension"],
                level=order.get(statement["level"]),
                questions=tuple(
                    Question(
                        code=f"{statement['code']}.{question['number']}",
                        respondent=question["respondent"],
                        kind=question.get("kind", "practice"),
                        gate=question.get("gate"),
                    )
                    for question in statement["questions"]
                ),
            )
            for statement in source["statements"]
        ),
        policy=Policy(
            policy["bands"]["P"],
            policy["bands"]["L"],
            policy["bands"]["F"],
            policy["full_needs"],
            policy["reach"],
            policy["build_on"],
        ),
    )


SHIPPED = framework_from(load_framework())
BODIES = ("e0", "e1", "e2", "e3", "e4", "e5")


def all_f(*changes: tuple[str, str, str | None], bodies: tuple[str, ...] = BODIES, signal: str = "Y") -> Round:
    """Everything F and agreed, e0 leading; changes are (body or "agreed", question, value or None to leave it out)."""
    recorded: dict[str, dict[str, str]] = {body: {} for body in (*bodies, "agreed")}
    for question in SHIPPED.questions:
        value = signal if question.is_signal else "F"
        places = {ENTITY: bodies, LEAD_ENTITY: bodies[:1], ORGANISATION: ("agreed",)}[question.respondent]
        for place in places:
            recorded[place][question.code] = value
    for place, question, value in changes:
        recorded[place].pop(question, None)
        if value is not None:
            recorded[place][question] = value
    return Round(SHIPPED, bodies, bodies[0], {body: recorded[body] for body in bodies}, recorded["agreed"])


def everywhere(*codes: str, value: str | None, bodies: tuple[str, ...] = BODIES) -> list[tuple[str, str, str | None]]:
    """Changes that give these questions, or all questions of these statements, a value wherever it is recorded."""
    changes = []
    for question in SHIPPED.questions:
        if question.code in codes or SHIPPED.statement_of[question.code].code in codes:
            places = {ENTITY: bodies, LEAD_ENTITY: bodies[:1], ORGANISATION: ("agreed",)}[question.respondent]
            changes += [(place, question.code, value) for place in places if not question.is_signal]
    return changes


def levels(profile: Any) -> dict[str, tuple[int, int]]:
    return {dimension.code: (dimension.floor, dimension.ceiling) for dimension in profile.dimensions}


# --- The worked examples ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "rating"),
    [
        ("FFL", "F"),
        ("FLL", "L"),
        ("FFP", "L"),
        ("FFFFFFFFFFN", "L"),
        ("FFFFFFFFFLL", "F"),
        ("L", "L"),
        ("F", "F"),
        ("P", "P"),
        ("N", "N"),
        ("PNNNNN", "N"),
        ("PNN", "N"),
        ("PN", "P"),
        ("", "NA"),
    ],
)
def test_examples_1_to_3_a_statement_is_rated_by_share_and_weakest_answer(values, rating):
    assert rate([VALUE[value] for value in values], Policy()) == rating


def test_example_3_a_statement_without_applicable_question_is_not_applicable():
    profile = partnership_profile(all_f(*everywhere("DAT1", value="NA")))
    assert profile.statement("DAT1").floor == "NA"


def test_example_4_practice_ahead_counts_once_the_level_below_is_full():
    at_l = everywhere("S2", "S5", "S6", value="L")
    strategy = partnership_profile(all_f(*at_l)).dimension("S")
    assert (strategy.floor, strategy.ahead) == (1, ("S3", "S4", "S5", "S6"))
    raised = partnership_profile(all_f(*everywhere("S5", "S6", value="L")))
    assert raised.dimension("S").floor == 3


def test_example_5_levels_that_are_not_applicable_are_passed_over():
    low_na = partnership_profile(all_f(*everywhere("S1", "S2", value="NA"), *everywhere("S3", "S4", value="L")))
    assert low_na.dimension("S").floor == 2
    middle_na = partnership_profile(all_f(*everywhere("S3", "S4", value="NA"), *everywhere("S5", "S6", value="L")))
    assert middle_na.dimension("S").floor == 3
    all_na = partnership_profile(all_f(*everywhere("S1", "S2", "S3", "S4", "S5", "S6", value="NA"))).dimension("S")
    assert (all_na.floor, all_na.next_level) == (0, None)
    assert (all_na.not_applicable, all_na.rated_questions) == (30, 30)


@pytest.mark.parametrize(
    ("first", "second", "floor", "ceiling"),
    [
        ("L", "F", "L", "L"),
        ("L", "NA", "L", "L"),
        ("NA", "NA", "NA", "NA"),
        ("L", None, "N", "L"),
        ("NA", None, "N", "F"),
        (None, None, "N", "F"),
    ],
)
def test_example_6_the_weakest_body_decides_an_entity_question(first, second, floor, ceiling):
    profile = partnership_profile(all_f(("e0", "DAT1.1", first), ("e1", "DAT1.1", second), bodies=("e0", "e1")))
    assert (profile.floor["DAT1.1"], profile.ceiling["DAT1.1"]) == (floor, ceiling)


def test_example_7_one_partly_answer_leaves_a_large_statement_largely_in_place():
    profile = partnership_profile(all_f(("agreed", "S6.3", "P")))
    assert profile.statement("S6").floor == "L"
    assert levels(profile) == {"S": (3, 3), "DEL": (3, 3), "DAT": (3, 3)}


def test_example_8_a_body_without_a_plan_holds_the_partnership_and_not_the_others():
    found = profiles(all_f(("e3", "S2.1", "N")))
    for profile in (found[0], found[4]):
        assert [profile.floor[code] for code in ("S2.1", "S2.2", "S2.4")] == ["N", "N", "N"]
        assert profile.statement("S2").floor == "P"
        assert profile.dimension("S").floor == 0
    assert {levels(profile)["S"] for profile in (*found[1:4], *found[5:])} == {(3, 3)}
    held = found[0].dimension("S").held_back_by[0]
    assert [(question.question, question.entities) for question in held.questions] == [
        ("S2.1", ("e3",)),
        ("S2.2", ("e3",)),
        ("S2.4", ("e3",)),
    ]


def test_example_9_getting_started_never_changes_a_level():
    strategy = partnership_profile(all_f(*everywhere("S3", "S4", value="N"))).dimension("S")
    assert (strategy.floor, strategy.ahead) == (1, ("S5", "S6"))
    without = partnership_profile(all_f(*everywhere("GS1", "GS2", value="N")))
    assert without.statement("GS1").floor == "N"
    assert levels(without) == levels(partnership_profile(all_f()))


def test_example_10_no_issues_close_their_followers_and_rate_nothing():
    profile = partnership_profile(all_f(("agreed", "DEL4.6", "X")))
    assert (profile.floor["DEL4.7"], profile.floor["DEL4.8"]) == ("NA", "NA")
    delivery = profile.dimension("DEL")
    assert (delivery.not_applicable, delivery.rated_questions) == (2, 48)
    assert "DEL4.6" not in {q.question for held in delivery.held_back_by for q in held.questions}


def test_example_11_one_missing_answer_opens_floor_and_ceiling():
    profile = partnership_profile(all_f(("e4", "DEL2.2", None)))
    delivery = profile.dimension("DEL")
    assert (delivery.floor, delivery.ceiling, delivery.missing, profile.missing) == (1, 3, 1, 1)
    assert not delivery.is_confirmed
    assert delivery.held_back_by[0].questions[0].entities == ("e4",)


def test_example_12_answers_to_give_follow_the_bodies_that_take_part():
    nothing = Round(SHIPPED, BODIES[:5], "e0", {}, {})
    gated = sum(question.gate is not None for question in SHIPPED.questions)
    due = 19 + 62 + 5 * 38
    assert due == 271
    closed = sum(5 if q.respondent == ENTITY else 1 for q in SHIPPED.questions if q.gate)
    assert gated == 22
    assert partnership_profile(nothing).missing == due - closed


@pytest.mark.parametrize(("waiting", "ceiling"), [("e1", (0, 3)), ("e0", (0, 1))])
def test_examples_13_and_14_a_recorded_answer_waits_for_its_gate(waiting, ceiling):
    changes = [("e1", "S2.1", None), ("e1", "S2.2", None), (waiting, "S2.2", "P")]
    profile = partnership_profile(all_f(*changes, bodies=("e0", "e1")))
    assert profile.floor["S2.2"] == "N"
    assert profile.ceiling["S2.2"] == ("F" if waiting == "e1" else "P")
    assert levels(profile)["S"] == ceiling


def test_example_15_an_implied_answer_stays_until_the_board_agrees_on_it_too():
    changes = [("e0", "DAT2.1", "N"), ("e0", "DAT2.2", None), ("agreed", "DAT2.1", "F")]
    profile = partnership_profile(all_f(*changes))
    assert (profile.floor["DAT2.2"], profile.ceiling["DAT2.2"]) == ("N", "N")
    agreed = partnership_profile(all_f(*changes, ("agreed", "DAT2.2", "F")))
    assert agreed.floor["DAT2.2"] == "F"


def test_example_16_a_view_counts_in_the_bodys_own_profile_with_the_leads_gate():
    recorded = all_f(("e0", "DAT2.1", "L"), ("e0", "DAT2.2", "P"), ("e2", "DAT2.2", "F"))
    own = entity_profile(recorded, "e2")
    assert (own.floor["DAT2.1"], own.floor["DAT2.2"]) == ("L", "F")
    assert partnership_profile(recorded).floor["DAT2.2"] == "P"


def test_example_17_where_no_higher_level_applies_nothing_stands_in_the_way():
    strategy = partnership_profile(all_f(*everywhere("S3", "S4", "S5", "S6", value="NA"))).dimension("S")
    assert (strategy.floor, strategy.next_level) == (1, None)
    assert (strategy.held_back_by, strategy.shortest_way_up) == ((), ())


# --- Details of the explanation ------------------------------------------------------------------------------------


def test_the_way_up_names_every_body_below_its_end():
    changes = [("e1", "DAT1.1", "N"), ("e2", "DAT1.1", "P"), ("e3", "DAT1.1", None), ("e4", "DAT1.1", "NA")]
    data = partnership_profile(all_f(*changes)).dimension("DAT")
    assert data.next_level == 1
    (step,) = data.shortest_way_up
    assert (step.question, step.start, step.end, step.entities) == ("DAT1.1", "N", "L", ("e1", "e2", "e3"))
    (held,) = data.held_back_by
    assert held.questions[0].entities == ("e1", "e3")


def test_bodies_are_not_named_where_an_agreed_answer_stands_in():
    data = partnership_profile(all_f(("e1", "DAT1.1", "N"), ("agreed", "DAT1.1", "P"))).dimension("DAT")
    assert data.shortest_way_up[0].entities == ()
    assert data.held_back_by[0].questions[0].entities == ()


def test_without_explanation_the_levels_are_the_same():
    recorded = all_f(("e1", "DAT1.1", "P"))
    bare, full = partnership_profile(recorded, explain=False), partnership_profile(recorded)
    assert levels(bare) == levels(full)
    assert bare.dimension("DAT").held_back_by == ()


def test_a_round_without_lead_has_no_lead_answers():
    recorded = replace(all_f(), lead=None)
    assert partnership_profile(recorded).floor["S1.2"] == "N"
    assert partnership_profile(recorded).missing == 19 - sum(
        bool(q.gate) for q in SHIPPED.questions if q.respondent == LEAD_ENTITY
    )


def test_closed_questions_name_their_gate_and_what_they_are():
    closed = closed_by(SHIPPED, {"S2.1": "N", "DEL4.6": "X", "DAT2.1": "NA", "DEL1.2": "P"})
    assert closed["S2.2"] == ("S2.1", "N")
    assert closed["DEL4.8"] == ("DEL4.7", "NA")
    assert closed["DAT5.3"] == ("DAT2.1", "NA")
    assert "DEL1.3" not in closed


def test_standing_values_hold_answers_views_and_what_is_implied():
    recorded = Round(
        SHIPPED,
        ("e0", "e1", "e2"),
        "e0",
        {"e0": {"DAT2.1": "N"}, "e1": {"DAT2.2": "F"}, "e2": {"DAT2.1": "N", "DAT2.2": "L", "S2.2": "P"}},
    )
    assert standing_values(recorded, "DAT2.1") == (("e0", "N", False), ("e2", "N", False))
    assert standing_values(recorded, "DAT2.2") == (("e0", "N", True), ("e1", "F", False), ("e2", "N", True))
    assert standing_values(recorded, "S2.2") == ()


# --- Properties, on generated rounds --------------------------------------------------------------------------------

RATED = st.sampled_from(("F", "F", "L", "P", "N"))
ANSWER = st.sampled_from(("F", "F", "F", "L", "P", "N", "NA", None))
ORDER = {"NA": None, "N": 0, "P": 1, "L": 2, "F": 3}


@st.composite
def rounds(draw, framework: Framework = SHIPPED, bodies: int = 2) -> Round:
    """Up to three bodies; answers, some views, agreed answers, some overrides."""
    names = BODIES[: draw(st.integers(1, bodies))]
    rng = random.Random(draw(st.integers(0, 2**32)))
    pool = draw(st.sampled_from((("F", "F", "F", "L"), ("F", "F", "L", "P", "N", "NA", None), ("N", "P", "L", None))))

    def pick(question: Question) -> str | None:
        value = rng.choice(pool)
        return rng.choice(("Y", "X", None)) if question.is_signal else value

    answers: dict[str, dict[str, str]] = {name: {} for name in names}
    agreed: dict[str, str] = {}
    for question in framework.questions:
        for name in names:
            addressed = question.respondent == ENTITY or (question.respondent == LEAD_ENTITY and name == names[0])
            if (addressed or rng.random() < 0.1) and (value := pick(question)):
                answers[name][question.code] = value
        if (question.respondent == ORGANISATION or rng.random() < 0.05) and (value := pick(question)):
            agreed[question.code] = value
    return Round(framework, names, names[0], answers, agreed)


def never_lower(before: Any, after: Any) -> bool:
    """No level and no applicable rating of `after` is below that of `before`, in both readings."""
    for old, new in zip(before.dimensions, after.dimensions, strict=True):
        if new.floor < old.floor or new.ceiling < old.ceiling:
            return False
    for old, new in zip(before.statements, after.statements, strict=True):
        for was, now in ((old.floor, new.floor), (old.ceiling, new.ceiling)):
            if "NA" not in (was, now) and ORDER[now] < ORDER[was]:
                return False
    return True


@settings(max_examples=60, deadline=None)
@given(rounds())
def test_the_floor_is_never_above_the_ceiling(recorded):
    for profile in profiles(recorded, explain=False):
        assert all(dimension.floor <= dimension.ceiling for dimension in profile.dimensions)
        for statement in profile.statements:
            assert "NA" in (statement.floor, statement.ceiling) or ORDER[statement.floor] <= ORDER[statement.ceiling]


@settings(max_examples=60, deadline=None)
@given(rounds(), st.data())
def test_raising_one_answer_never_lowers_anything(recorded, data):
    lower = [(e, q, v) for e, of in recorded.answers.items() for q, v in of.items() if v in ("N", "P", "L")]
    lower += [("agreed", q, v) for q, v in recorded.agreed.items() if v in ("N", "P", "L")]
    # A follower behind the gate may hold NA of its own, which is neither higher nor lower.
    if not lower or any(v == "NA" for of in (*recorded.answers.values(), recorded.agreed) for v in of.values()):
        return
    place, question, value = data.draw(st.sampled_from(lower))
    raised = "NPLF"[VALUE[value] + 1]
    answers = {e: dict(of) for e, of in recorded.answers.items()}
    agreed = dict(recorded.agreed)
    (agreed if place == "agreed" else answers[place])[question] = raised
    after = replace(recorded, answers=answers, agreed=agreed)
    for old, new in zip(profiles(recorded, explain=False), profiles(after, explain=False), strict=True):
        assert never_lower(old, new)


@settings(max_examples=60, deadline=None)
@given(rounds(), st.data(), RATED)
def test_an_answer_that_was_due_never_widens_the_gap(recorded, data, value):
    body = data.draw(st.sampled_from(recorded.entities))
    due = [
        q.code
        for q in SHIPPED.questions
        if q.respondent == ENTITY
        and q.code not in recorded.answers[body]
        and q.code not in recorded.agreed
        and (q.gate is None or recorded.answers[body].get(q.gate) in ("F", "L", "P"))
    ]
    if not due:
        return
    answers = {e: dict(of) for e, of in recorded.answers.items()}
    answers[body][data.draw(st.sampled_from(due))] = value
    before = partnership_profile(recorded, explain=False)
    after = partnership_profile(replace(recorded, answers=answers), explain=False)
    for old, new in zip(before.dimensions, after.dimensions, strict=True):
        assert old.floor <= new.floor <= new.ceiling <= old.ceiling
    assert after.missing >= before.missing - 1


@settings(max_examples=60, deadline=None)
@given(rounds(), st.data())
def test_closing_a_gate_with_n_never_raises_a_rating(recorded, data):
    gate = data.draw(st.sampled_from(sorted({q.gate for q in SHIPPED.questions if q.gate and q.respondent == ENTITY})))
    body = data.draw(st.sampled_from(recorded.entities))
    answers = {e: dict(of) for e, of in recorded.answers.items()}
    answers[body].setdefault(gate, "F")
    if answers[body][gate] == "NA" or any(answers[body].get(f) == "NA" for f in SHIPPED.followers[gate]):
        return
    before = entity_profile(replace(recorded, answers=answers), body, explain=False)
    closed = {e: dict(of) for e, of in answers.items()}
    closed[body][gate] = "N"
    after = entity_profile(replace(recorded, answers=closed), body, explain=False)
    assert never_lower(after, before)


@settings(max_examples=60, deadline=None)
@given(rounds(bodies=3), st.data())
def test_views_never_change_the_partnership(recorded, data):
    body = data.draw(st.sampled_from(recorded.entities))
    views = [
        q
        for q in SHIPPED.questions
        if q.respondent == ORGANISATION or (q.respondent == LEAD_ENTITY and body != recorded.lead)
    ]
    answers = {e: dict(of) for e, of in recorded.answers.items()}
    for question in views:
        answers[body][question.code] = "X" if question.is_signal else data.draw(RATED)
    assert partnership_profile(recorded) == partnership_profile(replace(recorded, answers=answers))


@settings(max_examples=40, deadline=None)
@given(rounds(bodies=3), st.randoms(use_true_random=False))
def test_the_order_of_questions_entities_and_answers_does_not_matter(recorded, rng):
    def shuffled(pairs):
        pairs = list(pairs)
        rng.shuffle(pairs)
        return dict(pairs)

    mixed = replace(
        recorded,
        entities=tuple(rng.sample(recorded.entities, len(recorded.entities))),
        answers=shuffled((e, shuffled(of.items())) for e, of in recorded.answers.items()),
        agreed=shuffled(recorded.agreed.items()),
    )
    old, new = partnership_profile(recorded, explain=False), partnership_profile(mixed, explain=False)
    assert (old.missing, old.statements, old.dimensions) == (new.missing, new.statements, new.dimensions)
    for entity in recorded.entities:
        assert entity_profile(recorded, entity) == entity_profile(mixed, entity)


@pytest.mark.parametrize("seed", range(25))
def test_other_frameworks_of_the_same_shape_give_the_independent_result(seed):
    rng = random.Random(seed)
    source = random_framework(rng)
    framework = framework_from(source)
    document = random_document(rng, source)
    assert result_of(framework, document) == compute_result(document, source)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 2000, 250))
def test_a_thousand_odd_frameworks_give_the_independent_result(start):
    for seed in range(start, start + 250):
        rng = random.Random(seed)
        source = random_framework(rng)
        document = random_document(rng, source)
        assert result_of(framework_from(source), document) == compute_result(document, source), f"seed {seed}"


def result_of(framework: Framework, document: dict[str, Any]) -> dict[str, Any]:
    """The product's result of a document, without a database."""

    def bodies(participation: str) -> tuple[str, ...]:
        return tuple(e["slug"] for e in document["entities"] if e["participation"] == participation)

    answers: dict[str, dict[str, str]] = {}
    for row in document["answers"]:
        answers.setdefault(row["entity"], {})[row["question"]] = row["value"]
    taking_part, lead = bodies("participating"), document["assessment"]["lead_entity"]
    recorded = Round(
        framework=framework,
        entities=taking_part,
        lead=lead if lead in taking_part else None,
        answers=answers,
        agreed={row["question"]: row["value"] for row in document["agreed"]},
    )
    facts = RoundFacts(
        assessment=document["assessment"]["slug"],
        state=document["assessment"]["state"],
        participating=taking_part,
        declined=bodies("declined"),
        did_not_take_part=bodies("did_not_take_part"),
    )
    return result_as_dict(framework, facts, profiles(recorded))
