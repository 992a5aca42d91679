"""What the consensus page weighs: spread, dispute, and when an agreed answer needs a rationale."""

import pytest

from assessments.consensus import (
    computed_value,
    followers_of_all,
    followers_to_agree,
    is_disputed,
    proposed_value,
    rationale_is_required,
    settled_by_gates,
    spread,
    spreads,
)
from assessments.maturity import Round
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION, SIGNAL, Framework, Question, Statement

# K1.1 gates K1.2 for each entity; K2.1 and K2.2 ask the lead; K3.1 (a signal) gates K3.2 for the partnership.
SMALL = Framework(
    "small",
    2,
    ("K",),
    (
        Statement("K1", "K", 1, (Question("K1.1", ENTITY), Question("K1.2", ENTITY, gate="K1.1"))),
        Statement("K2", "K", 1, (Question("K2.1", LEAD_ENTITY), Question("K2.2", LEAD_ENTITY, gate="K2.1"))),
        Statement("K3", "K", 2, (Question("K3.1", ORGANISATION, SIGNAL), Question("K3.2", ORGANISATION, gate="K3.1"))),
        Statement("K4", "K", 2, (Question("K4.1", ORGANISATION),)),
    ),
)


def a_round(answers: dict[str, str], agreed: dict[str, str] | None = None) -> Round:
    """answers: question -> one value for each of the bodies a, b, c …, "." for none; a leads."""
    count = max((len(values.split()) for values in answers.values()), default=3)
    bodies = tuple("abcdefgh"[:count])
    recorded: dict[str, dict[str, str]] = {body: {} for body in bodies}
    for question, values in answers.items():
        for body, value in zip(bodies, values.split(), strict=False):
            if value != ".":
                recorded[body][question] = value
    return Round(SMALL, bodies, "a", recorded, agreed or {})


@pytest.mark.parametrize(
    ("values", "disputed"),
    [
        ("", False),
        ("F", False),
        ("F F F", False),
        ("F L", False),
        ("L P", False),
        ("P N", False),
        ("F P", True),
        ("L N", True),
        ("F L P", True),
        ("F L P N", True),
        ("NA", False),
        ("NA NA", False),
        ("NA F", True),
        ("NA N", True),
        ("Y Y", False),
        ("X X", False),
        ("Y X", True),
        ("NA X", True),
    ],
)
def test_disputed_is_two_steps_or_na_against_an_answer_or_y_against_x(values, disputed):
    assert is_disputed(values.split()) is disputed
    assert is_disputed(list(reversed(values.split()))) is disputed


@pytest.mark.parametrize(
    ("values", "within", "rated"),
    [
        ("F F L L P N", 4, 6),
        ("F P", 1, 2),
        ("F L", 2, 2),
        ("N N P F", 3, 4),
        ("NA F", 1, 1),
        ("NA NA", 0, 0),
        (". .", 0, 0),
    ],
)
def test_the_most_bodies_within_one_step_are_counted(values, within, rated):
    found = spread(a_round({"K4.1": values}), "K4.1")

    assert (found.within_one_step, found.rated) == (within, rated)


def test_a_spread_names_each_body_with_a_value_in_entity_order():
    found = spread(a_round({"K4.1": "F . N"}), "K4.1")

    assert found.values == (("a", "F", False), ("c", "N", False))
    assert found.is_disputed


def test_implied_values_count_in_a_spread():
    found = spread(a_round({"K1.1": "F N", "K1.2": "F F"}), "K1.2")

    assert found.values == (("a", "F", False), ("b", "N", True))
    assert found.is_disputed


def test_an_answer_that_waits_for_its_gate_does_not_count_and_a_view_does():
    assert spread(a_round({"K1.2": "F F"}), "K1.2").values == ()
    assert spread(a_round({"K2.2": "F L"}), "K2.2").values == (("b", "L", False),)


def test_a_view_is_implied_by_the_bodys_own_view_of_the_gate():
    found = spread(a_round({"K2.1": "F N", "K2.2": "F F", "K3.1": "X Y", "K3.2": "F F"}), "K2.2")

    assert found.values == (("a", "F", False), ("b", "N", True))
    assert spread(a_round({"K3.1": "X Y", "K3.2": ". F"}), "K3.2").values == (("a", "NA", True), ("b", "F", False))


def test_an_implied_value_that_equals_the_recorded_one_is_not_called_implied():
    assert spread(a_round({"K1.1": "N", "K1.2": "N"}), "K1.2").values == (("a", "N", False),)


def test_many_spreads_are_the_same_as_each_alone():
    recorded = a_round({"K1.1": "F N L", "K1.2": "F F .", "K2.2": "F L P", "K3.1": "X Y X", "K4.1": "NA F F"})
    codes = [question.code for question in SMALL.questions]

    assert spreads(recorded, codes) == {code: spread(recorded, code) for code in codes}


@pytest.mark.parametrize(
    ("answers", "agreed", "question", "value"),
    [
        ({"K1.1": "F L P"}, {}, "K1.1", "P"),
        ({"K1.1": "F L NA"}, {}, "K1.1", "L"),
        ({"K1.1": "NA NA"}, {}, "K1.1", "NA"),
        ({"K1.1": "N ."}, {}, "K1.1", "N"),
        ({"K1.1": "F ."}, {}, "K1.1", None),
        ({"K2.1": "L F F"}, {}, "K2.1", "L"),
        ({"K2.1": ". F F"}, {}, "K2.1", None),
        ({"K2.1": "N", "K2.2": "F"}, {}, "K2.2", "N"),
        ({"K4.1": "F F F"}, {}, "K4.1", None),
        ({"K4.1": "F F F"}, {"K4.1": "L"}, "K4.1", None),
        ({}, {"K3.1": "X"}, "K3.2", "NA"),
        ({}, {"K3.1": "Y"}, "K3.1", None),
    ],
)
def test_the_computed_value_is_what_counts_without_an_agreed_answer(answers, agreed, question, value):
    assert computed_value(a_round(answers, agreed), question) == value


@pytest.mark.parametrize(
    ("answers", "agreed", "question", "value", "required"),
    [
        # not applicable always
        ({}, {}, "K4.1", "NA", True),
        ({"K1.1": "NA NA"}, {}, "K1.1", "NA", True),
        # an entity question: the weakest body decides, and there are no views on it
        ({"K1.1": "F F F F P"}, {}, "K1.1", "P", False),
        ({"K1.1": "F F F F P"}, {}, "K1.1", "F", True),
        ({"K1.1": "F F F F P"}, {}, "K1.1", "N", True),
        ({"K1.1": "NA NA"}, {}, "K1.1", "F", True),
        ({"K1.1": "F L"}, {"K1.1": "F"}, "K1.1", "L", False),
        # while somebody has not answered: what the answers can still come to
        ({"K1.1": "L ."}, {}, "K1.1", "P", False),
        ({"K1.1": "L ."}, {}, "K1.1", "L", False),
        ({"K1.1": "L ."}, {}, "K1.1", "F", True),
        ({}, {}, "K1.1", "F", False),
        # a lead question: the lead's answer, and most of the others' views
        ({"K2.1": "L"}, {}, "K2.1", "L", False),
        ({"K2.1": "L"}, {}, "K2.1", "F", True),
        ({"K2.1": "L L L P"}, {}, "K2.1", "L", False),
        ({"K2.1": "L P P L"}, {}, "K2.1", "L", True),
        ({"K2.1": "L P L ."}, {}, "K2.1", "L", False),
        ({"K2.1": ". P P"}, {}, "K2.1", "P", False),
        ({"K2.1": ". P P"}, {}, "K2.1", "L", True),
        # a question to the partnership: most of the views
        ({}, {}, "K4.1", "F", False),
        ({"K4.1": "F F L"}, {}, "K4.1", "F", False),
        ({"K4.1": "F F L"}, {}, "K4.1", "L", True),
        ({"K4.1": "F L"}, {}, "K4.1", "L", False),
        ({"K4.1": "F L P"}, {}, "K4.1", "L", True),
        ({"K4.1": "NA NA F"}, {}, "K4.1", "F", True),
        # a signal
        ({"K3.1": "X X Y"}, {}, "K3.1", "X", False),
        ({"K3.1": "X X Y"}, {}, "K3.1", "Y", True),
        ({}, {}, "K3.1", "Y", False),
        # a follower whose gate has settled it
        ({}, {"K3.1": "X"}, "K3.2", "F", True),
        ({}, {"K3.1": "Y"}, "K3.2", "F", False),
        ({"K2.1": "N"}, {}, "K2.2", "F", True),
        ({"K2.1": "N"}, {}, "K2.2", "N", False),
    ],
)
def test_a_rationale_is_required_against_the_computed_answer_or_most_views(answers, agreed, question, value, required):
    assert rationale_is_required(a_round(answers, agreed), question, value) is required


@pytest.mark.parametrize(
    ("answers", "agreed", "question", "value"),
    [
        ({"K1.1": "F L P"}, {}, "K1.1", "P"),
        ({"K1.1": "F ."}, {}, "K1.1", None),
        ({"K1.1": "F F ."}, {}, "K1.1", None),
        ({"K2.1": "L F F"}, {}, "K2.1", "L"),
        ({"K2.1": ". F F"}, {}, "K2.1", None),
        ({"K4.1": "F F F"}, {}, "K4.1", "F"),
        ({"K4.1": "F . ."}, {}, "K4.1", "F"),
        ({"K4.1": "F L F"}, {}, "K4.1", None),
        ({}, {}, "K4.1", None),
        ({"K3.1": "X X X"}, {}, "K3.1", "X"),
        ({"K3.2": "F F F"}, {"K3.1": "X"}, "K3.2", None),
        ({"K1.1": "F F", "K1.2": "F F"}, {"K1.1": "N"}, "K1.2", None),
    ],
)
def test_proposed_is_the_computed_value_else_what_all_views_share(answers, agreed, question, value):
    recorded = a_round(answers, agreed)
    assert proposed_value(recorded, question, computed_value(recorded, question)) == value


@pytest.mark.parametrize(
    ("agreed", "settled"),
    [
        ({}, {}),
        ({"K1.1": "N"}, {"K1.2": ("K1.1", "N")}),
        ({"K1.1": "NA"}, {"K1.2": ("K1.1", "NA")}),
        ({"K3.1": "X", "K3.2": "F"}, {"K3.2": ("K3.1", "NA")}),
        ({"K1.1": "P", "K2.1": "F", "K3.1": "Y", "K4.1": "N"}, {}),
    ],
)
def test_an_agreed_gate_that_is_closed_settles_its_followers(agreed, settled):
    assert settled_by_gates(a_round({}, agreed)) == settled


# G1 gates G2, which gates G3, each asked of the lead; the chain runs through two statements.
CHAIN = Framework(
    "chain",
    2,
    ("G",),
    (
        Statement("G1", "G", 1, (Question("G1.1", LEAD_ENTITY), Question("G1.2", LEAD_ENTITY, gate="G1.1"))),
        Statement("G2", "G", 2, (Question("G2.1", LEAD_ENTITY, gate="G1.2"), Question("G2.2", ENTITY))),
    ),
)


def chain(answers: dict[str, str], agreed: dict[str, str]) -> Round:
    return Round(CHAIN, ("a", "b"), "a", {"a": answers, "b": {}}, agreed)


@pytest.mark.parametrize(
    ("answers", "agreed", "followers"),
    [
        # nothing agreed, agreed as computed, agreed but still closed
        ({"G1.1": "N"}, {}, ()),
        ({"G1.1": "F"}, {"G1.1": "F"}, ()),
        ({"G1.1": "N"}, {"G1.1": "NA"}, ()),
        # opened: closed by the lead's answer, or not answered at all
        ({"G1.1": "N"}, {"G1.1": "L"}, ("G1.2",)),
        ({"G1.1": "NA"}, {"G1.1": "L"}, ("G1.2",)),
        ({}, {"G1.1": "L"}, ("G1.2",)),
        # a follower with an agreed answer is no longer offered, but what hangs on it may be
        ({"G1.1": "N"}, {"G1.1": "L", "G1.2": "F"}, ("G2.1",)),
        ({"G1.1": "N"}, {"G1.1": "L", "G1.2": "N"}, ()),
        ({"G1.1": "N"}, {"G1.1": "L", "G1.2": "F", "G2.1": "F"}, ()),
        # the lead's own answers to an open gate stand
        ({"G1.1": "L", "G1.2": "F"}, {"G1.1": "F"}, ()),
    ],
)
def test_followers_of_a_gate_that_the_board_opens_are_to_be_agreed(answers, agreed, followers):
    assert followers_to_agree(chain(answers, agreed), "G1.1") == followers


def test_a_gate_below_a_closed_one_opens_nothing():
    assert followers_to_agree(chain({"G1.1": "F", "G1.2": "N"}, {"G1.1": "N", "G1.2": "F"}), "G1.2") == ()


def test_a_joint_question_is_never_overridden():
    assert followers_to_agree(a_round({}, {"K3.1": "Y"}), "K3.1") == ()


def test_what_the_weakest_body_closes_the_board_can_open():
    assert followers_to_agree(a_round({"K1.1": "F N"}, {"K1.1": "L"}), "K1.1") == ("K1.2",)


@pytest.mark.parametrize(
    ("questions", "followers"),
    [
        ([], ()),
        (["G1.1"], ("G1.2", "G2.1")),
        (["G1.2"], ("G2.1",)),
        (["G2.1", "G2.2"], ()),
    ],
)
def test_everything_that_hangs_on_a_question_is_found(questions, followers):
    assert followers_of_all(CHAIN, questions) == followers
