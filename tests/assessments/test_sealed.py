"""A sealed round as it is read again: the same wording, the same profiles, joined to the same answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.access import visit
from assessments.interchange import export_document, participants_of, result_document
from assessments.maturity import profiles
from assessments.models import Assessment, Seal
from assessments.result_file import profiles_from, result_as_dict, round_facts, values_as_dicts
from assessments.rounds import counted_round
from assessments.sealed import content_for, has_seals, is_sealed, sealed_of
from framework_data.content import content_of, forget
from framework_data.models import Edition, Option, Question
from tests.people import cast
from tests.reports.rounds import told_round
from tests.sealing import MINUTE, reopened, signed_off

pytestmark = pytest.mark.django_db

UNEVEN = {"borough": {"S2.1": "N", "DAT1.1": "NA"}, "trust": {"DEL2.2": "P"}}


@pytest.fixture
def assessment():
    return told_round(but=UNEVEN)


@pytest.fixture
def chair(assessment):
    return cast().chair


def fresh(assessment):
    return Assessment.objects.select_related("edition", "partnership").get(pk=assessment.pk)


def test_a_round_that_goes_on_has_its_editions_wording(assessment):
    assert content_for(assessment) is content_of(assessment.edition)
    assert (sealed_of(assessment), is_sealed(assessment), has_seals(assessment)) == (None, False, False)


def test_the_seal_gives_back_what_was_signed(assessment, chair):
    seal = signed_off(assessment, chair)

    sealed = sealed_of(fresh(assessment))

    assert (sealed.number, sealed.sha256, sealed.minute_reference, sealed.by) == (1, seal.sha256, MINUTE, "chair")
    assert sealed.on == assessment.signed_off_on
    assert is_sealed(assessment)
    assert has_seals(assessment)


def test_profiles_come_back_from_the_seal_as_they_went_in(assessment, chair):
    content = content_for(assessment)
    recorded = counted_round(assessment, content, participants_of(assessment))
    found = profiles(recorded)
    result = result_as_dict(content.framework, round_facts(assessment, participants_of(assessment)), found)

    assert profiles_from(content.framework, result, values_as_dicts(found)) == found

    signed_off(assessment, chair)
    assert sealed_of(fresh(assessment)).profiles == found


def test_files_are_the_same_to_the_letter_before_and_after_signing_off(assessment, chair):
    before = export_document(assessment), result_document(assessment)
    signed_off(assessment, chair)

    after = export_document(fresh(assessment)), result_document(fresh(assessment))

    for was, now in zip(before, after, strict=True):
        (was.get("assessment") if "entities" in was else was).update(state="signed_off")
        assert repr(was) == repr(now)


@pytest.mark.usefixtures("editions_can_change")
def test_an_edited_edition_changes_neither_words_nor_policy_nor_labels(assessment, chair):
    signed_off(assessment, chair)
    before = content_for(fresh(assessment))
    Question.objects.update(text="Changed", kind="practice", gate=None)
    Option.objects.update(label="Changed")
    Edition.objects.update(band_l=80, revision=99, title="Changed")
    forget()

    after = content_for(fresh(assessment))

    assert after.question_by_code == before.question_by_code
    assert after.framework.policy == before.framework.policy
    assert after.title == before.title
    assert content_of(Edition.objects.get()).title == "Changed"


@pytest.mark.usefixtures("editions_can_change")
def test_answers_are_found_though_their_question_has_another_code_by_now(assessment, chair):
    signed_off(assessment, chair)
    key = Question.objects.get(code="S2.1").pk
    Question.objects.filter(pk=key).update(code="S2.99")

    assert content_for(fresh(assessment)).question_ids["S2.1"] == key


def test_reopening_gives_the_wording_back_to_the_edition(assessment, chair):
    signed_off(assessment, chair)
    reopened(assessment, chair)

    assert content_for(assessment) is content_of(assessment.edition)
    assert (sealed_of(assessment), has_seals(assessment)) == (None, True)


def test_a_second_seal_is_not_taken_for_the_first(assessment, chair):
    signed_off(assessment, chair)
    assert sealed_of(assessment).number == 1
    reopened(assessment, chair)
    signed_off(assessment, chair)

    assert sealed_of(assessment).number == 2


@pytest.mark.parametrize("document", ["", "{}", "[1]", '{"signed_off":{"on":"never"}}'])
def test_a_document_that_cannot_be_read_leaves_the_round_readable(assessment, chair, document):
    signed_off(assessment, chair)
    Seal.objects.update(document=document, sha256=f"{hash(document):064x}"[:64])

    found = fresh(assessment)

    assert sealed_of(found) is None
    assert content_for(found) is content_of(found.edition)
    assert is_sealed(found)


def test_a_page_asks_for_the_seal_once_and_never_for_its_document(assessment, chair):
    signed_off(assessment, chair)
    content_for(fresh(assessment))
    found = visit(chair, assessment.slug)

    with CaptureQueriesContext(connection) as captured:
        for _ in range(3):
            content_for(found.assessment)
            sealed_of(found.assessment)

    assert len(captured) == 1
    assert "document" not in captured[0]["sql"]
