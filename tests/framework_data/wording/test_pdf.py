"""PDFs that hold text, read in their order; and the refusal of the others."""

from io import BytesIO

import pytest
from pypdf import PdfWriter
from weasyprint import HTML

from framework_data.wording.pdf import MOST_PAGES, text_of
from framework_data.wording.reading import read_wording
from framework_data.wording.report import QUESTION, STATEMENT
from framework_data.wording.unreadable import UnreadableError
from tests.framework_data.wording.small import QUESTIONS, SMALL, STATEMENTS

STYLE = """
@page { size: A5; margin: 15mm; @top-left { content: "The Good Valley Framework" } }
@page { @bottom-right { content: counter(page) } }
body { font: 10pt serif; hyphens: auto; text-align: justify } .columns { columns: 2 }
.note { float: footnote; font-size: 7pt }
"""


def blank(pages: int, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=100, height=100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def paper(columns: str = "") -> bytes:
    parts = [f'<html lang="en-GB"><style>{STYLE}</style><h1>The Good Valley Framework</h1><div class="{columns}">']
    for code, text in STATEMENTS.items():
        questions = [wording for key, wording in QUESTIONS.items() if key.split(".")[0] == code]
        items = "".join(f"<li>{question}</li>" for question in questions)
        parts.append(f"<h2>{code} {text}</h2><ol>{items}</ol>")
    note = 'list<span class="note">Any paper will do.</span>'
    return HTML(string="".join(parts).replace("the list because", f"the {note} because", 1)).write_pdf()


@pytest.mark.slow
@pytest.mark.parametrize("columns", ["", "columns"])
def test_a_pdf_with_heads_footnotes_and_columns_gives_the_wording_back(columns):
    report = read_wording(paper(columns), SMALL)

    assert (report.missing, report.doubtful) == ((), ())
    assert report.texts(STATEMENT) == STATEMENTS
    assert report.texts(QUESTION) == QUESTIONS
    assert report.found[0].place.startswith("page 1, line ")


def test_a_pdf_of_pictures_is_refused():
    with pytest.raises(UnreadableError, match="hardly any text"):
        text_of(blank(2))


def test_a_protected_pdf_is_refused():
    with pytest.raises(UnreadableError, match="protected"):
        text_of(blank(1, password="secret"))


def test_a_pdf_of_many_pages_is_refused():
    with pytest.raises(UnreadableError, match=f"more than {MOST_PAGES} pages"):
        text_of(blank(MOST_PAGES + 1))


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnonsense", blank(1)[:120], b"%PDF-1.4\n" + b"\x00" * 500])
def test_a_damaged_pdf_is_refused(data):
    with pytest.raises(UnreadableError, match="damaged"):
        text_of(data)
