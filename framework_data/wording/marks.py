"""Marks of footnotes in the text, and the lines that are footnotes.

Pure. Superscripts, [1], [^1], ^1^ and the signs * † ‡ are marks wherever they follow a word. A plain figure after a
word ("strategy1"), which is what copying leaves of a superscript, is one only where the document holds that footnote.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGIT_OF = {high: str(digit) for digit, high in enumerate(_SUPERSCRIPTS)}
_AREA = r"(?<!\bm)(?<!\bkm)(?<!\bcm)(?<!\bmm)"

_CERTAIN = re.compile(
    rf"\s?\[\^(?P<note>\w{{1,12}})\](?!:)|\s?\^\[?(?P<raised>\d{{1,3}}|[*†‡])\]?\^|{_AREA}\s?(?P<high>[{_SUPERSCRIPTS}]+)"
    r"|(?<=[\w.,;:?!)”’\"'])\s?\[(?P<square>\d{1,3})\]|(?<=[\w.,;:?!)”’\"'])(?P<sign>[†‡]+)"
)
_STAR = re.compile(r"(?<=[\w.,;:?!)”’\"'])(?P<star>\*+)(?=$|[\s.,;:?!)])")
_PLAIN = re.compile(
    r"(?<![\w-])(?P<word>[^\W\d_]*[a-zß-ÿ]{2}[.,;:?!)”’\"']{0,3})(?P<plain>\d{1,2})(?=$|[\s.,;:?!)”’\"'])"
)
_AT_END = re.compile(r"(?:(?<=[^\W\d][.?!])|(?<=[)”’\"'][.?!]))[)”’\"']*\s?(?P<end>\d{1,2})$")

_NOTE_BODY = re.compile(
    rf"^(?:\[\^(?P<note>\w{{1,12}})\]:|\^(?P<raised>\d{{1,3}})\^|(?P<high>[{_SUPERSCRIPTS}]+)|(?P<sign>[†‡§]+)|"
    r"(?:foot|end)?notes?\s*(?P<named>\d{1,3})?\s*[:.–-])\s*\S",
    re.IGNORECASE,
)
_SQUARE_BODY = re.compile(r"^\[(?P<square>\d{1,3})\]\s+\S")
_STAR_BODY = re.compile(r"^(?P<star>\*+)\s*(?=[A-Z“‘\"'])")


REACH = 200
"""How many lines below its mark a footnote may stand, where only a plain number tells which it is."""


class Marks:
    """Where in a document marks stand: by "1" for each kind of figure, and by sign."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        self._settled: dict[str, int] = {}
        for at, text in enumerate(texts):
            for mark in _marks_in(text):
                self._places[mark].append(at)

    def __contains__(self, mark: object) -> bool:
        return mark in self._places

    def stands_above(self, at: int, mark: str) -> bool:
        """Whether the mark stands in the lines above this one, not too far away, and has no footnote yet."""
        first = max(at - REACH, self._settled.get(mark, -1) + 1)
        return any(first <= place < at for place in self._places.get(mark, ()))

    def settle(self, at: int, mark: str) -> None:
        """The footnote of the marks above stands here: a later line with that number is another's."""
        self._settled[mark] = at


def _marks_in(text: str) -> Iterator[str]:
    for pattern in (_CERTAIN, _STAR, _PLAIN, _AT_END):
        for found in pattern.finditer(text):
            yield _identity(found)


def note_of(text: str, marks: Marks) -> str | None:
    """Which footnote begins here, by a mark that nothing else has; None for other lines, and for plain numbers."""
    found = _NOTE_BODY.match(text)
    if not found:
        found = _SQUARE_BODY.match(text) or _STAR_BODY.match(text)
        if found and _identity(found) not in marks:
            return None
    return _identity(found) if found else None


def without_marks(text: str, notes: frozenset[str]) -> tuple[str, list[str], list[str]]:
    """The text without marks of footnotes; the marks that went; and words that may hold one but were left alone.

    notes: the footnotes that the document holds.
    """
    gone: list[str] = []
    text = _CERTAIN.sub(lambda found: _take(found, gone), text)
    text = _STAR.sub(lambda found: _take(found, gone) if _identity(found) in notes else found.group(), text)
    text = _AT_END.sub(lambda found: _take(found, gone, keep=found.group().rstrip("0123456789 ")), text)
    text = _PLAIN.sub(
        lambda found: _take(found, gone, found["word"]) if found["plain"] in notes else found.group(), text
    )
    text = re.sub(r"\s+(?=[.,;:?!)](?:\s|$)|['’]s\b)", "", text) if gone else text
    left = [found.group() for pattern in (_PLAIN, _STAR) for found in pattern.finditer(text)]
    return text.strip(), gone, left


def _take(found: re.Match[str], gone: list[str], keep: str = "") -> str:
    gone.append(_identity(found))
    return keep


def _identity(found: re.Match[str]) -> str:
    name = next((value for value in found.groupdict().values() if value and value != found.groupdict().get("word")), "")
    return "".join(_DIGIT_OF.get(each, each) for each in name)
