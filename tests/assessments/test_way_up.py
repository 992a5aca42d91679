"""The shortest way up against brute force on small cases, and through whole profiles."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.maturity import NUMBER, Round, partnership_profile, rate
from assessments.way_up import Need, shortest_way
from framework_data.structure import LEAD_ENTITY, SIGNAL, Framework, Policy, Question, Statement

POLICY = Policy()
BANDS = {"P": POLICY.band_p, "L": POLICY.band_l, "F": POLICY.band_f}


def by_brute_force(needs, values, gates, signals):
    """Try every end of every question and keep the best by the four criteria of the rule."""
    free = [place for place, value in enumerate(values) if value in (0, 1, 2, 3) and place not in signals]
    best = None
    for ends in product(*(range(values[place], 4) for place in free)):
        end_of = dict(zip(free, ends, strict=True))
        raised = [place for place in free if end_of[place] > values[place]]
        if any(gates.get(place) in end_of and end_of[gates[place]] == 0 for place in raised):
            continue
        if not all(is_met(need, [end_of[place] for place in need.places]) for need in needs):
            continue
        key = (
            sum(end_of[place] - values[place] for place in raised),
            len(raised),
            tuple(raised),
            tuple(-end_of[place] for place in raised),
        )
        if best is None or key < best[0]:
            best = (key, [(place, end_of[place]) for place in raised])
    return best[1]


def is_met(need, ends):
    return 100 * sum(ends) > need.band * 3 * len(ends) and min(ends) >= need.at_least


@st.composite
def small_cases(draw):
    """Up to three statements with up to six questions in all, gates within and across them."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3).filter(lambda sizes: sum(sizes) <= 6))
    values = [draw(st.integers(0, 3)) for _ in range(sum(sizes))]
    gates = {}
    for place in range(1, len(values)):
        if draw(st.booleans()):
            gates[place] = draw(st.integers(0, place - 1))
            if values[gates[place]] == 0:
                values[place] = 0
    needs, first = [], 0
    for size in sizes:
        rating = draw(st.sampled_from(("L", "F", None)))
        if rating:
            least = 2 if rating == "F" else 0
            needs.append(Need(tuple(range(first, first + size)), BANDS[rating], least))
        first += size
    short = [need for need in needs if not is_met(need, [values[place] for place in need.places])]
    return short, tuple(values), gates


@settings(max_examples=150, deadline=None)
@given(small_cases())
def test_no_way_is_shorter_and_ties_go_by_the_rule(case):
    needs, values, gates = case
    assert shortest_way(needs, values, gates, frozenset()) == by_brute_force(needs, values, gates, frozenset())


@pytest.mark.slow
@settings(max_examples=1500, deadline=None)
@given(small_cases())
def test_no_way_is_shorter_in_many_more_cases(case):
    needs, values, gates = case
    assert shortest_way(needs, values, gates, frozenset()) == by_brute_force(needs, values, gates, frozenset())


@pytest.mark.parametrize(
    ("values", "band", "least", "expected"),
    [
        pytest.param((0, 0), 50, 0, [(0, 3), (1, 1)], id="the first question takes the higher end"),
        pytest.param((2, 2, 2), 85, 2, [(0, 3), (1, 3)], id="the first questions rise"),
        pytest.param((3, 3, 1), 85, 2, [(2, 2)], id="the weak answer has to rise"),
        pytest.param((1, 3, 3, 3, 3), 50, 0, [], id="nothing to do"),
    ],
)
def test_ties_are_settled_as_the_rule_says(values, band, least, expected):
    need = Need(tuple(range(len(values))), band, least)
    assert shortest_way([need] if expected else [], values, {}, frozenset()) == expected


def test_a_follower_rises_only_with_its_gate():
    # Raising the follower alone would need fewer questions, but its gate stands at N.
    need = Need((0, 1), 50, 0)
    assert shortest_way([need], (0, 0), {1: 0}, frozenset()) == [(0, 3), (1, 1)]
    assert shortest_way([Need((1,), 50, 0)], (0, 0), {1: 0}, frozenset()) == [(0, 1), (1, 2)]


def test_a_gate_is_looked_for_behind_a_signal():
    # place 1 is a signal that its gate 0 has closed; place 2 follows the signal.
    assert shortest_way([Need((2,), 50, 0)], (0, 0, 0), {1: 0, 2: 1}, frozenset({1})) == [(0, 1), (2, 2)]
    assert shortest_way([Need((2,), 50, 0)], (0, 5, 0), {2: 1}, frozenset({1})) == [(2, 2)]


# --- Through whole profiles ------------------------------------------------------------------------------------


def a_small_framework(rng: random.Random) -> Framework:
    """One dimension, two or three levels, up to seven questions; gates and a signal among them."""
    statements, codes = [], []
    for level in range(1, rng.randint(2, 3) + 1):
        questions = []
        for number in range(1, rng.randint(1, 3) + 1):
            code = f"A{level}.{number}"
            kind = SIGNAL if number > 1 and rng.random() < 0.2 else "practice"
            gate = rng.choice(codes) if codes and kind != SIGNAL and rng.random() < 0.5 else None
            questions.append(Question(code, LEAD_ENTITY, kind, gate))
            codes.append(code)
        statements.append(Statement(f"A{level}", "A", level, tuple(questions)))
    return Framework("small", len(statements), ("A",), tuple(statements), Policy(build_on=rng.choice("FL")))


@pytest.mark.parametrize("seed", range(60))
def test_the_way_up_of_a_profile_reaches_the_next_level(seed):
    rng = random.Random(seed)
    framework = a_small_framework(rng)
    answers = {}
    for question in framework.questions:
        value = rng.choice(("Y", "X", None)) if question.is_signal else rng.choice(("F", "L", "P", "N", "NA", None))
        if value:
            answers[question.code] = value
    profile = partnership_profile(Round(framework, ("e",), "e", {"e": answers}))
    dimension = profile.dimension("A")
    if dimension.next_level is None:
        assert dimension.shortest_way_up == ()
        return
    ends = {step.question: step.end for step in dimension.shortest_way_up}
    raised = dict(profile.floor) | ends
    ratings = {
        statement.code: rate(
            [NUMBER[raised[q.code]] for q in statement.questions if not q.is_signal and raised[q.code] != "NA"],
            framework.policy,
        )
        for statement in framework.statements
    }
    for statement in framework.statements:
        rating, need = ratings[statement.code], framework.policy.build_on
        if statement.level == dimension.next_level:
            need = framework.policy.reach
        if statement.level <= dimension.next_level and rating != "NA":
            assert NUMBER[rating] >= NUMBER[need]
    for question in framework.questions:
        if question.code in ends and question.gate:
            assert raised.get(question.gate, "Y") != "N"
