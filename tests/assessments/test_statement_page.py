import pytest
from django.http import Http404

from assessments.access import visit_to_entity
from assessments.models import Answer
from assessments.statement_page import followers_changed, level_panel, statement_of, statement_page
from tests.people import a_round, cast, everything

pytestmark = pytest.mark.django_db


def visited(person="respondent", body="borough", **details):
    a_round(**details)
    return visit_to_entity(getattr(cast(), person), "first-round", body)


def page_of(code, *, shows_all=False, **details):
    visit = visited(**details)
    return statement_page(visit, statement_of(visit, code), shows_all=shows_all)


def card_of(page, code):
    return next(card for card in page.cards if card.code == code)


def test_a_closed_gate_is_shown_with_its_reason_instead_of_asked():
    page = page_of("S2", answers={"borough": {"S2.1": "N"}})
    assert card_of(page, "S2.2").implied == "Counts as “Not in place”, because S2.1 is answered “Not in place”."
    assert card_of(page, "S2.3").implied == ""


def test_a_gate_that_is_implied_itself_is_named_as_such():
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
