"""The seal by itself: canonical text, hash, texts apart, checking, and what has moved. Plain values only."""

import copy
import hashlib
import json

import pytest

from assessments.seal import (
    AGREED,
    ANSWERS,
    BODIES,
    RESULT,
    ROUND,
    WORDING,
    Contents,
    Redacted,
    Signing,
    as_shown,
    build,
    canonical,
    check,
    differences,
    hash_of_document,
    moved_between,
    text_places,
    text_reference,
)
from partnerships.texts import Texts, hash_of


def contents(**changes):
    answer = {"question": "S2.1", "entity": "borough", "value": "F"}
    aside = {"question": "S2.2", "entity": "borough", "value": ""}
    document = {
        "format": "alps-assessment/1",
        "edition": "an-edition",
        "partnership": {"slug": "together", "name": "Together"},
        "assessment": {"slug": "one", "title": "One", "state": "signed_off"},
        "entities": [
            {"slug": "borough", "name": "Borough", "reason": ""},
            {"slug": "trust", "name": "Trust", "reason": "No time"},
        ],
        "answers": [{**answer, "note": "Ωmega £5", "reason": "", "evidence": "https://a.example"}],
        "agreed": [
            {
                "question": "S2.1",
                "value": "L",
                "rationale": "As discussed",
                "dissent": [{"entity": "borough", "note": "Too low"}],
            }
        ],
    }
    found = {
        "assessment": document,
        "not_counted": [{**aside, "note": "Only a note", "reason": "", "evidence": ""}],
        "edition": [{"model": "framework_data.edition", "fields": {"slug": "an-edition"}}],
        "result": {"format": "alps-result/1", "profiles": []},
        "values": [{"entity": None, "floor": {"S2.1": "L"}, "ceiling": {"S2.1": "L"}}],
        "bodies": [{"slug": "borough", "name": "Borough"}, {"slug": "trust", "name": "Trust"}],
    }
    return Contents(**copy.deepcopy(found) | changes)


@pytest.fixture
def sealed():
    """(canonical text, its hash, texts) of a seal."""
    texts = Texts()
    text = canonical(build(Signing(1, "2026-07-01", "PB 14", "chair", ("S2.4",)), contents(), texts))
    return text, hash_of_document(text), {sha256: list(kept) for sha256, kept in texts.kept.items()}


def test_the_canonical_text_sorts_keys_and_has_no_blanks_and_no_escapes():
    assert canonical({"b": [1, None, True], "a": "Ω £\n"}) == '{"a":"Ω £\\n","b":[1,null,true]}'


@pytest.mark.parametrize("value", [1.5, [1.0], {"a": {"b": (2.0,)}}])
def test_a_number_with_a_fraction_is_refused(value):
    with pytest.raises(TypeError, match="has a fraction"):
        canonical(value)


def test_the_seal_is_the_sha256_of_the_text_in_utf_8():
    assert hash_of_document("Ω") == hashlib.sha256("Ω".encode()).hexdigest()


def test_the_document_says_what_was_signed_and_by_which_office(sealed):
    document = json.loads(sealed[0])

    assert document["format"] == "alps-seal/1"
    assert document["number"] == 1
    assert document["signed_off"] == {"on": "2026-07-01", "minute_reference": "PB 14", "by": "chair"}
    assert document["accepted_open"] == ["S2.4"]


def test_typed_texts_stand_in_the_document_by_their_salted_hash_alone(sealed):
    text, _, texts = sealed

    for typed in ("Ωmega £5", "https://a.example", "As discussed", "Too low", "Only a note", "No time"):
        assert typed not in text
        assert typed in {kept[1] for kept in texts.values()}
    assert all(hash_of(*kept) == sha256 for sha256, kept in texts.items())


def test_the_same_text_twice_has_two_hashes():
    assert len({text_reference(build_one(), "agreed/S2.1/rationale") for _ in range(2)}) == 2


def build_one():
    return build(Signing(1, "2026-07-01", "PB 14", "chair"), contents(), Texts())


def test_every_text_has_a_place_that_leads_to_its_hash(sealed):
    text, _, texts = sealed
    document = json.loads(text)

    places = {place: texts[sha256][1] for place, sha256 in text_places(document)}

    assert places == {
        "answers/S2.1/borough/note": "Ωmega £5",
        "answers/S2.1/borough/evidence": "https://a.example",
        "answers/S2.2/borough/note": "Only a note",
        "agreed/S2.1/rationale": "As discussed",
        "agreed/S2.1/dissent/borough": "Too low",
        "bodies/trust/reason": "No time",
    }
    for place, typed in places.items():
        assert texts[text_reference(document, place)][1] == typed


@pytest.mark.parametrize("place", ["answers/S2.1/borough/reason", "answers/S9.9/borough/note", "nowhere", ""])
def test_a_place_without_a_text_leads_nowhere(sealed, place):
    assert text_reference(json.loads(sealed[0]), place) == ""


def test_an_untouched_seal_holds(sealed):
    found = check(*sealed)

    assert found.holds
    assert (found.sha256, found.wrong, found.lost, found.redacted) == (sealed[1], (), (), ())


def test_a_changed_letter_breaks_the_seal(sealed):
    text, sha256, texts = sealed

    found = check(text.replace('"value":"F"', '"value":"N"'), sha256, texts)

    assert not found.holds
    assert not found.is_unaltered


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"assessment":1}', '"a"'])
def test_what_is_no_document_breaks_the_seal_and_is_no_error(sealed, text):
    assert not check(text, sealed[1], sealed[2]).holds


@pytest.mark.parametrize("kept", [["salt", "Another text"], ["only a salt"], []])
def test_a_text_that_does_not_fit_its_hash_is_named(sealed, kept):
    text, sha256, texts = sealed
    reference = text_reference(json.loads(text), "agreed/S2.1/rationale")

    found = check(text, sha256, texts | {reference: kept})

    assert found.is_unaltered
    assert (found.holds, found.wrong) == (False, ("agreed/S2.1/rationale",))


def test_a_text_that_is_gone_without_a_record_is_named(sealed):
    text, sha256, texts = sealed
    texts.pop(text_reference(json.loads(text), "bodies/trust/reason"))

    found = check(text, sha256, texts, [Redacted("elsewhere", "0" * 64, "2026-07-02")])

    assert (found.holds, found.lost) == (False, ("bodies/trust/reason",))


@pytest.mark.parametrize("by", ["hash", "place"])
def test_a_text_that_was_redacted_keeps_the_seal_and_is_named_with_the_day(sealed, by):
    text, sha256, texts = sealed
    place = "answers/S2.1/borough/note"
    reference = text_reference(json.loads(text), place)
    texts.pop(reference)
    record = Redacted("moved", reference, "2026-07-02") if by == "hash" else Redacted(place, "", "2026-07-02")

    found = check(text, sha256, texts, [record])

    assert found.holds
    assert found.redacted == ((place, "2026-07-02"),)


# --- Held against what is there now --------------------------------------------------------------------------------


def changed(path, value):
    """The contents with one value changed; path: keys and indices from `assessment` or another part on."""
    now = contents()
    inner = getattr(now, path[0])
    for key in path[1:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return now


def test_nothing_differs_from_what_was_sealed(sealed):
    assert differences(json.loads(sealed[0]), sealed[2], contents()) == ()


@pytest.mark.parametrize(
    ("path", "value", "part", "places"),
    [
        (("assessment", "assessment", "title"), "Two", ROUND, ()),
        (("assessment", "partnership", "name"), "Apart", ROUND, ()),
        (("assessment", "entities", 1, "reason"), "Other", BODIES, ("trust",)),
        (("bodies", 0, "name"), "Burgh", BODIES, ("borough",)),
        (("assessment", "answers", 0, "value"), "N", ANSWERS, ("S2.1 borough",)),
        (("assessment", "answers", 0, "note"), "Other", ANSWERS, ("S2.1 borough",)),
        (("assessment", "answers", 0, "reason"), "New", ANSWERS, ("S2.1 borough",)),
        (("not_counted", 0, "note"), "Other", ANSWERS, ("S2.2 borough",)),
        (("assessment", "agreed", 0, "value"), "N", AGREED, ("S2.1",)),
        (("assessment", "agreed", 0, "dissent"), [], AGREED, ("S2.1",)),
        (("assessment", "agreed", 0, "dissent", 0, "note"), "Other", AGREED, ("S2.1",)),
        (("result", "profiles"), [1], RESULT, ()),
        (("values", 0, "floor"), {"S2.1": "F"}, RESULT, ()),
        (("edition", 0, "fields"), {"slug": "other"}, WORDING, ()),
    ],
)
def test_the_part_that_differs_is_named(sealed, path, value, part, places):
    found = differences(json.loads(sealed[0]), sealed[2], changed(path, value))

    assert [(each.part, each.places) for each in found] == [(part, places)]


def test_an_answer_that_came_or_went_differs(sealed):
    now = contents()
    now.assessment["answers"][0]["entity"] = "trust"

    found = differences(json.loads(sealed[0]), sealed[2], now)

    assert [each.places for each in found] == [("S2.1 borough", "S2.1 trust")]


def test_a_redacted_text_is_not_compared(sealed):
    document, texts = json.loads(sealed[0]), sealed[2]
    texts.pop(text_reference(document, "answers/S2.1/borough/note"))

    now = changed(("assessment", "answers", 0, "note"), "Redacted")

    assert differences(document, texts, now) == ()


# --- What a page showed ----------------------------------------------------------------------------------------------


def test_what_moved_since_the_page_was_shown_is_named():
    shown = as_shown(contents())

    assert moved_between(shown, as_shown(contents())) == ()
    assert moved_between(shown, as_shown(changed(("assessment", "answers", 0, "note"), "Other"))) == ("S2.1",)
    assert moved_between(shown, as_shown(changed(("not_counted", 0, "value"), "F"))) == ("S2.2",)
    assert moved_between(shown, as_shown(changed(("bodies", 0, "name"), "Burgh"))) == ("bodies",)
    assert set(moved_between(shown, as_shown(contents(not_counted=[])))) == {"S2.2"}


def test_a_page_that_showed_nothing_has_seen_everything_move():
    assert set(moved_between("", as_shown(contents()))) == {"bodies", "S2.1", "S2.2"}
    assert "scrambled" in moved_between("scrambled", as_shown(contents()))
