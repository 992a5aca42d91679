"""An edition as an .xlsx file. The same edition gives the same bytes; wording is text and never a formula."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from framework_data.errata import corrected
from framework_data.workbook.sheets import EDITION, FACTS, SHEET_OF, SHEETS, START, Column, Sheet
from spreadsheets.layout import A4, ALWAYS_THE_SAME_DAY, LINE, TEXT_STAYS_TEXT, growing, height, in_header

Fields = Mapping[str, Any]

ROOM = 300
"""Rows below the last for which the lists are offered too: a group adds some."""
LONGEST_LIST = 255
"""Characters that a list of choices may have where it stands in the cell's rule itself."""
WRAPPED = {"text_wrap": True, "valign": "top"}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16, **WRAPPED},
    "bold": {"bold": True, **WRAPPED},
    "text": WRAPPED,
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E5F", "border": 1, **WRAPPED},
    # "@" keeps what is typed as it is typed: no dates from 1-2, no formulas from =.
    "cell": {"num_format": "@", "border": 1, "border_color": "#A9C1CA", **WRAPPED},
}
INSTRUCTIONS = (
    ("What this is", "One edition of the framework, for a group to edit. Until it is imported, nothing changes."),
    ("Rows", "The order of the rows is the order of the framework. Insert, move and delete rows as you need."),
    ("Codes", "A code names a statement or question for good: the next round finds last time’s answers by it."),
    ("Getting started", "A statement without dimension and level belongs to none, and counts for no level."),
    ("Who answers", "Choose from the list in the cell. The same goes for kinds, gates, dimensions and levels."),
    (
        "Asked only after",
        "The code of an earlier question of the same respondent. Where that is not in place, this one is not asked.",
    ),
    ("A new edition", "Give it a short name of its own on the sheet “Edition”. A published edition is never replaced."),
    ("Bringing it back", "Save it as an Excel workbook (.xlsx) without password, formulas and links, and import it."),
    (
        "What happens then",
        "Every fault is listed with its sheet and cell. Without faults you see what differs, and may write a draft.",
    ),
)


def workbook_of(objects: Iterable[Mapping[str, Any]]) -> bytes:
    """The file's content; errata are worked in. objects: those of the edition's fixture."""
    parts: dict[str, list[Fields]] = {}
    for each in corrected(objects):
        parts.setdefault(each["model"].rpartition(".")[2], []).append(each["fields"])
    buffer = BytesIO()
    with Workbook(buffer, TEXT_STAYS_TEXT) as workbook:
        edition = parts["edition"][0]
        workbook.set_properties({"title": f"{edition['title']}: {edition['label']}", "created": ALWAYS_THE_SAME_DAY})
        looks = {name: workbook.add_format(dict(look)) for name, look in LOOKS.items()}
        _Writer(workbook, looks, edition).write(parts)
    return growing(buffer.getvalue())


@dataclass(frozen=True)
class _Writer:
    workbook: Workbook
    looks: Mapping[str, Format]
    edition: Fields

    def write(self, parts: Mapping[str, Sequence[Fields]]) -> None:
        self._start()
        self._facts()
        for sheet in SHEETS:
            rows = sorted(parts.get(sheet.model, ()), key=lambda fields: fields["order"])
            self._rows(sheet, [[said(column, fields[column.key]) for column in sheet.columns] for fields in rows])

    def _sheet(self, name: str, widths: Sequence[int], heads: Sequence[str] = ()) -> Worksheet:
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L{in_header(self.edition['label'])}&R{name}")
        sheet.set_footer("&RPage &P of &N")
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width, self.looks["cell"] if heads else None)
        if heads:
            self._texts(sheet, 0, heads, ["head"] * len(heads))
            sheet.freeze_panes(1, 1)
            sheet.repeat_rows(0)
        return sheet

    def _texts(self, sheet: Worksheet, row: int, texts: Sequence[str], looks: Sequence[str]) -> None:
        for place, (text, look) in enumerate(zip(texts, looks, strict=True)):
            if text:
                sheet.write_string(row, place, text, self.looks[look])
            else:
                sheet.write_blank(row, place, None, self.looks[look])

    def _start(self) -> None:
        widths = (24, 96)
        sheet = self._sheet(START, widths)
        sheet.hide_gridlines(2)
        sheet.set_row(0, 2 * LINE)
        sheet.write_string(0, 1, self.edition["title"], self.looks["title"])
        sheet.write_string(1, 1, self.edition["label"], self.looks["bold"])
        for place, texts in enumerate(INSTRUCTIONS, start=3):
            sheet.set_row(place, height(texts, widths))
            self._texts(sheet, place, texts, ("bold", "text"))

    def _facts(self) -> None:
        widths = (44, 80)
        sheet = self._sheet(EDITION, widths, ("What", "Value"))
        for at, column in enumerate(FACTS, start=1):
            texts = (column.head, said(column, self.edition[column.key]))
            sheet.set_row(at, height(texts, widths))
            self._texts(sheet, at, texts, ("cell", "cell"))
        sheet.ignore_errors({"number_stored_as_text": f"B1:B{len(FACTS) + 1}"})

    def _rows(self, sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
        widths = [column.width for column in sheet.columns]
        target = self._sheet(sheet.name, widths, [column.head for column in sheet.columns])
        target.set_row(0, 2 * LINE)
        for at, texts in enumerate(rows, start=1):
            target.set_row(at, height(texts, widths))
            self._texts(target, at, texts, ["cell"] * len(texts))
        last = len(rows) + ROOM
        target.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(widths) - 1)}{last}"})
        for place, column in enumerate(sheet.columns):
            source = _choices(column)
            if source:
                target.data_validation(1, place, last, place, _from_list(source))


def said(column: Column, value: Any) -> str:
    """What a cell says for a value; of what points at another part, its code."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return str(value[1])
    return column.words.get(str(value), str(value))


def _choices(column: Column) -> list[str] | str | None:
    """The words of a column, or where the codes stand that it may name."""
    words = list(column.words.values())
    if words:
        return words if len(",".join(words)) <= LONGEST_LIST else None
    if column.part:
        return f"='{SHEET_OF[column.part].name}'!$A$2:$A${2_000}"
    return None


def _from_list(source: list[str] | str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_title": "Not on the list",
        "error_message": "Choose from the list, or empty the cell.",
    }
