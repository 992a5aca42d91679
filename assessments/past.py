"""The round before: whether it may be read, and what it must share with this one to be like for like.

Only a round that is revealed has a past to show. A signed-off round has the past that was sealed with it (before.py).
"""

from collections.abc import Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from assessments.before import Before, StandIn
from assessments.models import Assessment, Participant
from assessments.movement import Circumstances, unlike
from assessments.profiles import bodies_of, profiles_of
from assessments.reach import Reach
from assessments.rounds import last_change
from assessments.sealed import content_for, fixture_for
from assessments.wording import listed
from partnerships.succession import forebears, taken_place

REVEALED = (Assessment.State.CONSENSUS, Assessment.State.SIGNED_OFF)


def previous_of(assessment: Assessment, reach: Reach) -> Assessment | None:
    """The round before this one, if it is revealed and exists for the reader."""
    if assessment.previous_id is None:
        return None
    rows = Assessment.objects.select_related("edition").filter(reach.condition, state__in=REVEALED)
    return rows.filter(pk=assessment.previous_id, partnership=assessment.partnership_id).first()


def may_compare(assessment: Assessment, before: Before, reach: Reach) -> bool:
    """Whether a reader of a signed-off round may compare it with the round before that was sealed with it.

    Members and auditors may if they could at sign-off. The public may while the other round is published too: what was
    taken back, reopened or deleted is not told by the next round either.
    """
    if reach.published_alone:
        return previous_of(assessment, reach) is not None
    return before.state in reach.states


def circumstances_of(assessment: Assessment, participants: Sequence[Participant]) -> Circumstances:
    lead = next((p for p in participants if p.entity_id == assessment.lead_id), None)
    content = content_for(assessment)
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
    return unlike(
        circumstances_of(*before),
        circumstances_of(*now),
        successions,
        with_membership=with_membership,
        translate=gettext,
    )


def _successions(before: Sequence[Participant], now: Sequence[Participant]) -> list[tuple[str, str]]:
    """(predecessor, successor) among bodies that took part only then and bodies of now; asked only where some are."""
    here = {participant.entity_id for participant in now if participant.takes_part}
    gone = [p.entity_id for p in before if p.takes_part and p.entity_id not in here]
    if not gone:
        return []
    rows = taken_place().filter(predecessor__in=gone, successor__in=here)
    return list(rows.order_by("predecessor__name").values_list("predecessor__slug", "successor__slug"))


# --- Whose result it was ---------------------------------------------------------------------------------------


def stand_in(subject: Participant, before: Assessment, bodies: Sequence[Participant]) -> StandIn:
    """The same body in the round before; else the one body that it took over from, named. bodies: of that round."""
    title, name = before.title, subject.name
    counted = {p.entity_id: p for p in bodies if p.takes_part and p.submitted_at is not None}
    if subject.entity_id in counted:
        return StandIn(counted[subject.entity_id].entity.slug)
    if any(participant.entity_id == subject.entity_id for participant in bodies):
        says = _("%(name)s gave no answers that count in %(title)s, so its own result is not compared.")
        return StandIn(None, (says % {"name": name, "title": title},))
    earlier = _forebears(subject, counted)
    if not earlier:
        says = _("%(name)s was not part of %(title)s, so its own result is not compared.")
        return StandIn(None, (says % {"name": name, "title": title},))
    names = {"name": name, "title": title, "names": listed([participant.name for participant in earlier])}
    if len(earlier) == 1:
        remark = _("%(name)s took over from %(names)s, whose result stands here for %(title)s.")
        return StandIn(earlier[0].entity.slug, (remark % names,))
    several = _(
        "%(name)s took over from %(names)s. Several results do not make one, so its own result is not compared."
    )
    return StandIn(None, (several % names,))


def _forebears(subject: Participant, counted: Mapping[int, Participant]) -> list[Participant]:
    ids = {row["predecessor"] for row in forebears(subject.entity_id)}
    return [participant for entity, participant in counted.items() if entity in ids]


def before_of(assessment: Assessment, participants: Sequence[Participant]) -> Before | None:
    """All that anybody may compare of a round with the one before, to be sealed with it; None where there is none.

    Its sentences are sealed as the code has them, whoever signs, so that the same round has the same seal.
    """
    previous = previous_of(assessment, Reach(REVEALED))
    if previous is None:
        return None
    with translation.override(None):
        return _before(previous, assessment, participants)


def _before(previous: Assessment, assessment: Assessment, participants: Sequence[Participant]) -> Before:
    bodies = bodies_of([previous])[previous.pk]
    stand_ins = {p.entity.slug: stand_in(p, previous, bodies) for p in participants if p.takes_part}
    wanted = {found.entity for found in stand_ins.values() if found.entity}
    return Before(
        slug=previous.slug,
        title=previous.title,
        state=previous.state,
        content=content_for(previous),
        profiles=profiles_of([previous], {previous.pk: bodies}, of=wanted)[previous.pk],
        stand_ins=stand_ins,
        unlike=differences((previous, bodies), (assessment, participants)),
        changed_on=last_change(previous, bodies, None),
        edition=fixture_for(previous),
    )
