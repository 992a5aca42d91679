"""The history as CSV: the lines of the page, people by opaque id alone. The columns are in docs/interchange.md."""

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.db.models import QuerySet

from assessments.csv_lines import csv_lines
from partnerships.models import Event
from partnerships.texts import put_back

COLUMNS = ("at", "by", "verb", "body", "subject", "before", "after")
LINES_A_READ = 500


def history_rows(events: QuerySet[Event]) -> Iterator[str]:
    """The file line by line, newest act first; read in portions, so that a long history needs no memory."""
    rows = events.order_by("-at", "-pk").select_related("by").prefetch_related("texts")
    return csv_lines(COLUMNS, map(_cells, rows.iterator(chunk_size=LINES_A_READ)))


def _cells(event: Event) -> tuple[str, ...]:
    texts = {text.sha256: text.text for text in event.texts.all() if not text.erased_at}
    return (
        event.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        event.by.public_id if event.by else "",
        event.verb,
        event.entity,
        event.subject,
        *(_compact(put_back(values, texts)) for values in (event.before, event.after)),
    )


def _compact(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
