"""Asking for a report: it is made in the background, or at once where that takes no longer than a page may.

Asking changes nothing of the round, so it leaves no line in the history; it would tell others when somebody read.
"""

from secrets import token_hex

from django.db import transaction
from django.utils import timezone

from assessments.access import EntityVisit, PublicVisit, Visit
from assessments.permissions import check_can_see_entity_result, check_can_see_results
from assessments.publishing_permissions import check_can_see_public_edition
from reports.cut import cut_of
from reports.formats import Format
from reports.freshness import Basis
from reports.models import StoredReport
from reports.stored import READY, UNDER_WAY, is_made_at_once, making_of
from reports.tasks import make_report


def ask_for_report(visit: Visit, *, form: Format) -> StoredReport:
    """The partnership's report in the edition of the visitor. Raises PermissionDenied."""
    check_can_see_results(visit)
    return _ask(visit, form, {})


def ask_for_entity_report(visit: EntityVisit, *, form: Format) -> StoredReport:
    """A body's own report. Raises PermissionDenied."""
    check_can_see_entity_result(visit)
    return _ask(visit, form, {"subject": visit.participant})


def ask_for_public_report(visit: PublicVisit, *, form: Format) -> StoredReport:
    """The public edition, whoever asks for it. Raises PermissionDenied."""
    check_can_see_public_edition(visit)
    return _ask(visit, form, {})


@transaction.atomic
def _ask(visit: Visit, form: Format, place: dict[str, object]) -> StoredReport:
    """Of two who ask at once the second finds the row of the first, and one report is made for both."""
    cut = cut_of(visit)
    row, is_new = StoredReport.objects.select_for_update().get_or_create(
        assessment=visit.assessment, form=form.key, cut=cut.key, defaults={"attempt": token_hex(16), **place}
    )
    if not is_new:
        if making_of(row, Basis(visit.assessment, cut)).state in (READY, UNDER_WAY):
            return row
        _begin_anew(row)
    task = make_report.using(backend="at_once") if is_made_at_once(visit, form) else make_report
    transaction.on_commit(lambda: task.enqueue(row.pk, row.attempt))
    return row


def _begin_anew(row: StoredReport) -> None:
    row.status, row.attempt, row.error, row.step, row.pages = StoredReport.Status.WAITING, token_hex(16), "", "", 0
    row.stamp, row.mark, row.name, row.content, row.done_at = "", 0, "", b"", None
    row.asked_at = row.moved_at = timezone.now()
    row.save()
