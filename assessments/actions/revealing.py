"""The reveal: bodies see each other's answers from here on, and there is no way back."""

from django.db import transaction
from django.utils import timezone

from assessments import permissions
from assessments.access import Visit
from assessments.actions._acting import record_act, with_locked_round
from assessments.models import Assessment, Participant


@transaction.atomic
def reveal(visit: Visit) -> Assessment:
    """Move the round from open to consensus; there is no way back. A body that never replied did not take part."""
    visit = with_locked_round(visit)
    permissions.check_can_reveal(visit)
    assessment = visit.assessment
    silent = [p for p in visit.participants if p.participation == Participant.Participation.INVITED]
    for participant in silent:
        participant.participation = Participant.Participation.DID_NOT_TAKE_PART
        participant.save(update_fields=["participation"])
    assessment.state, assessment.revealed_at = Assessment.State.CONSENSUS, timezone.now()
    assessment.save(update_fields=["state", "revealed_at"])
    record_act(
        visit,
        "revealed",
        before={"state": "open"},
        after={
            "state": "consensus",
            "not_submitted": [p.entity.slug for p in visit.taking_part if p.submitted_at is None],
            "did_not_take_part": [p.entity.slug for p in silent],
        },
    )
    return assessment
