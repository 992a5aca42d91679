"""importwording FILE --base EDITION --edition NEW-SLUG [--write]: the wording of a document as a new draft."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from framework_data.actions.importing_wording import import_wording
from framework_data.content import content_of
from framework_data.faults import FileRefusedError
from framework_data.management.editions import edition_or_error, person_or_error
from framework_data.management.output import read
from framework_data.models import Edition
from framework_data.wording.edition import base_of
from framework_data.wording.reading import read_wording
from framework_data.wording.report import Report
from framework_data.wording.source import MOST_BYTES
from framework_data.wording.telling import as_lines
from framework_data.wording.unreadable import UnreadableError


class Command(BaseCommand):
    help = (
        "Find the statements and questions of an edition in a text, Markdown or PDF, and say what was found, missing "
        "and doubtful; with --write make a draft of it, with all else from the base."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a text (UTF-8 is best), Markdown, or a PDF that holds text")
        parser.add_argument(
            "--base", required=True, metavar="EDITION", help="the edition that gives all but the wording"
        )
        parser.add_argument("--edition", required=True, metavar="NEW-SLUG", help="the short name of the new draft")
        parser.add_argument("--write", action="store_true", help="write the draft; without it nothing is written")
        parser.add_argument("--by", metavar="EMAIL", help="the editor for whom it is written")

    def handle(self, *, file: str, base: str, edition: str, write: bool, by: str | None, **options: Any) -> None:
        editor = person_or_error(by) if by else None
        row = edition_or_error(base)
        report = _report(file, row)
        for line in as_lines(report):
            self.stdout.write(line)
        if not report.fits or not write:
            self._end_without_writing(report, file, edition)
            return
        try:
            import_wording(report, base=row, slug=edition, source=Path(file).name, by=editor)
        except (ValidationError, PermissionDenied, FileRefusedError) as refusal:
            raise CommandError(_words(refusal)) from None
        self.stdout.write(f"\nThe draft {edition} is made.")

    def _end_without_writing(self, report: Report, file: str, edition: str) -> None:
        if not report.fits:
            raise CommandError(f"{file} does not fit: see “Missing or surplus”. Nothing was written.")
        first = " Look at what is doubtful first." if report.doubtful else ""
        self.stdout.write(f"\n{file} fits. Nothing was written: --write makes the draft {edition}.{first}")


def _report(file: str, base: Edition) -> Report:
    try:
        return read_wording(read(file, MOST_BYTES), base_of(content_of(base)))
    except UnreadableError as refusal:
        raise CommandError(f"{file} was not read. {refusal}") from None


def _words(refusal: Exception) -> str:
    if isinstance(refusal, ValidationError):
        return " ".join(refusal.messages)
    return "\n".join(refusal.lines) if isinstance(refusal, FileRefusedError) else str(refusal)
