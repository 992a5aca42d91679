"""What workbooks that leave have in common: text stays text, the same bytes for the same content, rows that fit."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from zipfile import ZIP_DEFLATED, ZipFile

TEXT_STAYS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
ALWAYS_THE_SAME_DAY = datetime(2014, 1, 1)

A4 = 9
LINE = 15
"""Points of one line of text."""
WIDE = 1.08
"""How much wider than the average a letter is taken to be, so that no font cuts a line off."""
HIGHEST = 409
"""Points that a row may have at most."""


def growing(content: bytes) -> bytes:
    """The same file, where rows keep the height that they are given only until somebody types more into them.

    Excel and LibreOffice take a height for the last word where it is marked as custom, and the library always marks it;
    without any height LibreOffice shows one line of each text.
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as fixed, ZipFile(buffer, "w", ZIP_DEFLATED) as growing:
        for part in fixed.infolist():
            growing.writestr(part, fixed.read(part).replace(b' customHeight="1"', b""), ZIP_DEFLATED)
    return buffer.getvalue()


def height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Points of a row in which each text fits into its column, as far as can be told without its font."""
    lines = [
        sum(max(1, ceil(len(line) * WIDE / width)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return min(max(lines) * LINE, HIGHEST)


def in_header(text: str) -> str:
    """A text in a header, where & begins a command and 255 characters are all."""
    return text[:100].replace("&", "&&")
