"""A round as a file: in whole or not at all, out with the same bytes, and its result as another file."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from assessments.document import DocumentError, parse
from assessments.interchange import as_text, check_document, export_document, import_document, result_document
from assessments.models import AgreedAnswer, Answer, Assessment, Participant
from framework_data.content import content_by_slug
from partnerships import append_only
from partnerships.models import Entity, Event, Membership, Partnership
from tests.people import EDITION, a_round, document, everything

pytestmark = pytest.mark.django_db

ODD_TEXTS = [
    "Café, naïve, Łódź, £5 and 10 €",
    "😀 👩‍👩‍👧 \U0001f9ff",
    "مرحبا \u200fשלום\u200e",
    "<script>alert('x')</script> & <b>bold</b> &amp;",
    'A "quote", a \\ backslash, a / slash and \u2028 a line separator',
    "First line\nSecond line\r\nThird\tline\rend ",
    "=1+1, +1, -1, @x",
    "\x01\x1f\x7f\ufffe",
    "é is not e\u0301",
    " ",
]


def rows_of_everything() -> dict[str, int]:
    """Model -> how many rows it has, for the three apps that an import may write to."""
    labels = ("framework_data", "partnerships", "assessments")
    return {
        model.__name__: model.objects.count() for label in labels for model in apps.get_app_config(label).get_models()
    }


def exported_text(slug: str = "first-round") -> str:
    return as_text(export_document(Assessment.objects.get(slug=slug)))


def a_full_document() -> dict[str, Any]:
    """Answers, views, reasons, agreed answers and dissents, in the order in which a file is written."""
    found = document(
        answers={
            "lead-council": {"GS1.1": "F"},
            "borough": {"GS1.1": "P", "S2.1": "NA", "DEL5.2": "L", "DEL5.10": "N", "DAT1.1": "F"},
        },
        agreed={"S2.1": "P", "DEL4.6": "X", "DEL5.3": "NA"},
        participation={"trust": "participating", "charity": "declined"},
    )
    found["answers"][1]["note"] = "As seen from here."
    found["agreed"][0]["dissent"] = [
        {"entity": "lead-council", "note": "We see it differently"},
        {"entity": "trust", "note": ""},
    ]
    return found


# --- In, and out again ----------------------------------------------------------------------------------------


def test_import_then_export_gives_the_same_bytes():
    text = as_text(a_full_document())

    import_document(parse(text.encode()))

    assert exported_text() == text


@pytest.mark.parametrize("state", ["draft", "open", "consensus", "signed_off"])
def test_every_state_comes_back(state):
    text = as_text(document(state=state, answers={"borough": everything("L")}))

    import_document(parse(text.encode()))

    assert exported_text() == text
    assert Assessment.objects.get().state == state


@pytest.mark.parametrize("odd", ODD_TEXTS)
def test_texts_come_back_as_they_were(odd):
    data = a_full_document()
    data["partnership"]["name"] = data["assessment"]["title"] = f"A name: {odd}"
    data["assessment"]["scope"] = data["assessment"]["scope_agreed_by"] = f"{odd}."
    data["entities"][1]["name"], data["entities"][3]["reason"] = f"Body: {odd}", odd
    data["answers"][0]["note"], data["answers"][2]["reason"] = odd, f"{odd}!"
    data["agreed"][0]["rationale"] = data["agreed"][0]["dissent"][0]["note"] = odd

    import_document(parse(as_text(data).encode()))

    assert exported_text() == as_text(data)


def test_a_text_of_ten_thousand_characters_comes_back():
    data = a_full_document()
    data["answers"][0]["note"] = "ß😀" * 5_000

    import_document(data)

    assert export_document(Assessment.objects.get())["answers"][0]["note"] == "ß😀" * 5_000


def test_a_file_is_written_in_one_way():
    text = as_text({"b": "é😀", "a": [1]})

    assert text == '{\n  "b": "é😀",\n  "a": [\n    1\n  ]\n}\n'


def test_what_was_left_out_is_written_with_its_default():
    data = a_full_document()
    for part, keys in (
        (data["assessment"], ("scope_agreed_by", "deadline")),
        (data["entities"][0], ("in_area", "year_end", "reason")),
        (data["answers"][0], ("note", "reason")),
        (data["agreed"][1], ("rationale", "dissent")),
        (data["agreed"][0]["dissent"][0], ("note",)),
    ):
        for key in keys:
            del part[key]

    exported = export_document(import_document(data))

    assert exported["assessment"]["scope_agreed_by"] == ""
    assert exported["assessment"]["deadline"] is None
    assert {key: exported["entities"][0][key] for key in ("in_area", "year_end", "reason")} == {
        "in_area": True,
        "year_end": "",
        "reason": "",
    }
    assert (exported["answers"][0]["note"], exported["answers"][0]["reason"]) == ("", "")
    assert (exported["agreed"][1]["rationale"], exported["agreed"][1]["dissent"]) == ("", [])
    assert exported["agreed"][0]["dissent"][0]["note"] == ""


def test_a_bare_draft_comes_back():
    data = document(state="draft")
    data["assessment"] |= {"scope": "", "scope_agreed_on": None, "lead_entity": None, "deadline": None}
    data["entities"] = []

    import_document(data)

    assert exported_text() == as_text(data)


def test_a_draft_keeps_a_lead_that_declined():
    data = document(state="draft", participation={"lead-council": "declined"})

    import_document(data)

    assert exported_text() == as_text(data)


def test_lists_are_written_in_framework_order_and_then_entity_order():
    data = a_full_document()
    shuffled = deepcopy(data)
    shuffled["answers"].reverse()
    shuffled["agreed"].reverse()
    shuffled["agreed"][-1]["dissent"].reverse()

    import_document(shuffled)

    exported = export_document(Assessment.objects.get())
    position = content_by_slug(EDITION).framework.position
    order = {row["slug"]: place for place, row in enumerate(data["entities"])}
    assert exported["answers"] == sorted(
        data["answers"], key=lambda row: (position[row["question"]], order[row["entity"]])
    )
    assert exported["agreed"] == data["agreed"]


def test_an_exported_round_can_be_imported_elsewhere():
    import_document(a_full_document())
    text = exported_text()
    Assessment.objects.all().delete()
    Membership.objects.all().delete()
    with append_only.unlocked():
        Event.objects.all().delete()
    Partnership.objects.all().delete()
    Entity.objects.all().delete()

    import_document(parse(text.encode()))

    assert exported_text() == text


# --- What an import writes ------------------------------------------------------------------------------------------


def test_an_imported_round_says_so():
    assessment = import_document(document(state="signed_off"))

    assert assessment.imported_at is not None
    assert assessment.signed_off_at is None


def test_every_answer_of_a_body_that_takes_part_counts_as_submitted():
    assessment = import_document(document())

    assert {p.entity.slug: p.submitted_at is not None for p in assessment.participants.all()} == {
        "lead-council": True,
        "borough": True,
        "trust": False,
        "charity": False,
    }


def test_an_import_leaves_one_line_in_the_history():
    import_document(a_full_document())

    event = Event.objects.get()
    assert (event.verb, event.by, event.assessment) == ("assessment_imported", None, "first-round")
    assert event.after == {"state": "open", "answers": 6, "agreed": 3}


def test_entities_that_exist_are_used_and_belong_to_the_partnership_once():
    import_document(document("first-round"))

    import_document(document("second-round"))

    assert Entity.objects.count() == 4
    assert Partnership.objects.count() == 1
    assert Membership.objects.count() == 4


def test_a_new_entity_joins_the_partnership_at_the_end():
    bodies = {"lead-council": ("Marrowdale Council", "unitary_council", "03-31")}
    import_document(document("first-round", bodies=bodies))

    import_document(document("second-round", bodies={"newcomer": ("Newcomer", "charity", "")} | bodies))

    assert list(Membership.objects.order_by("order").values_list("entity__slug", flat=True)) == [
        "lead-council",
        "newcomer",
    ]


def test_a_known_entity_keeps_its_facts_while_the_round_has_its_own():
    import_document(document("first-round"))
    second = document("second-round")
    second["entities"][1] |= {"year_end": "12-31", "in_area": False}

    import_document(second)

    entity = Entity.objects.get(slug="borough")
    assert (entity.year_end, entity.in_area) == ("03-31", True)
    assert export_document(Assessment.objects.get(slug="second-round"))["entities"][1] == second["entities"][1]


# --- Refused whole ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("assessment", "slug"), "first-round", "assessment.slug: there is an assessment first-round already."),
        (("partnership", "name"), "Other", "partnership.name: this server knows marrowdale as Marrowdale Together."),
        (
            ("entities", 1, "name"),
            "Tansy Council",
            "entities[1].name: this server knows borough as Tansy Borough Council.",
        ),
        (("entities", 1, "kind"), "charity", "entities[1].kind: this server knows borough as district_council."),
        (("edition",), "alps-1999", "edition: there is no edition alps-1999 on this server."),
        (("answers", 0, "value"), "Q", "answers[0].value: S1.1 takes one of F, L, P, N, NA, not 'Q'."),
    ],
)
def test_a_document_with_a_fault_writes_nothing(path, value, fault):
    import_document(document("first-round"))
    data = document("second-round", answers={"borough": {"S1.1": "F"}})
    part: Any = data
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    before = rows_of_everything()

    with pytest.raises(DocumentError) as error:
        import_document(data)

    assert error.value.faults == [fault]
    assert rows_of_everything() == before


@pytest.mark.parametrize("slug", ["\ud800", "nul\x00", "", 3, None, ["x"], {"a": 1}])
def test_a_broken_slug_is_a_fault_and_no_crash(slug):
    data = document()
    data["edition"] = data["partnership"]["slug"] = data["assessment"]["slug"] = data["entities"][0]["slug"] = slug

    with pytest.raises(DocumentError) as error:
        check_document(data)

    assert [line.split(":")[0] for line in error.value.faults] == [
        *("edition", "partnership.slug", "assessment.slug", "entities[0].slug", "assessment.lead_entity"),
    ]


@pytest.mark.parametrize("data", [None, [], "x", {}, {"entities": 3}, {"assessment": [], "partnership": 1}])
def test_anything_else_is_refused_in_words(data):
    with pytest.raises(DocumentError):
        check_document(data)


def test_a_check_writes_nothing():
    before = rows_of_everything()

    check_document(a_full_document())

    assert rows_of_everything() == before


# --- What an export holds ---------------------------------------------------------------------------------------------


def test_a_later_rename_does_not_change_the_export_of_an_old_round():
    import_document(a_full_document())
    before = exported_text()

    Entity.objects.filter(slug="borough").update(
        name="Tansy and Fen Council", kind="unitary_council", in_area=False, year_end="06-30"
    )

    assert exported_text() == before


def test_the_answers_of_a_body_that_later_declines_are_kept_and_left_out():
    assessment = import_document(a_full_document())

    assessment.participants.filter(entity__slug="borough").update(participation="declined")

    assert {row["entity"] for row in export_document(assessment)["answers"]} == {"lead-council"}
    assert Answer.objects.filter(participant__entity__slug="borough").count() == 5


def test_a_follower_of_a_closed_gate_is_kept_and_left_out():
    assessment = import_document(document(answers={"borough": {"S2.1": "F", "S2.2": "L", "DAT2.2": "P"}}))

    Answer.objects.filter(question__code="S2.1").update(value="N")

    assert [row["question"] for row in export_document(assessment)["answers"]] == ["S2.1", "DAT2.2"]
    assert Answer.objects.count() == 3
    reimported = export_document(assessment)
    reimported["assessment"]["slug"] = "elsewhere"
    check_document(reimported)


def test_a_view_stays_in_the_file_whatever_its_gate_says():
    assessment = import_document(document(answers={"borough": {"DAT2.1": "N", "DAT2.2": "P", "DEL4.6": "X"}}))

    assert [row["question"] for row in export_document(assessment)["answers"]] == ["DEL4.6", "DAT2.1", "DAT2.2"]


def test_a_note_without_an_answer_is_not_exported():
    assessment = import_document(document(answers={"borough": {"S1.1": "F"}}))

    Answer.objects.update(value="", note="Still asking around.")

    assert export_document(assessment)["answers"] == []


def test_the_file_names_no_person(django_user_model):
    person = django_user_model.objects.create_user("rae@example.org", None, name="Rae Spondent")
    assessment = import_document(a_full_document())
    Answer.objects.update(updated_by=person)
    AgreedAnswer.objects.update(updated_by=person)
    Participant.objects.update(submitted_by=person)

    assert "Rae" not in exported_text()
    assert "rae@example.org" not in as_text(result_document(assessment))


def test_an_export_takes_the_same_queries_for_forty_bodies(django_assert_max_num_queries):
    bodies = {f"body-{number}": (f"Body {number}", "charity", "") for number in range(40)}
    assessment = import_document(
        document(bodies=bodies, participation={}, answers={body: {"S1.1": "F"} for body in bodies})
    )

    with django_assert_max_num_queries(12):
        export_document(assessment)
    with django_assert_max_num_queries(12):
        result_document(assessment)


# --- The result ------------------------------------------------------------------------------------------------


def test_a_result_has_its_keys_in_their_order():
    result = result_document(import_document(document(answers={"borough": everything()})))

    assert list(result) == [
        *("format", "edition", "policy", "assessment", "state"),
        *("participating", "declined", "did_not_take_part", "profiles"),
    ]
    assert result["format"] == "alps-result/1"
    assert json.dumps(result["policy"]) == (
        '{"bands": {"P": 15, "L": 50, "F": 85}, "full_needs": "L", "reach": "L", "build_on": "F"}'
    )
    profile = result["profiles"][0]
    assert list(profile) == ["entity", "missing", "confirmed", "statements", "dimensions"]
    assert list(profile["statements"]) == [s.code for s in content_by_slug(EDITION).statements]
    assert list(profile["statements"]["GS1"]) == ["floor", "ceiling"]
    assert list(profile["dimensions"]) == ["S", "DEL", "DAT"]
    assert list(profile["dimensions"]["S"]) == [
        *("floor", "ceiling", "confirmed", "missing", "next_level"),
        *("held_back_by", "shortest_way_up", "ahead", "not_applicable"),
    ]
    assert list(profile["dimensions"]["S"]["held_back_by"][0]) == ["statement", "rating", "needs", "questions"]
    assert list(profile["dimensions"]["S"]["held_back_by"][0]["questions"][0]) == ["question", "value", "entities"]
    assert list(profile["dimensions"]["S"]["shortest_way_up"][0]) == ["question", "from", "to", "entities"]
    assert list(profile["dimensions"]["S"]["not_applicable"]) == ["questions", "of"]


def test_a_result_names_every_body_by_its_part():
    participation = {"borough": "participating", "trust": "did_not_take_part", "charity": "declined"}
    result = result_document(import_document(document(participation=participation)))

    assert result["participating"] == ["lead-council", "borough"]
    assert result["declined"] == ["charity"]
    assert result["did_not_take_part"] == ["trust"]
    assert [profile["entity"] for profile in result["profiles"]] == [None, "lead-council", "borough"]


@pytest.mark.parametrize("state", ["draft", "open", "consensus", "signed_off"])
def test_a_result_is_the_same_in_every_state(state):
    full = {
        "lead-council": everything("F", respondents=("entity", "lead_entity")),
        "borough": everything(),
    }
    agreed = everything(respondents=("organisation",))

    result = result_document(import_document(document(state=state, answers=full, agreed=agreed)))

    assert result["state"] == state
    partnership = result["profiles"][0]
    assert (partnership["missing"], partnership["confirmed"]) == (0, True)
    assert [dimension["floor"] for dimension in partnership["dimensions"].values()] == [3, 3, 3]
    assert partnership["dimensions"]["S"]["next_level"] is None
    assert partnership["dimensions"]["S"]["held_back_by"] == []
    assert partnership["dimensions"]["S"]["shortest_way_up"] == []


def test_what_is_not_submitted_counts_as_missing():
    assessment = a_round(answers={"borough": everything()})
    submitted = import_document(document("elsewhere", answers={"borough": everything()}))

    assert result_document(assessment)["profiles"][0]["missing"] > result_document(submitted)["profiles"][0]["missing"]
    assert result_document(assessment)["profiles"][2]["entity"] == "borough"
    assert set(result_document(assessment)["profiles"][2]["statements"]["S4"].values()) == {"N", "F"}


# --- The description of the formats ------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[2] / "docs" / "interchange.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    """The JSON that follows `<!-- example: name -->` in docs/interchange.md."""
    return PAGE.split(f"<!-- example: {name} -->")[1].split("```json\n")[1].split("```")[0]


def test_the_documented_round_comes_back_with_its_bytes_and_gives_the_documented_result():
    assessment = import_document(parse(example("assessment").encode()))

    assert as_text(export_document(assessment)) == example("assessment")
    dimension = result_document(assessment)["profiles"][0]["dimensions"]["S"]
    assert dimension == json.loads(example("result"))
    assert list(dimension) == list(json.loads(example("result")))


def test_the_description_names_every_key_and_choice():
    words = set(re.findall(r"[a-z_]+", PAGE))
    choices = [*Assessment.State.values, *Entity.Kind.values, *Participant.Participation.values]

    def keys(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(keys, value))
        return set(value).union(*map(keys, value.values())) if isinstance(value, dict) else set()

    assert keys(a_full_document()) | set(choices) <= words
    assert {key for key in keys(result_document(import_document(document()))) if key.islower()} <= words


@pytest.mark.parametrize(("state", "is_in_the_file"), [("open", True), ("consensus", False)])
def test_from_the_reveal_on_the_file_leaves_out_what_is_not_submitted(state, is_in_the_file):
    assessment = a_round("late", state=state, answers={"lead-council": everything(), "borough": everything("P")})
    Participant.objects.filter(assessment=assessment, entity__slug="lead-council").update(submitted_at=timezone.now())
    bodies = {row["entity"] for row in export_document(assessment)["answers"]}
    assert bodies == ({"lead-council", "borough"} if is_in_the_file else {"lead-council"})
