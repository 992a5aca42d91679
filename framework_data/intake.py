"""A file that wants to become an edition: checked first, then set beside its nearest relative, then written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from framework_data import fixture_file
from framework_data.comparing import Comparison, compare, nearest
from framework_data.faults import Fault, FileRefusedError
from framework_data.fixture import fixture_of, with_slug
from framework_data.models import Edition, Life
from framework_data.workbook import reading

Object = Mapping[str, Any]


@dataclass(frozen=True)
class Intake:
    """What a file would become. base: slug of the edition that it is compared with, "" where nothing is like it.

    replaces: whether a draft of that slug is there, all of which the file would replace.
    """

    objects: Sequence[Object]
    slug: str
    base: str
    comparison: Comparison | None
    replaces: bool


def intake_of(content: bytes, name: str, *, slug: str = "") -> Intake:
    """Read and check a file: a workbook by its beginning or its name, else a fixture.

    slug: another short name for the edition than the file gives it. Writes nothing. Raises FileRefusedError with every
    fault, and where an edition of that slug is published.
    """
    is_workbook = content.startswith(b"PK") or name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods"))
    objects: Sequence[Object] = reading.objects_of(content) if is_workbook else fixture_file.objects_of(content)
    if slug:
        _check_slug(slug)
        objects = with_slug(objects, slug)
    slug = objects[0]["fields"]["slug"]
    there = Edition.objects.filter(slug=slug).first()
    if there and Life.objects.filter(edition=there, state=Life.State.DRAFT).first() is None:
        say = _(
            "an edition %(slug)s is published here, and a published edition never changes. Give it another short name."
        )
        raise FileRefusedError([Fault(_("The edition"), say % {"slug": slug})])
    base = there or _nearest(objects)
    return Intake(
        objects=objects,
        slug=slug,
        base=base.slug if base else "",
        comparison=compare(fixture_of(base), objects, translate=_) if base else None,
        replaces=there is not None,
    )


def _check_slug(slug: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,80}", slug):
        say = _("%(slug)s must be 1 to 80 letters, digits, hyphens and underscores.") % {"slug": repr(slug)}
        raise FileRefusedError([Fault(_("The short name"), say)])


def _nearest(objects: Sequence[Object]) -> Edition | None:
    editions = {edition.slug: edition for edition in Edition.objects.filter(life__isnull=False).order_by("-pk")}
    found = nearest(objects, {slug: fixture_of(edition) for slug, edition in editions.items()})
    return editions[found] if found else None
