"""The page of the public edition: what it shows to whom, its buttons, and its files."""

import pytest
from django.test import TestCase
from django.urls import reverse

from assessments.access import visit
from assessments.actions.publishing import take_back_publication
from assessments.models import Assessment
from reports.models import StoredReport
from tests.people import cast
from tests.reports.rounds import told_round
from tests.sealing import published, reopened, signed_off

pytestmark = pytest.mark.django_db

SLUG = "told-round"
PAGE, SEAL, RESULTS = f"/assessments/{SLUG}/public/", f"/assessments/{SLUG}/seal/", f"/assessments/{SLUG}/results/"
PUBLISH, TAKE_BACK = "Publish the public edition", "Take the public edition back"


@pytest.fixture
def assessment():
    return told_round(but={"trust": {"DEL2.2": "P"}})


@pytest.fixture
def people(assessment):
    return cast()


@pytest.fixture
def seal(assessment, people):
    return signed_off(assessment, people.chair)


def enter(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def words(client, person, address=PAGE):
    enter(client, person)
    return " ".join(client.get(address).content.decode().split())


def posted(client, person, **fields):
    enter(client, person)
    return " ".join(client.post(PAGE, fields, follow=True).content.decode().split())


def main_of(page):
    """What the public edition itself says, below what is said of its publication."""
    return page.partition("govuk-section-break")[2].partition("</main>")[0]


def test_the_chair_looks_at_what_viewers_will_read_and_publishes_it(client, people, seal):
    page = words(client, people.chair)
    assert "Viewers do not see this round." in page
    assert "Tansy" not in main_of(page)
    assert PUBLISH in page
    assert f'name="sha256" value="{seal.sha256}"' in page

    page = posted(client, people.chair, publish="yes", sha256=seal.sha256)
    assert "The public edition is published. Viewers can read it now" in page
    assert "It was published on" in page
    assert PUBLISH not in page
    assert TAKE_BACK in page
    assert "This is the public edition." in words(client, people.viewer, RESULTS)


def test_pressing_twice_is_told_plainly(client, people, seal):
    posted(client, people.chair, publish="yes", sha256=seal.sha256)
    assert "The public edition is published already" in posted(client, people.chair, publish="yes", sha256=seal.sha256)
    assert "The public edition is taken back" in posted(client, people.chair, take_back="yes")
    assert "There was nothing to take back" in posted(client, people.chair, take_back="yes")


def test_a_page_of_an_earlier_seal_publishes_nothing(client, people, assessment, seal):
    reopened(assessment, people.chair)
    signed_off(assessment, people.chair, minute="PB 2026/15")

    assert "signed off anew meanwhile" in posted(client, people.chair, publish="yes", sha256=seal.sha256)
    assert not Assessment.objects.get().is_published


@pytest.mark.parametrize("who", ["facilitator", "board_member", "respondent", "auditor", "viewer"])
def test_nobody_else_takes_it_back(client, people, assessment, seal, who):
    published(assessment, people.chair)
    enter(client, getattr(people, who))

    assert client.post(PAGE, {"take_back": "yes"}).status_code == 403
    assert Assessment.objects.get().is_published


@pytest.mark.parametrize("who", ["facilitator", "board_member", "respondent", "auditor"])
def test_others_look_at_it_without_the_buttons(client, people, seal, who):
    for address in (PAGE, SEAL):
        page = words(client, getattr(people, who), address)
        assert "The chair or the deputy chair publishes it." in page
        assert PUBLISH not in page


def test_everybody_sees_the_same_edition(client, people, assessment, seal):
    published(assessment, people.chair)
    seen = {main_of(words(client, each)) for each in (people.chair, people.respondent, people.auditor, people.viewer)}

    # Each form has a token of its own; nothing else may differ.
    assert len({page.partition("Ratings at a glance")[2] for page in seen}) == 1


def test_the_page_of_the_seal_tells_of_it_and_leads_to_it(client, people, assessment, seal):
    page = words(client, people.chair, SEAL)
    assert "Viewers do not see this round." in page
    assert PUBLISH in page
    assert PAGE in page
    published(assessment, people.chair)
    assert TAKE_BACK in words(client, people.chair, SEAL)
    assert "It was published on" in words(client, people.viewer, SEAL)


def test_results_lead_members_to_it(client, people, assessment, seal):
    assert PAGE in words(client, people.respondent, RESULTS)
    reopened(assessment, people.chair)
    assert PAGE not in words(client, people.respondent, RESULTS)
    assert client.get(PAGE).status_code == 403


def test_a_viewer_of_a_round_that_was_taken_back_finds_nothing(client, people, assessment, seal):
    published(assessment, people.chair)
    take_back_publication(visit(people.chair, SLUG))
    enter(client, people.viewer)

    for name, *more in (("results",), ("public_edition",), ("seal",), ("report_pdf",), ("public_report_pdf",)):
        assert client.get(reverse(name, args=[SLUG, *more])).status_code == 404
    assert SLUG not in words(client, people.viewer, "/partnerships/marrowdale/")
    assert SLUG not in words(client, people.viewer, "/")


def test_its_figures_are_those_of_the_public(client, people, seal):
    enter(client, people.chair)
    public = client.get(reverse("public_result_json", args=[SLUG])).json()
    board = client.get(reverse("result_json", args=[SLUG])).json()

    assert [profile["entity"] for profile in public["profiles"]] == [None]
    assert len(board["profiles"]) > 1


@pytest.mark.slow
def test_the_paper_that_was_looked_at_is_the_one_that_viewers_get(client, people, assessment, seal):
    enter(client, people.chair)
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(reverse("public_report_making", args=[SLUG, "pdf"]))
    looked_at = client.get(reverse("public_report_pdf", args=[SLUG]))
    published(assessment, people.chair)
    enter(client, people.viewer)
    given = client.get(reverse("report_pdf", args=[SLUG]))

    assert looked_at.content == given.content == bytes(StoredReport.objects.get().content)
    assert "public-signed-off" in given["Content-Disposition"]
