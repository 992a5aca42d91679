"""An edition's workbook that came back: objects of its rows, checked like a fixture's, faults with sheet and cell."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from framework_data import faults
from framework_data.faults import FileRefusedError
from framework_data.located import Located
from framework_data.object_checks import objects_in
from framework_data.workbook.sheets import EDITION, FACTS, SHEETS, Column, Sheet
from spreadsheets.cells import letters
from spreadsheets.faults import Fault, RefusedError
from spreadsheets.package import opened
from spreadsheets.tables import Grid, tables_of
from spreadsheets.telling import cell

NAMES = ("code", "slug", "answer", "language", "full_needs", "reach", "build_on")
"""Columns in which blanks before and after mean nothing; wording is taken exactly as it is written."""
READ = (EDITION, *(sheet.name for sheet in SHEETS))


def objects_of(content: bytes) -> list[dict[str, Any]]:
    """The objects of the edition in the workbook, checked through and through. Raises FileRefusedError."""
    try:
        package = opened(content, READ)
        tables = tables_of(package, READ)
    except RefusedError as refusal:
        raise FileRefusedError(map(_as_ours, refusal.faults)) from None
    found = [*map(_as_ours, package.faults), *_missing(tables)]
    if any(name not in tables for name in READ):
        raise FileRefusedError(found)
    try:
        objects = objects_in(list(_located(tables)))
    except FileRefusedError as refusal:
        raise FileRefusedError([*found, *refusal.faults]) from None
    if found:
        raise FileRefusedError(found)
    return objects


def _as_ours(fault: Fault) -> faults.Fault:
    return faults.Fault(fault.place, fault.say)


def _missing(tables: Mapping[str, Grid]) -> Iterator[faults.Fault]:
    for name in READ:
        if name not in tables:
            yield faults.Fault(_("Sheet “%(sheet)s”") % {"sheet": name}, _("is missing or has another name."))
    for sheet in SHEETS:
        heads = _heads(tables.get(sheet.name, ()))
        for column in sheet.columns:
            if sheet.name in tables and column.head not in heads:
                say = _("the column “%(column)s” is missing.") % {"column": column.head}
                yield faults.Fault(_row(sheet.name, 1), say)


def _heads(grid: Grid) -> list[str]:
    return [" ".join(head.split()) for head in grid[0]] if grid else []


def _located(tables: Mapping[str, Grid]) -> Iterator[Located]:
    edition = _edition(tables[EDITION])
    yield edition
    for sheet in SHEETS:
        yield from _parts(sheet, tables[sheet.name], edition.fields["slug"])


def _edition(grid: Grid) -> Located:
    """A line for each fact; one that is missing is an empty text, and refused as such."""
    lines = {" ".join(row[0].split()): at for at, row in reversed(list(enumerate(grid, start=1))) if row}
    fields: dict[str, Any] = {"revision": 1}
    places = {}
    for column in FACTS:
        at = lines.get(column.head)
        row = grid[at - 1] if at else ()
        fields[column.key] = _value(column, row[1] if len(row) > 1 else "", "")
        places[column.key] = cell(EDITION, f"B{at}") if at else _line(column)
    return Located("edition", fields, lambda key: places.get(key, _("Sheet “%(sheet)s”") % {"sheet": EDITION}))


def _parts(sheet: Sheet, grid: Grid, slug: str) -> Iterator[Located]:
    heads = _heads(grid)
    columns = [(column, heads.index(column.head)) for column in sheet.columns if column.head in heads]
    order = 0
    for at, row in enumerate(grid[1:], start=2):
        if any(row[place].strip() for _, place in columns):
            order += 1
            fields = {column.key: _value(column, row[place], slug) for column, place in columns}
            yield Located(sheet.model, _whole(sheet, fields, slug, order), _where(sheet, columns, at))


def _whole(sheet: Sheet, fields: Mapping[str, Any], slug: str, order: int) -> dict[str, Any]:
    """With what the row says by itself: the edition, its place, and the code of an answer."""
    whole = {"edition": [slug], "order": order, **{column.key: "" for column in sheet.columns}, **fields}
    if sheet.model == "option":
        whole["code"] = f"{whole['kind']}-{whole['answer']}"
    return whole


def _where(sheet: Sheet, columns: Sequence[tuple[Column, int]], at: int) -> Callable[[str], str]:
    places = {column.key: cell(sheet.name, f"{letters(place + 1)}{at}") for column, place in columns}
    return lambda key: places.get(key, _row(sheet.name, at))


def _row(sheet: str, at: int) -> str:
    return _("%(sheet)s, row %(row)s") % {"sheet": sheet, "row": at}


def _line(column: Column) -> str:
    return _("%(sheet)s, the line “%(line)s”") % {"sheet": EDITION, "line": column.head}


def _value(column: Column, text: str, slug: str) -> Any:
    """What a cell means. What means nothing stays as it was typed, and is refused later with its cell."""
    typed = text.strip()
    if column.is_number:
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else typed or None
    if column.part:
        return [slug, typed] if typed else None
    if column.words:
        codes = {word.casefold(): code for code, word in column.words.items()}
        return codes.get(" ".join(typed.split()).casefold(), typed)
    return typed if column.key in NAMES else text
