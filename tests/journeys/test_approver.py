"""The approver checks and submits, takes back, and submits again; meanwhile the respondent can read."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Welcome
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

CARERS = "Brackenshire Carers' Alliance"
BODY = ("early-help-2026", "carers-alliance")
SUBMITTED = f"The answers of {CARERS} are submitted"
OPEN_AGAIN = f"The answers of {CARERS} are open for change again"
READ_ONLY = f"The answers of {CARERS} are submitted. An approver can take them back while the round is open."


def radios(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("main").get_by_role("radio")


def test_given_an_approver_when_submitting_and_taking_back_then_the_respondent_reads_or_writes(
    welcome: Welcome,
) -> None:
    josiah, rhiannon = welcome("Josiah Oyelaran"), welcome("Rhiannon Achterberg")
    josiah.look()
    josiah.follow(f"Answer for {CARERS}")
    josiah.follow("Check and submit")
    josiah.is_on(f"Check and submit the answers of {CARERS}")
    josiah.sees("4 answers are missing")
    josiah.look()
    josiah.press("Submit with 4 answers missing")
    josiah.sees(SUBMITTED)
    josiah.look()

    rhiannon.look()
    rhiannon.go("questionnaire", *BODY)
    rhiannon.sees(READ_ONLY)
    rhiannon.look()
    rhiannon.go("statement", *BODY, "S2")
    rhiannon.sees(READ_ONLY)
    rhiannon.sees("'Young and caring', our plan to 2029.")
    expect(radios(rhiannon)).to_have_count(0)
    rhiannon.look()
    rhiannon.go("submit", *BODY)
    expect(rhiannon.page.get_by_role("button", name="Take the answers back")).to_have_count(0)
    rhiannon.look()

    josiah.press("Take the answers back")
    josiah.sees(OPEN_AGAIN)
    rhiannon.go("statement", *BODY, "DEL1")
    rhiannon.answer("DEL1.1", "Fully in place")
    rhiannon.is_saved("DEL1.1")

    josiah.page.reload()
    josiah.press("Submit with 3 answers missing")
    josiah.sees(SUBMITTED)


def test_given_an_approver_with_a_keyboard_alone_when_submitting_then_it_is_submitted_and_taken_back(
    welcome: Welcome,
) -> None:
    josiah = welcome("Josiah Oyelaran")
    page = josiah.page
    josiah.tab_to(page.get_by_role("link", name=f"Answer for {CARERS}"))
    josiah.keys("Enter")
    josiah.tab_to(page.get_by_role("link", name="Check and submit"))
    josiah.keys("Enter")
    josiah.tab_to(page.get_by_role("button", name="Submit with 4 answers missing"))
    josiah.keys("Space")
    josiah.sees(SUBMITTED)
    josiah.tab_to(page.get_by_role("button", name="Take the answers back"))
    josiah.keys("Enter")
    josiah.sees(OPEN_AGAIN)
