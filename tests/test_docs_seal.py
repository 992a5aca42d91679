"""docs/seal.md lives by tests: its recipe is run on a downloaded file, and its table lists the keys there are."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from tests.people import cast
from tests.reports.rounds import told_round
from tests.sealing import signed_off

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PAGE = (Path(__file__).parent.parent / "docs" / "seal.md").read_text(encoding="utf-8")


@pytest.fixture
def sealed(client):
    """(hash, the file that the chair downloads)."""
    assessment = told_round()
    people = cast()
    seal = signed_off(assessment, people.chair)
    client.force_login(people.chair, backend="django.contrib.auth.backends.ModelBackend")
    return seal.sha256, client.get(reverse("seal_document", args=[assessment.slug, 1])).content


def run_the_recipe(path):
    """The Python between the marks of the shell's lines, run as the shell would."""
    recipe = PAGE.split("<!-- recipe -->")[1].split("```sh\n")[1].split("```")[0]
    program = re.search(r"<<'END'\n(.*)END\n", recipe, re.DOTALL).group(1)
    words = [sys.executable, "-I", "-", str(path)]
    return subprocess.run(words, input=program, capture_output=True, text=True, check=True).stdout


def test_the_recipe_shows_the_seal_and_that_every_text_fits(sealed, tmp_path):
    sha256, content = sealed
    path = tmp_path / "seal.json"
    path.write_bytes(content)

    assert run_the_recipe(path) == f"seal: {sha256}\ntexts that do not fit: 0\n"


def test_the_recipe_tells_a_changed_document_and_a_changed_text(sealed, tmp_path):
    sha256, content = sealed
    held = json.loads(content)
    held["document"]["assessment"]["answers"][0]["value"] = "N"
    held["texts"][next(iter(held["texts"]))][1] += "!"
    path = tmp_path / "seal.json"
    path.write_text(json.dumps(held), encoding="utf-8")

    said = run_the_recipe(path)
    assert sha256 not in said
    assert "texts that do not fit: 1" in said


def test_the_table_names_every_key_and_no_other(sealed):
    rows = re.findall(r"^\| (`[^|]+) \|", PAGE.split("## The document")[1], re.MULTILINE)

    assert {key for row in rows for key in re.findall(r"`(\w+)`", row)} == json.loads(sealed[1])["document"].keys()
