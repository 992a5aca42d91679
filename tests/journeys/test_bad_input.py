"""What is typed wrong: the page names the field and the remedy, keeps what was typed, and loses nothing."""

import re

import pytest
from playwright.sync_api import expect

from assessments.models import Answer
from tests.journeys.conftest import Welcome
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

STATEMENT = ("early-help-2026", "carers-alliance", "S2")
NOTE, REASON, LINKS = "Note (optional)", "If not applicable, say why", "Links to evidence (optional)"
A_BUTTON_RESTS = 1_100
"""Milliseconds after a press in which a button takes a second one for a slip, longer in a tab behind another."""
STRANGE = (
    "<script>alert('x')</script> & <b>£5</b> \U0001f469\U0001f3fd‍\U0001f692 é \u202eabc\u202c שלום مرحبا\n  “two” lines"
)


def is_told(visitor: Visitor, sentence: str) -> None:
    """The page comes back with the sentence in its summary, which has the focus and leads to the field."""
    summary = visitor.page.locator(".govuk-error-summary")
    expect(summary).to_contain_text(sentence)
    expect(visitor.page).to_have_title("Error: S2 – Brackenshire Carers' Alliance – Early help 2026/27 – ALPS")
    if visitor.scripts:
        expect(summary).to_be_focused()
    visitor.look()


@pytest.mark.parametrize("scripts", [True, False], ids=["with_javascript", "without_javascript"])
def test_given_bad_input_when_saving_then_the_field_is_named_and_what_was_typed_is_kept(
    welcome: Welcome, scripts: bool
) -> None:
    visitor = welcome("Rhiannon Achterberg", scripts=scripts)
    visitor.expected = {422}
    visitor.go("statement", *STATEMENT)

    visitor.answer("S2.3", "Not applicable to us")
    visitor.press("Save")
    is_told(visitor, "Say why S2.3 is not applicable to you")
    expect(visitor.field("S2.3", "Not applicable to us")).to_be_checked()
    visitor.follow("Say why S2.3 is not applicable to you")
    if scripts:
        expect(visitor.field("S2.3", REASON)).to_be_focused()
    visitor.field("S2.3", REASON).fill("We make no plans of this kind.")

    long = "All of it. " * 9_090 + "The end..."
    assert len(long) == 100_000
    visitor.field("S2.2", NOTE).fill(long)
    visitor.press("Save")
    is_told(visitor, "The note of S2.2 must be 10,000 characters or fewer. It is 90,000 characters too long.")
    expect(visitor.field("S2.2", NOTE)).to_have_value(long)
    visitor.field("S2.2", NOTE).fill(STRANGE)

    visitor.field("S2.4", LINKS).fill("https://carers.brackenshire.example/plan\nbehind the shelf")
    visitor.press("Save")
    is_told(visitor, "This one does not: behind the shelf")
    expect(visitor.field("S2.4", LINKS)).to_have_value("https://carers.brackenshire.example/plan\nbehind the shelf")
    visitor.field("S2.4", LINKS).fill("https://carers.brackenshire.example/plan")
    visitor.field("S2.1", NOTE).fill("The trustees' plan\0 to 2029")
    visitor.press("Save")
    is_told(visitor, "The note of S2.1 holds a character that cannot be stored (NUL). Paste it again as plain text.")
    visitor.field("S2.1", NOTE).fill("The trustees' plan to 2029")
    visitor.press("Save")
    # The banner stands on the page that comes back; "Saved" alone stood there before.
    expect(visitor.page.locator(".govuk-notification-banner--success")).to_be_visible()

    visitor.page.reload()
    expect(visitor.field("S2.1", NOTE)).to_have_value("The trustees' plan to 2029")
    expect(visitor.field("S2.2", NOTE)).to_have_value(STRANGE)
    expect(visitor.field("S2.3", REASON)).to_have_value("We make no plans of this kind.")
    expect(visitor.field("S2.4", LINKS)).to_have_value("https://carers.brackenshire.example/plan")
    visitor.look()
    stored = Answer.objects.get(participant__assessment__slug=STATEMENT[0], question__code="S2.2", note=STRANGE)
    assert stored.updated_by is not None


def test_given_strange_text_when_the_board_reads_it_then_it_shows_exactly(welcome: Welcome) -> None:
    respondent = welcome("Rhiannon Achterberg")
    respondent.go("statement", *STATEMENT)
    respondent.field("S2.2", NOTE).fill(STRANGE)
    respondent.is_saved("S2.2")
    approver = welcome("Josiah Oyelaran")
    approver.go("submit", *STATEMENT[:2])
    approver.press("Submit with 4 answers missing")
    facilitator = welcome("Priya Nandakumar")
    facilitator.go("reveal", STATEMENT[0])
    facilitator.press("Reveal the answers")
    facilitator.go("consensus_statement", STATEMENT[0], "S2")
    shown = facilitator.question("S2.2").locator(".user-text").filter(has_text="alert")
    assert shown.evaluate("element => element.textContent") == STRANGE
    facilitator.look()


def test_given_bad_input_when_saving_as_one_goes_then_the_line_under_the_question_says_so(welcome: Welcome) -> None:
    visitor = welcome("Rhiannon Achterberg")
    visitor.expected = {422}
    visitor.go("statement", *STATEMENT)
    visitor.answer("S2.3", "Not applicable to us")
    expect(visitor.saved_line("S2.3")).to_have_text("Not saved. Say why S2.3 is not applicable to you")
    visitor.look()
    visitor.field("S2.3", REASON).fill("We make no plans of this kind.")
    visitor.is_saved("S2.3")
    visitor.look()


def test_given_a_session_that_has_ended_when_writing_then_the_page_says_so_and_keeps_the_text(
    welcome: Welcome,
) -> None:
    visitor = welcome("Rhiannon Achterberg")
    visitor.go("statement", *STATEMENT)
    statement = visitor.page
    visitor.context.clear_cookies(name="sessionid")
    visitor.field("S2.2", NOTE).fill("Written after the session had ended")
    expect(visitor.saved_line("S2.2")).to_have_text(
        "Not saved. You are signed out: sign in again in another tab, then press Save here."
    )
    expect(visitor.field("S2.2", NOTE)).to_have_value("Written after the session had ended")
    visitor.look()
    visitor.expected = {403}
    visitor.press("Save")
    # Leaving the field saves too; whichever of the two answers last, both say the same of the person.
    expect(visitor.saved_line("S2.2")).to_have_text(re.compile(r"^Not saved\. You are (still )?signed out"))
    expect(visitor.field("S2.2", NOTE)).to_have_value("Written after the session had ended")

    statement.wait_for_timeout(A_BUTTON_RESTS)
    visitor.page = visitor.new_tab()
    visitor.sign_in("Rhiannon Achterberg")
    visitor.page = statement
    statement.bring_to_front()
    visitor.press("Save")
    visitor.sees("Saved S2.2")
    expect(visitor.field("S2.2", NOTE)).to_have_value("Written after the session had ended")
