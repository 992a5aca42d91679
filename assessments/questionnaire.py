"""The questionnaire as one body sees it: the map of statements, and the page of one statement.

Builds frozen page objects from the edition and what this body recorded. Nothing of another body enters here, so
that a page made of these objects cannot break the blindness of an open round.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments import permissions
from assessments.access import EntityVisit
from assessments.actions import Draft
from assessments.forms import AnswerForm, digest_of, key_of
from assessments.maturity import DimensionResult, alone, closed_by, entity_profile
from assessments.models import Answer
from assessments.rounds import own_values
from assessments.wording import level_in_words
from assessments.year_end import deadline
from framework_data.content import Content, QuestionText, StatementText
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION

Values = Mapping[str, str]


# --- What a body has recorded ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recorded:
    """One answer as it stands."""

    value: str = ""
    note: str = ""
    reason: str = ""
    evidence: str = ""
    revision: int = 0
    saved_at: datetime | None = None
    saved_by: str = ""

    @property
    def digest(self) -> str:
        return digest_of(self.value, self.note, self.reason, self.evidence)

    @property
    def links(self) -> list[str]:
        return self.evidence.split("\n") if self.evidence else []


NOTHING = Recorded()


def recorded(answer: Answer | None) -> Recorded:
    if answer is None:
        return NOTHING
    return Recorded(
        answer.value,
        answer.note,
        answer.reason,
        answer.evidence,
        answer.revision,
        answer.updated_at,
        answer.updated_by.name if answer.updated_by else "",
    )


def written(draft: Draft) -> Recorded:
    """A draft that could not be saved, in the shape of an answer."""
    return Recorded(draft.value, draft.note, draft.reason, draft.evidence, draft.revision)


def recorded_answers(visit: EntityVisit, codes: Iterable[str]) -> dict[str, Recorded]:
    """Question code -> what this body recorded on it, in one query."""
    content = visit.content
    rows = Answer.objects.filter(
        participant=visit.participant, question__in=[content.question_ids[code] for code in codes]
    )
    columns = ("question_id", "value", "note", "reason", "evidence", "revision", "updated_at", "updated_by__name")
    return {
        content.code_of_question[question]: Recorded(value, note, reason, evidence, revision, saved_at, by or "")
        for question, value, note, reason, evidence, revision, saved_at, by in rows.values_list(*columns)
    }


# --- Gates and progress -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gates:
    """closed: question -> (its gate, what it is by implication); waiting: questions whose gate has no answer yet."""

    closed: Mapping[str, tuple[str, str]]
    waiting: frozenset[str]

    def of(self, code: str) -> tuple[tuple[str, str] | None, bool]:
        return self.closed.get(code), code in self.waiting


def gates_of(content: Content, values: Values) -> Gates:
    closed = closed_by(content.framework, values)
    waiting: set[str] = set()
    for question in content.framework.questions:
        gate = question.gate
        if gate and question.code not in closed and gate not in closed and (gate not in values or gate in waiting):
            waiting.add(question.code)
    return Gates(closed, frozenset(waiting))


@lru_cache(maxsize=32)
def own_codes(content: Content, is_lead: bool) -> frozenset[str]:
    """The questions that a body has to answer: its own, and the lead's where it leads."""
    respondents = (ENTITY, LEAD_ENTITY) if is_lead else (ENTITY,)
    return frozenset(q.code for q in content.framework.questions if q.respondent in respondents)


@dataclass(frozen=True)
class Progress:
    """answered out of the fixed number; what a gate implies counts as answered."""

    answered: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.answered == self.total

    @property
    def missing(self) -> int:
        return self.total - self.answered


def progress_of(content: Content, values: Values, *, is_lead: bool) -> Progress:
    own = own_codes(content, is_lead)
    return Progress(len(own & (values.keys() | closed_by(content.framework, values).keys())), len(own))


# --- The level that moves -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OwnLevel:
    """A body's own level of one dimension, from its own answers and views alone."""

    code: str
    name: str
    words: str
    missing: int
    is_confirmed: bool
    rungs: tuple[str, ...]


def own_levels(visit: EntityVisit, values: Values) -> tuple[OwnLevel, ...]:
    """Empty from the reveal on: then a body's level stands beside the partnership's, on the pages of results."""
    if visit.assessment.is_revealed:
        return ()
    content, slug = visit.content, visit.participant.entity.slug
    profile = entity_profile(alone(content.framework, slug, values, is_lead=visit.is_lead), slug, explain=False)
    return tuple(_own_level(content, result) for result in profile.dimensions)


def _own_level(content: Content, result: DimensionResult) -> OwnLevel:
    rungs = (
        "reached" if level <= result.floor else "possible" if level <= result.ceiling else "open"
        for level in range(1, len(content.levels) + 1)
    )
    return OwnLevel(
        code=result.code,
        name=content.dimension_name(result.code),
        words=level_in_words(content, result),
        missing=result.missing,
        is_confirmed=result.is_confirmed,
        rungs=tuple(rungs),
    )


# --- The map ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MapItem:
    """A statement on the map, with the progress of what is asked of this body and of its views."""

    code: str
    text: str
    own: int
    answered: int
    views: int
    views_given: int

    @property
    def look(self) -> str:
        if not self.own:
            return "not-ours"
        return "done" if self.answered == self.own else "started" if self.answered else ""


@dataclass(frozen=True)
class MapCell:
    dimension: str
    items: tuple[MapItem, ...]


@dataclass(frozen=True)
class MapPage:
    columns: tuple[str, ...]
    getting_started: tuple[MapItem, ...]
    rows: tuple[tuple[str, tuple[MapCell, ...]], ...]
    progress: Progress
    next_code: str
    levels: tuple[OwnLevel, ...]
    shows_all: bool
    refusal: str

    @property
    def query(self) -> str:
        return query_of(shows_all=self.shows_all)


def query_of(*, shows_all: bool) -> str:
    """What an address carries on so that the filter stays."""
    return "?show=all" if shows_all else ""


def map_page(visit: EntityVisit, *, shows_all: bool) -> MapPage:
    content, values = visit.content, own_values(visit.participant, visit.content)
    own = own_codes(content, visit.is_lead)
    answered = values.keys() | closed_by(content.framework, values).keys()

    def items(statements: Iterable[StatementText]) -> tuple[MapItem, ...]:
        found = (_map_item(statement, own, answered) for statement in statements)
        return tuple(item for item in found if item.own or shows_all)

    return MapPage(
        columns=tuple(dimension.name for dimension in content.dimensions),
        getting_started=items(content.getting_started),
        rows=tuple(
            (
                level.name,
                tuple(MapCell(d.name, items(content.cell(d.code, level.order))) for d in content.dimensions),
            )
            for level in content.levels
        ),
        progress=Progress(len(own & answered), len(own)),
        next_code=_first_unfinished(content, own - answered),
        levels=own_levels(visit, values),
        shows_all=shows_all,
        refusal=refusal_of(permissions.check_can_answer, visit),
    )


def _map_item(statement: StatementText, own: frozenset[str], answered: Iterable[str]) -> MapItem:
    codes = {question.code for question in statement.questions}
    ours, given = codes & own, codes & set(answered)
    return MapItem(
        code=statement.code,
        text=statement.summary_text,
        own=len(ours),
        answered=len(ours & given),
        views=len(codes) - len(ours),
        views_given=len(given - ours),
    )


def _first_unfinished(content: Content, open_codes: frozenset[str]) -> str:
    statements = (s.code for s in content.statements if any(q.code in open_codes for q in s.questions))
    return next(statements, "")


def refusal_of(check: Callable[[Any], None], visit: Any) -> str:
    """The sentence with which a check refuses, empty where it allows."""
    try:
        check(visit)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


# --- The page of a statement --------------------------------------------------------------------------------------


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
    """One question on the page of its statement, with what stands in its fields."""

    question: QuestionText
    key: str
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
    errors: Mapping[str, list[str]]
    conflict: Conflict | None
    is_unfolded: bool
    read_revision: int | str
    """The revision and the digest of the texts that the writer has read."""
    read_digest: str
    is_unsaved: bool

    @property
    def code(self) -> str:
        return self.question.code


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
    cards = _Cards(visit, values, shows_all, forms or {}, conflicts or {})
    now = recorded_answers(visit, [question.code for question in statement.questions])
    previous_code, next_code = _neighbours(visit, statement, shows_all=shows_all)
    levels = own_levels(visit, values)
    return StatementPage(
        statement=statement,
        dimension=content.dimension_name(statement.dimension) if statement.dimension else "Getting Started",
        level=content.level_name(statement.level) if statement.level else "",
        cards=tuple(cards.card(question, now.get(question.code, NOTHING)) for question in statement.questions),
        previous_code=previous_code,
        next_code=next_code,
        shows_all=shows_all,
        refusal=refusal_of(permissions.check_can_answer, visit),
        own_level=next((level for level in levels if level.code == statement.dimension), None),
        progress=Progress(len(cards.own & cards.answered), len(cards.own)),
    )


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
    cards, answers = _Cards(visit, after, shows_all, {}, {}), recorded_answers(visit, codes)
    return tuple(cards.card(content.question_by_code[code], answers.get(code, NOTHING)) for code in codes)


class _Cards:
    """Makes the cards of one page."""

    def __init__(
        self,
        visit: EntityVisit,
        values: Values,
        shows_all: bool,
        forms: Mapping[str, AnswerForm],
        conflicts: Mapping[str, Recorded],
    ) -> None:
        self.visit, self.content, self.values = visit, visit.content, values
        self.shows_all, self.forms, self.conflicts = shows_all, forms, conflicts
        self.own = own_codes(self.content, visit.is_lead)
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
            key=key_of(question.code),
            is_own=is_own,
            asked_of=self._asked_of(question, is_own=is_own),
            now=now,
            typed=typed,
            value_label=question.label_of.get(now.value, ""),
            choices=tuple(Choice(option.code, option.label, option.code == typed.value) for option in question.options),
            implied=self._implied(question, *closed) if closed else "",
            waits_for=question.gate if is_waiting and question.gate else "",
            due_on=deadline(
                self.visit.participant.year_end, question.months_after_year_end, self.visit.assessment.period_end
            ),
            errors=errors,
            conflict=conflict_on(question, theirs, typed) if theirs else None,
            is_unfolded=is_own or self.shows_all or bool(errors) or theirs is not None,
            read_revision=now.revision if theirs or not form else form.typed("revision"),
            read_digest=now.digest if theirs or not form else form.typed("read"),
            is_unsaved=form is not None,
        )

    def _asked_of(self, question: QuestionText, *, is_own: bool) -> str:
        if question.respondent == LEAD_ENTITY:
            return "the lead entity"
        if question.respondent == ORGANISATION:
            return "the partnership as a whole"
        return self.visit.participant.name if is_own else "each body"

    def _implied(self, question: QuestionText, gate: str, implied: str) -> str:
        """Why this question is not asked, and what it counts as."""
        behind = self.content.question_by_code[gate]
        if gate in self.gates.closed:
            because = f"{gate} counts as “{behind.label_of[self.gates.closed[gate][1]]}”"
        else:
            because = f"{gate} is answered “{behind.label_of[self.values[gate]]}”"
        return f"Counts as “{question.label_of.get(implied, 'Not applicable')}”, because {because}."


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
    return Conflict(theirs, labels.get(theirs.value, "No answer"), mine, labels.get(mine.value, "No answer"))


def next_statement(visit: EntityVisit, statement: StatementText, *, shows_all: bool) -> str:
    """The code of the statement after this one, among those that the filter shows; empty after the last."""
    return _neighbours(visit, statement, shows_all=shows_all)[1]


def _neighbours(visit: EntityVisit, statement: StatementText, *, shows_all: bool) -> tuple[str, str]:
    """The statements before and after this one, among those that the filter shows."""
    content, own = visit.content, own_codes(visit.content, visit.is_lead)
    codes = [
        s.code
        for s in content.statements
        if shows_all or s.code == statement.code or any(q.code in own for q in s.questions)
    ]
    place = codes.index(statement.code)
    return codes[place - 1] if place else "", codes[place + 1] if place + 1 < len(codes) else ""


# --- Check and submit ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MissingStatement:
    code: str
    questions: tuple[QuestionText, ...]


@dataclass(frozen=True)
class NotApplicable:
    question: QuestionText
    reason: str
    implied_by: str


@dataclass(frozen=True)
class SubmitPage:
    progress: Progress
    missing: tuple[MissingStatement, ...]
    not_applicable: tuple[NotApplicable, ...]
    advice: tuple["Advice", ...]
    answer_refusal: str
    submit_refusal: str
    can_submit: bool
    can_take_back: bool


@dataclass(frozen=True)
class Advice:
    """Two answers that fit badly together; advice, never a change."""

    say: str
    first: QuestionText
    first_label: str
    second: QuestionText
    second_label: str


def submit_page(visit: EntityVisit) -> SubmitPage:
    content = visit.content
    answers = recorded_answers(visit, content.question_ids)
    values = {code: answer.value for code, answer in answers.items() if answer.value}
    closed = closed_by(content.framework, values)
    own = own_codes(content, visit.is_lead)
    missing = own - values.keys() - closed.keys()
    return SubmitPage(
        progress=Progress(len(own) - len(missing), len(own)),
        missing=_missing(content, missing),
        not_applicable=_not_applicable(content, answers, closed, own),
        advice=advice(content, values | {code: implied for code, (_, implied) in closed.items()}, "at_submit"),
        answer_refusal=refusal_of(permissions.check_can_answer, visit),
        submit_refusal=refusal_of(permissions.check_can_submit, visit),
        can_submit=permissions.can_submit(visit),
        can_take_back=permissions.can_take_back(visit),
    )


def _missing(content: Content, codes: frozenset[str]) -> tuple[MissingStatement, ...]:
    found = (
        MissingStatement(statement.code, tuple(q for q in statement.questions if q.code in codes))
        for statement in content.statements
    )
    return tuple(statement for statement in found if statement.questions)


def _not_applicable(
    content: Content, answers: Mapping[str, Recorded], closed: Mapping[str, tuple[str, str]], own: frozenset[str]
) -> tuple[NotApplicable, ...]:
    found = []
    for code, question in content.question_by_code.items():
        if code in own and code in closed and closed[code][1] == "NA":
            found.append(NotApplicable(question, "", closed[code][0]))
        elif code in own and code not in closed and answers.get(code, NOTHING).value == "NA":
            found.append(NotApplicable(question, answers[code].reason, ""))
    return tuple(found)


def advice(content: Content, values: Values, moment: str) -> tuple[Advice, ...]:
    """The edition's checks of this moment that fire on these values."""
    found = []
    for check in content.checks:
        first, second = values.get(check.first), values.get(check.second)
        if check.moment != moment or first is None or second is None:
            continue
        if first != second if check.kind == "differ" else first in ("F", "L") and second == "N":
            one, other = content.question_by_code[check.first], content.question_by_code[check.second]
            found.append(Advice(check.say, one, one.label_of[first], other, other.label_of[second]))
    return tuple(found)
