"""What a facilitator chooses and types to carry a round over, checked. Forms validate and nothing more."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from govuk.forms import Form


class EditionForm(Form):
    """Which edition to carry the round over to."""

    edition = forms.ChoiceField(
        label=_("Which edition?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select the edition to carry the round over to"),
            "invalid_choice": _("Select an edition that is published now. The one you had may have been withdrawn"),
        },
    )

    label_sizes = {"edition": "m"}

    def __init__(self, data: Any = None, *, editions: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        edition: Any = self.fields["edition"]
        edition.choices = editions
        self.editions = editions


class CarryOverForm(Form):
    """The name of the new round, and the dry run that was read."""

    title = forms.CharField(
        label=_("Name of the new round"),
        help_text=_("Both rounds stay. Choose a name that tells them apart."),
        max_length=200,
        error_messages={"required": _("Enter the name of the new round")},
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    """The digest of the dry run that the page showed."""

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def has_read(self, digest: str) -> None:
        """Sending it once more accepts this dry run, which the page now shows."""
        self.data = {name: self.data[name] for name in self.data} | {"read": digest}
