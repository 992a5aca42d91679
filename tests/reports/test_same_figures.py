"""For random rounds the figures are the same on the page, in PDF, Word, XLSX, CSV and JSON: all six are read back."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from assessments.models import Assessment
from reports.building import operators_report
from reports.formats import FORMATS
from tests.people import a_person, seat
from tests.reports.editions import small_round
from tests.reports.figures import Names, from_csv, from_json, from_page, from_text, from_xlsx
from tests.reports.reading import words_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROUNDS = {
    # seed of the edition and the round: how much of it is answered, and how
    2: {"mood": "good", "filled": 0.9},
    5: {"mood": "mixed", "filled": 1.0, "overrides": 0.3},
    11: {"mood": "much NA", "filled": 0.97, "views": 0.4},
}


def names_in(report, document):
    content = report.content
    taking_part = [e for e in document["entities"] if e["participation"] == "participating"]
    return Names(
        dimensions={dimension.code: dimension.name for dimension in content.dimensions},
        levels=[level.name for level in content.levels],
        bodies={entity["slug"]: entity["name"] for entity in taking_part},
        statements=[statement.code for statement in content.statements],
    )


def text_of(pdf):
    """Page by page without the running heads, which would stand between two halves of a table."""
    heads = ("Page ", "Board edition", "Draft", "Marrowdale Together ·")
    pages = (page.extract_text().splitlines() for page in PdfReader(BytesIO(pdf)).pages)
    return "\n".join(line for lines in pages for line in lines if not line.startswith(heads))


def read_back(client, report, names):
    files = {extension: form.make(report) for extension, form in FORMATS.items()}
    page = client.get(reverse("results", args=[report.facts.slug])).content
    return {
        "page": from_page(page, names),
        "pdf": from_text(text_of(files["pdf"]), names),
        "docx": from_text(words_of(files["docx"]), names),
        "xlsx": from_xlsx(files["xlsx"], names),
        "json": from_json(files["json"], names),
    }, from_csv(files["csv"], names)


def test_the_figures_are_the_same_in_every_form(client):
    met = {"range": 0, "missing": 0, "not applicable": 0, "held": 0, "way": 0}
    for seed, details in ROUNDS.items():
        assessment, document = small_round(seed, bodies=(2, 3), all_take_part=True, **details)
        if seed == next(iter(ROUNDS)):
            seat(member := a_person("Bo Ardmember"), "board_member", document["assessment"]["lead_entity"])
            client.force_login(member)
        report = operators_report(Assessment.objects.select_related("partnership", "edition").get(pk=assessment.pk))
        names = names_in(report, document)
        forms, rows = read_back(client, report, names)
        figures = forms["json"]
        for form, found in forms.items():
            for part in ("levels", "missing", "not_applicable", "held", "way"):
                assert getattr(found, part) == getattr(figures, part), (seed, form, part)
            # Ratings of single bodies are told in the tables alone.
            assert found.ratings.items() <= figures.ratings.items(), (seed, form)
            assert {code for whose, code in found.ratings if not whose} == set(names.statements), (seed, form)
        assert forms["xlsx"].ratings == figures.ratings
        assert rows.levels == figures.levels
        assert rows.ratings.items() <= figures.ratings.items()
        assert {code for whose, code in rows.ratings if not whose} == set(names.statements)
        met["range"] += any("up to" in words for words in figures.levels.values())
        met["missing"] += sum(figures.missing.values())
        met["not applicable"] += sum(left_out for left_out, _ in figures.not_applicable.values())
        met["held"] += sum(bool(q) for held in figures.held.values() for *_, q in held)
        met["way"] += sum(map(len, figures.way.values()))
    assert all(met.values()), met
