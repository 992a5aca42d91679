"""The PDF is read back: its structure, its text, its attachment, and what it refused to fetch."""

import gc
import json
from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from pypdf import PdfReader

from assessments.access import visit, visit_to_entity
from assessments.models import Answer, Assessment
from reports.building import entity_report, operators_report, partnership_report
from reports.pdf import fetcher, fewer_collections, html_of, pdf_of, render
from reports.xlsx import xlsx_of
from tests.people import cast
from tests.reports.rounds import everywhere, large_round, of, told_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


HOSTILE = """<img src="file:///etc/passwd"><script>alert(1)</script><link rel=stylesheet href=http://192.0.2.1/x.css>
</td></table><style>body{display:none}</style> {{ report }} ≤ \u202eabc\u202c &amp; é £ \x0b"""
LONG = "Wordy " * 1600 + "the-end-of-it"
UNBROKEN = "x" * 2000


def board_report(assessment):
    return operators_report(Assessment.objects.select_related("partnership", "edition").get(pk=assessment.pk))


def a_draft():
    """A round in consensus with all that is hard to print: hostile, very long and unbroken texts."""
    assessment = told_round(but={"trust": {"DEL2.2": "P", "DAT1.1": "NA"}})
    notes = {"DEL2.2": LONG, "DEL2.3": UNBROKEN, "DEL1.1": HOSTILE}
    for code, note in notes.items():
        Answer.objects.filter(participant__entity__slug="trust", question__code=code).update(note=note)
    Assessment.objects.filter(pk=assessment.pk).update(title="<b>Told</b> round & more", scope=HOSTILE[:80])
    return board_report(assessment)


@cache
def draft():
    """Made once for all tests that only read it: a Report and its PDF need no database any more."""
    asked = []
    kind = type(fetcher())
    fetch = kind.fetch

    def watch(self, url, headers=None):
        asked.append(url)
        return fetch(self, url, headers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "fetch", watch)
        report = a_draft()
        return report, pdf_of(report), tuple(asked)


@pytest.fixture
def paper(db):
    return draft()[:2]


def text_of(pdf):
    """All words in reading order, with the breaks of lines and pages as single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def elements(pdf):
    """(type, element) of the structure tree in reading order."""

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S).removeprefix("/"), node
            if "/K" in node:
                yield from walk(node.K)

    yield from walk(pdf.Root.StructTreeRoot.K)


# --- Structure --------------------------------------------------------------------------------------------------


def test_it_is_tagged_for_screen_readers(paper):
    _, data = paper
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Self-assessment report: <b>Told</b> round & more, Marrowdale Together"


def test_headings_follow_each_other_without_a_gap(paper):
    _, data = paper
    with pikepdf.open(BytesIO(data)) as pdf:
        levels = [int(kind[1]) for kind, _ in elements(pdf) if kind in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_cells_name_their_headers_and_figures_their_content(paper):
    _, data = paper
    with pikepdf.open(BytesIO(data)) as pdf:
        found = list(elements(pdf))
        cells = [node for kind, node in found if kind == "TD"]
        heads = {str(node.ID) for kind, node in found if kind == "TH"}
        pictures = [str(node.Alt) for kind, node in found if kind == "Figure"]
        assert heads
        assert all(str(header) in heads for cell in cells for header in cell.A.Headers)
        assert all(len(cell.A.Headers) >= 1 for cell in cells)
    assert pictures[1] == "Delivery: 1 of 3 levels reached."


def test_it_has_bookmarks_for_its_sections(paper):
    _, data = paper
    outline = PdfReader(BytesIO(data)).outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles == ["Self-assessment report"]
    sections = [entry.title for entry in outline[1] if not isinstance(entry, list)]
    assert sections == [
        "The result on one page",
        "Strategy: Enabling Transformation",
        "Delivery: Securing Stewardship",
        "Data: Enabling Transformation",
        "Side by side",
        "Statement by statement",
        "Not applicable",
        "How a level is worked out",
        "Sources",
    ]


# --- Text ----------------------------------------------------------------------------------------------------------


def test_what_the_page_says_the_paper_says(paper):
    report, data = paper
    text = text_of(data)
    for sentence in (*report.summary, report.coverage, *(d.why for d in report.dimensions), *report.worked.sentences):
        assert " ".join(sentence.split()) in text
    for figure in ("note-of-trust", "note-of-borough", "reasons-of-the-board", "dissent-of-trust", "reason-of-trust"):
        assert figure in text
    assert report.content.source_note.split(";")[0] in text


def test_a_draft_says_so_on_every_page(paper):
    _, data = paper
    pages = PdfReader(BytesIO(data)).pages
    assert "Draft: in consensus, not signed off" in pages[0].extract_text()
    for page in pages[1:]:
        assert "Draft: in consensus, not signed off" in page.extract_text()
        # The mark behind the text is a drawing.
        assert page["/Resources"]["/XObject"]


def test_pages_are_numbered_and_the_map_fits_on_one(paper):
    _, data = paper
    pages = PdfReader(BytesIO(data)).pages
    assert f"Page 2 of {len(pages)}" in pages[1].extract_text()
    assert "The result on one page" in pages[1].extract_text()
    assert "DAT8" in pages[1].extract_text()


# --- The attachment ----------------------------------------------------------------------------------------------


def attached(data, name="result.json"):
    with pikepdf.open(BytesIO(data)) as pdf:
        assert list(pdf.attachments) == ["result.json", "result.xlsx"]
        return pdf.attachments[name].get_file().read_bytes()


def test_the_figures_are_attached(paper):
    report, data = paper
    assert attached(data) == report.json.encode()
    assert attached(data, "result.xlsx") == xlsx_of(report)


def test_the_publics_signed_off_paper_holds_and_attaches_no_single_body():
    assessment, people = told_round(state="published", but={"trust": {"DEL2.2": "P"}}), cast()
    report = partnership_report(visit(people.viewer, assessment.slug), in_full=True)
    data = pdf_of(report)
    figures = json.loads(attached(data))
    assert [profile["entity"] for profile in figures["profiles"]] == [None]
    text = text_of(data)
    assert "Marrowdale Health Trust" not in text
    assert "note-of" not in text
    assert "Draft" not in text
    assert "Signed off" in PdfReader(BytesIO(data)).pages[4].extract_text()


def test_before_the_reveal_a_bodys_paper_holds_nothing_of_others():
    assessment, people = told_round(state="open"), cast()
    report = entity_report(visit_to_entity(people.respondent, assessment.slug, "borough"), in_full=True)
    data = pdf_of(report)
    text = text_of(data)
    assert "note-of-borough" in text
    assert "note-of-trust" not in text
    assert "Marrowdale Health Trust" not in text
    assert [profile["entity"] for profile in json.loads(attached(data))["profiles"]] == ["borough"]


# --- Safe, steady, and for odd rounds ---------------------------------------------------------------------------------


def test_what_people_type_stays_text(paper):
    _, data = paper
    text = text_of(data)
    assert '<img src="file:///etc/passwd">' in text
    assert "<script>alert(1)</script>" in text
    assert "{{ report }}" in text
    assert "<b>Told</b> round & more" in text
    asked = draft()[2]
    assert asked
    assert all(url.startswith("data:image/svg+xml,") for url in asked)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://192.0.2.1/x.png", "https://192.0.2.1/", "ftp://192.0.2.1/x"]
)
def test_the_renderer_fetches_nothing_from_outside(address):
    with pytest.raises(ValueError, match="disallowed"):
        fetcher().fetch(address)


def test_a_picture_from_a_file_is_not_drawn():
    data = render('<html lang="en"><title>t</title><body><p>Before</p><img alt="x" src="file:///etc/hostname">')
    with pikepdf.open(BytesIO(data)) as pdf:
        assert not pdf.pages[0].Resources.get("/XObject")


def test_the_same_round_gives_the_same_bytes(paper):
    report, data = paper
    # Made in this very test, or remembered from another one whose round is gone.
    Assessment.objects.all().delete()
    again = a_draft()
    assert again.changed_on == report.changed_on
    assert pdf_of(again) == data


def test_the_collector_is_as_it_was_after_a_paper():
    before = gc.get_threshold()
    with pytest.raises(RuntimeError), fewer_collections():
        assert gc.get_threshold()[0] == 50_000
        raise RuntimeError
    assert gc.get_threshold() == before


def test_a_note_longer_than_a_page_is_printed_to_its_end(paper):
    text = text_of(paper[1])
    assert "the-end-of-it" in text
    assert text.count("Wordy") == 1600


def test_a_word_without_a_break_stays_on_the_page(paper):
    assert UNBROKEN in text_of(paper[1]).replace(" ", "")


def test_what_a_font_cannot_draw_does_not_stop_a_paper():
    assert render('<html lang="en"><title>t</title><body><p>\U0001f642</p>').startswith(b"%PDF")


def test_forty_bodies_of_which_none_answered():
    assessment = large_round(40)
    Answer.objects.all().delete()
    data = pdf_of(board_report(assessment))
    text = text_of(data)
    assert "40 of 40 entities" in text
    assert "Not yet at Securing Stewardship, up to Enabling Transformation" in text
    # The longest words of all still leave the map on its page.
    pages = PdfReader(BytesIO(data)).pages
    assert "The result on one page" in pages[1].extract_text()
    assert "DAT8" in pages[1].extract_text()


def test_one_body():
    html = html_of(board_report(large_round(1)))
    assert "1 of 1 entity" in html
    assert "all 1 entities" not in html


def test_a_dimension_that_does_not_apply():
    na = everywhere("DAT", "NA")
    but = {body: of(na, "entity") for body in ("borough", "trust")} | {"lead-council": of(na, "entity", "lead_entity")}
    html = html_of(board_report(told_round(but=but, agreed=of(na, "organisation"))))
    assert "No statement of this dimension applies, so it has no level to reach." in html


def test_every_edition_prints():
    assessment, people = told_round(state="published"), cast()
    for person, edition in ((people.chair, "Board"), (people.respondent, "Entity"), (people.viewer, "Public")):
        assert f"{edition} edition" in html_of(partnership_report(visit(person, assessment.slug), in_full=True))
