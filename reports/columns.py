"""Every column of the tables that leave as XLSX and CSV: its name, its type, and what it holds.

One list for all: the heads of the files, the page that explains them and docs/exports.md are made from it. Names of
columns and sheets and the words of `what` are codes, the same in every language; what they mean is explained in the
reader's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.wording import listed
from reports import answers, details
from reports.audience import BOARD, ENTITY, NAMES, PUBLIC

TEXT, CODE, NUMBER = gettext_noop("text"), gettext_noop("code"), gettext_noop("whole number")
DATE, YES_NO, MIXED = gettext_noop("date"), gettext_noop("yes or no"), gettext_noop("text, number or date")
EVERY = (BOARD, ENTITY, PUBLIC)
OF_BODIES = (BOARD, ENTITY)


@dataclass(frozen=True)
class Column:
    """name: the head in CSV. editions: those whose tables have it. width: in characters, in a workbook.

    kind, holds: in English.
    """

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
        return listed([_(NAMES[kind]).lower() for kind in self.editions])

    @property
    def kind_in_words(self) -> str:
        return _(self.kind)

    @property
    def explained(self) -> str:
        return _(self.holds)


@dataclass(frozen=True)
class Sheet:
    """name: on the tab; at most 31 characters. holds: what one row is, in English."""

    name: str
    holds: str
    columns: tuple[Column, ...] = field(repr=False)

    @property
    def explained(self) -> str:
        return _(self.holds)

    def columns_in(self, edition: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if edition in column.editions)


WHAT: Mapping[str, str] = {
    details.ANSWER: gettext_noop("the body was asked and answered"),
    details.VIEW: gettext_noop("the body was not asked; its view counts in its own result alone"),
    details.IMPLIED: gettext_noop("an earlier answer decides this one, so it was not asked; see gate_code"),
    details.WAITS: gettext_noop("recorded, but the question before it, in gate_code, is not answered yet"),
    details.MISSING: gettext_noop("no answer yet"),
    answers.AGREED: gettext_noop("the board agreed it"),
    answers.WORKED_OUT: gettext_noop(
        "nothing was agreed; what counts follows from the answers of those who were asked"
    ),
    answers.TAKEN_OVER: gettext_noop(
        "the body was not asked; what counts is the lead entity's or the partnership's answer"
    ),
    answers.NOTE_ALONE: gettext_noop("the body was not asked and wrote a note without a view"),
    answers.NOT_SHOWN: gettext_noop("nothing was agreed, and this edition holds no answers of single bodies"),
}
"""The words of the column `what`, and what each of them means, in English."""


def what_explained() -> dict[str, str]:
    """The same, where the meanings are read."""
    return {word: _(meaning) for word, meaning in WHAT.items()}


def _coded(name: str, as_a_code: str, in_words: str) -> tuple[Column, Column]:
    """A rating or an answer: its code, and the code spelled out."""
    return Column(f"{name}_code", CODE, as_a_code, 9), Column(name, TEXT, in_words, 20)


def _level(name: str, as_a_number: str, in_words: str) -> tuple[Column, Column]:
    """A level: its number, and its name."""
    return Column(f"{name}_number", NUMBER, as_a_number, 9), Column(name, TEXT, in_words, 25)


BODY = Column("body_code", CODE, gettext_noop("Short code of the body whose row it is; empty for the partnership."), 18)
WHOSE = Column("whose", TEXT, gettext_noop("Name of the body or the partnership whose row it is."), 30)
DIMENSION = (
    Column("dimension_code", CODE, gettext_noop("Short code of the dimension; empty for Getting Started."), 11),
    Column("dimension", TEXT, gettext_noop("Name of the dimension, or Getting Started, which belongs to none."), 16),
)
STATEMENT = (
    Column("statement_code", CODE, gettext_noop("Code of the statement."), 11),
    Column("statement", TEXT, gettext_noop("Wording of the statement, in its summary form."), 50),
)
STANDS_AT = (
    Column(
        "statement_level_number",
        NUMBER,
        gettext_noop("The level that the statement belongs to; empty for Getting Started."),
        10,
    ),
    Column("statement_level", TEXT, gettext_noop("Name of that level."), 22),
)
QUESTION = (
    Column("question_code", CODE, gettext_noop("Code of the question."), 10),
    Column("question", TEXT, gettext_noop("Wording of the question."), 55),
)
ADDRESSED_TO = Column("addressed_to", TEXT, gettext_noop("Whom the question asks."), 20)
RATING = (
    *_coded(
        "rating_at_least",
        gettext_noop("Rating of the statement if every missing answer were not in place, as a code."),
        gettext_noop("Rating of the statement if every missing answer were not in place, in words."),
    ),
    *_coded(
        "rating_up_to",
        gettext_noop("Rating of the statement if every missing answer were fully in place, as a code."),
        gettext_noop("Rating of the statement if every missing answer were fully in place, in words."),
    ),
)
LEVEL = (
    *_level(
        "level_at_least",
        gettext_noop(
            "Level of the dimension if every missing answer were not in place: 0 is not yet at the first level, 1 is "
            "the first level."
        ),
        gettext_noop("Level of the dimension if every missing answer were not in place, in words."),
    ),
    *_level(
        "level_up_to",
        gettext_noop(
            "Level of the dimension if every missing answer were fully in place: 0 is not yet at the first level, 1 is "
            "the first level."
        ),
        gettext_noop("Level of the dimension if every missing answer were fully in place, in words."),
    ),
)

ROUND = (
    Column("partnership", TEXT, gettext_noop("Name of the partnership.")),
    Column("round", TEXT, gettext_noop("Title of the round.")),
    Column("round_code", CODE, gettext_noop("Short code of the round.")),
    Column("period_from", DATE, gettext_noop("First day of the period.")),
    Column("period_to", DATE, gettext_noop("Last day of the period.")),
    Column(
        "framework_code", CODE, gettext_noop("Short code of the framework's edition, whose wording and rule are used.")
    ),
    Column("state", TEXT, gettext_noop("Draft and why, or signed off and when.")),
    Column("is_draft", YES_NO, gettext_noop("Yes until the board has signed the round off.")),
    Column("edition", TEXT, gettext_noop("For whom the file was made: board, entity or public edition.")),
    Column("changed_on", DATE, gettext_noop("The day of the latest change to what the file holds.")),
)
"""Before the columns of the answers in a CSV file; a workbook says the same on its first sheet."""

ABOUT = Sheet(
    "About",
    gettext_noop("One row for each fact about the round and this file."),
    (
        Column("item", TEXT, gettext_noop("What the row says."), 24),
        Column("value", MIXED, gettext_noop("What it is."), 100),
    ),
)
LEVELS = Sheet(
    "Levels",
    gettext_noop("One row for each dimension, of the partnership and of each body that this edition shows."),
    (
        WHOSE,
        BODY,
        *DIMENSION,
        *LEVEL,
        Column("missing", NUMBER, gettext_noop("Answers that are still to come in this dimension."), 9),
        Column("not_applicable", NUMBER, gettext_noop("Rated questions that are left out as not applicable."), 11),
        Column(
            "rated_questions", NUMBER, gettext_noop("Rated questions of the dimension, those left out included."), 11
        ),
        *_level(
            "next_level",
            gettext_noop("The next level that applies, empty where none does: 1 is the first level."),
            gettext_noop("The next level that applies, empty where none does, in words."),
        ),
        Column(
            "held_back_by", TEXT, gettext_noop("Codes of the statements that stand in the way of the next level."), 18
        ),
        Column(
            "steps_up",
            NUMBER,
            gettext_noop("Single steps of the shortest way to the next level, where it is shown."),
            9,
        ),
        Column("ahead", TEXT, gettext_noop("Codes of the statements that are ahead of the level."), 18),
        Column("why", TEXT, gettext_noop("Why the level is what it is."), 50),
    ),
)
RATINGS = Sheet(
    "Ratings",
    gettext_noop("One row for each statement, of the partnership and of each body that this edition shows."),
    (WHOSE, BODY, *DIMENSION, *STANDS_AT, *STATEMENT, *RATING),
)
IN_THE_WAY = Sheet(
    "In the way",
    gettext_noop("One row for each question that is too low for the next level of a dimension."),
    (
        *(
            WHOSE,
            BODY,
            *DIMENSION,
            *_level(
                "next_level",
                gettext_noop("The level that it stands in the way of: 1 is the first level."),
                gettext_noop("The level that it stands in the way of, in words."),
            ),
            *STATEMENT,
        ),
        *_coded(
            "rating",
            gettext_noop("Rating of the statement now, as a code."),
            gettext_noop("Rating of the statement now, in words."),
        ),
        *_coded(
            "needs",
            gettext_noop("Rating that the statement needs, as a code."),
            gettext_noop("Rating that the statement needs, in words."),
        ),
        *QUESTION,
        *_coded(
            "now",
            gettext_noop("What counts for the question now, as a code."),
            gettext_noop("What counts for the question now, in words."),
        ),
        Column("at", TEXT, gettext_noop("In the partnership's rows: the bodies that hold it there."), 36, OF_BODIES),
    ),
)
WAY_UP = Sheet(
    "Way up",
    gettext_noop("One row for each question of the shortest way to the next level of a dimension."),
    (
        *(
            WHOSE,
            BODY,
            *DIMENSION,
            *_level(
                "next_level",
                gettext_noop("The level that the way leads to: 1 is the first level."),
                gettext_noop("The level that the way leads to, in words."),
            ),
            *QUESTION,
        ),
        *_coded(
            "from",
            gettext_noop("What counts for the question now, as a code."),
            gettext_noop("What counts for the question now, in words."),
        ),
        *_coded(
            "to", gettext_noop("What it has to become, as a code."), gettext_noop("What it has to become, in words.")
        ),
        Column("steps", NUMBER, gettext_noop("Single steps, such as from partly to largely in place."), 8),
        Column(
            "who_moves",
            TEXT,
            gettext_noop("In the partnership's rows: the bodies that would have to move."),
            36,
            OF_BODIES,
        ),
    ),
)
ANSWERS = Sheet(
    "Answers",
    gettext_noop(
        "One row for each answer: of each question the partnership's row, then those of the bodies in this edition."
    ),
    (
        *(*QUESTION, ADDRESSED_TO, WHOSE, BODY),
        Column("what", TEXT, gettext_noop("What kind of row it is; its words are explained one by one."), 18),
        *_coded(
            "value",
            gettext_noop("What the body recorded or the board agreed, as a code."),
            gettext_noop("What the body recorded or the board agreed, in words."),
        ),
        Column(
            "gate_code",
            CODE,
            gettext_noop("Code of the earlier question that decides this one or that it waits for."),
            9,
        ),
        *_coded(
            "counts_as",
            gettext_noop("What counts for the question, where the report prints it, as a code."),
            gettext_noop("What counts for the question, where the report prints it, in words."),
        ),
        Column(
            "counts_because", TEXT, gettext_noop("Why that counts: agreed by the board, or what it follows from."), 20
        ),
        Column("reason", TEXT, gettext_noop("Why the body found the question not applicable."), 36, OF_BODIES),
        Column("note", TEXT, gettext_noop("What the body noted."), 50, OF_BODIES),
        Column("evidence", TEXT, gettext_noop("Links to evidence, one to a line, as text."), 30, OF_BODIES),
        Column("rationale", TEXT, gettext_noop("In the partnership's rows: why the board agreed this."), 40, (BOARD,)),
        Column(
            "dissent",
            TEXT,
            gettext_noop("In the partnership's rows: which bodies do not agree, and why."),
            40,
            (BOARD,),
        ),
        Column("is_rated", YES_NO, gettext_noop("No where the question only asks whether problems came to light."), 9),
        *(*STATEMENT, *RATING, *DIMENSION, *STANDS_AT, *LEVEL),
    ),
)
AGREED = Sheet(
    "Agreed answers",
    gettext_noop("One row for each answer that the board agreed."),
    (
        *(
            *QUESTION,
            ADDRESSED_TO,
            *_coded(
                "value",
                gettext_noop("What the board agreed, as a code."),
                gettext_noop("What the board agreed, in words."),
            ),
        ),
        Column("rationale", TEXT, gettext_noop("Why the board agreed this."), 50, (BOARD,)),
        Column("dissent", TEXT, gettext_noop("Which bodies do not agree, and why."), 50, (BOARD,)),
        *STATEMENT,
    ),
)
MOVEMENT = Sheet(
    "Movement",
    gettext_noop("One row for each dimension and each statement, compared with the round before."),
    (
        Column("what_moved", TEXT, gettext_noop("Level of a dimension, or rating of a statement."), 12),
        Column("group", TEXT, gettext_noop("The dimension, or Getting Started."), 16),
        Column("statement_code", CODE, gettext_noop("Code of the statement; empty for a dimension."), 11),
        Column("name", TEXT, gettext_noop("Name of the dimension, or wording of the statement."), 50),
        Column("then", TEXT, gettext_noop("Level or rating in the round before."), 28),
        Column("now", TEXT, gettext_noop("Level or rating in this round."), 28),
        Column("moved", TEXT, gettext_noop("Up, down, the same, or why that cannot be said."), 24),
        Column(
            "partnership_moved",
            TEXT,
            gettext_noop("In the report of one body: the partnership's movement."),
            40,
            (ENTITY,),
        ),
    ),
)
COLUMNS = Sheet(
    "Columns",
    gettext_noop("One row for each column of the other sheets."),
    (
        Column("sheet", TEXT, gettext_noop("The sheet that has the column."), 16),
        Column("column", TEXT, gettext_noop("Head of the column."), 24),
        Column("type", TEXT, gettext_noop("What its cells are: text, a code, a whole number, a date, yes or no."), 18),
        Column("holds", TEXT, gettext_noop("What it holds."), 100),
    ),
)
SHEETS = (ABOUT, LEVELS, IN_THE_WAY, WAY_UP, RATINGS, ANSWERS, AGREED, MOVEMENT, COLUMNS)
CSV = (*ROUND, *ANSWERS.columns)
"""The columns of the CSV file: one row for each answer, with its round, its statement's rating and its level."""
