"""What the actions on editions share: the locked row that says where an edition stands, its revision, its slug."""

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

from framework_data.models import Edition, Life
from framework_data.permissions import Somebody, check_can_edit, check_is_draft


def with_locked_life(edition: Edition) -> Life:
    """The edition's life, locked until the transaction ends: acts on one edition have an order."""
    life = Life.objects.select_for_update().select_related("edition").filter(edition=edition).first()
    if life is None:
        raise PermissionDenied(_("This edition is still being loaded."))
    return life


def with_locked_draft(edition: Edition, by: Somebody | None) -> Life:
    """The same for an edition that is about to change: what was proposed is not what it will be, so that ends."""
    check_can_edit(by)
    life = with_locked_life(edition)
    check_is_draft(life)
    if life.proposed_by_id is not None:
        life.proposed_by = life.proposed_at = None
        life.save(update_fields=["proposed_by", "proposed_at"])
    return life


def taken(slug: str) -> str:
    """What is said of a slug that another edition has."""
    return _("There is an edition %(slug)s already. Choose another slug.") % {"slug": slug}


def raise_revision(edition: Edition) -> None:
    """What is held in memory of the edition is read again, in every process."""
    Edition.objects.filter(pk=edition.pk).update(revision=F("revision") + 1)
    edition.refresh_from_db(fields=["revision"])
