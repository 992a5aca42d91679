"""What the database itself refuses, whoever writes: one row for each constraint of the app."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnerships.models import Entity, Invitation, Membership, Partnership, Person, Role, Succession

pytestmark = pytest.mark.django_db


@pytest.fixture
def asha():
    return Person.objects.create_user("asha@example.org", name="Asha Devlin")


@pytest.fixture
def bo():
    return Person.objects.create_user("bo@example.org", name="Bo Lindqvist")


@pytest.fixture
def partnership():
    return Partnership.objects.create(slug="marrowdale", name="Marrowdale Together")


@pytest.fixture
def entity():
    return Entity.objects.create(slug="council", name="Marrowdale Council", kind=Entity.Kind.UNITARY_COUNCIL)


@pytest.fixture
def give(partnership, entity):
    """Give a role in the one partnership, for the one entity where the kind has one."""

    def role(person, kind, **fields):
        of_a_body = kind in Role.OF_A_BODY
        return Role.objects.create(
            **{"person": person, "partnership": partnership, "entity": entity if of_a_body else None, "kind": kind}
            | fields
        )

    return role


def another_body(slug):
    return Entity.objects.get_or_create(slug=slug, defaults={"name": "New Council", "kind": "unitary_council"})[0]


def invitation(this, **fields):
    details = {"email": "new@example.org", "kind": "viewer", "expires_at": timezone.now()} | fields
    return Invitation.objects.create(partnership=this.partnership, **details)


REFUSED = {
    "person_email_is_unique_in_any_case": lambda this: Person.objects.create(email="ASHA@example.org", name="Another"),
    "an_entity_is_a_member_once": lambda this: [
        Membership.objects.create(partnership=this.partnership, entity=this.entity) for _ in range(2)
    ],
    "rounds_are_kept_a_year_at_least": lambda this: Partnership.objects.update(retention_years=0),
    "a_body_succeeds_another_once": lambda this: [
        Succession.objects.create(predecessor=this.entity, successor=another_body(slug), took_over_on=date(2025, 4, 1))
        for slug in ("new-council", "new-council")
    ],
    "a_body_does_not_succeed_itself": lambda this: Succession.objects.create(
        predecessor=this.entity, successor=this.entity, took_over_on=date(2025, 4, 1)
    ),
    "an_invitation_that_waits_has_an_address": lambda this: invitation(this, email=""),
    "an_ended_invitation_keeps_no_address": lambda this: invitation(this, state="withdrawn"),
    "membership_ends_after_it_began": lambda this: Membership.objects.create(
        partnership=this.partnership, entity=this.entity, joined_on=date(2025, 4, 1), left_on=date(2025, 3, 31)
    ),
    "a_role_of_a_body_names_the_body": lambda this: this.give(this.asha, "respondent", entity=None),
    "only_board_members_hold_an_office": lambda this: this.give(this.asha, "facilitator", office="chair"),
    "an_auditor_reads_until_a_date": lambda this: this.give(this.asha, "auditor"),
    "a_role_of_a_body_is_held_once": lambda this: [this.give(this.asha, "respondent") for _ in range(2)],
    "a_role_of_no_body_is_held_once": lambda this: [this.give(this.asha, "viewer") for _ in range(2)],
    "one_chair_and_one_deputy": lambda this: [
        this.give(person, "board_member", office="chair") for person in (this.asha, this.bo)
    ],
}


class Stage:
    def __init__(self, asha, bo, partnership, entity, give):
        self.asha, self.bo, self.partnership, self.entity, self.give = asha, bo, partnership, entity, give


@pytest.fixture
def stage(asha, bo, partnership, entity, give):
    return Stage(asha, bo, partnership, entity, give)


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses(constraint, stage):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[constraint](stage)


def test_every_constraint_is_tested():
    models = apps.get_app_config("partnerships").get_models()
    assert REFUSED.keys() == {constraint.name for model in models for constraint in model._meta.constraints}


@pytest.mark.parametrize("kind", ["auditor", "viewer"])
def test_a_reader_from_outside_has_no_body(kind, stage):
    with pytest.raises(IntegrityError), transaction.atomic():
        stage.give(stage.asha, kind, entity=stage.entity, until=date(2030, 1, 1))


@pytest.mark.parametrize("model", [Partnership, Entity])
def test_a_slug_names_one_thing_on_the_server(model, stage):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(slug={Partnership: "marrowdale", Entity: "council"}[model], name="Another")


def test_what_the_constraints_leave_free(stage):
    held = stage.give(stage.asha, "board_member", office="chair")
    stage.give(stage.asha, "respondent")
    stage.give(stage.asha, "viewer")
    stage.give(stage.bo, "board_member", office="deputy_chair")
    held.withdrawn_at = timezone.now()
    held.save()
    stage.give(stage.asha, "board_member")
    elsewhere = Partnership.objects.create(slug="elsewhere", name="Elsewhere")
    stage.give(stage.asha, "board_member", partnership=elsewhere, office="chair")
    Membership.objects.create(partnership=elsewhere, entity=stage.entity, joined_on=date(2025, 4, 1))
    assert Role.objects.count() == 6


def test_current_roles_are_neither_withdrawn_nor_past_their_last_day(stage):
    stage.give(stage.asha, "auditor", until=date(2026, 3, 31))
    stage.give(stage.bo, "viewer", withdrawn_at=timezone.now())
    assert [role.person for role in Role.objects.current(date(2026, 3, 31))] == [stage.asha]
    assert not Role.objects.current(date(2026, 4, 1)).exists()


def test_a_person_is_found_by_e_mail_in_any_case(asha):
    assert Person.objects.get_by_natural_key("Asha@EXAMPLE.org") == asha


def test_names_as_people_read_them(stage):
    assert str(stage.give(stage.asha, "board_member", office="deputy_chair")) == "Deputy chair, Marrowdale Council"
    assert str(stage.give(stage.bo, "viewer")) == "Viewer"
    assert str(Person(email="c@example.org")) == "c@example.org"
    assert str(Membership(partnership=stage.partnership, entity=stage.entity)) == (
        "Marrowdale Council in Marrowdale Together"
    )


def test_an_opaque_id_says_nothing_of_the_person(asha, bo):
    assert len(asha.public_id) == 16
    assert asha.public_id != bo.public_id
