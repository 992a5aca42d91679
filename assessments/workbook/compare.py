"""A filled-in workbook against what is saved: what is new, changed, in conflict, or as it was.

Pure: frozen dataclasses in and out. The workbook says which revision of each answer it was made from, and whether the
row was touched since; so an answer that a colleague saved meanwhile stands, unless the workbook changed it too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assessments.workbook.texts import Texts

NEW, CHANGED, CONFLICT, KEPT, SAME = "new", "changed", "conflict", "kept", "same"


@dataclass(frozen=True)
class Returned:
    """One row of the workbook. revision: of the answer when the workbook was made, 0 for none."""

    code: str
    texts: Texts
    revision: int
    is_touched: bool


@dataclass(frozen=True)
class Stored:
    """What is saved on a question; revision 0 where nothing is."""

    texts: Texts = field(default_factory=Texts)
    revision: int = 0


@dataclass(frozen=True)
class Line:
    """What becomes of one row. revision: of the saved answer that `mine` is compared with."""

    code: str
    kind: str
    mine: Texts
    saved: Texts
    revision: int


def compare(returned: Iterable[Returned], stored: Mapping[str, Stored]) -> tuple[Line, ...]:
    """One line for each row, in the order of the rows. stored: question code -> what is saved on it."""
    return tuple(_line(row, stored.get(row.code, Stored())) for row in returned)


def _line(row: Returned, stored: Stored) -> Line:
    mine = row.texts.exact(stored.texts)
    return Line(row.code, _kind(row, mine, stored), mine, stored.texts, stored.revision)


def _kind(row: Returned, mine: Texts, stored: Stored) -> str:
    if mine == stored.texts:
        return SAME
    if not row.is_touched:
        return KEPT if row.revision != stored.revision else SAME
    if row.revision != stored.revision:
        return CONFLICT
    return CHANGED if stored.revision else NEW
