"""docs/editions.md lives by tests: its commands exist, and the fault that it shows is the one that is told."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from framework_data.faults import FileRefusedError
from framework_data.fixture import fixture_of
from framework_data.workbook.reading import objects_of
from framework_data.workbook.writing import workbook_of
from tests.editions import shipped

PAGE = (Path(__file__).parent.parent / "docs" / "editions.md").read_text(encoding="utf-8")


def test_its_commands_exist():
    commands = set(re.findall(r"manage\.py (\w+)", PAGE))

    assert {"edition", "importedition", "exportedition", "compareeditions"} <= commands
    assert commands <= get_commands().keys()


@pytest.mark.django_db
def test_the_fault_is_told_as_it_shows():
    objects = fixture_of(shipped())
    next(each for each in objects if each["fields"].get("code") == "S1.3")["fields"]["gate"] = ["x", "S9.9"]

    with pytest.raises(FileRefusedError) as refusal:
        objects_of(workbook_of(objects))

    assert f"    {refusal.value}\n" in PAGE
