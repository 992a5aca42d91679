"""Two people at the same moment, on a database where they truly meet: PostgreSQL.

SQLite takes one writer at a time by itself, so there is nothing to see there; tests/conftest.py says at the end of a
run that PostgreSQL was left out.
"""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions import _acting, answering, revealing, signing_off
from assessments.actions.answering import Draft
from assessments.models import Answer, Assessment, Participant, Seal
from framework_data import content
from partnerships.models import Event, Person
from tests.people import a_person, a_round, seat
from tests.sealing import a_signature

MOMENTS = range(5)
pytestmark = pytest.mark.slow


@pytest.fixture
def respondents(transactional_db) -> tuple[Person, Person]:
    call_command("loaddata", "alps-2014-plain", verbosity=0)
    content.forget()
    a_round()
    people = a_person("Rae One"), a_person("Rae Two")
    for person in people:
        seat(person, "respondent", "borough")
    return people


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned or raised; all start at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(acts))
    found: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            start.wait(timeout=10)
            found[place] = acts[place]()
        except Exception as error:
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


def saver(person: Person, draft: Draft) -> Callable[[], answering.Saved]:
    visiting = visit_to_entity(person, "first-round", "borough")
    return lambda: answering.save_answers(visiting, drafts=[draft])[draft.question]


if connection.vendor == "postgresql":

    @pytest.mark.parametrize("moment", MOMENTS)
    def test_of_two_who_save_one_answer_at_once_one_is_asked_and_nothing_is_lost(respondents, moment):
        one, two = respondents

        saved = at_once(saver(one, Draft("S1.1", "L", "From one.")), saver(two, Draft("S1.1", "P", "From two.")))

        conflicts = [save.conflict for save in saved if save.conflict]
        assert len(conflicts) == 1
        assert {Answer.objects.get().note, conflicts[0].note} == {"From one.", "From two."}
        assert Answer.objects.get().revision == 1
        assert Event.objects.filter(verb="answer_saved").count() == 1

    @pytest.mark.parametrize("moment", MOMENTS)
    def test_two_who_save_different_answers_at_once_both_succeed(respondents, moment):
        one, two = respondents

        saved = at_once(saver(one, Draft("S1.1", "L")), saver(two, Draft("S1.2", "P")))

        assert [save.conflict for save in saved] == [None, None]
        assert dict(Answer.objects.values_list("question__code", "value")) == {"S1.1": "L", "S1.2": "P"}

    @pytest.mark.parametrize("moment", MOMENTS)
    def test_a_save_at_the_moment_of_the_reveal_comes_before_it_or_is_refused(respondents, moment):
        facilitator = a_person("Fay")
        seat(facilitator, "facilitator", "lead-council")
        visiting = visit(facilitator, "first-round")

        saved, revealed = at_once(saver(respondents[0], Draft("S1.1", "L")), lambda: revealing.reveal(visiting))

        assert revealed.state == Assessment.State.CONSENSUS
        verbs = list(Event.objects.order_by("at", "pk").values_list("verb", flat=True))
        if isinstance(saved, PermissionDenied):
            assert not Answer.objects.exists()
        else:
            assert verbs.index("answer_saved") < verbs.index("revealed")

    def test_a_save_that_waited_for_the_reveal_is_refused(respondents, monkeypatch):
        facilitator = a_person("Fay")
        seat(facilitator, "facilitator", "lead-council")
        visiting, save = visit(facilitator, "first-round"), saver(respondents[0], Draft("S1.1", "L"))
        locked, record = threading.Event(), _acting.record

        def slow_record(verb: str, **details: Any) -> Event:
            if verb == "revealed":
                locked.set()
                waiting_for_the_lock.wait(timeout=0.5)
            return record(verb, **details)

        waiting_for_the_lock = threading.Event()
        monkeypatch.setattr(_acting, "record", slow_record)

        _, saved = at_once(lambda: revealing.reveal(visiting), lambda: locked.wait(timeout=10) and save())

        assert isinstance(saved, PermissionDenied)
        assert not Answer.objects.exists()

    @pytest.mark.parametrize("moment", MOMENTS)
    def test_a_correction_at_the_moment_of_signing_off_is_told_to_the_chair_or_is_refused(respondents, moment):
        approver, chair, assessment = a_person("Ap Prover"), a_person("Cher Chair"), Assessment.objects.get()
        seat(approver, "approver", "borough")
        seat(chair, "board_member", "lead-council", office="chair")
        Assessment.objects.update(state="consensus")
        Participant.objects.filter(entity__slug="borough").update(submitted_at=timezone.now())
        visiting, signature = visit(chair, "first-round"), a_signature(assessment, chair)

        saved, done = at_once(
            saver(approver, Draft("S1.1", "L")), lambda: signing_off.sign_off(visiting, signature=signature)
        )

        if isinstance(saved, PermissionDenied):
            assert done.seal is not None
            assert not Answer.objects.exists()
        else:
            assert done.moved == ("S1.1",)
            assert Assessment.objects.get().is_in_consensus
        assert Seal.objects.count() == (done.seal is not None)
