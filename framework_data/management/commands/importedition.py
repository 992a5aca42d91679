"""importedition FILE [--edition NEW-SLUG] [--write]: check a file, compare it with what is here, and take it in."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from framework_data.actions.drafting import import_edition
from framework_data.compared_text import as_lines
from framework_data.faults import FileRefusedError
from framework_data.fixture_file import MOST_BYTES
from framework_data.intake import Intake, intake_of
from framework_data.management.editions import person_or_error
from framework_data.management.output import read


class Command(BaseCommand):
    help = "Check a file with an edition and compare it with its nearest relative; with --write take it in as a draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a fixture (JSON) or a workbook (XLSX)")
        parser.add_argument("--edition", metavar="NEW-SLUG", default="", help="another short name than the file gives")
        parser.add_argument("--write", action="store_true", help="write the draft; without it nothing is written")
        parser.add_argument("--by", metavar="EMAIL", help="the editor for whom it is written")

    def handle(self, *, file: str, edition: str, write: bool, by: str | None, **options: Any) -> None:
        editor = person_or_error(by) if by else None
        try:
            intake = intake_of(read(file, MOST_BYTES), file, slug=edition)
        except FileRefusedError as refusal:
            count = len(refusal.faults)
            lines = [f"{file} was not imported. Faults: {count}.", *(f"  {line}" for line in refusal.lines)]
            raise CommandError("\n".join(lines)) from None
        self._tell(intake)
        if not write:
            self.stdout.write(f"\n{file} is in order. Nothing was written: --write takes it in as a draft.")
            return
        try:
            import_edition(intake.objects, by=editor, base=intake.base)
        except PermissionDenied as refusal:
            raise CommandError(str(refusal)) from None
        done = "replaced" if intake.replaces else "made"
        self.stdout.write(f"\nThe draft {intake.slug} is {done}.")

    def _tell(self, intake: Intake) -> None:
        if intake.comparison is None:
            self.stdout.write("No edition here is like it, so there is nothing to compare it with.")
            return
        for line in as_lines(intake.comparison):
            self.stdout.write(line)
