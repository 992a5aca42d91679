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

from govuk.forms import DateField, Form
from partnerships.invitations import Offers, account_at
from partnerships.models import Entity, Role
from partnerships.permissions import Offer

EMAIL_ERRORS = {
    "required": "Enter your e-mail address",
    "invalid": "Enter an e-mail address in full, like name@example.org",
}
HOW_TO_CHOOSE = "At least 12 characters. Three words that do not belong together are easy to remember."


def new_password() -> SetPasswordField:
    return SetPasswordField(
        label="New password",
        help_text=HOW_TO_CHOOSE,
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


class SignUpForm(Form, account.SignupForm):
    """For whoever opened an invitation: the address is the invitation's, and nothing that was sent changes it."""

    name = forms.CharField(
        label="Your name",
        help_text="As colleagues know you. The members of your partnership see it.",
        max_length=300,
        error_messages={"required": "Enter your name"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = forms.CharField(required=False)
    email = EmailField(label="E-mail address", error_messages=EMAIL_ERRORS, disabled=True)
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["email"] = get_adapter().address_of_the_invited()
        self.fields["email"].label = "E-mail address"
        self.fields["password1"] = PasswordField(
            label="Password",
            autocomplete="new-password",
            help_text=HOW_TO_CHOOSE,
            error_messages={"required": "Enter a password"},
        )

    def validate_unique_email(self, value: str) -> str:
        """Only the reader of this very mailbox gets here, so that it may be said that there is an account."""
        if account_at(value):
            raise forms.ValidationError("There is an account for this address. Go back to the invitation and sign in.")
        return value


KIND_HINTS: dict[str, str] = {
    Role.Kind.FACILITATOR: "Sets up rounds, names the bodies in them and follows how far they have come",
    Role.Kind.RESPONDENT: "Answers for the body",
    Role.Kind.APPROVER: "Answers and submits for the body, and invites its people",
    Role.Kind.BOARD_MEMBER: "Reads everything from the reveal on, and agrees answers",
    Role.Kind.FINANCE_LEAD: "Reads what the board reads",
    Role.Kind.AUDITOR: "Reads signed-off rounds with evidence and history, up to a last day",
    Role.Kind.VIEWER: "Reads the public edition of signed-off rounds",
}


class InviteForm(Form):
    """Who is invited to what. It offers what the inviter may give, and says of the rest who gives it."""

    email = forms.EmailField(
        label="E-mail address",
        help_text="The work address of the person. They get a link that works for this address alone.",
        max_length=254,
        error_messages=EMAIL_ERRORS | {"required": "Enter the e-mail address of the person"},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="Role", widget=forms.RadioSelect, error_messages={"required": "Select the role of the person"}
    )
    body = forms.ChoiceField(
        label="Body", required=False, help_text="The body that the person acts for", widget=forms.Select
    )
    office = forms.ChoiceField(
        label="Office on the board",
        required=False,
        help_text="For board members. An office is offered here as long as nobody holds it.",
        widget=forms.RadioSelect,
    )
    until = DateField(label="Last day", required=False, help_text="For auditors, for example 31 3 2027")

    names = {"email": "The e-mail address"}
    choice_hints = {"kind": KIND_HINTS}
    label_sizes = {"kind": "s", "office": "s", "until": "s"}

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers
        kinds, bodies = offers.bodies.keys(), offers.all_bodies
        self._offer("kind", [(kind, Role.Kind(kind).label) for kind in Role.Kind.values if kind in kinds])
        self._offer("body", [("", "Choose a body"), *((body.slug, body.name) for body in bodies)])
        self._offer("office", [("", "None"), *((office, Role.Office(office).label) for office in offers.offices)])
        for name, is_needed in (
            ("body", bool(bodies)),
            ("office", bool(offers.offices)),
            ("until", Role.Kind.AUDITOR in kinds),
        ):
            if not is_needed:
                del self.fields[name]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind, office, until = given.get("kind"), given.get("office"), given.get("until")
        if kind in Role.OF_A_BODY:
            self._check_body(kind, given.get("body", ""))
        if office and kind and kind != Role.Kind.BOARD_MEMBER:
            self.add_error("office", "Only a board member is chair or deputy chair. Select None, or another role.")
        if kind == Role.Kind.AUDITOR and "until" not in self.errors:
            self._check_last_day(until)
        elif until and kind:
            self.add_error("until", "Only an auditor has a last day. Leave it empty, or select another role.")
        return given

    def _check_body(self, kind: str, slug: str) -> None:
        if "body" in self.errors:
            return
        if not slug:
            self.add_error("body", "Select the body that the person acts for")
        elif self._entity(kind, slug) is None:
            body = next(body for body in self.offers.all_bodies if body.slug == slug)
            self.add_error("body", _who_gives(kind, body))

    def _check_last_day(self, until: date | None) -> None:
        if until is None:
            self.add_error("until", "Enter the auditor's last day")
        elif until < timezone.localdate():
            self.add_error("until", "The last day must be today or later")

    def _entity(self, kind: str, slug: str) -> Entity | None:
        return next((body for body in self.offers.bodies.get(kind, ()) if body.slug == slug), None)

    @property
    def offer(self) -> Offer:
        given = self.cleaned_data
        kind = given["kind"]
        entity = self._entity(kind, given["body"]) if kind in Role.OF_A_BODY else None
        return Offer(kind, entity, given.get("office", ""), given.get("until"))


def _who_gives(kind: str, body: Entity) -> str:
    label = str(Role.Kind(kind).label).lower()
    if kind == Role.Kind.APPROVER:
        return f"{body} has an approver, or an invitation for one waits. Its approvers invite further ones."
    if kind == Role.Kind.FACILITATOR:
        return f"You are no facilitator of {body}. Select your own body."
    return f"Only an approver of {body} invites a {label} for it. Select another body or role."
