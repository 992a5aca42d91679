"""Which rounds of a partnership exist for a reader: those in certain states, and for viewers those published alone."""

from dataclasses import dataclass

from django.db.models import Q

from assessments.models import Assessment


@dataclass(frozen=True)
class Reach:
    """states: those in which a round exists for the reader. published_alone: and only if its public edition is out."""

    states: tuple[str, ...]
    published_alone: bool = False

    def covers(self, assessment: Assessment) -> bool:
        return assessment.state in self.states and (assessment.is_published or not self.published_alone)

    @property
    def condition(self) -> Q:
        """The same for the database."""
        in_state = Q(state__in=self.states)
        return in_state & Q(published_at__isnull=False) if self.published_alone else in_state
