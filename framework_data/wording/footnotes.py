"""Which lines are footnotes, between questions or at the foot of a page, and where each of them ends.

Pure. A line with a plain number in front may be a question or a footnote: it is a footnote where a mark with that
number stands in the text above, and the line neither asks nor is the next question of its list.
"""

import re
from collections.abc import Sequence

from framework_data.wording.lines import Line
from framework_data.wording.marks import Marks, note_of
from framework_data.wording.measure import Measure
from framework_data.wording.shapes import begins_large, begins_small, is_ended
from framework_data.wording.starts import NUMBER, Start

FOOTNOTE = "a footnote"
_HEAD = re.compile(r"^(?:foot|end)?notes:?$", re.IGNORECASE)


class Footnotes:
    """Finds footnotes; `notes` collects which there are."""

    def __init__(self, lines: Sequence[Line], measure: Measure, marks: Marks) -> None:
        self._lines = lines
        self._measure = measure
        self._marks = marks
        self.notes: set[str] = set()

    def begins(self, at: int, start: Start, *, style: str, is_next: bool) -> bool:
        """Whether a footnote begins here. style: how the list above is numbered; is_next: the line would fit it."""
        text = self._lines[at].text
        note = None if style.startswith(("bullet *", "[n]")) and start.style == style else note_of(text, self._marks)
        if note is None and self._is_numbered(at, start, style, is_next):
            note = str(start.number)
        if note is None:
            return _HEAD.match(text) is not None
        self.notes.add(note)
        self._marks.settle(at, note)
        return True

    def end(self, at: int, *, is_open: bool) -> int:
        """The place after the footnote's last line. is_open: a sentence above the footnote waits for its end."""
        last = at
        for following in range(at + 1, len(self._lines)):
            if not self._goes_on(last, following, is_open):
                break
            last = following
        return last + 1

    def _is_numbered(self, at: int, start: Start, style: str, is_next: bool) -> bool:
        if start.kind != NUMBER or start.bulleted or not begins_large(start.rest):
            return False
        if not self._marks.stands_above(at, str(start.number)):
            return False
        if start.style != style and style:
            return not self._measure.asks(at) or not start.marked
        if self._measure.asks(at):
            return False
        return not is_next or not start.marked or self._measure.is_numbered_again(at, start)

    def _goes_on(self, last: int, at: int, is_open: bool) -> bool:
        line, above = self._lines[at], self._lines[last]
        if not self._measure.is_plain(at) or line.sheet != above.sheet or note_of(line.text, self._marks):
            return False
        if is_ended(above.text):
            return not is_open and not begins_small(line.text) and self._measure.goes_on(last, at)
        return True
