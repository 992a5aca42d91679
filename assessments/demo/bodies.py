"""The six bodies of the demo, in the order in which every table of answers has its columns."""

from dataclasses import dataclass

from partnerships.models import Entity

PARTNERSHIP = {"slug": "brackenshire-together", "name": "Brackenshire Together"}
EDITION = "alps-2014-plain"


@dataclass(frozen=True)
class Body:
    slug: str
    name: str
    kind: Entity.Kind
    in_area: bool = True
    year_end: str = "03-31"


COUNCIL = "county-council"
BOROUGH = "fennick-vale"
TRUST = "integrated-health-trust"
POLICE = "police-and-fire"
AGENCY = "national-agency"
CARERS = "carers-alliance"

BODIES = (
    Body(COUNCIL, "Brackenshire County Council", Entity.Kind.UPPER_TIER_COUNCIL),
    Body(BOROUGH, "Fennick Vale Borough Council", Entity.Kind.DISTRICT_COUNCIL),
    Body(TRUST, "Brackenshire Integrated Health Trust", Entity.Kind.HEALTH_BODY),
    Body(POLICE, "Brackenshire Police and Fire Authority", Entity.Kind.EMERGENCY_SERVICE),
    Body(AGENCY, "National Support and Work Agency, Midmark region", Entity.Kind.NATIONAL_AGENCY, in_area=False),
    Body(CARERS, "Brackenshire Carers' Alliance", Entity.Kind.CHARITY, year_end="06-30"),
)
LEAD = COUNCIL
