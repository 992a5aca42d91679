"""What must hold of an edition before anybody answers by it: every fault as a sentence that names the place.

The shape's own rules are in structure.py; here stand those of the rows that hold it: codes, order, belonging to one
edition, wording that is there, and the answers that each kind of question needs. Nothing is changed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from framework_data import models, structure
from framework_data.content import content_of, forget

ANSWERS: dict[str, dict[str, int | None]] = {
    structure.PRACTICE: {**structure.VALUE, "NA": None},
    structure.CONSEQUENCE: {**structure.VALUE, "NA": None},
    structure.SIGNAL: {"Y": None, "X": None},
}
"""Kind of question -> the answers it needs and the value of each."""


def edition_faults(edition: models.Edition) -> list[str]:
    """Everything that stops the edition from being used; empty when it is in order."""
    forget()
    return [
        *structure.faults(content_of(edition).framework),
        *_order_faults(edition),
        *_statement_faults(edition),
        *_question_faults(edition),
        *_option_faults(edition),
        *_check_faults(edition),
    ]


def summary(framework: structure.Framework) -> str:
    """The counts of an edition in one line."""
    counts = {respondent: len(framework.addressed_to(respondent)) for respondent in structure.RESPONDENTS}
    return (
        f"{_count(len(framework.statements), 'statement')}, {_count(len(framework.questions), 'question')} "
        f"({counts[structure.LEAD_ENTITY]} lead entity, {counts[structure.ENTITY]} each entity, "
        f"{counts[structure.ORGANISATION]} organisation), "
        f"{_count(framework.levels, 'level')}, {_count(len(framework.dimensions), 'dimension')}"
    )


def kinds(framework: structure.Framework) -> str:
    """How many questions there are of each kind, in one line."""
    counts = Counter(question.kind for question in framework.questions)
    return ", ".join(f"{counts[kind]} {kind}" for kind in structure.KINDS if counts[kind])


def grid(framework: structure.Framework) -> list[str]:
    """How many statements stand in each cell: a line for each dimension, its levels from the lowest; then the rest."""
    lines = []
    for dimension in framework.dimensions:
        levels = Counter(statement.level for statement in framework.in_dimension(dimension))
        lines.append(f"{dimension}: {', '.join(str(levels[level]) for level in range(1, framework.levels + 1))}")
    outside = [statement.code for statement in framework.statements if statement.dimension is None]
    return [*lines, f"in no dimension: {', '.join(outside)}"] if outside else lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _order_faults(edition: models.Edition) -> list[str]:
    """Levels are counted by their order, so it runs from 1; elsewhere no place is taken twice."""
    found = []
    levels = list(edition.levels.order_by("order", "code").values_list("order", flat=True))
    if levels != list(range(1, len(levels) + 1)):
        found.append(f"levels: their order must run from 1 without a gap, not {', '.join(map(str, levels))}.")
    parts: dict[str, Iterable[tuple[str, int]]] = {
        "dimensions": edition.dimensions.values_list("code", "order"),
        "statements": edition.statements.values_list("code", "order"),
        "questions": edition.questions.values_list("code", "order"),
        "options": edition.options.values_list("code", "order"),
        "definitions": edition.definitions.values_list("code", "order"),
        "checks": edition.checks.values_list("code", "order"),
    }
    for name, rows in parts.items():
        at: dict[int, list[str]] = {}
        for code, order in rows:
            at.setdefault(order, []).append(code)
        found += [
            f"{name}: {' and '.join(sorted(codes))} stand at the same place, {order}."
            for order, codes in sorted(at.items())
            if len(codes) > 1
        ]
    return found


def _statement_faults(edition: models.Edition) -> list[str]:
    """Codes of a dimension are its own and a number that runs from 1; the same for those of no dimension."""
    found = []
    numbers: Counter[str | None] = Counter()
    rows = edition.statements.select_related("dimension", "level").order_by("order", "code")
    prefix = next((row.code.rstrip("0123456789") for row in rows if row.dimension is None), "")
    for row in rows:
        home = row.dimension.code if row.dimension else None
        numbers[home] += 1
        expected = f"{prefix if home is None else home}{numbers[home]}"
        if row.code != expected:
            found.append(f"{row.code}: the statement at this place should have the code {expected}.")
        found += _strangers(row.code, edition, [("dimension", row.dimension), ("level", row.level)])
        found += _blank(row.code, [("text", row.text), ("summary text", row.summary_text)])
    return found


def _question_faults(edition: models.Edition) -> list[str]:
    """Codes are the statement's and a number that runs from 1, and questions stand in the order of statements."""
    found = []
    numbers: Counter[int] = Counter()
    reached = 0
    for row in edition.questions.select_related("statement", "gate").order_by("order", "code"):
        numbers[row.statement_id] += 1
        expected = f"{row.statement.code}.{numbers[row.statement_id]}"
        if row.code != expected:
            found.append(f"{row.code}: the question at this place should have the code {expected}.")
        if row.statement.order < reached:
            found.append(f"{row.code}: stands after the questions of a later statement.")
        reached = max(reached, row.statement.order)
        found += _strangers(row.code, edition, [("statement", row.statement), ("gate", row.gate)])
        found += _blank(row.code, [("text", row.text)])
    return found


def _option_faults(edition: models.Edition) -> list[str]:
    found = []
    offered: dict[str, dict[str, int | None]] = {}
    for row in edition.options.order_by("order", "code"):
        if row.code != f"{row.kind}-{row.answer}":
            found.append(
                f"{row.code}: the answer {row.answer} of kind {row.kind} has the code {row.kind}-{row.answer}."
            )
        found += _blank(row.code, [("label", row.label)])
        offered.setdefault(row.kind, {})[row.answer] = row.value
    used = set(edition.questions.values_list("kind", flat=True))
    for kind, needed in ANSWERS.items():
        has = offered.get(kind, {})
        if kind in used:
            found += [f"scale: kind {kind} lacks the answer {answer}." for answer in needed if answer not in has]
        found += [f"scale: {answer} is no answer of kind {kind}." for answer in has if answer not in needed]
        found += [
            f"{kind}-{answer}: its value must be {'empty' if value is None else value}, not {has[answer]}."
            for answer, value in needed.items()
            if answer in has and has[answer] != value
        ]
    return found


def _check_faults(edition: models.Edition) -> list[str]:
    found = []
    for row in edition.checks.select_related("first", "second").order_by("order", "code"):
        found += _strangers(f"check {row.code}", edition, [("first", row.first), ("second", row.second)])
        found += _blank(f"check {row.code}", [("sentence", row.say)])
        if row.first_id == row.second_id:
            found.append(f"check {row.code}: compares {row.first.code} with itself.")
    return found


def _strangers(place: str, edition: models.Edition, parts: Sequence[tuple[str, models.Part | None]]) -> list[str]:
    return [
        f"{place}: its {name} {part.code} belongs to another edition."
        for name, part in parts
        if part is not None and part.edition_id != edition.pk
    ]


def _blank(place: str, texts: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{place}: its {name} is empty." for name, text in texts if not text.strip()]
