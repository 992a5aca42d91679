"""verifyseal SLUG: check every seal of a round; exit code 1 where one does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.management.round import assessment_or_error
from assessments.seal_page import SealTold, is_signed_off_elsewhere, seals_told

MARKS = {True: "ok", False: "FAILS", None: "note"}


class Command(BaseCommand):
    help = (
        "Check the seals of a round: the hash of each sealed document, every text against its hash, and whether the "
        "round still stands here as it was sealed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the assessment's slug")

    def handle(self, *, slug: str, **options: Any) -> None:
        assessment = assessment_or_error(slug)
        told = seals_told(assessment, reads_all=True)
        for seal in told:
            self.stdout.write("\n".join(_lines(seal)))
        if not told:
            elsewhere = "was signed off elsewhere and cannot be verified here"
            raise CommandError(f"{slug} {elsewhere if is_signed_off_elsewhere(assessment) else 'has no seal'}.")
        broken = [str(seal.number) for seal in told if not seal.holds]
        if broken:
            raise CommandError(f"{slug}: seal {', '.join(broken)} does not hold.")
        self.stdout.write("To know that nobody replaced document and hash together, compare the hash with the minutes.")


def _lines(seal: SealTold) -> list[str]:
    state = f", reopened on {seal.reopened_on.isoformat()}" if seal.reopened_on else ""
    on = seal.on.isoformat() if seal.on else "an unknown day"
    return [
        f"Seal {seal.number}, signed off on {on}, minute {seal.minute_reference}{state}",
        f"  sha256 {seal.sha256}",
        *(f"  {MARKS[finding.is_good]}: {finding.sentence}" for finding in seal.findings),
    ]
