"""The editions of a page. For whoever is not staff they are not there; staff who may not read them are told so."""

from django.http import Http404

from framework_data.models import Edition
from framework_data.permissions import Somebody, check_can_read


def check_editions_are_there(person: Somebody) -> None:
    """Raises Http404 for whoever is not staff, and PermissionDenied for staff without the right to read editions."""
    if not person.is_staff:
        raise Http404
    check_can_read(person)


def edition_for(person: Somebody, slug: str) -> Edition:
    """As check_editions_are_there; Http404 as well for an edition that does not exist or is still being loaded."""
    check_editions_are_there(person)
    edition = Edition.objects.filter(slug=slug, life__isnull=False).first()
    if edition is None:
        raise Http404
    return edition
