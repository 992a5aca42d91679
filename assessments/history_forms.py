"""The forms around the record of acts: what to look for, what to redact and why, how long to keep rounds."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.history_words import KINDS
from assessments.models import LONGEST_NOTE
from govuk.forms import Form


class LookForm(Form):
    """What to show of the history: a kind of act, a body. Sent by GET; what is not on the lists shows everything."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of act"), required=False)
    body = forms.ChoiceField(label=gettext_lazy("Body"), required=False)

    def __init__(self, data: Mapping[str, Any], *, bodies: Iterable[tuple[str, str]], kinds: Iterable[str]) -> None:
        super().__init__(data)
        choose(self.fields["kind"], [("", _("All acts")), *((kind, _(KINDS[kind])) for kind in kinds)])
        choose(self.fields["body"], [("", _("All bodies")), *bodies])

    @property
    def look(self) -> dict[str, str]:
        """kind and body, each empty for all."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("kind", "body")}


class SearchForm(Form):
    """Which texts to list for redaction. Sent by GET."""

    statement = forms.ChoiceField(label=gettext_lazy("Statement"), required=False)
    body = forms.ChoiceField(label=gettext_lazy("Body"), required=False)
    words = forms.CharField(label=gettext_lazy("Words in the text"), required=False, max_length=200)
    earlier = forms.BooleanField(label=gettext_lazy("Also texts that stand only in the history"), required=False)

    def __init__(
        self, data: Mapping[str, Any], *, statements: Iterable[str], bodies: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        choose(self.fields["statement"], [("", _("All statements")), *((code, code) for code in statements)])
        choose(self.fields["body"], [("", _("All bodies")), *bodies])


class RedactForm(Form):
    """Why a text goes, and how much of it."""

    what = forms.ChoiceField(
        label=gettext_lazy("What has to go?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what has to go")},
    )
    why = forms.CharField(
        label=gettext_lazy("Why does it have to go?"),
        help_text=gettext_lazy("This is kept in the history. Do not repeat what has to go."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Say why this text has to go")},
    )
    place = forms.CharField(
        max_length=200,
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Choose the text from the list again")},
    )
    read = forms.CharField(
        max_length=16,
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Open the text from the list again")},
    )

    label_sizes = {"what": "m", "why": "m"}
    names = {"why": gettext_lazy("The reason")}

    def __init__(self, data: Mapping[str, Any] | None = None, *, has_now: bool, has_earlier: bool) -> None:
        super().__init__(data)
        choices = (
            [("all", _("The text and all its earlier versions") if has_earlier else _("The text"))] if has_now else []
        )
        if has_earlier:
            choices.append(("earlier", _("Only its earlier versions in the history and in earlier seals")))
        choose(self.fields["what"], choices)
        if len(choices) == 1:
            self.initial["what"] = choices[0][0]


class RetentionForm(Form):
    """For how many years rounds are kept."""

    years = forms.IntegerField(
        label=gettext_lazy("Years to keep a round after sign-off"),
        min_value=1,
        max_value=100,
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Enter for how many years rounds are kept"),
            "min_value": gettext_lazy("Keep rounds for 1 to 100 years"),
            "max_value": gettext_lazy("Keep rounds for 1 to 100 years"),
        },
    )

    names = {"years": gettext_lazy("Years")}


class PurgeForm(Form):
    """Which of the rounds that are due are deleted: a tick for each."""

    rounds = forms.MultipleChoiceField(
        label=gettext_lazy("Which rounds do you want to delete?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick each round that you want to delete"),
            "invalid_choice": gettext_lazy("One of these rounds is not due any more. Look at the list again"),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, rounds: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        choose(self.fields["rounds"], list(rounds))


def choose(field: Any, choices: list[tuple[str, str]]) -> None:
    """Give a field its list."""
    field.choices = choices
