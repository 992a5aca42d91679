"""Lines with their places, and characters that only lay out a page."""

import pytest

from framework_data.wording.lines import SOFT_HYPHEN, lines_of


def texts(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]


@pytest.mark.parametrize("new_line", ["\n", "\r\n", "\r"])
def test_lines_end_as_each_system_ends_them(new_line):
    assert [(line.number, line.text) for line in lines_of(f"one{new_line}{new_line}two")] == [
        (1, "one"),
        (2, ""),
        (3, "two"),
    ]


@pytest.mark.parametrize("inside", ["\x0b", "\u2028", "\u2029", "\x85"])
def test_a_break_inside_a_line_keeps_the_editors_number(inside):
    assert [(line.number, line.text) for line in lines_of(f"one{inside}two\nthree")] == [
        (1, "one"),
        (1, "two"),
        (2, "three"),
    ]


def test_a_form_feed_begins_a_sheet_and_no_line():
    lines = lines_of("one\n\ftwo\nthree\f")

    assert [(line.number, line.sheet, line.text) for line in lines if line.text] == [
        (1, 0, "one"),
        (2, 1, "two"),
        (3, 1, "three"),
    ]


def test_places_of_a_pdf_are_pages_and_lines_of_text():
    lines = lines_of("one\n\ntwo\fthree", paged=True)

    assert [line.place for line in lines if line.text] == ["page 1, line 1", "page 1, line 2", "page 2, line 1"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14\u00a0days", "14 days"),
        ("S1\tLocal", "S1 Local"),
        ("\ufb01nd the e\ufb00ect, di\ufb03cult \ufb02ow", "find the effect, difficult flow"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("co\u00adope\u00adrate", "cooperate"),
        ("well\u2011known", "well-known"),
        ("cafe\u0301", "café"),
        ("‘single’ “double” 'straight' \"plain\" – — …", "‘single’ “double” 'straight' \"plain\" – — …"),
        ("\uf0b7 Has the", "• Has the"),
        ("bell\x07", "bell"),
        ("half \ud83d of a pair", "half \N{REPLACEMENT CHARACTER} of a pair"),
    ],
)
def test_layout_goes_and_writing_stays(written, read):
    assert texts(written) == [read]


def test_a_soft_hyphen_at_the_end_says_that_the_word_goes_on():
    assert texts("stake\u00ad\nholder") == [f"stake{SOFT_HYPHEN}", "holder"]


def test_a_typesetters_hyphen_at_the_end_is_soft():
    assert texts("stake\u2010\nholder, well-\nknown") == [f"stake{SOFT_HYPHEN}", "holder, well-", "known"]


def test_a_document_that_is_written_with_such_hyphens_keeps_them():
    assert texts("well\u2010known, stake\u2010\nholder") == ["well-known, stake-", "holder"]
