"""What the board reads in consensus: the list of statements, and every body's answers to one statement.

For rounds that are revealed. Only submitted answers of bodies that take part are read here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments import permissions
from assessments.access import Visit
from assessments.actions.agreeing import Agreement
from assessments.consensus import Spread, computed_value, spreads
from assessments.forms import AgreementForm, key_of
from assessments.last_time import counted_last_time
from assessments.maturity import Round, partnership_profile, profiles
from assessments.models import AgreedAnswer, Answer, Participant
from assessments.rounds import revealed_round
from assessments.submission import advice
from framework_data.content import Content, QuestionText, StatementText
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION

# --- The list -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StatementLine:
    """A statement in the list. disputed: questions still in dispute; joint: questions about the partnership.

    is_confirmed: no missing answer can change its rating any more.
    """

    code: str
    text: str
    dimension: str
    disputed: int
    joint: int
    joint_agreed: int
    agreed: int
    is_confirmed: bool

    @property
    def is_to_settle(self) -> bool:
        return bool(self.disputed or self.joint_agreed < self.joint)


@dataclass(frozen=True)
class Oddity:
    """Two answers that fit badly together, and the bodies where they do."""

    say: str
    first: str
    second: str
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class ConsensusPage:
    disputed: tuple[StatementLine, ...]
    others: tuple[StatementLine, ...]
    joint: int
    joint_agreed: int
    oddities: tuple[Oddity, ...]
    counted: tuple[Participant, ...]
    late: tuple[Participant, ...]
    absent: tuple[Participant, ...]


def consensus_page(visit: Visit) -> ConsensusPage:
    recorded = revealed_round(visit)
    lines = _lines(visit.content, recorded)
    return ConsensusPage(
        disputed=tuple(line for line in lines if line.disputed),
        others=tuple(line for line in lines if not line.disputed),
        joint=sum(line.joint for line in lines),
        joint_agreed=sum(line.joint_agreed for line in lines),
        oddities=_oddities(visit, recorded),
        counted=tuple(p for p in visit.taking_part if p.submitted_at),
        late=tuple(p for p in visit.taking_part if not p.submitted_at),
        absent=tuple(p for p in visit.participants if not p.takes_part),
    )


def _lines(content: Content, recorded: Round) -> tuple[StatementLine, ...]:
    found, profile = spreads(recorded, content.question_by_code), partnership_profile(recorded, explain=False)
    confirmed = {result.code for result in profile.statements if result.is_confirmed}
    return tuple(
        _line(content, statement, found, recorded.agreed, is_confirmed=statement.code in confirmed)
        for statement in content.statements
    )


def _line(
    content: Content,
    statement: StatementText,
    found: Mapping[str, Spread],
    agreed: Mapping[str, str],
    *,
    is_confirmed: bool,
) -> StatementLine:
    codes = [question.code for question in statement.questions]
    joint = [question.code for question in statement.questions if question.respondent == ORGANISATION]
    return StatementLine(
        code=statement.code,
        text=statement.summary_text,
        dimension=content.dimension_name(statement.dimension) if statement.dimension else "Getting Started",
        disputed=sum(found[code].is_disputed and code not in agreed for code in codes),
        joint=len(joint),
        joint_agreed=sum(code in agreed for code in joint),
        agreed=sum(code in agreed for code in codes),
        is_confirmed=is_confirmed,
    )


def _oddities(visit: Visit, recorded: Round) -> tuple[Oddity, ...]:
    """The edition's checks for this page, on each body's profile as far as it is known."""
    names = {participant.entity.slug: participant.name for participant in visit.taking_part}
    bodies: dict[tuple[str, str, str], list[str]] = {}
    for profile in profiles(recorded, explain=False)[1:]:
        known = {code: value for code, value in profile.floor.items() if profile.ceiling.get(code) == value}
        for found in advice(visit.content, known, "at_reveal"):
            bodies.setdefault((found.say, found.first.code, found.second.code), []).append(names[profile.entity or ""])
    return tuple(Oddity(*check, tuple(found)) for check, found in bodies.items())


# --- One statement --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BodyAnswer:
    """One body's answer or view on one question. A value implied by its own gate has no note of its own."""

    name: str
    code: str
    label: str
    is_view: bool
    is_implied: bool
    note: str
    reason: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class AgreedNow:
    """What is agreed on a question; dissent: (body, note)."""

    agreement: Agreement
    label: str
    dissent: tuple[tuple[str, str], ...]
    saved_at: datetime
    saved_by: str

    @property
    def revision(self) -> int:
        return self.agreement.revision


@dataclass(frozen=True)
class AgreementCard:
    question: QuestionText
    asked_of: str
    answers: tuple[BodyAnswer, ...]
    without: tuple[str, ...]
    spread: str
    is_disputed: bool
    computed: str
    computed_label: str
    agreed: AgreedNow | None
    form: AgreementForm | None
    is_conflict: bool
    typed_label: str
    read_revision: int | str
    read_digest: str
    last_time: str

    @property
    def key(self) -> str:
        return key_of(self.question.code)

    @property
    def is_joint(self) -> bool:
        return self.question.respondent == ORGANISATION

    @property
    def is_for_all(self) -> bool:
        return self.question.respondent == ENTITY

    @property
    def is_unfolded(self) -> bool:
        return self.is_conflict or bool(self.form and self.form.errors)


@dataclass(frozen=True)
class ConsensusStatementPage:
    statement: StatementText
    dimension: str
    cards: tuple[AgreementCard, ...]
    previous_code: str
    next_code: str
    next_disputed: str
    refusal: str


def consensus_statement_page(
    visit: Visit,
    statement: StatementText,
    *,
    forms: Mapping[str, AgreementForm] | None = None,
    conflicts: Iterable[str] = (),
) -> ConsensusStatementPage:
    """The page as it stands; `forms` hold what could not be recorded, `conflicts` what a colleague forestalled."""
    recorded = revealed_round(visit)
    lines = _lines(visit.content, recorded)
    codes = [line.code for line in lines]
    place = codes.index(statement.code)
    disputed = [line.code for line in (*lines[place + 1 :], *lines[:place]) if line.disputed]
    return ConsensusStatementPage(
        statement=statement,
        dimension=lines[place].dimension,
        cards=_AgreementCards(visit, statement, recorded, forms or {}, tuple(conflicts)).cards(),
        previous_code=codes[place - 1] if place else "",
        next_code=codes[place + 1] if place + 1 < len(codes) else "",
        next_disputed=next(iter(disputed), ""),
        refusal=permissions.refusal_of(permissions.check_can_record_agreed, visit),
    )


def agreed_now(visit: Visit, statement: StatementText) -> dict[str, AgreedNow]:
    """Question code -> what is agreed on it, in two queries."""
    content = visit.content
    rows = AgreedAnswer.objects.filter(
        assessment=visit.assessment, question__in=[content.question_ids[q.code] for q in statement.questions]
    )
    rows = rows.select_related("updated_by").prefetch_related("dissents__participant__entity")
    return {
        code: _agreed_now(content.question_by_code[code], row)
        for row in rows
        if (code := content.code_of_question[row.question_id])
    }


def _agreed_now(question: QuestionText, row: AgreedAnswer) -> AgreedNow:
    dissents = sorted(row.dissents.all(), key=lambda dissent: dissent.participant.order)
    return AgreedNow(
        agreement=Agreement(
            question=question.code,
            value=row.value,
            rationale=row.rationale,
            dissent={dissent.participant.entity.slug: dissent.note for dissent in dissents},
            revision=row.revision,
        ),
        label=question.label_of[row.value],
        dissent=tuple((dissent.participant.name, dissent.note) for dissent in dissents),
        saved_at=row.updated_at,
        saved_by=row.updated_by.name if row.updated_by else "",
    )


class _AgreementCards:
    """Makes the cards of one page."""

    def __init__(
        self,
        visit: Visit,
        statement: StatementText,
        recorded: Round,
        forms: Mapping[str, AgreementForm],
        conflicts: tuple[str, ...],
    ) -> None:
        self.visit, self.statement, self.recorded = visit, statement, recorded
        self.forms, self.conflicts = forms, conflicts
        self.may_record = permissions.can_record_agreed(visit)
        self.agreed = agreed_now(visit, statement)
        self.profile = partnership_profile(recorded, explain=False)
        self.texts = self._texts()
        self.last_time = counted_last_time(visit)

    def cards(self) -> tuple[AgreementCard, ...]:
        found = spreads(self.recorded, [question.code for question in self.statement.questions])
        return tuple(self._card(question, found[question.code]) for question in self.statement.questions)

    def _texts(self) -> dict[tuple[str, str], Answer]:
        """(entity, question code) -> the answer with its note, submitted ones only."""
        content = self.visit.content
        rows = Answer.objects.filter(
            participant__in=[p.pk for p in self.visit.taking_part if p.submitted_at],
            question__in=[content.question_ids[q.code] for q in self.statement.questions],
        )
        slugs = {p.pk: p.entity.slug for p in self.visit.taking_part}
        return {(slugs[row.participant_id], content.code_of_question[row.question_id]): row for row in rows}

    def _card(self, question: QuestionText, spread: Spread) -> AgreementCard:
        code, agreed = question.code, self.agreed.get(question.code)
        sent = self.forms.get(code)
        form = sent or self._form(question, agreed)
        is_conflict = code in self.conflicts
        computed = self._computed(code)
        given = {entity for entity, _, _ in spread.values}
        return AgreementCard(
            question=question,
            asked_of=ASKED_OF.get(question.respondent, "Asked of each body"),
            answers=self._answers(question, spread),
            without=tuple(p.name for p in self.visit.taking_part if p.entity.slug not in given),
            spread=_in_words(spread),
            is_disputed=spread.is_disputed,
            computed=computed,
            computed_label=question.label_of.get(computed, ""),
            agreed=agreed,
            form=form if self.may_record else None,
            is_conflict=is_conflict,
            typed_label=question.label_of.get(form.typed("value"), "No answer"),
            read_revision=(agreed.agreement.revision if agreed else 0)
            if is_conflict or not sent
            else sent.typed("revision"),
            read_digest=form.typed("read"),
            last_time=self.last_time.of(code),
        )

    def _form(self, question: QuestionText, agreed: AgreedNow | None) -> AgreementForm:
        return AgreementForm(question, self.visit.taking_part, agreed=agreed.agreement if agreed else None)

    def _computed(self, code: str) -> str:
        """What counts without the board, empty where that is not settled."""
        if code in self.recorded.agreed:
            return computed_value(self.recorded, code) or ""
        floor, ceiling = self.profile.floor.get(code), self.profile.ceiling.get(code)
        return floor if floor is not None and floor == ceiling else ""

    def _answers(self, question: QuestionText, spread: Spread) -> tuple[BodyAnswer, ...]:
        standing = {entity: (value, is_implied) for entity, value, is_implied in spread.values}
        found = []
        for participant in self.visit.taking_part:
            entity = participant.entity.slug
            text = self.texts.get((entity, question.code))
            if entity in standing:
                value, is_implied = standing[entity]
                found.append(self._answer(question, participant, value, None if is_implied else text, is_implied))
            elif text and not text.value and text.note:
                found.append(self._answer(question, participant, "", text, False))
        return tuple(found)

    def _answer(
        self, question: QuestionText, participant: Participant, value: str, text: Answer | None, is_implied: bool
    ) -> BodyAnswer:
        is_lead = participant.entity_id == self.visit.assessment.lead_id
        return BodyAnswer(
            name=participant.name,
            code=value,
            label=question.label_of.get(value, "Not applicable" if value == "NA" else "No answer"),
            is_view=question.respondent == ORGANISATION or (question.respondent == LEAD_ENTITY and not is_lead),
            is_implied=is_implied,
            note=text.note if text else "",
            reason=text.reason if text and value == "NA" else "",
            links=tuple(text.evidence.split("\n")) if text and text.evidence else (),
        )


ASKED_OF = {LEAD_ENTITY: "Asked of the lead entity", ORGANISATION: "About the partnership as a whole"}


def _in_words(spread: Spread) -> str:
    if spread.rated > 1:
        return f"{spread.within_one_step} of {spread.rated} within one step"
    return ""
