"""`manage.py report SLUG --format pdf --output FILE`: a round's report in one of its forms, for an operator.

Computed by the rule as from the reveal, whatever the state of the round.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.management.output import assessment_or_error, write, write_bytes
from reports.building import operators_report
from reports.formats import FORMATS

TEXTS = ("csv", "json")


class Command(BaseCommand):
    help = "Write the report of a round, or of one entity in it (--entity), in one of its forms."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="slug of the round")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--entity", help="slug of an entity: its own report, beside the partnership's result")
        parser.add_argument("--blank", action="store_true", help="the questionnaire without answers")
        parser.add_argument("--output", help="file to write; without it, CSV and JSON go to standard output")

    def handle(self, *, slug: str, entity: str | None, output: str | None, **options: Any) -> None:
        form = FORMATS[options["format"]]
        _refuse_what_is_not_there(form.extension, output, blank=options["blank"])
        try:
            report = operators_report(assessment_or_error(slug), entity)
        except LookupError as error:
            raise CommandError(error.args[0]) from error
        if output:
            write_bytes(form.make(report), output)
        else:
            write(form.make(report).decode(), None, self.stdout)


def _refuse_what_is_not_there(wanted: str, output: str | None, *, blank: bool) -> None:
    if blank:
        raise CommandError("The blank questionnaire is not available yet. Leave --blank out.")
    if wanted not in TEXTS and not output:
        raise CommandError(f"Name a file for the {wanted.upper()} with --output.")
