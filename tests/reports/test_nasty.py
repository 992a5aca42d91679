"""What people type leaves every form as the text that it is: no markup, no fetch, no formula, and every file opens."""

import re
from functools import cache
from io import BytesIO
from itertools import cycle
from zipfile import ZipFile

import pytest
from django.db import connection
from django.urls import reverse
from lxml import etree, html
from pypdf import PdfReader

from assessments.csv_lines import STARTS_A_FORMULA
from assessments.models import AgreedAnswer, Answer, Assessment, Dissent, Participant
from partnerships.models import Partnership
from reports import answers_csv, word, xlsx
from reports.building import operators_report
from reports.pdf import fetcher, html_of, pdf_of
from reports.printable import printable
from tests.nasty import CONTROL, FORMULAS, MARKUP, NUL, TEMPLATES, TEXTS
from tests.people import a_person, seat
from tests.reports.editions import small_round
from tests.reports.reading import cells_of, csv_of_bytes, sheets_of, words_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

texts = [*TEXTS, NUL] if connection.vendor == "sqlite" else list(TEXTS)


def a_nasty_round():
    """Each text is a note, a reason, a link, a rationale and a dissent somewhere; names and titles hold a few."""
    assessment, document = small_round(1, bodies=(3, 3), all_take_part=True, mood="mixed", filled=1.0, overrides=1.0)
    more = cycle(texts)
    for answer in Answer.objects.order_by("pk"):
        Answer.objects.filter(pk=answer.pk).update(note=next(more), evidence=next(more))
    Answer.objects.filter(value="NA").update(reason=MARKUP[0])
    for agreed in AgreedAnswer.objects.order_by("pk"):
        AgreedAnswer.objects.filter(pk=agreed.pk).update(rationale=next(more))
        for participant in Participant.objects.order_by("order"):
            Dissent.objects.update_or_create(
                agreed_answer=agreed, participant=participant, defaults={"note": next(more)}
            )
    for participant, name in zip(
        Participant.objects.order_by("order"), (FORMULAS[0], MARKUP[0], MARKUP[8]), strict=True
    ):
        Participant.objects.filter(pk=participant.pk).update(name=f"{name} {participant.order}")
    Partnership.objects.update(name=MARKUP[1])
    scope = f"{FORMULAS[1]} {MARKUP[2]} {TEMPLATES[0]} {CONTROL[0]}"
    Assessment.objects.filter(pk=assessment.pk).update(title=f"{FORMULAS[1]} {TEMPLATES[3]} {MARKUP[9]}", scope=scope)
    return Assessment.objects.select_related("partnership", "edition").get(pk=assessment.pk), document


@cache
def report():
    """Made once for all tests that only read it: a Report needs no database any more."""
    return operators_report(a_nasty_round()[0])


def wanted():
    """The texts as a file shows them, each as it is read: some programs drop what stands around them."""
    return [printable(text) for text in texts]


def squeezed(text):
    """Without spaces, which a paper breaks lines at."""
    return "".join(text.split())


def test_every_text_is_in_the_report():
    answers = [given for answers in report().texts.given.values() for given in answers.values()]
    agreements = report().texts.agreed.values()
    told = {text for given in answers for text in (given.note, given.evidence)}
    told |= {text for agreed in agreements for text in (agreed.rationale, *(note for _, note in agreed.dissent))}
    assert set(texts) <= told


def tags(page):
    """Kinds of elements of a page, scripts and styles aside that are files of the site itself."""
    own = ("/static/",)
    elements = (each for each in page.iter() if isinstance(each.tag, str))
    return {each.tag for each in elements if not (each.get("src") or each.get("href") or "").startswith(own)}


def test_the_page_is_text(client):
    assessment, document = a_nasty_round()
    client.force_login(member := a_person("Bo Ardmember"))
    seat(member, "board_member", document["assessment"]["lead_entity"])
    page = html.fromstring(client.get(reverse("results", args=[assessment.slug])).content)
    assert page.xpath("//h1")[0].text_content() == f"Results of {assessment.title}"
    text = squeezed(page.text_content())
    assert squeezed(MARKUP[0]) in text
    assert squeezed(MARKUP[1]) in text
    assert {"script", "img", "image", "style", "link", "iframe", "object"}.isdisjoint(tags(page))


def test_the_papers_page_is_text():
    page = html.fromstring(html_of(report()))
    text = squeezed(page.text_content())
    assert [each for each in wanted() if squeezed(each) not in text] == []
    assert {"script", "img", "image", "style", "link", "iframe", "object"}.isdisjoint(tags(page))


def test_the_paper_fetches_nothing_and_holds_the_words():
    asked = []
    kind = type(fetcher())
    fetch = kind.fetch

    def watch(self, url, headers=None):
        asked.append(url)
        return fetch(self, url, headers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "fetch", watch)
        data = pdf_of(report())
    assert all(url.startswith("data:image/svg+xml,") for url in asked)
    # The reader takes apart some pairs of bytes that others read whole.
    found = squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)).replace("\0", "")
    for text in (*FORMULAS, *MARKUP, *TEMPLATES):
        # Wide signs need a font of their own, and a long word is broken between pages.
        if text.isascii():
            assert squeezed(text) in found


def test_the_workbook_holds_texts_and_no_formula_or_link():
    data = xlsx.xlsx_of(report())
    with ZipFile(BytesIO(data)) as book:
        for name in book.namelist():
            text = book.read(name)
            etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
            assert b"<f>" not in text
            assert b"<hyperlink" not in text
            assert not (name.endswith(".rels") and b"External" in text)
    cells = {cell for rows in cells_of(data).values() for row in rows for cell in row if isinstance(cell, str)}
    assert set(wanted()) - cells == set()
    assert {type(row["Note"]) for row in sheets_of(data)["Answers"]} == {str}


def test_the_table_holds_texts_and_no_formula():
    rows = csv_of_bytes(answers_csv.csv_of(report()))
    cells = {cell for row in rows for cell in row.values()}
    assert not [cell for cell in cells if cell.startswith(STARTS_A_FORMULA)]
    assert {text if not text.startswith(STARTS_A_FORMULA) else f"'{text}" for text in wanted()} - cells == set()


def test_the_word_file_holds_texts_and_no_link():
    data = word.docx_of(report())
    with ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            text = parts.read(name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
            assert not (name.endswith(".rels") and b"External" in text)
        fields = re.findall(r"<w:instrText[^>]*>([^<]*)<", parts.read("word/document.xml").decode())
    assert [field.split()[0] for field in fields] == ["TOC"]
    found = squeezed(words_of(data))
    for text in wanted():
        assert squeezed(text) in found


def test_the_figures_name_nothing_that_people_typed():
    for text in (*FORMULAS, *MARKUP):
        assert text not in report().json


def test_a_files_name_holds_letters_digits_and_hyphens_alone():
    assert re.fullmatch(r"[\w-]+\.xlsx", report().file_name("xlsx"))
