"""Workbooks for tests: one of the borough as it was downloaded, filled in by another program, and tampered with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from python_calamine import CalamineWorkbook

from assessments.access import EntityVisit, visit_to_entity
from assessments.workbook.book import book_of
from assessments.workbook.sheets import Book, Facts, Row, Sheet
from assessments.workbook.texts import Texts
from assessments.workbook.writing import workbook_of
from framework_data.content import Content
from partnerships.models import Person

SLUG = "first-round"
ANSWERS = {"borough": {"S2.1": "P", "S2.3": "F", "S3.3": "NA"}}
HEADS = {
    "code": "Code",
    "value": "Answer",
    "note": "Note (optional)",
    "reason": "Why not applicable",
    "evidence": "Links to evidence (optional)",
}
SHEETS = ("Questions", "Views", "About this file")
NASTY = (
    "=1+1\n@SUM(A1)\n\n  two  blanks é £ 😀 \u202eabc\u200f <b>&amp; </c> _x000D_ 'q' -1\t\x0b\x01 "
    '=HYPERLINK("https://x.example.org")'
)


def borough(person) -> EntityVisit:
    return visit_to_entity(person, SLUG, "borough")


def downloaded(person) -> bytes:
    return workbook_of(book_of(borough(person)))


def tables(content: bytes) -> dict[str, list[list[str]]]:
    """Sheet -> its cells, by the reader of spreadsheets alone."""
    with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
        return {
            name: [
                [str(value) for value in row]
                for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in workbook.sheet_names
        }


def place(table: list[list[str]], code: str, key: str) -> tuple[int, int]:
    """Row and column of a question's cell, counted from 0."""
    codes = [row[table[0].index("Code")] for row in table]
    return codes.index(code), table[0].index(HEADS[key])


def written(sheets: Mapping[str, list[list[object]]]) -> bytes:
    """A workbook by another hand: nothing but the cells."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(at, column, value)
    return buffer.getvalue()


def filled_in(content: bytes, answers: Mapping[str, Mapping[str, object]]) -> bytes:
    """The workbook with cells changed: question -> column -> what is typed there."""
    sheets = tables(content)
    for code, cells in answers.items():
        name = next(name for name in SHEETS[:2] if any(row[0] == code for row in sheets[name]))
        for key, value in cells.items():
            row, column = place(sheets[name], code, key)
            sheets[name][row][column] = value
    return written(sheets)


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def with_parts(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    return packed(parts_of(content) | dict(changed))


def typed_into(book: Book, answers: Mapping[str, Texts]) -> bytes:
    """The workbook as it is downloaded, looks and locks and all, with these texts typed into it."""

    def row(found: Row) -> Row:
        return replace(found, texts=answers.get(found.question.code, found.texts))

    def sheet(found: Sheet) -> Sheet:
        groups = (replace(group, rows=tuple(map(row, group.rows))) for group in found.groups)
        return replace(found, groups=tuple(groups))

    return workbook_of(replace(book, sheets=tuple(map(sheet, book.sheets))))


@dataclass(frozen=True)
class Remembered:
    """The borough's workbook with what it was made from."""

    file: bytes
    book: Book
    content: Content

    @property
    def facts(self) -> Facts:
        return self.book.facts


_REMEMBERED: list[Remembered] = []


def remembered(person: Callable[[], Person]) -> Remembered:
    """Made once for many tests; `person` is asked for somebody of the borough, with a round, the first time only."""
    if not _REMEMBERED:
        visit = borough(person())
        book = book_of(visit)
        _REMEMBERED.append(Remembered(workbook_of(book), book, visit.content))
    return _REMEMBERED[0]
