"""What an import of wording would do, as one frozen object: the command prints it, and a page can show it.

Pure. A place is "line 12", or "page 3, line 12" in a PDF.
"""

from collections.abc import Mapping
from dataclasses import dataclass

STATEMENT, SUMMARY, QUESTION = "statement", "summary", "question"


@dataclass(frozen=True)
class Found:
    """A wording that was found. kind: one of the constants above; base_text: what the base edition says there."""

    kind: str
    code: str
    place: str
    text: str
    base_text: str


@dataclass(frozen=True)
class Remark:
    """Something to tell of a place; `code` is empty where it concerns no statement or question."""

    place: str
    code: str
    say: str


@dataclass(frozen=True)
class LeftAside:
    """Lines that were not imported, and why. text: how the first of them begins; lines: how many."""

    place: str
    why: str
    text: str
    lines: int


@dataclass(frozen=True)
class Report:
    """statements, questions: how many the base has. missing: what does not fit the base, wanting or surplus.

    doubtful: what may have been read wrongly. notes: choices that were clear, and worth a look all the same.
    """

    statements: int
    questions: int
    found: tuple[Found, ...]
    missing: tuple[Remark, ...]
    doubtful: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    left_aside: tuple[LeftAside, ...]

    @property
    def fits(self) -> bool:
        """Whether every statement and question of the base has its wording here, and none is left over."""
        return not self.missing

    def count(self, kind: str) -> int:
        """How many wordings of this kind were found."""
        return sum(each.kind == kind for each in self.found)

    def texts(self, kind: str) -> Mapping[str, str]:
        """Code -> the wording found, for one kind."""
        return {each.code: each.text for each in self.found if each.kind == kind}

    @property
    def refusal(self) -> str:
        """Why no edition can be made of it, as a sentence; empty where one can. What is doubtful is for the editor."""
        if self.fits:
            return ""
        return "The document does not fit the edition: see what is missing or surplus. Nothing was written."
