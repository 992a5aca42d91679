"""Parts of result pages that depend on figures alone, printed once for the same figures.

A heat map and the why of each dimension are the same for everybody who reads the same edition, and a board reads it
many times over. What is remembered is keyed by the very words that are printed, so it cannot be out of date.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.moved import MovementTold
from reports.pictures import heat_map
from reports.report import BodyLevels
from reports.told import DimensionTold, Matrix


@lru_cache(maxsize=32)
def matrix(told: Matrix) -> SafeString:
    return SafeString(render_to_string("reports/_matrix.html", {"matrix": told, "picture": heat_map(told)}))


@lru_cache(maxsize=32)
def dimensions(told: tuple[DimensionTold, ...]) -> SafeString:
    return SafeString(render_to_string("reports/_dimensions.html", {"dimensions": told}))


@lru_cache(maxsize=32)
def movement(told: MovementTold) -> SafeString:
    return SafeString(render_to_string("reports/_movement.html", {"movement": told}))


@lru_cache(maxsize=32)
def bodies(
    names: tuple[str, ...], partnership: BodyLevels, told: tuple[BodyLevels, ...], *, address: str, are_all: bool
) -> SafeString:
    """The levels of bodies beside the partnership's. names: of the dimensions; address: where bodies' pages begin."""
    context = {"dimensions": names, "partnership": partnership, "bodies": told, "address": address, "are_all": are_all}
    return SafeString(render_to_string("reports/_bodies.html", context))
