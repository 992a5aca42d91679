"""The arithmetic of one statement of a round, written out for a reader who wants to check it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
        points = str(VALUE[value]) if value in VALUE else _("not rated") if question.is_signal else _("left out")
        rows.append((question.code, question.text, counted(question, column).mark, points))
    values = [VALUE[floor[code]] for code in _applicable(content, column, statement.code)]
    return Worked(
        statement.code, statement.summary_text or statement.text, tuple(rows), _sums(content, statement.code, values)
    )


def _sums(content: Content, code: str, values: Sequence[int]) -> tuple[str, ...]:
    policy = content.framework.policy
    total, most = sum(values), 3 * len(values)
    bands = {"F": policy.band_f, "L": policy.band_l, "P": policy.band_p}
    reached = next((name for name, band in bands.items() if 100 * total > band * most), "N")
    above = next((band for band in reversed(bands.values()) if band > bands.get(reached, 0)), None)
    is_cut = reached == "F" and min(values) < VALUE[policy.full_needs]
    first = ngettext(
        "%(statement)s has %(num)s question that applies. Their values add up to %(total)s of %(most)s.",
        "%(statement)s has %(num)s questions that apply. Their values add up to %(total)s of %(most)s.",
        len(values),
    ) % {"statement": code, "num": len(values), "total": total, "most": most}
    return first, _compared(reached, is_above=above is not None, is_cut=is_cut) % {
        "sum": _product(100, total),
        "limit": _product(bands.get(reached, policy.band_p), most),
        "next_limit": _product(above or 0, most),
        "least": _in_words(content, policy.full_needs),
        "rating": _in_words(content, "L" if is_cut else reached),
    }


def _compared(reached: str, *, is_above: bool, is_cut: bool) -> str:
    if reached == "N":
        return _("%(sum)s is not more than %(limit)s: %(rating)s.")
    if is_above:
        return _("%(sum)s is more than %(limit)s, and not more than %(next_limit)s: %(rating)s.")
    if is_cut:
        return _("%(sum)s is more than %(limit)s, but an answer is below %(least)s: %(rating)s.")
    return _("%(sum)s is more than %(limit)s, and no answer is below %(least)s: %(rating)s.")


def _product(factor: int, number: int) -> str:
    return f"{factor} × {number} = {factor * number:,}"


def _in_words(content: Content, code: str) -> str:
    word = told.mark(content, code).words
    return word[:1].lower() + word[1:]
