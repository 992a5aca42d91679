"""Where a text stands in a round: whose it is, what it is about, and which of its fields. Asks no database.

A place is written as the seal writes it, "answers/S2.1/borough/note". It is found again in the history and in a sealed
document, which name texts by their hashes alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.history_words import ANSWERS, act_of
from partnerships.texts import is_reference, references_in

OPAQUE_ID = re.compile(r"[0-9a-f]{16}")
"""A person's, which no key of a row looks like."""

FIELDS = {
    "answer": ("note", "reason", "evidence"),
    "agreed": ("rationale",),
    "draft": ("rationale",),
    "dissent": ("note",),
    "decline": ("reason",),
    "session": ("interest", "post"),
    "reopening": ("reason",),
    "redaction": ("reason",),
}
SAYS = {
    ("answer", "note"): gettext_noop("Note on %(subject)s, %(body)s"),
    ("answer", "reason"): gettext_noop("Why %(subject)s is not applicable, %(body)s"),
    ("answer", "evidence"): gettext_noop("Links to evidence for %(subject)s, %(body)s"),
    ("agreed", "rationale"): gettext_noop("The board’s reasons on %(subject)s"),
    ("draft", "rationale"): gettext_noop("Reasons in the draft for %(subject)s"),
    ("dissent", "note"): gettext_noop("Dissent on %(subject)s, %(body)s"),
    ("decline", "reason"): gettext_noop("Why %(body)s does not take part"),
    ("session", "interest"): gettext_noop("Interest declared at the session of %(subject)s, %(body)s"),
    ("session", "post"): gettext_noop("Post of somebody at the session of %(subject)s, %(body)s"),
    ("reopening", "reason"): gettext_noop("Why the round was reopened after seal %(subject)s"),
    ("redaction", "reason"): gettext_noop("Why a text was redacted (no. %(subject)s)"),
}


WRITTEN = {
    "answer": "answers/{subject}/{body}/{field}",
    "agreed": "agreed/{subject}/{field}",
    "dissent": "agreed/{subject}/dissent/{body}",
    "draft": "drafts/{subject}/{field}",
    "decline": "bodies/{body}/{field}",
    "session": "sessions/{subject}/{body}/{row}/{field}",
    "reopening": "seals/{subject}/{field}",
    "redaction": "redactions/{subject}/{field}",
}
READ = {kind: re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/\0]+)", pattern)) for kind, pattern in WRITTEN.items()}


@dataclass(frozen=True)
class Place:
    """kind and field as in FIELDS; subject: a question, a day, a number; row: who attended, or the key of the row."""

    kind: str
    field: str
    subject: str = ""
    body: str = ""
    row: str = ""

    def __str__(self) -> str:
        return WRITTEN[self.kind].format(**vars(self))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The place that is written so; None where nothing is."""
        for kind, pattern in READ.items():
            match = pattern.fullmatch(text)
            found = {"field": "note", **match.groupdict()} if match else {}
            if found and found["field"] in FIELDS[kind]:
                return cls(kind, **found)
        return None

    def in_words(self, bodies: Mapping[str, str]) -> str:
        """ "Note on S2.1, Tansy Borough Council". bodies: slug -> name."""
        names = {"subject": self.subject, "body": bodies.get(self.body, self.body)}
        return _(SAYS[self.kind, self.field]) % names


@dataclass(frozen=True)
class Act:
    """As much of an event as says whether it holds versions of a text."""

    verb: str
    entity: str
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def hashes_in_act(place: Place, act: Act) -> set[str]:
    """The hashes under which an event names versions of the text at this place."""
    if not _is_about(place, act):
        return set()
    found: set[str] = set()
    for values in (act.before, act.after):
        found.update(hash_ for value in _values_at(place, values) for hash_ in references_in(value))
    return found


def _is_about(place: Place, act: Act) -> bool:
    if act.verb == "text_redacted":
        return False
    if place.kind == "answer":
        # Before bodies had a column of their own, the subject of an answer began with the body's slug.
        is_of_question = act.subject in (place.subject, f"{place.body} {place.subject}")
        return act_of(act.verb).shown == ANSWERS and act.entity == place.body and is_of_question
    if place.kind in ("agreed", "draft"):
        return act.subject == place.subject and ("draft" in act.verb) is (place.kind == "draft")
    if place.kind == "dissent":
        return act.subject == place.subject and act_of(act.verb).shown != ANSWERS
    if place.kind == "session":
        person = act.before.get("person") or act.after.get("person") or ""
        is_of_person = person == (place.row if OPAQUE_ID.fullmatch(place.row) else "")
        return act.subject == place.subject and act.entity == place.body and is_of_person
    return place.kind == "decline" and act.entity == place.body and not act.subject


def _values_at(place: Place, values: Mapping[str, Any]) -> Iterator[Any]:
    if place.kind == "dissent":
        dissent = values.get("dissent")
        yield dissent.get(place.body) if isinstance(dissent, Mapping) else None
    else:
        yield values.get(place.field)


def places_in_document(node: Any) -> Iterator[tuple[Place, str]]:
    """(place, hash) of every text that a sealed document names."""
    if isinstance(node, list):
        for each in node:
            yield from places_in_document(each)
    elif isinstance(node, Mapping):
        yield from ((place, value["sha256"]) for place, value in _in_node(node) if is_reference(value))
        for each in node.values():
            yield from places_in_document(each)


def _in_node(node: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    question, body = node.get("question"), node.get("entity")
    if isinstance(question, str) and isinstance(body, str):
        for field in FIELDS["answer"]:
            yield Place("answer", field, question, body), node.get(field)
    elif isinstance(question, str):
        yield Place("agreed", "rationale", question), node.get("rationale")
        dissent = node.get("dissent")
        for each in dissent if isinstance(dissent, list) else ():
            yield Place("dissent", "note", question, each.get("entity")), each.get("note")
    elif isinstance(node.get("slug"), str):
        yield Place("decline", "reason", body=node["slug"]), node.get("reason")
