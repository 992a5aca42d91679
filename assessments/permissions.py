"""Who may do what with a round, once for acts (check_can_x) and once for buttons (can_x).

A check raises PermissionDenied with a sentence fit to show. Loading (access.py) has already made sure that the
round exists for the person at all.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

from assessments.access import EntityVisit, Visit
from assessments.models import Participant
from partnerships.models import Role

FACILITATOR, RESPONDENT, APPROVER = Role.Kind.FACILITATOR, Role.Kind.RESPONDENT, Role.Kind.APPROVER
BOARD_MEMBER = Role.Kind.BOARD_MEMBER


def _refuse_unless(allowed: bool, sentence: str) -> None:
    if not allowed:
        raise PermissionDenied(sentence)


def _can(check: Callable[[Any], None], visit: Visit) -> bool:
    try:
        check(visit)
    except PermissionDenied:
        return False
    return True


def refusal_of(check: Callable[[Any], None], visit: Visit) -> str:
    """The sentence with which a check refuses; empty where it allows."""
    try:
        check(visit)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


# --- Reading -------------------------------------------------------------------------------------------------


def check_can_see_progress(visit: Visit) -> None:
    _refuse_unless(visit.standing.holds(FACILITATOR), "Only a facilitator follows the progress of a round.")


def can_see_progress(visit: Visit) -> bool:
    return _can(check_can_see_progress, visit)


def check_can_see_results(visit: Visit) -> None:
    """The partnership's result: for members from the reveal on, for others once it is signed off (access.py)."""
    _refuse_unless(
        visit.assessment.is_revealed,
        "The partnership's result is shown from the reveal on. Until then each body sees its own.",
    )


def can_see_results(visit: Visit) -> bool:
    return _can(check_can_see_results, visit)


def check_can_read_everything(visit: Visit) -> None:
    """Every body's answers and notes: for the board, finance leads, facilitators, and auditors of signed-off rounds."""
    check_can_see_results(visit)
    _refuse_unless(
        visit.reads_everything,
        "The answers of single bodies are for the board, finance leads and the facilitator.",
    )


def can_read_everything(visit: Visit) -> bool:
    return _can(check_can_read_everything, visit)


def check_can_see_entity_result(visit: EntityVisit) -> None:
    """A body's own result: for those who answer for it at any time, for the board from the reveal on."""
    if not visit.is_own:
        check_can_read_everything(visit)
    _refuse_unless(
        visit.participant.takes_part or not visit.assessment.is_revealed,
        f"{visit.participant.name} does not take part in this round, so it has no result.",
    )


def can_see_entity_result(visit: EntityVisit) -> bool:
    return _can(check_can_see_entity_result, visit)


# --- Answering -----------------------------------------------------------------------------------------------


def check_can_see_questionnaire(visit: EntityVisit) -> None:
    _refuse_unless(visit.is_own, f"The questionnaire is for those who answer for {visit.participant.name}.")


def can_see_questionnaire(visit: EntityVisit) -> bool:
    return _can(check_can_see_questionnaire, visit)


def check_can_answer(visit: EntityVisit) -> None:
    check_can_see_questionnaire(visit)
    participant = visit.participant
    _refuse_unless(visit.assessment.is_open, "This round is not open for answers. What was saved before is kept.")
    _refuse_unless(
        participant.participation in (Participant.Participation.PARTICIPATING, Participant.Participation.INVITED),
        f"{participant.name} does not take part in this round.",
    )
    _refuse_unless(
        participant.submitted_at is None,
        f"The answers of {participant.name} are submitted. An approver can take them back while the round is open.",
    )


def can_answer(visit: EntityVisit) -> bool:
    return _can(check_can_answer, visit)


def check_can_submit(visit: EntityVisit) -> None:
    """Also after the reveal: what a late body saved counts once its approver submits it."""
    check_can_see_questionnaire(visit)
    name = visit.participant.name
    _refuse_unless(
        visit.standing.holds(APPROVER, entity_id=visit.participant.entity_id),
        f"Only an approver of {name} submits its answers.",
    )
    _refuse_unless(
        visit.assessment.is_open or visit.assessment.is_in_consensus,
        "Answers are submitted while a round is open or in consensus.",
    )
    _refuse_unless(
        visit.participant.participation != Participant.Participation.INVITED,
        f"{name} has answered nothing yet. It takes part from its first answer on.",
    )
    _refuse_unless(visit.participant.takes_part, f"{name} does not take part in this round.")
    _refuse_unless(visit.participant.submitted_at is None, f"The answers of {name} are submitted already.")


def can_submit(visit: EntityVisit) -> bool:
    return _can(check_can_submit, visit)


def check_can_take_back(visit: EntityVisit) -> None:
    check_can_see_questionnaire(visit)
    name = visit.participant.name
    _refuse_unless(
        visit.standing.holds(APPROVER, entity_id=visit.participant.entity_id),
        f"Only an approver of {name} takes its answers back.",
    )
    _refuse_unless(visit.assessment.is_open, "Answers can be taken back only while the round is open.")
    _refuse_unless(visit.participant.submitted_at is not None, f"The answers of {name} are not submitted.")


def can_take_back(visit: EntityVisit) -> bool:
    return _can(check_can_take_back, visit)


# --- Consensus -----------------------------------------------------------------------------------------------


def check_can_reveal(visit: Visit) -> None:
    _refuse_unless(visit.standing.holds(FACILITATOR), "Only a facilitator reveals the answers.")
    _refuse_unless(visit.assessment.is_open, "Only an open round can be revealed.")


def can_reveal(visit: Visit) -> bool:
    return _can(check_can_reveal, visit)


def check_can_record_agreed(visit: Visit) -> None:
    _refuse_unless(
        visit.standing.holds(FACILITATOR, BOARD_MEMBER),
        "Agreed answers are recorded by the facilitator or the board.",
    )
    _refuse_unless(visit.assessment.is_in_consensus, "Agreed answers are recorded while a round is in consensus.")


def can_record_agreed(visit: Visit) -> bool:
    return _can(check_can_record_agreed, visit)
