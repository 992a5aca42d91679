"""What the cover of a report says of its round, fact by fact; a Word file and a workbook say the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports import sentences
from reports.report import Body, Report


@dataclass(frozen=True)
class Fact:
    name: str
    text: str


def facts_of(report: Report) -> tuple[Fact, ...]:
    """In the order of the cover; a fact without a text is left out."""
    return tuple(Fact(name, text) for name, text in _facts(report) if text)


def absences(report: Report) -> tuple[str, ...]:
    """Who did not take part and how, with the reason where the audience reads it."""
    return tuple(_absence(body, with_reason=report.audience.reads_reasons) for body in report.absent)


def _absence(body: Body, *, with_reason: bool) -> str:
    how = f"{body.name} ({body.participation.lower()})"
    return f"{how}: {body.reason}" if body.reason and with_reason else how


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    facts, seal = report.facts, report.seal
    yield _("Entity"), _subject(report.subject)
    yield _("Scope"), facts.scope
    yield _("Scope agreed"), facts.scope_agreed
    yield _("Period"), sentences.period(facts.period_start, facts.period_end)
    yield _("Lead entity"), report.lead.name if report.lead else ""
    yield _("Took part"), "" if report.is_blind else report.coverage
    yield _("Left open by the board"), report.left_open
    yield (_("Seal %(number)s") % {"number": seal.number}, seal.sha256) if seal else ("", "")
    yield _("Last change"), date_format(report.changed_on)
    yield _("Framework"), _framework(report)
    yield _("Rule"), report.rule
    yield _("This edition"), f"{report.audience.name}. {report.holds}"


def _subject(subject: Body | None) -> str:
    if subject is None:
        return ""
    return _("%(entity)s (lead entity)") % {"entity": subject.name} if subject.is_lead else subject.name


def _framework(report: Report) -> str:
    content = report.content
    source = f", {content.publisher}" if content.publisher else ""
    published = f" {content.published}" if content.published else ""
    return f"{content.title}{source}{published}. {content.label}."
