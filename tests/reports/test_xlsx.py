"""The workbook is read back by another library, and its parts are looked at where that library has no word for them."""

import re
from datetime import date
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from assessments.models import Assessment
from reports import xlsx
from reports.building import operators_report
from reports.xlsx import xlsx_of
from tests.reports.reading import cells_of, sheets_of
from tests.reports.rounds import told_round

pytestmark = pytest.mark.django_db

SHEETS = ["About", "Levels", "In the way", "Way up", "Ratings", "Answers", "Agreed answers", "Columns"]


def a_report(**details):
    assessment = told_round(but={"trust": {"DEL2.2": "P", "DAT1.1": "NA"}}, **details)
    return operators_report(Assessment.objects.select_related("partnership", "edition").get(pk=assessment.pk))


@cache
def made():
    report = a_report()
    return report, xlsx_of(report)


def part(data, name):
    with ZipFile(BytesIO(data)) as book:
        return book.read(name).decode()


def test_there_is_a_sheet_for_each_table():
    assert list(cells_of(made()[1])) == SHEETS


def test_cells_are_typed():
    sheets = sheets_of(made()[1])
    level = sheets["Levels"][0]
    assert isinstance(level["Level at least number"], float)
    assert level["Missing"] == 0
    about = {row["Item"]: row["Value"] for row in sheets["About"]}
    assert about["Period to"] == date(2026, 3, 31)
    assert {type(row["Note"]) for row in sheets["Answers"]} == {str}


def test_each_sheet_opens_with_its_title_and_a_draft_says_so():
    for name, rows in cells_of(made()[1]).items():
        assert rows[0][0] == f"{name}: Self-assessment report: Told round, Marrowdale Together"
        assert rows[1][0] == "Draft: in consensus, not signed off. Board edition."
        assert rows[2][0].startswith("One row for each")


def test_a_signed_off_round_is_no_draft():
    data = xlsx_of(a_report(state="signed_off"))
    for name, rows in cells_of(data).items():
        assert "Draft" not in "".join(str(row[0]) for row in rows[:4]), name
    assert all("&amp;RSigned off" in part(data, f"xl/worksheets/sheet{n + 1}.xml") for n in range(len(SHEETS)))


@pytest.mark.parametrize("number", range(1, len(SHEETS) + 1))
def test_each_sheet_has_a_filter_a_frozen_head_and_prints_it_on_every_page(number):
    data = made()[1]
    sheet = part(data, f"xl/worksheets/sheet{number}.xml")
    assert "<pane " in sheet
    assert 'state="frozen"' in sheet
    assert "&amp;RDraft" in sheet
    assert "&amp;RPage &amp;P of &amp;N" in sheet
    assert "<f>" not in sheet
    table = part(data, f"xl/tables/table{number}.xml")
    assert "<autoFilter " in table
    assert 'altText="' in table
    book = part(data, "xl/workbook.xml")
    assert book.count("_xlnm.Print_Titles") == len(SHEETS)


def test_the_file_says_whose_it_is():
    known = part(made()[1], "docProps/core.xml")
    assert "<dc:title>Self-assessment report: Told round, Marrowdale Together</dc:title>" in known
    assert "<dc:creator>Marrowdale Together</dc:creator>" in known
    day = made()[0].changed_on.isoformat()
    assert set(re.findall(r"(\d{4}-\d\d-\d\d)T", known)) == {day}
    assert "<cp:contentStatus>Draft</cp:contentStatus>" in known


def test_the_same_round_gives_the_same_bytes(monkeypatch):
    first = made()[1]
    Assessment.objects.all().delete()
    with ZipFile(BytesIO(first)) as book:
        assert {each.date_time for each in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert xlsx_of(a_report()) == first


def test_rows_are_as_high_as_their_text_and_no_higher_than_a_sheet_allows(monkeypatch):
    table = xlsx.tables_of(made()[0])[0]
    assert xlsx._height(table, ["Item", "short"]) < xlsx._height(table, ["Item", "word " * 60])
    assert xlsx._height(table, ["Item", "a\n" * 3000]) == 409


def test_an_ampersand_in_a_printed_head_is_no_instruction():
    assert xlsx._in_a_header("A & B &P\nR&G") == "A && B && P R && G"
    assert len(xlsx._in_a_header("&" * 400)) <= 240


def test_the_command_writes_it(tmp_path):
    path = tmp_path / "result.xlsx"
    told_round()
    call_command("report", "told-round", format="xlsx", entity="borough", output=str(path))
    assert {row["Body code"] for row in sheets_of(path.read_bytes())["Answers"]} == {"", "borough"}
