"""Strangers, and addresses that are nobody's: the site answers in its own words and gives nothing away."""

import re
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import expect

from partnerships.models import Person
from tests.journeys.conftest import Welcome

pytestmark = pytest.mark.slow

PASSWORD = "three old oak chairs"
NOT_THERE = [
    "/assessments/early-help-2026/entities/county-council/statements/S2/",
    "/assessments/early-help-2026/entities/carers-alliance/statements/S99/",
    "/assessments/early-help-2026/entities/nobody/",
    "/assessments/no-such-round/results/",
    "/partnerships/elsewhere/",
    "/nothing/here/",
]


def test_given_a_stranger_when_signing_in_by_password_then_nothing_of_others_is_there(
    welcome: Welcome, settings: Any
) -> None:
    Person.objects.create_user("wanda.rer@example.org", PASSWORD, name="Wanda Rer")
    settings.DEBUG = False
    visitor = welcome()
    page = visitor.page
    page.goto("/assessments/early-help-2026/results/")
    visitor.is_on("Sign in")
    expect(page.get_by_role("button", name=re.compile("^Sign in as"))).to_have_count(0)
    visitor.press("Sign in")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    visitor.look()
    page.get_by_label("E-mail address").fill("wanda.rer@example.org")
    page.get_by_label("Password", exact=True).fill("a wrong one altogether")
    visitor.press("Sign in")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    visitor.look()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.expected = {404}
    visitor.press("Sign in")
    visitor.is_on("Page not found")
    visitor.look()
    visitor.follow("Go to your work")
    visitor.sees("You hold no role in a partnership yet.")
    visitor.look()


@pytest.mark.parametrize("scripts", [True, False], ids=["with_javascript", "without_javascript"])
def test_given_a_respondent_when_asking_for_what_is_not_theirs_then_it_is_not_there(
    welcome: Welcome, settings: Any, scripts: bool
) -> None:
    visitor = welcome("Rhiannon Achterberg", scripts=scripts)
    settings.DEBUG = False
    visitor.expected = {403, 404}
    for address in NOT_THERE:
        visitor.page.goto(address)
        visitor.is_on("Page not found")
        visitor.sees("If you typed the address, check that it is right.")
    visitor.look()
    for address in ("/assessments/early-help-2026/progress/", "/assessments/living-well-2025/consensus/"):
        visitor.page.goto(address)
        visitor.is_on("You cannot do this")
    visitor.look()
    for name in ("privacy", "cookies", "accessibility"):
        visitor.go(name)
        visitor.look()


def test_given_a_forgotten_password_when_asking_for_a_new_one_then_the_mail_leads_to_it(welcome: Welcome) -> None:
    Person.objects.create_user("wanda.rer@example.org", PASSWORD, name="Wanda Rer")
    visitor = welcome()
    page = visitor.page
    page.goto("/")
    visitor.follow("I have forgotten my password")
    visitor.look()
    page.get_by_label("E-mail address").fill("wanda.rer@example.org")
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url(re.compile("/done/$"))
    visitor.look()
    [letter] = mail.outbox
    found = re.search(r"http://\S+", str(letter.body))
    assert found
    page.goto(found[0])
    visitor.look()
    for field in page.get_by_role("main").locator("input[type=password]").all():
        field.fill("four new willow baskets")
    page.get_by_role("main").get_by_role("button", name=re.compile("password", re.I)).last.click()
    expect(page).to_have_url(re.compile("/key/done/$"))
    visitor.look()
