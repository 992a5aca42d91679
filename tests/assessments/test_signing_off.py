"""Signing off and reopening as acts: what they need, what they write, and what nobody can do afterwards."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions.agreeing import Agreement, record_agreed_answer, withdraw_agreed_answer
from assessments.actions.answering import Draft, save_answers, submit_answers, take_back_answers
from assessments.actions.revealing import reveal
from assessments.actions.signing_off import reopen, sign_off
from assessments.models import AgreedAnswer, Answer, Assessment, Participant, Seal, SealedPaper
from assessments.seal import hash_of_document
from assessments.sealed import current_hash
from partnerships.models import Event, EventText, Role
from tests.people import cast, everything
from tests.reports.rounds import note_of, told_round
from tests.sealing import MINUTE, a_signature, published, reopened, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment():
    return told_round()


@pytest.fixture
def people(assessment):
    return cast()


def agreeing(assessment, person, question, value, revision=0):
    return record_agreed_answer(
        visit(person, assessment.slug), agreement=Agreement(question, value, "As discussed", {}, revision)
    )


# --- Signing off -----------------------------------------------------------------------------------------------------


def test_signing_off_freezes_the_round_and_seals_it(assessment, people):
    yesterday = timezone.localdate() - timedelta(days=1)

    seal = signed_off(assessment, people.chair, on=yesterday, minute=f"  {MINUTE} ")

    assert assessment.is_signed_off
    assert (assessment.signed_off_on, assessment.minute_reference) == (yesterday, MINUTE)
    assert assessment.partnership_name == "Marrowdale Together"
    assert assessment.signed_off_at is not None
    assert (seal.number, seal.sealed_by, seal.reopened_at) == (1, people.chair, None)
    assert seal.sha256 == hash_of_document(seal.document) == current_hash(assessment)


def test_the_sealed_document_holds_the_round_the_wording_and_the_result(assessment, people):
    document = json.loads(signed_off(assessment, people.chair).document)

    assert document["assessment"]["assessment"]["state"] == "signed_off"
    assert document["assessment"]["partnership"] == {"slug": "marrowdale", "name": "Marrowdale Together"}
    assert len(document["assessment"]["answers"]) == 2 * 38 + 57
    assert len(document["edition"]) > 150
    assert document["result"]["state"] == "signed_off"
    assert [profile["entity"] for profile in document["values"]] == [None, "lead-council", "borough", "trust"]
    assert [(body["slug"], body["participation"]) for body in document["bodies"]] == [
        ("lead-council", "participating"),
        ("borough", "participating"),
        ("trust", "participating"),
        ("charity", "declined"),
    ]


def test_the_sealed_document_names_bodies_and_never_people(assessment, people):
    Answer.objects.update(updated_by=people.respondent)
    seal = signed_off(assessment, people.chair)

    for person in vars(people).values():
        assert person.name not in seal.document + json.dumps(seal.texts)
        assert person.email not in seal.document + json.dumps(seal.texts)
        assert person.public_id not in seal.document
    assert json.loads(seal.document)["signed_off"]["by"] == "chair"


def test_the_deputy_chair_signs_as_such(assessment, people):
    Role.objects.filter(person=people.board_member).update(office="deputy_chair")

    seal = signed_off(assessment, people.board_member)

    assert json.loads(seal.document)["signed_off"]["by"] == "deputy_chair"


def test_typed_texts_are_sealed_by_hash_with_evidence_and_kept_beside(assessment, people):
    Answer.objects.filter(participant__entity__slug="borough").update(evidence="https://evidence.example.org/")
    seal = signed_off(assessment, people.chair)

    kept = {text for _, text in seal.texts.values()}
    for typed in (note_of("borough"), "reasons-of-the-board", "dissent-of-trust", "https://evidence.example.org/"):
        assert typed in kept
        assert typed not in seal.document


def test_what_a_body_has_not_submitted_is_not_sealed(assessment, people):
    Participant.objects.filter(entity__slug="trust").update(submitted_at=None)
    seal = signed_off(assessment, people.chair)

    document = json.loads(seal.document)
    assert note_of("trust") not in {text for _, text in seal.texts.values()}
    assert {row["entity"] for row in document["assessment"]["answers"]} == {"lead-council", "borough"}
    assert [body["has_submitted"] for body in document["bodies"]] == [True, True, False, False]


def test_a_note_alone_and_an_answer_behind_a_closed_gate_are_sealed_too(people):
    told_round("gated", but={"borough": {"S2.1": "N"}})
    ids = visit(people.chair, "gated").content.question_ids
    borough = Participant.objects.get(assessment__slug="gated", entity__slug="borough")
    Answer.objects.filter(participant=borough, question=ids["S2.3"]).update(value="")
    Answer.objects.create(participant=borough, question_id=ids["S2.2"], value="F", note="Behind the gate")

    seal = signed_off(Assessment.objects.get(slug="gated"), people.chair)

    aside = json.loads(seal.document)["not_counted"]
    assert [(row["question"], row["entity"], row["value"]) for row in aside] == [
        ("S2.2", "borough", "F"),
        ("S2.3", "borough", ""),
    ]
    assert "Behind the gate" in {text for _, text in seal.texts.values()}


def test_the_history_says_who_signed_and_names_the_hash(assessment, people):
    seal = signed_off(assessment, people.chair)

    event = Event.objects.get(verb="signed_off")
    assert (event.by, event.assessment) == (people.chair, assessment.slug)
    assert event.before == {"state": "consensus"}
    assert event.after["sha256"] == seal.sha256
    assert event.after["on"] == timezone.localdate().isoformat()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"minute_reference": "  "}, "minute_reference", "Enter the minute reference"),
        ({"on": timezone.localdate() + timedelta(days=2)}, "on", "must be today or in the past"),
        ({"on": timezone.localdate() - timedelta(days=9)}, "on", "the day of the reveal, or later"),
    ],
)
def test_a_date_or_reference_that_does_not_do_is_refused_and_nothing_is_written(
    assessment, people, changes, field, sentence
):
    Assessment.objects.update(revealed_at=timezone.now() - timedelta(days=3))

    with pytest.raises(ValidationError) as refusal:
        sign_off(visit(people.chair, assessment.slug), signature=a_signature(assessment, people.chair, **changes))

    assert sentence in refusal.value.message_dict[field][0]
    assert not Seal.objects.exists()
    assert Assessment.objects.get().is_in_consensus


def test_an_open_joint_question_is_accepted_by_name_or_stands_in_the_way(assessment, people):
    question = visit(people.chair, assessment.slug).content.question_ids["S1.1"]
    AgreedAnswer.objects.filter(question=question).delete()

    with pytest.raises(ValidationError) as refusal:
        signature = a_signature(assessment, people.chair, accepted_open=frozenset({"S1.4"}))
        sign_off(visit(people.chair, assessment.slug), signature=signature)
    assert "Agree S1.1" in refusal.value.message_dict["accepted"][0]

    signature = a_signature(assessment, people.chair, accepted_open=frozenset({"S1.1", "S1.4"}))
    seal = sign_off(visit(people.chair, assessment.slug), signature=signature).seal
    assert json.loads(seal.document)["accepted_open"] == ["S1.1"]


def test_a_joint_question_behind_an_agreed_no_is_not_open(people):
    assessment = told_round("closed", agreed={"DEL6.6": "N"})
    ids = visit(people.chair, "closed").content.question_ids
    AgreedAnswer.objects.filter(assessment=assessment, question__in=[ids["DEL6.7"], ids["DEL6.8"]]).delete()

    assert a_signature(assessment, people.chair).accepted_open == frozenset()
    assert json.loads(signed_off(assessment, people.chair).document)["accepted_open"] == []


def test_what_moved_since_the_page_was_shown_is_handed_back_and_nothing_is_written(assessment, people):
    signature = a_signature(assessment, people.chair)
    correcting = visit_to_entity(people.approver, assessment.slug, "borough")
    save_answers(correcting, drafts=[Draft("S2.3", "L", note="Corrected", revision=1)])
    agreeing(assessment, people.chair, "S1.1", "L", revision=1)

    done = sign_off(visit(people.chair, assessment.slug), signature=signature)

    assert done.seal is None
    assert set(done.moved) == {"S2.3", "S1.1"}
    assert not Seal.objects.exists()
    assert Assessment.objects.get().is_in_consensus


# --- What stands still from then on ----------------------------------------------------------------------------------


def acts(people, slug):
    def own():
        return visit_to_entity(people.approver, slug, "borough")

    def board():
        return visit(people.chair, slug)

    return {
        "save": lambda: save_answers(own(), drafts=[Draft("S2.3", "L", revision=1)]),
        "submit": lambda: submit_answers(own()),
        "take back": lambda: take_back_answers(own()),
        "agree": lambda: agreeing(board().assessment, people.chair, "S1.1", "L", revision=1),
        "withdraw": lambda: withdraw_agreed_answer(board(), question="S1.1", revision=1),
        "reveal": lambda: reveal(visit(people.facilitator, slug)),
        "sign off": lambda: signed_off(board().assessment, people.chair),
    }


@pytest.mark.parametrize("name", ["save", "submit", "take back", "agree", "withdraw", "reveal", "sign off"])
def test_a_signed_off_round_refuses_every_act_on_it(assessment, people, name):
    signed_off(assessment, people.chair)

    with pytest.raises(PermissionDenied):
        acts(people, assessment.slug)[name]()

    assert not Answer.objects.exclude(revision=1).exists()
    assert not AgreedAnswer.objects.exclude(revision=1).exists()
    assert Seal.objects.count() == 1


@pytest.mark.parametrize("name", ["save", "agree", "withdraw"])
def test_an_act_that_was_loaded_before_signing_off_comes_too_late(assessment, people, name):
    own, board = visit_to_entity(people.approver, assessment.slug, "borough"), visit(people.chair, assessment.slug)
    late = {
        "save": lambda: save_answers(own, drafts=[Draft("S2.3", "L", revision=1)]),
        "agree": lambda: record_agreed_answer(board, agreement=Agreement("S1.1", "L", "As discussed", {}, 1)),
        "withdraw": lambda: withdraw_agreed_answer(board, question="S1.1", revision=1),
    }
    signed_off(assessment, people.chair)

    with pytest.raises(PermissionDenied):
        late[name]()


# --- Reopening -------------------------------------------------------------------------------------------------------


def test_reopening_keeps_the_seal_with_its_reason_and_its_papers(assessment, people):
    seal = signed_off(assessment, people.chair)
    document, sha256, texts = seal.document, seal.sha256, seal.texts
    published(assessment, people.chair)

    reopened(assessment, people.chair, "S2.3 was misread")

    seal.refresh_from_db()
    assert (seal.document, seal.sha256, sorted(seal.texts)) == (document, sha256, sorted(texts))
    assert (seal.reopen_reason, seal.reopened_by) == ("S2.3 was misread", people.chair)
    assert seal.reopened_at is not None
    assert {(p.audience, bytes(p.content)) for p in SealedPaper.objects.filter(seal=seal)} == {
        ("board", b"%PDF-board"),
        ("public", b"%PDF-public"),
    }
    assert assessment.is_in_consensus
    assert (assessment.signed_off_at, assessment.signed_off_on, assessment.minute_reference) == (None, None, "")
    assert assessment.partnership_name == ""


def test_reopening_a_round_that_was_not_published_keeps_no_paper_that_viewers_could_find(assessment, people):
    seal = signed_off(assessment, people.chair)

    reopened(assessment, people.chair)

    assert [paper.audience for paper in SealedPaper.objects.filter(seal=seal)] == ["board"]


def test_after_reopening_and_signing_off_again_there_are_two_seals_the_first_unchanged(assessment, people):
    first = signed_off(assessment, people.chair)
    reopened(assessment, people.chair)
    first = Seal.objects.filter(pk=first.pk).values().get()
    correcting = visit_to_entity(people.approver, assessment.slug, "borough")
    save_answers(correcting, drafts=[Draft("S2.3", "L", revision=1)])

    second = signed_off(assessment, people.chair, minute="PB 2026/15")

    assert Seal.objects.filter(pk=first["id"]).values().get() == first
    assert (second.number, Seal.objects.count()) == (2, 2)
    assert second.sha256 != first["sha256"]
    assert current_hash(assessment) == second.sha256


@pytest.mark.parametrize("reason", ["", " \n"])
def test_reopening_needs_a_reason(assessment, people, reason):
    seal = signed_off(assessment, people.chair)

    with pytest.raises(ValidationError, match="Say why"):
        reopen(visit(people.chair, assessment.slug), reason=reason, sha256=seal.sha256)

    assert Assessment.objects.get().is_signed_off


def test_papers_of_another_seal_are_refused(assessment, people):
    signed_off(assessment, people.chair)

    with pytest.raises(PermissionDenied, match="signed off anew"):
        reopen(visit(people.chair, assessment.slug), reason="Late", sha256="0" * 64)

    assert Assessment.objects.get().is_signed_off


def test_the_history_keeps_the_reason_apart(assessment, people):
    seal = signed_off(assessment, people.chair)
    reopened(assessment, people.chair, "S2.3 was misread")

    event = Event.objects.get(verb="reopened")
    assert event.before == {"state": "signed_off", "seal": 1, "sha256": seal.sha256}
    assert event.after["state"] == "consensus"
    assert "misread" not in json.dumps(event.after)
    assert EventText.objects.get(event=event).text == "S2.3 was misread"


def test_a_round_that_was_signed_off_elsewhere_is_reopened_and_goes_on_here():
    assessment = told_round(state="signed_off", imported=True)
    people = cast()

    reopened(assessment, people.chair)
    assert assessment.is_in_consensus
    assert not Seal.objects.exists()

    seal = signed_off(assessment, people.chair)
    assert seal.number == 1


def test_everything_missing_can_be_sealed(people):
    assessment = told_round("bare", but={"borough": everything("N")})
    AgreedAnswer.objects.filter(assessment=assessment).delete()
    Answer.objects.filter(participant__assessment=assessment).delete()

    seal = signed_off(assessment, people.chair)

    assert len(json.loads(seal.document)["accepted_open"]) == 62
