"""An edition as a fixture: the objects that `loaddata` takes, in the order and the writing of the shipped file.

What a sealed round keeps of its edition are these objects, and content.py reads an edition from them alone.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import ForeignKey, Model

from framework_data import models

Object = dict[str, Any]

PARTS: tuple[type[models.Part], ...] = (
    models.Definition,
    models.Level,
    models.Dimension,
    models.Option,
    models.Statement,
    models.Question,
    models.Check,
)


def fixture_of(edition: models.Edition) -> list[Object]:
    """The edition, then its parts kind by kind in their order, as {"model", "fields"}. One query for each kind."""
    found = _objects(models.Edition, models.Edition.objects.filter(pk=edition.pk))
    for part in PARTS:
        found += _objects(part, part.objects.filter(edition=edition).order_by("order", "pk"))
    return found


def fixture_text(objects: Sequence[Object]) -> str:
    """The one way such a file is written: UTF-8 without escapes, two spaces, one newline at the end."""
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _objects(model: type[Model], rows: Any) -> list[Object]:
    columns = [(field.name, _paths(field)) for field in model._meta.concrete_fields if not field.primary_key]
    paths = [path for _, of_field in columns for path in of_field]
    return [
        {"model": model._meta.label_lower, "fields": dict(_fields(columns, iter(values)))}
        for values in rows.values_list(*paths)
    ]


def _paths(field: Any) -> tuple[str, ...]:
    """What names the field's value: the column itself, or the natural key of the row it points at."""
    if not isinstance(field, ForeignKey):
        return (field.name,)
    if field.related_model is models.Edition:
        return (f"{field.name}__slug",)
    return (f"{field.name}__edition__slug", f"{field.name}__code")


def _fields(columns: Sequence[tuple[str, tuple[str, ...]]], values: Any) -> Iterable[tuple[str, Any]]:
    for name, paths in columns:
        found = [next(values) for _ in paths]
        is_key = paths != (name,)
        yield name, (None if found[-1] is None else found) if is_key else found[0]
