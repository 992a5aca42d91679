"""Who holds which role: what each reader sees, and what is done from the page."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.accepting import accept_invitation
from partnerships.actions.withdrawing import withdraw_role
from partnerships.models import Entity, Event, Invitation, Membership, Partnership, Person, Role
from tests.partnerships.offers import absolute, invited, people_address, sign_in, standing_of, text_of
from tests.people import CAST, a_person, seat

NEW = "new.person@example.org"
MEMBERS = ("facilitator", "respondent", "approver", "lead_respondent", "chair", "board_member", "finance_lead")


def page_for(client, person):
    sign_in(client, person)
    return text_of(client.get(people_address()))


def withdraw_address(role):
    return reverse("role_withdraw", args=["marrowdale", role.pk])


def role_of(person):
    return Role.objects.get(person=person, withdrawn_at=None)


# --- Reading -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_members_see_who_holds_which_role_at_which_body(client, people):
    for name in MEMBERS:
        page = page_for(client, getattr(people, name))
        for person in ("Fay Cilitator", "Rae Spondent", "Cher Chair", "Au Ditor"):
            assert person in page, name
        assert "Wit Hdrawn" not in page
        assert "@" not in page.split("<main")[1]


@pytest.mark.parametrize(
    ("name", "status"), [("auditor", 403), ("viewer", 403), ("withdrawn", 404), ("staff", 404), ("stranger", 404)]
)
def test_the_page_is_for_members(client, people, name, status):
    sign_in(client, getattr(people, name))
    for address in (people_address(), reverse("invite", args=["marrowdale"])):
        assert client.get(address).status_code == status
        assert client.post(address, {"withdraw": "x"}).status_code == status


@pytest.mark.parametrize("name", ["respondent", "chair", "finance_lead", "board_member"])
def test_whoever_invites_nobody_is_offered_no_form(client, people, name):
    page = page_for(client, getattr(people, name))
    assert "Invite somebody" not in page
    assert client.get(reverse("invite", args=["marrowdale"])).status_code == 403


def test_active_is_whoever_has_signed_in_once(client, people):
    page = page_for(client, people.facilitator)
    # Only the reader has signed in so far.
    assert page.count(">Active<") == 1
    assert page.count("Not yet signed in") == 8


@pytest.mark.slow
def test_the_address_of_a_waiting_invitation_is_for_those_who_could_have_sent_it(client, people):
    invited(people.approver, "resp@example.org", "respondent", "borough")
    invited(people.facilitator, "board@example.org", "board_member", "borough")
    invited(people.facilitator, "aud@example.org", "auditor", until=timezone.localdate())
    seen = {
        name: {each for each in ("resp@", "board@", "aud@") if each in page_for(client, getattr(people, name))}
        for name in MEMBERS
    }
    nothing = {name: set() for name in MEMBERS}
    assert seen == nothing | {"facilitator": {"board@", "aud@"}, "approver": {"resp@", "board@"}}
    assert page_for(client, people.respondent).count("Somebody invited") == 3


def test_the_bodies_of_the_reader_come_first(client, people):
    page = page_for(client, people.board_member)
    places = [page.index(f">{name}</h2>") for name in ("Marrowdale Health Trust", "Marrowdale Council")]
    assert places == sorted(places)


def test_an_invitation_that_ran_out_says_so(client, people):
    invited(people.approver, NEW, "respondent", "borough")
    assert "Invited, until" in page_for(client, people.approver)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "Invitation ran out on" in page_for(client, people.approver)


def test_whoever_is_to_be_confirmed_is_named_with_the_roles_held_elsewhere(client, people):
    invitation = invited(people.approver, people.lead_respondent.email, "respondent", "borough")
    accept_invitation(people.lead_respondent, invitation=invitation, absolute=absolute)
    page = page_for(client, people.approver)
    assert "Elsewhere Lea Drespondent is respondent of Marrowdale Council." in page
    assert 'name="confirm"' in page
    page = page_for(client, people.facilitator)
    assert "Waits for an approver’s yes" in page
    assert 'name="confirm"' not in page
    assert 'name="withdraw"' not in page


def test_a_body_that_has_left_is_shown_as_long_as_somebody_holds_a_role_there(client, people):
    Membership.objects.filter(entity__slug__in=("borough", "charity")).update(left_on="2020-01-01")
    page = page_for(client, people.facilitator)
    assert "Tansy Borough Council" in page
    assert "Marrowdale Carers" not in page


@pytest.mark.slow
def test_the_page_takes_the_same_queries_whatever_the_numbers(client, people):
    sign_in(client, people.facilitator)
    found = set()
    for count in (1, 30):
        for number in range(count):
            slug = f"more-{count}-{number}"
            entity = Entity.objects.create(slug=slug, name=slug, kind="charity")
            Membership.objects.create(partnership=Partnership.objects.get(), entity=entity, order=10 + number)
            seat(a_person(slug), "respondent", slug)
            invited(people.facilitator, f"{slug}@example.org", "board_member", slug)
        for address in (people_address(), reverse("invite", args=["marrowdale"])):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            found.add((address, len(captured)))
    assert len(found) == 2
    assert max(queries for _, queries in found) <= 12


# --- Acts from the page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "say", "state"),
    [
        ("send_again", "A new link is on its way", "sent"),
        ("withdraw", "The invitation is withdrawn", "withdrawn"),
    ],
)
def test_an_invitation_is_sent_again_or_withdrawn_from_its_row(client, people, act, say, state):
    invitation = invited(people.approver, NEW, "respondent", "borough")
    sign_in(client, people.approver)
    page = client.post(people_address(), {act: invitation.public_id}, follow=True)
    assert say in text_of(page)
    invitation.refresh_from_db()
    assert invitation.state == state


@pytest.mark.parametrize(("act", "state"), [("confirm", "accepted"), ("refuse", "refused")])
def test_somebody_of_another_body_is_confirmed_or_refused_from_the_row(client, people, act, state):
    invitation = invited(people.approver, people.lead_respondent.email, "respondent", "borough")
    accept_invitation(people.lead_respondent, invitation=invitation, absolute=absolute)
    sign_in(client, people.approver)
    assert "Lea Drespondent" in text_of(client.post(people_address(), {act: invitation.public_id}, follow=True))
    invitation.refresh_from_db()
    assert invitation.state == state


@pytest.mark.slow
@pytest.mark.parametrize("act", ["send_again", "withdraw", "confirm", "refuse"])
@pytest.mark.parametrize("name", [name for name in CAST if name not in ("approver",)])
def test_nobody_else_acts_on_an_invitation_of_an_approver(client, people, act, name):
    invitation = invited(people.approver, people.lead_respondent.email, "respondent", "borough")
    if act in ("confirm", "refuse"):
        accept_invitation(people.lead_respondent, invitation=invitation, absolute=absolute)
    before = list(Invitation.objects.values()), list(Role.objects.values())
    sign_in(client, getattr(people, name))
    assert client.post(people_address(), {act: invitation.public_id}).status_code in (403, 404)
    assert (list(Invitation.objects.values()), list(Role.objects.values())) == before


@pytest.mark.parametrize("posted", [{}, {"confirm": ""}, {"withdraw": "0" * 16}, {"send_again": "\x00"}, {"x": "y"}])
def test_an_unknown_invitation_is_not_found(client, people, posted):
    sign_in(client, people.facilitator)
    assert client.post(people_address(), posted).status_code == 404


def test_an_invitation_of_another_partnership_is_not_found(client, people):
    other = Partnership.objects.create(slug="other", name="Other")
    invitation = Invitation.objects.create(
        partnership=other, kind="viewer", email=NEW, expires_at=timezone.now() + timedelta(days=1)
    )
    sign_in(client, people.facilitator)
    assert client.post(people_address(), {"withdraw": invitation.public_id}).status_code == 404


# --- Withdrawing a role -------------------------------------------------------------------------------------------


MAY_WITHDRAW = {
    # whose role: who ends it, apart from the person
    "facilitator": (),
    "respondent": ("approver",),
    "approver": (),
    "lead_respondent": (),
    "chair": ("facilitator",),
    "board_member": ("facilitator",),
    "finance_lead": (),
    "auditor": ("facilitator",),
    "viewer": ("facilitator",),
}


@pytest.mark.parametrize("holder", MAY_WITHDRAW)
def test_a_role_is_ended_by_whoever_could_have_given_it(people, holder):
    seat(a_person("Other Facilitator"), "facilitator", "trust")
    role = role_of(getattr(people, holder))
    found = set()
    for name in MEMBERS:
        person = getattr(people, name)
        try:
            withdraw_role(standing_of(person), role=role)
        except PermissionDenied:
            continue
        found.add(name)
        Role.objects.filter(pk=role.pk).update(withdrawn_at=None)
    assert found == {*MAY_WITHDRAW[holder], *({holder} & {*MEMBERS})}


def test_facilitators_of_one_body_end_each_others_roles_and_never_the_last(people):
    with pytest.raises(PermissionDenied, match="only facilitator"):
        withdraw_role(standing_of(people.facilitator), role=role_of(people.facilitator))
    second, elsewhere = a_person("Second"), a_person("Elsewhere")
    seat(second, "facilitator", "lead-council")
    seat(elsewhere, "facilitator", "trust")
    with pytest.raises(PermissionDenied):
        withdraw_role(standing_of(people.facilitator), role=role_of(elsewhere))
    withdraw_role(standing_of(people.facilitator), role=role_of(second))


def test_an_approver_ends_a_further_approvers_role_and_no_board_members(people):
    second, board = a_person("Second"), a_person("Board")
    seat(second, "approver", "borough")
    seat(board, "board_member", "borough")
    withdraw_role(standing_of(people.approver), role=role_of(second))
    with pytest.raises(PermissionDenied):
        withdraw_role(standing_of(people.approver), role=role_of(board))


def test_withdrawing_ends_every_sign_in_at_once(client, people):
    seat(people.respondent, "respondent", "trust")
    phone, laptop = Client(), Client()
    for device in (phone, laptop):
        sign_in(device, people.respondent)
        assert device.get("/").status_code == 200
    sign_in(client, people.approver)
    role = Role.objects.get(person=people.respondent, entity__slug="borough")
    page = text_of(client.get(withdraw_address(role)))
    assert "Rae Spondent is signed out everywhere at once" in page
    done = client.post(withdraw_address(role), follow=True)
    assert "Rae Spondent is no longer respondent of Tansy Borough Council" in text_of(done)
    for device in (phone, laptop):
        response = device.get("/")
        assert (response.status_code, response.url) == (302, "/accounts/login/?next=/")
        assert get_user(device).is_anonymous
    assert get_user(client) == people.approver


def test_whoever_leaves_is_led_to_the_sign_in_page(client, people):
    sign_in(client, people.respondent)
    role = role_of(people.respondent)
    assert "Leave your role?" in text_of(client.get(withdraw_address(role)))
    response = client.post(withdraw_address(role))
    assert response.url == reverse("account_login")
    assert get_user(client).is_anonymous


def test_the_last_approver_is_warned_of(client, people):
    sign_in(client, people.approver)
    warning = "This is the last approver of Tansy Borough Council"
    assert warning in text_of(client.get(withdraw_address(role_of(people.approver))))
    seat(a_person("Second"), "approver", "borough")
    assert warning not in text_of(client.get(withdraw_address(role_of(people.approver))))


def test_the_invitations_that_only_this_role_allowed_end_with_it(people):
    seat(people.facilitator, "approver", "lead-council")
    seat(a_person("Second"), "approver", "lead-council")
    of_approver = invited(people.facilitator, "a@example.org", "respondent", "lead-council")
    of_facilitator = invited(people.facilitator, "b@example.org", "viewer")
    role = Role.objects.get(person=people.facilitator, kind="approver")
    withdraw_role(standing_of(people.facilitator), role=role)
    for invitation, state in ((of_approver, "withdrawn"), (of_facilitator, "sent")):
        invitation.refresh_from_db()
        assert invitation.state == state


def test_withdrawing_is_recorded_under_the_opaque_id(people):
    withdraw_role(standing_of(people.approver), role=role_of(people.respondent))
    event = Event.objects.get(verb="role_withdrawn")
    assert (event.by, event.entity, event.subject) == (people.approver, "borough", people.respondent.public_id)
    assert event.before == {"kind": "respondent", "office": "", "until": None}


def test_a_role_is_withdrawn_once(people):
    role = role_of(people.respondent)
    withdraw_role(standing_of(people.approver), role=role)
    with pytest.raises(Http404):
        withdraw_role(standing_of(people.approver), role=role)
    assert Person.objects.get(pk=people.respondent.pk).sign_in_round == 1


@pytest.mark.parametrize("key", ["0", "no-such-thing", "9" * 30, "-1"])
def test_an_unknown_role_is_not_found(client, people, key):
    sign_in(client, people.facilitator)
    assert client.get(f"/partnerships/marrowdale/people/roles/{key}/withdraw/").status_code == 404


def test_a_role_of_another_partnership_is_not_found(client, people):
    other = Partnership.objects.create(slug="other", name="Other")
    role = Role.objects.create(person=people.stranger, partnership=other, kind="viewer")
    sign_in(client, people.facilitator)
    assert client.get(withdraw_address(role)).status_code == 404
    assert client.post(withdraw_address(role)).status_code == 404


@pytest.mark.slow
def test_buttons_stand_only_where_the_act_is_allowed(client, people):
    board = a_person("Board Member")
    seat(board, "board_member", "borough")
    for name in MEMBERS:
        sign_in(client, getattr(people, name))
        page = text_of(client.get(people_address()))
        for role in Role.objects.filter(withdrawn_at=None):
            status = client.get(withdraw_address(role)).status_code
            assert (withdraw_address(role) in page) is (status == 200), (name, str(role))
