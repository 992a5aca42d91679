"""The reports that are stored, read for one visitor: which are ready, how far the others are. Permission is checked
before, on every request; a row of another cut than the visitor's is never looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.access import Visit
from assessments.models import Assessment
from reports.audience import BOARD
from reports.cut import Cut, cut_of
from reports.formats import STORED, Format
from reports.freshness import Basis
from reports.models import StoredReport

PATIENCE = timedelta(minutes=10)
"""After so long without a sign of life a report counts as failed: its worker was killed, or none is running."""

NOT_ASKED, UNDER_WAY, READY, OUTGROWN, FAILED = "not asked for", "under way", "ready", "outgrown", "failed"


@dataclass(frozen=True)
class StoredFile:
    name: str
    content: bytes


@dataclass(frozen=True)
class Making:
    """How far one form of a report is, for the page that shows it. step, pages: while it is under way.

    step: in English, as it is stored.
    """

    state: str
    is_waiting: bool = False
    step: str = ""
    pages: int = 0
    error: str = ""

    @property
    def step_in_words(self) -> str:
        return _(self.step) if self.step else ""

    @property
    def seen(self) -> str:
        """Changes with anything that the page says."""
        return f"{self.state}.{self.step}.{self.pages}".replace(" ", "-")


def stored_file(assessment: Assessment, cut: Cut, form: Format) -> StoredFile | None:
    """The report as it was made, if nothing that it shows has changed since."""
    basis = Basis(assessment, cut)
    rows = _rows(assessment, cut).filter(form=form.key, stamp=basis.stamp).values_list("mark", "name", "content")
    found = next(iter(rows), None)
    if found is None or basis.has_moved_since(found[0]):
        return None
    return StoredFile(found[1], bytes(found[2]))


def is_made_at_once(visit: Visit, form: Format) -> bool:
    """Whether making it takes no longer than a page may, by how many bodies' answers it prints."""
    if form.bodies_at_once is None:
        return True
    return cut_of(visit).kind != BOARD or len(visit.taking_part) <= form.bodies_at_once


def makings_of(visit: Visit) -> Mapping[str, Making]:
    """Key of each stored form -> how far it is, for the cut of this visitor."""
    basis = Basis(visit.assessment, cut_of(visit))
    rows = _rows(visit.assessment, basis.cut).defer("content")
    known = {row.form: making_of(row, basis) for row in rows}
    return {key: known.get(key, Making(NOT_ASKED)) for key in STORED}


def making_of(row: StoredReport, basis: Basis) -> Making:
    if row.status == StoredReport.Status.DONE:
        holds = row.stamp == basis.stamp and not basis.has_moved_since(row.mark)
        return Making(READY if holds else OUTGROWN)
    if row.status == StoredReport.Status.FAILED:
        return Making(FAILED, error=_(row.error))
    if is_silent(row.moved_at):
        return Making(FAILED, error=_silence())
    return Making(UNDER_WAY, is_waiting=row.status == StoredReport.Status.WAITING, step=row.step, pages=row.pages)


def _silence() -> str:
    minutes = PATIENCE.seconds // 60
    say = ngettext(
        "Nothing has been heard of it for %(num)s minute.", "Nothing has been heard of it for %(num)s minutes.", minutes
    )
    return say % {"num": minutes}


def is_silent(moved_at: datetime) -> bool:
    return moved_at < timezone.now() - PATIENCE


def _rows(assessment: Assessment, cut: Cut):
    return StoredReport.objects.filter(assessment=assessment, cut=cut.key)
