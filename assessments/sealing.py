"""What is sealed of a round, gathered from the tables; and a stored seal held against what the tables hold now.

The document itself is made and checked in seal.py. Answers that nobody may see are not sealed either: those of bodies
that do not take part or have not submitted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from assessments.before import before_as_dict
from assessments.interchange import export_document, participants_of
from assessments.maturity import profiles
from assessments.models import Answer, Assessment, Participant, Redaction, Seal, SealedPaper
from assessments.past import before_of
from assessments.result_file import result_as_dict, round_facts, values_as_dicts
from assessments.rounds import counted_round
from assessments.seal import (
    OF_AN_ANSWER,
    WORDING,
    Checked,
    Contents,
    Difference,
    Redacted,
    as_shown,
    check,
    differences,
    read,
)
from assessments.sealed import content_for
from framework_data.content import Content
from framework_data.fixture import fixture_of


def contents_of(assessment: Assessment) -> Contents:
    """The round as the tables hold it, by the wording that it is shown with, computed by today's rule."""
    content, participants = content_for(assessment), participants_of(assessment)
    found = profiles(counted_round(assessment, content, participants))
    edition, before = fixture_of(assessment.edition), before_of(assessment, participants)
    return replace(
        _recorded(assessment, content, participants),
        edition=edition,
        previous=before_as_dict(before, edition) if before else None,
        result=result_as_dict(content.framework, round_facts(assessment, participants), found),
        values=values_as_dicts(found),
    )


def shown_of(assessment: Assessment) -> str:
    """What a page carries of the round, so that signing off can tell what has moved since."""
    return as_shown(_recorded(assessment, content_for(assessment), participants_of(assessment)))


def _recorded(assessment: Assessment, content: Content, participants: Sequence[Participant]) -> Contents:
    """Answers, agreed answers and bodies; wording and result are left empty."""
    document, written = export_document(assessment), _written(content, participants)
    counted = {(row["question"], row["entity"]) for row in document["answers"]}
    answers = [{**row, "evidence": written[row["question"], row["entity"]]["evidence"]} for row in document["answers"]]
    return Contents(
        assessment={**document, "answers": answers},
        not_counted=[row for place, row in written.items() if place not in counted],
        edition=(),
        result={},
        values=(),
        bodies=[_body(assessment, participant) for participant in participants],
    )


def _written(content: Content, participants: Sequence[Participant]) -> Mapping[tuple[str, str], dict[str, Any]]:
    """(question, body) -> all that a body wrote there, of bodies that take part and have submitted; in order."""
    readable = {p.pk: p for p in participants if p.takes_part and p.submitted_at is not None}
    rows = Answer.objects.filter(participant__in=readable)
    columns = ("question_id", "participant_id", "value", *OF_AN_ANSWER)
    found = [
        (content.code_of_question[question], readable[participant], values)
        for question, participant, *values in rows.values_list(*columns)
    ]
    found.sort(key=lambda each: (content.framework.position[each[0]], each[1].order))
    return {
        (code, p.entity.slug): {
            "question": code,
            "entity": p.entity.slug,
            **dict(zip(columns[2:], values, strict=True)),
        }
        for code, p, values in found
    }


def _body(assessment: Assessment, participant: Participant) -> dict[str, Any]:
    return {
        "slug": participant.entity.slug,
        "name": participant.name,
        "kind": participant.kind,
        "in_area": participant.in_area,
        "year_end": participant.year_end,
        "participation": participant.participation,
        "is_lead": participant.entity_id == assessment.lead_id,
        "has_submitted": participant.submitted_at is not None,
    }


# --- Verifying --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verified:
    """A seal, its document, and what a check of it found.

    differences: of the current seal, the parts of the round that the tables no longer hold as they were sealed.
    is_reworded: the edition on this server has other words by now, which changes nothing in this round.
    """

    seal: Seal
    document: Mapping[str, Any]
    checked: Checked
    differences: tuple[Difference, ...] = ()
    is_reworded: bool = False

    @property
    def holds(self) -> bool:
        return self.checked.holds and not self.differences


def seals_of(assessment: Assessment) -> tuple[Verified, ...]:
    """Every seal of the round, newest first, each checked; the current one also against the tables."""
    redactions = _redactions(assessment)
    papers = Prefetch("papers", SealedPaper.objects.defer("content").order_by("audience"))
    rows = Seal.objects.filter(assessment=assessment).prefetch_related(papers).order_by("-number")
    return tuple(_verified(assessment, seal, redactions) for seal in rows)


def _verified(assessment: Assessment, seal: Seal, redactions: Sequence[Redacted]) -> Verified:
    document = read(seal.document)
    checked = check(seal.document, seal.sha256, seal.texts, redactions)
    if seal.reopened_at is not None or not checked.is_unaltered:
        return Verified(seal, document, checked)
    found = differences(document, seal.texts, contents_of(assessment))
    return Verified(
        seal,
        document,
        checked,
        tuple(each for each in found if each.part != WORDING),
        is_reworded=any(each.part == WORDING for each in found),
    )


def _redactions(assessment: Assessment) -> list[Redacted]:
    rows = Redaction.objects.filter(assessment=assessment).order_by("at", "pk")
    return [
        Redacted(place, sha256, timezone.localdate(at).isoformat())
        for place, sha256, at in rows.values_list("place", "sha256", "at")
    ]


def sealed_file(assessment: Assessment, number: int) -> dict[str, Any] | None:
    """A seal with all that checks it elsewhere, as docs/seal.md describes; None where the round has no such seal."""
    seal = Seal.objects.filter(assessment=assessment, number=number).first()
    if seal is None:
        return None
    checked = check(seal.document, seal.sha256, seal.texts, _redactions(assessment))
    return {
        "sha256": seal.sha256,
        "document": read(seal.document),
        "texts": seal.texts,
        "redacted": [{"place": place, "on": day} for place, day in checked.redacted],
    }
