"""The sheets and columns of the workbook, as frozen objects: what is written, and what is looked for coming back."""

from dataclasses import dataclass

from assessments.workbook.texts import Texts
from framework_data.content import OptionText, QuestionText

FORMAT = "alps-workbook/1"

START, QUESTIONS, VIEWS, CHOICES, ABOUT = "Start here", "Questions", "Views", "Answers to choose", "About this file"
TO_FILL_IN = (QUESTIONS, VIEWS)
READ = (*TO_FILL_IN, ABOUT)
"""The sheets that are read when the workbook comes back."""

CLOSING = ("N", "NA", "X")
"""The answers to a gate after which its followers are not asked."""


@dataclass(frozen=True)
class Column:
    """width: in characters. is_typed: whether its cells are for the body to fill in."""

    key: str
    head: str
    width: int
    is_typed: bool = False


CODE = Column("code", "Code", 9)
TYPED = (
    Column("value", "Answer", 25, is_typed=True),
    Column("note", "Note (optional)", 42, is_typed=True),
    Column("reason", "Why not applicable", 26, is_typed=True),
    Column("evidence", "Links to evidence (optional)", 32, is_typed=True),
)
COLUMNS = (
    CODE,
    Column("question", "Question", 46),
    *TYPED,
    Column("guidance", "Guidance", 42),
    Column("only_if", "Asked only if", 24),
)
LAST_TIME = Column("last", "Last time", 36)
"""Only where the body answered in the round before."""

REVISION_HEADS = ("Question", "Revision", "Fingerprint")


@dataclass(frozen=True)
class Facts:
    """Where a workbook belongs: edition (slug, revision), round and body by slug."""

    edition: str
    revision: int
    round: str
    entity: str

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Format", FORMAT),
            ("Edition", self.edition),
            ("Revision of the edition", str(self.revision)),
            ("Round", self.round),
            ("Body", self.entity),
        )


@dataclass(frozen=True)
class Row:
    """One question with what is saved on it. gates: its gate, the gate of that, and so on."""

    question: QuestionText
    texts: Texts
    revision: int
    fingerprint: str
    guidance: str
    only_if: str
    gates: tuple[str, ...]
    last: str


@dataclass(frozen=True)
class Group:
    """A statement with its rows; heading: dimension and level in words."""

    code: str
    heading: str
    text: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    name: str
    groups: tuple[Group, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True)
class Book:
    """All that the workbook holds. lines: of the first sheet. choices: kind of question -> its answers."""

    facts: Facts
    title: str
    round: str
    body: str
    lines: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    choices: tuple[tuple[str, tuple[OptionText, ...]], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        has_last = any(row.last for sheet in self.sheets for row in sheet.rows)
        return (*COLUMNS, LAST_TIME) if has_last else COLUMNS


def entry(option: OptionText) -> str:
    """An answer as the drop-down offers it."""
    return f"{option.code} – {option.label}"


def value_of(question: QuestionText, typed: str) -> str | None:
    """The code of what stands in an answer cell: the entry of the list, its code or its label; None for another."""
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return ""
    for option in question.options:
        if wanted in (text.casefold() for text in (entry(option), option.code, option.label)):
            return option.code
    return None
