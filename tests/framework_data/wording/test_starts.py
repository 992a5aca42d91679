"""How lines begin."""

import pytest

from framework_data.wording.base import Base, BaseStatement
from framework_data.wording.starts import BULLET, LETTER, NONE, NUMBER, QUESTION, STATEMENT, Starts

BASE = Base(
    tuple(BaseStatement(code, "", "", ()) for code in ("S1", "S2", "DEL1", "DEL10", "EDU-1")),
    sections=("Strategy", "Securing Stewardship"),
)
STARTS = Starts(BASE)


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("S1 Local", "S1", "Local"),
        ("S1: Local", "S1", "Local"),
        ("S1. Local", "S1", "Local"),
        ("S1) Local", "S1", "Local"),
        ("S1 – Local", "S1", "Local"),
        ("S1 - Local", "S1", "Local"),
        ("S1 | Local", "S1", "Local"),
        ("[S1] Local", "S1", "Local"),
        ("S 1 Local", "S1", "Local"),
        ("S01 Local", "S1", "Local"),
        ("S1¹ Local", "S1", "Local"),
        ("S1", "S1", ""),
        ("Statement S1: Local", "S1", "Local"),
        ("Good practice statement S1 Local", "S1", "Local"),
        ("SECURING STEWARDSHIP – STRATEGY S1 Local", "S1", "Local"),
        ("- S1 Local", "S1", "Local"),
        ("DEL 10 Local", "DEL10", "Local"),
        ("Del1 Local", "DEL1", "Local"),
        ("EDU-1 Local", "EDU-1", "Local"),
    ],
)
def test_a_statements_code_in_the_ways_people_write_it(text, code, rest):
    start = STARTS.of(text)

    assert (start.kind, start.code, start.rest) == (STATEMENT, code, rest)


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [
        ("S1.1 Has", "S1", 1),
        ("S1.12. Has", "S1", 12),
        ("S1-1 Has", "S1", 1),
        ("S1/1 Has", "S1", 1),
        ("S1 Q1 Has", "S1", 1),
        ("S1 (1) Has", "S1", 1),
        ("S 1.1: Has", "S1", 1),
        ("Question S1.1 Has", "S1", 1),
        ("DEL10.3 Has", "DEL10", 3),
    ],
)
def test_a_questions_own_code(text, code, number):
    start = STARTS.of(text)

    assert (start.kind, start.code, start.number, start.rest) == (QUESTION, code, number, "Has")


@pytest.mark.parametrize(
    ("text", "number", "style"),
    [
        ("1. Has", 1, "n."),
        ("12) Has", 12, "n)"),
        ("(1) Has", 1, "(n)"),
        ("1 Has", 1, "n"),
        ("1: Has", 1, "n:"),
        ("1 – Has", 1, "n–"),
        ("1 . Has", 1, "n."),
        ("1.Has", 1, "n."),
        ("Q1 Has", 1, "Qn"),
        ("Question 1: Has", 1, "Qn:"),
        ("2.3 Has", 3, "n.n"),
        ("• 1. Has", 1, "n."),
    ],
)
def test_numbers_in_their_styles(text, number, style):
    start = STARTS.of(text)

    assert (start.kind, start.number, start.style, start.rest) == (NUMBER, number, style, "Has")


@pytest.mark.parametrize("text", ["• Has", "- Has", "* Has", "– Has", "▪ Has", "☐ Has", "o  Has"])
def test_bullets(text):
    assert STARTS.of(text).kind == BULLET
    assert STARTS.of(text).rest == "Has"


def test_letters():
    assert (STARTS.of("(b) Has").kind, STARTS.of("b) Has").number) == (LETTER, 2)


@pytest.mark.parametrize(
    "text",
    [
        "S1–S6 are about strategy",
        "S1 to S6",
        "S1, S2 and DEL1",
        "S1/S2",
        "S1 – S2",
        "S12 Has",
        "S1’s",
        "S1and",
        "S3 Has",
    ],
)
def test_codes_that_are_spoken_of_begin_nothing(text):
    assert STARTS.of(text).kind == NONE


@pytest.mark.parametrize("text", ["2014 was a year", "1st of all", "14days", "Sentence", "—", ""])
def test_other_lines_begin_with_nothing(text):
    assert STARTS.of(text).kind == NONE
