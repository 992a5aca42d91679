"""carryround ROUND --edition EDITION --by EMAIL [--slug SLUG] [--title TITLE] [--read DIGEST] [--write].

Says of each answer what becomes of it on another edition of the framework; with --write it makes the new round. What it
prints is for operators: it names the answers of all bodies, which no page does before the reveal.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.http import Http404

from assessments.access import Visit, visit
from assessments.actions.carrying_over import carry_round_over
from assessments.carrying import ADDED, CARRIED, DROPPED, TO_CONFIRM
from assessments.carrying_over import DryRun, dry_run, title_on
from assessments.permissions import check_can_carry_over
from framework_data.management.editions import edition_or_error, person_or_error
from framework_data.models import Edition

MOVED = "What the dry run showed has changed meanwhile. Nothing was written: run it again."


class Command(BaseCommand):
    help = "Say what becomes of the answers of a round on another edition, and carry it over with --write."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", metavar="ROUND", help="short name of the old round, which stays as it is")
        parser.add_argument("--edition", required=True, help="short name of the edition to carry it over to")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the facilitator who does it")
        parser.add_argument("--slug", default="", help="short name of the new round (else made from its title)")
        parser.add_argument("--title", default="", help="name of the new round")
        parser.add_argument("--read", default="", metavar="DIGEST", help="refuse if the dry run is no longer this one")
        parser.add_argument("--write", action="store_true", help="make the new round")

    @transaction.atomic
    def handle(self, *, old: str, edition: str, by: str, **options: Any) -> None:
        found, target = _visit(by, old), edition_or_error(edition)
        run = dry_run(found, target, reads_all=True)
        if options["read"] not in ("", run.read):
            raise CommandError(MOVED)
        for line in _lines(run):
            self.stdout.write(line)
        counts = run.plan.counts
        self.stderr.write(
            f"{old} to {edition}: {counts[CARRIED]} questions carried, {counts[TO_CONFIRM]} to be confirmed, "
            f"{counts[DROPPED]} dropped, {counts[ADDED]} new; {len(run.answers)} answers."
        )
        if options["write"]:
            self.stderr.write(f"Made the draft {_made(found, target, run, options)}. {old} is as it was.")
        else:
            self.stderr.write(f"Nothing was written. Repeat it with --write --read {run.read}")


def _visit(email: str, slug: str) -> Visit:
    person = person_or_error(email)
    try:
        found = visit(person, slug)
        check_can_carry_over(found)
    except Http404:
        raise CommandError(f"There is no round {slug} for {email}.") from None
    except PermissionDenied as refusal:
        raise CommandError(str(refusal)) from None
    return found


def _lines(run: DryRun) -> list[str]:
    """Body, question, answer, fate and what differs, with tabs between; questions that came have no body."""
    lines = ["body\tquestion\tanswer\tfate\twhy"]
    lines += [
        "\t".join((each.entity, each.question, each.value or "-", each.fate, ",".join(each.why) or "-"))
        for each in run.answers
    ]
    return lines + [f"-\t{fate.code}\t-\t{fate.fate}\t-" for fate in run.plan.by_code.values() if fate.fate == ADDED]


def _made(found: Visit, target: Edition, run: DryRun, options: dict[str, Any]) -> str:
    title = options["title"] or title_on(found.assessment, target)
    try:
        made = carry_round_over(
            found, edition=target.slug, title=title, read=run.read, slug=options["slug"], reads_all=True
        ).assessment
    except ValidationError as refusal:
        raise CommandError(" ".join(refusal.messages)) from None
    if made is None:
        raise CommandError(MOVED)
    return made.slug
