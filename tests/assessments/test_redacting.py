"""A redacted text leaves no trace, its hashes stay, and nothing else is touched."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions.agreeing import Agreement, record_agreed_answer
from assessments.actions.answering import Draft, save_answers
from assessments.actions.redacting import CHANGED, redact_text
from assessments.models import (
    AgreedAnswer,
    AgreedDraft,
    Answer,
    Assessment,
    Attendance,
    ConsensusSession,
    Dissent,
    Participant,
    Redaction,
    Seal,
    SealedPaper,
)
from assessments.redactable import MARK, Search, mark_of_today, one_text, redact_page, texts_of
from partnerships.history import record
from partnerships.models import Event, EventText
from partnerships.texts import Texts
from tests.people import a_round, body_of, cast, everything

pytestmark = pytest.mark.django_db

SECRET = "Quincunx"
NOTE = "answers/S2.1/borough/note"
WHY = "It names a resident."


@pytest.fixture
def people():
    answers = {"borough": everything("P"), "lead-council": everything()}
    a_round(state="consensus", answers=answers, submitted=True)
    return cast()


def correct(people, question="S2.1", **texts):
    found = visit_to_entity(people.approver, "first-round", "borough")
    stored = Answer.objects.get(participant=found.participant, question_id=found.content.question_ids[question])
    save_answers(found, drafts=[Draft(question, value="P", revision=stored.revision, **texts)])


def answer(question="S2.1", body="borough") -> Answer:
    return Answer.objects.get(participant__entity__slug=body, question__code=question)


def redact(people, place=NOTE, **options: Any) -> Redaction:
    found = visit(people.chair, "first-round")
    return redact_text(found, place=place, why=WHY, read=one_text(found, place).digest, **options)


def a_seal(people, *, number=1, is_current=True) -> Seal:
    """A seal over the borough's note on S2.1 as it stands, with its report where the round was reopened since."""
    texts = Texts()
    note = texts.put(answer().note)
    document = json.dumps({"assessment": {"answers": [{"question": "S2.1", "entity": "borough", "note": note}]}})
    seal = Seal.objects.create(
        assessment=Assessment.objects.get(),
        number=number,
        document=document,
        texts=texts.kept,
        sha256="0" * 64,
        reopened_at=None if is_current else timezone.now(),
        reopened_by=None if is_current else people.chair,
        reopen_reason="" if is_current else "A figure was wrong.",
    )
    if not is_current:
        SealedPaper.objects.create(seal=seal, audience="board", name="report.pdf", content=SECRET.encode())
    return seal


def where(word: str) -> list[str]:
    """table.column of every place in the database that holds the word, binary columns and JSON too."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            columns = [field.column for field in model._meta.concrete_fields]
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else value
                    if word in str(text):
                        found.append(f"{model._meta.db_table}.{column}")
    return found


# --- No trace -------------------------------------------------------------------------------------------------


def test_a_note_in_five_versions_leaves_no_trace_anywhere(client, people):
    for number in range(5):
        correct(people, note=f"{SECRET} told us, version {number}")
        if number == 2:
            a_seal(people, is_current=False)
    a_seal(people, number=2)
    Assessment.objects.update(state="signed_off", signed_off_at=timezone.now())
    assert set(where(SECRET)) >= {
        "assessments_answer.note",
        "assessments_seal.texts",
        "assessments_sealedpaper.content",
        "partnerships_eventtext.text",
    }

    redact(people)

    assert where(SECRET) == []
    assert answer().note == mark_of_today()
    client.force_login(people.chair, backend="django.contrib.auth.backends.ModelBackend")
    for page in ("history/", "history/export/", "redact/?earlier=on", "consensus/S2/", "results/"):
        response = client.get(f"/assessments/first-round/{page}")
        assert response.status_code == 200
        body = body_of(response)
        assert SECRET not in body.decode()
    assert mark_of_today() in client.get("/assessments/first-round/consensus/S2/").content.decode()


def test_documents_hashes_and_events_stay_as_they_were(people):
    correct(people, note=f"{SECRET} told us")
    seal = a_seal(people)
    sealed_hash = next(iter(seal.texts))
    events, hashes = list(Event.objects.order_by("pk").values()), set(EventText.objects.values_list("sha256"))

    redaction = redact(people)

    seal.refresh_from_db()
    assert seal.texts == {}
    assert sealed_hash in seal.document
    assert redaction.sha256 == sealed_hash
    assert (redaction.place, redaction.why, redaction.by) == (NOTE, WHY, people.chair)
    assert list(Event.objects.order_by("pk").values())[:-1] == events
    assert set(EventText.objects.values_list("sha256")) > hashes
    gone = EventText.objects.exclude(erased_at=None)
    assert {(text.text, text.salt) for text in gone} == {("", "")}


def test_the_act_is_recorded_with_its_reason(people):
    correct(people, note=f"{SECRET} told us")
    a_seal(people, is_current=False)
    redact(people)
    event = Event.objects.order_by("pk").last()
    assert (event.verb, event.entity, event.subject, event.by) == ("text_redacted", "borough", NOTE, people.chair)
    assert (event.after["texts"], event.after["seals"], event.after["papers"]) == (1, [1], 1)
    assert event.texts.get().text == WHY


def test_a_text_of_other_places_is_left_alone(people):
    correct(people, note=f"{SECRET} told us", evidence="https://example.org/a")
    correct(people, question="S2.2", note="Another note")
    redact(people)
    assert answer("S2.2").note == "Another note"
    assert answer().evidence == "https://example.org/a"
    assert "Another note" in EventText.objects.values_list("text", flat=True)


def test_the_very_same_text_goes_from_everywhere_in_the_round(people):
    correct(people, note=f"{SECRET} told us")
    correct(people, question="S2.2", note=f"{SECRET} told us")
    record_agreed_answer(
        visit(people.chair, "first-round"), agreement=Agreement("S2.3", "L", f"{SECRET} told us", {"borough": "So"})
    )
    found = one_text(visit(people.chair, "first-round"), NOTE)
    assert found.elsewhere == ("Note on S2.2, Tansy Borough Council", "The board’s reasons on S2.3")
    redact(people)
    assert where(SECRET) == []
    assert AgreedAnswer.objects.get().rationale == answer("S2.2").note == mark_of_today()
    assert Dissent.objects.get().note == "So"
    places = {NOTE, "answers/S2.2/borough/note", "agreed/S2.3/rationale"}
    assert set(Redaction.objects.values_list("place", flat=True)) == places


def test_a_hidden_bodys_copy_goes_too_and_is_named_nowhere(people):
    correct(people, note=f"{SECRET} told us")
    Answer.objects.filter(participant__entity__slug="lead-council", question__code="S2.2").update(
        note=f"{SECRET} told us"
    )
    Participant.objects.filter(entity__slug="lead-council").update(submitted_at=None)
    assert one_text(visit(people.chair, "first-round"), NOTE).elsewhere == ()
    redact(people)
    assert where(SECRET) == []
    assert Redaction.objects.get().place == NOTE


def test_only_the_earlier_versions_can_go(people):
    correct(people, note=f"{SECRET} told us")
    old = a_seal(people, is_current=False)
    correct(people, note="A resident told us")
    new = a_seal(people, number=2)
    redact(people, only_earlier=True)
    assert where(SECRET) == []
    assert answer().note == "A resident told us"
    old.refresh_from_db(), new.refresh_from_db()
    assert (len(old.texts), len(new.texts)) == (0, 1)
    assert "A resident told us" in EventText.objects.values_list("text", flat=True)


def test_a_text_that_stands_only_in_the_history_can_go(people):
    correct(people, note=f"{SECRET} told us")
    correct(people, note="")
    found = visit(people.chair, "first-round")
    assert redact_page(found, Search(words=SECRET), None).texts.object_list == []
    listed = redact_page(found, Search(words=SECRET, earlier=True), None).texts.object_list
    assert [(str(text.place), text.is_earlier) for text in listed] == [(NOTE, True)]
    redact(people)
    assert where(SECRET) == []
    assert answer().note == ""


def test_a_withdrawn_agreement_can_go_from_the_history(people):
    found = visit(people.chair, "first-round")
    record_agreed_answer(found, agreement=Agreement("S2.3", "L", f"{SECRET} told us", {"borough": f"{SECRET} not"}))
    AgreedAnswer.objects.all().delete()
    for place in ("agreed/S2.3/rationale", "agreed/S2.3/dissent/borough"):
        assert place in {str(t.place) for t in redact_page(found, Search(earlier=True), None).texts}
        redact(people, place)
    assert where(SECRET) == []


def fill_every_place(people) -> list[str]:
    """A secret in each kind of text; the places in which they stand."""
    round_, question = Assessment.objects.get(), answer().question
    body = Participant.objects.get(entity__slug="borough")
    Answer.objects.filter(pk=answer().pk).update(reason=f"{SECRET} 1", evidence=f"https://{SECRET}.example.org")
    agreed = AgreedAnswer.objects.create(assessment=round_, question=question, value="L", rationale=f"{SECRET} 2")
    Dissent.objects.create(agreed_answer=agreed, participant=body, note=f"{SECRET} 3")
    AgreedDraft.objects.create(assessment=round_, question=question, value="L", rationale=f"{SECRET} 4")
    Participant.objects.filter(entity__slug="charity").update(reason=f"{SECRET} 5")
    session = ConsensusSession.objects.create(assessment=round_, held_on="2026-05-12")
    Attendance.objects.create(session=session, participant=body, person=people.approver, interest=f"{SECRET} 6")
    post = Attendance.objects.create(session=session, participant=body, post=f"{SECRET} 7")
    seal = a_seal(people, is_current=False)
    SealedPaper.objects.all().delete()
    Seal.objects.filter(pk=seal.pk).update(reopen_reason=f"{SECRET} 8")
    why = Redaction.objects.create(assessment=round_, place="x", why=f"{SECRET} 9")
    return [
        "answers/S2.1/borough/reason",
        "answers/S2.1/borough/evidence",
        "agreed/S2.1/rationale",
        "agreed/S2.1/dissent/borough",
        "drafts/S2.1/rationale",
        "bodies/charity/reason",
        f"sessions/2026-05-12/borough/{people.approver.public_id}/interest",
        f"sessions/2026-05-12/borough/{post.pk}/post",
        "seals/1/reason",
        f"redactions/{why.pk}/reason",
    ]


def test_a_text_of_every_kind_is_listed_and_can_go(people):
    places = fill_every_place(people)
    found = visit(people.chair, "first-round")
    listed = [str(place) for place, text in texts_of(found) if SECRET in text]
    assert sorted(listed) == sorted(places)
    for place in places:
        redact(people, place)
    assert where(SECRET) == []
    assert [str(place) for place, text in texts_of(found) if MARK.search(text)] == []
    assert answer().evidence == ""
    assert MARK.fullmatch(Participant.objects.get(entity__slug="charity").reason)


def test_earlier_versions_of_an_interest_go_with_it(people):
    round_ = Assessment.objects.get()
    session = ConsensusSession.objects.create(assessment=round_, held_on="2026-05-12")
    body = Participant.objects.get(entity__slug="borough")
    Attendance.objects.create(session=session, participant=body, person=people.approver, interest=f"{SECRET} now")
    for person, interest in ((people.approver, f"{SECRET} once"), (people.respondent, "None at all")):
        record(
            "attendance_recorded",
            by=None,
            partnership_id=round_.partnership_id,
            assessment=round_.slug,
            entity="borough",
            subject="2026-05-12",
            after={"person": person.public_id, "interest": interest},
        )
    redact(people, f"sessions/2026-05-12/borough/{people.approver.public_id}/interest")
    assert where(SECRET) == []
    assert "None at all" in EventText.objects.values_list("text", flat=True)


# --- Refusals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["facilitator", "board_member", "approver", "auditor"])
def test_only_the_chair_redacts(people, who):
    correct(people, note=SECRET)
    Assessment.objects.update(state="signed_off")
    read = one_text(visit(people.chair, "first-round"), NOTE).digest
    with pytest.raises(PermissionDenied):
        redact_text(visit(getattr(people, who), "first-round"), place=NOTE, why=WHY, read=read)
    assert answer().note == SECRET


def test_nothing_is_redacted_before_the_reveal(people):
    correct(people, note=SECRET)
    found = visit(people.chair, "first-round")
    read = one_text(found, NOTE).digest
    Assessment.objects.update(state="open")
    with pytest.raises(PermissionDenied):
        redact_text(found, place=NOTE, why=WHY, read=read)


@pytest.mark.parametrize("hidden", [{"submitted_at": None}, {"participation": "declined"}])
def test_a_hidden_bodys_texts_are_not_there_for_the_chair(people, hidden):
    correct(people, note=SECRET)
    Participant.objects.filter(entity__slug="borough").update(**hidden)
    found = visit(people.chair, "first-round")
    assert SECRET not in str(redact_page(found, Search(earlier=True), None).texts.object_list)
    with pytest.raises(Http404):
        redact_text(found, place=NOTE, why=WHY, read="")


@pytest.mark.parametrize("place", ["answers/S9.9/borough/note", "answers/S2.2/borough/note", "nonsense", ""])
def test_a_place_without_a_text_is_not_found(people, place):
    with pytest.raises(Http404):
        redact_text(visit(people.chair, "first-round"), place=place, why=WHY, read="")


def test_another_rounds_text_is_not_found(people):
    a_round("second-round", state="consensus", submitted=True)
    correct(people, note=SECRET)
    with pytest.raises(Http404):
        redact_text(visit(people.chair, "second-round"), place=NOTE, why=WHY, read="")


def test_a_text_that_changed_meanwhile_is_shown_again_first(people):
    correct(people, note="First")
    found = visit(people.chair, "first-round")
    read = one_text(found, NOTE).digest
    correct(people, note="Second")
    with pytest.raises(ValidationError, match=CHANGED):
        redact_text(found, place=NOTE, why=WHY, read=read)
    assert answer().note == "Second"


def test_a_redaction_has_a_reason_and_something_to_redact(people):
    correct(people, note=SECRET)
    found = visit(people.chair, "first-round")
    read = one_text(found, NOTE).digest
    with pytest.raises(ValidationError, match="Say why"):
        redact_text(found, place=NOTE, why=" ", read=read)
    with pytest.raises(ValidationError, match="no earlier versions"):
        redact_text(found, place=NOTE, why=WHY, read=read, only_earlier=True)
    assert answer().note == SECRET


def test_a_form_that_still_holds_the_text_does_not_bring_it_back(people):
    correct(people, note=SECRET)
    revision = answer().revision
    redact(people)
    found = visit_to_entity(people.approver, "first-round", "borough")
    saved = save_answers(found, drafts=[Draft("S2.1", value="F", note=SECRET, revision=revision)])
    assert saved["S2.1"].conflict
    assert where(SECRET) == []


def test_what_was_redacted_is_offered_no_more(people):
    correct(people, note=SECRET)
    redact(people)
    assert [
        text.place for text in redact_page(visit(people.chair, "first-round"), Search(body="borough"), None).texts
    ] == []
    with pytest.raises(Http404):
        one_text(visit(people.chair, "first-round"), NOTE)


# --- The list -------------------------------------------------------------------------------------------------


def test_texts_are_found_by_statement_body_and_words(people):
    correct(people, note="Straße nach Süden")
    correct(people, question="DAT1.1", note="About data")
    found = visit(people.chair, "first-round")

    def labels(**search):
        return [str(text.place) for text in redact_page(found, Search(**search), None).texts]

    assert labels(body="borough") == [NOTE, "answers/DAT1.1/borough/note"]
    assert labels(statement="DAT1") == ["answers/DAT1.1/borough/note"]
    assert labels(words="STRASSE") == [NOTE]
    assert labels(words="no such words") == []
    assert labels(body="charity") == ["bodies/charity/reason"]


def test_the_list_takes_the_same_queries_whatever_there_is(people):
    counts = []
    for number in (1, 25):
        for each in range(number):
            correct(people, question=f"S2.{1 + each % 4}", note=f"Version {number} {each}")
        found = visit(people.chair, "first-round")
        with CaptureQueriesContext(connection) as captured:
            redact_page(found, Search(earlier=True), None)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 14
