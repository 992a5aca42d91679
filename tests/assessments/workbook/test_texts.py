"""Two texts are the same where a spreadsheet could not have told them apart."""

import pytest

from assessments.workbook.texts import Texts, plain, writable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("  a  b ", "a b"),
        ("a\tb", "a b"),
        ("a\x0b\x01b", "ab"),
        ("a \n\n", "a"),
    ],
)
def test_line_ends_blanks_and_unseen_characters_make_no_difference(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), [("a", "A"), ("a b", "ab"), ("a\nb", "a b"), ("a\n\nb", "a\nb"), ("é", "e")])
def test_letters_and_lines_do(one, other):
    assert plain(one) != plain(other)


def test_what_is_written_into_a_cell_is_known_again():
    text = " a\tb\r\nc\x0b\x01 "
    assert plain(writable(text)) == plain(text)


def test_the_saved_text_stands_where_the_spreadsheet_kept_what_it_could():
    saved = Texts("P", "a\tb\r\n", "", "https://example.org/")
    assert Texts("L", "a b", "", "https://example.org/").exact(saved) == Texts("L", "a\tb\r\n", "", saved.evidence)
    assert Texts("L", "a c", "", "").exact(saved) == Texts("L", "a c", "", "")
