"""One list of columns: the page and the document that explain them say what the files hold."""

from pathlib import Path

import pytest
from django.urls import reverse

from reports import answers, columns, details
from tests.people import a_person

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"


def written(heading: str) -> list[tuple[str, ...]]:
    """The rows of the first table below a heading of the document."""
    below = PAGE.read_text().split(f"\n### {heading}\n")[1].split("\n### ")[0]
    rows = [line.strip("|").split(" | ") for line in below.splitlines() if line.startswith("|")][2:]
    return [tuple(cell.strip().strip("`") for cell in row) for row in rows]


def as_written(listed):
    alone = [f" In the {column.only_in} alone." if column.only_in else "" for column in listed]
    return [(column.name, column.kind, f"{column.holds}{only}") for column, only in zip(listed, alone, strict=True)]


@pytest.mark.parametrize("sheet", columns.SHEETS, ids=lambda sheet: sheet.name)
def test_the_document_lists_the_columns_of_each_sheet(sheet):
    assert written(sheet.name) == as_written(sheet.columns)


def test_the_document_lists_the_rounds_columns_and_the_kinds_of_rows():
    assert written("About the round, in CSV") == as_written(columns.ROUND)
    assert written("Kinds of rows") == list(columns.WHAT.items())


def test_every_kind_of_row_is_explained():
    kinds = (details.ANSWER, details.VIEW, details.IMPLIED, details.WAITS, details.MISSING, answers.AGREED)
    more = (answers.WORKED_OUT, answers.TAKEN_OVER, answers.NOTE_ALONE, answers.NOT_SHOWN)
    assert set(columns.WHAT) == {*kinds, *more}


@pytest.mark.parametrize("edition", columns.EVERY)
def test_no_name_stands_twice_in_a_table(edition):
    for found in (*(sheet.columns_in(edition) for sheet in columns.SHEETS), columns.CSV):
        names = [column.name for column in found]
        assert len(set(names)) == len(names)


def test_a_tab_can_bear_the_name_of_its_sheet():
    assert all(0 < len(sheet.name) <= 31 for sheet in columns.SHEETS)


@pytest.mark.django_db
def test_the_page_explains_every_column_and_kind_of_row(client):
    client.force_login(a_person("Any Body"))
    page = " ".join(client.get(reverse("columns_explained")).content.decode().split())
    for column in (*columns.CSV, *(column for sheet in columns.SHEETS for column in sheet.columns)):
        assert f'<th scope="row" class="govuk-table__header">{column.name}</th>' in page
        assert column.holds.replace("'", "&#39;") in page
    assert all(meaning.replace("'", "&#39;") in page for meaning in columns.WHAT.values())
