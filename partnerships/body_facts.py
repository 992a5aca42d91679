"""What is said of a body, wherever it belongs: name, kind, where it is based, when its financial year ends."""

from dataclasses import dataclass
from typing import Any

from govuk.forms import digest_of
from partnerships.models import Entity


@dataclass(frozen=True)
class BodyFacts:
    """What is said of a body; year_end as "MM-DD" or empty."""

    name: str
    kind: str
    in_area: bool
    year_end: str

    @property
    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "kind": self.kind, "in_area": self.in_area, "year_end": self.year_end}

    @property
    def kind_in_words(self) -> str:
        return str(Entity.Kind(self.kind).label)

    @property
    def digest(self) -> str:
        return digest_of(self.name, self.kind, str(self.in_area), self.year_end)


def facts_of(entity: Entity) -> BodyFacts:
    return BodyFacts(entity.name, entity.kind, entity.in_area, entity.year_end)
