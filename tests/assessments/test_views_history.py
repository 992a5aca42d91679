"""The pages of the record: history, redaction, how long rounds are kept."""

from datetime import date

import pytest
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions.answering import Draft, save_answers
from assessments.models import Answer, Assessment, Redaction
from assessments.redactable import mark_of_today, one_text
from partnerships.history import record
from partnerships.models import Event, Partnership
from tests.people import a_round, cast, everything

pytestmark = pytest.mark.django_db

HISTORY = "/assessments/first-round/history/"
REDACT = "/assessments/first-round/redact/"
OF_PARTNERSHIP = "/partnerships/marrowdale/history/"
RETENTION = "/partnerships/marrowdale/retention/"
NOTE = "answers/S2.1/borough/note"


@pytest.fixture
def people():
    answers = {"borough": everything("P"), "lead-council": everything()}
    a_round(state="consensus", answers=answers, submitted=True)
    return cast()


def note(people, text):
    found = visit_to_entity(people.approver, "first-round", "borough")
    stored = Answer.objects.get(participant=found.participant, question_id=found.content.question_ids["S2.1"])
    save_answers(found, drafts=[Draft("S2.1", value="L", note=text, revision=stored.revision)])


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(client, person, address):
    response = signed_in(client, person).get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- History --------------------------------------------------------------------------------------------------


def test_the_board_reads_who_did_what(client, people):
    note(people, "Held in <b>May</b>")
    page = text_of(client, people.board_member, HISTORY)
    assert "corrected S2.1 of Tansy Borough Council: Partly in place → Largely in place" in page
    assert "Held in &lt;b&gt;May&lt;/b&gt;" in page
    assert "2 acts, newest first" in page


def test_before_the_reveal_the_page_says_what_it_leaves_out(client, people):
    note(people, "Early")
    Assessment.objects.update(state="open")
    page = text_of(client, people.facilitator, HISTORY)
    assert "Bodies answer blind" in page
    assert "0 acts" in page
    assert "Early" not in page


def test_the_filter_keeps_to_the_lists(client, people):
    note(people, "Held in May")
    page = text_of(client, people.chair, f"{HISTORY}?kind=round")
    assert "1 act found" in page
    assert "Held in May" not in page
    page = text_of(client, people.chair, f"{HISTORY}?kind=nonsense&body=nonsense&page=nonsense")
    assert "2 acts" in page
    assert "There is a problem" in page


def test_the_file_is_streamed_under_its_name(client, people):
    response = signed_in(client, people.chair).get(f"{HISTORY}export/")
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="first-round-history.csv"'
    assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbfat,by,verb,body,subject,before,after\r\n")


def test_the_partnership_has_a_history_of_its_own(client, people):
    record("body_added", by=people.chair, partnership_id=Partnership.objects.get().pk, entity="trust")
    page = text_of(client, people.facilitator, OF_PARTNERSHIP)
    assert "made Marrowdale Health Trust a member" in page
    response = signed_in(client, people.chair).get(f"{OF_PARTNERSHIP}export/")
    assert b"body_added,trust" in b"".join(response.streaming_content)


def test_the_pages_are_linked_for_those_who_may_read_them(client, people):
    page = text_of(client, people.chair, "/partnerships/marrowdale/")
    assert all(address in page for address in (HISTORY, OF_PARTNERSHIP, RETENTION))
    page = text_of(client, people.respondent, "/partnerships/marrowdale/")
    assert RETENTION in page
    assert HISTORY not in page
    assert OF_PARTNERSHIP not in page
    assert REDACT in text_of(client, people.chair, HISTORY)
    assert REDACT not in text_of(client, people.facilitator, HISTORY)


# --- Redaction ------------------------------------------------------------------------------------------------


def test_the_chair_finds_a_text_says_why_and_redacts_it(client, people):
    note(people, "Mrs Quincunx told us")
    page = text_of(client, people.chair, f"{REDACT}?words=quincunx")
    assert "1 text found" in page
    assert f"?place={NOTE.replace('/', '%2F')}" in page
    page = text_of(client, people.chair, f"{REDACT}?place={NOTE}")
    assert "Mrs Quincunx told us" in page
    read = one_text(visit(people.chair, "first-round"), NOTE).digest
    response = client.post(REDACT, {"place": NOTE, "read": read, "what": "all", "why": "It names a resident."})
    assert response.status_code == 302
    page = text_of(client, people.chair, REDACT)
    assert "Redacted: Note on S2.1, Tansy Borough Council" in page
    assert Answer.objects.get(question__code="S2.1", participant__entity__slug="borough").note == mark_of_today()
    assert "It names a resident." in text_of(client, people.chair, HISTORY)


def test_what_is_missing_is_said_and_nothing_is_redacted(client, people):
    note(people, "Mrs Quincunx told us")
    response = signed_in(client, people.chair).post(REDACT, {"place": NOTE, "read": "x", "why": "a\0b"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Select what has to go" in page
    assert "holds a character that cannot be stored" in page
    assert not Redaction.objects.exists()


def test_a_text_that_changed_is_shown_as_it_is_now_and_the_reason_is_kept(client, people):
    note(people, "First")
    signed_in(client, people.chair)
    read = one_text(visit(people.chair, "first-round"), NOTE).digest
    note(people, "Second")
    sent = {"place": NOTE, "read": read, "what": "all", "why": "It names a resident."}
    page = client.post(REDACT, sent).content.decode()
    assert "The text changed after you opened this page" in page
    assert "Second" in page
    assert "It names a resident." in page
    fresh = one_text(visit(people.chair, "first-round"), NOTE).digest
    assert f'name="read" value="{fresh}"' in page
    assert client.post(REDACT, sent | {"read": fresh}).status_code == 302


def test_an_unknown_place_is_not_found(client, people):
    signed_in(client, people.chair)
    for place in ("nonsense", "answers/S2.2/borough/note", "answers/S2.1/no-such/note"):
        assert client.get(REDACT, {"place": place}).status_code == 404
        assert client.post(REDACT, {"place": place, "what": "all", "why": "x", "read": "x"}).status_code == 404


# --- Retention ------------------------------------------------------------------------------------------------


def test_members_read_how_long_rounds_are_kept_and_the_chair_changes_it(client, people):
    page = text_of(client, people.respondent, RETENTION)
    assert "kept for <strong>7 years</strong>" in page
    assert '<form method="post" novalidate>' not in page
    signed_in(client, people.chair)
    assert client.post(RETENTION, {"years": "10"}).status_code == 302
    assert "Rounds are kept for 10 years after sign-off" in text_of(client, people.chair, RETENTION)


@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        ("", "Enter for how many years rounds are kept"),
        ("0", "Keep rounds for 1 to 100 years"),
        ("101", "Keep rounds for 1 to 100 years"),
        ("seven", "Years must be a number, like 12"),
    ],
)
def test_years_that_do_not_do_are_refused_in_words(client, people, years, sentence):
    page = signed_in(client, people.chair).post(RETENTION, {"years": years}).content.decode()
    assert sentence in page
    assert Partnership.objects.get().retention_years == 7


def test_the_chair_deletes_the_rounds_that_are_ticked_and_no_others(client, people):
    a_round("second-round", state="signed_off")
    Assessment.objects.update(state="signed_off", signed_off_on=date(2010, 1, 1))
    page = text_of(client, people.chair, RETENTION)
    assert page.count('name="rounds"') == 2
    assert client.post(RETENTION, {"purge": "rounds", "rounds": ["first-round"]}).status_code == 302
    assert Assessment.objects.get().slug == "second-round"
    assert "Deleted: First round" in text_of(client, people.chair, RETENTION)
    assert "deleted the round first-round" in text_of(client, people.chair, OF_PARTNERSHIP)


def test_nothing_is_deleted_without_a_tick_or_before_its_time(client, people):
    Assessment.objects.update(state="signed_off", signed_off_on=date(2010, 1, 1))
    signed_in(client, people.chair)
    assert "Tick each round" in client.post(RETENTION, {"purge": "rounds"}).content.decode()
    Assessment.objects.update(signed_off_on=timezone.localdate())
    page = client.post(RETENTION, {"purge": "rounds", "rounds": ["first-round"]}).content.decode()
    assert "not due any more" in page
    assert Assessment.objects.exists()
    assert not Event.objects.filter(verb="round_purged").exists()
