"""Who may do what with a round, once for acts (check_can_x) and once for buttons (can_x).

A check raises PermissionDenied with a sentence fit to show. Loading (access.py) has already made sure that the
round exists for the person at all.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from assessments.access import EntityVisit, Visit
from assessments.models import Participant
from assessments.refusals import allows as _can
from assessments.refusals import refuse_unless, refuse_unless_approver
from partnerships.models import Role

FACILITATOR, BOARD_MEMBER, AUDITOR = Role.Kind.FACILITATOR, Role.Kind.BOARD_MEMBER, Role.Kind.AUDITOR
TAKING_OR_INVITED = (Participant.Participation.PARTICIPATING, Participant.Participation.INVITED)


def refusal_of(check: Callable[[Any], None], visit: Visit) -> str:
    """The sentence with which a check refuses; empty where it allows."""
    try:
        check(visit)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


# --- Reading -------------------------------------------------------------------------------------------------


def check_can_see_progress(visit: Visit) -> None:
    refuse_unless(visit.standing.holds(FACILITATOR), _("Only a facilitator follows the progress of a round."))


def can_see_progress(visit: Visit) -> bool:
    return _can(check_can_see_progress, visit)


def check_can_see_results(visit: Visit) -> None:
    """The partnership's result: for members from the reveal on, for others once it is signed off (access.py)."""
    refuse_unless(
        visit.assessment.is_revealed,
        _("The partnership's result is shown from the reveal on. Until then each body sees its own."),
    )


def can_see_results(visit: Visit) -> bool:
    return _can(check_can_see_results, visit)


def check_can_see_history(visit: Visit) -> None:
    """The record of acts: for the facilitator and the board, and for auditors of signed-off rounds.

    Which lines of it may be read is settled line by line (history_page.py): the reveal decides over answers.
    """
    refuse_unless(
        visit.standing.holds(FACILITATOR, BOARD_MEMBER)
        or (visit.assessment.is_signed_off and visit.standing.holds(AUDITOR)),
        _("The history is for the facilitator, the board and the auditor."),
    )


def can_see_history(visit: Visit) -> bool:
    return _can(check_can_see_history, visit)


def check_can_see_seal(visit: Visit) -> None:
    """Whoever reads the result may check its seal; earlier seals of a reopened round too."""
    check_can_see_results(visit)


def can_see_seal(visit: Visit) -> bool:
    return _can(check_can_see_seal, visit)


def check_can_read_everything(visit: Visit) -> None:
    """Every body's answers and notes: for the board, finance leads, facilitators, and auditors of signed-off rounds."""
    check_can_see_results(visit)
    refuse_unless(
        visit.reads_everything, _("The answers of single bodies are for the board, finance leads and the facilitator.")
    )


def can_read_everything(visit: Visit) -> bool:
    return _can(check_can_read_everything, visit)


def check_can_see_entity_result(visit: EntityVisit) -> None:
    """A body's own result: for those who answer for it at any time, for the board from the reveal on."""
    if not visit.is_own:
        check_can_read_everything(visit)
    refuse_unless(
        visit.participant.takes_part or not visit.assessment.is_revealed,
        _("%(name)s does not take part in this round, so it has no result."),
        visit.participant.name,
    )


def can_see_entity_result(visit: EntityVisit) -> bool:
    return _can(check_can_see_entity_result, visit)


# --- Setting up -----------------------------------------------------------------------------------------------


def check_can_set_up(visit: Visit) -> None:
    """Scope, period, participants, deadline: all of them in a draft, the deadline and new bodies while it is open."""
    refuse_unless(visit.standing.holds(FACILITATOR), _("Only a facilitator sets up a round."))
    refuse_unless(
        visit.assessment.is_draft or visit.assessment.is_open,
        _("A round can be set up while it is a draft or open for answers."),
    )


def can_set_up(visit: Visit) -> bool:
    return _can(check_can_set_up, visit)


def check_can_set_scope(visit: Visit) -> None:
    """What bodies answer about does not change under their hands."""
    check_can_set_up(visit)
    refuse_unless(visit.assessment.is_draft, _("Scope, period and edition can change only while the round is a draft."))


def can_set_scope(visit: Visit) -> bool:
    return _can(check_can_set_scope, visit)


def check_can_open(visit: Visit) -> None:
    refuse_unless(visit.standing.holds(FACILITATOR), _("Only a facilitator opens a round."))
    refuse_unless(visit.assessment.is_draft, _("Only a draft can be opened."))


def can_open(visit: Visit) -> bool:
    return _can(check_can_open, visit)


def check_can_remind(visit: Visit) -> None:
    refuse_unless(visit.standing.holds(FACILITATOR), _("Only a facilitator sends reminders."))
    refuse_unless(visit.assessment.is_open, _("Reminders go out while a round is open."))


def can_remind(visit: Visit) -> bool:
    return _can(check_can_remind, visit)


def check_can_record_decline(visit: Visit) -> None:
    """For a body that said so by phone. Which bodies that can be is settled on the locked rows."""
    refuse_unless(visit.standing.holds(FACILITATOR), _("Only a facilitator records what a body said by phone."))
    refuse_unless(visit.assessment.is_open, _("Bodies say whether they take part while the round is open."))


def can_record_decline(visit: Visit) -> bool:
    return _can(check_can_record_decline, visit)


def check_can_reply(visit: EntityVisit) -> None:
    """Take part, or decline with a reason: the body's approver, while the round is open."""
    refuse_unless_approver(visit, _("Only an approver of %(name)s says whether it takes part."))
    refuse_unless(visit.assessment.is_open, _("Bodies say whether they take part while the round is open."))


def can_reply(visit: EntityVisit) -> bool:
    return _can(check_can_reply, visit)


def check_can_decline(visit: EntityVisit) -> None:
    """As check_can_reply, and also in consensus: a body may leave until sign-off. The lead has to take part."""
    refuse_unless_approver(visit, _("Only an approver of %(name)s says whether it takes part."))
    refuse_unless(
        visit.assessment.is_open or visit.assessment.is_in_consensus,
        _("A body can decline while the round is open or in consensus."),
    )
    refuse_unless(
        not visit.is_lead, _("The lead of a round takes part. Ask the facilitator to name another lead first.")
    )
    refuse_unless(
        visit.participant.participation in TAKING_OR_INVITED,
        _("%(name)s does not take part in this round already."),
        visit.participant.name,
    )


def can_decline(visit: EntityVisit) -> bool:
    return _can(check_can_decline, visit)


def check_can_start_next(visit: Visit) -> None:
    refuse_unless(visit.standing.holds(FACILITATOR), _("Only a facilitator starts the next round."))
    refuse_unless(visit.assessment.is_revealed, _("The next round starts once this one has been revealed."))


def can_start_next(visit: Visit) -> bool:
    return _can(check_can_start_next, visit)


def check_can_carry_over(visit: Visit) -> None:
    """As soon as there can be answers, whatever came of the round since."""
    refuse_unless(visit.standing.holds(FACILITATOR), _("Only a facilitator carries a round over to another edition."))
    refuse_unless(not visit.assessment.is_draft, _("A draft has no answers to carry over. Change its edition."))


def can_carry_over(visit: Visit) -> bool:
    return _can(check_can_carry_over, visit)


# --- Answering -----------------------------------------------------------------------------------------------


def check_can_see_questionnaire(visit: EntityVisit) -> None:
    refuse_unless(visit.is_own, _("The questionnaire is for those who answer for %(name)s."), visit.participant.name)


def can_see_questionnaire(visit: EntityVisit) -> bool:
    return _can(check_can_see_questionnaire, visit)


def check_can_see_blank(visit: Visit) -> None:
    """The questions without answers: for all members, in a draft as well (which exists for its facilitators only)."""
    refuse_unless(visit.standing.is_member, _("The questionnaire is for members of the partnership."))


def can_see_blank(visit: Visit) -> bool:
    return _can(check_can_see_blank, visit)


def check_can_answer(visit: EntityVisit) -> None:
    check_can_see_questionnaire(visit)
    participant, name = visit.participant, visit.participant.name
    if visit.assessment.is_in_consensus:
        check_can_correct(visit)
        return
    refuse_unless(visit.assessment.is_open, _("This round is not open for answers. What was saved before is kept."))
    refuse_unless(participant.participation in TAKING_OR_INVITED, _("%(name)s does not take part in this round."), name)
    refuse_unless(
        participant.submitted_at is None,
        _("The answers of %(name)s are submitted. An approver can take them back while the round is open."),
        name,
    )


def can_answer(visit: EntityVisit) -> bool:
    return _can(check_can_answer, visit)


def check_can_use_workbook(visit: EntityVisit) -> None:
    """Take the body's answers away as a workbook and bring them back: while the round is open, who may answer."""
    check_can_see_questionnaire(visit)
    refuse_unless(
        visit.assessment.is_open, _("A workbook is filled in while the round is open. What was saved before is kept.")
    )
    check_can_answer(visit)


def can_use_workbook(visit: EntityVisit) -> bool:
    return _can(check_can_use_workbook, visit)


def check_can_correct(visit: EntityVisit) -> None:
    """In consensus a body's approver may put its answers right; each change is recorded as a correction."""
    name = visit.participant.name
    refuse_unless(
        visit.assessment.is_in_consensus,
        _("Answers are corrected while a round is in consensus. What was saved is kept."),
    )
    refuse_unless_approver(
        visit,
        _(
            "This round is not open for answers. An approver of %(name)s can correct them. "
            "What was saved before is kept."
        ),
    )
    refuse_unless(visit.participant.takes_part, _("%(name)s does not take part in this round."), name)


def can_correct(visit: EntityVisit) -> bool:
    return _can(check_can_correct, visit)


def check_can_submit(visit: EntityVisit) -> None:
    """Also after the reveal: what a late body saved counts once its approver submits it."""
    check_can_see_questionnaire(visit)
    name = visit.participant.name
    refuse_unless_approver(visit, _("Only an approver of %(name)s submits its answers."))
    refuse_unless(
        visit.assessment.is_open or visit.assessment.is_in_consensus,
        _("Answers are submitted while a round is open or in consensus."),
    )
    refuse_unless(
        visit.participant.participation != Participant.Participation.INVITED,
        _("%(name)s has answered nothing yet. It takes part from its first answer on."),
        name,
    )
    refuse_unless(visit.participant.takes_part, _("%(name)s does not take part in this round."), name)
    refuse_unless(visit.participant.submitted_at is None, _("The answers of %(name)s are submitted already."), name)


def can_submit(visit: EntityVisit) -> bool:
    return _can(check_can_submit, visit)


def check_can_take_back(visit: EntityVisit) -> None:
    check_can_see_questionnaire(visit)
    name = visit.participant.name
    refuse_unless_approver(visit, _("Only an approver of %(name)s takes its answers back."))
    refuse_unless(visit.assessment.is_open, _("Answers can be taken back only while the round is open."))
    refuse_unless(visit.participant.submitted_at is not None, _("The answers of %(name)s are not submitted."), name)


def can_take_back(visit: EntityVisit) -> bool:
    return _can(check_can_take_back, visit)


# --- Consensus -----------------------------------------------------------------------------------------------


def check_can_reveal(visit: Visit) -> None:
    refuse_unless(visit.standing.holds(FACILITATOR), _("Only a facilitator reveals the answers."))
    refuse_unless(visit.assessment.is_open, _("Only an open round can be revealed."))


def can_reveal(visit: Visit) -> bool:
    return _can(check_can_reveal, visit)


def check_can_draft_agreed(visit: Visit) -> None:
    """A draft counts nowhere; board members may change it on the way to agreeing it."""
    refuse_unless(
        visit.standing.holds(FACILITATOR, BOARD_MEMBER),
        _("Agreed answers are drafted by the facilitator or the board."),
    )
    refuse_unless(visit.assessment.is_in_consensus, _("Agreed answers are drafted while a round is in consensus."))


def can_draft_agreed(visit: Visit) -> bool:
    return _can(check_can_draft_agreed, visit)


def check_can_agree(visit: Visit) -> None:
    refuse_unless(visit.standing.holds(BOARD_MEMBER), _("The board agrees answers. A facilitator drafts them."))
    refuse_unless(visit.assessment.is_in_consensus, _("Answers are agreed while a round is in consensus."))


def can_agree(visit: Visit) -> bool:
    return _can(check_can_agree, visit)


def check_can_keep_sessions(visit: Visit) -> None:
    """Who attended, apologies and interests: kept by the facilitator or the board."""
    refuse_unless(
        visit.standing.holds(FACILITATOR, BOARD_MEMBER), _("Sessions are recorded by the facilitator or the board.")
    )
    refuse_unless(visit.assessment.is_in_consensus, _("Sessions are recorded while a round is in consensus."))


def can_keep_sessions(visit: Visit) -> bool:
    return _can(check_can_keep_sessions, visit)


# --- Signing off ----------------------------------------------------------------------------------------------


def _is_chair(visit: Visit) -> bool:
    return any(office for _, _, office in visit.standing.roles)


def check_can_sign_off(visit: Visit) -> None:
    refuse_unless(_is_chair(visit), _("The chair or the deputy chair signs a round off."))
    refuse_unless(visit.assessment.is_in_consensus, _("Only a round in consensus can be signed off."))


def can_sign_off(visit: Visit) -> bool:
    return _can(check_can_sign_off, visit)


def check_can_reopen(visit: Visit) -> None:
    refuse_unless(_is_chair(visit), _("The chair or the deputy chair reopens a round."))
    refuse_unless(visit.assessment.is_signed_off, _("Only a signed-off round can be reopened."))


def can_reopen(visit: Visit) -> bool:
    return _can(check_can_reopen, visit)


def check_can_redact(visit: Visit) -> None:
    """A text that must go, in a round whose texts the chair can read."""
    refuse_unless(_is_chair(visit), _("The chair or the deputy chair redacts a text."))
    refuse_unless(
        visit.assessment.is_revealed, _("Texts are redacted from the reveal on. Before, a body edits its own.")
    )


def can_redact(visit: Visit) -> bool:
    return _can(check_can_redact, visit)
