"""What a report may compare with the round before: read in a fixed number of queries, cut to the report's subject.

From the reveal on, both rounds are taken by the rule of the reveal. Before it, a body's own answers and views of this
round stand against its own answers and views of the last one, and nothing else is read.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from assessments.maturity import Profile, alone, entity_profile
from assessments.models import Assessment, Participant
from assessments.movement import Movement, Side, movement
from assessments.past import differences, previous_of
from assessments.profiles import bodies_of, profiles_of
from assessments.rounds import own_values
from framework_data.content import Content, content_of
from partnerships.succession import forebears
from reports.moved import Past
from reports.sentences import listed
from reports.texts import Source, last_change

OWN_ALONE = "Both rounds are worked out from your own answers and views alone."


@dataclass(frozen=True)
class _Own:
    """Whose result of the round before is compared with the subject's, and what is to be said about it."""

    participant: Participant | None
    remarks: tuple[str, ...] = ()


def past_of(
    source: Source,
    profiles: Sequence[Profile],
    subject: Participant | None,
    *,
    states: Collection[str],
    is_blind: bool,
    in_full: bool,
) -> Past | None:
    """None where there is no round before that may be read. profiles: of this round, as the report holds them.

    states: those in which a round exists for the reader.
    """
    previous = previous_of(source.assessment, states)
    if previous is None:
        return None
    before = Source(previous, content_of(previous.edition), bodies_of([previous])[previous.pk])
    own = _own(subject, before) if subject else _Own(None)
    now = {profile.entity: Side(source.content.framework, profile) for profile in profiles}
    then = _own_alone(own, before) if is_blind else _revealed(own, before)
    return Past(
        title=previous.title,
        content=before.content,
        movement=_between(then, own.participant, now, subject) if own.participant or not subject else None,
        beside=_between(then, None, now, None) if subject and not is_blind else None,
        unlike=differences(
            (previous, before.participants),
            (source.assessment, source.participants),
            with_membership=not is_blind,
        ),
        remarks=(*((OWN_ALONE,) if is_blind and own.participant else ()), *own.remarks),
        changed_on=_changed_on(own, before, is_blind=is_blind) if in_full else None,
    )


def _between(
    then: dict[str | None, Side], before: Participant | None, now: dict[str | None, Side], subject: Participant | None
) -> Movement:
    return movement(then[before.entity.slug if before else None], now[subject.entity.slug if subject else None])


def _changed_on(own: _Own, before: Source, *, is_blind: bool) -> date | None:
    if not is_blind:
        return last_change(before, None)
    return last_change(before, [own.participant.pk]) if own.participant else None


# --- Whose result it was ---------------------------------------------------------------------------------------


def _own(subject: Participant, before: Source) -> _Own:
    """The same body in the round before; else the one body that it took over from, named."""
    title, name = before.assessment.title, subject.name
    counted = {p.entity_id: p for p in before.participants if p.takes_part and p.submitted_at is not None}
    if subject.entity_id in counted:
        return _Own(counted[subject.entity_id])
    if any(participant.entity_id == subject.entity_id for participant in before.participants):
        return _Own(None, (f"{name} gave no answers that count in {title}, so its own result is not compared.",))
    earlier = _forebears(subject, counted)
    if not earlier:
        return _Own(None, (f"{name} was not part of {title}, so its own result is not compared.",))
    names = listed([participant.name for participant in earlier])
    if len(earlier) == 1:
        return _Own(earlier[0], (f"{name} took over from {names}, whose result stands here for {title}.",))
    several = f"{name} took over from {names}. Several results do not make one, so its own result is not compared."
    return _Own(None, (several,))


def _forebears(subject: Participant, counted: dict[int, Participant]) -> list[Participant]:
    ids = {row["predecessor"] for row in forebears(subject.entity_id)}
    return [participant for entity, participant in counted.items() if entity in ids]


# --- Its profile -------------------------------------------------------------------------------------------------


def _revealed(own: _Own, before: Source) -> dict[str | None, Side]:
    """The partnership's result and the body's own, by the rule as from the reveal."""
    slugs = {own.participant.entity.slug} if own.participant else set()
    assessment = before.assessment
    found = profiles_of([assessment], {assessment.pk: before.participants}, of=slugs)[assessment.pk]
    return {entity: Side(before.content.framework, profile) for entity, profile in found.items()}


def _own_alone(own: _Own, before: Source) -> dict[str | None, Side]:
    if own.participant is None:
        return {}
    profile = _alone(own.participant, before.assessment, before.content)
    return {profile.entity: Side(before.content.framework, profile)}


def _alone(participant: Participant, assessment: Assessment, content: Content) -> Profile:
    slug, is_lead = participant.entity.slug, participant.entity_id == assessment.lead_id
    recorded = alone(content.framework, slug, own_values(participant, content), is_lead=is_lead)
    return entity_profile(recorded, slug, explain=False)
