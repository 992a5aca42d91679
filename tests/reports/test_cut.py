"""A cut says the whole of what its reader may see: who shares it reads the same report, and nobody else."""

import pytest

from assessments.access import visit, visit_to_entity, visit_to_public_edition
from assessments.models import Assessment
from reports.building import cut_report, entity_report, partnership_report
from reports.cut import PUBLIC_CUT, Cut, cut_of
from reports.pdf import html_of
from tests.people import a_person, a_round, cast, follow, seat
from tests.reports.rounds import told_round
from tests.sealing import published, signed_off

pytestmark = pytest.mark.django_db

SLUG = "told-round"


def key(person, body=""):
    return cut_of(visit_to_entity(person, SLUG, body) if body else visit(person, SLUG)).key


def the_round():
    return Assessment.objects.select_related("partnership", "edition").get(slug=SLUG)


def test_those_who_read_everything_share_one_cut_and_each_body_has_its_own():
    told_round()
    people = cast()
    board = {key(each) for each in (people.facilitator, people.chair, people.board_member, people.finance_lead)}

    assert len(board) == 1
    assert key(people.respondent) == key(people.approver) != key(people.lead_respondent)
    assert key(people.respondent) not in board


def test_who_answers_for_two_bodies_shares_with_neither():
    told_round()
    people, both = cast(), a_person("Both Bodies")
    for body in ("borough", "trust"):
        seat(both, "respondent", body)

    assert len({key(both), key(people.respondent), key(people.lead_respondent)}) == 3


def test_an_auditor_shares_with_the_board_only_what_does_not_hang_on_earlier_rounds():
    told_round(state="signed_off")
    people = cast()

    assert key(people.auditor) != key(people.chair)
    assert Cut.from_key(key(people.auditor)).states == ("signed_off",)


def test_a_bodys_own_report_is_the_same_for_its_people_and_the_board():
    told_round()
    people = cast()

    assert key(people.respondent, "borough") == key(people.chair, "borough") != key(people.chair, "trust")


def test_the_public_edition_is_the_same_for_viewers_and_for_whoever_looks_at_it_before():
    told_round(state="published")
    people = cast()
    looking = [people.chair, people.facilitator, people.respondent, people.auditor, people.viewer]

    assert {cut_of(visit_to_public_edition(each, SLUG)) for each in looking} == {PUBLIC_CUT}
    assert key(people.viewer) == PUBLIC_CUT.key
    assert PUBLIC_CUT.reach.published_alone


@pytest.mark.parametrize("cut", [Cut("entity", answers_for=(3, 7), states=("signed_off",)), PUBLIC_CUT])
def test_a_cut_comes_back_from_its_key(cut):
    assert Cut.from_key(cut.key) == cut


def test_a_key_that_was_stored_before_rounds_were_published_is_still_read():
    key = '{"answers_for": [], "kind": "public", "states": ["signed_off"], "subject": ""}'

    assert Cut.from_key(key) == Cut("public", states=("signed_off",))


@pytest.mark.slow
@pytest.mark.parametrize("state", ["open", "consensus", "signed_off"])
def test_the_report_of_a_cut_is_the_report_that_its_reader_would_be_given(state):
    earlier = told_round("the-year-before", but={"trust": {"S3.1": "P"}})
    assessment = follow(told_round(state="consensus" if state == "signed_off" else state), earlier)
    people = cast()
    if state == "signed_off":
        signed_off(assessment, people.chair)
        published(assessment, people.chair)
    visits = [visit_to_entity(people.respondent, SLUG, "borough")]
    if state != "open":
        visits += [visit(each, SLUG) for each in (people.chair, people.respondent, people.lead_respondent)]
    if state == "signed_off":
        visits += [visit(people.auditor, SLUG), visit(people.viewer, SLUG)]
        visits += [visit_to_public_edition(people.chair, SLUG)]
    for found in visits:
        build = entity_report if hasattr(found, "participant") else partnership_report
        assert html_of(cut_report(the_round(), cut_of(found))) == html_of(build(found, in_full=True))


def test_there_is_no_partnerships_report_before_the_reveal():
    told_round(state="open")

    with pytest.raises(LookupError):
        cut_report(the_round(), Cut("board"))


def test_there_is_no_report_of_a_body_that_does_not_take_part():
    a_round(SLUG, state="consensus")

    with pytest.raises(LookupError):
        cut_report(the_round(), Cut("entity", subject="charity"))
