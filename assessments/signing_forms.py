"""What the chair types when a round is signed off or reopened, checked. Forms validate and nothing more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.actions.signing_off import Signature
from assessments.forms import text_field
from assessments.wording import some_of
from framework_data.content import QuestionText
from govuk.forms import DateField, Form

SMALL = forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"})


class Codes(forms.MultipleChoiceField):
    """Codes of questions; one that is no longer open does no harm, and what moved is told elsewhere."""

    def valid_value(self, value: Any) -> bool:
        return True


class SignOffForm(Form):
    """The date, the minute reference, and the joint questions that stay open by name."""

    on = DateField(
        label=gettext_lazy("Date of signing off"),
        help_text=gettext_lazy("The day of the meeting, for example 8 7 2025"),
        error_messages={"required": gettext_lazy("Enter the date of signing off")},
    )
    minute_reference = forms.CharField(
        label=gettext_lazy("Minute reference"),
        help_text=gettext_lazy(
            "Where the minutes record it, for example PB 2025/31. The report prints it, so name no resident."
        ),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": gettext_lazy("Enter the minute reference")},
    )
    accepted = Codes(label=gettext_lazy("Joint questions that stay open"), required=False, widget=SMALL)

    def __init__(self, still_open: Sequence[QuestionText], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.shown = str(self.data.get("shown", ""))
        self.still_open = [question.code for question in still_open]
        accepted: Any = self.fields["accepted"]
        accepted.choices = [
            (q.code, _("%(code)s stays open: %(question)s") % {"code": q.code, "question": q.text}) for q in still_open
        ]
        accepted.help_text = _("Tick each question that the board leaves open. The report names them.")
        if not still_open:
            del self.fields["accepted"]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("The date of signing off must be today or in the past"))
        return on

    def clean_accepted(self) -> list[str]:
        accepted: list[str] = self.cleaned_data["accepted"]
        left = [code for code in self.still_open if code not in accepted]
        if left:
            raise forms.ValidationError(
                ngettext(
                    "Agree %(codes)s, or tick that it stays open",
                    "Agree %(codes)s, or tick that they stay open",
                    len(left),
                )
                % {"codes": some_of(left)}
            )
        return accepted

    @property
    def signature(self) -> Signature:
        data = self.cleaned_data
        return Signature(data["on"], data["minute_reference"], frozenset(data.get("accepted", ())), self.shown)


class ReopenForm(Form):
    """Why a signed-off round goes back to the board."""

    reason = text_field(gettext_lazy("Why the round is reopened"), 4)

    names = {"reason": gettext_lazy("The reason")}

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["reason"].help_text = _(
            "Everybody who reads the result reads this too, for as long as the round is kept. Name no resident."
        )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if not reason.strip():
            raise forms.ValidationError(_("Say why the round is reopened"))
        return reason
