"""An edition in memory: shape and wording together, read once."""

import pytest

from framework_data.content import content_by_slug, content_of, forget
from framework_data.models import Edition, Question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions_can_change")]


@pytest.fixture
def edition():
    return Edition.objects.get(slug="alps-2014-plain")


def test_an_edition_is_read_in_a_handful_of_queries_and_then_in_none(edition, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        first = content_of(edition)

    with django_assert_max_num_queries(0):
        assert content_of(edition) is first


def test_a_raised_revision_is_read_anew(edition):
    before = content_of(edition)
    Question.objects.filter(edition=edition, code="S1.1").update(guidance="Look in the minutes.")
    edition.revision += 1
    edition.save()

    after = content_of(edition)

    assert after is not before
    assert after.question_by_code["S1.1"].guidance == "Look in the minutes."


def test_a_forgotten_edition_is_read_anew(edition):
    before = content_of(edition)

    forget()

    assert content_of(edition) is not before


def test_an_unknown_edition_does_not_exist():
    with pytest.raises(Edition.DoesNotExist):
        content_by_slug("nowhere")


def test_codes_and_keys_lead_to_each_other(edition):
    content = content_of(edition)

    assert content.code_of_question[content.question_ids["DEL5.10"]] == "DEL5.10"
    assert Question.objects.get(pk=content.question_ids["DEL5.10"]).code == "DEL5.10"


def test_order_comes_from_the_rows_and_not_from_the_codes(edition):
    first, last = edition.statements.get(code="GS1"), edition.statements.get(code="DAT8")
    first.order, last.order = last.order, first.order
    first.save()
    last.save()
    forget()

    codes = [statement.code for statement in content_of(edition).statements]

    assert (codes[0], codes[-1]) == ("DAT8", "GS1")


@pytest.mark.parametrize(
    ("level", "name"),
    [
        (0, "Not yet at Securing Stewardship"),
        (1, "Securing Stewardship"),
        (3, "Enabling Transformation"),
    ],
)
def test_a_level_has_its_words(edition, level, name):
    assert content_of(edition).level_name(level) == name


def test_a_dimension_has_its_name(edition):
    assert content_of(edition).dimension_name("DEL") == "Delivery"


def test_a_question_offers_the_answers_of_its_kind(edition):
    content = content_of(edition)

    assert list(content.question_by_code["DEL4.6"].label_of) == ["Y", "X"]
    assert content.question_by_code["DEL4.6"].is_signal
    assert list(content.question_by_code["S4.4"].label_of) == ["F", "L", "P", "N", "NA"]
    assert content.question_by_code["S4.4"].label_of != content.question_by_code["S4.1"].label_of
    assert [option.code for option in content.scale] == ["F", "L", "P", "N", "NA"]
