"""The columns of an edition or of a part of one as plain values, for the history: what points elsewhere is its code."""

from collections.abc import Mapping
from typing import Any, TypedDict

from framework_data.models import Edition, Part

FIXED = frozenset({"id", "pk", "slug", "edition", "edition_id", "revision"})
"""What no edit changes: keys, and the revision, which every edit raises."""


def values_of(row: Edition | Part) -> dict[str, Any]:
    """Column -> value; of a part that it points at the code."""
    columns = [field for field in row._meta.concrete_fields if field.name not in FIXED]
    return {field.name: _plain(getattr(row, field.name)) for field in columns}


class Difference(TypedDict):
    before: dict[str, Any]
    after: dict[str, Any]


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """The columns that differ, as they were and as they are."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {"before": {name: before.get(name) for name in changed}, "after": {name: after[name] for name in changed}}


def _plain(value: Any) -> Any:
    return value.code if isinstance(value, Part) else value
