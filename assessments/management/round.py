"""What the commands on a round have in common."""

from django.core.management.base import CommandError

from assessments.models import Assessment


def assessment_or_error(slug: str) -> Assessment:
    try:
        return Assessment.objects.select_related("partnership", "edition").get(slug=slug)
    except Assessment.DoesNotExist:
        raise CommandError(f"There is no assessment {slug}.") from None
