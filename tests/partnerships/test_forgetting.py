"""Forgetting: the row stays and names nobody, what named the person is gone, and the history still stands."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import authenticate
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from partnerships.actions.accepting import accept_invitation
from partnerships.actions.forgetting import forget_person
from partnerships.history import record
from partnerships.models import Event, Invitation, Partnership, Person, Role
from tests.partnerships.offers import absolute, invited, people_address, sign_in, text_of
from tests.people import PASSWORD, a_person, seat
from tests.pseudo import in_brackets


def everything_stored():
    """All text of all tables that could name somebody."""
    tables = (Person, Role, Invitation, Event, LogEntry, EmailAddress)
    return "\n".join(str(list(table.objects.values())) for table in tables)


def forgotten(person, **details):
    forget_person(person, **details)
    person.refresh_from_db()
    return person


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("respondent", "a former respondent of Tansy Borough Council"),
        ("chair", "a former board member of Marrowdale Council"),
        ("auditor", "a former auditor of Marrowdale Together"),
        ("withdrawn", "a former respondent of Tansy Borough Council"),
        ("stranger", "a former user"),
    ],
)
def test_the_name_gives_way_to_the_last_role(people, name, words):
    assert forgotten(getattr(people, name)).name == words


def test_the_name_is_in_the_language_of_the_service_whoever_forgets(people):
    with in_brackets(active=True):
        assert forgotten(people.respondent).name == "a former respondent of Tansy Borough Council"


def test_the_row_names_nobody_and_opens_nothing(people):
    public_id = people.staff.public_id
    person = forgotten(people.staff)
    assert person.email == f"{public_id}@forgotten.invalid"
    assert not (person.is_active or person.is_staff or person.is_superuser or person.may_set_up)
    assert (person.has_usable_password(), person.last_login) == (False, None)
    assert person.forgotten_at is not None
    assert authenticate(email="sta.ff@example.org", password=PASSWORD) is None


def test_nothing_stored_names_the_person(people, client):
    person = people.respondent
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    kind = ContentType.objects.get_for_model(Person)
    LogEntry.objects.create(
        user=people.staff, content_type=kind, object_id=person.pk, object_repr=str(person), action_flag=CHANGE
    )
    invited(people.facilitator, person.email.upper(), "viewer")
    accept_invitation(
        person, invitation=invited(people.approver, person.email, "finance_lead", "borough"), absolute=str
    )
    record("answer_saved", by=person, partnership_id=Partnership.objects.get().pk)
    forget_person(person)
    stored = everything_stored().lower()
    # Hashes and keys are random letters, so the name is looked for as a word.
    assert not re.search(r"\b(rae|spondent)\b", stored)
    assert not Invitation.objects.exclude(email="").exists()
    assert LogEntry.objects.get().object_repr == Person.objects.get(pk=person.pk).name


def test_roles_end_and_sign_ins_with_them_and_only_theirs(people):
    theirs, others = Client(), Client()
    sign_in(theirs, people.respondent)
    sign_in(others, people.approver)
    assert Session.objects.count() == 2
    forget_person(people.respondent)
    assert not Role.objects.current().filter(person=people.respondent).exists()
    assert theirs.get("/").status_code == 302
    assert others.get("/").status_code == 200
    assert Session.objects.count() == 1


def test_the_history_names_the_opaque_id_and_who_did_it(people):
    forget_person(people.respondent, by=people.staff)
    event = Event.objects.get(verb="person_forgotten")
    assert (event.by, event.subject) == (people.staff, people.respondent.public_id)
    assert (event.before, event.after) == ({}, {})


def test_whoever_is_forgotten_stays_forgotten(people):
    first = forgotten(people.respondent).forgotten_at
    assert forgotten(people.respondent).forgotten_at == first
    assert Event.objects.filter(verb="person_forgotten").count() == 1


def test_the_same_address_may_come_anew(people):
    address = people.respondent.email
    forget_person(people.respondent)
    again = Person.objects.create_user(address, PASSWORD, name="Rae Spondent")
    accept_invitation(again, invitation=invited(people.approver, address, "respondent", "borough"), absolute=absolute)
    assert [role.person for role in Role.objects.current().filter(kind="respondent", entity__slug="borough")] == [again]


def test_only_operators_forget(people):
    for person in (people.facilitator, people.approver, people.respondent):
        with pytest.raises(PermissionDenied):
            forget_person(people.respondent, by=person)


# --- The command ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by_id", [True, False])
def test_the_command_takes_an_address_or_an_id(people, capsys, by_id):
    person = people.respondent
    call_command("forgetperson", person.public_id if by_id else person.email.upper())
    said = capsys.readouterr().out
    assert f"{person.public_id} becomes “a former respondent of Tansy Borough Council”." in said
    assert "Rae" not in said
    person.refresh_from_db()
    assert person.forgotten_at


def test_a_dry_run_says_what_would_go_and_warns_of_the_last_ones(people, capsys):
    seat(people.facilitator, "approver", "trust")
    before = everything_stored()
    call_command("forgetperson", people.facilitator.email, "--dry-run")
    said = capsys.readouterr().out
    assert "Role that ends: facilitator of Marrowdale Council, in Marrowdale Together" in said
    assert "Warning: Marrowdale Together: this is the last facilitator." in said
    assert "Warning: Marrowdale Together: this is the last approver of Marrowdale Health Trust." in said
    assert "Nothing was changed" in said
    assert everything_stored() == before


def test_no_warning_where_somebody_else_is_there(people, capsys):
    seat(a_person("Second"), "approver", "borough")
    call_command("forgetperson", people.approver.email, "--dry-run")
    assert "Warning" not in capsys.readouterr().out


def test_the_command_says_whom_it_does_not_know(people):
    with pytest.raises(CommandError, match="nobody with this"):
        call_command("forgetperson", "nobody@example.org")
    forget_person(people.respondent)
    with pytest.raises(CommandError, match="forgotten already"):
        call_command("forgetperson", people.respondent.public_id)


# --- The admin --------------------------------------------------------------------------------------------------

PEOPLE = "/admin/partnerships/person/"


def choose(client, *people, **more):
    return client.post(PEOPLE, {"action": "forget", "_selected_action": [p.pk for p in people], **more}, follow=True)


@pytest.mark.ignore_template_errors
def test_the_admin_says_first_what_goes_and_then_forgets(people, client):
    sign_in(client, people.staff)
    page = text_of(choose(client, people.facilitator, people.respondent))
    assert "a former facilitator of Marrowdale Council" in page
    assert "this is the last facilitator" in page
    assert Person.objects.filter(forgotten_at=None).count() == Person.objects.count()
    assert "Forgotten: 2." in text_of(choose(client, people.facilitator, people.respondent, confirmed="yes"))
    assert Person.objects.exclude(forgotten_at=None).count() == 2
    assert Event.objects.filter(verb="person_forgotten", by=people.staff).count() == 2


@pytest.mark.ignore_template_errors
def test_nobody_forgets_themselves_in_the_admin(people, client):
    sign_in(client, people.staff)
    assert "or it is you" in text_of(choose(client, people.staff))
    choose(client, people.staff, confirmed="yes")
    people.staff.refresh_from_db()
    assert people.staff.forgotten_at is None


@pytest.mark.ignore_template_errors
def test_whoever_was_forgotten_is_not_named_again_in_the_admin(people, client):
    forget_person(people.respondent)
    sign_in(client, people.staff)
    page = reverse("admin:partnerships_person_change", args=[people.respondent.pk])
    assert client.post(page, {"email": "rae@example.org", "name": "Rae"}).status_code == 403


def test_the_people_page_shows_the_forgotten_no_more(people, client):
    forget_person(people.respondent)
    sign_in(client, people.approver)
    page = text_of(client.get(people_address()))
    assert "Rae" not in page
    assert "a former respondent" not in page
