from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from assessments.models import Assessment
from reports import columns
from reports.answers_csv import csv_of
from reports.building import operators_report
from tests.people import cast
from tests.reports.reading import csv_of_bytes
from tests.reports.rounds import told_round

pytestmark = pytest.mark.django_db


def report_of(assessment, entity=None):
    return operators_report(
        Assessment.objects.select_related("partnership", "edition").get(pk=assessment.pk), entity=entity
    )


def test_there_is_a_row_for_each_answer_with_its_round_rating_and_level():
    rows = csv_of_bytes(csv_of(report_of(told_round(but={"trust": {"DEL2.2": "P"}}))))
    assert list(rows[0]) == [column.name for column in columns.CSV]
    assert sum(row["body_code"] == "" for row in rows) == 119
    found = next(row for row in rows if (row["question_code"], row["body_code"]) == ("DEL2.2", "trust"))
    assert found["round"] == "Told round"
    assert found["period_from"] == "2025-04-01"
    assert (found["value_code"], found["value"], found["note"]) == ("P", "Partly in place", "note-of-trust")
    assert (found["rating_at_least_code"], found["level_at_least_number"]) == ("L", "1")


@pytest.mark.parametrize(
    ("state", "words", "is_draft"),
    [("consensus", "Draft: in consensus, not signed off", "yes"), ("signed_off", "Signed off", "no")],
)
def test_every_row_says_whether_it_is_a_draft(state, words, is_draft):
    rows = csv_of_bytes(csv_of(report_of(told_round(state=state))))
    assert {row["is_draft"] for row in rows} == {is_draft}
    assert all(row["state"].startswith(words) for row in rows)


def test_lines_end_as_rfc_4180_says_and_the_same_round_gives_the_same_bytes():
    data = csv_of(report_of(told_round()))
    assert data.endswith(b"\r\n")
    assert csv_of(report_of(Assessment.objects.get())) == data


def test_the_command_writes_it_to_standard_output():
    told_round()
    out = StringIO()
    call_command("report", "told-round", format="csv", entity="borough", stdout=out)
    assert {row["body_code"] for row in csv_of_bytes(out.getvalue().encode())} == {"", "borough"}


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_file_that_is_no_text_needs_a_name(form):
    told_round()
    with pytest.raises(CommandError, match=f"^Name a file for the {form.upper()} with --output"):
        call_command("report", "told-round", format=form)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("report_pdf", "pdf"),
        ("report_docx", "docx"),
        ("result_xlsx", "xlsx"),
        ("result_csv", "csv"),
        ("result_json", "json"),
    ],
)
def test_a_files_name_says_partnership_round_body_edition_state_and_day(client, name, form, papers_unrendered):
    assessment, people = told_round(), cast()
    day = report_of(assessment).changed_on.isoformat()
    client.force_login(people.chair)
    response = client.get(reverse(name, args=[assessment.slug]))
    expected = f"marrowdale-told-round-board-consensus-{day}.{form}"
    assert response["Content-Disposition"] == f'attachment; filename="{expected}"'
    client.force_login(people.respondent)
    response = client.get(reverse(f"entity_{name}", args=[assessment.slug, "borough"]))
    expected = f"marrowdale-told-round-borough-entity-consensus-{day}.{form}"
    assert response["Content-Disposition"] == f'attachment; filename="{expected}"'


def test_the_results_page_offers_every_form_and_what_the_columns_mean(client):
    assessment, people = told_round(), cast()
    client.force_login(people.respondent)
    for prefix, place in (("", [assessment.slug]), ("entity_", [assessment.slug, "borough"])):
        page = client.get(reverse(f"{prefix}results", args=place)).content.decode()
        assert f'action="{reverse(f"{prefix}report_making", args=[*place, "pdf"])}"' in page
        for name in ("report_docx", "result_xlsx", "result_csv", "result_json"):
            assert f'href="{reverse(f"{prefix}{name}", args=place)}"' in page
        assert f'href="{reverse("columns_explained")}"' in page
