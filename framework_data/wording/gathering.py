"""Reads the lines from top to bottom and gathers what stands after each statement's code.

Pure. What a line is depends on what stands before it: a 3 is the third question only after the second, and "S3" at the
beginning of a line may be the end of "see S3". Where a code stands twice, both are gathered; pairing.py chooses.
Every line ends in a text, or in `aside` with the reason.
"""

import re
from collections.abc import Sequence

from framework_data.wording import noise, starts
from framework_data.wording.base import Base
from framework_data.wording.candidates import BLANK, BROKEN, NO_GAP, Block, Candidate, Piece
from framework_data.wording.footnotes import FOOTNOTE, Footnotes
from framework_data.wording.lines import Line
from framework_data.wording.marks import Marks
from framework_data.wording.measure import Measure
from framework_data.wording.noise import Noise
from framework_data.wording.shapes import asks, begins_large, begins_small, ends_open, hangs, is_label
from framework_data.wording.starts import Start, Starts

BEFORE = "it stands before the first statement"
LABEL = "a heading above questions"
AGAIN = "the statement's code stands here again"

_INLINE = r"(?<=[.?!:;”’\"')])\s+\(?{}[.)]\s+(?=[“‘\"']?[A-Z])"
_CONTINUED = re.compile(r"^\W*cont(?:inued|’?'?d|\.)?\W*$", re.IGNORECASE)
_SAYS = re.compile(
    r"^(?:is|are|was|and|or|to|asks?|covers?|has|have|deals?|says|above|below|in|for|of|with|which|that|on|from|by|as|but"
    r"|also|does|needs?|would|should|must|may|can|will)\b"
)


class Gathering:
    """Walks over the lines once. Afterwards `candidates` holds what was found and `aside` why the rest is left."""

    def __init__(self, lines: Sequence[Line], base: Base) -> None:
        self.base = base
        self.lines = lines
        self.starts = Starts(base)
        marks = Marks(line.text for line in lines)
        self.noise = Noise(lines, base, self.starts, marks)
        self.measure = Measure(lines, self.noise, self.starts, marks)
        self.footnotes = Footnotes(lines, self.measure, marks)
        self.candidates: list[Candidate] = []
        self.aside: dict[int, str] = dict(self.noise.reasons)
        self._candidate: Candidate | None = None
        self._block: Block | None = None
        self._loose: Block | None = None
        self._gap = NO_GAP
        self._skip_to = 0
        for at in range(len(lines)):
            if at >= self._skip_to:
                self._read(at)

    def _read(self, at: int) -> None:
        line = self.lines[at]
        if line.is_blank:
            self._gap = max(self._gap, BLANK)
        elif at in self.noise.reasons:
            self._pass_noise(at)
        else:
            self._read_text(at, line, self.starts.of(line.text))
            if at >= self._skip_to:
                self._gap = NO_GAP

    def _pass_noise(self, at: int) -> None:
        contents = self.noise.reasons[at] == noise.CONTENTS
        if contents and self._gap == NO_GAP and self._candidate and not self._candidate.questions:
            self._candidate.is_contents = True
        self._gap = BROKEN

    def _read_text(self, at: int, line: Line, start: Start) -> None:
        if self._is_footnote(at, start):
            self._pass_footnote(at)
        elif start.kind == starts.STATEMENT and self._takes_statement(at, start, line):
            self._open_statement(at, start)
        elif start.kind == starts.QUESTION and self._takes_question(at, start):
            self._open_question_of(at, start)
        elif start.kind in (starts.NUMBER, starts.LETTER, starts.BULLET) and self._takes_number(at, start):
            self._open_question(at, start.number, start.style, start.rest)
        else:
            self._add_text(at, line.text)

    # --- Footnotes ----------------------------------------------------------------------------------------------

    def _is_footnote(self, at: int, start: Start) -> bool:
        candidate = self._candidate
        style = candidate.style if candidate else ""
        is_next = bool(candidate and start.number == candidate.next_number and start.style == (style or start.style))
        unnumbered = bool(candidate and not candidate.questions and any(asks(each.text) for each in candidate.loose))
        return self.footnotes.begins(at, start, style=style, is_next=is_next and not unnumbered)

    def _pass_footnote(self, at: int) -> None:
        end = self.footnotes.end(at, is_open=bool(self._block and not self._block.is_ended))
        self.aside |= {each: FOOTNOTE for each in range(at, end) if not self.lines[each].is_blank}
        self._gap, self._skip_to = BROKEN, end

    # --- Statements ---------------------------------------------------------------------------------------------

    @property
    def _is_open(self) -> bool:
        """Whether the text above goes straight on and has not come to an end."""
        return bool(self._block and self._block.text and not self._block.is_ended and self._gap == NO_GAP)

    @property
    def _hangs(self) -> bool:
        return bool(self._block and self._gap != BLANK and hangs(self._block.last))

    def _takes_statement(self, at: int, start: Start, line: Line) -> bool:
        if self._hangs and not line.strong:
            return False
        if not start.rest:
            following = self.noise.next_text(at)
            return not (self._is_open and not start.marked) or (
                following is not None and begins_large(self.lines[following].text)
            )
        if begins_small(start.rest) and not line.strong:
            said = not start.marked and _SAYS.match(start.rest)
            return not self._is_open and not said and self._is_expected(start.code)
        return True

    def _is_expected(self, code: str) -> bool:
        before = self.base.place[self._candidate.code] if self._candidate else -1
        return self.base.place[code] in (before + 1, 0)

    def _open_statement(self, at: int, start: Start) -> None:
        if self._candidate and start.code == self._candidate.code and _CONTINUED.match(start.rest or "-"):
            self.aside[at], self._gap = AGAIN, BROKEN
            return
        self._begin(start.code, at)
        self._block = self._candidate.heading if self._candidate else None
        self._put(at, start.rest)

    def _begin(self, code: str, at: int) -> None:
        self._candidate = Candidate(code, at, Block(at))
        self.candidates.append(self._candidate)
        self._block = self._loose = None

    # --- Questions ----------------------------------------------------------------------------------------------

    def _takes_question(self, at: int, start: Start) -> bool:
        """A question's own code is surer than a number, but "S3.1" too may stand in the midst of a sentence."""
        if self._hangs or (begins_small(start.rest) and self._is_open):
            return False
        if not start.rest:
            following = self.noise.next_text(at)
            return not self._is_open and following is not None and begins_large(self.lines[following].text)
        return begins_large(start.rest) or (not self._is_open and not _SAYS.match(start.rest))

    def _open_question_of(self, at: int, start: Start) -> None:
        if not self._candidate or self._candidate.code != start.code:
            same = [each for each in self.candidates if each.code == start.code and each.next_number == start.number]
            if same and start.number > 1:
                self._candidate = same[-1]
            else:
                self._begin(start.code, at)
        self._open_question(at, start.number, start.style, start.rest)

    def _takes_number(self, at: int, start: Start) -> bool:
        candidate = self._candidate
        if candidate is None or (self._hangs and not start.marked):
            return False
        if start.kind == starts.BULLET:
            return self._takes_bullet(candidate, start)
        if not start.rest and not self._takes_alone(at, start):
            return False
        if not candidate.questions:
            return self._takes_first(at, candidate, start)
        return self._takes_further(at, candidate, start)

    def _takes_alone(self, at: int, start: Start) -> bool:
        """A number alone on its line, with the question on the next."""
        following = self.noise.next_text(at)
        if following is None or (self._is_open and not start.marked):
            return False
        text = self.lines[following].text
        return begins_large(text) and self.starts.of(text).kind == starts.NONE

    def _takes_first(self, at: int, candidate: Candidate, start: Start) -> bool:
        small = begins_small(start.rest)
        if start.number == 1 or start.number == self._number_before(candidate) + 1:
            return not small or (start.marked and not self._is_open)
        count = len(self.base.by_code[candidate.code].questions)
        return start.marked and start.number <= count and not self._is_open and not small and self.measure.asks(at)

    def _number_before(self, candidate: Candidate) -> int:
        """The number of the last question of the statement before, where they are counted through."""
        before = [each.questions[-1].number for each in self.candidates if each is not candidate and each.questions]
        return before[-1] if before else 0

    def _takes_further(self, at: int, candidate: Candidate, start: Start) -> bool:
        same = start.style == candidate.style
        small = begins_small(start.rest)
        ended = not self._block or self._block.is_ended or not self._block.text
        if candidate.style.startswith("bullet"):
            return False
        if start.number == candidate.next_number:
            if same:
                return not small or ended
            return start.marked and ended and not small and self.measure.asks(at)
        if not same or not start.marked or small or start.kind == starts.LETTER:
            return False
        if start.number == 1 and candidate.is_all_ones:
            return True
        return ended and (self.measure.asks(at) or not asks(candidate.questions[0].text))

    def _takes_bullet(self, candidate: Candidate, start: Start) -> bool:
        """Bullets are questions where no numbers are; under a question that goes on they are its points."""
        if not candidate.questions:
            return not self._is_open and begins_large(start.rest) and not is_label(start.rest)
        if not candidate.style.startswith("bullet"):
            return False
        ended = not self._block or self._block.is_ended
        return start.style == candidate.style or ended

    def _open_question(self, at: int, number: int, style: str, text: str) -> None:
        candidate = self._candidate
        if candidate is None:
            return
        candidate.style = candidate.style or style
        self._block = Block(at, number=number or candidate.next_number)
        self._loose = None
        candidate.questions.append(self._block)
        self._put(at, text)

    def _put(self, at: int, text: str) -> None:
        """Add to the open text, unless the next question begins in the midst of the line."""
        candidate = self._candidate
        if candidate is None or self._block is None:
            return
        if candidate.style in ("", "n.", "n)", "(n)"):
            number = candidate.next_number
            begun = re.search(_INLINE.format(number), text)
            if begun and (candidate.questions or self._lists_more(candidate, text[begun.start() :])):
                self._block.pieces.append(Piece(at, text[: begun.start()], self._gap))
                self._open_question(at, number, candidate.style or "n.", text[begun.end() :])
                return
        self._block.pieces.append(Piece(at, text, self._gap))

    def _lists_more(self, candidate: Candidate, text: str) -> bool:
        """Whether the question that seems to begin in a statement's line is the first of as many as there should be."""
        count = len(self.base.by_code[candidate.code].questions)
        return asks(text) if count == 1 else re.search(_INLINE.format(2), text) is not None

    # --- Text ---------------------------------------------------------------------------------------------------

    def _add_text(self, at: int, text: str) -> None:
        if self._candidate is None:
            self.aside[at] = BEFORE
        elif self._goes_on(at, text):
            self._loose = None
            self._put(at, text)
        elif (is_label(text) and self._gap != NO_GAP) or (is_label(text) and not self._is_open):
            self.aside[at] = LABEL
            self._gap = BROKEN
            self._loose = None
        else:
            self._put_aside(at, text)

    def _put_aside(self, at: int, text: str) -> None:
        candidate = self._candidate
        if candidate is None:
            return
        begins = self._loose is None or self._gap != NO_GAP or not self._goes_on_aside(self._loose, at, text)
        if begins:
            self._loose = Block(at, after=len(candidate.questions))
            candidate.loose.append(self._loose)
        if self._loose:
            self._loose.pieces.append(Piece(at, text, max(self._gap, BLANK) if begins else NO_GAP))

    def _goes_on_aside(self, loose: Block, at: int, text: str) -> bool:
        above = loose.pieces[-1].at
        unfinished = not loose.is_ended and (begins_small(text) or self.measure.is_long(above))
        return unfinished or self.measure.goes_on(above, at)

    def _goes_on(self, at: int, text: str) -> bool:
        """Whether the line is more of the text above it."""
        block = self._block
        if block is None:
            return False
        if not block.text:
            return True
        if self._loose is not None and self._gap == NO_GAP and not self._comes_back(self._loose, block, text):
            return False
        if self._is_point(block, text):
            return True
        if self._gap == NO_GAP:
            return self._goes_straight_on(block, at, text)
        return not block.is_ended and self._resumes(block, at, text)

    def _comes_back(self, loose: Block, block: Block, text: str) -> bool:
        """Whether a paragraph that was none of the text has ended, and the line goes on in the midst of a sentence."""
        return loose.is_ended and begins_small(text) and not block.is_ended

    def _is_point(self, block: Block, text: str) -> bool:
        """Whether the line is one of several points that an unfinished sentence lists."""
        return ends_open(block.last) and self.starts.of(text).kind in (starts.BULLET, starts.LETTER, starts.NUMBER)

    def _goes_straight_on(self, block: Block, at: int, text: str) -> bool:
        if begins_small(text) or hangs(block.last):
            return True
        if is_label(text):
            return False
        if block.is_ended and not self.measure.is_sentence(at):
            return False
        return self.measure.goes_on(block.pieces[-1].at, at)

    def _resumes(self, block: Block, at: int, text: str) -> bool:
        """Whether an unfinished text goes on after blank lines or a page break."""
        if begins_small(text) or hangs(block.last):
            return True
        is_question = self._candidate is not None and block is not self._candidate.heading
        if self._gap == BLANK:
            return is_question and self.measure.asks(at)
        return is_question and (self.measure.asks(at) or self.measure.is_sentence(at))
