"""How long rounds are kept, and which are due to go. The dates are pure; the preview asks the database.

Only a signed-off round is ever due. Years are counted date to date; 29 February falls on the 28th where there is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from assessments.models import AgreedAnswer, Answer, Assessment, ConsensusSession, Seal, SealedPaper
from partnerships.models import EventText, Partnership

ROUNDS_A_PAGE = 20

GOES = {
    "answer": ngettext_lazy("%(num)s answer", "%(num)s answers", "count"),
    "answer with a text,answers with a text": ngettext_lazy(
        "%(num)s answer with a text", "%(num)s answers with a text", "count"
    ),
    "agreed answer": ngettext_lazy("%(num)s agreed answer", "%(num)s agreed answers", "count"),
    "session": ngettext_lazy("%(num)s session", "%(num)s sessions", "count"),
    "seal": ngettext_lazy("%(num)s seal", "%(num)s seals", "count"),
    "kept report": ngettext_lazy("%(num)s kept report", "%(num)s kept reports", "count"),
    "text in the history,texts in the history": ngettext_lazy(
        "%(num)s text in the history", "%(num)s texts in the history", "count"
    ),
}
"""What goes with a round, by its English word, which commands print: as a page says it."""


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 28 February where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def is_due(signed_off_on: date | None, years: int, today: date) -> bool:
    """Whether more than so many years have passed; on the very day the round is still kept."""
    return signed_off_on is not None and years_after(signed_off_on, years) < today


def day_of_sign_off(assessment: Assessment) -> date | None:
    """As minuted; else the day it was recorded here; for a round signed off elsewhere the day it came in."""
    if not assessment.is_signed_off:
        return None
    moment: datetime | None = assessment.signed_off_at or assessment.imported_at
    return assessment.signed_off_on or (timezone.localdate(moment) if moment else None)


# --- What is due ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DueRound:
    """A round that may be deleted. counts: (how many, "answer") of what would go with it, without noughts."""

    assessment: Assessment
    signed_off_on: date
    kept_until: date
    counts: tuple[tuple[int, str], ...]

    @property
    def in_words(self) -> tuple[str, ...]:
        return tuple(GOES[word] % {"count": count, "num": f"{count:,}"} for count, word in self.counts)


@dataclass(frozen=True)
class RetentionPage:
    page: Page
    due: tuple[DueRound, ...]


def due_rounds(partnership: Partnership) -> list[Assessment]:
    """The rounds that are kept no longer, those signed off first at the head."""
    today, years = timezone.localdate(), partnership.retention_years
    rounds = Assessment.objects.filter(partnership=partnership, state=Assessment.State.SIGNED_OFF)
    found = [each for each in rounds if is_due(day_of_sign_off(each), years, today)]
    return sorted(found, key=lambda each: (day_of_sign_off(each), each.pk))


def retention_page(partnership: Partnership, number: str | None) -> RetentionPage:
    """What would go, a page at a time, with the same few queries however many rounds are due."""
    page = Paginator(due_rounds(partnership), ROUNDS_A_PAGE).get_page(number)
    return RetentionPage(page, tuple(previews(partnership, list(page))))


def previews(partnership: Partnership, rounds: Iterable[Assessment]) -> list[DueRound]:
    """What would go with each of these rounds."""
    rounds = list(rounds)
    counted = [(word, _counts(rows, path, rounds)) for word, rows, path in _what_goes(partnership)]
    found = []
    for each in rounds:
        day = day_of_sign_off(each)
        if day is not None:
            until = years_after(day, partnership.retention_years)
            keys = {"pk": each.pk, "slug": each.slug}
            counts = ((by_key.get(keys[key], 0), word) for word, (key, by_key) in counted)
            found.append(DueRound(each, day, until, tuple((count, word) for count, word in counts if count)))
    return found


def _what_goes(partnership: Partnership) -> tuple[tuple[str, QuerySet, str], ...]:
    """(word, rows, path to the round)."""
    written = ~Q(note="") | ~Q(reason="") | ~Q(evidence="")
    in_history = EventText.objects.filter(event__partnership=partnership, erased_at=None)
    return (
        ("answer", Answer.objects.exclude(value=""), "participant__assessment"),
        ("answer with a text,answers with a text", Answer.objects.filter(written), "participant__assessment"),
        ("agreed answer", AgreedAnswer.objects.all(), "assessment"),
        ("session", ConsensusSession.objects.all(), "assessment"),
        ("seal", Seal.objects.all(), "assessment"),
        ("kept report", SealedPaper.objects.all(), "seal__assessment"),
        ("text in the history,texts in the history", in_history, "event__assessment"),
    )


def _counts(rows: QuerySet, path: str, rounds: list[Assessment]) -> tuple[str, dict[object, int]]:
    """By what the rounds are known there, and how many rows each has."""
    # Events know a round by its slug alone.
    key = "slug" if path == "event__assessment" else "pk"
    known = [getattr(each, key) for each in rounds]
    counted = rows.filter(**{f"{path}__in": known}).order_by().values_list(path).annotate(Count("pk"))
    return key, dict(counted)
