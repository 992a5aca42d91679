"""What a facilitator says of a round when setting it up: title, scope, period, deadline, edition."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from assessments.models import Assessment
from govuk.forms import digest_of


@dataclass(frozen=True)
class RoundFacts:
    """`edition` is its slug. A draft may lack scope and the day on which it was agreed."""

    title: str
    scope: str
    scope_agreed_on: date | None
    scope_agreed_by: str
    period_start: date
    period_end: date
    deadline: date | None
    edition: str

    @property
    def as_fields(self) -> dict[str, Any]:
        """The columns of an Assessment, without the edition."""
        return {name: value for name, value in vars(self).items() if name != "edition"}

    @property
    def as_json(self) -> dict[str, Any]:
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in vars(self).items()}

    @property
    def digest(self) -> str:
        return digest_of(*(str(value) for value in self.as_json.values()))


def facts_of(assessment: Assessment) -> RoundFacts:
    return RoundFacts(
        title=assessment.title,
        scope=assessment.scope,
        scope_agreed_on=assessment.scope_agreed_on,
        scope_agreed_by=assessment.scope_agreed_by,
        period_start=assessment.period_start,
        period_end=assessment.period_end,
        deadline=assessment.deadline,
        edition=assessment.edition.slug,
    )


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What changed, as `before` and `after` of an event."""
    names = [name for name in after if before[name] != after[name]]
    return {"before": {name: before[name] for name in names}, "after": {name: after[name] for name in names}}
