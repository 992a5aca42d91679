"""The forms of signing in and of passwords, allauth's, speaking like the house; and the form that invites.

A new password is typed once: the box can show what was typed, so a second one would only cost time.
"""

from datetime import date
from typing import Any, cast

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.fields import EmailField, PasswordField, SetPasswordField
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from govuk.forms import DateField, Form, Words
from partnerships.invitations import Offers, account_at
from partnerships.models import Entity, Role
from partnerships.permissions import Offer
from partnerships.wording import role_name

EMAIL_ERRORS = {
    "required": gettext_lazy("Enter your e-mail address"),
    "invalid": gettext_lazy("Enter an e-mail address in full, like name@example.org"),
}
HOW_TO_CHOOSE = gettext_lazy("At least 12 characters. Three words that do not belong together are easy to remember.")


def new_password() -> SetPasswordField:
    return SetPasswordField(
        label=gettext_lazy("New password"),
        help_text=HOW_TO_CHOOSE,
        error_messages={"required": gettext_lazy("Enter a new password")},
    )


class SignInForm(Form, account.LoginForm):
    password = PasswordField(
        label=gettext_lazy("Password"),
        autocomplete="current-password",
        error_messages={"required": gettext_lazy("Enter your password")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("E-mail address")
        login.error_messages |= EMAIL_ERRORS


class ResetPasswordForm(Form, account.ResetPasswordForm):
    email = EmailField(label=gettext_lazy("E-mail address"), error_messages=EMAIL_ERRORS)


class NewPasswordForm(Form, account.ResetPasswordKeyForm):
    password1 = new_password()
    password2 = None


class FirstPasswordForm(Form, account.SetPasswordForm):
    password1 = new_password()
    password2 = None


class ChangePasswordForm(Form, account.ChangePasswordForm):
    oldpassword = PasswordField(
        label=gettext_lazy("Current password"),
        autocomplete="current-password",
        error_messages={"required": gettext_lazy("Enter your current password")},
    )
    password1 = new_password()
    password2 = None


class SignUpForm(Form, account.SignupForm):
    """For whoever opened an invitation: the address is the invitation's, and nothing that was sent changes it."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("As colleagues know you. The members of your partnership see it."),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter your name")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = forms.CharField(required=False)
    email = EmailField(label=gettext_lazy("E-mail address"), error_messages=EMAIL_ERRORS, disabled=True)
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["email"] = get_adapter().address_of_the_invited()
        self.fields["email"].label = _("E-mail address")
        self.fields["password1"] = PasswordField(
            label=gettext_lazy("Password"),
            autocomplete="new-password",
            help_text=HOW_TO_CHOOSE,
            error_messages={"required": gettext_lazy("Enter a password")},
        )

    def validate_unique_email(self, value: str) -> str:
        """Only the reader of this very mailbox gets here, so that it may be said that there is an account."""
        if account_at(value):
            raise forms.ValidationError(
                _("There is an account for this address. Go back to the invitation and sign in.")
            )
        return value


KIND_HINTS: dict[str, Words] = {
    Role.Kind.FACILITATOR: gettext_lazy("Sets up rounds, names the bodies in them and follows how far they have come"),
    Role.Kind.RESPONDENT: gettext_lazy("Answers for the body"),
    Role.Kind.APPROVER: gettext_lazy("Answers and submits for the body, and invites its people"),
    Role.Kind.BOARD_MEMBER: gettext_lazy("Reads everything from the reveal on, and agrees answers"),
    Role.Kind.FINANCE_LEAD: gettext_lazy("Reads what the board reads"),
    Role.Kind.AUDITOR: gettext_lazy("Reads signed-off rounds with evidence and history, up to a last day"),
    Role.Kind.VIEWER: gettext_lazy("Reads the public edition of rounds that the chair has published"),
}


class InviteForm(Form):
    """Who is invited to what. It offers what the inviter may give, and says of the rest who gives it."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The work address of the person. They get a link that works for this address alone."),
        max_length=254,
        error_messages=EMAIL_ERRORS | {"required": gettext_lazy("Enter the e-mail address of the person")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Role"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the role of the person")},
    )
    body = forms.ChoiceField(
        label=gettext_lazy("Body"),
        required=False,
        help_text=gettext_lazy("The body that the person acts for"),
        widget=forms.Select,
    )
    office = forms.ChoiceField(
        label=gettext_lazy("Office on the board"),
        required=False,
        help_text=gettext_lazy("For board members. An office is offered here as long as nobody holds it."),
        widget=forms.RadioSelect,
    )
    until = DateField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("For auditors, for example 31 3 2027")
    )

    names = {"email": gettext_lazy("The e-mail address")}
    choice_hints = {"kind": KIND_HINTS}
    label_sizes = {"kind": "s", "office": "s", "until": "s"}

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers
        kinds, bodies = offers.bodies.keys(), offers.all_bodies
        self._offer("kind", [(kind, Role.Kind(kind).label) for kind in Role.Kind.values if kind in kinds])
        self._offer("body", [("", _("Choose a body")), *((body.slug, body.name) for body in bodies)])
        self._offer(
            "office",
            [
                ("", pgettext("office on the board", "None")),
                *((office, Role.Office(office).label) for office in offers.offices),
            ],
        )
        for name, is_needed in (
            ("body", bool(bodies)),
            ("office", bool(offers.offices)),
            ("until", Role.Kind.AUDITOR in kinds),
        ):
            if not is_needed:
                del self.fields[name]

    def _offer(self, name: str, choices: list[tuple[str, Words]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind, office, until = given.get("kind"), given.get("office"), given.get("until")
        if kind in Role.OF_A_BODY:
            self._check_body(kind, given.get("body", ""))
        if office and kind and kind != Role.Kind.BOARD_MEMBER:
            self.add_error("office", _("Only a board member is chair or deputy chair. Select None, or another role."))
        if kind == Role.Kind.AUDITOR and "until" not in self.errors:
            self._check_last_day(until)
        elif until and kind:
            self.add_error("until", _("Only an auditor has a last day. Leave it empty, or select another role."))
        return given

    def _check_body(self, kind: str, slug: str) -> None:
        if "body" in self.errors:
            return
        if not slug:
            self.add_error("body", _("Select the body that the person acts for"))
        elif self._entity(kind, slug) is None:
            body = next(body for body in self.offers.all_bodies if body.slug == slug)
            self.add_error("body", _who_gives(kind, body))

    def _check_last_day(self, until: date | None) -> None:
        if until is None:
            self.add_error("until", _("Enter the auditor's last day"))
        elif until < timezone.localdate():
            self.add_error("until", _("The last day must be today or later"))

    def _entity(self, kind: str, slug: str) -> Entity | None:
        return next((body for body in self.offers.bodies.get(kind, ()) if body.slug == slug), None)

    @property
    def offer(self) -> Offer:
        given = self.cleaned_data
        kind = given["kind"]
        entity = self._entity(kind, given["body"]) if kind in Role.OF_A_BODY else None
        return Offer(kind, entity, given.get("office", ""), given.get("until"))


def _who_gives(kind: str, body: Entity) -> str:
    gaps = {"body": body, "role": role_name(kind)}
    if kind == Role.Kind.APPROVER:
        return _("%(body)s has an approver, or an invitation for one waits. Its approvers invite further ones.") % gaps
    if kind == Role.Kind.FACILITATOR:
        return _("You are no facilitator of %(body)s. Select your own body.") % gaps
    return _("Only an approver of %(body)s invites a %(role)s for it. Select another body or role.") % gaps
