"""importassessment FILE.json [--dry-run]: take a round in from a file, whole or not at all."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.document import DocumentError, parse
from assessments.interchange import check_document, import_document


class Command(BaseCommand):
    help = "Import an assessment from a JSON file in the format alps-assessment/1, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the JSON file")
        parser.add_argument("--dry-run", action="store_true", help="check the file and write nothing")

    def handle(self, *, file: str, dry_run: bool, **options: Any) -> None:
        try:
            data = parse(_read(file))
            if dry_run:
                check_document(data)
            else:
                import_document(data)
        except DocumentError as error:
            shown = f"; the first {len(error.faults)}" if error.count > len(error.faults) else ""
            raise CommandError(
                "\n".join(
                    [f"{file} was not imported. Faults: {error.count}{shown}.", *(f"  {line}" for line in error.faults)]
                )
            ) from None
        slug, answers = data["assessment"]["slug"], len(data["answers"])
        self.stdout.write(
            f"{file} can be imported as {slug}: {answers} answers."
            if dry_run
            else f"Imported {slug}: {answers} answers."
        )


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
