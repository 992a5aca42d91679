"""Publishing and taking back as acts: what they need, what they write, what ends them, and what was shown before."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.utils import timezone

from assessments.access import visit
from assessments.actions.publishing import publish, take_back_publication
from assessments.models import Assessment
from assessments.publication import publication_of
from partnerships.models import Event, Role
from tests.people import a_round, cast, rows_stored, seat
from tests.reports.rounds import told_round
from tests.sealing import published, reopened, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return told_round()


@pytest.fixture
def people(assessment):
    return cast()


def is_read_by(person):
    try:
        visit(person, "told-round")
    except Http404:
        return False
    return True


def the_public(person):
    return publication_of(visit(person, "told-round"))


def test_a_viewer_reads_nothing_of_a_seal_that_was_never_published(assessment, people, client):
    signed_off(assessment, people.chair)
    reopened(assessment, people.chair, "The borough's DEL2.2 was entered by mistake")
    signed_off(assessment, people.chair, minute="PB 2026/15")
    published(assessment, people.chair)
    read = {}
    for name in ("viewer", "auditor", "respondent"):
        client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
        read[name] = client.get("/assessments/told-round/seal/").content.decode()

    assert "Seal 2" in read["viewer"]
    assert not [words for words in ("Seal 1", "entered by mistake", "PB 2026/14") if words in read["viewer"]]
    assert all("entered by mistake" in read[name] for name in ("auditor", "respondent"))


def test_a_viewer_finds_a_round_from_publishing_on_until_it_is_taken_back(assessment, people):
    seal = signed_off(assessment, people.chair)
    assert not is_read_by(people.viewer)
    assert is_read_by(people.auditor)

    assert publish(visit(people.chair, "told-round"), sha256=seal.sha256)
    assert is_read_by(people.viewer)

    assert take_back_publication(visit(people.chair, "told-round"))
    assert not is_read_by(people.viewer)
    assert is_read_by(people.auditor)


@pytest.mark.parametrize(("kind", "body"), [("respondent", "borough"), ("auditor", None)])
def test_who_is_more_than_a_viewer_does_not_wait_for_it(assessment, people, kind, body):
    signed_off(assessment, people.chair)
    seat(people.viewer, kind, body, until=timezone.localdate() + timedelta(days=30) if kind == "auditor" else None)

    assert is_read_by(people.viewer)


def test_a_deputy_may_publish_too(assessment, people):
    seal = signed_off(assessment, people.chair)
    Role.objects.filter(person=people.board_member).update(office="deputy_chair")

    assert publish(visit(people.board_member, "told-round"), sha256=seal.sha256)


def test_both_acts_stand_in_the_history_with_the_day(assessment, people):
    seal = signed_off(assessment, people.chair)
    published(assessment, people.chair)
    take_back_publication(visit(people.chair, "told-round"))
    today = timezone.localdate().isoformat()

    came, went = Event.objects.filter(verb__startswith="public_edition").order_by("pk")
    assert (came.verb, came.before, came.after) == (
        "public_edition_published",
        {},
        {"published_on": today, "sha256": seal.sha256},
    )
    assert (went.verb, went.before, went.after) == ("public_edition_taken_back", {"published_on": today}, {})
    assert came.by == went.by == people.chair


def test_a_second_time_writes_nothing(assessment, people):
    seal = signed_off(assessment, people.chair)
    assert not take_back_publication(visit(people.chair, "told-round"))
    published(assessment, people.chair)
    before = rows_stored(Assessment, Event)

    assert not publish(visit(people.chair, "told-round"), sha256=seal.sha256)
    assert rows_stored(Assessment, Event) == before


def test_a_round_that_was_signed_off_anew_meanwhile_is_looked_at_again(assessment, people):
    first = signed_off(assessment, people.chair)
    reopened(assessment, people.chair)
    signed_off(assessment, people.chair, minute="PB 2026/15")

    with pytest.raises(PermissionDenied, match="signed off anew"):
        publish(visit(people.chair, "told-round"), sha256=first.sha256)

    assert not Assessment.objects.get().is_published


def test_a_page_from_before_the_reopening_publishes_nothing(assessment, people):
    seal = signed_off(assessment, people.chair)
    stale = visit(people.chair, "told-round")
    reopened(assessment, people.chair)

    with pytest.raises(PermissionDenied, match="Only a signed-off round"):
        publish(stale, sha256=seal.sha256)


def test_reopening_ends_the_publication_and_says_so(assessment, people):
    signed_off(assessment, people.chair)
    published(assessment, people.chair)
    reopened(assessment, people.chair)

    assert not is_read_by(people.viewer)
    assert Event.objects.get(verb="reopened").before["published_on"] == timezone.localdate().isoformat()

    signed_off(assessment, people.chair)
    assert not is_read_by(people.viewer)


def test_a_round_that_came_in_signed_off_waits_for_the_chair():
    assessment = told_round(state="signed_off", imported=True)
    people = cast()
    assert not is_read_by(people.viewer)

    published(assessment, people.chair)
    assert is_read_by(people.viewer)


# --- What a page says -----------------------------------------------------------------------------------------------


def test_the_buttons_are_the_chairs_and_the_day_is_everybodys(assessment, people):
    assert the_public(people.chair) is None
    signed_off(assessment, people.chair)
    found = the_public(people.chair)
    assert (found.since, found.may_publish, found.may_take_back) == (None, True, False)
    assert not the_public(people.facilitator).may_publish

    published(assessment, people.chair)
    found, seen = the_public(people.chair), the_public(people.viewer)
    assert (found.since, found.may_publish, found.may_take_back) == (timezone.localdate(), False, True)
    assert (seen.since, seen.may_publish, seen.may_take_back) == (timezone.localdate(), False, False)
    assert not seen.can_see_people


# --- Before publishing was an act -----------------------------------------------------------------------------------


def test_what_viewers_could_read_before_stays_published():
    for state in ("open", "consensus", "signed_off"):
        a_round(f"{state.replace('_', '-')}-round", state=state)
    moment = timezone.now()
    Assessment.objects.filter(state="signed_off").update(signed_off_at=moment)
    told_round("elsewhere", state="signed_off", imported=True)

    editor = SimpleNamespace(connection=connection)
    import_module("assessments.migrations.0006_publishing").publish_what_was_shown(apps, editor)

    found = dict(Assessment.objects.values_list("slug", "published_at"))
    assert found == {
        "open-round": None,
        "consensus-round": None,
        "signed-off-round": moment,
        "elsewhere": Assessment.objects.get(slug="elsewhere").imported_at,
    }
