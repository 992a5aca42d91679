"""The structure tree of every edition, as a screen reader walks it, and a validator's word on both forms of the PDF.

One paper per edition is made and shared by all tests here; a Report and its PDF need no database any more.
"""

import re
from collections import Counter
from functools import cache
from io import BytesIO
from itertools import pairwise

import page
import pikepdf
import pytest

from assessments.access import visit, visit_to_entity
from assessments.models import Assessment
from reports.blank import blank_of_entity
from reports.building import entity_report, operators_report, partnership_report
from reports.pdf import archive_of, blank_pdf_of, pdf_of
from tests.people import cast, follow
from tests.reports.rounds import told_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REPORTS = ("archive", "entity", "public")
KINDS = (*REPORTS, "blank")
"""The archive's is the board's; the others are in the form that everybody takes away."""

BOARD = {"but": {"trust": {"DEL2.2": "P", "DAT1.1": "NA"}, "borough": {"S2.1": "L"}}}
PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "EI"}


@cache
def data_of(kind):
    if kind == "public":
        told = told_round(state="published")
        return pdf_of(partnership_report(visit(cast().viewer, told.slug), in_full=True))
    before = told_round("round-before", state="signed_off", but={"trust": {"S2.1": "N"}})
    told = follow(told_round(**BOARD), before)
    if kind == "blank":
        return blank_pdf_of(blank_of_entity(told, "borough"))
    if kind == "entity":
        own = visit_to_entity(cast().respondent, told.slug, "borough")
        return pdf_of(entity_report(own, in_full=True))
    return archive_of(operators_report(told))


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def paper(db, kind):
    with pikepdf.open(BytesIO(data_of(kind))) as pdf:
        yield pdf


def walk(node, path=()):
    """(type, element, types above it) of the structure tree in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from walk(child, path)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        kind = str(node.S).removeprefix("/")
        yield kind, node, path
        if "/K" in node:
            yield from walk(node.K, (*path, kind))


def elements(pdf, *kinds):
    return [(kind, node, path) for kind, node, path in walk(pdf.Root.StructTreeRoot.K) if not kinds or kind in kinds]


def table_of(node):
    """The part of its table that a cell lies in, and the table."""
    part = node.P.P
    return str(part.S), part.P if str(part.P.S) == "/Table" else part


@cache
def marked(kind):
    """Of each page: (what it is marked as, its number within the page, operators that paint inside)."""
    with pikepdf.open(BytesIO(data_of(kind))) as pdf:
        return [list(_marked(each)) for each in pdf.pages]


def _marked(each):
    open_marks, found, outside = [], [], 0
    for step in pikepdf.parse_content_stream(each):
        operator = str(step.operator)
        if operator in ("BMC", "BDC"):
            number = step.operands[1].get("/MCID") if operator == "BDC" else None
            open_marks.append([str(step.operands[0]), number, 0])
            found.append(open_marks[-1])
        elif operator == "EMC":
            open_marks.pop()
        elif operator in PAINTING:
            if open_marks:
                open_marks[-1][2] += 1
            else:
                outside += 1
    yield from (tuple(each) for each in found)
    yield "outside", None, outside


# --- The document ---------------------------------------------------------------------------------------------------


def test_it_says_its_language_and_shows_its_title(paper):
    assert str(paper.Root.Lang) == "en"
    assert paper.Root.ViewerPreferences.DisplayDocTitle
    assert paper.Root.MarkInfo.Marked
    with paper.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "Told round, Marrowdale Together" in metadata["dc:title"]


def test_the_tab_key_follows_the_structure(paper):
    assert {str(each.Tabs) for each in paper.pages} == {"/S"}


def test_headings_follow_each_other_without_a_gap(paper):
    levels = [int(kind[1]) for kind, _, _ in elements(paper, "H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(2) >= 3
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_bookmarks_lead_to_the_sections_in_the_order_of_reading(paper):
    with paper.open_outline() as outline:
        (top,) = outline.root
        pages = [paper.pages.index(pikepdf.Page(each.destination[0])) for each in top.children]
    assert len(pages) >= 3
    assert pages == sorted(pages)


# --- Tables ---------------------------------------------------------------------------------------------------------


def test_every_head_says_whether_it_is_of_a_column_or_a_row(paper):
    heads = elements(paper, "TH")
    assert heads
    for _, node, path in heads:
        assert str(node.A.Scope) == ("/Column" if "THead" in path else "/Row")


def test_every_cell_names_its_heads(paper):
    heads = {str(node.ID) for _, node, _ in elements(paper, "TH")}
    cells = elements(paper, "TD")
    assert cells
    for _, node, path in cells:
        assert path[-2:] in (("TBody", "TR"), ("Table", "TR"))
        assert len(node.A.Headers) >= 1
        assert {str(each) for each in node.A.Headers} <= heads


@pytest.mark.parametrize("kind", REPORTS)
def test_a_table_has_its_heads_on_each_page_that_it_reaches(paper):
    """A long table is told as one table for each page, each with the heads repeated."""
    for _, node, _ in elements(paper, "Table"):
        parts = [str(child.S) for child in node.K]
        if "/THead" in parts:
            heads = next(child for child in node.K if str(child.S) == "/THead")
            assert {str(cell.S) for cell in heads.K[0].K} == {"/TH"}
            assert parts.index("/THead") <= 1


# --- Pictures, links, lists -----------------------------------------------------------------------------------------


def test_every_picture_says_what_it_shows(paper, kind):
    said = [str(node.Alt) for _, node, _ in elements(paper, "Figure")]
    assert all(len(words) > 20 and words.endswith(".") for words in said)
    if kind != "blank":
        assert any(words.startswith("Ratings by level and dimension. Getting Started: GS1 ") for words in said)
    if kind in ("archive", "entity"):
        assert any(words.startswith("Strategy, then: ") for words in said)
    # Who answered what is drawn for the board alone.
    assert any(words.startswith("Answers to DEL2.2.") for words in said) == (kind == "archive")


def test_every_link_has_words_inside_and_in_its_description(paper, kind):
    links = elements(paper, "Link")
    assert bool(links) == (kind != "blank")
    annotations = [each for sheet in paper.pages for each in sheet.get("/Annots", [])]
    assert len(annotations) == len(links)
    for each in annotations:
        assert re.match(r"[A-Z][\w ]+", str(each.Contents))
    for _, node, _ in links:
        assert any(isinstance(child, int) or "/S" in child for child in node.K)


def test_a_list_holds_items_and_nothing_else(paper):
    for _, node, _ in elements(paper, "L"):
        assert {str(child.S) for child in node.K} <= {"/LI", "/L"}
    for _, node, _ in elements(paper, "LI"):
        assert {str(child.S) for child in node.K} <= {"/Lbl", "/LBody"}


# --- Nothing outside, nothing twice ---------------------------------------------------------------------------------


def test_all_that_is_painted_is_tagged_or_said_to_be_decoration(kind, paper):
    for each in marked(kind):
        assert each[-1] == ("outside", None, 0)


def test_running_heads_and_page_numbers_are_no_part_of_the_text(kind, paper):
    """Every page has decoration that paints, and what is read out holds no "Page 2 of 30"."""
    for each in marked(kind):
        assert any(name == "/Artifact" and painted for name, _, painted in each)
    numbers = {(sheet.objgen, number) for sheet, number in _told(paper)}
    assert numbers
    for sheet, marks in zip(paper.pages, marked(kind), strict=True):
        assert {(sheet.objgen, number) for _, number, _ in marks if number is not None} <= numbers


def _told(pdf):
    """(page, number of the marked content) of everything that hangs in the structure tree."""
    for _, node, _ in walk(pdf.Root.StructTreeRoot.K):
        children = node.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, int):
                yield node.Pg, int(child)


def test_nothing_is_told_twice(paper):
    found = Counter((sheet.objgen, number) for sheet, number in _told(paper))
    assert found.most_common(1)[0][1] == 1


# --- What a validator says ------------------------------------------------------------------------------------------

FALSE_ALARM = "PDFA3A-STREAM-LENGTH-001"
"""The validator counts the bytes of one stream otherwise than the standard (ISO 32000-1, 7.3.8.2) and names none.
`test_every_stream_is_as_long_as_it_says` counts them all.
"""


def failures(kind, profile):
    return {each.rule_id for each in page.validate_pdf_bytes(data_of(kind), profile=profile).failures}


def test_a_validator_finds_it_accessible(kind, paper):
    assert failures(kind, "ua1") == set()


def test_a_validator_finds_the_archives_form_fit_to_be_kept():
    assert failures("archive", "3a") <= {FALSE_ALARM}


def test_the_validator_would_have_found_a_fault():
    assert len(failures("public", "3a") - {FALSE_ALARM}) > 1


def test_every_stream_is_as_long_as_it_says():
    data = data_of("archive")
    lengths = [(found.end(), int(found[1])) for found in re.finditer(rb"/Length (\d+)", data)]
    assert len(lengths) > 20
    for place, length in lengths:
        start = re.compile(rb"stream\r?\n").search(data, place).end()
        assert re.match(rb"(\r\n|\n|\r)?endstream", data[start + length : start + length + 12])


def test_the_archives_form_says_both_standards_in_plain_sight():
    data = data_of("archive")
    assert b'pdfuaid:part="1"' in data
    assert b'pdfaid:part="3"' in data
    assert b'pdfaid:conformance="A"' in data
    assert b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in data


def test_the_archives_form_declares_its_attachment():
    with pikepdf.open(BytesIO(data_of("archive"))) as pdf:
        (name, *_) = pdf.attachments
        assert name == "result.json"
        assert str(pdf.Root.AF[0].AFRelationship) == "/Data"
        assert str(pdf.Root.AF[0].EF.F.Subtype) == "/application/json"


def test_the_same_round_gives_the_same_bytes_in_the_form_for_the_archive():
    before = data_of("archive")
    Assessment.objects.all().delete()
    assert data_of.__wrapped__("archive") == before
