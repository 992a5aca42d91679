"""What is refused of an alps-assessment/1 document, at which place, and what is accepted."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from assessments.document import DocumentError, Known, check, parse
from framework_data.content import Content, content_by_slug
from tests.people import EDITION, document

pytestmark = pytest.mark.django_db

GONE = object()


@cache
def shipped() -> Content:
    return content_by_slug(EDITION)


def a_document(**details: Any) -> dict[str, Any]:
    """One answer of each of two bodies, one agreed answer with a dissent."""
    details.setdefault("answers", {"lead-council": {"S1.1": "F"}, "borough": {"S1.1": "L"}})
    details.setdefault("agreed", {"DEL5.3": "L"})
    found = document(**details)
    for row in found["agreed"]:
        row["dissent"] = [{"entity": "borough", "note": "Not yet."}]
    return found


def faults_of(data: Any, **known: Any) -> list[str]:
    try:
        check(data, Known(**({"content": shipped()} | known)))
    except DocumentError as error:
        return error.faults
    return []


def with_change(path: str, value: Any, **details: Any) -> dict[str, Any]:
    """The document with one value replaced, or left out where it is GONE; path as in a fault, `answers.0.value`."""
    found = a_document(**details)
    *way, last = path.split(".")
    part: Any = found
    for key in way:
        part = part[int(key) if isinstance(part, list) else key]
    if value is GONE:
        del part[last]
    else:
        part[last] = value
    return found


def test_a_good_document_has_no_fault():
    assert faults_of(a_document()) == []


# --- Keys -----------------------------------------------------------------------------------------------------

REQUIRED = [
    *("format", "edition", "partnership", "assessment", "entities", "answers", "agreed"),
    *("partnership.slug", "partnership.name"),
    *(
        f"assessment.{key}"
        for key in ("slug", "title", "scope", "scope_agreed_on", "period_start", "period_end", "state", "lead_entity")
    ),
    *(f"entities.0.{key}" for key in ("slug", "name", "kind", "participation")),
    *(f"answers.0.{key}" for key in ("question", "entity", "value")),
    *("agreed.0.question", "agreed.0.value", "agreed.0.dissent.0.entity"),
]
OPTIONAL = [
    *("assessment.scope_agreed_by", "assessment.deadline"),
    *(f"entities.0.{key}" for key in ("in_area", "year_end", "reason")),
    *("answers.0.note", "answers.0.reason"),
    *("agreed.0.rationale", "agreed.0.dissent", "agreed.0.dissent.0.note"),
]
OBJECTS = ["", "partnership", "assessment", "entities.0", "answers.0", "agreed.0", "agreed.0.dissent.0"]


def place(path: str) -> str:
    """`answers.0.value` as a fault writes it: `answers[0].value`."""
    found = ""
    for key in path.split("."):
        found += f"[{key}]" if key.isdigit() else f".{key}" if found else key
    return found


@pytest.mark.parametrize("path", REQUIRED)
def test_a_required_key_may_not_be_missing(path):
    assert f"{place(path)}: this key is missing." in faults_of(with_change(path, GONE))


@pytest.mark.parametrize("path", OPTIONAL)
def test_an_optional_key_may_be_left_out(path):
    assert faults_of(with_change(path, GONE)) == []


def test_every_key_is_required_or_optional():
    def paths(value: Any, before: str = "") -> set[str]:
        if isinstance(value, list):
            return paths(value[0], f"{before}0.")
        if not isinstance(value, dict):
            return set()
        return {f"{before}{key}" for key in value}.union(*(paths(v, f"{before}{key}.") for key, v in value.items()))

    assert paths(a_document()) == {*REQUIRED, *OPTIONAL}


@pytest.mark.parametrize("path", OBJECTS)
def test_an_unknown_key_is_refused(path):
    key = f"{path}.colour" if path else "colour"

    assert faults_of(with_change(key, "blue")) == [f"{place(key)}: this key is not known."]


@pytest.mark.parametrize("path", [path for path in OBJECTS if path])
@pytest.mark.parametrize("value", [None, 3, "text", ["list"]])
def test_an_object_is_needed_where_one_is_expected(path, value):
    *way, last = path.split(".")
    data = a_document()
    part: Any = data
    for key in way:
        part = part[int(key) if isinstance(part, list) else key]
    part[int(last) if isinstance(part, list) else last] = value

    assert f"{place(path)}: must be an object." in faults_of(data)


@pytest.mark.parametrize("data", [None, [], "text", 7, True])
def test_the_file_itself_must_be_an_object(data):
    assert faults_of(data) == ["the file: must be an object."]


# --- Single values --------------------------------------------------------------------------------------------

SLUGS = ["edition", "partnership.slug", "assessment.slug", "entities.0.slug", "answers.0.entity"]
TEXTS = [
    ("partnership.name", 200),
    ("assessment.title", 200),
    ("assessment.scope", 500),
    ("assessment.scope_agreed_by", 200),
    ("entities.0.name", 200),
    ("entities.0.reason", 10_000),
    ("answers.0.note", 10_000),
    ("answers.0.reason", 10_000),
    ("agreed.0.rationale", 10_000),
    ("agreed.0.dissent.0.note", 10_000),
]
NO_SLUG = "must be 1 to 80 letters, digits, hyphens or underscores."


@pytest.mark.parametrize("path", SLUGS)
@pytest.mark.parametrize("value", ["", "with space", "é", "a" * 81, "line\n", "\ud800", "nul\x00", None, 3, ["a"]])
def test_a_slug_has_its_form(path, value):
    assert f"{place(path)}: {NO_SLUG}" in faults_of(with_change(path, value))


@pytest.mark.parametrize(("path", "longest"), TEXTS)
def test_a_text_has_its_length(path, longest):
    assert faults_of(with_change(path, "x" * longest)) == []
    assert faults_of(with_change(path, "x" * (longest + 1))) == [
        f"{place(path)}: must be {longest:,} characters or fewer; it has {longest + 1:,}."
    ]


@pytest.mark.parametrize("path", [path for path, _ in TEXTS])
@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (None, "must be a text."),
        (3, "must be a text."),
        (float("nan"), "must be a text."),
        (["x"], "must be a text."),
        ("a\x00b", "must not hold a NUL character."),
        ("a\ud83d", "must not hold half of a surrogate pair."),
        ("\udc00b", "must not hold half of a surrogate pair."),
    ],
)
def test_a_text_is_whole(path, value, sentence):
    assert f"{place(path)}: {sentence}" in faults_of(with_change(path, value))


@pytest.mark.parametrize("path", ["partnership.name", "assessment.title", "entities.0.name"])
@pytest.mark.parametrize("value", ["", "  ", "\n"])
def test_a_name_is_not_empty(path, value):
    assert faults_of(with_change(path, value)) == [f"{place(path)}: must not be empty."]


@pytest.mark.parametrize("value", ["😀", "مرحبا \u200f", "<b>&amp;</b>", "£ 5, naïve", "=SUM(A1)", "a\tb\r\nc", " "])
def test_any_other_character_is_accepted(value):
    assert faults_of(with_change("answers.0.note", value)) == []


@pytest.mark.parametrize("path", ["scope_agreed_on", "period_start", "period_end", "deadline"])
@pytest.mark.parametrize(
    "value", ["1 May 2025", "2025-5-1", "20250501", "2025-05-01T00:00", "٢٠٢٥-05-01", "", 20250501]
)
def test_a_date_has_its_form(path, value):
    assert f'assessment.{path}: must be a date such as "2025-04-01".' in faults_of(
        with_change(f"assessment.{path}", value)
    )


@pytest.mark.parametrize("value", ["2025-02-29", "2025-13-01", "0000-01-01"])
def test_a_date_is_in_the_calendar(value):
    assert faults_of(with_change("assessment.deadline", value)) == [
        "assessment.deadline: is not a date of the calendar."
    ]


@pytest.mark.parametrize("value", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_date_is_in_an_age_of_ours(value):
    assert faults_of(with_change("assessment.deadline", value)) == ["assessment.deadline: must lie in 1900 to 2999."]


@pytest.mark.parametrize("path", ["period_start", "period_end"])
def test_the_period_has_both_its_ends(path):
    assert f'assessment.{path}: must be a date such as "2025-04-01".' in faults_of(
        with_change(f"assessment.{path}", None)
    )


def test_the_deadline_may_be_null():
    assert faults_of(with_change("assessment.deadline", None)) == []


def test_a_period_of_one_day_is_accepted():
    assert faults_of(with_change("assessment.period_end", "2025-04-01")) == []


def test_a_period_ends_after_it_starts():
    assert faults_of(with_change("assessment.period_end", "2025-03-31")) == [
        "assessment.period_end: the period must not end before it starts."
    ]


@pytest.mark.parametrize("value", ["03-31", "02-29", "12-31", ""])
def test_a_year_end_is_a_month_and_a_day(value):
    assert faults_of(with_change("entities.0.year_end", value)) == []


@pytest.mark.parametrize("value", ["31-03", "3-31", "02-30", "31 March", "2025-03-31", None, 331])
def test_another_year_end_is_refused(value):
    assert faults_of(with_change("entities.0.year_end", value)) == [
        'entities[0].year_end: must be a month and a day such as "03-31", or empty.'
    ]


@pytest.mark.parametrize("value", ["true", 1, 0, None])
def test_in_area_is_true_or_false(value):
    assert faults_of(with_change("entities.0.in_area", value)) == ["entities[0].in_area: must be true or false."]


@pytest.mark.parametrize("path", ["entities", "answers", "agreed", "agreed.0.dissent"])
@pytest.mark.parametrize("value", [None, {}, "list", 0])
def test_a_list_is_needed_where_one_is_expected(path, value):
    assert f"{place(path)}: must be a list." in faults_of(with_change(path, value))


@pytest.mark.parametrize("value", ["alps-assessment/2", "alps-result/1", "", None, 1, ["alps-assessment/1"]])
def test_another_format_is_refused(value):
    assert faults_of(with_change("format", value)) == ["format: must be one of alps-assessment/1."]


STATES = ["draft", "open", "consensus", "signed_off"]
KINDS = [
    *("upper_tier_council", "district_council", "unitary_council", "health_body", "emergency_service"),
    *("national_agency", "housing_association", "charity", "company", "other"),
]
PARTICIPATIONS = ["participating", "invited", "declined", "did_not_take_part"]


@pytest.mark.parametrize(
    ("path", "values"),
    [("assessment.state", STATES), ("entities.0.kind", KINDS), ("entities.3.participation", PARTICIPATIONS)],
)
def test_a_choice_is_one_of_those_documented(path, values):
    for value in values:
        assert faults_of(with_change(path, value)) == []
    for value in ("Draft", "", None, 1, [values[0]]):
        assert f"{place(path)}: must be one of {', '.join(values)}." in faults_of(with_change(path, value))


# --- Names that the server knows ------------------------------------------------------------------------------


def test_an_unknown_edition_is_refused():
    assert faults_of(with_change("edition", "alps-1999"), content=None) == [
        "edition: there is no edition alps-1999 on this server."
    ]


def test_an_existing_assessment_is_refused():
    assert faults_of(a_document(), assessment_exists=True) == [
        "assessment.slug: there is an assessment first-round already."
    ]


def test_an_existing_partnership_keeps_its_name():
    assert faults_of(a_document(), partnership_name="Marrowdale Together") == []
    assert faults_of(a_document(), partnership_name="Marrowdale Partners") == [
        "partnership.name: this server knows marrowdale as Marrowdale Partners."
    ]


def test_an_existing_entity_keeps_its_name_and_kind():
    same = {"borough": ("Tansy Borough Council", "district_council")}
    renamed = {"borough": ("Tansy Borough", "district_council")}
    of_another_kind = {"borough": ("Tansy Borough Council", "unitary_council")}

    assert faults_of(a_document(), entities=same) == []
    assert faults_of(a_document(), entities=renamed) == [
        "entities[1].name: this server knows borough as Tansy Borough."
    ]
    assert faults_of(a_document(), entities=of_another_kind) == [
        "entities[1].kind: this server knows borough as unitary_council."
    ]


# --- Drafts, scope and lead -----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES[1:])
@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("scope", " ", "only a draft may lack its scope."),
        ("scope_agreed_on", None, "only a draft may lack the date its scope was agreed."),
        ("lead_entity", None, "only a draft may lack its lead."),
    ],
)
def test_what_only_a_draft_may_lack(state, key, value, sentence):
    assert faults_of(with_change(f"assessment.{key}", value, state="draft")) == []
    assert faults_of(with_change(f"assessment.{key}", value, state=state)) == [f"assessment.{key}: {sentence}"]


@pytest.mark.parametrize("participation", PARTICIPATIONS[1:])
def test_a_lead_takes_part_except_in_a_draft(participation):
    changed = {"lead-council": participation}
    answers = {"borough": {"S1.1": "L"}}

    assert faults_of(document(state="draft", participation=changed, answers=answers)) == []
    assert faults_of(document(participation=changed, answers=answers)) == [
        "assessment.lead_entity: lead-council leads and so must take part."
    ]


@pytest.mark.parametrize("state", ["draft", "open"])
def test_a_lead_is_among_the_entities(state):
    assert faults_of(with_change("assessment.lead_entity", "stranger", state=state)) == [
        "assessment.lead_entity: stranger is not among the entities."
    ]


# --- Entities, answers, agreed answers ------------------------------------------------------------------------


def test_an_entity_stands_once():
    data = a_document()
    data["entities"].append(deepcopy(data["entities"][1]))

    assert faults_of(data) == ["entities[4].slug: borough stands twice."]


@pytest.mark.parametrize("path", ["answers.0.entity", "agreed.0.dissent.0.entity"])
def test_an_unknown_body_is_refused(path):
    assert faults_of(with_change(path, "stranger")) == [f"{place(path)}: stranger is not among the entities."]


@pytest.mark.parametrize("path", ["answers.0.question", "agreed.0.question"])
@pytest.mark.parametrize("code", ["S9.1", "s1.1", "S1.1 ", "", "S1"])
def test_an_unknown_question_is_refused(path, code):
    assert faults_of(with_change(path, code)) == [f"{place(path)}: there is no question {code} in this edition."]


@pytest.mark.parametrize("path", ["answers.0.value", "agreed.0.value"])
@pytest.mark.parametrize("value", ["Y", "X", "f", "", "Fully", "F "])
def test_a_question_knows_its_values(path, value):
    code = "S1.1" if path.startswith("answers") else "DEL5.3"

    assert faults_of(with_change(path, value)) == [f"{place(path)}: {code} takes one of F, L, P, N, NA, not {value!r}."]


@pytest.mark.parametrize("value", ["F", "N", "NA", ""])
def test_a_signal_knows_its_values(value):
    data = a_document(answers={"borough": {"DEL4.6": value}})

    assert faults_of(data) == [f"answers[0].value: DEL4.6 takes one of Y, X, not {value!r}."]


@pytest.mark.parametrize("value", ["Y", "X"])
def test_a_signal_is_answered_with_y_or_x(value):
    assert faults_of(a_document(answers={"borough": {"DEL4.6": value}}, agreed={"DEL7.7": value})) == []


@pytest.mark.parametrize("value", [None, 3, True, ["F"], {"F": 1}])
def test_a_value_is_a_text(value):
    assert faults_of(with_change("answers.0.value", value)) == ["answers[0].value: must be a text."]
    assert faults_of(with_change("agreed.0.value", value)) == ["agreed[0].value: must be a text."]


@pytest.mark.parametrize("reason", ["", "  ", GONE])
def test_not_applicable_needs_a_reason(reason):
    data = with_change("answers.0.reason", reason, answers={"borough": {"S1.1": "NA"}})

    assert faults_of(data) == ["answers[0].reason: say why the question is not applicable."]


@pytest.mark.parametrize("rationale", ["", "  ", GONE])
def test_agreed_not_applicable_needs_a_rationale(rationale):
    data = with_change("agreed.0.rationale", rationale, agreed={"S1.1": "NA"})

    assert faults_of(data) == ["agreed[0].rationale: give the reasons why the question is not applicable."]


def test_a_body_answers_a_question_once():
    data = a_document()
    data["answers"].append(data["answers"][1] | {"value": "N"})

    assert faults_of(data) == ["answers[2]: borough answers S1.1 twice."]


def test_a_second_answer_is_named_even_where_the_first_is_wrong():
    data = with_change("answers.0.value", "Q")
    data["answers"].append(data["answers"][0] | {"value": "N"})

    assert faults_of(data) == [
        "answers[0].value: S1.1 takes one of F, L, P, N, NA, not 'Q'.",
        "answers[2]: lead-council answers S1.1 twice.",
    ]


def test_a_question_is_agreed_once():
    data = a_document()
    data["agreed"].append(data["agreed"][0] | {"value": "N"})

    assert faults_of(data) == ["agreed[1]: DEL5.3 is agreed twice."]


def test_a_body_dissents_once():
    data = a_document()
    data["agreed"][0]["dissent"] *= 2

    assert faults_of(data) == ["agreed[0].dissent[1]: borough dissents twice."]


@pytest.mark.parametrize("participation", PARTICIPATIONS[1:])
def test_a_body_that_does_not_take_part_has_no_answers(participation):
    data = a_document(participation={"borough": participation})

    assert faults_of(data) == ["answers[1].entity: borough does not take part, so it has no answers."]


# --- Gates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "gate", "follower", "value"),
    [
        ("borough", "S2.1", "S2.2", "N"),
        ("borough", "S2.1", "S2.4", "NA"),
        ("lead-council", "S2.1", "S2.2", "N"),
        ("lead-council", "DAT2.1", "DAT5.4", "N"),
        ("lead-council", "DAT2.1", "DAT2.2", "NA"),
    ],
)
def test_a_follower_of_a_gate_that_its_body_closed_is_refused(body, gate, follower, value):
    data = a_document(answers={body: {gate: value, follower: "L"}})

    assert faults_of(data) == [f"answers[1]: {body} closed {follower} itself by its answer to {gate}."]


def test_the_order_of_answers_does_not_matter_for_gates():
    data = a_document(answers={"borough": {"S2.2": "L", "S2.1": "N"}})

    assert faults_of(data) == ["answers[0]: borough closed S2.2 itself by its answer to S2.1."]


@pytest.mark.parametrize(
    "answers",
    [
        {"borough": {"S2.2": "L"}},
        {"borough": {"S2.1": "P", "S2.2": "L"}},
        {"borough": {"S2.1": "N"}, "lead-council": {"S2.2": "L"}},
        {"borough": {"DAT2.1": "N", "DAT2.2": "L"}},
        {"borough": {"DEL4.6": "X", "DEL4.7": "L"}},
        {"lead-council": {"DEL4.6": "X", "DEL4.7": "L"}},
    ],
    ids=["gate unanswered", "gate open", "gate of another body", "views on the lead's", "views", "the lead's views"],
)
def test_a_follower_is_accepted_where_its_body_has_not_closed_it(answers):
    assert faults_of(a_document(answers=answers)) == []


def test_an_agreed_answer_is_accepted_whatever_its_gate_says():
    agreed = {"DEL4.6": "X", "DEL4.7": "F", "S2.1": "N", "S2.2": "F"}

    assert faults_of(a_document(agreed=agreed)) == []


# --- What else is accepted ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_a_missing_answer_is_accepted_in_any_state(state):
    assert faults_of(document(state=state)) == []


def test_one_body_alone_is_accepted():
    bodies = {"lead-council": ("Marrowdale Council", "unitary_council", "03-31")}

    assert faults_of(document(bodies=bodies, answers={"lead-council": {"S1.1": "F"}})) == []


def test_a_draft_without_entities_is_accepted():
    data = document(state="draft", bodies={"lead-council": ("Marrowdale Council", "unitary_council", "03-31")})
    data["entities"], data["assessment"]["lead_entity"] = [], None

    assert faults_of(data) == []


def test_a_body_that_does_not_take_part_may_be_named_in_a_dissent():
    assert faults_of(with_change("agreed.0.dissent.0.entity", "charity")) == []


# --- All faults at once ---------------------------------------------------------------------------------------


def test_faults_of_all_parts_are_listed_in_the_order_of_the_format():
    data = a_document()
    data["format"], data["colour"] = "x", 1
    data["partnership"]["name"] = ""
    data["assessment"]["title"] = ""
    data["entities"][2]["kind"] = "x"
    data["answers"][1]["value"] = "x"
    data["agreed"][0]["dissent"][0]["note"] = 1

    assert [line.split(":")[0] for line in faults_of(data)] == [
        *("colour", "format", "partnership.name", "assessment.title"),
        *("entities[2].kind", "answers[1].value", "agreed[0].dissent[0].note"),
    ]


def test_the_first_hundred_faults_are_listed_and_all_are_counted():
    data = a_document(answers={})
    data["answers"] = [{"question": "S1.1", "entity": "borough", "value": "Q"}] * 250

    with pytest.raises(DocumentError) as error:
        check(data, Known(shipped()))

    assert error.value.count == 250 + 249
    assert len(error.value.faults) == 100
    assert error.value.faults[0].startswith("answers[0].value:")
    assert str(error.value).count("\n") == 99


# --- From bytes to JSON ---------------------------------------------------------------------------------------


def faults_in(text: bytes) -> list[str]:
    with pytest.raises(DocumentError) as error:
        parse(text)
    return error.value.faults


def test_utf_8_is_read():
    assert parse('{"a": "é😀\u200f"}'.encode()) == {"a": "é😀\u200f"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", "line 1, column 1: this is not JSON (Expecting value)."),
        (b'{\n "a": ]', "line 2, column 7: this is not JSON (Expecting value)."),
        (b'{"a": 1} x', "line 1, column 10: this is not JSON (Extra data)."),
        ('{"a": "é"}'.encode("latin-1"), "byte 7: the file is not text in UTF-8."),
        ('{"a": 1}'.encode("utf-16"), "byte 0: the file is not text in UTF-8."),
        (b'{"a": "\xed\xa0\x80"}', "byte 7: the file is not text in UTF-8."),
        (b'{"a": NaN}', "the file: NaN is not JSON."),
        (b'{"a": -Infinity}', "the file: -Infinity is not JSON."),
        (
            b"[" * 200_000,
            "the file: nested too deeply or with a number too long to be an assessment.",
        ),
        (
            b"[" + b"9" * 5_000 + b"]",
            "the file: nested too deeply or with a number too long to be an assessment.",
        ),
    ],
)
def test_what_is_not_json_is_refused_with_its_place(text, fault):
    assert faults_in(text) == [fault]


def test_a_byte_order_mark_is_refused():
    assert "this is not JSON" in faults_in(b'\xef\xbb\xbf{"a": 1}')[0]


def test_a_key_may_not_stand_twice():
    text = b'{"a": 1, "b": {"c": 1, "c": 2}, "d": [{}, {"e": 1, "e": 1, "e": 2}], "a": 2}'

    assert faults_in(text) == [
        "b.c: this key stands twice in one object.",
        "d[1].e: this key stands twice in one object.",
        "d[1].e: this key stands twice in one object.",
        "a: this key stands twice in one object.",
    ]


def test_half_a_surrogate_pair_in_an_unknown_key_is_refused_in_words():
    data = parse(b'{"\\ud800": 1}')

    assert "\ud800: this key is not known." in faults_of(data)


def test_a_deep_value_in_the_place_of_a_text_is_refused():
    data = with_change("answers.0.note", json.loads("[" * 500 + "]" * 500))

    assert faults_of(data) == ["answers[0].note: must be a text."]
