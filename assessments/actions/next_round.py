"""The next round: a draft made from one that is revealed."""

from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments import permissions
from assessments.access import Visit
from assessments.actions._acting import with_locked_round
from assessments.actions._drafts import new_draft
from assessments.models import Assessment, Participant
from assessments.next_round import NextBodies, next_bodies
from assessments.round_facts import facts_of
from partnerships.history import record

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
    facts = replace(
        facts_of(before),
        title=title.strip(),
        scope_agreed_on=None,
        scope_agreed_by="",
        period_start=period_start,
        period_end=period_end,
        deadline=deadline,
    )
    assessment = new_draft(visit, facts, previous=before, lead=bodies.lead)
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
        raise ValidationError({"title": _("Enter a title.")})
    if len(title.strip()) > LONGEST_TITLE:
        raise ValidationError(
            {"title": _("The title must be %(number)s characters or fewer.") % {"number": LONGEST_TITLE}}
        )
    if period_end < period_start:
        raise ValidationError({"period_end": _("The period must not end before it starts.")})
    if Assessment.objects.filter(previous=visit.assessment, title=title.strip()).exists():
        raise ValidationError({"title": _("There is a next round with this title already. Choose another title.")})


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
