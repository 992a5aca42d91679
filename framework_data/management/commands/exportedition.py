"""exportedition SLUG [--output FILE]: an edition as the file that loaddata takes, or as a workbook (FILE.xlsx)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from framework_data.fixture import fixture_of, fixture_text
from framework_data.management.editions import edition_or_error
from framework_data.management.output import write, write_bytes
from framework_data.workbook.writing import workbook_of


class Command(BaseCommand):
    help = "Write an edition as a fixture, to the byte as loaddata and importedition take it, or as a workbook."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="the edition's slug")
        parser.add_argument(
            "--output",
            metavar="FILE",
            help="the file to write, a workbook where it ends in .xlsx; standard output where none is named",
        )

    def handle(self, *, edition: str, output: str | None, **options: Any) -> None:
        objects = fixture_of(edition_or_error(edition))
        if output is not None and output.lower().endswith(".xlsx"):
            write_bytes(workbook_of(objects), output)
        else:
            write(fixture_text(objects), output, self.stdout)
