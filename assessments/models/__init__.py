"""The answers: rounds, who takes part, what each body answered, what the board agreed.

Nothing is computed here; the rule is in maturity.py.
"""

from assessments.models.agreement import AgreedAnswer, AgreedDraft, Attendance, ConsensusSession, Dissent
from assessments.models.rounds import LONGEST_NOTE, Answer, AnswerToConfirm, Assessment, Participant
from assessments.models.seals import Redaction, Seal, SealedPaper
from assessments.models.trials import Trial

__all__ = [
    "LONGEST_NOTE",
    "AgreedAnswer",
    "AgreedDraft",
    "Answer",
    "AnswerToConfirm",
    "Assessment",
    "Attendance",
    "ConsensusSession",
    "Dissent",
    "Participant",
    "Redaction",
    "Seal",
    "SealedPaper",
    "Trial",
]
