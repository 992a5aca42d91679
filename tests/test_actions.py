"""Who may do what: every action × every person × every state of a round, and an action without a row fails.

An action is each public function of an `actions` module. Where a person may not, the action refuses, whether or not a
page offers it, and nothing stored is changed.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from assessments.access import visit, visit_to_entity, visit_to_new_round, visit_to_public_edition
from assessments.actions import (
    agreeing,
    answering,
    carrying_over,
    next_round,
    participating,
    redacting,
    retention,
    revealing,
    sessions,
    setting_up,
    signing_off,
    trying,
)
from assessments.actions import publishing as publishing_rounds
from assessments.actions.agreeing import Agreement
from assessments.actions.answering import Draft
from assessments.actions.sessions import Seat
from assessments.carrying_over import dry_run
from assessments.forms import digest_of
from assessments.models import Answer, AnswerToConfirm, Assessment, ConsensusSession, Participant
from assessments.retention import due_rounds
from assessments.round_facts import RoundFacts, facts_of
from assessments.setting_up import candidates_for
from assessments.trying.access import trying as trial_of
from framework_data.actions import correcting, drafting, importing_wording, publishing
from framework_data.fixture import fixture_of
from framework_data.models import Definition, Edition
from partnerships.access import partnership_for, standing_in
from partnerships.actions import accepting, bodies, forgetting, inviting, withdrawing
from partnerships.body_facts import BodyFacts
from partnerships.models import Entity, Invitation, Partnership, Person, Role
from partnerships.permissions import Offer
from reports.actions import asking
from reports.formats import FORMATS
from tests import editions
from tests.people import CAST, PUBLISHED, a_round, cast, everything, rows_stored

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("framework_data", "partnerships", "assessments", "reports")
STATES = ("draft", "open", "consensus", "signed_off", PUBLISHED)
SIGNED_OFF = ("signed_off", PUBLISHED)
SLUG = "first-round"
OWN = ("respondent", "approver")
BOARD = ("chair", "board_member")
AGREEING = ("facilitator", *BOARD)
READING_EVERYTHING = (*AGREEING, "finance_lead")
INSIDE = (*READING_EVERYTHING, *OWN, "lead_respondent")


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


REASON = "Mrs Quincunx says no"


def a_reason_to_redact():
    Participant.objects.filter(entity__slug="charity").update(participation="declined", reason=REASON)


def the_partnership():
    return Partnership.objects.get(slug="marrowdale")


def standing_of(person):
    return standing_in(person, the_partnership().pk)


# --- Setting up ------------------------------------------------------------------------------------------------

HOLLIN = BodyFacts("Hollin", "charity", True, "")
SITE = "https://alps.example.org"
FACILITATOR_AT_ANY_TIME = dict.fromkeys(STATES, ("facilitator",))


def of_marrowdale(act, **details):
    """An action on the bodies of the partnership of the cast."""

    def call(person):
        partnership, standing = partnership_for(person, "marrowdale")
        return act(standing, partnership=partnership, **{name: value() for name, value in details.items()})

    return call


def the_body(slug):
    return lambda: Entity.objects.get(slug=slug)


def round_of_today():
    assessment = Assessment.objects.get()
    return RoundFacts(**vars(facts_of(assessment)) | {"title": "Another"})


def choose_bodies(person):
    found = round_of(person)
    return setting_up.set_participants(found, bodies=["trust"], lead="", read=candidates_for(found).read)


def an_edition_to_carry_to():
    editions.published(editions.a_draft())


def carry_over(person):
    found, edition = round_of(person), Edition.objects.get(slug="plain-2")
    read = dry_run(found, edition).read
    return carrying_over.carry_round_over(found, edition="plain-2", title="Second", read=read)


def something_to_confirm():
    """As if the round had been carried over: one answer of the borough waits."""
    Participant.objects.update(submitted_at=None)
    answer = Answer.objects.get(participant__entity__slug="borough", question__code="S2.3")
    place = {"participant": answer.participant, "question": answer.question}
    answer.delete()
    AnswerToConfirm.objects.create(**place, value="L", why="text")


SETTING_UP = {
    "partnerships.actions.bodies.set_up_partnership": Act(
        lambda person: bodies.set_up_partnership(person, name="Another", body=HOLLIN),
        dict.fromkeys(STATES, ("facilitator", "staff")),
    ),
    "partnerships.actions.bodies.add_body": Act(
        of_marrowdale(bodies.add_body, body=lambda: HOLLIN, joined_on=lambda: date(2026, 4, 1)),
        FACILITATOR_AT_ANY_TIME,
    ),
    "partnerships.actions.bodies.change_body": Act(
        of_marrowdale(bodies.change_body, entity=the_body("trust"), facts=lambda: HOLLIN, read=str),
        FACILITATOR_AT_ANY_TIME,
    ),
    "partnerships.actions.bodies.end_membership": Act(
        of_marrowdale(bodies.end_membership, entity=the_body("trust"), left_on=lambda: date(2026, 4, 1)),
        FACILITATOR_AT_ANY_TIME,
    ),
    "partnerships.actions.bodies.record_succession": Act(
        of_marrowdale(
            bodies.record_succession,
            predecessor=the_body("trust"),
            successor=the_body("charity"),
            took_over_on=lambda: date(2026, 4, 1),
            ends_membership=bool,
        ),
        FACILITATOR_AT_ANY_TIME,
    ),
    "partnerships.actions.bodies.withdraw_succession": Act(
        of_marrowdale(bodies.withdraw_succession, predecessor=the_body("trust"), successor=lambda: "charity"),
        FACILITATOR_AT_ANY_TIME,
    ),
    "assessments.actions.setting_up.create_draft": Act(
        lambda person: setting_up.create_draft(visit_to_new_round(person, "marrowdale"), facts=round_of_today()),
        FACILITATOR_AT_ANY_TIME,
    ),
    "assessments.actions.setting_up.change_round": Act(
        lambda person: setting_up.change_round(
            round_of(person), facts=round_of_today(), read=facts_of(Assessment.objects.get()).digest
        ),
        {"draft": ("facilitator",), "open": ("facilitator",)},
    ),
    "assessments.actions.setting_up.set_participants": Act(
        choose_bodies, {"draft": ("facilitator",)}, lambda: Answer.objects.all().delete()
    ),
    "assessments.actions.setting_up.open_round": Act(
        lambda person: setting_up.open_round(round_of(person), site=SITE), {"draft": ("facilitator",)}
    ),
    "assessments.actions.setting_up.discard_draft": Act(
        lambda person: setting_up.discard_draft(round_of(person)),
        {"draft": ("facilitator",)},
        lambda: Answer.objects.all().delete(),
    ),
    "assessments.actions.participating.add_to_round": Act(
        lambda person: participating.add_to_round(round_of(person), body="charity", site=SITE),
        {"open": ("facilitator",)},
        lambda: Participant.objects.filter(entity__slug="charity").delete(),
    ),
    "assessments.actions.participating.take_off_round": Act(
        lambda person: participating.take_off_round(round_of(person), body="trust", site=SITE),
        {"open": ("facilitator",)},
    ),
    "assessments.actions.participating.change_lead": Act(
        lambda person: participating.change_lead(round_of(person), body="trust", site=SITE), {"open": ("facilitator",)}
    ),
    "assessments.actions.participating.record_decline": Act(
        lambda person: participating.record_decline(round_of(person), body="trust", reason="Busy"),
        {"open": ("facilitator",)},
    ),
    "assessments.actions.participating.remind": Act(
        lambda person: participating.remind(round_of(person), site=SITE), {"open": ("facilitator",)}, nothing_submitted
    ),
    "assessments.actions.participating.take_part": Act(
        lambda person: participating.take_part(borough(person)), {"open": ("approver",)}
    ),
    "assessments.actions.participating.decline": Act(
        lambda person: participating.decline(borough(person), reason="Busy"),
        {"open": ("approver",), "consensus": ("approver",)},
    ),
}

ACTIONS = SETTING_UP | {
    "assessments.actions.answering.save_answers": Act(
        lambda person: answering.save_answers(borough(person), drafts=[Draft("S2.3", "L", revision=1)]),
        {"open": OWN, "consensus": ("approver",)},
        nothing_submitted,
    ),
    "assessments.actions.answering.save_workbook": Act(
        lambda person: answering.save_workbook(borough(person), drafts=[Draft("S2.3", "L", revision=1)]),
        {"open": OWN},
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
        dict.fromkeys(("consensus", *SIGNED_OFF), ("facilitator",)),
    ),
    "assessments.actions.carrying_over.carry_round_over": Act(
        carry_over, dict.fromkeys(STATES[1:], ("facilitator",)), an_edition_to_carry_to
    ),
    "assessments.actions.carrying_over.confirm_answer": Act(
        lambda person: carrying_over.confirm_answer(borough(person), question="S2.3"),
        {"open": OWN, "consensus": ("approver",)},
        something_to_confirm,
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
    # Redaction and retention
    "assessments.actions.redacting.redact_text": Act(
        lambda person: redacting.redact_text(
            round_of(person), place="bodies/charity/reason", why="It names somebody", read=digest_of(REASON)
        ),
        dict.fromkeys(("consensus", *SIGNED_OFF), ("chair",)),
        a_reason_to_redact,
    ),
    "assessments.actions.retention.set_retention": Act(
        lambda person: retention.set_retention(standing_of(person), partnership=the_partnership(), years=9),
        dict.fromkeys(STATES, ("chair",)),
    ),
    "assessments.actions.retention.purge_rounds": Act(
        lambda person: retention.purge_rounds(
            standing_of(person),
            partnership=the_partnership(),
            slugs=[each.slug for each in due_rounds(the_partnership())],
        ),
        dict.fromkeys(STATES, ("chair",)),
        lambda: Assessment.objects.update(signed_off_on=date(2010, 1, 1)),
    ),
    "assessments.actions.signing_off.sign_off": Act(
        lambda person: signing_off.sign_off(
            round_of(person), signature=signing_off.Signature(timezone.localdate(), "PB 14", frozenset(), "")
        ),
        {"consensus": ("chair",)},
    ),
    "assessments.actions.signing_off.reopen": Act(
        lambda person: signing_off.reopen(round_of(person), reason="S2.3 was misread"),
        dict.fromkeys(SIGNED_OFF, ("chair",)),
    ),
    "assessments.actions.publishing.publish": Act(
        lambda person: publishing_rounds.publish(round_of(person), sha256=""), dict.fromkeys(SIGNED_OFF, ("chair",))
    ),
    "assessments.actions.publishing.take_back_publication": Act(
        lambda person: publishing_rounds.take_back_publication(round_of(person)),
        dict.fromkeys(SIGNED_OFF, ("chair",)),
    ),
    # Reports
    "reports.actions.asking.ask_for_report": Act(
        lambda person: asking.ask_for_report(round_of(person), form=FORMATS["pdf"]),
        {"consensus": INSIDE, "signed_off": (*INSIDE, "auditor"), PUBLISHED: (*INSIDE, "auditor", "viewer")},
    ),
    "reports.actions.asking.ask_for_public_report": Act(
        lambda person: asking.ask_for_public_report(visit_to_public_edition(person, SLUG), form=FORMATS["pdf"]),
        {"signed_off": (*INSIDE, "auditor"), PUBLISHED: (*INSIDE, "auditor", "viewer")},
    ),
    "reports.actions.asking.ask_for_entity_report": Act(
        lambda person: asking.ask_for_entity_report(borough(person), form=FORMATS["pdf"]),
        {
            "open": OWN,
            "consensus": (*OWN, *READING_EVERYTHING),
            **dict.fromkeys(SIGNED_OFF, (*OWN, *READING_EVERYTHING, "auditor")),
        },
    ),
}


# --- People: the state of a round makes no difference -----------------------------------------------------------

OPERATORS = dict.fromkeys(STATES, ("staff",))
OF_BOROUGH = dict.fromkeys(STATES, ("approver",))
NEW = "new.person@example.org"


def marrowdale(person):
    return partnership_for(person, "marrowdale")


def invite_respondent(person, email=NEW):
    partnership, standing = marrowdale(person)
    offer = Offer("respondent", Entity.objects.get(slug="borough"))
    return inviting.invite(standing, partnership=partnership, offer=offer, email=email, absolute=str)


def an_invitation(email=NEW):
    return invite_respondent(Person.objects.get(name="Ap Prover"), email)


def of_somebody_elsewhere():
    """Accepted by somebody who holds a role of another body: an approver has to say yes."""
    person = Person.objects.get(name="Lea Drespondent")
    accepting.accept_invitation(person, invitation=an_invitation(person.email), absolute=str)


def with_invitation(act, **details):
    return lambda person: act(marrowdale(person)[1], invitation=Invitation.objects.get(), **details)


ACTIONS |= {
    "partnerships.actions.inviting.invite": Act(invite_respondent, OF_BOROUGH),
    "partnerships.actions.inviting.send_again": Act(
        with_invitation(inviting.send_again, absolute=str), OF_BOROUGH, an_invitation
    ),
    "partnerships.actions.inviting.withdraw_invitation": Act(
        with_invitation(inviting.withdraw_invitation), OF_BOROUGH, an_invitation
    ),
    "partnerships.actions.inviting.erase_unused_addresses": Act(
        lambda person: inviting.erase_unused_addresses(by=person), OPERATORS, an_invitation
    ),
    "partnerships.actions.accepting.accept_invitation": Act(
        lambda person: accepting.accept_invitation(person, invitation=Invitation.objects.get(), absolute=str),
        dict.fromkeys(STATES, ("stranger",)),
        lambda: an_invitation("stran.ger@example.org"),
    ),
    "partnerships.actions.accepting.confirm_person": Act(
        with_invitation(accepting.confirm_person, absolute=str), OF_BOROUGH, of_somebody_elsewhere
    ),
    "partnerships.actions.accepting.refuse_person": Act(
        with_invitation(accepting.refuse_person, absolute=str), OF_BOROUGH, of_somebody_elsewhere
    ),
    "partnerships.actions.withdrawing.withdraw_role": Act(
        lambda person: withdrawing.withdraw_role(
            marrowdale(person)[1], role=Role.objects.get(person__name="Rae Spondent")
        ),
        # One's own role is one's own to leave.
        dict.fromkeys(STATES, OWN),
    ),
    "partnerships.actions.forgetting.forget_person": Act(
        lambda person: forgetting.forget_person(Person.objects.get(name="Stran Ger"), by=person), OPERATORS
    ),
}


# --- Editions: they belong to no round and no partnership -----------------------------------------------------


def draft_of_an_edition():
    return Edition.objects.get(slug="plain-2")


def question_of_the_draft():
    return draft_of_an_edition().questions.get(code="S6.11")


def a_proposed_draft():
    propose = publishing.propose_edition
    propose(editions.a_draft(), change_note="Clearer questions.", by=editions.an_editor("Pro Poser"))


def withdrawn():
    publishing.withdraw_edition(editions.shipped(), why="Superseded", by=None)


ACTIONS |= {
    "framework_data.actions.drafting.clone_edition": Act(lambda person: editions.a_draft(by=person), OPERATORS),
    "framework_data.actions.drafting.import_edition": Act(
        lambda person: drafting.import_edition(fixture_of(draft_of_an_edition()), by=person),
        OPERATORS,
        editions.a_draft,
    ),
    "framework_data.actions.importing_wording.import_wording": Act(
        lambda person: importing_wording.import_wording(
            editions.own_wording(), base=editions.shipped(), slug="worded", source="own.txt", by=person
        ),
        OPERATORS,
    ),
    "framework_data.actions.drafting.change_edition": Act(
        lambda person: drafting.change_edition(draft_of_an_edition(), changes={"title": "Other"}, by=person),
        OPERATORS,
        editions.a_draft,
    ),
    "framework_data.actions.drafting.change_part": Act(
        lambda person: drafting.change_part(question_of_the_draft(), changes={"text": "Other?"}, by=person),
        OPERATORS,
        editions.a_draft,
    ),
    "framework_data.actions.drafting.add_part": Act(
        lambda person: drafting.add_part(
            draft_of_an_edition(),
            model=Definition,
            values={"code": "place", "order": 9, "meaning": "The area"},
            by=person,
        ),
        OPERATORS,
        editions.a_draft,
    ),
    "framework_data.actions.drafting.remove_part": Act(
        lambda person: drafting.remove_part(question_of_the_draft(), by=person), OPERATORS, editions.a_draft
    ),
    "framework_data.actions.drafting.discard_draft": Act(
        lambda person: drafting.discard_draft(draft_of_an_edition(), by=person), OPERATORS, editions.a_draft
    ),
    "framework_data.actions.publishing.propose_edition": Act(
        lambda person: publishing.propose_edition(draft_of_an_edition(), change_note="Clearer", by=person),
        OPERATORS,
        editions.a_draft,
    ),
    "framework_data.actions.publishing.publish_edition": Act(
        lambda person: publishing.publish_edition(draft_of_an_edition(), read=1, by=person),
        OPERATORS,
        a_proposed_draft,
    ),
    "framework_data.actions.publishing.withdraw_edition": Act(
        lambda person: publishing.withdraw_edition(editions.shipped(), why="Superseded", by=person), OPERATORS
    ),
    "framework_data.actions.publishing.reinstate_edition": Act(
        lambda person: publishing.reinstate_edition(editions.shipped(), why="By mistake", by=person),
        OPERATORS,
        withdrawn,
    ),
    "framework_data.actions.correcting.add_erratum": Act(
        lambda person: correcting.add_erratum(
            editions.shipped(), place="S1.1", field="guidance", text="Other", why="Clearer", by=person
        ),
        OPERATORS,
    ),
}


def a_trial():
    trying.set_trial_bodies(trial_of(editions.an_editor("Try Ing"), editions.a_draft().slug), bodies=2)


def in_the_trial(act, **details):
    """An action in one's own trial; for whoever is no editor, in one that was somehow loaded all the same."""

    def call(person):
        found = trial_of(Person.objects.get(name="Try Ing"), "plain-2")
        return act(replace(found, person=person), **details)

    return call


ACTIONS |= {
    "assessments.actions.trying.save_trial_answers": Act(
        in_the_trial(trying.save_trial_answers, whose="body-b", given=[trying.Given("S2.1", "F", "")]),
        OPERATORS,
        a_trial,
    ),
    "assessments.actions.trying.fill_trial": Act(
        in_the_trial(trying.fill_trial, whose=["body-b"], value="F", keep=False), OPERATORS, a_trial
    ),
    "assessments.actions.trying.set_trial_bodies": Act(
        in_the_trial(trying.set_trial_bodies, bodies=5), OPERATORS, a_trial
    ),
    "assessments.actions.trying.end_trial": Act(in_the_trial(trying.end_trial), OPERATORS, a_trial),
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


def everything_stored(of_editions: bool) -> dict[str, list[Any]]:
    """All rows of the product's own tables; those of editions, which are many, where it is about editions."""
    rooms = ROOMS if of_editions else ROOMS[1:]
    return rows_stored(*(model for room in rooms for model in apps.get_app_config(room).get_models()))


def outcome(act: Act, person: Person, before: Mapping[str, Any]) -> str:
    """What comes of it, undone afterwards so that the next person finds everything as it was."""
    with transaction.atomic():
        try:
            act.call(person)
        except (PermissionDenied, Http404) as refusal:
            is_same = everything_stored("Question" in before) == before
            return "refused" if is_same else f"refused, but changed something: {refusal}"
        finally:
            transaction.set_rollback(True)
    return "done"


def tries() -> list[tuple[str, str]]:
    """Each action in each state; one on an edition in one state, because no round has a part in it."""
    return [(name, state) for name in ACTIONS for state in (STATES[:1] if "framework_data." in name else STATES)]


@pytest.mark.parametrize(("name", "state"), tries())
def test_who_may(name, state):
    answers = {"lead-council": everything(), "borough": everything("P")}
    a_round(SLUG, state=state, answers=answers, submitted=True)
    people = cast()
    ACTIONS[name].prepare()
    before = everything_stored("framework_data." in name)
    found = {each: outcome(ACTIONS[name], getattr(people, each), before) for each in CAST}

    assert found == {each: "done" if each in ACTIONS[name].may.get(state, ()) else "refused" for each in CAST}
