"""Rows of an edition from the objects of a fixture that has been checked, and back to nothing. A dozen queries."""

from collections.abc import Iterable, Mapping
from typing import Any

from framework_data.fixture import PARTS
from framework_data.models import Edition, Part, Question

Object = Mapping[str, Any]

RELATED = {
    "dimension": "dimension",
    "level": "level",
    "statement": "statement",
    "first": "question",
    "second": "question",
}
"""Column that points at another part -> the kind of that part."""


def write_edition(edition: Edition, objects: Iterable[Object]) -> None:
    """Make the edition what the objects say; its key stays, so that what points at it stays."""
    fields: dict[str, list[Mapping[str, Any]]] = {}
    for each in objects:
        fields.setdefault(each["model"], []).append(each["fields"])
    for name, value in fields[Edition._meta.label_lower][0].items():
        if name != "revision":
            setattr(edition, name, value)
    edition.save()
    keys: dict[tuple[str, str], int] = {}
    for model in PARTS:
        rows = fields.get(model._meta.label_lower, [])
        made = model.objects.bulk_create(_row(model, edition, row, keys) for row in rows)
        keys |= {(model._meta.model_name or "", part.code): part.pk for part in made}
    _write_gates(fields.get(Question._meta.label_lower, []), keys)


def delete_parts(edition: Edition) -> None:
    Question.objects.filter(edition=edition).update(gate=None)
    for model in reversed(PARTS):
        model.objects.filter(edition=edition).delete()


def _row(model: type[Part], edition: Edition, fields: Mapping[str, Any], keys: Mapping[tuple[str, str], int]) -> Part:
    """One row; a gate is written afterwards, because it may be any question of the edition."""
    values: dict[str, Any] = {"edition": edition}
    for name, value in fields.items():
        if name in ("edition", "gate"):
            continue
        if name in RELATED:
            values[f"{name}_id"] = keys[RELATED[name], value[1]] if value else None
        else:
            values[name] = value
    return model(**values)


def _write_gates(rows: Iterable[Mapping[str, Any]], keys: Mapping[tuple[str, str], int]) -> None:
    gated = [
        Question(pk=keys["question", row["code"]], gate_id=keys["question", row["gate"][1]])
        for row in rows
        if row.get("gate")
    ]
    Question.objects.bulk_update(gated, ["gate"])
