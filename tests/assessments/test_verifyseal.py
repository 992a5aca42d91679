"""Checking a seal on the command line: it holds, it fails and says where, and it never takes a rename for a change."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.models import AgreedAnswer, Answer, Assessment, Participant, Redaction, Seal
from assessments.seal import canonical, hash_of_document, text_reference
from framework_data.content import forget
from framework_data.models import Question
from partnerships.models import Entity, Partnership
from tests.people import cast
from tests.reports.rounds import told_round
from tests.sealing import reopened, signed_off

pytestmark = pytest.mark.django_db

SLUG = "told-round"


@pytest.fixture
def assessment():
    return told_round()


@pytest.fixture
def people(assessment):
    return cast()


@pytest.fixture
def seal(assessment, people):
    return signed_off(assessment, people.chair)


def verify(capsys, slug=SLUG):
    """(whether it holds, what was said)."""
    try:
        call_command("verifyseal", slug)
    except CommandError as error:
        return False, capsys.readouterr().out + str(error)
    return True, capsys.readouterr().out


def rewrite(seal, change):
    """Change the sealed document in place, and its hash with it, as somebody with the database at hand could."""
    document = json.loads(seal.document)
    change(document)
    seal.document = canonical(document)
    seal.sha256 = hash_of_document(seal.document)
    seal.save()


def test_a_seal_that_nobody_touched_holds(capsys, seal):
    holds, said = verify(capsys)

    assert holds
    assert f"sha256 {seal.sha256}" in said
    assert "FAILS" not in said
    assert "compare the hash with the minutes" in said


def test_a_changed_document_fails(capsys, seal):
    Seal.objects.update(document=seal.document.replace('"value":"F"', '"value":"L"', 1))

    holds, said = verify(capsys)

    assert not holds
    assert "FAILS: The sealed document has been changed: its hash is" in said
    assert "seal 1 does not hold" in said


def test_a_document_that_is_none_fails(capsys, seal):
    Seal.objects.update(document="nothing")

    holds, said = verify(capsys)

    assert not holds
    assert "an unknown day" in said


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda: Answer.objects.filter(
                participant__entity__slug="borough", question=Question.objects.get(code="S2.3")
            ).update(value="L"),
            "Answers are no longer as they were sealed: S2.3 of Tansy Borough Council.",
        ),
        (
            lambda: Answer.objects.filter(
                participant__entity__slug="trust", question=Question.objects.get(code="S2.3")
            ).update(note="Other words"),
            "Answers are no longer as they were sealed: S2.3 of Marrowdale Health Trust.",
        ),
        (
            lambda: AgreedAnswer.objects.filter(question=Question.objects.get(code="S1.1")).update(value="L"),
            "Agreed answers are no longer as they were sealed: S1.1.",
        ),
        (
            lambda: Participant.objects.filter(entity__slug="charity").update(reason="Other words"),
            "The bodies are no longer as they were sealed: Marrowdale Carers.",
        ),
        (
            lambda: Assessment.objects.update(scope="Everything"),
            "The round's title, scope, period or lead is no longer as it was sealed.",
        ),
    ],
)
def test_what_is_no_longer_as_it_was_sealed_fails_and_is_named(capsys, seal, change, sentence):
    change()

    holds, said = verify(capsys)

    assert not holds
    assert f"FAILS: {sentence}" in said


def test_many_places_are_counted_after_the_first_ten(capsys, seal):
    Answer.objects.filter(participant__entity__slug="borough").update(note="Other words")

    assert "; 28 more." in verify(capsys)[1]


def test_a_result_that_the_answers_do_not_give_fails_even_under_a_fresh_hash(capsys, seal):
    rewrite(seal, lambda document: document["result"]["profiles"][0]["dimensions"]["S"].update(floor=0))

    holds, said = verify(capsys)

    assert not holds
    assert "FAILS: This server works out another result than the one that was sealed." in said


def test_a_text_that_was_changed_beside_the_document_fails(capsys, seal):
    reference = text_reference(json.loads(seal.document), "agreed/S1.1/rationale")
    Seal.objects.update(texts={**seal.texts, reference: ["salt", "Other reasons"]})

    holds, said = verify(capsys)

    assert not holds
    assert "FAILS: Texts do not fit their hash: the board's reasons on S1.1." in said


def take_away(seal, place):
    texts = dict(seal.texts)
    reference = text_reference(json.loads(seal.document), place)
    texts.pop(reference)
    Seal.objects.filter(pk=seal.pk).update(texts=texts)
    return reference


def test_a_text_that_is_gone_without_a_record_fails(capsys, seal):
    take_away(seal, "bodies/charity/reason")

    holds, said = verify(capsys)

    assert not holds
    assert "FAILS: Texts are gone without a record: why Marrowdale Carers does not take part." in said


def test_a_redacted_text_is_named_with_its_day_and_the_seal_holds(capsys, assessment, seal):
    place = "answers/S2.3/borough/note"
    sha256 = take_away(seal, place)
    Answer.objects.filter(participant__entity__slug="borough", question=Question.objects.get(code="S2.3")).update(
        note=""
    )
    Redaction.objects.create(
        assessment=assessment, place=place, sha256=sha256, why="It named a resident", at="2026-08-03T10:00:00Z"
    )

    holds, said = verify(capsys)

    assert holds
    assert "note: Redacted on 3 August 2026: note of Tansy Borough Council on S2.3." in said


def test_dissent_is_named_where_it_stood(capsys, assessment, seal):
    sha256 = take_away(seal, "agreed/S1.1/dissent/trust")
    Redaction.objects.create(assessment=assessment, place="x", sha256=sha256, why="Named", at=timezone.now())

    assert "the dissent of Marrowdale Health Trust on S1.1" in verify(capsys)[1]


@pytest.mark.usefixtures("editions_can_change")
def test_renames_and_new_words_elsewhere_do_not_break_a_seal(capsys, seal):
    Entity.objects.update(name="Renamed", kind="company", year_end="06-30", in_area=False)
    Partnership.objects.update(name="Renamed")
    Question.objects.update(text="Reworded")
    forget()

    holds, said = verify(capsys)

    assert holds
    assert "note: The edition on this server has other words by now." in said


def test_every_seal_of_a_round_is_checked(capsys, assessment, people, seal):
    reopened(assessment, people.chair)
    holds, said = verify(capsys)
    assert holds
    assert "Seal 1, signed off on" in said
    assert "reopened on" in said

    signed_off(assessment, people.chair)
    Seal.objects.filter(number=1).update(document="{}")
    holds, said = verify(capsys)
    assert not holds
    assert "seal 1 does not hold" in said


def test_a_round_without_a_seal_says_so(capsys, assessment):
    assert verify(capsys) == (False, "told-round has no seal.")


def test_a_round_that_was_signed_off_elsewhere_says_so(capsys):
    told_round("elsewhere", state="signed_off", imported=True)

    holds, said = verify(capsys, "elsewhere")

    assert not holds
    assert "signed off elsewhere and cannot be verified here" in said


def test_an_unknown_round_is_refused(capsys):
    assert verify(capsys, "nowhere") == (False, "There is no assessment nowhere.")
