"""Lists of rounds: what waits for a person, and a partnership's rounds.

Each page takes a fixed number of queries, whatever the number of rounds, bodies and partnerships.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from assessments.access import Visit, reach_of
from assessments.answered import Progress, progress_of
from assessments.models import Answer, Assessment, Participant
from assessments.permissions import (
    can_carry_over,
    can_read_everything,
    can_see_history,
    can_see_progress,
    can_start_next,
)
from assessments.reach import Reach
from assessments.readiness import UnderWay, under_way
from assessments.round_levels import RoundLevels, levels_of_rounds
from assessments.sealed import content_for
from framework_data.content import Content
from framework_data.editions import editions_for_new_rounds
from partnerships.access import Standing
from partnerships.models import Membership, Partnership, Person, Role
from partnerships.permissions import can_found

ROUNDS_A_PAGE, THINGS_A_PAGE, ROUNDS_SHOWN = 20, 10, 3

State, Participation = Assessment.State, Participant.Participation
APPROVER, FACILITATOR, BOARD_MEMBER = Role.Kind.APPROVER, Role.Kind.FACILITATOR, Role.Kind.BOARD_MEMBER
ANSWERING = (Role.Kind.RESPONDENT, APPROVER)

TAKING_OR_INVITED = (Participation.PARTICIPATING, Participation.INVITED)

LOOK_OF_STATE = {State.DRAFT: "quiet", State.OPEN: "brand", State.CONSENSUS: "", State.SIGNED_OFF: "green"}


# --- A round in a list ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RoundLine:
    """One round as a list shows it to one person. bodies: whom the person answers for, as (slug, name, takes part).

    levels: on the partnership's page alone, once the round is revealed.
    """

    assessment: Assessment
    look: str
    bodies: tuple[tuple[str, str, bool], ...]
    has_progress: bool
    has_consensus: bool
    has_history: bool
    may_be_followed: bool
    may_be_carried: bool
    levels: RoundLevels | None = None


def round_lines(assessments: Sequence[Assessment], standings: Mapping[int, Standing]) -> tuple[RoundLine, ...]:
    """`standings`: partnership id -> the person's standing in it."""
    answering = {entity for standing in standings.values() for entity in standing.answers_for}
    bodies: dict[int, list[Participant]] = {}
    rows = Participant.objects.filter(assessment__in=assessments, entity__in=answering).select_related("entity")
    for participant in rows.order_by("order"):
        bodies.setdefault(participant.assessment_id, []).append(participant)
    followed = {assessment.previous_id for assessment in assessments}
    editions = _editions_for(standings.values())
    return tuple(
        _round_line(
            assessment,
            standings[assessment.partnership_id],
            bodies.get(assessment.pk, []),
            is_followed=assessment.pk in followed,
            has_other_edition=bool(editions - {assessment.edition_id}),
        )
        for assessment in assessments
    )


def _editions_for(standings: Iterable[Standing]) -> set[int]:
    """The editions that a round could be carried over to; asked for facilitators alone."""
    if not any(standing.holds(FACILITATOR) for standing in standings):
        return set()
    return {edition.pk for edition in editions_for_new_rounds()}


def _round_line(
    assessment: Assessment,
    standing: Standing,
    bodies: Iterable[Participant],
    *,
    is_followed: bool,
    has_other_edition: bool,
) -> RoundLine:
    visit = Visit(standing.person, standing, assessment)
    return RoundLine(
        assessment=assessment,
        look=LOOK_OF_STATE[State(assessment.state)],
        bodies=tuple((p.entity.slug, p.name, p.takes_part) for p in bodies if p.entity_id in standing.answers_for),
        has_progress=assessment.is_open and can_see_progress(visit),
        has_consensus=can_read_everything(visit),
        may_be_followed=not is_followed and can_start_next(visit),
        may_be_carried=has_other_edition and can_carry_over(visit),
        has_history=can_see_history(visit),
    )


# --- Your work ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """Answers that wait for a person. kind: "reply" to say whether the body takes part, "answer" to give them,
    "submit" to hand them in, "late" once revealed.
    """

    kind: str
    participant: Participant
    progress: Progress
    is_approver: bool


@dataclass(frozen=True)
class Seat:
    """A partnership of the person, the roles held in it, and the rounds to look at first."""

    partnership: Partnership
    roles: tuple[str, ...]
    rounds: tuple[RoundLine, ...]


@dataclass(frozen=True)
class Work:
    due: tuple[Due, ...]
    due_page: Page
    rounds: tuple[UnderWay, ...]
    rounds_page: Page
    seats: tuple[Seat, ...]
    seats_page: Page
    can_found: bool


def work_of(person: Person, query: Mapping[str, str]) -> Work:
    """`query` holds the page numbers of the three lists: `answers`, `rounds` and `partnerships`."""
    roles = Role.objects.current().filter(person=person).select_related("partnership", "entity")
    seats: dict[int, list[Role]] = {}
    for role in roles.order_by("partnership__name", "partnership_id", "id"):
        seats.setdefault(role.partnership_id, []).append(role)
    standings = {pk: standing_of(person, held) for pk, held in seats.items()}
    due_page = Paginator(_answers_waiting(standings), THINGS_A_PAGE).get_page(query.get("answers"))
    rounds_page = Paginator(_rounds_waiting(standings), THINGS_A_PAGE).get_page(query.get("rounds"))
    seats_page = Paginator(list(seats.values()), THINGS_A_PAGE).get_page(query.get("partnerships"))
    return Work(
        due=_due(list(due_page), standings),
        due_page=due_page,
        rounds=under_way(list(rounds_page), standings),
        rounds_page=rounds_page,
        seats=_seats(list(seats_page), standings),
        seats_page=seats_page,
        can_found=can_found(person, standings.values()),
    )


def standing_of(person: Person, roles: Iterable[Role]) -> Standing:
    return Standing(person, tuple((role.kind, role.entity_id, role.office) for role in roles))


def _answers_waiting(standings: Mapping[int, Standing]) -> QuerySet[Participant]:
    """Bodies with answers to give in open rounds and, for approvers, with answers not handed in before the reveal."""
    answering, approving = _bodies_of(standings, ANSWERING), _bodies_of(standings, (APPROVER,))
    in_time = Q(assessment__state=State.OPEN, participation__in=TAKING_OR_INVITED)
    late = Q(assessment__state=State.CONSENSUS, participation=Participation.PARTICIPATING)
    return (
        Participant.objects.filter((answering & in_time) | (approving & late), submitted_at=None)
        .select_related("entity", "assessment__partnership", "assessment__edition")
        .order_by(F("assessment__deadline").asc(nulls_last=True), "assessment_id", "order")
    )


def _bodies_of(standings: Mapping[int, Standing], kinds: Sequence[str]) -> Q:
    """The bodies for which the person holds one of these roles, each in the partnerships where it is held."""
    partnerships: dict[int, list[int]] = {}
    for partnership, standing in standings.items():
        for entity in {entity for kind, entity, office in standing.roles if kind in kinds and entity is not None}:
            partnerships.setdefault(entity, []).append(partnership)
    found = Q(pk__in=[])
    for entity, held in partnerships.items():
        found |= Q(entity=entity, assessment__partnership__in=held)
    return found


def _due(participants: Sequence[Participant], standings: Mapping[int, Standing]) -> tuple[Due, ...]:
    contents = {participant.pk: content_for(participant.assessment) for participant in participants}
    values = values_of(participants, contents)
    return tuple(
        _due_of(participant, contents[participant.pk], values[participant.pk], standings)
        for participant in participants
    )


def _due_of(
    participant: Participant, content: Content, values: Mapping[str, str], standings: Mapping[int, Standing]
) -> Due:
    assessment = participant.assessment
    standing = standings[assessment.partnership_id]
    progress = progress_of(content, values, is_lead=participant.entity_id == assessment.lead_id)
    is_approver = standing.holds(APPROVER, entity_id=participant.entity_id)
    kind = "late" if not assessment.is_open else "submit" if progress.is_complete else "answer"
    if is_approver and participant.participation == Participation.INVITED:
        kind = "reply"
    return Due(kind, participant, progress, is_approver)


def values_of(participants: Iterable[Participant], contents: Mapping[int, Content]) -> dict[int, dict[str, str]]:
    """Participant id -> question code -> value, in one query."""
    found: dict[int, dict[str, str]] = {participant.pk: {} for participant in participants}
    rows = Answer.objects.filter(participant__in=found, value__gt="")
    for participant, question, value in rows.values_list("participant_id", "question_id", "value"):
        found[participant][contents[participant].code_of_question[question]] = value
    return found


def _rounds_waiting(standings: Mapping[int, Standing]) -> QuerySet[Assessment]:
    """Drafts and open rounds of a facilitator, and rounds in consensus that the person may agree answers in."""
    leading = [pk for pk, standing in standings.items() if standing.holds(FACILITATOR)]
    agreeing = [pk for pk, standing in standings.items() if standing.holds(FACILITATOR, BOARD_MEMBER)]
    waiting = Q(partnership__in=leading, state__in=(State.DRAFT, State.OPEN)) | Q(
        partnership__in=agreeing, state=State.CONSENSUS
    )
    rows = Assessment.objects.filter(waiting).select_related("partnership", "edition")
    # By the falling alphabet: open, draft, consensus.
    return rows.order_by("-state", F("deadline").asc(nulls_last=True), "id")


def _seats(groups: Sequence[Sequence[Role]], standings: Mapping[int, Standing]) -> tuple[Seat, ...]:
    shown = {roles[0].partnership_id: standings[roles[0].partnership_id] for roles in groups}
    newest: dict[int, list[RoundLine]] = {}
    for line in round_lines(_newest_rounds(shown), shown):
        newest.setdefault(line.assessment.partnership_id, []).append(line)
    return tuple(
        Seat(roles[0].partnership, tuple(map(str, roles)), tuple(newest.get(roles[0].partnership_id, ())))
        for roles in groups
    )


def _newest_rounds(standings: Mapping[int, Standing]) -> list[Assessment]:
    """The newest rounds of each partnership, those still under way first."""
    by_reach: dict[Reach, list[int]] = {}
    for partnership, standing in standings.items():
        by_reach.setdefault(reach_of(standing), []).append(partnership)
    visible = Q(pk__in=[])
    for reach, partnerships in by_reach.items():
        visible |= Q(partnership__in=partnerships) & reach.condition
    is_over = Case(When(state=State.SIGNED_OFF, then=1), default=0)
    order = [is_over, F("period_start").desc(), F("id").desc()]
    place = Window(RowNumber(), partition_by="partnership_id", order_by=order)
    rows = Assessment.objects.filter(visible).annotate(place=place).filter(place__lte=ROUNDS_SHOWN)
    return list(rows.order_by("place"))


# --- A partnership --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    label: str
    state: str


@dataclass(frozen=True)
class BodyLine:
    """A body of a round, as much of it as the reader may know."""

    name: str
    is_lead: bool
    state: str
    look: str
    reason: str


@dataclass(frozen=True)
class CurrentRound:
    line: RoundLine
    steps: tuple[Step, ...]
    bodies: tuple[BodyLine, ...]


@dataclass(frozen=True)
class PartnershipPage:
    current: tuple[CurrentRound, ...]
    lines: tuple[RoundLine, ...]
    rounds: Page
    members: tuple[str, ...]


def partnership_page(partnership: Partnership, standing: Standing, number: str | None) -> PartnershipPage:
    visible = Assessment.objects.filter(reach_of(standing).condition, partnership=partnership)
    rounds = Paginator(visible.order_by("-period_start", "-id"), ROUNDS_A_PAGE).get_page(number)
    under_way = _newest_rounds({partnership.pk: standing})
    under_way = [found for found in under_way if not found.is_signed_off] or under_way[:1]
    shown = {assessment.pk: assessment for assessment in [*rounds, *under_way]}
    lines = dict(zip(shown, round_lines(list(shown.values()), {partnership.pk: standing}), strict=True))
    bodies = _bodies(under_way, standing)
    levels = levels_of_rounds(list(rounds), reach_of(standing))
    members = Membership.objects.filter(partnership=partnership, left_on=None).order_by("order", "id")
    return PartnershipPage(
        current=tuple(CurrentRound(lines[a.pk], steps_of(a), tuple(bodies.get(a.pk, ()))) for a in under_way),
        lines=tuple(replace(lines[assessment.pk], levels=levels.get(assessment.pk)) for assessment in rounds),
        rounds=rounds,
        members=tuple(members.values_list("entity__name", flat=True)),
    )


def steps_of(assessment: Assessment) -> tuple[Step, ...]:
    labels = [label for _, label in State.choices]
    now = State.values.index(assessment.state)
    last = len(labels) - 1
    return tuple(
        Step(str(label), "done" if place < now or now == last else "current" if place == now else "todo")
        for place, label in enumerate(labels)
    )


def _bodies(assessments: Sequence[Assessment], standing: Standing) -> dict[int, list[BodyLine]]:
    by_id = {assessment.pk: assessment for assessment in assessments}
    found: dict[int, list[BodyLine]] = {}
    for participant in Participant.objects.filter(assessment__in=by_id).order_by("order"):
        assessment = by_id[participant.assessment_id]
        state, look = _state_of(participant, assessment, standing)
        reason = participant.reason if standing.is_member else ""
        found.setdefault(assessment.pk, []).append(
            BodyLine(participant.name, participant.entity_id == assessment.lead_id, state, look, reason)
        )
    return found


def _state_of(participant: Participant, assessment: Assessment, standing: Standing) -> tuple[str, str]:
    """Who has submitted is for the facilitator alone while a round is open."""
    if not participant.takes_part:
        return participant.get_participation_display(), "quiet"
    if assessment.is_revealed:
        if participant.submitted_at is None:
            return _("Answers not submitted"), "quiet"
        return (_("Took part") if assessment.is_signed_off else _("Submitted")), "green"
    if not standing.holds(FACILITATOR):
        return participant.get_participation_display(), "brand"
    return (_("Submitted"), "green") if participant.submitted_at else (_("Not submitted yet"), "brand")
