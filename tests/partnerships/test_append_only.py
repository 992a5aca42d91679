"""The database refuses to change or delete what the history holds, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from partnerships import append_only
from partnerships.history import record
from partnerships.models import Event, EventText, Partnership
from partnerships.texts import hash_of, put_back, references_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    partnership = Partnership.objects.create(slug="marrowdale", name="Marrowdale Together")
    return record(
        "answer_saved",
        by=None,
        partnership_id=partnership.pk,
        before={"value": "", "note": ""},
        after={"value": "F", "note": "The plan’s £ figures", "dissent": {"borough": "Not so"}},
    )


def test_an_event_cannot_be_changed(event):
    with pytest.raises(IntegrityError, match=append_only.SAY), transaction.atomic():
        Event.objects.update(verb="nothing")
    assert Event.objects.get().verb == "answer_saved"


def test_an_event_cannot_be_deleted(event):
    with pytest.raises(IntegrityError, match=append_only.SAY), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {append_only.TABLE}")
    assert Event.objects.count() == 1


def test_the_lock_is_back_after_it_was_lifted(event):
    with append_only.unlocked():
        Event.objects.update(verb="something")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(verb="nothing")


def test_the_lock_is_back_when_what_was_done_meanwhile_fails(event):
    with pytest.raises(ValueError, match="a fault"), append_only.unlocked():
        raise ValueError("a fault")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(verb="nothing")


def test_an_event_names_typed_texts_by_their_hash_alone(event):
    assert "figures" not in str(event.after)
    assert "Not so" not in str(event.after)
    assert event.before == {"value": "", "note": ""}
    kept = {each.sha256: each.text for each in event.texts.all()}
    assert set(references_in(event.after)) == kept.keys()
    assert put_back(event.after, kept) == {
        "value": "F",
        "note": "The plan’s £ figures",
        "dissent": {"borough": "Not so"},
    }
    assert all(hash_of(each.salt, each.text) == each.sha256 for each in event.texts.all())


def test_an_erased_text_reads_as_none(event):
    EventText.objects.update(text="", salt="")
    assert put_back(event.after, {})["note"] is None


def test_the_same_text_twice_has_two_hashes(event):
    again = record("answer_saved", by=None, partnership_id=event.partnership_id, after={"note": "The plan’s £ figures"})
    assert again.after["note"] != event.after["note"]
