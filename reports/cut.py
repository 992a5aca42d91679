"""What one reader may see of a round's report, as a value: all that the report depends on beside the round itself.

Two people with the same cut read the same report to the byte, so a report is made once for both of them; whoever has
another cut is never given it.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from assessments.access import EntityVisit, Visit, visible_states
from assessments.models import Participant
from assessments.past import REVEALED
from assessments.permissions import can_read_everything
from reports.audience import BOARD, ENTITY, PUBLIC, Audience, for_board, for_entities


@dataclass(frozen=True)
class Cut:
    """kind: of the audience. answers_for: ids of the bodies whose answers the reader of the partnership's report gave.

    subject: slug of the body whose own report it is; empty for the partnership's. states: those revealed states in
    which the round before exists for the reader.
    """

    kind: str
    answers_for: tuple[int, ...] = ()
    subject: str = ""
    states: tuple[str, ...] = REVEALED

    @property
    def key(self) -> str:
        """The whole cut as text: two cuts have the same key where they are the same."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_key(cls, key: str) -> "Cut":
        found = json.loads(key)
        return cls(
            kind=found["kind"],
            answers_for=tuple(found["answers_for"]),
            subject=found["subject"],
            states=tuple(found["states"]),
        )

    def audience(self, participants: Iterable[Participant]) -> Audience:
        """The edition that this is, for a round with these bodies."""
        if self.subject:
            return for_entities(self.subject)
        if self.kind == BOARD:
            return for_board(participants)
        own = [p.entity.slug for p in participants if p.takes_part and p.entity_id in self.answers_for]
        return Audience(self.kind, frozenset(own))


def cut_of(visit: Visit) -> Cut:
    """How this person reads the round: a body's own report on a visit to the body, else the partnership's."""
    states = tuple(state for state in REVEALED if state in visible_states(visit.standing))
    if isinstance(visit, EntityVisit):
        return Cut(ENTITY, subject=visit.participant.entity.slug, states=states)
    if can_read_everything(visit):
        return Cut(BOARD, states=states)
    if not visit.standing.is_member:
        return Cut(PUBLIC, states=states)
    return Cut(ENTITY, answers_for=tuple(sorted(visit.standing.answers_for)), states=states)
