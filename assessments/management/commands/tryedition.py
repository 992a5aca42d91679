"""tryedition SLUG FILE.json [--output FILE]: the result of a file of answers by an edition that may be a draft."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments import document as checks
from assessments.interchange import as_text
from assessments.trying import papers
from assessments.trying.access import offers_of
from assessments.trying.pages import dropped_lines
from assessments.trying.results import trial_result
from framework_data.checks import edition_faults
from framework_data.content import Content, content_of
from framework_data.management.editions import edition_or_error
from framework_data.management.output import read, write

MOST_BYTES = 20 * 1024 * 1024


class Command(BaseCommand):
    help = "Try an edition: write the result of an alps-assessment/1 file by it. Nothing is written to the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="the edition's slug; a draft too")
        parser.add_argument("file", help="the JSON file; it may have been made for another edition")
        parser.add_argument("--output", metavar="FILE", help="the file to write; without it, standard output")

    def handle(self, *, edition: str, file: str, output: str | None, **options: Any) -> None:
        found = edition_or_error(edition)
        faults = edition_faults(found)
        if faults:
            raise CommandError(_lines(f"{edition} cannot be tried. Mend this first:", faults))
        content = content_of(found)
        fitted = _fitted(file, content)
        if fitted.dropped:
            lines = dropped_lines(fitted.dropped, {})
            self.stderr.write(_lines(f"{edition} has no place for these answers of {file}:", lines))
        write(as_text(trial_result(fitted.document, content.framework)), output, self.stdout)


def _fitted(file: str, content: Content) -> papers.Fitted:
    """What the file holds, checked, without the answers that the edition has no place for."""
    text = read(file, MOST_BYTES)
    if len(text) > MOST_BYTES:
        raise CommandError(f"{file} is larger than {MOST_BYTES // 1024 // 1024} MB.")
    try:
        fitted = papers.fitted(checks.parse(text), offers_of(content))
        checks.check(fitted.document, checks.Known(content, may_follow_closed=True))
    except checks.DocumentError as error:
        raise CommandError(_lines(f"{file} cannot be tried. Faults: {error.count}.", error.faults)) from None
    return fitted


def _lines(first: str, rest: Iterable[str]) -> str:
    return "\n".join([first, *(f"  {line}" for line in rest)])
