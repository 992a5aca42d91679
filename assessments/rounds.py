"""From the tables to the rule: which recorded answers count, read in a fixed number of queries.

From the reveal on, a body's answers count once they are submitted. Before it, a body sees its own answers and
views alone, submitted or not, and nobody sees anything else.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from assessments import maturity
from assessments.access import EntityVisit, Visit
from assessments.maturity import Round
from assessments.models import AgreedAnswer, Answer, Assessment, Participant
from assessments.sealed import content_for, remember_seals
from framework_data.content import Content


def revealed_round(visit: Visit) -> Round:
    """The round by the rule as from the reveal: submitted answers and agreed answers."""
    return counted_round(visit.assessment, visit.content, visit.participants)


def counted_round(assessment: Assessment, content: Content, participants: tuple[Participant, ...]) -> Round:
    """As revealed_round, for an operator who visits as nobody."""
    taking_part = [participant for participant in participants if participant.takes_part]
    answers = _counted_answers([(content, taking_part)])
    return _round(assessment, content, taking_part, answers, agreed_values(assessment, content))


def counted_rounds(assessments: Sequence[Assessment], bodies: Mapping[int, Sequence[Participant]]) -> dict[int, Round]:
    """Assessment id -> as counted_round, for several rounds in two queries. bodies: of each round, in entity order."""
    remember_seals(assessments)
    contents = {assessment.pk: content_for(assessment) for assessment in assessments}
    taking_part = {pk: [participant for participant in bodies[pk] if participant.takes_part] for pk in contents}
    answers = _counted_answers([(contents[pk], taking_part[pk]) for pk in contents])
    agreed = _agreed_by_round(contents)
    return {a.pk: _round(a, contents[a.pk], taking_part[a.pk], answers, agreed[a.pk]) for a in assessments}


def _round(
    assessment: Assessment,
    content: Content,
    taking_part: Sequence[Participant],
    answers: Mapping[int, Mapping[str, str]],
    agreed: Mapping[str, str],
) -> Round:
    """answers: participant id -> question code -> value."""
    return Round(
        framework=content.framework,
        entities=tuple(participant.entity.slug for participant in taking_part),
        lead=next((p.entity.slug for p in taking_part if p.entity_id == assessment.lead_id), None),
        answers={p.entity.slug: answers[p.pk] for p in taking_part if p.pk in answers},
        agreed=agreed,
    )


def _counted_answers(
    parts: Iterable[tuple[Content, Sequence[Participant]]],
) -> dict[int, dict[str, str]]:
    """Participant id -> question code -> value, of those that have submitted, in one query."""
    codes = {p.pk: content.code_of_question for content, found in parts for p in found if p.submitted_at is not None}
    answers: dict[int, dict[str, str]] = {participant: {} for participant in codes}
    rows = Answer.objects.filter(participant__in=codes).exclude(value="")
    for participant, question, value in rows.values_list("participant_id", "question_id", "value"):
        answers[participant][codes[participant][question]] = value
    return answers


def _agreed_by_round(contents: Mapping[int, Content]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {pk: {} for pk in contents}
    rows = AgreedAnswer.objects.filter(assessment__in=contents)
    for pk, question, value in rows.values_list("assessment_id", "question_id", "value"):
        found[pk][contents[pk].code_of_question[question]] = value
    return found


def agreed_values(assessment: Assessment, content: Content) -> dict[str, str]:
    """Question code -> the value that the board agreed."""
    rows = AgreedAnswer.objects.filter(assessment=assessment).values_list("question_id", "value")
    return {content.code_of_question[question]: value for question, value in rows}


def own_values(participant: Participant, content: Content) -> dict[str, str]:
    """Question code -> what this body recorded, answers and views, submitted or not."""
    rows = Answer.objects.filter(participant=participant).exclude(value="").values_list("question_id", "value")
    return {content.code_of_question[question]: value for question, value in rows}


def own_round(visit: EntityVisit) -> Round:
    """The round as this body may see it before the reveal."""
    values = own_values(visit.participant, visit.content)
    return maturity.alone(visit.content.framework, visit.participant.entity.slug, values, is_lead=visit.is_lead)


# --- When -------------------------------------------------------------------------------------------------------


def last_change(assessment: Assessment, participants: Iterable[Participant], own: Iterable[int] | None) -> date:
    """The day of the latest change to the round; before the reveal, to the one body's own part of it (`own`)."""
    moments: list[datetime | None] = [assessment.created_at]
    answers = Answer.objects.filter(participant__assessment=assessment)
    if own is None:
        agreed = AgreedAnswer.objects.filter(assessment=assessment).aggregate(Max("updated_at"))
        moments += [assessment.revealed_at, assessment.signed_off_at, *agreed.values()]
        moments += [participant.submitted_at for participant in participants]
    else:
        answers = answers.filter(participant__in=own)
    moments += answers.aggregate(Max("updated_at")).values()
    return timezone.localdate(max(moment for moment in moments if moment is not None))
