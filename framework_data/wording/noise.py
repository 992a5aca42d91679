"""Lines that belong to the page and not to the text: rules, page numbers, running heads, tables of contents.

Pure. Nothing is thrown away here: each such line gets a reason, and the report lists it with it.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from framework_data.wording.base import Base
from framework_data.wording.lines import Line
from framework_data.wording.marks import Marks
from framework_data.wording.shapes import begins_large, begins_small, has_letters, is_section
from framework_data.wording.starts import NONE, NUMBER, Starts

RULE = "a line without words"
PAGE_NUMBER = "a page number"
RUNNING_HEAD = "a running head or foot"
REPEATED = "a line that stands here again and again"
LOST_NUMBER = "a number without its question"
CONTENTS = "the table of contents"
SECTION = "a heading of a level or dimension"

LONGEST_HEAD, LONGEST_TITLE = 110, 60
"""Characters in a head with its number; and in a line that is one for no other reason than that it comes again."""

_PAGE_NUMBER = re.compile(
    r"^(?:[-–—|\[(•]\s*)?(?:page|p\.?|pg\.?)?\s*[|:]?\s*(?:\d{1,3}|(?=[ivxl])x{0,3}l?(?:ix|iv|v?i{0,3}))(?:\s*(?:of|/)\s*\d{1,3})?"
    r"(?:\s*\|\s*page)?(?:\s*[-–—|\])•])?$",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"^\d{1,3}$")
_LEADERS = re.compile(r"(?:\.\s?){4,}|(?:…\s?){2,}|_{4,}|(?:·\s?){4,}")
_CONTENTS_HEAD = re.compile(r"^(?:table of )?contents$", re.IGNORECASE)
_FENCE = re.compile(r"^(?::{3,}.*|`{3,}\w*|<[^>]*>)$")


@dataclass(frozen=True)
class Occurrence:
    """A line with its number, and where that stands: "lead", "trail" or ""."""

    at: int
    number: int
    where: str


class Noise:
    """Reasons for lines that are no text, by their place in the list of lines."""

    def __init__(self, lines: Sequence[Line], base: Base, starts: Starts, marks: Marks) -> None:
        self._marks = marks
        self._lines = lines
        self._base = base
        self._starts = starts
        self.reasons: dict[int, str] = {}
        for find in (
            self._rules,
            self._contents,
            self._lost_numbers,
            self._page_numbers,
            self._sections,
            self._heads,
            self._beside_heads,
        ):
            self.reasons |= {at: reason for at, reason in find() if at not in self.reasons}

    def is_text(self, at: int) -> bool:
        """Whether there is such a line, and it is neither blank nor noise."""
        return 0 <= at < len(self._lines) and not self._lines[at].is_blank and at not in self.reasons

    def next_text(self, at: int) -> int | None:
        """The place of the next line of text after this one."""
        return next((after for after in range(at + 1, len(self._lines)) if self.is_text(after)), None)

    def _rules(self) -> Iterator[tuple[int, str]]:
        for at, line in enumerate(self._lines):
            if not line.is_blank and (not re.search(r"\w", line.text) or _FENCE.match(line.text)):
                yield at, RULE

    def _contents(self) -> Iterator[tuple[int, str]]:
        for at, line in enumerate(self._lines):
            if (_LEADERS.search(line.text) and has_letters(line.text)) or _CONTENTS_HEAD.match(line.text):
                yield at, CONTENTS

    def _lost_numbers(self) -> Iterator[tuple[int, str]]:
        """Numbers of a list that were copied apart from its items, one below the other."""
        alone = [at for at, line in enumerate(self._lines) if self._is_number_alone(line)]
        for at in alone:
            beside = (self._next_line(at, -1), self._next_line(at, 1))
            if any(each in alone for each in beside):
                yield at, LOST_NUMBER

    def _is_number_alone(self, line: Line) -> bool:
        start = self._starts.of(line.text)
        return start.kind == NUMBER and start.marked and not start.rest

    def _next_line(self, at: int, step: int) -> int | None:
        """The nearest line above or below that is not blank."""
        at += step
        while 0 <= at < len(self._lines) and self._lines[at].is_blank:
            at += step
        return at if 0 <= at < len(self._lines) else None

    def _page_numbers(self) -> Iterator[tuple[int, str]]:
        for at, line in enumerate(self._lines):
            if line.is_blank or not _PAGE_NUMBER.match(line.text) or not re.search(r"[\divxl]", line.text, re.I):
                continue
            in_brackets = self._starts.of(line.text).style.startswith("(")
            bare = _BARE_NUMBER.match(line.text) is not None
            if not in_brackets and (not bare or self._bare_numbers_are_pages or self._is_before_a_number(at)):
                yield at, PAGE_NUMBER

    def _is_before_a_number(self, at: int) -> bool:
        """A bare number is no question's where the next words come with a number or a code of their own."""
        following = self.next_text(at)
        return following is None or self._starts.of(self._lines[following].text).kind != NONE

    @cached_property
    def _bare_numbers_are_pages(self) -> bool:
        """Whether numbers alone on their line count pages: questions that are counted so begin at 1 again and again."""
        bare = [int(line.text) for line in self._lines if _BARE_NUMBER.match(line.text)]
        return bare.count(1) < 2

    def _sections(self) -> Iterator[tuple[int, str]]:
        for at, line in enumerate(self._lines):
            if not line.is_blank and is_section(line.text, self._base.sections):
                yield at, SECTION

    def _heads(self) -> Iterator[tuple[int, str]]:
        for key, found in self._by_words.items():
            if len(found) > 1 and (reason := self._reason(key, found)):
                for each in found:
                    yield each.at, reason

    @cached_property
    def _by_words(self) -> dict[str, list[Occurrence]]:
        """The lines that say the same but for a number before or behind."""
        found = defaultdict(list)
        for at, line in enumerate(self._lines):
            if self.is_text(at) and len(line.text) <= LONGEST_HEAD and has_letters(line.text):
                words, number, where = _without_number(line.text)
                if not self._is_part_of_the_framework(line.text, where):
                    found[words].append(Occurrence(at, number, where))
        return found

    def _is_part_of_the_framework(self, text: str, where: str) -> bool:
        start = self._starts.of(text)
        if start.kind == NUMBER:
            return start.marked or where != "lead"
        return start.kind != NONE

    def _reason(self, words: str, found: list[Occurrence]) -> str | None:
        text = self._lines[found[-1].at].text
        if _counts_pages([each.number for each in found if each.where == "trail"]):
            return RUNNING_HEAD
        leading = [each for each in found if each.where == "lead"]
        if leading:
            return RUNNING_HEAD if len(found) > 2 and self._are_heads(leading, text) else None
        if text.endswith(("?", ",", ";", ".")):
            return None
        return self._reason_for_repeating(words, found, text)

    def _are_heads(self, leading: Sequence[Occurrence], text: str) -> bool:
        """Whether lines with a rising number in front are heads, and not footnotes or questions."""
        if text.endswith(("?", ".")) or not _counts_pages([each.number for each in leading]):
            return False
        marked = sum(self._marks.stands_above(each.at, str(each.number)) for each in leading)
        return not (marked * 2 > len(leading) and self._gone_on_with(leading) == len(leading))

    def _reason_for_repeating(self, words: str, found: Sequence[Occurrence], text: str) -> str | None:
        if words in self._titles or self._edges(found) > (1 if begins_large(text) else 2):
            return RUNNING_HEAD
        if (
            len(found) > 2
            and len(text) <= LONGEST_TITLE
            and not begins_small(text)
            and self._gone_on_with(found) * 3 < len(found) * 2
        ):
            return REPEATED
        return RUNNING_HEAD if len(found) > 2 and re.match(r"^(?:www\.|https?:|©)", text) else None

    def _gone_on_with(self, found: Iterable[Occurrence]) -> int:
        """How often the next line goes straight on in the midst of a sentence: questions may begin alike."""
        below = [each.at + 1 for each in found]
        return sum(self.is_text(at) and begins_small(self._lines[at].text) for at in below)

    @cached_property
    def _titles(self) -> frozenset[str]:
        first = next((line.text for at, line in enumerate(self._lines) if self.is_text(at)), "")
        return frozenset(_without_number(title)[0] for title in (*self._base.titles, first) if title)

    def _edges(self, found: Iterable[Occurrence]) -> int:
        """On how many sheets the line is the first or the last, if the document has sheets."""
        return len({self._lines[each.at].sheet for each in found if self._is_at_an_edge(each.at)})

    def _is_at_an_edge(self, at: int) -> bool:
        sheet = self._lines[at].sheet
        if self._lines[-1].sheet == self._lines[0].sheet:
            return False
        above = next((b for b in range(at - 1, -1, -1) if self.is_text(b)), None)
        below = self.next_text(at)
        first = sheet > self._lines[0].sheet and (above is None or self._lines[above].sheet < sheet)
        return first or (sheet < self._lines[-1].sheet and (below is None or self._lines[below].sheet > sheet))

    def _beside_heads(self) -> Iterator[tuple[int, str]]:
        """A line of several that make one head: it comes again, each time beside a line of the page."""
        for found in self._by_words.values():
            places = [each.at for each in found if self.is_text(each.at)]
            if len(places) > 2 and all(self._is_beside_a_head(at) for at in places):
                for at in places:
                    yield at, RUNNING_HEAD

    def _is_beside_a_head(self, at: int) -> bool:
        return any(self.reasons.get(beside) in (RUNNING_HEAD, PAGE_NUMBER) for beside in (at - 1, at + 1))


def _without_number(text: str) -> tuple[str, int, str]:
    """The words in small letters, the number that stands before or behind them, and where it stands."""
    lead = re.match(r"^(\d{1,3})(?:\s*[|•·–—-])?\s+(.*)$", text)
    trail = re.match(r"^(.*?)(?:\s*[|•·–—-]\s*|\s+)(?:page\s+)?(\d{1,3})$", text, re.IGNORECASE)
    words, number, where = text, 0, ""
    if lead:
        words, number, where = lead.group(2), int(lead.group(1)), "lead"
    elif trail:
        words, number, where = trail.group(1), int(trail.group(2)), "trail"
    return re.sub(r"[^\w]+", " ", words).strip().casefold(), number, where


def _counts_pages(numbers: Sequence[int]) -> bool:
    return len(numbers) > 1 and all(one < other for one, other in itertools.pairwise(numbers))
