"""How the document is set: whether its lines are wrapped, and what the paragraph that begins at a line comes to.

Pure.
"""

from collections.abc import Sequence

from framework_data.wording.lines import Line
from framework_data.wording.marks import Marks, note_of
from framework_data.wording.noise import Noise
from framework_data.wording.shapes import asks, begins_small, hangs, is_ended
from framework_data.wording.starts import LETTER, NONE, NUMBER, QUESTION, STATEMENT, Start, Starts

LONGEST_PARAGRAPH = 14
WIDEST = 150


class Measure:
    """Answers questions about lines by looking at what follows them."""

    def __init__(self, lines: Sequence[Line], noise: Noise, starts: Starts, marks: Marks) -> None:
        self._lines = lines
        self._noise = noise
        self._starts = starts
        self._marks = marks
        texts = [line.text for at, line in enumerate(lines) if noise.is_text(at)]
        lengths = sorted(map(len, texts)) or [0]
        self._width = lengths[int(len(lengths) * 0.9)]
        small = sum(begins_small(text) for text in texts)
        self.is_wrapped = small > len(texts) * 0.08 and self._width <= WIDEST

    def is_plain(self, at: int) -> bool:
        """Whether there is such a line, and it is text and begins with no number or code."""
        return self._noise.is_text(at) and self._starts.of(self._lines[at].text).kind == NONE

    def goes_on(self, above: int, at: int) -> bool:
        """Whether a line that nothing parts from the one above may be more of its paragraph: the one above is full."""
        if not self.is_wrapped:
            return begins_small(self._lines[at].text)
        room = self._width - len(self._lines[above].text)
        return room < max(12, len(self._lines[at].text.split(" ")[0]) + 4, self._width * 0.2)

    def is_long(self, at: int) -> bool:
        """Whether the line is longer than a title would be, in a document whose lines are wrapped."""
        return self.is_wrapped and len(self._lines[at].text) > self._width * 0.4

    def asks(self, at: int) -> bool:
        """Whether the first sentence of the paragraph that begins here ends with a question mark."""
        return asks(self._end(at))

    def is_sentence(self, at: int) -> bool:
        """Whether the paragraph that begins here comes to an end of a sentence."""
        return is_ended(self._end(at))

    def is_numbered_again(self, at: int, start: Start) -> bool:
        """Whether the number comes again in this style: then the question of that number is there, and not here."""
        for following in range(at + 1, min(len(self._lines), at + 60)):
            if self._noise.is_text(following):
                other = self._starts.of(self._lines[following].text)
                if other.kind in (NUMBER, LETTER) and other.style == start.style and other.number == start.number:
                    return True
                if other.kind == STATEMENT:
                    return False
        return False

    def _end(self, at: int) -> str:
        """The line in which the sentence that begins here ends, or the last line before something else begins."""
        last = at
        for _ in range(LONGEST_PARAGRAPH):
            text = self._lines[last].text
            following = self._past_notes(self._noise.next_text(last))
            if is_ended(text) or following is None:
                break
            start = self._starts.of(self._lines[following].text)
            mentioned = hangs(text) or begins_small(start.rest or "-")
            if (start.kind in (STATEMENT, QUESTION) and not mentioned) or (start.kind == NUMBER and start.marked):
                break
            if self._is_parted(last, following) and not begins_small(self._lines[following].text):
                break
            last = following
        return self._lines[last].text

    def _past_notes(self, at: int | None) -> int | None:
        """The line itself, or the first after the footnotes that begin there."""
        while at is not None and self._is_note(at):
            while at + 1 < len(self._lines) and self.is_plain(at + 1):
                at += 1
            at = self._noise.next_text(at)
        return at

    def _is_note(self, at: int) -> bool:
        text = self._lines[at].text
        if note_of(text, self._marks):
            return True
        start = self._starts.of(text)
        if start.kind != NUMBER or start.marked or not self._marks.stands_above(at, str(start.number)):
            return False
        while not is_ended(self._lines[at].text) and self.is_plain(at + 1):
            at += 1
        return not asks(self._lines[at].text)

    def _is_parted(self, above: int, at: int) -> bool:
        return any(self._lines[between].is_blank for between in range(above + 1, at))
