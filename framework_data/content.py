"""An edition as pages and reports read it: its shape and its wording in one frozen object, read once per process.

Reading takes a handful of queries whatever the size of the edition; afterwards an edition costs none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from framework_data import models, structure


@dataclass(frozen=True)
class OptionText:
    """An answer that can be chosen: code F, L, P, N, NA, Y or X, and its label for the kind of question."""

    code: str
    label: str


@dataclass(frozen=True)
class QuestionText:
    code: str
    statement: str
    number: str
    text: str
    guidance: str
    respondent: str
    kind: str
    gate: str | None
    months_after_year_end: int | None
    options: tuple[OptionText, ...]

    @property
    def is_signal(self) -> bool:
        return self.kind == structure.SIGNAL

    @cached_property
    def label_of(self) -> Mapping[str, str]:
        return {option.code: option.label for option in self.options}


@dataclass(frozen=True)
class StatementText:
    code: str
    text: str
    summary_text: str
    why_it_matters: str
    substance_note: str
    dimension: str | None
    level: int | None
    questions: tuple[QuestionText, ...]


@dataclass(frozen=True)
class Named:
    """A level or a dimension; for a level, `order` 1 is the lowest."""

    code: str
    order: int
    name: str
    summary: str


@dataclass(frozen=True)
class CheckText:
    moment: str
    kind: str
    first: str
    second: str
    say: str


@dataclass(frozen=True, eq=False)
class Content:
    slug: str
    language: str
    title: str
    label: str
    publisher: str
    published: int | None
    source_note: str
    framework: structure.Framework
    levels: tuple[Named, ...]
    dimensions: tuple[Named, ...]
    statements: tuple[StatementText, ...]
    definitions: tuple[tuple[str, str], ...]
    checks: tuple[CheckText, ...]
    scale: tuple[OptionText, ...]
    question_ids: Mapping[str, int]
    """Code of a question -> its database key."""

    @cached_property
    def statement_by_code(self) -> Mapping[str, StatementText]:
        return {statement.code: statement for statement in self.statements}

    @cached_property
    def question_by_code(self) -> Mapping[str, QuestionText]:
        return {question.code: question for statement in self.statements for question in statement.questions}

    @cached_property
    def getting_started(self) -> tuple[StatementText, ...]:
        return tuple(statement for statement in self.statements if statement.dimension is None)

    @cached_property
    def code_of_question(self) -> Mapping[int, str]:
        """Database key of a question -> its code."""
        return {pk: code for code, pk in self.question_ids.items()}

    def cell(self, dimension: str, level: int) -> tuple[StatementText, ...]:
        """The statements of one cell of the matrix."""
        return tuple(s for s in self.statements if s.dimension == dimension and s.level == level)

    def dimension_name(self, code: str) -> str:
        return next(dimension.name for dimension in self.dimensions if dimension.code == code)

    def level_name(self, level: int) -> str:
        """The level in words; 0 is a stage on the way to the first."""
        return self.levels[level - 1].name if level else f"Not yet at {self.levels[0].name}"


def content_of(edition: models.Edition) -> Content:
    """The edition's content, from memory where this revision of it has been read before."""
    return _read(edition.pk, edition.slug, edition.revision)


def content_by_slug(slug: str) -> Content:
    """As content_of; raises Edition.DoesNotExist."""
    return content_of(models.Edition.objects.get(slug=slug))


def forget() -> None:
    """Read editions anew, after a fixture or a test has changed one in place."""
    _read.cache_clear()


@lru_cache(maxsize=16)
def _read(pk: int, slug: str, revision: int) -> Content:
    edition = models.Edition.objects.get(pk=pk)
    levels = _named(edition.levels.order_by("order"))
    dimensions = _named(edition.dimensions.order_by("order"))
    options: dict[str, list[OptionText]] = {}
    for option in edition.options.order_by("order"):
        options.setdefault(option.kind, []).append(OptionText(option.answer, option.label))
    statements = _statements(edition, {kind: tuple(found) for kind, found in options.items()})
    return Content(
        slug=edition.slug,
        language=edition.language,
        title=edition.title,
        label=edition.label,
        publisher=edition.publisher,
        published=edition.published,
        source_note=edition.source_note,
        framework=_framework(edition, len(levels), dimensions, statements),
        levels=levels,
        dimensions=dimensions,
        statements=statements,
        definitions=tuple((part.code, part.meaning) for part in edition.definitions.order_by("order")),
        checks=tuple(
            CheckText(check.moment, check.kind, check.first.code, check.second.code, check.say)
            for check in edition.checks.select_related("first", "second").order_by("order")
        ),
        scale=tuple(options.get(structure.PRACTICE, ())),
        question_ids={q.code: q.pk for q in edition.questions.order_by("order")},
    )


def _named(parts) -> tuple[Named, ...]:
    return tuple(Named(part.code, part.order, part.name, part.summary) for part in parts)


def _statements(edition: models.Edition, options: Mapping[str, tuple[OptionText, ...]]) -> tuple[StatementText, ...]:
    questions: dict[str, list[QuestionText]] = {}
    for row in edition.questions.select_related("statement", "gate").order_by("order"):
        questions.setdefault(row.statement.code, []).append(
            QuestionText(
                code=row.code,
                statement=row.statement.code,
                number=row.code.removeprefix(f"{row.statement.code}."),
                text=row.text,
                guidance=row.guidance,
                respondent=row.respondent,
                kind=row.kind,
                gate=row.gate.code if row.gate else None,
                months_after_year_end=row.months_after_year_end,
                options=options.get(row.kind, ()),
            )
        )
    return tuple(
        StatementText(
            code=row.code,
            text=row.text,
            summary_text=row.summary_text,
            why_it_matters=row.why_it_matters,
            substance_note=row.substance_note,
            dimension=row.dimension.code if row.dimension else None,
            level=row.level.order if row.level else None,
            questions=tuple(questions.get(row.code, ())),
        )
        for row in edition.statements.select_related("dimension", "level").order_by("order")
    )


def _framework(
    edition: models.Edition,
    levels: int,
    dimensions: tuple[Named, ...],
    statements: tuple[StatementText, ...],
) -> structure.Framework:
    return structure.Framework(
        edition=edition.slug,
        levels=levels,
        dimensions=tuple(dimension.code for dimension in dimensions),
        statements=tuple(
            structure.Statement(
                code=statement.code,
                dimension=statement.dimension,
                level=statement.level,
                questions=tuple(structure.Question(q.code, q.respondent, q.kind, q.gate) for q in statement.questions),
            )
            for statement in statements
        ),
        policy=structure.Policy(
            edition.band_p,
            edition.band_l,
            edition.band_f,
            edition.full_needs,
            edition.reach,
            edition.build_on,
        ),
    )
