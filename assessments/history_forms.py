"""The forms around the record of acts: what to look for, what to redact and why, how long to keep rounds."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from assessments.history_words import KINDS
from assessments.models import LONGEST_NOTE
from govuk.forms import Form


class LookForm(Form):
    """What to show of the history: a kind of act, a body. Sent by GET; what is not on the lists shows everything."""

    kind = forms.ChoiceField(label="Kind of act", required=False)
    body = forms.ChoiceField(label="Body", required=False)

    def __init__(self, data: Mapping[str, Any], *, bodies: Iterable[tuple[str, str]], kinds: Iterable[str]) -> None:
        super().__init__(data)
        choose(self.fields["kind"], [("", "All acts"), *((kind, KINDS[kind]) for kind in kinds)])
        choose(self.fields["body"], [("", "All bodies"), *bodies])

    @property
    def look(self) -> dict[str, str]:
        """kind and body, each empty for all."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("kind", "body")}


class SearchForm(Form):
    """Which texts to list for redaction. Sent by GET."""

    statement = forms.ChoiceField(label="Statement", required=False)
    body = forms.ChoiceField(label="Body", required=False)
    words = forms.CharField(label="Words in the text", required=False, max_length=200)
    earlier = forms.BooleanField(label="Also texts that stand only in the history", required=False)

    def __init__(
        self, data: Mapping[str, Any], *, statements: Iterable[str], bodies: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        choose(self.fields["statement"], [("", "All statements"), *((code, code) for code in statements)])
        choose(self.fields["body"], [("", "All bodies"), *bodies])


class RedactForm(Form):
    """Why a text goes, and how much of it."""

    what = forms.ChoiceField(
        label="What has to go?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what has to go"},
    )
    why = forms.CharField(
        label="Why does it have to go?",
        help_text="This is kept in the history. Do not repeat what has to go.",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why this text has to go"},
    )
    place = forms.CharField(
        max_length=200, widget=forms.HiddenInput, error_messages={"required": "Choose the text from the list again"}
    )
    read = forms.CharField(
        max_length=16, widget=forms.HiddenInput, error_messages={"required": "Open the text from the list again"}
    )

    label_sizes = {"what": "m", "why": "m"}
    names = {"why": "The reason"}

    def __init__(self, data: Mapping[str, Any] | None = None, *, has_now: bool, has_earlier: bool) -> None:
        super().__init__(data)
        choices = [("all", "The text and all its earlier versions" if has_earlier else "The text")] if has_now else []
        if has_earlier:
            choices.append(("earlier", "Only its earlier versions in the history and in earlier seals"))
        choose(self.fields["what"], choices)
        if len(choices) == 1:
            self.initial["what"] = choices[0][0]


class RetentionForm(Form):
    """For how many years rounds are kept."""

    years = forms.IntegerField(
        label="Years to keep a round after sign-off",
        min_value=1,
        max_value=100,
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter for how many years rounds are kept",
            "min_value": "Keep rounds for 1 to 100 years",
            "max_value": "Keep rounds for 1 to 100 years",
        },
    )

    names = {"years": "Years"}


class PurgeForm(Form):
    """Which of the rounds that are due are deleted: a tick for each."""

    rounds = forms.MultipleChoiceField(
        label="Which rounds do you want to delete?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick each round that you want to delete",
            "invalid_choice": "One of these rounds is not due any more. Look at the list again",
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, rounds: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        choose(self.fields["rounds"], list(rounds))


def choose(field: Any, choices: list[tuple[str, str]]) -> None:
    """Give a field its list."""
    field.choices = choices
