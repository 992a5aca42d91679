"""The report's tables as a workbook: a sheet for each, with a title, what a row is, and a real table below.

The title stands in A1 and the table's head is frozen, as screen readers and people expect it. Every text is written as
a text: nothing becomes a formula, a link or a number by its looks. The same round gives the same bytes.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from assessments.csv_lines import STARTS_A_FORMULA
from reports.printable import printable
from reports.report import Report
from reports.tables import Cell, Table, tables_of

BRAND, LINE, TINT = "#1f4e5f", "#a9c1ca", "#e6eff3"
FONT = {"font_name": "Arial", "font_size": 10}
CELL = FONT | {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": LINE}
PAGE_WIDTH = 240
"""Characters that are still readable beside each other on one landscape page of A4."""

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
A4 = 9
MOST_IN_A_HEADER = 120
MOST_IN_A_CELL = 32_767
LINE_HEIGHT, MOST_HEIGHT = 13, 409


def xlsx_of(report: Report) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True} | AS_TEXT) as workbook:
        workbook.set_properties(_properties(report))
        writer = _Writer(workbook, report)
        for table in tables_of(report):
            writer.add(table)
    return buffer.getvalue()


def _properties(report: Report) -> dict[str, Any]:
    return {
        "title": printable(report.title),
        "subject": printable(report.facts.scope),
        "author": printable(report.facts.partnership),
        "comments": printable(f"{report.state_line}. {report.audience.name}."),
        "status": "Draft" if report.facts.is_draft else "Final",
        "created": datetime.combine(report.changed_on, time()),
    }


class _Writer:
    """Writes tables into one workbook, with its formats."""

    def __init__(self, workbook: Any, report: Report) -> None:
        self.workbook, self.report = workbook, report

    @cached_property
    def formats(self) -> dict[str, Any]:
        looks: dict[str, dict[str, Any]] = {
            "title": FONT | {"bold": True, "font_size": 14, "font_color": BRAND},
            "state": FONT | {"bold": True},
            "draft": FONT | {"bold": True, "bg_color": TINT, "left": 5, "left_color": BRAND},
            "remark": FONT,
            "head": CELL | {"bold": True, "bg_color": BRAND, "font_color": "#ffffff", "valign": "bottom"},
            "text": CELL,
            # A text that looks like a formula stays a text when somebody edits it and presses Enter.
            "quoted": CELL | {"quote_prefix": True},
            "number": CELL | {"num_format": "0", "align": "center"},
            "date": CELL | {"num_format": "d mmmm yyyy", "align": "left"},
        }
        return {name: self.workbook.add_format(look) for name, look in looks.items()}

    def add(self, table: Table) -> None:
        sheet = self.workbook.add_worksheet(table.sheet.name)
        first = self._title(sheet, table)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
        sheet.set_row(first, _height(table, [column.heading for column in table.columns]))
        for number, row in enumerate(table.rows, start=first + 1):
            sheet.set_row(number, _height(table, row))
            for place, cell in enumerate(row):
                self._write(sheet, number, place, cell)
        last = first + len(table.rows)
        sheet.add_table(first, 0, last, len(table.columns) - 1, self._as_table(table))
        sheet.freeze_panes(first + 1, 1 if len(table.columns) > 4 else 0)
        self._page(sheet, table, first)

    def _title(self, sheet: Any, table: Table) -> int:
        """The lines above the table; returns the number of its head's row, from 0."""
        facts = self.report.facts
        sheet.write_string(0, 0, printable(f"{table.sheet.name}: {self.report.title}"), self.formats["title"])
        marked = self.formats["draft" if facts.is_draft else "state"]
        sheet.write_string(1, 0, printable(f"{self.report.state_line}. {self.report.audience.name}."), marked)
        lines = (table.sheet.explained, *table.remarks)
        for number, line in enumerate(lines, start=2):
            sheet.write_string(number, 0, printable(line), self.formats["remark"])
        return 2 + len(lines)

    def _write(self, sheet: Any, row: int, place: int, cell: Cell) -> None:
        if cell is None:
            sheet.write_blank(row, place, None, self.formats["text"])
        elif isinstance(cell, date):
            sheet.write_datetime(row, place, datetime.combine(cell, time()), self.formats["date"])
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, self.formats["number"])
        else:
            text = printable(cell)[:MOST_IN_A_CELL]
            sheet.write_string(
                row, place, text, self.formats["quoted" if text.startswith(STARTS_A_FORMULA) else "text"]
            )

    def _as_table(self, table: Table) -> dict[str, Any]:
        return {
            "name": table.sheet.name.replace(" ", "_"),
            "style": None,
            "title": table.sheet.name,
            "description": table.sheet.explained,
            "columns": [{"header": c.heading, "header_format": self.formats["head"]} for c in table.columns],
        }

    def _page(self, sheet: Any, table: Table, first: int) -> None:
        """For those who print it: the head on every page, and the state beside the page number."""
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(first)
        sheet.repeat_columns(0)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        sheet.fit_to_pages(-(-sum(column.width for column in table.columns) // PAGE_WIDTH), 0)
        facts = self.report.facts
        whose = _in_a_header(f"{facts.partnership} · {facts.title}")
        state = _("Draft") if facts.is_draft else _("Signed off")
        sheet.set_header(f"&L{whose}&R{state}")
        pages = _("Page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"}
        sheet.set_footer(f"&L{table.sheet.name} · {self.report.audience.name}&R{pages}")


def _height(table: Table, row: Sequence[Cell]) -> int:
    """In points, so that wrapped text shows whole: not every program works it out when it opens a file."""
    lines = (_lines(str(cell), column.width) for cell, column in zip(row, table.columns, strict=True) if cell)
    return min(LINE_HEIGHT * max(lines, default=1) + 4, MOST_HEIGHT)


def _lines(text: str, width: int) -> int:
    """A column's width counts digits; words of the same number of letters are a seventh narrower."""
    fits = width * 8 // 7
    return sum(max(1, -(-len(line) // fits)) for line in text.split("\n"))


def _in_a_header(text: str) -> str:
    """Text in a printed header, where & begins an instruction and 255 characters are the most.

    A doubled & stands for itself, but the library still finds an instruction in "&&G": a space parts them.
    """
    words = " ".join(printable(text).replace("&", " & ").split())
    return words[:MOST_IN_A_HEADER].replace("&", "&&")
