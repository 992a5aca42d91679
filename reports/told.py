"""One profile put into words for a page or a paper: the heat map, and of each dimension the why and the way up.

Pure functions of an edition's wording and a profile. What a template prints is worked out here, so that a template
holds nothing but `if` and `for`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.maturity import DimensionResult, HeldBack, HeldQuestion, Profile, StatementResult, Step
from assessments.wording import level_in_words
from framework_data.content import Content, StatementText
from reports import sentences

MISSING = "none"

NAMED_IN_A_CELL = 6
"""More bodies than these would make a narrow column of a paper longer than its page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A rating or an answer: its code (F, L, P, N, NA, Y, X, or "none"), the letter to print, and in words."""

    code: str
    letter: str
    words: str

    @property
    def is_missing(self) -> bool:
        return self.code == MISSING


@dataclass(frozen=True, slots=True)
class Rated:
    """A statement with its rating: one mark, and a second where missing answers could lift it."""

    code: str
    text: str
    words: str
    low: Mark
    high: Mark | None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    dimension: str
    statements: tuple[Rated, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    level: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    dimensions: tuple[str, ...]
    getting_started: tuple[Rated, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class HeldQuestionTold:
    """`many` stands in a narrow column of a paper in place of many names, which then follow below the table."""

    code: str
    text: str
    now: Mark
    bodies: str
    many: str


@dataclass(frozen=True, slots=True)
class HeldTold:
    code: str
    text: str
    now: Mark
    needs: Mark
    questions: tuple[HeldQuestionTold, ...]


@dataclass(frozen=True, slots=True)
class StepTold:
    """`many`: as in HeldQuestionTold."""

    code: str
    text: str
    start: Mark
    end: Mark
    bodies: str
    many: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the stairs that picture a level, lowest first: reached, possible (once answers are in) or open.

    The numbers are whole, in a drawing 100 wide and 40 high.
    """

    state: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DimensionTold:
    """A dimension as a board reads it."""

    code: str
    name: str
    summary: str
    level: str
    missing: str
    picture: str
    rungs: tuple[Rung, ...]
    why: str
    next_level: str
    nothing_higher: str
    held_back_by: tuple[HeldTold, ...]
    way: str
    steps: tuple[StepTold, ...]
    ahead: str
    not_applicable: str
    names_bodies: bool


def mark(content: Content, code: str) -> Mark:
    return Mark(code, code, sentences.rating_word(content, code))


def not_answered() -> Mark:
    return Mark(MISSING, "–", _("Not answered yet"))


def rated(content: Content, statement: StatementText, result: StatementResult) -> Rated:
    return Rated(
        code=statement.code,
        text=statement.summary_text or statement.text,
        words=sentences.rating_words(content, result.floor, result.ceiling),
        low=mark(content, result.floor),
        high=None if result.is_confirmed else mark(content, result.ceiling),
    )


def tell_matrix(content: Content, profile: Profile) -> Matrix:
    results = {result.code: result for result in profile.statements}

    def told(statements: Sequence[StatementText]) -> tuple[Rated, ...]:
        return tuple(rated(content, statement, results[statement.code]) for statement in statements)

    return Matrix(
        dimensions=tuple(dimension.name for dimension in content.dimensions),
        getting_started=told(content.getting_started),
        rows=tuple(
            MatrixRow(
                level=level.name,
                cells=tuple(
                    MatrixCell(dimension.name, told(content.cell(dimension.code, level.order)))
                    for dimension in content.dimensions
                ),
            )
            for level in content.levels
        ),
    )


def tell_dimensions(content: Content, profile: Profile, names: Mapping[str, str]) -> tuple[DimensionTold, ...]:
    """names: slug -> name of each body that takes part."""
    return tuple(_dimension(content, profile, result, names) for result in profile.dimensions)


def _dimension(content: Content, profile: Profile, result: DimensionResult, names: Mapping[str, str]) -> DimensionTold:
    wording = next(dimension for dimension in content.dimensions if dimension.code == result.code)
    named = any(question.entities for held in result.held_back_by for question in held.questions)
    return DimensionTold(
        code=result.code,
        name=wording.name,
        summary=wording.summary,
        level=level_in_words(content, result),
        missing=sentences.missing_sentence(result),
        picture=sentences.picture_of(content, result),
        rungs=rungs(content, result),
        why=sentences.why_this_level(content, profile, result),
        next_level=content.level_name(result.next_level) if result.next_level else "",
        nothing_higher=sentences.nothing_higher(content, result),
        held_back_by=tuple(_held(content, profile, held, names) for held in result.held_back_by),
        way=sentences.way_up(content, result),
        steps=tuple(_step(content, profile, step, names) for step in result.shortest_way_up),
        ahead=sentences.ahead_of_level(content, profile, result),
        not_applicable=sentences.share_not_applicable(result),
        names_bodies=named,
    )


def rungs(content: Content, result: DimensionResult) -> tuple[Rung, ...]:
    count = len(content.levels)
    wide, high = 100 // count, 40 // count
    found = []
    for level in range(1, count + 1):
        state = "reached" if level <= result.floor else "possible" if level <= result.ceiling else "open"
        found.append(
            Rung(state, x=wide * (level - 1) + 1, y=40 - high * level, width=wide - 2, height=high * level - 1)
        )
    return tuple(found)


def _held(content: Content, profile: Profile, held: HeldBack, names: Mapping[str, str]) -> HeldTold:
    wording = content.statement_by_code[held.statement]
    return HeldTold(
        code=held.statement,
        text=wording.summary_text or wording.text,
        now=mark(content, held.rating),
        needs=mark(content, held.needs),
        questions=tuple(_held_question(content, profile, question, names) for question in held.questions),
    )


def _held_question(
    content: Content, profile: Profile, held: HeldQuestion, names: Mapping[str, str]
) -> HeldQuestionTold:
    return HeldQuestionTold(
        code=held.question,
        text=content.question_by_code[held.question].text,
        now=_standing(content, profile, held.question, held.value),
        bodies=_named(held.entities, names),
        many=_many(held.entities, names),
    )


def _step(content: Content, profile: Profile, step: Step, names: Mapping[str, str]) -> StepTold:
    return StepTold(
        code=step.question,
        text=content.question_by_code[step.question].text,
        start=_standing(content, profile, step.question, step.start),
        end=mark(content, step.end),
        bodies=_named(step.entities, names),
        many=_many(step.entities, names),
    )


def _named(slugs: Sequence[str], names: Mapping[str, str]) -> str:
    """The names, or one word for all where naming all says less."""
    if len(slugs) == len(names) > 2:
        return ngettext("All %(num)s entities", "All %(num)s entities", len(names)) % {"num": len(names)}
    return "; ".join(names[slug] for slug in slugs)


def _many(slugs: Sequence[str], names: Mapping[str, str]) -> str:
    if not NAMED_IN_A_CELL < len(slugs) < len(names):
        return ""
    say = ngettext("%(num)s entities, named below", "%(num)s entities, named below", len(slugs))
    return say % {"num": len(slugs)}


def _standing(content: Content, profile: Profile, question: str, value: str) -> Mark:
    """The value, or "not answered yet" where it is N only because an answer is missing."""
    return mark(content, value) if profile.ceiling.get(question) == value else not_answered()
