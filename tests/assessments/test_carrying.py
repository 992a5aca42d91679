"""What becomes of answers on another edition: one fate for each question, and for each answer to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.carrying import ADDED, CARRIED, DROPPED, FATES, RULES, TO_CONFIRM, plan
from tests.framework_data.small import question, small
from tests.framework_data.test_comparing import other

CODES = ("K1.1", "K1.2", "K2.1", "K2.2")


def fate(code="K1.1", after=None):
    return plan(small(), after if after is not None else other()).by_code[code]


def without(code, objects=None):
    return [each for each in objects or small("small-2") if each["fields"].get("code") != code]


def with_question(code, text, **fields):
    return [*small("small-2"), question("small-2", code, 9, text, **fields)]


# --- Questions ---------------------------------------------------------------------------------------------------


def test_on_the_same_wording_everything_is_carried():
    assert {code: each.fate for code, each in plan(small(), other()).by_code.items()} == dict.fromkeys(CODES, CARRIED)


@pytest.mark.parametrize(
    ("code", "columns", "why"),
    [
        ("K1.1", {"text": "Do you greet all people?"}, ("text",)),
        ("K1.1", {"respondent": "lead_entity"}, ("respondent",)),
        ("K2.1", {"kind": "consequence"}, ("kind",)),
        ("K1.2", {"gate": None}, ("gate",)),
        ("K2.1", {"gate": ["small-2", "K1.1"]}, ("gate",)),
        ("K1.1", {"months_after_year_end": 6}, ("months_after_year_end",)),
        ("K2.1", {"statement": ["small-2", "K1"]}, ("statement",)),
        ("K2.1", {"text": "Do you ask?", "respondent": "organisation"}, ("text", "respondent")),
    ],
)
def test_what_changes_the_meaning_of_an_answer_has_to_be_confirmed(code, columns, why):
    found = fate(code, other(**{code.replace(".", "_"): columns}))

    assert (found.fate, found.why) == (TO_CONFIRM, why)


@pytest.mark.parametrize(
    "changes",
    [
        {"K1_1": {"guidance": "A wave counts too."}},
        {"K1_1": {"text": "Do  you greet people?\n"}},
        {"K1_1": {"order": 7}},
        {"K1": {"text": "All people are greeted.", "why_it_matters": "It does."}},
        {"K1": {"level": ["small-2", "T2"]}},
        {"edition": {"reach": "F", "label": "Two"}},
        {"kind": {"meaning": "Kind."}},
    ],
)
def test_what_leaves_the_meaning_of_an_answer_alone_changes_nothing(changes):
    assert {each.fate for each in plan(small(), other(**changes)).by_code.values()} == {CARRIED}


def test_a_question_that_is_gone_is_dropped_and_one_that_came_is_new():
    found = plan(without("K2.2"), [*without("K2.1"), question("small-2", "K2.3", 9, "Is it kind?")]).by_code

    assert {code: found[code].fate for code in ("K2.1", "K2.2", "K2.3")} == {
        "K2.1": DROPPED,
        "K2.2": ADDED,
        "K2.3": ADDED,
    }
    assert (found["K2.1"].text, found["K2.3"].text) == ("Do you ask people?", "Is it kind?")


def test_a_question_under_another_code_is_dropped_and_new_and_says_where_its_wording_stands():
    found = plan(small(), [*without("K2.1"), question("small-2", "K2.3", 9, "Do you ask people?")]).by_code

    assert [(found[code].fate, found[code].reads_as) for code in ("K2.1", "K2.3")] == [
        (DROPPED, "K2.3"),
        (ADDED, "K2.1"),
    ]


def test_the_wording_then_and_now_is_told_word_by_word():
    runs = fate("K1.1", other(K1_1={"text": "Do you greet all people?"})).runs

    assert [(run.kind, run.text) for run in runs] == [
        ("same", "Do you greet "),
        ("added", "all "),
        ("same", "people?"),
    ]


def test_errata_are_worked_in_before_wordings_are_compared():
    erratum = {
        "model": "framework_data.erratum",
        "fields": {
            "edition": ["small"],
            "order": 1,
            "place": "K1.1",
            "field": "guidance",
            "text": "A wave.",
            "why": "Slip.",
            "made_on": "2026-01-01",
        },
    }
    assert plan([*small(), erratum], other()).by_code["K1.1"].fate == CARRIED


# --- Answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "after"),
    [({"label": "Always"}, "Always"), ({"value": 2}, "F of a practice"), ({"answer": "Z"}, "")],
)
def test_an_answer_that_reads_or_counts_otherwise_has_to_be_confirmed_and_the_others_are_carried(columns, after):
    found = fate("K1.1", other(practice_F=columns))

    assert found.fate == CARRIED
    assert [(option.answer, option.before, option.after) for option in found.options] == [
        ("F", "F of a practice", after)
    ]
    assert found.of_value("F") == (TO_CONFIRM, ("option",))
    assert found.of_value("L") == found.of_value("") == (CARRIED, ())
    assert fate("K2.2", other(practice_F=columns)).options == ()


def test_where_the_question_changed_every_answer_has_its_fate():
    found = fate("K1.1", other(K1_1={"text": "Do you wave?"}, practice_F={"label": "Always"}))

    assert found.of_value("F") == found.of_value("") == (TO_CONFIRM, ("text",))
    assert plan(small(), without("K1.1")).by_code["K1.1"].of_value("F") == (DROPPED, ())


# --- Properties --------------------------------------------------------------------------------------------------

COLUMNS = st.fixed_dictionaries(
    {},
    optional={
        "text": st.sampled_from(["Do you greet people?", "Do you wave?", "Do  you wave?"]),
        "respondent": st.sampled_from(["entity", "lead_entity", "organisation"]),
        "guidance": st.sampled_from(["", "Look twice."]),
        "kind": st.sampled_from(["practice", "consequence"]),
        "months_after_year_end": st.sampled_from([None, 6]),
    },
)
EDITIONS = st.dictionaries(st.sampled_from([*CODES, "K1.3"]), COLUMNS, max_size=5)


def edition_with(slug, changes):
    """The small edition without the questions that stand for nothing, and with columns of the others changed."""
    objects = [*small(slug), question(slug, "K1.3", 9, "Is there more?")]
    kept = [each for each in objects if each["fields"].get("code") not in CODES or each["fields"]["code"] in changes]
    for each in kept:
        if each["model"].endswith(".question"):
            each["fields"].update(changes.get(each["fields"]["code"], {}), gate=None)
    return kept


def codes_in(objects):
    return {each["fields"]["code"] for each in objects if each["model"].endswith(".question")}


@given(EDITIONS, EDITIONS)
def test_each_question_of_either_edition_has_one_fate(before, after):
    old, new = edition_with("small", before), edition_with("small-2", after)
    found = plan(old, new)

    assert found.by_code.keys() == codes_in(old) | codes_in(new)
    assert sum(found.counts.values()) == len(found.by_code) == sum(len(fates) for _, fates in found.statements)
    assert {c for c, f in found.by_code.items() if f.fate == DROPPED} == codes_in(old) - codes_in(new)
    assert {c for c, f in found.by_code.items() if f.fate == ADDED} == codes_in(new) - codes_in(old)
    assert all(each.fate in FATES and set(each.why) <= {"text", *RULES} for each in found.by_code.values())
    assert all(bool(each.why) == (each.fate == TO_CONFIRM) for each in found.by_code.values())


@given(EDITIONS, EDITIONS)
def test_there_and_back_the_same_questions_are_the_same(before, after):
    old, new = edition_with("small", before), edition_with("small-2", after)
    there, back = plan(old, new).by_code, plan(new, old).by_code
    turned = {CARRIED: CARRIED, TO_CONFIRM: TO_CONFIRM, DROPPED: ADDED, ADDED: DROPPED}

    assert {code: turned[each.fate] for code, each in there.items()} == {c: each.fate for c, each in back.items()}


@given(EDITIONS)
def test_an_edition_and_its_copy_carry_everything(changes):
    same = plan(edition_with("small", changes), edition_with("small-2", changes))

    assert {each.fate for each in same.by_code.values()} <= {CARRIED}
