"""What the making of a report writes: that it goes on, that it is done, that it failed. Nobody asks for these but it.

Each write names the attempt it belongs to. Where the report has been asked for anew meanwhile, or has gone with a
redaction, a purge or its body, nothing is written.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, Participant
from reports.cut import Cut
from reports.freshness import Basis, newest_event
from reports.models import StoredReport
from reports.stored import OUTGROWN, StoredFile, making_of

RUNNING, DONE, FAILED = StoredReport.Status.RUNNING, StoredReport.Status.DONE, StoredReport.Status.FAILED


def begin(pk: int, attempt: str) -> StoredReport | None:
    """The row to make, if this attempt still is the one that is waited for."""
    waiting = StoredReport.objects.filter(pk=pk, attempt=attempt, status=StoredReport.Status.WAITING)
    if not waiting.update(status=RUNNING, moved_at=timezone.now()):
        return None
    return StoredReport.objects.defer("content").get(pk=pk)


@transaction.atomic
def hold_round(row: StoredReport) -> tuple[Basis, int]:
    """The round as it stands, and the newest event. Its acts wait a moment, so that none is half told of.

    Locked in the order of every other act: the bodies of the rounds, then the rounds.
    """
    previous = Assessment.objects.filter(pk=row.assessment_id).values("previous")
    rounds = Assessment.objects.filter(pk=row.assessment_id) | Assessment.objects.filter(pk__in=previous)
    keys = list(rounds.values_list("pk", flat=True))
    list(Participant.objects.select_for_update().filter(assessment__in=keys).order_by("pk").values_list("pk"))
    held = Assessment.objects.select_for_update(of=("self",)).select_related("partnership", "edition")
    found = {each.pk: each for each in held.filter(pk__in=keys).order_by("pk")}
    return Basis(found[row.assessment_id], Cut.from_key(row.cut)), newest_event()


def say(row: StoredReport, step: str, pages: int = 0) -> None:
    """A sign of life, and what is being done."""
    _update(row, step=step, pages=pages)


def finish(row: StoredReport, file: StoredFile, *, stamp: str, mark: int) -> None:
    """Keep the file. Reports of the round that it has outgrown go: nobody will be given them any more."""
    made = {"name": file.name, "content": file.content, "stamp": stamp, "mark": mark}
    _update(row, status=DONE, done_at=timezone.now(), step="", **made)
    _sweep(row)


def fail(row: StoredReport, sentence: str) -> None:
    _update(row, status=FAILED, error=sentence, step="")


def _update(row: StoredReport, **values: Any) -> None:
    rows = StoredReport.objects.filter(pk=row.pk, attempt=row.attempt, status=RUNNING)
    rows.update(moved_at=timezone.now(), **values)


def _sweep(row: StoredReport) -> None:
    round_ = Assessment.objects.select_related("partnership", "edition").filter(pk=row.assessment_id).first()
    if round_ is None:
        return
    others = StoredReport.objects.filter(assessment=round_, status=DONE).exclude(pk=row.pk)
    for other in others.defer("content"):
        if making_of(other, Basis(round_, Cut.from_key(other.cut))).state == OUTGROWN:
            StoredReport.objects.filter(pk=other.pk, attempt=other.attempt, status=DONE).delete()
