"""A round as boards run one, told whole: five people, each at a browser of their own, from set-up to the next round.

The facilitator sets up a partnership and invites by e-mail; a chair, two approvers and a respondent make accounts from
their links. Both bodies answer blind, the round is revealed, the board agrees and the chair signs off; then the next
round offers last time's answers.
"""

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import Welcome
from tests.journeys.test_setting_up import types
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

PRIYA = "Priya Nandakumar"
HERE, COUNCIL, CHARITY = "five-together", "five-council", "five-neighbours"
COUNCIL_NAME, CHARITY_NAME = "Five Council", "Five Neighbours"
ROUND, NEXT = "first-round", "second-round"
PASSWORD = "three words unalike"
SECRET = "The plan stands on the shelf of the day centre."


def invites(visitor: Visitor, email: str, role: str, body: str, office: str = "") -> None:
    visitor.go("invite", HERE)
    visitor.page.get_by_label("E-mail address").fill(email)
    visitor.page.get_by_role("radio", name=role, exact=True).check()
    visitor.page.get_by_label("Body", exact=True).select_option(body)
    if office:
        visitor.page.get_by_role("radio", name=office, exact=True).check()
    visitor.press("Send the invitation")
    visitor.is_on("People")


def link_sent_to(email: str) -> str:
    """The link in the newest mail to this address."""
    letter = next(letter for letter in reversed(mail.outbox) if letter.to == [email])
    found = re.search(r"https?://[^/\s]+(/invitations/\S+)", str(letter.body))
    assert found, letter.body
    return found[1]


def joins(welcome: Welcome, email: str, name: str) -> Visitor:
    """From the mail: make an account, accept, and arrive."""
    visitor = welcome()
    visitor.page.goto(link_sent_to(email))
    visitor.is_on("You are invited")
    visitor.look()
    visitor.press("Make an account")
    visitor.is_on("Make your account")
    visitor.look()
    visitor.page.get_by_label("Your name").fill(name)
    visitor.page.locator("[name=password1]").fill(PASSWORD)
    visitor.press("Make the account")
    visitor.is_on("You are invited")
    visitor.press("Accept")
    return visitor


def sets_up(priya: Visitor) -> None:
    priya.go("partnership_new")
    types(priya, partnership="Five Together", name=COUNCIL_NAME)
    priya.page.locator("[name=kind]").select_option("unitary_council")
    priya.page.get_by_label("Yes", exact=True).check()
    priya.press("Set up the partnership")
    priya.sees("Five Together is set up")
    priya.go("body_add", HERE)
    types(priya, name=CHARITY_NAME, joined_on="1 4 2026")
    priya.page.locator("[name=kind]").select_option("charity")
    priya.page.get_by_label("Yes", exact=True).check()
    priya.press("Add the body")
    priya.sees(f"{CHARITY_NAME} is a member")


def opens(priya: Visitor, title: str, slug: str) -> None:
    priya.go("round_new", HERE)
    types(priya, title=title, period_start="1 4 2026", period_end="31 3 2027")
    types(priya, scope="Help at home, whole borough", scope_agreed_on="1 4 2026", deadline="31 5 2027")
    priya.press("Save and choose the bodies")
    for name in (COUNCIL_NAME, CHARITY_NAME):
        priya.page.get_by_role("checkbox", name=name).check()
    priya.page.get_by_label("Lead", exact=False).first.select_option(label=COUNCIL_NAME)
    priya.press("Save and check")
    priya.look()
    priya.press("Open the round")
    priya.is_on("Progress")
    assert priya.page.url.endswith(f"/{slug}/progress/")


def answers(visitor: Visitor, body: str, code: str, label: str, note: str = "") -> None:
    statement = code.split(".", maxsplit=1)[0]
    visitor.go("statement", ROUND, body, statement)
    visitor.answer(code, label)
    visitor.is_saved(code)
    if note:
        visitor.field(code, "Note (optional)").fill(note)
        visitor.press("Save")
        visitor.page.get_by_role("alert").wait_for()


def hands_in(visitor: Visitor, body: str) -> None:
    visitor.go("submit", ROUND, body)
    visitor.page.get_by_role("button", name=re.compile("^Submit")).click()
    visitor.sees("are submitted")


def test_given_five_people_when_they_run_a_round_then_it_is_sealed_and_the_next_one_remembers(
    welcome: Welcome,
) -> None:
    priya = welcome(PRIYA)
    sets_up(priya)
    invites(priya, "chair@example.org", "Board member", COUNCIL_NAME, office="Chair")
    invites(priya, "council@example.org", "Approver", COUNCIL_NAME)
    invites(priya, "neighbours@example.org", "Approver", CHARITY_NAME)
    priya.look()
    chair = joins(welcome, "chair@example.org", "Constance Ayre")
    council = joins(welcome, "council@example.org", "Cuthbert Onslow")
    approver = joins(welcome, "neighbours@example.org", "Nesta Appleyard")
    invites(approver, "answers@example.org", "Respondent", CHARITY_NAME)
    respondent = joins(welcome, "answers@example.org", "Reuben Dowd")

    opens(priya, "First round", ROUND)
    approver.go("reply", ROUND, CHARITY)
    approver.press("We take part")
    answers(respondent, CHARITY, "S2.1", "Fully in place", SECRET)
    answers(council, COUNCIL, "S2.1", "Not in place")

    # Blind: nobody else reads a word or a level, by any of the pages they have.
    for visitor in (priya, chair, council):
        visitor.expected = {403, 404}
        for page in (("results", ROUND), ("history", ROUND), ("questionnaire", ROUND, CHARITY)):
            visitor.go(*page)
            visitor.page.get_by_role("heading", level=1).wait_for()
            assert SECRET not in visitor.page.content()
            assert "Fully in place" not in visitor.page.content()
    hands_in(approver, CHARITY)
    hands_in(council, COUNCIL)

    priya.go("reveal", ROUND)
    priya.press("Reveal the answers")
    priya.is_on("Consensus")

    chair.go("consensus_statement", ROUND, "S2")
    chair.sees(SECRET)
    chair.look()
    question = chair.question("S2.1")
    chair.field("S2.1", "Largely in place").check()
    chair.field("S2.1", "The board's reasons").fill("Both bodies have a plan that the board has read.")
    chair.press("Record what was agreed on S2.1")
    expect(question).to_contain_text("Agreed: Largely in place")

    chair.go("sign_off", ROUND)
    for box in chair.page.get_by_role("checkbox").all():
        box.check()
    today = timezone.localdate()
    for label, number in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        chair.page.get_by_label(label, exact=True).fill(str(number))
    chair.page.get_by_label("Minute reference", exact=True).fill("FT 2027/3")
    chair.press("Sign off and seal")
    chair.is_on("Seal")
    chair.sees("The seal holds")
    seal = chair.page.locator(".hash").inner_text()
    chair.look()
    respondent.go("results", ROUND)
    respondent.sees(seal)
    respondent.sees("minute FT 2027/3")
    respondent.look()
    assert respondent.downloads("Download the report (PDF)").read_bytes().startswith(b"%PDF")

    priya.go("next_round", ROUND)
    priya.page.get_by_label("Title", exact=False).fill("Second round")
    priya.look()
    priya.press("Make the draft")
    priya.is_on("Check the draft")
    priya.go("round_set_up", NEXT)
    types(priya, scope_agreed_on="1 4 2027")
    priya.press("Save")
    priya.press("Open the round")
    priya.is_on("Progress")
    respondent.go("statement", NEXT, CHARITY, "S2")
    expect(respondent.question("S2.1")).to_contain_text("Fully in place")
    expect(respondent.question("S2.1")).to_contain_text("First round")
    respondent.look()
    # The round that is signed off stays as it was.
    respondent.go("results", ROUND)
    respondent.sees(seal)
