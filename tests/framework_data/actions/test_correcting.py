"""Errata: what people read is corrected, what was published stays, and each correction is listed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from framework_data.actions.correcting import add_erratum
from framework_data.content import content_of
from framework_data.models import EditionEvent
from tests.editions import a_draft, an_editor, shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return an_editor()


def correct(editor, text, *, place="S1.1", field="guidance", edition=None):
    return add_erratum(edition or shipped(), place=place, field=field, text=text, why="It was wrong.", by=editor)


def test_a_correction_is_what_people_read_and_what_was_published_stays(editor):
    before = shipped().questions.get(code="S1.1").guidance
    correct(editor, "Look in the minutes.")

    content = content_of(shipped())
    assert content.question_by_code["S1.1"].guidance == "Look in the minutes."
    assert shipped().questions.get(code="S1.1").guidance == before
    assert [(each.place, each.was, each.text) for each in content.errata] == [("S1.1", before, "Look in the minutes.")]
    assert EditionEvent.objects.last().before == {"guidance": before}


def test_the_later_of_two_corrections_counts_and_both_are_listed(editor):
    correct(editor, "Look in the minutes.")
    correct(editor, "Look in the minutes of the board.")
    correct(editor, "It is about trust.", place="S1", field="why_it_matters")

    content = content_of(shipped())
    assert content.question_by_code["S1.1"].guidance == "Look in the minutes of the board."
    assert content.statement_by_code["S1"].why_it_matters == "It is about trust."
    assert [each.number for each in content.errata] == ["1", "2", "3"]
    assert content.errata[1].was == "Look in the minutes."


@pytest.mark.parametrize(
    ("details", "say"),
    [
        ({"place": "S9.9"}, "There is no question S9.9"),
        ({"place": "S1"}, "There is no question S1"),
        ({"place": "S1.1", "field": "text"}, "There is no part S1.1"),
        ({"place": "S1.1", "field": "why_it_matters"}, "There is no statement S1.1"),
    ],
)
def test_wording_and_what_is_not_there_cannot_be_corrected(editor, details, say):
    with pytest.raises(ValidationError, match=say):
        correct(editor, "Other", **details)


def test_a_correction_changes_something_and_says_why(editor):
    with pytest.raises(ValidationError, match="This is the text as it stands"):
        correct(editor, shipped().questions.get(code="S1.1").guidance)
    with pytest.raises(ValidationError, match="cannot be blank"):
        add_erratum(shipped(), place="S1.1", field="guidance", text="Other", why=" ", by=editor)


def test_a_draft_is_changed_and_not_corrected(editor):
    with pytest.raises(PermissionDenied, match="A draft has no errata"):
        correct(editor, "Other", edition=a_draft())
