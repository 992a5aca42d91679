"""The cards of one statement in consensus: for each question what every body said and what is agreed and drafted.

For rounds that are revealed. Only submitted answers of bodies that take part are read here. When the board opens a
gate that the answers leave closed, the cards of what follows hang below it, also those of other statements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments import permissions
from assessments.access import Visit
from assessments.actions.agreeing import Agreement
from assessments.consensus import (
    Spread,
    computed_value,
    followers_of_all,
    followers_to_agree,
    proposed_value,
    rationale_is_required,
    settled_by_gates,
    spreads,
)
from assessments.dot_strip import DotStrip, Stand, dot_strip
from assessments.forms import AgreementForm, digest_of, key_of
from assessments.last_time import counted_last_time
from assessments.maturity import Round, partnership_profile
from assessments.models import AgreedAnswer, AgreedDraft, Answer, Participant
from framework_data.content import QuestionText, StatementText
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION

NOT_TEXTS = ("value", "revision", "draft_revision", "read", "dissenter")
ASKED_OF = {
    LEAD_ENTITY: gettext_noop("Asked of the lead entity"),
    ENTITY: gettext_noop("Asked of each body"),
    ORGANISATION: gettext_noop("About the partnership as a whole"),
}


@dataclass(frozen=True)
class BodyAnswer:
    """One body's answer or view on one question. A value implied by its own gate has no note of its own."""

    number: int
    name: str
    code: str
    label: str
    is_view: bool
    is_implied: bool
    note: str
    reason: str
    links: tuple[str, ...]
    corrected_at: datetime | None


@dataclass(frozen=True)
class AgreedNow:
    """What is agreed or drafted on a question; dissent: (body, note), empty for a draft."""

    agreement: Agreement
    label: str
    dissent: tuple[tuple[str, str], ...]
    saved_at: datetime
    saved_by: str

    @property
    def revision(self) -> int:
        return self.agreement.revision


@dataclass(frozen=True)
class Proposal:
    """What one key agrees. source: "draft", "computed" or "views"; is_bare: reasons are required and missing."""

    value: str
    label: str
    source: str
    is_bare: bool
    revision: int
    draft_revision: int


@dataclass(frozen=True)
class Facts:
    """What a card shows to everybody. is_settled: a gate that the board agreed to be closed has settled it."""

    answers: tuple[BodyAnswer, ...]
    without: tuple[tuple[int, str], ...]
    strip: DotStrip
    labels: Mapping[str, str]
    spread: str
    is_disputed: bool
    computed_label: str
    agreed: AgreedNow | None
    draft: AgreedNow | None
    proposal: Proposal | None
    settled_by: str
    follows: str
    opened: tuple[str, ...]
    closed: tuple[str, ...]
    last_time: str


@dataclass(frozen=True)
class AgreementCard:
    """The facts on one question, and the form in which the person may change them, as far as they may."""

    question: QuestionText
    asked_of: str
    facts: Facts
    form: AgreementForm | None
    may_agree: bool
    is_kept: bool
    is_conflict: bool

    @property
    def key(self) -> str:
        return key_of(self.question.code)

    @property
    def digest(self) -> str:
        """Changes with anything that a card shows to everybody."""
        return digest_of(repr(self.facts))

    @property
    def is_joint(self) -> bool:
        return self.question.respondent == ORGANISATION

    @property
    def is_for_all(self) -> bool:
        return self.question.respondent == ENTITY

    @property
    def is_unfolded(self) -> bool:
        return self.is_conflict or self.is_kept

    @property
    def has_faults(self) -> bool:
        return bool(self.form and self.form.is_bound and self.form.errors)

    @property
    def typed_label(self) -> str:
        return self.question.label_of.get(self.form.typed("value"), _("No answer")) if self.form else ""

    @property
    def typed_texts(self) -> list[str]:
        """What is typed in the text boxes, to be copied by somebody who may no longer send it."""
        texts = [self.form.typed(name) for name in self.form.fields if name not in NOT_TEXTS] if self.form else []
        return [text for text in texts if text]

    @property
    def read_revision(self) -> int | str:
        agreed = self.facts.agreed
        if self.is_conflict or self.form is None:
            return agreed.revision if agreed else 0
        return self.form.typed("revision") or 0

    @property
    def read_draft_revision(self) -> int | str:
        draft = self.facts.draft
        if self.is_conflict or self.form is None:
            return draft.revision if draft else 0
        return self.form.typed("draft_revision") or 0


@dataclass(frozen=True)
class CardGroup:
    """A question of the statement, and those of other statements that the board's answer to it has opened."""

    card: AgreementCard
    followers: tuple[AgreementCard, ...]
    has_place: bool
    """Whether a question of another statement hangs on this one at all."""

    @property
    def digest(self) -> str:
        return digest_of(*(f"{card.key}{card.digest}" for card in self.followers))


def drafts_of(visit: Visit) -> dict[str, AgreedNow]:
    """Question code -> the draft that waits for the board; nothing is drafted outside of consensus."""
    if not visit.assessment.is_in_consensus:
        return {}
    rows = AgreedDraft.objects.filter(assessment=visit.assessment).select_related("updated_by")
    return {code: _now(visit, code, row) for row in rows if (code := visit.content.code_of_question[row.question_id])}


def agreed_on(visit: Visit, codes: Sequence[str]) -> dict[str, AgreedNow]:
    """Question code -> what is agreed on it, for these questions."""
    ids = [visit.content.question_ids[code] for code in codes]
    rows = AgreedAnswer.objects.filter(assessment=visit.assessment, question__in=ids).select_related("updated_by")
    found = {}
    for row in rows.prefetch_related("dissents__participant__entity"):
        dissents = sorted(row.dissents.all(), key=lambda dissent: dissent.participant.order)
        code = visit.content.code_of_question[row.question_id]
        told = [(d.participant.entity.slug, d.participant.name, d.note) for d in dissents]
        found[code] = _now(visit, code, row, told)
    return found


def _now(visit: Visit, code: str, row: AgreedDraft | AgreedAnswer, dissents: Sequence[tuple] = ()) -> AgreedNow:
    return AgreedNow(
        agreement=Agreement(code, row.value, row.rationale, {slug: note for slug, _, note in dissents}, row.revision),
        label=visit.content.question_by_code[code].label_of[row.value],
        dissent=tuple((name, note) for _, name, note in dissents),
        saved_at=row.updated_at,
        # Who recorded it may be forgotten later, and a signed-off page stays as it is.
        saved_by=row.updated_by.name if row.updated_by and not visit.assessment.is_signed_off else "",
    )


class Cards:
    """Makes the cards of one page."""

    def __init__(
        self,
        visit: Visit,
        statement: StatementText,
        recorded: Round,
        drafts: Mapping[str, AgreedNow],
        forms: Mapping[str, AgreementForm],
        conflicts: tuple[str, ...],
    ) -> None:
        self.visit, self.statement, self.recorded, self.drafts = visit, statement, recorded, drafts
        self.forms, self.conflicts = forms, conflicts
        self.may_draft, self.may_agree = permissions.can_draft_agreed(visit), permissions.can_agree(visit)
        self.own = [question.code for question in statement.questions]
        self.opened = {code: followers_to_agree(recorded, code) for code in self.own}
        self.settled = settled_by_gates(recorded)
        self.profile = partnership_profile(recorded, explain=False)
        self.numbers = {p.entity.slug: number for number, p in enumerate(visit.taking_part, start=1)}
        self.foreign = {code: self._foreign(code) for code in self.own}
        self.codes = [*self.own, *(code for found in self.foreign.values() for code in found)]
        self.spreads = spreads(recorded, self.codes)
        self.agreed, self.texts = agreed_on(visit, self.codes), self._texts()
        self.last_time = counted_last_time(visit)

    def groups(self) -> tuple[CardGroup, ...]:
        framework = self.visit.content.framework
        others = {code: set(followers_of_all(framework, [code])) - set(self.own) for code in self.own}
        return tuple(
            CardGroup(self._card(code), tuple(map(self._card, self.foreign[code])), bool(others[code]))
            for code in self.own
        )

    def _foreign(self, gate: str) -> list[str]:
        """Questions of other statements below this gate: those to agree, and those with something typed in them."""
        behind = followers_of_all(self.visit.content.framework, [gate])
        return [c for c in behind if c not in self.own and (c in self.opened[gate] or c in self.forms)]

    def _texts(self) -> dict[tuple[str, str], Answer]:
        """(entity, question code) -> the answer with its note, submitted ones only."""
        content = self.visit.content
        rows = Answer.objects.filter(
            participant__in=[p.pk for p in self.visit.taking_part if p.submitted_at],
            question__in=[content.question_ids[code] for code in self.codes],
        )
        slugs = {p.pk: p.entity.slug for p in self.visit.taking_part}
        return {(slugs[row.participant_id], content.code_of_question[row.question_id]): row for row in rows}

    def _card(self, code: str) -> AgreementCard:
        question, sent = self.visit.content.question_by_code[code], self.forms.get(code)
        facts = self._facts(question, self.spreads[code])
        return AgreementCard(
            question=question,
            asked_of=_(ASKED_OF[question.respondent]),
            facts=facts,
            form=(sent or self._form(question, facts)) if self.may_draft or sent else None,
            may_agree=self.may_agree,
            is_kept=sent is not None,
            is_conflict=code in self.conflicts,
        )

    def _form(self, question: QuestionText, facts: Facts) -> AgreementForm:
        """Starts from the draft, else from what is agreed."""
        agreed, draft = facts.agreed, facts.draft
        start = draft or agreed
        shown = Agreement(
            question=question.code,
            value=start.agreement.value if start else "",
            rationale=start.agreement.rationale if start else "",
            dissent=agreed.agreement.dissent if agreed else {},
            revision=agreed.revision if agreed else 0,
            draft_revision=draft.revision if draft else 0,
        )
        return AgreementForm(question, self.visit.taking_part if self.may_agree else (), shown=shown)

    def _facts(self, question: QuestionText, spread: Spread) -> Facts:
        code, answers = question.code, self._answers(question, spread)
        computed = self._computed(code)
        given = {entity for entity, _, _ in spread.values}
        without = [(self.numbers[p.entity.slug], p) for p in self.visit.taking_part if p.entity.slug not in given]
        stands = [Stand(a.number, a.code, a.is_view, a.is_implied) for a in answers if a.code]
        return Facts(
            answers=answers,
            without=tuple(
                (n, p.name if p.submitted_at else _("%(name)s (not submitted)") % {"name": p.name}) for n, p in without
            ),
            strip=dot_strip([*stands, *(Stand(n, "") for n, _ in without)], is_signal=question.is_signal),
            spread=_in_words(spread),
            is_disputed=spread.is_disputed and code not in self.settled,
            computed_label=_label(question, computed or ""),
            agreed=self.agreed.get(code),
            draft=self.drafts.get(code),
            proposal=self._proposal(question, computed),
            settled_by=self.settled[code][0] if code in self.settled else "",
            labels=self._labels(question),
            follows=next((gate for gate in self.own if code in self.opened[gate]), ""),
            opened=self.opened.get(code, ()),
            closed=tuple(follower for follower, (gate, _) in self.settled.items() if gate == code),
            last_time=self.last_time.of(code),
        )

    def _labels(self, question: QuestionText) -> dict[str, str]:
        """Column of the dot strip -> its name, in the short words of the scale."""
        scale = question.label_of if question.is_signal else {o.code: o.label for o in self.visit.content.scale}
        return {**scale, "NA": _("Not applicable"), "": _("No answer")}

    def _proposal(self, question: QuestionText, computed: str | None) -> Proposal | None:
        code, draft = question.code, self.drafts.get(question.code)
        agreed = self.agreed.get(code)
        if draft:
            value, source = draft.agreement.value, "draft"
        elif agreed:
            return None
        else:
            value, source = proposed_value(self.recorded, code, computed) or "", "computed" if computed else "views"
        if value not in question.label_of:
            return None
        has_reasons = bool(draft and draft.agreement.rationale.strip())
        return Proposal(
            value=value,
            label=_label(question, value),
            source=source,
            is_bare=not has_reasons and rationale_is_required(self.recorded, code, value),
            revision=agreed.revision if agreed else 0,
            draft_revision=draft.revision if draft else 0,
        )

    def _computed(self, code: str) -> str | None:
        """What counts without the board, None where that is not settled."""
        if code in self.recorded.agreed:
            return computed_value(self.recorded, code)
        floor, ceiling = self.profile.floor.get(code), self.profile.ceiling.get(code)
        return floor if floor == ceiling else None

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
            number=self.numbers[participant.entity.slug],
            name=participant.name,
            code=value,
            label=_label(question, value) or _("No answer"),
            is_view=question.respondent == ORGANISATION or (question.respondent == LEAD_ENTITY and not is_lead),
            is_implied=is_implied,
            note=text.note if text else "",
            reason=text.reason if text and value == "NA" else "",
            links=tuple(text.evidence.split("\n")) if text and text.evidence else (),
            corrected_at=_corrected_at(participant, text),
        )


def _corrected_at(participant: Participant, text: Answer | None) -> datetime | None:
    """When an answer was put right after the body had submitted it; a late body's first answers are no corrections."""
    if text is None or text.corrected_at is None or participant.submitted_at is None:
        return None
    return text.corrected_at if text.corrected_at > participant.submitted_at else None


def _label(question: QuestionText, value: str) -> str:
    return question.label_of.get(value, _("Not applicable") if value == "NA" else "")


def _in_words(spread: Spread) -> str:
    if spread.rated > 1:
        return _("%(within)s of %(rated)s within one step") % {"within": spread.within_one_step, "rated": spread.rated}
    return ""
