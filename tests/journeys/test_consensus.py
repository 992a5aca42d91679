"""The board in consensus: driven by keyboard alone, followed in a second browser, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from assessments.models import AgreedDraft
from tests.journeys.conftest import Welcome
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

CHAIR, DEPUTY, PRIYA = "Councillor Margaret Thistlewood", "Dr Anil Weerasinghe", "Priya Nandakumar"
CARERS = "Brackenshire Carers' Alliance"
ROUND = "living-well-2025"
REASONS = "Four of six are content. The alliance and the agency get a slot at each meeting from May."
DISSENT = "One fair answer in October is a start, no more."
TWO_SECONDS_AND_A_BIT = 3_500
"""The page asks every two seconds; the rest is for a busy machine."""


def agrees(visitor: Visitor, code: str, label: str) -> None:
    """With the button that agrees as proposed."""
    visitor.question(code).get_by_role("button", name=f"Agree: {label}").click()


def is_agreed(visitor: Visitor, code: str, label: str) -> None:
    expect(visitor.question(code)).to_contain_text(f"Agreed: {label}")


def test_given_the_board_with_a_keyboard_alone_when_it_goes_from_dispute_to_dispute_then_each_key_does_its_part(
    welcome: Welcome,
) -> None:
    chair = welcome(CHAIR)
    page = chair.page
    chair.go("consensus", ROUND)
    chair.look()
    chair.tab_to(page.get_by_role("button", name="Start with S4"))
    chair.keys("Enter")
    chair.sees("S4")
    expect(chair.question("S4.4")).to_be_focused()
    chair.look()

    # The next disputed statement, at its first disputed question, with the facilitator's draft on it.
    chair.keys("n")
    expect(chair.question("S6.2")).to_be_focused()
    chair.look()
    chair.keys("a")
    is_agreed(chair, "S6.2", "Partly in place")
    expect(chair.question("S6.2")).to_be_focused()
    expect(chair.question("S6.2")).not_to_contain_text("counts nowhere")
    assert not AgreedDraft.objects.filter(question__code="S6.2").exists()

    chair.keys("j")
    expect(chair.question("S6.3")).to_be_focused()
    chair.keys("k", "k")
    expect(chair.question("S6.1")).to_be_focused()

    # Another answer than the computed one: the reasons are asked for, and a body dissents.
    chair.go("consensus_statement", ROUND, "DEL3")
    question = chair.question("DEL3.5")
    chair.tab_to(question.get_by_role("button", name="Agree: Partly in place"))
    chair.keys("2")
    expect(question.get_by_label("Largely in place", exact=True)).to_be_focused()
    chair.expected = {422}
    chair.keys("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("DEL3.5: Give the board's reasons")
    chair.look()
    chair.tab_to(question.get_by_label("The board's reasons", exact=True))
    page.keyboard.type(REASONS)
    chair.tab_to(question.get_by_label("Add a body that dissents (optional)", exact=True))
    page.keyboard.type(CARERS)
    chair.tab_to(question.get_by_label("Why it dissents (optional)", exact=True))
    page.keyboard.type(DISSENT)
    chair.tab_to(page.get_by_role("button", name="Record what was agreed on DEL3.5"))
    chair.keys("Enter")
    is_agreed(chair, "DEL3.5", "Largely in place")
    expect(question).to_contain_text(REASONS)
    expect(question).to_contain_text(f"{CARERS} dissents: {DISSENT}")
    expect(question).to_contain_text(f"by {CHAIR}")
    chair.look()


def test_given_a_proposal_that_needs_reasons_when_agreeing_with_one_key_then_the_reasons_come_first(
    welcome: Welcome,
) -> None:
    priya, chair = welcome(PRIYA), welcome(CHAIR)
    priya.go("consensus_statement", ROUND, "DEL3")
    priya.field("DEL3.3", "Fully in place").check()
    priya.press("Save as a draft for DEL3.3")
    priya.sees("Draft: Fully in place")

    chair.page.goto(f"/assessments/{ROUND}/consensus/DEL3/#DEL3-3")
    expect(chair.question("DEL3.3")).to_be_focused()
    chair.keys("a")
    reasons = chair.question("DEL3.3").get_by_label("The board's reasons", exact=True)
    expect(reasons).to_be_focused()
    expect(chair.question("DEL3.3").get_by_label("Fully in place", exact=True)).to_be_checked()
    # In a text box the keys are letters.
    chair.page.keyboard.type("A jank: no")
    expect(reasons).to_have_value("A jank: no")
    chair.press("Record what was agreed on DEL3.3")
    is_agreed(chair, "DEL3.3", "Fully in place")


def test_given_two_browsers_when_one_agrees_then_the_other_sees_it_and_no_word_is_lost(welcome: Welcome) -> None:
    chair, deputy = welcome(CHAIR), welcome(DEPUTY)
    for member in (chair, deputy):
        member.go("consensus_statement", ROUND, "S6")

    # One agrees, the other watches.
    agrees(chair, "S6.2", "Partly in place")
    is_agreed(chair, "S6.2", "Partly in place")
    expect(deputy.question("S6.2")).to_contain_text("Agreed: Partly in place", timeout=TWO_SECONDS_AND_A_BIT)
    expect(deputy.page.get_by_role("status").filter(has_text="just now")).to_contain_text(
        f"{CHAIR} agreed S6.2 just now."
    )
    deputy.look()

    # Both write on the same question: the card is not drawn anew under the deputy's hands.
    deputy.field("S6.11", "The board's reasons").fill("The deputy's reasons")
    chair.field("S6.11", "Partly in place").check()
    chair.field("S6.11", "The board's reasons").fill("The chair's reasons")
    chair.press("Record what was agreed on S6.11")
    is_agreed(chair, "S6.11", "Partly in place")
    expect(deputy.question("S6.11")).to_contain_text(
        "S6.11 has changed meanwhile. What you write here is kept.", timeout=TWO_SECONDS_AND_A_BIT
    )
    expect(deputy.field("S6.11", "The board's reasons")).to_have_value("The deputy's reasons")

    # Sent all the same: both texts are there, and the deputy chooses.
    deputy.expected = {409}
    deputy.field("S6.11", "Not in place").check()
    deputy.press("Record what was agreed on S6.11")
    told = deputy.question("S6.11").get_by_role("group", name="S6.11 changed while you were writing")
    expect(told).to_contain_text("Not in place")
    expect(deputy.question("S6.11")).to_contain_text("The chair's reasons")
    expect(deputy.field("S6.11", "The board's reasons")).to_have_value("The deputy's reasons")
    deputy.look()
    deputy.press("Record what was agreed on S6.11")
    is_agreed(deputy, "S6.11", "Not in place")
    expect(chair.question("S6.11")).to_contain_text("The deputy's reasons", timeout=TWO_SECONDS_AND_A_BIT)


def test_given_a_card_that_was_held_back_when_it_is_let_go_then_it_shows_what_others_did(welcome: Welcome) -> None:
    chair, deputy = welcome(CHAIR), welcome(DEPUTY)
    for member in (chair, deputy):
        member.go("consensus_statement", ROUND, "DAT1")
    summary = deputy.folded("DAT1.1", "Agree another answer to DAT1.1")
    summary.focus()
    agrees(chair, "DAT1.1", "Largely in place")
    is_agreed(chair, "DAT1.1", "Largely in place")
    expect(deputy.question("DAT1.1")).to_contain_text("has changed meanwhile", timeout=TWO_SECONDS_AND_A_BIT)
    expect(summary).to_be_focused()
    deputy.page.get_by_role("link", name="Next: DAT2").focus()
    expect(deputy.question("DAT1.1")).to_contain_text("Agreed: Largely in place", timeout=TWO_SECONDS_AND_A_BIT)


def test_given_the_connection_is_lost_when_the_board_works_on_then_the_page_says_so_and_still_works(
    welcome: Welcome,
) -> None:
    chair = welcome(CHAIR)
    page = chair.page
    page.route("**/live/**", lambda route: route.abort())
    chair.go("consensus_statement", ROUND, "S6")
    says = page.locator("#live-says")
    expect(says).to_contain_text("Not connected.", timeout=TWO_SECONDS_AND_A_BIT)
    agrees(chair, "S6.2", "Partly in place")
    is_agreed(chair, "S6.2", "Partly in place")
    expect(says).to_contain_text("Not connected.", timeout=TWO_SECONDS_AND_A_BIT)
    page.unroute("**/live/**")
    expect(says).to_contain_text("Connected again.", timeout=TWO_SECONDS_AND_A_BIT)
    chair.faults.clear()  # the browser reports each request that it could not send


def test_given_the_sign_in_ends_when_the_page_follows_then_it_stops_and_keeps_what_is_written(
    welcome: Welcome,
) -> None:
    chair = welcome(CHAIR)
    chair.go("consensus_statement", ROUND, "S6")
    chair.field("S6.2", "The board's reasons").fill("Half a thought")
    chair.context.clear_cookies()
    expect(chair.page.locator("#live-says")).to_contain_text("You are signed out", timeout=TWO_SECONDS_AND_A_BIT)
    expect(chair.field("S6.2", "The board's reasons")).to_have_value("Half a thought")


def test_given_no_javascript_when_the_board_agrees_then_everything_is_done_by_buttons_and_links(
    welcome: Welcome,
) -> None:
    chair = welcome(CHAIR, scripts=False)
    chair.go("consensus", ROUND)
    chair.look()
    chair.press("Start with S4")
    chair.sees("S4.4")
    chair.page.get_by_role("link", name="Next disputed statement: S6").first.click()
    chair.sees("S6.2")
    agrees(chair, "S6.2", "Partly in place")
    is_agreed(chair, "S6.2", "Partly in place")
    chair.look()

    # Another answer than the computed one, with its reasons and a dissent.
    chair.go("consensus_statement", ROUND, "DEL3")
    chair.expected = {422}
    chair.field("DEL3.5", "Largely in place").check()
    chair.press("Record what was agreed on DEL3.5")
    chair.sees("DEL3.5: Give the board's reasons")
    chair.field("DEL3.5", "The board's reasons").fill(REASONS)
    chair.field("DEL3.5", "Add a body that dissents (optional)").select_option(CARERS)
    chair.field("DEL3.5", "Why it dissents (optional)").fill(DISSENT)
    chair.press("Record what was agreed on DEL3.5")
    is_agreed(chair, "DEL3.5", "Largely in place")
    expect(chair.question("DEL3.5")).to_contain_text(f"{CARERS} dissents: {DISSENT}")
    chair.look()

    # The board closes a gate that the answers leave open, then opens it again: what follows from it is said.
    chair.field("DEL3.2", "Not in place").check()
    chair.field("DEL3.2", "The board's reasons").fill("The reports hold no indicators.")
    chair.press("Record what was agreed on DEL3.2")
    expect(chair.question("DEL3.3")).to_contain_text("because of what the board agreed on DEL3.2")
    chair.folded("DEL3.2", "Change what was agreed on DEL3.2").click()
    chair.press("Withdraw the agreed answer to DEL3.2")
    expect(chair.question("DEL3.3")).to_contain_text("Computed from the answers: Partly in place")


def test_given_an_approver_when_correcting_in_consensus_then_the_board_sees_it_marked(welcome: Welcome) -> None:
    josiah, chair = welcome("Josiah Oyelaran"), welcome(CHAIR)
    chair.go("consensus_statement", ROUND, "DEL3")
    josiah.go("statement", ROUND, "carers-alliance", "DEL3")
    josiah.sees("is recorded as a correction")
    josiah.look()
    josiah.answer("DEL3.5", "Largely in place")
    josiah.is_saved("DEL3.5")
    expect(chair.question("DEL3.5")).to_contain_text("corrected ", timeout=TWO_SECONDS_AND_A_BIT)
    expect(chair.page.locator("#live-says")).to_contain_text(f"{CARERS} corrected DEL3.5 just now.")
    chair.look()


def test_given_a_session_when_the_facilitator_records_it_then_the_board_reads_who_came(welcome: Welcome) -> None:
    priya = welcome(PRIYA)
    priya.go("sessions", ROUND)
    priya.look()
    for label, text in (("Day", "23"), ("Month", "6"), ("Year", "2026")):
        priya.page.get_by_label(label, exact=True).fill(text)
    priya.press("Add the session")
    priya.is_on("Session of 23 June 2026")
    priya.look()
    margaret = priya.page.get_by_role("group", name="Councillor Margaret Thistlewood Chair")
    margaret.get_by_label("Attended").check()
    margaret.get_by_label("Interest declared (optional)").fill("Her sister runs a care home in Skelby.")
    post = priya.page.get_by_role("group", name=f"Somebody of {CARERS} without an account")
    post.get_by_label("Post of somebody without an account (optional)").fill("Volunteer coordinator")
    post.get_by_label("Sent apologies").check()
    priya.press("Save")
    priya.sees("Saved who attended")
    priya.look()

    gwilym = welcome("Gwilym Pascoe")
    gwilym.go("session", ROUND, "2026-06-23")
    gwilym.sees("Her sister runs a care home in Skelby.")
    gwilym.sees("Volunteer coordinator (sent apologies)")
    gwilym.look()
