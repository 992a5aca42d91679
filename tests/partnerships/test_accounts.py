"""Signing in and passwords, in house wording."""

import re
from runpy import run_path

import pytest
from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user
from django.urls import reverse

from tests.pseudo import in_brackets

pytestmark = pytest.mark.django_db
PASSWORD = "three odd words"


@pytest.fixture
def asha(django_user_model):
    return django_user_model.objects.create_user("asha@example.org", PASSWORD, name="Asha Devlin")


@pytest.fixture(autouse=True)
def no_limits(settings):
    settings.ACCOUNT_RATE_LIMITS = False


def text_of(response) -> str:
    return response.content.decode()


def sign_in(client, email: str, password: str):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_signing_in_leads_to_your_work(client, asha):
    response = sign_in(client, "Asha@Example.org", PASSWORD)
    assert response.status_code == 302
    assert response.url == reverse("your_work")
    assert get_user(client) == asha


def test_an_empty_sign_in_names_both_fields(client):
    page = text_of(sign_in(client, "", ""))
    assert '<a href="#id_login">Enter your e-mail address</a>' in page
    assert '<a href="#id_password">Enter your password</a>' in page
    assert "<title>Error: Sign in" in page


def test_half_an_address_is_told_how_to_be_whole(client):
    assert "Enter an e-mail address in full, like name@example.org" in text_of(sign_in(client, "asha", "x"))


def test_a_wrong_password_and_an_unknown_address_look_alike(client, asha):
    sentence = "The e-mail address or the password is wrong."
    assert sentence in text_of(sign_in(client, asha.email, "wrong"))
    assert sentence in text_of(sign_in(client, "nobody@example.org", "wrong"))


@pytest.mark.parametrize(("behind_proxy", "address"), [("true", "192.0.2.7"), ("false", "127.0.0.1")])
def test_behind_a_proxy_tries_are_counted_for_each_visitor(rf, settings, monkeypatch, behind_proxy, address):
    monkeypatch.setenv("BEHIND_PROXY", behind_proxy)
    read = run_path(str(settings.BASE_DIR / "alps" / "settings.py"))
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = read["ALLAUTH_TRUSTED_PROXY_COUNT"]
    request = rf.get("/", headers={"x-forwarded-for": "203.0.113.9, 192.0.2.7"})
    assert get_adapter().get_client_ip(request) == address


def test_a_nul_byte_in_the_sign_in_form_is_refused_in_words(client):
    page = text_of(sign_in(client, "a\x00@example.org", "a\x00"))
    assert "Password holds a character that cannot be stored" in page


def test_nobody_signs_up_alone(client):
    page = text_of(client.get(reverse("account_signup")))
    assert "Accounts come by invitation" in page


def test_signing_out_asks_first_and_needs_a_post(client, asha):
    client.force_login(asha)
    assert "Sign out?" in text_of(client.get(reverse("account_logout")))
    assert get_user(client).is_authenticated
    client.post(reverse("account_logout"))
    assert not get_user(client).is_authenticated


def test_a_forgotten_password_is_renewed_by_a_link(client, asha, mailoutbox):
    response = client.post(reverse("account_reset_password"), {"email": asha.email}, follow=True)
    assert "Check your e-mail" in text_of(response)
    assert mailoutbox[0].subject == "ALPS: Choose a new password"
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body).group(1)
    page = client.get(link, follow=True)
    assert "Choose a new password" in text_of(page)
    address = page.redirect_chain[-1][0]
    assert "Enter a new password" in text_of(client.post(address, {"password1": ""}))
    done = client.post(address, {"password1": "four other odd words"}, follow=True)
    assert "Your password is changed" in text_of(done)
    asha.refresh_from_db()
    assert asha.check_password("four other odd words")


def test_the_e_mail_is_in_the_language_of_the_service_whatever_the_page_speaks(client, asha, mailoutbox):
    with in_brackets(active=True):
        client.cookies["alps_language"] = "cy"
        response = client.post(reverse("account_reset_password"), {"email": asha.email}, follow=True)

    assert "⟦Check your e-mail⟧" in text_of(response)
    assert mailoutbox[0].subject == "ALPS: Choose a new password"
    assert "⟦" not in mailoutbox[0].body


def test_a_used_link_says_so_and_offers_another(client, asha):
    page = text_of(client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"])))
    assert "This link no longer works" in page
    assert reverse("account_reset_password") in page


def test_an_unknown_address_gets_the_same_answer_and_a_letter_of_its_own(client, mailoutbox):
    response = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert "Check your e-mail" in text_of(response)
    assert "There is no account for this address" in mailoutbox[0].body


def test_an_empty_reset_form_names_the_remedy(client):
    page = text_of(client.post(reverse("account_reset_password"), {"email": ""}))
    assert '<a href="#id_email">Enter your e-mail address</a>' in page


def test_changing_the_password_needs_the_present_one(client, asha):
    client.force_login(asha)
    url = reverse("account_change_password")
    assert "Enter your current password" in text_of(client.post(url, {"oldpassword": "", "password1": "x"}))
    wrong = client.post(url, {"oldpassword": "wrong", "password1": "four other odd words"})
    assert "Enter the password you use now" in text_of(wrong)
    client.post(url, {"oldpassword": PASSWORD, "password1": "four other odd words"})
    asha.refresh_from_db()
    assert asha.check_password("four other odd words")


def test_what_django_says_of_a_weak_password_can_be_translated(client, asha):
    client.force_login(asha)
    with in_brackets():
        client.cookies["alps_language"] = "cy"
        page = text_of(client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "1"}))

    assert "⟦This password is too short. It must contain at least 12 characters.⟧" in page
    assert "⟦This password is entirely numeric.⟧" in page


def test_a_first_password_can_be_set_by_somebody_without_one(client, asha):
    asha.set_unusable_password()
    asha.save()
    client.force_login(asha)
    page = client.get(reverse("account_change_password"), follow=True)
    assert "Choose a password" in text_of(page)
    client.post(reverse("account_set_password"), {"password1": "four other odd words"})
    asha.refresh_from_db()
    assert asha.check_password("four other odd words")
