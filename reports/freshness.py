"""Whether a report that was made still holds. It may be too careful, never too trusting.

Two things are kept with a report. The stamp is a hash of what can be compared by value: the round's own row, edition,
partnership, the software and the languages that it speaks. The mark is the newest event when the round was read:
whatever has been done since in the round, and in the one before with which it is compared, stands behind it. Only acts
that the reader may know of count, or a report that is no longer ready would tell that another body writes.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, Q

from assessments.history_words import verbs_of_kind
from assessments.models import Assessment, Participant
from assessments.readable_history import readable
from assessments.sealed import is_sealed
from partnerships.models import Event
from partnerships.succession import taken_place
from reports.cut import Cut

BESIDE = (*verbs_of_kind("sessions"), "agreed_answer_drafted", "draft_discarded", "reminded")
"""Acts that leave every report as it is."""
STEPS = ("revealed", "signed_off", "reopened")
"""Acts by which a round comes to exist for somebody who reads results, or ceases to."""
PUBLICATION = ("public_edition_published", "public_edition_taken_back")
"""They change no report of the round itself; the public edition of the next one tells of it while it is published."""
PUBLIC_STEPS = Q(verb__in=PUBLICATION) | Q(verb="reopened", before__has_key="published_on")
"""The steps of a viewer, who is not to learn that a round was reopened which was never published."""
NOTHING = Q(pk__in=[])

ROOT = Path(__file__).resolve().parent.parent
SOFTWARE = (
    *(f"{room}/**/*.py" for room in ("alps", "framework_data", "partnerships", "assessments", "reports")),
    *("reports/**/*.css", "templates/reports/**/*.html", "requirements/*.txt", "framework_data/fixtures/*.json"),
    "locale/**/*.po",
)


@dataclass(frozen=True)
class Basis:
    """What a report of this cut rests on as the round stands now. assessment: with partnership and edition loaded."""

    assessment: Assessment
    cut: Cut

    @cached_property
    def stamp(self) -> str:
        """At most one query, and none for a round that goes on and follows no other."""
        round_, edition = self.assessment, self.assessment.edition
        facts = [software(), [code for code, _ in settings.LANGUAGES], *_row(round_)]
        if not self._is_frozen:
            facts += [edition.slug, edition.revision, round_.partnership.name]
            if round_.previous_id is not None:
                facts.append(list(taken_place().order_by("pk").values_list("pk", flat=True)))
        return sha256("\n".join(map(repr, facts)).encode()).hexdigest()

    @cached_property
    def _is_frozen(self) -> bool:
        """Whether words, names and the comparison with the round before are those that were sealed."""
        return is_sealed(self.assessment)

    def has_moved_since(self, mark: int) -> bool:
        """Whether anything has been done since this event that the report could show. Mostly one query settles it."""
        round_ = self.assessment
        events = Event.objects.filter(partnership=round_.partnership_id, pk__gt=mark)
        if self._round_before is not None:
            both = Assessment.objects.filter(pk__in=[round_.pk, self._round_before])
            in_both = events.filter(assessment__in=both.values("slug"))
        else:
            in_both = events.filter(assessment=round_.slug)
        if not in_both.exists():
            return False
        events = events.exclude(verb__in=BESIDE if self.cut.published_alone else (*BESIDE, *PUBLICATION))
        return events.filter(self._of_round()).exists() or events.filter(self._of_round_before()).exists()

    @cached_property
    def _round_before(self) -> int | None:
        """Its key, where what becomes of it may still show: to the public always, to others until this one freezes."""
        return self.assessment.previous_id if self.cut.published_alone or not self._is_frozen else None

    def _of_round(self) -> Q:
        """The acts of the round that a report of this cut could show."""
        of_round = Q(assessment=self.assessment.slug) & ~Q(verb__in=PUBLICATION)
        return of_round & (_readable(self.assessment) if self.assessment.is_revealed else Q(entity=self.cut.subject))

    def _of_round_before(self) -> Q:
        """Those of the round before. Where it does not exist for the reader, only that it came or went counts."""
        if self._round_before is None:
            return NOTHING
        before = Assessment.objects.get(pk=self._round_before)
        of_round = Q(assessment=before.slug)
        if self._is_frozen or not self.cut.reach.covers(before):
            return of_round & (PUBLIC_STEPS if self.cut.published_alone else Q(verb__in=STEPS))
        is_blind = not self.assessment.is_revealed
        return of_round & (_readable(before) | Q(entity=self.cut.subject) if is_blind else _readable(before))


def newest_event() -> int:
    """The mark of now. Whoever takes it holds the round's rows, so that no act of the round is on its way."""
    return Event.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _readable(assessment: Assessment) -> Q:
    """The acts of a revealed round that its readers may know of."""
    bodies = Participant.objects.filter(assessment=assessment, submitted_at__isnull=False)
    counted = bodies.filter(participation=Participant.Participation.PARTICIPATING)
    return readable(is_revealed=True, counted=counted.values_list("entity__slug", flat=True))


def _row(assessment: Assessment) -> list[Any]:
    return [getattr(assessment, field) for field in _fields()]


@lru_cache(maxsize=1)
def _fields() -> tuple[str, ...]:
    """All that is stored of a round itself: what a later report prints of it is then in the stamp already.

    But for its publication: what was looked at before is the very file that is published.
    """
    return tuple(field.attname for field in Assessment._meta.concrete_fields if field.attname != "published_at")


@lru_cache(maxsize=1)
def software() -> str:
    """A hash of the code, the templates and the locked packages: after an update every report is made anew."""
    found = sha256()
    for path in sorted({path for pattern in SOFTWARE for path in ROOT.glob(pattern)}):
        found.update(path.read_bytes())
    return found.hexdigest()
