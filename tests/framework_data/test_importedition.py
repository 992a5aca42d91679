"""Editions out and in by command: to the byte, checked first, compared, and written only when asked."""

import json

import pytest
from django.core.management import CommandError, call_command

from framework_data.fixture import fixture_of, fixture_text, with_slug
from framework_data.models import Edition, EditionEvent, Life
from tests.editions import a_draft, an_editor, shipped
from tests.framework_data.small import small
from tests.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    def run(command, *arguments):
        call_command(command, *(str(each) for each in arguments))
        return capsys.readouterr().out

    return run


@pytest.fixture
def file(tmp_path):
    def write(objects, name="edition.json"):
        path = tmp_path / name
        path.write_text(fixture_text(objects), encoding="utf-8")
        return path

    return write


def refused(run, *arguments):
    with pytest.raises(CommandError) as refusal:
        run("importedition", *arguments)
    return str(refusal.value)


def test_the_export_is_the_shipped_file_to_the_byte(run, tmp_path):
    run("exportedition", "alps-2014-plain", "--output", tmp_path / "out.json")

    assert (tmp_path / "out.json").read_text(encoding="utf-8") == run("exportedition", "alps-2014-plain")
    assert (tmp_path / "out.json").read_bytes() == fixture_text(fixture_of(shipped())).encode()


def test_what_goes_out_comes_in_under_another_name_and_goes_out_the_same(run, tmp_path, file):
    run("exportedition", "alps-2014-plain", "--output", tmp_path / "out.json")
    said = run("importedition", tmp_path / "out.json", "--edition", "brought-in", "--write")

    assert "No difference." in said
    assert said.splitlines()[-1] == "The draft brought-in is made."
    again = run("exportedition", "brought-in")
    assert fixture_text(with_slug(json.loads(again), "alps-2014-plain")) == run("exportedition", "alps-2014-plain")
    assert Life.objects.get(edition__slug="brought-in").base == "alps-2014-plain"


def test_nothing_is_written_unless_asked(run, file):
    objects = with_slug(fixture_of(shipped()), "other")
    objects[0]["fields"]["band_p"] = 10

    said = run("importedition", file(objects))

    assert "Policy, per cent above which P: 15 -> 10" in said
    assert said.splitlines()[-1].endswith("is in order. Nothing was written: --write takes it in as a draft.")
    assert Edition.objects.count() == 1


def test_a_framework_like_no_other_comes_in_without_a_comparison(run, file):
    said = run("importedition", file(small()), "--write")

    assert "No edition here is like it" in said
    assert Edition.objects.get(slug="small").questions.count() == 4
    assert Life.objects.get(edition__slug="small").base == ""


def test_a_draft_is_compared_with_the_file_and_replaced_by_it(run, file):
    objects = fixture_of(a_draft())
    objects[0]["fields"]["label"] = "Third issue"

    said = run("importedition", file(objects), "--write", "--by", an_editor().email)

    assert "Edition: [-Second-]{+Third+} issue" in said
    assert said.splitlines()[-1] == "The draft plain-2 is replaced."
    assert EditionEvent.objects.last().by.name == "Edi Tor"


def test_a_published_edition_is_replaced_by_no_file(run, file):
    said = refused(run, file(fixture_of(shipped())), "--write")

    assert "an edition alps-2014-plain is published here, and a published edition never changes." in said


def test_every_fault_is_listed_and_nothing_is_written(run, file):
    objects = small()
    objects[-1]["fields"]["say"] = ""
    objects[2]["fields"]["name"] = ""

    said = refused(run, file(objects), "--write").splitlines()

    assert said[0].endswith("was not imported. Faults: 2.")
    assert said[1:] == [
        "  Object 3 (level T1), name: must not be empty.",
        "  Object 22 (check sure), say: check sure: its sentence is empty.",
    ]
    assert Edition.objects.count() == 1


def test_who_is_no_editor_writes_nothing(run, file):
    assert "Only an editor" in refused(run, file(small()), "--write", "--by", a_person("Stran Ger").email)
    assert "Nobody here has the address" in refused(run, file(small()), "--write", "--by", "no@example.org")
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "say"),
    [(("nowhere.json",), "cannot be read"), (("--edition", "no slug"), "The short name: 'no slug' must be 1 to 80")],
)
def test_what_cannot_be_done_is_said_in_words(run, file, arguments, say):
    given = arguments if arguments[0].endswith("json") else (file(small()), *arguments)

    assert say in refused(run, *given)


def test_a_file_that_cannot_be_written_is_said_in_words(run, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run("exportedition", "alps-2014-plain", "--output", tmp_path)
