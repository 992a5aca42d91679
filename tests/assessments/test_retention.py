"""How long rounds are kept: the dates, what is due, and deleting it without a trace of any text."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.access import visit_to_entity
from assessments.actions.answering import Draft, save_answers
from assessments.actions.retention import purge_rounds, set_retention
from assessments.models import Answer, Assessment, Seal, SealedPaper
from assessments.retention import day_of_sign_off, due_rounds, is_due, retention_page, years_after
from partnerships.access import standing_in
from partnerships.models import Event, EventText, Partnership
from tests.assessments.test_redacting import where
from tests.people import a_round, cast, everything

pytestmark = pytest.mark.django_db

SECRET = "Quincunx"


@pytest.fixture(autouse=True)
def a_day_in_june(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 6, 1, 12, tzinfo=UTC))


@pytest.fixture
def people():
    answers = {"borough": everything("P"), "lead-council": everything()}
    a_round(state="consensus", answers=answers, submitted=True)
    return cast()


def partnership():
    return Partnership.objects.get(slug="marrowdale")


def standing(person):
    return standing_in(person, partnership().pk)


def sign_off(on, slug="first-round", **fields):
    Assessment.objects.filter(slug=slug).update(state="signed_off", signed_off_on=on, **fields)


def note(people, text):
    found = visit_to_entity(people.approver, "first-round", "borough")
    stored = Answer.objects.get(participant=found.participant, question_id=found.content.question_ids["S2.1"])
    save_answers(found, drafts=[Draft("S2.1", value="P", note=text, revision=stored.revision)])


# --- Dates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2019, 5, 12), 7, date(2026, 5, 12)),
        (date(2020, 2, 29), 7, date(2027, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2020, 2, 29), 100, date(2120, 2, 29)),
        (date(2021, 2, 28), 3, date(2024, 2, 28)),
        (date(2019, 1, 31), 1, date(2020, 1, 31)),
    ],
)
def test_years_are_counted_date_to_date(day, years, expected):
    assert years_after(day, years) == expected


@pytest.mark.parametrize(
    ("today", "due"), [(date(2026, 5, 11), False), (date(2026, 5, 12), False), (date(2026, 5, 13), True)]
)
def test_a_round_is_kept_on_the_very_day(today, due):
    assert is_due(date(2019, 5, 12), 7, today) is due


@pytest.mark.parametrize(("today", "due"), [(date(2027, 2, 28), False), (date(2027, 3, 1), True)])
def test_a_round_of_a_leap_day_is_due_on_the_first_of_march(today, due):
    assert is_due(date(2020, 2, 29), 7, today) is due


def test_what_was_never_signed_off_is_never_due():
    assert not is_due(None, 1, date(2999, 1, 1))


# --- What is due ----------------------------------------------------------------------------------------------


def test_the_minuted_day_counts_then_the_day_it_was_recorded_then_the_day_it_came_in(people):
    moment = datetime(2020, 7, 1, 23, 30, tzinfo=UTC)
    sign_off(None, signed_off_at=None, imported_at=None)
    assert day_of_sign_off(Assessment.objects.get()) is None
    sign_off(None, imported_at=moment)
    assert day_of_sign_off(Assessment.objects.get()) == date(2020, 7, 2)
    sign_off(None, signed_off_at=moment, imported_at=None)
    assert day_of_sign_off(Assessment.objects.get()) == date(2020, 7, 2)
    sign_off(date(2019, 1, 1))
    assert day_of_sign_off(Assessment.objects.get()) == date(2019, 1, 1)


@pytest.mark.parametrize("state", ["draft", "open", "consensus"])
def test_only_signed_off_rounds_are_due(people, state):
    sign_off(date(2000, 1, 1))
    assert [each.slug for each in due_rounds(partnership())] == ["first-round"]
    Assessment.objects.update(state=state)
    assert due_rounds(partnership()) == []


def test_the_preview_counts_what_would_go(people):
    note(people, SECRET)
    sign_off(date(2019, 5, 31))
    due = retention_page(partnership(), None).due[0]
    assert (due.signed_off_on, due.kept_until) == (date(2019, 5, 31), date(2026, 5, 31))
    assert dict(map(reversed, due.counts)) == {
        "answer": len(everything()) * 2,
        "answer with a text,answers with a text": 1,
        "text in the history,texts in the history": 1,
    }


def test_the_preview_takes_the_same_queries_for_many_rounds(people):
    counts = []
    for number in range(2):
        for each in range(1 + number * 8):
            slug = f"old-{number}-{each}"
            a_round(slug, state="signed_off", answers={"borough": {"S2.1": "L"}})
            sign_off(date(2015, 1, 1), slug)
        found = partnership()
        with CaptureQueriesContext(connection) as captured:
            retention_page(found, None)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 10


# --- Setting it -----------------------------------------------------------------------------------------------


def test_the_chair_says_how_long_rounds_are_kept_and_it_is_recorded(people):
    assert set_retention(standing(people.chair), partnership=partnership(), years=10).retention_years == 10
    assert partnership().retention_years == 10
    event = Event.objects.get(verb="retention_changed")
    assert (event.before, event.after, event.assessment, event.by) == ({"years": 7}, {"years": 10}, "", people.chair)


def test_the_same_years_again_are_no_act(people):
    set_retention(standing(people.chair), partnership=partnership(), years=7)
    assert not Event.objects.filter(verb="retention_changed").exists()


@pytest.mark.parametrize("years", [0, 101])
def test_years_have_bounds(people, years):
    with pytest.raises(ValidationError, match="Keep rounds for 1 to 100 years"):
        set_retention(standing(people.chair), partnership=partnership(), years=years)


@pytest.mark.parametrize("who", ["facilitator", "board_member", "approver", "auditor", "viewer"])
def test_nobody_but_the_chair_sets_or_deletes(people, who):
    sign_off(date(2010, 1, 1))
    with pytest.raises(PermissionDenied):
        set_retention(standing(getattr(people, who)), partnership=partnership(), years=1)
    with pytest.raises(PermissionDenied):
        purge_rounds(standing(getattr(people, who)), partnership=partnership(), slugs=["first-round"])
    assert Assessment.objects.exists()


# --- Deleting -------------------------------------------------------------------------------------------------


def test_a_deleted_round_leaves_its_acts_and_no_text(people):
    note(people, f"{SECRET} once")
    note(people, f"{SECRET} twice")
    seal = Seal.objects.create(
        assessment=Assessment.objects.get(),
        number=1,
        document="{}",
        texts={"a": ["salt", SECRET]},
        sha256="5" * 64,
        reopened_at=timezone.now(),
        reopen_reason=SECRET,
    )
    SealedPaper.objects.create(seal=seal, audience="board", name="report.pdf", content=SECRET.encode())
    Assessment.objects.update(title=SECRET, scope=SECRET)
    a_round("second-round", state="open")
    Assessment.objects.filter(slug="second-round").update(previous=Assessment.objects.get(slug="first-round"))
    sign_off(date(2019, 5, 31))
    before = list(Event.objects.filter(assessment="first-round").order_by("pk").values())

    assert purge_rounds(standing(people.chair), partnership=partnership(), slugs=["first-round"]) == [SECRET]

    assert where(SECRET) == []
    assert list(Event.objects.filter(assessment="first-round").order_by("pk").values()) == before
    assert Assessment.objects.get().slug == "second-round"
    assert Assessment.objects.get().previous is None
    assert not EventText.objects.filter(event__assessment="first-round", erased_at=None).exists()
    event = Event.objects.get(verb="round_purged")
    assert (event.by, event.assessment, event.subject) == (people.chair, "", "first-round")
    assert event.after == {
        "period_start": "2025-04-01",
        "period_end": "2026-03-31",
        "signed_off_on": "2019-05-31",
        "seals": ["5" * 64],
    }


def test_texts_of_other_rounds_stay(people):
    note(people, SECRET)
    a_round("old-round", state="signed_off")
    sign_off(date(2010, 1, 1), "old-round")
    purge_rounds(standing(people.chair), partnership=partnership(), slugs=["old-round"])
    assert EventText.objects.get(text=SECRET).erased_at is None
    assert Answer.objects.filter(note=SECRET).exists()


def test_one_round_that_is_not_due_keeps_all_of_them(people):
    a_round("old-round", state="signed_off")
    sign_off(date(2010, 1, 1), "old-round")
    sign_off(date(2026, 5, 1))
    for slugs in (["old-round", "first-round"], ["old-round", "no-such-round"]):
        with pytest.raises(ValidationError, match="not due any more"):
            purge_rounds(standing(people.chair), partnership=partnership(), slugs=slugs)
    assert Assessment.objects.count() == 2


def test_another_partnerships_round_is_out_of_reach(people):
    sign_off(date(2010, 1, 1))
    other = Partnership.objects.create(slug="elsewhere", name="Elsewhere Together")
    with pytest.raises(ValidationError):
        purge_rounds(standing(people.chair), partnership=other, slugs=["first-round"])
    assert Assessment.objects.exists()


# --- The command ----------------------------------------------------------------------------------------------


def test_the_command_shows_what_is_due_and_changes_nothing(people, capsys):
    sign_off(date(2019, 5, 31))
    call_command("purgerounds")
    out = capsys.readouterr().out
    assert "marrowdale first-round: signed off 2019-05-31, kept until 2026-05-31; 76 answers\n" in out
    assert "1 round can be deleted. Nothing was changed: add --write to delete them." in out
    assert Assessment.objects.exists()


def test_the_command_deletes_what_is_due_as_an_operators_act(people, capsys):
    sign_off(date(2019, 5, 31))
    call_command("purgerounds", "marrowdale", write=True)
    assert capsys.readouterr().out.endswith("Deleted 1 round.\n")
    assert not Assessment.objects.exists()
    assert Event.objects.get(verb="round_purged").by is None


@pytest.mark.parametrize("write", [True, False])
def test_the_command_says_so_where_nothing_is_due(people, capsys, write):
    call_command("purgerounds", write=write)
    assert capsys.readouterr().out == "No round is due to be deleted.\n"


def test_the_command_knows_its_partnerships(people):
    with pytest.raises(CommandError, match="There is no partnership nowhere"):
        call_command("purgerounds", "nowhere")
