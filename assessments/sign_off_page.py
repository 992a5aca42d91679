"""What the chair reads before signing off: the result in short, what is open, and what signing off does."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.access import Visit
from assessments.agreeing import Oddity, StatementLine, consensus_page
from assessments.consensus import open_joint
from assessments.maturity import partnership_profile
from assessments.models import AgreedDraft, Participant
from assessments.rounds import revealed_round
from assessments.sealing import shown_of
from assessments.wording import level_in_words, some_of
from framework_data.content import Content, QuestionText


@dataclass(frozen=True)
class SignOffPage:
    """levels: (dimension, level in words); open: joint questions to agree or to accept; drafts: codes.

    late: bodies that take part and have not submitted; absent: those that do not take part. `shown` travels with the
    form and tells whether anything has moved since.
    """

    levels: tuple[tuple[str, str], ...]
    missing: int
    counted: tuple[Participant, ...]
    late: tuple[Participant, ...]
    absent: tuple[Participant, ...]
    open: tuple[QuestionText, ...]
    disputed: tuple[StatementLine, ...]
    drafts: tuple[str, ...]
    oddities: tuple[Oddity, ...]
    shown: str


def sign_off_page(visit: Visit) -> SignOffPage:
    recorded, content, consensus = revealed_round(visit), visit.content, consensus_page(visit)
    profile = partnership_profile(recorded, explain=False)
    drafts = AgreedDraft.objects.filter(assessment=visit.assessment).values_list("question_id", flat=True)
    return SignOffPage(
        levels=tuple((content.dimension_name(d.code), level_in_words(content, d)) for d in profile.dimensions),
        missing=profile.missing,
        counted=consensus.counted,
        late=consensus.late,
        absent=consensus.absent,
        open=tuple(content.question_by_code[code] for code in open_joint(content.framework, recorded.agreed)),
        disputed=consensus.disputed,
        drafts=in_framework_order(content, [content.code_of_question[pk] for pk in drafts]),
        oddities=consensus.oddities,
        shown=shown_of(visit.assessment),
    )


def in_framework_order(content: Content, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=content.framework.position.__getitem__))


def what_moved(content: Content, moved: Sequence[str]) -> str:
    """The sentence with which the form comes back, and what moved while the chair was reading."""
    known = [code for code in moved if code in content.question_by_code]
    named = [*in_framework_order(content, known), *([_("the bodies")] if "bodies" in moved else [])] or [_("something")]
    return _("Nothing is signed off: %(things)s changed while you were reading. Read the page again, then sign off") % {
        "things": some_of(named)
    }
