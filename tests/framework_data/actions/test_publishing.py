"""From draft to published and out of use: two editors, in order, and on record."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from framework_data.actions.drafting import change_part
from framework_data.actions.publishing import propose_edition, publish_edition, reinstate_edition, withdraw_edition
from framework_data.editions import edition_once_published, editions_for_new_rounds, is_open_to_new_rounds
from framework_data.models import EditionEvent, Life
from framework_data.permissions import can_publish
from tests.editions import a_draft, an_editor, published, shipped
from tests.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return an_editor()


@pytest.fixture
def other():
    return an_editor("Oth Er")


@pytest.fixture
def draft(editor):
    return a_draft(by=editor)


def publish(edition, by):
    edition.refresh_from_db()
    return publish_edition(edition, read=edition.revision, by=by)


def test_another_editor_publishes_and_both_are_on_record(draft, editor, other):
    propose_edition(draft, change_note="  Clearer questions. ", by=editor)
    publish(draft, other)

    life = Life.objects.get(edition=draft)
    assert (life.state, life.proposed_by, life.published_by) == ("published", editor, other)
    assert life.change_note == "Clearer questions."
    assert life.published_at >= life.proposed_at
    verbs = EditionEvent.objects.filter(edition="plain-2").order_by("pk").values_list("verb", "by__name")
    assert list(verbs)[1:] == [("edition_proposed", "Edi Tor"), ("edition_published", "Oth Er")]


def test_who_proposed_does_not_publish(draft, editor, other):
    propose_edition(draft, change_note="Clearer", by=editor)
    life = Life.objects.get(edition=draft)

    assert (can_publish(life, editor), can_publish(life, other)) == (False, True)
    with pytest.raises(PermissionDenied, match="Another editor has to publish it"):
        publish(draft, editor)


def test_nothing_is_published_that_was_not_proposed(draft, other):
    with pytest.raises(PermissionDenied, match="Propose this draft first"):
        publish(draft, other)


def test_what_changed_after_it_was_looked_at_is_not_published(draft, editor, other):
    propose_edition(draft, change_note="Clearer", by=editor)
    read = draft.revision
    change_part(draft.questions.get(code="S1.1"), changes={"text": "Other words?"}, by=editor)
    propose_edition(draft, change_note="Clearer", by=editor)

    with pytest.raises(ValidationError, match="has changed since you looked at it"):
        publish_edition(draft, read=read, by=other)


def test_a_proposal_needs_a_note_and_an_edition_in_order(draft, editor):
    with pytest.raises(ValidationError, match="Say what is new"):
        propose_edition(draft, change_note=" ", by=editor)
    change_part(draft.questions.get(code="S1.2"), changes={"code": "S1.7"}, by=editor)

    with pytest.raises(ValidationError) as refusal:
        propose_edition(draft, change_note="Clearer", by=editor)

    assert refusal.value.messages == ["S1.7: the question at this place should have the code S1.2."]


def test_staff_without_the_permission_are_no_editors(draft):
    with pytest.raises(PermissionDenied, match="Only an editor"):
        propose_edition(draft, change_note="Clearer", by=a_person("Sta Ff", is_staff=True))


def test_new_rounds_start_on_published_editions_only(draft, editor):
    assert editions_for_new_rounds() == [shipped()]
    assert not is_open_to_new_rounds(draft)
    assert edition_once_published("plain-2") is None
    published(draft)

    assert editions_for_new_rounds() == [draft, shipped()]
    withdraw_edition(shipped(), why="Superseded", by=editor)

    assert editions_for_new_rounds() == [draft]
    assert edition_once_published("alps-2014-plain") == shipped()


def test_a_withdrawn_edition_comes_back_with_a_reason(editor):
    edition = shipped()
    with pytest.raises(PermissionDenied, match="has not been withdrawn"):
        reinstate_edition(edition, why="By mistake", by=editor)
    for act in (withdraw_edition, reinstate_edition):
        with pytest.raises(ValidationError, match="Say why"):
            act(edition, why=" ", by=editor)
        act(edition, why="By mistake", by=editor)

    assert is_open_to_new_rounds(edition)
    assert Life.objects.get().withdrawn_by is None
    with pytest.raises(PermissionDenied, match="not published"):
        withdraw_edition(a_draft(), why="By mistake", by=editor)
