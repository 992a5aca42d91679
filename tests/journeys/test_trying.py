"""An editor tries a draft: sees it as a body does, answers, and looks at what comes out."""

import pytest
from playwright.sync_api import expect

from framework_data.actions.drafting import change_part
from tests.editions import a_draft
from tests.journeys.conftest import Welcome
from tests.people import PASSWORD, a_person

pytestmark = pytest.mark.slow

MARK = "Trial of a draft edition. Made-up bodies and answers. Nothing here counts."


def test_given_a_draft_when_an_editor_answers_for_made_up_bodies_then_the_levels_show_and_a_mark_on_every_page(
    welcome: Welcome,
) -> None:
    draft = a_draft()
    editor = a_person("Edi Tor", is_staff=True, is_superuser=True)
    visitor = welcome()
    page = visitor.page
    visitor.go("account_login")
    page.get_by_label("E-mail address").fill(editor.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.press("Sign in")
    visitor.is_on("Your work")

    visitor.go("edition", "plain-2")
    visitor.look()
    page.get_by_role("link", name="Try the edition").click()
    expect(page.get_by_text(MARK)).to_be_visible()
    visitor.look()
    page.get_by_label("Fully in place").check()
    page.get_by_role("button", name="Fill in").click()
    expect(page.get_by_text("38 of 38").first).to_be_visible()
    visitor.look()

    page.get_by_role("link", name="Body B", exact=True).click()
    visitor.look()
    visitor.go("trial_statement", "plain-2", "body-b", "S2")
    visitor.look()
    visitor.field("S2.1", "Not in place").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("because S2.1 is answered").first).to_be_visible()
    visitor.look()

    visitor.go("trial_questionnaire", "plain-2", "partnership")
    visitor.look()
    visitor.go("trial_results", "plain-2")
    expect(page.get_by_text(MARK)).to_be_visible()
    expect(page.get_by_role("heading", name="Strategy: why, and the way up")).to_be_visible()
    visitor.look()
    page.get_by_role("link", name="Body B", exact=True).click()
    visitor.look()

    change_part(draft.questions.get(code="S1.2"), changes={"gate": draft.questions.get(code="S1.3")}, by=None)
    visitor.go("trial", "plain-2")
    expect(page.get_by_text("S1.2: its gate S1.3 must come earlier.")).to_be_visible()
    visitor.look()
