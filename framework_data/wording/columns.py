"""Pages in two columns that were copied side by side: the left column is read to its end before the right one.

Pure. Such pages come of tools that keep the look of a page, such as pdftotext -layout.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from framework_data.wording.lines import Line

_GAP = re.compile(r"(?<=\S)\s{2,}(?=\S)")
NEAREST, FEWEST, SHARE, DRIFT, SHORTEST = 28, 8, 0.4, 3, 12
"""A right column begins no nearer to the margin, in no fewer lines, in no smaller share of them; it may drift so far;
and shorter pieces, such as page numbers in a table of contents, are no lines of it."""


def without_columns(lines: Sequence[Line]) -> list[Line]:
    """The same lines where a page has one column; twice as many where it has two."""
    return [line for _, page in groupby(lines, lambda line: line.sheet) for line in _read(list(page))]


def _read(page: Sequence[Line]) -> Iterator[Line]:
    place = _right_column(page)
    if place is None:
        yield from page
        return
    right: list[Line] = []
    for line in page:
        cut = _cut(line.text, place)
        if cut is None:
            yield from right
            yield line
            right = []
            continue
        yield replace(line, text=line.text[:cut].rstrip())
        right.append(replace(line, text=line.text[cut:]))
    yield from right


def _right_column(page: Sequence[Line]) -> int | None:
    texts = [line.text for line in page if line.text]
    starts = Counter(
        found.end()
        for text in texts
        for found in _GAP.finditer(text)
        if found.end() >= NEAREST and len(text) - found.end() >= SHORTEST
    )
    if not starts:
        return None
    place = max(starts, key=lambda each: (_near(starts, each), starts[each]))
    return place if _near(starts, place) >= max(FEWEST, len(texts) * SHARE) else None


def _near(starts: Counter[int], place: int) -> int:
    return sum(count for each, count in starts.items() if abs(each - place) <= DRIFT)


def _cut(text: str, place: int) -> int | None:
    """Where the line is to be cut; None where it runs across both columns."""
    for found in _GAP.finditer(text):
        if abs(found.end() - place) <= DRIFT:
            return found.end()
    begins = len(text) - len(text.lstrip())
    if begins >= place - DRIFT:
        return begins
    return len(text) if len(text) <= place + DRIFT else None
