"""The next round: a draft made from one that is revealed."""

from datetime import date
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from assessments import permissions
from assessments.access import Visit
from assessments.actions._acting import with_locked_round
from assessments.models import Assessment, Participant
from assessments.next_round import NextBodies, next_bodies
from partnerships.history import record

LONGEST_SLUG = 70
LONGEST_TITLE = 200


@transaction.atomic
def start_next_round(
    visit: Visit, *, title: str, period_start: date, period_end: date, deadline: date | None = None
) -> Assessment:
    """Make a draft that follows this round: its partnership, edition, scope, lead and bodies as they are today.

    Raises PermissionDenied, and ValidationError for a title that is empty, too long or taken by another round that
    follows this one, and for a period that ends before it starts. When the scope was agreed is asked anew.
    """
    visit = with_locked_round(visit)
    permissions.check_can_start_next(visit)
    _check(visit, title, period_start, period_end)
    before, bodies = visit.assessment, next_bodies(visit)
    assessment = Assessment.objects.create(
        slug=_free_slug(title),
        partnership=before.partnership,
        edition=before.edition,
        title=title.strip(),
        scope=before.scope,
        period_start=period_start,
        period_end=period_end,
        deadline=deadline,
        lead=bodies.lead,
        previous=before,
    )
    _invite(assessment, bodies)
    record(
        "next_round_started",
        by=visit.person,
        partnership_id=assessment.partnership_id,
        assessment=assessment.slug,
        subject=before.slug,
        after={
            "previous": before.slug,
            "period": [period_start.isoformat(), period_end.isoformat()],
            "deadline": deadline.isoformat() if deadline else None,
            "lead": bodies.lead.slug if bodies.lead else None,
            "bodies": [entity.slug for entity in bodies.entities],
        },
    )
    return assessment


def _check(visit: Visit, title: str, period_start: date, period_end: date) -> None:
    if not title.strip():
        raise ValidationError({"title": "Enter a title."})
    if len(title.strip()) > LONGEST_TITLE:
        raise ValidationError({"title": f"The title must be {LONGEST_TITLE} characters or fewer."})
    if period_end < period_start:
        raise ValidationError({"period_end": "The period must not end before it starts."})
    if Assessment.objects.filter(previous=visit.assessment, title=title.strip()).exists():
        raise ValidationError({"title": "There is a next round with this title already. Choose another title."})


def _free_slug(title: str) -> str:
    """The title as it can stand in an address, with a number where it is taken."""
    wanted = slugify(title)[:LONGEST_SLUG].strip("-_") or "round"
    taken = set(Assessment.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def _invite(assessment: Assessment, bodies: NextBodies) -> None:
    """Under the names, kinds and year ends of today; the lead takes part, the others are invited."""
    taking_part, invited = Participant.Participation.PARTICIPATING, Participant.Participation.INVITED
    Participant.objects.bulk_create(
        Participant(
            assessment=assessment,
            entity=entity,
            order=order,
            name=entity.name,
            kind=entity.kind,
            in_area=entity.in_area,
            year_end=entity.year_end,
            participation=taking_part if entity == bodies.lead else invited,
        )
        for order, entity in enumerate(bodies.entities)
    )
