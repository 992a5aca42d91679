"""The arithmetic of one statement of a round, written out for a reader who wants to check it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from framework_data.content import Content, StatementText
from framework_data.structure import VALUE
from reports import told
from reports.details import Column, counted
from reports.told import Mark


@dataclass(frozen=True, slots=True)
class Worked:
    """One statement of this round, worked out for a reader who wants to check it."""

    code: str
    text: str
    rows: tuple[tuple[str, str, Mark, str], ...]
    sentences: tuple[str, ...]


def worked_example(content: Content, column: Column) -> Worked | None:
    """The first statement that holds a level back, else the first with an applicable question; None where none is."""
    held = [each.statement for result in column.profile.dimensions for each in result.held_back_by]
    usable = [code for code in [*held, *content.statement_by_code] if _applicable(content, column, code)]
    if column.agreed_only:
        usable = [code for code in usable if _all_agreed(content, column, code)]
    # A statement with one question shows little; one that stands in the way interests the board most.
    wanted = next((code for code in usable if len(_applicable(content, column, code)) > 1), None)
    code = wanted or next(iter(usable), None)
    return _worked(content, column, content.statement_by_code[code]) if code else None


def _all_agreed(content: Content, column: Column, code: str) -> bool:
    return all(question.code in column.agreed for question in content.statement_by_code[code].questions)


def _applicable(content: Content, column: Column, code: str) -> list[str]:
    questions = content.statement_by_code[code].questions
    return [q.code for q in questions if not q.is_signal and column.profile.floor[q.code] in VALUE]


def _worked(content: Content, column: Column, statement: StatementText) -> Worked:
    floor = column.profile.floor
    rows = []
    for question in statement.questions:
        value = floor.get(question.code, "")
        points = str(VALUE[value]) if value in VALUE else "not rated" if question.is_signal else "left out"
        rows.append((question.code, question.text, counted(question, column).mark, points))
    values = [VALUE[floor[code]] for code in _applicable(content, column, statement.code)]
    return Worked(
        statement.code, statement.summary_text or statement.text, tuple(rows), _sums(content, statement.code, values)
    )


def _sums(content: Content, code: str, values: Sequence[int]) -> tuple[str, ...]:
    policy = content.framework.policy
    total, most = sum(values), 3 * len(values)
    share = f"100 × {total} = {100 * total:,}"
    bands = (("F", policy.band_f), ("L", policy.band_l), ("P", policy.band_p))
    reached = next((name for name, band in bands if 100 * total > band * most), "N")
    band_of = dict(bands)
    first = (
        f"{code} has {len(values)} {'question' if len(values) == 1 else 'questions'} that "
        f"{'applies' if len(values) == 1 else 'apply'}. Their values add up to {total} of {most}."
    )
    if reached == "N":
        second = (
            f"{share} is not more than {policy.band_p} × {most} = {policy.band_p * most:,}: {_in_words(content, 'N')}."
        )
    else:
        second = f"{share} is more than {band_of[reached]} × {most} = {band_of[reached] * most:,}"
        above = next((band for name, band in reversed(bands) if band > band_of[reached]), None)
        if above is not None:
            second += f", and not more than {above} × {most} = {above * most:,}: {_in_words(content, reached)}."
        elif min(values) >= VALUE[policy.full_needs]:
            second += f", and no answer is below {_in_words(content, policy.full_needs)}: {_in_words(content, 'F')}."
        else:
            second += f", but an answer is below {_in_words(content, policy.full_needs)}: {_in_words(content, 'L')}."
    return first, second


def _in_words(content: Content, code: str) -> str:
    word = told.mark(content, code).words
    return word[:1].lower() + word[1:]
