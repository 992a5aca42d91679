"""What leaves, read back with other programs than those that wrote it: workbooks, CSV and Word files."""

import csv
from io import BytesIO, StringIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from python_calamine import CalamineWorkbook

from reports.columns import SHEETS

FIRST_HEADING = {sheet.name: sheet.columns[0].heading for sheet in SHEETS}


def cells_of(data: bytes) -> dict[str, list[list[Any]]]:
    """Sheet -> its rows as they stand, the lines above the table included."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def sheets_of(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """Sheet -> its rows, each by the heads of the columns."""
    found = {}
    for name, rows in cells_of(data).items():
        head = next(number for number, row in enumerate(rows) if row[0] == FIRST_HEADING[name])
        found[name] = [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]
    return found


def csv_of_bytes(data: bytes) -> list[dict[str, str]]:
    """The rows by the heads of the columns; refuses a file without a byte order mark."""
    text = data.decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.DictReader(StringIO(text[1:], newline=""), strict=True))


def parts_of(data: bytes) -> list[Paragraph | Table]:
    """Paragraphs and tables of a Word file in reading order."""
    document = Document(BytesIO(data))
    kinds = {qn("w:p"): Paragraph, qn("w:tbl"): Table}
    return [kinds[each.tag](each, document) for each in document.element.body if each.tag in kinds]


def name_of(table: Table) -> str:
    """What the table is called for those who do not see it."""
    return table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def cells_of_row(row: Any) -> list[str]:
    """The text of each cell, one that spans columns once, with plain spaces."""
    seen: list[Any] = []
    for cell in row.cells:
        if cell._tc not in seen:
            seen.append(cell._tc)
    return ["\n".join(plain(Paragraph(p, None).text) for p in tc.iter(qn("w:p"))) for tc in seen]


def words_of(data: bytes) -> str:
    """Every text of a Word file's body, with plain spaces."""
    body = Document(BytesIO(data)).element.body
    return "\n".join(plain(Paragraph(p, None).text) for p in body.iter(qn("w:p")))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip()
