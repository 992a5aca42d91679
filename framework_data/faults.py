"""One thing that is wrong with an edition: where it stands, and a sentence that says what to put right. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Translate = Callable[[str], str]
"""Gives a sentence with named gaps in another language; `str` leaves it as it is. Named `_` where it is called, so that
the sentences are gathered."""

MOST_LISTED = 100
"""Faults that are listed at once; past those a file is beyond mending by hand."""


@dataclass(frozen=True)
class Fault:
    """place: what a reader looks for, such as S2.4 or "policy". say: the sentence.

    model, code, field: the part and its column, where the fault is of one; a workbook makes a cell of it.
    """

    place: str
    say: str
    model: str = ""
    code: str = ""
    field: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.say}"


def of_part(model: str, code: str, field: str, say: str) -> Fault:
    """A fault of one column of one part, whose place is the part's code."""
    return Fault(f"check {code}" if model == "check" else code, say, model, code, field)


class FileRefusedError(Exception):
    """A file cannot be used as an edition; nothing of it is written. Holds every fault, with its place in the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    @property
    def lines(self) -> list[str]:
        """The faults as far as they are listed, and how many more there are."""
        return self.lines_in(str)

    def lines_in(self, _: Translate) -> list[str]:
        """The same in another language; the faults themselves were told in it."""
        listed, rest = [str(fault) for fault in self.faults[:MOST_LISTED]], len(self.faults) - MOST_LISTED
        return [*listed, _("And %(num)s more.") % {"num": f"{rest:,}"}] if rest > 0 else listed
