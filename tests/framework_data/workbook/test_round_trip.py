"""An edition as a workbook: out, edited by a group, and in again, with every fault by sheet and cell."""

from functools import cache
from io import BytesIO

import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from framework_data.actions.correcting import add_erratum
from framework_data.faults import FileRefusedError
from framework_data.fixture import fixture_of, fixture_text, with_slug
from framework_data.models import Edition
from framework_data.workbook.reading import objects_of
from framework_data.workbook.writing import workbook_of
from tests.editions import an_editor, shipped
from tests.framework_data.small import small
from tests.workbooks import with_parts


@cache
def small_workbook() -> bytes:
    return workbook_of(small())


def tables(content):
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
            if name != "Start here"
        }


def written(sheets) -> bytes:
    """Workbook by another program: nothing but the cells."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, value in enumerate(row):
                    sheet.write(at, place, value)
    return buffer.getvalue()


def edited(**cells) -> bytes:
    """The small workbook with cells changed: Questions={"F2": "…"}."""
    sheets = tables(small_workbook())
    for name, changes in cells.items():
        for place, value in changes.items():
            column, row = ord(place[0]) - ord("A"), int(place[1:]) - 1
            sheets[name] += [[""] * len(sheets[name][0]) for _ in range(row + 1 - len(sheets[name]))]
            sheets[name][row][column] = value
    return written(sheets)


def told(content) -> list[str]:
    with pytest.raises(FileRefusedError) as refusal:
        objects_of(content)
    return [str(fault) for fault in refusal.value.faults]


def test_what_goes_out_comes_in_to_the_byte():
    assert fixture_text(objects_of(small_workbook())) == fixture_text(small())


def test_the_same_edition_makes_the_same_bytes():
    assert workbook_of(small()) == small_workbook()


@pytest.mark.django_db
def test_the_shipped_edition_goes_out_and_comes_in_to_the_byte():
    objects = fixture_of(shipped())

    assert fixture_text(objects_of(workbook_of(objects))) == fixture_text(objects)


@pytest.mark.django_db
def test_errata_are_worked_in():
    add_erratum(shipped(), place="S1.1", field="guidance", text="Look in the minutes.", why="Clearer", by=an_editor())

    found = objects_of(workbook_of(fixture_of(shipped())))

    assert next(e for e in found if e["fields"].get("code") == "S1.1")["fields"]["guidance"] == "Look in the minutes."
    assert not [each for each in found if each["model"].endswith("erratum")]


def test_wording_is_text_and_comes_back_as_it_was():
    nasty = "=1+1\n@SUM(A1)\n\n  two  blanks é £ 😀 <b>&amp; </b> _x000D_ 'q' -1 =HYPERLINK(\"https://x.example\")"
    objects = small()
    for each in objects:
        if each["fields"].get("code") == "K1.1":
            each["fields"]["guidance"] = nasty

    found = objects_of(workbook_of(objects))

    assert fixture_text(found) == fixture_text(objects)


def test_rows_may_move_and_come_and_go_and_words_mean_codes():
    content = edited(
        Questions={"A6": "K2.3", "B6": " K2 ", "C6": "the PARTNERSHIP as a whole", "D6": "practice", "F6": "More?"},
        Definitions={"A2": "", "B2": ""},
    )

    found = {each["fields"].get("code"): each["fields"] for each in objects_of(content)}

    assert (found["K2.3"]["respondent"], found["K2.3"]["kind"], found["K2.3"]["gate"]) == (
        *("organisation", "practice"),
        None,
    )
    assert found["K2.3"]["order"] == 5
    assert "kind" not in found


def test_columns_and_sheets_of_the_group_itself_are_passed_over():
    sheets = tables(small_workbook())
    sheets["Questions"] = [["Comments", *row] for row in sheets["Questions"]]
    sheets["Minutes"] = [["We met."]]

    assert fixture_text(objects_of(written(sheets))) == fixture_text(small())


@pytest.mark.parametrize(
    ("cells", "say"),
    [
        ({"Questions": {"F2": ""}}, "Questions, cell F2: K1.1: its text is empty."),
        ({"Questions": {"C2": "everybody"}}, "Questions, cell C2: K1.1: respondent 'everybody' is not one of"),
        ({"Questions": {"D2": "hunch"}}, "Questions, cell D2: K1.1: kind 'hunch' is not one of"),
        ({"Questions": {"E3": "K2.1"}}, "Questions, cell E3: K1.2: its gate K2.1 must come earlier."),
        ({"Questions": {"B2": ""}}, "Questions, cell B2: must not be empty."),
        ({"Questions": {"B2": "K7"}}, "Questions, cell B2: K1.1: its statement K7 is not in the edition."),
        ({"Questions": {"H2": "soon"}}, "Questions, cell H2: must be a whole number, or empty."),
        ({"Questions": {"A3": "K1.1"}}, "Questions, cell A2: K1.1: this question code stands twice."),
        ({"Questions": {"A2": "K 1/1"}}, "Questions, cell A2: the code 'K 1/1' must be letters, digits,"),
        ({"Statements": {"C2": "T9"}}, "Statements, cell C2: K1: its level T9 is not in the edition."),
        (
            {"Statements": {"B2": ""}},
            "Statements, cell B2: K1: a statement has both a dimension and a level",
        ),
        ({"Levels": {"B2": " "}}, "Levels, cell B2: must not be empty."),
        ({"Levels": {"A3": "T1"}}, "Levels, cell A3: there is another level T1."),
        ({"Answers": {"C2": "2"}}, "Answers, cell C2: practice-F: its value must be 3, not 2."),
        ({"Checks": {"E2": "K9"}}, "Checks, cell E2: check sure: its second K9 is not in the edition."),
        ({"Checks": {"B2": "never"}}, "Checks, cell B2: must be one of at_submit, at_reveal."),
        ({"Edition": {"B2": "no slug"}}, "Edition, cell B2: must be letters, digits, hyphens and underscores."),
        ({"Edition": {"B9": 60}}, "Edition, cell B9: policy: the bands must rise from P to F"),
        ({"Edition": {"A2": "Shorter name"}}, "Edition, the line “Short name (letters, digits, hyphens)”: must not be"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_told_by_sheet_and_cell(cells, say):
    found = told(edited(**cells))

    assert any(fault.startswith(say) for fault in found), found


def test_faults_of_several_sheets_are_told_in_one_go():
    content = edited(Questions={"F2": "", "C3": "x"}, Levels={"B2": ""}, Edition={"B13": "N"}, Checks={"F2": ""})

    assert [fault.partition(":")[0] for fault in told(content)] == [
        *("Levels, cell B2", "Edition, cell B13", "Questions, cell C3"),
        *("Questions, cell E3", "Questions, cell F2", "Checks, cell F2"),
    ]


def test_missing_sheets_and_columns_are_named():
    sheets = tables(small_workbook())
    del sheets["Levels"]
    sheets["Questions"][0][2] = "Who?"

    assert told(written(sheets)) == [
        "Sheet “Levels”: is missing or has another name.",
        "Questions, row 1: the column “Who answers” is missing.",
    ]


@pytest.mark.parametrize(
    ("content", "say"),
    [
        (b"\x89PNG\r\n" + bytes(400), "not an Excel workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500), "without a password"),
        (with_parts(small_workbook(), {"xl/vbaProject.bin": b"x"}), "holds macros"),
        (with_parts(small_workbook(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "links to other workbooks"),
        (with_parts(small_workbook(), {"xl/media/image1.bin": bytes(200_000_000)}), "unpacks to far more"),
        (bytes(200 * 1024 * 1024), "larger than 2 MB"),
        (edited(Questions={"F2": "=1+1"}), "Questions, cell F2: This cell holds a formula."),
        (small_workbook()[:3_000], "damaged"),
    ],
    ids=["renamed", "password", "macros", "links", "bomb", "huge", "formula", "cut"],
)
def test_a_hostile_file_is_refused_in_words(content, say):
    assert say in told(content)[0]


@pytest.mark.django_db
def test_the_commands_take_a_workbook_out_and_in(tmp_path, capsys):
    file = tmp_path / "edition.xlsx"
    call_command("exportedition", "alps-2014-plain", output=str(file))
    call_command("importedition", str(file), "--edition", "brought-in", "--write")

    assert "The draft brought-in is made." in capsys.readouterr().out
    there = fixture_of(Edition.objects.get(slug="brought-in"))
    assert fixture_text(with_slug(there, "alps-2014-plain")) == fixture_text(fixture_of(shipped()))
