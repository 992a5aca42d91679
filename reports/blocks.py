"""What a document is made of, whatever program it is for: headings, paragraphs, lists and tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.told import Mark

BODY, LEAD, QUIET, STATE, SMALL, FINE = "body", "lead", "quiet", "state", "small", "fine"
"""How a paragraph looks; fine is small and quiet."""


@dataclass(frozen=True, slots=True)
class Heading:
    """level: 1 is a section. starts_page: whether it begins a new page."""

    level: int
    text: str
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: a code, marks, bold words, then the rest. A newline in it is a line break.

    is_followed: whether it stays on one page with what comes next.
    """

    text: str = ""
    bold: str = ""
    marks: tuple[Mark, ...] = ()
    code: str = ""
    look: str = BODY
    is_followed: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    lines: tuple[Line, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """span: how many columns it takes. is_head: whether it names its row."""

    lines: tuple[Line, ...]
    span: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. name, description: for those who do not see it. widths: of the columns, in mm, 170 together.

    caption: printed above; heads: of the columns, empty where the first column says what each row is.
    """

    name: str
    description: str
    widths: tuple[int, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


Block = Heading | Line | Items | Grid


def cell(*texts: str) -> Cell:
    return Cell(tuple(Line(text) for text in texts))


def row_head(text: str, *more: Line) -> Cell:
    return Cell((Line(bold=text), *more), is_head=True)


def marked(mark: Mark, *more: Line) -> Cell:
    """A rating or an answer: its letter and its words."""
    return Cell((Line(mark.words, marks=(mark,)), *more))


def plain_text(blocks: Iterable[Block]) -> str:
    """The words alone, a line for each paragraph, cells one after the other."""
    return "\n".join(text for block in blocks for text in _texts(block) if text)


def _texts(block: Block) -> Iterable[str]:
    match block:
        case Heading():
            return [block.text]
        case Line():
            return [_line_text(block)]
        case Items():
            return [_line_text(line) for line in block.lines]
        case Grid():
            cells = [_line_text(line) for row in block.rows for each in row for line in each.lines]
            return [block.caption, *block.heads, *cells]


def _line_text(line: Line) -> str:
    return " ".join(filter(None, (line.code, *(mark.letter for mark in line.marks), line.bold, line.text)))
