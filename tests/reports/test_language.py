"""A file speaks the language of its edition, whoever asks for it; a page that of whoever reads it."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from framework_data import content
from framework_data.models import Edition
from reports import fragments, pdf
from reports.actions.asking import ask_for_report
from reports.audience import BOARD, PUBLIC
from reports.blank import blank_of
from reports.blocks import plain_text
from reports.building import entity_report, operators_report, partnership_report
from reports.columns import CSV, SHEETS
from reports.cut import Cut
from reports.formats import FORMATS
from reports.language import pieces, spoken_in_file
from reports.outline import outline_of
from reports.papers import papers_of
from reports.stored import stored_file
from tests.people import a_person, cast, seat
from tests.pseudo import LANGUAGE, OPEN, in_brackets, plain_words, texts_of_the_database
from tests.reports.editions import small_round
from tests.reports.reading import cells_of, csv_of_bytes, words_of
from tests.reports.rounds import told_round
from tests.reports.test_freshness import to_borough, to_round

pytestmark = pytest.mark.django_db

FOR_PEOPLE = ("pdf", "archive.pdf", "docx", "xlsx")
FOR_PROGRAMS = ("csv", "json")
TERMS = ("entity", "organisation")
"""Terms that the edition explains; their small letters look like a stored code."""
REMEMBERED = (
    *(fragments._matrix, fragments._dimensions, fragments._movement, fragments._bodies),
    pdf._style_sheet,
)


@pytest.fixture
def brackets():
    """Welsh is offered, and is the language of brackets; what is remembered of it goes."""
    with in_brackets():
        forget()
        yield
    forget()


def forget():
    for each in REMEMBERED:
        each.cache_clear()


@pytest.fixture
def people(brackets):
    told_round()
    return cast()


@pytest.fixture
def small(brackets):
    """A round on a small edition, so that every form is quickly made."""
    return small_round(2, bodies=(2, 3), all_take_part=True, mood="mixed", filled=0.9)[0]


@pytest.fixture
def welsh(small, editions_can_change):
    Edition.objects.filter(pk=small.edition_id).update(language="cy-GB")
    content.forget()
    small.refresh_from_db()
    yield small
    content.forget()


def a_reader(assessment):
    reader = a_person("Read Er")
    seat(reader, "board_member", assessment.lead.slug)
    return reader


def got(client, address, *, language):
    client.cookies["alps_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content


def addresses(assessment):
    names = [form.url_name for form in FORMATS.values()]
    return {name: reverse(name, args=[assessment.slug]) for name in (*names, "blank_pdf")}


# --- Whoever asks ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_file_is_the_same_whatever_language_its_reader_has_chosen(client, small):
    client.force_login(a_reader(small))
    for address in addresses(small).values():
        assert got(client, address, language="cy") == got(client, address, language="en-gb"), address


@pytest.mark.slow
def test_a_bodys_files_are_the_same_too(client, people, papers_unrendered):
    client.force_login(people.approver)
    for name in ("entity_report_pdf", "entity_report_docx", "entity_result_xlsx", "entity_blank_pdf"):
        address = reverse(name, args=["told-round", "borough"])
        assert got(client, address, language="cy") == got(client, address, language="en-gb"), address


def test_a_report_that_is_made_in_the_background_is_in_the_language_of_its_edition(people, work, papers_unrendered):
    found = to_round(people.chair)
    with translation.override(LANGUAGE), work():
        ask_for_report(found, form=FORMATS["pdf"])

    stored = stored_file(found.assessment, Cut(BOARD), FORMATS["pdf"])
    assert stored
    assert OPEN not in stored.content.decode()


@pytest.mark.slow
def test_the_papers_that_are_kept_with_a_seal_are_in_the_language_of_its_edition(
    people, monkeypatch, papers_unrendered
):
    monkeypatch.setattr("reports.papers.is_sealed", lambda assessment: True)
    with translation.override(LANGUAGE):
        kept = papers_of(to_round(people.chair))

    assert [paper.audience for paper in kept] == [BOARD, PUBLIC]
    assert not any(OPEN in paper.content.decode() for paper in kept)


# --- An edition in Welsh -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_report_of_a_welsh_edition_is_in_welsh_and_says_so(client, welsh):
    client.force_login(a_reader(welsh))
    files = {name: got(client, address, language="en-gb") for name, address in addresses(welsh).items()}

    for name in ("report_pdf", "report_archive_pdf", "blank_pdf"):
        paper = PdfReader(BytesIO(files[name]))
        assert paper.root_object["/Lang"] == "cy-GB"
        assert "⟦Period⟧" in paper.pages[0].extract_text()
        assert "⟦Page 1 of" in paper.pages[0].extract_text()
    assert "⟦The result on one page⟧" in words_of(files["report_docx"])
    styles = Document(BytesIO(files["report_docx"])).styles.element
    assert {each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))} == {"cy-GB"}
    assert any("⟦Where it stands⟧" in row for row in cells_of(files["result_xlsx"])["About"])


@pytest.mark.slow
def test_columns_and_codes_are_the_same_in_every_language(client, welsh):
    client.force_login(a_reader(welsh))
    names = ("result_xlsx", "result_csv", "result_json")
    files = {name: got(client, addresses(welsh)[name], language="cy") for name in names}

    book = cells_of(files["result_xlsx"])
    assert set(book) <= {sheet.name for sheet in SHEETS}
    for name, columns in {sheet.name: sheet.columns_in(BOARD) for sheet in SHEETS if sheet.name in book}.items():
        assert [column.heading for column in columns] in book[name]
    rows = csv_of_bytes(files["result_csv"])
    assert set(rows[0]) <= {column.name for column in CSV}
    for name in ("result_csv", "result_json"):
        assert OPEN not in files[name].decode()


def test_where_welsh_is_not_offered_its_edition_is_reported_in_english(welsh, settings):
    settings.LANGUAGES = [("en-gb", "English")]
    with spoken_in_file("cy-GB"):
        page = pdf.html_of(operators_report(welsh))

    assert OPEN not in page
    assert "<h2>The result on one page</h2>" in page


@pytest.mark.parametrize(
    ("edition", "is_for_people", "spoken"),
    [("en", True, "en-gb"), ("cy", True, "cy"), ("cy_GB", True, "cy"), ("fr", True, "en-gb"), ("cy", False, "en-gb")],
)
def test_a_file_speaks_its_editions_language_where_that_is_offered(brackets, edition, is_for_people, spoken):
    chosen = translation.override("cy" if spoken == "en-gb" else "en-gb")
    with chosen, spoken_in_file(edition, is_for_people=is_for_people):
        assert translation.get_language() == spoken


def test_the_forms_for_people_and_for_programs_are_told_apart():
    assert tuple(key for key, form in FORMATS.items() if form.is_for_people) == FOR_PEOPLE
    assert tuple(key for key, form in FORMATS.items() if not form.is_for_people) == FOR_PROGRAMS


# --- Pages -------------------------------------------------------------------------------------------------------


def test_a_page_speaks_the_language_of_its_reader_although_it_was_read_in_another_before(client, people):
    client.force_login(people.chair)
    address = reverse("results", args=["told-round"])
    for language, heading in (("en-gb", ">Ratings at a glance<"), ("cy", ">⟦Ratings at a glance⟧<")):
        assert heading in got(client, address, language=language).decode()


# --- Nothing outside the catalogue -------------------------------------------------------------------------------


@pytest.mark.parametrize("whose", ["board", "body"])
def test_no_paper_holds_a_word_outside_the_catalogue(people, whose):
    with translation.override(LANGUAGE):
        if whose == "board":
            found = to_round(people.chair)
            report = partnership_report(found, in_full=True)
            blank = blank_of(found.assessment)
        else:
            found = to_borough(people.approver)
            report = entity_report(found, in_full=True)
            blank = blank_of(found.assessment, found.participant)
        known = [*texts_of_the_database(), *heads_of_labels(report.content)]
        papers = {"paper": pdf.html_of(report), "blank": pdf.blank_html_of(blank)}
        papers["word"] = "".join(f"<p>{block}</p>" for block in plain_text(outline_of(report)).split("\n"))
        plain = {name: plain_words(page, known, TERMS) for name, page in papers.items()}

    assert not any(plain.values()), plain


def heads_of_labels(content):
    """An edition's words for answers, without what stands after the colon."""
    return {option.label.partition(":")[0] for each in content.question_by_code.values() for option in each.options}


def test_a_sentence_is_cut_at_its_gaps():
    assert pieces("%(page)s o %(pages)s") == ["%(page)s", " o ", "%(pages)s"]
    assert pieces("Nothing") == ["Nothing"]
