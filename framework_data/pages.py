"""What the pages on editions show to editors: frozen objects, built from the tables and from nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from framework_data.checks import edition_faults, grid, summary
from framework_data.content import Content, content_of
from framework_data.errata import Correction
from framework_data.history import WORDS
from framework_data.models import Edition, EditionEvent, Erratum, Life

SOMEBODY = gettext_noop("An operator")
PARTS = {
    "definition": gettext_noop("definition %(code)s"),
    "level": gettext_noop("level %(code)s"),
    "dimension": gettext_noop("dimension %(code)s"),
    "option": gettext_noop("option %(code)s"),
    "statement": gettext_noop("statement %(code)s"),
    "question": gettext_noop("question %(code)s"),
    "check": gettext_noop("check %(code)s"),
}
"""Kinds of parts as an event stores them, before the code."""
COLOURS = {Life.State.DRAFT: "yellow", Life.State.PUBLISHED: "green", Life.State.WITHDRAWN: "grey"}


@dataclass(frozen=True)
class EditionLine:
    """One edition in the list. base: slug of the edition that it was made from and can be compared with, or empty."""

    pk: int
    slug: str
    name: str
    state: str
    colour: str
    is_proposed: bool
    base: str


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    who: str
    what: str


@dataclass(frozen=True)
class EditionPage:
    """One edition. faults: what stands in the way of publishing a draft; others: (slug, name) to compare it with."""

    line: EditionLine
    content: Content
    counts: str
    cells: tuple[str, ...]
    life: Life
    faults: tuple[str, ...]
    errata: tuple[Correction, ...]
    history: tuple[HistoryLine, ...]
    others: tuple[tuple[str, str], ...]


def edition_lines() -> tuple[EditionLine, ...]:
    """Drafts first, then what is published, then what was withdrawn; the newest first in each."""
    order = list(Life.State)
    lives = sorted(_lives(), key=lambda life: (order.index(Life.State(life.state)), -life.pk))
    slugs = {life.edition.slug for life in lives}
    return tuple(_line(life, slugs) for life in lives)


def edition_page(edition: Edition) -> EditionPage:
    content = content_of(edition)
    lives = {life.edition.slug: life for life in _lives()}
    life = lives[edition.slug]
    return EditionPage(
        line=_line(life, lives),
        content=content,
        counts=summary(content.framework),
        cells=tuple(grid(content.framework)),
        life=life,
        faults=tuple(edition_faults(edition)) if life.state == Life.State.DRAFT else (),
        errata=content.errata,
        history=tuple(_history(edition.slug)),
        others=tuple((slug, str(other.edition)) for slug, other in sorted(lives.items()) if slug != edition.slug),
    )


def name_of_field(field: str) -> str:
    """What an erratum corrects, in words."""
    return str(Erratum.Field(field).label)


def _lives() -> list[Life]:
    return list(Life.objects.select_related("edition", "proposed_by", "published_by", "withdrawn_by"))


def _line(life: Life, slugs: Iterable[str]) -> EditionLine:
    return EditionLine(
        pk=life.pk,
        slug=life.edition.slug,
        name=str(life.edition),
        state=str(life.get_state_display()),
        colour=COLOURS[Life.State(life.state)],
        is_proposed=life.state == Life.State.DRAFT and life.proposed_at is not None,
        base=life.base if life.base in slugs else "",
    )


def _history(slug: str) -> Iterable[HistoryLine]:
    for event in EditionEvent.objects.filter(edition=slug).select_related("by").order_by("-at", "-pk"):
        what = _(WORDS[event.verb]) % {"part": _part(event.subject)}
        yield HistoryLine(event.at, _name(event.by), what)


def _part(subject: str) -> str:
    """ "question S1.1" as it is stored; a place alone stays as it is."""
    kind, space, code = subject.partition(" ")
    return _(PARTS[kind]) % {"code": code} if space and kind in PARTS else subject


def _name(person: Any) -> str:
    return str(person) if person else _(SOMEBODY)
