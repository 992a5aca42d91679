"""Making a draft and naming its bodies, for a new round and for one that starts from an earlier round."""

from collections.abc import Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from assessments.access import Visit
from assessments.models import Answer, Assessment, Participant
from assessments.round_facts import RoundFacts
from framework_data.editions import is_open_to_new_rounds
from framework_data.models import Edition
from partnerships.models import Entity, Event
from partnerships.slugs import create_with_slug


def new_draft(
    visit: Visit,
    facts: RoundFacts,
    *,
    previous: Assessment | None = None,
    lead: Entity | None = None,
    carried_from: Assessment | None = None,
    slug: str = "",
) -> Assessment:
    """Create a draft in the partnership of the visit; who may was checked before. `slug`: else from the title.

    The history of a draft that was discarded stays under its slug, so that slug is not given again. Raises
    ValidationError where the edition is no longer, or not yet, for new rounds.
    """
    edition = Edition.objects.get(slug=facts.edition)
    check_is_for_new_rounds(edition)
    made: Assessment = create_with_slug(
        Assessment,
        slug or facts.title,
        fallback="round",
        is_taken=lambda slug: Event.objects.filter(assessment=slug).exists(),
        partnership=visit.assessment.partnership,
        edition=edition,
        previous=previous,
        carried_from=carried_from,
        lead=lead,
        **facts.as_fields,
    )
    return made


def check_is_for_new_rounds(edition: Edition) -> None:
    if not is_open_to_new_rounds(edition):
        sentence = _("No new round can start on the edition %(edition)s. Choose one that is published") % {
            "edition": edition.label
        }
        raise ValidationError({NON_FIELD_ERRORS: sentence})


def put_participants(assessment: Assessment, entities: Sequence[Entity]) -> None:
    """These bodies and no others are in the draft, in this order, all of them invited.

    Raises ValidationError where a body that goes has answers: a draft that came in with a file can hold some. Those
    that were carried over are copies, and refusing for their sake would tell the facilitator that there are some.
    """
    kept = {entity.pk for entity in entities}
    rows = Participant.objects.filter(assessment=assessment)
    going = rows.exclude(entity__in=kept)
    if assessment.carried_from_id is None and Answer.objects.filter(participant__in=going).exists():
        raise ValidationError({"bodies": _("A body whose answers came in with a file stays in the round")})
    going.delete()
    there = {participant.entity_id: participant for participant in rows}
    # Places are unique, so those that stay step aside before they move.
    aside = max((participant.order for participant in there.values()), default=0) + len(entities) + 1
    for number, participant in enumerate(there.values()):
        participant.order = aside + number
        participant.save(update_fields=["order"])
    for order, entity in enumerate(entities):
        if entity.pk in there:
            there[entity.pk].order = order
            there[entity.pk].save(update_fields=["order"])
        else:
            new_participant(assessment, entity, order)


def new_participant(assessment: Assessment, entity: Entity, order: int) -> Participant:
    return Participant.objects.create(
        assessment=assessment,
        entity=entity,
        order=order,
        name=entity.name,
        kind=entity.kind,
        in_area=entity.in_area,
        year_end=entity.year_end,
    )
