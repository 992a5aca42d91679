"""Loading a fixture: at every start, over errata, over an edition it would change, and one that is not in order."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from framework_data.actions.correcting import add_erratum
from framework_data.content import content_by_slug
from framework_data.fixture import fixture_of, fixture_text, with_slug
from framework_data.models import Edition, EditionEvent, Erratum, Life
from tests.editions import an_editor, shipped

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def load(tmp_path):
    def load(objects):
        file = tmp_path / "some.json"
        file.write_text(fixture_text(objects), encoding="utf-8")
        call_command("loaddata", str(file), verbosity=0)

    return load


def another(**fields):
    """The shipped edition under another slug."""
    objects = with_slug(fixture_of(shipped()), "another")
    objects[0]["fields"] |= fields
    return objects


def test_an_edition_that_is_loaded_is_published_and_nobody_stands_for_it(load):
    load(another())

    life = Life.objects.get(edition__slug="another")
    assert (life.state, life.published_by, life.published_at is None) == ("published", None, False)
    assert EditionEvent.objects.get(edition="another").verb == "edition_loaded"


def test_a_file_that_would_change_a_published_edition_is_refused_in_words_and_whole(load):
    objects = another()
    load(objects)
    objects[-1]["fields"]["say"] = "Other"
    objects[0]["fields"]["band_p"] = 10

    with pytest.raises(CommandError, match="a published edition never changes"):
        load(objects)

    assert Edition.objects.get(slug="another").band_p == 15


def test_a_file_that_would_add_to_a_published_edition_is_refused(load):
    objects = another()
    load(objects)
    extra = {"edition": ["another"], "code": "more", "order": 9, "meaning": "More"}

    with pytest.raises(CommandError, match="importedition"):
        load([*objects, {"model": "framework_data.definition", "fields": extra}])


def test_an_edition_that_is_not_in_order_is_refused_with_every_fault(load):
    objects = another(reach="N")
    objects[-1]["fields"]["say"] = " "

    with pytest.raises(CommandError) as error:
        load(objects)

    assert str(error.value).splitlines() == [
        "Nothing was loaded:",
        "another: policy: reach must be P, L or F, not 'N'.",
        f"another: check {objects[-1]['fields']['code']}: its sentence is empty.",
    ]
    assert not Edition.objects.filter(slug="another").exists()


def test_loading_the_file_again_leaves_errata_and_what_has_been_withdrawn(load):
    edition = shipped()
    add_erratum(edition, place="S1.1", field="guidance", text="Look in the minutes.", why="Clearer", by=an_editor())
    Life.objects.update(state="withdrawn")

    call_command("loaddata", "alps-2014-plain", verbosity=0)

    assert content_by_slug(edition.slug).question_by_code["S1.1"].guidance == "Look in the minutes."
    assert (shipped().revision, Life.objects.get().state) == (2, "withdrawn")


def test_an_edition_with_errata_comes_back_to_the_byte_on_another_server(load):
    edition = shipped()
    add_erratum(edition, place="S1.1", field="guidance", text="Look in the minutes.", why="Clearer", by=an_editor())
    text = fixture_text(with_slug(fixture_of(edition), "another"))

    load(json.loads(text))

    there = Edition.objects.get(slug="another")
    assert fixture_text(fixture_of(there)) == text
    assert Erratum.objects.filter(edition=there).count() == 1
    assert content_by_slug("another").errata[0].was == edition.questions.get(code="S1.1").guidance


def test_a_file_of_something_else_is_loaded_as_ever(tmp_path):
    file = Path(tmp_path) / "groups.json"
    file.write_text('[{"model": "auth.group", "fields": {"name": "Editors"}}]', encoding="utf-8")

    call_command("loaddata", str(file), verbosity=0)

    assert Life.objects.count() == 1
