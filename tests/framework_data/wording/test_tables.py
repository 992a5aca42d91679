"""Tables and columns, unfolded into lines."""

from framework_data.wording.base import Base, BaseStatement
from framework_data.wording.boxes import without_boxes
from framework_data.wording.columns import without_columns
from framework_data.wording.lines import lines_of
from framework_data.wording.tables import Tables

BASE = Base(tuple(BaseStatement(code, "", "", ()) for code in ("K1", "K2", "K3", "K4")))


def unfolded(text: str) -> list[str]:
    return [line.text.strip() for line in Tables(BASE).unfold(lines_of(text)) if line.text.strip()]


def test_a_code_or_number_goes_before_the_next_cell_and_other_cells_stand_alone():
    assert unfolded("| Ref | Text | By |\n|---|---|---|\n| K1 | Bodies meet. | all |\n| | 1 | Do they? |") == [
        *("Ref", "Text", "By"),
        "—",
        *("K1 Bodies meet.", "all"),
        "1 Do they?",
    ]


def test_a_cell_may_hold_several_paragraphs():
    assert unfolded("| Kindness | K1 Meet.<br>K2 Talk. | K3 Stay. |") == [
        "Kindness",
        "K1 Meet.",
        "K2 Talk.",
        "K3 Stay.",
    ]


def test_a_grid_is_read_cell_by_cell():
    grid = """\
+----+---------+-----+
| K1 | Bodies  | all |
|    | meet.   |     |
+====+=========+=====+
| 1  | Do they | no  |
|    | meet?   |     |
+----+---------+-----+
"""
    assert unfolded(grid) == ["—", "K1 Bodies meet.", "all", "—", "1 Do they meet?", "no", "—"]


def test_codes_side_by_side_are_read_down():
    table = """\
K1 Bodies meet          K2 Bodies talk
every year.             every month.
"""
    assert unfolded(table) == ["K1 Bodies meet", "every year.", "K2 Bodies talk", "every month."]


def test_a_code_half_way_down_its_text_goes_to_the_first_line():
    table = """\
       Bodies meet at least once in
K1
       each year.

       Bodies talk with each other at
K2     least once in each month, and
       listen.
"""
    assert unfolded(table) == [
        *("K1 Bodies meet at least once in", "each year."),
        *("K2 Bodies talk with each other at", "least once in each month, and", "listen."),
    ]


def test_a_line_with_a_bar_is_no_table():
    assert unfolded("A Framework | 14\nyes | no") == ["A Framework | 14", "yes | no"]


def test_two_columns_are_read_one_after_the_other_and_what_spans_them_in_its_place():
    left = [f"left line {number}" for number in range(9)]
    right = [f"right line number {number}" for number in range(9)]
    page = [f"{one:<35}{other}" for one, other in zip(left, right, strict=True)]
    text = "\n".join(["A heading that runs across both columns of the page", *page])

    found = [line.text for line in without_columns(lines_of(text))]

    assert found == ["A heading that runs across both columns of the page", *left, *right]


def test_one_column_stays_as_it_is():
    lines = lines_of("\n".join(f"{number}.   a question with    wide gaps {number}" for number in range(12)))

    assert without_columns(lines) == lines


def test_boxes_to_tick_go_where_many_questions_have_them():
    text = "\n".join(f"Is it so {number}?  ☐ ☐ ☐" for number in range(6))

    lines, taken = without_boxes(lines_of(text))

    assert [line.text for line in lines] == [f"Is it so {number}?" for number in range(6)]
    assert taken == {"☐ ☐ ☐": 6}


def test_words_behind_one_question_are_no_boxes():
    lines = lines_of("Is it so? Yes No\nIs that so?")

    assert without_boxes(lines) == (lines, {})
