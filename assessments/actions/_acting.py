"""What every action does: lock the rows that another act may change, and write its line in the history."""

from copy import copy
from dataclasses import replace
from typing import Any

from django.http import Http404

from assessments.access import EntityVisit, Visit
from assessments.models import Assessment, Participant
from partnerships.history import record


def with_locked_participant(visit: EntityVisit) -> EntityVisit:
    """The visit with what another act may have changed as it stands now, locked until the transaction ends.

    Read only once the lock is held: while this waited, a reveal may have moved the round on.
    """
    participant, assessment = copy(visit.participant), copy(visit.assessment)
    rows = Participant.objects.select_for_update().values_list("participation", "submitted_at")
    now = rows.filter(pk=participant.pk).first()
    if now is None:
        raise Http404  # taken off the round meanwhile
    participant.participation, participant.submitted_at = now
    assessment.state = Assessment.objects.values_list("state", flat=True).get(pk=assessment.pk)
    participant.assessment = assessment
    return replace(visit, participant=participant, assessment=assessment)


def with_locked_round(visit: Visit) -> Visit:
    """The visit with the round as it stands now; its participants are locked too, so that no save slips past."""
    list(Participant.objects.select_for_update().filter(assessment=visit.assessment).order_by("pk"))
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("partnership", "edition")
        .filter(pk=visit.assessment.pk)
        .first()
    )
    if assessment is None:
        raise Http404  # a draft that was thrown away meanwhile
    return Visit(visit.person, visit.standing, assessment)


def record_act(visit: Visit, verb: str, **details: Any) -> None:
    record(
        verb,
        by=visit.person,
        partnership_id=visit.assessment.partnership_id,
        assessment=visit.assessment.slug,
        **details,
    )
