"""A fixture from anybody: what is in order comes through to the byte, and each fault is told with its place."""

import json
from copy import deepcopy
from typing import Any

import pytest

from framework_data.faults import MOST_LISTED, Fault, FileRefusedError
from framework_data.fixture import fixture_text
from framework_data.fixture_file import MOST_BYTES, objects_of
from tests.framework_data.small import made, small


def told(objects: Any) -> list[str]:
    return told_of(objects if isinstance(objects, bytes) else json.dumps(objects).encode())


def told_of(content: bytes) -> list[str]:
    with pytest.raises(FileRefusedError) as refusal:
        objects_of(content)
    return [str(fault) for fault in refusal.value.faults]


def broken(place: int, **fields: Any) -> list[dict[str, Any]]:
    """The small edition with columns of the object at this place changed; `None` as a key takes one away."""
    objects = deepcopy(small())
    objects[place]["fields"].update(fields)
    return objects


DEEP = "The file: it is nested too deeply, or holds a number too long, to be an edition."
EDITION, TERM, LEVEL, DIMENSION, OPTION, STATEMENT, QUESTION, CHECK = 0, 1, 2, 4, 5, 15, 17, 21


def test_the_places_of_this_test_are_what_they_say():
    assert [small()[place]["model"].rpartition(".")[2] for place in (LEVEL, DIMENSION, OPTION, STATEMENT)] == [
        *("level", "dimension", "option", "statement")
    ]
    assert [small()[place]["fields"]["code"] for place in (STATEMENT, QUESTION, CHECK)] == ["K1", "K1.1", "sure"]


def test_what_is_in_order_comes_through_to_the_byte():
    text = fixture_text(small())

    assert fixture_text(objects_of(text.encode())) == text


def test_a_column_that_may_be_left_out_is_filled_in():
    objects = small()
    for name in ("guidance", "gate", "months_after_year_end"):
        del objects[QUESTION]["fields"][name]

    assert objects_of(json.dumps(objects).encode())[QUESTION]["fields"] | {} == small()[QUESTION]["fields"] | {
        "guidance": ""
    }


@pytest.mark.parametrize(
    ("content", "say"),
    [
        (b"{", "Line 1, column 2: this is not JSON (Expecting property name enclosed in double quotes)."),
        (b"[\n  1,\n  oops\n]", "Line 3, column 3: this is not JSON (Expecting value)."),
        (b"\xff\xfe", "The file: it is not text in UTF-8 (byte 0)."),
        (b"[NaN]", "The file: NaN is not JSON."),
        (b"{}", "The file: it is not a fixture: a list of objects, each with “model” and “fields”."),
        (b"[" * 100_000, DEEP),
        (
            b"[" + b"9" * 10_000 + b"]",
            "The file: it is nested too deeply, or holds a number too long, to be an edition.",
        ),
        (b" " * (MOST_BYTES + 1), "The file: it is larger than 5 MB, far more than an edition holds."),
        (b"[]", "The file: there is no edition in it."),
        (b"[1]", "Object 1: must have “model”, a text, and “fields”, an object."),
        (b'[{"model": "auth.user", "fields": {}}]', "Object 1: auth.user is no part of an edition."),
        (
            b'[{"model": "framework_data.level", "fields": {}, "pk": 1}]',
            "Object 1: has a key “pk” that a fixture of an edition does not know.",
        ),
        (
            b'[{"model": "framework_data.life", "fields": {}}]',
            "Object 1: framework_data.life is no part of an edition.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_fixture_is_refused_in_words(content, say):
    assert told_of(content) == [say]


@pytest.mark.parametrize(
    ("objects", "say"),
    [
        (broken(QUESTION, text=3), "Object 18 (question K1.1), text: must be a text."),
        (broken(QUESTION, text="x" * 10_001), "Object 18 (question K1.1), text: must be 10,000 characters or fewer"),
        (broken(QUESTION, guidance="a\x00b"), "Object 18 (question K1.1), guidance: holds a control character"),
        (broken(QUESTION, guidance="a\ud800b"), "Object 18 (question K1.1), guidance: holds a control character"),
        (broken(QUESTION, text=" "), "Object 18 (question K1.1), text: K1.1: its text is empty."),
        (broken(QUESTION, order="1"), "Object 18 (question K1.1), order: must be a whole number."),
        (broken(QUESTION, order=True), "Object 18 (question K1.1), order: must be a whole number."),
        (broken(QUESTION, order=-1), "Object 18 (question K1.1), order: must lie between 0 and 32,767."),
        (broken(QUESTION, order=99_999), "Object 18 (question K1.1), order: must lie between 0 and 32,767."),
        (broken(QUESTION, months_after_year_end=1.5), "Object 18 (question K1.1), months_after_year_end: must be a w"),
        (broken(QUESTION, gate="K1.1"), 'Object 18 (question K1.1), gate: must be ["edition", "code"] or null.'),
        (broken(QUESTION, gate=["small", "K9"]), "Object 18 (question K1.1), gate: K1.1: its gate K9 is not in"),
        (
            broken(QUESTION, gate=["x", "K1.1"]),
            "Object 18 (question K1.1), gate: K1.1: its gate K1.1 belongs to another",
        ),
        (broken(QUESTION, edition=["x"]), "Object 18 (question K1.1), edition: belongs to the edition x, and the file"),
        (
            broken(QUESTION, statement=["small", "K9"]),
            "Object 18 (question K1.1), statement: K1.1: its statement K9 is",
        ),
        (broken(QUESTION, respondent="board"), "Object 18 (question K1.1), respondent: K1.1: respondent 'board' is no"),
        (broken(QUESTION, kind="hunch"), "Object 18 (question K1.1), kind: K1.1: kind 'hunch' is not one of"),
        (broken(QUESTION, weight=3), "Object 18 (question K1.1), weight: an edition knows no “weight” of a question."),
        (broken(QUESTION, code="K/1"), "Object 18 (question K/1), code: the code 'K/1' must be letters, digits,"),
        (broken(STATEMENT, level=["small", "T9"]), "Object 16 (statement K1), level: K1: its level T9 is not in"),
        (broken(LEVEL, order=2), "levels: their order must run from 1 without a gap, not 2, 2."),
        (broken(LEVEL, name=""), "Object 3 (level T1), name: must not be empty."),
        (broken(LEVEL, code="T2"), "Object 4 (level T2), code: there is another level T2."),
        (broken(OPTION, value=1), "Object 6 (option practice-F), value: practice-F: its value must be 3, not 1."),
        (
            broken(OPTION, kind="hunch"),
            "Object 6 (option practice-F), kind: must be one of practice, consequence, signal.",
        ),
        (broken(CHECK, first=["small", "K9"]), "Object 22 (check sure), first: check sure: its first K9 is not in"),
        (broken(EDITION, slug="no slug"), "Object 1 (edition no slug), slug: must be letters, digits, hyphens"),
        (broken(EDITION, reach="N"), "Object 1 (edition small), reach: policy: reach must be P, L or F, not 'N'."),
        ([*small(), small()[0]], "Object 23 (edition small): the file holds a second edition."),
        (
            [*small(), made("erratum", edition=["small"], code="1", order=1, place="K9", field="guidance", text="A")],
            "Object 23 (erratum 1), why: “why” of the erratum is missing.",
        ),
        (
            [
                *small(),
                made(
                    "erratum",
                    edition=["small"],
                    code="1",
                    order=1,
                    place="K9",
                    field="guidance",
                    text="A",
                    why="B",
                    made_on="2026-02-30",
                ),
            ],
            "Object 23 (erratum 1), made_on: must be a date such as",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_told_with_its_place(objects, say):
    assert any(fault.startswith(say) for fault in told(objects)), told(objects)


def test_an_erratum_to_what_is_not_there_is_a_fault():
    fields = {"edition": ["small"], "code": "1", "order": 1, "place": "K9", "field": "guidance"}
    erratum = made("erratum", **fields, text="A", why="B", made_on="2026-02-28")

    assert told([*small(), erratum]) == [
        "Object 23 (erratum 1), place: erratum 1: there is no question K9 in the edition."
    ]


def test_a_key_that_stands_twice_is_a_fault():
    text = fixture_text(small()).replace('"guidance": "A nod counts."', '"guidance": "A", "guidance": "B"')

    assert told_of(text.encode()) == [
        "Object 18 (question K1.1), guidance (twice): an edition knows no “guidance (twice)” of a question."
    ]


def test_every_fault_is_told_in_one_go():
    objects = broken(QUESTION, text="", respondent="board")
    objects[LEVEL]["fields"]["name"] = ""
    objects[EDITION]["fields"]["band_p"] = 60

    assert [fault.partition(":")[0] for fault in told(objects)] == [
        *("Object 3 (level T1), name", "Object 1 (edition small), band_p"),
        *(
            "Object 18 (question K1.1), respondent",
            "Object 19 (question K1.2), gate",
            "Object 18 (question K1.1), text",
        ),
    ]


def changed(**columns: dict[str, Any]) -> list[dict[str, Any]]:
    """The small edition with other columns in the parts of these codes; K1_1 stands for K1.1."""
    objects = deepcopy(small())
    for code, fields in columns.items():
        at = next(each for each in objects if each["fields"].get("code") == code.replace("_", "."))
        at["fields"].update(fields)
    return objects


@pytest.mark.parametrize(
    "wrong",
    [
        {"K1_1": {"order": "first"}},
        {"K1_1": {"text": 3}},
        {"K2_1": {"statement": "K2"}},
        {"K1": {"level": 1}},
        {"T1": {"order": None}},
        {"K": {"name": None}},
        {"sure": {"first": "K2.1"}},
        {"practice-F": {"value": "three"}},
        {"K2_1": {"edition": "small"}, "K1_1": {"months_after_year_end": "six"}},
        {"K2_1": {"code": 21}},
        {"K2": {"code": 2}},
    ],
    ids=str,
)
def test_a_wrong_type_hides_no_fault_of_the_edition_as_a_whole_and_makes_none(wrong):
    of_types = told(changed(**wrong))
    as_a_whole = {"K2_2": {"gate": ["small", "K9.9"]}}

    faults = told(changed(**wrong | as_a_whole))

    assert len(of_types) == sum(len(fields) for fields in wrong.values()), of_types
    assert [fault for fault in faults if fault not in of_types] == [
        "Object 21 (question K2.2), gate: K2.2: its gate K9.9 is not in the edition."
    ]


def test_a_missing_column_hides_no_other_fault():
    objects = changed(K2_2={"gate": ["small", "K9.9"]})
    del objects[LEVEL]["fields"]["name"]

    assert told(objects) == [
        "Object 3 (level T1), name: “name” of the level is missing.",
        "Object 21 (question K2.2), gate: K2.2: its gate K9.9 is not in the edition.",
    ]


def test_a_file_of_too_many_parts_is_refused():
    term = small()[TERM]
    many = [made("definition", **term["fields"] | {"code": f"t{n}", "order": n}) for n in range(3_000)]

    assert told([*small(), *many])[0] == "The file: it holds 3,022 parts; an edition holds 3,000 at most."


def test_the_first_faults_are_listed_and_the_rest_counted():
    lines = FileRefusedError([Fault("Here", "wrong.")] * (MOST_LISTED + 5)).lines

    assert (len(lines), lines[-1]) == (MOST_LISTED + 1, "And 5 more.")
