"""What stands in the workbook of one body, from the edition and what that body recorded, and from nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _

from assessments.access import EntityVisit
from assessments.answered import NOTHING, Recorded, own_codes, recorded_answers
from assessments.forms import MOST_LINKS
from assessments.last_time import Said, last_time
from assessments.rounds import last_change
from assessments.workbook.sheets import CLOSING, ONLY_IF, QUESTIONS, VIEWS, Book, Facts, Group, Row, Sheet, tab
from assessments.workbook.texts import Texts
from assessments.year_end import deadline
from framework_data.content import Content, OptionText, QuestionText, StatementText
from govuk.forms import digest_of
from govuk.jinja import date_in_words
from govuk.languages import spoken_for


def book_of(visit: EntityVisit) -> Book:
    """The workbook of the body as it stands, in the language of its edition; four queries, whatever its size."""
    language = spoken_for(visit.content.language)
    with translation.override(language):
        return _book(visit, language)


def _book(visit: EntityVisit, language: str) -> Book:
    content = visit.content
    codes = tuple(content.question_by_code)
    rows = _Rows(visit, recorded_answers(visit, codes), last_time(visit, codes))
    own = own_codes(content, visit.is_lead)
    return Book(
        facts=facts_of(visit),
        title=_("Workbook of %(name)s") % {"name": visit.participant.name},
        round=f"{visit.assessment.partnership.name}: {visit.assessment.title}",
        body=visit.participant.name,
        lines=_lines(visit),
        sheets=(
            Sheet(QUESTIONS, _groups(content, rows, [code for code in codes if code in own])),
            Sheet(VIEWS, _groups(content, rows, [code for code in codes if code not in own])),
        ),
        choices=_choices(content),
        language=language,
    )


def facts_of(visit: EntityVisit) -> Facts:
    edition = visit.assessment.edition
    return Facts(edition.slug, edition.revision, visit.assessment.slug, visit.participant.entity.slug)


def fingerprint_of(texts: Texts) -> str:
    """Tells, when the workbook comes back, whether a row was touched."""
    return digest_of(*texts.plain)


def texts_of(answer: Recorded) -> Texts:
    return Texts(answer.value, answer.note, answer.reason, answer.evidence)


def file_name(visit: EntityVisit) -> str:
    """Partnership, round, body, state, and the day of the latest change to what the file holds."""
    assessment = visit.assessment
    changed = last_change(assessment, (), own=[visit.participant.pk]).isoformat()
    parts = (assessment.partnership.slug, assessment.slug, visit.participant.entity.slug, "workbook", assessment.state)
    return f"{'-'.join(parts)}-{changed}.xlsx"


def _groups(content: Content, rows: "_Rows", codes: Iterable[str]) -> tuple[Group, ...]:
    """The rows of these questions under their statements, in framework order."""
    questions = [content.question_by_code[code] for code in codes]
    found = []
    for code, asked in groupby(questions, key=lambda question: question.statement):
        statement = content.statement_by_code[code]
        found.append(Group(code, _heading(content, statement), statement.text, tuple(map(rows.row, asked))))
    return tuple(found)


def _heading(content: Content, statement: StatementText) -> str:
    if statement.dimension is None or statement.level is None:
        return _("Getting Started")
    return f"{content.dimension_name(statement.dimension)}, {content.level_name(statement.level)}"


def _choices(content: Content) -> tuple[tuple[str, tuple[OptionText, ...]], ...]:
    return tuple({question.kind: question.options for question in content.question_by_code.values()}.items())


@dataclass(frozen=True)
class _Rows:
    """Makes the rows of one workbook."""

    visit: EntityVisit
    answers: Mapping[str, Recorded]
    last: Mapping[str, Sequence[Said]]

    def row(self, question: QuestionText) -> Row:
        answer = self.answers.get(question.code, NOTHING)
        texts, gates = texts_of(answer), tuple(_gates(self.visit.content, question))
        return Row(
            question=question,
            texts=texts,
            revision=answer.revision,
            fingerprint=fingerprint_of(texts),
            guidance=self._guidance(question),
            only_if=_only_if(gates[0]) if gates else "",
            gates=tuple(gate.code for gate in gates),
            last="\n".join(_said(said) for said in self.last.get(question.code, ())),
        )

    def _guidance(self, question: QuestionText) -> str:
        visit = self.visit
        due_on = deadline(visit.participant.year_end, question.months_after_year_end, visit.assessment.period_end)
        if not due_on:
            return question.guidance
        date = _("For %(name)s the date is %(date)s.") % {
            "name": visit.participant.name,
            "date": date_in_words(due_on, "j F Y"),
        }
        return " ".join(filter(None, [question.guidance, date]))


def _gates(content: Content, question: QuestionText) -> Iterable[QuestionText]:
    while question.gate:
        question = content.question_by_code[question.gate]
        yield question


def _only_if(gate: QuestionText) -> str:
    closing, either = (
        [f"“{gate.label_of[code]}”" for code in CLOSING if code in gate.label_of],
        _("%(first)s or %(last)s"),
    )
    answers = reduce(lambda first, last: either % {"first": first, "last": last}, closing)
    return _("%(code)s is answered, and not with %(answers)s.") % {"code": gate.code, "answers": answers}


def _said(said: Said) -> str:
    who = f"{said.who}: " if said.who else ""
    parts = (
        f"{who}{said.label}.",
        _("Follows from %(code)s.") % {"code": said.follows} if said.follows else "",
        _("It was asked: %(question)s") % {"question": said.asked} if said.asked else "",
        _("Reason: %(reason)s") % {"reason": said.reason} if said.reason else "",
        said.note,
        *said.links,
    )
    return "\n".join(filter(None, parts))


def _lines(visit: EntityVisit) -> tuple[tuple[str, str], ...]:
    """The first sheet: (heading, text), either of which may be empty."""
    name, due = visit.participant.name, visit.assessment.deadline
    upload = _("5. Save the file as an Excel workbook (.xlsx) without a password. Upload it where it came from.")
    if due:
        upload += " " + _("Answers are due by %(date)s.") % {"date": date_in_words(due, "j F Y")}
    own = _("1. Sheet “%(sheet)s” holds what %(name)s has to answer. Choose each answer from the list in its cell.")
    links = _("3. Give links to evidence one to a line, %(most)s at most. Alt and Enter start a line in a cell.")
    views = _("4. Sheet “%(sheet)s” is optional. A view on what is asked of others informs the board.")
    return (
        (_("Scope"), visit.assessment.scope),
        (_("How to fill it in"), own % {"sheet": tab(QUESTIONS), "name": name}),
        ("", _("2. Where you choose “NA”, say why it is not applicable. The cell is marked until you do.")),
        ("", links % {"most": MOST_LINKS}),
        ("", views % {"sheet": tab(VIEWS)}),
        ("", upload),
        *_what_becomes_of_it(name),
    )


def _what_becomes_of_it(name: str) -> tuple[tuple[str, str], ...]:
    grey = _(
        "The answer to an earlier question settles these. Column “%(column)s” says which. "
        "What you write there is kept, and counts if that answer changes."
    )
    meanwhile = _(
        "What a colleague saved on the site meanwhile is never overwritten without you choosing so. A row that you "
        "leave as it is changes nothing."
    )
    readers = _(
        "%(name)s now, and the board, finance leads and the facilitator from the reveal on. Do not name residents."
    )
    return (
        (_("Grey rows"), grey % {"column": _(ONLY_IF.head)}),
        (_("What happens then"), _("You see what is new, changed or refused before anything is saved.")),
        ("", meanwhile),
        (_("Who will read this"), readers % {"name": name}),
        (_("Locked cells"), _("Only the answer cells can be changed. The sheets have no password.")),
    )
