"""What the pages of a trial show: the same maps and cards as in a round, for made-up bodies. Frozen page objects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.answered import NOTHING, Progress, Recorded
from assessments.maturity import closed_by, partnership_profile
from assessments.questionnaire import MapPage, OwnLevel, levels_alone, levels_of, map_of
from assessments.statement_page import Cards, Standpoint, StatementPage, dimension_of, level_of, neighbours
from assessments.trying import papers
from assessments.trying.access import Trying, check_is_in_trial
from assessments.trying.forms import TrialAnswerForm
from assessments.trying.papers import PARTNERSHIP, Dropped
from framework_data.content import StatementText

WHY_DROPPED = {
    papers.GONE: gettext_noop("%(code)s, %(who)s: the question is gone"),
    papers.OFF_SCALE: gettext_noop("%(code)s, %(who)s: %(value)s is no answer to it"),
    papers.NOT_JOINT: gettext_noop("%(code)s, %(who)s: the question goes to somebody else"),
}


@dataclass(frozen=True)
class Line:
    """Somebody who answers in the trial, and how far the answers go."""

    slug: str
    name: str
    is_body: bool
    progress: Progress


@dataclass(frozen=True)
class TrialPage:
    """dropped: sentences on answers that fell away."""

    lines: tuple[Line, ...]
    dropped: tuple[str, ...]


def trial_page(found: Trying) -> TrialPage:
    if found.faults:
        return TrialPage((), ())
    lines = (Line(slug, name, slug != PARTNERSHIP, _progress(found, slug)) for slug, name in found.names.items())
    return TrialPage(tuple(lines), dropped_lines(found.dropped, found.names))


def dropped_lines(dropped: Iterable[Dropped], names: Mapping[str, str]) -> tuple[str, ...]:
    """ "S2.4, Body A (lead): the question is gone". names: of those that are called otherwise than in the document."""
    return tuple(
        _(WHY_DROPPED[each.why])
        % {"code": each.question, "who": names.get(each.whose, each.whose), "value": each.value}
        for each in dropped
    )


def trial_map(found: Trying, whose: str, *, shows_all: bool) -> MapPage:
    """The map as this body, or the partnership, is asked."""
    check_is_in_trial(found, whose)
    values, own = papers.answers_of(found.document, whose), _asked(found, whose)
    return map_of(found.content, values, own, levels=_levels(found, whose), shows_all=shows_all)


def trial_statement_page(
    found: Trying,
    whose: str,
    statement: StatementText,
    *,
    shows_all: bool,
    forms: Mapping[str, TrialAnswerForm] | None = None,
) -> StatementPage:
    """The statement's page; `forms` hold what could not be saved."""
    standpoint, values = standpoint_in(found, whose), papers.answers_of(found.document, whose)
    cards = Cards(standpoint, values, shows_all, forms or {}, {}, {}, takes_texts=False)
    # The board agrees joint questions alone here; bodies give views on all others.
    shown = [q for q in statement.questions if whose != PARTNERSHIP or q.code in standpoint.own]
    now = {code: Recorded(value) for code, value in values.items()}
    previous_code, next_code = neighbours(standpoint, statement, shows_all=shows_all)
    return StatementPage(
        statement=statement,
        dimension=dimension_of(found.content, statement),
        level=level_of(found.content, statement),
        cards=tuple(cards.card(question, now.get(question.code, NOTHING)) for question in shown),
        previous_code=previous_code,
        next_code=next_code,
        shows_all=shows_all,
        refusal="",
        corrections="",
        own_level=next((level for level in _levels(found, whose) if level.code == statement.dimension), None),
        progress=_progress(found, whose),
    )


def standpoint_in(found: Trying, whose: str) -> Standpoint:
    """Raises Http404 where no such body is made up."""
    check_is_in_trial(found, whose)
    return Standpoint(
        content=found.content,
        name=found.names[whose],
        own=_asked(found, whose),
        year_end="" if whose == PARTNERSHIP else papers.YEAR_END,
        period_end=date.fromisoformat(found.document["assessment"]["period_end"]),
    )


def statement_in(found: Trying, code: str) -> StatementText:
    """The statement of this code in the edition as it is now, or 404."""
    if code not in found.content.statement_by_code:
        raise Http404
    return found.content.statement_by_code[code]


def _asked(found: Trying, whose: str) -> frozenset[str]:
    return papers.asked_of(found.content.framework, found.document, whose)


def _progress(found: Trying, whose: str) -> Progress:
    own, values = _asked(found, whose), papers.answers_of(found.document, whose)
    return Progress(len(own & (values.keys() | closed_by(found.content.framework, values).keys())), len(own))


def _levels(found: Trying, whose: str) -> tuple[OwnLevel, ...]:
    """A body's own, as it sees them before the reveal; the partnership's from all answers of the trial."""
    content, framework = found.content, found.content.framework
    if whose == PARTNERSHIP:
        return levels_of(content, partnership_profile(papers.round_of(found.document, framework), explain=False))
    values, lead = papers.answers_of(found.document, whose), papers.lead_of(found.document)
    return levels_alone(content, whose, values, is_lead=whose == lead)
