"""Who may do what with a round: every check, in every state, for everybody of the cast.

The visits here are made past access.py, which would not load a round for a stranger: a check holds by itself. Only the
partnership's result is open to everybody for whom the round can be loaded at all.
"""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import permissions, publishing_permissions
from assessments.access import EntityVisit, Visit
from assessments.models import Assessment, Participant
from partnerships.access import Standing
from partnerships.models import Person, Role
from tests.people import CAST, a_person, a_round, cast, seat

pytestmark = pytest.mark.django_db

CHECKS = vars(permissions) | vars(publishing_permissions)
STATES = ("draft", "open", "consensus", "signed_off")
NOBODY: tuple[str, ...] = ()
FACILITATOR = ("facilitator",)
OWN = ("respondent", "approver")
APPROVER = ("approver",)
CHAIR = ("chair",)
BOARD = ("facilitator", "chair", "board_member", "finance_lead")
READERS = (*BOARD, "auditor")
MEMBERS = (*BOARD, *OWN, "lead_respondent")
AGREEING = ("facilitator", "chair", "board_member")

# check -> who may, in each state; the body is the borough, which takes part and has not submitted.
TABLE: dict[str, tuple[tuple[str, ...], ...]] = {
    "see_progress": (FACILITATOR, FACILITATOR, FACILITATOR, FACILITATOR),
    "see_results": (NOBODY, NOBODY, CAST, CAST),
    "see_public_edition": (NOBODY, NOBODY, NOBODY, CAST),
    "read_everything": (NOBODY, NOBODY, BOARD, READERS),
    "see_entity_result": (OWN, OWN, (*OWN, *BOARD), (*OWN, *READERS)),
    "see_questionnaire": (OWN, OWN, OWN, OWN),
    "see_blank": (MEMBERS, MEMBERS, MEMBERS, MEMBERS),
    "see_history": (AGREEING, AGREEING, AGREEING, (*AGREEING, "auditor")),
    "see_seal": (NOBODY, NOBODY, CAST, CAST),
    "set_up": (FACILITATOR, FACILITATOR, NOBODY, NOBODY),
    "set_scope": (FACILITATOR, NOBODY, NOBODY, NOBODY),
    "open": (FACILITATOR, NOBODY, NOBODY, NOBODY),
    "remind": (NOBODY, FACILITATOR, NOBODY, NOBODY),
    "record_decline": (NOBODY, FACILITATOR, NOBODY, NOBODY),
    "reply": (NOBODY, APPROVER, NOBODY, NOBODY),
    "decline": (NOBODY, APPROVER, APPROVER, NOBODY),
    "carry_over": (NOBODY, FACILITATOR, FACILITATOR, FACILITATOR),
    "start_next": (NOBODY, NOBODY, FACILITATOR, FACILITATOR),
    "answer": (NOBODY, OWN, APPROVER, NOBODY),
    "use_workbook": (NOBODY, OWN, NOBODY, NOBODY),
    "correct": (NOBODY, NOBODY, APPROVER, NOBODY),
    "submit": (NOBODY, APPROVER, APPROVER, NOBODY),
    "take_back": (NOBODY, NOBODY, NOBODY, NOBODY),
    "reveal": (NOBODY, FACILITATOR, NOBODY, NOBODY),
    "draft_agreed": (NOBODY, NOBODY, AGREEING, NOBODY),
    "agree": (NOBODY, NOBODY, ("chair", "board_member"), NOBODY),
    "keep_sessions": (NOBODY, NOBODY, AGREEING, NOBODY),
    "sign_off": (NOBODY, NOBODY, CHAIR, NOBODY),
    "reopen": (NOBODY, NOBODY, NOBODY, CHAIR),
    "publish": (NOBODY, NOBODY, NOBODY, CHAIR),
    "redact": (NOBODY, NOBODY, CHAIR, CHAIR),
}
SUBMITTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "answer": (NOBODY, NOBODY, APPROVER, NOBODY),
    "submit": (NOBODY, NOBODY, NOBODY, NOBODY),
    "take_back": (NOBODY, APPROVER, NOBODY, NOBODY),
    "see_questionnaire": (OWN, OWN, OWN, OWN),
    "see_entity_result": (OWN, OWN, (*OWN, *BOARD), (*OWN, *READERS)),
}
# participation of the borough -> check -> who may while the round is open
ANOTHER_PART: dict[str, dict[str, tuple[str, ...]]] = {
    "invited": {"answer": OWN, "submit": NOBODY, "see_questionnaire": OWN, "see_entity_result": OWN},
    "declined": {"answer": NOBODY, "submit": NOBODY, "see_questionnaire": OWN, "see_entity_result": OWN},
    "did_not_take_part": {"answer": NOBODY, "submit": NOBODY, "see_questionnaire": OWN, "see_entity_result": OWN},
}


def standing_of(person: Person) -> Standing:
    roles = Role.objects.current().filter(person=person).values_list("kind", "entity_id", "office")
    return Standing(person, tuple(roles))


def visit_of(person: Person, body: str = "borough") -> EntityVisit:
    participant = Participant.objects.select_related("entity", "assessment__edition").get(entity__slug=body)
    return EntityVisit(person, standing_of(person), participant.assessment, participant)


def who_may(check: str, body: str = "borough") -> set[str]:
    people = cast()
    may = CHECKS[f"can_{check}"]
    return {name for name in CAST if may(visit_of(getattr(people, name), body))}


def test_every_check_stands_in_the_table():
    checks = {name.removeprefix("check_can_") for name in CHECKS if name.startswith("check_can_")}
    buttons = {name.removeprefix("can_") for name in CHECKS if name.startswith("can_")}

    assert checks == buttons == set(TABLE)


@pytest.mark.parametrize("place", range(4), ids=STATES)
@pytest.mark.parametrize("check", TABLE)
def test_who_may_in_each_state(check, place):
    a_round(state=STATES[place])

    assert who_may(check) == set(TABLE[check][place])


@pytest.mark.parametrize("place", range(4), ids=STATES)
@pytest.mark.parametrize("check", SUBMITTED)
def test_who_may_once_the_body_has_submitted(check, place):
    a_round(state=STATES[place], submitted=True)

    assert who_may(check) == set(SUBMITTED[check][place])


@pytest.mark.parametrize("check", ["answer", "submit", "see_questionnaire", "see_entity_result"])
@pytest.mark.parametrize("participation", ANOTHER_PART)
def test_who_may_for_a_body_that_does_not_take_part(participation, check):
    a_round(participation={"borough": participation})

    assert who_may(check) == set(ANOTHER_PART[participation][check])


@pytest.mark.parametrize("state", ["consensus", "signed_off"])
@pytest.mark.parametrize("participation", ["declined", "did_not_take_part"])
def test_a_body_that_did_not_take_part_has_no_result_after_the_reveal(participation, state):
    a_round(state=state, participation={"borough": participation})

    assert who_may("see_entity_result") == set()


@pytest.mark.parametrize("check", TABLE)
def test_a_refusal_is_a_sentence_and_names_no_code(check):
    a_round(state="draft")
    stranger = visit_of(a_person("Stran Ger"))

    with pytest.raises(PermissionDenied) as error:
        CHECKS[f"check_can_{check}"](stranger)

    sentence = str(error.value)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "_" not in sentence


def test_an_answering_role_at_another_body_gives_nothing_here():
    a_round()
    person = a_person("Lea")
    seat(person, "approver", "lead-council")

    assert not permissions.can_answer(visit_of(person))
    assert not permissions.can_see_questionnaire(visit_of(person))
    assert permissions.can_answer(visit_of(person, "lead-council"))


def test_a_person_may_hold_several_roles():
    a_round()
    person = a_person("Lea")
    seat(person, "respondent", "lead-council")
    seat(person, "facilitator", "lead-council")

    assert permissions.can_reveal(visit_of(person))
    assert permissions.can_answer(visit_of(person, "lead-council"))
    assert not permissions.can_answer(visit_of(person))


@pytest.mark.parametrize("change", [{"withdrawn_at": timezone.now()}, {"until": "2020-01-01"}])
def test_a_role_that_has_ended_gives_nothing(change: dict[str, Any]):
    a_round()
    person = a_person("Rae")
    role = seat(person, "respondent", "borough")
    assert permissions.can_answer(visit_of(person))

    Role.objects.filter(pk=role.pk).update(**change)

    assert not permissions.can_answer(visit_of(person))


def test_a_check_asks_the_database_nothing_more(django_assert_num_queries):
    assessment = a_round(state="consensus")
    person = a_person("Fay")
    seat(person, "facilitator", "lead-council")
    visiting = Visit(person, standing_of(person), Assessment.objects.select_related("edition").get(pk=assessment.pk))

    with django_assert_num_queries(0):
        permissions.can_reveal(visiting)
        permissions.can_read_everything(visiting)
        permissions.can_agree(visiting)
