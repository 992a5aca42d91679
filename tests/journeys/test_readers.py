"""Those who read results: the chair of the board, the finance lead, an auditor, and a viewer of the public edition."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Welcome
from tests.journeys.test_newcomer import text_of
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

PARTNERSHIP = "Brackenshire Together"
SIGNED_OFF = "Living well at home 2024/25"
IN_CONSENSUS = "Living well at home 2025/26"
NOTES_OF_A_BODY = "receipts and payments"


def opens_the_partnership(visitor: Visitor) -> None:
    visitor.look()
    visitor.follow(PARTNERSHIP)
    visitor.is_on(PARTNERSHIP)
    visitor.look()


def level_is(visitor: Visitor, dimension: str, words: str) -> None:
    panel = visitor.page.get_by_role("region", name=dimension, exact=True)
    expect(panel).to_contain_text(words)


def test_given_the_chair_when_reading_results_then_levels_stand_beside_each_other_and_the_paper_says_the_same(
    welcome: Welcome,
) -> None:
    visitor = welcome("Councillor Margaret Thistlewood")
    opens_the_partnership(visitor)
    visitor.page.get_by_role("link", name=f"Result of {SIGNED_OFF}").first.click()
    visitor.is_on(f"Results of {SIGNED_OFF}")
    level_is(visitor, "Strategy", "Supporting Performance")
    level_is(visitor, "Delivery", "Securing Stewardship")
    level_is(visitor, "Data", "Not yet at Securing Stewardship")
    beside = visitor.page.get_by_role("region", name="Levels of each entity")
    expect(beside).to_contain_text("Brackenshire Police and Fire Authority")
    visitor.look()

    beside.get_by_role("link", name="Brackenshire Integrated Health Trust").click()
    visitor.is_on("Result of Brackenshire Integrated Health Trust")
    expect(visitor.page.get_by_role("region", name="Strategy", exact=True)).to_contain_text(
        "The partnership: Supporting Performance"
    )
    visitor.look()
    visitor.page.go_back()

    said = text_of(visitor.downloads("Download the report (PDF)"))
    assert f"{PARTNERSHIP} Self-assessment report {SIGNED_OFF}" in said
    assert NOTES_OF_A_BODY in said.lower()
    assert "Strategy Supporting Performance" in said
    visitor.page.reload()
    expect(visitor.page.locator("a", has_text="Download the report (PDF)")).to_be_visible()
    visitor.go("report_making", "living-well-2024", "pdf")
    visitor.sees("It is ready.")
    visitor.look()


def test_given_a_round_in_consensus_when_the_finance_lead_reads_it_then_ranges_say_at_least_and_up_to(
    welcome: Welcome,
) -> None:
    visitor = welcome("Gwilym Pascoe")
    opens_the_partnership(visitor)
    visitor.page.get_by_role("link", name=f"Result of {IN_CONSENSUS}").first.click()
    visitor.is_on(f"Results of {IN_CONSENSUS}")
    visitor.look()
    level_is(visitor, "Strategy", "At least Supporting Performance, up to Enabling Transformation")
    result = json.loads(visitor.downloads("Download the figures (JSON)").read_text())
    partnership = next(profile for profile in result["profiles"] if profile["entity"] is None)
    assert (partnership["dimensions"]["S"]["floor"], partnership["dimensions"]["S"]["ceiling"]) == (2, 3)
    visitor.go("consensus_statement", "living-well-2025", "DEL3")
    expect(visitor.page.get_by_role("button", name="Record what was agreed")).to_have_count(0)
    visitor.look()


def test_given_a_viewer_when_reading_a_signed_off_round_then_no_single_body_shows(welcome: Welcome) -> None:
    visitor = welcome("Owen Llewellyn-Bright")
    opens_the_partnership(visitor)
    visitor.does_not_see("Early help 2026/27")
    visitor.page.get_by_role("link", name=f"Result of {SIGNED_OFF}").first.click()
    level_is(visitor, "Strategy", "Supporting Performance")
    expect(visitor.page.get_by_role("region", name="Levels of each entity")).to_have_count(0)
    visitor.look()
    said = text_of(visitor.downloads("Download the report (PDF)"))
    assert "Public edition" in said
    assert NOTES_OF_A_BODY not in said.lower()

    visitor.expected = {403, 404}
    visitor.go("consensus", "living-well-2024")
    visitor.is_on("You cannot do this")
    visitor.look()


def test_given_the_chair_when_taking_the_public_edition_back_then_viewers_find_the_round_once_it_is_published_again(
    welcome: Welcome,
) -> None:
    chair, viewer = welcome("Councillor Margaret Thistlewood"), welcome("Owen Llewellyn-Bright")
    chair.go("seal", "living-well-2024")
    chair.look()
    chair.follow("Look at the public edition")
    chair.is_on(f"Public edition of {SIGNED_OFF}")
    expect(chair.page.get_by_role("region", name="Levels of each entity")).to_have_count(0)
    chair.look()
    chair.press("Take the public edition back")
    chair.sees("Viewers do not see this round.")
    chair.look()
    opens_the_partnership(viewer)
    viewer.does_not_see(SIGNED_OFF)

    chair.press("Publish the public edition")
    chair.sees("Viewers can read it now")
    viewer.page.reload()
    viewer.page.get_by_role("link", name=f"Result of {SIGNED_OFF}").first.click()
    viewer.sees("This is the public edition.")
    viewer.look()


def test_given_an_auditor_when_reading_a_signed_off_round_then_answers_and_evidence_show_and_nothing_can_be_changed(
    welcome: Welcome,
) -> None:
    visitor = welcome("Beatrice Oduyale")
    opens_the_partnership(visitor)
    visitor.page.get_by_role("link", name=f"Answers of all bodies of {SIGNED_OFF}").first.click()
    visitor.look()
    visitor.follow("DAT1")
    visitor.sees("Brackenshire Carers' Alliance")
    visitor.sees("Not applicable")
    expect(visitor.page.get_by_role("button", name="Record what was agreed")).to_have_count(0)
    expect(visitor.page.get_by_role("main").get_by_role("textbox")).to_have_count(0)
    visitor.look()
