"""What becomes of answers, in the words of the pages: made when a page is, so that they come in its language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.carrying import ADDED, CARRIED, DROPPED, OPTION, TEXT, TO_CONFIRM
from framework_data.content import QuestionText
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION

NAMES: Mapping[str, Any] = {
    TO_CONFIRM: gettext_lazy("To be confirmed"),
    DROPPED: gettext_lazy("Dropped"),
    ADDED: gettext_lazy("New"),
    CARRIED: gettext_lazy("Carried"),
}
"""Fate -> its name, in the order in which they are told: what asks for work first."""

MEANS: Mapping[str, Any] = {
    TO_CONFIRM: gettext_lazy(
        "The question has changed. The answer stands beside it and counts nowhere until its body confirms it."
    ),
    DROPPED: gettext_lazy("The new edition does not ask this. The answer stays in the old round."),
    ADDED: gettext_lazy("Only the new edition asks this. It has to be answered."),
    CARRIED: gettext_lazy("The question is the same. The answer comes along with its note, its reason and its links."),
}

PLAIN: Mapping[str, Any] = {
    TEXT: gettext_lazy("The wording has changed."),
    "kind": gettext_lazy("It is answered in another way now."),
    "months_after_year_end": gettext_lazy("Its date is worked out in another way now."),
    OPTION: gettext_lazy("The answer reads or counts in another way now."),
}
ASKED: Mapping[str, Any] = {
    LEAD_ENTITY: gettext_lazy("the lead entity"),
    ENTITY: gettext_lazy("each body"),
    ORGANISATION: gettext_lazy("the partnership as a whole"),
}


def sentences(why: Iterable[str], was: QuestionText, now: QuestionText) -> tuple[str, ...]:
    """What differs between the question of both editions, each in a sentence. why: as in carrying.py."""
    return tuple(_sentence(column, was, now) for column in why)


def _sentence(column: str, was: QuestionText, now: QuestionText) -> str:
    if column == "statement":
        return _("It stood under %(before)s and stands under %(after)s now.") % {
            "before": was.statement,
            "after": now.statement,
        }
    if column == "respondent":
        return _("It asked %(before)s and asks %(after)s now.") % {
            "before": ASKED[was.respondent],
            "after": ASKED[now.respondent],
        }
    if column == "gate":
        return _of_gate(was.gate, now.gate)
    return str(PLAIN[column])


def _of_gate(was: str | None, now: str | None) -> str:
    if was is None:
        return _("It follows from %(after)s now.") % {"after": now}
    if now is None:
        return _("It followed from %(before)s and follows from no question now.") % {"before": was}
    return _("It followed from %(before)s and follows from %(after)s now.") % {"before": was, "after": now}
