"""Gives the questions of a statement the base's numbers, and says what is wanting or surplus.

Pure. Numbers may begin anew with each statement, run through the document, or be 1 throughout, as Markdown allows.
"""

from collections.abc import Iterator

from framework_data.wording.base import BaseStatement
from framework_data.wording.candidates import Block, Candidate

Fault = tuple[int, str]
"""The place in the list of lines, and what is wrong there."""


def numbered(detail: Candidate, statement: BaseStatement, before: int) -> tuple[dict[int, Block], list[Fault]]:
    """Number from 1 -> the question; and the faults. before: the last number of the statement before."""
    count = len(statement.questions)
    found: dict[int, Block] = {}
    faults = []
    for number, block in _numbers(detail, before):
        if number in found or not 1 <= number <= count:
            faults.append((block.at, _surplus(block, number, count, again=number in found)))
        else:
            found[number] = block
    faults += [(detail.at, _wanting(statement, number)) for number in range(1, count + 1) if number not in found]
    return found, faults


def _numbers(detail: Candidate, before: int) -> Iterator[tuple[int, Block]]:
    numbers = [block.number for block in detail.questions]
    if len(numbers) > 1 and set(numbers) == {1}:
        numbers = list(range(1, len(numbers) + 1))
    if numbers and 1 < numbers[0] == before + 1:
        numbers = [number - before for number in numbers]
    return zip(numbers, detail.questions, strict=True)


def _surplus(block: Block, number: int, count: int, *, again: bool) -> str:
    begins = block.text[:50]
    if again and number == 1:
        return f"the numbers begin again here (“{begins}”). Is the code of another statement missing above it?"
    if again:
        return f"question {number} stands here once more (“{begins}”)."
    return f"question {number} (“{begins}”) is one that the edition does not have; it has {count} here."


def _wanting(statement: BaseStatement, number: int) -> str:
    return f"question {number} was not found ({statement.question_code(number)})."
