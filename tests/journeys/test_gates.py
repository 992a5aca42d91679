"""A gate that closes shows at once what follows from it, and gives it back when it opens again."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Welcome

pytestmark = pytest.mark.slow

BECAUSE = "Counts as “Not in place”, because S2.1 is answered “Not in place”."


def test_given_answers_behind_a_gate_when_it_closes_then_they_are_implied_and_come_back_when_it_opens(
    welcome: Welcome,
) -> None:
    visitor = welcome("Rhiannon Achterberg")
    visitor.go("statement", "early-help-2026", "carers-alliance", "S2")
    expect(visitor.field("S2.2", "Fully in place")).to_be_checked()
    visitor.look()

    visitor.answer("S2.1", "Not in place")
    for follower in ("S2.2", "S2.4"):
        expect(visitor.question(follower)).to_contain_text(BECAUSE)
        expect(visitor.question(follower)).to_contain_text("What was saved here before is kept.")
        expect(visitor.question(follower).get_by_role("radio")).to_have_count(0)
    expect(visitor.field("S2.3", "Fully in place")).to_be_checked()
    own_level = visitor.page.get_by_label("Our level and progress")
    expect(own_level).to_contain_text("Not yet at Securing Stewardship")
    expect(own_level).to_contain_text("34 of 38 answered")
    visitor.look()

    visitor.page.reload()
    expect(visitor.question("S2.4")).to_contain_text(BECAUSE)

    visitor.answer("S2.1", "Largely in place")
    for follower in ("S2.2", "S2.4"):
        expect(visitor.question(follower)).not_to_contain_text(BECAUSE)
        expect(visitor.field(follower, "Fully in place")).to_be_checked()
    expect(own_level).to_contain_text("Supporting Performance")
    visitor.look()
