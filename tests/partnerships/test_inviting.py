"""Who may invite whom, what the page answers, and what the e-mail says."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.inviting import invite, send_again, withdraw_invitation
from partnerships.models import Entity, Event, Invitation, Membership, Partnership, Role
from tests.partnerships.offers import absolute, invited, link_in, offer, sign_in, standing_of, text_of
from tests.people import a_person, seat

NEW = "new.person@example.org"
TOMORROW = timezone.localdate() + timedelta(days=1)
INVITE = "/partnerships/marrowdale/people/invite/"


def post(client, person, **fields):
    sign_in(client, person)
    return client.post(INVITE, {"email": NEW, "office": "", **fields})


# --- Who may ---------------------------------------------------------------------------------------------------

OWN, OTHER, NOBODYS = "lead-council", "borough", "trust"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("board_member", OWN),
        ("board_member", OTHER),
        ("auditor", None),
        ("viewer", None),
        ("facilitator", OWN),
        ("approver", NOBODYS),
        ("approver", OWN),
    ],
)
def test_a_facilitator_invites_the_board_readers_facilitators_and_first_approvers(people, kind, body):
    invitation = invited(people.facilitator, NEW, kind, body, until=TOMORROW if kind == "auditor" else None)
    assert (invitation.state, invitation.email, invitation.invited_by) == ("sent", NEW, people.facilitator)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("respondent", OWN),
        ("respondent", OTHER),
        ("respondent", NOBODYS),
        ("finance_lead", OWN),
        ("finance_lead", OTHER),
        ("approver", OTHER),
        ("facilitator", OTHER),
        ("facilitator", NOBODYS),
    ],
)
def test_a_facilitator_brings_nobody_else_into_a_body_not_even_the_own(people, kind, body):
    with pytest.raises(PermissionDenied):
        invited(people.facilitator, NEW, kind, body)
    assert not Invitation.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize("kind", ["respondent", "approver", "finance_lead"])
def test_an_approver_brings_people_into_the_own_body_alone(people, kind):
    assert invited(people.approver, NEW, kind, "borough").state == "sent"
    for other in ("lead-council", "trust", "charity"):
        with pytest.raises(PermissionDenied):
            invited(people.approver, f"other.{NEW}", kind, other)


@pytest.mark.parametrize("kind", ["board_member", "auditor", "viewer", "facilitator"])
def test_an_approver_gives_no_role_of_the_facilitator(people, kind):
    of_a_body = kind in ("board_member", "facilitator")
    with pytest.raises(PermissionDenied):
        invited(people.approver, NEW, kind, "borough" if of_a_body else None, until=TOMORROW)


def test_a_facilitator_who_is_also_an_approver_brings_people_into_that_body(people):
    seat(people.facilitator, "approver", "lead-council")
    assert invited(people.facilitator, NEW, "respondent", "lead-council").state == "sent"
    with pytest.raises(PermissionDenied):
        invited(people.facilitator, NEW, "respondent", "borough")


def test_a_second_first_approver_is_not_invited_while_the_first_waits(people):
    waiting = invited(people.facilitator, NEW, "approver", "trust")
    with pytest.raises(PermissionDenied, match="an invitation for one waits"):
        invited(people.facilitator, "second@example.org", "approver", "trust")
    withdraw_invitation(standing_of(people.facilitator), invitation=waiting)
    assert invited(people.facilitator, "second@example.org", "approver", "trust").state == "sent"


def test_an_invitation_that_ran_out_blocks_no_first_approver_and_is_not_sent_beside_another(people):
    old = invited(people.facilitator, NEW, "approver", "trust")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(hours=1))
    invited(people.facilitator, "second@example.org", "approver", "trust")
    with pytest.raises(PermissionDenied):
        send_again(standing_of(people.facilitator), invitation=old, absolute=absolute)


def test_once_its_approver_has_gone_a_body_gets_a_first_one_again(people):
    with pytest.raises(PermissionDenied):
        invited(people.facilitator, NEW, "approver", "borough")
    Role.objects.filter(person=people.approver).update(withdrawn_at=timezone.now())
    assert invited(people.facilitator, NEW, "approver", "borough").state == "sent"


def test_what_the_inviter_held_when_the_page_was_opened_counts_no_more(people):
    before = standing_of(people.approver)
    Role.objects.filter(person=people.approver).update(withdrawn_at=timezone.now())
    seat(people.approver, "respondent", "borough")
    with pytest.raises(PermissionDenied):
        invite(
            before,
            partnership=Partnership.objects.get(),
            offer=offer("respondent", "borough"),
            email=NEW,
            absolute=absolute,
        )


def test_nobody_is_invited_to_a_body_outside_the_partnership(people):
    stranger = Entity.objects.create(slug="elsewhere", name="Elsewhere", kind="charity")
    for gone in (stranger, Entity.objects.get(slug="trust")):
        Membership.objects.filter(entity=gone).update(left_on=timezone.localdate() - timedelta(days=1))
        with pytest.raises(Http404):
            invited(people.facilitator, NEW, "board_member", gone.slug)


def test_an_office_is_given_while_it_is_free(people):
    with pytest.raises(ValidationError):
        invited(people.facilitator, NEW, "board_member", "borough", office="chair")
    invited(people.facilitator, NEW, "board_member", "borough", office="deputy_chair")
    with pytest.raises(ValidationError):
        invited(people.facilitator, "second@example.org", "board_member", "trust", office="deputy_chair")


# --- The act ---------------------------------------------------------------------------------------------------


def test_inviting_is_recorded_without_the_address(people):
    invitation = invited(people.approver, NEW, "respondent", "borough")
    event = Event.objects.get(verb="person_invited")
    assert (event.by, event.entity, event.subject) == (people.approver, "borough", invitation.public_id)
    assert event.after == {"kind": "respondent", "office": "", "until": None, "state": "sent"}
    assert NEW not in str(list(Event.objects.values()))


def test_the_e_mail_says_who_invites_to_what_until_when_and_goes_to_one_address(people, sent):
    with sent():
        invitation = invited(people.approver, "New.Person@Example.org", "respondent", "borough")
    (letter,) = mail.outbox
    assert letter.to == [NEW]
    assert letter.subject == "ALPS: Invitation to Marrowdale Together"
    assert (
        "Ap Prover invites you to Marrowdale Together on ALPS, as respondent of Tansy Borough Council." in letter.body
    )
    assert link_in(letter).startswith("/invitations/")
    assert f"until {invitation.expires_at:%-d %B %Y}" in letter.body
    assert "@" not in letter.body.replace(NEW, "")


def test_an_invitation_that_did_not_happen_sends_nothing(people, sent):
    with sent(), pytest.raises(PermissionDenied):
        invited(people.facilitator, NEW, "respondent", "borough")
    assert mail.outbox == []


def test_inviting_the_same_person_to_the_same_role_sends_a_new_link_and_kills_the_old(people, client, sent):
    with sent():
        first = invited(people.approver, NEW, "respondent", "borough")
        again = invited(people.approver, NEW.upper(), "respondent", "borough")
    assert first.pk == again.pk
    old, new = map(link_in, mail.outbox)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_sending_again_moves_the_end_and_kills_the_old_link(people, client, sent):
    with sent():
        invitation = invited(people.approver, NEW, "respondent", "borough")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    with sent():
        send_again(standing_of(people.approver), invitation=invitation, absolute=absolute)
    old, new = map(link_in, mail.outbox)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_a_facilitator_handles_no_invitation_of_an_approver(people):
    invitation = invited(people.approver, NEW, "respondent", "borough")
    with pytest.raises(PermissionDenied):
        withdraw_invitation(standing_of(people.facilitator), invitation=invitation)
    with pytest.raises(PermissionDenied):
        send_again(standing_of(people.facilitator), invitation=invitation, absolute=absolute)


def test_a_withdrawn_invitation_keeps_no_address(people):
    invitation = invited(people.approver, NEW, "respondent", "borough")
    withdraw_invitation(standing_of(people.approver), invitation=invitation)
    assert list(Invitation.objects.values_list("state", "email")) == [("withdrawn", "")]
    with pytest.raises(Http404):
        withdraw_invitation(standing_of(people.approver), invitation=invitation)


@pytest.mark.parametrize(("days", "is_kept"), [(0, True), (29, True), (31, False)])
def test_the_address_of_an_invitation_that_nobody_used_is_erased_after_a_while(people, days, is_kept, capsys):
    invited(people.approver, NEW, "respondent", "borough")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=days))
    call_command("endinvitations")
    assert capsys.readouterr().out == f"Invitations ended: {0 if is_kept else 1}\n"
    assert Invitation.objects.get().email == (NEW if is_kept else "")
    assert Event.objects.filter(verb="invitation_ran_out", by=None).exists() is not is_kept


def test_the_next_invitation_of_the_partnership_erases_old_ones_too(people):
    old = invited(people.approver, NEW, "respondent", "borough")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=31))
    invited(people.facilitator, "other@example.org", "viewer")
    old.refresh_from_db()
    assert (old.state, old.email) == ("withdrawn", "")


# --- The page --------------------------------------------------------------------------------------------------


def test_the_answer_is_the_same_whether_or_not_an_account_or_a_role_exists(client, people, sent):
    a_person("Known Already")
    answers = set()
    for number, email in enumerate((NEW, "known.already@example.org", people.respondent.email)):
        with sent():
            response = post(client, people.approver, email=email, kind="respondent", body="borough")
        page = text_of(client.get(response.url))
        page = page.replace(email, "ADDRESS")
        answers.add((response.status_code, response.url, "An invitation is on its way to ADDRESS" in page))
        assert len(mail.outbox) == number + 1
        assert mail.outbox[-1].body.count("respondent of Tansy Borough Council") == 1
    assert answers == {(302, "/partnerships/marrowdale/people/", True)}


def test_each_inviter_is_offered_what_they_may_give(client, people):
    sign_in(client, people.facilitator)
    page = text_of(client.get(INVITE))
    for kind in ("board_member", "auditor", "viewer", "facilitator", "approver"):
        assert f'value="{kind}"' in page
    assert 'value="respondent"' not in page
    assert 'value="deputy_chair"' in page
    assert 'value="chair"' not in page
    sign_in(client, people.approver)
    page = text_of(client.get(f"{INVITE}?body=borough"))
    for kind in ("respondent", "approver", "finance_lead"):
        assert f'value="{kind}"' in page
    assert 'value="board_member"' not in page
    assert "Last day" not in page
    assert '<option value="borough" selected>' in page
    assert "trust" not in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": ""}, "Enter the e-mail address of the person"),
        ({"email": "half"}, "Enter an e-mail address in full, like name@example.org"),
        ({"email": f"{'x' * 300}@example.org"}, "must be 254 characters or fewer"),
        ({"email": "a\x00@example.org"}, "cannot be stored"),
        ({}, "Select the role of the person"),
        ({"kind": "respondent"}, "Select the role of the person"),
        ({"kind": "board_member"}, "Select the body that the person acts for"),
        ({"kind": "approver", "body": "borough"}, "has an approver, or an invitation for one waits"),
        ({"kind": "facilitator", "body": "borough"}, "You are no facilitator of Tansy Borough Council"),
        ({"kind": "auditor"}, "Enter the auditor&#x27;s last day"),
        (
            {"kind": "auditor", "until_day": "1", "until_month": "4", "until_year": "2020"},
            "The last day must be today or later",
        ),
        ({"kind": "viewer", "until_day": "1", "until_month": "4", "until_year": "2099"}, "Only an auditor has a last"),
        ({"kind": "approver", "body": "trust", "office": "deputy_chair"}, "Only a board member is chair"),
        ({"kind": "board_member", "body": "elsewhere"}, "choose one of the options"),
        ({"kind": "board_member", "body": "trust", "office": "chair"}, "choose one of the options"),
    ],
)
def test_a_fault_is_told_with_its_remedy_and_what_was_typed_stays(client, people, fields, sentence):
    response = post(client, people.facilitator, **fields)
    page = text_of(response).replace("&#39;", "&#x27;")
    assert response.status_code == 422
    assert sentence in page
    assert not Invitation.objects.exists()
    if fields.get("email") is None:
        assert f'value="{NEW}"' in page


@pytest.mark.parametrize("kind", ["respondent", "finance_lead"])
def test_a_forged_form_gives_a_facilitator_nothing(client, people, kind):
    assert post(client, people.facilitator, kind=kind, body="borough").status_code == 422
    assert not Invitation.objects.exists()


def test_the_form_is_no_mail_cannon(client, people, settings):
    settings.ACCOUNT_RATE_LIMITS = {"invite": "2/h/user"}
    for number in range(2):
        assert post(client, people.approver, email=f"n{number}@example.org", kind="respondent").status_code == 422
    for number in range(2):
        fields = {"email": f"n{number}@example.org", "kind": "respondent", "body": "borough"}
        assert post(client, people.approver, **fields).status_code == 302
    response = post(client, people.approver, kind="respondent", body="borough")
    assert response.status_code == 422
    assert "Wait an hour" in text_of(response)
    again = client.post(
        reverse("people", args=["marrowdale"]), {"send_again": Invitation.objects.first().public_id}, follow=True
    )
    assert "Wait an hour" in text_of(again)
    assert Invitation.objects.count() == 2


def test_a_forged_host_gets_no_link(client, people):
    sign_in(client, people.approver)
    fields = {"email": NEW, "kind": "respondent", "body": "borough"}
    assert client.post(INVITE, fields, headers={"host": "evil.example"}).status_code == 400
    assert not Invitation.objects.exists()
