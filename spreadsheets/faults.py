"""What is wrong with a workbook that came back: where, and how to put it right."""

from collections.abc import Iterable
from dataclasses import dataclass

THE_FILE = "The file"
MOST_LISTED = 100
"""Faults that a page lists; after those the file is beyond mending by hand."""


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


def of_the_file(say: str) -> RefusedError:
    return RefusedError([Fault(THE_FILE, say)])


def cell(sheet: str, reference: str) -> str:
    return f"{sheet}, cell {reference}"


def listed(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults as far as a page lists them, and how many more there are."""
    found = list(faults)
    if len(found) <= MOST_LISTED:
        return tuple(found)
    rest = len(found) - MOST_LISTED
    return (*found[:MOST_LISTED], Fault("And more", f"There are {rest:,} more faults. Download a new workbook."))
