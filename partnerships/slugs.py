"""Slugs made from names. A slug stands in addresses, files and seals, so it is given once and never changed."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify

LONGEST = 80
RESERVED = frozenset({"new"})
"""Words that stand in an address where a slug could stand."""


def create_with_slug(
    model: type[models.Model],
    text: str,
    /,
    *,
    fallback: str,
    is_taken: Callable[[str], bool] = lambda slug: False,
    **fields: Any,
) -> Any:
    """Create a row under the first free slug of this text; `fallback` where no letter of it fits into a slug."""
    rows = model._default_manager
    for slug in _candidates(text, fallback):
        if rows.filter(slug=slug).exists() or is_taken(slug):
            continue
        try:
            with transaction.atomic():
                return rows.create(slug=slug, **fields)
        except IntegrityError:
            # Somebody took the slug in between; anything else that the database refuses is a fault.
            if not rows.filter(slug=slug).exists():
                raise
    raise AssertionError("There is no end of numbers.")


def _candidates(text: str, fallback: str) -> Iterator[str]:
    base = slugify(text)[: LONGEST - 10].strip("-_") or fallback
    if base not in RESERVED:
        yield base
    yield from (f"{base}-{number}" for number in count(2))
