"""A demo round, and how it becomes an alps-assessment/1 document.

Answers stand in a table that a person can read and change: one line per question, one column per body in the
order of `bodies.BODIES`, a dot where a body said nothing, and behind a bar what the board agreed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assessments.demo.bodies import BODIES, EDITION, LEAD, PARTNERSHIP

Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class DemoSeat:
    """Somebody at a session: an account by the name of the person, or else a post."""

    body: str
    person: str = ""
    post: str = ""
    has_apologised: bool = False
    interest: str = ""


@dataclass(frozen=True)
class DemoRound:
    """One round. notes, reasons and evidence: body -> question -> text; dissent: question -> body -> note.

    not_taking_part: body -> (participation, reason). submitted_on: body -> day, for those that have.
    previous: the slug of the round that this one follows.
    drafts: question -> (value, rationale), by the facilitator; sessions: day -> who was there.
    """

    slug: str
    title: str
    scope: str
    scope_agreed_on: str
    scope_agreed_by: str
    period: tuple[str, str]
    deadline: str
    state: str
    table: str
    answered_on: date
    submitted_on: Mapping[str, date]
    revealed_on: date | None = None
    agreed_on: date | None = None
    signed_off_on: date | None = None
    minute_reference: str = ""
    not_taking_part: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: Texts = field(default_factory=dict)
    reasons: Texts = field(default_factory=dict)
    evidence: Texts = field(default_factory=dict)
    rationales: Mapping[str, str] = field(default_factory=dict)
    dissent: Texts = field(default_factory=dict)
    previous: str = ""
    drafts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sessions: Mapping[date, tuple[DemoSeat, ...]] = field(default_factory=dict)

    def rows(self) -> list[tuple[str, dict[str, str], str]]:
        """(question, body -> value, agreed value or "") for each line of the table."""
        return [_row(line) for line in self.table.strip().splitlines()]


def _row(line: str) -> tuple[str, dict[str, str], str]:
    bodies, _, agreed = line.partition("|")
    question, *cells = bodies.split()
    values = {body.slug: cell for body, cell in zip(BODIES, cells, strict=True) if cell != "."}
    return question, values, agreed.strip()


def document_of(round_: DemoRound) -> dict[str, Any]:
    """The round in the interchange format."""
    return {
        "format": "alps-assessment/1",
        "edition": EDITION,
        "partnership": PARTNERSHIP,
        "assessment": {
            "slug": round_.slug,
            "title": round_.title,
            "scope": round_.scope,
            "scope_agreed_on": round_.scope_agreed_on,
            "scope_agreed_by": round_.scope_agreed_by,
            "period_start": round_.period[0],
            "period_end": round_.period[1],
            "deadline": round_.deadline,
            "state": round_.state,
            "lead_entity": LEAD,
        },
        "entities": _entities(round_),
        "answers": _answers(round_),
        "agreed": _agreed(round_),
    }


def _entities(round_: DemoRound) -> list[dict[str, Any]]:
    rows = []
    for body in BODIES:
        participation, reason = round_.not_taking_part.get(body.slug, ("participating", ""))
        rows.append(
            {
                "slug": body.slug,
                "name": body.name,
                "kind": body.kind.value,
                "in_area": body.in_area,
                "year_end": body.year_end,
                "participation": participation,
                "reason": reason,
            }
        )
    return rows


def _answers(round_: DemoRound) -> list[dict[str, Any]]:
    return [
        {
            "question": question,
            "entity": body,
            "value": value,
            "note": round_.notes.get(body, {}).get(question, ""),
            "reason": round_.reasons.get(body, {}).get(question, ""),
        }
        for question, values, _ in round_.rows()
        for body, value in values.items()
    ]


def _agreed(round_: DemoRound) -> list[dict[str, Any]]:
    return [
        {
            "question": question,
            "value": agreed,
            "rationale": round_.rationales.get(question, ""),
            "dissent": [{"entity": body, "note": note} for body, note in round_.dissent.get(question, {}).items()],
        }
        for question, _, agreed in round_.rows()
        if agreed
    ]
