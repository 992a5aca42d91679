"""What a page says of a round's public edition: whether viewers read it, since when, and what the chair may do."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from assessments.access import Visit
from assessments.publishing_permissions import can_publish, can_see_public_edition
from assessments.sealed import current_hash


@dataclass(frozen=True)
class Publication:
    """since: the day from which viewers read it, None where they do not. sha256: of the seal that the page shows.

    can_see_people: whether the reader may look up who the viewers are.
    """

    since: date | None
    may_publish: bool
    may_take_back: bool
    sha256: str
    can_see_people: bool


def publication_of(visit: Visit) -> Publication | None:
    """None while the round goes on: there is nothing to publish."""
    if not can_see_public_edition(visit):
        return None
    moment, is_in_charge = visit.assessment.published_at, can_publish(visit)
    return Publication(
        since=timezone.localdate(moment) if moment else None,
        may_publish=is_in_charge and moment is None,
        may_take_back=is_in_charge and moment is not None,
        sha256=current_hash(visit.assessment),
        can_see_people=visit.standing.is_member,
    )
