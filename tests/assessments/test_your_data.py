"""What a person can read and download about themselves, and that it is about nobody else."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions import agreeing, answering
from assessments.actions.agreeing import Agreement
from assessments.actions.answering import Draft
from assessments.models import Assessment, Attendance, ConsensusSession, Participant
from framework_data.actions.publishing import withdraw_edition
from partnerships.models import Event, Person
from tests.editions import shipped
from tests.partnerships.offers import invited, nothing_counted_yet, sign_in
from tests.people import a_round, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    nothing_counted_yet()
    a_round()
    return cast()


def data_of(client, person):
    sign_in(client, person)
    return json.loads(client.get(reverse("your_data_json")).content)


def test_the_file_holds_the_account_the_roles_and_what_the_person_did(client, people):
    answering.save_answers(visit_to_entity(people.approver, "first-round", "borough"), drafts=[Draft("S2.1", "F")])
    answering.submit_answers(visit_to_entity(people.approver, "first-round", "borough"))
    data = data_of(client, people.approver)
    assert data["format"] == "alps-person/1"
    assert data["person"]["name"] == "Ap Prover"
    assert data["person"]["email"] == "ap.prover@example.org"
    assert data["person"]["last_sign_in_at"] is not None
    assert [(r["partnership"], r["body"], r["role"]) for r in data["roles"]] == [("marrowdale", "borough", "approver")]
    assert [(a["round"], a["body"], a["question"]) for a in data["answers_you_saved_last"]] == [
        ("first-round", "borough", "S2.1")
    ]
    assert [s["body"] for s in data["submissions"]] == ["borough"]
    assert [e["act"] for e in data["acts"]] == ["answer_saved", "answers_submitted"]


def test_the_file_holds_agreed_answers_sessions_and_declared_interests(client, people):
    Assessment.objects.update(state="consensus")
    found = visit(people.chair, "first-round")
    agreeing.record_agreed_answer(found, agreement=Agreement("S2.3", "F", "As discussed", {}))
    session = ConsensusSession.objects.create(assessment=found.assessment, held_on=date(2026, 6, 1))
    lead = Participant.objects.get(entity__slug="lead-council")
    Attendance.objects.create(session=session, participant=lead, person=people.chair, interest="A brother there")
    data = data_of(client, people.chair)
    assert [a["question"] for a in data["agreed_answers_you_recorded_last"]] == ["S2.3"]
    assert data["sessions"] == [
        {
            "round": "first-round",
            "held_on": "2026-06-01",
            "body": "lead-council",
            "post": "",
            "sent_apologies": False,
            "interest": "A brother there",
        }
    ]


def test_the_file_holds_invitations_by_address_and_by_answer(client, people):
    invited(people.facilitator, people.stranger.email.upper(), "viewer")
    data = data_of(client, people.stranger)
    assert [(i["partnership"], i["role"], i["state"]) for i in data["invitations"]] == [
        ("marrowdale", "viewer", "sent")
    ]


def test_the_file_names_and_addresses_nobody_else(client, people):
    invited(people.facilitator, "somebody.else@example.org", "viewer")
    invited(people.approver, "another@example.org", "respondent", "borough")
    others = [*Person.objects.values_list("email", "name", named=True)]
    for name in ("facilitator", "approver", "stranger"):
        person = getattr(people, name)
        text = json.dumps(data_of(client, person))
        assert text.count("@") == text.count(person.email)
        assert [other.name for other in others if other.email != person.email and other.name in text] == []


def test_what_others_did_to_a_person_is_told_without_their_names(client, people):
    Event.objects.create(
        by=people.facilitator,
        partnership_id=people.viewer.roles.get().partnership_id,
        verb="role_given",
        subject=people.viewer.public_id,
    )
    told = data_of(client, people.viewer)["acts_about_you"]
    assert [each["act"] for each in told] == ["role_given"]
    assert people.facilitator.public_id not in str(told)


def test_the_page_sums_it_up_and_leads_to_the_file(client, people):
    sign_in(client, people.auditor)
    page = client.get(reverse("your_data")).content.decode()
    assert f"auditor until {timezone.localdate() + timedelta(days=30):%-d %B %Y}, in Marrowdale Together" in page
    assert "au.ditor@example.org" in page
    assert reverse("your_data_json") in page
    file = client.get(reverse("your_data_json"))
    assert file.headers["Content-Disposition"] == 'attachment; filename="your-data.json"'
    assert "no-store" in file.headers["Cache-Control"]


def test_the_header_leads_there_for_everybody_signed_in(client, people):
    assert reverse("your_data") not in client.get(reverse("privacy")).content.decode()
    sign_in(client, people.stranger)
    assert reverse("your_data") in client.get(reverse("privacy")).content.decode()


@pytest.mark.parametrize("name", ["your_data", "your_data_json"])
def test_it_takes_the_same_queries_whatever_there_is(client, people, name, django_assert_max_num_queries):
    answering.save_answers(
        visit_to_entity(people.respondent, "first-round", "borough"),
        drafts=[Draft(code, "F") for code in ("S2.1", "S2.2", "S2.3")],
    )
    sign_in(client, people.respondent)
    with django_assert_max_num_queries(18):
        client.get(reverse(name))


def test_the_file_holds_what_an_editor_did_to_editions(client, people):
    withdraw_edition(shipped(), why="Superseded", by=people.staff)
    told = data_of(client, people.staff)["acts_on_editions"]
    assert [(each["act"], each["edition"]) for each in told] == [("edition_withdrawn", "alps-2014-plain")]
