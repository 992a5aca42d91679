"""Publishing the public edition of a signed-off round, and taking it back: the chair or the deputy chair decides."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import Visit
from assessments.actions._acting import record_act, with_locked_round
from assessments.publishing_permissions import check_can_publish
from assessments.sealed import current_hash


@transaction.atomic
def publish(visit: Visit, *, sha256: str) -> bool:
    """Let viewers read the public edition. False where they do already: then nothing is written.

    `sha256` names the seal of the edition that was looked at; a round that was signed off elsewhere has none.
    """
    visit = with_locked_round(visit)
    check_can_publish(visit)
    assessment = visit.assessment
    if assessment.is_published:
        return False
    if sha256 != current_hash(assessment):
        raise PermissionDenied(
            _("The round was signed off anew meanwhile. Look at its public edition again, then publish it.")
        )
    assessment.published_at = timezone.now()
    assessment.save(update_fields=["published_at"])
    after = {"published_on": timezone.localdate(assessment.published_at).isoformat()}
    record_act(visit, "public_edition_published", after=after | ({"sha256": sha256} if sha256 else {}))
    return True


@transaction.atomic
def take_back_publication(visit: Visit) -> bool:
    """Hide the round from viewers again. False where it is not published: then nothing is written."""
    visit = with_locked_round(visit)
    check_can_publish(visit)
    assessment = visit.assessment
    if assessment.published_at is None:
        return False
    before = {"published_on": timezone.localdate(assessment.published_at).isoformat()}
    assessment.published_at = None
    assessment.save(update_fields=["published_at"])
    record_act(visit, "public_edition_taken_back", before=before)
    return True
