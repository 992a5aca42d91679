"""Editors of the framework: a draft from the shipped edition to a round that uses it, and files that come in."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from framework_data.content import content_of
from framework_data.fixture import fixture_of, with_slug
from framework_data.models import Edition
from framework_data.wording.edition import base_of
from framework_data.workbook.writing import workbook_of
from tests.journeys.conftest import Welcome
from tests.journeys.test_setting_up import types
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

OTTOLINE, KWABENA = "Ottoline Carswell", "Kwabena Fairlie"
PRIYA, RHIANNON = "Priya Nandakumar", "Rhiannon Achterberg"
SHIPPED, DRAFT = "alps-2014-plain", "plain-2"
SHIPPED_LABEL, DRAFT_LABEL = "Plain-English own-words edition, first issue", "Second issue"
HERE, NEW_ROUND, CARERS = "brackenshire-together", "early-years", "carers-alliance"
OLD_WORDING = "Is there a strategic plan in which the entity clearly explains its strategic vision?"
NEW_WORDING = "Is there a written plan that says what the entity wants to reach?"
SIGNED_OFF = "living-well-2024"


def shipped() -> Edition:
    return Edition.objects.get(slug=SHIPPED)


def makes_a_draft(editor: Visitor) -> None:
    editor.follow("Administration")
    editor.is_on("Administration")
    editor.look()
    editor.follow("All editions")
    editor.look()
    editor.follow(SHIPPED_LABEL)
    editor.look()
    editor.follow("Make a draft of it")
    editor.expected = {422}
    editor.press("Make a draft of it")
    editor.sees("Enter a short name")
    editor.look()
    editor.page.get_by_label("Short name").fill(DRAFT)
    editor.page.get_by_label("Edition", exact=True).fill(DRAFT_LABEL)
    editor.press("Make a draft of it")
    editor.sees("The draft is made.")
    editor.look()


def opens_the_draft(editor: Visitor) -> None:
    editor.go("admin:framework_data_edition_changelist")
    editor.follow(DRAFT_LABEL)


def opens_question(editor: Visitor, code: str) -> None:
    opens_the_draft(editor)
    editor.follow("Questions")
    editor.follow(code)


def edits_it(editor: Visitor) -> None:
    """New words for S2.1; S2.3 is asked only where there is a plan; S1.3 goes to each body and loses its gate."""
    opens_question(editor, "S2.1")
    editor.look()
    editor.page.locator("[name=text]").fill("")
    editor.press("Save")
    editor.look()
    editor.page.locator("[name=text]").fill(NEW_WORDING)
    editor.press("Save")
    editor.sees("was changed successfully")
    editor.look()
    opens_question(editor, "S2.3")
    editor.page.locator("[name=gate]").select_option(label="S2.1")
    editor.press("Save")
    opens_question(editor, "S1.3")
    editor.page.locator("[name=gate]").select_option("")
    editor.page.locator("[name=respondent]").select_option("entity")
    editor.press("Save")
    editor.sees("was changed successfully")


def compares_and_proposes(editor: Visitor) -> None:
    opens_the_draft(editor)
    editor.follow(f"Compare it with {SHIPPED}")
    editor.is_on("Two editions compared")
    editor.sees("wants to reach")
    editor.sees("Gate")
    editor.sees("the lead entity")
    editor.look()
    opens_the_draft(editor)
    editor.follow("Propose")
    editor.page.get_by_label("What is new").fill("Clearer words for S2.1.")
    editor.look()
    editor.press("Propose")
    editor.sees("Another editor publishes it.")
    expect(editor.page.get_by_role("link", name="Publish", exact=True)).to_have_count(0)


def publishes(editor: Visitor) -> None:
    editor.follow("Administration")
    editor.look()
    opens_the_draft(editor)
    editor.follow("Publish")
    editor.look()
    editor.press("Publish")
    editor.sees("The edition is published.")
    editor.look()


def starts_a_round_on_it(facilitator: Visitor) -> None:
    facilitator.go("round_new", HERE)
    types(facilitator, title="Early years", period_start="1 4 2027", period_end="31 3 2028")
    facilitator.page.locator("select[name=edition]").select_option(DRAFT)
    facilitator.look()
    facilitator.press("Save and choose the bodies")
    facilitator.press("Save and check")
    facilitator.sees(DRAFT_LABEL)
    facilitator.go("round_set_up", NEW_ROUND)
    types(facilitator, scope="Early years, whole county", scope_agreed_on="1 10 2026", deadline="31 5 2028")
    facilitator.press("Save")
    facilitator.press("Open the round")
    facilitator.is_on("Progress")


def main_text(visitor: Visitor) -> str:
    return visitor.page.get_by_role("main").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_given_two_editors_when_a_draft_is_published_then_new_rounds_use_it_and_old_ones_do_not(
    welcome: Welcome, scripts: bool
) -> None:
    respondent, facilitator = welcome(RHIANNON, scripts=scripts), welcome(PRIYA, scripts=scripts)
    respondent.go("statement", "early-help-2026", CARERS, "S2")
    asked_before = main_text(respondent)
    facilitator.go("results", SIGNED_OFF)
    read_before = main_text(facilitator)

    editor, other = welcome(OTTOLINE, scripts=scripts), welcome(KWABENA, scripts=scripts)
    makes_a_draft(editor)
    edits_it(editor)
    compares_and_proposes(editor)
    publishes(other)
    starts_a_round_on_it(facilitator)

    respondent.go("statement", NEW_ROUND, CARERS, "S2")
    respondent.sees(NEW_WORDING)
    respondent.sees("This counts once S2.1 is answered.")
    respondent.look()
    respondent.go("statement", "early-help-2026", CARERS, "S2")
    assert OLD_WORDING in asked_before
    assert main_text(respondent) == asked_before
    facilitator.go("results", SIGNED_OFF)
    assert main_text(facilitator) == read_before


def test_given_files_when_an_editor_brings_them_in_then_they_are_looked_at_before_anything_is_written(
    welcome: Welcome, tmp_path: Path
) -> None:
    editor = welcome(OTTOLINE)
    workbook = tmp_path / "edition.xlsx"
    objects = with_slug(fixture_of(shipped()), "brought-in")
    objects[0]["fields"]["band_p"] = 10
    question = next(each for each in objects if each["fields"].get("code") == "S1.1")
    question["fields"]["text"] = question["fields"]["text"].replace("?", ", and is it in writing?")
    workbook.write_bytes(workbook_of(objects))
    editor.go("admin:framework_data_edition_import")
    editor.look()
    editor.page.get_by_label("The file").set_input_files(workbook)
    editor.press("Check the file")
    editor.sees("Nothing is written yet.")
    editor.look()
    editor.press("Write the draft")
    editor.sees("The draft is written.")

    document = tmp_path / "publication.md"
    lines = []
    for statement in base_of(content_of(shipped())).statements:
        lines += [f"**{statement.code}** {statement.text.replace('bodies', 'organisations')}", ""]
        lines += [f"{number}. {text}" for number, text in enumerate(statement.questions, start=1)]
    text = "\n".join(lines).replace("stakeholders are,", "stakeholders7 really are,")
    document.write_text("A foreword.\n\n" + text)
    editor.go("admin:framework_data_edition_wording")
    editor.look()
    editor.page.get_by_label("The document").set_input_files(document)
    editor.page.get_by_label("Short name of the draft").fill("publication-1")
    editor.press("Read the document")
    editor.sees("fits the structure of")
    editor.look()
    editor.press("Make the draft")
    editor.sees("The draft is made.")
    document.write_text(text.replace("**S5** ", ""))
    editor.expected = {422}
    editor.go("admin:framework_data_edition_wording")
    editor.page.get_by_label("The document").set_input_files(document)
    editor.page.get_by_label("Short name of the draft").fill("publication-2")
    editor.press("Read the document")
    editor.sees("does not fit")
    editor.look()
