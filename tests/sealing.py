"""Rounds that are signed off and reopened by the real acts."""

from datetime import date
from typing import Any

from django.utils import timezone

from assessments.access import visit
from assessments.actions.publishing import publish
from assessments.actions.signing_off import Paper, Signature, reopen, sign_off
from assessments.consensus import open_joint
from assessments.models import Assessment, Seal
from assessments.rounds import agreed_values
from assessments.sealed import current_hash
from assessments.sealing import shown_of
from partnerships.models import Person
from tests.reports.rounds import told_round

MINUTE = "PB 2026/14"


def a_signature(assessment: Assessment, person: Person, **changes: Any) -> Signature:
    """What the chair would send after reading the page: today, with every open question accepted by name."""
    found = visit(person, assessment.slug)
    still_open = open_joint(found.content.framework, agreed_values(found.assessment, found.content))
    given: dict[str, Any] = {
        "on": timezone.localdate(),
        "minute_reference": MINUTE,
        "accepted_open": frozenset(still_open),
        "shown": shown_of(found.assessment),
    }
    return Signature(**given | changes)


def signed_off(assessment: Assessment, chair: Person, *, on: date | None = None, minute: str = MINUTE) -> Seal:
    """Sign the round off; its new seal."""
    signature = a_signature(assessment, chair, on=on or timezone.localdate(), minute_reference=minute)
    seal = sign_off(visit(chair, assessment.slug), signature=signature).seal
    assert seal is not None
    assessment.refresh_from_db()
    return seal


def published(assessment: Assessment, chair: Person) -> Assessment:
    """Publish the public edition of a signed-off round."""
    publish(visit(chair, assessment.slug), sha256=current_hash(assessment))
    assessment.refresh_from_db()
    return assessment


def reopened(assessment: Assessment, chair: Person, reason: str = "S2.3 was misread") -> Assessment:
    """Reopen the round, with two papers that are quickly printed."""
    found = visit(chair, assessment.slug)
    papers = [Paper(kind, f"{kind}.pdf", f"%PDF-{kind}".encode()) for kind in ("board", "public")]
    sha256 = current_hash(found.assessment)
    reopen(found, reason=reason, sha256=sha256, papers=papers if sha256 else ())
    assessment.refresh_from_db()
    return assessment


def a_sealed_round(people: Any, slug: str = "told-round", **details: Any) -> tuple[Assessment, Seal]:
    """told_round signed off by the chair of the cast, or of a cast that `people` makes once the bodies exist."""
    assessment = told_round(slug, **details)
    cast = people() if callable(people) else people
    return assessment, signed_off(assessment, cast.chair)
