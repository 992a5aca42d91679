"""purgerounds [PARTNERSHIP] [--write]: the rounds that have been kept long enough, and with --write away with them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.actions.retention import purge_rounds
from assessments.retention import DueRound, due_rounds, previews
from govuk.templatetags.govuk import plural
from partnerships.models import Partnership


class Command(BaseCommand):
    help = "List the rounds that have been kept for as long as their partnership keeps rounds; --write deletes them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("partnership", nargs="?", help="the partnership's slug; without it, all partnerships")
        parser.add_argument("--write", action="store_true", help="delete them; without it nothing is changed")

    def handle(self, *, partnership: str | None, write: bool, **options: Any) -> None:
        total = 0
        for found in _partnerships(partnership):
            due = previews(found, due_rounds(found))
            total += len(due)
            for each in due:
                self.stdout.write(f"{found.slug} {_line(each)}")
            if write:
                purge_rounds(None, partnership=found, slugs=[each.assessment.slug for each in due])
        rounds = plural(total, "round")
        if not total:
            self.stdout.write("No round is due to be deleted.")
        elif write:
            self.stdout.write(f"Deleted {rounds}.")
        else:
            self.stdout.write(f"{rounds} can be deleted. Nothing was changed: add --write to delete them.")


def _partnerships(slug: str | None) -> list[Partnership]:
    if slug is None:
        return list(Partnership.objects.order_by("slug"))
    try:
        return [Partnership.objects.get(slug=slug)]
    except Partnership.DoesNotExist:
        raise CommandError(f"There is no partnership {slug}.") from None


def _line(due: DueRound) -> str:
    counts = ", ".join(plural(count, words) for count, words in due.counts) or "nothing but itself"
    return f"{due.assessment.slug}: signed off {due.signed_off_on}, kept until {due.kept_until}; {counts}"
