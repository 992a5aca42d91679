"""A round's seals in words: what was sealed and when, and what a check of it finds.

Readers of everything are told which answer, note or body is concerned; everybody else how many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments import permissions
from assessments.access import Visit
from assessments.models import Assessment
from assessments.seal import AGREED, ANSWERS, BODIES, RESULT, ROUND, Checked, Difference
from assessments.sealed import is_sealed
from assessments.sealing import Verified, seals_of
from partnerships.models import Role

SIGNED_BY = {"chair": gettext_noop("the chair"), "deputy_chair": gettext_noop("the deputy chair")}
MOST_PLACES = 10

PARTS = {
    ROUND: gettext_noop("The round's title, scope, period or lead is no longer as it was sealed."),
    BODIES: gettext_noop("The bodies are no longer as they were sealed"),
    ANSWERS: gettext_noop("Answers are no longer as they were sealed"),
    AGREED: gettext_noop("Agreed answers are no longer as they were sealed"),
    RESULT: gettext_noop("This server works out another result than the one that was sealed."),
}

OF_AN_ANSWER = {
    "note": gettext_noop("note of %(body)s on %(code)s"),
    "reason": gettext_noop("reason of %(body)s on %(code)s"),
    "evidence": gettext_noop("evidence of %(body)s on %(code)s"),
}


@dataclass(frozen=True)
class Finding:
    """One sentence of a check. is_good: False for what makes the check fail, None for what is only worth knowing."""

    sentence: str
    is_good: bool | None


@dataclass(frozen=True)
class SealTold:
    """papers: (audience, file name) of the reports that were kept when the round was reopened."""

    number: int
    sha256: str
    on: date | None
    minute_reference: str
    by: str
    accepted_open: tuple[str, ...]
    holds: bool
    findings: tuple[Finding, ...]
    reopened_on: date | None
    reopen_reason: str
    papers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SealPage:
    """earlier: seals of the round before it was reopened, the newest first."""

    current: SealTold | None
    earlier: tuple[SealTold, ...]
    is_elsewhere: bool
    reads_all: bool


def seal_page(visit: Visit) -> SealPage:
    """For viewers without what was never published: of earlier seals those whose public paper they read then.

    Why a round was reopened may speak of one body's answers, so that is not for them either.
    """
    reads_all = permissions.can_read_everything(visit)
    told = seals_told(visit.assessment, reads_all=reads_all)
    earlier = tuple(seal for seal in told if seal.reopened_on is not None)
    if not (visit.standing.is_member or visit.standing.holds(Role.Kind.AUDITOR)):
        earlier = tuple(replace(seal, reopen_reason="") for seal in earlier if seal.papers)
    return SealPage(
        current=next((seal for seal in told if seal.reopened_on is None), None),
        earlier=earlier,
        is_elsewhere=is_signed_off_elsewhere(visit.assessment),
        reads_all=reads_all,
    )


def is_signed_off_elsewhere(assessment: Assessment) -> bool:
    """Whether the round came in as a file that said so; nothing of that can be checked here."""
    return assessment.is_signed_off and assessment.imported_at is not None and not is_sealed(assessment)


def seals_told(assessment: Assessment, *, reads_all: bool) -> tuple[SealTold, ...]:
    """Every seal of the round, newest first, each checked."""
    return tuple(_told(found, reads_all=reads_all) for found in seals_of(assessment))


def _told(found: Verified, *, reads_all: bool) -> SealTold:
    seal, act = found.seal, found.document.get("signed_off", {})
    papers = tuple((paper.audience, paper.name) for paper in seal.papers.all())
    return SealTold(
        number=seal.number,
        sha256=seal.sha256,
        on=date.fromisoformat(act["on"]) if act else None,
        minute_reference=act.get("minute_reference", ""),
        by=_(SIGNED_BY[act["by"]]) if act.get("by") in SIGNED_BY else "",
        accepted_open=tuple(found.document.get("accepted_open", ())) if reads_all else (),
        holds=found.holds,
        findings=tuple(_findings(found, reads_all=reads_all)),
        reopened_on=timezone.localdate(seal.reopened_at) if seal.reopened_at else None,
        reopen_reason=seal.reopen_reason,
        papers=tuple(paper for paper in papers if reads_all or paper[0] == "public"),
    )


# --- What a check found, in words ----------------------------------------------------------------------------------


def _findings(found: Verified, *, reads_all: bool) -> list[Finding]:
    names = _names(found.document)
    said = [_of_document(found.checked), *_of_texts(found.checked, names, reads_all=reads_all)]
    if found.seal.reopened_at is not None or not found.checked.is_unaltered:
        return said
    said += [_of_difference(each, names, reads_all=reads_all) for each in found.differences]
    if not found.differences:
        said.append(Finding(_("Answers, agreed answers, bodies and result stand here as they were sealed."), True))
    if found.is_reworded:
        says = _("The edition on this server has other words by now. The round keeps those that were sealed.")
        said.append(Finding(says, None))
    return said


def _of_document(checked: Checked) -> Finding:
    if checked.is_unaltered:
        return Finding(_("The sealed document has the hash that the seal names."), True)
    return Finding(
        _("The sealed document has been changed: its hash is %(sha256)s.") % {"sha256": checked.sha256}, False
    )


def _of_texts(checked: Checked, names: Mapping[str, str], *, reads_all: bool) -> list[Finding]:
    found = [
        Finding(_listed(sentence, [_place(place, names) for place in places], reads_all=reads_all), False)
        for sentence, places in (
            (_("Texts do not fit their hash"), checked.wrong),
            (_("Texts are gone without a record"), checked.lost),
        )
        if places
    ]
    if not found and checked.is_unaltered:
        found.append(Finding(_("Every note and reason that is kept fits its hash."), True))
    by_day: dict[str, list[str]] = {}
    for place, day in checked.redacted:
        by_day.setdefault(day, []).append(_place(place, names))
    for day, places in by_day.items():
        says = _("Redacted on %(date)s") % {"date": date_format(date.fromisoformat(day))}
        found.append(Finding(_listed(says, places, reads_all=reads_all), None))
    return found


def _of_difference(found: Difference, names: Mapping[str, str], *, reads_all: bool) -> Finding:
    if not found.places:
        return Finding(_(PARTS[found.part]), False)
    places = [_named(place, names) for place in found.places]
    return Finding(_listed(_(PARTS[found.part]), places, reads_all=reads_all), False)


def _listed(sentence: str, places: Sequence[str], *, reads_all: bool) -> str:
    if not reads_all:
        return f"{sentence}: {len(places)}."
    more = [_("%(num)s more") % {"num": len(places) - MOST_PLACES}] if len(places) > MOST_PLACES else []
    return f"{sentence}: {'; '.join([*places[:MOST_PLACES], *more])}."


def _names(document: Mapping[str, Any]) -> dict[str, str]:
    return {row["slug"]: row["name"] for row in document["assessment"]["entities"]}


def _named(key: str, names: Mapping[str, str]) -> str:
    """ "S2.1 borough" as "S2.1 of Tansy Borough Council"."""
    first, *rest = key.split(" ", 1)
    if not rest:
        return names.get(first, first)
    return _("%(code)s of %(body)s") % {"code": first, "body": names.get(rest[0], rest[0])}


def _place(place: str, names: Mapping[str, str]) -> str:
    """A place of seal.text_places in words."""
    kind, code, *rest = place.split("/")
    if kind == BODIES:
        return _("why %(body)s does not take part") % {"body": names.get(code, code)}
    if rest == ["rationale"]:
        return _("the board's reasons on %(code)s") % {"code": code}
    if rest[0] == "dissent":
        return _("the dissent of %(body)s on %(code)s") % {"body": names.get(rest[1], rest[1]), "code": code}
    return _(OF_AN_ANSWER[rest[1]]) % {"body": names.get(rest[0], rest[0]), "code": code}
