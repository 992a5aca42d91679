"""What a report may compare with the round before: read in a fixed number of queries, cut to the report's subject.

From the reveal on, both rounds are taken by the rule of the reveal. Before it, a body's own answers and views of this
round stand against its own answers and views of the last one, and nothing else is read. A signed-off round is compared
with what was sealed of the one before.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.before import Before, StandIn
from assessments.maturity import Profile, alone, entity_profile
from assessments.models import Assessment, Participant
from assessments.movement import Movement, Side, movement
from assessments.past import differences, may_compare, previous_of, stand_in
from assessments.profiles import bodies_of, profiles_of
from assessments.reach import Reach
from assessments.rounds import last_change, own_values
from assessments.sealed import content_for, sealed_of
from framework_data.content import Content
from reports.moved import Past
from reports.texts import Source

OWN_ALONE = gettext_noop("Both rounds are worked out from your own answers and views alone.")
NOBODY = StandIn(None)


def past_of(
    source: Source,
    profiles: Sequence[Profile],
    subject: Participant | None,
    *,
    reach: Reach,
    is_blind: bool,
    in_full: bool,
) -> Past | None:
    """None where there is no round before that may be read. profiles: of this round, as the report holds them.

    reach: of the reader.
    """
    now = {profile.entity: Side(source.content.framework, profile) for profile in profiles}
    sealed = sealed_of(source.assessment)
    if sealed:
        is_readable = sealed.before is not None and may_compare(source.assessment, sealed.before, reach)
        return _of_sealed(sealed.before if is_readable else None, now, subject, in_full=in_full)
    previous = previous_of(source.assessment, reach)
    if previous is None:
        return None
    before = Source(previous, content_for(previous), bodies_of([previous])[previous.pk])
    own = stand_in(subject, previous, before.participants) if subject else NOBODY
    then = _own_alone(own, before) if is_blind else _revealed(own, before)
    return Past(
        title=previous.title,
        content=before.content,
        movement=_between(then, own, now, subject) if own.entity or not subject else None,
        beside=_between(then, NOBODY, now, None) if subject and not is_blind else None,
        unlike=differences(
            (previous, before.participants),
            (source.assessment, source.participants),
            with_membership=not is_blind,
        ),
        remarks=(*((_(OWN_ALONE),) if is_blind and own.entity else ()), *own.remarks),
        changed_on=_changed_on(own, before, is_blind=is_blind) if in_full else None,
    )


def _of_sealed(
    before: Before | None, now: Mapping[str | None, Side], subject: Participant | None, *, in_full: bool
) -> Past | None:
    if before is None:
        return None
    own = before.stand_ins.get(subject.entity.slug, NOBODY) if subject else NOBODY
    then = {entity: Side(before.content.framework, profile) for entity, profile in before.profiles.items()}
    return Past(
        title=before.title,
        content=before.content,
        movement=_between(then, own, now, subject) if own.entity or not subject else None,
        beside=_between(then, NOBODY, now, None) if subject else None,
        unlike=before.unlike,
        remarks=own.remarks,
        changed_on=before.changed_on if in_full else None,
    )


def _between(
    then: Mapping[str | None, Side], own: StandIn, now: Mapping[str | None, Side], subject: Participant | None
) -> Movement:
    return movement(then[own.entity], now[subject.entity.slug if subject else None])


def _changed_on(own: StandIn, before: Source, *, is_blind: bool) -> date | None:
    if not is_blind:
        return last_change(before.assessment, before.participants, None)
    if own.entity is None:
        return None
    return last_change(before.assessment, before.participants, [_participant(own, before).pk])


# --- Its profile -------------------------------------------------------------------------------------------------


def _participant(own: StandIn, before: Source) -> Participant:
    return next(participant for participant in before.participants if participant.entity.slug == own.entity)


def _revealed(own: StandIn, before: Source) -> dict[str | None, Side]:
    """The partnership's result and the body's own, by the rule as from the reveal."""
    slugs = {own.entity} if own.entity else set()
    assessment = before.assessment
    found = profiles_of([assessment], {assessment.pk: before.participants}, of=slugs)[assessment.pk]
    return {entity: Side(before.content.framework, profile) for entity, profile in found.items()}


def _own_alone(own: StandIn, before: Source) -> dict[str | None, Side]:
    if own.entity is None:
        return {}
    profile = _alone(_participant(own, before), before.assessment, before.content)
    return {profile.entity: Side(before.content.framework, profile)}


def _alone(participant: Participant, assessment: Assessment, content: Content) -> Profile:
    slug, is_lead = participant.entity.slug, participant.entity_id == assessment.lead_id
    recorded = alone(content.framework, slug, own_values(participant, content), is_lead=is_lead)
    return entity_profile(recorded, slug, explain=False)
