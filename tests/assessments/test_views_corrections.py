"""After the reveal a body's approver puts its answers right: recorded as a correction, seen by the board at once."""

import pytest
from django.utils import timezone

from assessments.access import visit_to_entity
from assessments.actions.answering import Draft, save_answers
from assessments.forms import digest_of, key_of
from assessments.models import Answer, Assessment, Participant
from partnerships.models import Event
from tests.people import a_person, a_round, cast, everything, seat

pytestmark = pytest.mark.django_db

PAGE = "/assessments/first-round/entities/borough/statements/S2/"


@pytest.fixture
def people():
    answers = {"lead-council": everything("L"), "borough": everything("P")}
    a_round(state="consensus", submitted=True, answers=answers)
    return cast()


@pytest.fixture
def approver(people, client):
    client.force_login(people.approver)
    return client


def sent(code="S2.1", *, read=("P", "", "", ""), **fields):
    whole = {"value": "", "note": "", "reason": "", "evidence": "", "revision": "1", "read": digest_of(*read)} | fields
    return {f"{key_of(code)}-{name}": text for name, text in whole.items()}


def answer_to(code):
    return Answer.objects.get(question__code=code, participant__entity__slug="borough")


def text_of(response):
    return response.content.decode()


def test_the_page_tells_the_approver_what_a_change_means(approver):
    page = text_of(approver.get(PAGE))
    assert "Each change to the answers of Tansy Borough Council is recorded as a correction" in page
    assert 'type="radio"' in page


def test_a_late_bodys_page_says_from_when_it_counts(approver):
    Participant.objects.filter(entity__slug="borough").update(submitted_at=None)
    assert "and the board sees it, once you submit." in text_of(approver.get(PAGE))


def test_a_respondent_reads_only(people, client):
    client.force_login(people.respondent)
    page = text_of(client.get(PAGE))
    assert 'type="radio"' not in page
    assert "recorded as a correction" not in page
    assert "An approver of Tansy Borough Council can correct them." in page


@pytest.mark.parametrize("as_one_goes", [True, False])
def test_a_correction_is_saved_dated_and_recorded(approver, as_one_goes):
    fields = sent(value="L", note="We had read it wrongly.") | ({"question": "S2.1"} if as_one_goes else {})
    approver.post(PAGE, fields)
    answer = answer_to("S2.1")
    assert (answer.value, answer.revision) == ("L", 2)
    assert answer.corrected_at is not None
    assert Event.objects.get(verb="answer_corrected").subject == "S2.1"


def test_a_stale_correction_shows_both_texts(approver, people):
    other = a_person("An Other")
    seat(other, "approver", "borough")
    theirs = visit_to_entity(other, "first-round", "borough")
    save_answers(theirs, drafts=[Draft("S2.1", "L", "Theirs", revision=1)])
    response = approver.post(PAGE, sent(value="F", note="Mine"))
    page = text_of(response)
    assert response.status_code == 409
    assert "Theirs" in page
    assert "Mine" in page
    assert answer_to("S2.1").value == "L"


def test_a_corrected_gate_brings_its_followers_along(approver):
    fragment = text_of(approver.post(PAGE, sent(value="N") | {"question": "S2.1"}))
    assert 'id="S2-2" hx-swap-oob="true"' in fragment
    assert "Counts as “Not in place”" in fragment


def test_after_the_reveal_no_level_of_the_body_alone_is_shown(approver):
    for page in (approver.get(PAGE), approver.get(PAGE + "level/")):
        assert "our own level" not in text_of(page)
        assert "38 of 38 answered" in text_of(page)


def test_once_signed_off_nobody_corrects(approver):
    Assessment.objects.update(state="signed_off", signed_off_at=timezone.now())
    assert approver.post(PAGE, sent(value="L")).status_code == 403
    assert answer_to("S2.1").value == "P"
