"""Who may look at a round's public edition, and who decides whether viewers may; as permissions.py."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from assessments.access import Visit
from assessments.permissions import refusal_of


def check_can_see_public_edition(visit: Visit) -> None:
    """For whoever the signed-off round exists for: others than viewers before it is published too, to look at it."""
    if not visit.assessment.is_signed_off:
        raise PermissionDenied(_("The public edition is there once the round is signed off."))


def can_see_public_edition(visit: Visit) -> bool:
    return not refusal_of(check_can_see_public_edition, visit)


def check_can_publish(visit: Visit) -> None:
    """Let viewers read the public edition, or take it back."""
    if not visit.standing.holds_an_office:
        raise PermissionDenied(_("The chair or the deputy chair decides whether a round is published."))
    if not visit.assessment.is_signed_off:
        raise PermissionDenied(_("Only a signed-off round can be published."))


def can_publish(visit: Visit) -> bool:
    return not refusal_of(check_can_publish, visit)
