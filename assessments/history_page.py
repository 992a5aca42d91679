"""The history as a page: who did what and when, with what stood before and after, newest first.

Which lines there are is settled in readable_history.py. Texts are put back in their places, and one that was erased
says so. Each page takes a fixed number of queries.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.access import Visit
from assessments.history_words import act_of, in_words, key_in_words, keys_in_order, step_in_words, strings_in
from assessments.models import Assessment, Participant
from assessments.places import Place
from assessments.readable_history import events_of_partnership, of_body, of_kind, readable_events
from framework_data.content import Content
from partnerships.models import Entity, Event, Invitation, Partnership, Person, Role
from partnerships.texts import is_reference

LINES_A_PAGE = 50

OPAQUE_ID = re.compile(r"[0-9a-f]{16}")
SLUG = re.compile(r"[-\w]{1,80}")
OPERATOR = gettext_noop("An operator")
NOTHING = gettext_noop("nothing")


@dataclass(frozen=True)
class Change:
    """One value of an act. An empty `before` or `after` reads "nothing"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    what: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class HistoryPage:
    page: Page
    lines: tuple[Line, ...]
    is_filtered: bool


@dataclass(frozen=True)
class Names:
    """What codes and keys in events are called. bodies: slug -> name; people: opaque id -> name."""

    bodies: Mapping[str, str]
    people: Mapping[str, str] = field(default_factory=dict)
    content: Content | None = None

    def of_body(self, slug: str) -> str:
        return self.bodies.get(slug, slug)

    def of_value(self, question: str, code: str) -> str:
        """The label of an answer to a question; the code where the question is not known."""
        known = self.content.question_by_code.get(question) if self.content else None
        return known.label_of.get(code, code) if known else code

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Codes that mean the same wherever they stand in an event."""
        lists = (Entity.Kind, Role.Kind, Role.Office, Invitation.State, Assessment.State, Participant.Participation)
        return {str(value): str(label) for choices in lists for value, label in choices.choices}


def history_page(visit: Visit, *, kind: str, body: str, number: str | None) -> HistoryPage:
    """One page of the round's history; `kind` and `body` are empty for all."""
    names = Names({p.entity.slug: p.name for p in visit.participants}, content=visit.content)
    return _page(readable_events(visit), names, kind=kind, body=body, number=number)


def partnership_history_page(partnership: Partnership, *, kind: str, body: str, number: str | None) -> HistoryPage:
    """One page of what was done to the partnership itself: people, bodies, retention."""
    return _page(events_of_partnership(partnership), Names({}), kind=kind, body=body, number=number)


def bodies_of_round(visit: Visit) -> list[tuple[str, str]]:
    """(slug, name) of each body of the round, to choose from."""
    return [(participant.entity.slug, participant.name) for participant in visit.participants]


def bodies_of_partnership(partnership: Partnership) -> list[tuple[str, str]]:
    """(slug, name) of each body that belongs or once belonged to the partnership."""
    rows = Entity.objects.filter(memberships__partnership=partnership).distinct().order_by("name", "pk")
    return list(rows.values_list("slug", "name"))


def _page(events: QuerySet[Event], names: Names, *, kind: str, body: str, number: str | None) -> HistoryPage:
    found = events.filter(of_kind(kind), of_body(body)).select_related("by").prefetch_related("texts")
    page = Paginator(found.order_by("-at", "-pk"), LINES_A_PAGE).get_page(number)
    shown = list(page)
    names = _with_names(names, shown)
    return HistoryPage(page, tuple(line_of(event, names) for event in shown), bool(kind or body))


def _with_names(names: Names, events: Sequence[Event]) -> Names:
    """With the bodies and people that the events name and the round does not: two queries, whatever there is."""
    said = {text for event in events for text in (event.subject, *strings_in([event.before, event.after]))}
    slugs = {text for text in said if SLUG.fullmatch(text)} | {event.entity for event in events}
    bodies = dict(Entity.objects.filter(slug__in=slugs).values_list("slug", "name"))
    ids = {text for text in said if OPAQUE_ID.fullmatch(text)}
    people = dict(Person.objects.filter(public_id__in=ids).values_list("public_id", "name"))
    return Names({**bodies, **names.bodies}, people, names.content)


# --- One line --------------------------------------------------------------------------------------------------


def line_of(event: Event, names: Names) -> Line:
    """One event in words. Its person and its texts have been read with it."""
    body = names.of_body(event.entity) if event.entity else ""
    # Before bodies had a column of their own, the subject of an answer began with the body's slug.
    code = event.subject.removeprefix(f"{event.entity} ")
    what = in_words(event.verb, subject=_subject(event, code, names), body=body)
    steps = {"value"} if act_of(event.verb).kind in ("answers", "agreed") else set()
    values = [names.of_value(code, str(each.get("value", ""))) for each in (event.before, event.after)]
    step = step_in_words(*values) if steps else ""
    return Line(
        at=event.at,
        who=(event.by.name or _("Somebody without a name")) if event.by else _(OPERATOR),
        what=f"{what}: {step}" if step else what,
        changes=tuple(_changes(event, names, leave_out=steps)),
    )


def _subject(event: Event, subject: str, names: Names) -> str:
    if event.verb == "text_redacted" and (place := Place.parse(subject)):
        return place.in_words(names.bodies)
    return names.people.get(subject) or names.bodies.get(subject) or _day_in_words(subject)


def _changes(event: Event, names: Names, *, leave_out: set[str]) -> Iterable[Change]:
    texts = {text.sha256: _text_in_words(text.text, text.erased_at) for text in event.texts.all()}
    for key in keys_in_order({**event.before, **event.after}):
        if key in leave_out:
            continue
        old, new = event.before.get(key), event.after.get(key)
        before, after = _in_words(old, names, texts), _in_words(new, names, texts)
        # The same text has another hash each time; two erased ones may have differed.
        if before != after or (is_reference(old) and is_reference(new) and _is_erased(event)):
            yield Change(key_in_words(key), before or _(NOTHING), after or _(NOTHING))


def _is_erased(event: Event) -> bool:
    return any(text.erased_at for text in event.texts.all())


def _text_in_words(text: str, erased_at: datetime | None) -> str:
    if not erased_at:
        return text
    return _("Text erased on %(date)s") % {"date": format_date(timezone.localtime(erased_at), "j F Y")}


def _in_words(value: Any, names: Names, texts: Mapping[str, str]) -> str:
    """A value of an event as a page says it; lines for what holds several."""
    if value is None or value == "":
        return ""
    if is_reference(value):
        return texts.get(value["sha256"], _("Text erased"))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return "\n".join(_pair(key, value[key], names, texts) for key in keys_in_order(value))
    if isinstance(value, list):
        return "\n".join(_in_words(each, names, texts) for each in value)
    text = str(value)
    return names.people.get(text) or names.bodies.get(text) or names.words.get(text) or _day_in_words(text)


def _pair(key: str, value: Any, names: Names, texts: Mapping[str, str]) -> str:
    label = names.people.get(key) or names.bodies.get(key) or key_in_words(key)
    said = _in_words(value, names, texts) or _("without a text")
    return f"{label}: {said}"


def _day_in_words(text: str) -> str:
    """A day or a moment that JSON holds, in words; any other text as it is."""
    try:
        moment = datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return text
    if isinstance(moment, datetime):
        aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
        return format_date(timezone.localtime(aware), "j F Y, H:i")
    return format_date(moment, "j F Y")
