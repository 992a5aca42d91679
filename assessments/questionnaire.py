"""The questionnaire as one body sees it: the map of statements, and the body's own level while the round is open.

Frozen page objects, built from the edition and what this body recorded, and from nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments import permissions
from assessments.access import EntityVisit
from assessments.answered import Progress, Values, own_codes
from assessments.carried import codes_to_confirm
from assessments.maturity import DimensionResult, Profile, alone, closed_by, entity_profile
from assessments.rounds import own_values
from assessments.wording import level_in_words
from framework_data.content import Content, StatementText

# --- The level that moves -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OwnLevel:
    """A body's own level of one dimension, from its own answers and views alone."""

    code: str
    name: str
    words: str
    missing: int
    is_confirmed: bool
    rungs: tuple[str, ...]


def own_levels(visit: EntityVisit, values: Values) -> tuple[OwnLevel, ...]:
    """Empty from the reveal on: then a body's level stands beside the partnership's, on the pages of results."""
    if visit.assessment.is_revealed:
        return ()
    content, slug = visit.content, visit.participant.entity.slug
    return levels_alone(content, slug, values, is_lead=visit.is_lead)


def levels_alone(content: Content, body: str, values: Values, *, is_lead: bool) -> tuple[OwnLevel, ...]:
    """The levels of a body from these answers and views of its own, and nothing else."""
    profile = entity_profile(alone(content.framework, body, values, is_lead=is_lead), body, explain=False)
    return levels_of(content, profile)


def levels_of(content: Content, profile: Profile) -> tuple[OwnLevel, ...]:
    return tuple(_own_level(content, result) for result in profile.dimensions)


def _own_level(content: Content, result: DimensionResult) -> OwnLevel:
    rungs = (
        "reached" if level <= result.floor else "possible" if level <= result.ceiling else "open"
        for level in range(1, len(content.levels) + 1)
    )
    return OwnLevel(
        code=result.code,
        name=content.dimension_name(result.code),
        words=level_in_words(content, result),
        missing=result.missing,
        is_confirmed=result.is_confirmed,
        rungs=tuple(rungs),
    )


# --- The map ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MapItem:
    """A statement on the map, with the progress of what is asked of this body and of its views."""

    code: str
    text: str
    own: int
    answered: int
    views: int
    views_given: int
    to_confirm: int = 0

    @property
    def look(self) -> str:
        if not self.own:
            return "not-ours"
        return "done" if self.answered == self.own else "started" if self.answered else ""


@dataclass(frozen=True)
class MapCell:
    dimension: str
    items: tuple[MapItem, ...]


@dataclass(frozen=True)
class MapPage:
    language: str
    """That of the edition's words."""
    columns: tuple[str, ...]
    getting_started: tuple[MapItem, ...]
    rows: tuple[tuple[str, tuple[MapCell, ...]], ...]
    progress: Progress
    to_confirm: int
    next_code: str
    levels: tuple[OwnLevel, ...]
    shows_all: bool
    refusal: str

    @property
    def query(self) -> str:
        return query_of(shows_all=self.shows_all)


def query_of(*, shows_all: bool) -> str:
    """What an address carries on so that the filter stays."""
    return "?show=all" if shows_all else ""


def map_page(visit: EntityVisit, *, shows_all: bool) -> MapPage:
    values = own_values(visit.participant, visit.content)
    return map_of(
        visit.content,
        values,
        own_codes(visit.content, visit.is_lead),
        levels=own_levels(visit, values),
        shows_all=shows_all,
        waiting=codes_to_confirm(visit.participant, visit.content, values),
        refusal=permissions.refusal_of(permissions.check_can_answer, visit),
    )


def map_of(
    content: Content,
    values: Values,
    own: frozenset[str],
    *,
    levels: tuple[OwnLevel, ...],
    shows_all: bool,
    waiting: frozenset[str] = frozenset(),
    refusal: str = "",
) -> MapPage:
    """The map for whoever is asked the questions in `own` and has recorded these values. waiting: to be confirmed."""
    answered = values.keys() | closed_by(content.framework, values).keys()

    def items(statements: Iterable[StatementText]) -> tuple[MapItem, ...]:
        found = (_map_item(statement, own, answered, waiting) for statement in statements)
        return tuple(item for item in found if item.own or shows_all)

    return MapPage(
        language=content.language,
        columns=tuple(dimension.name for dimension in content.dimensions),
        getting_started=items(content.getting_started),
        rows=tuple(
            (
                level.name,
                tuple(MapCell(d.name, items(content.cell(d.code, level.order))) for d in content.dimensions),
            )
            for level in content.levels
        ),
        progress=Progress(len(own & answered), len(own)),
        to_confirm=len(waiting),
        next_code=_first_unfinished(content, own - answered),
        levels=levels,
        shows_all=shows_all,
        refusal=refusal,
    )


def _map_item(
    statement: StatementText, own: frozenset[str], answered: Iterable[str], waiting: frozenset[str]
) -> MapItem:
    codes = {question.code for question in statement.questions}
    ours, given = codes & own, codes & set(answered)
    return MapItem(
        code=statement.code,
        text=statement.summary_text,
        own=len(ours),
        answered=len(ours & given),
        views=len(codes) - len(ours),
        views_given=len(given - ours),
        to_confirm=len(codes & waiting),
    )


def _first_unfinished(content: Content, open_codes: frozenset[str]) -> str:
    statements = (s.code for s in content.statements if any(q.code in open_codes for q in s.questions))
    return next(statements, "")
