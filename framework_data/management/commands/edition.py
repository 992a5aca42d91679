"""edition clone|propose|publish|withdraw|reinstate|correct|discard: the acts of an edition's life, for operators."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from framework_data.actions import correcting, drafting, publishing
from framework_data.errata import HOME
from framework_data.management.editions import edition_or_error, person_or_error


class Command(BaseCommand):
    help = "Make a draft of an edition, propose, publish, withdraw or correct it. Publishing takes a second editor."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        clone = _act(acts, "clone", "make a draft with all that an edition holds")
        clone.add_argument("slug", metavar="NEW-SLUG", help="the draft's short name")
        clone.add_argument("--label", required=True, help="what the draft is called, such as “Second issue”")
        propose = _act(acts, "propose", "say that a draft is ready", needs_editor=True)
        propose.add_argument("--note", required=True, help="what is new in it")
        _act(acts, "publish", "publish what another editor proposed", needs_editor=True)
        for name, what in (("withdraw", "let no new round start on it"), ("reinstate", "let rounds start again")):
            _act(acts, name, what).add_argument("--why", required=True, help="the reason, for the history")
        correct = _act(acts, "correct", "add an erratum to an edition that is published")
        correct.add_argument("place", help="code of the statement or question")
        correct.add_argument("field", choices=sorted(HOME), help="what is corrected")
        correct.add_argument("--text", required=True, help="the text as it should be")
        correct.add_argument("--why", required=True, help="what was wrong")
        _act(acts, "discard", "throw a draft away")

    def handle(self, *, act: str, edition: str, by: str | None, **options: Any) -> None:
        found = edition_or_error(edition)
        editor = person_or_error(by) if by else None
        try:
            said = _ACTS[act](found, editor, options)
        except PermissionDenied as refusal:
            raise CommandError(str(refusal)) from None
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from None
        self.stdout.write(said)


def _act(acts: Any, name: str, what: str, *, needs_editor: bool = False) -> CommandParser:
    parser: CommandParser = acts.add_parser(name, help=what)
    parser.add_argument("edition", help="the edition's slug")
    parser.add_argument("--by", metavar="EMAIL", required=needs_editor, help="the editor who does it")
    return parser


def _clone(edition: Any, by: Any, options: Any) -> str:
    made = drafting.clone_edition(edition, slug=options["slug"], label=options["label"], by=by)
    return f"The draft {made.slug} is made."


def _propose(edition: Any, by: Any, options: Any) -> str:
    publishing.propose_edition(edition, change_note=options["note"], by=by)
    return f"{edition.slug} is proposed. Another editor publishes it."


def _publish(edition: Any, by: Any, options: Any) -> str:
    publishing.publish_edition(edition, read=edition.revision, by=by)
    return f"{edition.slug} is published. From now on it never changes."


def _withdraw(edition: Any, by: Any, options: Any) -> str:
    publishing.withdraw_edition(edition, why=options["why"], by=by)
    return f"{edition.slug} is withdrawn. Rounds that are under way go on; no new ones start on it."


def _reinstate(edition: Any, by: Any, options: Any) -> str:
    publishing.reinstate_edition(edition, why=options["why"], by=by)
    return f"Rounds can start on {edition.slug} again."


def _correct(edition: Any, by: Any, options: Any) -> str:
    details = {name: options[name] for name in ("place", "field", "text", "why")}
    erratum = correcting.add_erratum(edition, by=by, **details)
    return f"Erratum {erratum.code} of {edition.slug} is added."


def _discard(edition: Any, by: Any, options: Any) -> str:
    drafting.discard_draft(edition, by=by)
    return f"The draft {edition.slug} is thrown away. Its history stays."


_ACTS = {
    "clone": _clone,
    "propose": _propose,
    "publish": _publish,
    "withdraw": _withdraw,
    "reinstate": _reinstate,
    "correct": _correct,
    "discard": _discard,
}
