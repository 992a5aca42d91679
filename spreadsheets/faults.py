"""What is wrong with a workbook that came back: where, and how to put it right. Pure; telling.py has the words."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """place: a sheet and a cell, or the file. say: what is wrong there and what to do."""

    place: str
    say: str


class RefusedError(Exception):
    """The workbook as a whole cannot be used. Nothing of it is saved."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.place}: {fault.say}" for fault in self.faults))
