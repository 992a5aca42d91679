"""assessmentresult SLUG [--output FILE]: the round's result as alps-result/1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.interchange import as_text, result_document
from assessments.management.round import assessment_or_error
from framework_data.management.output import write


class Command(BaseCommand):
    help = "Write an assessment's result as JSON in the format alps-result/1, by the rule as from the reveal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the assessment's slug")
        parser.add_argument("--output", help="the file to write; without it, standard output")

    def handle(self, *, slug: str, output: str | None, **options: Any) -> None:
        write(as_text(result_document(assessment_or_error(slug))), output, self.stdout)
