"""An edition as a fixture: the objects that `loaddata` takes, in the order and the writing of the shipped file.

What a sealed round keeps of its edition are these objects, and content.py reads an edition from them alone.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
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
    models.Erratum,
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


def digest_of(objects: Sequence[Object]) -> str:
    """SHA-256 of the file, which tells whether two editions are the same to the letter."""
    return hashlib.sha256(fixture_text(objects).encode()).hexdigest()


def with_slug(objects: Iterable[Mapping[str, Any]], slug: str) -> list[Object]:
    """The same edition under another slug: its own, and that in every key."""
    return [{"model": each["model"], "fields": _under(slug, each)} for each in objects]


def _under(slug: str, each: Mapping[str, Any]) -> dict[str, Any]:
    fields = each["fields"]
    if each["model"] == models.Edition._meta.label_lower:
        return {**fields, "slug": slug}
    return {name: [slug, *value[1:]] if isinstance(value, list) else value for name, value in fields.items()}


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
        yield name, (None if found[-1] is None else found) if is_key else _plain(found[0])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
