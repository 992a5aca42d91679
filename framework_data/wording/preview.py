"""What an import of wording would do, as a page shows it: each wording beside the base's, with the words that differ.

Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framework_data.comparing import ADDED, REMOVED, SAME, Run, word_runs
from framework_data.wording.base import Base, BaseStatement
from framework_data.wording.report import STATEMENT, SUMMARY, Found, Report


@dataclass(frozen=True)
class Row:
    """One wording that was found. was, now: the base's wording and the document's, in runs; doubts: what is doubtful.

    is_anew: whether the two have so little in common that no single word is marked.
    """

    code: str
    place: str
    in_summary: bool
    is_statement: bool
    was: tuple[Run, ...]
    now: tuple[Run, ...]
    is_same: bool
    is_anew: bool
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A statement with what was found of it: its own wording, that of the summary, its questions."""

    code: str
    rows: tuple[Row, ...]


def groups_of(report: Report, base: Base) -> tuple[Group, ...]:
    """Everything that was found, statement by statement, in the order of the base."""
    home = {statement.question_code(n): statement.code for statement in base.statements for n in _numbers(statement)}
    doubts: dict[str, list[str]] = {}
    for remark in report.doubtful:
        doubts.setdefault(remark.code, []).append(remark.say)
    rows: dict[str, list[Row]] = {statement.code: [] for statement in base.statements}
    for each in report.found:
        rows[home.get(each.code, each.code)].append(_row(each, doubts.get(each.code, ())))
    return tuple(Group(code, tuple(_summary_second(its))) for code, its in rows.items() if its)


def _numbers(statement: BaseStatement) -> range:
    return range(1, len(statement.questions) + 1)


def _summary_second(rows: Sequence[Row]) -> list[Row]:
    """The statement, its wording in the summary, then the questions, however the report has them."""
    return sorted(rows, key=lambda row: (not row.is_statement, not row.in_summary))


def _row(each: Found, doubts: Iterable[str]) -> Row:
    runs = word_runs(each.base_text, each.text)
    return Row(
        code=each.code,
        place=each.place,
        in_summary=each.kind == SUMMARY,
        is_statement=each.kind == STATEMENT,
        was=tuple(run for run in runs if run.kind != ADDED),
        now=tuple(run for run in runs if run.kind != REMOVED),
        is_same=all(run.kind == SAME for run in runs),
        is_anew=all(run.kind != SAME for run in runs),
        doubts=tuple(doubts),
    )
