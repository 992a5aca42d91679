"""Setting up a round: a draft, what is said of it, who takes part, opening it, throwing it away."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments import letters, permissions
from assessments.access import Visit
from assessments.actions._acting import record_act, with_locked_round
from assessments.actions._drafts import check_is_for_new_rounds, new_draft, put_participants
from assessments.models import Answer, Assessment, Participant
from assessments.round_facts import RoundFacts, difference, facts_of
from assessments.setting_up import chosen_digest, missing_for_opening
from framework_data.models import Edition
from partnerships.models import Entity, Membership

CHANGEABLE_WHILE_OPEN = ("title", "deadline")


@dataclass(frozen=True)
class Changed:
    """The round as it now stands. `is_conflict`: somebody changed it since it was read, and nothing was saved."""

    assessment: Assessment
    is_conflict: bool = False


@transaction.atomic
def create_draft(visit: Visit, *, facts: RoundFacts) -> Assessment:
    """A new draft. The visit is one to a round that is about to be (access.visit_to_new_round)."""
    permissions.check_can_set_up(visit)
    assessment = new_draft(visit, facts)
    record_act(Visit(visit.person, visit.standing, assessment), "round_created", after=facts.as_json)
    return assessment


@transaction.atomic
def change_round(visit: Visit, *, facts: RoundFacts, read: str) -> Changed:
    """Change what is said of a round; while it is open only title and deadline. `read`: digest of what was shown."""
    visit = with_locked_round(visit)
    permissions.check_can_set_up(visit)
    assessment, before = visit.assessment, facts_of(visit.assessment)
    if facts == before:
        return Changed(assessment)
    if read != before.digest:
        return Changed(assessment, is_conflict=True)
    changes = difference(before.as_json, facts.as_json)
    if changes["after"].keys() - set(CHANGEABLE_WHILE_OPEN):
        permissions.check_can_set_scope(visit)
    for field, value in facts.as_fields.items():
        setattr(assessment, field, value)
    if "edition" in changes["after"]:
        _check_is_unanswered(assessment)
        assessment.edition = Edition.objects.get(slug=facts.edition)
        check_is_for_new_rounds(assessment.edition)
    assessment.save(update_fields=[*facts.as_fields, "edition"])
    record_act(visit, "round_changed", **changes)
    return Changed(assessment)


def _check_is_unanswered(assessment: Assessment) -> None:
    if assessment.carried_from_id is not None:
        sentence = _("This draft was carried over to its edition. Carry the old round over to the other one instead")
        raise ValidationError({"edition": sentence})
    if Answer.objects.filter(participant__assessment=assessment).exists():
        raise ValidationError({"edition": _("This draft came in with answers, and they belong to its edition")})


@transaction.atomic
def set_participants(visit: Visit, *, bodies: Sequence[str], lead: str, read: str) -> Changed:
    """Say which bodies a draft is for, by slug, and which leads ("" while that is open)."""
    visit = with_locked_round(visit)
    permissions.check_can_set_scope(visit)
    assessment = visit.assessment
    was = [participant.entity.slug for participant in visit.participants]
    leads = next((p.entity.slug for p in visit.participants if p.entity_id == assessment.lead_id), "")
    if read != chosen_digest(was, leads):
        return Changed(assessment, is_conflict=True)
    entities = _in_order(assessment, bodies, was)
    by_slug = {entity.slug: entity for entity in entities}
    if lead and lead not in by_slug:
        raise ValidationError({"lead": _("The lead takes part. Tick it too, or choose another lead")})
    put_participants(assessment, entities)
    assessment.lead = by_slug.get(lead)
    assessment.save(update_fields=["lead"])
    before, after = {"participants": was, "lead": leads}, {"participants": list(by_slug), "lead": lead}
    if before != after:
        record_act(visit, "round_changed", **difference(before, after))
    return Changed(assessment)


def _in_order(assessment: Assessment, bodies: Sequence[str], was: Sequence[str]) -> list[Entity]:
    """The chosen bodies in the order of their membership; a body that has left can stay, and cannot be chosen anew."""
    rows = Membership.objects.filter(partnership=assessment.partnership_id, entity__slug__in=bodies)
    members = {
        m.entity.slug: m.entity for m in rows.filter(left_on=None).select_related("entity").order_by("order", "pk")
    }
    left = Entity.objects.filter(slug__in=[slug for slug in was if slug in bodies and slug not in members])
    if set(bodies) - members.keys() - set(was):
        raise ValidationError({"bodies": _("A body that you chose is not a member any more. Load the page again")})
    return [*members.values(), *left.order_by("pk")]


@transaction.atomic
def open_round(visit: Visit, *, site: str) -> Assessment:
    """From draft to open: the lead takes part, all others are invited, and their approvers hear of it.

    Bodies stand in the round from now on under the name that they have today. Raises ValidationError with what is
    missing. `site`: the address before the path, for links in e-mails.
    """
    visit = with_locked_round(visit)
    permissions.check_can_open(visit)
    if missing := missing_for_opening(visit):
        raise ValidationError(list(missing))
    assessment = visit.assessment
    answered = set(Answer.objects.filter(participant__in=visit.participants).values_list("participant_id", flat=True))
    for participant in visit.participants:
        was_in = participant.takes_part and assessment.carried_from_id is not None
        is_in = was_in or participant.entity_id == assessment.lead_id or participant.pk in answered
        _enter(participant, Participant.Participation.PARTICIPATING if is_in else Participant.Participation.INVITED)
    assessment.state = Assessment.State.OPEN
    assessment.save(update_fields=["state"])
    bodies = {p.entity.slug: p.participation for p in visit.participants}
    after = {"state": "open", "participation": bodies, "deadline": facts_of(assessment).as_json["deadline"]}
    record_act(visit, "round_opened", before={"state": "draft"}, after=after)
    letters.post(assessment, visit.participants, letters.APPROVERS, letters.opened, site=site)
    return assessment


def _enter(participant: Participant, participation: str) -> None:
    """A draft may be old: what is said of the body is taken from it anew, and nothing is submitted yet."""
    entity = participant.entity
    participant.name, participant.kind = entity.name, entity.kind
    participant.in_area, participant.year_end = entity.in_area, entity.year_end
    participant.participation, participant.reason = participation, ""
    participant.submitted_at, participant.submitted_by = None, None
    participant.save()


@transaction.atomic
def discard_draft(visit: Visit) -> None:
    """Throw a draft away; that it was there stays in the history."""
    visit = with_locked_round(visit)
    permissions.check_can_set_scope(visit)
    is_copy = visit.assessment.carried_from_id is not None
    if not is_copy and Answer.objects.filter(participant__assessment=visit.assessment).exists():
        raise ValidationError(_("This draft came in with answers of bodies, so it cannot be thrown away here."))
    record_act(visit, "draft_discarded", before=facts_of(visit.assessment).as_json)
    visit.assessment.delete()
