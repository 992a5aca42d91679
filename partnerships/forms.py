"""The forms of signing in and of passwords: allauth's, speaking like the house.

A new password is typed once: the box can show what was typed, so a second one would only cost time.
"""

from typing import Any

from allauth.account import forms as account
from allauth.account.fields import EmailField, PasswordField, SetPasswordField

from govuk.forms import Form

EMAIL_ERRORS = {
    "required": "Enter your e-mail address",
    "invalid": "Enter an e-mail address in full, like name@example.org",
}


def new_password() -> SetPasswordField:
    return SetPasswordField(
        label="New password",
        help_text="At least 12 characters. Three words that do not belong together are easy to remember.",
        error_messages={"required": "Enter a new password"},
    )


class SignInForm(Form, account.LoginForm):
    password = PasswordField(
        label="Password", autocomplete="current-password", error_messages={"required": "Enter your password"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = "E-mail address"
        login.error_messages |= EMAIL_ERRORS


class ResetPasswordForm(Form, account.ResetPasswordForm):
    email = EmailField(label="E-mail address", error_messages=EMAIL_ERRORS)


class NewPasswordForm(Form, account.ResetPasswordKeyForm):
    password1 = new_password()
    password2 = None


class FirstPasswordForm(Form, account.SetPasswordForm):
    password1 = new_password()
    password2 = None


class ChangePasswordForm(Form, account.ChangePasswordForm):
    oldpassword = PasswordField(
        label="Current password",
        autocomplete="current-password",
        error_messages={"required": "Enter your current password"},
    )
    password1 = new_password()
    password2 = None
