"""Two editions side by side: words, rules, what came and what went."""

from copy import deepcopy
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework_data.compared_text import as_lines, marked, summary
from framework_data.comparing import ADDED, CHANGED, GONE, NEW, REMOVED, SAME, compare, nearest, word_runs
from tests.framework_data.small import LEAN, small


def other(**changes):
    """The small edition once more, "small-2", with columns changed: K1_1={"text": …}, edition={"reach": "P"}."""
    objects = deepcopy(small("small-2"))
    for place, columns in changes.items():
        target = next(each for each in objects if _code(each) == place)
        target["fields"].update(columns)
    return objects


def _code(each):
    fields = each["fields"]
    return fields["code"].replace(".", "_").replace("-", "_") if "code" in fields else "edition"


def part(comparison, code):
    return next(each for each in comparison.parts if each.code == code)


def rules(comparison):
    return [(rule.place, rule.what, rule.before, rule.after) for rule in comparison.rules]


# --- Words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Is there a plan?", "Is there a plan?", "Is there a plan?"),
        ("Is there a plan?", "Is there a shared plan?", "Is there a {+shared +}plan?"),
        ("Is there a plan?", "Is there a budget?", "Is there a [-plan-]{+budget+}?"),
        ("one two three", "four five three", "[-one two-]{+four five+} three"),
        ("one two the three", "four the five six", "[-one two the three-]{+four the five six+}"),
        ("It ends.", "It ends", "It ends[-.-]"),
        ("", "New words", "{+New words+}"),
        ("Old words", "", "[-Old words-]"),
        ("the body's plan", "the body’s plan", "the [-body's-]{+body’s+} plan"),
        ("£5 or <b>", "£6 or <b>", "£[-5-]{+6+} or <b>"),
    ],
)
def test_words_are_marked_as_removed_and_added(before, after, shown):
    assert marked(word_runs(before, after)) == shown


@given(st.text(alphabet="ab .,\n'-é", max_size=30), st.text(alphabet="ab .,\n'-é", max_size=30))
def test_both_texts_can_be_read_from_the_runs(before, after):
    runs = word_runs(before, after)

    assert "".join(run.text for run in runs if run.kind in (SAME, REMOVED)) == before
    assert "".join(run.text for run in runs if run.kind in (SAME, ADDED)) == after
    assert all(run.text for run in runs)
    assert all(one.kind != SAME or two.kind != SAME for one, two in pairwise(runs))


# --- Editions --------------------------------------------------------------------------------------------------


def test_an_edition_and_its_copy_under_another_slug_are_the_same():
    comparison = compare(small(), other())

    assert comparison.is_same
    assert comparison.rules == ()
    assert summary(comparison) == "No difference."
    assert [part.code for part in comparison.statements] == ["K1", "K2"]
    assert [question.code for question in comparison.statements[0].questions] == ["K1.1", "K1.2"]


def test_another_wording_is_a_change_of_text_and_of_no_rule():
    comparison = compare(small(), other(K1_1={"text": "Do you greet everybody?"}))

    change = part(comparison, "K1.1")
    assert (change.state, [each.name for each in change.texts], change.rules) == (CHANGED, ["Question"], ())
    assert marked(change.texts[0].runs) == "Do you greet [-people-]{+everybody+}?"
    assert part(comparison, "K1").state == SAME
    assert not part(comparison, "K1").is_same
    assert summary(comparison) == "questions: 1 changed."


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"K1_1": {"respondent": "lead_entity"}}, ("K1.1", "respondent", "each entity", "the lead entity")),
        ({"K2_2": {"kind": "practice"}}, ("K2.2", "kind", "consequence", "practice")),
        ({"K1_2": {"gate": None}}, ("K1.2", "gate", "K1.1", "none")),
        ({"K2_2": {"gate": ["small-2", "K1.1"]}}, ("K2.2", "gate", "none", "K1.1")),
        ({"K2_1": {"months_after_year_end": 6}}, ("K2.1", "months after the year end", "none", "6")),
        ({"K2": {"level": ["small-2", "T1"]}}, ("K2", "level", "T2", "T1")),
        ({"edition": {"build_on": "L"}}, ("Policy", "rating that lower levels need", "F", "L")),
        ({"edition": {"band_f": 90}}, ("Policy", "per cent above which F", "85", "90")),
        ({"practice_L": {"value": 1}}, ("practice-L", "value", "2", "1")),
        ({"sure": {"moment": "at_reveal"}}, ("sure", "moment", "when a body submits", "on the consensus page")),
    ],
    ids=str,
)
def test_what_is_ruled_otherwise_is_listed_apart(changes, rule):
    comparison = compare(small(), other(**changes))

    assert rules(comparison) == [rule]
    assert not comparison.is_same


def test_only_what_had_to_move_is_named_as_moved():
    comparison = compare(small(), other(K1_1={"order": 9}))

    assert rules(comparison) == [("K1.1", "order", "first", "after K2.2")]


def test_what_is_new_and_gone_stands_where_it_stood():
    after = [each for each in other() if _code(each) != "K1_2"]
    extra = next(each for each in deepcopy(small("small-2")) if _code(each) == "K2_2")
    extra["fields"].update(code="K2.3", order=5, text="Is it kept up?")

    comparison = compare(small(), [*after, extra])

    assert [question.code for question in comparison.statements[0].questions] == ["K1.1", "K1.2"]
    assert (part(comparison, "K1.2").state, part(comparison, "K2.3").state) == (GONE, NEW)
    assert part(comparison, "K2.3").text == "Is it kept up?"
    assert summary(comparison) == "questions: 1 new, 1 gone."


def test_a_question_that_took_another_code_is_known_by_its_wording():
    swapped = {"K2_1": {"text": "Does it help?"}, "K2_2": {"text": "Do you ask people?"}}

    comparison = compare(small(), other(**swapped))

    assert (part(comparison, "K2.1").reads_as, part(comparison, "K2.2").reads_as) == ("K2.2", "K2.1")


def test_errata_are_read_as_corrected():
    erratum = {"edition": ["small"], "code": "1", "order": 1, "place": "K1.1", "field": "guidance"}
    erratum |= {"text": "Say hello.", "why": "Clearer", "made_on": "2026-05-12"}

    comparison = compare([*small(), {"model": "framework_data.erratum", "fields": erratum}], other())

    assert marked(part(comparison, "K1.1").texts[0].runs) == "[-Say hello.-]{+A nod counts.+}"


def test_the_texts_of_the_edition_itself_are_compared():
    comparison = compare(small(), other(edition={"title": "Kindness"}))

    assert marked(comparison.about[0].runs) == "[-A small framework-]{+Kindness+}"
    assert summary(comparison) == "title or source."


def test_the_nearest_relative_shares_most_wording():
    shuffled = other(K1_1={"text": "Something else?"})

    assert nearest(small("mine"), {"changed": shuffled, "same": small("same"), "far": LEAN}) == "same"
    assert nearest(small("mine"), {"far": LEAN}) is None


def test_a_comparison_reads_as_text():
    changes = {"K1_1": {"text": "Do you greet everybody?"}, "K1_2": {"gate": None}, "T1": {"name": "Beginning"}}

    lines = list(as_lines(compare(small(), other(**changes))))

    assert lines == [
        "From small (One)",
        "to   small-2 (One)",
        "questions: 2 changed; levels: 1 changed; rules: 1 changed.",
        "",
        "Rules",
        "  K1.2, gate: K1.1 -> none",
        "",
        "Statement K1",
        "  K1.1, Question: Do you greet [-people-]{+everybody+}?",
        "",
        "Other parts",
        "  T1, Name: [-Start-]{+Beginning+}",
    ]
