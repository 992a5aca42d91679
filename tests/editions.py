"""Editions to play with: two editors, a draft of the shipped edition, and a small framework of another shape."""

from typing import Any

from framework_data.actions.drafting import clone_edition
from framework_data.actions.publishing import propose_edition, publish_edition
from framework_data.content import content_of
from framework_data.models import Edition
from framework_data.wording.edition import base_of
from framework_data.wording.reading import read_wording
from framework_data.wording.report import Report
from partnerships.models import Person
from tests.people import EDITION, a_person


def shipped() -> Edition:
    return Edition.objects.get(slug=EDITION)


def an_editor(name: str = "Edi Tor") -> Person:
    """Staff and superuser, as the admin makes the first editors."""
    return a_person(name, is_staff=True, is_superuser=True)


def a_draft(slug: str = "plain-2", *, by: Any = None) -> Edition:
    return clone_edition(shipped(), slug=slug, label="Second issue", by=by)


def own_wording() -> Report:
    """What is found in a document that holds the shipped edition as it is."""
    base = base_of(content_of(shipped()))
    lines = []
    for statement in base.statements:
        lines += [f"{statement.code} {statement.text}", ""]
        lines += [f"{number}. {question}" for number, question in enumerate(statement.questions, start=1)]
    return read_wording("\n".join(lines).encode(), base)


def published(edition: Edition) -> Edition:
    """Proposed by one editor and published by another."""
    propose_edition(edition, change_note="Clearer questions.", by=an_editor("Pro Poser"))
    edition.refresh_from_db()
    publish_edition(edition, read=edition.revision, by=an_editor("Pub Lisher"))
    return edition
