"""Which lines of a round's history may be read. The database leaves out the others, so that no count tells of them.

Before the reveal nobody reads a line that tells of a body's answers: not what was saved, nor that, when and how often
something was saved, nor who has submitted. From the reveal on lines about answers are those of bodies that take part
and have submitted; a late body's come with its submission, a declined body's stay hidden with its answers.
"""

from collections.abc import Iterable

from django.db.models import Max, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assessments.access import Visit
from assessments.history_words import ALWAYS, ANSWERS, FROM_REVEAL, KINDS, VERBS, verbs_of_kind, verbs_shown
from assessments.models import Assessment
from partnerships.models import Event, Partnership


def readable(*, is_revealed: bool, counted: Iterable[str]) -> Q:
    """What an event of a round must be to be read. counted: slugs of the bodies that take part and have submitted.

    An act without a row in VERBS is treated as one about answers: hidden before the reveal, and afterwards a body's
    only where the body is counted.
    """
    if not is_revealed:
        return Q(verb__in=verbs_shown(ALWAYS))
    about_no_body = Q(entity="") & ~Q(verb__in=verbs_shown(ANSWERS))
    return Q(verb__in=verbs_shown(ALWAYS, FROM_REVEAL)) | Q(entity__in=list(counted)) | about_no_body


def readable_events(visit: Visit) -> QuerySet[Event]:
    """The lines of the round's history that may be read now, by whoever may read the history at all."""
    assessment = visit.assessment
    counted = [p.entity.slug for p in visit.participants if p.takes_part and p.submitted_at is not None]
    return events_of(assessment).filter(readable(is_revealed=assessment.is_revealed, counted=counted))


def events_of(assessment: Assessment) -> QuerySet[Event]:
    """Every line of the round; not those of an earlier round of the same slug that has been deleted since."""
    slug, of_partnership = assessment.slug, Event.objects.filter(partnership_id=assessment.partnership_id)
    purged = Q(verb="round_purged", subject=slug)
    discarded = Q(verb="draft_discarded", assessment=slug, subject="")
    last = of_partnership.filter(purged | discarded).order_by().values("partnership").annotate(last=Max("pk"))
    return of_partnership.filter(assessment=slug, pk__gt=Coalesce(Subquery(last.values("last")), 0))


def events_of_partnership(partnership: Partnership) -> QuerySet[Event]:
    """The lines about people, bodies and retention, which belong to no round."""
    return Event.objects.filter(partnership=partnership, assessment="")


def of_kind(kind: str) -> Q:
    """What an event must be to belong to one kind of act; every event where the kind is empty."""
    if not kind:
        return Q()
    if kind == "other":
        return ~Q(verb__in=[verb for verb, act in VERBS.items() if act.kind != "other"])
    return Q(verb__in=verbs_of_kind(kind)) if kind in KINDS else Q(pk__in=[])


def of_body(body: str) -> Q:
    """What an event must be to concern one body, by its slug; every event where the slug is empty."""
    return Q(entity=body) if body else Q()
