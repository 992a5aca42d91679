"""The files that a report leaves as. A further form is a row here: its address, link and command follow from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from reports import answers_csv, pdf, word, xlsx
from reports.report import Report
from spreadsheets import XLSX

ARCHIVE = "archive.pdf"

AT_ONCE = 10
"""Bodies whose report as a PDF takes two or three seconds."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Format:
    """extension: of the file, and the form's key; in two parts where forms share an ending.

    link, name: what the page calls it, on its button and in a sentence, in English. stem: the address before the dot.
    is_for_people: whether its words are those of a language; other programs are told the same in every language.

    bodies_at_once: for a form that takes time and is stored once it is made, the number of bodies with whose answers it
    still takes no longer than a page may; None where it is quick whatever the number.
    """

    extension: str
    link: str
    name: str
    content_type: str
    make: Callable[[Report], bytes]
    stem: str = "report"
    is_for_people: bool = True
    bodies_at_once: int | None = None

    @property
    def key(self) -> str:
        """In addresses and in the store."""
        return self.extension.replace(".", "-")

    @property
    def is_stored(self) -> bool:
        return self.bodies_at_once is not None

    @property
    def url_name(self) -> str:
        """Of the partnership's file; a body's has "entity_" before it."""
        return f"{self.stem}_{self.extension.replace('.', '_')}"


def _pdf(report: Report) -> bytes:
    return pdf.pdf_of(report)


def _archive(report: Report) -> bytes:
    return pdf.archive_of(report)


def _docx(report: Report) -> bytes:
    return word.docx_of(report)


def _xlsx(report: Report) -> bytes:
    return xlsx.xlsx_of(report)


def _csv(report: Report) -> bytes:
    return answers_csv.csv_of(report)


def _json(report: Report) -> bytes:
    return report.json.encode()


_ALL = (
    Format(
        "pdf",
        gettext_noop("Download the report (PDF)"),
        gettext_noop("the report (PDF)"),
        "application/pdf",
        _pdf,
        bodies_at_once=AT_ONCE,
    ),
    Format(
        ARCHIVE,
        gettext_noop("Download the report for the archive (PDF/A)"),
        gettext_noop("the report for the archive (PDF/A)"),
        "application/pdf",
        _archive,
        bodies_at_once=AT_ONCE,
    ),
    Format(
        "docx",
        gettext_noop("Download the report to edit (Word)"),
        gettext_noop("the report to edit (Word)"),
        DOCX,
        _docx,
    ),
    Format(
        "xlsx",
        gettext_noop("Download the figures and answers (XLSX)"),
        gettext_noop("the figures and answers (XLSX)"),
        XLSX,
        _xlsx,
        stem="result",
    ),
    Format(
        "csv",
        gettext_noop("Download the answers (CSV)"),
        gettext_noop("the answers (CSV)"),
        "text/csv; charset=utf-8",
        _csv,
        stem="result",
        is_for_people=False,
    ),
    Format(
        "json",
        gettext_noop("Download the figures (JSON)"),
        gettext_noop("the figures (JSON)"),
        "application/json",
        _json,
        stem="result",
        is_for_people=False,
    ),
)
FORMATS: Mapping[str, Format] = {each.extension: each for each in _ALL}
STORED: Mapping[str, Format] = {each.key: each for each in _ALL if each.is_stored}
