"""Reopening through the client, and the papers that stay with the earlier seal."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from assessments.access import visit
from assessments.models import AgreedAnswer, Assessment, Seal, SealedPaper
from framework_data.models import Question
from reports.building import cut_report, partnership_report
from reports.cut import PUBLIC_CUT
from reports.pdf import html_of
from tests.people import cast
from tests.reports.rounds import note_of, told_round
from tests.sealing import MINUTE, published, reopened, signed_off

pytestmark = pytest.mark.django_db

SLUG = "told-round"


@pytest.fixture
def assessment():
    return told_round()


@pytest.fixture
def people(assessment):
    return cast()


def enter(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def text_of(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.mark.slow
def test_the_papers_of_the_seal_are_printed_before_it_ends(client, assessment, people):
    seal = signed_off(assessment, people.chair)
    published(assessment, people.chair)
    enter(client, people.chair)
    assert "reopening takes it back from viewers" in client.get(reverse("reopen", args=[SLUG])).content.decode()

    response = client.post(reverse("reopen", args=[SLUG]), {"reason": "S2.3 was misread"}, follow=True)

    assert "The round is in consensus again" in response.content.decode()
    assert "S2.3 was misread" in response.content.decode()
    papers = {paper.audience: paper for paper in SealedPaper.objects.filter(seal=seal)}
    assert papers.keys() == {"board", "public"}
    for paper in papers.values():
        text = text_of(bytes(paper.content)).replace(" ", "")
        assert seal.sha256 in text
        assert f"minute{MINUTE.replace(' ', '')}" in text
        assert "Draft:" not in text
    assert note_of("trust") in text_of(bytes(papers["board"].content))
    assert note_of("trust") not in text_of(bytes(papers["public"].content))
    assert papers["public"].name.startswith("marrowdale-told-round-public-signed-off-")


@pytest.mark.parametrize("reason", ["", "  \n ", "a\x00b", "x" * 10_001])
def test_a_reason_that_does_not_do_comes_back(client, assessment, people, reason):
    signed_off(assessment, people.chair)
    enter(client, people.chair)

    response = client.post(reverse("reopen", args=[SLUG]), {"reason": reason})

    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert Assessment.objects.get().is_signed_off


def test_the_public_paper_of_a_seal_that_was_never_published_is_not_kept(client, assessment, people):
    signed_off(assessment, people.chair)
    reopened(assessment, people.chair)
    signed_off(assessment, people.chair)
    published(assessment, people.chair)

    assert [paper.audience for paper in SealedPaper.objects.all()] == ["board"]
    for person in (people.viewer, people.chair):
        enter(client, person)
        assert client.get(reverse("sealed_paper", args=[SLUG, 1, "public"])).status_code == 404


@pytest.mark.parametrize("name", ["facilitator", "board_member", "approver", "auditor", "viewer"])
def test_only_the_chair_reopens(client, assessment, people, name):
    signed_off(assessment, people.chair)
    published(assessment, people.chair)
    enter(client, getattr(people, name))

    assert client.post(reverse("reopen", args=[SLUG]), {"reason": "Because"}).status_code == 403
    assert Assessment.objects.get().is_signed_off


def test_a_round_that_was_signed_off_elsewhere_keeps_no_paper(client):
    told_round("elsewhere", state="signed_off", imported=True)
    enter(client, cast().chair)
    page = client.get(reverse("reopen", args=["elsewhere"])).content.decode()
    assert "The round has no seal here." in page

    assert client.post(reverse("reopen", args=["elsewhere"]), {"reason": "To go on here"}).status_code == 302
    assert Assessment.objects.get().is_in_consensus
    assert not SealedPaper.objects.exists()


def test_who_may_take_a_kept_paper_away(client, assessment, people):
    signed_off(assessment, people.chair)
    published(assessment, people.chair)
    reopened(assessment, people.chair)
    signed_off(assessment, people.chair)
    published(assessment, people.chair)
    expected = {
        "board": {"chair": 200, "auditor": 200, "respondent": 403, "viewer": 403, "stranger": 404, "staff": 404},
        "public": {"chair": 200, "auditor": 200, "respondent": 200, "viewer": 200, "stranger": 404, "staff": 404},
        "entity": {"chair": 404, "viewer": 403},
    }
    for audience, by_person in expected.items():
        for name, status in by_person.items():
            enter(client, getattr(people, name))
            response = client.get(reverse("sealed_paper", args=[SLUG, 1, audience]))
            assert response.status_code == status, (audience, name)
            if status == 200:
                assert response.content == f"%PDF-{audience}".encode()
                assert response["Content-Type"] == "application/pdf"
    assert client.get(reverse("sealed_paper", args=[SLUG, 2, "public"])).status_code == 404


def test_a_viewer_is_offered_the_public_paper_alone(client, assessment, people):
    signed_off(assessment, people.chair)
    published(assessment, people.chair)
    reopened(assessment, people.chair)
    signed_off(assessment, people.chair)
    published(assessment, people.chair)
    enter(client, people.viewer)
    page = client.get(reverse("seal", args=[SLUG])).content.decode()

    assert reverse("sealed_paper", args=[SLUG, 1, "public"]) in page
    assert reverse("sealed_paper", args=[SLUG, 1, "board"]) not in page


def visiting(person):
    return visit(person, SLUG)


def test_a_report_shows_the_profiles_of_the_seal_and_not_what_the_rule_makes_of_the_answers(assessment, people):
    signed_off(assessment, people.chair)
    before = partnership_report(visiting(people.chair), in_full=True).json
    AgreedAnswer.objects.filter(question=Question.objects.get(code="S1.1")).update(value="N")

    assert partnership_report(visiting(people.chair), in_full=True).json == before


def test_the_paper_prints_the_seal_and_how_to_check_it(assessment, people):
    AgreedAnswer.objects.filter(question=Question.objects.get(code="S1.1")).delete()
    seal = signed_off(assessment, people.chair)
    found = visiting(people.chair)
    board = html_of(partnership_report(found, in_full=True))
    public = html_of(cut_report(found.assessment, PUBLIC_CUT))

    for paper in (board, public):
        assert seal.sha256 in paper
        assert f"minute {MINUTE}" in paper
        assert "verifyseal" in paper
        assert "The chair signed this round off on" in paper
        assert 'href="#seal"' in paper
    assert "The board left these joint questions open by name: S1.1." in board
    assert "open by name" not in public


def test_a_round_that_goes_on_prints_no_seal(people):
    paper = html_of(partnership_report(visiting(people.chair), in_full=True))

    assert 'id="seal"' not in paper
    assert not Seal.objects.exists()
