"""What a page shows of an import: each wording beside the base's, grouped by statement."""

from framework_data.wording.base import Base, BaseStatement
from framework_data.wording.preview import groups_of
from framework_data.wording.report import QUESTION, STATEMENT, SUMMARY, Found, Remark, Report

BASE = Base(
    statements=(
        BaseStatement("S1", "Bodies meet.", "They meet.", ("Is there a plan?", "Who reads it?")),
        BaseStatement("S2", "Bodies plan.", "They plan.", ("Is it read?",)),
    )
)


def report(*found, doubtful=()):
    return Report(2, 3, found, (), doubtful, (), ())


def test_a_statement_stands_before_its_summary_and_its_questions():
    found = (
        Found(SUMMARY, "S1", "line 1", "They meet.", "They meet."),
        Found(STATEMENT, "S1", "line 5", "Bodies meet.", "Bodies meet."),
        Found(QUESTION, "S1.1", "line 6", "Is there a plan?", "Is there a plan?"),
        Found(QUESTION, "S2.1", "line 9", "Is it read?", "Is it read?"),
    )

    groups = groups_of(report(*found), BASE)

    assert [(group.code, [(row.code, row.in_summary) for row in group.rows]) for group in groups] == [
        ("S1", [("S1", False), ("S1", True), ("S1.1", False)]),
        ("S2", [("S2.1", False)]),
    ]
    assert all(row.is_same for group in groups for row in group.rows)


def test_words_that_differ_are_marked_on_their_side():
    found = Found(QUESTION, "S1.1", "line 6", "Is there a good plan?", "Is there a plan?")

    (row,) = groups_of(report(found), BASE)[0].rows

    assert "".join(run.text for run in row.now) == found.text
    assert "".join(run.text for run in row.was) == found.base_text
    assert [run.text.strip() for run in row.now if run.kind == "added"] == ["good"]
    assert (row.is_same, row.is_anew) == (False, False)


def test_a_text_in_other_words_is_not_marked_word_by_word():
    found = Found(QUESTION, "S1.2", "line 6", "May everybody see what was agreed?", "Who reads it?")

    (row,) = groups_of(report(found), BASE)[0].rows

    assert row.is_anew


def test_a_doubt_stands_at_its_wording():
    found = Found(QUESTION, "S1.1", "line 6", "Is there a plan7?", "Is there a plan?")
    doubt = Remark("line 6", "S1.1", "“plan7” may hold the mark of a footnote.")

    (row,) = groups_of(report(found, doubtful=(doubt,)), BASE)[0].rows

    assert row.doubts == (doubt.say,)
