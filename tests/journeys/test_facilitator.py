"""The facilitator follows the progress, reveals the answers, and drafts what the board may agree."""

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


def follows_the_progress(visitor: Visitor) -> None:
    visitor.sees("45 of 57")
    visitor.sees("34 of 38")
    visitor.sees("Bodies answer blind")
    for value in (*VALUES, "Young and caring", "Not yet at", "Securing Stewardship"):
        visitor.does_not_see(value)


def has_drafted(visitor: Visitor) -> None:
    drafted = visitor.question("DEL3.5")
    expect(drafted).to_contain_text("Draft: Largely in place")
    expect(drafted).to_contain_text("Draft, counts nowhere until the board agrees.")
    expect(drafted).to_contain_text(REASONS)
    expect(drafted).to_contain_text(f"by {PRIYA}")
    expect(visitor.page.get_by_role("button", name="Agree")).to_have_count(0)


def drafts(visitor: Visitor) -> None:
    """What the board may agree on a disputed question: first without an answer, then with one."""
    visitor.go("consensus_statement", IN_CONSENSUS, "DEL3")
    visitor.look()
    visitor.expected = {422}
    visitor.field("DEL3.5", "The board's reasons").fill(REASONS)
    visitor.press("Save as a draft for DEL3.5")
    summary = visitor.page.get_by_role("alert")
    expect(summary).to_contain_text("Select what to propose to the board on DEL3.5")
    if visitor.scripts:
        expect(visitor.page.locator(".govuk-error-summary")).to_be_focused()
    expect(visitor.field("DEL3.5", "The board's reasons")).to_have_value(REASONS)
    visitor.look()
    visitor.field("DEL3.5", "Largely in place").check()
    visitor.press("Save as a draft for DEL3.5")
    has_drafted(visitor)
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


def test_given_a_disputed_question_when_the_facilitator_drafts_then_it_counts_nowhere(welcome: Welcome) -> None:
    drafts(welcome(PRIYA))


def test_given_a_facilitator_without_javascript_when_revealing_and_drafting_then_both_are_done(
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
    drafts(visitor)


def test_given_a_facilitator_with_a_keyboard_alone_when_revealing_and_drafting_then_both_are_done(
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
    visitor.tab_to(visitor.folded("DEL3.5", "Draft an answer to DEL3.5"))
    visitor.keys("Enter")
    visitor.tab_to(question.get_by_role("radio").first)
    visitor.keys("Space", "ArrowDown")
    expect(question.get_by_label("Largely in place", exact=True)).to_be_checked()
    visitor.tab_to(question.get_by_label("The board's reasons", exact=True))
    page.keyboard.type(REASONS)
    visitor.tab_to(page.get_by_role("button", name="Save as a draft for DEL3.5"))
    visitor.keys("Enter")
    has_drafted(visitor)
