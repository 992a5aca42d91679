"""Whether rounds in consensus are ready to be signed off: nothing disputed, no joint question open.

Three queries, whatever the number of rounds and bodies. Advice for the chair's lists: what may be signed off, and with
what accepted by name, is settled by the action itself.
"""

from collections.abc import Iterable, Mapping, Sequence

from assessments.consensus import is_settled
from assessments.maturity import Round
from assessments.models import AgreedAnswer, Answer, Assessment, Participant
from framework_data.content import Content, content_of


def ready_rounds(assessments: Sequence[Assessment]) -> frozenset[int]:
    """Keys of those rounds in consensus that wait for nothing but the chair."""
    if not assessments:
        return frozenset()
    contents = {assessment.pk: content_of(assessment.edition) for assessment in assessments}
    rows = Participant.objects.filter(
        assessment__in=contents, participation=Participant.Participation.PARTICIPATING
    ).select_related("entity")
    bodies: dict[int, list[Participant]] = {pk: [] for pk in contents}
    for participant in rows.order_by("order"):
        bodies[participant.assessment_id].append(participant)
    answers, agreed = _answers(contents, bodies), _agreed(contents)
    return frozenset(
        assessment.pk
        for assessment in assessments
        if is_settled(_round(assessment, contents[assessment.pk], bodies[assessment.pk], answers, agreed))
    )


def _answers(
    contents: Mapping[int, Content], bodies: Mapping[int, Iterable[Participant]]
) -> Mapping[int, Mapping[str, str]]:
    """Participant -> question code -> value, of bodies that have submitted."""
    submitted = {p.pk: p for found in bodies.values() for p in found if p.submitted_at is not None}
    found: dict[int, dict[str, str]] = {}
    rows = Answer.objects.filter(participant__in=submitted).exclude(value="")
    for participant, question, value in rows.values_list("participant_id", "question_id", "value"):
        codes = contents[submitted[participant].assessment_id].code_of_question
        found.setdefault(participant, {})[codes[question]] = value
    return found


def _agreed(contents: Mapping[int, Content]) -> Mapping[int, Mapping[str, str]]:
    found: dict[int, dict[str, str]] = {pk: {} for pk in contents}
    rows = AgreedAnswer.objects.filter(assessment__in=contents)
    for assessment, question, value in rows.values_list("assessment_id", "question_id", "value"):
        found[assessment][contents[assessment].code_of_question[question]] = value
    return found


def _round(
    assessment: Assessment,
    content: Content,
    bodies: Sequence[Participant],
    answers: Mapping[int, Mapping[str, str]],
    agreed: Mapping[int, Mapping[str, str]],
) -> Round:
    return Round(
        framework=content.framework,
        entities=tuple(p.entity.slug for p in bodies),
        lead=next((p.entity.slug for p in bodies if p.entity_id == assessment.lead_id), None),
        answers={p.entity.slug: answers.get(p.pk, {}) for p in bodies},
        agreed=agreed[assessment.pk],
    )
