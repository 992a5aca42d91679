"""The workbook of an edition in LibreOffice: opened, saved as Excel again, and read back to the letter."""

import pytest

from framework_data.fixture import fixture_of, fixture_text
from framework_data.workbook.reading import objects_of
from framework_data.workbook.writing import workbook_of
from tests.assessments.workbook.test_libreoffice import converted
from tests.editions import shipped

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_what_libreoffice_saves_is_the_same_edition(tmp_path):
    objects = fixture_of(shipped())

    saved = converted(workbook_of(objects), tmp_path, "xlsx")

    assert fixture_text(objects_of(saved)) == fixture_text(objects)
