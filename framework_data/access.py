"""The edition of a page, for those who may read editions: whoever may not is told so, whether or not it exists."""

from django.http import Http404

from framework_data.models import Edition
from framework_data.permissions import Somebody, check_can_read


def edition_for(person: Somebody, slug: str) -> Edition:
    """Raises PermissionDenied, and Http404 for an edition that is not there or is still being loaded."""
    check_can_read(person)
    edition = Edition.objects.filter(slug=slug, life__isnull=False).first()
    if edition is None:
        raise Http404
    return edition
