"""The reports of a seal, printed before its round is reopened and kept with it; and read again later."""

from assessments.access import Visit
from assessments.actions.signing_off import Paper
from assessments.models import SealedPaper
from assessments.sealed import is_sealed
from reports import pdf
from reports.audience import PUBLIC, Audience, for_board
from reports.building import edition_report


def papers_of(visit: Visit) -> tuple[Paper, ...]:
    """The board's and the public's paper as the round stands; none where there is no seal to keep them with."""
    if not is_sealed(visit.assessment):
        return ()
    return tuple(_paper(visit, each) for each in (for_board(visit.participants), Audience(PUBLIC, frozenset())))


def _paper(visit: Visit, audience: Audience) -> Paper:
    report = edition_report(visit, audience)
    return Paper(audience.kind, report.file_name("pdf"), pdf.pdf_of(report))


def kept_paper(visit: Visit, number: int, audience: str) -> SealedPaper | None:
    """The paper that was kept with an earlier seal of the round."""
    return SealedPaper.objects.filter(seal__assessment=visit.assessment, seal__number=number, audience=audience).first()
