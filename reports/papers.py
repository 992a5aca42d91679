"""The reports of a seal, printed before its round is reopened and kept with it; and read again later."""

from assessments.access import Visit
from assessments.actions.signing_off import Paper
from assessments.models import SealedPaper
from assessments.sealed import is_sealed
from reports import pdf
from reports.audience import BOARD
from reports.building import cut_report
from reports.cut import PUBLIC_CUT, Cut
from reports.formats import FORMATS
from reports.language import spoken_in_file
from reports.stored import stored_file


def papers_of(visit: Visit) -> tuple[Paper, ...]:
    """The board's and the public's paper as the round stands; none where there is no seal to keep them with."""
    if not is_sealed(visit.assessment):
        return ()
    return tuple(_paper(visit, each) for each in (Cut(BOARD), PUBLIC_CUT))


def _paper(visit: Visit, cut: Cut) -> Paper:
    """As it is stored, where it is: the same round prints the same bytes."""
    stored = stored_file(visit.assessment, cut, FORMATS["pdf"])
    if stored:
        return Paper(cut.kind, stored.name, stored.content)
    with spoken_in_file(visit.content.language):
        report = cut_report(visit.assessment, cut)
        return Paper(cut.kind, report.file_name("pdf"), pdf.pdf_of(report))


def kept_paper(visit: Visit, number: int, audience: str) -> SealedPaper | None:
    """The paper that was kept with an earlier seal of the round."""
    return SealedPaper.objects.filter(seal__assessment=visit.assessment, seal__number=number, audience=audience).first()
