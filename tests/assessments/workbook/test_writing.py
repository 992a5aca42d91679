"""What stands in the workbook that a body downloads, and how its sheets behave."""

import re

import pytest

from assessments.access import visit_to_entity
from assessments.actions.answering import Draft, save_answers
from assessments.maturity import closed_by
from assessments.workbook.book import book_of
from assessments.workbook.sheets import CLOSING, entry, value_of
from framework_data.content import content_by_slug
from tests.people import EDITION, a_round, cast, follow
from tests.workbooks import ANSWERS, NASTY, SLUG, borough, downloaded, parts_of, place, tables

pytestmark = pytest.mark.django_db

QUESTIONS, VIEWS = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"


@pytest.fixture
def people():
    a_round(SLUG, answers=ANSWERS | {"lead-council": {"S2.1": "F"}})
    return cast()


def cells(content, code, *keys, sheet="Questions"):
    table = tables(content)[sheet]
    return [table[place(table, code, key)[0]][place(table, code, key)[1]] for key in keys]


def test_the_sheets_hold_what_is_asked_of_the_body_and_its_views(given):
    found = tables(given.file)
    assert list(found) == ["Start here", "Questions", "Views", "Answers to choose", "About this file"]
    codes = {name: [row[0] for row in found[name] if "." in row[0]] for name in ("Questions", "Views")}
    assert (len(codes["Questions"]), len(codes["Views"])) == (38, 81)
    assert codes["Questions"][:3] == ["S2.1", "S2.2", "S2.3"]
    assert codes["Views"].index("DEL5.2") < codes["Views"].index("DEL5.10")


def test_the_lead_finds_its_questions_as_lead_among_its_own(people):
    assert [len(sheet.rows) for sheet in book_of(council(people)).sheets] == [57, 62]


def council(people):
    return visit_to_entity(people.lead_respondent, SLUG, "lead-council")


def test_saved_answers_stand_in_their_cells_and_nobody_elses(people):
    save_answers(
        borough(people.respondent),
        drafts=[Draft("S2.2", "L", note=NASTY, evidence="https://a.example.org/\nhttps://b.example.org/")],
    )
    content = downloaded(people.respondent)
    assert cells(content, "S2.1", "value") == ["P – Partly in place"]
    assert cells(content, "S3.3", "value", "reason") == ["NA – Not applicable to us", "It does not concern us."]
    assert cells(content, "S2.2", "evidence") == ["https://a.example.org/\nhttps://b.example.org/"]
    assert cells(content, "S2.2", "note")[0].startswith("=1+1\n@SUM(A1)\n\n  two  blanks é £ 😀 \u202eabc")


def test_nothing_of_another_body_is_inside(people):
    save_answers(council(people), drafts=[Draft("S2.2", "N", note="Quincunx")])
    for part in parts_of(downloaded(people.respondent)).values():
        assert b"Quincunx" not in part
        assert b"Marrowdale Council" not in part


def test_nothing_inside_is_a_formula_or_a_link(people):
    save_answers(borough(people.respondent), drafts=[Draft("S2.2", "L", note=NASTY, evidence="https://example.org/")])
    parts = parts_of(downloaded(people.respondent))
    for name in (QUESTIONS, VIEWS):
        assert b"<f>" not in parts[name]
        assert b"<hyperlink" not in parts[name]
    assert not any("externalLink" in name or "vba" in name.lower() for name in parts)


def test_the_same_answers_make_the_same_bytes(people):
    assert downloaded(people.respondent) == downloaded(people.approver)


def test_it_says_where_it_belongs_and_which_revision_each_answer_has(given):
    about = tables(given.file)["About this file"]
    assert [row[:2] for row in about[1:6]] == [
        ["Format", "alps-workbook/1"],
        ["Edition", EDITION],
        ["Revision of the edition", str(given.facts.revision)],
        ["Round", SLUG],
        ["Body", "borough"],
    ]
    revisions = {row[0]: row[1] for row in about[8:]}
    assert len(revisions) == 119
    assert (revisions["S2.1"], revisions["S2.2"]) == ("1", "0")


def test_only_the_answer_cells_are_unlocked(given):
    parts = parts_of(given.file)
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", parts["xl/styles.xml"].decode().split("<cellXfs")[1])
    unlocked = {str(at) for at, found in enumerate(formats) if 'locked="0"' in found}
    sheet = parts[QUESTIONS].decode()
    columns = {column for column, style in re.findall(r'<c r="([A-Z]+)\d+" s="(\d+)"', sheet) if style in unlocked}
    assert columns == {"C", "D", "E", "F"}
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            assert b"<sheetProtection " in parts[name]
            assert b"password" not in parts[name]


def test_the_head_is_frozen_and_repeated_and_rows_grow_as_one_types(given):
    parts = parts_of(given.file)
    assert b'state="frozen"' in parts[QUESTIONS]
    assert b'fitToHeight="0"' in parts[QUESTIONS]
    assert b"Print_Titles" in parts["xl/workbook.xml"]
    assert b' ht="' in parts[QUESTIONS]
    assert b"customHeight" not in parts[QUESTIONS]


def test_each_answer_is_chosen_from_the_list_of_its_kind(given):
    choices = [row[1] for row in tables(given.file)["Answers to choose"][1:]]
    lists = {
        code: choices[int(first) - 2 : int(last) - 1]
        for code, first, last in lists_of(tables(given.file)["Views"], parts_of(given.file)[VIEWS].decode())
    }
    for question in content_by_slug(EDITION).question_by_code.values():
        if question.code in lists:
            assert lists[question.code] == [entry(option) for option in question.options]
    assert lists["DEL4.6"] == ["Y – Yes, problems came to light", "X – No, the review was held and none came to light"]
    assert len(lists) == 81


def lists_of(table, sheet):
    """(question, first and last row of its list of answers)."""
    found = re.findall(
        r'<dataValidation type="list"[^>]*sqref="C(\d+)"[^>]*><formula1>\'Answers to choose\'!\$B\$(\d+):\$B\$(\d+)',
        sheet,
    )
    return [(table[int(row) - 1][0], first, last) for row, first, last in found]


def test_followers_say_what_they_hang_on_and_turn_grey(given):
    table = tables(given.file)["Questions"]
    only_if = {row[0]: row[table[0].index("Asked only if")] for row in table}
    assert only_if["S2.2"] == "S2.1 is answered, and not with “Not in place” or “Not applicable to us”."
    assert only_if["S2.1"] == ""
    gate, follower = (place(table, code, "value")[0] + 1 for code in ("S2.1", "S2.2"))
    rule = re.search(
        rf'<conditionalFormatting sqref="C{follower}:F{follower}">.*?</conditionalFormatting>',
        parts_of(given.file)[QUESTIONS].decode(),
    )
    assert f"$C${gate}" in rule[0]


def test_the_gates_of_the_workbook_are_those_of_the_rule():
    """A column and a colour cannot ask the rule, so what they say is compared with it."""
    content = content_by_slug(EDITION)
    for follower in content.question_by_code.values():
        gate = content.question_by_code.get(follower.gate or "")
        if gate is None or gate.gate:
            continue
        closing = [
            option.code
            for option in gate.options
            if follower.code in closed_by(content.framework, {gate.code: option.code})
        ]
        assert closing == [option.code for option in gate.options if option.code in CLOSING]


def test_the_bodys_own_date_stands_in_the_guidance(given):
    table = tables(given.file)["Questions"]
    assert any("For Tansy Borough Council the date is 30 September 2026." in row[6] for row in table)


def test_last_times_answer_stands_beside_where_there_is_one(people):
    assert "Last time" not in tables(downloaded(people.respondent))["Questions"][0]
    before = a_round(
        "round-before", state="consensus", answers={"borough": {"S2.1": "L"}}, submitted=True, participation={}
    )
    follow(borough(people.respondent).assessment, before)
    table = tables(downloaded(people.respondent))["Questions"]
    assert table[place(table, "S2.1", "code")[0]][table[0].index("Last time")] == "Largely in place."


def test_the_first_sheet_says_who_will_read_it(given):
    text = " ".join(cell for row in tables(given.file)["Start here"] for cell in row)
    assert "Do not name residents." in text
    assert "Answers are due by 31 May 2026." in text


def test_a_workbook_takes_few_queries(people, django_assert_max_num_queries):
    visit = borough(people.respondent)
    assert visit.content.statements  # read once per process
    with django_assert_max_num_queries(4):
        book_of(visit)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("P – Partly in place", "P"), ("p", "P"), (" partly  in place ", "P"), ("", ""), ("Partly", None), ("Y", None)],
)
def test_an_answer_is_known_by_its_entry_its_code_or_its_label(typed, value):
    assert value_of(content_by_slug(EDITION).question_by_code["S2.1"], typed) == value
