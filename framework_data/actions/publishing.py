"""From draft to published, with a second editor, and out of use again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from framework_data.actions._acting import with_locked_life
from framework_data.checks import edition_faults
from framework_data.fixture import digest_of, fixture_of
from framework_data.history import record
from framework_data.models import Edition, Life
from framework_data.permissions import (
    Somebody,
    check_can_edit,
    check_can_propose,
    check_can_publish,
    check_is_draft,
    check_is_published,
    check_is_withdrawn,
)

State = Life.State


@transaction.atomic
def propose_edition(edition: Edition, *, change_note: str, by: Somebody) -> Life:
    """Say that a draft is ready, and what is new in it. Raises ValidationError with every fault of the edition."""
    check_can_propose(by)
    life = with_locked_life(edition)
    check_is_draft(life)
    if not change_note.strip():
        raise ValidationError({"change_note": _("Say what is new in this edition.")})
    faults = edition_faults(edition)
    if faults:
        raise ValidationError(faults)
    life.change_note, life.proposed_by_id, life.proposed_at = change_note.strip(), by.pk, timezone.now()
    life.save(update_fields=["change_note", "proposed_by", "proposed_at"])
    record("edition_proposed", edition.slug, by=by, after={"change_note": life.change_note})
    return life


@transaction.atomic
def publish_edition(edition: Edition, *, read: int, by: Somebody) -> Life:
    """Publish what another editor proposed; from then on nothing of it changes.

    read: the revision that this editor looked at. Raises ValidationError where it has changed since.
    """
    life = with_locked_life(edition)
    check_can_publish(life, by)
    if life.edition.revision != read:
        raise ValidationError(_("The draft has changed since you looked at it. Compare it again, then publish."))
    faults = edition_faults(edition)
    if faults:
        raise ValidationError(faults)
    life.state, life.published_by_id, life.published_at = State.PUBLISHED, by.pk, timezone.now()
    life.save(update_fields=["state", "published_by", "published_at"])
    record("edition_published", edition.slug, by=by, after={"sha256": digest_of(fixture_of(edition))})
    return life


@transaction.atomic
def withdraw_edition(edition: Edition, *, why: str, by: Somebody | None) -> Life:
    """Let no new round start on it; those that are under way go on."""
    check_can_edit(by)
    life = with_locked_life(edition)
    check_is_published(life)
    _check_reason(why)
    life.state, life.withdrawn_at, life.withdrawn_by_id = State.WITHDRAWN, timezone.now(), by.pk if by else None
    life.save(update_fields=["state", "withdrawn_at", "withdrawn_by"])
    record("edition_withdrawn", edition.slug, by=by, after={"why": why.strip()})
    return life


@transaction.atomic
def reinstate_edition(edition: Edition, *, why: str, by: Somebody | None) -> Life:
    """Let rounds start again on an edition that was withdrawn."""
    check_can_edit(by)
    life = with_locked_life(edition)
    check_is_withdrawn(life)
    _check_reason(why)
    life.state, life.withdrawn_at, life.withdrawn_by = State.PUBLISHED, None, None
    life.save(update_fields=["state", "withdrawn_at", "withdrawn_by"])
    record("edition_reinstated", edition.slug, by=by, after={"why": why.strip()})
    return life


def _check_reason(why: str) -> None:
    if not why.strip():
        raise ValidationError({"why": _("Say why.")})
