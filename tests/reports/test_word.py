"""The Word file is read back: its styles, its tables, its head and foot, and its words."""

import re
from datetime import datetime, time
from functools import cache
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table

from assessments.access import visit, visit_to_entity
from assessments.models import Answer, Assessment
from reports.blocks import plain_text
from reports.building import entity_report, operators_report, partnership_report
from reports.outline import outline_of
from reports.word import docx_of
from tests.people import cast, follow
from tests.reports.reading import cells_of_row, name_of, parts_of, words_of
from tests.reports.rounds import large_round, told_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def a_report():
    earlier = told_round("earlier", state="signed_off")
    assessment = told_round(but={"trust": {"DEL2.2": "P", "DAT1.1": "NA"}})
    follow(assessment, earlier)
    Answer.objects.filter(participant__entity__slug="trust", question__code="DEL2.2").update(note="Long " * 2000)
    return operators_report(Assessment.objects.select_related("partnership", "edition").get(pk=assessment.pk))


@cache
def made():
    report = a_report()
    return report, docx_of(report)


def headings():
    found = [(p.style.name, p.text) for p in parts_of(made()[1]) if not isinstance(p, Table)]
    return [(int(style.removeprefix("Heading ")), text) for style, text in found if style.startswith("Heading")]


def tables():
    return [part for part in parts_of(made()[1]) if isinstance(part, Table)]


def test_the_sections_are_those_of_the_paper():
    assert [text for level, text in headings() if level == 1] == [
        "The result on one page",
        "Strategy: Enabling Transformation",
        "Delivery: Securing Stewardship",
        "Data: Enabling Transformation",
        "Side by side",
        "Statement by statement",
        "Not applicable",
        "Movement since Earlier",
        "How a level is worked out",
        "Sources",
    ]


def test_headings_follow_each_other_without_a_gap():
    levels = [level for level, _ in headings()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_holds_the_words_of_its_outline():
    report, data = made()
    found = words_of(data)
    told, rest = plain_text(outline_of(report)), "".join(found.split())
    for line in told.splitlines():
        wanted = "".join(line.split())
        assert wanted in rest
        # In the same order, each once.
        rest = rest.split(wanted, 1)[1]
    for text in (*report.summary, report.rule, *(d.why for d in report.dimensions), *report.worked.sentences):
        assert text in found
    for text in ("note-of-borough", "reasons-of-the-board", "dissent-of-trust", "reason-of-trust"):
        assert text in found


def test_every_table_has_a_name_a_style_and_a_head_that_repeats():
    for table in tables():
        assert name_of(table)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert table.style.name == "Report Table"
        if name_of(table) != "About this report":
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_row_stays_whole_unless_it_is_longer_than_a_page():
    table = next(table for table in tables() if name_of(table) == "Questions of DEL2")
    whole = {cells_of_row(row)[0]: row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows[1:]}
    assert whole == {"DEL2.1": True, "DEL2.2": False, "DEL2.3": True, "DEL2.4": True}


def test_a_draft_says_so_in_the_head_of_every_page_and_pages_are_numbered():
    document = Document(BytesIO(made()[1]))
    assert len(document.sections) == 1
    section = document.sections[0]
    assert not section.different_first_page_header_footer
    assert not document.settings.odd_and_even_pages_header_footer
    head = section.header.paragraphs[0].text
    assert head == "Marrowdale Together · Told round\tDraft: in consensus, not signed off"
    fields = [each.text.strip() for each in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_it_says_its_title_language_and_dates():
    report, data = made()
    known = Document(BytesIO(data)).core_properties
    assert known.title == report.title
    assert known.author == "Marrowdale Together"
    assert known.language == "en-GB"
    assert known.created == known.modified == datetime.combine(report.changed_on, time(), known.created.tzinfo)
    with ZipFile(BytesIO(data)) as parts:
        styles = parts.read("word/styles.xml").decode()
        assert "docProps/thumbnail.jpeg" not in parts.namelist()
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]*)"', styles)) == {"en-GB"}


def test_the_same_round_gives_the_same_bytes():
    report, data = made()
    Assessment.objects.all().delete()
    again = a_report()
    assert again.changed_on == report.changed_on
    assert docx_of(again) == data
    with ZipFile(BytesIO(data)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_each_numbered_list_begins_at_one():
    used = [p._p.pPr.numPr for p in parts_of(made()[1]) if not isinstance(p, Table) and p.style.name == "List Number"]
    numbers = [each.numId.val for each in used if each is not None]
    assert len(numbers) == len(used)
    assert len(set(numbers)) == 2


def test_the_contents_link_to_the_sections():
    body = Document(BytesIO(made()[1])).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    places = [place.get(qn("w:name")) for place in body.iter(qn("w:bookmarkStart"))]
    assert links == places
    assert len(links) == 10


def test_an_edition_holds_what_its_readers_may_see():
    assessment, people = told_round(state="published", but={"trust": {"DEL2.2": "P"}}), cast()
    public = plain_text(outline_of(partnership_report(visit(people.viewer, assessment.slug), in_full=True)))
    assert "Marrowdale Health Trust" not in public
    assert "note-of" not in public
    assert "reasons-of-the-board" not in public
    assert "whose answers are not part of this edition" in public
    own = plain_text(outline_of(partnership_report(visit(people.respondent, assessment.slug), in_full=True)))
    assert "note-of-borough" in own
    assert "note-of-trust" not in own


def test_before_the_reveal_a_bodys_file_holds_nothing_of_others():
    assessment, people = told_round(state="open"), cast()
    report = entity_report(visit_to_entity(people.respondent, assessment.slug, "borough"), in_full=True)
    text = plain_text(outline_of(report))
    assert "note-of-borough" in text
    assert "note-of-trust" not in text
    assert "Health Trust" not in text


def test_one_body_alone_and_nobody_answered():
    report = operators_report(large_round(1))
    assert "1 of 1 entity" in plain_text(outline_of(report))
    Answer.objects.all().delete()
    assert "Not answered yet" in plain_text(outline_of(operators_report(Assessment.objects.get())))
