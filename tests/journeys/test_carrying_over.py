"""The facilitator carries an open round over to another edition, and a body confirms what has to be confirmed."""

import pytest
from playwright.sync_api import expect

from assessments.models import Assessment
from tests.assessments.carrying import second_edition
from tests.journeys.conftest import Welcome
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

PRIYA, RHIANNON = "Priya Nandakumar", "Rhiannon Achterberg"
CARERS = "carers-alliance"
NAME = "Early help 2026/27 on the second issue"


def carries_over(visitor: Visitor) -> str:
    """From the partnership's page to the new round, open; gives its slug."""
    visitor.go("partnership", "brackenshire-together")
    links = visitor.page.get_by_role("link").filter(has_text="Carry over to another edition, Early help")
    links.first.click()
    visitor.is_on("Carry over to another edition")
    visitor.look()
    visitor.expected = {422}
    visitor.page.get_by_label("Second issue").check()
    visitor.press("See what becomes of the answers")
    visitor.is_on("What becomes of the answers")
    visitor.sees("Bodies answer blind")
    visitor.does_not_see("Fully in place")
    visitor.look()
    visitor.page.get_by_label("Name of the new round").fill("")
    visitor.press("Make the new round")
    expect(visitor.page.get_by_role("alert")).to_contain_text("Enter the name of the new round")
    visitor.page.get_by_label("Name of the new round").fill(NAME)
    visitor.press("Make the new round")
    visitor.sees(f"The draft of {NAME} is made")
    visitor.look()
    visitor.press("Open the round")
    visitor.is_on("Progress")
    visitor.look()
    return Assessment.objects.get(title=NAME).slug


def confirms(visitor: Visitor, slug: str) -> None:
    visitor.go("questionnaire", slug, CARERS)
    visitor.sees("to be confirmed, because the questions have changed")
    visitor.look()
    visitor.follow("What became of our answers to the old round")
    visitor.look()
    visitor.follow("S2.1")
    expect(visitor.question("S2.1")).to_contain_text("To be confirmed")
    expect(visitor.question("S2.2")).to_contain_text("Carried over from Early help 2026/27")
    visitor.look()
    visitor.press("Confirm this answer to S2.1")
    expect(visitor.question("S2.1")).to_contain_text(f"by {RHIANNON}")
    expect(visitor.question("S2.1")).not_to_contain_text("To be confirmed")
    visitor.look()


def answers_anew(visitor: Visitor, slug: str) -> None:
    """An answer chosen instead of confirmed is saved as one goes, and nothing waits any more."""
    visitor.go("statement", slug, CARERS, "GS1")
    visitor.answer("GS1.1", "Partly in place")
    if not visitor.scripts:
        visitor.press("Save")
    expect(visitor.question("GS1.1")).not_to_contain_text("To be confirmed")
    expect(visitor.saved_line("GS1.1")).to_contain_text(f"by {RHIANNON}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with_javascript", "without_javascript"])
def test_given_another_edition_when_the_round_is_carried_over_then_a_body_confirms_its_answers(
    welcome: Welcome, scripts: bool
) -> None:
    second_edition()
    slug = carries_over(welcome(PRIYA, scripts=scripts))
    rhiannon = welcome(RHIANNON, scripts=scripts)
    confirms(rhiannon, slug)
    answers_anew(rhiannon, slug)
    rhiannon.go("submit", slug, CARERS)
    rhiannon.look()


def test_given_a_revealed_round_when_it_is_carried_over_then_the_dry_run_names_the_answers(welcome: Welcome) -> None:
    second_edition()
    priya = welcome(PRIYA)
    priya.page.goto("/assessments/living-well-2025/carry-over/?edition=plain-2")
    priya.sees("Answers and views that were submitted")
    priya.look()
