"""From the tables to the rule: which recorded answers count, read in a fixed number of queries.

From the reveal on, a body's answers count once they are submitted. Before it, a body sees its own answers and
views alone, submitted or not, and nobody sees anything else.
"""

from collections.abc import Mapping

from assessments import maturity
from assessments.access import EntityVisit, Visit
from assessments.maturity import Round
from assessments.models import AgreedAnswer, Answer, Assessment, Participant
from framework_data.content import Content


def revealed_round(visit: Visit) -> Round:
    """The round by the rule as from the reveal: submitted answers and agreed answers."""
    return counted_round(visit.assessment, visit.content, visit.participants)


def counted_round(assessment: Assessment, content: Content, participants: tuple[Participant, ...]) -> Round:
    """As revealed_round, for an operator who visits as nobody."""
    taking_part = [participant for participant in participants if participant.takes_part]
    lead = next((p.entity.slug for p in taking_part if p.entity_id == assessment.lead_id), None)
    return Round(
        framework=content.framework,
        entities=tuple(participant.entity.slug for participant in taking_part),
        lead=lead,
        answers=_counted_answers(content, taking_part),
        agreed=agreed_values(assessment, content),
    )


def _counted_answers(content: Content, taking_part: list[Participant]) -> Mapping[str, Mapping[str, str]]:
    submitted = {p.pk: p.entity.slug for p in taking_part if p.submitted_at is not None}
    found: dict[str, dict[str, str]] = {slug: {} for slug in submitted.values()}
    rows = Answer.objects.filter(participant__in=submitted).exclude(value="")
    for participant, question, value in rows.values_list("participant_id", "question_id", "value"):
        found[submitted[participant]][content.code_of_question[question]] = value
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
