"""How allauth fits this house: nobody signs up alone; accounts come from invitations and the admin."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


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
        return False
