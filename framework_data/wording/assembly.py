"""Makes the report: joins the lines of each text, numbers the questions, and says of every line where it went.

Pure.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from framework_data.wording.base import BaseStatement
from framework_data.wording.candidates import Block, Candidate
from framework_data.wording.gathering import Gathering
from framework_data.wording.joining import Joiner
from framework_data.wording.lines import Line
from framework_data.wording.marks import without_marks
from framework_data.wording.markup import without_markup
from framework_data.wording.noise import CONTENTS
from framework_data.wording.numbering import numbered
from framework_data.wording.pairing import Pairs
from framework_data.wording.report import QUESTION, STATEMENT, SUMMARY, Found, LeftAside, Remark, Report
from framework_data.wording.shapes import asks, begins_small, is_ended

UNREADABLE = "\ufffd"
_TWICE = re.compile(r"\w+\?\s+[a-z]\w*|\w+\s+\(?\d{1,2}[.)]\s+[A-Z]\w+")
_POINT = re.compile(r"^(?:[•·▪■○●◦–*-]|\(?[a-z][.)])\s")
LONGEST = 900
"""Characters in a question or statement, above which something has been swallowed."""


class Assembly:
    """Builds one report of what was gathered and how it was paired."""

    def __init__(self, gathering: Gathering, pairs: Pairs, boxes: Mapping[str, int]) -> None:
        self._base = gathering.base
        self._lines = gathering.lines
        self._pairs = pairs
        self._notes_of_document = frozenset(gathering.footnotes.notes)
        self._joiner = Joiner(self._lines, self._base.words)
        self._aside = dict(gathering.aside)
        self._used: set[int] = set()
        self._found: list[Found] = []
        self._missing: list[Remark] = []
        self._doubtful: list[Remark] = []
        self._notes: list[Remark] = []
        self._marks: list[str] = []
        for box, count in boxes.items():
            self._note(
                "", "", f"“{box}” stands at the end of {count} lines. It was taken for boxes to tick, and left out."
            )

    def report(self) -> Report:
        """The whole report."""
        for statement in self._base.statements:
            self._take(statement)
        self._take_summaries()
        self._leave_the_rest()
        if self._marks:
            self._note("", "", f"Marks of footnotes taken out of the texts: {len(self._marks)}.")
        return Report(
            statements=len(self._base.statements),
            questions=self._base.questions,
            found=tuple(self._found),
            missing=tuple(self._missing),
            doubtful=tuple(self._doubtful),
            notes=tuple(self._notes),
            left_aside=tuple(self._left_aside()),
        )

    # --- Statements and questions ---------------------------------------------------------------------------------

    def _take(self, statement: BaseStatement) -> None:
        detail = self._pairs.details.get(statement.code)
        if detail is None:
            self._miss("", statement.code, self._why_missing(statement))
            return
        if detail.completed:
            self._note(
                self._lines[detail.at].place, statement.code, "some questions have no number; their order gave it."
            )
        self._take_heading(statement, detail)
        questions, faults = numbered(detail, statement, self._number_before(detail))
        for number, block in questions.items():
            self._add(QUESTION, statement.question_code(number), block, statement.questions[number - 1])
        for at, say in faults:
            self._miss(self._lines[at].place, statement.code, say)
        self._take_loose(statement.code, detail)

    def _take_heading(self, statement: BaseStatement, detail: Candidate) -> None:
        heading = self._wording_of(detail)
        if heading.text:
            self._add(STATEMENT, statement.code, heading, statement.text)
        else:
            self._miss(
                self._lines[detail.at].place,
                statement.code,
                "the code and the questions stand here, the text of the statement does not.",
            )

    def _why_missing(self, statement: BaseStatement) -> str:
        count = len(statement.questions)
        questions = "question" if count == 1 else f"{count} questions"
        places = [each for each in self._pairs.rest if each.code == statement.code]
        listed = self._pairs.summaries.get(statement.code)
        places += [listed] if listed else []
        if not places:
            return f"the code stands nowhere at the beginning of a line, with its {questions} after it."
        where = ", ".join(self._lines[each.at].place for each in places)
        return f"the code stands here ({where}), but its {questions} do not follow it with numbers."

    def _number_before(self, detail: Candidate) -> int:
        before = [each for each in self._pairs.details.values() if each.at < detail.at and each.questions]
        return max(before, key=lambda each: each.at).questions[-1].number if before else 0

    def _add(self, kind: str, code: str, block: Block, base_text: str) -> None:
        joined = self._joiner.join([piece.text for piece in block.pieces])
        text, gone, left = without_marks(without_markup(joined.text)[0], self._notes_of_document)
        place = self._lines[block.at].place
        self._used |= {piece.at for piece in block.pieces} | {block.at}
        self._marks += gone
        self._found.append(Found(kind, code, place, text, base_text))
        for doubt in joined.doubts:
            self._doubt(place, code, doubt)
        for word in left:
            self._doubt(place, code, f"“{word}” may hold the mark of a footnote; it was left as it stands.")
        self._look_at(kind, code, place, text)

    def _look_at(self, kind: str, code: str, place: str, text: str) -> None:
        if UNREADABLE in text:
            self._doubt(place, code, "a character in it could not be read.")
        if len(text) > LONGEST:
            self._doubt(
                place, code, f"it is {len(text)} characters long: something that does not belong to it may be in it."
            )
        if inside := self._swallowed.search(text):
            self._doubt(
                place, code, f"“{inside.group()} …” stands in the midst of it: two texts may have run into one."
            )
        if begins_small(text):
            self._doubt(place, code, f"it begins in the midst of a sentence: “{_beginning(text)}”.")
        if kind == QUESTION and (twice := _TWICE.search(text)):
            self._doubt(place, code, f"“{twice.group()}” stands in the midst of it: lines may stand there twice.")
        if kind == QUESTION and (behind := re.search(r"\?\s+([^?.!]{1,60})$", text)):
            self._doubt(place, code, f"“{behind.group(1)}” stands behind its question mark.")
        elif kind == QUESTION and not is_ended(text):
            self._note(place, code, "no sentence ends at its end. Look whether it is whole.")

    @cached_property
    def _swallowed(self) -> re.Pattern[str]:
        codes = "|".join(re.escape(statement.code) for statement in self._base.statements)
        return re.compile(rf"(?<!\bsee )(?<!\bin )(?<!\band )(?<!\bor )(?<!\bto )(?<!\()\b(?:{codes})[.:]? +[A-Z]\w*")

    # --- What stands between --------------------------------------------------------------------------------------

    def _wording_of(self, detail: Candidate) -> Block:
        """The statement's own words: the sentence below, where most headings are titles with a sentence below."""
        below = _sentence_below(detail)
        return below if below and self._titles_are_short else detail.heading

    @property
    def _titles_are_short(self) -> bool:
        details = self._pairs.details.values()
        return sum(_sentence_below(each) is not None for each in details) * 2 > len(details)

    def _take_loose(self, code: str, detail: Candidate) -> None:
        for block in detail.loose:
            places = {piece.at for piece in block.pieces}
            if places <= self._used:
                continue
            place, begins = self._lines[block.at].place, _beginning(block.text)
            if asks(block.text):
                self._doubt(place, code, f"“{begins}” asks something but has no number; it was left aside.")
            elif block.after == 0 and detail.questions:
                self._doubt(
                    place, code, f"“{begins}” stands between the statement and its first question; it was left aside."
                )
            elif block.after and (above := detail.questions[block.after - 1]) and not above.is_ended:
                self._doubt(place, code, f"“{begins}” follows a question that has no end; it was left aside.")
            elif block.after and _POINT.match(block.text):
                self._doubt(place, code, f"“{begins}” is a point under a question; it was left aside.")
            elif block.after < len(detail.questions):
                self._note(place, code, f"“{begins}” stands between questions; it was left aside.")
            self._put_aside(places, f"text at {code} that is neither its wording nor a numbered question")
        if detail.heading.pieces and self._wording_of(detail) is not detail.heading:
            self._put_aside({piece.at for piece in detail.heading.pieces}, f"a title above the wording of {code}")

    # --- The summary ----------------------------------------------------------------------------------------------

    def _take_summaries(self) -> None:
        summaries = self._pairs.summaries
        for statement in self._base.statements:
            found = summaries.get(statement.code)
            if found and found.text:
                self._add(SUMMARY, statement.code, found.heading, statement.summary_text)
                for block in (*found.loose, *found.questions):
                    self._put_aside({piece.at for piece in block.pieces}, "it stands after the list of statements")
            elif summaries and statement.code in self._pairs.details:
                self._doubt("", statement.code, "the summary does not list it; its detailed wording serves there too.")
        if not summaries:
            self._note("", "", "The document holds no summary list; the detailed wording serves there too.")

    # --- Everything else ------------------------------------------------------------------------------------------

    def _leave_the_rest(self) -> None:
        for candidate in self._pairs.contents:
            self._put_aside(_places(candidate), CONTENTS)
        for candidate in self._pairs.rest:
            self._leave(candidate)

    def _leave(self, candidate: Candidate) -> None:
        self._put_aside(_places(candidate), f"{candidate.code} stands here too, and was taken from elsewhere")
        detail = self._pairs.details.get(candidate.code)
        if detail and len(candidate.questions) == len(detail.questions):
            ours, theirs = (_words(each.heading, *each.questions) for each in (detail, candidate))
            if ours != theirs:
                place, other = self._lines[candidate.at].place, self._lines[detail.at].place
                self._doubt(
                    place,
                    candidate.code,
                    f"the statement stands here in another wording than at {other}, which was taken.",
                )

    def _put_aside(self, places: Iterable[int], why: str) -> None:
        self._aside |= {at: why for at in places if at not in self._aside}

    def _left_aside(self) -> Iterator[LeftAside]:
        """Runs of lines with one reason. A line is left aside unless some text was taken from it."""
        run: list[Line] = []
        reason = ""
        for at, line in enumerate(self._lines):
            if line.is_blank:
                continue
            why = "" if at in self._used else self._aside.get(at, "it was not understood")
            if why != reason and run:
                yield _run(run, reason)
            run = [*run, line] if why == reason and why else [line] if why else []
            reason = why
        if run:
            yield _run(run, reason)

    # --- Remarks --------------------------------------------------------------------------------------------------

    def _miss(self, place: str, code: str, say: str) -> None:
        self._missing.append(Remark(place, code, say))

    def _doubt(self, place: str, code: str, say: str) -> None:
        self._doubtful.append(Remark(place, code, say))

    def _note(self, place: str, code: str, say: str) -> None:
        self._notes.append(Remark(place, code, say))


def _sentence_below(detail: Candidate) -> Block | None:
    """The paragraph between a title without an end and the first question, if it is a sentence."""
    below = [block for block in detail.loose if block.after == 0]
    if len(below) != 1 or detail.heading.is_ended or not detail.heading.text or not detail.questions:
        return None
    return below[0] if below[0].is_ended and not asks(below[0].text) else None


def _places(candidate: Candidate) -> set[int]:
    blocks = (candidate.heading, *candidate.questions, *candidate.loose)
    return {candidate.at} | {block.at for block in blocks} | {piece.at for block in blocks for piece in block.pieces}


def _words(*blocks: Block) -> str:
    return "".join("".join(block.text for block in blocks).replace("-", "").split())


def _beginning(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


def _run(lines: Sequence[Line], why: str) -> LeftAside:
    first, last = lines[0].place, lines[-1].place
    place = (
        first
        if first == last
        else f"{first} to {last.rpartition(', ')[2] if first.rpartition(', ')[0] == last.rpartition(', ')[0] else last}"
    )
    return LeftAside(place, why, _beginning(lines[0].text), len({line.place for line in lines}))
