"""How allauth fits this house: nobody signs up alone; accounts come from invitations and the admin."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy, gettext_noop, ngettext_lazy

from partnerships.invitations import waits_for
from partnerships.models import Person

OF_DJANGO = (
    # Said by Django about a new password, and listed here because its own catalogue of Welsh lacks some of them.
    gettext_noop("This password is too common."),
    gettext_noop("This password is entirely numeric."),
    gettext_noop("The password is too similar to the %(verbose_name)s."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        0,
    ),
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed"),
        "email_password_mismatch": gettext_lazy(
            "The e-mail address or the password is wrong. Check both and try again"
        ),
        "enter_current_password": gettext_lazy("Enter the password you use now"),
        "incorrect_password": gettext_lazy("This is not your current password"),
        "rate_limited": gettext_lazy("Too many tries. Wait a few minutes, then try again"),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait five minutes, then try again"),
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

    def render_mail(self, *given: Any, **named: Any) -> EmailMessage:
        """As all e-mails of the service; what the visitor chose is for pages."""
        with translation.override(settings.LANGUAGE_CODE):
            return super().render_mail(*given, **named)
