"""A workbook that came back: every answer is found, and every fault is named with its place, all of them in one go."""

from datetime import date, datetime

import pytest

from assessments.workbook.book import fingerprint_of
from assessments.workbook.compare import Returned
from assessments.workbook.reading import read_workbook
from assessments.workbook.texts import Texts
from spreadsheets.faults import Fault, RefusedError
from spreadsheets.tables import text_of
from spreadsheets.telling import MOST_LISTED, listed
from tests.workbooks import (
    NASTY,
    filled_in,
    parts_of,
    place,
    tables,
    with_parts,
    written,
)


def read(given, content=None):
    return read_workbook(content or given.file, content=given.content, facts=given.facts)


def faults_of(given, content):
    with pytest.raises(RefusedError) as refused:
        read(given, content)
    return refused.value.faults


def touched(filled):
    return [row for row in filled.rows if row.is_touched]


def at(given, code, key):
    """The address of a cell, as a spreadsheet program says it."""
    for name in ("Questions", "Views"):
        table = tables(given.file)[name]
        if code in [row[0] for row in table]:
            row, column = place(table, code, key)
            return f"{name}, cell {'ABCDEF'[column]}{row + 1}"
    raise AssertionError(code)


def test_a_workbook_that_nobody_touched_changes_nothing(given):
    filled = read(given)
    assert len(filled.rows) == 119
    assert touched(filled) == []
    assert (filled.refused, filled.absent) == ((), ())


def test_what_another_program_wrote_without_any_format_is_read_too(given):
    assert read(given, written(tables(given.file))) == read(given)


def test_filled_in_cells_are_read_as_answers(given):
    links = "https://a.example.org/\n https://b.example.org/ "
    content = filled_in(
        given.file,
        {
            "S2.1": {"value": "F – Fully in place", "note": NASTY},
            "S2.2": {"value": "na", "reason": "No plan of our own", "evidence": links},
            "S2.3": {"value": "", "note": "To be discussed"},
            "DEL4.6": {"value": "No, the review was held and none came to light"},
        },
    )
    filled = read(given, content)
    assert filled.refused == ()
    assert touched(filled) == [
        Returned("S2.1", Texts("F", NASTY), 1, is_touched=True),
        Returned(
            "S2.2",
            Texts("NA", "", "No plan of our own", "https://a.example.org/\nhttps://b.example.org/"),
            0,
            is_touched=True,
        ),
        Returned("S2.3", Texts("", "To be discussed"), 1, is_touched=True),
        Returned("DEL4.6", Texts("X"), 0, is_touched=True),
    ]


def test_numbers_and_dates_are_read_as_they_were_typed(given):
    content = filled_in(given.file, {"S2.1": {"note": 2026}, "S2.2": {"note": 1.5, "value": "L"}})
    assert [row.texts.note for row in touched(read(given, content))] == ["2026", "1.5"]
    assert text_of(date(2025, 5, 12)) == text_of(datetime(2025, 5, 12, 9, 30)) == "12 May 2025"
    assert (text_of(True), text_of(float("inf")), text_of("a\r\nb")) == ("TRUE", "inf", "a\nb")


LONG = "x" * 10_001
ROWS = [
    ("S2.1", {"value": "Maybe"}, "value", "“Maybe” is no answer to S2.1. Choose one from the list: F, L, P, N, NA."),
    ("DEL4.6", {"value": "P"}, "value", "“P” is no answer to DEL4.6. Choose one from the list: Y, X."),
    ("S2.1", {"value": "NA"}, "reason", "Say why S2.1 is not applicable to you."),
    (
        "S2.1",
        {"note": LONG},
        "note",
        "The note of S2.1 must be 10,000 characters or fewer. It is 1 character too long.",
    ),
    ("S2.1", {"evidence": "see the plan"}, "evidence", "must be one web address that starts with https:// or http://."),
    (
        "S2.1",
        {"evidence": "https://e.example.org/\n" * 11},
        "evidence",
        "Give 10 links or fewer for S2.1. There are 11.",
    ),
    ("S2.1", {"note": "a_x0000_b"}, "note", "character that cannot be stored"),
    ("S2.1", {"code": "S9.9"}, "code", "S9.9 is not a question of this round."),
    ("S2.1", {"code": ""}, "code", "Something is typed beside no question."),
    ("S2.2", {"code": "S2.1"}, "code", "S2.1 stands twice, first in Questions, cell A3."),
]


@pytest.mark.parametrize(("code", "cells", "key", "said"), ROWS)
def test_a_row_that_cannot_be_saved_is_refused_with_its_cell_and_the_rest_is_read(given, code, cells, key, said):
    content = filled_in(given.file, {"S3.3": {"note": "Read all the same"}, code: cells})
    if "_x0000_" in str(cells):
        content = with_nul(content)
    filled = read(given, content)
    assert [fault.place for fault in filled.refused] == [at(given, code, key)]
    assert said in filled.refused[0].say
    assert [row.code for row in touched(filled)] == ["S3.3"]


def with_nul(content):
    """Only by hand does a NUL get into a workbook."""
    shared = parts_of(content)["xl/sharedStrings.xml"]
    return with_parts(content, {"xl/sharedStrings.xml": shared.replace(b"a_x005F_x0000_b", b"a_x0000_b")})


def test_all_faults_are_listed_in_one_go(given):
    content = filled_in(
        given.file,
        {"S2.1": {"value": "Maybe", "note": LONG}, "S2.2": {"value": "NA"}, "S1.1": {"value": "?", "evidence": "here"}},
    )
    assert [fault.place for fault in read(given, content).refused] == [
        at(given, "S2.1", "value"),
        at(given, "S2.1", "note"),
        at(given, "S2.2", "reason"),
        at(given, "S1.1", "value"),
        at(given, "S1.1", "evidence"),
    ]


def test_a_row_that_was_left_alone_is_not_judged(given):
    sheets = tables(given.file)
    row, column = place(sheets["Questions"], "S3.3", "reason")
    assert sheets["Questions"][row][column]
    sheets["Questions"][row][column] = ""
    (about,) = [line for line in sheets["About this file"] if line[0] == "S3.3"]
    about[2] = fingerprint_of(Texts("NA"))
    assert read(given, written(sheets)).refused == ()


def test_a_question_without_a_row_is_said_to_be_absent_and_nothing_is_deleted(given):
    sheets = tables(given.file)
    del sheets["Questions"][place(sheets["Questions"], "S2.3", "code")[0]]
    filled = read(given, written(sheets))
    assert filled.absent == ("S2.3",)
    assert "S2.3" not in [row.code for row in filled.rows]


def test_rows_and_columns_may_be_moved(given):
    sheets = tables(given.file)
    sheets["Questions"] = [sheets["Questions"][0][::-1], *(row[::-1] for row in reversed(sheets["Questions"][1:]))]
    filled = read(given, written(sheets))
    assert (len(filled.rows), touched(filled), filled.refused) == (119, [], ())


# --- Refused as a whole ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "value", "said"),
    [
        ("Format", "alps-workbook/0", "not a workbook of this site"),
        ("Edition", "alps-2030", "the questions of another edition, alps-2030"),
        ("Revision of the edition", "99", "questions were changed since this workbook was downloaded"),
        ("Round", "other-round", "belongs to another round, other-round"),
        ("Body", "lead-council", "belongs to another body, lead-council"),
        ("Body", "", "belongs to another body, nothing"),
    ],
)
def test_a_workbook_of_another_place_is_refused(given, line, value, said):
    sheets = tables(given.file)
    at = [row[0] for row in sheets["About this file"]].index(line)
    sheets["About this file"][at][1] = value
    (fault,) = faults_of(given, written(sheets))
    assert fault.place == f"About this file, cell B{at + 1}"
    assert said in fault.say


def test_missing_sheets_and_columns_and_faulty_rows_are_named_together(given):
    sheets = tables(given.file)
    del sheets["Views"]
    sheets["Questions"][0][2] = "Our answer"
    places = [fault.place for fault in faults_of(given, written(sheets))]
    assert places == ["Sheet “Views”", "Questions, row 1"]
    del sheets["Questions"]
    assert [fault.place for fault in faults_of(given, written(sheets))] == ["Sheet “Questions”", "Sheet “Views”"]


def test_without_its_revisions_no_answer_can_be_compared(given):
    sheets = tables(given.file)
    for row in sheets["About this file"]:
        if row[0] == "S2.1":
            row[1] = "one"
    (fault,) = read(given, written(sheets)).refused
    assert fault.place == "Sheet “About this file”"
    assert "The line of S2.1 is missing or was changed" in fault.say


def test_formulas_are_named_together_with_what_else_is_wrong(given):
    content = filled_in(given.file, {"S2.2": {"value": "Maybe"}})
    sheet = parts_of(content)["xl/worksheets/sheet2.xml"]
    formula = sheet.replace(b"</row>", b'<c r="D3" t="str"><f>1+1</f><v>2</v></c></row>', 1)
    found = faults_of(given, with_parts(content, {"xl/worksheets/sheet2.xml": formula}))
    assert [fault.place for fault in found] == ["Questions, cell D3", at(given, "S2.2", "value")]
    assert "Type the text itself" in found[0].say


def test_a_page_lists_so_many_faults_and_counts_the_rest():
    many = [Fault("Questions, cell A1", "Wrong.")] * (MOST_LISTED + 20)
    assert len(listed(many)) == MOST_LISTED + 1
    assert "20 more faults" in listed(many)[-1].say
    assert listed(many[:3]) == tuple(many[:3])
