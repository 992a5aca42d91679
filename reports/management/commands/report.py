"""`manage.py report SLUG --format pdf --output FILE`: a round's report in one of its forms, for an operator.

Computed by the rule as from the reveal, whatever the state of the round.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.management.round import assessment_or_error
from assessments.models import Assessment
from assessments.sealed import content_for
from framework_data.management.output import write, write_bytes
from reports import pdf
from reports.blank import blank_of, blank_of_entity
from reports.building import operators_report
from reports.formats import ARCHIVE, FORMATS, Format
from reports.language import spoken_in_file

TEXTS = ("csv", "json")


class Command(BaseCommand):
    help = "Write the report of a round or of an entity in it, in one of its forms, or the questionnaire (--blank)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="slug of the round")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--entity", help="slug of an entity: its own report, beside the partnership's result")
        parser.add_argument("--blank", action="store_true", help="the questionnaire without answers, as PDF")
        parser.add_argument("--archive", action="store_true", help="the PDF for the archive (PDF/A-3a)")
        parser.add_argument("--output", help="file to write; without it, CSV and JSON go to standard output")

    def handle(self, *, slug: str, entity: str | None, output: str | None, **options: Any) -> None:
        blank, assessment = options["blank"], assessment_or_error(slug)
        wanted = _wanted(options["format"], output, blank=blank, archive=options["archive"])
        try:
            with spoken_in_file(content_for(assessment).language, is_for_people=wanted.is_for_people):
                content = _blank(assessment, entity) if blank else wanted.make(operators_report(assessment, entity))
        except LookupError as error:
            raise CommandError(error.args[0]) from error
        if output:
            write_bytes(content, output)
        else:
            write(content.decode(), None, self.stdout)


def _blank(assessment: Assessment, entity: str | None) -> bytes:
    return pdf.blank_pdf_of(blank_of_entity(assessment, entity) if entity else blank_of(assessment))


def _wanted(form: str, output: str | None, *, blank: bool, archive: bool) -> Format:
    if blank and (form != "pdf" or archive):
        raise CommandError("The blank questionnaire is a PDF. Use --format pdf without --archive.")
    if archive and form not in ("pdf", ARCHIVE):
        raise CommandError("The archive takes a PDF. Use --format pdf with --archive.")
    if form not in TEXTS and not output:
        raise CommandError(f"Name a file for the {form.rpartition('.')[2].upper()} with --output.")
    return FORMATS[ARCHIVE if archive else form]
