"""The text of a PDF, page by page, through pypdf; what has no text, or cannot be opened, is refused in words.

A PDF holds pieces of text with their places on the page, in the order in which a program drew them. That order is
mostly the reader's, in columns too, so it is kept. Two things are mended by the places: a number or bullet drawn apart
from its line goes back to it, and small raised figures become superscripts. Wide gaps become blank lines.

pypdf is imported where it is used: it takes longer to load than most commands to run.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from io import BytesIO
from typing import Any

from framework_data.wording.unreadable import UnreadableError

MOST_PAGES = 400
MOST_CHARACTERS = 2_000_000
FEWEST_CHARACTERS_A_PAGE = 40

_ALONE = re.compile(r"^\s*(?:[\[(]?(?:Q\s?)?\d{1,3}(?:\.\d{1,3})*[.):\]]{0,2}|\(?[a-z][.)]|[•·▪■●○◦‣–-])\s*$")
_FIGURES = re.compile(r"^\s*\d{1,3}\s*$")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FARTHEST = 60.0
"""Points between a number and the line it belongs to."""


@dataclass
class PageLine:
    """A line as drawn: where it begins, from the left and from below in points, and the size of its type."""

    x: float
    y: float
    size: float
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def text_of(data: bytes) -> str:
    """The text of all pages, with a form feed between them. Raises UnreadableError."""
    pages = _pages(data)
    if sum(len("".join(page.split())) for page in pages) < FEWEST_CHARACTERS_A_PAGE * len(pages):
        raise UnreadableError(
            "The PDF holds pictures of pages and hardly any text. Let a text recognition (OCR) run over it first, and "
            "read through what it makes of it."
        )
    return "\f".join(pages)


def _pages(data: bytes) -> list[str]:
    """A damaged PDF can raise nearly anything in any reader: each error here means that it cannot be read."""
    # What pypdf logs of small damage is no use to the reader of a report.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        return list(_pages_up_to(MOST_CHARACTERS, data))
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(
            f"The PDF is damaged ({type(error).__name__}). Open it in a PDF reader and print it to a new PDF."
        ) from None


def _pages_up_to(most: int, data: bytes) -> Iterator[str]:
    """Page by page, and no further than the length that is taken: a small file can unpack into hours of work."""
    read = 0
    for page in _reader(data).pages:
        text = _text(page)
        read += len(text)
        if read > most:
            raise UnreadableError(f"It holds more than {most:,} characters. Import the pages with the framework alone.")
        yield text


def _reader(data: bytes) -> Any:
    reader = import_module("pypdf").PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise UnreadableError("The PDF is protected, by a password or against copying. Save it without protection.")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableError(f"The PDF has more than {MOST_PAGES} pages. Save the pages with the framework alone.")
    return reader


def _text(page: Any) -> str:
    drawn = _Drawn()
    page.extract_text(visitor_text=drawn.add)
    lines = [line for line in drawn.lines if line.text.strip()]
    return "\n".join(_with_gaps(_with_numbers(lines)))


class _Drawn:
    """Collects the lines of a page while pypdf goes through it."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self._open = False

    def add(self, text: str, user: Sequence[float], matrix: Sequence[float], font: Any, size: float) -> None:
        """One piece. user, matrix: the transformations that place it on the page."""
        x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
        y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        height = abs(size * matrix[3] * user[3]) or abs(size)
        for part, piece in enumerate(text.replace("\f", "\n").split("\n")):
            self._open = self._open and not part
            if piece.strip():
                self._put(piece, x, y, height)
            elif piece and self._open:
                self.lines[-1].pieces.append(piece)

    def _put(self, piece: str, x: float, y: float, height: float) -> None:
        if not self._open:
            self.lines.append(PageLine(x, y, height, [piece]))
            self._open = True
            return
        line = self.lines[-1]
        if _FIGURES.match(piece) and height < line.size * 0.8 and y > line.y + line.size * 0.1:
            piece = piece.translate(_RAISED)
        line.pieces.append(piece)


def _with_numbers(lines: Sequence[PageLine]) -> list[PageLine]:
    """Numbers and bullets that were drawn by themselves go before the line at their right."""
    alone = [line for line in lines if _ALONE.match(line.text)]
    texts = [line for line in lines if line not in alone]
    left = []
    for number in alone:
        beside = [
            each for each in texts if abs(each.y - number.y) < number.size * 0.4 and 0 < each.x - number.x < FARTHEST
        ]
        if beside:
            nearest = min(beside, key=lambda each: each.x)
            nearest.pieces.insert(0, f"{number.text.strip()} ")
            nearest.x = number.x
        else:
            left.append(number)
    return [line for line in lines if line in texts or line in left]


def _with_gaps(lines: Sequence[PageLine]) -> list[str]:
    texts: list[str] = []
    for above, line in zip([None, *lines], lines, strict=False):
        if above and above.y - line.y > max(above.size, line.size) * 1.55:
            texts.append("")
        texts.append(line.text)
    return texts
