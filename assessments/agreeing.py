"""What the board reads first in consensus: the list of statements, what is disputed, and what fits badly together.

For rounds that are revealed. Only submitted answers of bodies that take part are read here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.access import Visit
from assessments.consensus import Spread, open_joint, settled_by_gates, spreads
from assessments.forms import key_of
from assessments.maturity import Round, partnership_profile, profiles
from assessments.models import AgreedDraft, Participant
from assessments.rounds import revealed_round
from assessments.sessions import SessionLine, sessions_of
from assessments.submission import advice
from framework_data.content import Content, StatementText
from framework_data.structure import ORGANISATION

# --- The list -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StatementLine:
    """A statement in the list. disputed: questions still in dispute; joint: questions about the partnership.

    A question that an agreed gate has closed is settled by it. is_confirmed: no missing answer can change the rating
    any more. drafts: how many wait for the board.
    """

    code: str
    text: str
    dimension: str
    disputed: tuple[str, ...]
    drafts: int
    joint: int
    joint_agreed: int
    is_confirmed: bool

    @property
    def is_to_settle(self) -> bool:
        return bool(self.disputed or self.joint_agreed < self.joint)

    @property
    def is_settled(self) -> bool:
        return self.is_confirmed and not self.is_to_settle

    @property
    def anchor(self) -> str:
        """Where the page of the statement opens: at its first disputed question."""
        return f"#{key_of(self.disputed[0])}" if self.disputed else ""


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
    statements: int
    settled: int
    joint: int
    joint_agreed: int
    drafts: int
    is_settled: bool
    oddities: tuple[Oddity, ...]
    sessions: tuple[SessionLine, ...]
    counted: tuple[Participant, ...]
    late: tuple[Participant, ...]
    absent: tuple[Participant, ...]


def consensus_page(visit: Visit) -> ConsensusPage:
    recorded = revealed_round(visit)
    lines = statement_lines(visit.content, recorded, drafted_values(visit))
    return ConsensusPage(
        disputed=tuple(line for line in lines if line.disputed),
        others=tuple(line for line in lines if not line.disputed),
        statements=len(lines),
        settled=sum(line.is_settled for line in lines),
        joint=sum(line.joint for line in lines),
        joint_agreed=sum(line.joint_agreed for line in lines),
        drafts=sum(line.drafts for line in lines),
        is_settled=not any(line.disputed for line in lines) and not open_joint(recorded.framework, recorded.agreed),
        oddities=_oddities(visit, recorded),
        sessions=sessions_of(visit),
        counted=tuple(p for p in visit.taking_part if p.submitted_at),
        late=tuple(p for p in visit.taking_part if not p.submitted_at),
        absent=tuple(p for p in visit.participants if not p.takes_part),
    )


def drafted_values(visit: Visit) -> dict[str, str]:
    """Question code -> the value that waits for the board; empty once nobody can agree it."""
    if not visit.assessment.is_in_consensus:
        return {}
    rows = AgreedDraft.objects.filter(assessment=visit.assessment).values_list("question_id", "value")
    return {visit.content.code_of_question[question]: value for question, value in rows}


def statement_lines(content: Content, recorded: Round, drafts: Mapping[str, str]) -> tuple[StatementLine, ...]:
    found, profile = spreads(recorded, content.question_by_code), partnership_profile(recorded, explain=False)
    confirmed = {result.code for result in profile.statements if result.is_confirmed}
    settled = recorded.agreed.keys() | settled_by_gates(recorded).keys()
    return tuple(
        _line(content, statement, found, settled, drafts, is_confirmed=statement.code in confirmed)
        for statement in content.statements
    )


def _line(
    content: Content,
    statement: StatementText,
    found: Mapping[str, Spread],
    settled: set[str],
    drafts: Mapping[str, str],
    *,
    is_confirmed: bool,
) -> StatementLine:
    codes = [question.code for question in statement.questions]
    joint = [question.code for question in statement.questions if question.respondent == ORGANISATION]
    return StatementLine(
        code=statement.code,
        text=statement.summary_text,
        dimension=content.dimension_name(statement.dimension) if statement.dimension else _("Getting Started"),
        disputed=tuple(code for code in codes if found[code].is_disputed and code not in settled),
        drafts=sum(code in drafts for code in codes),
        joint=len(joint),
        joint_agreed=sum(code in settled for code in joint),
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
