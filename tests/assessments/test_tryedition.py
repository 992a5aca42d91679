"""Trying an edition by command: a file in, its result by the edition out, and nothing written to the database."""

import json

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from assessments.interchange import result_document
from assessments.models import Assessment
from framework_data.actions.drafting import change_part, remove_part
from framework_data.models import Question
from partnerships.models import Person
from tests.editions import a_draft, an_editor
from tests.people import a_round, document, everything, rows_stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers():
    return {"lead-council": everything(but={"S2.1": "P"}), "borough": everything("L")}


@pytest.fixture
def draft():
    return a_draft()


@pytest.fixture
def run(capsys, tmp_path):
    def run(data, *options, edition="plain-2"):
        file = tmp_path / "round.json"
        file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        call_command("tryedition", edition, str(file), *options)
        return capsys.readouterr()

    return run


def test_a_file_of_another_edition_gives_its_result_by_the_draft(run, draft, answers):
    said = run(document(answers=answers))
    a_round(answers=answers, submitted=True)
    by_the_published = result_document(Assessment.objects.get())

    assert json.loads(said.out) == by_the_published | {"edition": "plain-2", "state": "trial"}
    assert said.err == ""


def test_the_rules_are_those_of_the_draft(run, draft):
    change_part(draft.questions.get(code="DAT1.1"), changes={"respondent": "lead_entity"}, by=an_editor())

    profile = json.loads(run(document(answers={"lead-council": {"DAT1.1": "F"}})).out)["profiles"][0]

    assert profile["statements"]["DAT1"] == {"floor": "F", "ceiling": "F"}


def test_answers_without_a_place_in_the_draft_are_left_out_and_listed(run, draft):
    remove_part(draft.questions.get(code="S6.11"), by=None)
    said = run(document(answers={"borough": {"S6.11": "F", "S2.1": "F"}}, agreed={"S6.11": "L"}))

    assert "S6.11, borough: the question is gone" in said.err
    assert "S6.11, partnership: the question is gone" in said.err
    assert json.loads(said.out)["state"] == "trial"


def test_a_gate_that_is_new_in_the_draft_is_no_fault_of_the_file(run, draft):
    change_part(draft.questions.get(code="S2.3"), changes={"gate": draft.questions.get(code="S2.1")}, by=None)
    said = run(document(answers={"borough": {"S2.1": "N", "S2.3": "F"}}))

    assert json.loads(said.out)["profiles"][0]["missing"] > 0


def test_nothing_is_written_to_the_database(run, draft, answers):
    rooms = ("framework_data", "partnerships", "assessments", "reports")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models() if model is not Person]
    before = rows_stored(*models)
    run(document(answers=answers))

    assert rows_stored(*models) == before


def test_the_result_goes_to_a_file(run, draft, answers, tmp_path):
    said = run(document(answers=answers), "--output", str(tmp_path / "result.json"))

    assert said.out == ""
    assert json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))["format"] == "alps-result/1"


def test_a_draft_with_faults_says_what_to_mend(run, draft):
    change_part(draft.questions.get(code="S1.2"), changes={"gate": draft.questions.get(code="S1.3")}, by=None)

    with pytest.raises(CommandError, match=r"Mend this first:\n  S1\.2: its gate S1\.3 must come earlier\."):
        run(document())


@pytest.mark.parametrize(
    ("data", "say"),
    [
        ("{", "Faults: 1.\n  line 1, column 2: this is not JSON"),
        ("[]", "the file: must be an object."),
        ({"format": "alps-assessment/1", "answers": [{"question": "S1.1", "value": "F"}, 7]}, "answers"),
        (document(answers={"charity": {"S2.1": "F"}}), "charity does not take part, so it has no answers."),
    ],
    ids=["no_json", "no_object", "no_rows", "no_part"],
)
def test_a_file_that_cannot_be_taken_is_refused_with_its_faults(run, draft, data, say):
    with pytest.raises(CommandError) as refusal:
        run(data)

    assert say in str(refusal.value)


def test_what_is_not_there_is_said_in_words(run, draft, tmp_path):
    with pytest.raises(CommandError, match="There is no edition nowhere"):
        run(document(), edition="nowhere")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("tryedition", "plain-2", str(tmp_path / "none.json"))


def test_a_file_that_is_too_large_is_not_read(run, draft, monkeypatch):
    monkeypatch.setattr("assessments.management.commands.tryedition.MOST_BYTES", 1024 * 1024)

    with pytest.raises(CommandError, match="is larger than 1 MB"):
        run(" " * (1024 * 1024 + 1))


def test_a_draft_of_a_round_without_a_lead_can_be_tried(run, draft):
    data = document(state="draft", answers={"borough": {"S2.1": "F"}})
    data["assessment"] |= {"lead_entity": None}

    assert json.loads(run(data).out)["participating"] == ["lead-council", "borough"]
    assert Question.objects.filter(edition=draft).count() == 119
