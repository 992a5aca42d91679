"""The frame of every page, the pages behind the footer, and the pages of errors."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import reverse
from django.views import defaults

pytestmark = pytest.mark.django_db


@pytest.fixture
def asha(django_user_model):
    return django_user_model.objects.create_user("asha@example.org", "three odd words", name="Asha <Devlin>")


def test_the_frame_names_language_service_and_way_past_the_header(client):
    html = client.get(reverse("privacy")).content.decode()
    assert '<html lang="en-gb"' in html
    assert "<title>Privacy – ALPS</title>" in html
    assert '<a href="#main-content" class="govuk-skip-link"' in html
    assert 'id="main-content"' in html
    assert [reverse(name) in html for name in ("privacy", "cookies", "accessibility")] == [True] * 3


def test_nothing_is_inline_and_nothing_comes_from_another_host(client):
    response = client.get(reverse("account_login"))
    html = response.content.decode()
    assert not re.search(r"\sstyle=|\son\w+=|<style", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_htmx_is_told_to_swap_conflicts_and_faults_and_to_evaluate_nothing(client):
    html = client.get(reverse("privacy")).content.decode()
    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']+)'", html).group(1))
    assert config["includeIndicatorStyles"] is False
    assert config["allowEval"] is False
    swaps = {code: rule["swap"] for rule in reversed(config["responseHandling"]) for code in [rule["code"]]}
    assert swaps["409|422"] is True
    assert swaps["[45].."] is False


def test_who_is_signed_in_is_said_and_signing_out_is_a_post(client, asha):
    client.force_login(asha)
    html = client.get(reverse("privacy")).content.decode()
    assert "Asha &lt;Devlin&gt;" in html
    assert f'<form method="post" action="{reverse("account_logout")}">' in html
    assert "Change password" in html


def test_somebody_without_a_password_is_not_offered_to_change_it(client, asha):
    asha.set_unusable_password()
    asha.save()
    client.force_login(asha)
    assert "Change password" not in client.get(reverse("privacy")).content.decode()


def test_the_frame_asks_the_database_for_session_and_person_only(client, asha, django_assert_max_num_queries):
    client.force_login(asha)
    with django_assert_max_num_queries(2):
        client.get(reverse("privacy"))


def test_footer_pages_are_filled_from_the_settings(client, settings):
    settings.OPERATOR_NAME = "Brackenshire County Council"
    settings.CONTACT_EMAIL = "help@example.org"
    settings.ACCESSIBILITY_REVIEWED_ON = "12 May 2026"
    assert "Brackenshire County Council runs this service" in client.get(reverse("privacy")).content.decode()
    accessibility = client.get(reverse("accessibility")).content.decode()
    assert "last reviewed on 12 May 2026" in accessibility
    assert "mailto:help@example.org" in accessibility
    cookies = client.get(reverse("cookies")).content.decode()
    assert settings.SESSION_COOKIE_NAME in cookies
    assert "12 hours at most" in cookies


def test_footer_pages_refuse_a_post(client):
    assert client.post(reverse("privacy")).status_code == 405


def test_messages_are_banners(rf, client, asha):
    client.force_login(asha)
    request = client.get(reverse("privacy")).wsgi_request
    messages.success(request, "Your answers are submitted.")
    messages.info(request, "The round closes <soon>.")
    html = render_to_string("govuk/privacy.html", request=request)
    assert 'govuk-notification-banner--success" role="alert"' in html
    assert "Your answers are submitted." in html
    assert "The round closes &lt;soon&gt;." in html


def test_an_unknown_page_is_not_found_in_house_words(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_a_refusal_shows_its_sentence(rf, asha):
    request = rf.get("/")
    request.user = asha
    response = defaults.permission_denied(request, PermissionDenied("Only an approver can submit <this>."))
    assert "Only an approver can submit &lt;this&gt;." in response.content.decode()


def test_a_refusal_without_a_sentence_has_one(rf, asha):
    request = rf.get("/")
    request.user = asha
    response = defaults.permission_denied(request, PermissionDenied())
    assert "This page is for people with another role." in response.content.decode()


def test_a_form_without_token_is_refused_in_house_words(django_user_model):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(reverse("account_login"))
    assert response.status_code == 403
    assert "Your form was not sent" in response.content.decode()


def test_the_page_of_a_crash_needs_nothing():
    html = Path(project.BASE_DIR, "templates", "500.html").read_text()
    assert "{%" not in html
    assert "{{" not in html


def test_a_request_that_cannot_be_read_has_a_page(rf, asha):
    request = rf.get("/")
    request.user = asha
    assert "could not be read" in defaults.bad_request(request, ValueError()).content.decode()
