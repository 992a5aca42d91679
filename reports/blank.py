"""The questionnaire without answers, to be filled in with a pen: of a whole edition, or as one body is asked.

It knows the round's facts and the edition's wording, and nothing that anybody answered: so it exists in a draft too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from assessments.answered import own_codes
from assessments.consensus import followers_of_all
from assessments.models import Assessment, Participant
from assessments.sealed import content_for
from assessments.wording import listed
from assessments.year_end import deadline
from framework_data.content import Content, OptionText, QuestionText, StatementText
from reports import sentences
from reports.details import ADDRESSED_TO

LONG_LABEL = 24
"""Choices whose words are longer stand one below the other."""


@dataclass(frozen=True, slots=True)
class BlankQuestion:
    """gate_notes: what need not be asked, and when; due: this body's own date, in words."""

    code: str
    text: str
    guidance: str
    addressed_to: str
    due: str
    gate_notes: tuple[str, ...]
    choices: tuple[OptionText, ...]
    has_long_choices: bool
    has_not_applicable: bool


@dataclass(frozen=True, slots=True)
class BlankStatement:
    code: str
    text: str
    place: str
    why_it_matters: str
    substance_note: str
    questions: tuple[BlankQuestion, ...]


@dataclass(frozen=True, slots=True)
class BlankPart:
    """What is asked of the reader, or what the reader may add as a view."""

    name: str
    explanation: str
    statements: tuple[BlankStatement, ...]
    is_optional: bool = False

    @property
    def count(self) -> int:
        return sum(len(statement.questions) for statement in self.statements)


@dataclass(frozen=True)
class Blank:
    """`entity` is the name of the body that is asked, or empty for the whole edition."""

    content: Content
    partnership: str
    partnership_slug: str
    slug: str
    round: str
    state: str
    scope: str
    period: str
    due: str
    is_lead: bool
    entity: str
    entity_slug: str
    parts: tuple[BlankPart, ...]

    @property
    def title(self) -> str:
        if self.entity:
            whose = _("Blank questionnaire of %(entity)s") % {"entity": self.entity}
        else:
            whose = _("Blank questionnaire")
        return f"{whose}: {self.round}, {self.partnership}"

    @property
    def edition_line(self) -> str:
        if self.entity:
            return _("Questionnaire of %(entity)s") % {"entity": self.entity}
        return _("All questions of the edition")

    @property
    def file_name(self) -> str:
        """Without a date: it holds nothing that changes from day to day."""
        whose = [self.entity_slug] if self.entity else []
        return f"{'-'.join([self.partnership_slug, self.slug, *whose, 'blank', self.state])}.pdf"


def blank_of(assessment: Assessment, participant: Participant | None = None) -> Blank:
    """What is asked in this round; of one body, where it is given."""
    content = content_for(assessment)
    return Blank(
        content=content,
        partnership=assessment.name_of_partnership,
        partnership_slug=assessment.partnership.slug,
        slug=assessment.slug,
        round=assessment.title,
        state=assessment.state.replace("_", "-"),
        scope=assessment.scope,
        period=sentences.period(assessment.period_start, assessment.period_end),
        due=date_format(assessment.deadline) if assessment.deadline else "",
        is_lead=participant is not None and participant.entity_id == assessment.lead_id,
        entity=participant.name if participant else "",
        entity_slug=participant.entity.slug if participant else "",
        parts=_of_a_body(content, assessment, participant) if participant else (_whole(content),),
    )


def blank_of_entity(assessment: Assessment, entity: str) -> Blank:
    """As blank_of, of the body with this slug; raises LookupError with a sentence where the round has none."""
    rows = Participant.objects.filter(assessment=assessment, entity__slug=entity).select_related("entity")
    participant = rows.first()
    if participant is None:
        raise LookupError(f"No entity {entity} is asked in {assessment.slug}.")
    return blank_of(assessment, participant)


# --- The parts -------------------------------------------------------------------------------------------------------

VIEWS = gettext_noop("Optional views")


def _whole(content: Content) -> BlankPart:
    codes = content.question_by_code.keys()
    words = _("Each question says whom it is put to: the lead entity, each entity, or the partnership as a whole.")
    return BlankPart(_("All questions"), words, _statements(content, codes, {}))


def _of_a_body(content: Content, assessment: Assessment, participant: Participant) -> tuple[BlankPart, ...]:
    is_lead = participant.entity_id == assessment.lead_id
    own = own_codes(content, is_lead)
    others = [code for code in content.question_by_code if code not in own]
    dates = {
        code: date_format(found)
        for code, question in content.question_by_code.items()
        if (found := deadline(participant.year_end, question.months_after_year_end, assessment.period_end))
    }
    return (
        BlankPart(
            _("Asked of %(entity)s") % {"entity": participant.name},
            _("These questions are put to this entity. Each needs an answer."),
            _statements(content, own, dates),
        ),
        BlankPart(
            _(VIEWS),
            _(
                "These questions are put to others or to the partnership as a whole. A view is optional, and informs "
                "the board."
            ),
            _statements(content, others, dates),
            is_optional=True,
        ),
    )


def _statements(content: Content, codes: Iterable[str], dates: Mapping[str, str]) -> tuple[BlankStatement, ...]:
    """Those with a question among the codes, in framework order."""
    wanted = set(codes)
    return tuple(
        _statement(content, statement, questions, dates)
        for statement in content.statements
        if (questions := [question for question in statement.questions if question.code in wanted])
    )


def _statement(
    content: Content, statement: StatementText, questions: Sequence[QuestionText], dates: Mapping[str, str]
) -> BlankStatement:
    level = content.level_name(statement.level) if statement.level else ""
    dimension = content.dimension_name(statement.dimension) if statement.dimension else _("Getting Started")
    return BlankStatement(
        code=statement.code,
        text=statement.text,
        place=", ".join(filter(None, (dimension, level))),
        why_it_matters=statement.why_it_matters,
        substance_note=statement.substance_note,
        questions=tuple(_question(content, question, dates.get(question.code, "")) for question in questions),
    )


def _question(content: Content, question: QuestionText, due: str) -> BlankQuestion:
    return BlankQuestion(
        code=question.code,
        text=question.text,
        guidance=question.guidance,
        addressed_to=_(ADDRESSED_TO[question.respondent]),
        due=due,
        gate_notes=tuple(_gate_notes(content, question)),
        choices=question.options,
        has_long_choices=any(len(option.label) > LONG_LABEL for option in question.options),
        has_not_applicable="NA" in question.label_of,
    )


# --- What need not be asked ------------------------------------------------------------------------------------------


def _gate_notes(content: Content, question: QuestionText) -> Iterable[str]:
    if question.gate:
        closing = _closing(content.question_by_code[question.gate])
        yield _("Skip this if %(gate)s is %(answers)s.") % {"gate": question.gate, "answers": closing}
    behind = followers_of_all(content.framework, [question.code])
    if not behind:
        return
    if question.is_signal:
        say = ngettext(
            "If X here, skip %(questions)s: it does not apply.",
            "If X here, skip %(questions)s: they do not apply.",
            len(behind),
        )
    else:
        say = ngettext(
            "If N here, skip %(questions)s: it counts as N too. If NA here, skip %(questions)s: it counts as NA too.",
            "If N here, skip %(questions)s: they count as N too. If NA here, skip %(questions)s: they count as NA too.",
            len(behind),
        )
    yield say % {"questions": listed(behind)}


def _closing(gate: QuestionText) -> str:
    answers = ["X"] if gate.is_signal else ["N", "NA"]
    return sentences.either([*answers, _("skipped")] if gate.gate else answers)
