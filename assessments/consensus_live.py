"""What a second browser needs to follow the board: whether anything has happened, and who did what just now."""

from collections.abc import Collection

from django.db.models import Count, Max, QuerySet

from assessments.access import Visit
from partnerships.models import Event

VERBS = {
    "answer_agreed": "agreed",
    "agreed_answer_withdrawn": "withdrew the agreed answer to",
    "agreed_answer_drafted": "drafted an answer to",
    "draft_discarded": "discarded the draft for",
    "answer_corrected": "corrected",
}
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
    names = {participant.entity.slug: participant.name for participant in visit.taking_part if participant.submitted_at}
    events = [event for event in rows.select_related("by").order_by("-pk")[:50] if _is_told(event, names)]
    return [_sentence(event, names) for event in reversed(events[:NEWS_AT_MOST])]


def _events(visit: Visit) -> QuerySet[Event]:
    return Event.objects.filter(partnership=visit.assessment.partnership_id, assessment=visit.assessment.slug)


def _is_told(event: Event, names: dict[str, str]) -> bool:
    """What a body that has not submitted changes is its own affair."""
    return not event.entity or event.entity in names


def _sentence(event: Event, names: dict[str, str]) -> str:
    who = names.get(event.entity) or (event.by.name if event.by else "Somebody")
    return f"{who} {VERBS[event.verb]} {event.subject} just now."
