"""The lines of a document, each with its place in it; characters that only lay out a page are made plain.

Pure. What the author wrote stays: quotes, dashes and capitals are not touched. Spaces of every kind become a space,
ligatures their letters, and characters without width go. A soft hyphen stays at the end of a line, where it says that
the word goes on.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

SOFT_HYPHEN = "\u00ad"
BULLET = "•"

_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st"}
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
        **dict.fromkeys("\u2010\u2011", "-"),
        **_LIGATURES,
        "\ufb06": "st",
    }
)
# Typesetters divide words with a hyphen of their own, which writers do not type.
_HYPHEN_AT_END = re.compile("\u2010(?=\\s*$)", re.MULTILINE)
_HYPHEN_INSIDE = re.compile("\u2010[^\\s]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""A PDF may map a sign to half of a pair; nothing can store it, and the reader is told that it could not be read."""
_OTHER_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NEW_LINE = re.compile(r"\r\n|\n|\r")
_NEW_LINE_INSIDE = re.compile("[\x0b\x85\u2028\u2029]")


@dataclass(frozen=True)
class Line:
    """One line. `number` counts from 1 as an editor does, in a PDF on each page and without
    blank lines; `sheet` counts the page breaks above.

    `strong` says that the author marked it as a heading or in bold.
    """

    number: int
    place: str
    sheet: int
    text: str
    strong: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text


def lines_of(text: str, *, paged: bool = False) -> list[Line]:
    """The document's lines, spaces inside still as they were. `paged`: each form feed begins a numbered page."""
    if not _HYPHEN_INSIDE.search(text):
        text = _HYPHEN_AT_END.sub(SOFT_HYPHEN, text)
    return list(_paged(text) if paged else _numbered(text))


def collapsed(text: str) -> str:
    """The text with single spaces, and none around it."""
    return " ".join(text.split())


def _numbered(text: str) -> Iterator[Line]:
    sheet = 0
    for number, whole in enumerate(_NEW_LINE.split(text), start=1):
        for part, piece in enumerate(whole.split("\f")):
            sheet += part > 0
            for inside in _NEW_LINE_INSIDE.split(piece):
                yield Line(number, f"line {number}", sheet, _plain(inside))


def _paged(text: str) -> Iterator[Line]:
    for page, whole in enumerate(text.split("\f"), start=1):
        number = 0
        for piece in _NEW_LINE.split(whole):
            number += bool(piece.strip())
            for inside in _NEW_LINE_INSIDE.split(piece):
                yield Line(number, f"page {page}, line {number}", page, _plain(inside))


def _plain(text: str) -> str:
    text = _NO_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", text)
    plain = _OTHER_CONTROLS.sub("", unicodedata.normalize("NFC", text).translate(_PLAIN)).rstrip()
    goes_on = plain.endswith(SOFT_HYPHEN)
    plain = plain.replace(SOFT_HYPHEN, "") + SOFT_HYPHEN * goes_on
    # Word's bullets come out of a symbol font, as characters of private use.
    return re.sub(r"^(\s*)[\uf000-\uf0ff]", rf"\1{BULLET}", plain)
