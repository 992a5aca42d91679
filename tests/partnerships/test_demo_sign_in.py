"""Signing in without a password: only in the demo, only by its button, only as somebody the demo made."""

from datetime import date

import pytest
from django.contrib.auth import get_user
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from partnerships.demo import demo_people
from partnerships.models import Entity, Partnership, Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_is_on(settings):
    settings.DEBUG = settings.DEMO = True


@pytest.fixture
def rhiannon():
    person = Person.objects.create_user("rhiannon@example.org", name="Rhiannon Achterberg", is_demo=True)
    partnership = Partnership.objects.create(slug="somewhere", name="Somewhere Together")
    entity = Entity.objects.create(slug="carers", name="Somewhere Carers' Alliance", kind="charity")
    Role.objects.create(person=person, partnership=partnership, entity=entity, kind="respondent")
    Role.objects.create(person=person, partnership=partnership, entity=entity, kind="board_member", office="chair")
    return person


def post(client, person, **extra):
    return client.post(reverse("demo_sign_in"), {"person": person.public_id}, **extra)


def people_offered():
    return render_to_string(
        "partnerships/demo_people.html", {"demo_people": demo_people(), "csrf_input": "", "redirect_field": ""}
    )


def test_the_button_signs_in_and_leads_to_your_work(client, rhiannon):
    response = post(client, rhiannon)
    assert response.status_code == 302
    assert response.url == reverse("your_work")
    assert get_user(client) == rhiannon


@pytest.mark.parametrize(
    ("target", "address"),
    [("/privacy/", "/privacy/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example/", "/"), ("", "/")],
)
def test_the_button_leads_back_to_where_one_came_from_and_never_elsewhere(client, rhiannon, target, address):
    response = client.post(reverse("demo_sign_in"), {"person": rhiannon.public_id, "next": target})
    assert response.url == address


def test_another_person_can_be_chosen_while_signed_in(client, rhiannon):
    client.force_login(rhiannon)
    other = Person.objects.create_user("other@example.org", name="Other", is_demo=True)
    post(client, other)
    assert get_user(client) == other


@pytest.mark.parametrize(("debug", "demo"), [(False, True), (True, False), (False, False)])
def test_nobody_signs_in_outside_the_demo(client, rhiannon, settings, debug, demo):
    settings.DEBUG, settings.DEMO = debug, demo
    assert post(client, rhiannon).status_code == 404
    assert get_user(client).is_anonymous
    assert "Rhiannon" not in people_offered()


@pytest.mark.parametrize("fields", [{"is_demo": False}, {"is_active": False}])
def test_only_open_accounts_of_the_demo_sign_in_so(client, rhiannon, fields):
    Person.objects.filter(pk=rhiannon.pk).update(**fields)
    assert post(client, rhiannon).status_code == 404
    assert get_user(client).is_anonymous
    assert "Rhiannon" not in people_offered()


@pytest.mark.parametrize("person", [None, "", "0" * 16, "\x00", "x" * 10_000])
def test_an_unknown_person_is_not_found(client, rhiannon, person):
    posted = {} if person is None else {"person": person}
    assert client.post(reverse("demo_sign_in"), posted).status_code == 404
    assert get_user(client).is_anonymous


def test_a_link_does_not_sign_in(client, rhiannon):
    assert client.get(reverse("demo_sign_in"), {"person": rhiannon.public_id}).status_code == 405
    assert get_user(client).is_anonymous


def test_the_button_needs_its_token(rhiannon):
    client = Client(enforce_csrf_checks=True)
    assert post(client, rhiannon).status_code == 403
    assert get_user(client).is_anonymous


def test_people_are_offered_with_their_seats(rhiannon):
    page = people_offered()
    assert "Rhiannon Achterberg" in page
    assert "Respondent and chair, Somewhere Carers&#39; Alliance" in page
    assert f'value="{rhiannon.public_id}"' in page


def test_seats_at_two_bodies_are_told_apart(rhiannon):
    other = Entity.objects.create(slug="trust", name="Somewhere Trust", kind="health_body")
    Role.objects.create(person=rhiannon, partnership=Partnership.objects.get(), entity=other, kind="approver")
    assert "Alliance; Approver, Somewhere Trust" in people_offered()


def test_a_withdrawn_role_is_no_seat_and_an_end_is_told(rhiannon):
    Role.objects.update(withdrawn_at="2025-01-01T00:00Z")
    assert "No role yet" in people_offered()
    Role.objects.create(person=rhiannon, partnership=Partnership.objects.get(), kind="auditor", until=date(2099, 3, 31))
    assert "Auditor until 31 March 2099" in people_offered()


def test_staff_are_told_as_such(rhiannon):
    Role.objects.all().delete()
    Person.objects.update(is_staff=True)
    assert "in the admin" in people_offered()


def test_the_sign_in_page_offers_them(client, rhiannon):
    assert "Rhiannon Achterberg" in client.get(reverse("account_login")).content.decode()


def test_offering_costs_two_queries(rhiannon, django_assert_num_queries):
    for number in range(20):
        Person.objects.create_user(f"p{number}@example.org", name=f"Person {number}", is_demo=True)
    with django_assert_num_queries(2):
        people_offered()
