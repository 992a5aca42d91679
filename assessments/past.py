"""The round before: whether it may be read, and what it must share with this one to be like for like.

Only a round that is revealed has a past to show. Nothing here reads an answer.
"""

from collections.abc import Collection, Sequence

from assessments.models import Assessment, Participant
from assessments.movement import Circumstances, unlike
from framework_data.content import content_of
from partnerships.succession import taken_place

REVEALED = (Assessment.State.CONSENSUS, Assessment.State.SIGNED_OFF)


def previous_of(assessment: Assessment, states: Collection[str]) -> Assessment | None:
    """The round before this one, if it is revealed and in a state in which it exists for the reader."""
    if assessment.previous_id is None:
        return None
    readable = [state for state in REVEALED if state in states]
    rows = Assessment.objects.select_related("edition").filter(state__in=readable)
    return rows.filter(pk=assessment.previous_id, partnership=assessment.partnership_id).first()


def circumstances_of(assessment: Assessment, participants: Sequence[Participant]) -> Circumstances:
    lead = next((p for p in participants if p.entity_id == assessment.lead_id), None)
    content = content_of(assessment.edition)
    return Circumstances(
        edition=content.slug,
        edition_name=content.label,
        scope=assessment.scope,
        lead=lead.entity.slug if lead else None,
        lead_name=lead.name if lead else "",
        bodies={p.entity.slug: p.name for p in participants if p.takes_part},
    )


def differences(
    before: tuple[Assessment, Sequence[Participant]],
    now: tuple[Assessment, Sequence[Participant]],
    *,
    with_membership: bool = True,
) -> tuple[str, ...]:
    """Where two rounds are not like for like, in sentences; each round with its participants."""
    successions = _successions(before[1], now[1]) if with_membership else []
    return unlike(circumstances_of(*before), circumstances_of(*now), successions, with_membership=with_membership)


def _successions(before: Sequence[Participant], now: Sequence[Participant]) -> list[tuple[str, str]]:
    """(predecessor, successor) among bodies that took part only then and bodies of now; asked only where some are."""
    here = {participant.entity_id for participant in now if participant.takes_part}
    gone = [p.entity_id for p in before if p.takes_part and p.entity_id not in here]
    if not gone:
        return []
    rows = taken_place().filter(predecessor__in=gone, successor__in=here)
    return list(rows.order_by("predecessor__name").values_list("predecessor__slug", "successor__slug"))
