"""Which editions there are, for those who choose one."""

from framework_data.models import Edition, Life


def editions_for_new_rounds() -> list[Edition]:
    """Published editions, the newest first."""
    return list(Edition.objects.filter(life__state=Life.State.PUBLISHED).order_by("-published", "-pk"))


def is_open_to_new_rounds(edition: Edition) -> bool:
    return Life.objects.filter(edition=edition, state=Life.State.PUBLISHED).exists()


def edition_once_published(slug: str) -> Edition | None:
    """The edition of this slug, unless it is a draft: a round that began on it may go on, withdrawn or not."""
    states = (Life.State.PUBLISHED, Life.State.WITHDRAWN)
    return Edition.objects.filter(slug=slug, life__state__in=states).first()
