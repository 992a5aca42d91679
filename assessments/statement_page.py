"""The page on which one body answers one statement: a card for each question, with what stands in its fields.

Frozen page objects, built from the edition, what this body recorded, and what could not be saved; from nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from assessments import permissions
from assessments.access import EntityVisit
from assessments.answered import (
    NOTHING,
    Progress,
    Recorded,
    Values,
    gates_of,
    own_codes,
    progress_of,
    recorded_answers,
)
from assessments.carried import NOTHING_CARRIED, Carried, Waiting, carried_to
from assessments.forms import AnswerForm, key_of
from assessments.last_time import Said, last_time
from assessments.questionnaire import OwnLevel, own_levels, query_of
from assessments.rounds import own_values
from assessments.year_end import deadline
from framework_data.content import Content, QuestionText, StatementText
from framework_data.structure import LEAD_ENTITY, ORGANISATION


@dataclass(frozen=True)
class Standpoint:
    """Whose questionnaire a page shows: its name, and the codes of the questions that it is asked."""

    content: Content
    name: str
    own: frozenset[str]
    year_end: str
    period_end: date


def standpoint_of(visit: EntityVisit) -> Standpoint:
    return Standpoint(
        content=visit.content,
        name=visit.participant.name,
        own=own_codes(visit.content, visit.is_lead),
        year_end=visit.participant.year_end,
        period_end=visit.assessment.period_end,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Conflict:
    """Two texts on one question: what a colleague saved meanwhile, and what was not saved because of it."""

    theirs: Recorded
    their_label: str
    mine: Recorded
    my_label: str


@dataclass(frozen=True, slots=True)
class Card:
    """One question on the page of its statement, with what stands in its fields. language: of the question's words."""

    question: QuestionText
    language: str
    key: str
    whose: str
    """The body whose page it is."""
    is_own: bool
    asked_of: str
    now: Recorded
    """What is saved."""
    typed: Recorded
    """What the fields show: the same, unless something could not be saved."""
    value_label: str
    choices: tuple[Choice, ...]
    implied: str
    waits_for: str
    due_on: date | None
    corrected_on: date | None
    """The day of the latest erratum on the guidance."""
    errors: Mapping[str, list[str]]
    conflict: Conflict | None
    is_unfolded: bool
    read_revision: int | str
    """The revision and the digest of the texts that the writer has read."""
    read_digest: str
    is_unsaved: bool
    last: tuple[Said, ...]
    """What this body, or one that it took over from, said in the round before."""
    carried_from: str
    """The title of the round that the saved answer came over from; empty once somebody saved it here."""
    waiting: Waiting | None
    """What was said in the round that this one was carried over from, and has to be confirmed."""
    waiting_from: str
    """The title of that round; empty where this one was not carried over."""
    takes_texts: bool
    """Whether there are boxes for a note, a reason and links, and each change is saved as one goes."""

    @property
    def code(self) -> str:
        return self.question.code

    @property
    def can_confirm(self) -> bool:
        """Whether what waits can become the answer by one button: over nothing that is saved or typed here."""
        return self.waiting is not None and self.waiting.can_be_said and not self.now.value and not self.is_unsaved


@dataclass(frozen=True)
class StatementPage:
    statement: StatementText
    dimension: str
    level: str
    cards: tuple[Card, ...]
    previous_code: str
    next_code: str
    shows_all: bool
    refusal: str
    corrections: str
    own_level: OwnLevel | None
    progress: Progress

    @property
    def query(self) -> str:
        return query_of(shows_all=self.shows_all)


def statement_of(visit: EntityVisit, code: str) -> StatementText:
    """The statement of this code in the round's edition, or 404."""
    try:
        return visit.content.statement_by_code[code]
    except KeyError:
        raise Http404 from None


def statement_page(
    visit: EntityVisit,
    statement: StatementText,
    *,
    shows_all: bool = False,
    forms: Mapping[str, AnswerForm] | None = None,
    conflicts: Mapping[str, Recorded] | None = None,
) -> StatementPage:
    """The page as it stands; `forms` and `conflicts` hold what could not be saved, which stays in the fields."""
    content = visit.content
    values = own_values(visit.participant, content)
    codes = [question.code for question in statement.questions]
    standpoint, came = standpoint_of(visit), carried_to(visit, codes)
    cards = Cards(standpoint, values, shows_all, forms or {}, conflicts or {}, last_time(visit, codes), came)
    now = recorded_answers(visit, codes)
    previous_code, next_code = neighbours(standpoint, statement, shows_all=shows_all)
    levels = own_levels(visit, values)
    return StatementPage(
        statement=statement,
        dimension=dimension_of(content, statement),
        level=level_of(content, statement),
        cards=tuple(cards.card(question, now.get(question.code, NOTHING)) for question in statement.questions),
        previous_code=previous_code,
        next_code=next_code,
        shows_all=shows_all,
        refusal=permissions.refusal_of(permissions.check_can_answer, visit),
        corrections=_corrections(visit),
        own_level=next((level for level in levels if level.code == statement.dimension), None),
        progress=Progress(len(cards.own & cards.answered), len(cards.own)),
    )


def dimension_of(content: Content, statement: StatementText) -> str:
    return content.dimension_name(statement.dimension) if statement.dimension else _("Getting Started")


def level_of(content: Content, statement: StatementText) -> str:
    return content.level_name(statement.level) if statement.level else ""


def _corrections(visit: EntityVisit) -> str:
    """What an approver has to know before changing an answer after the reveal; empty for everybody else."""
    if not permissions.can_correct(visit):
        return ""
    name = visit.participant.name
    if visit.participant.submitted_at is None:
        return _(
            "The answers are revealed, and those of %(name)s are not submitted. What you save here counts, "
            "and the board sees it, once you submit."
        ) % {"name": name}
    return _(
        "The answers are revealed. Each change to the answers of %(name)s is recorded as a correction, "
        "and the board sees it at once."
    ) % {"name": name}


def level_panel(visit: EntityVisit, statement: StatementText) -> tuple[OwnLevel | None, Progress]:
    """The body's own level of the statement's dimension, and its progress on the whole."""
    values = own_values(visit.participant, visit.content)
    levels = own_levels(visit, values)
    level = next((level for level in levels if level.code == statement.dimension), None)
    return level, progress_of(visit.content, values, is_lead=visit.is_lead)


def is_gate(visit: EntityVisit, question: QuestionText) -> bool:
    return question.code in visit.content.framework.followers


def followers_changed(
    visit: EntityVisit, statement: StatementText, gate: str, before: Values, value: str, *, shows_all: bool
) -> tuple[Card, ...]:
    """The cards of this page that a save on this gate has closed, opened or woken."""
    content = visit.content
    if gate not in content.framework.followers:
        return ()
    after = {code: found for code, found in before.items() if code != gate} | ({gate: value} if value else {})
    was, now = gates_of(content, before), gates_of(content, after)
    codes = [q.code for q in statement.questions if was.of(q.code) != now.of(q.code)]
    if not codes:
        return ()
    last, came = last_time(visit, codes), carried_to(visit, codes)
    cards = Cards(standpoint_of(visit), after, shows_all, {}, {}, last, came)
    answers = recorded_answers(visit, codes)
    return tuple(cards.card(content.question_by_code[code], answers.get(code, NOTHING)) for code in codes)


class Cards:
    """Makes the cards of one page."""

    def __init__(
        self,
        standpoint: Standpoint,
        values: Values,
        shows_all: bool,
        forms: Mapping[str, AnswerForm],
        conflicts: Mapping[str, Recorded],
        last: Mapping[str, tuple[Said, ...]],
        came: Carried = NOTHING_CARRIED,
        *,
        takes_texts: bool = True,
    ) -> None:
        self.last, self.came, self.takes_texts = last, came, takes_texts
        self.standpoint, self.content, self.values = standpoint, standpoint.content, values
        self.shows_all, self.forms, self.conflicts = shows_all, forms, conflicts
        self.own = standpoint.own
        self.gates = gates_of(self.content, values)
        self.answered = values.keys() | self.gates.closed.keys()

    def card(self, question: QuestionText, now: Recorded) -> Card:
        form = self.forms.get(question.code)
        typed = _typed(form, now) if form else now
        errors = {name: [str(error) for error in found] for name, found in form.errors.items()} if form else {}
        closed, is_waiting = self.gates.of(question.code)
        is_own = question.code in self.own
        theirs = self.conflicts.get(question.code)
        return Card(
            question=question,
            language=self.content.language,
            key=key_of(question.code),
            whose=self.standpoint.name,
            is_own=is_own,
            asked_of=self._asked_of(question, is_own=is_own),
            now=now,
            typed=typed,
            value_label=question.label_of.get(now.value, ""),
            choices=tuple(Choice(option.code, option.label, option.code == typed.value) for option in question.options),
            implied=self._implied(question, *closed) if closed else "",
            waits_for=question.gate if is_waiting and question.gate else "",
            corrected_on=self.content.corrected_on(question.code, "guidance"),
            due_on=deadline(self.standpoint.year_end, question.months_after_year_end, self.standpoint.period_end),
            errors=errors,
            conflict=conflict_on(question, theirs, typed) if theirs else None,
            is_unfolded=is_own or self.shows_all or bool(errors) or theirs is not None,
            read_revision=now.revision if theirs or not form else form.typed("revision"),
            read_digest=now.digest if theirs or not form else form.typed("read"),
            is_unsaved=form is not None,
            last=self._last(question.code, now),
            carried_from=self.came.round if now.is_carried else "",
            waiting=self.came.waiting.get(question.code),
            waiting_from=self.came.round,
            takes_texts=self.takes_texts,
        )

    def _last(self, code: str, now: Recorded) -> tuple[Said, ...]:
        """Last time's answers; the body's own is not said twice where it came over with the round."""
        said = self.last.get(code, ())
        if self.came.is_last_time and (now.is_carried or code in self.came.waiting):
            return tuple(each for each in said if each.who)
        return said

    def _asked_of(self, question: QuestionText, *, is_own: bool) -> str:
        if question.respondent == LEAD_ENTITY:
            return _("the lead entity")
        if question.respondent == ORGANISATION:
            return _("the partnership as a whole")
        return self.standpoint.name if is_own else _("each body")

    def _implied(self, question: QuestionText, gate: str, implied: str) -> str:
        """Why this question is not asked, and what it counts as."""
        behind = self.content.question_by_code[gate]
        if gate in self.gates.closed:
            says = behind.label_of[self.gates.closed[gate][1]]
            sentence = _("Counts as “%(label)s”, because %(gate)s counts as “%(says)s”.")
        else:
            says = behind.label_of[self.values[gate]]
            sentence = _("Counts as “%(label)s”, because %(gate)s is answered “%(says)s”.")
        return sentence % {"label": question.label_of.get(implied, _("Not applicable")), "gate": gate, "says": says}


def _typed(form: AnswerForm, now: Recorded) -> Recorded:
    return Recorded(
        value=form.typed("value"),
        note=form.typed("note"),
        reason=form.typed("reason"),
        evidence=form.typed("evidence"),
        revision=now.revision,
    )


def conflict_on(question: QuestionText, theirs: Recorded, mine: Recorded) -> Conflict:
    labels = question.label_of
    return Conflict(theirs, labels.get(theirs.value, _("No answer")), mine, labels.get(mine.value, _("No answer")))


def next_statement(visit: EntityVisit, statement: StatementText, *, shows_all: bool) -> str:
    """The code of the statement after this one, among those that the filter shows; empty after the last."""
    return neighbours(standpoint_of(visit), statement, shows_all=shows_all)[1]


def neighbours(standpoint: Standpoint, statement: StatementText, *, shows_all: bool) -> tuple[str, str]:
    """The statements before and after this one, among those that the filter shows."""
    codes = [
        s.code
        for s in standpoint.content.statements
        if shows_all or s.code == statement.code or any(q.code in standpoint.own for q in s.questions)
    ]
    place = codes.index(statement.code)
    return codes[place - 1] if place else "", codes[place + 1] if place + 1 < len(codes) else ""
