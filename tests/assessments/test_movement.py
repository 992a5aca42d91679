"""Movement between two rounds, and where they are not like for like: examples, then what always holds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.maturity import partnership_profile
from assessments.movement import (
    DOWN,
    GONE,
    MISSING,
    NEW,
    NOT_APPLICABLE,
    NOT_COMPARABLE,
    OTHER_LEVELS,
    SAME,
    UP,
    Circumstances,
    Side,
    movement,
    unlike,
)
from assessments.result import DimensionResult, Profile, StatementResult
from framework_data.structure import ENTITY, Framework, Question, Statement
from tests.assessments.test_maturity import SHIPPED, all_f


def a_framework(*statements: str, dimensions: tuple[str, ...] = ("A",), levels: int = 3, edition: str = "one"):
    """Statements by code; those that begin with G are Getting Started, the first letter names the dimension."""
    return Framework(
        edition=edition,
        levels=levels,
        dimensions=dimensions,
        statements=tuple(
            Statement(
                code=code,
                dimension=None if code.startswith("G") else code[0],
                level=None if code.startswith("G") else 1,
                questions=(Question(f"{code}.1", ENTITY),),
            )
            for code in statements
        ),
    )


def a_side(ratings: dict[str, str], at: dict[str, str] | None = None, **details: object) -> Side:
    """ratings: statement -> "L", or "N-F" for a floor and a ceiling; at: dimension -> level "1", or "0-2"."""
    at = at or {}
    framework = a_framework(*ratings, **details)
    return Side(
        framework,
        Profile(
            entity=None,
            missing=0,
            statements=tuple(StatementResult(code, *span(rating)) for code, rating in ratings.items()),
            dimensions=tuple(
                DimensionResult(code, *map(int, span(at.get(code, "0"))), missing=0) for code in framework.dimensions
            ),
            floor={},
            ceiling={},
        ),
    )


def span(text: str) -> tuple[str, str]:
    low, _, high = text.partition("-")
    return low, high or low


def of_statement(before: str, now: str) -> tuple[str, str]:
    move = movement(a_side({"A1": before}), a_side({"A1": now})).dimensions[0].statements[0]
    return move.direction, move.why


# --- Statements ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "direction", "why"),
    [
        ("P", "L", UP, ""),
        ("N", "F", UP, ""),
        ("F", "L", DOWN, ""),
        ("L", "L", SAME, ""),
        ("NA", "NA", SAME, ""),
        ("NA", "F", NOT_COMPARABLE, NOT_APPLICABLE),
        ("F", "NA", NOT_COMPARABLE, NOT_APPLICABLE),
        ("P", "N-NA", NOT_COMPARABLE, NOT_APPLICABLE),
        # Whatever the missing answers turn out to be, it has risen, or it has fallen.
        ("P", "L-F", UP, ""),
        ("N-P", "L", UP, ""),
        ("F", "N-L", DOWN, ""),
        ("L-F", "N-P", DOWN, ""),
        # The ranges meet, so it may be the same, or the other way round.
        ("P", "P-F", NOT_COMPARABLE, MISSING),
        ("N-L", "L-F", NOT_COMPARABLE, MISSING),
        ("N-F", "N-F", NOT_COMPARABLE, MISSING),
        ("N-F", "F", NOT_COMPARABLE, MISSING),
    ],
)
def test_a_direction_is_given_only_where_it_is_certain(before, now, direction, why):
    assert of_statement(before, now) == (direction, why)


def test_ratings_are_told_with_their_range():
    move = movement(a_side({"A1": "P-L"}), a_side({"A1": "F"})).dimensions[0].statements[0]
    assert (move.code, move.before, move.now) == ("A1", ("P", "L"), ("F", "F"))


def test_what_only_one_edition_has_is_new_or_gone():
    found = movement(a_side({"G1": "F", "A1": "F", "A9": "L"}), a_side({"G2": "F", "A2": "P", "A1": "F"}))
    assert [(m.code, m.direction) for m in found.getting_started] == [("G2", NEW), ("G1", GONE)]
    statements = found.dimensions[0].statements
    assert [(m.code, m.direction) for m in statements] == [("A2", NEW), ("A1", SAME), ("A9", GONE)]
    assert (statements[0].before, statements[0].now) == (None, ("P", "P"))
    assert (statements[2].before, statements[2].now) == (("L", "L"), None)


def test_statements_stand_in_the_order_of_the_edition_and_not_of_their_codes():
    codes = {"A10": "F", "A9": "F", "A2": "F"}
    assert [m.code for m in movement(a_side(codes), a_side(codes)).dimensions[0].statements] == ["A10", "A9", "A2"]


# --- Dimensions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "direction", "why"),
    [
        ("0", "1", UP, ""),
        ("3", "1", DOWN, ""),
        ("0", "0", SAME, ""),
        ("1", "2-3", UP, ""),
        ("1", "1-3", NOT_COMPARABLE, MISSING),
    ],
)
def test_levels_move_like_ratings(before, now, direction, why):
    one, other = a_side({"A1": "F"}, {"A": before}), a_side({"A1": "F"}, {"A": now})
    move = movement(one, other).dimensions[0]
    assert (move.direction, move.why) == (direction, why)


def test_a_dimension_of_which_nothing_applies_has_no_level_to_compare():
    one, other = a_side({"A1": "NA"}, {"A": "0"}), a_side({"A1": "F"}, {"A": "1"})
    assert movement(one, other).dimensions[0].why == NOT_APPLICABLE
    assert movement(other, one).dimensions[0].direction == NOT_COMPARABLE
    assert movement(one, one).dimensions[0].direction == SAME


def test_levels_of_editions_with_other_levels_are_not_compared():
    one, other = a_side({"A1": "F"}, {"A": "1"}), a_side({"A1": "F"}, {"A": "2"}, levels=5)
    move = movement(one, other).dimensions[0]
    assert (move.direction, move.why) == (NOT_COMPARABLE, OTHER_LEVELS)
    assert move.statements[0].direction == SAME


def test_a_dimension_of_one_edition_alone_is_new_or_gone_with_its_statements():
    one = a_side({"A1": "F", "B1": "L"}, {"A": "1", "B": "2"}, dimensions=("A", "B"))
    other = a_side({"C1": "F", "A1": "F"}, {"A": "1", "C": "3"}, dimensions=("C", "A"))
    found = movement(one, other).dimensions
    assert [(d.code, d.direction, d.before, d.now) for d in found] == [
        ("C", NEW, None, (3, 3)),
        ("A", SAME, (1, 1), (1, 1)),
        ("B", GONE, (2, 2), None),
    ]
    assert [m.direction for m in found[2].statements] == [GONE]


def test_the_shipped_edition_moves_as_its_levels_do():
    better, worse = all_f(), all_f(("e0", "S2.1", "N"))
    found = movement(*(Side(SHIPPED, partnership_profile(each)) for each in (worse, better)))
    assert [(d.code, d.before, d.now, d.direction) for d in found.dimensions] == [
        ("S", (0, 0), (3, 3), UP),
        ("DEL", (3, 3), (3, 3), SAME),
        ("DAT", (3, 3), (3, 3), SAME),
    ]
    moved = [m.code for d in found.dimensions for m in d.statements if m.direction != SAME]
    assert moved == ["S2"]
    assert [m.code for m in found.getting_started] == ["GS1", "GS2"]


# --- What always holds ---------------------------------------------------------------------------------------------

RATINGS = st.sampled_from(["N", "P", "L", "F", "NA", "N-P", "N-F", "P-L", "L-F", "N-NA"])
LEVELS = st.sampled_from(["0", "1", "2", "3", "0-1", "0-3", "1-2", "2-3"])


@st.composite
def sides(draw: st.DrawFn) -> Side:
    codes = draw(st.lists(st.sampled_from(["G1", "A1", "A2", "B1", "B2"]), unique=True, min_size=1))
    dimensions = tuple(sorted({code[0] for code in codes} - {"G"})) or ("A",)
    return a_side(
        {code: draw(RATINGS) for code in codes},
        {dimension: draw(LEVELS) for dimension in dimensions},
        dimensions=dimensions,
        levels=draw(st.sampled_from([3, 4])),
    )


def directions_of(before: Side, now: Side) -> dict[str, tuple[str, str]]:
    found = movement(before, now)
    moves = [*found.getting_started, *(m for d in found.dimensions for m in d.statements)]
    return {m.code: (m.direction, m.why) for m in (*found.dimensions, *moves)}


TURNED = {UP: DOWN, DOWN: UP, NEW: GONE, GONE: NEW, SAME: SAME, NOT_COMPARABLE: NOT_COMPARABLE}


@given(sides(), sides())
def test_swapping_the_rounds_swaps_up_and_down(before, now):
    there, back = directions_of(before, now), directions_of(now, before)
    assert there == {code: (TURNED[direction], why) for code, (direction, why) in back.items()}


@given(sides())
def test_nothing_moves_between_a_round_and_itself(side):
    moved = {direction for direction, _ in directions_of(side, side).values()}
    assert moved <= {SAME, NOT_COMPARABLE}


@given(sides(), sides())
def test_every_statement_of_either_edition_is_told_once(before, now):
    found = movement(before, now)
    told = [m.code for m in (*found.getting_started, *(m for d in found.dimensions for m in d.statements))]
    assert sorted(told) == sorted({*before.framework.statement_by_code, *now.framework.statement_by_code})


@settings(max_examples=50)
@given(st.sampled_from([q.code for q in SHIPPED.questions if not q.is_signal]), st.sampled_from("NPL"))
def test_what_missing_answers_may_come_to_never_contradicts_a_direction(question, value):
    """A direction given while an answer is missing still holds once it is there."""
    full = all_f()
    partly = all_f(("agreed", question, None), *((body, question, None) for body in ("e0", "e1")))
    settled = all_f(("agreed", question, value), *((body, question, value) for body in ("e0", "e1")))
    before, open_, closed = (Side(SHIPPED, partnership_profile(each)) for each in (full, partly, settled))
    given_now, given_later = directions_of(before, open_), directions_of(before, closed)
    for code, (direction, _) in given_now.items():
        if direction in (UP, DOWN, SAME):
            assert given_later[code][0] == direction


# --- Like for like -----------------------------------------------------------------------------------------------

THEN = Circumstances(
    edition="one",
    edition_name="Edition one",
    scope="Help at home",
    lead="council",
    lead_name="The Council",
    bodies={"council": "The Council", "north": "North Borough", "south": "South Borough", "agency": "The Agency"},
)


def test_rounds_that_share_everything_are_alike():
    bodies = THEN.bodies | {"agency": "New Name"}
    renamed = replace(THEN, scope=" Help  at home\n", bodies=bodies)
    assert unlike(THEN, renamed) == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"edition": "two", "edition_name": "Edition two"},
            "Edition: Edition one (one) then, Edition two (two) now. Statements are matched by their codes.",
        ),
        ({"scope": "Early help"}, "Scope: “Help at home” then, “Early help” now."),
        ({"lead": "north", "lead_name": "North Borough"}, "Lead entity: The Council then, North Borough now."),
        ({"lead": None, "lead_name": ""}, "Lead entity: The Council then, nobody now."),
        (
            {"bodies": {k: v for k, v in THEN.bodies.items() if k not in ("north", "agency")}},
            "Took part only then: North Borough; The Agency.",
        ),
        ({"bodies": THEN.bodies | {"trust": "The Trust"}}, "Took part only now: The Trust."),
    ],
)
def test_each_difference_has_its_sentence(change, sentence):
    assert unlike(THEN, replace(THEN, **change)) == (sentence,)


def test_successors_are_named():
    bodies = {"council": "The Council", "unitary": "The Unitary", "agency": "The Agency", "trust": "The Trust"}
    successions = [("north", "unitary"), ("south", "unitary"), ("agency", "trust"), ("gone", "elsewhere")]
    assert unlike(THEN, replace(THEN, bodies=bodies), successions) == (
        "Took part only then: North Borough; South Borough.",
        "Took part only now: The Unitary; The Trust.",
        "The Unitary took over from North Borough and South Borough.",
    )


def test_who_else_took_part_does_not_touch_one_bodys_own_answers():
    now = replace(THEN, scope="Early help", bodies={"council": "The Council"})
    assert unlike(THEN, now, with_membership=False) == ("Scope: “Help at home” then, “Early help” now.",)


def test_differences_stand_in_a_fixed_order():
    now = Circumstances("two", "Edition two", "Other", "trust", "The Trust", {"trust": "The Trust"})
    starts = [sentence.partition(":")[0] for sentence in unlike(THEN, now)]
    assert starts == ["Edition", "Scope", "Lead entity", "Took part only then", "Took part only now"]
    assert [sentence.partition(":")[0] for sentence in unlike(now, THEN)] == starts
