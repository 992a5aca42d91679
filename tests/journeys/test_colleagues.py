"""Two colleagues of one body write on one statement: the second is told, sees both texts, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from partnerships.models import Event
from tests.journeys.conftest import Welcome
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.slow

STATEMENT = ("early-help-2026", "carers-alliance", "S2")
NOTE = "Note (optional)"


def writes(visitor: Visitor, note: str) -> None:
    """Type a note on S2.2 and save it: by itself with JavaScript, by the button without."""
    visitor.field("S2.2", NOTE).fill(note)
    if not visitor.scripts:
        visitor.press("Save")


def is_told(visitor: Visitor, by: str, *, theirs: str, mine: str) -> None:
    told = visitor.question("S2.2").get_by_role("group", name=f"{by} saved S2.2 while you were writing")
    expect(told).to_contain_text(theirs)
    expect(told).to_contain_text("Yours, not saved")
    expect(told).to_contain_text(mine)
    expect(visitor.field("S2.2", NOTE)).to_have_value(mine)
    expect(visitor.saved_line("S2.2")).to_contain_text("Not saved")


@pytest.mark.parametrize("scripts", [True, False], ids=["with_javascript", "without_javascript"])
def test_given_two_colleagues_on_one_statement_when_both_write_then_the_second_chooses_and_nothing_is_lost(
    welcome: Welcome, scripts: bool
) -> None:
    rhiannon = welcome("Rhiannon Achterberg", scripts=scripts)
    josiah = welcome("Josiah Oyelaran", scripts=scripts)
    rhiannon.go("statement", *STATEMENT)
    josiah.go("statement", *STATEMENT)
    josiah.expected = {409}
    rhiannon.expected = {409}

    writes(rhiannon, "Written in plain words, says Rhiannon")
    expect(rhiannon.saved_line("S2.2")).to_contain_text("by Rhiannon Achterberg")
    writes(josiah, "Two chapters are hard going, says Josiah")
    is_told(
        josiah,
        "Rhiannon Achterberg",
        theirs="Written in plain words, says Rhiannon",
        mine="Two chapters are hard going, says Josiah",
    )
    josiah.look()
    josiah.press("Keep mine for S2.2")
    josiah.sees("Saved S2.2")
    expect(josiah.field("S2.2", NOTE)).to_have_value("Two chapters are hard going, says Josiah")
    josiah.look()

    writes(rhiannon, "All but the annex, says Rhiannon")
    is_told(
        rhiannon,
        "Josiah Oyelaran",
        theirs="Two chapters are hard going, says Josiah",
        mine="All but the annex, says Rhiannon",
    )
    rhiannon.look()
    rhiannon.press("Keep the saved one for S2.2")
    rhiannon.sees("Everything on this page is saved")
    expect(rhiannon.field("S2.2", NOTE)).to_have_value("Two chapters are hard going, says Josiah")

    saved = Event.objects.filter(entity="carers-alliance", subject="S2.2", verb="answer_saved").order_by("pk")
    assert [event.texts.get(sha256=event.after["note"]["sha256"]).text for event in saved] == [
        "Written in plain words, says Rhiannon",
        "Two chapters are hard going, says Josiah",
    ]
