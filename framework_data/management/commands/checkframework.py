"""checkframework [EDITION …]: whether editions of the framework are in order; exit code 1 where one is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from framework_data.checks import edition_faults, grid, kinds, summary
from framework_data.content import content_of
from framework_data.models import Edition


class Command(BaseCommand):
    help = "Check codes, order, grid, counts, gates, scale and policy of editions; all of them where none is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("editions", nargs="*", metavar="edition", help="the edition's slug")

    def handle(self, *, editions: list[str], **options: Any) -> None:
        faults: list[str] = []
        for edition in _editions(editions):
            found = edition_faults(edition)
            if found:
                faults += [f"{edition.slug}: not in order. Faults: {len(found)}.", *(f"  {line}" for line in found)]
            else:
                self._tell(edition)
        if faults:
            raise CommandError("\n".join(faults))

    def _tell(self, edition: Edition) -> None:
        framework = content_of(edition).framework
        policy = framework.policy
        lines = [
            f"{edition.slug}: {summary(framework)}: in order",
            f"  questions by kind: {kinds(framework)}",
            *(f"  {line}" for line in grid(framework)),
            f"  gates: {sum(question.gate is not None for question in framework.questions)} followers",
            f"  policy: above {policy.band_p} % P, above {policy.band_l} % L, above {policy.band_f} % F; "
            f"F needs {policy.full_needs}, a level needs {policy.reach}, lower levels {policy.build_on}",
        ]
        self.stdout.write("\n".join(lines))


def _editions(slugs: list[str]) -> list[Edition]:
    rows = list(Edition.objects.filter(slug__in=slugs) if slugs else Edition.objects.all())
    unknown = [slug for slug in slugs if slug not in {edition.slug for edition in rows}]
    if unknown:
        raise CommandError(f"There is no edition {', '.join(unknown)}.")
    if not rows:
        raise CommandError("There is no edition here. 'manage.py loaddata alps-2014-plain' loads the first.")
    return sorted(rows, key=lambda edition: edition.slug)
