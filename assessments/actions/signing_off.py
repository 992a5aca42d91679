"""Signing a round off under a seal, and reopening it: the two moves that only the chair or the deputy chair makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments import permissions
from assessments.access import Visit
from assessments.actions._acting import record_act, with_locked_round
from assessments.consensus import open_joint
from assessments.models import AgreedAnswer, AnswerToConfirm, Assessment, Seal, SealedPaper
from assessments.seal import Contents, Signing, as_shown, build, canonical, hash_of_document, moved_between
from assessments.sealing import contents_of
from assessments.wording import some_of
from partnerships.models import Role
from partnerships.texts import Texts

PUBLIC = "public"
"""The audience of the paper that everybody may read who reads the round at all."""


@dataclass(frozen=True)
class Signature:
    """What the chair says when signing off. `shown` is what the page carried of the round (seal.as_shown)."""

    on: date
    minute_reference: str
    accepted_open: frozenset[str]
    shown: str


@dataclass(frozen=True)
class SignedOff:
    """The new seal; or none, and the questions (or "bodies") that moved since the page was shown."""

    seal: Seal | None
    moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A report as it was printed under a seal."""

    audience: str
    name: str
    content: bytes


@transaction.atomic
def sign_off(visit: Visit, *, signature: Signature) -> SignedOff:
    """Freeze the round and seal it. Where anything moved since the page was shown, nothing is written.

    Raises PermissionDenied, and ValidationError for a date, a reference or an open question that does not do.
    """
    visit = with_locked_round(visit)
    permissions.check_can_sign_off(visit)
    assessment = visit.assessment
    # A correction waits for its participant, an agreement for the round or for its own row: all of them are held now.
    list(AgreedAnswer.objects.select_for_update().filter(assessment=assessment).order_by("pk").values_list("pk"))
    assessment.state, assessment.partnership_name = Assessment.State.SIGNED_OFF, assessment.partnership.name
    contents = contents_of(assessment)
    moved = moved_between(signature.shown, as_shown(contents))
    if moved:
        return SignedOff(None, moved)
    accepted = _checked(visit, signature, contents)
    assessment.signed_off_at, assessment.signed_off_on = timezone.now(), signature.on
    assessment.minute_reference = signature.minute_reference.strip()
    assessment.save(update_fields=["state", "partnership_name", "signed_off_at", "signed_off_on", "minute_reference"])
    # Nobody can confirm these any more, and they are no part of what was signed.
    AnswerToConfirm.objects.filter(participant__assessment=assessment).delete()
    seal = _seal(visit, contents, accepted)
    record_act(
        visit,
        "signed_off",
        before={"state": "consensus"},
        after={
            "state": "signed_off",
            "on": signature.on.isoformat(),
            "seal": seal.number,
            "sha256": seal.sha256,
            "accepted_open": list(accepted),
        },
    )
    return SignedOff(seal)


def _checked(visit: Visit, signature: Signature, contents: Contents) -> tuple[str, ...]:
    """The joint questions that stay open, all of them accepted by name; raises ValidationError by field."""
    faults = {
        "on": _fault_of_date(visit.assessment, signature.on),
        "minute_reference": "" if signature.minute_reference.strip() else _("Enter the minute reference"),
    }
    agreed = {row["question"]: row["value"] for row in contents.assessment["agreed"]}
    still_open = open_joint(visit.content.framework, agreed)
    unaccepted = [code for code in still_open if code not in signature.accepted_open]
    if unaccepted:
        faults["accepted"] = _("Agree %(codes)s, or accept each by name as open") % {"codes": some_of(unaccepted)}
    faults = {field: sentence for field, sentence in faults.items() if sentence}
    if faults:
        raise ValidationError(faults)
    return still_open


def _fault_of_date(assessment: Assessment, on: date) -> str:
    if on > timezone.localdate():
        return _("The date of signing off must be today or in the past")
    revealed_on = assessment.revealed_at and timezone.localdate(assessment.revealed_at)
    if revealed_on and on < revealed_on:
        return _("The date of signing off must be %(date)s, the day of the reveal, or later") % {
            "date": date_format(revealed_on)
        }
    return ""


def _seal(visit: Visit, contents: Contents, accepted: tuple[str, ...]) -> Seal:
    assessment = visit.assessment
    signing = Signing(
        number=Seal.objects.filter(assessment=assessment).count() + 1,
        on=assessment.signed_off_on.isoformat() if assessment.signed_off_on else "",
        minute_reference=assessment.minute_reference,
        by=_office(visit),
        accepted_open=accepted,
    )
    texts = Texts()
    document = canonical(build(signing, contents, texts))
    return Seal.objects.create(
        assessment=assessment,
        number=signing.number,
        document=document,
        texts=texts.kept,
        sha256=hash_of_document(document),
        sealed_by=visit.person,
    )


def _office(visit: Visit) -> str:
    held = {office for _, _, office in visit.standing.roles}
    return str(Role.Office.CHAIR if Role.Office.CHAIR in held else Role.Office.DEPUTY_CHAIR)


@transaction.atomic
def reopen(visit: Visit, *, reason: str, sha256: str = "", papers: Sequence[Paper] = ()) -> Assessment:
    """Take a signed-off round back to consensus. Its seal stays on record, with the papers that were printed under it.

    Its publication ends, and the public's paper is kept only if the public could read it. `sha256` names the seal of
    the papers; a round that was signed off elsewhere has none.
    """
    visit = with_locked_round(visit)
    permissions.check_can_reopen(visit)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the round is reopened")})
    assessment = visit.assessment
    seal = Seal.objects.select_for_update().filter(assessment=assessment, reopened_at=None).first()
    if sha256 != (seal.sha256 if seal else ""):
        raise PermissionDenied(_("The round was signed off anew while you were reading. Load the page again."))
    before: dict[str, Any] = {"state": "signed_off"}
    if seal:
        before |= {"seal": seal.number, "sha256": seal.sha256}
        seal.reopened_at, seal.reopened_by, seal.reopen_reason = timezone.now(), visit.person, reason
        seal.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
        _keep(papers, seal, is_published=assessment.is_published)
    if assessment.published_at:
        before["published_on"] = timezone.localdate(assessment.published_at).isoformat()
    assessment.state, assessment.published_at = Assessment.State.CONSENSUS, None
    assessment.signed_off_at, assessment.signed_off_on = None, None
    assessment.minute_reference, assessment.partnership_name = "", ""
    assessment.save(
        update_fields=[
            *("state", "signed_off_at", "signed_off_on", "minute_reference", "partnership_name", "published_at")
        ]
    )
    record_act(visit, "reopened", before=before, after={"state": "consensus", "reason": reason})
    return assessment


def _keep(papers: Sequence[Paper], seal: Seal, *, is_published: bool) -> None:
    """The papers of a seal. Who reads public papers would otherwise find one that the chair never published."""
    kept = [paper for paper in papers if paper.audience != PUBLIC or is_published]
    SealedPaper.objects.bulk_create(
        SealedPaper(seal=seal, audience=paper.audience, name=paper.name, content=paper.content) for paper in kept
    )
