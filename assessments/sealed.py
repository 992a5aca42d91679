"""A signed-off round as its seal froze it: the wording, the policy and the result come from there, never from tables.

Everything that shows a round takes its content from `content_for`. A seal is read once per process; a page costs one
small query that names the current seal.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from assessments.before import Before, before_from
from assessments.models import Assessment, Seal
from assessments.result import Profile
from assessments.result_file import profiles_from
from assessments.seal import canonical
from framework_data.content import Content, content_from, content_of
from framework_data.fixture import Object, fixture_of
from framework_data.models import Question


@dataclass(frozen=True, eq=False)
class Sealed:
    """What a seal says of its round. by: the office that signed; profiles: the partnership's first, all explained.

    before: the round before as it stood then, where it was revealed.
    """

    number: int
    sha256: str
    on: date
    minute_reference: str
    by: str
    accepted_open: tuple[str, ...]
    content: Content
    profiles: tuple[Profile, ...]
    before: Before | None


def content_for(assessment: Assessment) -> Content:
    """The wording and policy by which a round is shown: sealed once it is signed off, its edition's until then."""
    sealed = sealed_of(assessment)
    return sealed.content if sealed else content_of(assessment.edition)


def sealed_of(assessment: Assessment) -> Sealed | None:
    """The current seal's contents; None while the round goes on, and where it was signed off without a seal here.

    None too where the stored document can no longer be read: the seal's page says so.
    """
    key = _current_seal(assessment)
    return _read(*key, assessment.edition_id) if key else None


def is_sealed(assessment: Assessment) -> bool:
    """Whether the round is signed off under a seal of this server."""
    return _current_seal(assessment) is not None


def current_hash(assessment: Assessment) -> str:
    """The hash of the current seal; empty where there is none."""
    key = _current_seal(assessment)
    return key[1] if key else ""


def has_seals(assessment: Assessment) -> bool:
    """Whether the round has ever been sealed here."""
    return Seal.objects.filter(assessment=assessment).exists()


def fixture_for(assessment: Assessment) -> list[Object]:
    """The objects of the edition by which the round is shown, as content_for."""
    key = _current_seal(assessment)
    document = _document(key[0]) if key else {}
    return list(document.get("edition") or fixture_of(assessment.edition))


def remember_seals(assessments: Iterable[Assessment]) -> None:
    """Ask for the current seals of several rounds in one query, so that none of them asks for its own."""
    signed_off = {found.pk: found for found in assessments if found.is_signed_off and not _is_known(found)}
    if not signed_off:
        return
    rows = Seal.objects.filter(assessment__in=signed_off, reopened_at=None).values_list("assessment_id", "pk", "sha256")
    keys = {assessment: (pk, sha256) for assessment, pk, sha256 in rows}
    for pk, found in signed_off.items():
        vars(found)["_current_seal"] = (found.signed_off_at, keys.get(pk))


def _current_seal(assessment: Assessment) -> tuple[int, str] | None:
    """Key and hash of the current seal, asked once for each time that the round was loaded or signed off."""
    if not assessment.is_signed_off:
        return None
    if not _is_known(assessment):
        rows = Seal.objects.filter(assessment=assessment, reopened_at=None).values_list("pk", "sha256")
        vars(assessment)["_current_seal"] = (assessment.signed_off_at, next(iter(rows), None))
    key: tuple[int, str] | None = vars(assessment)["_current_seal"][1]
    return key


def _is_known(assessment: Assessment) -> bool:
    """Whether this very row has been asked for its seal since it was signed off."""
    known = vars(assessment).get("_current_seal")
    return known is not None and known[0] == assessment.signed_off_at


# --- Reading a document ------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _read(pk: int, sha256: str, edition: int) -> Sealed | None:
    """The hash is part of the key, so that a document is never taken for another of the same number."""
    try:
        return _from_document(_document(pk), sha256, edition)
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def _document(pk: int) -> dict[str, Any]:
    found = json.loads(Seal.objects.values_list("document", flat=True).get(pk=pk))
    return found if isinstance(found, dict) else {}


def _from_document(document: Mapping[str, Any], sha256: str, edition: int) -> Sealed:
    act, previous = document["signed_off"], document["previous"]
    content = _content(canonical(document["edition"]), edition)
    return Sealed(
        number=document["number"],
        sha256=sha256,
        on=date.fromisoformat(act["on"]),
        minute_reference=act["minute_reference"],
        by=act["by"],
        accepted_open=tuple(document["accepted_open"]),
        content=content,
        profiles=profiles_from(content.framework, document["result"], document["values"]),
        before=before_from(previous, content) if previous else None,
    )


@lru_cache(maxsize=16)
def _content(objects: str, edition: int) -> Content:
    """Rounds that were sealed under the same words share them."""
    found = json.loads(objects)
    return content_from(found, _question_ids(found, edition))


def _question_ids(objects: Iterable[Mapping[str, Any]], edition: int) -> dict[str, int]:
    """Code in the sealed wording -> the row that answers point at, even where that row has another code by now."""
    questions = [each["fields"] for each in objects if each["model"].endswith(".question")]
    sealed = {fields["code"]: fields["order"] for fields in questions}
    rows = list(Question.objects.filter(edition=edition).values_list("code", "order", "pk"))
    by_code = {code: pk for code, _, pk in rows if code in sealed}
    by_order = {order: pk for code, order, pk in rows if code not in sealed}
    found = {code: by_code.get(code, by_order.get(order)) for code, order in sealed.items()}
    return {code: pk for code, pk in found.items() if pk is not None}
