"""The sheets and columns of the workbook, as frozen objects: what is written, and what is looked for coming back.

What sheets, columns and facts are called here is English, and what the code knows them by. A workbook is written with
their names in the language of its edition (`tab`, and gettext for the rest), and read by their names in any language.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.workbook.texts import Texts
from framework_data.content import OptionText, QuestionText
from framework_data.structure import CONSEQUENCE, PRACTICE, SIGNAL

FORMAT = "alps-workbook/1"

# Translators: Names of the sheets of a workbook: 31 characters at most, without any of []:*?/\\ and each another.
START, QUESTIONS, VIEWS = gettext_noop("Start here"), gettext_noop("Questions"), gettext_noop("Views")
CHOICES, ABOUT = gettext_noop("Answers to choose"), gettext_noop("About this file")
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


CODE = Column("code", gettext_noop("Code"), 9)
TYPED = (
    Column("value", gettext_noop("Answer"), 25, is_typed=True),
    Column("note", gettext_noop("Note (optional)"), 42, is_typed=True),
    Column("reason", gettext_noop("Why not applicable"), 26, is_typed=True),
    Column("evidence", gettext_noop("Links to evidence (optional)"), 32, is_typed=True),
)
ONLY_IF = Column("only_if", gettext_noop("Asked only if"), 24)
COLUMNS = (
    CODE,
    Column("question", gettext_noop("Question"), 46),
    *TYPED,
    Column("guidance", gettext_noop("Guidance"), 42),
    ONLY_IF,
)
LAST_TIME = Column("last", gettext_noop("Last time"), 36)
"""Only where the body answered in the round before."""

REVISION_HEADS = (gettext_noop("Question"), gettext_noop("Revision"), gettext_noop("Fingerprint"))
FACTS = FORMAT_OF, EDITION, EDITION_REVISION, ROUND, BODY = (
    gettext_noop("Format"),
    gettext_noop("Edition"),
    gettext_noop("Revision of the edition"),
    gettext_noop("Round"),
    gettext_noop("Body"),
)
KINDS = {
    PRACTICE: gettext_noop("Practice"),
    CONSEQUENCE: gettext_noop("Consequence"),
    SIGNAL: gettext_noop("Signal"),
}
"""Kinds of questions, as the list of answers names them."""

NO_PLACE_IN_A_TAB = str.maketrans("", "", "[]:*?/\\")
MOST_OF_A_TAB = 31


def tab(sheet: str) -> str:
    """What a sheet is called in the language that is spoken now, as far as spreadsheets take it."""
    return _(sheet).translate(NO_PLACE_IN_A_TAB)[:MOST_OF_A_TAB].strip("'")


def known_by(names: Collection[str], say: Callable[[str], str] = _) -> dict[str, str]:
    """What each of these is called in any language on offer -> its name here; a workbook may be from another day."""
    found = {name: name for name in names}
    for language, __ in settings.LANGUAGES:
        with translation.override(language):
            found |= {say(name): name for name in names}
    return found


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
            (FORMAT_OF, FORMAT),
            (EDITION, self.edition),
            (EDITION_REVISION, str(self.revision)),
            (ROUND, self.round),
            (BODY, self.entity),
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
    """All that the workbook holds. lines: of the first sheet. choices: kind of question -> its answers.

    language: that of all its words that are not the edition's.
    """

    facts: Facts
    title: str
    round: str
    body: str
    lines: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    choices: tuple[tuple[str, tuple[OptionText, ...]], ...]
    language: str

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
