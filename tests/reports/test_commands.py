from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.reports.rounds import told_round

pytestmark = pytest.mark.django_db


def run(name, *args, **options):
    out = StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


def test_json_is_the_same_bytes_as_the_result(tmp_path):
    assessment = told_round(state="open")
    path = tmp_path / "result.json"
    run("report", assessment.slug, format="json", output=str(path))
    assert path.read_bytes() == run("assessmentresult", assessment.slug).encode()
    assert run("report", assessment.slug, format="json") == run("assessmentresult", assessment.slug)


def test_an_entitys_json_holds_the_partnership_and_the_entity():
    text = run("report", told_round().slug, format="json", entity="borough")
    assert '"entity": "borough"' in text
    assert '"entity": "trust"' not in text


def test_a_pdf_is_written_to_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr("reports.pdf.pdf_of", lambda report: b"%PDF of " + report.subject_name.encode())
    path = tmp_path / "report.pdf"
    run("report", told_round().slug, format="pdf", output=str(path))
    assert path.read_bytes() == b"%PDF of Marrowdale Together"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"format": "pdf"}, "Name a file for the PDF with --output."),
        ({"format": "pdf", "blank": True}, "The blank questionnaire is not available yet. Leave --blank out."),
        ({"format": "json", "entity": "nobody"}, "No entity nobody takes part in told-round."),
        ({"format": "json", "entity": "charity"}, "No entity charity takes part in told-round."),
        ({"format": "json", "output": "/nowhere/x"}, "/nowhere/x cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_done_is_said_in_words(options, sentence):
    told_round()
    with pytest.raises(CommandError, match="^" + sentence.replace(".", r"\.") + "$"):
        run("report", "told-round", **options)


def test_an_unknown_round_is_named():
    with pytest.raises(CommandError, match="no-such-round"):
        run("report", "no-such-round", format="json")
