"""Parts of result pages that depend on figures alone, printed once for the same figures.

A heat map and the why of each dimension are the same for everybody who reads the same edition, and a board reads it
many times over. What is remembered is keyed by the language and by the very words that are printed, so it cannot be
out of date.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from reports.moved import MovementTold
from reports.pictures import heat_map
from reports.report import BodyLevels
from reports.told import DimensionTold, Matrix


def matrix(told: Matrix) -> SafeString:
    return _matrix(told, get_language())


def dimensions(told: tuple[DimensionTold, ...]) -> SafeString:
    return _dimensions(told, get_language())


def movement(told: MovementTold) -> SafeString:
    return _movement(told, get_language())


def bodies(
    names: tuple[str, ...], partnership: BodyLevels, told: tuple[BodyLevels, ...], *, address: str, are_all: bool
) -> SafeString:
    """The levels of bodies beside the partnership's. names: of the dimensions; address: where bodies' pages begin."""
    return _bodies(names, partnership, told, address, are_all, get_language())


@lru_cache(maxsize=32)
def _matrix(told: Matrix, language: str | None) -> SafeString:
    return SafeString(render_to_string("reports/_matrix.html", {"matrix": told, "picture": heat_map(told)}))


@lru_cache(maxsize=32)
def _dimensions(told: tuple[DimensionTold, ...], language: str | None) -> SafeString:
    return SafeString(render_to_string("reports/_dimensions.html", {"dimensions": told}))


@lru_cache(maxsize=32)
def _movement(told: MovementTold, language: str | None) -> SafeString:
    return SafeString(render_to_string("reports/_movement.html", {"movement": told}))


@lru_cache(maxsize=32)
def _bodies(
    names: tuple[str, ...],
    partnership: BodyLevels,
    told: tuple[BodyLevels, ...],
    address: str,
    are_all: bool,
    language: str | None,
) -> SafeString:
    context = {"dimensions": names, "partnership": partnership, "bodies": told, "address": address, "are_all": are_all}
    return SafeString(render_to_string("reports/_bodies.html", context))
