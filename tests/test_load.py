"""`make load`: its comparison finds what it looks for, and a server that is killed loses no acknowledged answer."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from assessments.access import visit_to_entity
from assessments.actions.answering import Draft, save_answers
from assessments.models import Answer
from partnerships.history import record
from tests.people import a_person, a_round, seat

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def load(monkeypatch):
    """The modules of the script, which stand in no package."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import load_check
    import load_form
    import load_people

    class Modules:
        check, form, people = load_check, load_form, load_people

    return Modules


@pytest.fixture
def respondent(db):
    a_round()
    person = a_person("Rae Spondent")
    seat(person, "respondent", "borough")
    return person


def saved(load, person, note, revision, *, state="acknowledged"):
    """A save that was made, and the line in the journal that tells of it."""
    draft = Draft("S2.1", "L", note=note, revision=revision - 1)
    save_answers(visit_to_entity(person, "first-round", "borough"), drafts=[draft])
    return load.people.Save("borough", "S2.1", revision, draft.texts, state)


def told(load, journal):
    found = load.check.compare("first-round", journal)
    return len(found.lost), len(found.doubled), len(found.unexplained)


# --- The comparison ------------------------------------------------------------------------------------------------


def test_what_was_acknowledged_and_is_there_is_in_order(load, respondent):
    journal = [saved(load, respondent, "one", 1), saved(load, respondent, "two", 2)]

    assert told(load, journal) == (0, 0, 0)


def test_an_answer_that_came_without_word_of_it_is_in_order(load, respondent):
    journal = [saved(load, respondent, "one", 1), saved(load, respondent, "two", 2, state="sent")]

    assert told(load, journal) == (0, 0, 0)


def test_an_acknowledged_answer_that_is_not_there_is_lost(load, respondent):
    journal = [saved(load, respondent, "one", 1)]
    journal.append(load.people.Save("borough", "S2.1", 2, Draft("S2.1", "F", note="two").texts, "acknowledged"))

    assert told(load, journal) == (1, 0, 0)


def test_of_two_acknowledged_as_one_revision_one_is_lost(load, respondent):
    journal = [saved(load, respondent, "one", 1)]
    journal.append(load.people.Save("borough", "S2.1", 1, Draft("S2.1", "F", note="two").texts, "acknowledged"))

    assert told(load, journal) == (1, 0, 0)


def test_an_answer_that_is_twice_in_the_history_is_doubled(load, respondent):
    journal = [saved(load, respondent, "one", 1)]
    answer = Answer.objects.get()
    record(
        "answer_saved",
        by=respondent,
        partnership_id=answer.participant.assessment.partnership_id,
        assessment="first-round",
        entity="borough",
        subject="S2.1",
        before=Draft("").texts,
        after=journal[0].texts,
    )

    assert told(load, journal) == (0, 1, 3)


def test_an_answer_that_was_refused_and_is_there_is_unexplained(load, respondent):
    assert told(load, [saved(load, respondent, "one", 1, state="refused")]) == (0, 0, 1)


def test_an_answer_that_differs_from_its_history_is_unexplained(load, respondent):
    journal = [saved(load, respondent, "one", 1)]
    Answer.objects.update(note="another")

    assert told(load, journal) == (0, 0, 1)


# --- The browser ---------------------------------------------------------------------------------------------------


def test_the_form_of_a_page_is_read_as_a_browser_reads_it(load, respondent, client):
    saved(load, respondent, "\n\n<b>O'Neill & “Sons”</b>\n", 1)
    client.force_login(respondent)
    path = "/assessments/first-round/entities/borough/statements/S2/"

    form = load.form.Form.of(path, client.get(path).content.decode())

    card = form.cards["S2.1"]
    assert card.texts == {"value": "L", "note": "\n\n<b>O'Neill & “Sons”</b>\n", "reason": "", "evidence": ""}
    assert card.choices == ["F", "L", "P", "N", "NA"]
    assert card.revision == 1
    assert form.token
    assert [card.code for card in form.cards.values() if card.is_touched] == []
    assert client.post(path, form.sent_by_button(("", ""))).status_code == 302
    assert Answer.objects.get().revision == 1


# --- The whole -----------------------------------------------------------------------------------------------------


def server_address():
    """The PostgreSQL server that the tests run on; empty for SQLite."""
    if connection.vendor != "postgresql":
        return ""
    place = settings.DATABASES["default"]
    secret = f":{place['PASSWORD']}" if place["PASSWORD"] else ""
    return f"postgres://{place['USER']}{secret}@{place['HOST']}:{place['PORT'] or 5432}/postgres"


@pytest.mark.slow
def test_a_server_killed_while_people_save_loses_no_acknowledged_answer_and_they_go_on():
    command = [sys.executable, ROOT / "scripts" / "load.py", "--people", "4", "--seconds", "4", "--kill", "1"]

    done = subprocess.run([*command, "--database", server_address()], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    database, people, _, kills, *_, acknowledged, _, errors, lost, doubled = done.stdout.strip("| \n").split(" | ")
    assert database == connection.display_name
    assert (people, kills) == ("4", "1")
    assert int(acknowledged.replace(",", "")) > 10
    assert (errors, lost, doubled) == ("0", "0", "0")


@pytest.mark.slow
def test_while_a_worker_makes_a_large_report_others_are_served_and_the_reader_sees_how_far_it_is():
    command = [sys.executable, ROOT / "scripts" / "load_report.py", "--bodies", "11", "--database", server_address()]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    database, bodies, _, steps, requests, *_, faults = done.stdout.strip("| \n").split(" | ")
    assert database == connection.display_name
    assert (bodies, faults) == ("11", "0")
    assert int(steps) >= 2
    assert int(requests) > 10
