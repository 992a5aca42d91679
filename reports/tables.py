"""The report as tables: what its XLSX and its CSV write. Pure; a table holds nothing that the report does not.

A cell is a text, a whole number, a date, or None where there is nothing to say. "yes" and "no" are codes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assessments.maturity import DimensionResult, Profile
from framework_data.content import StatementText
from framework_data.structure import VALUE
from reports import columns, told
from reports.answers import AnswerTold
from reports.columns import Column, Sheet
from reports.details import ADDRESSED_TO
from reports.facts import absences, facts_of
from reports.moved import MovedRow
from reports.report import Report
from reports.texts import Agreed
from reports.told import DimensionTold, Mark

Cell = str | int | date | None
Row = tuple[Cell, ...]
Cells = dict[str, Cell]


@dataclass(frozen=True)
class Table:
    """rows: a cell for each of the columns. remarks: sentences that must be read with the table."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()


def tables_of(report: Report) -> tuple[Table, ...]:
    """The tables of a workbook; one without rows is left out."""
    found = [
        _table(report, columns.ABOUT, _about(report)),
        _table(report, columns.LEVELS, _levels(report)),
        _table(report, columns.IN_THE_WAY, _in_the_way(report)),
        _table(report, columns.WAY_UP, _way_up(report)),
        _table(report, columns.RATINGS, _ratings(report)),
        _table(report, columns.ANSWERS, _answers(report)),
        _table(report, columns.AGREED, _agreed(report)),
        _table(report, columns.MOVEMENT, _movement(report), _remarks_on_movement(report)),
    ]
    kept = [table for table in found if table.rows]
    return (*kept, _table(report, columns.COLUMNS, _explained(kept)))


def answers_in_one(report: Report) -> Table:
    """One row for each answer, with its round, the rating of its statement and the level of its dimension."""
    edition, facts = report.audience.kind, report.facts
    of_round: Cells = {
        "partnership": facts.partnership,
        "round": facts.title,
        "round_code": facts.slug,
        "period_from": facts.period_start,
        "period_to": facts.period_end,
        "framework_code": report.content.slug,
        "state": report.state_line,
        "is_draft": _yes_no(facts.is_draft),
        "edition": report.audience.name,
        "changed_on": report.changed_on,
    }
    heads = tuple(column for column in columns.CSV if edition in column.editions)
    return Table(columns.ANSWERS, heads, _cut(heads, (of_round | row for row in _answers(report))))


def _table(report: Report, sheet: Sheet, rows: Iterable[Cells], remarks: Sequence[str] = ()) -> Table:
    heads = sheet.columns_in(report.audience.kind)
    return Table(sheet, heads, _cut(heads, rows), tuple(remarks))


def _cut(heads: Sequence[Column], rows: Iterable[Cells]) -> tuple[Row, ...]:
    return tuple(tuple(row[column.name] for column in heads) for row in rows)


# --- Parts of rows --------------------------------------------------------------------------------------------------


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _coded(name: str, mark: Mark | None) -> Cells:
    code = None if mark is None or mark.is_missing else mark.code
    return {f"{name}_code": code, name: mark.words if mark else None}


def _level(report: Report, name: str, level: int | None) -> Cells:
    return {f"{name}_number": level, name: None if level is None else report.content.level_name(level)}


def _whose(report: Report, entity: str | None) -> Cells:
    return {"body_code": entity, "whose": report.names[entity] if entity else report.facts.partnership}


def _dimension(report: Report, code: str | None) -> Cells:
    return {
        "dimension_code": code,
        "dimension": report.content.dimension_name(code) if code else _("Getting Started"),
    }


def _statement(statement: StatementText) -> Cells:
    return {"statement_code": statement.code, "statement": statement.summary_text or statement.text}


def _question(code: str, text: str) -> Cells:
    return {"question_code": code, "question": text}


def _rating(report: Report, profile: Profile, statement: str) -> Cells:
    result = profile.statement(statement)
    return {
        **_coded("rating_at_least", told.mark(report.content, result.floor)),
        **_coded("rating_up_to", told.mark(report.content, result.ceiling)),
    }


def _levels_of(report: Report, result: DimensionResult | None) -> Cells:
    return {
        **_level(report, "level_at_least", result.floor if result else None),
        **_level(report, "level_up_to", result.ceiling if result else None),
    }


def _dimensions(report: Report) -> Iterator[tuple[Cells, DimensionResult, DimensionTold]]:
    """Each dimension of each profile: the cells that say whose and which it is, its result, and the same in words."""
    for profile in report.profiles:
        in_words = told.tell_dimensions(report.content, profile, report.names)
        for result, words in zip(profile.dimensions, in_words, strict=True):
            yield _whose(report, profile.entity) | _dimension(report, result.code), result, words


# --- Tables -------------------------------------------------------------------------------------------------------


def _about(report: Report) -> Iterator[Cells]:
    facts = report.facts
    told_first: tuple[tuple[str, Cell], ...] = (
        (_("Report"), report.heading),
        (_("Partnership"), facts.partnership),
        (_("Round"), facts.title),
        (_("State"), report.state_line),
        (_("Draft"), _yes_no(facts.is_draft)),
        (_("Period from"), facts.period_start),
        (_("Period to"), facts.period_end),
    )
    absent = absences(report) if report.has_bodies_table else ()
    told_last: tuple[tuple[str, Cell], ...] = (
        *((_("Did not take part"), absence) for absence in absent),
        *((_("Not submitted, counts as missing"), body.name) for body in report.not_submitted),
        (_("Last change"), report.changed_on),
        *zip((_("Where it stands"), _("Nearest next level"), _("What it rests on")), report.summary, strict=True),
        (_("Source"), report.content.source_note),
    )
    between: list[tuple[str, Cell]] = [
        (fact.name, fact.text) for fact in facts_of(report) if fact.name not in (_("Period"), _("Last change"))
    ]
    for item, value in (*told_first, *between, *told_last):
        yield {"item": item, "value": value}


def _levels(report: Report) -> Iterator[Cells]:
    for whose, result, words in _dimensions(report):
        steps = sum(VALUE[step.end] - VALUE[step.start] for step in result.shortest_way_up)
        yield {
            **whose,
            **_levels_of(report, result),
            "missing": result.missing,
            "not_applicable": result.not_applicable,
            "rated_questions": result.rated_questions,
            **_level(report, "next_level", result.next_level),
            "held_back_by": ", ".join(held.statement for held in result.held_back_by) or None,
            "steps_up": steps or None,
            "ahead": ", ".join(result.ahead) or None,
            "why": words.why,
        }


def _in_the_way(report: Report) -> Iterator[Cells]:
    for whose, result, words in _dimensions(report):
        for held in words.held_back_by:
            for question in held.questions:
                yield {
                    **whose,
                    **_level(report, "next_level", result.next_level),
                    **_statement(report.content.statement_by_code[held.code]),
                    **_coded("rating", held.now),
                    **_coded("needs", held.needs),
                    **_question(question.code, question.text),
                    **_coded("now", question.now),
                    "at": question.bodies or None,
                }


def _way_up(report: Report) -> Iterator[Cells]:
    for whose, result, words in _dimensions(report):
        for step, in_words in zip(result.shortest_way_up, words.steps, strict=True):
            yield {
                **whose,
                **_level(report, "next_level", result.next_level),
                **_question(in_words.code, in_words.text),
                **_coded("from", in_words.start),
                **_coded("to", in_words.end),
                "steps": VALUE[step.end] - VALUE[step.start],
                "who_moves": in_words.bodies or None,
            }


def _ratings(report: Report) -> Iterator[Cells]:
    for profile in report.profiles:
        for statement in report.content.statements:
            yield {
                **_whose(report, profile.entity),
                **_place(report, statement),
                **_statement(statement),
                **_rating(report, profile, statement.code),
            }


def _place(report: Report, statement: StatementText) -> Cells:
    return _dimension(report, statement.dimension) | _level(report, "statement_level", statement.level)


def _answers(report: Report) -> Iterator[Cells]:
    profiles = {profile.entity: profile for profile in report.profiles}
    by_statement: dict[tuple[str | None, str], Cells] = {}
    for answer in report.answers:
        key = (answer.entity, answer.question.statement)
        if key not in by_statement:
            by_statement[key] = _around(report, profiles[answer.entity], answer.question.statement)
        yield by_statement[key] | _answer(answer)


def _around(report: Report, profile: Profile, code: str) -> Cells:
    """What the rows of one statement and one profile have in common."""
    statement = report.content.statement_by_code[code]
    return {
        **_place(report, statement),
        **_statement(statement),
        **_whose(report, profile.entity),
        **_rating(report, profile, code),
        **_levels_of(report, profile.dimension(statement.dimension) if statement.dimension else None),
    }


def _answer(answer: AnswerTold) -> Cells:
    question, given, counts = answer.question, answer.given, answer.counts
    return {
        **_question(question.code, question.text),
        "addressed_to": _(ADDRESSED_TO[question.respondent]),
        "is_rated": _yes_no(not question.is_signal),
        "what": answer.what,
        **_coded("value", answer.mark),
        "gate_code": answer.gate or None,
        **_coded("counts_as", counts.mark if counts else None),
        "counts_because": (counts.origin if counts else "") or None,
        "reason": (given.reason if given and given.value == "NA" else "") or None,
        "note": (given.note if given else "") or None,
        "evidence": (given.evidence if given else "") or None,
        **_reasons(answer.agreed),
    }


def _reasons(agreed: Agreed | None) -> Cells:
    nothing = _("No reason given.")
    dissent = [f"{name}: {note or nothing}" for name, note in agreed.dissent] if agreed else []
    return {"rationale": (agreed.rationale if agreed else "") or None, "dissent": "\n".join(dissent) or None}


def _agreed(report: Report) -> Iterator[Cells]:
    for answer in report.answers:
        if answer.agreed is not None:
            yield _statement(report.content.statement_by_code[answer.question.statement]) | _answer(answer)


def _movement(report: Report) -> Iterator[Cells]:
    if report.movement is None:
        return
    for row in report.movement.dimensions:
        yield _moved(_("Level"), row.name, row)
    for group in report.movement.groups:
        for row in group.rows:
            yield _moved(_("Rating"), group.name, row)


def _moved(what: str, group: str, row: MovedRow) -> Cells:
    return {
        "what_moved": what,
        "group": group,
        "statement_code": row.code or None,
        "name": row.name,
        "then": row.own.before.words,
        "now": row.own.now.words,
        "moved": row.own.words,
        "partnership_moved": row.beside or None,
    }


def _remarks_on_movement(report: Report) -> tuple[str, ...]:
    told = report.movement
    if told is None:
        return ()
    unlike = [_("Not like for like: %(respect)s") % {"respect": sentence} for sentence in told.unlike]
    return (_("Compared with %(round)s.") % {"round": told.since}, *unlike, *told.remarks)


def _explained(tables: Iterable[Table]) -> Iterator[Cells]:
    for table in tables:
        for column in table.columns:
            yield {
                "sheet": table.sheet.name,
                "column": column.heading,
                "type": column.kind_in_words,
                "holds": column.explained,
            }
    for word, meaning in columns.what_explained().items():
        yield {
            "sheet": columns.ANSWERS.name,
            "column": "What",
            "type": _(columns.TEXT),
            "holds": f"“{word}”: {meaning}.",
        }
