"""Pairs what was gathered with the base edition: for each code the place with its questions, and the summary's place.

Pure. Of two places with one code, the one that questions follow holds the detailed wording. The summary is the list of
other places that names most statements.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from framework_data.wording.base import Base, BaseStatement
from framework_data.wording.candidates import Candidate
from framework_data.wording.shapes import asks, is_ended
from framework_data.wording.unmarked import with_lost_numbers, with_paragraphs_as_questions

_PAGE_AT_END = re.compile(r"\s(\d{1,3})$")


@dataclass(frozen=True)
class Pairs:
    """details, summaries: code -> where its wording stands. contents: a table of contents; rest: all others."""

    details: dict[str, Candidate]
    summaries: dict[str, Candidate]
    contents: tuple[Candidate, ...]
    rest: tuple[Candidate, ...]


def pairs_of(candidates: Sequence[Candidate], base: Base) -> Pairs:
    """Which candidate is which; each is in one place of the result."""
    contents = _contents(candidates)
    left = [each for each in candidates if not _is_in(each, contents)]
    details = {}
    for statement in base.statements:
        same = [each for each in left if each.code == statement.code]
        detail = _detail(same, statement)
        if detail:
            left = [_same_place(each, detail) for each in left]
            details[statement.code] = detail
    again = [each for each in left if each.code in details and _asks_as_much(each, details[each.code])]
    summaries = _summaries([each for each in left if not _is_in(each, again)], list(details.values()))
    chosen = [*details.values(), *summaries.values()]
    return Pairs(details, summaries, tuple(contents), tuple(each for each in left if not _is_in(each, chosen)))


def _asks_as_much(candidate: Candidate, detail: Candidate) -> bool:
    """Whether it holds the questions once more, and is no entry of a list."""
    questions = candidate.questions
    return len(questions) == len(detail.questions) and all(asks(question.text) for question in questions)


def _is_in(candidate: Candidate, found: Sequence[Candidate]) -> bool:
    return any(candidate is each for each in found)


def _same_place(candidate: Candidate, detail: Candidate) -> Candidate:
    return detail if candidate.at == detail.at else candidate


def _contents(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Entries with dotted leaders; and entries that end with a page number, where they rise from one to the next."""
    plain = [each for each in candidates if not each.questions and not is_ended(each.text) and _page(each)]
    pages = [_page(each) for each in plain]
    rising = len(plain) > 2 and pages == sorted(pages)
    return [each for each in candidates if each.is_contents or (rising and _is_in(each, plain))]


def _page(candidate: Candidate) -> int:
    found = _PAGE_AT_END.search(candidate.text)
    return int(found.group(1)) if found else 0


def _detail(same: Sequence[Candidate], statement: BaseStatement) -> Candidate | None:
    """The place that questions follow: best as many as the base has, then most that ask; of equals the first."""
    count = len(statement.questions)
    asked = [each for each in same if each.questions]
    numbered = max(asked, key=lambda each: _fit(each, count), default=None)
    if numbered and len(numbered.questions) == count:
        return numbered
    for each in same:
        if not each.questions and (made := with_paragraphs_as_questions(each, count)):
            return made
    for each in asked:
        if completed := with_lost_numbers(each, count):
            return completed
    if numbered and not any(asks(question.text) for question in numbered.questions) and len(same) > 1:
        return numbered if len(asked) == len(same) else None
    return numbered


def _fit(candidate: Candidate, count: int) -> tuple[bool, int, int]:
    asking = sum(asks(question.text) for question in candidate.questions)
    return len(candidate.questions) == count, asking, -abs(len(candidate.questions) - count)


def _summaries(candidates: Sequence[Candidate], details: Sequence[Candidate]) -> dict[str, Candidate]:
    """The longest run of places without a detail between them; the codes of a run are all different."""
    runs: list[dict[str, Candidate]] = [{}]
    for candidate in candidates:
        if _is_in(candidate, details):
            runs.append({})
            continue
        if candidate.code in runs[-1]:
            runs.append({})
        if candidate.text:
            runs[-1][candidate.code] = candidate
    longest = max(runs, key=len)
    return longest if len(longest) * 2 >= max(2, len(details)) else {}
