"""The report as a PDF: tagged (PDF/UA-1), with its figures attached as JSON and as a workbook; same round, same bytes.

The renderer may fetch nothing: its style sheet is read here, its pictures are in the page, and whatever else a text
asks for is refused.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from reports.printable import WITHOUT_SHAPE
from reports.report import Report
from reports.xlsx import xlsx_of

STYLE_SHEET = Path(__file__).parent / "print.css"


def pdf_of(report: Report) -> bytes:
    figures = _attached(report, "json", report.json, "The figures of this report as an alps-result/1 document")
    tables = _attached(report, "xlsx", xlsx_of(report), "The figures and answers of this report as a workbook")
    return render(html_of(report), attachments=[figures, tables])


def _attached(report: Report, extension: str, content: str | bytes, description: str) -> Any:
    moment = datetime.combine(report.changed_on, time(), UTC)
    return _weasyprint().Attachment(
        string=content,
        name=report.attachment_name(extension),
        description=description,
        created=moment,
        modified=moment,
        relationship="Data",
        url_fetcher=fetcher(),
    )


def html_of(report: Report) -> str:
    """The page that becomes the PDF. Control characters have no shape: a font would print a box for each."""
    return render_to_string("reports/paper.html", {"report": report}).translate(WITHOUT_SHAPE)


def render(html: str, *, attachments: list[Any] | None = None) -> bytes:
    """Turn a page into a tagged PDF; also what the bench holds the whole report against."""
    refuse = fetcher()
    document = _weasyprint().HTML(string=html, url_fetcher=refuse)
    style = _weasyprint().CSS(string=style_sheet(), url_fetcher=refuse)
    with fewer_collections():
        return document.write_pdf(stylesheets=[style], attachments=attachments or [], pdf_variant="pdf/ua-1")


def fetcher() -> Any:
    """Gives what stands in the address itself (data:) and refuses files and the network."""
    return _weasyprint().urls.URLFetcher(allowed_protocols=["data"], allow_redirects=False)


def _weasyprint() -> Any:
    """Importing it takes more than a second, which only those who make a PDF should wait for."""
    return import_module("weasyprint")


@lru_cache(maxsize=1)
def style_sheet() -> str:
    return STYLE_SHEET.read_text()


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Rendering makes very many small objects and few cycles: looking for those less often saves a seventh."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
