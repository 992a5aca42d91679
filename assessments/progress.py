"""How far the bodies of a round have come: counts and nothing else, and what the reveal does to whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.access import Visit
from assessments.answered import Progress, own_codes
from assessments.maturity import closed_by
from assessments.models import Participant
from assessments.work import values_of

Participation = Participant.Participation


@dataclass(frozen=True)
class BodyProgress:
    """cells: (column, progress); None where the body is asked nothing there."""

    participant: Participant
    is_lead: bool
    cells: tuple[tuple[str, Progress | None], ...]
    total: Progress


@dataclass(frozen=True)
class ProgressPage:
    columns: tuple[str, ...]
    rows: tuple[BodyProgress, ...]
    others: tuple[Participant, ...]
    submitted: int


def progress_page(visit: Visit) -> ProgressPage:
    """Counts and nothing else: no value, note or level of any body leaves here."""
    counted = [p for p in visit.participants if p.participation in (Participation.PARTICIPATING, Participation.INVITED)]
    values = values_of(counted, {participant.pk: visit.content for participant in counted})
    return ProgressPage(
        columns=(_("Getting Started"), *(dimension.name for dimension in visit.content.dimensions)),
        rows=tuple(_body_progress(visit, participant, values[participant.pk]) for participant in counted),
        others=tuple(participant for participant in visit.participants if participant not in counted),
        submitted=sum(participant.submitted_at is not None for participant in counted),
    )


def _body_progress(visit: Visit, participant: Participant, values: Mapping[str, str]) -> BodyProgress:
    content, is_lead = visit.content, participant.entity_id == visit.assessment.lead_id
    own = own_codes(content, is_lead)
    answered = own & (values.keys() | closed_by(content.framework, values).keys())
    cells: list[tuple[str, Progress | None]] = []
    for dimension, name in ((None, _("Getting Started")), *((d.code, d.name) for d in content.dimensions)):
        codes = {q.code for s in content.statements if s.dimension == dimension for q in s.questions} & own
        cells.append((name, Progress(len(codes & answered), len(codes)) if codes else None))
    return BodyProgress(participant, is_lead, tuple(cells), Progress(len(answered), len(own)))


@dataclass(frozen=True)
class RevealPage:
    submitted: tuple[Participant, ...]
    not_submitted: tuple[Participant, ...]
    silent: tuple[Participant, ...]
    declined: tuple[Participant, ...]


def reveal_page(visit: Visit) -> RevealPage:
    return RevealPage(
        submitted=tuple(p for p in visit.taking_part if p.submitted_at),
        not_submitted=tuple(p for p in visit.taking_part if not p.submitted_at),
        silent=tuple(p for p in visit.participants if p.participation == Participation.INVITED),
        declined=tuple(p for p in visit.participants if p.participation == Participation.DECLINED),
    )
