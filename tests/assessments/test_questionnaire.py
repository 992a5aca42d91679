import pytest
from django.http import Http404

from assessments.access import visit_to_entity
from assessments.models import Answer
from assessments.questionnaire import (
    advice,
    followers_changed,
    gates_of,
    level_panel,
    map_page,
    own_codes,
    progress_of,
    statement_of,
    statement_page,
    submit_page,
)
from framework_data.content import content_by_slug
from tests.people import EDITION, a_round, cast, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def content():
    return content_by_slug(EDITION)


def visited(person="respondent", body="borough", **details):
    a_round(**details)
    return visit_to_entity(getattr(cast(), person), "first-round", body)


def page_of(code, *, shows_all=False, **details):
    visit = visited(**details)
    return statement_page(visit, statement_of(visit, code), shows_all=shows_all)


def card_of(page, code):
    return next(card for card in page.cards if card.code == code)


# --- The fixed number ---------------------------------------------------------------------------------------------


def test_a_body_has_38_questions_and_the_lead_57(content):
    assert len(own_codes(content, False)) == 38
    assert len(own_codes(content, True)) == 57


def test_what_a_gate_implies_counts_as_answered(content):
    assert progress_of(content, {"S2.1": "N"}, is_lead=False).answered == 3
    assert progress_of(content, {"S2.1": "F"}, is_lead=False).answered == 1


def test_views_do_not_count_as_progress(content):
    assert progress_of(content, {"S1.1": "F", "GS1.1": "F"}, is_lead=False).answered == 0
    assert progress_of(content, {"S1.1": "F", "GS1.1": "F"}, is_lead=True).answered == 1


def test_a_chain_of_gates_waits_to_its_end(content):
    assert gates_of(content, {}).waiting >= {"DEL4.7", "DEL4.8"}
    assert gates_of(content, {"DEL4.7": "F"}).waiting >= {"DEL4.7", "DEL4.8"}
    assert {"DEL4.7", "DEL4.8"} <= gates_of(content, {"DEL4.6": "X"}).closed.keys()
    assert "DEL4.8" in gates_of(content, {"DEL4.6": "Y"}).waiting


# --- The map ------------------------------------------------------------------------------------------------------


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


# --- The page of a statement --------------------------------------------------------------------------------------


def test_a_closed_gate_is_shown_with_its_reason_instead_of_asked():
    page = page_of("S2", answers={"borough": {"S2.1": "N"}})
    assert card_of(page, "S2.2").implied == "Counts as “Not in place”, because S2.1 is answered “Not in place”."
    assert card_of(page, "S2.3").implied == ""


def test_a_gate_that_is_implied_itself_is_named_as_such(content):
    page = page_of("DEL7", answers={"borough": {"DEL7.7": "X"}})
    assert (
        "because DEL7.7 is answered “No, the review was held and none came to light”" in card_of(page, "DEL7.8").implied
    )
    assert "because DEL7.8 counts as “Not applicable to us”" in card_of(page, "DEL7.9").implied


def test_a_follower_with_an_open_gate_waits_with_a_hint():
    page = page_of("S2")
    assert card_of(page, "S2.2").waits_for == "S2.1"
    assert card_of(page, "S2.3").waits_for == ""


def test_a_gate_of_another_statement_is_heard():
    page = page_of("DAT5", answers={"borough": {"DAT2.1": "N"}})
    assert "DAT2.1" in card_of(page, "DAT5.2").implied


def test_views_are_folded_away_for_us_and_own_questions_never():
    visit = visited()
    for_us = statement_page(visit, statement_of(visit, "S3"))
    assert [(card.code, card.is_own, card.is_unfolded) for card in for_us.cards] == [
        ("S3.1", False, False),
        ("S3.2", False, False),
        ("S3.3", True, True),
    ]
    assert all(card.is_unfolded for card in statement_page(visit, statement_of(visit, "S3"), shows_all=True).cards)


def test_the_bodys_own_date_stands_beside_a_question_with_a_deadline():
    page = page_of("DAT4")
    assert str(card_of(page, "DAT4.3").due_on) == "2026-09-30"
    assert card_of(page, "DAT4.1").due_on is None


def test_neighbours_follow_the_filter():
    visit = visited()
    page = statement_page(visit, statement_of(visit, "S2"))
    assert (page.previous_code, page.next_code) == ("", "S3")
    page = statement_page(visit, statement_of(visit, "S2"), shows_all=True)
    assert (page.previous_code, page.next_code) == ("S1", "S3")


def test_an_unknown_statement_is_not_found():
    with pytest.raises(Http404):
        statement_of(visited(), "S99")


def test_a_page_of_one_body_holds_nothing_of_another():
    visit = visited(answers={"borough": {"S2.1": "F"}, "lead-council": everything(but={"S2.3": "N"})})
    Answer.objects.exclude(participant=visit.participant).update(note="The council's secret")
    page = statement_page(visit, statement_of(visit, "S2"), shows_all=True)
    assert "secret" not in repr(page)
    assert [card.now.value for card in page.cards] == ["F", "", "", ""]
    assert page.progress.answered == 1


# --- What a save changes around it ----------------------------------------------------------------------------


def changed(visit, code, gate, before, value):
    statement = statement_of(visit, code)
    return [card.code for card in followers_changed(visit, statement, gate, before, value, shows_all=False)]


def test_a_save_redraws_only_the_followers_it_moves():
    visit = visited()
    assert changed(visit, "S2", "S2.1", {}, "N") == ["S2.2", "S2.4"]
    assert changed(visit, "S2", "S2.1", {}, "F") == ["S2.2", "S2.4"]
    assert changed(visit, "S2", "S2.1", {"S2.1": "F"}, "L") == []
    assert changed(visit, "S2", "S2.1", {"S2.1": "N"}, "NA") == ["S2.2", "S2.4"]
    assert changed(visit, "S2", "S2.3", {}, "F") == []


def test_a_save_moves_a_chain_of_followers():
    assert changed(visited(), "DEL4", "DEL4.6", {"DEL4.6": "Y"}, "X") == ["DEL4.7", "DEL4.8"]


def test_the_panel_shows_the_dimension_of_the_statement():
    visit = visited(answers={"borough": everything()})
    level, progress = level_panel(visit, statement_of(visit, "DAT4"))
    assert (level.code, progress.answered) == ("DAT", 38)
    assert level_panel(visit, statement_of(visit, "GS1"))[0] is None


# --- Check and submit ---------------------------------------------------------------------------------------------


def test_missing_answers_are_listed_by_statement():
    answers = everything(but={"S2.1": "F"})
    del answers["S2.3"], answers["DAT4.1"], answers["DAT4.2"]
    page = submit_page(visited(answers={"borough": answers}))
    assert [(found.code, [q.code for q in found.questions]) for found in page.missing] == [
        ("S2", ["S2.3"]),
        ("DAT4", ["DAT4.1", "DAT4.2"]),
    ]
    assert page.progress.missing == 3


def test_not_applicable_is_listed_with_its_reason_or_its_gate():
    answers = everything(but={"S2.1": "NA"})
    del answers["S2.2"], answers["S2.4"]
    page = submit_page(visited(answers={"borough": answers}))
    assert [(found.question.code, found.reason, found.implied_by) for found in page.not_applicable] == [
        ("S2.1", "It does not concern us.", ""),
        ("S2.2", "", "S2.1"),
        ("S2.4", "", "S2.1"),
    ]


def test_advice_fires_on_answers_that_fit_badly(content):
    assert advice(content, {"S4.1": "F", "DEL1.2": "F"}, "at_submit") == ()
    [found] = advice(content, {"S4.1": "F", "DEL1.2": "P"}, "at_submit")
    assert (found.first.code, found.first_label, found.second_label) == ("S4.1", "Fully in place", "Partly in place")
    assert [found.second.code for found in advice(content, {"DEL4.2": "L", "DEL4.1": "N"}, "at_submit")] == ["DEL4.1"]
    assert advice(content, {"DEL4.2": "P", "DEL4.1": "N"}, "at_submit") == ()
    assert advice(content, {"S4.1": "F"}, "at_submit") == ()
