"""The report as a PDF: tagged (PDF/UA-1), with its figures attached as JSON and as a workbook; same round, same bytes.

For the archive it is PDF/A-3a too. docs/report.md says what each form promises and how it is checked.

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
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports import tags
from reports.archive import also_accessible
from reports.blank import Blank
from reports.language import pieces
from reports.printable import WITHOUT_SHAPE
from reports.report import Report
from reports.xlsx import xlsx_of

ACCESSIBLE, ARCHIVE = "pdf/ua-1", "pdf/a-3a"
STYLE_SHEET = Path(__file__).parent / "print.css"
PAGE_OF_PAGES, WATERMARK = "PAGE_OF_PAGES", "DRAFT_IN_WORDS"
"""What stands in the style sheet for words."""
COUNTERS = {"%(page)s": "counter(page)", "%(pages)s": "counter(pages)"}
NO_TEXT_OF_CSS = str.maketrans({'"': r"\"", "\\": r"\\", "\n": " "})


def pdf_of(report: Report) -> bytes:
    return render(html_of(report), attachments=attachments_of(report))


def archive_of(report: Report) -> bytes:
    """The same paper as PDF/A-3a and PDF/UA-1 in one, which needs fonts, colours and attachments declared."""
    return also_accessible(render(html_of(report), attachments=attachments_of(report), variant=ARCHIVE))


def attachments_of(report: Report) -> list[Any]:
    """What the report holds, for other programs. Each is good for one file."""
    return [
        _attached(report, "json", report.json, _("The figures of this report as an alps-result/1 document")),
        _attached(report, "xlsx", xlsx_of(report), _("The figures and answers of this report as a workbook")),
    ]


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


def blank_pdf_of(blank: Blank) -> bytes:
    """The questionnaire without answers; nothing is attached."""
    return render(blank_html_of(blank))


def html_of(report: Report) -> str:
    """The page that becomes the PDF."""
    return _page("reports/paper.html", report=report)


def blank_html_of(blank: Blank) -> str:
    """As html_of, of the questionnaire without answers."""
    return _page("reports/blank.html", blank=blank)


def _page(template: str, **context: Any) -> str:
    """Control characters have no shape: a font would print a box for each."""
    return render_to_string(template, context).translate(WITHOUT_SHAPE)


def render(html: str, *, attachments: list[Any] | None = None, variant: str = ACCESSIBLE) -> bytes:
    """Turn a page into a tagged PDF; also what the bench holds the whole report against."""
    refuse = fetcher()
    page = _weasyprint().HTML(string=html, url_fetcher=refuse)
    style = _weasyprint().CSS(string=style_sheet(), url_fetcher=refuse)
    words = tags.words_of_links(page.etree_element)
    with fewer_collections():
        return page.write_pdf(
            stylesheets=[style],
            attachments=attachments or [],
            pdf_variant=variant,
            finisher=lambda _, pdf: tags.complete(pdf, words),
        )


def fetcher() -> Any:
    """Gives what stands in the address itself (data:) and refuses files and the network."""
    return _weasyprint().urls.URLFetcher(allowed_protocols=["data"], allow_redirects=False)


def _weasyprint() -> Any:
    """Importing it takes more than a second, which only those who make a PDF should wait for."""
    return import_module("weasyprint")


def style_sheet() -> str:
    """With the few words that stand around the text of every page, in the language that is spoken."""
    return _style_sheet(get_language())


@lru_cache(maxsize=8)
def _style_sheet(language: str | None) -> str:
    style = STYLE_SHEET.read_text()
    return style.replace(PAGE_OF_PAGES, _pages_in_words()).replace(WATERMARK, quote(_("Draft")))


def _pages_in_words() -> str:
    """As what a style sheet prints: texts and counters in a row."""
    found = pieces(_("Page %(page)s of %(pages)s"))
    return " ".join(COUNTERS.get(each) or f'"{each.translate(NO_TEXT_OF_CSS)}"' for each in found)


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Rendering makes very many small objects and few cycles: looking for those less often saves a seventh."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
