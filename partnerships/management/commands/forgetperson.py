"""`manage.py forgetperson EMAIL_OR_ID`: erase what names a person, everywhere."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.actions.forgetting import forget_person
from partnerships.forgetting import Forgetting, what_forgetting_does
from partnerships.models import Person


class Command(BaseCommand):
    help = "Erase a person's name, address, password, sign-ins and roles. The history keeps an opaque id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", metavar="EMAIL_OR_ID", help="the e-mail address, or the opaque id")
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        person = _person(options["person"])
        self._tell(what_forgetting_does(person))
        if options["dry_run"]:
            self.stdout.write("Nothing was changed: this was a dry run.")
            return
        forget_person(person)
        self.stdout.write(f"Forgotten: {person.public_id}. There is no way back.")

    def _tell(self, forgetting: Forgetting) -> None:
        self.stdout.write(f"{forgetting.person.public_id} becomes “{forgetting.name}”.")
        for role in forgetting.roles:
            self.stdout.write(f"  Role that ends: {role}")
        if forgetting.invitations:
            self.stdout.write(f"  Invitations that end: {forgetting.invitations}")
        for warning in forgetting.warnings:
            self.stdout.write(f"  Warning: {warning}")


def _person(name: str) -> Person:
    rows = Person.objects.all()
    person = rows.filter(email__iexact=name).first() or rows.filter(public_id=name).first()
    if person is None:
        raise CommandError("There is nobody with this e-mail address or id.")
    if person.forgotten_at:
        raise CommandError(f"{person.public_id} has been forgotten already.")
    return person
