"""Making a draft, changing it and throwing it away; what is published stays as it is."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from framework_data.actions.correcting import add_erratum
from framework_data.actions.drafting import (
    add_part,
    change_edition,
    change_part,
    clone_edition,
    discard_draft,
    import_edition,
    remove_part,
)
from framework_data.actions.publishing import propose_edition
from framework_data.checks import edition_faults
from framework_data.content import content_of
from framework_data.fixture import fixture_of, fixture_text, with_slug
from framework_data.models import Definition, Edition, EditionEvent, Life, Question
from tests.editions import a_draft, an_editor, shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return an_editor()


@pytest.fixture
def draft(editor):
    return a_draft(by=editor)


def question(edition, code="S1.1"):
    return edition.questions.get(code=code)


def events(edition):
    return list(EditionEvent.objects.filter(edition=edition.slug).order_by("pk").values_list("verb", "subject"))


def test_a_clone_holds_everything_but_slug_and_label(draft, editor):
    before, after = fixture_of(shipped()), with_slug(fixture_of(draft), "alps-2014-plain")

    assert after[0]["fields"].pop("label") == "Second issue"
    before[0]["fields"].pop("label")
    assert after == before
    assert (draft.life.state, draft.life.base, edition_faults(draft)) == ("draft", "alps-2014-plain", [])
    assert EditionEvent.objects.get(edition="plain-2").by == editor


def test_a_clone_has_errata_worked_in_and_none_of_its_own(editor):
    add_erratum(shipped(), place="S1.1", field="guidance", text="Look in the minutes.", why="Clearer", by=editor)

    made = a_draft(by=editor)

    assert question(made).guidance == "Look in the minutes."
    assert not made.errata.exists()
    assert made.revision == 1


def test_a_slug_that_is_taken_is_refused_in_words(draft, editor):
    for slug, say in (("plain-2", "There is an edition plain-2 already"), ("no slug!", "Enter a valid")):
        with pytest.raises(ValidationError, match=say):
            clone_edition(shipped(), slug=slug, label="Third", by=editor)


def test_a_changed_question_raises_the_revision_and_leaves_a_line_with_before_and_after(draft, editor):
    change_part(question(draft), changes={"text": "Is there a plan?", "respondent": "entity"}, by=editor)

    event = EditionEvent.objects.order_by("-pk").first()
    draft.refresh_from_db()
    assert (draft.revision, event.verb, event.subject) == (2, "part_changed", "question S1.1")
    assert event.after == {"text": "Is there a plan?", "respondent": "entity"}
    assert event.before["text"] == question(shipped()).text
    assert content_of(draft).question_by_code["S1.1"].text == "Is there a plan?"


def test_saving_what_stands_there_is_no_change(draft, editor):
    change_part(question(draft), changes={"text": question(draft).text}, by=editor)
    change_edition(draft, changes={"title": draft.title}, by=editor)

    assert events(draft) == [("edition_cloned", "")]


def test_policy_and_words_of_the_draft_itself_change(draft, editor):
    change_edition(draft, changes={"build_on": "L", "label": "Relaxed"}, by=editor)

    assert content_of(draft).framework.policy.build_on == "L"
    assert EditionEvent.objects.last().before == {"build_on": "F", "label": "Second issue"}


@pytest.mark.parametrize(
    ("changes", "say"),
    [
        ({"respondent": "everybody"}, "not a valid choice"),
        ({"text": ""}, "cannot be blank"),
        ({"code": "S1.2"}, "already exists"),
        ({"edition": None}, "given once"),
        ({"kind": "signal", "respondent": "entity"}, "A signal cannot address each entity."),
    ],
)
def test_a_value_that_cannot_be_is_refused(draft, editor, changes, say):
    with pytest.raises(ValidationError, match=say):
        change_part(question(draft), changes=changes, by=editor)

    assert question(draft).text == question(shipped()).text


def test_a_gate_of_another_edition_is_refused(draft, editor):
    with pytest.raises(ValidationError, match=r"S1\.2 belongs to another edition"):
        change_part(question(draft, "S1.3"), changes={"gate": question(shipped(), "S1.2")}, by=editor)


def test_parts_come_and_go(draft, editor):
    values = {"code": "place", "order": 4, "meaning": "The area"}
    term = add_part(draft, model=Definition, values=values, by=editor)
    remove_part(term, by=editor)

    assert events(draft)[1:] == [("part_added", "definition place"), ("part_removed", "definition place")]
    assert EditionEvent.objects.last().before == values


def test_a_question_that_others_follow_does_not_go(draft, editor):
    with pytest.raises(ValidationError, match=r"S2\.1 cannot go while others point at it: .*S2\.2, S2\.4"):
        remove_part(question(draft, "S2.1"), by=editor)


def test_any_change_ends_a_proposal(draft, editor):
    propose_edition(draft, change_note="Clearer", by=editor)
    change_part(question(draft), changes={"guidance": "Other"}, by=editor)

    assert Life.objects.get(edition=draft).proposed_by is None


def test_a_published_edition_is_changed_by_no_action(editor):
    edition = shipped()
    for act in (
        lambda: change_edition(edition, changes={"title": "Other"}, by=editor),
        lambda: change_part(question(edition), changes={"text": "Other"}, by=editor),
        lambda: add_part(edition, model=Definition, values={"code": "x", "order": 9, "meaning": "X"}, by=editor),
        lambda: remove_part(question(edition), by=editor),
        lambda: discard_draft(edition, by=editor),
        lambda: import_edition(fixture_of(edition), by=editor),
    ):
        with pytest.raises(PermissionDenied, match="A published edition never changes"):
            act()

    assert not EditionEvent.objects.filter(by=editor).exists()


def test_a_draft_that_is_thrown_away_leaves_its_history(draft, editor):
    discard_draft(draft, by=editor)

    assert not Edition.objects.filter(slug="plain-2").exists()
    assert Question.objects.count() == 119
    assert [verb for verb, _ in events(draft)] == ["edition_cloned", "draft_discarded"]


def test_what_is_imported_is_exported_to_the_byte(editor):
    objects = with_slug(fixture_of(shipped()), "brought-in")

    made = import_edition(objects, by=editor, base="alps-2014-plain")

    assert fixture_text(fixture_of(made)) == fixture_text(objects)
    assert (made.life.state, made.life.base) == ("draft", "alps-2014-plain")


def test_importing_over_a_draft_replaces_all_of_it_under_its_key(draft, editor):
    objects = fixture_of(draft)
    objects[0]["fields"]["title"] = "Shorter"
    kept = [each for each in objects if each["fields"].get("code") not in ("entity", "S6.11")]

    made = import_edition(kept, by=editor)

    assert (made.pk, made.revision) == (draft.pk, 2)
    assert [made.questions.count(), made.definitions.count()] == [118, 2]
    assert Edition.objects.get(slug="plain-2").title == "Shorter"


def test_an_edition_that_is_still_being_loaded_is_left_alone(editor):
    bare = Edition.objects.create(slug="bare", title="Bare", label="Bare")

    with pytest.raises(PermissionDenied, match="still being loaded"):
        change_edition(bare, changes={"title": "Other"}, by=editor)
