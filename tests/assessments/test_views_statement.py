"""The page of a statement as a browser meets it, with and without scripts."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.access import visit as visit_round
from assessments.access import visit_to_entity
from assessments.actions.answering import Draft, save_answers, submit_answers
from assessments.actions.revealing import reveal
from assessments.forms import digest_of, key_of
from assessments.models import Answer
from framework_data.actions.correcting import add_erratum
from tests.editions import an_editor, shipped
from tests.people import a_round, cast, everything

pytestmark = pytest.mark.django_db

MAP = "/assessments/first-round/entities/borough/"
PAGE = MAP + "statements/S2/"
WEIRD = '<script>alert("x")</script> & £ 😀 \u202eabc\u200f\n\n  two blanks'


@pytest.fixture
def people():
    a_round()
    return cast()


@pytest.fixture
def respondent(people, client):
    client.force_login(people.respondent)
    return client


def sent(code="S2.1", *, read=("", "", "", ""), **fields):
    """What a browser sends for one question that showed the texts of `read`."""
    whole = {"value": "", "note": "", "reason": "", "evidence": "", "revision": "0", "read": digest_of(*read)} | fields
    return {f"{key_of(code)}-{name}": text for name, text in whole.items()}


def saved_by(person, *drafts):
    save_answers(visit_to_entity(person, "first-round", "borough"), drafts=list(drafts))


def answer_to(code):
    return Answer.objects.filter(question__code=code, participant__entity__slug="borough").first()


def text_of(response):
    return response.content.decode()


# --- What the page shows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "field"), [("S2.1", "guidance"), ("S2", "why_it_matters"), ("S2", "substance_note")])
def test_a_text_that_an_erratum_corrected_says_since_when(respondent, place, field):
    before = text_of(respondent.get(PAGE))
    add_erratum(shipped(), place=place, field=field, text="Look in the minutes.", why="Clearer", by=an_editor())
    day = date_format(timezone.localdate(), "j F Y")

    after = text_of(respondent.get(PAGE))

    assert "Corrected on" not in before
    assert re.search(rf'Look in the minutes\.\s*<p class="corrected">Corrected on {day}</p>', after)
    assert after.count("Corrected on") == 1


def test_the_page_asks_each_question_with_the_editions_labels(respondent):
    page = text_of(respondent.get(PAGE))
    assert page.count('type="radio"') == 4 * 5
    assert "Fully in place" in page
    assert "Not applicable to us" in page
    assert "Why this matters" in page
    assert "Do not name residents" in page


def test_the_editions_words_say_their_language_on_a_page_in_another(respondent, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    same = text_of(respondent.get(PAGE))
    respondent.cookies["alps_language"] = "cy"
    other, on_the_map = text_of(respondent.get(PAGE)), text_of(respondent.get(MAP))

    assert ' lang="en"' not in same
    assert '<html lang="cy"' in other
    assert '<h1 class="govuk-heading-l" lang="en">' in other
    assert other.count('<legend class="question__legend" lang="en">') == 4
    assert other.count('-value_0" lang="en">') == 4
    assert '<p class="map-item__text" lang="en">' in on_the_map


def test_what_scripts_say_stands_in_the_page(respondent):
    page = text_of(respondent.get(PAGE))

    assert 'data-say-not-saved="Not saved. Check your connection, then press Save."' in page
    assert 'data-say-signed-out="Not saved. You are signed out' in page


def test_a_signal_is_asked_yes_or_no(respondent):
    page = text_of(respondent.get(PAGE.replace("S2/", "DEL4/") + "?show=all"))
    assert "No, the review was held and none came to light" in page


def test_a_stored_text_is_shown_exactly_and_never_as_markup(respondent, people):
    saved_by(people.respondent, Draft("S2.1", "F", note=WEIRD))
    page = text_of(respondent.get(PAGE))
    assert "<script>alert" not in page
    assert (
        "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; £ 😀 \u202eabc\u200f\n\n  two blanks</textarea>" in page
    )


def test_another_bodys_text_is_on_no_page_while_open(respondent, people):
    council = visit_to_entity(people.lead_respondent, "first-round", "lead-council")
    save_answers(
        council, drafts=[Draft("S2.1", "N", note="The council's secret", evidence="https://example.org/secret")]
    )
    for name in ("questionnaire", "submit"):
        assert "secret" not in text_of(respondent.get(reverse(name, args=["first-round", "borough"])))
    assert "secret" not in text_of(respondent.get(PAGE + "?show=all"))
    assert "secret" not in text_of(respondent.get(PAGE + "level/"))


def test_the_bodys_own_date_is_beside_the_question(respondent):
    assert "30 September 2026" in text_of(respondent.get(PAGE.replace("S2/", "DAT4/")))


def test_an_unknown_statement_is_not_found(respondent):
    assert respondent.get(PAGE.replace("S2/", "S99/")).status_code == 404


def test_the_page_takes_few_queries(respondent, people, django_assert_max_num_queries):
    saved_by(people.respondent, Draft("S2.1", "F"), Draft("S2.2", "L"), Draft("S2.3", "P"))
    respondent.get(PAGE)
    with django_assert_max_num_queries(8):
        respondent.get(PAGE)


# --- Saving by the button ---------------------------------------------------------------------------------------


def test_the_button_saves_what_was_written_and_says_so(respondent):
    response = respondent.post(PAGE, sent("S2.1", value="F", note=WEIRD) | sent("S2.3", value="L"), follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "Saved S2.1, S2.3" in text_of(response)
    assert (answer_to("S2.1").value, answer_to("S2.1").note) == ("F", WEIRD)
    assert answer_to("S2.3").value == "L"
    assert answer_to("S2.2") is None


def test_save_and_next_goes_to_the_next_statement_of_the_filter(respondent):
    assert respondent.post(PAGE, sent(value="F") | {"next": "1"}).url == PAGE.replace("S2/", "S3/")
    assert respondent.post(PAGE + "?show=all", {"next": "1"}).url == PAGE.replace("S2/", "S3/") + "?show=all"
    assert respondent.post(PAGE.replace("S2/", "DAT8/"), {"next": "1"}).url == MAP


def test_one_wrong_field_loses_no_other(respondent):
    fields = sent("S2.1", value="NA", note="kept note") | sent("S2.3", value="L", note="good")
    response = respondent.post(PAGE, fields)
    page = text_of(response)
    assert response.status_code == 422
    assert "<title>Error: S2" in page
    assert 'href="#id_S2-1-reason"' in page
    assert "Say why S2.1 is not applicable to you" in page
    assert "kept note" in page
    assert answer_to("S2.1") is None
    assert answer_to("S2.3").note == "good"


def test_a_text_that_is_too_long_comes_back_whole(respondent):
    long = "é" * 100_000
    response = respondent.post(PAGE, sent("S2.1", note=long))
    assert response.status_code == 422
    assert "It is 90,000 characters too long." in text_of(response)
    assert long in text_of(response)


def test_a_form_left_alone_overwrites_nothing(respondent, people):
    fields = sent("S2.1", value="F") | sent("S2.3")
    saved_by(people.approver, Draft("S2.3", "P", note="by a colleague"))
    assert respondent.post(PAGE, fields).status_code == 302
    assert answer_to("S2.3").note == "by a colleague"


def test_a_stale_save_shows_both_texts_and_saves_the_rest(respondent, people):
    saved_by(people.approver, Draft("S2.1", "L", note="their text"))
    response = respondent.post(PAGE, sent("S2.1", value="F", note="my text") | sent("S2.3", value="L"))
    page = text_of(response)
    assert response.status_code == 409
    assert "Ap Prover saved S2.1 while you were writing" in page
    assert "their text" in page
    assert page.count("my text") == 2
    assert 'value="S2.1:1"' in page
    assert answer_to("S2.1").note == "their text"
    assert answer_to("S2.3").value == "L"


def test_keeping_mine_puts_my_text_over_the_one_i_have_seen(respondent, people):
    saved_by(people.approver, Draft("S2.1", "L", note="their text"))
    response = respondent.post(PAGE, sent("S2.1", value="F", note="my text") | {"keep": "S2.1:1"})
    assert response.status_code == 302
    assert (answer_to("S2.1").value, answer_to("S2.1").note) == ("F", "my text")


def test_keeping_mine_over_a_text_i_have_not_seen_is_a_conflict_again(respondent, people):
    saved_by(people.approver, Draft("S2.1", "L", note="their text"))
    saved_by(people.approver, Draft("S2.1", "L", note="their newer text", revision=1))
    response = respondent.post(PAGE, sent("S2.1", value="F", note="my text") | {"keep": "S2.1:1"})
    assert response.status_code == 409
    assert "their newer text" in text_of(response)
    assert answer_to("S2.1").note == "their newer text"


def test_keeping_theirs_lets_my_text_go_and_saves_the_rest(respondent, people):
    saved_by(people.approver, Draft("S2.1", "L", note="their text"))
    fields = sent("S2.1", value="F", note="my text") | sent("S2.3", value="L") | {"drop": "S2.1"}
    assert respondent.post(PAGE, fields).status_code == 302
    assert answer_to("S2.1").note == "their text"
    assert answer_to("S2.3").value == "L"


def test_a_text_that_could_not_be_saved_comes_back_though_a_gate_closed_its_question_meanwhile(respondent, people):
    saved_by(people.approver, Draft("S2.2", "L", note="their text"), Draft("S2.1", "N"))
    response = respondent.post(PAGE, sent("S2.2", value="F", note="my text"))
    page = text_of(response)
    assert response.status_code == 409
    assert "Counts as “Not in place”, because S2.1 is answered “Not in place”." in page
    assert page.count("my text") == 2
    assert "their text" in page
    assert 'value="S2.2:1"' in page
    response = respondent.post(PAGE, sent("S2.2", value="F", note="my text") | {"keep": "S2.2:1"})
    assert response.status_code == 302
    assert answer_to("S2.2").note == "my text"


def test_a_fault_is_shown_though_a_gate_on_the_same_page_closed_its_question(respondent):
    response = respondent.post(PAGE, sent("S2.1", value="N") | sent("S2.2", value="NA", note="my text"))
    assert response.status_code == 422
    assert "my text" in text_of(response)
    assert answer_to("S2.1").value == "N"
    assert answer_to("S2.2") is None


def test_what_was_typed_comes_back_where_the_round_closed_meanwhile(respondent, people):
    reveal(visit_round(people.facilitator, "first-round"))
    response = respondent.post(PAGE, sent("S2.1", value="F", note="typed too late"))
    page = text_of(response)
    assert response.status_code == 403
    assert "not open for answers" in page
    assert "What you wrote was not saved" in page
    assert "typed too late" in page
    assert answer_to("S2.1") is None


def test_a_submitted_page_is_read_only_and_says_why(respondent, people):
    saved_by(
        people.respondent, Draft("S2.1", "NA", note="our note", reason="our reason", evidence="https://example.org/a")
    )
    submit_answers(visit_to_entity(people.approver, "first-round", "borough"))
    page = text_of(respondent.get(PAGE))
    assert 'type="radio"' not in page
    assert "are submitted. An approver can take them back" in page
    for text in ("our note", "our reason", 'href="https://example.org/a"'):
        assert text in page


# --- Saving as one goes -----------------------------------------------------------------------------------------


def test_one_question_is_saved_and_answered_with_its_new_revision(respondent):
    response = respondent.post(PAGE, sent("S2.3", value="L", note="a note") | {"question": "S2.3"})
    fragment = text_of(response)
    assert response.status_code == 200
    assert "Saved at" in fragment
    assert "by Rae Spondent" in fragment
    assert 'name="S2-3-revision" value="1"' in fragment
    assert "<textarea" not in fragment
    assert response["HX-Trigger"] == "answers-saved"
    assert answer_to("S2.3").note == "a note"


def test_a_gate_brings_its_followers_along(respondent):
    fragment = text_of(respondent.post(PAGE, sent("S2.1", value="N") | {"question": "S2.1"}))
    assert '<div id="S2-2" hx-swap-oob="true">' in fragment
    assert "Counts as “Not in place”, because S2.1 is answered “Not in place”." in fragment
    assert 'id="S2-3"' not in fragment
    fragment = text_of(respondent.post(PAGE, sent("S2.1", value="L", revision="1") | {"question": "S2.1"}))
    assert fragment.count('name="S2-2-value"') == 5


def test_a_stale_save_as_one_goes_shows_both_texts_and_keeps_the_revision_read(respondent, people):
    saved_by(people.approver, Draft("S2.1", "L", note="their text"))
    response = respondent.post(PAGE, sent("S2.1", value="F", note="my text") | {"question": "S2.1"})
    fragment = text_of(response)
    assert response.status_code == 409
    assert "their text" in fragment
    assert "my text" in fragment
    assert 'value="S2.1:1"' in fragment
    assert "-revision" not in fragment
    assert answer_to("S2.1").note == "their text"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": "NA"}, "Say why S2.1 is not applicable to you"),
        ({"note": "x" * 10_001}, "The note of S2.1 must be 10,000 characters or fewer. It is 1 character too long."),
        ({"note": "a\x00b"}, "holds a character that cannot be stored"),
        ({"evidence": "javascript:alert(1)"}, "must be one web address"),
        ({"value": "Q"}, "Choose an answer to S2.1 from the list"),
    ],
)
def test_a_fault_is_said_in_words_and_saves_nothing(respondent, fields, sentence):
    response = respondent.post(PAGE, sent("S2.1", **fields) | {"question": "S2.1"})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert answer_to("S2.1") is None


def test_a_question_of_another_statement_is_not_found(respondent):
    assert respondent.post(PAGE, sent("S4.1", value="F") | {"question": "S4.1"}).status_code == 404


def test_a_late_save_as_one_goes_is_told_why(respondent, people):
    reveal(visit_round(people.facilitator, "first-round"))
    response = respondent.post(PAGE, sent("S2.1", value="F") | {"question": "S2.1"})
    assert response.status_code == 409
    assert "Not saved. This round is not open" in text_of(response)


def test_the_level_moves_when_it_is_fetched_again(client):
    a_round("second-round", answers={"borough": everything(respondents=("entity", "lead_entity", "organisation"))})
    people = cast()
    client.force_login(people.respondent)
    page = PAGE.replace("first-round", "second-round")
    assert "Enabling Transformation" in text_of(client.get(page + "level/"))
    client.post(page, sent("S2.1", value="N", revision="1") | {"question": "S2.1"})
    panel = text_of(client.get(page + "level/"))
    assert "Not yet at Securing Stewardship" in panel
    assert "38 of 38 answered" in panel


# --- Who ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["facilitator", "lead_respondent", "chair", "auditor", "stranger", "withdrawn", "staff"]
)
def test_nobody_else_saves_for_the_body(client, people, who):
    client.force_login(getattr(people, who))
    for extra in ({}, {"question": "S2.1"}):
        assert client.post(PAGE, sent("S2.1", value="F") | extra).status_code == 404
    assert not Answer.objects.exists()


def test_a_get_never_writes(respondent, people):
    respondent.get(PAGE + "?question=S2.1&S2-1-value=F")
    assert not Answer.objects.exists()
