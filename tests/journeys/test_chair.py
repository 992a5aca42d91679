"""The chair signs a round off, looks at its seal, and reopens it with a reason."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Welcome
from tests.journeys.visitor import WHILE_IT_PRINTS

pytestmark = pytest.mark.slow

ROUND = "Living well at home 2025/26"
MINUTE = "BT 2026/40"


def test_given_open_questions_when_the_chair_signs_off_and_reopens_then_the_seal_and_its_papers_stay(
    welcome: Welcome,
) -> None:
    visitor = welcome("Councillor Margaret Thistlewood")
    page = visitor.page
    visitor.look()
    visitor.follow(f"Sign off {ROUND}")
    visitor.is_on("Sign off")
    visitor.look()

    visitor.expected = {422}
    visitor.press("Sign off and seal")
    visitor.sees("Enter the minute reference")
    visitor.look()
    for box in page.get_by_role("checkbox").all():
        box.check()
    for label, text in (("Day", "1"), ("Month", "7"), ("Year", "2026"), ("Minute reference", MINUTE)):
        page.get_by_label(label, exact=True).fill(text)
    visitor.press("Sign off and seal")

    visitor.is_on("Seal")
    visitor.sees("The round is signed off and sealed")
    visitor.sees("The seal holds")
    visitor.sees(MINUTE)
    seal = page.locator(".hash").inner_text()
    visitor.look()
    visitor.go("results", "living-well-2025")
    visitor.sees(f"Signed off on 1 July 2026, minute {MINUTE}")
    visitor.sees(seal)
    visitor.look()

    visitor.follow("Check the seal")
    visitor.follow("Reopen this round")
    visitor.is_on("Reopen this round")
    visitor.look()
    page.get_by_label("Why the round is reopened").fill("DAT7.3 was misread")
    page.get_by_role("button", name="Reopen", exact=True).click(timeout=WHILE_IT_PRINTS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Seal", timeout=WHILE_IT_PRINTS)
    visitor.sees("DAT7.3 was misread")
    visitor.sees(seal)
    visitor.look()
    paper = visitor.downloads("Report under seal 1, board edition (PDF)").read_bytes()
    assert paper.startswith(b"%PDF")
