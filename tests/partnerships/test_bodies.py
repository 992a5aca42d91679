"""Setting up partnerships and their bodies: joined, changed, left, joined again, taken over."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from partnerships.access import partnership_for
from partnerships.actions import bodies
from partnerships.body_facts import BodyFacts, facts_of
from partnerships.models import Entity, Event, Membership, Partnership, Role, Succession
from tests.people import a_person, a_round, cast

pytestmark = pytest.mark.django_db

MARROWDALE = "/partnerships/marrowdale/bodies/"
COUNCIL = BodyFacts("Ébrington Council", "unitary_council", True, "03-31")
TODAY = timezone.localdate()
FORM = {"name": "Hollin Housing", "kind": "housing_association", "in_area": "no", "year_end_day": "30"}
FORM |= {"year_end_month": "6", "joined_on_day": "1", "joined_on_month": "4", "joined_on_year": "2026"}


@pytest.fixture
def founder():
    return a_person("Fou Nder", may_set_up=True)


@pytest.fixture
def people():
    a_round()
    return cast()


def a_partnership(person, name="Ébrington Together", body=COUNCIL):
    made = bodies.set_up_partnership(person, name=name, body=body)
    return partnership_for(person, made.slug)


def joined(partnership, standing, name, **changes):
    facts = BodyFacts(name, "charity", True, "")
    changes = {"joined_on": date(2025, 4, 1)} | changes
    return bodies.add_body(standing, partnership=partnership, body=facts, **changes)


def post(client, person, address, **posted):
    client.force_login(person)
    response = client.post(address, posted)
    return response, response.content.decode()


def get(client, person, address):
    client.force_login(person)
    response = client.get(address)
    return response, response.content.decode()


def verbs():
    return list(Event.objects.exclude(verb="assessment_imported").order_by("pk").values_list("verb", flat=True))


# --- Setting up -----------------------------------------------------------------------------------------------


def test_a_founder_becomes_the_facilitator_of_the_first_member(founder):
    partnership, standing = a_partnership(founder)

    assert (partnership.slug, partnership.name) == ("ebrington-together", "Ébrington Together")
    membership = Membership.objects.select_related("entity").get()
    assert (membership.entity.slug, membership.joined_on, membership.left_on) == ("ebrington-council", TODAY, None)
    assert facts_of(membership.entity) == COUNCIL
    assert standing.roles == (("facilitator", membership.entity_id, ""),)
    assert verbs() == ["partnership_created", "body_added"]
    event = Event.objects.get(verb="partnership_created")
    assert event.after["facilitator"] == founder.public_id
    assert "Fou" not in str(event.after)


@pytest.mark.parametrize(
    ("who", "may"), [("facilitator", True), ("staff", True), ("approver", False), ("chair", False)]
)
def test_facilitators_anywhere_and_superusers_may_set_up_too(people, who, may):
    person = getattr(people, who)
    if may:
        assert a_partnership(person)[0].name == "Ébrington Together"
        return
    with pytest.raises(PermissionDenied, match="Ask the operator"):
        a_partnership(person)
    assert Partnership.objects.count() == 1


def test_a_slug_is_free_and_never_a_word_of_an_address(founder):
    names = ["New", "New", "日本", "x" * 200, "x" * 200, "ébrington together", "Ébrington Together"]
    slugs = [a_partnership(founder, name, COUNCIL)[0].slug for name in names]
    assert slugs == ["new-2", "new-3", "partnership", "x" * 70, "x" * 70 + "-2", *slugs[5:]]
    assert slugs[5:] == ["ebrington-together", "ebrington-together-2"]
    assert len(set(Entity.objects.values_list("slug", flat=True))) == len(names)


def test_a_partnership_is_set_up_on_its_page(client, founder):
    page = get(client, founder, "/partnerships/new/")[1]
    for words in ("Set up a partnership", "Name of your own body", "Last day of its financial year"):
        assert words in page
    response, _ = post(client, founder, "/partnerships/new/", partnership="  Hollin\n Together ", **FORM)
    assert response.url == "/partnerships/hollin-together/bodies/"
    assert Partnership.objects.get().name == "Hollin Together"
    body = Entity.objects.get()
    assert (body.kind, body.in_area, body.year_end) == ("housing_association", False, "06-30")
    assert "Hollin Housing" in get(client, founder, response.url)[1]


def test_an_empty_form_says_what_each_box_needs(client, founder):
    response, page = post(client, founder, "/partnerships/new/")
    assert response.status_code == 422
    for words in ("Enter the name of the partnership", "Enter the name of the body", "Select what kind of body it is"):
        assert words in page
    assert not Partnership.objects.exists()


def test_a_body_that_is_known_here_is_offered_and_not_made_twice(client, people):
    named = FORM | {"name": "tansy borough council", "partnership": "Two"}
    response, page = post(client, people.facilitator, "/partnerships/new/", **named)
    assert response.status_code == 422
    for words in ("Known here already", "Tansy Borough Council", "District council", "31 March", "It is our body"):
        assert words in page
    assert "Marrowdale Together" not in page
    response, _ = post(client, people.facilitator, "/partnerships/new/", **named, known="borough")
    assert response.status_code == 302
    assert Entity.objects.filter(name__iexact="tansy borough council").count() == 1
    assert Membership.objects.filter(entity__slug="borough").count() == 2


def test_a_picked_body_whose_name_was_changed_is_a_new_one_and_needs_its_facts(client, people):
    response, page = post(client, people.facilitator, MARROWDALE + "add/", name="Hollin", known="borough")
    assert response.status_code == 422
    assert "Select what kind of body it is" in page
    response, page = post(client, people.facilitator, MARROWDALE + "trust/taken-over/", name="Hollin", known="borough")
    assert "Select what kind of body it is" in page
    assert not Entity.objects.filter(name="Hollin").exists()


def test_a_known_name_is_asked_about_before_anything_else_of_the_body(client, people):
    posted = {"partnership": "Two", "name": "Tansy Borough Council"}
    response, page = post(client, people.facilitator, "/partnerships/new/", **posted)
    assert response.status_code == 422
    assert "Known here already" in page
    assert "Select what kind of body it is" not in page


def test_a_known_body_is_picked_by_its_name_and_not_by_guessing_slugs(client, people):
    posted = FORM | {"partnership": "Two", "name": "X"}
    response, _ = post(client, people.facilitator, "/partnerships/new/", **posted, known="borough")
    assert response.status_code == 302
    assert Membership.objects.get(partnership__slug="two").entity.name == "X"
    assert Membership.objects.filter(entity__slug="borough").count() == 1


# --- Members --------------------------------------------------------------------------------------------------


def test_members_read_the_bodies_and_only_facilitators_change_them(client, people):
    for who in ("respondent", "chair", "finance_lead"):
        response, page = get(client, getattr(people, who), MARROWDALE)
        assert response.status_code == 200
        assert "Marrowdale Health Trust" in page
        assert "Add a body" not in page
        assert get(client, getattr(people, who), MARROWDALE + "add/")[0].status_code == 403
    page = get(client, people.facilitator, MARROWDALE)[1]
    for words in ("Add a body", "End membership", "Taken over", "31 March", "30 June", "Since before dates were kept"):
        assert words in page
    assert get(client, people.viewer, MARROWDALE)[0].status_code == 403
    assert get(client, people.stranger, MARROWDALE)[0].status_code == 404


def test_a_facilitator_adds_a_body_with_the_day_it_joined(client, people):
    response, _ = post(client, people.facilitator, MARROWDALE + "add/", **FORM)
    assert response.url == MARROWDALE
    membership = Membership.objects.get(entity__slug="hollin-housing")
    assert (membership.joined_on, membership.order) == (date(2026, 4, 1), 4)
    page = get(client, people.facilitator, MARROWDALE)[1]
    for words in ("Hollin Housing is a member", "Since 1 Apr 2026", "based elsewhere", "30 June"):
        assert words in page
    assert verbs() == ["body_added"]


def test_a_body_that_is_a_member_cannot_join_twice(client, people):
    named = FORM | {"name": "MARROWDALE CARERS"}
    response, page = post(client, people.facilitator, MARROWDALE + "add/", **named, known="charity")
    assert response.status_code == 422
    assert "Marrowdale Carers is a member already" in page
    assert Membership.objects.count() == 4


def test_nobody_joins_or_leaves_ahead_of_the_day(people):
    partnership, standing = partnership_for(people.facilitator, "marrowdale")
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(ValidationError, match="today or earlier"):
        joined(partnership, standing, "Hollin", joined_on=tomorrow)
    with pytest.raises(ValidationError, match="today or earlier"):
        charity = Entity.objects.get(slug="charity")
        bodies.end_membership(standing, partnership=partnership, entity=charity, left_on=tomorrow)


def test_a_membership_ends_on_a_day_and_the_body_can_join_again(client, people):
    left = {"left_on_day": "31", "left_on_month": "3", "left_on_year": "2026"}
    address = MARROWDALE + "charity/leave/"
    assert "It can join again later" in get(client, people.facilitator, address)[1]
    assert post(client, people.facilitator, address, **left)[0].url == MARROWDALE
    page = get(client, people.respondent, MARROWDALE)[1]
    assert "Former members" in page
    assert "Until 31 Mar 2026" in page
    response, page = post(client, people.facilitator, address, **left)
    assert response.status_code == 422
    assert "not a member any more" in page

    again = FORM | {"name": "Marrowdale Carers"}
    page = get(client, people.facilitator, MARROWDALE + "add/?name=Marrowdale Carers")[1]
    assert "Known here already" in page
    early, page = post(
        client, people.facilitator, MARROWDALE + "add/", **again | {"joined_on_month": "3"}, known="charity"
    )
    assert early.status_code == 422
    assert "left on 31 March 2026. Give that day or a later one" in page
    assert post(client, people.facilitator, MARROWDALE + "add/", **again, known="charity")[0].status_code == 302
    assert Membership.objects.filter(entity__slug="charity").count() == 2
    assert verbs() == ["membership_ended", "body_added"]


def test_a_membership_cannot_end_before_it_began(people):
    partnership, standing = partnership_for(people.facilitator, "marrowdale")
    body = joined(partnership, standing, "Hollin")
    with pytest.raises(ValidationError, match="joined on 1 April 2025"):
        bodies.end_membership(standing, partnership=partnership, entity=body, left_on=date(2025, 3, 31))


# --- Changes --------------------------------------------------------------------------------------------------


def test_a_body_is_changed_and_a_round_that_has_begun_keeps_its_name(client, people):
    address = MARROWDALE + "charity/change/"
    page = get(client, people.facilitator, address)[1]
    assert 'value="Marrowdale Carers"' in page
    read = facts_of(Entity.objects.get(slug="charity")).digest
    changed = FORM | {"name": "Carers of Marrowdale", "read": read}
    assert post(client, people.facilitator, address, **changed)[0].url == MARROWDALE
    body = Entity.objects.get(slug="charity")
    assert (body.name, body.kind, body.year_end) == ("Carers of Marrowdale", "housing_association", "06-30")
    assert body.participants.get().name == "Marrowdale Carers"
    event = Event.objects.get(verb="body_changed")
    assert event.before == {"name": "Marrowdale Carers", "kind": "charity", "in_area": True}
    assert event.after == {"name": "Carers of Marrowdale", "kind": "housing_association", "in_area": False}


def test_a_change_on_an_older_reading_shows_both_and_keeps_what_was_typed(client, people):
    address, read = MARROWDALE + "charity/change/", facts_of(Entity.objects.get(slug="charity")).digest
    post(client, people.facilitator, address, **FORM | {"name": "First", "read": read})
    response, page = post(client, people.facilitator, address, **FORM | {"name": "Second", "read": read})
    assert response.status_code == 409
    assert "<strong>First</strong>" in page
    assert 'value="Second"' in page
    now = facts_of(Entity.objects.get(slug="charity")).digest
    assert now in page
    assert post(client, people.facilitator, address, **FORM | {"name": "Second", "read": now})[0].status_code == 302
    assert Entity.objects.get(slug="charity").name == "Second"


def test_a_name_that_another_body_has_is_not_given_again(client, people):
    read = facts_of(Entity.objects.get(slug="charity")).digest
    named = FORM | {"name": "Tansy borough COUNCIL", "read": read}
    response, page = post(client, people.facilitator, MARROWDALE + "charity/change/", **named)
    assert response.status_code == 422
    assert "Another body has this name already" in page


def test_a_body_of_another_partnership_too_is_the_operators_to_change(client, people, founder):
    a_partnership(founder, "Elsewhere", Entity.objects.get(slug="borough"))
    for step in ("change/", "taken-over/"):
        response, page = get(client, people.facilitator, f"{MARROWDALE}borough/{step}")
        assert response.status_code == 403
        assert "Another partnership works with Tansy Borough Council too" in page
        assert "alps@example.org" in page
        assert "Elsewhere" not in page
    page = get(client, people.facilitator, MARROWDALE)[1]
    assert "Another partnership works with it too" in page
    assert "Elsewhere" not in page


def test_somebody_who_facilitates_all_of_its_partnerships_may_change_a_body(client, people):
    a_partnership(people.facilitator, "Second", Entity.objects.get(slug="borough"))
    assert get(client, people.facilitator, MARROWDALE + "borough/change/")[0].status_code == 200


def test_bodies_of_other_partnerships_are_not_found(client, people, founder):
    a_partnership(founder)
    for step in ("change/", "leave/", "taken-over/"):
        assert get(client, people.facilitator, f"{MARROWDALE}ebrington-council/{step}")[0].status_code == 404


# --- Successors -----------------------------------------------------------------------------------------------


def take_over(people, predecessor, successor, day=date(2026, 4, 1), *, ends=True):
    partnership, standing = partnership_for(people.facilitator, "marrowdale")
    by_slug = Entity.objects.in_bulk(field_name="slug")
    return bodies.record_succession(
        standing,
        partnership=partnership,
        predecessor=by_slug[predecessor],
        successor=by_slug.get(successor, successor),
        took_over_on=day,
        ends_membership=ends,
    )


def test_two_bodies_merge_into_a_new_one(client, people):
    address = MARROWDALE + "trust/taken-over/"
    day = {"took_over_on_day": "1", "took_over_on_month": "4", "took_over_on_year": "2026", "ends_membership": "on"}
    named = {"successor": "", "name": "Marrowdale United", "kind": "health_body"}
    assert post(client, people.facilitator, address, **day, **named)[0].url == MARROWDALE
    response, _ = post(
        client, people.facilitator, MARROWDALE + "charity/taken-over/", **day, successor="marrowdale-united"
    )
    assert response.status_code == 302
    page = get(client, people.respondent, MARROWDALE)[1]
    assert page.count("Taken over by Marrowdale United on 1 April 2026") == 2
    united = Entity.objects.get(slug="marrowdale-united")
    assert united.memberships.get().joined_on == date(2026, 4, 1)
    assert united.precessions.count() == 2
    assert set(Membership.objects.exclude(left_on=None).values_list("entity__slug", flat=True)) == {"trust", "charity"}


def test_a_body_splits_into_two(people):
    take_over(people, "trust", BodyFacts("North Trust", "health_body", True, ""))
    with pytest.raises(ValidationError, match="not a member any more"):
        take_over(people, "trust", BodyFacts("South Trust", "health_body", True, ""))
    take_over(people, "trust", BodyFacts("South Trust", "health_body", True, ""), ends=False)
    assert Succession.objects.filter(predecessor__slug="trust").count() == 2
    assert Entity.objects.filter(slug="south-trust").count() == 1


@pytest.mark.parametrize(
    ("predecessor", "successor", "sentence"),
    [
        ("trust", "trust", "cannot take over from itself"),
        ("trust", "borough", "recorded already"),
        ("borough", "trust", "cannot be the other way round"),
        ("charity", "trust", "cannot be the other way round"),
    ],
)
def test_no_body_succeeds_itself_even_through_others(people, predecessor, successor, sentence):
    take_over(people, "trust", "borough", ends=False)
    take_over(people, "borough", "charity", ends=False)
    with pytest.raises(ValidationError, match=sentence):
        take_over(people, predecessor, successor, ends=False)
    assert Succession.objects.count() == 2


def test_a_succession_that_was_recorded_by_mistake_is_taken_back(client, people):
    take_over(people, "trust", "borough", ends=False)
    address = MARROWDALE + "trust/taken-over/"
    assert "took over on 1 April 2026" in get(client, people.facilitator, address)[1]
    post(client, people.facilitator, address, withdraw="borough")
    assert not Succession.objects.exists()
    assert verbs() == ["body_succeeded", "succession_withdrawn"]


def test_a_succession_names_a_body_or_says_that_it_must(client, people):
    address = MARROWDALE + "trust/taken-over/"
    response, page = post(client, people.facilitator, address)
    assert response.status_code == 422
    for words in ("Choose the body that took over, or give its name", "Enter the day it took over"):
        assert words in page
    assert "Select what kind of body it is" in post(client, people.facilitator, address, name="Hollin")[1]


# --- Small things -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["add/", "charity/change/"])
@pytest.mark.parametrize("name", ["x" * 201, "x\0y"])
def test_bad_names_come_back_in_words(client, people, step, name):
    response, page = post(client, people.facilitator, MARROWDALE + step, **FORM | {"name": name})
    assert response.status_code == 422
    assert "must be 200 characters or fewer" in page or "cannot be stored" in page


def test_a_listed_name_is_escaped(client, people):
    post(client, people.facilitator, MARROWDALE + "add/", **FORM | {"name": "<b>Bold & Sons"})
    assert "&lt;b&gt;Bold &amp; Sons" in get(client, people.facilitator, MARROWDALE)[1]


def test_queries_do_not_grow_with_bodies(client, people, django_assert_num_queries):
    partnership, standing = partnership_for(people.facilitator, "marrowdale")
    client.force_login(people.facilitator)
    client.get(MARROWDALE)
    with django_assert_num_queries(10) as few:
        client.get(MARROWDALE)
    for number in range(60):
        joined(partnership, standing, f"Body {number}")
    with django_assert_num_queries(len(few)):
        page = client.get(MARROWDALE).content.decode()
    assert 'aria-label="Page 2"' in page


def test_a_withdrawn_facilitator_changes_nothing(people):
    Role.objects.filter(person=people.facilitator).update(withdrawn_at=timezone.now())
    standing = partnership_for(people.chair, "marrowdale")[1]
    partnership = Partnership.objects.get(slug="marrowdale")
    with pytest.raises(PermissionDenied):
        joined(partnership, standing, "Hollin")
