"""The shortest way up: the fewest single steps on question values that give some statements the ratings they need.

Pure. Among ways of equal length the fewest questions win, then the first questions in framework order, then the
higher end. That order is a sum over questions (see `_cost`), so one pass over the questions in framework order,
keeping the cheapest way to each state, finds the best way exactly. A state is the sum reached in the statement
at hand and which of the gates that stood at N have been raised.

Statements that share no gate at N do not influence each other and are solved apart, each remembered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

NOT_IN_PLACE, FULLY = 0, 3


@dataclass(frozen=True)
class Need:
    """A statement to be raised: its applicable places, the band its share must exceed, the least answer it may hold."""

    places: tuple[int, ...]
    band: int
    at_least: int

    @property
    def least_sum(self) -> int:
        """The smallest sum of values with 100 * sum > band * 3 * n."""
        return self.band * 3 * len(self.places) // 100 + 1


def shortest_way(
    needs: Sequence[Need], values: Sequence[int | None], gates: Mapping[int, int], signals: frozenset[int]
) -> list[tuple[int, int]]:
    """[(place, end)] of every question to raise, in framework order.

    values: the reading's value of every place (0 to 3 where rated); gates: follower -> gate.
    """
    blocked = _blocked_by(needs, values, gates, signals)
    ends: list[tuple[int, int]] = []
    for group in _independent(needs, blocked):
        places = sorted({place for need in group for place in need.places} | _gates_behind(group, blocked))
        local = {place: number for number, place in enumerate(places)}
        gate_numbers = tuple(local[blocked[place]] if place in blocked else -1 for place in places)
        starts = tuple(values[place] or 0 for place in places)
        statements = tuple(
            (tuple(local[place] for place in need.places), need.least_sum, need.at_least) for need in group
        )
        for number, end in enumerate(_cheapest(starts, gate_numbers, statements)):
            if end > starts[number]:
                ends.append((places[number], end))
    return sorted(ends)


def _blocked_by(
    needs: Sequence[Need], values: Sequence[int | None], gates: Mapping[int, int], signals: frozenset[int]
) -> dict[int, int]:
    """Place -> the rated gate at N that must rise before it can; followed up to gates outside the statements."""
    found: dict[int, int] = {}
    waiting = [place for need in needs for place in need.places]
    while waiting:
        place = waiting.pop()
        gate = gates.get(place)
        while gate is not None and gate in signals:
            # A signal is never a step: it is N only because its own gate is, and waits for that one.
            gate = gates.get(gate) if values[gate] == NOT_IN_PLACE else None
        if gate is not None and values[gate] == NOT_IN_PLACE and place not in found:
            found[place] = gate
            waiting.append(gate)
    return found


def _gates_behind(group: Sequence[Need], blocked: Mapping[int, int]) -> set[int]:
    found: set[int] = set()
    for need in group:
        for place in need.places:
            while (place := blocked.get(place, -1)) >= 0:
                found.add(place)
    return found


def _independent(needs: Sequence[Need], blocked: Mapping[int, int]) -> list[list[Need]]:
    """The needs in groups such that no gate at N is shared between two groups."""
    groups: list[tuple[set[int], list[Need]]] = []
    for need in needs:
        touched, members = {*need.places} | _gates_behind([need], blocked), [need]
        apart = []
        for other, others in groups:
            if touched & other:
                touched, members = touched | other, others + members
            else:
                apart.append((other, others))
        groups = [*apart, (touched, members)]
    return [members for _, members in groups]


@lru_cache(maxsize=4096)
def _cheapest(
    starts: tuple[int, ...],
    gates: tuple[int, ...],
    statements: tuple[tuple[tuple[int, ...], int, int], ...],
) -> tuple[int, ...]:
    """The end value of each question; `gates` holds the number of the gate at N behind a question, or -1."""
    count = len(starts)
    statement_of = {number: statement for statement in statements for number in statement[0]}
    last_of = {statement[0][-1]: statement for statement in statements}
    watched = set(gates)
    # state: (sum in the current statement, raised gates as bits) -> (cost, chain of ends)
    ways: dict[tuple[int, int], tuple[int, tuple]] = {(0, 0): (0, ())}
    for number in range(count):
        start, gate, statement = starts[number], gates[number], statement_of.get(number)
        lowest = max(start, statement[2]) if statement else start
        enough = statement[1] if statement else 0
        reached: dict[tuple[int, int], tuple[int, tuple]] = {}
        for (total, raised), (cost, chain) in ways.items():
            highest = FULLY if gate < 0 or raised >> gate & 1 else start
            for end in range(lowest, highest + 1):
                state = (
                    min(total + end, enough) if statement else total,
                    raised | 1 << number if end and number in watched else raised,
                )
                price = cost + _cost(count, number, start, end)
                if state not in reached or price < reached[state][0]:
                    reached[state] = (price, (chain, end))
        if number in last_of:
            reached = {(0, raised): way for (total, raised), way in reached.items() if total == enough}
        ways = reached
    _, chain = min(ways.values())
    ends = []
    while chain:
        chain, end = chain
        ends.append(end)
    return tuple(reversed(ends))


def _cost(count: int, number: int, start: int, end: int) -> int:
    """Steps, then questions touched, then places (earlier is cheaper), then ends (higher is cheaper), as one sum.

    Each part outweighs all that can come after it, so comparing sums compares the four in this order.
    """
    if end == start:
        return 0
    place_weight = 1 << 2 * count
    touch_weight = place_weight << count
    step_weight = touch_weight * (count + 1)
    earlier = 1 << count - 1 - number
    return (end - start) * step_weight + touch_weight - earlier * place_weight - (end << 2 * (count - 1 - number))
