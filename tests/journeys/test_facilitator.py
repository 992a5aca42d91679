"""The facilitator follows the progress, reveals the answers, and records what the board agrees."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Welcome
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

PRIYA = "Priya Nandakumar"
CARERS = "Brackenshire Carers' Alliance"
OPEN_ROUND = "early-help-2026"
IN_CONSENSUS = "living-well-2025"
NO_WAY_BACK = "There is no way back from consensus to open."
VALUES = ("Fully in place", "Largely in place", "Partly in place", "Not in place")
REASONS = "Four of six are content. The alliance and the agency get a slot at each meeting from May."
DISSENT = "One fair answer in October is a start, no more."


def follows_the_progress(visitor: Visitor) -> None:
    visitor.sees("45 of 57")
    visitor.sees("34 of 38")
    visitor.sees("Bodies answer blind")
    for value in (*VALUES, "Young and caring", "Not yet at", "Securing Stewardship"):
        visitor.does_not_see(value)


def has_recorded(visitor: Visitor) -> None:
    visitor.sees("Recorded DEL3.5")
    agreed = visitor.question("DEL3.5")
    expect(agreed).to_contain_text("Agreed: Largely in place")
    expect(agreed).to_contain_text(REASONS)
    expect(agreed).to_contain_text(f"{CARERS} dissents: {DISSENT}")
    expect(agreed).to_contain_text(f"by {PRIYA}")


def records(visitor: Visitor) -> None:
    """What the board agreed on a disputed question: first without its reasons, then with them and a dissent."""
    visitor.go("consensus_statement", IN_CONSENSUS, "DEL3")
    visitor.look()
    visitor.expected = {422}
    visitor.field("DEL3.5", "Largely in place").check()
    visitor.press("Record what was agreed")
    summary = visitor.page.get_by_role("alert")
    expect(summary).to_contain_text("DEL3.5")
    if visitor.scripts:
        expect(visitor.page.locator(".govuk-error-summary")).to_be_focused()
    expect(visitor.field("DEL3.5", "Largely in place")).to_be_checked()
    visitor.look()
    visitor.field("DEL3.5", "The board's reasons").fill(REASONS)
    visitor.field("DEL3.5", "Add a body that dissents (optional)").select_option(CARERS)
    visitor.field("DEL3.5", "Why it dissents (optional)").fill(DISSENT)
    visitor.press("Record what was agreed")
    has_recorded(visitor)
    visitor.look()


def test_given_an_open_round_when_the_facilitator_reveals_it_then_the_board_may_find_consensus(
    welcome: Welcome,
) -> None:
    visitor = welcome(PRIYA)
    visitor.look()
    visitor.follow("Follow the progress of Early help 2026/27")
    visitor.is_on("Progress")
    follows_the_progress(visitor)
    visitor.look()
    visitor.press("Reveal the answers")
    visitor.is_on("Reveal the answers")
    visitor.sees(NO_WAY_BACK)
    visitor.sees(CARERS)
    visitor.look()
    visitor.press("Reveal the answers")
    visitor.is_on("Consensus")
    visitor.sees("The answers are revealed. The round is in consensus")
    visitor.look()
    visitor.follow("Disputed only")
    visitor.look()


def test_given_a_disputed_question_when_the_board_agrees_then_reasons_and_dissent_stand_beside_it(
    welcome: Welcome,
) -> None:
    records(welcome(PRIYA))


def test_given_a_facilitator_without_javascript_when_revealing_and_recording_then_both_are_done(
    welcome: Welcome,
) -> None:
    visitor = welcome(PRIYA, scripts=False)
    visitor.follow("Follow the progress of Early help 2026/27")
    follows_the_progress(visitor)
    visitor.look()
    visitor.press("Reveal the answers")
    visitor.sees(NO_WAY_BACK)
    visitor.look()
    visitor.press("Reveal the answers")
    visitor.is_on("Consensus")
    visitor.look()
    records(visitor)


def test_given_a_facilitator_with_a_keyboard_alone_when_revealing_and_recording_then_both_are_done(
    welcome: Welcome,
) -> None:
    visitor = welcome(PRIYA)
    page = visitor.page
    visitor.tab_to(page.get_by_role("link", name="Follow the progress of Early help 2026/27"))
    visitor.keys("Enter")
    visitor.tab_to(page.get_by_role("button", name="Reveal the answers"))
    visitor.keys("Enter")
    visitor.is_on("Reveal the answers")
    visitor.tab_to(page.get_by_role("button", name="Reveal the answers"))
    visitor.keys("Space")
    visitor.is_on("Consensus")

    visitor.go("consensus", IN_CONSENSUS)
    visitor.tab_to(page.get_by_role("link", name="DEL3", exact=True))
    visitor.keys("Enter")
    question = visitor.question("DEL3.5")
    visitor.tab_to(visitor.folded("DEL3.5", "Record what the board agreed on DEL3.5"))
    visitor.keys("Enter")
    visitor.tab_to(question.get_by_role("radio").first)
    visitor.keys("Space", "ArrowDown")
    expect(question.get_by_label("Largely in place", exact=True)).to_be_checked()
    visitor.tab_to(question.get_by_label("The board's reasons", exact=True))
    page.keyboard.type(REASONS)
    visitor.tab_to(question.get_by_label("Add a body that dissents (optional)", exact=True))
    page.keyboard.type(CARERS)
    visitor.tab_to(question.get_by_label("Why it dissents (optional)", exact=True))
    page.keyboard.type(DISSENT)
    visitor.tab_to(page.get_by_role("button", name="Record what was agreed"))
    visitor.keys("Enter")
    has_recorded(visitor)
