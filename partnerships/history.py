"""The record of acts: every action writes one event, in the same transaction as the change."""

from collections.abc import Mapping
from typing import Any

from partnerships.models import Event, Person


def record(
    verb: str,
    *,
    by: Person | None,
    partnership_id: int,
    assessment: str = "",
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Event:
    """Add one act. `by` is None for an operator's command; before and after are plain JSON values."""
    return Event.objects.create(
        verb=verb,
        by=by,
        partnership_id=partnership_id,
        assessment=assessment,
        subject=subject,
        before=dict(before or {}),
        after=dict(after or {}),
    )
