"""Which recorded answers count: a body alone before the reveal, what is submitted from then on."""

import pytest
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.maturity import entity_profile, partnership_profile
from assessments.models import Answer, Participant
from assessments.rounds import agreed_values, own_round, own_values, revealed_round
from tests.people import a_person, a_round, everything, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers():
    """What addresses each body, and one view of the borough."""
    return {
        "lead-council": everything("F", respondents=("entity", "lead_entity")),
        "borough": everything("L") | {"GS1.1": "P"},
    }


def hand_in(*bodies: str) -> None:
    Participant.objects.filter(entity__slug__in=bodies).update(submitted_at=timezone.now())


def visiting(kind: str, body: str):
    person = a_person(f"{kind} of {body}")
    seat(person, kind, body)
    return visit_to_entity(person, "first-round", body)


def facilitators_visit():
    person = a_person("Fay")
    seat(person, "facilitator", "lead-council")
    return visit(person, "first-round")


def test_before_the_reveal_a_body_sees_its_own_answers_and_views_alone(answers):
    a_round(answers=answers, agreed={"S1.1": "F"})
    hand_in("lead-council")

    found = own_round(visiting("respondent", "borough"))

    assert found.entities == ("borough",)
    assert found.lead is None
    assert found.answers == {"borough": answers["borough"]}
    assert found.agreed == {}


def test_the_lead_leads_in_its_own_round_too(answers):
    a_round(answers=answers)

    assert own_round(visiting("respondent", "lead-council")).lead == "lead-council"


def test_all_that_is_not_a_bodys_own_counts_as_missing_in_its_own_round(answers):
    a_round(answers=answers, agreed=everything("F", respondents=("organisation",)))

    profile = entity_profile(own_round(visiting("respondent", "borough")), "borough")

    followers_that_wait = 15
    assert profile.missing == 119 - len(answers["borough"]) - followers_that_wait
    assert profile.statement("GS1").ceiling != "NA"
    assert (profile.floor["S1.1"], profile.ceiling["S1.1"]) == ("N", "F")


def test_from_the_reveal_on_answers_count_once_they_are_submitted(answers):
    a_round(answers=answers, state="consensus")
    hand_in("lead-council")
    facilitator = facilitators_visit()

    followers_that_wait = 7
    before = revealed_round(facilitator)
    hand_in("borough")
    after = revealed_round(visit(facilitator.person, "first-round"))

    assert before.answers == {"lead-council": answers["lead-council"]}
    assert after.answers == answers
    assert before.entities == after.entities == ("lead-council", "borough")
    assert partnership_profile(before).missing - partnership_profile(after).missing == 38 - followers_that_wait


def test_bodies_that_do_not_take_part_are_left_out(answers):
    a_round(answers=answers, state="consensus")
    hand_in("lead-council", "borough")
    Participant.objects.filter(entity__slug="borough").update(participation="declined")

    found = revealed_round(facilitators_visit())

    assert found.entities == ("lead-council",)
    assert found.answers == {"lead-council": answers["lead-council"]}


def test_a_lead_that_does_not_take_part_leads_nothing():
    a_round(state="draft", participation={"lead-council": "declined"})

    assert revealed_round(facilitators_visit()).lead is None


def test_notes_without_an_answer_are_no_answers():
    a_round(answers={"borough": {"S1.1": "F", "S1.2": "L"}})
    Answer.objects.filter(question__code="S1.2").update(value="", note="Still asking around.")
    own = visiting("respondent", "borough")
    hand_in("borough")

    assert own_values(own.participant, own.content) == {"S1.1": "F"}
    assert revealed_round(own).answers == {"borough": {"S1.1": "F"}}


def test_agreed_answers_count_by_code():
    assessment = a_round(state="consensus", agreed={"S1.1": "F", "DEL4.6": "X"})

    found = facilitators_visit()

    assert agreed_values(assessment, found.content) == {"S1.1": "F", "DEL4.6": "X"}
    assert revealed_round(found).agreed == {"S1.1": "F", "DEL4.6": "X"}


def test_a_round_of_forty_bodies_takes_the_same_queries(django_assert_max_num_queries):
    bodies = {f"body-{number}": (f"Body {number}", "charity", "") for number in range(40)}
    a_round(state="consensus", bodies=bodies, participation={}, answers={body: {"S1.1": "F"} for body in bodies})
    person = a_person("Fay")
    seat(person, "facilitator", "body-0")

    with django_assert_max_num_queries(5):
        found = visit(person, "first-round")
        revealed_round(found)
