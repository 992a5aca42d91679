from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Assessment
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


@pytest.mark.parametrize("options", [{"format": "pdf", "archive": True}, {"format": "archive.pdf"}])
def test_the_paper_for_the_archive_is_asked_for_in_two_ways(tmp_path, papers_unrendered, monkeypatch, options):
    monkeypatch.setattr("reports.pdf.archive_of", lambda report: b"for the archive")
    path = tmp_path / "report.archive.pdf"
    run("report", told_round().slug, output=str(path), **options)
    assert path.read_bytes() == b"for the archive"


def test_the_blank_questionnaire_of_a_draft_and_of_one_body(tmp_path, papers_unrendered):
    assessment = told_round(state="open")
    Assessment.objects.filter(pk=assessment.pk).update(state="draft")
    path = tmp_path / "blank.pdf"
    run("report", assessment.slug, format="pdf", blank=True, output=str(path))
    assert "All questions of the edition" in path.read_text()
    run("report", assessment.slug, format="pdf", blank=True, entity="borough", output=str(path))
    assert "Asked of Tansy Borough Council" in path.read_text()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"format": "pdf"}, "Name a file for the PDF with --output."),
        ({"format": "pdf", "blank": True}, "Name a file for the PDF with --output."),
        ({"format": "json", "blank": True}, "The blank questionnaire is a PDF. Use --format pdf without --archive."),
        ({"format": "json", "archive": True}, "The archive takes a PDF. Use --format pdf with --archive."),
        (
            {"format": "pdf", "blank": True, "entity": "nobody", "output": "/nowhere/x"},
            "No entity nobody is asked in told-round.",
        ),
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
