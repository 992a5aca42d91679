"""How allauth fits this house: nobody signs up alone; accounts come from invitations and the admin."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.forms import BaseForm
from django.http import HttpRequest

from partnerships.invitations import waits_for
from partnerships.models import Person


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed",
        "email_password_mismatch": "The e-mail address or the password is wrong. Check both and try again",
        "enter_current_password": "Enter the password you use now",
        "incorrect_password": "This is not your current password",
        "rate_limited": "Too many tries. Wait a few minutes, then try again",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """For whoever opened an invitation in this browser, as long as it waits."""
        return waits_for(self.address_of_the_invited(request))

    def address_of_the_invited(self, request: HttpRequest | None = None) -> str:
        """The address whose mail this visitor reads, as the link of an invitation has shown."""
        return (request or self.request).session.get("account_verified_email") or ""

    def save_user(self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True) -> Person:
        user.name = form.cleaned_data["name"]
        return super().save_user(request, user, form, commit)
