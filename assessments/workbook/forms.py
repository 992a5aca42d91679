"""What comes from the pages of the workbook: the file, and which text to keep where two stand. Nothing more."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assessments.forms import key_of
from govuk.forms import Form
from spreadsheets import XLSX
from spreadsheets.package import A_MEGABYTE, MOST_BYTES

SAVED, MINE = "saved", "workbook"
EXCEL = f".xlsx,{XLSX}"


class WorkbookForm(Form):
    """The file. What is in it is looked at by the reader of workbooks."""

    file = forms.FileField(
        label="The workbook that you filled in",
        help_text=f"An Excel workbook (.xlsx) of {MOST_BYTES // A_MEGABYTE} MB at most, without a password.",
        widget=forms.FileInput(attrs={"accept": EXCEL}),
        error_messages={
            "required": "Choose the workbook that you filled in",
            "invalid": "Choose the workbook that you filled in",
            "missing": "Choose the workbook that you filled in",
            "empty": "The file is empty. Choose the workbook that you filled in",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"The workbook must be {MOST_BYTES // A_MEGABYTE} MB or smaller. "
                f"This file has {file.size / A_MEGABYTE:,.1f} MB"
            )
        return file


class ChoiceForm(Form):
    """Which of two texts on one question to keep: what is saved, unless somebody chooses otherwise."""

    choice = forms.ChoiceField(
        choices=[(SAVED, "Keep what is saved"), (MINE, "Replace it with what the workbook says")],
        initial=SAVED,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose which to keep"},
    )

    def __init__(self, code: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix=key_of(code))
        self.fields["choice"].label = f"Which to keep for {code}"

    @property
    def keeps_mine(self) -> bool:
        """Only where somebody chose so."""
        return self.is_valid() and self.cleaned_data["choice"] == MINE
