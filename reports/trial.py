"""The result of a trial as a Report, so that its pages show what the pages of a round show. Nothing of it is stored."""

from datetime import date

from django.utils.translation import gettext as _

from assessments.trying import papers
from assessments.trying.access import Trying
from assessments.trying.results import trial_facts, trial_profiles
from reports.audience import BOARD, Audience
from reports.building import own_missing_of
from reports.report import Body, Facts, Report


def trial_report(found: Trying, whose: str = papers.PARTNERSHIP) -> Report:
    """The partnership's result, or a body's beside it, as the board reads them from the reveal on."""
    document, framework = found.document, found.content.framework
    bodies = {slug: _body(found, slug) for slug in papers.bodies_of(document)}
    is_body = whose != papers.PARTNERSHIP
    return Report(
        audience=Audience(BOARD, frozenset(bodies)),
        content=found.content,
        facts=_facts(document),
        bodies=tuple(bodies.values()),
        subject=bodies[whose] if is_body else None,
        is_blind=False,
        round_facts=trial_facts(document),
        profiles=trial_profiles(document, framework),
        own_missing=own_missing_of(papers.round_of(document, framework), whose) if is_body else 0,
    )


def _body(found: Trying, slug: str) -> Body:
    return Body(
        slug=slug,
        name=found.names[slug],
        is_lead=slug == papers.lead_of(found.document),
        takes_part=True,
        participation=_("Made up"),
        reason="",
        has_submitted=True,
    )


def _facts(document: papers.Document) -> Facts:
    assessment = document["assessment"]
    return Facts(
        partnership=_("The partnership"),
        partnership_slug=papers.TRIAL,
        slug=papers.TRIAL,
        title=_("Trial"),
        scope="",
        scope_agreed="",
        period_start=date.fromisoformat(assessment["period_start"]),
        period_end=date.fromisoformat(assessment["period_end"]),
        state=papers.TRIAL,
        state_words=_("Trial"),
        is_draft=True,
        is_revealed=True,
    )
