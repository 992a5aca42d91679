"""Every change to a round: what it does, what it leaves in the history, and what it refuses."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from assessments.access import visit, visit_to_entity
from assessments.actions import _acting, agreeing, answering, revealing
from assessments.actions.agreeing import Agreement
from assessments.actions.answering import Draft
from assessments.interchange import export_document, result_document
from assessments.models import AgreedAnswer, AgreedDraft, Answer, Assessment, Participant
from assessments.rounds import revealed_round
from partnerships.models import Event, Person, Role
from partnerships.texts import put_back
from tests.people import a_person, a_round, rows_stored, seat

pytestmark = pytest.mark.django_db

OPEN, CONSENSUS, SIGNED_OFF, DRAFT = "open", "consensus", "signed_off", "draft"
NOTHING = {"value": "", "note": "", "reason": "", "evidence": ""}


def somebody(kind: str, body: str, **details: Any) -> Person:
    return seat_of(a_person(f"{kind} of {body}".replace("_", " ")), kind, body, **details)


def seat_of(person: Person, kind: str, body: str, **details: Any) -> Person:
    seat(person, kind, body, **details)
    return person


def save(person: Person, *drafts: Draft, body: str = "borough") -> dict[str, answering.Saved]:
    return answering.save_answers(visit_to_entity(person, "first-round", body), drafts=list(drafts))


def history() -> list[tuple[str, str, dict, dict]]:
    """What was done since the import, as (verb, body and subject, before, after), the texts in their places."""
    events = Event.objects.exclude(verb="assessment_imported").order_by("pk").prefetch_related("texts")
    return [(event.verb, f"{event.entity} {event.subject}".strip(), *with_texts(event)) for event in events]


def with_texts(event: Event) -> tuple[dict[str, Any], dict[str, Any]]:
    texts = {each.sha256: each.text for each in event.texts.all()}
    return put_back(event.before, texts), put_back(event.after, texts)


def everything_stored() -> dict[str, list[Any]]:
    """All that a refused action must leave as it was."""
    return rows_stored(Assessment, Participant, Answer, AgreedAnswer, AgreedDraft, Event)


# --- Saving answers -------------------------------------------------------------------------------------------


@pytest.fixture
def respondent():
    a_round()
    return somebody("respondent", "borough")


def test_a_new_answer_is_stored_with_who_and_when(respondent):
    saved = save(respondent, Draft("S1.1", "L", "See the minutes.", "", "https://example.org/minutes"))

    answer = Answer.objects.get()
    assert saved["S1.1"].answer == answer
    assert saved["S1.1"].conflict is None
    assert (answer.value, answer.note, answer.evidence) == ("L", "See the minutes.", "https://example.org/minutes")
    assert (answer.revision, answer.updated_by) == (1, respondent)


def test_a_save_leaves_one_line_with_who_what_before_and_after(respondent):
    save(respondent, Draft("S1.1", "L", "A note."))

    event = Event.objects.get(verb="answer_saved")
    assert (event.by, event.assessment, event.entity, event.subject) == (respondent, "first-round", "borough", "S1.1")
    before, after = with_texts(event)
    assert before == NOTHING
    assert after == NOTHING | {"value": "L", "note": "A note."}


def test_a_changed_answer_has_the_next_revision(respondent):
    save(respondent, Draft("S1.1", "L"))

    save(respondent, Draft("S1.1", "F", revision=1))

    assert Answer.objects.get().revision == 2
    assert [(before["value"], after["value"]) for _, _, before, after in history()] == [("", "L"), ("L", "F")]


@pytest.mark.parametrize("revision", [0, 1, 7])
def test_an_unchanged_answer_keeps_its_revision_and_leaves_no_line(respondent, revision):
    save(respondent, Draft("S1.1", "L", "A note."))

    saved = save(respondent, Draft("S1.1", "L", "A note.", revision=revision))

    assert saved["S1.1"].conflict is None
    assert Answer.objects.get().revision == 1
    assert len(history()) == 1


def test_an_empty_draft_stores_nothing(respondent):
    assert save(respondent, Draft("S1.1"))["S1.1"].answer is None
    assert not Answer.objects.exists()
    assert history() == []


def test_a_note_may_come_before_the_answer(respondent):
    save(respondent, Draft("S1.1", note="Still asking around."))

    assert Answer.objects.get().value == ""


def test_an_answer_can_be_taken_back_to_nothing(respondent):
    save(respondent, Draft("S1.1", "L", "A note."))

    save(respondent, Draft("S1.1", revision=1))

    assert (Answer.objects.get().value, Answer.objects.get().revision) == ("", 2)


def test_several_answers_are_saved_at_once_with_a_line_each(respondent):
    saved = save(respondent, Draft("S1.1", "L"), Draft("S1.2", "P"), Draft("DEL4.6", "X"))

    assert {code: save.answer.value for code, save in saved.items()} == {"S1.1": "L", "S1.2": "P", "DEL4.6": "X"}
    assert [subject for _, subject, _, _ in history()] == ["borough S1.1", "borough S1.2", "borough DEL4.6"]


def test_a_view_is_saved_like_an_answer(respondent):
    assert save(respondent, Draft("GS1.1", "P"))["GS1.1"].answer.value == "P"


def test_an_answer_behind_a_closed_gate_is_kept(respondent):
    save(respondent, Draft("S2.1", "F"), Draft("S2.2", "L"))

    save(respondent, Draft("S2.1", "N", revision=1))

    assert Answer.objects.get(question__code="S2.2").value == "L"


def test_a_save_on_an_older_text_is_handed_back_and_loses_nothing(respondent):
    colleague = somebody("approver", "borough")
    save(respondent, Draft("S1.1", "L", "Mine."))
    draft = Draft("S1.1", "P", "Theirs.", revision=0)

    saved = save(colleague, draft)["S1.1"]

    assert saved.conflict == draft
    assert (saved.answer.value, saved.answer.note, saved.answer.updated_by) == ("L", "Mine.", respondent)
    assert Answer.objects.get().note == "Mine."
    assert len(history()) == 1


def test_of_several_drafts_only_the_stale_one_is_handed_back(respondent):
    save(respondent, Draft("S1.1", "L"))

    saved = save(respondent, Draft("S1.1", "P", revision=0), Draft("S1.2", "P"))

    assert saved["S1.1"].conflict
    assert saved["S1.2"].answer.value == "P"
    assert saved["S1.2"].conflict is None


def test_a_draft_on_a_revision_that_never_was_is_handed_back(respondent):
    assert save(respondent, Draft("S1.1", "L", revision=3))["S1.1"].conflict


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (Draft("S1.1", "Q"), "S1.1: Q is not an answer to this question."),
        (Draft("S1.1", "Y"), "S1.1: Y is not an answer to this question."),
        (Draft("DEL4.6", "F"), "DEL4.6: F is not an answer to this question."),
        (Draft("S1.1", "NA"), "S1.1: Say why it is not applicable."),
        (Draft("S1.1", "NA", reason="  "), "S1.1: Say why it is not applicable."),
    ],
)
def test_a_wrong_answer_is_refused_with_all_that_came_with_it(respondent, draft, sentence):
    before = everything_stored()

    with pytest.raises(ValidationError) as error:
        save(respondent, Draft("S1.2", "F"), draft)

    assert error.value.messages == [sentence]
    assert everything_stored() == before


def test_not_applicable_is_saved_with_its_reason(respondent):
    save(respondent, Draft("S1.1", "NA", reason="We run no such service."))

    assert Answer.objects.get().reason == "We run no such service."


def test_the_database_too_refuses_not_applicable_without_a_reason(respondent):
    save(respondent, Draft("S1.1", "L"))

    with pytest.raises(IntegrityError):
        Answer.objects.update(value="NA")


def test_an_invited_body_takes_part_from_its_first_answer():
    a_round()
    newcomer = somebody("respondent", "trust")

    save(newcomer, Draft("S1.1", "L"), body="trust")
    save(newcomer, Draft("S1.2", "L"), body="trust")

    assert Participant.objects.get(entity__slug="trust").participation == "participating"
    assert [line for line in history() if line[0] == "taking_part"] == [
        ("taking_part", "trust", {"participation": "invited"}, {"participation": "participating"})
    ]


def test_a_note_alone_does_not_make_an_invited_body_take_part():
    a_round()

    save(somebody("respondent", "trust"), Draft("S1.1", note="Who is this from?"), body="trust")

    assert Participant.objects.get(entity__slug="trust").participation == "invited"


def refused(person: Person, body: str = "borough") -> str:
    """The sentence with which a save is refused; nothing may have changed."""
    visiting = visit_to_entity(person, "first-round", body)
    before = everything_stored()
    with pytest.raises(PermissionDenied) as error:
        answering.save_answers(visiting, drafts=[Draft("S1.1", "L")])
    assert everything_stored() == before
    return str(error.value)


@pytest.mark.parametrize("state", [CONSENSUS, SIGNED_OFF])
def test_a_round_that_is_not_open_takes_no_answers(state):
    a_round(state=state)

    assert "not open" in refused(somebody("respondent", "borough"))


def test_submitted_answers_do_not_change():
    a_round(submitted=True)

    assert "submitted" in refused(somebody("respondent", "borough"))


def test_a_body_that_declined_does_not_answer():
    a_round()

    assert "does not take part" in refused(somebody("respondent", "charity"), "charity")


def test_nobody_answers_for_another_body(respondent):
    visiting = visit_to_entity(respondent, "first-round", "borough")
    facilitator = seat_of(a_person("Fay"), "facilitator", "lead-council")
    foreign = replace(visiting, person=facilitator, standing=visit(facilitator, "first-round").standing)

    with pytest.raises(PermissionDenied):
        answering.save_answers(foreign, drafts=[Draft("S1.1", "L")])

    assert not Answer.objects.exists()


def test_what_changed_since_the_page_was_loaded_decides(respondent):
    visiting = visit_to_entity(respondent, "first-round", "borough")
    Assessment.objects.update(state=CONSENSUS)

    with pytest.raises(PermissionDenied):
        answering.save_answers(visiting, drafts=[Draft("S1.1", "L")])


# --- Submitting -----------------------------------------------------------------------------------------------


@pytest.fixture
def approver():
    a_round(answers={"borough": {"S1.1": "F"}})
    return somebody("approver", "borough")


def submit(person: Person, body: str = "borough") -> Participant:
    return answering.submit_answers(visit_to_entity(person, "first-round", body))


def take_back(person: Person, body: str = "borough") -> Participant:
    return answering.take_back_answers(visit_to_entity(person, "first-round", body))


def test_an_approver_submits(approver):
    participant = submit(approver)

    participant.refresh_from_db()
    assert participant.submitted_by == approver
    assert participant.submitted_at is not None
    assert history() == [("answers_submitted", "borough", {}, {})]
    assert Event.objects.get(verb="answers_submitted").by == approver


def test_an_approver_takes_back_while_the_round_is_open(approver):
    submit(approver)

    participant = take_back(approver)

    participant.refresh_from_db()
    assert (participant.submitted_at, participant.submitted_by) == (None, None)
    assert [verb for verb, *_ in history()] == ["answers_submitted", "answers_taken_back"]
    save(approver, Draft("S1.1", "P", revision=1))


def test_a_late_body_submits_in_consensus(approver):
    Assessment.objects.update(state=CONSENSUS)

    assert submit(approver).submitted_at is not None


@pytest.mark.parametrize(
    ("act", "prepare", "sentence"),
    [
        (submit, {"submitted": True}, "submitted already"),
        (submit, {"state": SIGNED_OFF}, "open or in consensus"),
        (submit, {"participation": {"borough": "invited"}}, "answered nothing yet"),
        (submit, {"participation": {"borough": "declined"}}, "does not take part"),
        (submit, {"participation": {"borough": "did_not_take_part"}}, "does not take part"),
        (take_back, {}, "are not submitted"),
        (take_back, {"submitted": True, "state": CONSENSUS}, "only while the round is open"),
        (take_back, {"submitted": True, "state": SIGNED_OFF}, "only while the round is open"),
    ],
)
def test_submitting_and_taking_back_have_their_time(act, prepare, sentence):
    a_round(**prepare)
    person = somebody("approver", "borough")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match=sentence):
        act(person)

    assert everything_stored() == before


@pytest.mark.parametrize(("act", "submitted"), [(submit, False), (take_back, True)])
def test_a_respondent_neither_submits_nor_takes_back(act, submitted):
    a_round(submitted=submitted)
    person = somebody("respondent", "borough")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match="Only an approver"):
        act(person)

    assert everything_stored() == before


def test_an_approver_of_one_body_does_not_submit_for_another():
    a_round()
    person = somebody("respondent", "borough")
    seat(person, Role.Kind.APPROVER, "lead-council")

    with pytest.raises(PermissionDenied, match="Only an approver of Tansy Borough Council"):
        submit(person)


# --- Reveal ---------------------------------------------------------------------------------------------------


def reveal(person: Person) -> Assessment:
    return revealing.reveal(visit(person, "first-round"))


def test_the_facilitator_moves_an_open_round_to_consensus():
    a_round(answers={"borough": {"S1.1": "F"}})
    Participant.objects.filter(entity__slug="borough").update(submitted_at="2026-05-01T12:00Z")
    facilitator = somebody("facilitator", "lead-council")

    assessment = reveal(facilitator)

    assessment.refresh_from_db()
    assert assessment.state == CONSENSUS
    assert assessment.revealed_at is not None
    assert history() == [
        (
            "revealed",
            "",
            {"state": "open"},
            {"state": "consensus", "not_submitted": ["lead-council"], "did_not_take_part": ["trust"]},
        )
    ]
    assert Event.objects.get(verb="revealed").by == facilitator


def test_a_body_that_never_replied_did_not_take_part():
    a_round()

    reveal(somebody("facilitator", "lead-council"))

    assert dict(Participant.objects.values_list("entity__slug", "participation")) == {
        "lead-council": "participating",
        "borough": "participating",
        "trust": "did_not_take_part",
        "charity": "declined",
    }


@pytest.mark.parametrize("state", [DRAFT, CONSENSUS, SIGNED_OFF])
def test_only_an_open_round_is_revealed(state):
    a_round(state=state)
    person = somebody("facilitator", "lead-council")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match="Only an open round"):
        reveal(person)

    assert everything_stored() == before


@pytest.mark.parametrize("kind", ["respondent", "approver", "board_member", "finance_lead"])
def test_only_the_facilitator_reveals(kind):
    a_round()
    person = somebody(kind, "lead-council")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match="Only a facilitator"):
        reveal(person)

    assert everything_stored() == before


# --- Agreed answers -------------------------------------------------------------------------------------------


@pytest.fixture
def chair():
    """Two bodies at F and P on S2.1; the lead answers GS1.1 with L; views on DEL5.3 are P and P."""
    a_round(
        state=CONSENSUS,
        submitted=True,
        answers={"lead-council": {"S2.1": "F", "GS1.1": "L", "DEL5.3": "P"}, "borough": {"S2.1": "P", "DEL5.3": "P"}},
    )
    return somebody("board_member", "lead-council", office="chair")


def agree(person: Person, question: str, value: str, rationale: str = "", **details: Any) -> agreeing.Agreed:
    agreement = Agreement(question, value, rationale, details.pop("dissent", {}), **details)
    return agreeing.record_agreed_answer(visit(person, "first-round"), agreement=agreement)


def withdraw(person: Person, question: str, revision: int) -> agreeing.Agreed:
    return agreeing.withdraw_agreed_answer(visit(person, "first-round"), question=question, revision=revision)


def test_the_board_agrees_an_answer_with_dissent(chair):
    agree(chair, "DEL5.3", "L", "Terms of reference are in draft.", dissent={"borough": "Not yet."})

    answer = AgreedAnswer.objects.get()
    assert (answer.value, answer.rationale, answer.revision) == ("L", "Terms of reference are in draft.", 1)
    assert answer.updated_by == chair
    assert [(row.participant.entity.slug, row.note) for row in answer.dissents.all()] == [("borough", "Not yet.")]
    assert history() == [
        (
            "answer_agreed",
            "DEL5.3",
            {},
            {"value": "L", "rationale": "Terms of reference are in draft.", "dissent": {"borough": "Not yet."}},
        )
    ]
    assert Event.objects.get(verb="answer_agreed").by == chair


def test_an_agreed_answer_changes_with_its_dissent(chair):
    agree(chair, "DEL5.3", "L", "First.", dissent={"borough": "Not yet.", "lead-council": "Nor we."})

    agree(chair, "DEL5.3", "F", "Second.", dissent={"lead-council": "Still not."}, revision=1)

    answer = AgreedAnswer.objects.get()
    assert (answer.value, answer.revision) == ("F", 2)
    assert [(row.participant.entity.slug, row.note) for row in answer.dissents.all()] == [
        ("lead-council", "Still not.")
    ]
    assert history()[1][2]["dissent"] == {"borough": "Not yet.", "lead-council": "Nor we."}


def test_an_unchanged_agreement_leaves_no_line(chair):
    agree(chair, "DEL5.3", "L", "Why.")

    assert agree(chair, "DEL5.3", "L", "Why.", revision=0).conflict is None

    assert AgreedAnswer.objects.get().revision == 1
    assert len(history()) == 1


def test_an_agreement_on_an_older_text_is_handed_back(chair):
    agree(chair, "DEL5.3", "L", "Mine.")

    agreed = agree(chair, "DEL5.3", "F", "Theirs.", revision=0)

    assert agreed.conflict == Agreement("DEL5.3", "F", "Theirs.", {}, 0)
    assert agreed.answer.rationale == "Mine."
    assert AgreedAnswer.objects.get().value == "L"
    assert len(history()) == 1


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("S2.1", "F"),  # the weakest body stands at P
        ("GS1.1", "F"),  # the lead said L
        ("DEL5.3", "L"),  # most views are P
        ("S3.1", "NA"),
    ],
)
def test_a_rationale_is_required_where_it_is_due(chair, question, value):
    before = everything_stored()

    with pytest.raises(ValidationError) as error:
        agree(chair, question, value, "  ")

    assert list(error.value.message_dict) == ["rationale"]
    assert everything_stored() == before
    assert agree(chair, question, value, "As we discussed.").answer.value == value


@pytest.mark.parametrize(("question", "value"), [("S2.1", "P"), ("GS1.1", "L"), ("DEL5.3", "P"), ("DEL5.4", "N")])
def test_a_rationale_is_optional_elsewhere(chair, question, value):
    assert agree(chair, question, value).answer.rationale == ""


@pytest.mark.parametrize(("question", "value"), [("S2.1", "Q"), ("S2.1", ""), ("S2.1", "Y"), ("DEL4.6", "F")])
def test_an_agreed_answer_is_one_that_the_question_knows(chair, question, value):
    with pytest.raises(ValidationError) as error:
        agree(chair, question, value, "Why.")

    assert list(error.value.message_dict) == ["value"]


@pytest.mark.parametrize("body", ["charity", "trust", "stranger"])
def test_only_bodies_that_take_part_dissent(chair, body):
    with pytest.raises(ValidationError) as error:
        agree(chair, "S2.1", "P", dissent={body: "No."})

    assert list(error.value.message_dict) == ["dissent"]
    assert not AgreedAnswer.objects.exists()


def test_an_agreed_answer_is_withdrawn(chair):
    agree(chair, "DEL5.3", "L", "Why.", dissent={"borough": "No."})

    assert withdraw(chair, "DEL5.3", 1).answer is None

    assert not AgreedAnswer.objects.exists()
    assert history()[1] == (
        "agreed_answer_withdrawn",
        "DEL5.3",
        {"value": "L", "rationale": "Why.", "dissent": {"borough": "No."}},
        {},
    )


def test_a_withdrawal_on_an_older_text_is_handed_back(chair):
    agree(chair, "DEL5.3", "L", "Why.")
    agree(chair, "DEL5.3", "F", "Why.", revision=1)

    withdrawn = withdraw(chair, "DEL5.3", 1)

    assert withdrawn.conflict
    assert withdrawn.answer.value == "F"
    assert AgreedAnswer.objects.count() == 1


def test_withdrawing_what_is_not_there_leaves_no_line(chair):
    assert withdraw(chair, "DEL5.3", 0) == agreeing.Agreed(None)
    assert history() == []


@pytest.mark.parametrize("state", [DRAFT, OPEN, SIGNED_OFF])
def test_answers_are_agreed_in_consensus_only(state):
    a_round(state=state)
    person = seat_of(somebody("board_member", "lead-council"), "facilitator", "lead-council")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match="in consensus"):
        draft(person, "DEL5.3", "L")
    with pytest.raises(PermissionDenied, match="in consensus"):
        discard(person, "DEL5.3", 0)

    with pytest.raises(PermissionDenied, match="in consensus"):
        agree(person, "DEL5.3", "L", "Why.")
    with pytest.raises(PermissionDenied, match="in consensus"):
        withdraw(person, "DEL5.3", 0)

    assert everything_stored() == before


@pytest.mark.parametrize("kind", ["respondent", "approver", "finance_lead", "facilitator"])
def test_only_the_board_agrees(chair, kind):
    person = somebody(kind, "borough")

    with pytest.raises(PermissionDenied, match="The board agrees"):
        agree(person, "S2.1", "P")
    with pytest.raises(PermissionDenied, match="The board agrees"):
        withdraw(person, "S2.1", 0)


def test_every_board_member_agrees(chair):
    assert agree(somebody("board_member", "trust"), "S2.1", "P").answer.value == "P"


# --- Drafts ---------------------------------------------------------------------------------------------------


def draft(person: Person, question: str, value: str, rationale: str = "", revision: int = 0) -> agreeing.Drafted:
    agreement = Agreement(question, value, rationale, draft_revision=revision)
    return agreeing.draft_agreed_answer(visit(person, "first-round"), agreement=agreement)


def discard(person: Person, question: str, revision: int) -> agreeing.Drafted:
    return agreeing.discard_draft(visit(person, "first-round"), question=question, revision=revision)


@pytest.fixture
def facilitator(chair):
    return somebody("facilitator", "lead-council")


def test_a_facilitator_drafts_and_the_draft_counts_nowhere(facilitator):
    draft(facilitator, "S2.1", "F", "Both plans were seen.")

    stored = AgreedDraft.objects.get()
    assert (stored.value, stored.rationale, stored.revision, stored.updated_by) == (
        "F",
        "Both plans were seen.",
        1,
        facilitator,
    )
    assert not AgreedAnswer.objects.exists()
    assert counted(facilitator).agreed == {}
    assert history() == [("agreed_answer_drafted", "S2.1", {}, {"value": "F", "rationale": "Both plans were seen."})]


def counted(person: Person) -> Any:
    return revealed_round(visit(person, "first-round"))


def test_a_draft_changes_no_result_export_or_report_date(facilitator):
    assessment = Assessment.objects.get()
    before = export_document(assessment), result_document(assessment)

    draft(facilitator, "DEL5.3", "L", "A thought.")

    assert (export_document(assessment), result_document(assessment)) == before


def test_a_draft_may_lack_its_reasons(facilitator):
    assert draft(facilitator, "S3.1", "NA").draft.value == "NA"


@pytest.mark.parametrize("value", ["", "Q", "Y"])
def test_a_draft_is_an_answer_that_the_question_knows(facilitator, value):
    with pytest.raises(ValidationError) as error:
        draft(facilitator, "S2.1", value)

    assert list(error.value.message_dict) == ["value"]


def test_a_draft_on_an_older_draft_is_handed_back(facilitator, chair):
    draft(facilitator, "S2.1", "F", "Mine.")

    drafted = draft(chair, "S2.1", "L", "Theirs.")

    assert drafted.conflict == Agreement("S2.1", "L", "Theirs.")
    assert AgreedDraft.objects.get().rationale == "Mine."
    assert draft(chair, "S2.1", "L", "Theirs.", revision=1).draft.revision == 2


def test_an_unchanged_draft_leaves_no_line(facilitator):
    draft(facilitator, "S2.1", "F", "Mine.")

    assert draft(facilitator, "S2.1", "F", "Mine.").conflict is None
    assert len(history()) == 1


def test_a_draft_is_discarded(facilitator):
    draft(facilitator, "S2.1", "F", "Mine.")

    assert discard(facilitator, "S2.1", 1) == agreeing.Drafted(None)
    assert history()[1] == ("draft_discarded", "S2.1", {"value": "F", "rationale": "Mine."}, {})
    assert discard(facilitator, "S2.1", 1) == agreeing.Drafted(None)
    assert len(history()) == 2


def test_a_draft_that_changed_meanwhile_is_not_discarded(facilitator):
    draft(facilitator, "S2.1", "F", "Mine.")
    draft(facilitator, "S2.1", "L", "Better.", revision=1)

    assert discard(facilitator, "S2.1", 1).conflict
    assert AgreedDraft.objects.get().rationale == "Better."


def test_agreeing_takes_the_draft_away(facilitator, chair):
    draft(facilitator, "S2.1", "F", "Mine.")

    agree(chair, "S2.1", "F", "Mine.", draft_revision=1)

    assert not AgreedDraft.objects.exists()
    assert AgreedAnswer.objects.get().rationale == "Mine."


def test_agreeing_on_an_older_draft_is_handed_back_and_keeps_the_draft(facilitator, chair):
    draft(facilitator, "S2.1", "F", "Mine.")

    assert agree(chair, "S2.1", "P", draft_revision=0).conflict
    assert AgreedDraft.objects.get().rationale == "Mine."
    assert not AgreedAnswer.objects.exists()


def test_agreeing_anew_what_is_agreed_takes_a_later_draft_away(facilitator, chair):
    agree(chair, "S2.1", "P", "As it is.")
    draft(facilitator, "S2.1", "F", "Rather this.")

    agree(chair, "S2.1", "P", "As it is.", revision=1, draft_revision=1)

    assert not AgreedDraft.objects.exists()
    assert AgreedAnswer.objects.get().value == "P"


def test_withdrawing_an_agreed_answer_keeps_the_draft(facilitator, chair):
    agree(chair, "S2.1", "P")
    draft(facilitator, "S2.1", "F", "Rather this.")

    withdraw(chair, "S2.1", 1)

    assert AgreedDraft.objects.get().value == "F"


@pytest.mark.parametrize("kind", ["respondent", "approver", "finance_lead"])
def test_others_neither_draft_nor_discard(chair, kind):
    person = somebody(kind, "borough")

    with pytest.raises(PermissionDenied, match="facilitator or the board"):
        draft(person, "S2.1", "P")
    with pytest.raises(PermissionDenied, match="facilitator or the board"):
        discard(person, "S2.1", 0)


# --- All or nothing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["save", "submit", "reveal", "agree", "draft"])
def test_a_change_that_leaves_no_line_in_the_history_is_no_change(monkeypatch, act):
    a_round(state=CONSENSUS if act in ("agree", "draft") else OPEN)
    person = seat_of(somebody("approver", "borough"), "facilitator", "lead-council")
    seat(person, "board_member", "borough")

    def fail(*args: Any, **details: Any) -> None:
        raise RuntimeError("The history is full.")

    monkeypatch.setattr(_acting, "record", fail)
    before = everything_stored()

    with pytest.raises(RuntimeError):
        {
            "save": lambda: save(person, Draft("S1.1", "L")),
            "submit": lambda: submit(person),
            "reveal": lambda: reveal(person),
            "agree": lambda: agree(person, "S2.1", "P"),
            "draft": lambda: draft(person, "S2.1", "P"),
        }[act]()

    assert everything_stored() == before
