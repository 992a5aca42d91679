"""What was previewed, carried in the page until it is confirmed: signed, so that nothing else is written.

It is kept by the page alone and by no table and no session: two tabs carry two previews, nothing has to be cleared
away, and a preview that is never confirmed leaves nothing behind. It holds for one person, body, round and edition.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from assessments.access import EntityVisit
from assessments.actions.answering import Draft
from assessments.workbook.book import facts_of

SALT = "assessments.workbook"
HOLDS_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Carried:
    """certain: what is saved on confirming; disputed: what is saved where the person chooses so."""

    certain: tuple[Draft, ...]
    disputed: tuple[Draft, ...]


def carry(visit: EntityVisit, carried: Carried) -> str:
    """As a text for a form."""
    held = {
        "for": _whom(visit),
        "certain": [vars(draft) for draft in carried.certain],
        "disputed": [vars(draft) for draft in carried.disputed],
    }
    return signing.dumps(held, salt=SALT, compress=True)


def carried_in(text: str, visit: EntityVisit) -> Carried | None:
    """What the text carries; None where it is too old, was changed, or was made for somebody or something else."""
    try:
        held = signing.loads(text, salt=SALT, max_age=HOLDS_FOR)
    except signing.BadSignature:
        return None
    if held["for"] != _whom(visit):
        return None
    return Carried(
        tuple(Draft(**draft) for draft in held["certain"]), tuple(Draft(**draft) for draft in held["disputed"])
    )


def _whom(visit: EntityVisit) -> list[str]:
    return [str(visit.person.pk), *(value for _, value in facts_of(visit).rows)]
