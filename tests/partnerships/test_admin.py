"""The admin: people with roles are made here too, with a line in the history; what must not be edited is not."""

from html import unescape

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from framework_data.models import Edition, EditionEvent, Question
from partnerships.models import Entity, Event, EventText, Invitation, Membership, Partnership, Person, Role, Succession

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
PASSWORD = "three odd words"
PEOPLE = "/admin/partnerships/person/"
NO_ROLES = {
    "roles-TOTAL_FORMS": "0",
    "roles-INITIAL_FORMS": "0",
    "roles-MIN_NUM_FORMS": "0",
    "roles-MAX_NUM_FORMS": "1000",
}


@pytest.fixture
def staff():
    return Person.objects.create_superuser("staff@example.org", PASSWORD, name="Staff")


@pytest.fixture
def office(client, staff):
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def marrowdale():
    partnership = Partnership.objects.create(slug="marrowdale", name="Marrowdale Together")
    entity = Entity.objects.create(slug="council", name="Marrowdale Council", kind="unitary_council")
    Membership.objects.create(partnership=partnership, entity=entity)
    return partnership


def new_person(**fields):
    return {
        "email": "Asha@Example.org",
        "name": "Asha Devlin",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **fields,
    }


def role_row(partnership, **fields):
    row = {"partnership": partnership.pk, "entity": Entity.objects.get().pk, "kind": "respondent", "office": ""}
    return {f"roles-0-{name}": value for name, value in (row | fields).items()} | NO_ROLES | {"roles-TOTAL_FORMS": "1"}


def errors_of(response):
    context = response.context
    formsets = [form for formset in context["inline_admin_formsets"] for form in formset.formset.forms]
    return unescape(str([context["adminform"].form.errors, *(form.errors for form in formsets)]))


def test_a_person_is_made_with_a_password_and_signs_in_by_e_mail(office, client):
    response = office.post(reverse("admin:partnerships_person_add"), new_person() | NO_ROLES)
    person = Person.objects.get(email="asha@example.org")
    assert response.status_code == 302
    office.logout()
    client.post(reverse("account_login"), {"login": "ASHA@example.org", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(person.pk)
    assert not person.is_staff


def test_a_person_can_be_made_without_a_password(office):
    office.post(
        reverse("admin:partnerships_person_add"),
        new_person(usable_password="false", password1="", password2="") | NO_ROLES,
    )
    assert not Person.objects.get(email="asha@example.org").has_usable_password()


def test_a_person_is_given_a_role(office, marrowdale):
    person = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    response = office.post(
        reverse("admin:partnerships_person_change", args=[person.pk]),
        {"email": "asha@example.org", "name": "Asha Devlin", "is_active": "on"} | role_row(marrowdale),
    )
    assert response.status_code == 302, errors_of(response)
    assert [str(role) for role in person.roles.all()] == ["Respondent, Marrowdale Council"]
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"entity": ""}, "Name the body for this role; auditors and viewers have none."),
        ({"kind": "auditor", "entity": ""}, "Give the auditor's last day."),
        ({"office": "chair"}, "Only a board member can be chair or deputy chair."),
    ],
)
def test_an_impossible_role_is_refused_in_words(office, marrowdale, row, sentence):
    person = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    response = office.post(
        reverse("admin:partnerships_person_change", args=[person.pk]),
        {"email": "asha@example.org", "name": "Asha Devlin", "is_active": "on"} | role_row(marrowdale, **row),
    )
    assert response.status_code == 200
    assert sentence in errors_of(response)
    assert not Role.objects.exists()


def test_a_former_address_opens_an_account_no_more(office, client, mailoutbox):
    person = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    # A link that was opened makes allauth remember the address beside the person's own.
    EmailAddress.objects.create(user=person, email="asha@example.org", primary=True)
    changed = {"email": "devlin@example.org", "name": "Asha Devlin", "is_active": "on"}
    office.post(reverse("admin:partnerships_person_change", args=[person.pk]), changed | NO_ROLES)
    office.logout()
    for address in ("asha@example.org", "devlin@example.org"):
        client.post(reverse("account_reset_password"), {"email": address})
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["asha@example.org"], "ALPS: No account for this address"),
        (["devlin@example.org"], "ALPS: Choose a new password"),
    ]


def test_nobody_is_given_a_second_address():
    assert not admin.site.is_registered(EmailAddress)


def test_two_people_cannot_share_an_address_in_another_case(office):
    Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    response = office.post(reverse("admin:partnerships_person_add"), new_person(name="Other") | NO_ROLES)
    assert response.status_code == 200
    assert "Somebody has this e-mail address already." in errors_of(response)


@pytest.mark.parametrize(
    ("year_end", "is_taken"), [("03-31", True), ("", True), ("02-29", True), ("31-03", False), ("3-31", False)]
)
def test_a_year_end_is_a_day_of_the_year(office, year_end, is_taken):
    response = office.post(
        reverse("admin:partnerships_entity_add"),
        {"name": "Tansy Borough", "slug": "tansy", "kind": "district_council", "year_end": year_end},
    )
    assert Entity.objects.exists() is is_taken
    assert is_taken or "such as 03-31" in str(response.context["adminform"].form.errors)


@pytest.mark.parametrize("name", ["entity", "partnership"])
def test_a_slug_is_given_once(office, marrowdale, name):
    thing = {"entity": Entity, "partnership": Partnership}[name].objects.get()
    page = reverse(f"admin:partnerships_{name}_change", args=[thing.pk])
    assert 'name="slug"' not in office.get(page).content.decode()
    assert 'name="slug"' in office.get(reverse(f"admin:partnerships_{name}_add")).content.decode()
    rows = {f"memberships-{row}": "0" for row in ("TOTAL_FORMS", "INITIAL_FORMS")}
    posted = {"name": "Renamed", "slug": "renamed", "kind": "charity", "retention_years": "7"} | rows
    assert office.post(page, posted).status_code == 302
    slug = thing.slug
    thing.refresh_from_db()
    assert (thing.name, thing.slug) == ("Renamed", slug)


def test_staff_say_who_may_set_up_partnerships(office):
    person = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    posted = {"email": "asha@example.org", "name": "Asha Devlin", "is_active": "on", "may_set_up": "on"}
    office.post(reverse("admin:partnerships_person_change", args=[person.pk]), posted | NO_ROLES)
    person.refresh_from_db()
    assert person.may_set_up


def test_a_role_is_withdrawn_and_never_deleted(office, staff, marrowdale):
    role = Role.objects.create(person=staff, partnership=marrowdale, kind="viewer")
    assert office.post(reverse("admin:partnerships_role_delete", args=[role.pk]), {"post": "yes"}).status_code == 403
    assert Role.objects.get() == role


def test_a_person_is_forgotten_and_not_deleted(office, marrowdale):
    person = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    page = reverse("admin:partnerships_person_delete", args=[person.pk])
    assert office.post(page, {"post": "yes"}).status_code == 403
    office.post(PEOPLE, {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"})
    assert Person.objects.filter(pk=person.pk).exists()


def test_what_staff_give_and_end_leaves_the_same_lines_as_an_act_on_a_page(
    office, staff, marrowdale, mailoutbox, django_capture_on_commit_callbacks
):
    approver = Person.objects.create_user("boss@example.org", PASSWORD, name="Boss")
    body = Entity.objects.get()
    Role.objects.create(person=approver, partnership=marrowdale, entity=body, kind="approver")
    person = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    page = reverse("admin:partnerships_person_change", args=[person.pk])
    own = {"email": "asha@example.org", "name": "Asha Devlin", "is_active": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        office.post(page, own | role_row(marrowdale))
    role = Role.objects.get(person=person)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["boss@example.org"], "ALPS: Somebody new at Marrowdale Council")
    ]
    device = Client()
    device.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    ended = {"roles-0-id": role.pk, "roles-0-withdrawn_at_0": "2026-01-02", "roles-0-withdrawn_at_1": "10:00"}
    office.post(page, own | role_row(marrowdale) | ended | {"roles-INITIAL_FORMS": "1"})
    role.refresh_from_db()
    assert role.withdrawn_at
    assert device.get("/").status_code == 302
    events = Event.objects.order_by("pk").values_list("verb", "by__name", "entity", "subject")
    assert list(events) == [
        ("role_given", "Staff", "council", person.public_id),
        ("role_withdrawn", "Staff", "council", person.public_id),
    ]


def test_the_list_of_roles_leaves_lines_in_the_history_too(office, marrowdale):
    person = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    row = {"person": person.pk, "partnership": marrowdale.pk, "kind": "auditor", "entity": "", "office": ""}
    office.post(reverse("admin:partnerships_role_add"), row | {"until": "2030-03-31"})
    role = Role.objects.get()
    page = reverse("admin:partnerships_role_change", args=[role.pk])
    other = Person.objects.create_user("other@example.org", PASSWORD, name="Other")
    office.post(page, row | {"person": other.pk, "kind": "viewer", "until": "2031-03-31"})
    role.refresh_from_db()
    assert (role.person, role.kind, role.until.year) == (person, "auditor", 2031)
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == ["role_given", "role_changed"]
    office.post(page, row | {"until": "2031-03-31"})
    assert Event.objects.count() == 2


def test_a_superuser_lets_somebody_set_up_partnerships(office):
    person = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    changed = {"email": "asha@example.org", "name": "Asha Devlin", "is_active": "on", "may_set_up": "on"}
    office.post(reverse("admin:partnerships_person_change", args=[person.pk]), changed | NO_ROLES)
    person.refresh_from_db()
    assert person.may_set_up


def test_answers_and_history_are_not_in_the_admin():
    shown = set(admin.site._registry)
    assert shown.isdisjoint(apps.get_app_config("assessments").get_models())
    assert set(apps.get_app_config("partnerships").get_models()) - shown == {Event, EventText, Invitation, Succession}
    assert set(apps.get_app_config("framework_data").get_models()) - shown == {EditionEvent}


def test_an_edition_is_shown_and_not_edited(office):
    edition, question = Edition.objects.get(), Question.objects.get(code="S2.1")
    for name, thing in (("edition", edition), ("question", question)):
        page = reverse(f"admin:framework_data_{name}_change", args=[thing.pk])
        assert office.get(page).status_code == 200
        assert office.post(page, {"code": "S9.9"}).status_code == 403
        assert office.post(reverse(f"admin:framework_data_{name}_delete", args=[thing.pk])).status_code == 403
    assert office.get(reverse("admin:framework_data_edition_add")).status_code == 403


@pytest.mark.slow
def test_every_list_opens_and_can_be_searched(office, staff, marrowdale, django_assert_max_num_queries):
    Role.objects.create(person=staff, partnership=marrowdale, kind="viewer")
    for model in admin.site._registry:
        with django_assert_max_num_queries(12):
            page = office.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), {"q": "a"})
        assert page.status_code in (200, 302), model


@pytest.mark.slow
def test_every_thing_opens(office, staff, marrowdale):
    role = Role.objects.create(person=staff, partnership=marrowdale, kind="viewer")
    for thing in (staff, marrowdale, Entity.objects.get(), Membership.objects.get(), role):
        meta = thing._meta
        assert (
            office.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])).status_code == 200
        )


def test_the_admin_is_for_staff(client):
    person = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("admin:index")).status_code == 302


def test_staff_without_all_rights_cannot_raise_themselves(client, staff):
    clerk = Person.objects.create_user("clerk@example.org", PASSWORD, name="Clerk", is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(content_type__app_label="partnerships"))
    asha = Person.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    posted = {"email": "asha@example.org", "name": "Asha D", "is_active": "on"}
    posted |= {"is_staff": "on", "is_superuser": "on", "may_set_up": "on"}
    client.post(reverse("admin:partnerships_person_change", args=[asha.pk]), posted | NO_ROLES)
    asha.refresh_from_db()
    assert (asha.name, asha.is_staff, asha.is_superuser, asha.may_set_up) == ("Asha D", False, False, False)
    page = client.post(PEOPLE, {"action": "forget", "_selected_action": [asha.pk], "confirmed": "yes"}, follow=True)
    asha.refresh_from_db()
    assert asha.forgotten_at is None
    assert "Forget the chosen people" not in page.content.decode()
    for other in (staff, clerk):
        page = reverse("admin:partnerships_person_change", args=[other.pk])
        assert client.post(page, posted | {"email": other.email} | NO_ROLES).status_code == 403
        assert (
            client.post(reverse("admin:partnerships_person_delete", args=[other.pk]), {"post": "yes"}).status_code
            == 403
        )


def test_a_slug_is_an_address_and_is_given_once(office, marrowdale):
    entity = Entity.objects.get()
    for thing, name in ((entity, "entity"), (marrowdale, "partnership")):
        address = reverse(f"admin:partnerships_{name}_change", args=[thing.pk])
        assert office.get(address).status_code == 200
    posted = {"name": "Renamed", "slug": "another", "kind": "charity", "year_end": ""}
    office.post(reverse("admin:partnerships_entity_change", args=[entity.pk]), posted)
    entity.refresh_from_db()
    assert (entity.name, entity.slug) == ("Renamed", "council")
