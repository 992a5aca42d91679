"""The record of acts on editions: every action writes one event, in the same transaction as the change."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop

from framework_data.models import EditionEvent
from framework_data.permissions import Somebody

WORDS = {
    "edition_loaded": gettext_noop("loaded the edition from a fixture"),
    "edition_cloned": gettext_noop("made the draft"),
    "edition_imported": gettext_noop("imported the draft from a file"),
    "edition_changed": gettext_noop("changed what is said of the edition"),
    "part_added": gettext_noop("added %(part)s"),
    "part_changed": gettext_noop("changed %(part)s"),
    "part_removed": gettext_noop("removed %(part)s"),
    "draft_discarded": gettext_noop("threw the draft away"),
    "edition_tried": gettext_noop("began a trial of the edition"),
    "edition_proposed": gettext_noop("proposed the edition"),
    "edition_published": gettext_noop("published the edition"),
    "edition_withdrawn": gettext_noop("withdrew the edition"),
    "edition_reinstated": gettext_noop("brought the edition back"),
    "erratum_added": gettext_noop("added an erratum to %(part)s"),
}
"""What each verb says, after the name of the person."""


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
