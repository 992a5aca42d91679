"""How long rounds are kept, and deleting those kept long enough. The record of acts stays, without its texts."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Assessment, Participant, Seal
from assessments.readable_history import events_of
from assessments.retention import day_of_sign_off, due_rounds
from partnerships import permissions
from partnerships.access import Standing
from partnerships.history import record
from partnerships.models import EventText, Partnership, Person


@transaction.atomic
def set_retention(standing: Standing, *, partnership: Partnership, years: int) -> Partnership:
    """Change for how many years rounds are kept; nothing goes by that. Raises PermissionDenied, ValidationError."""
    permissions.check_can_set_retention(standing)
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    before = partnership.retention_years
    if years == before:
        return partnership
    partnership.retention_years = years
    partnership.full_clean()
    partnership.save(update_fields=["retention_years"])
    record(
        "retention_changed",
        by=standing.person,
        partnership_id=partnership.pk,
        before={"years": before},
        after={"years": years},
    )
    return partnership


@transaction.atomic
def purge_rounds(standing: Standing | None, *, partnership: Partnership, slugs: Iterable[str]) -> list[str]:
    """Delete rounds that are due, with all that hangs on them; `standing` is None for an operator's command.

    All of them or none. Returns the titles. Raises PermissionDenied, and ValidationError where one is not due now.
    """
    if standing is not None:
        permissions.check_can_set_retention(standing)
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    wanted = set(slugs)
    rounds = Assessment.objects.filter(partnership=partnership, slug__in=wanted)
    # In the order in which every other act locks them: the bodies of a round, then the round.
    list(Participant.objects.select_for_update().filter(assessment__in=rounds).order_by("pk"))
    locked = {each.pk for each in rounds.select_for_update(of=("self",)).order_by("pk")}
    due = [each for each in due_rounds(partnership) if each.pk in locked]
    if {each.slug for each in due} != wanted:
        raise ValidationError({"rounds": _("One of these rounds is not due any more. Nothing was deleted.")})
    for assessment in due:
        _purge(assessment, by=standing.person if standing else None)
    return [each.title for each in due]


def _purge(assessment: Assessment, *, by: Person | None) -> None:
    seals = list(Seal.objects.filter(assessment=assessment).order_by("number").values_list("sha256", flat=True))
    texts = EventText.objects.filter(event__in=events_of(assessment), erased_at=None)
    texts.update(text="", salt="", erased_at=timezone.now())
    signed_off_on = day_of_sign_off(assessment)
    assessment.delete()
    # It belongs to the partnership's own history: the round's cannot be opened any more.
    record(
        "round_purged",
        by=by,
        partnership_id=assessment.partnership_id,
        subject=assessment.slug,
        after={
            "period_start": assessment.period_start.isoformat(),
            "period_end": assessment.period_end.isoformat(),
            "signed_off_on": signed_off_on.isoformat() if signed_off_on else "",
            "seals": seals,
        },
    )
