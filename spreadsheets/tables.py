"""The cells of a workbook that was let in (package.py), as texts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from govuk.jinja import date_in_words
from spreadsheets.package import Package
from spreadsheets.telling import damaged

Grid = Sequence[Sequence[str]]
"""A sheet as texts, rows from the first on."""


def tables_of(found: Package, names: Iterable[str]) -> dict[str, Grid]:
    """Name of each of these sheets that is there -> its cells. Raises RefusedError."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(found.content)) as workbook:
            return {
                name: [
                    [text_of(value) for value in row]
                    for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ]
                for name in names
                if name in found.sheets
            }
    except (CalamineError, ValueError):
        raise damaged() from None


def text_of(value: Any) -> str:
    """What a cell holds, as it was most likely typed: 12 for the number 12, 12 May 2025 for a date."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return date_in_words(value.date(), "j F Y")
    if isinstance(value, date):
        return date_in_words(value, "j F Y")
    if isinstance(value, bool):
        return str(value).upper()
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
