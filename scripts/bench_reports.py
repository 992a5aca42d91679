"""The part of `make bench` that measures reports: made, and from store."""

import statistics
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from bench_site import Page, Site, batch_of

FORTY = "forty-2026"
BATCHES = 9
BARE_FILE = Path(tempfile.gettempdir()) / "alps-bench-file.pdf"
"""The static file that the bare view behind the permission check returns (bench_urls.py)."""


def cpu_of(work: Callable[[], Any], times: int) -> float:
    """Median ms of CPU."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def the_papers(site: Site) -> None:
    """The PDF for the board at 1, 6 and 40 entities, and the PDF from store."""
    from partnerships.models import Person

    chair = Person.objects.get(roles__office="chair")
    print("| PDF for the board | seconds of CPU | pages | CPU / WeasyPrint on the saved page | aim |")
    print("|---|---|---|---|---|")
    for name, slug in (("1 entity", "single-2026"), ("6 entities", "living-well-2025"), ("40 entities", FORTY)):
        seconds, pages, ratio = _paper(chair, slug)
        print(f"| {name} | {seconds:.1f} | {pages} | {ratio:.2f} | 1.1 |")
    print("\n| PDF from store | KB | CPU, ms | CPU / static file behind the same permission check | aim |")
    print("|---|---|---|---|---|")
    signed_off, follows_another = ("6 entities, signed off", "living-well-2024"), ("6 entities", "living-well-2025")
    for name, slug in (signed_off, follows_another, ("40 entities", FORTY)):
        size, spent, ratio = _from_store(site, chair, slug)
        print(f"| {name} | {size / 1024:.0f} | {spent:.2f} | {ratio:.2f} | 2 |")


def _paper(chair: Any, slug: str) -> tuple[float, int, float]:
    """Seconds, pages, and the ratio to the renderer alone on the same page."""
    from assessments.access import visit
    from reports.building import partnership_report
    from reports.pdf import html_of, pdf_of, style_sheet

    weasyprint, pypdf = import_module("weasyprint"), import_module("pypdf")
    with tempfile.TemporaryDirectory() as folder:
        page, style = Path(folder, "report.html"), Path(folder, "print.css")
        page.write_text(html_of(partnership_report(visit(chair, slug), in_full=True)))
        style.write_text(style_sheet())

        def ours() -> bytes:
            return pdf_of(partnership_report(visit(chair, slug), in_full=True))

        def theirs() -> bytes:
            html = weasyprint.HTML(filename=page)
            return html.write_pdf(stylesheets=[weasyprint.CSS(filename=style)], pdf_variant="pdf/ua-1")

        pages = len(pypdf.PdfReader(BytesIO(ours())).pages)
        theirs()
        times = [(cpu_of(ours, 1), cpu_of(theirs, 1)) for _ in range(3 if pages < 100 else 1)]
    own = statistics.median(own for own, _ in times)
    return own / 1000, pages, statistics.median(own / other for own, other in times)


def _from_store(site: Site, chair: Any, slug: str) -> tuple[int, float, float]:
    """Bytes, ms of CPU, and the ratio to the bare view; medians of batches in which the two take turns."""
    from assessments.access import visit
    from reports.actions.asking import ask_for_report
    from reports.formats import FORMATS
    from reports.models import StoredReport

    ask_for_report(visit(chair, slug), form=FORMATS["pdf"])
    row = StoredReport.objects.get(assessment__slug=slug, status=StoredReport.Status.DONE)
    BARE_FILE.write_bytes(bytes(row.content))
    stored = Page("stored", f"/assessments/{slug}/report.pdf", 2, chair.email)
    site.check(stored)
    cookies = site.cookies(stored)
    batches = []
    for _ in range(BATCHES + 1):
        bare = batch_of(site, f"/bare-file/{slug}/", cookies, lambda: None)
        own = batch_of(site, stored.path, cookies, lambda: None)
        batches.append((own * 1000, own / bare))
    BARE_FILE.unlink()
    spent, ratio = (statistics.median(column) for column in zip(*batches[1:], strict=True))
    return len(row.content), spent, ratio
