"""A newcomer answers a statement, sees the level of the own body change, and takes away its report."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import Welcome
from tests.journeys.visitor import WHILE_IT_PRINTS, Visitor

pytestmark = pytest.mark.slow

RHIANNON = "Rhiannon Achterberg"
CARERS = "Brackenshire Carers' Alliance"
CHANGED = "Yes: changed where needed, or no change was needed and that is recorded"
ANSWERS = {"DEL1.1": "Fully in place", "DEL1.2": "Fully in place", "DEL1.3": CHANGED, "DEL1.4": CHANGED}
BEFORE = "Not yet at Securing Stewardship, up to Enabling Transformation"
ON_THE_WAY = "At least Securing Stewardship, up to Enabling Transformation"
AFTER = "At least Supporting Performance, up to Enabling Transformation"


def text_of(pdf: Path) -> str:
    """All that a report says, with blanks and line ends made alike."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def own_level_is(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_label("Our level and progress")).to_contain_text(words)


def is_the_report_of_the_carers(pdf: Path) -> None:
    said = text_of(pdf)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert f"Self-assessment report of {CARERS} Early help 2026/27" in said
    assert AFTER in said


def test_given_a_newcomer_when_answering_a_statement_then_the_level_moves_and_the_report_says_so(
    welcome: Welcome,
) -> None:
    visitor = welcome()
    visitor.page.goto("/")
    visitor.is_on("Sign in")
    visitor.look()
    visitor.press(f"Sign in as {RHIANNON}")
    visitor.is_on("Your work")
    visitor.look()
    visitor.follow(f"Answer for {CARERS}")
    visitor.is_on(f"Questionnaire of {CARERS}")
    visitor.look()
    visitor.press("Continue where you left off: DEL1")
    visitor.look()

    own_level_is(visitor, BEFORE)
    for code, label in ANSWERS.items():
        if code == "DEL1.4":
            own_level_is(visitor, ON_THE_WAY)
        visitor.answer(code, label)
        visitor.is_saved(code)
    own_level_is(visitor, AFTER)
    own_level_is(visitor, "38 of 38 answered")
    visitor.look()

    visitor.follow(f"Questionnaire of {CARERS}")
    visitor.sees("38 of 38 answered")
    is_the_report_of_the_carers(visitor.downloads("Our report (PDF)"))
    visitor.follow("Our result so far")
    visitor.is_on(f"Result of {CARERS}")
    expect(visitor.page.get_by_role("region", name="Delivery", exact=True)).to_contain_text(AFTER)
    visitor.look()


def test_given_a_newcomer_with_a_keyboard_alone_when_answering_then_the_level_moves_and_the_report_says_so(
    welcome: Welcome,
) -> None:
    visitor = welcome()
    page = visitor.page
    page.goto("/")
    visitor.tab_to(page.get_by_role("link", name="Skip to main content"))
    visitor.keys("Enter")
    visitor.tab_to(page.get_by_role("button", name=f"Sign in as {RHIANNON}"))
    visitor.keys("Enter")
    visitor.is_on("Your work")
    visitor.tab_to(page.get_by_role("link", name=f"Answer for {CARERS}"))
    visitor.keys("Enter")
    visitor.tab_to(page.get_by_role("button", name="Continue where you left off: DEL1"))
    visitor.keys("Enter")

    own_level_is(visitor, BEFORE)
    for code, label in ANSWERS.items():
        first = visitor.question(code).get_by_role("radio").first
        visitor.tab_to(first)
        visitor.keys("Space")
        visitor.is_saved(code)
        expect(visitor.field(code, label)).to_be_checked()
    own_level_is(visitor, AFTER)
    visitor.keys("ArrowDown")
    expect(visitor.question("DEL1.4").get_by_role("radio").nth(1)).to_be_checked()
    visitor.keys("ArrowUp")
    expect(visitor.question("DEL1.4").get_by_role("radio").first).to_be_checked()
    visitor.tab_to(visitor.folded("DEL1.4", "Links to evidence for DEL1.4"))
    visitor.keys("Enter")
    visitor.tab_to(visitor.question("DEL1.4").get_by_label("Links to evidence (optional)"))
    page.keyboard.type("https://carers.brackenshire.example/plan")
    visitor.tab_to(page.get_by_role("button", name="Save", exact=True))
    visitor.keys("Enter")
    visitor.sees("Everything on this page is saved")
    own_level_is(visitor, AFTER)
    visitor.look()

    visitor.tab_to(page.get_by_role("link", name=f"Questionnaire of {CARERS}"))
    visitor.keys("Enter")
    visitor.tab_to(page.get_by_role("link", name="Our report (PDF)"))
    with page.expect_download(timeout=WHILE_IT_PRINTS) as waiting:
        visitor.keys("Enter")
    is_the_report_of_the_carers(waiting.value.path())


def test_given_a_newcomer_without_javascript_when_answering_then_the_level_moves_and_the_report_says_so(
    welcome: Welcome,
) -> None:
    visitor = welcome(scripts=False)
    visitor.page.goto("/")
    visitor.look()
    visitor.press(f"Sign in as {RHIANNON}")
    visitor.is_on("Your work")
    visitor.look()
    visitor.follow(f"Answer for {CARERS}")
    visitor.look()
    visitor.press("Continue where you left off: DEL1")
    own_level_is(visitor, BEFORE)
    visitor.look()

    for code, label in ANSWERS.items():
        visitor.answer(code, label)
    visitor.field("DEL1.1", "Note (optional)").fill("Our plan to 2029")
    visitor.press("Save")
    visitor.sees("Saved DEL1.1, DEL1.2, DEL1.3, DEL1.4")
    own_level_is(visitor, AFTER)
    expect(visitor.field("DEL1.1", "Note (optional)")).to_have_value("Our plan to 2029")
    visitor.look()
    visitor.press("Save and go to DEL2")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("DEL2")
    visitor.look()

    visitor.follow(f"Questionnaire of {CARERS}")
    is_the_report_of_the_carers(visitor.downloads("Our report (PDF)"))
