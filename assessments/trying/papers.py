"""The document of a trial: made-up bodies with their answers, in the form alps-assessment/1.

Pure: documents in, documents out; none is changed in place. An answer of the board ("agreed") is written under
`PARTNERSHIP` here, as if the partnership were one more that answers.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.counting import Round
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION, RATINGS, SIGNAL, Framework, Question

FORMAT = "alps-assessment/1"
PARTNERSHIP = "partnership"
LETTERS = "ABCDEF"
MOST_BODIES, FIRST_BODIES = len(LETTERS), 3
YEAR_END = "03-31"
MADE_UP = "Made up for a trial."
PARTICIPATING, DECLINED, DID_NOT_TAKE_PART = "participating", "declined", "did_not_take_part"
TRIAL = "trial"
"""What stands for the state of a round in the result of a trial, which has none."""

GONE, OFF_SCALE, NOT_JOINT = "gone", "off_scale", "not_joint"
"""Why an answer falls away: no such question, no such value for it, or no question to the partnership any more."""

Document = Mapping[str, Any]
Values = Mapping[str, str]
Offers = Mapping[str, Collection[str]]
"""Question -> the values that it takes; what is not in it is no question of the edition."""


@dataclass(frozen=True)
class Dropped:
    """An answer that fell away, and why: GONE, OFF_SCALE or NOT_JOINT."""

    whose: str
    question: str
    value: str
    why: str


@dataclass(frozen=True)
class Fitted:
    """A document of which every answer has a question that takes it, and what fell away for that."""

    document: Any
    dropped: tuple[Dropped, ...]


def made_up(edition: str, *, bodies: int, year: int) -> dict[str, Any]:
    """A document without answers; `year` is the one in which its period, a financial year, begins."""
    return {
        "format": FORMAT,
        "edition": edition,
        "partnership": {"slug": "trial", "name": "Trial"},
        "assessment": {
            "slug": "trial",
            "title": "Trial",
            "scope": "",
            "scope_agreed_on": None,
            "scope_agreed_by": "",
            "period_start": f"{year}-04-01",
            "period_end": f"{year + 1}-03-31",
            "deadline": None,
            "state": "draft",
            "lead_entity": _slug(LETTERS[0]),
        },
        "entities": [_body(letter) for letter in LETTERS[:bodies]],
        "answers": [],
        "agreed": [],
    }


def bodies_of(document: Document) -> dict[str, str]:
    """Slug -> name of those that take part, in their order."""
    return {row["slug"]: row["name"] for row in document["entities"] if row["participation"] == PARTICIPATING}


def letter_of(body: str) -> str:
    """By which a made-up body is called."""
    return body[-1].upper()


def lead_of(document: Document) -> str | None:
    """The slug of the lead, where it takes part."""
    lead = document["assessment"]["lead_entity"]
    return lead if lead in bodies_of(document) else None


def asked_of(framework: Framework, document: Document, whose: str) -> frozenset[str]:
    """The codes of the questions that go to a body, or to the partnership as a whole."""
    if whose == PARTNERSHIP:
        respondents: tuple[str, ...] = (ORGANISATION,)
    else:
        respondents = (ENTITY, LEAD_ENTITY) if whose == lead_of(document) else (ENTITY,)
    return frozenset(question.code for question in framework.questions if question.respondent in respondents)


def answers_of(document: Document, whose: str) -> dict[str, str]:
    """Question -> value, of a body or of the partnership."""
    if whose == PARTNERSHIP:
        return {row["question"]: row["value"] for row in document["agreed"]}
    return {row["question"]: row["value"] for row in document["answers"] if row["entity"] == whose}


def round_of(document: Document, framework: Framework) -> Round:
    """What the rule takes: everything in the document counts."""
    bodies = tuple(bodies_of(document))
    answers = {body: answers_of(document, body) for body in bodies}
    return Round(framework, bodies, lead_of(document), answers, answers_of(document, PARTNERSHIP))


# --- Changing it -------------------------------------------------------------------------------------------------


def with_answers(document: Document, whose: str, values: Values) -> dict[str, Any]:
    """The document with these values in place of what was there; an empty value takes an answer away."""
    found = {code: value for code, value in (answers_of(document, whose) | dict(values)).items() if value}
    if whose == PARTNERSHIP:
        return {**document, "agreed": [_agreed(code, value) for code, value in found.items()]}
    others = [row for row in document["answers"] if row["entity"] != whose]
    return {**document, "answers": [*others, *(_answer(whose, code, value) for code, value in found.items())]}


def with_bodies(document: Document, count: int) -> dict[str, Any]:
    """The document with so many bodies; those that go take their answers with them."""
    slugs = {_slug(letter) for letter in LETTERS[:count]}
    answers = [row for row in document["answers"] if row["entity"] in slugs]
    return {**document, "entities": [_body(letter) for letter in LETTERS[:count]], "answers": answers}


def filled(
    document: Document, framework: Framework, whose: Iterable[str], value: str, *, keep: bool = False
) -> dict[str, Any]:
    """The same answer to everything that is asked of these; empty clears. keep: what is answered stays as it is.

    A signal knows neither F nor N: problems come to light, so that what follows on them is asked; NA says that none do.
    """
    found = dict(document)
    for each in whose:
        asked = asked_of(framework, found, each)
        kept = answers_of(found, each).keys() if keep else ()
        values = {q.code: _fill(q, value) for q in framework.questions if q.code in asked and q.code not in kept}
        found = with_answers(found, each, values)
    return found


def _fill(question: Question, value: str) -> str:
    if question.kind != SIGNAL or not value:
        return value
    return "Y" if value in RATINGS else "X"


# --- Fitting it to an edition that has changed --------------------------------------------------------------------


def fitted(document: Any, offers: Offers) -> Fitted:
    """Without the answers that the edition has no place for. What is no document is left to the checks as it is."""
    return _without(document, ("answers", "agreed"), lambda row: _misfit(row, offers))


def only_joint(document: Document, framework: Framework) -> Fitted:
    """Without agreed answers to other than joint questions: a trial shows no place where they could be seen."""
    joint = {question.code for question in framework.addressed_to(ORGANISATION)}
    return _without(document, ("agreed",), lambda row: "" if row["question"] in joint else NOT_JOINT)


def _without(document: Any, names: Iterable[str], misfit: Callable[[Any], str]) -> Fitted:
    """misfit: why a row cannot stay, or empty."""
    if not isinstance(document, dict):
        return Fitted(document, ())
    dropped: list[Dropped] = []
    found = dict(document)
    for name in names:
        rows = document.get(name)
        if isinstance(rows, list):
            judged = [(row, misfit(row)) for row in rows]
            found[name] = [row for row, why in judged if not why]
            dropped += [_dropped(row, why) for row, why in judged if why]
    return Fitted(found, tuple(dropped))


def _misfit(row: Any, offers: Offers) -> str:
    """What is no answer at all is none to judge."""
    if not isinstance(row, dict):
        return ""
    question, value = row.get("question"), row.get("value")
    if not (isinstance(question, str) and isinstance(value, str)):
        return ""
    if question not in offers:
        return GONE
    return "" if value in offers[question] else OFF_SCALE


def _dropped(row: Document, why: str) -> Dropped:
    return Dropped(str(row.get("entity", PARTNERSHIP)), row["question"], row["value"], why)


# --- Rows ----------------------------------------------------------------------------------------------------------


def _slug(letter: str) -> str:
    return f"body-{letter.lower()}"


def _body(letter: str) -> dict[str, Any]:
    return {
        "slug": _slug(letter),
        "name": f"Body {letter}",
        "kind": "other",
        "in_area": True,
        "year_end": YEAR_END,
        "participation": PARTICIPATING,
        "reason": "",
    }


def _answer(body: str, question: str, value: str) -> dict[str, Any]:
    reason = MADE_UP if value == "NA" else ""
    return {"question": question, "entity": body, "value": value, "note": "", "reason": reason}


def _agreed(question: str, value: str) -> dict[str, Any]:
    return {"question": question, "value": value, "rationale": MADE_UP if value == "NA" else "", "dissent": []}
