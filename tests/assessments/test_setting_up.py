"""Setting up a round: draft, bodies, check, opening; and what may still change while it is open."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from assessments.access import visit, visit_to_entity, visit_to_new_round
from assessments.actions import participating, setting_up
from assessments.actions.answering import Draft, save_answers, submit_answers
from assessments.models import Answer, Assessment, Participant
from assessments.round_facts import RoundFacts, facts_of
from assessments.setting_up import candidates_for
from framework_data.models import Edition, Life
from partnerships.models import Entity, Event, Membership
from partnerships.texts import put_back
from tests.people import EDITION, a_person, a_round, cast, seat

pytestmark = pytest.mark.django_db

SITE = "https://alps.example.org/"
NEW = "/partnerships/marrowdale/rounds/new/"
ROUND = "/assessments/first-round/"
FACTS = RoundFacts(
    title="Early help 2026/27",
    scope="Early help, whole district",
    scope_agreed_on=date(2026, 3, 2),
    scope_agreed_by="the partnership board",
    period_start=date(2026, 4, 1),
    period_end=date(2027, 3, 31),
    deadline=date(2027, 5, 31),
    edition=EDITION,
)
FORM = {
    "title": "Early help 2026/27",
    "scope": "Early help, whole district",
    "scope_agreed_by": "the partnership board",
    "scope_agreed_on_day": "2",
    "scope_agreed_on_month": "3",
    "scope_agreed_on_year": "2026",
    "period_start_day": "1",
    "period_start_month": "4",
    "period_start_year": "2026",
    "period_end_day": "31",
    "period_end_month": "3",
    "period_end_year": "2027",
}


@pytest.fixture
def people():
    a_round()
    return cast()


@pytest.fixture
def draft(people):
    return setting_up.create_draft(visit_to_new_round(people.facilitator, "marrowdale"), facts=FACTS)


def at(person, assessment):
    return visit(person, assessment.slug)


def choose(people, draft, *bodies, lead=""):
    found = at(people.facilitator, draft)
    return setting_up.set_participants(found, bodies=bodies, lead=lead, read=candidates_for(found).read)


def opened(people, draft, *bodies):
    choose(people, draft, "lead-council", *(bodies or ("borough", "trust")), lead="lead-council")
    setting_up.open_round(at(people.facilitator, draft), site=SITE)
    draft.refresh_from_db()
    return draft


def verbs(assessment):
    return list(Event.objects.filter(assessment=assessment.slug).order_by("pk").values_list("verb", flat=True))


def of(assessment):
    rows = Participant.objects.filter(assessment=assessment).order_by("order")
    return {row.entity.slug: row.participation for row in rows.select_related("entity")}


def post(client, person, address, **posted):
    client.force_login(person)
    response = client.post(address, posted)
    return response, response.content.decode()


def page_of(client, person, address):
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- The draft ------------------------------------------------------------------------------------------------


def test_a_draft_is_made_page_by_page_and_opened(client, people):
    assert "Set up a round" in page_of(client, people.facilitator, "/partnerships/marrowdale/")
    assert 'name="edition"' in page_of(client, people.facilitator, NEW)
    assert "Edition of the framework" not in page_of(client, people.facilitator, NEW)
    response, _ = post(client, people.facilitator, NEW, **FORM)
    address = "/assessments/early-help-202627/"
    assert response.url == address + "participants/"
    page = page_of(client, people.facilitator, response.url)
    assert page.count(" checked") == 4
    assert '<option value="lead-council" selected>' in page
    read = candidates_for(visit(people.facilitator, "early-help-202627")).read
    chosen = {"bodies": ["borough", "lead-council", "trust"], "lead": "lead-council", "read": read}
    response, _ = post(client, people.facilitator, response.url, **chosen)
    assert response.url == address + "check/"
    page = page_of(client, people.facilitator, response.url)
    for words in ("Early help, whole district", "2 March 2026", "1 April 2026 to 31 March 2027", "Not given yet"):
        assert words in page
    assert "Before it can open" not in page
    assert "No approver yet: Marrowdale Council; Marrowdale Health Trust" in page
    response, _ = post(client, people.facilitator, response.url)
    assert response.url == address + "progress/"
    made = Assessment.objects.get(slug="early-help-202627")
    assert made.is_open
    assert of(made) == {"lead-council": "participating", "borough": "invited", "trust": "invited"}
    assert verbs(made) == ["round_created", "round_changed", "round_opened"]


def test_a_draft_waits_for_its_facilitators_and_shows_to_nobody_else(client, people, draft):
    assert "Finish setting up Early help 2026/27" in page_of(client, people.facilitator, "/")
    assert "Finish setting up" in page_of(client, people.facilitator, "/partnerships/marrowdale/")
    for who in (people.chair, people.approver):
        assert "Early help" not in page_of(client, who, "/")
        assert "Early help" not in page_of(client, who, "/partnerships/marrowdale/")


def test_an_empty_form_says_what_each_box_needs(client, people):
    response, page = post(client, people.facilitator, NEW)
    assert response.status_code == 422
    for words in ("Enter the name of the round", "Enter the first day of the period", "Enter the last day"):
        assert words in page
    backwards = FORM | {"period_end_year": "2025"}
    assert "The period must not end before it starts" in post(client, people.facilitator, NEW, **backwards)[1]
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize("text", ["x" * 501, "x\0y"])
def test_a_scope_that_cannot_be_kept_comes_back_in_words(client, people, text):
    response, page = post(client, people.facilitator, NEW, **FORM | {"scope": text})
    assert response.status_code == 422
    assert "must be 500 characters or fewer" in page or "cannot be stored" in page


def test_an_edition_is_asked_for_where_there_are_several(client, people):
    other = Edition.objects.create(slug="other", title="Other", label="one")
    Life.objects.create(edition=other, state="published")
    assert "Edition of the framework" in page_of(client, people.facilitator, NEW)
    assert "Select the edition of the framework" in post(client, people.facilitator, NEW, **FORM)[1]
    post(client, people.facilitator, NEW, **FORM, edition="other")
    assert Assessment.objects.get(slug="early-help-202627").edition == other


def test_what_was_agreed_and_by_whom_stands_apart_from_the_history(people, draft):
    event = Event.objects.prefetch_related("texts").get(assessment=draft.slug)
    assert "board" not in str(event.after)
    texts = {each.sha256: each.text for each in event.texts.all()}
    assert put_back(event.after, texts)["scope_agreed_by"] == "the partnership board"


def test_two_rounds_of_a_name_have_slugs_of_their_own_and_a_discarded_one_keeps_its_own(people, draft):
    setting_up.discard_draft(at(people.facilitator, draft))
    assert not Assessment.objects.filter(slug="early-help-202627").exists()
    assert verbs(draft) == ["round_created", "draft_discarded"]
    again = setting_up.create_draft(visit_to_new_round(people.facilitator, "marrowdale"), facts=FACTS)
    assert again.slug == "early-help-202627-2"


def test_a_draft_is_thrown_away_after_asking(client, people, draft):
    address = f"/assessments/{draft.slug}/discard/"
    assert "Throw the draft away?" in page_of(client, people.facilitator, address)
    assert Assessment.objects.filter(pk=draft.pk).exists()
    assert post(client, people.facilitator, address)[0].url == "/partnerships/marrowdale/"
    assert not Assessment.objects.filter(pk=draft.pk).exists()
    assert client.get(address).status_code == 404


def test_a_draft_that_came_in_with_answers_is_not_thrown_away(client, people):
    a_round("filled", state="draft", answers={"borough": {"S2.1": "F"}})
    response, page = post(client, people.facilitator, "/assessments/filled/discard/")
    assert response.status_code == 422
    assert "came in with answers" in page
    with pytest.raises(ValidationError, match="stays in the round"):
        choose(people, Assessment.objects.get(slug="filled"), "lead-council", "trust")


def test_a_draft_that_is_gone_meanwhile_is_not_found(people, draft):
    found, other = at(people.facilitator, draft), at(people.facilitator, draft)
    setting_up.discard_draft(found)
    with pytest.raises(Http404):
        setting_up.discard_draft(other)


# --- Two facilitators ------------------------------------------------------------------------------------------


def test_a_save_on_an_older_reading_shows_both_and_keeps_what_was_typed(client, people, draft):
    address = f"/assessments/{draft.slug}/set-up/"
    read = facts_of(draft).digest
    post(client, people.facilitator, address, **FORM | {"title": "Theirs", "read": read})
    response, page = post(client, people.facilitator, address, **FORM | {"title": "Mine", "read": read})
    assert response.status_code == 409
    for words in ("Fay Cilitator changed this round while you were writing", "Theirs", 'value="Mine"'):
        assert words in page
    draft.refresh_from_db()
    assert draft.title == "Theirs"
    now = facts_of(draft).digest
    assert now in page
    response, _ = post(client, people.facilitator, address, **FORM | {"title": "Mine", "read": now})
    assert response.url == f"/assessments/{draft.slug}/check/"


def test_a_choice_of_bodies_on_an_older_reading_shows_both(client, people, draft):
    read = candidates_for(at(people.facilitator, draft)).read
    choose(people, draft, "lead-council", "charity")
    address = f"/assessments/{draft.slug}/participants/"
    mine = {"bodies": ["borough", "trust"], "lead": "trust"}
    response, page = post(client, people.facilitator, address, **mine, read=read)
    assert response.status_code == 409
    assert "Marrowdale Council, Marrowdale Carers" in page
    assert page.count(" checked") == 2
    assert of(draft) == {"lead-council": "invited", "charity": "invited"}
    now = candidates_for(at(people.facilitator, draft)).read
    assert f'value="{now}"' in page
    assert post(client, people.facilitator, address, **mine, read=now)[0].status_code == 302
    assert of(draft) == {"borough": "invited", "trust": "invited"}


def test_the_same_facts_saved_twice_leave_one_line(people, draft):
    changed = setting_up.change_round(at(people.facilitator, draft), facts=FACTS, read="old")
    assert not changed.is_conflict
    assert verbs(draft) == ["round_created"]


# --- Bodies of a draft ------------------------------------------------------------------------------------------


def test_bodies_stand_in_the_order_of_their_membership(people, draft):
    Membership.objects.filter(entity__slug="charity").update(order=0)
    Membership.objects.filter(entity__slug="lead-council").update(order=9)
    choose(people, draft, "lead-council", "trust", "charity", lead="lead-council")
    assert list(of(draft)) == ["charity", "trust", "lead-council"]
    choose(people, draft, "trust", "borough", "charity", lead="trust")
    assert list(of(draft)) == ["charity", "borough", "trust"]
    draft.refresh_from_db()
    assert draft.lead.slug == "trust"


def test_the_lead_takes_part(client, people, draft):
    with pytest.raises(ValidationError, match="Tick it too"):
        choose(people, draft, "trust", lead="borough")
    address = f"/assessments/{draft.slug}/participants/"
    response, page = post(client, people.facilitator, address, bodies=["trust"], lead="borough")
    assert response.status_code == 422
    assert "The lead takes part. Tick it too" in page


def test_only_members_are_asked(client, people, draft):
    stranger = Entity.objects.create(slug="elsewhere", name="Elsewhere Council", kind="other")
    with pytest.raises(ValidationError, match="not a member any more"):
        choose(people, draft, stranger.slug)
    address = f"/assessments/{draft.slug}/participants/"
    assert "Elsewhere" not in page_of(client, people.facilitator, address)


def test_a_body_that_has_left_keeps_a_draft_from_opening(client, people, draft):
    choose(people, draft, "lead-council", "charity", lead="lead-council")
    Membership.objects.filter(entity__slug="charity").update(left_on=date(2026, 1, 1))
    response, page = post(client, people.facilitator, f"/assessments/{draft.slug}/check/")
    assert response.status_code == 422
    assert "Marrowdale Carers is not a member any more. Take it off the round" in page
    assert "Marrowdale Carers" in page_of(client, people.facilitator, f"/assessments/{draft.slug}/participants/")


# --- Opening ----------------------------------------------------------------------------------------------------


def test_a_draft_says_all_that_is_missing(client, people, draft):
    Assessment.objects.filter(pk=draft.pk).update(scope=" ", scope_agreed_on=None)
    page = page_of(client, people.facilitator, f"/assessments/{draft.slug}/check/")
    for words in ("Say which services", "Enter the day on which the scope was agreed", "Select the bodies"):
        assert words in page
    assert "Open the round</button>" not in page
    choose(people, draft, "trust")
    with pytest.raises(ValidationError) as error:
        setting_up.open_round(at(people.facilitator, draft), site=SITE)
    assert len(error.value.messages) == 3
    assert "Choose the lead among the bodies that take part" in error.value.messages
    assert Assessment.objects.get(pk=draft.pk).is_draft


def test_opening_tells_approvers_with_a_link(people, draft, mailoutbox, django_capture_on_commit_callbacks):
    seat(people.lead_respondent, "approver", "lead-council")
    with django_capture_on_commit_callbacks(execute=True):
        opened(people, draft)
    found = {mail.to[0]: mail for mail in mailoutbox}
    assert found.keys() == {"ap.prover@example.org", "lea.drespondent@example.org"}
    asked = found["ap.prover@example.org"]
    assert asked.subject == "ALPS: Early help 2026/27 is open for answers"
    for words in ("Hello Ap Prover", "Does Tansy Borough Council take part?", "31 May 2027", "voluntary"):
        assert words in asked.body
    assert "https://alps.example.org/assessments/early-help-202627/entities/borough/reply/" in asked.body
    assert "/entities/lead-council/\n" in found["lea.drespondent@example.org"].body


def test_a_mail_server_that_is_down_keeps_no_round_from_opening(
    people, draft, settings, django_capture_on_commit_callbacks, caplog
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.nowhere.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        assert opened(people, draft).is_open
    assert "Error calling" in caplog.text


def test_a_body_stands_in_a_round_as_it_was_when_it_opened(people, draft):
    choose(people, draft, "lead-council", "trust", lead="lead-council")
    Entity.objects.filter(slug="trust").update(name="Renamed Trust", year_end="07-31")
    setting_up.open_round(at(people.facilitator, draft), site=SITE)
    Entity.objects.filter(slug="trust").update(name="Later")
    participant = Participant.objects.get(assessment=draft, entity__slug="trust")
    assert (participant.name, participant.year_end) == ("Renamed Trust", "07-31")


def test_a_draft_from_a_file_opens_with_nobody_declined_or_submitted(people):
    a_round("filled", state="draft", answers={"borough": {"S2.1": "F"}}, submitted=True)
    assessment = Assessment.objects.get(slug="filled")
    setting_up.open_round(at(people.facilitator, assessment), site=SITE)
    lead, borough, trust, charity = Participant.objects.filter(assessment=assessment).order_by("order")
    assert [row.participation for row in (lead, borough)] == ["participating", "participating"]
    assert [row.participation for row in (trust, charity)] == ["invited", "invited"]
    assert {row.submitted_at for row in (lead, borough, trust, charity)} == {None}
    assert charity.reason == ""


# --- While it is open -------------------------------------------------------------------------------------------


def test_name_and_deadline_change_while_a_round_is_open_and_nothing_else(client, people):
    page = page_of(client, people.facilitator, ROUND + "set-up/")
    assert "Change name and deadline" in page
    assert "Which services" not in page
    read = facts_of(Assessment.objects.get()).digest
    typed = {"title": "New name", "scope": "Sneaked in", "read": read}
    typed |= {"deadline_day": "30", "deadline_month": "6", "deadline_year": "2026"}
    assert post(client, people.facilitator, ROUND + "set-up/", **typed)[0].url == ROUND + "progress/"
    found = Assessment.objects.get()
    assert (found.title, found.deadline, found.scope) == ("New name", date(2026, 6, 30), "Help at home, whole district")
    event = Event.objects.get(verb="round_changed")
    assert event.before == {"title": "First round", "deadline": "2026-05-31"}
    assert event.after == {"title": "New name", "deadline": "2026-06-30"}
    facts = facts_of(found)
    with pytest.raises(PermissionDenied, match="only while the round is a draft"):
        setting_up.change_round(
            at(people.facilitator, found), facts=RoundFacts(**vars(facts) | {"scope": "X"}), read=facts.digest
        )


def test_a_body_that_joined_late_is_invited_last(client, people, mailoutbox, django_capture_on_commit_callbacks):
    late = Entity.objects.create(slug="late", name="Late Charity", kind="charity")
    Membership.objects.create(partnership=Assessment.objects.get().partnership, entity=late, order=9)
    approver = a_person("Lat Eapprover")
    seat(approver, "approver", "late")
    assert "Late Charity" in page_of(client, people.facilitator, ROUND + "participants/")
    with django_capture_on_commit_callbacks(execute=True):
        response, _ = post(client, people.facilitator, ROUND + "participants/", act="add", body="late")
    assert response.url == ROUND + "participants/"
    assert list(of(Assessment.objects.get()).items())[-1] == ("late", "invited")
    assert [mail.to for mail in mailoutbox] == [["lat.eapprover@example.org"]]
    assert "Say whether Late Charity takes part" in page_of(client, approver, "/")
    with pytest.raises(ValidationError, match="in this round already"):
        participating.add_to_round(visit(people.facilitator, "first-round"), body="late", site=SITE)
    assert post(client, people.facilitator, ROUND + "participants/", act="add", body="")[0].status_code == 422
    assert post(client, people.facilitator, ROUND + "participants/", act="nothing", body="late")[0].status_code == 200


def test_an_invited_body_that_has_answered_nothing_is_taken_off(client, people):
    response, _ = post(client, people.facilitator, ROUND + "participants/", act="off", body="trust")
    assert response.status_code == 302
    assert "trust" not in of(Assessment.objects.get())
    event = Event.objects.get(verb="body_taken_off")
    assert (event.entity, event.before) == ("trust", {"participation": "invited"})


@pytest.mark.parametrize("body", ["borough", "charity", "lead-council"])
def test_a_body_that_has_replied_stays(client, people, body):
    response, page = post(client, people.facilitator, ROUND + "participants/", act="off", body=body)
    assert response.status_code == 422
    assert "only its approver can decline" in page
    assert body in of(Assessment.objects.get())


def test_a_note_without_an_answer_is_no_secret_told_by_a_refusal(people):
    newcomer = a_person("New Comer")
    seat(newcomer, "respondent", "trust")
    theirs = visit_to_entity(newcomer, "first-round", "trust")
    save_answers(theirs, drafts=[Draft("S1.1", note="secret thought")])
    participating.take_off_round(visit(people.facilitator, "first-round"), body="trust", site=SITE)
    assert not Answer.objects.exists()
    assert Event.objects.get(verb="answer_saved").texts.get().text == "secret thought"
    with pytest.raises(Http404):
        save_answers(theirs, drafts=[Draft("S1.2", "F")])


def test_the_lead_changes_while_a_round_is_open(client, people, mailoutbox, django_capture_on_commit_callbacks):
    submit_answers(visit_to_entity(people.approver, "first-round", "borough"))
    page = page_of(client, people.facilitator, ROUND + "participants/")
    assert "Marrowdale Council leads now" in page
    with django_capture_on_commit_callbacks(execute=True):
        post(client, people.facilitator, ROUND + "participants/", act="lead", body="borough")
    assert Assessment.objects.get().lead.slug == "borough"
    event = Event.objects.get(verb="lead_changed")
    assert (event.before, event.after) == ({"lead": "lead-council"}, {"lead": "borough"})
    assert [mail.to for mail in mailoutbox] == [["ap.prover@example.org"]]
    assert "take them back" in mailoutbox[0].body
    assert Participant.objects.get(entity__slug="borough").submitted_at


def test_an_invited_body_that_is_to_lead_takes_part(people):
    participating.change_lead(visit(people.facilitator, "first-round"), body="trust", site=SITE)
    assert of(Assessment.objects.get())["trust"] == "participating"
    with pytest.raises(ValidationError, match="cannot lead"):
        participating.change_lead(visit(people.facilitator, "first-round"), body="charity", site=SITE)


@pytest.mark.parametrize("state", ["draft", "consensus", "signed_off"])
def test_bodies_come_and_go_one_by_one_only_while_a_round_is_open(state):
    a_round("other", state=state)
    facilitator = cast().facilitator
    for act in (participating.add_to_round, participating.take_off_round, participating.change_lead):
        with pytest.raises(PermissionDenied):
            act(visit(facilitator, "other"), body="trust", site=SITE)
