"""What `loaddata` brings in: an edition that is new here is published by that, and none is set back."""

from collections.abc import Mapping

from django.utils import timezone

from framework_data.checks import edition_faults
from framework_data.faults import Fault, FileRefusedError
from framework_data.history import record
from framework_data.models import Edition, Life


def revisions() -> dict[str, int]:
    return dict(Edition.objects.values_list("slug", "revision"))


def publish_loaded(before: Mapping[str, int]) -> list[Edition]:
    """Publish the editions that have just come in. before: the revisions as they were.

    An edition that was there keeps its revision: the file does not know of the errata that raised it. Raises
    FileRefusedError where an edition is not in order, because once published it could not be mended.
    """
    for edition in Edition.objects.filter(slug__in=before):
        if edition.revision < before[edition.slug]:
            Edition.objects.filter(pk=edition.pk).update(revision=before[edition.slug])
    new = list(Edition.objects.filter(life=None).order_by("slug"))
    faults = [Fault(edition.slug, fault) for edition in new for fault in edition_faults(edition)]
    if faults:
        raise FileRefusedError(faults)
    for edition in new:
        Life.objects.create(edition=edition, state=Life.State.PUBLISHED, published_at=timezone.now())
        record("edition_loaded", edition.slug, by=None)
    return new
