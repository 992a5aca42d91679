"""The record of acts on editions: every action writes one event, in the same transaction as the change."""

from collections.abc import Mapping
from typing import Any

from framework_data.models import EditionEvent
from framework_data.permissions import Somebody

WORDS = {
    "edition_loaded": "loaded the edition from a fixture",
    "edition_cloned": "made the draft",
    "edition_imported": "imported the draft from a file",
    "edition_changed": "changed what is said of the edition",
    "part_added": "added",
    "part_changed": "changed",
    "part_removed": "removed",
    "draft_discarded": "threw the draft away",
    "edition_tried": "began a trial of the edition",
    "edition_proposed": "proposed the edition",
    "edition_published": "published the edition",
    "edition_withdrawn": "withdrew the edition",
    "edition_reinstated": "brought the edition back",
    "erratum_added": "added an erratum to",
}
"""What each verb says, after the name of the person and before the part."""


def record(
    verb: str,
    edition: str,
    *,
    by: Somebody | None,
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> EditionEvent:
    """Add one act on the edition of this slug; `by` is None for an operator's command."""
    return EditionEvent.objects.create(
        verb=verb,
        edition=edition,
        by_id=by.pk if by else None,
        subject=subject,
        before=dict(before or {}),
        after=dict(after or {}),
    )
