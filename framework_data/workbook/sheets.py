"""The sheets and columns of an edition's workbook: what is written, and what is looked for coming back.

A row's place is its order. What a cell may hold stands in words, which mean a code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import translation

from framework_data.models import Check, Option, Question


def _words(choices: type[Option.Kind | Question.Respondent | Check.Moment | Check.Kind]) -> Mapping[str, str]:
    """Code -> what a cell says for it: the same in every language, because it is read back."""
    with translation.override(None):
        return {str(choice.value): str(choice.label) for choice in choices}


@dataclass(frozen=True)
class Column:
    """key: the column of the table. width: in characters. words: code -> what a cell says for it.

    part: the kind of part whose code the cell names. is_number: a whole number or nothing.
    """

    key: str
    head: str
    width: int
    words: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Sheet:
    name: str
    model: str
    columns: tuple[Column, ...]


START, EDITION = "Start here", "Edition"
KINDS = _words(Option.Kind)

FACTS = (
    Column("slug", "Short name (letters, digits, hyphens)", 0),
    Column("language", "Language (en, cy …)", 0),
    Column("title", "Title", 0),
    Column("publisher", "Publisher", 0),
    Column("published", "Year of publication", 0, is_number=True),
    Column("label", "Edition", 0),
    Column("source_note", "Note on the source", 0),
    Column("band_p", "Partly in place above, per cent", 0, is_number=True),
    Column("band_l", "Largely in place above, per cent", 0, is_number=True),
    Column("band_f", "Fully in place above, per cent", 0, is_number=True),
    Column("full_needs", "Lowest answer in a full statement (N, P, L, F)", 0),
    Column("reach", "Rating that a level needs (P, L, F)", 0),
    Column("build_on", "Rating that lower levels need (P, L, F)", 0),
)
"""The lines of the sheet on the edition itself: heading, then value."""

SHEETS = (
    Sheet(
        "Levels",
        "level",
        (Column("code", "Code", 12), Column("name", "Name", 32), Column("summary", "Summary", 90)),
    ),
    Sheet(
        "Dimensions",
        "dimension",
        (Column("code", "Code", 12), Column("name", "Name", 32), Column("summary", "Summary", 90)),
    ),
    Sheet(
        "Statements",
        "statement",
        (
            Column("code", "Code", 10),
            Column("dimension", "Dimension", 12, part="dimension"),
            Column("level", "Level", 10, part="level"),
            Column("text", "Detailed wording", 55),
            Column("summary_text", "Wording in the summary", 45),
            Column("why_it_matters", "Why it matters", 45),
            Column("substance_note", "Note where the two differ in substance", 40),
        ),
    ),
    Sheet(
        "Questions",
        "question",
        (
            Column("code", "Code", 10),
            Column("statement", "Statement", 11, part="statement"),
            Column("respondent", "Who answers", 24, words=_words(Question.Respondent)),
            Column("kind", "Kind", 14, words=KINDS),
            Column("gate", "Asked only after", 16, part="question"),
            Column("text", "Question", 60),
            Column("guidance", "Guidance", 60),
            Column("months_after_year_end", "Months after the year end", 14, is_number=True),
        ),
    ),
    Sheet(
        "Answers",
        "option",
        (
            Column("kind", "Kind of question", 18, words=KINDS),
            Column("answer", "Answer", 10),
            Column("value", "Value", 10, is_number=True),
            Column("label", "Label", 80),
        ),
    ),
    Sheet("Definitions", "definition", (Column("code", "Term", 24), Column("meaning", "Meaning", 110))),
    Sheet(
        "Checks",
        "check",
        (
            Column("code", "Name", 20),
            Column("moment", "When", 26, words=_words(Check.Moment)),
            Column("kind", "What is odd", 50, words=_words(Check.Kind)),
            Column("first", "First question", 14, part="question"),
            Column("second", "Second question", 14, part="question"),
            Column("say", "Advice", 70),
        ),
    ),
)
SHEET_OF = {sheet.model: sheet for sheet in SHEETS}
