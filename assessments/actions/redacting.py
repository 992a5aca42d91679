"""A text that must go: out of its row, out of the history, out of every seal. Its hashes stay where they are."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments import permissions
from assessments.access import Visit
from assessments.actions._acting import record_act, with_locked_round
from assessments.models import (
    AgreedAnswer,
    AgreedDraft,
    Answer,
    AnswerToConfirm,
    Attendance,
    ConsensusSession,
    Dissent,
    Participant,
    Redaction,
    Seal,
    SealedPaper,
)
from assessments.places import OPAQUE_ID, Place, places_in_document
from assessments.readable_history import events_of
from assessments.redactable import OneText, mark_of_today, one_text, texts_in_history, texts_of, versions_at

CHANGED = gettext_noop("The text changed after you opened this page. Read what stands here now, then confirm again.")


@dataclass
class Gone:
    """What has been taken out. places: where, with the hash in the current seal, which is empty where it names none."""

    texts: int = 0
    papers: int = 0
    seals: list[int] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def redact_text(visit: Visit, *, place: str, why: str, read: str, only_earlier: bool = False) -> Redaction:
    """Redact the text at a place, all its earlier versions, and the same text wherever else it stands in the round.

    `read` is the digest of what the chair saw. With `only_earlier` the text as it stands now stays. Raises
    PermissionDenied, Http404 where there is no such text, and ValidationError where it has changed meanwhile.
    """
    visit = with_locked_round(visit)
    permissions.check_can_redact(visit)
    if not why.strip():
        raise ValidationError({"why": _("Say why this text has to go.")})
    found = one_text(visit, place)
    if found.digest != read:
        raise ValidationError({"read": _(CHANGED)})
    if only_earlier and not found.earlier:
        raise ValidationError({"what": _("There are no earlier versions of this text.")})
    text = "" if only_earlier else found.text
    gone = Gone(places={str(found.place): ""})
    _erase_from_history(visit, found, text, gone)
    if text:
        _replace_in_rows(visit, text, gone)
        # Reports made of the round print the text. They are a copy, and made anew for whoever asks (reports/models.py).
        visit.assessment.stored_reports.all().delete()
    _take_from_seals(visit, found, text, gone)
    redactions = [_redaction(visit, where, sha256, why) for where, sha256 in gone.places.items()]
    record_act(
        visit,
        "text_redacted",
        entity=found.place.body,
        subject=str(found.place),
        after={"reason": why, "texts": gone.texts, "seals": gone.seals, "papers": gone.papers},
    )
    return redactions[0]


def _redaction(visit: Visit, place: str, sha256: str, why: str) -> Redaction:
    return Redaction.objects.create(
        assessment=visit.assessment, place=place, sha256=sha256, why=why, at=timezone.now(), by=visit.person
    )


# --- Out of the history ---------------------------------------------------------------------------------------


def _erase_from_history(visit: Visit, found: OneText, text: str, gone: Gone) -> None:
    """Every version at the place, and the same text at any other place of the round, readable or not."""
    versions = versions_at(events_of(visit.assessment), found.place)
    doomed = {pk for pk, version in versions.items() if text or version != found.text}
    rows = texts_in_history(visit)
    if text:
        doomed |= set(rows.filter(text=text).values_list("pk", flat=True))
    gone.texts = rows.filter(pk__in=doomed).update(text="", salt="", erased_at=timezone.now())


# --- Out of the rows ------------------------------------------------------------------------------------------


def _replace_in_rows(visit: Visit, text: str, gone: Gone) -> None:
    """Hidden rows too, because the text has to go; but only places that the chair may read are named."""
    readable = {place for place, _ in texts_of(visit)}
    for place, other in list(texts_of(visit, hidden=True)):
        if other == text:
            _replace(visit, place, mark_of_today())
            if place in readable:
                gone.places.setdefault(str(place), "")
    # Only their own body reads these, but the text has to go.
    waiting = AnswerToConfirm.objects.filter(participant__assessment=visit.assessment)
    for name in ("note", "reason", "evidence"):
        waiting.filter(**{name: text}).update(**{name: "" if name == "evidence" else mark_of_today()})


def _replace(visit: Visit, place: Place, mark: str) -> None:
    """Put the mark in place of one text. Links to evidence become empty, because a mark is no address."""
    round_ = visit.assessment
    if place.kind in ("answer", "agreed", "draft", "dissent"):
        _replace_on_question(visit, place, mark)
    elif place.kind == "decline":
        Participant.objects.filter(assessment=round_, entity__slug=place.body).update(reason=mark)
    elif place.kind == "session":
        rows = Attendance.objects.filter(session__assessment=round_, session__held_on=place.subject)
        is_person = OPAQUE_ID.fullmatch(place.row)
        rows.filter(**{"person__public_id" if is_person else "pk": place.row}).update(**{place.field: mark})
        _raise_revision(ConsensusSession.objects.filter(assessment=round_, held_on=place.subject))
    elif place.kind == "reopening":
        Seal.objects.filter(assessment=round_, number=place.subject).update(reopen_reason=mark)
    else:
        Redaction.objects.filter(assessment=round_, pk=place.subject).update(why=mark)


def _replace_on_question(visit: Visit, place: Place, mark: str) -> None:
    round_, question = visit.assessment, visit.content.question_ids[place.subject]
    if place.kind == "answer":
        answers = Answer.objects.filter(participant__assessment=round_, participant__entity__slug=place.body)
        answers = answers.filter(question=question)
        answers.update(**{place.field: "" if place.field == "evidence" else mark})
        _raise_revision(answers)
        return
    if place.kind == "draft":
        drafts = AgreedDraft.objects.filter(assessment=round_, question=question)
        drafts.update(rationale=mark)
        _raise_revision(drafts)
        return
    agreed = AgreedAnswer.objects.filter(assessment=round_, question=question)
    if place.kind == "agreed":
        agreed.update(rationale=mark)
    else:
        Dissent.objects.filter(agreed_answer__in=agreed, participant__entity__slug=place.body).update(note=mark)
    _raise_revision(agreed)


def _raise_revision(rows: QuerySet) -> None:
    """A form that still holds the old text is told so before it can bring the text back."""
    rows.update(revision=F("revision") + 1)


# --- Out of the seals -----------------------------------------------------------------------------------------


def _take_from_seals(visit: Visit, found: OneText, text: str, gone: Gone) -> None:
    """The document, and so the seal, is unchanged. Reports kept with a seal that held the text print it, so they go."""
    for seal in Seal.objects.select_for_update().filter(assessment=visit.assessment).order_by("number"):
        doomed = dict(_doomed_in(seal, found, text))
        if not doomed:
            continue
        seal.texts = {sha256: kept for sha256, kept in seal.texts.items() if sha256 not in doomed}
        seal.save(update_fields=["texts"])
        gone.seals.append(seal.number)
        gone.papers += SealedPaper.objects.filter(seal=seal).delete()[0]
        for sha256, place in doomed.items():
            current = sha256 if seal.reopened_at is None else ""
            gone.places[place] = current or gone.places.get(place, "")


def _doomed_in(seal: Seal, found: OneText, text: str) -> Iterable[tuple[str, str]]:
    """(hash, place) of each version of the text that the seal holds, and of the same text at other places."""
    held = {sha256: kept[1] for sha256, kept in seal.texts.items()}
    for place, sha256 in places_in_document(json.loads(seal.document)):
        version = held.get(sha256)
        if version is None:
            continue
        is_version = place == found.place and (text or version != found.text)
        if is_version or (text and version == text):
            yield sha256, str(place)
