"""The map of a body's statements, and the page where its answers are checked and handed in."""

import pytest

from assessments.models import Participant
from tests.people import a_round, cast, everything

pytestmark = pytest.mark.django_db

MAP = "/assessments/first-round/entities/borough/"
SUBMIT = MAP + "submit/"


def signed_in(client, who="respondent", **details):
    a_round(**details)
    people = cast()
    client.force_login(getattr(people, who))
    return people


def text_of(client, address):
    return client.get(address).content.decode()


def borough():
    return Participant.objects.get(entity__slug="borough")


def test_the_map_shows_progress_and_where_to_continue(client):
    signed_in(client, answers={"borough": {"S2.1": "N", "S2.3": "F"}})
    page = text_of(client, MAP)
    assert "4 of 38 answered" in page
    assert "Continue where you left off: S3" in page
    assert "4 of 4 answered" in page


def test_a_fresh_map_offers_to_start(client):
    signed_in(client)
    assert "Start with S2" in text_of(client, MAP)


def test_the_filter_shows_all_statements_and_stays_in_the_links(client):
    signed_in(client)
    assert "statements/S1/" not in text_of(client, MAP)
    assert "statements/S1/?show=all" in text_of(client, MAP + "?show=all")


def test_the_map_leads_to_the_bodys_own_result_and_report(client):
    signed_in(client)
    page = text_of(client, MAP)
    assert f'href="{MAP}results/"' in page
    assert f'href="{MAP}report.pdf"' in page


def test_the_map_takes_the_same_few_queries_empty_and_full(client, django_assert_max_num_queries):
    signed_in(client, answers={"borough": everything(respondents=("entity", "lead_entity", "organisation"))})
    client.get(MAP)
    with django_assert_max_num_queries(6):
        client.get(MAP + "?show=all")


def test_what_is_missing_is_listed_with_links(client):
    answers = everything()
    del answers["DAT4.2"]
    signed_in(client, answers={"borough": answers})
    page = text_of(client, SUBMIT)
    assert "1 answer is missing" in page
    assert f'href="{MAP}statements/DAT4/#DAT4-2"' in page


def test_not_applicable_and_advice_are_shown(client):
    signed_in(client, answers={"borough": everything(but={"S3.3": "NA", "DEL4.1": "N", "DEL4.2": "F"})})
    page = text_of(client, SUBMIT)
    assert "It does not concern us." in page
    assert "There is a register of risks, yet the risks have not been worked out." in page


def test_a_respondent_reads_the_check_but_cannot_submit(client):
    signed_in(client, answers={"borough": everything()})
    page = text_of(client, SUBMIT)
    assert "Nothing is missing." in page
    assert "Only an approver of Tansy Borough Council submits its answers." in page
    assert client.post(SUBMIT, {"submit": "1"}).status_code == 403
    assert borough().submitted_at is None


def test_an_approver_submits_and_takes_back(client):
    people = signed_in(client, "approver", answers={"borough": everything()})
    page = client.post(SUBMIT, {"submit": "1"}, follow=True).content.decode()
    assert "The answers of Tansy Borough Council are submitted" in page
    assert borough().submitted_by == people.approver
    page = client.post(SUBMIT, {"take_back": "1"}, follow=True).content.decode()
    assert "are open for change again" in page
    assert borough().submitted_at is None


def test_an_approver_is_told_how_much_is_missing_on_the_button(client):
    signed_in(client, "approver")
    assert "Submit with 38 answers missing" in text_of(client, SUBMIT)


def test_answers_cannot_be_taken_back_after_the_reveal(client):
    signed_in(client, "approver", state="consensus", submitted=True, answers={"borough": everything()})
    assert "Take the answers back" not in text_of(client, SUBMIT)
    assert client.post(SUBMIT, {"take_back": "1"}).status_code == 403
    assert borough().submitted_at is not None
