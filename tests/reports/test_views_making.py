"""From the button to the file: what the person sees while a report is made, and where it leads without JavaScript."""

import pytest
from django.urls import reverse

from reports.models import StoredReport
from tests.people import cast
from tests.reports.rounds import told_round
from tests.reports.test_freshness import correct

pytestmark = pytest.mark.django_db

SLUG = "told-round"
MAKING = f"/assessments/{SLUG}/report/pdf/"
FILE = f"/assessments/{SLUG}/report.pdf"
RESULTS = f"/assessments/{SLUG}/results/"


@pytest.fixture
def people(printed):
    told_round()
    return cast()


@pytest.fixture
def large(monkeypatch):
    """The round counts as one of many bodies."""
    for place in ("views", "taking_away", "actions.asking"):
        monkeypatch.setattr(f"reports.{place}.is_made_at_once", lambda found, form: not form.is_stored)


@pytest.fixture
def reader(client, people):
    client.force_login(people.chair, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def nothing_put_off(monkeypatch):
    """As outside a test's transaction: what waits for the commit is done before the page is answered."""
    monkeypatch.setattr("reports.actions.asking.transaction.on_commit", lambda work: work())


def words(response):
    return " ".join(response.content.decode().split())


def test_a_small_report_comes_with_the_first_press_and_from_store_from_then_on(reader, nothing_put_off, printed):
    assert ">Download the report (PDF)</button>" in words(reader.get(RESULTS))
    response = reader.post(MAKING)
    assert (response.status_code, response["Location"]) == (302, FILE)

    first, second = reader.get(FILE), reader.get(FILE)

    assert first.content == second.content
    assert len(printed) == 1
    assert first["Content-Disposition"].startswith('attachment; filename="marrowdale-told-round-board-consensus-')
    assert "private" in first["Cache-Control"]
    assert f'href="{FILE}"' in words(reader.get(RESULTS))


def test_an_address_that_somebody_kept_still_gives_a_small_report(reader, printed):
    assert reader.get(FILE).content.startswith(b"%PDF 1 board")
    assert not StoredReport.objects.exists()


def test_a_large_report_is_asked_for_and_followed(reader, large, work, printed):
    assert ">Make the report (PDF)</button>" in words(reader.get(RESULTS))
    assert reader.get(FILE)["Location"] == MAKING
    assert "making it takes a while" in words(reader.get(MAKING))

    with work():
        assert reader.post(MAKING)["Location"] == MAKING
        page = words(reader.get(MAKING))
        assert "It waits for its turn." in page
        assert f'href="{MAKING}">Check again</a>' in page
        assert "See how far the report (PDF) is" in words(reader.get(RESULTS))
        StoredReport.objects.update(status="running", step="Drawing the pages", pages=57)
        assert "It is being made. Drawing the pages: page 57." in words(reader.get(MAKING))
        StoredReport.objects.update(status="waiting")

    assert "It is ready." in words(reader.get(MAKING))
    assert reader.get(FILE).content.startswith(b"%PDF 1 board")


def test_a_browser_that_follows_is_sent_only_what_is_new(reader, large):
    reader.post(MAKING)
    follows = {"HTTP_HX_REQUEST": "true"}
    part = reader.get(MAKING, **follows).content.decode()
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    seen = part.split('"seen": "')[1].split('"')[0]
    assert reader.get(MAKING, {"seen": seen}, **follows).status_code == 204

    StoredReport.objects.update(status="failed", error="It broke.")
    part = reader.get(MAKING, {"seen": seen}, **follows).content.decode()
    assert "It broke." in part
    assert "hx-trigger" not in part


def test_a_failure_is_a_page_that_offers_another_try(reader, nothing_put_off, monkeypatch):
    def broken(report):
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr("reports.pdf.pdf_of", broken)
        assert reader.post(MAKING)["Location"] == MAKING
    page = words(reader.get(MAKING))
    assert "It could not be made." in page
    assert ">Try again</button>" in page

    assert reader.post(MAKING)["Location"] == FILE


def test_a_report_that_the_round_has_outgrown_says_so(reader, people, work):
    with work():
        reader.post(MAKING)
    correct(people.approver, "borough")

    assert "The round has changed since it was made." in words(reader.get(MAKING))


def test_a_respondent_is_not_told_that_the_board_has_its_report(reader, client, people, work):
    with work():
        reader.post(MAKING)
    client.force_login(people.respondent, backend="django.contrib.auth.backends.ModelBackend")

    assert "It is ready." not in words(client.get(MAKING))
    assert ">Download the report (PDF)</button>" in words(client.get(RESULTS))


def test_a_body_asks_for_its_own_report(client, people, nothing_put_off):
    client.force_login(people.respondent, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(reverse("entity_report_making", args=[SLUG, "borough", "pdf"]))

    assert response["Location"] == reverse("entity_report_pdf", args=[SLUG, "borough"])
    assert "-told-round-borough-entity-consensus-" in client.get(response["Location"])["Content-Disposition"]


@pytest.mark.parametrize("form", ["json", "exe"])
def test_only_forms_that_take_time_are_made(reader, form):
    assert reader.post(f"/assessments/{SLUG}/report/{form}/").status_code == 404
