"""The database refuses to change what is published, whoever asks, and lets everything pass that changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from framework_data import frozen
from framework_data.fixture import PARTS
from framework_data.history import record
from framework_data.models import (
    Check,
    Definition,
    Edition,
    EditionEvent,
    Erratum,
    Life,
    Option,
    Question,
    Statement,
)
from tests.editions import a_draft, shipped

pytestmark = pytest.mark.django_db


def an_erratum(edition: Edition | None = None) -> Erratum:
    return Erratum.objects.create(
        edition=edition or shipped(),
        code="1",
        order=1,
        place="S1.1",
        field="guidance",
        text="Look in the minutes.",
        why="It named a form that is gone.",
        made_on="2026-05-12",
    )


def a_question(edition: Edition) -> Question:
    statement = edition.statements.get(code="S1")
    return Question.objects.create(
        edition=edition, statement=statement, code="S1.9", order=900, respondent="entity", text="More?"
    )


def moved_into() -> None:
    """A question of a draft that is hung into the published edition."""
    a_question(a_draft())
    Question.objects.filter(code="S1.9").update(edition=shipped())


REFUSED: dict[str, tuple[str, Callable[[], Any]]] = {
    "wording of a question": (frozen.SAY, lambda: Question.objects.filter(code="S1.1").update(text="Other")),
    "guidance too, which errata correct": (frozen.SAY, lambda: Question.objects.update(guidance="Other")),
    "order": (frozen.SAY, lambda: Statement.objects.filter(code="S1").update(order=99)),
    "respondent": (frozen.SAY, lambda: Question.objects.filter(code="S1.1").update(respondent="entity")),
    "kind": (frozen.SAY, lambda: Question.objects.filter(code="S1.1").update(kind="consequence")),
    "gate": (frozen.SAY, lambda: Question.objects.update(gate=None)),
    "scale": (frozen.SAY, lambda: Option.objects.update(label="Other")),
    "policy": (frozen.SAY, lambda: Edition.objects.update(build_on="L")),
    "a new question": (frozen.SAY, lambda: a_question(shipped())),
    "a question from elsewhere": (frozen.SAY, moved_into),
    "taking a part away": (frozen.SAY, lambda: Definition.objects.all().delete()),
    "taking a check away": (frozen.SAY, lambda: Check.objects.all().delete()),
    "deleting the edition": (frozen.SAY, lambda: raw("DELETE FROM framework_data_edition")),
    "going back to draft": (frozen.SAY_LIFE, lambda: Life.objects.update(state="draft", published_at=None)),
    "another note of changes": (frozen.SAY_LIFE, lambda: Life.objects.update(change_note="Nothing")),
    "another day of publishing": (frozen.SAY_LIFE, lambda: Life.objects.update(published_at=None)),
    "forgetting that it was published": (frozen.SAY_LIFE, lambda: Life.objects.all().delete()),
    "rewriting an erratum": (frozen.SAY, lambda: (an_erratum(), Erratum.objects.update(text="Other"))),
    "taking an erratum away": (frozen.SAY, lambda: an_erratum().delete()),
    "an erratum to a draft": (frozen.SAY_ERRATUM, lambda: an_erratum(a_draft())),
    "rewriting the history": (frozen.SAY_HISTORY, lambda: (an_event(), EditionEvent.objects.update(verb="nothing"))),
    "emptying the history": (frozen.SAY_HISTORY, lambda: an_event().delete()),
}


def an_event() -> EditionEvent:
    return record("edition_loaded", "small", by=None)


def raw(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name):
    say, act = REFUSED[name]

    with pytest.raises(IntegrityError, match=say), transaction.atomic():
        act()


def test_writing_everything_again_as_it_stands_is_no_change():
    before = shipped()

    for model in (*PARTS, Edition, Life):
        for row in model.objects.all():
            row.save()

    assert shipped().revision == before.revision


def test_the_revision_may_rise_and_an_edition_may_be_withdrawn():
    Edition.objects.update(revision=2)
    Life.objects.update(state="withdrawn")

    assert shipped().revision == 2
    with pytest.raises(IntegrityError, match=frozen.SAY), transaction.atomic():
        Question.objects.update(text="Other")


def test_a_draft_changes_as_it_likes():
    draft = a_draft()

    Question.objects.filter(edition=draft).update(text="Other", gate=None)
    Edition.objects.filter(pk=draft.pk).update(band_p=1)
    a_question(draft).delete()
    Check.objects.filter(edition=draft).delete()

    assert set(draft.questions.values_list("text", flat=True)) == {"Other"}


def test_every_kind_of_part_is_guarded():
    assert {f"framework_data_{name}" for name in frozen.PARTS} == {model._meta.db_table for model in PARTS}


def test_the_lock_is_back_after_it_was_lifted():
    with frozen.unlocked():
        Question.objects.filter(code="S1.1").update(text="Other")
    with pytest.raises(IntegrityError, match=frozen.SAY), transaction.atomic():
        Question.objects.filter(code="S1.1").update(text="Another")
