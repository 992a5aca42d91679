"""What comes from the pages of the workbook: the file, and which text to keep where two stand. Nothing more."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms import key_of
from govuk.forms import Form
from spreadsheets import XLSX
from spreadsheets.package import A_MEGABYTE, MOST_BYTES

SAVED, MINE = "saved", "workbook"
EXCEL = f".xlsx,{XLSX}"


class WorkbookForm(Form):
    """The file. What is in it is looked at by the reader of workbooks."""

    file = forms.FileField(
        label=gettext_lazy("The workbook that you filled in"),
        widget=forms.FileInput(attrs={"accept": EXCEL}),
        error_messages={
            "required": gettext_lazy("Choose the workbook that you filled in"),
            "invalid": gettext_lazy("Choose the workbook that you filled in"),
            "missing": gettext_lazy("Choose the workbook that you filled in"),
            "empty": gettext_lazy("The file is empty. Choose the workbook that you filled in"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        says = _("An Excel workbook (.xlsx) of %(most)s MB at most, without a password.")
        self.fields["file"].help_text = says % {"most": MOST_BYTES // A_MEGABYTE}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The workbook must be %(most)s MB or smaller. This file has %(size)s MB")
                % {"most": MOST_BYTES // A_MEGABYTE, "size": f"{file.size / A_MEGABYTE:,.1f}"}
            )
        return file


class ChoiceForm(Form):
    """Which of two texts on one question to keep: what is saved, unless somebody chooses otherwise."""

    choice = forms.ChoiceField(
        choices=[
            (SAVED, gettext_lazy("Keep what is saved")),
            (MINE, gettext_lazy("Replace it with what the workbook says")),
        ],
        initial=SAVED,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": gettext_lazy("Choose which to keep")},
    )

    def __init__(self, code: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix=key_of(code))
        self.fields["choice"].label = _("Which to keep for %(code)s") % {"code": code}

    @property
    def keeps_mine(self) -> bool:
        """Only where somebody chose so."""
        return self.is_valid() and self.cleaned_data["choice"] == MINE
