"""The pages of carrying a round over: choosing, the dry run, making the new round, and what a body sees in it."""

import re

import pytest
from django.urls import reverse

from assessments.access import visit
from assessments.actions.setting_up import open_round
from assessments.models import Answer, Assessment, Participant
from assessments.statement_page import statement_page
from framework_data.actions.publishing import withdraw_edition
from framework_data.models import Edition
from tests.assessments.acts import everything_stored
from tests.assessments.carrying import (
    ADDED,
    REWORDED,
    carried_and_opened,
    carry,
    in_new,
    old_round,
    second_edition,
    values,
)
from tests.people import a_round, body_of, cast, everything
from tests.sealing import signed_off
from tests.test_access import PAGES

pytestmark = pytest.mark.django_db

CHOOSE = "/assessments/first-round/carry-over/"
DRY_RUN = f"{CHOOSE}?edition=plain-2"
STATEMENT = "/assessments/second-round/entities/borough/statements/S2/"


@pytest.fixture
def people():
    old_round()
    second_edition()
    return cast()


def sign_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def words(response):
    return " ".join(response.content.decode().split())


def read_in(response):
    return re.search(r'name="read" value="(\w+)"', words(response))[1]


# --- Choosing ------------------------------------------------------------------------------------------------------


def test_the_link_stands_with_a_round_where_there_is_another_edition(client):
    old_round()
    people = cast()
    sign_in(client, people.facilitator)
    assert CHOOSE not in words(client.get("/partnerships/marrowdale/"))
    second_edition()
    assert CHOOSE in words(client.get("/partnerships/marrowdale/"))
    sign_in(client, people.board_member)
    assert CHOOSE not in words(client.get("/partnerships/marrowdale/"))


def test_published_editions_are_offered_and_the_rounds_own_is_not(client, people):
    sign_in(client, people.facilitator)
    page = client.get(CHOOSE)

    assert re.findall(r'value="([^"]*)"', words(page).partition("Which edition?")[2]) == ["plain-2"]
    withdraw_edition(Edition.objects.get(slug="plain-2"), why="A slip", by=None)
    assert "No other edition is published" in words(client.get(CHOOSE))


@pytest.mark.parametrize(
    ("edition", "sentence"),
    [
        ("", "Select the edition to carry the round over to"),
        ("alps-2014-plain", "Select an edition that is published now"),
        ("plain-9", "Select an edition that is published now"),
    ],
)
def test_without_an_edition_that_will_do_the_page_asks_again(client, people, edition, sentence):
    sign_in(client, people.facilitator)
    page = client.get(CHOOSE, {"edition": edition})

    assert page.status_code == 422
    assert sentence in words(page)


# --- The dry run ---------------------------------------------------------------------------------------------------


def test_the_dry_run_says_for_each_question_what_becomes_of_its_answers(client, people):
    sign_in(client, people.facilitator)
    text = words(client.get(DRY_RUN))
    of_fate = {part.split('"', 1)[0]: part for part in text.split('<section aria-labelledby="')[1:]}

    assert {fate: re.findall(r'list__key">([\w.]+)<', part) for fate, part in of_fate.items() if fate != "carried"} == {
        "to_confirm": ["GS1.1", "S2.1"],
        "dropped": ["S2.4"],
        "added": ["S3.4"],
    }
    assert len(re.findall(r'list__key">([\w.]+)<', of_fate["carried"])) == 116
    assert "It asked the lead entity and asks each body now." in text
    assert ADDED in text
    assert "116 questions." in text
    assert "Bodies answer blind" in text
    assert "Largely in place" not in text
    assert "As we noted" not in text


def test_from_the_reveal_on_the_dry_run_names_answers_of_bodies_that_submitted(client):
    old_round("consensus", submitted=True)
    second_edition()
    Participant.objects.filter(entity__slug="trust").update(submitted_at=None)
    people = cast()
    sign_in(client, people.facilitator)
    text = words(client.get(DRY_RUN))

    assert "Tansy Borough Council: Largely in place" in text
    assert "Vale Health Trust: " not in text
    assert "Answers and views that were submitted" in text


def test_the_new_round_is_made_from_the_dry_run_that_was_read(client, people):
    sign_in(client, people.facilitator)
    read = read_in(client.get(DRY_RUN))
    answer = client.post(DRY_RUN, {"title": "  Early  help on 2 ", "read": read})

    made = Assessment.objects.get(carried_from__slug="first-round")
    assert answer["Location"] == reverse("round_check", args=[made.slug])
    assert (made.title, made.state) == ("Early help on 2", "draft")
    check = words(client.get(answer["Location"]))
    assert "The draft of Early help on 2 is made" in check
    assert "Carried over from First round" in check
    assert "set-up/#id_edition" not in check


def test_an_empty_name_and_one_that_is_taken_are_told(client, people):
    sign_in(client, people.facilitator)
    read = read_in(client.get(DRY_RUN))
    for title, sentence in (
        ("", "Enter the name of the new round"),
        (Assessment.objects.get().title, "There is a round with this name already"),
    ):
        page = client.post(DRY_RUN, {"title": title, "read": read})
        assert page.status_code == 422
        assert sentence in words(page)
    assert Assessment.objects.count() == 1


def test_a_dry_run_that_changed_meanwhile_is_shown_anew_and_writes_nothing(client):
    old_round("consensus", submitted=True)
    second_edition()
    people = cast()
    sign_in(client, people.facilitator)
    read = read_in(client.get(DRY_RUN))
    Answer.objects.filter(value="L").update(value="P")
    before = everything_stored()
    page = client.post(DRY_RUN, {"title": "Second round", "read": read})

    assert page.status_code == 422
    assert "This page has changed since you read it" in words(page)
    assert everything_stored() == before
    assert client.post(DRY_RUN, {"title": "Second round", "read": read_in(page)}).status_code == 302


def test_an_edition_that_was_withdrawn_meanwhile_is_told_and_nothing_is_written(client, people):
    sign_in(client, people.facilitator)
    read = read_in(client.get(DRY_RUN))
    withdraw_edition(Edition.objects.get(slug="plain-2"), why="A slip", by=None)
    page = client.post(DRY_RUN, {"title": "Second round", "read": read})

    assert page.status_code == 422
    assert "The one you had may have been withdrawn" in words(page)
    assert Assessment.objects.count() == 1


# --- In the new round ----------------------------------------------------------------------------------------------


def test_a_statement_shows_what_came_over_and_what_waits(client):
    people = carried_and_opened()
    sign_in(client, people.respondent)
    text = words(client.get(STATEMENT))

    assert REWORDED in text
    assert "To be confirmed" in text
    assert "In First round: <strong>Largely in place</strong>" in text
    assert 'name="confirm" value="S2.1"' in text
    assert "Carried over from First round" in text
    assert "Last time" not in text


def test_one_button_confirms(client):
    people = carried_and_opened()
    sign_in(client, people.respondent)
    answer = client.post(STATEMENT, posted(people) | {"confirm": "S2.1"})

    assert answer["Location"] == f"{STATEMENT}#S2-1"
    assert values("second-round")["S2.1"] == "L"
    text = words(client.get(STATEMENT))
    assert "Saved S2.1" in text
    assert 'name="confirm"' not in text


def posted(people):
    """The fields of the page as a browser sends them back."""
    found = in_new(people.respondent)
    cards = statement_page(found, found.content.statement_by_code["S2"]).cards
    return {
        f"{card.key}-{name}": value
        for card in cards
        for name, value in (
            ("value", card.now.value),
            ("note", card.now.note),
            ("reason", card.now.reason),
            ("evidence", card.now.evidence),
            ("revision", card.read_revision),
            ("read", card.read_digest),
        )
    }


def test_what_is_written_elsewhere_on_the_page_is_saved_with_it(client):
    people = carried_and_opened()
    sign_in(client, people.respondent)
    client.post(STATEMENT, posted(people) | {"confirm": "S2.1", "S2-3-value": "P"})

    assert values("second-round") | {"S2.1": "L", "S2.3": "P"} == values("second-round")


def test_what_is_written_on_the_question_itself_is_not_lost_by_confirming(client):
    people = carried_and_opened()
    sign_in(client, people.respondent)
    page = client.post(STATEMENT, posted(people) | {"confirm": "S2.1", "S2-1-note": "I was writing"})

    assert page.status_code == 422
    assert "S2.1: You have written something here" in words(page)
    assert "I was writing" in words(page)
    assert "S2.1" not in values("second-round")


def test_confirming_what_a_colleague_answered_meanwhile_changes_nothing(client):
    people = carried_and_opened()
    sign_in(client, people.respondent)
    fields = posted(people)
    client.post(STATEMENT, fields | {"S2-1-value": "P"})
    answer = client.post(STATEMENT, fields | {"confirm": "S2.1"})

    assert answer.status_code == 302
    assert values("second-round")["S2.1"] == "P"


def test_an_answer_saved_as_one_goes_takes_away_what_waited(client):
    people = carried_and_opened()
    sign_in(client, people.respondent)
    fields = {f"S2-1-{name}": "" for name in ("note", "reason", "evidence")} | {
        "S2-1-revision": "0",
        "question": "S2.1",
    }
    noted = words(client.post(STATEMENT, fields | {"S2-1-note": "We ask"}))
    answered = words(client.post(STATEMENT, fields | {"S2-1-value": "P", "S2-1-revision": "1"}))

    assert 'id="waiting-S2-1"' not in noted
    assert '<div id="waiting-S2-1" hx-swap-oob="true"></div>' in answered


def test_the_enter_key_presses_save_and_not_the_first_button_that_confirms(client):
    people = carried_and_opened()
    sign_in(client, people.respondent)
    text = words(client.get(STATEMENT))

    assert text.index('tabindex="-1" aria-hidden="true">Save</button>') < text.index('name="confirm"')


def test_once_submitted_what_waits_is_shown_without_a_button(client):
    people = carried_and_opened()
    Participant.objects.filter(assessment__slug="second-round").update(submitted_at="2026-06-01T09:00Z")
    sign_in(client, people.respondent)
    text = words(client.get(STATEMENT))

    assert "To be confirmed" in text
    assert 'name="confirm"' not in text


def test_the_map_and_the_check_say_what_has_to_be_confirmed(client):
    people = carried_and_opened()
    sign_in(client, people.approver)
    questionnaire = words(client.get("/assessments/second-round/entities/borough/"))
    check = words(client.get("/assessments/second-round/entities/borough/submit/"))

    assert "2 answers have to be confirmed" in questionnaire
    assert "1 to confirm" in questionnaire
    assert "2 of 39 answered" in questionnaire
    assert "2 of them stand beside questions that have changed" in check


def test_a_body_reads_what_became_of_its_answers_and_nobody_else_does(client):
    people = carried_and_opened()
    address = "/assessments/second-round/entities/borough/carried-over/"
    sign_in(client, people.respondent)
    text = words(client.get(address))
    assert "As they stand in First round." in text
    assert ADDED in text
    for person, status in ((people.facilitator, 404), (people.lead_respondent, 404), (people.chair, 404)):
        sign_in(client, person)
        assert client.get(address).status_code == status


# --- The old round -------------------------------------------------------------------------------------------------

UNSEEN = ("admin:", "account_")
OF_PARTNERSHIP = {"your_work", "partnership", "your_data", "your_data_json", "partnership_history"}


def of_old_round(client, people):
    """(person, address) -> what every page and file of the signed-off round holds, for those who read most."""
    found = {}
    for name in ("facilitator", "chair", "respondent", "auditor"):
        sign_in(client, getattr(people, name))
        for page, (arguments, _) in PAGES.items():
            if "slug" not in arguments or page.startswith(UNSEEN) or arguments["slug"] == "marrowdale":
                continue
            fill = {key: value.format(state="first") for key, value in arguments.items()}
            response = client.get(reverse(page, kwargs=fill))
            text = body_of(response)
            found[name, page] = (response.status_code, b"" if b"csrfmiddlewaretoken" in text else text)
    return found


@pytest.mark.slow
def test_pages_and_files_of_a_signed_off_round_are_the_same_to_the_byte(client, papers_unrendered):
    answers = {body: everything("P") for body in ("lead-council", "borough", "trust")}
    answers["lead-council"] |= everything("P", respondents=("lead_entity",))
    old = a_round(state="consensus", answers=answers, participation={"charity": "declined"}, submitted=True)
    second_edition()
    people = cast()
    seal = signed_off(old, people.chair)
    before = of_old_round(client, people)
    made = carry(people.facilitator)
    open_round(visit(people.facilitator, made.slug), site="https://alps.example.org")
    after = of_old_round(client, people)

    assert sum(status == 200 for status, _ in before.values()) > 60
    assert [key for key in before if before[key] != after[key]] == []
    seal.refresh_from_db()
    assert seal.reopened_at is None


@pytest.mark.slow
def test_once_revealed_the_new_round_says_that_it_is_not_like_for_like(client):
    people = carried_and_opened("consensus", submitted=True)
    Participant.objects.filter(assessment__slug="second-round").update(submitted_at="2026-06-01T09:00Z")
    Assessment.objects.filter(slug="second-round").update(state="consensus", revealed_at="2026-06-02T09:00Z")
    sign_in(client, people.chair)
    text = words(client.get("/assessments/second-round/results/"))

    assert "ot like for like" in text
    assert "Second issue" in text
