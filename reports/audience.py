"""Three editions of every report, and what each may hold: the board's, a body's and the public's.

| Edition | For | Answers and notes of | Rationale, dissent | Names of bodies beside answers |
| board | board, finance, facilitator, auditor | every body | yes | yes |
| entity | those who answer for a body | that body | no | in the partnership's profile |
| public | viewers | nobody | no | no |

A report is cut to its edition while it is built, so that no page or file can show what it does not hold.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.maturity import DimensionResult, Profile, Round
from assessments.models import Participant
from framework_data.structure import LEAD_ENTITY

BOARD, ENTITY, PUBLIC = "board", "entity", "public"

NAMES = {
    BOARD: gettext_noop("Board edition"),
    ENTITY: gettext_noop("Entity edition"),
    PUBLIC: gettext_noop("Public edition"),
}

BLIND = gettext_noop(
    "It holds one body's own answers and notes alone. What others answered is shown from the reveal on."
)
HOLDS = {
    BOARD: gettext_noop("It holds the answers and notes of every body, the board's reasons and dissent."),
    ENTITY: gettext_noop("It holds one body's own answers and notes, and the partnership's result."),
    PUBLIC: gettext_noop("It holds levels, ratings and agreed answers. It holds no answers or notes of single bodies."),
}


@dataclass(frozen=True)
class Audience:
    """Who a report is for; `bodies` are the slugs of those whose answers, notes and levels it may hold."""

    kind: str
    bodies: frozenset[str]

    @property
    def name(self) -> str:
        return _(NAMES[self.kind])

    @property
    def reads_reasons(self) -> bool:
        return self.kind == BOARD

    def cut(self, profiles: Sequence[Profile], recorded: Round) -> tuple[Profile, ...]:
        """The profiles that this audience may see; for the public without what tells a single body's answer."""
        kept = [profile for profile in profiles if profile.entity is None or profile.entity in self.bodies]
        if self.kind != PUBLIC:
            return tuple(kept)
        questions = recorded.framework.questions
        single = {q.code for q in questions if q.respondent == LEAD_ENTITY and q.code not in recorded.agreed}
        return tuple(_for_the_public(profile, single) for profile in kept)


def for_board(participants: Iterable[Participant]) -> Audience:
    return Audience(BOARD, frozenset(p.entity.slug for p in participants if p.takes_part))


def for_entities(*slugs: str) -> Audience:
    return Audience(ENTITY, frozenset(slugs))


def _for_the_public(profile: Profile, single: Set[str]) -> Profile:
    return replace(profile, dimensions=tuple(_without_bodies(result, single) for result in profile.dimensions))


def _without_bodies(result: DimensionResult, single: Set[str]) -> DimensionResult:
    """Without names, and without the values of `single`: questions that the lead alone answered.

    A way up that touches one of them is left out whole, since half of it would lead nowhere.
    """
    held = tuple(
        replace(held, questions=tuple(replace(q, entities=()) for q in held.questions if q.question not in single))
        for held in result.held_back_by
    )
    steps = tuple(replace(step, entities=()) for step in result.shortest_way_up)
    if any(step.question in single for step in steps):
        steps = ()
    return replace(result, held_back_by=held, shortest_way_up=steps)
