import csv
from io import StringIO

import pytest

from assessments.csv_lines import BYTE_ORDER_MARK, STARTS_A_FORMULA, csv_lines, harmless


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_like_a_formula(start):
    assert start in STARTS_A_FORMULA
    assert harmless(f"{start}1") == f"'{start}1"
    assert harmless(f"1{start}") == f"1{start}"


def test_a_file_is_written_as_rfc_4180_says():
    rows = [["plain", 'a "quote", a comma'], ["two\nlines", ""]]
    text = "".join(csv_lines(["first", "second"], rows))
    assert text.startswith(f"{BYTE_ORDER_MARK}first,second\r\n")
    assert text.endswith('\r\n"two\nlines",\r\n')
    assert list(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))[1:] == rows
