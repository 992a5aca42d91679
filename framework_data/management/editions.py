"""What the commands on editions share: the edition of a slug, and the editor of an address, or an error in words."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from framework_data.models import Edition


def edition_or_error(slug: str) -> Edition:
    try:
        return Edition.objects.get(slug=slug)
    except Edition.DoesNotExist:
        raise CommandError(f"There is no edition {slug}.") from None


def person_or_error(email: str) -> Any:
    people = get_user_model()
    try:
        return people._default_manager.get_by_natural_key(email)
    except people.DoesNotExist:
        raise CommandError(f"Nobody here has the address {email}.") from None
