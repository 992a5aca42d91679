"""A second edition to carry rounds over to, and rounds carried over to it, each in a line."""

from typing import Any

from assessments.access import visit, visit_to_entity
from assessments.actions.carrying_over import carry_round_over
from assessments.actions.setting_up import open_round
from assessments.carrying_over import dry_run
from assessments.models import Answer, Assessment, Participant
from framework_data.models import Edition, Question, Statement
from partnerships.models import Person
from tests.editions import a_draft, published
from tests.people import Cast, a_round, cast

REWORDED = "Do the partners agree on what people want?"
ADDED = "Is the shared vision looked at each year?"
ANSWERS: dict[str, dict[str, str]] = {
    "lead-council": {"S2.1": "P", "GS1.1": "L", "GS1.2": "F"},
    "borough": {"S2.1": "L", "S2.2": "F", "S2.4": "P", "S3.3": "NA", "GS1.1": "F", "GS1.2": "N"},
    "trust": {"S2.1": "P", "S2.4": "F"},
}


def second_edition(slug: str = "plain-2") -> Edition:
    """Published: S2.1 reads otherwise, S2.4 is gone, S3.4 is new, and GS1.1 asks each body."""
    draft = a_draft(slug)
    questions = Question.objects.filter(edition=draft)
    questions.filter(code="S2.1").update(text=REWORDED)
    questions.filter(code="GS1.1").update(respondent="entity")
    questions.filter(code="S2.4").delete()
    for order, code in enumerate(("S3.1", "S3.2", "S3.3"), start=14):
        questions.filter(code=code).update(order=order)
    questions.create(
        edition=draft,
        code="S3.4",
        order=17,
        statement=Statement.objects.get(edition=draft, code="S3"),
        respondent="entity",
        text=ADDED,
    )
    return published(Edition.objects.get(pk=draft.pk))


def old_round(state: str = "open", *, answers: Any = None, **details: Any) -> Assessment:
    """The first round, on the shipped edition, with texts of the borough."""
    made = a_round(state=state, answers=answers or ANSWERS, participation={"charity": "invited"}, **details)
    of_borough = Answer.objects.filter(participant__entity__slug="borough", participant__assessment=made)
    of_borough.update(note="As we noted", evidence="https://borough.example.org/plan")
    return made


def carry(person: Person, edition: str = "plain-2", **details: Any) -> Assessment | None:
    """Carry the first round over, as who has just read the dry run."""
    found = visit(person, "first-round")
    given = {"title": "Second round", "read": dry_run(found, Edition.objects.get(slug=edition)).read} | details
    return carry_round_over(found, edition=edition, **given).assessment


def carried_and_opened(state: str = "open", **details: Any) -> Cast:
    """The first round carried over to the second edition as "second-round", which is open."""
    old_round(state, **details)
    second_edition()
    people = cast()
    carry(people.facilitator)
    open_round(visit(people.facilitator, "second-round"), site="https://alps.example.org")
    return people


def in_new(person: Person, body: str = "borough") -> Any:
    return visit_to_entity(person, "second-round", body)


def values(slug: str, body: str = "borough") -> dict[str, str]:
    """Question -> value as the database holds it."""
    rows = Answer.objects.filter(participant__assessment__slug=slug, participant__entity__slug=body)
    return dict(rows.values_list("question__code", "value"))


def part(slug: str, body: str) -> Participant:
    return Participant.objects.get(assessment__slug=slug, entity__slug=body)
