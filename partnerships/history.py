"""The record of acts: every action writes one event, in the same transaction as the change.

The event itself can neither be changed nor deleted, so it holds no text that somebody typed and nobody's name: codes,
slugs, dates and hashes. The texts named in TYPED stand beside it (texts.py) and can be erased.
"""

from collections.abc import Mapping
from typing import Any

from partnerships.models import Event, EventText, Person
from partnerships.texts import Texts

TYPED = frozenset({"note", "reason", "evidence", "rationale", "interest", "post", "text", "scope", "scope_agreed_by"})
"""Keys of before and after whose values people typed."""


def record(
    verb: str,
    *,
    by: Person | None,
    partnership_id: int,
    assessment: str = "",
    entity: str = "",
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Event:
    """Add one act. `by` is None for an operator's command; before and after are plain JSON values.

    What stands under a key of TYPED, and every value of `dissent` (body -> note), is kept apart as a text.
    """
    texts = Texts()
    event = Event.objects.create(
        verb=verb,
        by=by,
        partnership_id=partnership_id,
        assessment=assessment,
        entity=entity,
        subject=subject,
        before=_without_texts(before or {}, texts),
        after=_without_texts(after or {}, texts),
    )
    if texts.kept:
        EventText.objects.bulk_create(
            EventText(event=event, sha256=sha256, salt=salt, text=text) for sha256, (salt, text) in texts.kept.items()
        )
    return event


def _without_texts(values: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key in TYPED and isinstance(value, str):
            found[key] = texts.put(value)
        elif key == "dissent":
            found[key] = {body: texts.put(note) for body, note in value.items()}
        else:
            found[key] = value
    return found
