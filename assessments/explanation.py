"""What a board asks next: what stands in the way of the next level, and the shortest way up, on the floor reading.

Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assessments.counting import CODES, NA, Sets, Values, places_of
from assessments.rating import applicable_levels, needs_of
from assessments.result import DimensionResult, HeldBack, HeldQuestion, Step
from assessments.way_up import Need, shortest_way
from framework_data.structure import ENTITY, VALUE, Statement


class Reader:
    """Explains the floor reading of one profile."""

    def __init__(self, sets: Sets, entity: str | None, floor: Values, ratings: Mapping[str, str]) -> None:
        self.sets, self.shape, self.entity = sets, sets.shape, entity
        self.floor, self.ratings = floor, ratings

    def explained(self, bare: DimensionResult, statements: Sequence[Statement]) -> DimensionResult:
        levels = applicable_levels(statements, self.ratings)
        next_level = next((level for level in levels if level > bare.floor), None)
        rated = [place for statement in statements for place in self.shape.rated[statement.code]]
        held_back_by: tuple[HeldBack, ...] = ()
        steps: tuple[Step, ...] = ()
        if next_level is not None:
            needs = needs_of(statements, self.ratings, next_level, self.shape.framework.policy)
            short = {code: need for code, need in needs.items() if VALUE[self.ratings[code]] < VALUE[need]}
            held_back_by = tuple(self._held_back(code, need) for code, need in short.items())
            steps = self._way_up(short)
        return replace(
            bare,
            next_level=next_level,
            held_back_by=held_back_by,
            shortest_way_up=steps,
            ahead=tuple(
                s.code for s in statements if (s.level or 0) > bare.floor and self.ratings[s.code] in ("L", "F")
            ),
            not_applicable=sum(self.floor[place] == NA for place in rated),
            rated_questions=len(rated),
        )

    def _held_back(self, code: str, need: str) -> HeldBack:
        questions = []
        for place in self.shape.rated[code]:
            value = self.floor[place]
            if value is not None and value < VALUE[need]:
                questions.append(HeldQuestion(self.shape.codes[place], CODES[value], self._bodies(place, value.__eq__)))
        return HeldBack(code, self.ratings[code], need, tuple(questions))

    def _way_up(self, short: Mapping[str, str]) -> tuple[Step, ...]:
        policy = self.shape.framework.policy
        bands = {"P": policy.band_p, "L": policy.band_l, "F": policy.band_f}
        needs = tuple(
            Need(
                places=tuple(place for place in self.shape.rated[code] if self.floor[place] != NA),
                band=bands[need],
                at_least=VALUE[policy.full_needs] if need == "F" else 0,
            )
            for code, need in short.items()
        )
        ends = shortest_way(needs, tuple(self.floor), self.shape.gate, self.shape.signals)
        return tuple(
            Step(
                question=self.shape.codes[place],
                start=CODES[self.floor[place] or 0],
                end=CODES[end],
                entities=self._bodies(place, end.__gt__),
            )
            for place, end in ends
        )

    def _bodies(self, place: int, concerns: Callable[[int], bool]) -> tuple[str, ...]:
        """The bodies without an answer, or with one that concerns; named only where bodies decide the value."""
        sets = self.sets
        if self.entity is not None or place not in places_of(self.shape, ENTITY) or sets.agreed[place] is not None:
            return ()
        return tuple(
            entity
            for entity, values in sets.bodies.items()
            if (standing := values[place]) is None or concerns(standing)
        )
