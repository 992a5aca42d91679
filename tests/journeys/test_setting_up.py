"""The facilitator sets up a partnership and a round, opens it, and a body says that it does not take part."""

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

PRIYA, NEVILLE = "Priya Nandakumar", "Neville Crabtree"
AGENCY = "National Support and Work Agency, Midmark region"
HERE = "brackenshire-together"


def types(visitor: Visitor, **texts: str) -> None:
    """What to write into which field; a date as "1 4 2027" goes into its boxes."""
    for name, text in texts.items():
        if name.endswith("_on") or name.startswith("period_") or name == "deadline":
            for part, number in zip(("day", "month", "year"), text.split(), strict=True):
                visitor.page.locator(f"[name={name}_{part}]").fill(number)
        else:
            visitor.page.locator(f"[name={name}]").fill(text)


def sets_up_a_partnership(visitor: Visitor) -> None:
    visitor.follow("Set up a partnership")
    visitor.look()
    visitor.expected = {422}
    types(visitor, partnership="Two Vales", name="brackenshire county council")
    visitor.press("Set up the partnership")
    visitor.sees("Known here already")
    visitor.look()
    visitor.page.locator("button[name=known]").click()
    visitor.is_on("Bodies")
    visitor.sees("Two Vales is set up")
    visitor.look()


def adds_a_body_and_says_who_took_over(visitor: Visitor) -> None:
    visitor.press("Add a body")
    visitor.look()
    types(visitor, name="Vale Neighbours", joined_on="1 4 2026")
    visitor.page.locator("[name=kind]").select_option("charity")
    visitor.page.get_by_label("Yes", exact=True).check()
    visitor.press("Add the body")
    visitor.sees("Vale Neighbours is a member")
    visitor.go("body_edit", "two-vales", "vale-neighbours")
    visitor.look()
    visitor.go("body_succession", "two-vales", "vale-neighbours")
    visitor.look()
    types(visitor, name="Vale Together", took_over_on="1 9 2026")
    visitor.page.locator("[name=kind]").select_option("charity")
    visitor.press("Record it")
    visitor.sees("Taken over by Vale Together on 1 September 2026")
    visitor.sees("Former members")
    visitor.look()
    visitor.go("body_leave", "two-vales", "vale-together")
    visitor.look()


def opens_a_round(visitor: Visitor) -> None:
    visitor.go("round_new", HERE)
    visitor.look()
    types(visitor, title="Early years", period_start="1 4 2027", period_end="31 3 2028")
    visitor.press("Save and choose the bodies")
    visitor.is_on("Bodies of the round")
    visitor.look()
    visitor.press("Save and check")
    visitor.is_on("Check the draft")
    visitor.sees("Before it can open")
    visitor.look()
    visitor.go("round_set_up", "early-years")
    types(visitor, scope="Early years, whole county", scope_agreed_on="1 10 2026", deadline="31 5 2028")
    visitor.look()
    visitor.press("Save")
    visitor.press("Open the round")
    visitor.is_on("Progress")
    visitor.sees("0 of 6 bodies have submitted")
    visitor.look()


def looks_after_it(visitor: Visitor) -> None:
    visitor.follow("Add or take off bodies, change the lead")
    visitor.look()
    visitor.go("remind", "early-years")
    visitor.look()
    visitor.press("Send the reminder")
    visitor.sees("The reminder goes to 6 bodies")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_given_a_facilitator_when_setting_up_then_a_round_opens_and_a_body_may_decline(
    welcome: Welcome, scripts: bool
) -> None:
    priya = welcome(PRIYA, scripts=scripts)
    sets_up_a_partnership(priya)
    adds_a_body_and_says_who_took_over(priya)
    opens_a_round(priya)
    looks_after_it(priya)
    neville = welcome(NEVILLE, scripts=scripts)
    neville.page.get_by_role("link", name=f"Say whether {AGENCY} takes part").last.click()
    neville.is_on(f"Does {AGENCY} take part?")
    neville.look()
    neville.expected = {422}
    neville.press("We do not take part")
    neville.sees("Say in a few words why not")
    neville.look()
    types(neville, reason="We are being reorganised this year.")
    neville.press("We do not take part")
    neville.sees("We are being reorganised this year.")
    neville.sees("We take part after all")
    neville.look()
