"""The work that is done in the background: one report, made for a row that somebody asked for."""

import logging

from django.utils.translation import gettext_noop
from django_tasks import task

from assessments.sealed import content_for
from reports.actions import _making as making
from reports.building import cut_report
from reports.formats import STORED
from reports.language import spoken_in_file
from reports.models import StoredReport
from reports.progress import pages_drawn
from reports.stored import StoredFile

# Stored in English; the page that shows them translates them for its reader.
FAULT = gettext_noop(
    "Something went wrong while it was made. Try again. If it fails again, tell the people who run this service."
)
READING = gettext_noop("Reading the answers")
WORKING_OUT = gettext_noop("Working out the results")
DRAWING = gettext_noop("Drawing the pages")

logger = logging.getLogger(__name__)


@task()
def make_report(pk: int, attempt: str) -> None:
    """Make the report of a row, if this attempt is still waited for. A failure is told in the row and in the log."""
    row = making.begin(pk, attempt)
    if row is None:
        return
    try:
        _make(row)
    except Exception:
        logger.exception("The report of row %s could not be made", pk)
        making.fail(row, FAULT)


def _make(row: StoredReport) -> None:
    """What the report rests on is noted before it is read: if the round moves meanwhile, the report is outgrown."""
    making.say(row, READING)
    basis, mark = making.hold_round(row)
    stamp, form = basis.stamp, STORED[row.form]
    with spoken_in_file(content_for(basis.assessment).language, is_for_people=form.is_for_people):
        report = cut_report(basis.assessment, basis.cut)
        making.say(row, WORKING_OUT)
        with pages_drawn(lambda pages: making.say(row, DRAWING, pages)):
            content = form.make(report)
    making.finish(row, StoredFile(report.file_name(form.extension), content), stamp=stamp, mark=mark)
