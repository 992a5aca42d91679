"""The board's sessions: held on a day, who came for which body, apologies and interests; two editors lose nothing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.access import visit
from assessments.actions.sessions import Seat, add_session, keep_attendance, remove_session
from assessments.models import Assessment, Attendance, ConsensusSession
from partnerships.models import Event, EventText, Role
from tests.people import a_round, cast, everything

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 16)
LIST = "/assessments/first-round/sessions/"
PAGE = LIST + "2026-06-16/"


@pytest.fixture
def people():
    a_round(
        state="consensus",
        submitted=True,
        answers={"borough": everything("P")},
        participation={"charity": "declined"},
    )
    return cast()


@pytest.fixture
def facilitator(people, client):
    client.force_login(people.facilitator)
    return client


@pytest.fixture
def session(people):
    return add_session(visit(people.facilitator, "first-round"), held_on=DAY)


def keep(person, session, *seats, revision=1):
    return keep_attendance(visit(person, "first-round"), session=session, seats=list(seats), revision=revision)


def seats():
    return [
        (row.participant.entity.slug, row.person.name if row.person else row.post, row.has_apologised, row.interest)
        for row in Attendance.objects.order_by("pk").select_related("person", "participant__entity")
    ]


def sent(revision=1, **fields):
    return {"revision": str(revision)} | {key.replace("__", "-"): text for key, text in fields.items()}


def text_of(response):
    return response.content.decode()


# --- Acts ------------------------------------------------------------------------------------------------------


def test_a_day_has_one_session(people, session):
    with pytest.raises(ValidationError, match="already"):
        add_session(visit(people.chair, "first-round"), held_on=DAY)
    assert ConsensusSession.objects.count() == 1


def test_attendance_is_kept_for_people_and_posts(people, session):
    member = Seat("trust", person=people.board_member.public_id, interest="Chairs the appeal fund.")
    keep(people.facilitator, session, member, Seat("borough", post="Town clerk", has_apologised=True))
    assert seats() == [
        ("trust", "Bo Ardmember", False, "Chairs the appeal fund."),
        ("borough", "Town clerk", True, ""),
    ]


def test_the_history_names_nobody_and_keeps_texts_apart(people, session):
    member = people.board_member
    keep(people.facilitator, session, Seat("trust", person=member.public_id, interest="Chairs the fund."))
    event = Event.objects.get(verb="attendance_recorded")
    assert (event.entity, event.subject, event.before) == ("trust", "2026-06-16", {})
    assert event.after["person"] == member.public_id
    assert event.after["interest"].keys() == {"sha256"}
    assert EventText.objects.get(event=event).text == "Chairs the fund."
    assert "Ardmember" not in str(event.after)


def test_only_what_changed_is_recorded(people, session):
    chair, member = (
        Seat("lead-council", person=people.chair.public_id),
        Seat("trust", person=people.board_member.public_id),
    )
    keep(people.facilitator, session, chair, member)
    keep(people.facilitator, session, chair, Seat("trust", post="Nurse"), revision=2)
    changed = Event.objects.filter(verb="attendance_recorded").order_by("pk").values_list("entity", "before", "after")
    assert [(entity, bool(before), bool(after)) for entity, before, after in changed][2:] == [
        ("trust", False, True),
        ("trust", True, False),
    ]


def test_an_unchanged_attendance_leaves_no_line(people, session):
    chair = Seat("lead-council", person=people.chair.public_id)
    keep(people.facilitator, session, chair)
    kept = keep(people.chair, session, chair)
    assert not kept.is_late
    assert kept.session.revision == 2
    assert Event.objects.filter(verb="attendance_recorded").count() == 1


def test_an_older_attendance_writes_nothing(people, session):
    keep(people.facilitator, session, Seat("borough", post="Town clerk"))
    assert keep(people.chair, session, Seat("trust", post="Nurse")).is_late
    assert seats() == [("borough", "Town clerk", False, "")]


def test_a_person_comes_for_one_body_only(people, session):
    Role.objects.create(
        person=people.chair,
        partnership=visit(people.chair, "first-round").assessment.partnership,
        entity=Role.objects.get(person=people.board_member).entity,
        kind="finance_lead",
    )
    one = people.chair.public_id
    with pytest.raises(ValidationError, match="Cher Chair is marked for two bodies"):
        keep(people.facilitator, session, Seat("lead-council", person=one), Seat("trust", person=one))
    assert seats() == []


@pytest.mark.parametrize("body", ["borough", "charity", "nowhere"])
def test_people_come_for_a_body_at_which_they_hold_a_role(people, session, body):
    with pytest.raises(ValidationError, match="hold a role"):
        keep(people.facilitator, session, Seat(body, person=people.chair.public_id))


def test_who_was_recorded_stays_when_the_role_ends(people, session):
    chair = Seat("lead-council", person=people.chair.public_id)
    keep(people.facilitator, session, chair)
    Role.objects.filter(person=people.chair).update(withdrawn_at=timezone.now())
    keep(people.facilitator, session, chair, Seat("borough", post="Town clerk"), revision=2)
    assert [name for _, name, _, _ in seats()] == ["Cher Chair", "Town clerk"]


def test_only_an_empty_session_is_removed(people, session):
    keep(people.facilitator, session, Seat("borough", post="Town clerk"))
    with pytest.raises(ValidationError, match="has people recorded"):
        remove_session(visit(people.chair, "first-round"), session=session)
    keep(people.facilitator, session, revision=2)
    remove_session(visit(people.chair, "first-round"), session=session)
    assert not ConsensusSession.objects.exists()
    assert Event.objects.filter(verb="session_removed", subject="2026-06-16").exists()


# --- Pages -----------------------------------------------------------------------------------------------------


def test_a_session_is_added_and_opened(facilitator):
    response = facilitator.post(LIST, {"held_on_day": "16", "held_on_month": "June", "held_on_year": "2026"})
    assert response["Location"] == PAGE
    page = text_of(facilitator.get(PAGE))
    assert "Session of 16 June 2026" in page
    assert "Cher Chair" in page
    assert "Marrowdale Carers" not in page


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (("", "", ""), "Enter the date of the session"),
        (("31", "6", "2026"), "must be a real date"),
        (("16", "6", "1926"), "must be within ten years of today"),
        (("16", "6", "2026"), "There is a session on this day already."),
    ],
)
def test_faults_in_the_day_are_said_in_words(facilitator, session, day, sentence):
    fields = dict(zip(("held_on_day", "held_on_month", "held_on_year"), day, strict=True))
    response = facilitator.post(LIST, fields)
    assert response.status_code == 422
    assert sentence in text_of(response)


def test_attendance_is_saved_from_the_page_and_shown_in_the_list(facilitator, people, session):
    chair = f"lead-council-{people.chair.public_id}"
    fields = {
        "revision": "1",
        f"{chair}-came": "on",
        f"{chair}-interest": "Owns a <b>care home</b>",
        "borough-post0-post": "Town clerk",
        "borough-post0-sorry": "on",
    }
    assert facilitator.post(PAGE, fields).status_code == 302
    assert seats() == [
        ("lead-council", "Cher Chair", False, "Owns a <b>care home</b>"),
        ("borough", "Town clerk", True, ""),
    ]
    page = text_of(facilitator.get(PAGE))
    assert "Owns a &lt;b&gt;care home&lt;/b&gt;" in page
    assert 'name="borough-post1-post"' in page
    page = text_of(facilitator.get(LIST))
    assert "16 June 2026" in page
    assert "1 of 3" in page
    assert "16 June 2026" in text_of(facilitator.get("/assessments/first-round/consensus/"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"borough-post0-post": "Clerk", "borough-post0-came": "on", "borough-post0-sorry": "on"}, "Choose one for"),
        ({"borough-post0-came": "on"}, "Enter the post of the person from Tansy Borough Council, not the name"),
        ({"borough-post0-post": "Clerk"}, "attended or sent apologies"),
        ({"borough-post0-interest": "Something"}, "or take out the interest"),
        ({"borough-post0-post": "Cl\0erk", "borough-post0-came": "on"}, "character that cannot be stored"),
        ({"borough-post0-post": "x" * 201, "borough-post0-came": "on"}, "1 character too long"),
        ({"revision": "x"}, "load the page again"),
    ],
)
def test_faults_in_attendance_are_said_in_words_and_lose_nothing(facilitator, session, fields, sentence):
    response = facilitator.post(
        PAGE, {"revision": "1", "trust-post0-interest": "Kept", "trust-post0-post": "Nurse"} | fields
    )
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Kept" in text_of(response)
    assert seats() == []


def test_two_editors_lose_nothing(facilitator, people, session):
    keep(people.chair, session, Seat("borough", post="Town clerk", interest="The chair wrote this"))
    response = facilitator.post(PAGE, {"revision": "1", "trust-post0-post": "Nurse", "trust-post0-came": "on"})
    page = text_of(response)
    assert response.status_code == 409
    assert "What is recorded now" in page
    assert "The chair wrote this" in page
    assert 'value="Nurse"' in page
    assert 'name="revision" value="2"' in page
    assert seats() == [("borough", "Town clerk", False, "The chair wrote this")]


def test_an_empty_session_is_removed_from_its_page(facilitator, session):
    assert facilitator.post(PAGE, {"remove": "1"})["Location"] == LIST
    assert not ConsensusSession.objects.exists()


def test_a_session_with_people_is_not_removed(facilitator, people, session):
    keep(people.chair, session, Seat("borough", post="Town clerk"))
    assert "has people recorded" in text_of(facilitator.post(PAGE, {"remove": "1"}, follow=True))
    assert ConsensusSession.objects.exists()


def test_readers_read_sessions_also_once_signed_off(client, people, session):
    keep(people.chair, session, Seat("borough", post="Town clerk", interest="A cousin runs the café"))
    Assessment.objects.update(state="signed_off", signed_off_at=timezone.now())
    for reader in (people.finance_lead, people.auditor, people.facilitator):
        client.force_login(reader)
        page = text_of(client.get(PAGE))
        assert "A cousin runs the café" in page
        assert "<textarea" not in page
        assert client.post(PAGE, {"revision": "2"}).status_code == 403


@pytest.mark.parametrize("day", ["2026-06-17", "yesterday", "2026-13-01", "20260616", "2026-W25-2"])
def test_a_day_without_a_session_is_not_found(facilitator, session, day):
    assert facilitator.get(f"{LIST}{day}/").status_code == 404
