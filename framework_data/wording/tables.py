"""Tables of a text, read cell by cell: rows between pipes, grids of dashes and plus signs, and columns of spaces.

Pure. A cell that holds a code or a number alone is put before the next cell; every other cell becomes a paragraph of
its own, in the line where it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from framework_data.wording.base import Base
from framework_data.wording.lines import Line, collapsed
from framework_data.wording.markup import without_markup
from framework_data.wording.shapes import begins_large, begins_small
from framework_data.wording.starts import NONE, STATEMENT, Starts

_ROW = re.compile(r"^\s*\|(?P<cells>.*?)\|?\s*$")
_GRID = re.compile(r"^\s*\+(?:[-=:]+\+)+\s*$")
_BREAK = re.compile(r"<br\s*/?>|\\\s*$", re.IGNORECASE)
_HALF_WAY = re.compile(r"^(?P<start>\s*\S{1,12})(?:\s+(?P<rest>\S.*))?$")
_COLUMN_GAP = re.compile(r"\s{2,}(?=\S)")
LONGEST_START = 30


class Tables:
    """Unfolds the tables of a document into lines."""

    def __init__(self, base: Base) -> None:
        self._starts = Starts(base)

    def unfold(self, lines: Sequence[Line]) -> list[Line]:
        """The same lines where there is no table; a line for each cell where there is one."""
        return list(self._without_columns(self._with_starts_first(list(self._without_pipes(lines)))))

    # --- Pipes and grids ----------------------------------------------------------------------------------------

    def _without_pipes(self, lines: Sequence[Line]) -> Iterator[Line]:
        grid: list[Line] | None = None
        for line in lines:
            if _GRID.match(line.text):
                yield from self._grid_row(grid or [])
                yield replace(line, text="—")
                grid = []
            elif not (row := _ROW.match(line.text)) or "|" not in line.text.strip()[1:]:
                yield from self._grid_row(grid or [])
                grid = None
                yield line
            elif grid is not None:
                grid.append(line)
            else:
                yield from self._row(line, [[line_of_cell] for line_of_cell in _cells(row["cells"])])
        yield from self._grid_row(grid or [])

    def _grid_row(self, lines: Sequence[Line]) -> Iterator[Line]:
        """A row of a grid, whose cells may take several lines."""
        rows = [_cells(found["cells"]) for line in lines if (found := _ROW.match(line.text))]
        if rows:
            columns = max(map(len, rows))
            yield from self._row(
                lines[0], [[row[at] if at < len(row) else "" for row in rows] for at in range(columns)]
            )

    def _row(self, line: Line, cells: Sequence[Sequence[str]]) -> Iterator[Line]:
        if all(re.fullmatch(r"[\s:=-]*", text) for cell in cells for text in cell):
            yield replace(line, text="—" if any(text.strip() for cell in cells for text in cell) else "")
            return
        waiting = ""
        for cell in cells:
            paragraphs = [text for text in _paragraphs(cell) if text]
            if not paragraphs:
                continue
            if len(paragraphs) == 1 and self._is_only_a_start(paragraphs[0]):
                waiting = f"{waiting} {paragraphs[0]}".strip()
                continue
            yield replace(line, text="")
            for text in [f"{waiting} {paragraphs[0]}".strip(), *paragraphs[1:]]:
                yield replace(line, text=text)
            waiting = ""
        if waiting:
            yield replace(line, text=waiting)
        yield replace(line, text="")

    def _is_only_a_start(self, text: str) -> bool:
        if len(text) > LONGEST_START:
            return False
        start = self._starts.of(collapsed(without_markup(text)[0]))
        return start.kind != NONE and not start.rest

    # --- Cells in the middle of their row -----------------------------------------------------------------------

    def _with_starts_first(self, lines: list[Line]) -> list[Line]:
        """A code or number that stands half-way down beside its text goes to the first line of the text."""
        for at in range(1, len(lines)):
            start, rest = self._half_way(lines[at].text)
            beside = [lines[at - 1]] if rest else [lines[at - 1], *lines[at + 1 : at + 2]]
            if not start or not all(_is_beside(start, line) for line in beside):
                continue
            first = at - 1
            while first > 0 and _is_beside(start, lines[first - 1]):
                first -= 1
            if self._is_plain(lines[first]) and begins_large(lines[first].text):
                lines[first] = replace(lines[first], text=f"{start.strip()} {lines[first].text.strip()}")
                lines[at] = replace(lines[at], text=rest)
                if not rest:
                    del lines[at]
                    lines.insert(first, replace(lines[first], text=""))
        return lines

    def _half_way(self, text: str) -> tuple[str, str]:
        """The code or number alone, or with small letters after it; with the spaces before it, and what follows."""
        found = _HALF_WAY.match(text)
        if not found or not self._is_only_a_start(found["start"]):
            return "", ""
        rest = found["rest"] or ""
        return ("", "") if rest and not begins_small(rest) else (found["start"], rest)

    def _is_plain(self, line: Line) -> bool:
        return self._starts.of(collapsed(line.text)).kind == NONE

    # --- Columns of spaces --------------------------------------------------------------------------------------

    def _without_columns(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Where two codes stand side by side on a line, what stands under each is read down before the next."""
        at = 0
        while at < len(lines):
            places = self._code_columns(lines[at].text)
            end = at + 1
            if len(places) > 1:
                while end < len(lines) and _fits(lines[end].text, places):
                    end += 1
                yield from self._read_down(lines[at:end], places)
            else:
                yield lines[at]
            at = end

    def _code_columns(self, text: str) -> list[int]:
        places = [0, *(found.end() for found in _COLUMN_GAP.finditer(text))]
        return [place for place in places if self._starts.of(collapsed(text[place:])).kind == STATEMENT]

    def _read_down(self, lines: Sequence[Line], places: Sequence[int]) -> Iterator[Line]:
        if places[0] > 0 and any(line.text[: places[0]].strip() for line in lines):
            places = [0, *places]
        for begin, end in zip(places, [*places[1:], None], strict=True):
            for line in lines:
                yield replace(line, text=line.text[begin:end].rstrip())
            yield replace(lines[-1], text="")


def _is_beside(start: str, line: Line) -> bool:
    """Whether the line is text that stands further in than the start ends."""
    return bool(line.text.strip()) and not line.text[: len(start)].strip()


def _cells(text: str) -> list[str]:
    return re.split(r"(?<!\\)\|", text)


def _paragraphs(cell: Sequence[str]) -> list[str]:
    """The paragraphs of a cell: its lines joined, parted by empty ones and by breaks."""
    found = [""]
    for text in cell:
        for part, piece in enumerate(_BREAK.split(text)):
            if part or not piece.strip():
                found.append("")
            found[-1] = f"{found[-1]} {piece.strip()}".strip()
    return found


def _fits(text: str, places: Sequence[int]) -> bool:
    """Whether no word of the line runs across the beginning of a column, and the line reaches the second."""
    return bool(text.strip()) and all(
        len(text) < place or not text[place - 1 : place].strip() for place in places if place
    )
