"""Makes one text of the lines that it was broken into: words divided at the end of a line are put together again.

Pure. Whether a hyphen at the end of a line is the author's or the printer's shows elsewhere: in the document, or in the
base edition. Where it shows nowhere and both halves are words, the choice is doubtful. A document whose printer's
hyphens are of another kind (soft ones) keeps the author's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framework_data.wording.base import WORD, words_in
from framework_data.wording.lines import SOFT_HYPHEN, Line, collapsed
from framework_data.wording.shapes import begins_small

_LAST_WORD = re.compile(r"([^\W\d_]+(?:[-'’][^\W\d_]+)*)-$")
_SUSPENDED = re.compile(r"^(?:and|or|to|nor)\b")
_KEPT = frozenset(["non", "self", "well"])
_KEPT_BEFORE_WORDS = frozenset(
    [
        "ill",
        "multi",
        "cross",
        "long",
        "short",
        "high",
        "low",
        "half",
        "decision",
        "evidence",
        "outcome",
        "user",
        "third",
        "year",
        "full",
        "part",
        "day",
        "face",
        "follow",
        "first",
        "second",
        "year-on",
        "up-to",
        "day-to",
        "face-to",
        "round",
        "state",
    ]
)
_BEGINNINGS = frozenset(["a", "an", "as", "at", "be", "for", "in", "is", "it", "no", "or", "per", "so", "to"])
"""Words that are far oftener the beginning of a divided word, as in "in-form", than joined to another by a hyphen."""

_WRITTEN_TOGETHER = frozenset(
    [
        "afterwards",
        "alongside",
        "another",
        "anyone",
        "anything",
        "background",
        "baseline",
        "became",
        "become",
        "benchmark",
        "cannot",
        "checklist",
        "deadline",
        "everybody",
        "everyone",
        "everything",
        "feedback",
        "forward",
        "framework",
        "furthermore",
        "guideline",
        "handbook",
        "herself",
        "highlight",
        "himself",
        "household",
        "however",
        "income",
        "indoor",
        "input",
        "inside",
        "into",
        "itself",
        "itself",
        "likewise",
        "maybe",
        "meanwhile",
        "myself",
        "neighbourhood",
        "network",
        "nobody",
        "nothing",
        "onto",
        "otherwise",
        "outcome",
        "outdoor",
        "outline",
        "outlook",
        "output",
        "outreach",
        "outset",
        "outside",
        "overall",
        "overcome",
        "overview",
        "ourselves",
        "shareholder",
        "somebody",
        "someone",
        "something",
        "sometimes",
        "somewhere",
        "stakeholder",
        "themselves",
        "thereby",
        "therefore",
        "throughout",
        "timetable",
        "today",
        "together",
        "towards",
        "undergo",
        "underline",
        "understand",
        "undertake",
        "undertaken",
        "update",
        "upon",
        "website",
        "whatever",
        "whenever",
        "whereas",
        "whereby",
        "wherever",
        "whether",
        "within",
        "without",
        "workforce",
        "workplace",
        "workshop",
        "worthwhile",
        "yourself",
    ]
)
"""Words made of two words, which a printer may divide between them."""

REACH = 12
"""How many lines further on the rest of a divided word may stand, past the foot of a page and the head of the next."""
FEWEST_LETTERS = 4
"""A shorter end of a word is no word that a hyphen would join on, as in "own-ers"."""


@dataclass(frozen=True)
class Joined:
    """The text; doubts: sentences on words whose hyphen may be wrong."""

    text: str
    doubts: tuple[str, ...] = ()


class Joiner:
    """Joins lines by the words that the document and the base edition use."""

    def __init__(self, lines: Iterable[Line], words: frozenset[str]) -> None:
        lines = list(lines)
        self._has_soft_hyphens = any(line.text.endswith(SOFT_HYPHEN) for line in lines)
        self._words = words | _whole_words(lines) | _WRITTEN_TOGETHER

    def join(self, texts: Sequence[str]) -> Joined:
        """One text of these pieces, in order."""
        text, doubts = "", []
        for piece in texts:
            text, doubt = self._add(text, piece)
            doubts += [doubt] if doubt else []
        return Joined(collapsed(text.replace(SOFT_HYPHEN, "")), tuple(doubts))

    def _add(self, text: str, piece: str) -> tuple[str, str | None]:
        if not text or not piece:
            return text or piece, None
        if text.endswith(SOFT_HYPHEN):
            return text[:-1] + piece, None
        if text.endswith("/") or re.search(r"\S[–—]$", text):
            return text + piece, None
        last, first = _LAST_WORD.search(text), WORD.match(piece)
        if last and not first:
            return text + piece, None
        if not last or not first:
            return f"{text} {piece}", None
        return self._join_words(text, piece, last.group(1), first.group())

    def _join_words(self, text: str, piece: str, last: str, first: str) -> tuple[str, str | None]:
        whole = f"{last}{first}"
        if _SUSPENDED.match(piece) and not self._knows(whole) and not self._knows(f"{last}-{first}"):
            return f"{text} {piece}", None
        if self._keeps_its_hyphen(last, first):
            return text + piece, None
        say = f"“{last}-{first}” stands at the end of a line: it was taken as “{whole}”. Check that this is one word."
        return text[:-1] + piece, say if self._is_doubtful(last, first) else None

    def _keeps_its_hyphen(self, last: str, first: str) -> bool:
        if first[0].isupper() and not f"{last}{first}".isupper():
            return True
        if self._knows(f"{last}{first}"):
            return False
        known = self._knows(f"{last}-{first}") or self._has_soft_hyphens or last.lower() in _KEPT
        return known or (last.lower() in _KEPT_BEFORE_WORDS and self._is_word(first))

    def _is_doubtful(self, last: str, first: str) -> bool:
        """Whether both halves are words of their own, or the document writes the word in both ways."""
        if self._knows(f"{last}{first}"):
            return self._knows(f"{last}-{first}")
        return self._is_word(first) and self._knows(last) and last.lower() not in _BEGINNINGS

    def _is_word(self, end: str) -> bool:
        return len(end) >= FEWEST_LETTERS and self._knows(end)

    def _knows(self, word: str) -> bool:
        word = word.lower().replace("’", "'").removesuffix("'s")
        return any(form in self._words for form in (word, f"{word}s", word.removesuffix("s")))


def _whole_words(lines: Iterable[Line]) -> frozenset[str]:
    """The words of the document but for those that a line break divides, with or without lines of the page between."""
    texts, divided = [], 0
    for line in lines:
        text = line.text
        if divided and begins_small(text or "-"):
            text = re.sub(r"^\S+", "", text)
        divided = REACH if line.text.endswith(("-", SOFT_HYPHEN)) else max(0, divided - 1)
        texts.append(re.sub(r"\S+$", "", text) if divided == REACH else text)
    return words_in(texts)
