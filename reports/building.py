"""From a round to its Report: read in a fixed number of queries, computed once, cut to the audience.

The number of queries grows neither with bodies nor with questions. A page needs the partnership's profile with its
explanation and the levels of the bodies; a file needs every explanation, and the texts ("in full").
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments import maturity
from assessments.access import EntityVisit, Visit
from assessments.interchange import participants_of
from assessments.maturity import Profile, Round
from assessments.models import Assessment, Participant
from assessments.past import REVEALED
from assessments.reach import Reach
from assessments.result_file import round_facts
from assessments.rounds import counted_round, own_values
from assessments.seal_page import SIGNED_BY, is_signed_off_elsewhere
from assessments.sealed import content_for, sealed_of
from framework_data.structure import ENTITY, LEAD_ENTITY
from reports.audience import BOARD, Audience, for_board, for_entities
from reports.cut import Cut, cut_of
from reports.past import past_of
from reports.report import Body, Facts, Report, SealShown
from reports.texts import Source, texts_for

STATE_WORDS = {
    Assessment.State.DRAFT: gettext_noop("Draft"),
    Assessment.State.OPEN: gettext_noop("Open for answers"),
    Assessment.State.CONSENSUS: gettext_noop("In consensus, not signed off"),
    Assessment.State.SIGNED_OFF: gettext_noop("Signed off"),
}
PARTICIPATION_WORDS: dict[str, Any] = dict(Participant.Participation.choices)
SIGNED_OFF_ELSEWHERE = gettext_noop("Signed off elsewhere, not verified here")


def partnership_report(visit: Visit, *, in_full: bool = False) -> Report:
    """The partnership's report by the rule as from the reveal, in the edition of the visitor."""
    cut = cut_of(visit)
    return _revealed(_source(visit), cut.audience(visit.participants), None, cut.reach, in_full=in_full)


def entity_report(visit: EntityVisit, *, in_full: bool = False) -> Report:
    """One body's report: before the reveal from its own answers alone, afterwards beside the partnership's."""
    return _of_body(_source(visit), cut_of(visit), visit.participant, in_full=in_full)


def cut_report(assessment: Assessment, cut: Cut) -> Report:
    """The report in full as whoever has this cut reads it, for nobody in particular.

    Raises LookupError where the round has no such report.
    """
    source = Source(assessment, content_for(assessment), participants_of(assessment))
    if cut.subject:
        return _of_body(source, cut, _subject(source, cut.subject), in_full=True)
    if not assessment.is_revealed:
        raise LookupError(f"{assessment.slug} is not revealed, so the partnership has no report.")
    return _revealed(source, cut.audience(source.participants), None, cut.reach, in_full=True)


def _of_body(source: Source, cut: Cut, subject: Participant, *, in_full: bool) -> Report:
    audience = cut.audience(source.participants)
    if source.assessment.is_revealed:
        return _revealed(source, audience, subject, cut.reach, in_full=in_full)
    return _blind(source, audience, subject, cut.reach, in_full=in_full)


def _subject(source: Source, slug: str) -> Participant:
    found = next((p for p in source.participants if p.entity.slug == slug), None)
    if found is None or (source.assessment.is_revealed and not found.takes_part):
        raise LookupError(f"No entity {slug} takes part in {source.assessment.slug}.")
    return found


def operators_report(assessment: Assessment, entity: str | None = None) -> Report:
    """The board's report, or a body's, by the rule as from the reveal whatever the state.

    Raises LookupError with a sentence where the body does not take part.
    """
    source = Source(assessment, content_for(assessment), participants_of(assessment))
    if entity is None:
        return _revealed(source, for_board(source.participants), None, Reach(REVEALED), in_full=True)
    subject = next((p for p in source.participants if p.entity.slug == entity and p.takes_part), None)
    if subject is None:
        raise LookupError(f"No entity {entity} takes part in {assessment.slug}.")
    return _revealed(source, for_entities(entity), subject, Reach(REVEALED), in_full=True)


def _source(visit: Visit) -> Source:
    return Source(visit.assessment, visit.content, visit.participants)


def _revealed(
    source: Source, audience: Audience, subject: Participant | None, reach: Reach, *, in_full: bool
) -> Report:
    """reach: of the reader, who may or may not read the round before."""
    recorded = counted_round(source.assessment, source.content, source.participants)
    sealed = sealed_of(source.assessment)
    # What was sealed is shown as it was sealed, whatever a later version of the rule would make of the answers.
    profiles = audience.cut(sealed.profiles, recorded) if sealed else _profiles(recorded, audience, in_full=in_full)
    return _report(source, audience, recorded, profiles, subject, reach, in_full=in_full)


def _blind(source: Source, audience: Audience, subject: Participant, reach: Reach, *, in_full: bool) -> Report:
    slug, is_lead = subject.entity.slug, subject.entity_id == source.assessment.lead_id
    values = own_values(subject, source.content)
    recorded = maturity.alone(source.content.framework, slug, values, is_lead=is_lead)
    profiles = (maturity.entity_profile(recorded, slug),)
    return _report(source, audience, recorded, profiles, subject, reach, in_full=in_full, is_blind=True)


@dataclass(frozen=True)
class _Recorded:
    """A round that compares by what it holds, so that the same answers need computing once per process."""

    holds: Hashable
    round: Round = field(compare=False)


def _profiles(recorded: Round, audience: Audience, *, in_full: bool) -> tuple[Profile, ...]:
    answers = tuple(tuple(recorded.answers.get(entity, {}).items()) for entity in recorded.entities)
    holds = (recorded.framework, recorded.entities, recorded.lead, answers, tuple(recorded.agreed.items()))
    return _computed(_Recorded(holds, recorded), audience, in_full)


@lru_cache(maxsize=16)
def _computed(recorded: _Recorded, audience: Audience, in_full: bool) -> tuple[Profile, ...]:
    """The partnership's profile with its explanation, and those of the audience's bodies; levels alone on a page."""
    found = recorded.round
    if in_full and audience.bodies.issuperset(found.entities):
        return audience.cut(maturity.profiles(found), found)
    if audience.kind == BOARD:
        _, *bodies = maturity.profiles(found, explain=False)
    else:
        shown = [entity for entity in found.entities if entity in audience.bodies]
        bodies = [maturity.entity_profile(found, entity) for entity in shown]
    return audience.cut([maturity.partnership_profile(found), *bodies], found)


def _report(
    source: Source,
    audience: Audience,
    recorded: Round,
    profiles: Sequence[Profile],
    subject: Participant | None,
    reach: Reach,
    *,
    in_full: bool,
    is_blind: bool = False,
) -> Report:
    bodies = tuple(_body(source, participant) for participant in source.participants)
    facts = round_facts(source.assessment, source.participants)
    if subject and is_blind:
        facts = replace(facts, participating=(subject.entity.slug,), declined=(), did_not_take_part=())
    return Report(
        audience=audience,
        content=source.content,
        facts=_facts(source.assessment),
        bodies=bodies,
        subject=_body(source, subject) if subject else None,
        is_blind=is_blind,
        round_facts=facts,
        profiles=tuple(profiles),
        own_missing=own_missing_of(recorded, subject.entity.slug) if subject else 0,
        texts=texts_for(source, audience, is_blind=is_blind) if in_full else None,
        past=past_of(source, profiles, subject, reach=reach, is_blind=is_blind, in_full=in_full),
        seal=_seal(source.assessment, audience),
    )


def _seal(assessment: Assessment, audience: Audience) -> SealShown | None:
    sealed = sealed_of(assessment)
    if sealed is None:
        return None
    return SealShown(
        number=sealed.number,
        sha256=sealed.sha256,
        on=sealed.on,
        minute_reference=sealed.minute_reference,
        by=_(SIGNED_BY[sealed.by]),
        accepted_open=sealed.accepted_open if audience.reads_reasons else (),
    )


def _body(source: Source, participant: Participant) -> Body:
    return Body(
        slug=participant.entity.slug,
        name=participant.name,
        is_lead=participant.entity_id == source.assessment.lead_id,
        takes_part=participant.takes_part,
        participation=str(PARTICIPATION_WORDS[participant.participation]),
        reason=participant.reason,
        has_submitted=participant.submitted_at is not None,
    )


def _facts(assessment: Assessment) -> Facts:
    return Facts(
        partnership=assessment.name_of_partnership,
        partnership_slug=assessment.partnership.slug,
        slug=assessment.slug,
        title=assessment.title,
        scope=assessment.scope,
        scope_agreed=_scope_agreed(assessment),
        period_start=assessment.period_start,
        period_end=assessment.period_end,
        state=assessment.state,
        state_words=_state_words(assessment),
        is_draft=not assessment.is_signed_off,
        is_revealed=assessment.is_revealed,
    )


def _state_words(assessment: Assessment) -> str:
    if not assessment.is_signed_off:
        return _(STATE_WORDS[Assessment.State(assessment.state)])
    if is_signed_off_elsewhere(assessment):
        return _(SIGNED_OFF_ELSEWHERE)
    on = assessment.signed_off_on or (assessment.signed_off_at and timezone.localdate(assessment.signed_off_at))
    if not on:
        return _(STATE_WORDS[Assessment.State.SIGNED_OFF])
    minute = assessment.minute_reference
    say = _("Signed off on %(day)s, minute %(minute)s") if minute else _("Signed off on %(day)s")
    return say % {"day": date_format(on), "minute": minute}


def _scope_agreed(assessment: Assessment) -> str:
    if not assessment.scope_agreed_on:
        return ""
    on = date_format(assessment.scope_agreed_on)
    return f"{on}, {assessment.scope_agreed_by}" if assessment.scope_agreed_by else on


def own_missing_of(recorded: Round, entity: str) -> int:
    """How many of the answers that this body is asked for do not exist yet."""
    answers = recorded.answers.get(entity, {})
    closed = maturity.closed_by(recorded.framework, answers)
    addressed = (ENTITY, LEAD_ENTITY) if entity == recorded.lead else (ENTITY,)
    return sum(
        question.code not in answers
        and question.code not in closed
        and (question.gate is None or question.gate in answers)
        for question in recorded.framework.questions
        if question.respondent in addressed
    )
