"""A draft with the wording of a document and all else from the base; or nothing at all."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from framework_data.actions.correcting import add_erratum
from framework_data.actions.importing_wording import import_wording
from framework_data.checks import edition_faults
from framework_data.faults import FileRefusedError
from framework_data.fixture import fixture_of, with_slug
from framework_data.models import Edition, EditionEvent
from framework_data.wording.report import QUESTION, STATEMENT, SUMMARY, Found, Remark
from tests.editions import an_editor, own_wording, shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return an_editor()


@pytest.fixture(scope="module")
def read(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return own_wording()


def with_other_words(report):
    """Every wording in capitals, and a summary of its own."""
    found = [replace(each, text=each.text.upper()) for each in report.found]
    summary = [Found(SUMMARY, each.code, each.place, "In short.", "") for each in found if each.kind == STATEMENT]
    return replace(report, found=(*found, *summary))


def write(report, editor, slug="worded", **options):
    return import_wording(report, base=shipped(), slug=slug, source="own.txt", by=editor, **options)


def columns(edition, *, without):
    """The objects under one slug, without what is allowed to differ."""
    objects = with_slug(fixture_of(edition), "same")
    return [(each["model"], {k: v for k, v in each["fields"].items() if k not in without}) for each in objects]


def test_the_draft_has_the_wording_of_the_document(read, editor):
    report = with_other_words(read)

    draft = write(report, editor)

    assert draft.life.state == "draft"
    assert {q.code: q.text for q in draft.questions.all()} == report.texts(QUESTION)
    assert {s.code: s.text for s in draft.statements.all()} == report.texts(STATEMENT)
    assert {s.summary_text for s in draft.statements.all()} == {"In short."}
    assert edition_faults(draft) == []


def test_all_else_is_the_bases(read, editor):
    draft = write(with_other_words(read), editor)
    differing = ("text", "summary_text", "label", "source_note", "revision")

    assert columns(draft, without=differing) == columns(shipped(), without=differing)


def test_without_a_summary_the_detailed_wording_serves_there(read, editor):
    draft = write(read, editor)

    assert all(statement.summary_text == statement.text for statement in draft.statements.all())


def test_label_and_source_note_claim_nothing_for_the_bases_authors(read, editor):
    draft = write(read, editor)

    assert draft.label == "Wording from own.txt"
    assert "own.txt" in draft.source_note
    assert "the wording is our own" not in draft.source_note


def test_the_editor_may_name_the_draft(read, editor):
    assert write(read, editor, label="The publication's wording").label == "The publication's wording"


def test_the_act_is_on_record(read, editor):
    write(read, editor)

    event = EditionEvent.objects.get(edition="worded")
    assert (event.by, event.after["base"]) == (editor, "alps-2014-plain")


def test_errata_of_the_base_are_worked_in(read, editor):
    add_erratum(shipped(), place="S1.1", field="guidance", text="Look in the minutes.", why="Clearer", by=editor)

    assert write(read, editor).questions.get(code="S1.1").guidance == "Look in the minutes."


def refused(report, editor, error=ValidationError, **options):
    with pytest.raises(error) as refusal:
        write(report, editor, **options)
    assert not Edition.objects.filter(slug=options.get("slug", "worded")).exclude(pk=shipped().pk).exists()
    return str(refusal.value)


def test_what_does_not_fit_is_not_written(read, editor):
    lacking = replace(read, missing=(Remark("line 1", "S1", "question 3 was not found."),))

    assert "does not fit" in refused(lacking, editor)


def test_what_is_doubtful_is_for_the_editor_and_stops_nothing(read, editor):
    doubtful = replace(read, doubtful=(Remark("line 1", "S1.1", "something."),))

    assert write(doubtful, editor).slug == "worded"


@pytest.mark.parametrize("slug", ["alps-2014-plain", "no slug at all", ""])
def test_a_slug_that_is_taken_or_is_none_is_refused(read, editor, slug):
    refused(read, editor, slug=slug)


def test_an_edition_that_would_not_be_in_order_is_refused(read, editor):
    empty = replace(read, found=tuple(replace(each, text=" ") for each in read.found))

    assert "its text is empty" in refused(empty, editor, FileRefusedError)


def test_a_draft_of_that_slug_is_left_alone(read, editor):
    write(read, editor)

    with pytest.raises(ValidationError, match="There is an edition worded already"):
        write(with_other_words(read), editor)


def test_only_an_editor_writes(read):
    with pytest.raises(PermissionDenied):
        write(read, an_editor_no_more())


def an_editor_no_more():
    person = an_editor("Was Editor")
    person.is_superuser = person.is_staff = False
    person.save()
    return person
