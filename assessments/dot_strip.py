"""The dot strip of one question: where each body stands on the scale, as columns of numbered marks.

Pure: no Django, no words beyond codes. A mark tells by its shape what it is: a filled disc is an answer, a hollow
square a view, a broken outline a value that follows from a gate. What it draws stands beside it as a table too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

SCALE = ("N", "P", "L", "F")
SIGNAL_SCALE = ("X", "Y")
NOT_APPLICABLE = "NA"
NO_ANSWER = ""
DENSE = 9
"""From this many marks in one column on they are drawn smaller and side by side."""


@dataclass(frozen=True)
class Stand:
    """One body: its number in entity order, from 1, and its value; is_view where the question asks somebody else."""

    number: int
    value: str
    is_view: bool = False
    is_implied: bool = False


@dataclass(frozen=True)
class Mark:
    """shape: "answer", "view" or "none"."""

    number: int
    shape: str
    is_implied: bool


@dataclass(frozen=True)
class Column:
    """code: a value, or "" for no answer. is_on_scale: whether neighbours are steps apart, not things apart."""

    code: str
    is_on_scale: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class DotStrip:
    columns: tuple[Column, ...]

    @property
    def is_dense(self) -> bool:
        return max(len(column.marks) for column in self.columns) >= DENSE


def dot_strip(stands: Iterable[Stand], *, is_signal: bool) -> DotStrip:
    """The columns from "not in place" to "fully in place", then not applicable, then no answer, apart.

    A signal has no steps: its two answers stand side by side, and "not applicable" only where somebody says so.
    """
    by_value: dict[str, list[Stand]] = {}
    for stand in stands:
        by_value.setdefault(stand.value, []).append(stand)
    apart = [NO_ANSWER] if is_signal and NOT_APPLICABLE not in by_value else [NOT_APPLICABLE, NO_ANSWER]
    return DotStrip(
        tuple(_column(code, by_value, is_on_scale=not is_signal) for code in (SIGNAL_SCALE if is_signal else SCALE))
        + tuple(_column(code, by_value, is_on_scale=False) for code in apart)
    )


def _column(code: str, by_value: dict[str, list[Stand]], *, is_on_scale: bool) -> Column:
    stands = sorted(by_value.get(code, ()), key=lambda stand: stand.number)
    return Column(code, is_on_scale, tuple(_mark(stand) for stand in stands))


def _mark(stand: Stand) -> Mark:
    shape = "none" if stand.value == NO_ANSWER else "view" if stand.is_view else "answer"
    return Mark(stand.number, shape, stand.is_implied)
