"""Looks at the cells of one sheet before a reader of spreadsheets makes a table of them.

That reader makes a table from the first to the last cell that holds something, and repeats a shared text in every cell
that refers to it; so where cells stand and how much they hold is bounded here. It also reads the cached result of a
formula as if somebody had typed it; so formulas are found here.
"""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from spreadsheets.faults import Fault
from spreadsheets.parts import stream
from spreadsheets.telling import cell, damaged, of_the_file

MOST_ROWS, MOST_COLUMNS = 2_000, 100
MOST_TEXT = 8 * 1024 * 1024
"""Characters that all cells of a sheet may hold together: more than twice the longest texts on all questions."""
_LONGEST_NUMBER = 20
_MOST_FAULTS = 1_000
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def lengths_of_shared_texts(xml: bytes) -> Sequence[int]:
    """The length of each text that cells refer to by its place."""
    lengths: list[int] = []

    def start(name: str, given: Mapping[str, str]) -> None:
        if name == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    stream(xml, start, text=text)
    return lengths


class Cells:
    """Walks through the cells of one sheet. faults: each formula, and what stands far outside."""

    def __init__(self, sheet: str, shared: Sequence[int]) -> None:
        self.sheet, self.shared = sheet, shared
        self.faults: list[Fault] = []
        self.is_bounded = True
        self._row = self._column = self._length = self._heard = 0
        self._kind = self._inside = self._text = ""

    def walk(self, xml: bytes) -> None:
        stream(xml, self._start, self._end, self._hear)

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "row":
            self._row, self._column = _number(given.get("r"), self._row + 1), 0
        elif name == "c":
            self._kind = given.get("t", "")
            self._row, self._column = _place(given.get("r"), self._row, self._column + 1)
        elif name == "f":
            self._fault(_("This cell holds a formula. Type the text itself in its place."))
        if name in ("v", "t"):
            self._inside, self._text, self._heard = name, "", 0
            self._stay_inside()

    def _end(self, name: str) -> None:
        if name != self._inside:
            return
        self._length += self._length_here()
        self._inside = ""
        if self._length > MOST_TEXT:
            say = _("Sheet “%(sheet)s” holds more text than there is room for. Download a new workbook.")
            raise of_the_file(say % {"sheet": self.sheet})

    def _hear(self, data: str) -> None:
        if self._inside:
            self._heard += len(data)
            self._text = (self._text + data)[:_LONGEST_NUMBER]

    def _length_here(self) -> int:
        if self._kind != "s" or self._inside != "v":
            return self._heard
        place = _number(self._text.strip() or None, 0)
        if place >= len(self.shared):
            raise damaged()
        return self.shared[place]

    def _stay_inside(self) -> None:
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            if self.is_bounded:
                self._fault(_("Something stands far outside the table. Empty this cell, or download a new workbook."))
            self.is_bounded = False

    def _fault(self, say: str) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(cell(self.sheet, f"{letters(self._column)}{self._row}"), say))


def letters(column: int) -> str:
    """The letters of a column, which is counted from 1: 1 is A, 27 is AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Row and column of a reference like C5, counted from 1; a cell without one follows the last."""
    if reference is None:
        return row, column
    parts = REFERENCE.fullmatch(reference.upper())
    if parts is None:
        raise damaged()
    number = 0
    for letter in parts[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(parts[2]), number


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise damaged()
    return int(text)
