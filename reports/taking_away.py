"""The files that a visitor may take away from a round: where each is, and how far it is where it has to be made."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.access import EntityVisit, PublicVisit, Visit
from reports.formats import FORMATS, Format
from reports.stored import OUTGROWN, READY, UNDER_WAY, Making, is_made_at_once, makings_of


@dataclass(frozen=True)
class File:
    """One form of the report. address: of the file; making: of the page that says how far it is.

    in_a_moment: whether it comes as soon as it is asked for. results: the page that it belongs to.
    """

    link: str
    name: str
    address: str
    making: str
    results: str
    state: str
    in_a_moment: bool
    progress: Making

    @property
    def is_ready(self) -> bool:
        return self.state == READY

    @property
    def is_under_way(self) -> bool:
        return self.state == UNDER_WAY

    @property
    def is_outgrown(self) -> bool:
        return self.state == OUTGROWN

    @property
    def has_failed(self) -> bool:
        return bool(self.progress.error)

    @property
    def ask(self) -> str:
        """The button that asks for it."""
        return self.link if self.in_a_moment else _("Make %(file)s") % {"file": self.name}

    @property
    def seen(self) -> str:
        return self.progress.seen


def files_of(visit: Visit) -> tuple[File, ...]:
    """Each form of the report."""
    makings = makings_of(visit)
    return tuple(_file(visit, form, makings.get(form.key, Making(READY))) for form in FORMATS.values())


def file_of(visit: Visit, form: Format) -> File:
    return _file(visit, form, makings_of(visit)[form.key])


def _file(visit: Visit, form: Format, making: Making) -> File:
    prefix, place = "public_" if isinstance(visit, PublicVisit) else "", [visit.assessment.slug]
    if isinstance(visit, EntityVisit):
        prefix, place = "entity_", [*place, visit.participant.entity.slug]
    return File(
        link=_(form.link),
        name=_(form.name),
        address=reverse(f"{prefix}{form.url_name}", args=place),
        making=reverse(f"{prefix}report_making", args=[*place, form.key]),
        results=reverse("public_edition" if isinstance(visit, PublicVisit) else f"{prefix}results", args=place),
        state=making.state,
        in_a_moment=is_made_at_once(visit, form),
        progress=making,
    )
