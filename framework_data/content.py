"""An edition as pages and reports read it: its shape and its wording in one frozen object, read once per process.

Reading takes a handful of queries whatever the size of the edition; afterwards an edition costs none. Content is made
from the objects of a fixture by one function, whether they come from the tables or from a sealed round.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import gettext as _

from framework_data import models, structure
from framework_data.errata import Correction, corrected, corrections
from framework_data.fixture import fixture_of

Fields = Mapping[str, Any]


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
    errata: tuple[Correction, ...]
    """What was corrected since the edition was published; the texts here are the corrected ones."""
    question_ids: Mapping[str, int]
    """Code of a question -> its database key."""

    @cached_property
    def statement_by_code(self) -> Mapping[str, StatementText]:
        return {statement.code: statement for statement in self.statements}

    @cached_property
    def question_by_code(self) -> Mapping[str, QuestionText]:
        return {question.code: question for statement in self.statements for question in statement.questions}

    @cached_property
    def _corrected_on(self) -> Mapping[tuple[str, str], date]:
        return {(each.place, each.field): date.fromisoformat(each.made_on) for each in self.errata}

    def corrected_on(self, place: str, field: str) -> date | None:
        """The day of the latest erratum on this text of a statement or question."""
        return self._corrected_on.get((place, field))

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
        if not level:
            return _("Not yet at %(level)s") % {"level": self.levels[0].name}
        return self.levels[level - 1].name


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
    edition = models.Edition(pk=pk)
    ids = edition.questions.order_by("order").values_list("code", "pk")
    return content_from(fixture_of(edition), dict(ids))


# --- From a fixture's objects, wherever they come from ----------------------------------------------------------


def content_from(objects: Iterable[Mapping[str, Any]], question_ids: Mapping[str, int]) -> Content:
    """The content of the one edition that these objects describe, in the order of each kind. Reads nothing else."""
    parts: dict[str, list[Fields]] = {}
    objects = list(objects)
    for each in corrected(objects):
        parts.setdefault(each["model"].rpartition(".")[2], []).append(each["fields"])
    for fields in parts.values():
        fields.sort(key=lambda part: part.get("order", 0))
    edition = parts["edition"][0]
    levels, dimensions = _named(parts.get("level", ())), _named(parts.get("dimension", ()))
    options: dict[str, list[OptionText]] = {}
    for option in parts.get("option", ()):
        options.setdefault(option["kind"], []).append(OptionText(option["answer"], option["label"]))
    questions = _questions(parts.get("question", ()), {kind: tuple(found) for kind, found in options.items()})
    statements = _statements(parts.get("statement", ()), questions, {level.code: level.order for level in levels})
    return Content(
        slug=edition["slug"],
        language=edition["language"],
        title=edition["title"],
        label=edition["label"],
        publisher=edition["publisher"],
        published=edition["published"],
        source_note=edition["source_note"],
        framework=_framework(edition, len(levels), dimensions, statements),
        levels=levels,
        dimensions=dimensions,
        statements=statements,
        definitions=tuple((part["code"], part["meaning"]) for part in parts.get("definition", ())),
        checks=tuple(
            CheckText(check["moment"], check["kind"], check["first"][1], check["second"][1], check["say"])
            for check in parts.get("check", ())
        ),
        scale=tuple(options.get(structure.PRACTICE, ())),
        errata=corrections(objects),
        question_ids=dict(question_ids),
    )


def _code(key: Sequence[str] | None) -> str | None:
    """The code in a natural key, (edition, code)."""
    return key[1] if key else None


def _named(parts: Iterable[Fields]) -> tuple[Named, ...]:
    return tuple(Named(part["code"], part["order"], part["name"], part["summary"]) for part in parts)


def _questions(
    parts: Iterable[Fields], options: Mapping[str, tuple[OptionText, ...]]
) -> dict[str, tuple[QuestionText, ...]]:
    """Code of a statement -> its questions."""
    found: dict[str, list[QuestionText]] = {}
    for part in parts:
        statement = part["statement"][1]
        found.setdefault(statement, []).append(
            QuestionText(
                code=part["code"],
                statement=statement,
                number=part["code"].removeprefix(f"{statement}."),
                text=part["text"],
                guidance=part["guidance"],
                respondent=part["respondent"],
                kind=part["kind"],
                gate=_code(part["gate"]),
                months_after_year_end=part["months_after_year_end"],
                options=options.get(part["kind"], ()),
            )
        )
    return {statement: tuple(questions) for statement, questions in found.items()}


def _statements(
    parts: Iterable[Fields], questions: Mapping[str, tuple[QuestionText, ...]], orders: Mapping[str, int]
) -> tuple[StatementText, ...]:
    """`orders`: code of a level -> its order; one of another edition has none here."""
    return tuple(
        StatementText(
            code=part["code"],
            text=part["text"],
            summary_text=part["summary_text"],
            why_it_matters=part["why_it_matters"],
            substance_note=part["substance_note"],
            dimension=_code(part["dimension"]),
            level=orders.get(part["level"][1]) if part["level"] else None,
            questions=questions.get(part["code"], ()),
        )
        for part in parts
    )


def _framework(
    edition: Fields,
    levels: int,
    dimensions: tuple[Named, ...],
    statements: tuple[StatementText, ...],
) -> structure.Framework:
    return structure.Framework(
        edition=edition["slug"],
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
            edition["band_p"],
            edition["band_l"],
            edition["band_f"],
            edition["full_needs"],
            edition["reach"],
            edition["build_on"],
        ),
    )
