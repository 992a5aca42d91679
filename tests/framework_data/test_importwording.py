"""The command that brings in the licence holder's wording."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from framework_data.checks import edition_faults
from framework_data.content import content_of
from framework_data.models import Edition, Life
from framework_data.wording.edition import base_of
from tests.editions import an_editor, shipped
from tests.framework_data.wording.untidy import untidy

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def documents(django_db_setup, django_db_blocker):
    """Three documents made of the shipped edition, each untidy in its own way."""
    with django_db_blocker.unblock():
        base = base_of(content_of(shipped()))
    return {seed: untidy(base, seed)[0] for seed in (3, 11, 23)}


def run(path, *options):
    out = StringIO()
    try:
        call_command(
            "importwording", str(path), "--base", "alps-2014-plain", "--edition", "worded", *options, stdout=out
        )
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


@pytest.fixture
def document(tmp_path, documents):
    path = tmp_path / "publication.txt"
    path.write_bytes(documents[3])
    return path


@pytest.fixture
def tidy(tmp_path):
    path = tmp_path / "tidy.md"
    lines = []
    for statement in base_of(content_of(shipped())).statements:
        lines += [f"**{statement.code}** {statement.text}", ""]
        lines += [f"{number}. {question}" for number, question in enumerate(statement.questions, start=1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", [3, 11, 23])
def test_it_finds_23_statements_and_119_questions(tmp_path, documents, seed):
    path = tmp_path / "publication.txt"
    path.write_bytes(documents[seed])

    said, error = run(path)

    assert said.startswith("Found: 23 of 23 statements, 119 of 119 questions, ")
    assert "Missing or surplus: nothing" in said
    assert "Left aside: " in said
    assert error == ""


def test_without_write_nothing_is_written(document):
    said, _ = run(document)

    assert "fits. Nothing was written: --write makes the draft worded." in said
    assert not Edition.objects.filter(slug="worded").exists()


def test_with_write_a_draft_is_made(document):
    said, error = run(document, "--write", "--by", an_editor().email)

    edition = Edition.objects.get(slug="worded")
    assert (said.splitlines()[-1], error) == ("The draft worded is made.", "")
    assert (edition.life.state, edition.life.base) == (Life.State.DRAFT, "alps-2014-plain")
    assert edition_faults(edition) == []
    assert [q.text for q in edition.questions.order_by("order")] == [
        q.text for q in shipped().questions.order_by("order")
    ]


def test_each_wording_is_told_with_its_line(tidy):
    said, _ = run(tidy)

    assert "  GS1 (line 1): A stakeholder analysis has been done by the lead entity." in said
    assert "  GS1.1 (line 3): Can the lead entity say who the stakeholders are" in said


def test_a_document_that_does_not_fit_is_reported_whole_and_not_written(tidy):
    tidy.write_text(tidy.read_text(encoding="utf-8").replace("**S5** ", "").replace("\n3. ", "\n"), encoding="utf-8")

    said, error = run(tidy, "--write")

    assert "S5: the code stands nowhere" in said
    assert "Missing or surplus: nothing" not in said
    assert error == f"{tidy} does not fit: see “Missing or surplus”. Nothing was written."
    assert not Edition.objects.filter(slug="worded").exists()


def test_what_is_doubtful_is_told_and_does_not_stop_the_draft(tidy):
    tidy.write_text(
        tidy.read_text(encoding="utf-8").replace("stakeholders are,", "stakeholders7 are,"), encoding="utf-8"
    )

    said, _ = run(tidy)
    assert "“stakeholders7” may hold the mark of a footnote" in said
    assert "--write makes the draft worded. Look at what is doubtful first." in said
    assert not Edition.objects.filter(slug="worded").exists()

    assert run(tidy, "--write")[1] == ""
    assert Edition.objects.filter(slug="worded").exists()


def test_a_second_time_the_slug_is_taken(tidy):
    run(tidy, "--write")

    assert "There is an edition worded already" in run(tidy, "--write")[1]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "It is empty"), (b"PK\x03\x04....", "Word"), (b"%PDF-1.4 x", "damaged"), (b"\x00\x01" * 50, "not text")],
)
def test_a_file_that_is_no_text_is_refused_in_words(tmp_path, content, sentence):
    path = tmp_path / "publication.txt"
    path.write_bytes(content)

    said, error = run(path, "--write")

    assert said == ""
    assert sentence in error


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "cannot be read" in run(tmp_path / "none.txt")[1]


def test_an_unknown_base_is_told(tidy):
    with pytest.raises(CommandError, match="There is no edition nowhere"):
        call_command("importwording", str(tidy), "--base", "nowhere", "--edition", "worded")
