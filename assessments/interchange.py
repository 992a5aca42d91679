"""An assessment as one JSON file, in and out, and its result as another.

Import then export gives the same bytes. The files name bodies, never people. The formats, alps-assessment/1 and
alps-result/1, are described in docs/interchange.md.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments import document as checks
from assessments import document_values
from assessments.maturity import closed_by, profiles
from assessments.models import AgreedAnswer, Answer, Assessment, Dissent, Participant
from assessments.result_file import result_as_dict, round_facts
from assessments.rounds import counted_round
from assessments.sealed import content_for, sealed_of
from framework_data.content import Content, content_of
from framework_data.editions import edition_once_published
from framework_data.models import Edition
from framework_data.structure import ENTITY, LEAD_ENTITY
from partnerships.history import record
from partnerships.models import Entity, Membership, Partnership, Person


def as_text(document: Mapping[str, Any]) -> str:
    """The one way such a file is written: UTF-8 without escapes, two spaces, one newline at the end."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


# --- In ------------------------------------------------------------------------------------------------------


def check_document(data: Any) -> None:
    """Raises DocumentError with every fault of parsed JSON as an alps-assessment/1 document; writes nothing."""
    checks.check(data, _known(data))


@transaction.atomic
def import_document(data: Any, *, by: Person | None = None) -> Assessment:
    """Write a document as a new round, all of it or nothing; every answer in it counts as submitted.

    Raises DocumentError. `by` is None for an operator's command.
    """
    check_document(data)
    now = timezone.now()
    assessment = _write_assessment(data, now)
    participants = _write_participants(data, assessment, now)
    content = content_of(assessment.edition)
    _write_answers(data, content, participants, now)
    _write_agreed(data, content, assessment, participants, now)
    record(
        "assessment_imported",
        by=by,
        partnership_id=assessment.partnership_id,
        assessment=assessment.slug,
        after={"state": assessment.state, "answers": len(data["answers"]), "agreed": len(data["agreed"])},
    )
    return assessment


def _known(data: Any) -> checks.Known:
    """What this server holds of the names in the document, however broken the document is."""
    edition = edition_once_published(_slug_at(data, "edition"))
    partnership = Partnership.objects.filter(slug=_slug_at(data, "partnership", "slug")).first()
    rows = data.get("entities") if isinstance(data, dict) else None
    slugs = [_slug_at(row, "slug") for row in rows] if isinstance(rows, list) else []
    found = Entity.objects.filter(slug__in=[slug for slug in slugs if slug])
    return checks.Known(
        content=content_of(edition) if edition else None,
        assessment_exists=Assessment.objects.filter(slug=_slug_at(data, "assessment", "slug")).exists(),
        partnership_name=partnership.name if partnership else None,
        entities={entity.slug: (entity.name, entity.kind) for entity in found},
    )


def _slug_at(data: Any, *path: str) -> str:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    # A database refuses a NUL byte or half a surrogate pair before the checks could say so.
    return data if document_values.slug(data) is None else ""


def _write_assessment(data: Mapping[str, Any], now: datetime) -> Assessment:
    partnership, _ = Partnership.objects.get_or_create(
        slug=data["partnership"]["slug"], defaults={"name": data["partnership"]["name"]}
    )
    facts = data["assessment"]
    entities = {row["slug"]: _entity(row) for row in data["entities"]}
    _write_memberships(partnership, list(entities.values()))
    return Assessment.objects.create(
        slug=facts["slug"],
        partnership=partnership,
        edition=Edition.objects.get(slug=data["edition"]),
        title=facts["title"],
        scope=facts["scope"],
        scope_agreed_on=_day(facts["scope_agreed_on"]),
        scope_agreed_by=facts.get("scope_agreed_by", ""),
        period_start=date.fromisoformat(facts["period_start"]),
        period_end=date.fromisoformat(facts["period_end"]),
        deadline=_day(facts.get("deadline")),
        state=facts["state"],
        lead=entities.get(facts["lead_entity"]),
        imported_at=now,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _entity(row: Mapping[str, Any]) -> Entity:
    entity, _ = Entity.objects.get_or_create(
        slug=row["slug"],
        defaults={
            "name": row["name"],
            "kind": row["kind"],
            "in_area": row.get("in_area", True),
            "year_end": row.get("year_end", ""),
        },
    )
    return entity


def _write_memberships(partnership: Partnership, entities: Sequence[Entity]) -> None:
    members = set(Membership.objects.filter(partnership=partnership).values_list("entity_id", flat=True))
    new = [entity for entity in entities if entity.pk not in members]
    Membership.objects.bulk_create(
        Membership(partnership=partnership, entity=entity, order=len(members) + place)
        for place, entity in enumerate(new)
    )


def _write_participants(data: Mapping[str, Any], assessment: Assessment, now: datetime) -> dict[str, Participant]:
    entities = Entity.objects.in_bulk([row["slug"] for row in data["entities"]], field_name="slug")
    rows = [
        Participant(
            assessment=assessment,
            entity=entities[row["slug"]],
            order=order,
            name=row["name"],
            kind=row["kind"],
            in_area=row.get("in_area", True),
            year_end=row.get("year_end", ""),
            participation=row["participation"],
            reason=row.get("reason", ""),
            submitted_at=now if row["participation"] == Participant.Participation.PARTICIPATING else None,
        )
        for order, row in enumerate(data["entities"])
    ]
    return {participant.entity.slug: participant for participant in Participant.objects.bulk_create(rows)}


def _write_answers(
    data: Mapping[str, Any], content: Content, participants: Mapping[str, Participant], now: datetime
) -> None:
    Answer.objects.bulk_create(
        (
            Answer(
                participant=participants[row["entity"]],
                question_id=content.question_ids[row["question"]],
                value=row["value"],
                note=row.get("note", ""),
                reason=row.get("reason", ""),
                updated_at=now,
            )
            for row in data["answers"]
        ),
        batch_size=500,
    )


def _write_agreed(
    data: Mapping[str, Any],
    content: Content,
    assessment: Assessment,
    participants: Mapping[str, Participant],
    now: datetime,
) -> None:
    dissents = []
    answers = []
    for row in data["agreed"]:
        answer = AgreedAnswer(
            assessment=assessment,
            question_id=content.question_ids[row["question"]],
            value=row["value"],
            rationale=row.get("rationale", ""),
            updated_at=now,
        )
        answers.append(answer)
        dissents += [
            Dissent(agreed_answer=answer, participant=participants[each["entity"]], note=each.get("note", ""))
            for each in row.get("dissent", [])
        ]
    AgreedAnswer.objects.bulk_create(answers, batch_size=500)
    Dissent.objects.bulk_create(dissents, batch_size=500)


# --- Out: the assessment -------------------------------------------------------------------------------------


def export_document(assessment: Assessment) -> dict[str, Any]:
    """The round as an alps-assessment/1 document: what bodies that take part answered, and what was agreed.

    What a gate has closed is kept on the server and left out here, as are the answers of a body that declined and,
    from the reveal on, answers that no approver has submitted.
    """
    content = content_for(assessment)
    participants = participants_of(assessment)
    lead = next((p for p in participants if p.entity_id == assessment.lead_id), None)
    return {
        "format": checks.FORMAT,
        "edition": content.slug,
        "partnership": {"slug": assessment.partnership.slug, "name": assessment.name_of_partnership},
        "assessment": {
            "slug": assessment.slug,
            "title": assessment.title,
            "scope": assessment.scope,
            "scope_agreed_on": _iso(assessment.scope_agreed_on),
            "scope_agreed_by": assessment.scope_agreed_by,
            "period_start": _iso(assessment.period_start),
            "period_end": _iso(assessment.period_end),
            "deadline": _iso(assessment.deadline),
            "state": assessment.state,
            "lead_entity": lead.entity.slug if lead else None,
        },
        "entities": [_entity_row(participant) for participant in participants],
        "answers": _answer_rows(assessment, content, participants),
        "agreed": _agreed_rows(assessment, content, participants),
    }


def participants_of(assessment: Assessment) -> tuple[Participant, ...]:
    return tuple(assessment.participants.select_related("entity").order_by("order"))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _entity_row(participant: Participant) -> dict[str, Any]:
    return {
        "slug": participant.entity.slug,
        "name": participant.name,
        "kind": participant.kind,
        "in_area": participant.in_area,
        "year_end": participant.year_end,
        "participation": participant.participation,
        "reason": participant.reason,
    }


def _answer_rows(assessment: Assessment, content: Content, participants: Sequence[Participant]) -> list[dict[str, Any]]:
    # Once a round is revealed, what a body has not submitted is hidden; in a file it would count.
    taking_part = {
        p.pk: p for p in participants if p.takes_part and (p.submitted_at is not None or not assessment.is_revealed)
    }
    codes = content.code_of_question
    # Columns and not objects: hundreds of rows, of which nothing else is needed, in a third of the time.
    rows = Answer.objects.filter(participant__in=taking_part).exclude(value="")
    columns = rows.values_list("question_id", "participant_id", "value", "note", "reason")
    answers = [(codes[question], body, value, note, reason) for question, body, value, note, reason in columns]
    recorded: dict[int, dict[str, str]] = {}
    for code, body, value, *_ in answers:
        recorded.setdefault(body, {})[code] = value
    closed = {
        pk: _closed(content, taking_part[pk].entity_id == assessment.lead_id, values) for pk, values in recorded.items()
    }
    position = content.framework.position
    kept = [row for row in answers if row[0] not in closed[row[1]]]
    kept.sort(key=lambda row: (position[row[0]], taking_part[row[1]].order))
    return [
        {
            "question": code,
            "entity": taking_part[body].entity.slug,
            "value": value,
            "note": note,
            "reason": reason,
        }
        for code, body, value, note, reason in kept
    ]


def _closed(content: Content, is_lead: bool, values: Mapping[str, str]) -> Iterable[str]:
    """Questions addressed to the body whose gate it closed itself; views are not gated in the file."""
    addressed = (ENTITY, LEAD_ENTITY) if is_lead else (ENTITY,)
    framework = content.framework
    own = {code: v for code, v in values.items() if framework.question_by_code[code].respondent in addressed}
    return closed_by(framework, own).keys()


def _agreed_rows(assessment: Assessment, content: Content, participants: Sequence[Participant]) -> list[dict[str, Any]]:
    by_pk = {participant.pk: participant for participant in participants}
    position, codes = content.framework.position, content.code_of_question
    answers = assessment.agreed_answers.prefetch_related("dissents")
    rows = []
    for answer in sorted(answers, key=lambda answer: position[codes[answer.question_id]]):
        dissents = sorted(answer.dissents.all(), key=lambda dissent: by_pk[dissent.participant_id].order)
        rows.append(
            {
                "question": codes[answer.question_id],
                "value": answer.value,
                "rationale": answer.rationale,
                "dissent": [
                    {"entity": by_pk[dissent.participant_id].entity.slug, "note": dissent.note} for dissent in dissents
                ],
            }
        )
    return rows


# --- Out: the result -----------------------------------------------------------------------------------------


def result_document(assessment: Assessment) -> dict[str, Any]:
    """The round's alps-result/1 document by the rule as from the reveal, whatever its state; or as it was sealed."""
    content, participants, sealed = content_for(assessment), participants_of(assessment), sealed_of(assessment)
    found = sealed.profiles if sealed else profiles(counted_round(assessment, content, participants))
    return result_as_dict(content.framework, round_facts(assessment, participants), found)
