"""Where texts stand: written and read again, and found in events and in sealed documents."""

import pytest

from assessments.places import FIELDS, Act, Place, hashes_in_act, places_in_document

NOTE = Place("answer", "note", "S2.1", "borough")
PERSON = "0123456789abcdef"
WRITTEN = {
    "answers/S2.1/borough/note": NOTE,
    "agreed/S2.1/rationale": Place("agreed", "rationale", "S2.1"),
    "agreed/S2.1/dissent/borough": Place("dissent", "note", "S2.1", "borough"),
    "drafts/S2.1/rationale": Place("draft", "rationale", "S2.1"),
    "bodies/borough/reason": Place("decline", "reason", body="borough"),
    f"sessions/2026-05-12/borough/{PERSON}/interest": Place("session", "interest", "2026-05-12", "borough", PERSON),
    "seals/1/reason": Place("reopening", "reason", "1"),
    "redactions/7/reason": Place("redaction", "reason", "7"),
}


def ref(name):
    return {"sha256": name}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_place_is_read_as_it_was_written(text):
    assert Place.parse(text) == WRITTEN[text]
    assert str(WRITTEN[text]) == text


def test_every_kind_of_place_can_be_written():
    assert {place.kind for place in WRITTEN.values()} == FIELDS.keys()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "answers",
        "answers/S2.1/borough/value",
        "answers/S2.1/borough",
        "secrets/S2.1/note",
        "bodies/x/note",
        "bodies/\0/reason",
    ],
)
def test_what_is_no_place_is_none(text):
    assert Place.parse(text) is None


def test_a_place_is_said_in_words_whatever_a_body_is_called():
    assert NOTE.in_words({"borough": "Tansy {subject} Council"}) == "Note on S2.1, Tansy {subject} Council"
    assert NOTE.in_words({}) == "Note on S2.1, borough"


# What an event is, and for which of the places above it holds a version.
ACTS = [
    (Act("answer_saved", "borough", "S2.1", {"note": ref("a")}, {"note": ref("b")}), {NOTE: {"a", "b"}}),
    (Act("answer_corrected", "borough", "S2.1", {"note": ""}, {"note": ref("b")}), {NOTE: {"b"}}),
    (Act("answer_saved", "borough", "borough S2.1", {}, {"note": ref("a")}), {NOTE: {"a"}}),
    (Act("answer_saved", "borough", "S2.2", {}, {"note": ref("a")}), {}),
    (Act("answer_saved", "charity", "S2.1", {}, {"note": ref("a")}), {}),
    (Act("answer_saved", "borough", "S2.1", {}, {"evidence": ref("a")}), {}),
    (
        Act("answer_agreed", "", "S2.1", {}, {"rationale": ref("a"), "dissent": {"borough": ref("b"), "x": ref("c")}}),
        {WRITTEN["agreed/S2.1/rationale"]: {"a"}, WRITTEN["agreed/S2.1/dissent/borough"]: {"b"}},
    ),
    (Act("agreed_answer_drafted", "", "S2.1", {}, {"rationale": ref("a")}), {WRITTEN["drafts/S2.1/rationale"]: {"a"}}),
    (Act("declined", "borough", "", {}, {"reason": ref("a")}), {WRITTEN["bodies/borough/reason"]: {"a"}}),
    (
        Act("attendance_recorded", "borough", "2026-05-12", {}, {"person": PERSON, "interest": ref("a")}),
        {WRITTEN[f"sessions/2026-05-12/borough/{PERSON}/interest"]: {"a"}},
    ),
    (Act("attendance_recorded", "borough", "2026-05-12", {}, {"person": "f" * 16, "interest": ref("a")}), {}),
    (Act("text_redacted", "borough", "answers/S2.1/borough/reason", {}, {"reason": ref("a")}), {}),
]


@pytest.mark.parametrize(("act", "expected"), ACTS)
def test_an_event_holds_versions_of_its_own_places_alone(act, expected):
    found = {place: hashes_in_act(place, act) for place in WRITTEN.values()}
    assert {place: hashes for place, hashes in found.items() if hashes} == expected


def test_a_sealed_document_names_its_texts_by_place():
    document = {
        "assessment": {
            "entities": [{"slug": "borough", "reason": ref("e")}, {"slug": "charity", "reason": ""}],
            "answers": [
                {"question": "S2.1", "entity": "borough", "note": ref("n"), "reason": "", "evidence": ref("l")}
            ],
            "agreed": [
                {"question": "S2.1", "rationale": ref("r"), "dissent": [{"entity": "borough", "note": ref("d")}]}
            ],
        },
        "not_counted": [{"question": "S2.2", "entity": "borough", "note": ref("m")}],
    }
    assert {str(place): sha256 for place, sha256 in places_in_document(document)} == {
        "bodies/borough/reason": "e",
        "answers/S2.1/borough/note": "n",
        "answers/S2.1/borough/evidence": "l",
        "agreed/S2.1/rationale": "r",
        "agreed/S2.1/dissent/borough": "d",
        "answers/S2.2/borough/note": "m",
    }
