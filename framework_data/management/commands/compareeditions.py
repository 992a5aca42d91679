"""compareeditions A B: what reads otherwise and what is ruled otherwise in edition B, compared with A."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from framework_data.compared_text import as_lines
from framework_data.comparing import compare
from framework_data.fixture import fixture_of
from framework_data.management.editions import edition_or_error


class Command(BaseCommand):
    help = "Compare two editions: rules, then statement by statement; [-words that went-] and {+words that came+}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("before", metavar="A", help="the earlier edition's slug")
        parser.add_argument("after", metavar="B", help="the later edition's slug")

    def handle(self, *, before: str, after: str, **options: Any) -> None:
        sides = [fixture_of(edition_or_error(slug)) for slug in (before, after)]
        for line in as_lines(compare(*sides)):
            self.stdout.write(line)
