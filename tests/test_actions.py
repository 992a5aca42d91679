"""Who may do what: every action × every person × every state of a round, and an action without a row fails.

An action is each public function of an `actions` module. Where a person may not, the action refuses, whether or not a
page offers it, and nothing stored is changed.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions import agreeing, answering, next_round, revealing, sessions, signing_off
from assessments.actions.agreeing import Agreement
from assessments.actions.answering import Draft
from assessments.actions.sessions import Seat
from assessments.models import Assessment, ConsensusSession, Participant
from partnerships.models import Person
from tests.people import CAST, a_round, cast, everything

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("framework_data", "partnerships", "assessments", "reports")
STATES = ("draft", "open", "consensus", "signed_off")
SLUG = "first-round"
OWN = ("respondent", "approver")
BOARD = ("chair", "board_member")
AGREEING = ("facilitator", *BOARD)


@dataclass(frozen=True)
class Act:
    """may: state -> who may; call: does it as this person; prepare: what has to be so beforehand, per state."""

    call: Callable[[Person], Any]
    may: Mapping[str, tuple[str, ...]]
    prepare: Callable[[], Any] = field(default=lambda: None)


def borough(person):
    return visit_to_entity(person, SLUG, "borough")


def round_of(person):
    return visit(person, SLUG)


def nothing_submitted():
    Participant.objects.update(submitted_at=None)


def something_agreed():
    if Assessment.objects.get().is_in_consensus:
        found = round_of(Person.objects.get(name="Cher Chair"))
        agreeing.record_agreed_answer(found, agreement=Agreement("S2.3", "L", "As discussed", {}))


def something_drafted():
    if Assessment.objects.get().is_in_consensus:
        found = round_of(Person.objects.get(name="Cher Chair"))
        agreeing.draft_agreed_answer(found, agreement=Agreement("S2.3", "L", "As discussed"))


def a_session():
    ConsensusSession.objects.create(assessment=Assessment.objects.get(), held_on=date(2026, 6, 16))


ACTIONS = {
    "assessments.actions.answering.save_answers": Act(
        lambda person: answering.save_answers(borough(person), drafts=[Draft("S2.3", "L", revision=1)]),
        {"open": OWN, "consensus": ("approver",)},
        nothing_submitted,
    ),
    "assessments.actions.answering.submit_answers": Act(
        lambda person: answering.submit_answers(borough(person)),
        {"open": ("approver",), "consensus": ("approver",)},
        nothing_submitted,
    ),
    "assessments.actions.answering.take_back_answers": Act(
        lambda person: answering.take_back_answers(borough(person)), {"open": ("approver",)}
    ),
    "assessments.actions.revealing.reveal": Act(
        lambda person: revealing.reveal(round_of(person)), {"open": ("facilitator",)}
    ),
    "assessments.actions.next_round.start_next_round": Act(
        lambda person: next_round.start_next_round(
            round_of(person), title="Next", period_start=date(2026, 4, 1), period_end=date(2027, 3, 31)
        ),
        {"consensus": ("facilitator",), "signed_off": ("facilitator",)},
    ),
    "assessments.actions.agreeing.record_agreed_answer": Act(
        lambda person: agreeing.record_agreed_answer(
            round_of(person), agreement=Agreement("S2.3", "F", "As discussed", {})
        ),
        {"consensus": BOARD},
    ),
    "assessments.actions.agreeing.withdraw_agreed_answer": Act(
        lambda person: agreeing.withdraw_agreed_answer(round_of(person), question="S2.3", revision=1),
        {"consensus": BOARD},
        something_agreed,
    ),
    "assessments.actions.agreeing.draft_agreed_answer": Act(
        lambda person: agreeing.draft_agreed_answer(round_of(person), agreement=Agreement("S2.3", "F", "")),
        {"consensus": AGREEING},
    ),
    "assessments.actions.agreeing.discard_draft": Act(
        lambda person: agreeing.discard_draft(round_of(person), question="S2.3", revision=1),
        {"consensus": AGREEING},
        something_drafted,
    ),
    "assessments.actions.sessions.add_session": Act(
        lambda person: sessions.add_session(round_of(person), held_on=date(2026, 6, 16)), {"consensus": AGREEING}
    ),
    "assessments.actions.sessions.keep_attendance": Act(
        lambda person: sessions.keep_attendance(
            round_of(person), session=ConsensusSession.objects.get(), seats=[Seat("borough", post="Clerk")], revision=1
        ),
        {"consensus": AGREEING},
        a_session,
    ),
    "assessments.actions.sessions.remove_session": Act(
        lambda person: sessions.remove_session(round_of(person), session=ConsensusSession.objects.get()),
        {"consensus": AGREEING},
        a_session,
    ),
    "assessments.actions.signing_off.sign_off": Act(
        lambda person: signing_off.sign_off(
            round_of(person), signature=signing_off.Signature(timezone.localdate(), "PB 14", frozenset(), "")
        ),
        {"consensus": ("chair",)},
    ),
    "assessments.actions.signing_off.reopen": Act(
        lambda person: signing_off.reopen(round_of(person), reason="S2.3 was misread"), {"signed_off": ("chair",)}
    ),
}


def actions_there_are() -> set[str]:
    paths = [path for room in ROOMS for path in (ROOT / room).glob("actions.py")]
    paths += [path for room in ROOMS for path in (ROOT / room).glob("actions/[!_]*.py")]
    return {
        ".".join((*path.relative_to(ROOT).with_suffix("").parts, node.name))
        for path in paths
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def test_every_action_has_a_row():
    assert actions_there_are() == ACTIONS.keys()


def everything_stored() -> dict[str, list[dict[str, Any]]]:
    """All rows of the product's own tables."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for room in ROOMS[1:]
        for model in apps.get_app_config(room).get_models()
    }


def outcome(act: Act, person: Person) -> str:
    """What comes of it, undone afterwards so that the next person finds everything as it was."""
    before = everything_stored()
    with transaction.atomic():
        try:
            act.call(person)
        except (PermissionDenied, Http404) as refusal:
            return "refused" if everything_stored() == before else f"refused, but changed something: {refusal}"
        finally:
            transaction.set_rollback(True)
    return "done"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", ACTIONS)
def test_who_may(name, state):
    answers = {"lead-council": everything(), "borough": everything("P")}
    a_round(SLUG, state=state, answers=answers, submitted=True)
    people = cast()
    ACTIONS[name].prepare()
    found = {each: outcome(ACTIONS[name], getattr(people, each)) for each in CAST}

    assert found == {each: "done" if each in ACTIONS[name].may.get(state, ()) else "refused" for each in CAST}
