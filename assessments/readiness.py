"""Rounds that wait for a person, how far they have come, and whether they wait for nothing but the chair.

A fixed number of queries, whatever the number of rounds and bodies. Advice for lists: what may be signed off, and with
what accepted by name, is settled by the action itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.access import Visit
from assessments.consensus import is_settled
from assessments.models import Assessment, Participant
from assessments.permissions import can_sign_off
from assessments.profiles import bodies_of
from assessments.rounds import counted_rounds
from partnerships.access import Standing

COUNTED = (Participant.Participation.PARTICIPATING, Participant.Participation.INVITED)


@dataclass(frozen=True)
class UnderWay:
    """A round that waits for a person, and how many of its bodies have submitted.

    may_sign_off: whether the person is its chair or deputy; is_ready: whether nothing else is left to do then.
    """

    assessment: Assessment
    bodies: int
    submitted: int
    may_sign_off: bool
    is_ready: bool


def under_way(assessments: Sequence[Assessment], standings: Mapping[int, Standing]) -> tuple[UnderWay, ...]:
    """`standings`: partnership id -> the person's standing in it."""
    rows = Participant.objects.filter(assessment__in=assessments, participation__in=COUNTED)
    counts: dict[int, list[bool]] = {assessment.pk: [] for assessment in assessments}
    for assessment, submitted_at in rows.values_list("assessment_id", "submitted_at"):
        counts[assessment].append(submitted_at is not None)
    visits = (Visit(standings[a.partnership_id].person, standings[a.partnership_id], a) for a in assessments)
    chaired = [visit.assessment for visit in visits if can_sign_off(visit)]
    signing, ready = {found.pk for found in chaired}, ready_rounds(chaired)
    return tuple(
        UnderWay(found, len(counts[found.pk]), sum(counts[found.pk]), found.pk in signing, found.pk in ready)
        for found in assessments
    )


def ready_rounds(assessments: Sequence[Assessment]) -> frozenset[int]:
    """Keys of those rounds in consensus where nothing is disputed and no joint question is open."""
    if not assessments:
        return frozenset()
    recorded = counted_rounds(assessments, bodies_of(assessments))
    return frozenset(pk for pk, each in recorded.items() if is_settled(each))
