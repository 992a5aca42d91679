"""Who is in an open round: bodies added late or taken off, another lead, what a body replies, and reminders."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments import letters, permissions
from assessments.access import EntityVisit, Visit
from assessments.actions._acting import record_act, with_locked_round
from assessments.actions._drafts import new_participant
from assessments.models import Answer, Participant
from assessments.setting_up import (
    bodies_with_approver,
    body_of_round,
    is_today,
    last_reminded,
    members_of,
    not_submitted,
)

Participation = Participant.Participation
TAKING_OR_INVITED = (Participation.PARTICIPATING, Participation.INVITED)


# --- The facilitator's --------------------------------------------------------------------------------------------


@transaction.atomic
def add_to_round(visit: Visit, *, body: str, site: str) -> Participant:
    """Invite a member that is not in the open round yet, last in order; `body` is its slug."""
    visit = with_locked_round(visit)
    permissions.check_can_set_up(visit)
    _check_is_open(visit)
    entity = next((entity for entity in members_of(visit) if entity.slug == body), None)
    if entity is None:
        raise ValidationError(_("Choose a body that is a member of the partnership."))
    if any(participant.entity_id == entity.pk for participant in visit.participants):
        raise ValidationError(_("%(name)s is in this round already.") % {"name": entity.name})
    order = max((participant.order for participant in visit.participants), default=-1) + 1
    participant = new_participant(visit.assessment, entity, order)
    record_act(visit, "body_added_to_round", entity=body, after={"participation": participant.participation})
    letters.post(visit.assessment, [participant], letters.APPROVERS, letters.opened, site=site)
    return participant


@transaction.atomic
def take_off_round(visit: Visit, *, body: str, site: str) -> None:
    """Take an invited body off the open round. One that has replied or answered stays; it can decline."""
    visit = with_locked_round(visit)
    permissions.check_can_set_up(visit)
    _check_is_open(visit)
    participant = body_of_round(visit, body)
    _check_is_silent(participant)
    # A note without an answer goes from the page with the row, and stays in the history. Refusing for its sake
    # would tell the facilitator that there is one.
    letters.post(visit.assessment, [participant], letters.APPROVERS, letters.taken_off, site=site)
    participant.delete()
    record_act(visit, "body_taken_off", entity=body, before={"participation": "invited"})


def _check_is_open(visit: Visit) -> None:
    if not visit.assessment.is_open:
        raise PermissionDenied(_("Bodies join, leave and change places one by one while a round is open."))


def _check_is_silent(participant: Participant) -> None:
    """As far as the facilitator knows: invited, and none of its questions counts as answered."""
    if (
        participant.participation != Participation.INVITED
        or Answer.objects.filter(participant=participant).exclude(value="").exists()
    ):
        raise ValidationError(
            _("%(name)s has replied or answered already, so only its approver can decline.")
            % {"name": participant.name}
        )


@transaction.atomic
def change_lead(visit: Visit, *, body: str, site: str) -> Participant:
    """Another body leads the open round from now on. The old lead's answers to the lead's questions become views."""
    visit = with_locked_round(visit)
    permissions.check_can_set_up(visit)
    _check_is_open(visit)
    assessment, lead = visit.assessment, body_of_round(visit, body)
    if lead.participation not in TAKING_OR_INVITED:
        raise ValidationError(_("%(name)s does not take part, so it cannot lead.") % {"name": lead.name})
    if lead.entity_id == assessment.lead_id:
        return lead
    before = next((p.entity.slug for p in visit.participants if p.entity_id == assessment.lead_id), "")
    assessment.lead = lead.entity
    assessment.save(update_fields=["lead"])
    record_act(visit, "lead_changed", entity=body, before={"lead": before}, after={"lead": body})
    _set_participation(visit, lead, Participation.PARTICIPATING, "")
    if lead.submitted_at is not None:
        letters.post(assessment, [lead], letters.APPROVERS, letters.more_questions, site=site)
    return lead


@transaction.atomic
def record_decline(visit: Visit, *, body: str, reason: str) -> Participant:
    """A body said by phone that it does not take part, and has no approver who could say so here.

    Only for one that is still invited and has answered nothing; the lead cannot. Raises ValidationError.
    """
    visit = with_locked_round(visit)
    permissions.check_can_record_decline(visit)
    participant = body_of_round(visit, body)
    _check_is_silent(participant)
    if participant.entity_id in bodies_with_approver(visit, [participant]):
        raise ValidationError(
            _("%(name)s has an approver, who says by themselves whether it takes part.") % {"name": participant.name}
        )
    _check_reason(reason)
    _set_participation(visit, participant, Participation.DECLINED, reason, is_recorded_for_body=True)
    return participant


@transaction.atomic
def remind(visit: Visit, *, site: str) -> tuple[Participant, ...]:
    """Write to all who answer for bodies that have not submitted; once a day at most. Gives the bodies written to."""
    visit = with_locked_round(visit)
    permissions.check_can_remind(visit)
    if is_today(last_reminded(visit)):
        raise ValidationError(_("A reminder went out today already. The next one can go tomorrow."))
    waiting = not_submitted(visit)
    people = letters.people_of(visit.assessment, waiting, letters.ANSWERING)
    reached = tuple(participant for participant in waiting if participant.entity_id in people)
    if not reached:
        raise ValidationError(_("There is nobody to write to."))
    record_act(visit, "reminded", after={"bodies": [participant.entity.slug for participant in reached]})
    letters.post(visit.assessment, reached, letters.ANSWERING, letters.reminder, site=site)
    return reached


# --- The body's own -----------------------------------------------------------------------------------------------


@transaction.atomic
def take_part(visit: EntityVisit) -> Participant:
    """The body takes part, also after it had declined, while the round is open."""
    visit = _with_locked_body(visit)
    permissions.check_can_reply(visit)
    _set_participation(visit, visit.participant, Participation.PARTICIPATING, "")
    return visit.participant


@transaction.atomic
def decline(visit: EntityVisit, *, reason: str) -> Participant:
    """The body does not take part. What it has answered is kept, hidden, and does not count."""
    visit = _with_locked_body(visit)
    permissions.check_can_decline(visit)
    _check_reason(reason)
    _set_participation(visit, visit.participant, Participation.DECLINED, reason)
    return visit.participant


def _with_locked_body(visit: EntityVisit) -> EntityVisit:
    """The whole round is locked, because another lead could be named at the same time."""
    locked = with_locked_round(visit)
    participant = body_of_round(locked, visit.participant.entity.slug)
    participant.assessment = locked.assessment
    return EntityVisit(visit.person, visit.standing, locked.assessment, participant)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a few words why not")})


def _set_participation(
    visit: Visit, participant: Participant, participation: str, reason: str, *, is_recorded_for_body: bool = False
) -> None:
    before = {"participation": str(participant.participation), "reason": participant.reason}
    after = {"participation": str(participation), "reason": reason}
    if before == after:
        return
    participant.participation, participant.reason = participation, reason
    participant.save(update_fields=["participation", "reason"])
    if is_recorded_for_body:
        after |= {"recorded_by": "facilitator"}
    verb = "declined" if participation == Participation.DECLINED else "taking_part"
    record_act(visit, verb, entity=participant.entity.slug, before=before, after=after)
