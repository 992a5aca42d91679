"""The workbook as an .xlsx file. The same book gives the same bytes; what people typed is text and never a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from assessments.models import LONGEST_NOTE
from assessments.workbook.sheets import (
    ABOUT,
    CHOICES,
    CLOSING,
    KINDS,
    REVISION_HEADS,
    START,
    TYPED,
    Book,
    Column,
    Group,
    Row,
    Sheet,
    entry,
    tab,
)
from assessments.workbook.texts import writable
from spreadsheets.layout import A4, ALWAYS_THE_SAME_DAY, LINE, TEXT_STAYS_TEXT, growing, height, in_header

STILL_ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True}
"""On a protected sheet, beside typing into the answer cells: making room to read."""

WRAPPED = {"text_wrap": True, "valign": "top"}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16, **WRAPPED},
    "bold": {"bold": True, **WRAPPED},
    "text": WRAPPED,
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E5F", "border": 1, **WRAPPED},
    "statement": {"bold": True, "bg_color": "#E3ECEF", "border": 1, **WRAPPED},
    "fixed": {"border": 1, "border_color": "#A9C1CA", **WRAPPED},
    # "@" keeps what is typed as it is typed: no dates from 1-2, no formulas from =.
    "typed": {
        "locked": False,
        "num_format": "@",
        "bg_color": "#FFFDE7",
        "border": 1,
        "border_color": "#5A6B72",
        **WRAPPED,
    },
    "closed": {"bg_color": "#D9D9D9", "font_color": "#595959", "italic": True},
    "wanting": {"bg_color": "#F8D7DA"},
}


def workbook_of(book: Book) -> bytes:
    """The file's content."""
    buffer = BytesIO()
    with translation.override(book.language), Workbook(buffer, TEXT_STAYS_TEXT) as workbook:
        workbook.set_properties({"title": book.title, "subject": book.round, "created": ALWAYS_THE_SAME_DAY})
        looks = {name: workbook.add_format(dict(look)) for name, look in LOOKS.items()}
        _Writer(workbook, looks, book).write()
    return growing(buffer.getvalue())


@dataclass(frozen=True)
class _Writer:
    workbook: Workbook
    looks: Mapping[str, Format]
    book: Book

    def write(self) -> None:
        self._start()
        lists = self._list_addresses()
        for sheet in self.book.sheets:
            self._questions(sheet, lists)
        self._choices()
        self._about()

    def _sheet(self, name: str, widths: Sequence[int], *, heads: Sequence[str] = ()) -> Worksheet:
        sheet = self.workbook.add_worksheet(tab(name))
        sheet.protect("", STILL_ALLOWED)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.4, top=0.7, bottom=0.7)
        sheet.set_header(f"&L{in_header(self.book.body)}&R{in_header(self.book.round)}")
        pages = in_header(_("Page %(page)s of %(pages)s")) % {"page": "&P", "pages": "&N"}
        sheet.set_footer(f"&L{in_header(tab(name))}&R{pages}")
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        if heads:
            self._texts(sheet, 0, heads, "head")
            sheet.freeze_panes(1, 1)
            sheet.repeat_rows(0)
        return sheet

    def _texts(self, sheet: Worksheet, row: int, texts: Sequence[str], look: str) -> None:
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, self.looks[look])

    def _start(self) -> None:
        widths = (24, 96)
        sheet = self._sheet(START, widths)
        sheet.hide_gridlines(2)
        sheet.set_row(0, 2 * LINE)
        sheet.write_string(0, 1, self.book.title, self.looks["title"])
        sheet.write_string(1, 1, self.book.round, self.looks["bold"])
        for place, (heading, text) in enumerate(self.book.lines, start=3):
            sheet.set_row(place, height((heading, text), widths))
            sheet.write_string(place, 0, heading, self.looks["bold"])
            sheet.write_string(place, 1, text, self.looks["text"])

    # --- Questions ----------------------------------------------------------------------------------------

    def _questions(self, sheet: Sheet, lists: Mapping[str, str]) -> None:
        columns = self.book.columns
        target = self._sheet(sheet.name, [c.width for c in columns], heads=[_(c.head) for c in columns])
        target.set_row(0, 2 * LINE)
        target.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(columns) - 1)}{_length(sheet) + 1}"})
        places = _places(sheet)
        for group in sheet.groups:
            self._statement(target, places[group.code], group, columns)
            for row in group.rows:
                self._row(target, places[row.question.code], row, columns)
                self._help(target, row, places, columns, lists[row.question.kind])
        self._limits(target, columns, _length(sheet))

    def _statement(self, target: Worksheet, at: int, group: Group, columns: Sequence[Column]) -> None:
        text = f"{group.heading}: {group.text}"
        target.set_row(at, height([text], [sum(column.width for column in columns[1:])]))
        target.write_string(at, 0, group.code, self.looks["statement"])
        target.merge_range(at, 1, at, len(columns) - 1, "", self.looks["statement"])
        target.write_string(at, 1, text, self.looks["statement"])

    def _row(self, target: Worksheet, at: int, row: Row, columns: Sequence[Column]) -> None:
        shown = _shown(row)
        target.set_row(at, height([shown[column.key] for column in columns], [column.width for column in columns]))
        for place, column in enumerate(columns):
            look = self.looks["typed" if column.is_typed else "fixed"]
            if shown[column.key]:
                target.write_string(at, place, shown[column.key], look)
            else:
                target.write_blank(at, place, None, look)

    def _help(
        self, target: Worksheet, row: Row, places: Mapping[str, int], columns: Sequence[Column], choices: str
    ) -> None:
        """The list of answers, and what the row looks like behind a closed gate or with a reason wanting."""
        at, value, reason = places[row.question.code], _place(columns, "value"), _place(columns, "reason")
        target.data_validation(at, value, at, value, _choice_from(choices))
        if row.gates:
            closed = ",".join(_is_one_of(_cell(places[gate], value), CLOSING) for gate in row.gates)
            formula = {"type": "formula", "criteria": f"=OR({closed})", "format": self.looks["closed"]}
            target.conditional_format(at, value, at, value + len(TYPED) - 1, formula)
        answer, why = _cell(at, value), _cell(at, reason)
        wanting = f"=AND({_is_one_of(answer, ('NA',))},LEN(TRIM({why}))=0)"
        target.conditional_format(
            at, reason, at, reason, {"type": "formula", "criteria": wanting, "format": self.looks["wanting"]}
        )

    def _limits(self, target: Worksheet, columns: Sequence[Column], length: int) -> None:
        note = _place(columns, "note")
        if length:
            target.data_validation(1, note, length, note + len(TYPED) - 2, _at_most())
            target.set_selection(2, _place(columns, "value"), 2, _place(columns, "value"))

    # --- What the questions refer to ---------------------------------------------------------------------

    def _list_addresses(self) -> dict[str, str]:
        """Kind of question -> where its list of answers stands."""
        found, at = {}, 1
        quoted = "'" + tab(CHOICES).replace("'", "''") + "'"
        for kind, options in self.book.choices:
            found[kind] = f"={quoted}!$B${at + 1}:$B${at + len(options)}"
            at += len(options)
        return found

    def _choices(self) -> None:
        sheet = self._sheet(CHOICES, (16, 80), heads=(_("Kind of question"), _("Answer")))
        entries = [(kind, entry(option)) for kind, options in self.book.choices for option in options]
        for at, (kind, text) in enumerate(entries, start=1):
            self._texts(sheet, at, (_(KINDS[kind]), text), "fixed")

    def _about(self) -> None:
        sheet = self._sheet(ABOUT, (26, 44, 24), heads=(_("What the site needs"), _("Do not change anything here"), ""))
        at = 1
        for name, text in self.book.facts.rows:
            self._texts(sheet, at, (_(name), text), "fixed")
            at += 1
        self._texts(sheet, at + 1, [_(head) for head in REVISION_HEADS], "head")
        rows = [row for each in self.book.sheets for row in each.rows]
        for place, row in enumerate(rows, start=at + 2):
            self._texts(sheet, place, (row.question.code, str(row.revision), row.fingerprint), "fixed")


MOST_OF_A_TITLE, MOST_OF_A_MESSAGE = 32, 255
"""Characters that a spreadsheet takes in the box that says what is wrong."""


def _at_most() -> dict[str, Any]:
    message = _("Give %(number)s characters or fewer.") % {"number": f"{LONGEST_NOTE:,}"}
    return {
        "validate": "length",
        "criteria": "<=",
        "value": LONGEST_NOTE,
        "error_title": _("Too long")[:MOST_OF_A_TITLE],
        "error_message": message[:MOST_OF_A_MESSAGE],
    }


def _choice_from(choices: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": choices,
        "error_title": _("Not on the list")[:MOST_OF_A_TITLE],
        "error_message": _("Choose an answer from the list, or empty the cell.")[:MOST_OF_A_MESSAGE],
    }


def _cell(row: int, column: int) -> str:
    """$C$5 for row 4 and column 2, counted from 0."""
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def _is_one_of(reference: str, codes: Sequence[str]) -> str:
    """A condition on the code before the dash; what was typed without the list counts too."""
    typed = f'TRIM(LEFT({reference}&" ",2))'
    same = ",".join(f'{typed}="{code}"' for code in codes)
    return f"OR({same})"


def _shown(row: Row) -> dict[str, str]:
    question, texts = row.question, row.texts
    chosen = next((entry(option) for option in question.options if option.code == texts.value), texts.value)
    return {
        "code": question.code,
        "question": question.text,
        "value": chosen,
        "note": writable(texts.note),
        "reason": writable(texts.reason),
        "evidence": writable(texts.evidence),
        "guidance": row.guidance,
        "only_if": row.only_if,
        "last": writable(row.last),
    }


def _places(sheet: Sheet) -> dict[str, int]:
    """Code of each statement and question -> its row, counted from 0; the head has row 0."""
    codes = [code for group in sheet.groups for code in (group.code, *(row.question.code for row in group.rows))]
    return {code: at for at, code in enumerate(codes, start=1)}


def _length(sheet: Sheet) -> int:
    return len(_places(sheet))


def _place(columns: Sequence[Column], key: str) -> int:
    return next(place for place, column in enumerate(columns) if column.key == key)
