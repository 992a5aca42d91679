"""From the link to the role: accounts, other accounts, dead links, and people who hold a role of another body."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.accepting import accept_invitation, confirm_person, refuse_person
from partnerships.actions.forgetting import forget_person
from partnerships.actions.inviting import send_again, withdraw_invitation
from partnerships.actions.withdrawing import withdraw_role
from partnerships.invitations import address_of
from partnerships.models import Event, Invitation, Membership, Partnership, Person, Role
from tests.partnerships.offers import absolute, invited, link_in, sign_in, standing_of, text_of
from tests.people import PASSWORD, a_person, seat

NEW = "new.person@example.org"
SIGN_UP = "/accounts/signup/"


def accept(person, invitation):
    return accept_invitation(person, invitation=invitation, absolute=absolute)


def roles_of(person):
    return sorted(str(role) for role in Role.objects.current().filter(person=person))


def state_of(invitation):
    invitation.refresh_from_db()
    return invitation.state


# --- Making an account -------------------------------------------------------------------------------------------


def test_somebody_new_makes_an_account_from_the_link_and_accepts(client, people, sent):
    with sent():
        invited(people.approver, NEW, "respondent", "borough")
    link = link_in(mail.outbox[0])
    page = text_of(client.get(link))
    assert "Respondent of Tansy Borough Council" in page
    assert "Ap Prover" in page
    assert "Make an account" in page
    sign_up = client.post(link, follow=True)
    assert f"{SIGN_UP}?next=" in sign_up.redirect_chain[-1][0]
    assert NEW in text_of(sign_up)
    made = client.post(SIGN_UP, {"name": "Nell Newcomer", "password1": "three odd words", "next": link}, follow=True)
    assert made.redirect_chain[-1][0] == link
    assert "Accept" in text_of(made)
    with sent():
        done = client.post(link, follow=True)
    assert "You are now respondent of Tansy Borough Council, in Marrowdale Together" in text_of(done)
    person = Person.objects.get(email=NEW)
    assert (person.name, person.check_password("three odd words")) == ("Nell Newcomer", True)
    assert roles_of(person) == ["Respondent, Tansy Borough Council"]
    assert not person.is_staff
    invitation = Invitation.objects.get()
    assert (invitation.state, invitation.email, invitation.person) == ("accepted", "", person)
    assert [(letter.to, letter.subject) for letter in mail.outbox[1:]] == [
        ([people.approver.email], "ALPS: Somebody new at Tansy Borough Council")
    ]
    assert "Nell Newcomer is now respondent" in mail.outbox[1].body
    assert NEW not in mail.outbox[1].body


def test_without_a_link_nobody_makes_an_account(client, people):
    assert "Accounts come by invitation" in text_of(client.get(SIGN_UP))
    client.post(SIGN_UP, {"name": "N", "email": NEW, "password1": "three odd words"})
    assert not Person.objects.filter(email=NEW).exists()


def test_looking_at_a_link_opens_no_sign_up(client, people):
    client.get(address_of(invited(people.approver, NEW, "respondent", "borough")))
    assert "Accounts come by invitation" in text_of(client.get(SIGN_UP))


@pytest.mark.parametrize("address", ["other@example.org", "sta.ff@example.org", ""])
def test_the_account_is_made_for_the_invited_address_whatever_is_sent(client, people, address):
    client.post(address_of(invited(people.approver, NEW, "respondent", "borough")))
    fields = {"name": "N", "email": address, "password1": "three odd words"}
    client.post(f"{SIGN_UP}?email={address}", fields)
    assert Person.objects.filter(email=NEW).exists()
    assert Person.objects.filter(email=address).exists() is (address == people.staff.email)


def test_the_way_to_an_account_closes_with_the_invitation(client, people):
    invitation = invited(people.approver, NEW, "respondent", "borough")
    client.post(address_of(invitation))
    withdraw_invitation(standing_of(people.approver), invitation=invitation)
    client.post(SIGN_UP, {"name": "N", "password1": "three odd words"})
    assert not Person.objects.filter(email=NEW).exists()


def test_the_way_to_an_account_is_gone_once_it_is_used(client, people):
    invited(people.facilitator, NEW, "viewer")
    client.post(address_of(invited(people.approver, NEW, "respondent", "borough")))
    client.post(SIGN_UP, {"name": "N", "password1": "three odd words"})
    client.post(reverse("account_logout"))
    assert "Accounts come by invitation" in text_of(client.get(SIGN_UP))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Enter your name"),
        ({"name": "x" * 301}, "1 character too long"),
        ({"password1": ""}, "Enter a password"),
        ({"password1": "short"}, "at least 12 characters"),
    ],
)
def test_a_fault_in_the_new_account_is_told_with_its_remedy(client, people, fields, sentence):
    client.post(address_of(invited(people.approver, NEW, "respondent", "borough")))
    page = text_of(client.post(SIGN_UP, {"name": "Nell", "password1": "three odd words"} | fields))
    assert sentence in page
    assert not Person.objects.filter(email=NEW).exists()


def test_an_account_that_was_made_meanwhile_is_not_made_twice(client, people):
    client.post(address_of(invited(people.approver, NEW, "respondent", "borough")))
    Person.objects.create_user(NEW, PASSWORD, name="Nell")
    page = text_of(client.post(SIGN_UP, {"name": "N", "password1": "three odd words"}))
    assert "Go back to the invitation and sign in" in page
    assert Person.objects.filter(email__iexact=NEW).count() == 1


# --- Somebody with an account ---------------------------------------------------------------------------------------


def test_somebody_with_an_account_signs_in_and_comes_back(client, people, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    link = address_of(invited(people.approver, people.stranger.email.upper(), "respondent", "borough"))
    assert "Sign in to accept" in text_of(client.get(link))
    sign_in_page = client.post(link)
    assert sign_in_page.url == f"{reverse('account_login')}?next={link}"
    back = client.post(
        sign_in_page.url, {"login": people.stranger.email, "password": PASSWORD, "next": link}, follow=True
    )
    assert back.redirect_chain[-1][0] == link
    client.post(link)
    assert roles_of(people.stranger) == ["Respondent, Tansy Borough Council"]


def test_an_account_without_a_password_chooses_one_through_its_own_mail(client, people):
    people.stranger.set_unusable_password()
    people.stranger.save()
    link = address_of(invited(people.approver, people.stranger.email, "respondent", "borough"))
    page = text_of(client.get(link))
    assert reverse("account_reset_password") in page
    assert "Make an account" not in page
    client.post(link)
    client.post(SIGN_UP, {"name": "Taken Over", "password1": "three odd words"})
    people.stranger.refresh_from_db()
    assert not people.stranger.has_usable_password()


def test_one_of_the_demo_people_is_led_to_the_sign_in_page(client, people, settings):
    settings.DEBUG = True
    Person.objects.filter(pk=people.stranger.pk).update(is_demo=True, password="!")
    link = address_of(invited(people.approver, people.stranger.email, "respondent", "borough"))
    assert "one of the demo people" in text_of(client.get(link))
    back = client.post(reverse("demo_sign_in"), {"person": people.stranger.public_id, "next": link})
    assert back.url == link
    client.post(link)
    assert roles_of(people.stranger) == ["Respondent, Tansy Borough Council"]


def test_a_forwarded_link_works_for_no_other_account(client, people):
    invitation = invited(people.approver, NEW, "respondent", "borough")
    sign_in(client, people.stranger)
    page = client.get(address_of(invitation))
    assert page.status_code == 200
    assert "signed in as Stran Ger" in text_of(page)
    assert "Sign out" in text_of(page)
    assert client.post(address_of(invitation)).status_code == 403
    assert roles_of(people.stranger) == []
    assert state_of(invitation) == "sent"
    out = client.post(reverse("account_logout"), {"next": address_of(invitation)})
    assert out.url == address_of(invitation)
    assert get_user(client).is_anonymous


def test_a_role_that_is_held_already_is_not_doubled(people):
    invitation = invited(people.approver, people.respondent.email, "respondent", "borough")
    assert accept(people.respondent, invitation).state == "accepted"
    assert roles_of(people.respondent) == ["Respondent, Tansy Borough Council"]
    assert not Event.objects.filter(verb="role_given").exists()


def test_an_office_or_a_later_last_day_is_added_to_the_role_that_is_held(people):
    office = invited(people.facilitator, people.board_member.email, "board_member", "trust", office="deputy_chair")
    accept(people.board_member, office)
    assert roles_of(people.board_member) == ["Deputy chair, Marrowdale Health Trust"]
    later = timezone.localdate() + timedelta(days=400)
    accept(people.auditor, invited(people.facilitator, people.auditor.email, "auditor", until=later))
    assert Role.objects.get(person=people.auditor).until == later
    assert Event.objects.filter(verb="role_changed").count() == 2


def test_an_office_that_was_filled_meanwhile_is_left_out(people):
    invitation = invited(people.facilitator, NEW, "board_member", "borough", office="deputy_chair")
    seat(people.stranger, "board_member", "trust", office="deputy_chair")
    newcomer = Person.objects.create_user(NEW, PASSWORD, name="Nell")
    accept(newcomer, invitation)
    assert roles_of(newcomer) == ["Board member, Tansy Borough Council"]


# --- Dead links -----------------------------------------------------------------------------------------------------


def used(people, invitation):
    accept(people.stranger, invitation)


def withdrawn(people, invitation):
    withdraw_invitation(standing_of(people.approver), invitation=invitation)


def sent_again(people, invitation):
    send_again(standing_of(people.approver), invitation=invitation, absolute=absolute)


def run_out(people, invitation):
    Invitation.objects.update(expires_at=timezone.now())


def body_left(people, invitation):
    Membership.objects.filter(entity__slug="borough").update(left_on=timezone.localdate() - timedelta(days=1))


def inviter_gone(people, invitation):
    other = a_person("Second Approver")
    seat(other, "approver", "borough")
    withdraw_role(standing_of(other), role=Role.objects.get(person=people.approver))


def without_token(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text_of(page))


@pytest.mark.parametrize("ending", [used, withdrawn, sent_again, run_out, body_left, inviter_gone])
def test_every_dead_link_says_the_same_and_does_nothing(client, people, ending):
    invitation = invited(people.approver, people.stranger.email, "respondent", "borough")
    link = address_of(invitation)
    ending(people, invitation)
    held = roles_of(people.stranger)
    unknown = client.get("/invitations/no-such-link/")
    dead = client.get(link)
    assert (dead.status_code, without_token(dead)) == (404, without_token(unknown))
    assert "Ask whoever invited you for a new one" in text_of(dead)
    for person in (None, people.stranger, people.approver):
        if person:
            sign_in(client, person)
        assert client.post(link).status_code == 404
    assert roles_of(people.stranger) == held


@pytest.mark.parametrize("token", ["x", "a.b", "0123456789abcdef-1.forged", "%00", "a" * 3000])
def test_a_forged_link_is_a_dead_link(client, people, token):
    assert client.get(f"/invitations/{token}/").status_code == 404


def test_a_link_of_another_key_is_dead(client, people, settings):
    link = address_of(invited(people.approver, NEW, "respondent", "borough"))
    settings.SECRET_KEY = "another"
    assert client.get(link).status_code == 404


def test_a_link_works_once(client, people):
    link = address_of(invited(people.approver, people.stranger.email, "respondent", "borough"))
    sign_in(client, people.stranger)
    assert client.post(link).status_code == 302
    Role.objects.filter(person=people.stranger).update(withdrawn_at=timezone.now())
    assert client.post(link).status_code == 404
    assert roles_of(people.stranger) == []


# --- Somebody who holds a role of another body ------------------------------------------------------------------------


def test_somebody_of_another_body_waits_for_an_approver_of_this_one(people, sent):
    with sent():
        invitation = invited(people.approver, people.lead_respondent.email, "respondent", "borough")
        accept(people.lead_respondent, invitation)
    assert state_of(invitation) == "to_confirm"
    assert invitation.email == ""
    assert roles_of(people.lead_respondent) == ["Respondent, Marrowdale Council"]
    asked = mail.outbox[-1]
    assert (asked.to, asked.subject) == ([people.approver.email], "ALPS: Confirm somebody for Tansy Borough Council")
    assert "Lea Drespondent" in asked.body
    assert "@" not in asked.body
    with sent():
        confirm_person(standing_of(people.approver), invitation=invitation, absolute=absolute)
    assert roles_of(people.lead_respondent) == ["Respondent, Marrowdale Council", "Respondent, Tansy Borough Council"]
    assert [letter.to[0] for letter in mail.outbox[2:]] == [people.approver.email, people.lead_respondent.email]
    assert "has said yes" in mail.outbox[-1].body


def test_an_approver_may_say_no(people, sent):
    invitation = invited(people.approver, people.lead_respondent.email, "respondent", "borough")
    accept(people.lead_respondent, invitation)
    with sent():
        refuse_person(standing_of(people.approver), invitation=invitation, absolute=absolute)
    assert state_of(invitation) == "refused"
    assert roles_of(people.lead_respondent) == ["Respondent, Marrowdale Council"]
    assert "has said no" in mail.outbox[-1].body


def test_whether_somebody_holds_another_role_is_asked_when_the_link_is_used(people):
    invitation = invited(people.approver, people.stranger.email, "respondent", "borough")
    seat(people.stranger, "respondent", "trust")
    assert accept(people.stranger, invitation).state == "to_confirm"


def test_a_role_that_has_ended_or_of_no_body_or_elsewhere_needs_no_yes(people):
    ended = seat(people.stranger, "respondent", "trust")
    Role.objects.filter(pk=ended.pk).update(withdrawn_at=timezone.now())
    seat(people.stranger, "viewer")
    other = Partnership.objects.create(slug="elsewhere", name="Elsewhere")
    Role.objects.create(person=people.stranger, partnership=other, entity=ended.entity, kind="approver")
    invitation = invited(people.approver, people.stranger.email, "respondent", "borough")
    assert accept(people.stranger, invitation).state == "accepted"


def test_readers_from_outside_need_no_yes(people):
    invitation = invited(people.facilitator, people.lead_respondent.email, "viewer")
    assert accept(people.lead_respondent, invitation).state == "accepted"


# --- A facilitator tries every way into a partner ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["board_member", "approver"])
def test_a_facilitator_does_not_take_a_role_at_a_partner_alone(client, people, kind):
    body = "borough" if kind == "board_member" else "trust"
    invitation = invited(people.facilitator, people.facilitator.email, kind, body)
    sign_in(client, people.facilitator)
    page = text_of(client.post(address_of(invitation), follow=True))
    expected = "to_confirm" if kind == "board_member" else "refused"
    assert state_of(invitation) == expected
    assert ("has to say yes first" if kind == "board_member" else "Tell the facilitator whom to invite instead") in page
    assert roles_of(people.facilitator) == ["Facilitator, Marrowdale Council"]
    if kind == "board_member":
        with pytest.raises(PermissionDenied):
            confirm_person(standing_of(people.facilitator), invitation=invitation, absolute=absolute)


def test_a_refused_first_approver_leaves_the_body_free_for_another(people):
    refused = invited(people.facilitator, people.lead_respondent.email, "approver", "trust")
    accept(people.lead_respondent, refused)
    invitation = invited(people.facilitator, people.stranger.email, "approver", "trust")
    assert accept(people.stranger, invitation).state == "accepted"
    assert roles_of(people.stranger) == ["Approver, Marrowdale Health Trust"]


def test_a_first_approver_named_from_outside_needs_a_yes_once_the_body_has_one_of_its_own(people):
    invitation = invited(people.facilitator, people.stranger.email, "approver", "trust")
    own = a_person("Own Approver")
    seat(own, "approver", "trust")
    assert accept(people.stranger, invitation).state == "to_confirm"
    confirm_person(standing_of(own), invitation=invitation, absolute=absolute)
    assert roles_of(people.stranger) == ["Approver, Marrowdale Health Trust"]


def test_nobody_but_an_approver_of_the_body_says_yes_or_no(people):
    invitation = invited(people.approver, people.lead_respondent.email, "respondent", "borough")
    accept(people.lead_respondent, invitation)
    seat(people.lead_respondent, "approver", "lead-council")
    for person in (people.facilitator, people.chair, people.respondent, people.lead_respondent):
        for act in (confirm_person, refuse_person):
            with pytest.raises(PermissionDenied):
                act(standing_of(person), invitation=invitation, absolute=absolute)


def test_the_approvers_of_a_body_hear_of_a_board_member_whom_the_facilitator_brings_in(people, sent):
    with sent():
        accept(people.stranger, invited(people.facilitator, people.stranger.email, "board_member", "borough"))
    assert [letter.to for letter in mail.outbox[1:]] == [[people.approver.email]]


def test_whoever_was_forgotten_is_given_nothing(people):
    invitation = invited(people.approver, people.lead_respondent.email, "respondent", "borough")
    accept(people.lead_respondent, invitation)
    forget_person(people.lead_respondent)
    assert state_of(invitation) == "withdrawn"
