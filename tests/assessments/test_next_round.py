"""The next round: who is in it, what its form begins with, and the draft that comes of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from assessments.access import visit
from assessments.actions.next_round import start_next_round
from assessments.models import Answer, Assessment, Participant
from assessments.next_round import a_year_later, title_a_year_later
from partnerships.models import Entity, Event, Membership, Partnership, Succession
from tests.people import a_round, cast

YESTERDAY = timezone.localdate() - timedelta(days=1)
PAGE = "/assessments/first-round/next/"

# --- What the form begins with -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Living well at home 2025/26", "Living well at home 2026/27"),
        ("Early help 2025-2026", "Early help 2026-2027"),
        ("2025 – 26: early help", "2026 – 27: early help"),
        ("Round of 2026", "Round of 2027"),
        ("Vision 2030, year 2025/26", "Vision 2030, year 2026/27"),
        ("First round", "First round"),
        ("Room 12025", "Room 12025"),
        ("2025/26 and 2026/27", "2026/27 and 2027/28"),
    ],
)
def test_a_title_moves_on_where_it_holds_the_rounds_own_year(title, expected):
    assert title_a_year_later(title, (2025, 2026)) == expected


def test_a_title_moves_on_over_the_turn_of_a_century():
    assert title_a_year_later("Round 2098/99", (2098, 2099)) == "Round 2099/00"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 4, 1), date(2026, 4, 1)),
        (date(2025, 3, 31), date(2026, 3, 31)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 29)),
        (date(2023, 2, 27), date(2024, 2, 27)),
    ],
)
def test_the_last_day_of_a_month_stays_the_last_day(day, expected):
    assert a_year_later(day) == expected


# --- The draft -----------------------------------------------------------------------------------------------------


@pytest.fixture
def people(db):
    a_round(state="consensus", answers={"borough": {"S2.1": "F"}}, submitted=True)
    return cast()


def start(people, **details):
    given = {"title": "Next", "period_start": date(2026, 4, 1), "period_end": date(2027, 3, 31), **details}
    return start_next_round(visit(people.facilitator, "first-round"), **given)


def bodies_of(assessment):
    return [
        (p.entity.slug, p.participation) for p in assessment.participants.select_related("entity").order_by("order")
    ]


def leaves(body, on=YESTERDAY):
    Membership.objects.filter(entity__slug=body).update(left_on=on)


def joins(body, on=None):
    entity = Entity.objects.create(slug=body, name=body.title(), kind="unitary_council", year_end="03-31")
    partnership = Partnership.objects.get(slug="marrowdale")
    return Membership.objects.create(partnership=partnership, entity=entity, order=9, joined_on=on)


def takes_over(successor, *predecessors, on=YESTERDAY):
    for predecessor in predecessors:
        old, new = (Entity.objects.get(slug=slug) for slug in (predecessor, successor))
        Succession.objects.create(predecessor=old, successor=new, took_over_on=on)


def test_the_draft_takes_over_edition_scope_lead_and_bodies(people):
    before = Assessment.objects.get()
    draft = start(people, deadline=date(2027, 5, 31))
    assert (draft.state, draft.previous, draft.title, draft.slug) == ("draft", before, "Next", "next")
    assert (draft.partnership, draft.edition, draft.scope) == (before.partnership, before.edition, before.scope)
    assert (draft.period_start, draft.period_end, draft.deadline) == (
        date(2026, 4, 1),
        date(2027, 3, 31),
        date(2027, 5, 31),
    )
    assert draft.lead == before.lead
    assert bodies_of(draft) == [
        ("lead-council", "participating"),
        ("borough", "invited"),
        ("trust", "invited"),
        ("charity", "invited"),
    ]
    assert not Answer.objects.filter(participant__assessment=draft).exists()


def test_who_agreed_the_scope_and_when_is_asked_anew(people):
    draft = start(people)
    assert (draft.scope_agreed_on, draft.scope_agreed_by, draft.imported_at) == (None, "", None)


def test_names_and_year_ends_are_those_of_today_and_the_old_round_keeps_its_own(people):
    Entity.objects.filter(slug="borough").update(name="Tansy Town Council", year_end="06-30", in_area=False)
    draft = start(people)
    new = draft.participants.get(entity__slug="borough")
    old = Participant.objects.get(assessment__slug="first-round", entity__slug="borough")
    assert (new.name, new.year_end, new.in_area) == ("Tansy Town Council", "06-30", False)
    assert old.name == "Tansy Borough Council"


def test_a_body_that_has_left_is_left_out(people):
    leaves("trust")
    leaves("charity", on=timezone.localdate() + timedelta(days=30))
    assert [body for body, _ in bodies_of(start(people))] == ["lead-council", "borough", "charity"]


def test_a_body_that_left_and_came_back_is_in_it(people):
    leaves("trust")
    membership = Membership.objects.get(entity__slug="trust")
    Membership.objects.create(
        partnership=membership.partnership, entity=membership.entity, joined_on=timezone.localdate()
    )
    assert "trust" in dict(bodies_of(start(people)))


def test_bodies_that_merged_give_way_to_their_successor_once_and_in_their_place(people):
    joins("unitary")
    takes_over("unitary", "borough", "trust")
    leaves("borough")
    leaves("trust")
    assert [body for body, _ in bodies_of(start(people))] == ["lead-council", "unitary", "charity"]


def test_a_successor_that_is_no_member_is_not_brought_in(people):
    Membership.objects.filter(pk=joins("unitary").pk).delete()
    takes_over("unitary", "borough", "trust")
    leaves("borough")
    assert [body for body, _ in bodies_of(start(people))] == ["lead-council", "trust", "charity"]


def test_a_merger_of_tomorrow_changes_nothing(people):
    joins("unitary")
    takes_over("unitary", "borough", on=timezone.localdate() + timedelta(days=1))
    assert "borough" in dict(bodies_of(start(people)))


def test_members_that_joined_since_are_not_added_by_themselves(people):
    joins("newcomer")
    assert "newcomer" not in dict(bodies_of(start(people)))


def test_where_the_old_lead_is_gone_the_draft_has_none(people):
    joins("unitary")
    takes_over("unitary", "lead-council")
    draft = start(people)
    assert draft.lead is None
    assert bodies_of(draft)[0] == ("unitary", "invited")


def test_a_slug_that_is_taken_gets_a_number(people):
    other = Partnership.objects.create(slug="elsewhere", name="Elsewhere")
    draft = start(people, title="Round 2026/27!")
    Assessment.objects.filter(pk=draft.pk).update(partnership=other, previous=None)
    assert draft.slug == "round-202627"
    assert start(people, title="Round 2026/27!").slug == "round-202627-2"
    assert start(people, title="???").slug == "round"
    assert start(people, title="Wordy " * 33).slug == ("wordy-" * 12)[:70].strip("-")


def test_the_act_is_in_the_history_by_slugs_alone(people):
    start(people)
    event = Event.objects.get(verb="next_round_started")
    assert (event.by, event.assessment, event.subject) == (people.facilitator, "next", "first-round")
    assert event.after["bodies"] == ["lead-council", "borough", "trust", "charity"]
    assert event.after["period"] == ["2026-04-01", "2027-03-31"]
    assert "Next" not in str(event.after)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"period_end": date(2026, 3, 31)}, "period_end"),
    ],
)
def test_what_cannot_be_is_refused_by_the_action_itself(people, details, field):
    with pytest.raises(ValidationError) as refusal:
        start(people, **details)
    assert list(refusal.value.message_dict) == [field]
    assert Assessment.objects.count() == 1


def test_the_same_next_round_is_not_made_twice(people):
    start(people)
    with pytest.raises(ValidationError, match="with this title already"):
        start(people, title=" Next ")
    assert start(people, title="Another").previous.slug == "first-round"


def test_a_round_that_is_taken_back_meanwhile_has_no_next_one(people):
    found = visit(people.facilitator, "first-round")
    Assessment.objects.update(state="open")
    with pytest.raises(PermissionDenied):
        start_next_round(found, title="Next", period_start=date(2026, 4, 1), period_end=date(2027, 3, 31))


# --- The page --------------------------------------------------------------------------------------------------------


def posted(**changed):
    fields = {"title": "Round 2026/27"}
    for name, (day, month, year) in {
        "period_start": ("1", "4", "2026"),
        "period_end": ("31", "3", "2027"),
        "deadline": ("", "", ""),
    }.items():
        fields |= {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
    return fields | changed


@pytest.fixture
def facilitator(people, client):
    Assessment.objects.update(title="Help at home 2025/26")
    client.force_login(people.facilitator)
    return client


def words(response):
    return " ".join(response.content.decode().split())


def test_the_form_is_filled_in_with_everything_a_year_later(facilitator):
    page = words(facilitator.get(PAGE))
    for field, value in {
        "title": "Help at home 2026/27",
        "period_start_year": "2026",
        "period_end_day": "31",
        "period_end_year": "2027",
        "deadline_year": "2027",
    }.items():
        assert f'name="{field}"' in page
        assert f'value="{value}"' in page


def test_the_page_names_who_is_in_it_who_left_and_who_joined(facilitator):
    joins("unitary")
    joins("newcomer", on=date(2026, 1, 5))
    takes_over("unitary", "borough")
    leaves("trust")
    leaves("lead-council")
    page = words(facilitator.get(PAGE))
    assert "<li>Unitary</li><li>Marrowdale Carers</li>" in page
    assert "Unitary took over from Tansy Borough Council." in page
    assert "no longer a member: Marrowdale Council; Marrowdale Health Trust." in page
    assert "Joined since: Newcomer (5 January 2026)." in page
    assert "Marrowdale Council led this round and is not in the next one, so the draft has no lead yet." in page


def test_a_post_makes_the_draft_and_leads_on(facilitator):
    response = facilitator.post(PAGE, posted())
    draft = Assessment.objects.get(title="Round 2026/27")
    assert response.url == reverse("round_check", args=[draft.slug])
    assert draft.deadline is None
    assert "The draft of Round 2026/27 is made" in words(facilitator.get(response.url))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "Enter a title, like Early help 2026/27"),
        ({"title": "x" * 201}, "The title must be 200 characters or fewer. It is 1 character too long."),
        ({"title": "a\x00b"}, "The title holds a character that cannot be stored (NUL)"),
        ({"period_start_day": "", "period_start_month": "", "period_start_year": ""}, "Enter the first day"),
        ({"period_end_year": "2025"}, "The last day of the period must not come before the first day"),
        ({"deadline_day": "31", "deadline_month": "2", "deadline_year": "2027"}, "must be a real date"),
    ],
)
def test_bad_input_comes_back_with_a_sentence_and_what_was_typed(facilitator, changed, sentence):
    response = facilitator.post(PAGE, posted(**changed))
    page = words(response)
    assert response.status_code == 422
    assert sentence in page
    assert 'value="31"' in page
    assert Assessment.objects.count() == 1


def test_a_second_next_round_of_the_same_title_is_refused_and_the_first_one_named(facilitator):
    facilitator.post(PAGE, posted())
    assert "Round 2026/27 follows this round already." in words(facilitator.get(PAGE))
    response = facilitator.post(PAGE, posted())
    assert response.status_code == 422
    assert "There is a next round with this title already" in words(response)


def test_the_way_to_it_is_offered_to_facilitators_until_it_is_taken(people, client):
    for person, offered in ((people.facilitator, True), (people.chair, False)):
        client.force_login(person)
        assert (PAGE in words(client.get("/partnerships/marrowdale/"))) is offered
    client.force_login(people.facilitator)
    client.post(PAGE, posted())
    page = words(client.get("/partnerships/marrowdale/"))
    assert PAGE not in page
    assert "Round 2026/27" in page


@pytest.mark.slow
def test_queries_do_not_grow_with_bodies(client, db, django_assert_max_num_queries):
    counts = []
    for count in (2, 40):
        bodies = {f"body-{number}": (f"Body {number}", "charity", "") for number in range(count)}
        a_round(f"round-of-{count}", state="consensus", bodies=bodies, participation={})
        if count == 2:
            Entity.objects.create(slug="lead-council", name="Lead", kind="charity")
            for slug in ("borough", "trust"):
                Entity.objects.create(slug=slug, name=slug, kind="charity")
            client.force_login(cast().facilitator)
        with django_assert_max_num_queries(20) as captured:
            assert client.get(f"/assessments/round-of-{count}/next/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
