"""The door: hostile files stay outside, each with a sentence that says what to do."""

import struct
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from spreadsheets import package
from spreadsheets.faults import RefusedError
from spreadsheets.package import opened
from tests.workbooks import packed, parts_of, tables, with_parts, written

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GOOD = written({"Questions": [["Code", "Answer"], ["S2.1", "P"]], "Scratch": [["1"]]})
BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="%s"><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>""" % (
    MAIN.encode()
)
FETCH = BOMB.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')


def sheet_of(cells: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        opened(content, ["Questions"])
    return str(refused.value)


def test_a_good_workbook_comes_in():
    found = opened(GOOD, ["Questions"])
    assert found.sheets == ("Questions", "Scratch")
    assert found.faults == ()


MACROS = parts_of(GOOD)["[Content_Types].xml"].replace(
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not an Excel workbook"),
        (b"S2.1,Partly in place\n", "not an Excel workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "not an Excel workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500), "without a password"),
        (b"PK\x03\x04" + bytes(500), "damaged"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "not an Excel workbook"),
        (packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}), "not an Excel workbook"),
        (with_parts(GOOD, {"xl/vbaProject.bin": b"x"}), "macros"),
        (with_parts(GOOD, {"xl/VBAPROJECT.BIN": b"x"}), "macros"),
        (with_parts(GOOD, {"[Content_Types].xml": MACROS}), "macros"),
        (with_parts(GOOD, {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "links to other workbooks"),
        (with_parts(GOOD, {"xl/connections.xml": b"<a/>"}), "connection to other data"),
        (with_parts(GOOD, {"xl/embeddings/file.docx": b"x"}), "embedded"),
        (with_parts(GOOD, {"xl/activeX/activeX1.xml": b"<a/>"}), "active controls"),
        (with_parts(GOOD, {SHEET: BOMB}), "document type"),
        (with_parts(GOOD, {SHEET: FETCH}), "document type"),
        (with_parts(GOOD, {"docProps/app.xml": BOMB}), "document type"),
        (with_parts(GOOD, {SHEET: b"<worksheet><sheetData>"}), "damaged"),
        (with_parts(GOOD, {SHEET: sheet_of('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')}), "damaged"),
        (with_parts(GOOD, {SHEET: sheet_of('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>')}), "damaged"),
        (with_parts(GOOD, {SHEET: sheet_of('<row r="1"><c r="A$1"><v>1</v></c></row>')}), "damaged"),
        (with_parts(GOOD, {SHEET: sheet_of('<row r="x"><c><v>1</v></c></row>')}), "damaged"),
        (packed({name: part for name, part in parts_of(GOOD).items() if name != SHEET}), "damaged"),
        (with_parts(GOOD, {f"xl/more/{n}.xml": b"<a/>" for n in range(200)}), "far more than a workbook holds"),
        (with_parts(GOOD, {"xl/media/zeros": bytes(package.MOST_UNPACKED)}), "far more than a workbook holds"),
        (with_parts(GOOD, {"xl/media/zeros": bytes(8 * 1024 * 1024)}), "far more than a workbook holds"),
        (GOOD + bytes(package.MOST_BYTES), "larger than 2 MB"),
    ],
)
def test_what_is_no_harmless_workbook_is_refused_in_words(content, said):
    assert said in refusal(content)


@pytest.mark.slow
def test_200_megabytes_of_zeros_are_refused_unopened(monkeypatch):
    buffer = BytesIO(GOOD)
    with (
        ZipFile(buffer, "a", ZIP_DEFLATED, compresslevel=1) as bomb,
        bomb.open("xl/worksheets/sheet9.xml", "w") as zeros,
    ):
        for _ in range(200):
            zeros.write(bytes(1024 * 1024))
    monkeypatch.setattr(ZipFile, "read", lambda *_: pytest.fail("The bomb was opened."))
    assert len(buffer.getvalue()) < package.MOST_BYTES
    assert "far more than a workbook holds" in refusal(buffer.getvalue())


def test_a_directory_that_lies_about_a_size_does_not_open_a_bomb():
    zeros = bytes(15 * 1024 * 1024)
    content = with_parts(GOOD, {"xl/liar.xml": zeros})
    lying = content.replace(struct.pack("<I", len(zeros)), struct.pack("<I", 100))
    assert lying != content
    assert "damaged" in refusal(lying)


def test_ways_of_packing_that_no_spreadsheet_uses_are_refused():
    buffer = BytesIO(GOOD)
    with ZipFile(buffer, "a", ZIP_BZIP2) as strange:
        strange.writestr("xl/strange.xml", b"<a/>")
    assert "damaged" in refusal(buffer.getvalue())


def test_a_part_that_stands_twice_is_refused():
    buffer = BytesIO(GOOD)
    with ZipFile(buffer, "a", ZIP_DEFLATED) as twice:
        twice.writestr("XL/WORKBOOK.XML", b"<a/>")
    assert "damaged" in refusal(buffer.getvalue())


def test_a_formula_is_named_with_its_cell_and_its_cached_value_is_no_answer():
    cells = '<row r="2"><c r="C2" t="str"><f>1+1</f><v>P</v></c><c t="str"><f t="shared" si="0"/><v>x</v></c></row>'
    faults = opened(with_parts(GOOD, {SHEET: sheet_of(cells)}), ["Questions"]).faults
    assert [fault.place for fault in faults] == ["Questions, cell C2", "Questions, cell D2"]
    assert "holds a formula" in faults[0].say


def test_a_formula_on_a_sheet_of_ones_own_is_nobody_elses_business():
    cells = '<row r="2"><c r="C2" t="str"><f>1+1</f><v>P</v></c></row>'
    assert opened(with_parts(GOOD, {SHEET: sheet_of(cells)}), ["Scratch"]).faults == ()


def test_links_in_cells_are_no_links_to_workbooks():
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        b'Target="https://example.org/plan" TargetMode="External"/></Relationships>'
    )
    assert opened(with_parts(GOOD, {"xl/worksheets/_rels/sheet1.xml.rels": relation}), ["Questions"]).faults == ()


@pytest.mark.parametrize("reference", ["A1048576", "XFD1", "xfd9"])
def test_a_cell_far_outside_does_not_make_a_table_of_billions(reference):
    far = sheet_of(f'<row r="1"><c r="{reference}" t="str"><v>x</v></c></row>')
    assert f"Questions, cell {reference.upper()}" in refusal(with_parts(GOOD, {SHEET: far}))


def test_an_empty_cell_may_stand_anywhere():
    assert opened(with_parts(GOOD, {SHEET: sheet_of('<row r="9"><c r="XFD9" s="1"/></row>')}), ["Questions"])


def test_a_long_text_in_very_many_cells_is_refused_before_it_is_copied():
    shared = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'.encode()
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 400))
    content = with_parts(GOOD, {"xl/sharedStrings.xml": shared, SHEET: sheet_of(cells)})
    assert "more text than there is room for" in refusal(content)


@pytest.mark.parametrize(
    "part",
    [
        sheet_of("").decode().encode("utf-16"),
        sheet_of("").decode().encode("utf-16-le"),
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + sheet_of(""),
        b'<?xml version="1.0" encoding="no-such"?>' + sheet_of(""),
    ],
)
def test_no_part_says_one_thing_here_and_another_to_the_reader(part):
    assert "damaged" in refusal(with_parts(GOOD, {SHEET: part}))


def test_the_reader_finds_no_sheet_that_was_not_looked_at():
    """Two programs may understand an address in two ways; so what was not looked at is not handed on."""
    relations = parts_of(GOOD)["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1", b"xl/worksheets/sheet1")
    content = with_parts(GOOD, {"xl/_rels/workbook.xml.rels": relations, f"xl/{SHEET}": sheet_of("")})
    handed_on = parts_of(opened(content, ["Questions"]).content)
    assert [name for name in handed_on if "sheet" in name.rpartition("/")[2]] == [f"xl/{SHEET}"]
    assert SHEET not in handed_on


def test_names_of_parts_know_no_capitals():
    parts = {name.replace("sharedStrings", "SharedStrings"): part for name, part in parts_of(GOOD).items()}
    assert tables(opened(packed(parts), ["Questions", "Scratch"]).content)["Questions"][1] == ["S2.1", "P"]


@pytest.mark.parametrize("count", ["99999999999", "-1", "many", ""])
def test_a_part_that_says_it_holds_billions_is_refused_before_room_is_made_for_them(count):
    """The reader of spreadsheets asks for that much memory at once, and the whole process ends."""
    shared = f'<sst xmlns="{MAIN}" uniqueCount="{count}"><si><t>P</t></si></sst>'.encode()
    assert "damaged" in refusal(with_parts(GOOD, {"xl/sharedStrings.xml": shared}))


def test_pictures_and_the_like_are_left_behind():
    found = opened(with_parts(GOOD, {"xl/media/picture.png": b"x"}), ["Questions"])
    assert "xl/media/picture.png" not in parts_of(found.content)
