import pytest

from assessments.access import visit_to_entity
from assessments.questionnaire import map_page
from tests.people import a_round, cast, everything

pytestmark = pytest.mark.django_db


def visited(person="respondent", body="borough", **details):
    a_round(**details)
    return visit_to_entity(getattr(cast(), person), "first-round", body)


def test_the_map_for_us_leaves_out_what_is_not_asked_of_us():
    page = map_page(visited(), shows_all=False)
    assert page.getting_started == ()
    codes = [item.code for _, cells in page.rows for cell in cells for item in cell.items]
    assert "S1" not in codes
    assert "S2" in codes
    assert sum(item.own for _, cells in page.rows for cell in cells for item in cell.items) == page.progress.total == 38


def test_the_map_of_everything_holds_all_statements():
    page = map_page(visited(), shows_all=True)
    cells = [item for _, cells in page.rows for cell in cells for item in cell.items]
    assert len(page.getting_started) + len(cells) == 23
    assert sum(item.own + item.views for item in (*page.getting_started, *cells)) == 119


def test_the_leads_map_starts_with_getting_started():
    page = map_page(visited("lead_respondent", "lead-council"), shows_all=False)
    assert [item.code for item in page.getting_started] == ["GS1", "GS2"]
    assert page.progress.total == 57
    assert page.next_code == "GS1"


def test_one_continues_at_the_first_statement_with_something_unanswered():
    answers = {"borough": {"S2.1": "N", "S2.3": "F", "S3.3": "F"}}
    assert map_page(visited(answers=answers), shows_all=False).next_code == "S4"


def test_a_complete_map_has_nowhere_to_continue():
    page = map_page(visited(answers={"borough": everything()}), shows_all=False)
    assert page.next_code == ""
    assert page.progress.is_complete
    assert {item.look for _, cells in page.rows for cell in cells for item in cell.items} == {"done"}


def test_own_levels_are_worded_with_floor_and_ceiling():
    levels = map_page(visited(answers={"borough": everything()}), shows_all=False).levels
    assert [level.words for level in levels] == [
        "Not yet at Securing Stewardship, up to Enabling Transformation",
        "At least Securing Stewardship, up to Enabling Transformation",
        "Not yet at Securing Stewardship, up to Enabling Transformation",
    ]
    assert levels[0].rungs == ("possible", "possible", "possible")
    assert levels[1].rungs == ("reached", "possible", "possible")


def test_from_the_reveal_on_no_own_level_stands_alone():
    assert map_page(visited(state="consensus", answers={"borough": everything()}), shows_all=False).levels == ()
