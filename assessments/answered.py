"""What one body has recorded, which of its questions its gates close, and how far it has come.

Nothing of another body is read here, so that a page made of these objects cannot break the blindness of an open round.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from assessments.access import EntityVisit
from assessments.actions.answering import Draft
from assessments.forms import digest_of
from assessments.maturity import closed_by
from assessments.models import Answer
from framework_data.content import Content
from framework_data.structure import ENTITY, LEAD_ENTITY

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
    is_carried: bool = False
    """Whether it came over from a round on another edition, and nobody has saved it here."""

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
        answer.carried_at is not None,
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
    columns = ("question_id", "value", "note", "reason", "evidence")
    about = ("revision", "updated_at", "updated_by__name", "carried_at")
    return {
        content.code_of_question[pk]: Recorded(
            value, note, reason, evidence, revision, at, by or "", carried is not None
        )
        for pk, value, note, reason, evidence, revision, at, by, carried in rows.values_list(*columns, *about)
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
