"""Every column of the tables that leave as XLSX and CSV: its name, its type, and what it holds.

One list for all: the heads of the files, the page that explains them and docs/exports.md are made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports import answers, details
from reports.audience import BOARD, ENTITY, NAMES, PUBLIC

TEXT, CODE, NUMBER, DATE, YES_NO, MIXED = "text", "code", "whole number", "date", "yes or no", "text, number or date"
EVERY = (BOARD, ENTITY, PUBLIC)
OF_BODIES = (BOARD, ENTITY)


@dataclass(frozen=True)
class Column:
    """name: the head in CSV. editions: those whose tables have it. width: in characters, in a workbook."""

    name: str
    kind: str
    holds: str
    width: int = 14
    editions: tuple[str, ...] = EVERY

    @property
    def heading(self) -> str:
        """The head in a workbook."""
        return self.name.replace("_", " ").capitalize()

    @property
    def only_in(self) -> str:
        """The editions that have it, in words; empty where every edition does."""
        if self.editions == EVERY:
            return ""
        return " and ".join(NAMES[kind].lower() for kind in self.editions)


@dataclass(frozen=True)
class Sheet:
    """name: on the tab; at most 31 characters. holds: what one row is."""

    name: str
    holds: str
    columns: tuple[Column, ...] = field(repr=False)

    def columns_in(self, edition: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if edition in column.editions)


WHAT: Mapping[str, str] = {
    details.ANSWER: "the body was asked and answered",
    details.VIEW: "the body was not asked; its view counts in its own result alone",
    details.IMPLIED: "an earlier answer decides this one, so it was not asked; see gate_code",
    details.WAITS: "recorded, but the question before it, in gate_code, is not answered yet",
    details.MISSING: "no answer yet",
    answers.AGREED: "the board agreed it",
    answers.WORKED_OUT: "nothing was agreed; what counts follows from the answers of those who were asked",
    answers.TAKEN_OVER: "the body was not asked; what counts is the lead entity's or the partnership's answer",
    answers.NOTE_ALONE: "the body was not asked and wrote a note without a view",
    answers.NOT_SHOWN: "nothing was agreed, and this edition holds no answers of single bodies",
}
"""The words of the column `what`, and what each of them means."""


def _coded(name: str, holds: str, *, width: int = 20) -> tuple[Column, Column]:
    """A rating or an answer: its code, and the code spelled out."""
    return Column(f"{name}_code", CODE, f"{holds}, as a code.", 9), Column(name, TEXT, f"{holds}, in words.", width)


def _level(name: str, holds: str, *, is_reached: bool = False) -> tuple[Column, Column]:
    """A level: its number, and its name."""
    zero = "0 is not yet at the first level, " if is_reached else ""
    number = Column(f"{name}_number", NUMBER, f"{holds}: {zero}1 is the first level.", 9)
    return number, Column(name, TEXT, f"{holds}, in words.", 25)


BODY = Column("body_code", CODE, "Short code of the body whose row it is; empty for the partnership.", 18)
WHOSE = Column("whose", TEXT, "Name of the body or the partnership whose row it is.", 30)
DIMENSION = (
    Column("dimension_code", CODE, "Short code of the dimension; empty for Getting Started.", 11),
    Column("dimension", TEXT, "Name of the dimension, or Getting Started, which belongs to none.", 16),
)
STATEMENT = (
    Column("statement_code", CODE, "Code of the statement.", 11),
    Column("statement", TEXT, "Wording of the statement, in its summary form.", 50),
)
STANDS_AT = (
    Column("statement_level_number", NUMBER, "The level that the statement belongs to; empty for Getting Started.", 10),
    Column("statement_level", TEXT, "Name of that level.", 22),
)
QUESTION = (
    Column("question_code", CODE, "Code of the question.", 10),
    Column("question", TEXT, "Wording of the question.", 55),
)
ADDRESSED_TO = Column("addressed_to", TEXT, "Whom the question asks.", 20)
RATING = (
    *_coded("rating_at_least", "Rating of the statement if every missing answer were not in place"),
    *_coded("rating_up_to", "Rating of the statement if every missing answer were fully in place"),
)
LEVEL = (
    *_level("level_at_least", "Level of the dimension if every missing answer were not in place", is_reached=True),
    *_level("level_up_to", "Level of the dimension if every missing answer were fully in place", is_reached=True),
)

ROUND = (
    Column("partnership", TEXT, "Name of the partnership."),
    Column("round", TEXT, "Title of the round."),
    Column("round_code", CODE, "Short code of the round."),
    Column("period_from", DATE, "First day of the period."),
    Column("period_to", DATE, "Last day of the period."),
    Column("framework_code", CODE, "Short code of the framework's edition, whose wording and rule are used."),
    Column("state", TEXT, "Draft and why, or signed off and when."),
    Column("is_draft", YES_NO, "Yes until the board has signed the round off."),
    Column("edition", TEXT, "For whom the file was made: board, entity or public edition."),
    Column("changed_on", DATE, "The day of the latest change to what the file holds."),
)
"""Before the columns of the answers in a CSV file; a workbook says the same on its first sheet."""

ABOUT = Sheet(
    "About",
    "One row for each fact about the round and this file.",
    (Column("item", TEXT, "What the row says.", 24), Column("value", MIXED, "What it is.", 100)),
)
LEVELS = Sheet(
    "Levels",
    "One row for each dimension, of the partnership and of each body that this edition shows.",
    (
        WHOSE,
        BODY,
        *DIMENSION,
        *LEVEL,
        Column("missing", NUMBER, "Answers that are still to come in this dimension.", 9),
        Column("not_applicable", NUMBER, "Rated questions that are left out as not applicable.", 11),
        Column("rated_questions", NUMBER, "Rated questions of the dimension, those left out included.", 11),
        *_level("next_level", "The next level that applies, empty where none does"),
        Column("held_back_by", TEXT, "Codes of the statements that stand in the way of the next level.", 18),
        Column("steps_up", NUMBER, "Single steps of the shortest way to the next level, where it is shown.", 9),
        Column("ahead", TEXT, "Codes of the statements that are ahead of the level.", 18),
        Column("why", TEXT, "Why the level is what it is.", 50),
    ),
)
RATINGS = Sheet(
    "Ratings",
    "One row for each statement, of the partnership and of each body that this edition shows.",
    (WHOSE, BODY, *DIMENSION, *STANDS_AT, *STATEMENT, *RATING),
)
IN_THE_WAY = Sheet(
    "In the way",
    "One row for each question that is too low for the next level of a dimension.",
    (
        *(WHOSE, BODY, *DIMENSION, *_level("next_level", "The level that it stands in the way of"), *STATEMENT),
        *_coded("rating", "Rating of the statement now"),
        *_coded("needs", "Rating that the statement needs"),
        *QUESTION,
        *_coded("now", "What counts for the question now"),
        Column("at", TEXT, "In the partnership's rows: the bodies that hold it there.", 36, OF_BODIES),
    ),
)
WAY_UP = Sheet(
    "Way up",
    "One row for each question of the shortest way to the next level of a dimension.",
    (
        *(WHOSE, BODY, *DIMENSION, *_level("next_level", "The level that the way leads to"), *QUESTION),
        *_coded("from", "What counts for the question now"),
        *_coded("to", "What it has to become"),
        Column("steps", NUMBER, "Single steps, such as from partly to largely in place.", 8),
        Column("who_moves", TEXT, "In the partnership's rows: the bodies that would have to move.", 36, OF_BODIES),
    ),
)
ANSWERS = Sheet(
    "Answers",
    "One row for each answer: of each question the partnership's row, then those of the bodies in this edition.",
    (
        *(*QUESTION, ADDRESSED_TO, WHOSE, BODY),
        Column("what", TEXT, "What kind of row it is; its words are explained one by one.", 18),
        *_coded("value", "What the body recorded or the board agreed"),
        Column("gate_code", CODE, "Code of the earlier question that decides this one or that it waits for.", 9),
        *_coded("counts_as", "What counts for the question, where the report prints it"),
        Column("counts_because", TEXT, "Why that counts: agreed by the board, or what it follows from.", 20),
        Column("reason", TEXT, "Why the body found the question not applicable.", 36, OF_BODIES),
        Column("note", TEXT, "What the body noted.", 50, OF_BODIES),
        Column("evidence", TEXT, "Links to evidence, one to a line, as text.", 30, OF_BODIES),
        Column("rationale", TEXT, "In the partnership's rows: why the board agreed this.", 40, (BOARD,)),
        Column("dissent", TEXT, "In the partnership's rows: which bodies do not agree, and why.", 40, (BOARD,)),
        Column("is_rated", YES_NO, "No where the question only asks whether problems came to light.", 9),
        *(*STATEMENT, *RATING, *DIMENSION, *STANDS_AT, *LEVEL),
    ),
)
AGREED = Sheet(
    "Agreed answers",
    "One row for each answer that the board agreed.",
    (
        *(*QUESTION, ADDRESSED_TO, *_coded("value", "What the board agreed")),
        Column("rationale", TEXT, "Why the board agreed this.", 50, (BOARD,)),
        Column("dissent", TEXT, "Which bodies do not agree, and why.", 50, (BOARD,)),
        *STATEMENT,
    ),
)
MOVEMENT = Sheet(
    "Movement",
    "One row for each dimension and each statement, compared with the round before.",
    (
        Column("what_moved", TEXT, "Level of a dimension, or rating of a statement.", 12),
        Column("group", TEXT, "The dimension, or Getting Started.", 16),
        Column("statement_code", CODE, "Code of the statement; empty for a dimension.", 11),
        Column("name", TEXT, "Name of the dimension, or wording of the statement.", 50),
        Column("then", TEXT, "Level or rating in the round before.", 28),
        Column("now", TEXT, "Level or rating in this round.", 28),
        Column("moved", TEXT, "Up, down, the same, or why that cannot be said.", 24),
        Column("partnership_moved", TEXT, "In the report of one body: the partnership's movement.", 40, (ENTITY,)),
    ),
)
COLUMNS = Sheet(
    "Columns",
    "One row for each column of the other sheets.",
    (
        Column("sheet", TEXT, "The sheet that has the column.", 16),
        Column("column", TEXT, "Head of the column.", 24),
        Column("type", TEXT, "What its cells are: text, a code, a whole number, a date, yes or no.", 18),
        Column("holds", TEXT, "What it holds.", 100),
    ),
)
SHEETS = (ABOUT, LEVELS, IN_THE_WAY, WAY_UP, RATINGS, ANSWERS, AGREED, MOVEMENT, COLUMNS)
CSV = (*ROUND, *ANSWERS.columns)
"""The columns of the CSV file: one row for each answer, with its round, its statement's rating and its level."""
