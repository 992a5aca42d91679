"""What an approver checks before handing in: what is missing, what is not applicable, what fits badly together."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments import permissions
from assessments.access import EntityVisit
from assessments.answered import NOTHING, Progress, Recorded, Values, own_codes, recorded_answers
from assessments.carried import codes_to_confirm
from assessments.maturity import closed_by
from framework_data.content import Content, QuestionText


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
    to_confirm: frozenset[str]
    """Codes among the missing that have an answer from another edition, which waits to be confirmed."""
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
        to_confirm=codes_to_confirm(visit.participant, content, values) & missing,
        not_applicable=_not_applicable(content, answers, closed, own),
        advice=advice(content, values | {code: implied for code, (_, implied) in closed.items()}, "at_submit"),
        answer_refusal=permissions.refusal_of(permissions.check_can_answer, visit),
        submit_refusal=permissions.refusal_of(permissions.check_can_submit, visit),
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
