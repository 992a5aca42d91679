"""What one reader may see of a round's report, as a value: all that the report depends on beside the round itself.

Two people with the same cut read the same report to the byte, so a report is made once for both of them; whoever has
another cut is never given it.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from assessments.access import EntityVisit, PublicVisit, Visit, reach_of
from assessments.models import Assessment, Participant
from assessments.past import REVEALED
from assessments.permissions import can_read_everything
from assessments.reach import Reach
from reports.audience import BOARD, ENTITY, PUBLIC, Audience, for_board, for_entities


@dataclass(frozen=True)
class Cut:
    """kind: of the audience. answers_for: ids of the bodies whose answers the reader of the partnership's report gave.

    subject: slug of the body whose own report it is; empty for the partnership's. states, published_alone: the
    reader's reach among revealed rounds, which decides over the round before.
    """

    kind: str
    answers_for: tuple[int, ...] = ()
    subject: str = ""
    states: tuple[str, ...] = REVEALED
    published_alone: bool = False

    @property
    def reach(self) -> Reach:
        return Reach(self.states, self.published_alone)

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
            # Keys that were stored before rounds were published do not say.
            published_alone=found.get("published_alone", False),
        )

    def audience(self, participants: Iterable[Participant]) -> Audience:
        """The edition that this is, for a round with these bodies."""
        if self.subject:
            return for_entities(self.subject)
        if self.kind == BOARD:
            return for_board(participants)
        own = [p.entity.slug for p in participants if p.takes_part and p.entity_id in self.answers_for]
        return Audience(self.kind, frozenset(own))


PUBLIC_CUT = Cut(PUBLIC, states=(Assessment.State.SIGNED_OFF,), published_alone=True)
"""The public edition: one for viewers, for whoever looks at it before, and for the record."""


def cut_of(visit: Visit) -> Cut:
    """How this person reads the round: a body's own report on a visit to the body, else the partnership's."""
    states = tuple(state for state in REVEALED if state in reach_of(visit.standing).states)
    if isinstance(visit, EntityVisit):
        return Cut(ENTITY, subject=visit.participant.entity.slug, states=states)
    if can_read_everything(visit):
        return Cut(BOARD, states=states)
    if isinstance(visit, PublicVisit) or not visit.standing.is_member:
        return PUBLIC_CUT
    return Cut(ENTITY, answers_for=tuple(sorted(visit.standing.answers_for)), states=states)
