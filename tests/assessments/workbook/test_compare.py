"""What becomes of each row of a workbook, by what it says, what it was made from and what is saved by now."""

import pytest

from assessments.workbook.compare import CHANGED, CONFLICT, KEPT, NEW, SAME, Line, Returned, Stored, compare
from assessments.workbook.texts import Texts

NOTHING, PARTLY, LARGELY, FULLY = Texts(), Texts("P", "Draft"), Texts("L", "Adopted"), Texts("F")


@pytest.mark.parametrize(
    ("says", "made_from", "is_touched", "saved", "revision", "kind"),
    [
        # Nothing was saved when the workbook was made, and nothing is now.
        (NOTHING, 0, False, NOTHING, 0, SAME),
        (PARTLY, 0, True, NOTHING, 0, NEW),
        # Something was saved then, and it still stands.
        (PARTLY, 3, False, PARTLY, 3, SAME),
        (LARGELY, 3, True, PARTLY, 3, CHANGED),
        (NOTHING, 3, True, PARTLY, 3, CHANGED),
        (PARTLY, 3, True, PARTLY, 3, SAME),
        # A colleague saved meanwhile.
        (NOTHING, 0, False, PARTLY, 1, KEPT),
        (PARTLY, 3, False, LARGELY, 4, KEPT),
        (LARGELY, 0, True, PARTLY, 1, CONFLICT),
        (FULLY, 3, True, LARGELY, 4, CONFLICT),
        (NOTHING, 3, True, LARGELY, 4, CONFLICT),
        # A colleague saved the very same.
        (LARGELY, 3, True, LARGELY, 4, SAME),
        # The texts came back to what they were, over two more saves.
        (PARTLY, 3, False, PARTLY, 5, SAME),
        # What says it was made from a later revision than there is was made elsewhere.
        (LARGELY, 9, True, PARTLY, 3, CONFLICT),
    ],
)
def test_a_row_is_compared_with_what_it_was_made_from_and_what_is_saved(
    says, made_from, is_touched, saved, revision, kind
):
    stored = {"S2.1": Stored(saved, revision)} if revision else {}
    line = compare([Returned("S2.1", says, made_from, is_touched)], stored)
    assert line == (Line("S2.1", kind, says, saved, revision),)


def test_lines_stand_in_the_order_of_the_rows():
    rows = [Returned(code, PARTLY, 0, is_touched=True) for code in ("DEL5.10", "DEL5.2", "S2.1")]
    assert [line.code for line in compare(rows, {})] == ["DEL5.10", "DEL5.2", "S2.1"]


def test_a_text_that_only_a_spreadsheet_changed_is_kept_as_saved():
    saved = Texts("P", "one\ttwo\r\n")
    (line,) = compare([Returned("S2.1", Texts("L", "one two"), 1, is_touched=True)], {"S2.1": Stored(saved, 1)})
    assert line.mine == Texts("L", "one\ttwo\r\n")
