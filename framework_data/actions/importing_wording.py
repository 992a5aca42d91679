"""Bringing in the wording of a document, on the structure of an edition: a new draft, or nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from framework_data.actions._acting import taken
from framework_data.actions.drafting import import_edition
from framework_data.checks import object_faults
from framework_data.errata import corrected
from framework_data.faults import FileRefusedError
from framework_data.fixture import fixture_of
from framework_data.models import Edition
from framework_data.permissions import Somebody, check_can_edit
from framework_data.wording.edition import with_wording
from framework_data.wording.report import Report


@transaction.atomic
def import_wording(
    report: Report, *, base: Edition, slug: str, source: str, by: Somebody | None, label: str = ""
) -> Edition:
    """A draft with the wording that the report found, and all else from the base.

    source: the document's name. label: what people read; without one, it names the document. Raises ValidationError
    where the document does not fit the base, and for a slug that is taken or cannot be; FileRefusedError where the
    new edition would not be in order.
    """
    check_can_edit(by)
    if why_not := report.refusal:
        raise ValidationError(why_not)
    if Edition.objects.filter(slug=slug).exists():
        raise ValidationError({"slug": taken(slug)})
    objects = with_wording(corrected(fixture_of(base)), report, slug=slug, source=source, label=label)
    faults = object_faults(objects)
    if faults:
        raise FileRefusedError(faults)
    return import_edition(objects, by=by, base=base.slug)
