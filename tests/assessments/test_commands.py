"""The commands for operators: what they say, where they say it, and their exit code."""

import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import ManagementUtility, call_command
from django.core.management.base import OutputWrapper

from assessments.interchange import as_text, export_document, result_document
from assessments.models import Assessment
from framework_data.management.output import write
from tests.people import a_round, document

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys, monkeypatch):
    """manage.py with these words -> exit code, standard output, standard error."""
    # System checks do not know the tests' template settings; a command that closes its connections ends the test's
    # transaction.
    monkeypatch.setattr("django.core.management.base.BaseCommand.check", lambda *args, **options: None)
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)

    def run_command(*words: str) -> tuple[int, str, str]:
        code = 0
        try:
            ManagementUtility(["manage.py", *words]).execute()
        except SystemExit as end:
            code = end.code
        return code, *capsys.readouterr()

    return run_command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "round.json"
    path.write_text(as_text(document(answers={"borough": {"S1.1": "F", "S2.1": "NA"}})), encoding="utf-8")
    return path


def test_an_import_writes_the_round_and_says_so(run, file):
    assert run("importassessment", str(file)) == (0, "Imported first-round: 2 answers.\n", "")
    assert as_text(export_document(Assessment.objects.get())) == file.read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(run, file):
    code, out, err = run("importassessment", str(file), "--dry-run")

    assert (code, err) == (0, "")
    assert out == f"{file} can be imported as first-round: 2 answers.\n"
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_faults_go_to_standard_error(run, file, options):
    broken = document(answers={"borough": {"S1.1": "F", "S1.2": "Q"}})
    broken["assessment"]["title"] = ""
    file.write_text(as_text(broken), encoding="utf-8")

    code, out, err = run("importassessment", str(file), *options)

    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f"CommandError: {file} was not imported. Faults: 2.",
        "  assessment.title: must not be empty.",
        "  answers[1].value: S1.2 takes one of F, L, P, N, NA, not 'Q'.",
    ]
    assert not Assessment.objects.exists()


def test_of_many_faults_the_first_hundred_are_listed(run, file):
    broken = document()
    broken["answers"] = [{"question": "S1.1", "entity": f"body-{number}", "value": "F"} for number in range(120)]
    file.write_text(as_text(broken), encoding="utf-8")

    code, _, err = run("importassessment", str(file))

    assert code == 1
    assert err.splitlines()[0].endswith("Faults: 120; the first 100.")
    assert len(err.splitlines()) == 101


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"{", "this is not JSON"), (b"\xff", "not text in UTF-8"), (b'{"a":1,"a":1}', "a: this key stands twice")],
)
def test_a_file_that_is_no_json_is_refused(run, file, content, sentence):
    file.write_bytes(content)

    code, out, err = run("importassessment", str(file))

    assert (code, out) == (1, "")
    assert sentence in err


def test_a_file_that_is_not_there_is_refused(run, tmp_path):
    code, _, err = run("importassessment", str(tmp_path / "none.json"))

    assert code == 1
    assert err == f"CommandError: {tmp_path / 'none.json'} cannot be read: No such file or directory.\n"


def test_a_round_is_imported_once(run, file):
    run("importassessment", str(file))

    code, _, err = run("importassessment", str(file))

    assert code == 1
    assert "assessment.slug: there is an assessment first-round already." in err


COMMANDS = [("exportassessment", export_document), ("assessmentresult", result_document)]


@pytest.mark.parametrize(("command", "told"), COMMANDS)
def test_without_a_file_the_text_goes_to_standard_output(run, command, told):
    assessment = a_round(answers={"borough": {"S1.1": "F"}})

    assert run(command, "first-round") == (0, as_text(told(assessment)), "")


@pytest.mark.parametrize(("command", "told"), COMMANDS)
def test_with_a_file_the_text_goes_there_alone(run, command, told, tmp_path):
    assessment = a_round(answers={"borough": {"S1.1": "F"}})

    assert run(command, "first-round", "--output", str(tmp_path / "out.json")) == (0, "", "")
    assert (tmp_path / "out.json").read_bytes() == as_text(told(assessment)).encode()


@pytest.mark.parametrize(("command", "_told"), COMMANDS)
def test_an_unknown_round_is_refused(run, command, _told):
    assert run(command, "nowhere") == (1, "", "CommandError: There is no assessment nowhere.\n")


@pytest.mark.parametrize(("command", "_told"), COMMANDS)
def test_a_file_that_cannot_be_written_is_refused(run, command, _told, tmp_path):
    a_round()

    code, out, err = run(command, "first-round", "--output", str(tmp_path))

    assert (code, out) == (1, "")
    assert err == f"CommandError: {tmp_path} cannot be written: Is a directory.\n"


def test_standard_output_is_utf_8_whatever_the_terminal_knows():
    terminal = TextIOWrapper(BytesIO(), encoding="latin-1", write_through=True)

    write("é😀\n", None, OutputWrapper(terminal))

    assert terminal.buffer.getvalue() == "é😀\n".encode()


def test_a_text_may_be_caught_as_it_is_written():
    assessment, out = a_round(), StringIO()

    call_command("exportassessment", "first-round", stdout=out)

    assert out.getvalue() == as_text(export_document(assessment))


@pytest.mark.slow
def test_on_a_server_of_its_own_a_file_comes_back_with_the_same_bytes(tmp_path):
    text = as_text(document(answers={"borough": {"S1.1": "F"}}))
    text = text.replace("Tansy Borough Council", "Tansy £ 😀 Council")
    (tmp_path / "in.json").write_bytes(text.encode())
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "PYTHONIOENCODING": "latin-1",
        "SECRET_KEY": "a secret of this test",
    }
    manage = Path(__file__).parents[2] / "manage.py"

    def run_it(*words: str) -> bytes:
        done = subprocess.run([sys.executable, manage, *words], env=environment, capture_output=True, check=True)
        return done.stdout

    run_it("migrate", "--verbosity", "0")
    run_it("loaddata", "alps-2014-plain")
    run_it("importassessment", str(tmp_path / "in.json"))

    assert run_it("exportassessment", "first-round") == text.encode()
