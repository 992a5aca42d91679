"""Marks of footnotes, and what only looks like one."""

import pytest

from framework_data.wording.marks import Marks, note_of, without_marks

ONE = frozenset({"1", "12", "*"})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a strategy¹ for all", "a strategy for all"),
        ("a strategy¹² for all", "a strategy for all"),
        ("a strategy[1] for all", "a strategy for all"),
        ("a strategy[^1] for all", "a strategy for all"),
        ("a strategy^1^ for all", "a strategy for all"),
        ("a strategy† for all", "a strategy for all"),
        ("a strategy* for all", "a strategy for all"),
        ("a strategy1 for all", "a strategy for all"),
        ("a strategy,12 for all", "a strategy, for all"),
        ("a strategy ¹, for all", "a strategy, for all"),
        ("the entity¹ 's plan", "the entity's plan"),
        ("Is it delivered?1", "Is it delivered?"),
        ("Is it delivered? ¹", "Is it delivered?"),
    ],
)
def test_marks_go(written, read):
    text, gone, left = without_marks(written, ONE)

    assert (text, left) == (read, [])
    assert len(gone) == 1


@pytest.mark.parametrize(
    "text",
    [
        "as in S1 and DEL12",
        "within 12 months of 2014",
        "CO2, PM10 and 20 m² of floor",
        "the 1st of May",
        "see S1.1",
        "a [draft] plan",
        "20% of 12",
    ],
)
def test_figures_that_belong_to_the_text_stay(text):
    assert without_marks(text, ONE) == (text, [], [])


def test_a_figure_after_a_word_without_such_a_footnote_is_left_and_named():
    assert without_marks("a strategy7 for all", ONE) == ("a strategy7 for all", [], ["strategy7"])


@pytest.mark.parametrize("text", ["¹ See", "^1^ See", "[^1]: See", "Note 1: See", "[1] See", "* See"])
def test_a_footnote_begins_with_its_mark(text):
    assert note_of(text, Marks(["a word[1] and a word*"])) in ("1", "*")


@pytest.mark.parametrize("text", ["[1] See", "* See"])
def test_a_bracket_or_a_star_begins_a_footnote_only_where_a_word_bears_it(text):
    assert note_of(text, Marks(["a word"])) is None


def test_a_mark_is_settled_by_its_footnote():
    marks = Marks(["a word1", "", "1 See", "", "1 Has"])
    assert marks.stands_above(2, "1")

    marks.settle(2, "1")

    assert not marks.stands_above(4, "1")
