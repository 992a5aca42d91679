"""The texts of a round that can be redacted: as they stand now, and as they stood in the history.

The page lists what the chair may read and nothing else: answers of bodies that take part and have submitted.
`texts_of` with `hidden` gives every text of the round, for the redaction itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone, translation
from django.utils.dateformat import format as format_date

from assessments.access import Visit
from assessments.forms import digest_of
from assessments.models import AgreedAnswer, AgreedDraft, Answer, Attendance, Dissent, Participant, Redaction, Seal
from assessments.places import FIELDS, Act, Place, hashes_in_act
from assessments.readable_history import events_of, readable_events
from partnerships.models import Event, EventText

TEXTS_A_PAGE = 20
MARK = re.compile(r"\[Redacted on \d{1,2} [A-Z][a-z]+ \d{4}\]")


def mark_of_today() -> str:
    """What stands in place of a text that is redacted now. It is stored, and so in no other language than this."""
    with translation.override(None):
        return f"[Redacted on {format_date(timezone.localdate(), 'j F Y')}]"


@dataclass(frozen=True)
class Text:
    """A text of the round. is_earlier: it stands in the history alone."""

    place: Place
    label: str
    text: str
    is_earlier: bool = False


@dataclass(frozen=True)
class Search:
    """What to look for; empty fields look for everything. `earlier`: texts of the history too, which takes longer."""

    statement: str = ""
    body: str = ""
    words: str = ""
    earlier: bool = False


@dataclass(frozen=True)
class RedactPage:
    texts: Page
    is_filtered: bool


@dataclass(frozen=True)
class OneText:
    """A text that is about to go. earlier: its other versions; elsewhere: other places where the same text stands."""

    place: Place
    label: str
    text: str
    earlier: tuple[str, ...]
    elsewhere: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Tells whether this is still what was read before it was confirmed."""
        return digest_of(self.text, *self.earlier)


def redact_page(visit: Visit, search: Search, number: str | None) -> RedactPage:
    """One page of the round's texts, in the order of the framework."""
    names = _names(visit)
    now = dict(texts_of(visit))
    found = [Text(place, place.in_words(names), text) for place, text in now.items()]
    if search.earlier:
        found += [
            Text(place, place.in_words(names), text, is_earlier=True)
            for place, text in _earlier(visit).items()
            if place not in now
        ]
    order = {question: number for number, question in enumerate(visit.content.question_by_code)}
    found = [text for text in found if _is_sought(visit, text, search)]
    found.sort(key=lambda text: (order.get(text.place.subject, len(order)), text.label))
    is_filtered = search != Search()
    return RedactPage(Paginator(found, TEXTS_A_PAGE).get_page(number), is_filtered)


def _is_sought(visit: Visit, text: Text, search: Search) -> bool:
    question = visit.content.question_by_code.get(text.place.subject)
    return (
        (not search.statement or (question is not None and question.statement == search.statement))
        and search.body in ("", text.place.body)
        and search.words.casefold() in text.text.casefold()
    )


def one_text(visit: Visit, code: str) -> OneText:
    """The text at the place that is written so, for the page that confirms; 404 where there is none to be read."""
    place = Place.parse(code)
    now = dict(texts_of(visit))
    versions = versions_at(readable_events(visit), place) if place else {}
    text = now.get(place, "") if place else ""
    if place is None or not (text or versions):
        raise Http404
    names = _names(visit)
    earlier = tuple(dict.fromkeys(version for version in versions.values() if version != text))
    same = [each.in_words(names) for each, other in now.items() if other == text and each != place] if text else []
    return OneText(place, place.in_words(names), text, earlier, tuple(same))


def _names(visit: Visit) -> dict[str, str]:
    return {participant.entity.slug: participant.name for participant in visit.participants}


# --- As they stand now ----------------------------------------------------------------------------------------


def texts_of(visit: Visit, *, hidden: bool = False) -> Iterator[tuple[Place, str]]:
    """Each text of the round with its place, those that are redacted already left out."""
    for place, text in _all_texts(visit, hidden=hidden):
        if text.strip() and not MARK.fullmatch(text):
            yield place, text


def _all_texts(visit: Visit, *, hidden: bool) -> Iterator[tuple[Place, str]]:
    questions, round_ = visit.content.code_of_question, {"assessment": visit.assessment}
    bodies = {p.pk: p for p in visit.participants}
    counted = [p.pk for p in bodies.values() if hidden or (p.takes_part and p.submitted_at is not None)]
    fields = FIELDS["answer"]
    answers = Answer.objects.filter(participant__in=counted).exclude(note="", reason="", evidence="")
    for body, question, *texts in answers.values_list("participant", "question", *fields):
        for field, text in zip(fields, texts, strict=True):
            yield Place("answer", field, questions[question], bodies[body].entity.slug), text
    for kind, model in (("agreed", AgreedAnswer), ("draft", AgreedDraft)):
        rows: QuerySet = model._default_manager.filter(**round_)
        for question, text in rows.values_list("question", "rationale"):
            yield Place(kind, "rationale", questions[question]), text
    dissents = Dissent.objects.filter(agreed_answer__assessment=visit.assessment)
    for question, body, text in dissents.values_list("agreed_answer__question", "participant", "note"):
        yield Place("dissent", "note", questions[question], bodies[body].entity.slug), text
    for participant in bodies.values():
        yield Place("decline", "reason", body=participant.entity.slug), participant.reason
    yield from _texts_of_sessions(visit, bodies)
    for number, text in Seal.objects.filter(**round_).values_list("number", "reopen_reason"):
        yield Place("reopening", "reason", str(number)), text
    for pk, text in Redaction.objects.filter(**round_).values_list("pk", "why"):
        yield Place("redaction", "reason", str(pk)), text


def _texts_of_sessions(visit: Visit, bodies: dict[int, Participant]) -> Iterator[tuple[Place, str]]:
    fields = FIELDS["session"]
    rows = Attendance.objects.filter(session__assessment=visit.assessment).order_by("pk")
    asked = ("pk", "person__public_id", "session__held_on", "participant", *fields)
    for pk, person, day, body, *texts in rows.values_list(*asked):
        for field, text in zip(fields, texts, strict=True):
            yield Place("session", field, day.isoformat(), bodies[body].entity.slug, person or str(pk)), text


# --- As they stood in the history -----------------------------------------------------------------------------


def versions_at(events: QuerySet[Event], place: Place) -> dict[int, str]:
    """Key of EventText -> text, newest first, of each version of the text at a place that has not been erased."""
    if place.kind == "decline":
        rows = events.filter(entity=place.body)
    else:
        rows = events.filter(subject__in=[place.subject, f"{place.body} {place.subject}"])
    found: dict[int, str] = {}
    for event in rows.order_by("-pk").prefetch_related("texts"):
        hashes = hashes_in_act(place, _act(event))
        # What stood after the act is newer than what stood before it.
        texts = sorted(event.texts.all(), key=lambda text: text.pk, reverse=True)
        found.update({text.pk: text.text for text in texts if text.sha256 in hashes and not text.erased_at})
    return found


def _act(event: Event) -> Act:
    return Act(event.verb, event.entity, event.subject, event.before, event.after)


def _earlier(visit: Visit) -> dict[Place, str]:
    """Each place of answers, agreed answers and dissent that the readable history knows -> the newest text there."""
    found: dict[Place, str] = {}
    events = readable_events(visit).filter(pk__in=EventText.objects.filter(erased_at=None).values("event"))
    for event in events.order_by("-pk").prefetch_related("texts").iterator(chunk_size=500):
        texts = {text.sha256: text.text for text in event.texts.all() if not text.erased_at}
        for place in _places_of(event, visit):
            text = next((texts[hash_] for hash_ in hashes_in_act(place, _act(event)) if hash_ in texts), "")
            if text.strip() and not MARK.fullmatch(text):
                found.setdefault(place, text)
    return found


def _places_of(event: Event, visit: Visit) -> Iterator[Place]:
    question = event.subject.removeprefix(f"{event.entity} ") if event.entity else event.subject
    if question not in visit.content.question_by_code:
        return
    for field in FIELDS["answer"] if event.entity else ():
        yield Place("answer", field, question, event.entity)
    yield Place("draft" if "draft" in event.verb else "agreed", "rationale", question)
    for values in (event.before, event.after):
        for body in values.get("dissent") or {}:
            yield Place("dissent", "note", question, body)


def texts_in_history(visit: Visit) -> QuerySet[EventText]:
    """Every text of the round's history that has not been erased, whether it may be read or not."""
    return EventText.objects.filter(event__in=events_of(visit.assessment), erased_at=None)
