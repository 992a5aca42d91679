"""`manage.py demo`: the partnership Brackenshire Together with its people and four rounds."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assessments.demo.actions import make_demo, remove_demo
from assessments.demo.bodies import BODIES, PARTNERSHIP
from assessments.demo.people import PEOPLE
from assessments.demo.rounds import ROUNDS


class Command(BaseCommand):
    help = "Load the demo: a fictional partnership with people to sign in as and four rounds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="remove the demo first and make it anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo is off, because its people sign in without a password. "
                "On your own machine set DEMO=true and DEBUG=true."
            )
        if options["reset"]:
            remove_demo()
        made = make_demo()
        if not made.is_anything:
            self.stdout.write(
                f"The demo is there already: {PARTNERSHIP['name']}. To make it anew: manage.py demo --reset"
            )
            return
        self.stdout.write(f"{PARTNERSHIP['name']}: {len(BODIES)} bodies, {len(PEOPLE)} people, {len(ROUNDS)} rounds")
        for round_ in ROUNDS:
            self.stdout.write(f"  {round_.title}: {round_.state.replace('_', ' ')}")
        self.stdout.write("Sign in as one of the demo people from the sign-in page.")
