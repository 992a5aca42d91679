"""An edition written as a fixture: the very bytes that came in, and the same content from either side."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from framework_data.content import content_from, content_of
from framework_data.fixture import fixture_of, fixture_text
from framework_data.models import Edition, Statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions_can_change")]
SHIPPED = Path(__file__).parent.parent.parent / "framework_data" / "fixtures" / "alps-2014-plain.json"


@pytest.fixture
def edition():
    return Edition.objects.get(slug="alps-2014-plain")


def test_the_shipped_edition_is_written_byte_for_byte_as_it_came(edition):
    assert fixture_text(fixture_of(edition)).encode() == SHIPPED.read_bytes()


def test_an_edition_is_written_with_one_query_for_each_kind(edition, django_assert_num_queries):
    with django_assert_num_queries(9):
        fixture_of(edition)


def test_content_is_the_same_from_the_tables_and_from_the_file(edition):
    live = content_of(edition)

    from_file = content_from(json.loads(SHIPPED.read_text(encoding="utf-8")), live.question_ids)

    for field in fields(live):
        if field.name != "framework":
            assert getattr(from_file, field.name) == getattr(live, field.name), field.name
    for field in fields(live.framework):
        assert getattr(from_file.framework, field.name) == getattr(live.framework, field.name), field.name


def test_content_comes_from_the_objects_in_any_order(edition):
    objects = fixture_of(edition)

    turned = content_from(reversed(objects), {})

    assert [s.code for s in turned.statements] == [s.code for s in content_of(edition).statements]
    assert [o.code for o in turned.scale] == ["F", "L", "P", "N", "NA"]


def test_a_part_without_a_dimension_is_written_as_null(edition):
    Statement.objects.filter(edition=edition, code="S1").update(dimension=None, level=None)

    found = next(each["fields"] for each in fixture_of(edition) if each["fields"].get("code") == "S1")

    assert (found["dimension"], found["level"]) == (None, None)
