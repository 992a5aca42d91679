"""What a person holds in a partnership, and that a partnership of others does not exist."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from partnerships.access import Standing, partnership_for, standing_in
from partnerships.models import Entity, Partnership, Person, Role

pytestmark = pytest.mark.django_db

KINDS = ["facilitator", "respondent", "approver", "board_member", "finance_lead", "auditor", "viewer"]
NO_BODY = ("auditor", "viewer")


@pytest.fixture
def person():
    return Person.objects.create_user("rae@example.org", None, name="Rae")


@pytest.fixture
def partnership():
    return Partnership.objects.create(slug="together", name="Together")


@pytest.fixture
def body():
    return Entity.objects.create(slug="borough", name="Borough", kind="district_council")


def give(person, partnership, kind, body=None, **details):
    if kind == "auditor":
        details.setdefault("until", timezone.localdate())
    return Role.objects.create(
        person=person, partnership=partnership, kind=kind, entity=None if kind in NO_BODY else body, **details
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_role_gives_a_standing(person, partnership, body, kind):
    give(person, partnership, kind, body)

    standing = standing_in(person, partnership.pk)

    assert standing.holds(kind)
    assert not any(standing.holds(other) for other in KINDS if other != kind)
    assert standing.is_member is (kind not in NO_BODY)
    assert standing.answers_for == ({body.pk} if kind in ("respondent", "approver") else set())


def test_without_a_role_a_partnership_does_not_exist(person, partnership):
    with pytest.raises(Http404):
        standing_in(person, partnership.pk)
    with pytest.raises(Http404):
        partnership_for(person, "together")


def test_staff_without_a_role_are_strangers(partnership):
    staff = Person.objects.create_superuser("staff@example.org", None, name="Sta Ff")

    with pytest.raises(Http404):
        partnership_for(staff, "together")


def test_an_unknown_partnership_does_not_exist(person):
    with pytest.raises(Http404):
        partnership_for(person, "nowhere")


def test_a_member_finds_the_partnership_and_the_standing_in_it(person, partnership, body):
    give(person, partnership, "respondent", body)

    found, standing = partnership_for(person, "together")

    assert found == partnership
    assert standing.person == person
    assert standing.holds("respondent", entity_id=body.pk)


def test_a_role_holds_in_its_own_partnership_alone(person, partnership, body):
    other = Partnership.objects.create(slug="other", name="Other")
    give(person, other, "facilitator", body)

    with pytest.raises(Http404):
        standing_in(person, partnership.pk)


def test_a_role_holds_for_its_own_body_alone(person, partnership, body):
    other = Entity.objects.create(slug="trust", name="Trust", kind="health_body")
    give(person, partnership, "approver", body)
    give(person, partnership, "respondent", other)

    standing = standing_in(person, partnership.pk)

    assert standing.holds("approver", entity_id=body.pk)
    assert not standing.holds("approver", entity_id=other.pk)
    assert standing.holds("approver", "respondent", entity_id=other.pk)
    assert standing.answers_for == {body.pk, other.pk}


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (1, True)])
def test_a_role_holds_to_its_last_day(person, partnership, days, holds):
    give(person, partnership, "auditor", until=timezone.localdate() + timedelta(days=days))

    assert Role.objects.current().exists() is holds


def test_a_withdrawn_role_holds_nothing(person, partnership, body):
    role = give(person, partnership, "respondent", body)
    Role.objects.filter(pk=role.pk).update(withdrawn_at=timezone.now())

    with pytest.raises(Http404):
        standing_in(person, partnership.pk)


def test_a_standing_takes_one_query_whatever_the_number_of_roles(person, partnership, django_assert_num_queries):
    for number in range(20):
        entity = Entity.objects.create(slug=f"body-{number}", name="Body", kind="charity")
        give(person, partnership, "respondent", entity)

    with django_assert_num_queries(1):
        assert len(standing_in(person, partnership.pk).answers_for) == 20


def test_no_roles_are_no_standing_at_all(person):
    nothing = Standing(person, ())

    assert not nothing.is_member
    assert not nothing.holds(*KINDS)
