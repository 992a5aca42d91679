"""A body answers in a spreadsheet: takes the workbook away, brings it back filled in, looks, and saves."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Welcome
from tests.workbooks import filled_in

pytestmark = pytest.mark.slow

BODY = ("early-help-2026", "carers-alliance")
TYPED = {
    "S2.1": {"value": "P – Partly in place", "note": "The plan is being rewritten"},
    "DEL1.1": {"value": "F – Fully in place", "note": "Board, 12 May 2025"},
    "DEL1.2": {"value": "L – Largely in place"},
    "S4.1": {"value": "Sometimes"},
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_given_a_workbook_filled_in_elsewhere_when_it_is_uploaded_then_it_is_looked_at_before_it_is_saved(
    welcome: Welcome, tmp_path: Path, scripts: bool
) -> None:
    visitor = welcome("Rhiannon Achterberg", scripts=scripts)
    visitor.go("questionnaire", *BODY)
    downloaded = visitor.downloads("Download the workbook (XLSX)").read_bytes()
    filled, broken = tmp_path / "filled.xlsx", tmp_path / "broken.xlsx"
    filled.write_bytes(filled_in(downloaded, TYPED))
    broken.write_bytes(downloaded[:2000])

    visitor.go("statement", *BODY, "S2")
    visitor.answer("S2.1", "Largely in place")
    if scripts:
        visitor.is_saved("S2.1")
    else:
        visitor.press("Save")
        visitor.sees("Saved S2.1")

    visitor.go("questionnaire", *BODY)
    visitor.follow("upload it filled in")
    visitor.is_on("Answer in a workbook")
    visitor.look()
    visitor.expected.add(422)
    visitor.page.get_by_label("The workbook that you filled in").set_input_files(broken)
    visitor.press("Upload and look through")
    visitor.sees("The file is damaged.")
    visitor.look()

    visitor.page.get_by_label("The workbook that you filled in").set_input_files(filled)
    visitor.press("Upload and look through")
    visitor.is_on("Look through the workbook")
    visitor.sees("“Sometimes” is no answer to S4.1.")
    visitor.sees("The plan is being rewritten")
    expect(visitor.page.get_by_label("Keep what is saved")).to_be_checked()
    visitor.look()

    visitor.page.get_by_label("Replace it with what the workbook says").check()
    visitor.press("Save 2 answers and what is chosen above")
    visitor.is_on("Questionnaire of Brackenshire Carers' Alliance")
    visitor.sees("Saved 3 answers from the workbook")
    visitor.go("statement", *BODY, "S2")
    expect(visitor.field("S2.1", "Partly in place")).to_be_checked()
    expect(visitor.field("S2.1", "Note (optional)")).to_have_value("The plan is being rewritten")
