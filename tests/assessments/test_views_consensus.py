"""The board's pages: every body's answers side by side, and what is agreed."""

import pytest

from assessments.access import visit
from assessments.actions.agreeing import Agreement, record_agreed_answer
from assessments.forms import digest_of, key_of
from assessments.models import AgreedAnswer, Answer, Participant
from tests.people import a_round, cast

pytestmark = pytest.mark.django_db

LIST = "/assessments/first-round/consensus/"
PAGE = LIST + "DEL5/"
JOINT = "DEL5.3"
EACH = "S2.1"


@pytest.fixture
def people():
    a_round(
        state="consensus",
        submitted=True,
        answers={"lead-council": {EACH: "F", JOINT: "F", "DEL5.1": "L"}, "borough": {EACH: "P", JOINT: "P"}},
        participation={"charity": "declined"},
    )
    return cast()


@pytest.fixture
def facilitator(people, client):
    client.force_login(people.facilitator)
    return client


def sent(code=JOINT, *, read=("", ""), **fields):
    whole = {"value": "", "rationale": "", "dissenter": "", "dissent_note": "", "revision": "0"}
    whole |= {"read": digest_of(*read)} | fields
    return {f"{key_of(code)}-{name}": text for name, text in whole.items()}


def agreed_by(person, code=JOINT, value="L", rationale="As minuted.", dissent=None, revision=0):
    agreement = Agreement(code, value, rationale, dissent or {}, revision)
    record_agreed_answer(visit(person, "first-round"), agreement=agreement)


def agreed(code=JOINT):
    return AgreedAnswer.objects.filter(question__code=code).first()


def text_of(response):
    return response.content.decode()


def test_disputed_statements_come_first(facilitator):
    page = text_of(facilitator.get(LIST))
    assert page.index("consensus/S2/") < page.index("Other statements") < page.index("consensus/S1/")
    assert "1 disputed" in page
    assert "Marrowdale Carers (declined)" in page


def test_the_list_can_show_disputed_statements_only(facilitator):
    page = text_of(facilitator.get(LIST + "?show=disputed"))
    assert "consensus/S2/" in page
    assert "consensus/S1/" not in page


def test_a_settled_dispute_is_no_longer_disputed(facilitator, people):
    agreed_by(people.facilitator, EACH, "L", "We looked at both plans.")
    page = text_of(facilitator.get(LIST))
    assert page.index("Other statements") < page.index("consensus/S2/")


def test_every_bodys_answer_note_and_reason_is_shown(facilitator):
    Answer.objects.filter(participant__entity__slug="borough", question__code=JOINT).update(
        note="Terms <i>differ</i> & £", evidence="https://example.org/terms"
    )
    Answer.objects.filter(participant__entity__slug="lead-council", question__code=JOINT).update(
        value="NA", reason="No partners"
    )
    page = text_of(facilitator.get(PAGE))
    assert "Terms &lt;i&gt;differ&lt;/i&gt; &amp; £" in page
    assert 'href="https://example.org/terms"' in page
    assert "Not applicable: No partners" in page
    assert "Tansy Borough Council (view)" in page
    assert "Nothing counts here until the board agrees." in page


def test_the_spread_is_said_in_words(facilitator):
    page = text_of(facilitator.get(LIST + "S2/"))
    assert "1 of 2 within one step" in page
    assert "Marrowdale Health Trust" in page


def test_what_a_body_did_not_submit_stays_hidden(facilitator):
    Answer.objects.filter(participant__entity__slug="borough").update(note="not for the board")
    Participant.objects.filter(entity__slug="borough").update(submitted_at=None)
    page = text_of(facilitator.get(PAGE))
    assert "not for the board" not in page
    assert "answers not submitted" in text_of(facilitator.get(LIST))


def test_an_agreed_answer_is_recorded_with_dissent(facilitator, people):
    fields = sent(
        value="L", rationale="Minuted on 3 May.", dissenter="borough", dissent_note="We see it <b>otherwise</b>."
    )
    page = text_of(facilitator.post(PAGE, fields, follow=True))
    assert f"Recorded {JOINT}" in page
    assert "Tansy Borough Council dissents: We see it &lt;b&gt;otherwise&lt;/b&gt;." in page
    assert (agreed().value, agreed().rationale, agreed().updated_by) == ("L", "Minuted on 3 May.", people.facilitator)


def test_dissent_is_changed_and_removed(facilitator, people):
    agreed_by(people.chair, dissent={"borough": "Too early", "lead-council": "Too late"})
    read = ("L", "As minuted.", "Too late", "Too early")
    fields = sent(
        read=read,
        value="L",
        rationale="As minuted.",
        revision="1",
        note_borough="Far too early",
        **{"note_lead-council": "Too late"},
    )
    facilitator.post(PAGE, fields | {"DEL5-3-remove_lead-council": "on"})
    assert list(agreed().dissents.values_list("participant__entity__slug", "note")) == [("borough", "Far too early")]


def test_an_answer_that_departs_from_the_computed_one_needs_reasons(facilitator):
    response = facilitator.post(LIST + "S2/", sent(EACH, value="F") | sent("S2.3", value="", rationale="typed, kept"))
    page = text_of(response)
    assert response.status_code == 422
    assert "S2.1: Give the board&#39;s reasons" in page
    assert "Select what the board agreed on S2.3" in page
    assert "typed, kept" in page
    assert "<title>Error: " in page
    assert agreed(EACH) is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": "NA"}, "Give the board&#39;s reasons why DEL5.3 is not applicable"),
        ({"value": "Q"}, "Choose an answer to DEL5.3 from the list"),
        ({"value": "L", "dissent_note": "who?"}, "Select the body that gives this reason on DEL5.3"),
        ({"value": "L", "dissenter": "charity"}, "Choose the body that dissents on DEL5.3 from the list"),
        ({"value": "L", "rationale": "x" * 10_001}, "It is 1 character too long."),
    ],
)
def test_faults_are_said_in_words(facilitator, fields, sentence):
    response = facilitator.post(PAGE, sent(**fields))
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert agreed() is None


def test_a_form_left_alone_changes_nothing(facilitator, people):
    fields = sent("DEL5.4", value="F", rationale="All agree") | sent()
    agreed_by(people.chair)
    facilitator.post(PAGE, fields)
    assert agreed().updated_by == people.chair
    assert agreed("DEL5.4").value == "F"


def test_a_stale_agreement_shows_both_and_loses_nothing(facilitator, people):
    agreed_by(people.chair, rationale="The chair's words")
    response = facilitator.post(PAGE, sent(value="P", rationale="My words"))
    page = text_of(response)
    assert response.status_code == 409
    assert "Cher Chair changed it while you were writing" in page
    assert "The chair&#39;s words" in page
    assert "My words" in page
    assert 'name="DEL5-3-revision" value="1"' in page
    assert agreed().value == "L"
    again = sent(value="P", rationale="My words", revision="1")
    assert facilitator.post(PAGE, again).status_code == 302
    assert agreed().value == "P"


def test_the_recorded_one_can_be_kept_after_a_conflict(facilitator, people):
    agreed_by(people.chair)
    assert facilitator.post(PAGE, sent(value="P", rationale="Mine") | {"drop": JOINT}).status_code == 302
    assert agreed().value == "L"


def test_an_agreed_answer_is_withdrawn(facilitator, people):
    agreed_by(people.chair)
    fields = sent(read=("L", "As minuted."), value="L", rationale="As minuted.", revision="1") | {
        "withdraw": f"{JOINT}:1"
    }
    assert f"Withdrew {JOINT}" in text_of(facilitator.post(PAGE, fields, follow=True))
    assert agreed() is None


@pytest.mark.parametrize("revision", ["7", "", "x", "1" * 5000])
def test_what_changed_meanwhile_is_not_withdrawn(facilitator, people, revision):
    agreed_by(people.chair)
    page = text_of(facilitator.post(PAGE, sent() | {"withdraw": f"{JOINT}:{revision}"}, follow=True))
    assert "changed meanwhile" in page
    assert agreed().value == "L"


@pytest.mark.parametrize(
    ("who", "status"), [("finance_lead", 403), ("respondent", 403), ("auditor", 404), ("stranger", 404)]
)
def test_who_may_not_record_changes_nothing(client, people, who, status):
    client.force_login(getattr(people, who))
    assert client.post(PAGE, sent(value="L")).status_code == status
    assert agreed() is None


def test_a_finance_lead_reads_without_fields(client, people):
    client.force_login(people.finance_lead)
    page = text_of(client.get(PAGE))
    assert 'type="radio"' not in page
    assert "Agreed answers are recorded by the facilitator or the board." in page


def test_a_statement_that_misses_answers_is_not_called_settled(facilitator):
    page = text_of(facilitator.get(LIST))
    assert "Waits for answers" in page
    assert "Settled" not in page


def test_what_was_never_agreed_is_not_said_to_be_withdrawn(facilitator):
    page = text_of(facilitator.post(PAGE, {"withdraw": "HELLO anything"}, follow=True))
    assert "Withdrew" not in page
    assert "Nothing had changed" in page


def test_an_unknown_statement_is_not_found(facilitator):
    assert facilitator.get(LIST + "S99/").status_code == 404


def test_the_next_disputed_statement_is_offered(facilitator):
    assert 'href="/assessments/first-round/consensus/S2/">Next disputed statement' in text_of(facilitator.get(PAGE))
