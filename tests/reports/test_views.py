"""Result pages and downloads through the client: what the person sees, and how the files are sent."""

import json

import pytest
from django.urls import reverse

from assessments.models import Answer, Assessment, Participant
from tests.people import cast
from tests.reports.rounds import large_round, note_of, told_round

pytestmark = pytest.mark.django_db


def read(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args))


def words(response):
    return " ".join(response.content.decode().split())


def test_the_partnerships_result_tells_levels_ratings_why_and_the_way_up(client):
    assessment, people = told_round(but={"trust": {"DEL2.2": "P"}}), cast()
    page = words(read(client, people.chair, "results", assessment.slug))
    for text in (
        "Results of Told round",
        "3 of 4 entities: without Marrowdale Carers (declined)",
        "In consensus, not signed off",
        '<p class="level__name">Securing Stewardship</p>',
        "What stands in the way of Supporting Performance",
        "takes 1 step on 1 question",
        "Marrowdale Health Trust",
        "are ahead of the level",
        "rated questions is left out as not applicable",
        "Side by side",
        reverse("report_making", args=[assessment.slug, "pdf"]),
        reverse("result_json", args=[assessment.slug]),
        reverse("entity_results", args=[assessment.slug, "trust"]),
    ):
        assert text in page
    for private in (note_of("trust"), "reasons-of-the-board"):
        assert private not in page


def test_before_the_reveal_the_partnership_has_no_result(client):
    assessment, people = told_round(state="open"), cast()
    for name in ("results", "report_pdf", "result_json"):
        response = read(client, people.chair, name, assessment.slug)
        assert response.status_code == 403
        assert "from the reveal on" in response.content.decode()


def test_a_respondent_sees_the_partnership_and_its_own_body_beside(client):
    assessment, people = told_round(), cast()
    page = words(read(client, people.respondent, "results", assessment.slug))
    assert "Your entity&#39;s own levels" in page or "Your entity's own levels" in page
    assert reverse("entity_results", args=[assessment.slug, "borough"]) in page
    assert reverse("entity_results", args=[assessment.slug, "trust"]) not in page


def test_a_viewer_sees_no_body_beside(client):
    assessment, people = told_round(state="published", but={"trust": {"DEL2.2": "P"}}), cast()
    page = words(read(client, people.viewer, "results", assessment.slug))
    assert "Side by side" not in page
    assert "Marrowdale Health Trust" not in page
    assert "DEL2.2" in page


def test_an_imported_signed_off_round_says_so(client):
    assessment, people = told_round(state="signed_off", imported=True), cast()
    page = words(read(client, people.chair, "results", assessment.slug))
    assert "Signed off elsewhere, not verified here" in page


def test_a_bodys_own_result_while_the_round_is_open(client):
    assessment, people = told_round(state="open"), cast()
    page = words(read(client, people.respondent, "entity_results", assessment.slug, "borough"))
    assert "Result of Tansy Borough Council" in page
    assert "from your own answers and views alone" in page
    assert "The partnership:" not in page
    assert reverse("results", args=[assessment.slug]) not in page
    assert reverse("questionnaire", args=[assessment.slug, "borough"]) in page


def test_from_the_reveal_on_a_bodys_levels_have_the_partnerships_beside(client):
    assessment, people = told_round(but={"trust": {"DEL2.2": "P"}}), cast()
    page = words(read(client, people.respondent, "entity_results", assessment.slug, "borough"))
    assert "The partnership: <strong>Securing Stewardship</strong>" in page
    assert reverse("results", args=[assessment.slug]) in page


def test_a_body_that_has_not_submitted_is_told_so_and_how_to(client):
    assessment, people = told_round(), cast()
    Participant.objects.filter(entity__slug="borough").update(submitted_at=None)
    for person, link in ((people.approver, True), (people.respondent, False)):
        page = words(read(client, person, "entity_results", assessment.slug, "borough"))
        assert "Tansy Borough Council has not submitted its answers" in page
        assert ("Check and submit them" in page) is link
    page = words(read(client, people.respondent, "results", assessment.slug))
    assert "Tansy Borough Council has not submitted its answers, so they count as missing here." in page


def test_a_body_that_declined_has_no_result(client):
    assessment, people = told_round(), cast()
    response = read(client, people.chair, "entity_results", assessment.slug, "charity")
    assert response.status_code == 403
    assert "does not take part" in response.content.decode()


def test_unconfirmed_levels_say_at_least_and_up_to(client):
    assessment, people = told_round(), cast()
    Answer.objects.filter(participant__entity__slug="trust", question__code="DEL2.2").delete()
    page = words(read(client, people.chair, "results", assessment.slug))
    assert "At least Securing Stewardship, up to Enabling Transformation" in page
    assert "1 answer missing" in page
    assert "Not answered yet" in page


def test_figures_come_as_a_private_download(client):
    assessment, people = told_round(), cast()
    response = read(client, people.chair, "result_json", assessment.slug)
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"].startswith('attachment; filename="marrowdale-told-round-board-consensus-20')
    assert "private" in response["Cache-Control"]
    assert json.loads(response.content)["format"] == "alps-result/1"
    own = read(client, people.respondent, "entity_result_json", assessment.slug, "borough")
    assert [profile["entity"] for profile in json.loads(own.content)["profiles"]] == [None, "borough"]


def test_the_paper_comes_as_a_private_download(client, monkeypatch):
    monkeypatch.setattr("reports.pdf.pdf_of", lambda report: b"%PDF of " + report.subject_name.encode())
    assessment, people = told_round(), cast()
    response = read(client, people.chair, "report_pdf", assessment.slug)
    assert response.content == b"%PDF of Marrowdale Together"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert "private" in response["Cache-Control"]
    own = read(client, people.respondent, "entity_report_pdf", assessment.slug, "borough")
    assert own.content == b"%PDF of Tansy Borough Council"
    assert "-told-round-borough-entity-consensus-" in own["Content-Disposition"]


def test_names_are_escaped(client):
    assessment = told_round(but={"trust": {"DEL2.2": "P"}})
    Participant.objects.filter(entity__slug="trust").update(name="<b>Trust</b> & Co")
    Assessment.objects.filter(pk=assessment.pk).update(title="<i>Round</i>")
    page = words(read(client, cast().chair, "results", assessment.slug))
    assert "&lt;b&gt;Trust&lt;/b&gt; &amp; Co" in page
    assert "<i>Round" not in page


@pytest.mark.slow
def test_queries_of_the_pages_do_not_grow_with_bodies(client, django_assert_max_num_queries):
    small, large = large_round(2, "round-of-2"), large_round(40, "round-of-40")
    people, counts = cast(), {}
    for assessment in (small, large):
        for name, args in (("results", []), ("entity_results", ["borough"]), ("result_json", [])):
            client.force_login(people.chair)
            with django_assert_max_num_queries(20) as captured:
                assert client.get(reverse(name, args=[assessment.slug, *args])).status_code == 200
            counts.setdefault(name, set()).add(len(captured))
    assert all(len(found) == 1 for found in counts.values()), counts
