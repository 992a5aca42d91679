"""The workbook in LibreOffice: opened, saved in its own format and as Excel again, and read back without a fault."""

import subprocess

import pytest

from assessments.workbook.reading import read_workbook
from assessments.workbook.texts import Texts
from tests.conftest import SOFFICE
from tests.workbooks import NASTY, typed_into

pytestmark = pytest.mark.slow

LINKS = "https://a.example.org/?a=1&b=2\nhttps://b.example.org/"
TYPED = {
    "S2.1": Texts("F", NASTY),
    "S2.2": Texts("NA", reason="No plan of our own, l’été 2026"),
    "S2.4": Texts("L", "0123", evidence=LINKS),
    "DEL4.6": Texts("X"),
}


def converted(content, folder, *formats):
    """The file as LibreOffice saves it, in each of the formats one after the other."""
    path = folder / "workbook.xlsx"
    path.write_bytes(content)
    for step, kind in enumerate(formats):
        out = folder / str(step)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", out, path]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        path = out / f"workbook.{kind}"
    return path.read_bytes()


def test_what_libreoffice_saves_is_read_back_as_it_was_typed(given, tmp_path):
    saved = converted(typed_into(given.book, TYPED), tmp_path, "ods", "xlsx")
    filled = read_workbook(saved, content=given.content, facts=given.facts)
    assert (filled.refused, filled.absent, len(filled.rows)) == ((), (), 119)
    found = {row.code: row.texts for row in filled.rows if row.is_touched}
    assert found.keys() == TYPED.keys()
    assert found["S2.1"].plain == TYPED["S2.1"].plain
    assert found | {"S2.1": TYPED["S2.1"]} == TYPED
