"""Whether a body takes part: its approver's reply, what a facilitator may record for it, and friendly reminders."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions import participating
from assessments.actions.answering import Draft, save_answers, submit_answers
from assessments.models import Answer, Assessment, Participant
from assessments.rounds import revealed_round
from partnerships.models import Event, Role
from tests.people import a_person, a_round, cast, everything, seat

pytestmark = pytest.mark.django_db

SITE = "https://alps.example.org/"
BOROUGH = "/assessments/first-round/entities/borough/reply/"
TRUST = "/assessments/first-round/entities/trust/reply/"
DECLINED = "/assessments/first-round/participants/trust/declined/"
REMIND = "/assessments/first-round/remind/"


@pytest.fixture
def people():
    a_round(answers={"borough": {"S2.1": "F"}})
    return cast()


@pytest.fixture
def trust():
    """An approver of the trust, which is invited."""
    a_round()
    person = a_person("Tru Stapprover")
    seat(person, "approver", "trust")
    return person


def borough(person):
    return visit_to_entity(person, "first-round", "borough")


def of(body):
    return Participant.objects.get(entity__slug=body)


def post(client, person, address, **posted):
    client.force_login(person)
    response = client.post(address, posted)
    return response, response.content.decode()


def page_of(client, person, address):
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- The body's own reply -----------------------------------------------------------------------------------------


def test_an_invited_body_says_yes(client, trust):
    assert "Say whether Marrowdale Health Trust takes part" in page_of(client, trust, "/")
    page = page_of(client, trust, TRUST)
    for words in ("We take part", "We do not take part", "voluntary", "Answers are due by 31 May 2026"):
        assert words in page
    response, _ = post(client, trust, TRUST, take_part="1")
    assert response.url == "/assessments/first-round/entities/trust/"
    assert of("trust").takes_part
    assert "Answer for Marrowdale Health Trust" in page_of(client, trust, "/")
    assert Event.objects.get(verb="taking_part").entity == "trust"


def test_an_invited_body_says_no_with_a_reason(client, trust):
    response, _ = post(client, trust, TRUST, decline="1", reason="We are merging.")
    assert response.url == TRUST
    assert (of("trust").participation, of("trust").reason) == ("declined", "We are merging.")
    assert "Nothing waits for you now." in page_of(client, trust, "/")
    page = page_of(client, trust, TRUST)
    for words in ("We are merging.", "left out of the result", "We take part after all"):
        assert words in page
    event = Event.objects.prefetch_related("texts").get(verb="declined")
    assert event.after["participation"] == "declined"
    assert event.texts.get(sha256=event.after["reason"]["sha256"]).text == "We are merging."


@pytest.mark.parametrize("reason", ["", "   ", "x" * 10_001, "a\0b"])
def test_declining_needs_a_reason_that_can_be_kept(client, trust, reason):
    response, page = post(client, trust, TRUST, decline="1", reason=reason)
    assert response.status_code == 422
    assert any(words in page for words in ("Say in a few words why not", "10,000 characters or fewer", "cannot be"))
    assert of("trust").participation == "invited"


def test_a_body_that_declined_can_change_its_mind_while_the_round_is_open(client, trust):
    post(client, trust, TRUST, decline="1", reason="Busy")
    post(client, trust, TRUST, take_part="1")
    assert (of("trust").participation, of("trust").reason) == ("participating", "")


def test_saying_yes_twice_leaves_one_line(client, trust):
    post(client, trust, TRUST, take_part="1")
    post(client, trust, TRUST, take_part="1")
    assert Event.objects.filter(verb="taking_part").count() == 1


@pytest.mark.parametrize("state", ["open", "consensus"])
def test_a_body_that_declines_later_keeps_its_answers_hidden_and_uncounted(client, state):
    a_round(state=state, answers={"borough": everything("P"), "lead-council": everything()}, submitted=True)
    people = cast()
    post(client, people.approver, BOROUGH, decline="1", reason="No capacity")
    assert Answer.objects.filter(participant=of("borough")).count() == len(everything("P"))
    assert "borough" not in revealed_round(visit(people.facilitator, "first-round")).answers
    page = page_of(client, people.respondent, BOROUGH)
    assert "Answers that were saved are kept" in page
    assert ("change the reply while the round is open" in page) is (state == "open")
    with pytest.raises(PermissionDenied, match="does not take part"):
        save_answers(borough(people.approver), drafts=[Draft("S2.1", "L", revision=1)])


def test_there_is_no_way_back_into_a_round_in_consensus(client):
    a_round(state="consensus", submitted=True)
    people = cast()
    assert "cannot be changed back" in page_of(client, people.approver, BOROUGH)
    post(client, people.approver, BOROUGH, decline="1", reason="No capacity")
    assert "after all" not in page_of(client, people.approver, BOROUGH)
    assert post(client, people.approver, BOROUGH, take_part="1")[0].status_code == 403
    assert of("borough").participation == "declined"


def test_the_lead_cannot_decline_even_where_it_became_lead_meanwhile(client, people):
    found = borough(people.approver)
    participating.change_lead(visit(people.facilitator, "first-round"), body="borough", site=SITE)
    with pytest.raises(PermissionDenied, match="The lead of a round takes part"):
        participating.decline(found, reason="No capacity")
    page = page_of(client, people.approver, BOROUGH)
    assert "name another lead first" in page
    assert "We do not take part" not in page


def test_a_refused_reply_brings_back_what_was_typed(client, people):
    post(client, people.approver, BOROUGH, decline="1", reason="First")
    response, page = post(client, people.approver, BOROUGH, decline="1", reason="Typed with care")
    assert response.status_code == 403
    assert "Typed with care" in page
    assert of("borough").reason == "First"


def test_a_respondent_reads_the_reply_and_does_not_give_it(client, people):
    page = page_of(client, people.respondent, BOROUGH)
    assert "Only an approver of Tansy Borough Council says" in page
    assert "We do not take part" not in page
    assert post(client, people.respondent, BOROUGH, decline="1", reason="x")[0].status_code == 403
    assert of("borough").takes_part


def test_nobody_else_sees_the_page_of_a_reply(client, people):
    for who in (people.facilitator, people.chair, people.lead_respondent, people.stranger):
        client.force_login(who)
        assert client.get(BOROUGH).status_code == 404


def test_the_questionnaire_leads_to_the_reply(client, trust):
    page = page_of(client, trust, "/assessments/first-round/entities/trust/")
    assert "has not said yet whether it takes part" in page
    assert TRUST in page
    assert "Reply of Marrowdale Health Trust" in page_of(client, trust, "/partnerships/marrowdale/")


# --- By phone -----------------------------------------------------------------------------------------------------


def test_a_facilitator_records_what_a_body_without_an_approver_said(client, people):
    assert DECLINED in page_of(client, people.facilitator, "/assessments/first-round/participants/")
    assert "by phone or letter" in page_of(client, people.facilitator, DECLINED)
    assert post(client, people.facilitator, DECLINED)[0].status_code == 422
    response, _ = post(client, people.facilitator, DECLINED, reason="Too busy, they said")
    assert response.url == "/assessments/first-round/participants/"
    assert of("trust").participation == "declined"
    event = Event.objects.get(verb="declined")
    assert event.by == people.facilitator
    assert event.after["recorded_by"] == "facilitator"


def test_a_body_that_can_speak_for_itself_is_not_spoken_for(client, trust):
    facilitator = cast().facilitator
    assert DECLINED not in page_of(client, facilitator, "/assessments/first-round/participants/")
    response, page = post(client, facilitator, DECLINED, reason="I say so")
    assert response.status_code == 422
    assert "has an approver" in page
    assert of("trust").participation == "invited"
    Role.objects.filter(person=trust).update(withdrawn_at=timezone.now())
    assert post(client, facilitator, DECLINED, reason="They rang")[0].status_code == 302


@pytest.mark.parametrize("body", ["borough", "charity", "lead-council"])
def test_a_body_that_has_replied_is_not_spoken_for(client, people, body):
    Role.objects.filter(kind="approver").update(withdrawn_at=timezone.now())
    with pytest.raises(ValidationError, match="replied or answered already"):
        participating.record_decline(visit(people.facilitator, "first-round"), body=body, reason="I say so")


# --- Reminders ----------------------------------------------------------------------------------------------------


def test_a_reminder_names_the_bodies_first_and_goes_once_a_day(
    client, people, mailoutbox, django_capture_on_commit_callbacks, monkeypatch
):
    assert REMIND in page_of(client, people.facilitator, "/assessments/first-round/progress/")
    page = page_of(client, people.facilitator, REMIND)
    for words in ("Tansy Borough Council", "Marrowdale Council", "Nobody to write to", "None has gone out yet"):
        assert words in page
    assert "Marrowdale Carers" not in page
    assert "Ap Prover" not in page
    with django_capture_on_commit_callbacks(execute=True):
        assert post(client, people.facilitator, REMIND)[0].url == "/assessments/first-round/progress/"
    assert sorted(mail.to[0].split("@")[0] for mail in mailoutbox) == ["ap.prover", "lea.drespondent", "rae.spondent"]
    for mail in mailoutbox:
        assert "friendly reminder" in mail.subject
        for threat in ("must", "required", "final", "overdue", "failure"):
            assert threat not in mail.body
    assert Event.objects.get(verb="reminded").after == {"bodies": ["lead-council", "borough"]}

    response, page = post(client, people.facilitator, REMIND)
    assert response.status_code == 422
    assert "The next one can go tomorrow" in page
    assert "The last one went out on" in page_of(client, people.facilitator, "/assessments/first-round/progress/")
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert participating.remind(visit(people.facilitator, "first-round"), site=SITE)


def test_a_reminder_spares_those_who_have_submitted(people, mailoutbox, django_capture_on_commit_callbacks):
    submit_answers(borough(people.approver))
    Role.objects.filter(person=people.lead_respondent).update(withdrawn_at=timezone.now())
    seat(a_person("Tru St", is_active=False), "approver", "trust")
    with pytest.raises(ValidationError, match="nobody to write to"):
        participating.remind(visit(people.facilitator, "first-round"), site=SITE)
    seat(a_person("Tru Stee"), "respondent", "trust")
    with django_capture_on_commit_callbacks(execute=True):
        participating.remind(visit(people.facilitator, "first-round"), site=SITE)
    assert [mail.to for mail in mailoutbox] == [["tru.stee@example.org"]]
    assert "Yes and no are both fine" in mailoutbox[0].body


@pytest.mark.parametrize("title", ["Round\nBcc: all@example.org", "Ünï & <b>"])
def test_a_title_stays_on_the_line_of_the_subject(people, mailoutbox, title, django_capture_on_commit_callbacks):
    Assessment.objects.update(title=title)
    with django_capture_on_commit_callbacks(execute=True):
        participating.remind(visit(people.facilitator, "first-round"), site=SITE)
    assert mailoutbox[0].subject == f"ALPS: {' '.join(title.split())}: a friendly reminder"
    assert len(mailoutbox[0].to) == 1
