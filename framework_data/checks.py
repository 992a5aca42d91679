"""What must hold of an edition before anybody answers by it: every fault as a sentence that names the place.

The shape's own rules are in structure.py; here stand those of the objects that hold it, whether they come from the
tables or from a file: codes, order, belonging to one edition, wording that is there, and the answers that each kind of
question needs. Nothing is changed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework_data import models, structure
from framework_data.content import content_from
from framework_data.errata import HOME
from framework_data.faults import Fault, of_part
from framework_data.fixture import fixture_of

Fields = Mapping[str, Any]
Parts = Mapping[str, Sequence[Fields]]

CODE = re.compile(r"\w[\w.-]*")
"""Codes stand in addresses and in the names of fields: letters, digits, dots, hyphens and underscores."""
CODES_IN_ADDRESSES = ("level", "dimension", "statement", "question")

ANSWERS: dict[str, dict[str, int | None]] = {
    structure.PRACTICE: {**structure.VALUE, "NA": None},
    structure.CONSEQUENCE: {**structure.VALUE, "NA": None},
    structure.SIGNAL: {"Y": None, "X": None},
}
"""Kind of question -> the answers it needs and the value of each."""

NAMES = {
    "dimension": "dimensions",
    "statement": "statements",
    "question": "questions",
    "option": "options",
    "definition": "definitions",
    "check": "checks",
}
"""Kinds of part whose places are taken once -> what they are called together."""


def edition_faults(edition: models.Edition) -> list[str]:
    """Everything that stops the edition from being used; empty when it is in order."""
    objects = fixture_of(edition)
    return [*_code_faults(objects), *(str(fault) for fault in object_faults(objects))]


def _code_faults(objects: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What a file would be refused for (object_checks.py); the pages of the admin take any code."""
    for each in objects:
        kind, code = each["model"].rpartition(".")[2], each["fields"].get("code", "")
        if kind in CODES_IN_ADDRESSES and not CODE.fullmatch(code):
            say = _("The code %(code)s must be letters, digits, dots, hyphens and underscores.")
            yield say % {"code": repr(code)}


def object_faults(objects: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """The same for the objects of a fixture, whose columns and types are right (object_checks.py)."""
    parts = _by_model(objects)
    slug = parts["edition"][0]["slug"]
    return [
        *structure.located_faults(content_from(objects, {}).framework, _),
        *_order_faults(parts),
        *_statement_faults(slug, parts),
        *_question_faults(slug, parts),
        *_option_faults(parts),
        *_check_faults(slug, parts),
        *_erratum_faults(parts),
    ]


def summary(framework: structure.Framework) -> str:
    """The counts of an edition in one line."""
    counts = {respondent: len(framework.addressed_to(respondent)) for respondent in structure.RESPONDENTS}
    statements, questions = len(framework.statements), len(framework.questions)
    levels, dimensions = framework.levels, len(framework.dimensions)
    return _(
        "%(statements)s, %(questions)s (%(lead)s lead entity, %(each)s each entity, %(joint)s organisation), "
        "%(levels)s, %(dimensions)s"
    ) % {
        "statements": ngettext("%(num)s statement", "%(num)s statements", statements) % {"num": statements},
        "questions": ngettext("%(num)s question", "%(num)s questions", questions) % {"num": questions},
        "lead": counts[structure.LEAD_ENTITY],
        "each": counts[structure.ENTITY],
        "joint": counts[structure.ORGANISATION],
        "levels": ngettext("%(num)s level", "%(num)s levels", levels) % {"num": levels},
        "dimensions": ngettext("%(num)s dimension", "%(num)s dimensions", dimensions) % {"num": dimensions},
    }


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
    return [*lines, _("in no dimension: %(codes)s") % {"codes": ", ".join(outside)}] if outside else lines


def _by_model(objects: Sequence[Mapping[str, Any]]) -> Parts:
    """Name of each model -> the fields of its objects, in their order; a model without objects has none."""
    found: dict[str, list[Fields]] = {model: [] for model in ("edition", "level", "dimension", *NAMES)}
    for each in objects:
        found.setdefault(each["model"].rpartition(".")[2], []).append(each["fields"])
    for fields in found.values():
        fields.sort(key=lambda part: (part.get("order", 0), part.get("code", "")))
    return found


def _order_faults(parts: Parts) -> Iterator[Fault]:
    """Levels are counted by their order, so it runs from 1; elsewhere no place is taken twice."""
    levels = [level["order"] for level in parts["level"]]
    if levels != list(range(1, len(levels) + 1)):
        say = _("their order must run from 1 without a gap, not %(order)s.")
        yield Fault("levels", say % {"order": ", ".join(map(str, levels))}, "level")
    for model, name in NAMES.items():
        at: dict[int, list[str]] = {}
        for part in parts[model]:
            at.setdefault(part["order"], []).append(part["code"])
        for order, codes in at.items():
            if len(codes) > 1:
                yield Fault(name, _at_one_place(codes, order), model, codes[-1], "order")


def _at_one_place(codes: Iterable[str], order: int) -> str:
    both = _("%(first)s and %(last)s")
    named = reduce(lambda first, last: both % {"first": first, "last": last}, sorted(codes))
    return _("%(codes)s stand at the same place, %(order)s.") % {"codes": named, "order": order}


def _statement_faults(slug: str, parts: Parts) -> Iterator[Fault]:
    levels = {level["code"] for level in parts["level"]}
    yield from _numbering_faults("statement", _statements_numbered(parts["statement"]))
    yield from _look_alikes("statement", parts)
    for row in parts["statement"]:
        level = row["level"]
        if level and level[0] == slug and level[1] not in levels:
            say = _("its level %(code)s is not in the edition.") % {"code": level[1]}
            yield of_part("statement", row["code"], "level", say)
        yield from _strangers("statement", slug, row, ("dimension", "level"))
        yield from _blank(
            "statement", row, {"text": _("its text is empty."), "summary_text": _("its summary text is empty.")}
        )


def _statements_numbered(rows: Iterable[Fields]) -> Iterator[tuple[str, str]]:
    """(code, the code of its dimension and a number that runs from 1); the same for statements of no dimension."""
    numbers: Counter[str] = Counter()
    prefix: str | None = None
    for row in rows:
        if row["dimension"] is None and prefix is None:
            prefix = row["code"].rstrip("0123456789")
        home = row["dimension"][1] if row["dimension"] else prefix or ""
        numbers[home] += 1
        yield row["code"], f"{home}{numbers[home]}"


def _questions_numbered(rows: Iterable[Fields]) -> Iterator[tuple[str, str]]:
    """(code, the code of its statement and a number that runs from 1)"""
    numbers: Counter[str] = Counter()
    for row in rows:
        numbers[row["statement"][1]] += 1
        yield row["code"], f"{row['statement'][1]}.{numbers[row['statement'][1]]}"


def _numbering_faults(model: str, codes: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    """Where an edition numbers its parts, a code out of line is a slip; another framework may have codes of its own."""
    found = list(codes)
    out_of_line = [(code, expected) for code, expected in found if code != expected]
    if 2 * len(out_of_line) < len(found):
        for code, expected in out_of_line:
            if model == "statement":
                say = _("the statement at this place should have the code %(code)s.")
            else:
                say = _("the question at this place should have the code %(code)s.")
            yield of_part(model, code, "code", say % {"code": expected})


def _look_alikes(model: str, parts: Parts) -> Iterator[Fault]:
    """Names of fields on a page are made of codes, where a dot is a hyphen."""
    seen: dict[str, str] = {}
    for row in parts[model]:
        other = seen.setdefault(row["code"].replace(".", "-"), row["code"])
        if other != row["code"]:
            say = _("differs from %(code)s by a dot and a hyphen alone.") % {"code": other}
            yield of_part(model, row["code"], "code", say)


def _question_faults(slug: str, parts: Parts) -> Iterator[Fault]:
    """Questions stand in the order of their statements."""
    yield from _numbering_faults("question", _questions_numbered(parts["question"]))
    yield from _look_alikes("question", parts)
    orders = {(slug, row["code"]): row["order"] for row in parts["statement"]}
    reached = 0
    for row in parts["question"]:
        code, statement = row["code"], row["statement"]
        place = orders.get(tuple(statement))
        if place is not None and place < reached:
            yield of_part("question", code, "order", _("stands after the questions of a later statement."))
        reached = max(reached, place or 0)
        if place is None and statement[0] == slug:
            say = _("its statement %(code)s is not in the edition.") % {"code": statement[1]}
            yield of_part("question", code, "statement", say)
        yield from _strangers("question", slug, row, ("statement", "gate"))
        yield from _blank("question", row, {"text": _("its text is empty.")})


def _option_faults(parts: Parts) -> Iterator[Fault]:
    offered: dict[str, dict[str, Fields]] = {}
    for row in parts["option"]:
        kind, answer = row["kind"], row["answer"]
        if row["code"] != f"{kind}-{answer}":
            say = _("the answer %(answer)s of kind %(kind)s has the code %(kind)s-%(answer)s.")
            say %= {"answer": answer, "kind": kind}
            yield of_part("option", row["code"], "code", say)
        yield from _blank("option", row, {"label": _("its label is empty.")})
        offered.setdefault(kind, {})[answer] = row
    used = {question["kind"] for question in parts["question"]}
    for kind, needed in ANSWERS.items():
        yield from _scale_faults(kind, needed, offered.get(kind, {}), kind in used)


def _scale_faults(
    kind: str, needed: Mapping[str, int | None], has: Mapping[str, Fields], is_used: bool
) -> Iterator[Fault]:
    for answer in needed:
        if is_used and answer not in has:
            say = _("kind %(kind)s lacks the answer %(answer)s.") % {"kind": kind, "answer": answer}
            yield Fault("scale", say, "option")
    for answer, row in has.items():
        if answer not in needed:
            say = _("%(answer)s is no answer of kind %(kind)s.") % {"kind": kind, "answer": answer}
            yield Fault("scale", say, "option", row["code"], "answer")
        elif row["value"] != needed[answer]:
            if needed[answer] is None:
                say = _("its value must be empty, not %(given)s.")
            else:
                say = _("its value must be %(value)s, not %(given)s.")
            say %= {"value": needed[answer], "given": row["value"]}
            yield Fault(f"{kind}-{answer}", say, "option", row["code"], "value")


def _check_faults(slug: str, parts: Parts) -> Iterator[Fault]:
    codes = {question["code"] for question in parts["question"]}
    for row in parts["check"]:
        yield from _strangers("check", slug, row, ("first", "second"))
        for name in ("first", "second"):
            if row[name][0] == slug and row[name][1] not in codes:
                say = _("its %(column)s %(code)s is not in the edition.") % {"column": name, "code": row[name][1]}
                yield of_part("check", row["code"], name, say)
        yield from _blank("check", row, {"say": _("its sentence is empty.")})
        if row["first"] == row["second"]:
            say = _("compares %(code)s with itself.") % {"code": row["first"][1]}
            yield of_part("check", row["code"], "second", say)


def _erratum_faults(parts: Parts) -> Iterator[Fault]:
    for row in parts.get("erratum", ()):
        home = HOME.get(row["field"], "")
        if not any(part["code"] == row["place"] for part in parts.get(home, ())):
            say = _("there is no %(kind)s %(code)s in the edition.") % {"kind": home or "part", "code": row["place"]}
            yield Fault(f"erratum {row['code']}", say, "erratum", row["code"], "place")


def _strangers(model: str, slug: str, row: Fields, names: Sequence[str]) -> Iterator[Fault]:
    for name in names:
        if row[name] and row[name][0] != slug:
            say = _("its %(column)s %(code)s belongs to another edition.") % {"column": name, "code": row[name][1]}
            yield of_part(model, row["code"], name, say)


def _blank(model: str, row: Fields, texts: Mapping[str, str]) -> Iterator[Fault]:
    """texts: column -> what to say where it is empty."""
    for field, say in texts.items():
        if not row[field].strip():
            yield of_part(model, row["code"], field, say)
