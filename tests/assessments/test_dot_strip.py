"""The dot strip: which column a body stands in, and what its mark looks like."""

import pytest

from assessments.dot_strip import DENSE, Stand, dot_strip


def columns(*stands, is_signal=False):
    return {
        column.code: [mark.number for mark in column.marks] for column in dot_strip(stands, is_signal=is_signal).columns
    }


def test_the_scale_rises_from_not_in_place_to_fully_in_place_with_the_rest_apart():
    strip = dot_strip([], is_signal=False)
    assert [(column.code, column.is_on_scale) for column in strip.columns] == [
        ("N", True),
        ("P", True),
        ("L", True),
        ("F", True),
        ("NA", False),
        ("", False),
    ]


def test_a_signal_has_two_answers_and_no_steps():
    strip = dot_strip([Stand(1, "Y"), Stand(2, "X"), Stand(3, "")], is_signal=True)
    assert [(column.code, column.is_on_scale) for column in strip.columns] == [("X", False), ("Y", False), ("", False)]


def test_a_signal_shows_not_applicable_only_where_it_is():
    assert columns(Stand(1, "NA"), Stand(2, "Y"), is_signal=True) == {"X": [], "Y": [2], "NA": [1], "": []}


def test_every_body_has_one_mark_in_the_column_of_its_value_by_number():
    found = columns(Stand(3, "L"), Stand(1, "L"), Stand(2, "NA"), Stand(4, ""))
    assert found == {"N": [], "P": [], "L": [1, 3], "F": [], "NA": [2], "": [4]}


@pytest.mark.parametrize(
    ("stand", "shape", "is_implied"),
    [
        (Stand(1, "F"), "answer", False),
        (Stand(1, "F", is_view=True), "view", False),
        (Stand(1, "N", is_implied=True), "answer", True),
        (Stand(1, "NA", is_view=True, is_implied=True), "view", True),
        (Stand(1, "", is_view=True), "none", False),
    ],
)
def test_a_mark_tells_by_its_shape_what_it_is(stand, shape, is_implied):
    marks = [mark for column in dot_strip([stand], is_signal=False).columns for mark in column.marks]
    assert [(mark.shape, mark.is_implied) for mark in marks] == [(shape, is_implied)]


@pytest.mark.parametrize(("count", "is_dense"), [(0, False), (DENSE - 1, False), (DENSE, True), (40, True)])
def test_many_marks_in_one_column_are_drawn_dense(count, is_dense):
    assert dot_strip([Stand(n, "F") for n in range(count)], is_signal=False).is_dense is is_dense
