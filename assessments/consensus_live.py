"""What a second browser needs to follow the board: whether anything has happened, and who did what just now."""

from collections.abc import Collection

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.access import Visit
from assessments.models import Participant
from partnerships.models import Event

VERBS = {
    "answer_agreed": gettext_noop("%(who)s agreed %(code)s just now."),
    "agreed_answer_withdrawn": gettext_noop("%(who)s withdrew the agreed answer to %(code)s just now."),
    "agreed_answer_drafted": gettext_noop("%(who)s drafted an answer to %(code)s just now."),
    "draft_discarded": gettext_noop("%(who)s discarded the draft for %(code)s just now."),
    "answer_corrected": gettext_noop("%(who)s corrected %(code)s just now."),
}
WRITING = ("answer_saved", "answer_corrected", "taking_part")
NEWS_AT_MOST = 3


def seen_now(visit: Visit) -> str:
    """Changes with every act in the round, in one query: its newest event, and how many there are.

    The count too, because of two acts at once the one that began first may be written last.
    """
    found = _events(visit).aggregate(newest=Max("pk"), count=Count("pk"))
    return f"{found['newest'] or 0}.{found['count']}"


def news_since(visit: Visit, seen: str, codes: Collection[str]) -> list[str]:
    """What others have done to these questions since then, as sentences, the newest last."""
    newest = seen.partition(".")[0]
    if not (newest.isascii() and newest.isdigit() and len(newest) < 18):
        return []
    rows = _events(visit).filter(pk__gt=int(newest), verb__in=VERBS, subject__in=codes).exclude(by=visit.person)
    names = {participant.entity.slug: participant.name for participant in visit.participants}
    events = list(rows.select_related("by").order_by("-pk")[:NEWS_AT_MOST])
    return [_sentence(event, names) for event in reversed(events)]


def _events(visit: Visit) -> QuerySet[Event]:
    """The acts in the round that its readers may know of: what a body writes before it submits is its own affair."""
    counted = Participant.objects.filter(assessment=visit.assessment, submitted_at__isnull=False)
    rows = Event.objects.filter(partnership=visit.assessment.partnership_id, assessment=visit.assessment.slug)
    return rows.filter(~Q(verb__in=WRITING) | Q(entity__in=counted.values("entity__slug")))


def _sentence(event: Event, names: dict[str, str]) -> str:
    who = names.get(event.entity) or (event.by.name if event.by else _("Somebody"))
    return _(VERBS[event.verb]) % {"who": who, "code": event.subject}
