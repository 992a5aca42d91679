"""Random assessments and random frameworks, for tests that compare two computations of the maturity rule.

Every document is a valid alps-assessment/1 document in canonical form: all keys in the documented order,
lists in framework order and then entity order. Bodies and texts are invented. All chance comes from the
`random.Random` that is handed in.
"""

import random
from typing import Any

STATES = ("draft", "open", "consensus", "signed_off")
KINDS = (
    "upper_tier_council",
    "district_council",
    "unitary_council",
    "health_body",
    "emergency_service",
    "national_agency",
    "housing_association",
    "charity",
    "company",
    "other",
)
MOODS = {  # the weights of F, L, P, N, NA
    "nearly all F": (970, 22, 5, 2, 1),
    "mostly F": (90, 5, 2, 2, 1),
    "good": (55, 30, 8, 3, 4),
    "mixed": (30, 25, 20, 15, 10),
    "mostly N": (3, 7, 15, 70, 5),
    "much NA": (35, 10, 5, 5, 45),
    "all F": (100, 0, 0, 0, 0),
    "all NA": (0, 0, 0, 0, 100),
}
USUAL_MOODS = tuple(mood for mood in MOODS for _ in range(1 if mood.startswith("all ") else 2))
FILLED = (1.0, 1.0, 0.99, 0.97, 0.9, 0.6, 0.2, 0.03)
NOTES = (
    "",
    "",
    "",
    "Minutes of 4 March",
    "See the plan, page 12, “joint aims”",
    'A note with "quotes", a \\ backslash and <angle> & signs',
    "Café rota: naïve, but £0 spent 😀",
    "First line\nSecond line",
)
REASONS = ("Runs no such service", "Outside this body's remit", "Done by the county for everybody")


def random_document(
    rng: random.Random,
    framework: dict[str, Any],
    *,
    bodies: tuple[int, int] = (1, 8),
    state: str | None = None,
    mood: str | None = None,
    filled: float | None = None,
    views: float | None = None,
    overrides: float | None = None,
    all_take_part: bool = False,
) -> dict[str, Any]:
    """A random valid assessment.

    `bodies` is the least and the greatest number of entities; `filled` the share of questions that are
    answered by those they address, `views` that of questions on which a body records a view, `overrides` that
    of lead and entity questions with an agreed answer. What is not given is left to chance. One body at least
    takes part.
    """
    state = state or rng.choice(STATES)
    mood = mood or rng.choice(USUAL_MOODS)
    filled = rng.choice(FILLED) if filled is None else filled
    views = rng.choice((0.0, 0.0, 0.05, 0.4)) if views is None else views
    overrides = rng.choice((0.0, 0.0, 0.05, 0.3)) if overrides is None else overrides

    mark = f"{rng.getrandbits(40):010x}"  # slugs are unique on a server
    entities = [_entity(rng, number, mark, all_take_part) for number in range(rng.randint(*bodies))]
    if not any(entity["participation"] == "participating" for entity in entities):
        rng.choice(entities).update(participation="participating", reason="")
    taking_part = [entity["slug"] for entity in entities if entity["participation"] == "participating"]
    lead = rng.choice(taking_part)
    if state == "draft" and rng.random() < 0.2:
        lead = rng.choice(entities)["slug"]

    questions = _questions(framework)
    recorded: dict[tuple[str, str], dict[str, str]] = {}
    for body in taking_part:
        own_mood = rng.choice(USUAL_MOODS) if rng.random() < 0.15 else mood
        own_filled = rng.choice(FILLED) if rng.random() < 0.15 else filled
        closed: set[str] = set()  # what this body itself closed, and gates that would be closed if they were answered
        for question in questions:
            code, respondent = question["code"], question["respondent"]
            if respondent == "organisation" or (respondent == "lead_entity" and body != lead):
                if rng.random() < views:
                    recorded[code, body] = _answer(rng, question, body, own_mood)
            elif question["gate"] in closed:
                closed.add(code)
            elif rng.random() < own_filled:
                recorded[code, body] = answer = _answer(rng, question, body, own_mood)
                if answer["value"] in ("N", "NA", "X"):
                    closed.add(code)
    answers = [
        recorded[question["code"], body]
        for question in questions
        for body in taking_part
        if (question["code"], body) in recorded
    ]
    agreed = [
        _agreed(rng, question, taking_part, mood)
        for question in questions
        if rng.random() < (filled if question["respondent"] == "organisation" else overrides)
    ]
    year = rng.randint(2020, 2030)
    return {
        "format": "alps-assessment/1",
        "edition": framework["framework"]["slug"],
        "partnership": {"slug": f"together-{mark}", "name": f"Together {mark}"},
        "assessment": {
            "slug": f"round-{mark}",
            "title": f"Living well {year}, {mark}",
            "scope": rng.choice(("Everybody over 65", "Young people leaving care, whole county")),
            "scope_agreed_on": f"{year}-02-{rng.randint(1, 28):02d}",
            "scope_agreed_by": rng.choice(("", "Partnership board")),
            "period_start": f"{year}-04-01",
            "period_end": f"{year + 1}-03-31",
            "deadline": f"{year + 1}-05-{rng.randint(1, 31):02d}",
            "state": state,
            "lead_entity": lead,
        },
        "entities": entities,
        "answers": answers,
        "agreed": agreed,
    }


def _entity(rng: random.Random, number: int, mark: str, takes_part: bool) -> dict[str, Any]:
    participation = "participating"
    if not takes_part and rng.random() < 0.25:
        participation = rng.choice(("invited", "declined", "did_not_take_part"))
    left_out = participation in ("declined", "did_not_take_part")
    return {
        "slug": f"body-{rng.randint(10, 99)}{number}-{mark}",  # slugs do not sort in entity order
        "name": f"Body {number} {mark}",
        "kind": rng.choice(KINDS),
        "in_area": rng.random() < 0.8,
        "year_end": rng.choice(("03-31", "12-31", "06-30", "08-31")),
        "participation": participation,
        "reason": "No capacity this year" if left_out else "",
    }


def _questions(framework: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "code": f"{statement['code']}.{question['number']}",
            "respondent": question["respondent"],
            "signal": question.get("kind") == "signal",
            "gate": question.get("gate"),
        }
        for statement in framework["statements"]
        for question in statement["questions"]
    ]


def _value(rng: random.Random, question: dict[str, Any], mood: str) -> str:
    if question["signal"]:
        return "X" if rng.random() < 0.3 else "Y"
    return rng.choices(("F", "L", "P", "N", "NA"), MOODS[mood])[0]


def _answer(rng: random.Random, question: dict[str, Any], body: str, mood: str) -> dict[str, str]:
    value = _value(rng, question, mood)
    return {
        "question": question["code"],
        "entity": body,
        "value": value,
        "note": rng.choice(NOTES),
        "reason": rng.choice(REASONS) if value == "NA" else "",
    }


def _agreed(rng: random.Random, question: dict[str, Any], taking_part: list[str], mood: str) -> dict[str, Any]:
    value = _value(rng, question, mood)
    must = value == "NA" or question["respondent"] != "organisation"
    dissenters = [body for body in taking_part if rng.random() < 0.05]
    return {
        "question": question["code"],
        "value": value,
        "rationale": rng.choice(REASONS) if must or rng.random() < 0.2 else "",
        "dissent": [{"entity": body, "note": "We see it differently"} for body in dissenters],
    }


def random_framework(
    rng: random.Random,
    *,
    levels: tuple[int, int] = (2, 6),
    dimensions: tuple[int, int] = (1, 8),
    most_questions: int = 60,
) -> dict[str, Any]:
    """A small or odd framework of the shipped one's shape, with placeholder wording.

    Statements stand in the order of dimensions and levels, those of no dimension first. A cell of dimension
    and level may be empty. Gates come earlier and address the same respondent; signals address no entities
    and have no gate.
    """
    mark = f"{rng.getrandbits(40):010x}"
    level_codes = [f"T{number}" for number in range(1, rng.randint(*levels) + 1)]
    dimension_codes = [f"{letter}{letter}" for letter in "KQMZBXCW"[: rng.randint(*dimensions)]]
    cells: list[tuple[str | None, str | None]] = [(None, None)]
    cells += [(dimension, level) for dimension in dimension_codes for level in level_codes]

    statements: list[dict[str, Any]] = []
    earlier: list[tuple[str, str, str]] = []  # statement, respondent and code of the questions so far
    numbers: dict[str | None, int] = {}
    for dimension, level in cells:
        for _ in range(rng.choice((0, 1, 1, 1, 2))):
            numbers[dimension] = numbers.get(dimension, 0) + 1
            code = f"{dimension or 'INTRO'}{numbers[dimension]}"
            questions = []
            for number in range(1, min(rng.choice((1, 2, 2, 3, 4, 6)), most_questions - len(earlier)) + 1):
                question = _random_question(rng, code, number, earlier)
                if question["kind"] != "signal" or question["respondent"] != "entity":
                    earlier.append((code, question["respondent"], f"{code}.{number}"))
                questions.append(question)
            if questions:
                statements.append(
                    {
                        "code": code,
                        "dimension": dimension,
                        "level": level,
                        "text": f"Statement {code}.",
                        "summary_text": f"Statement {code}.",
                        "why_it_matters": "It is made up.",
                        "questions": questions,
                    }
                )
    return {
        "framework": {
            "slug": f"odd-{mark}",
            "language": "en",
            "title": f"Odd framework {mark}",
            "publisher": "Nobody",
            "published": 2020,
            "edition": f"Edition {mark}",
            "source_note": "Made up for a test.",
        },
        "definitions": [],
        "levels": [
            {"code": code, "order": order, "name": f"Level {code}", "summary": "Made up."}
            for order, code in enumerate(level_codes, start=1)
        ],
        "dimensions": [{"code": code, "name": f"Dimension {code}", "summary": "Made up."} for code in dimension_codes],
        "statements": statements,
        "policy": _random_policy(rng),
    }


def _random_question(
    rng: random.Random, statement: str, number: int, earlier: list[tuple[str, str, str]]
) -> dict[str, Any]:
    respondent = rng.choice(("lead_entity", "entity", "entity", "organisation"))
    kind = rng.choice(("practice", "practice", "practice", "practice", "consequence", "signal"))
    if kind == "signal" and respondent == "entity":
        kind = "practice"
    question: dict[str, Any] = {
        "number": number,
        "respondent": respondent,
        "kind": kind,
        "text": f"Is {statement}.{number} so?",
        "guidance": "Made up.",
    }
    if kind != "signal" and rng.random() < 0.4:
        far = rng.random() < 0.3
        gates = [code for home, whose, code in earlier if whose == respondent and (far or home == statement)]
        if gates:
            question["gate"] = rng.choice(gates)
    return question


def _random_policy(rng: random.Random) -> dict[str, Any]:
    if rng.random() < 0.4:
        bands = {"P": 15, "L": 50, "F": 85}
    else:
        bands = dict(zip(("P", "L", "F"), sorted(rng.sample(range(5, 100), 3)), strict=True))
    return {
        "bands": bands,
        "full_needs": rng.choice(("L", "L", "P", "N", "F")),
        "reach": rng.choice(("L", "L", "L", "P")),
        "build_on": rng.choice(("F", "L")),
    }
