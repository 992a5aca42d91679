"""One workbook of the borough for all tests that only look at it."""

import pytest

from tests.people import a_round, cast
from tests.workbooks import ANSWERS, SLUG, remembered


@pytest.fixture
def given(request):
    """The borough's workbook. Only the first test needs the database, for the round that it comes from."""

    def somebody():
        request.getfixturevalue("db")
        a_round(SLUG, answers=ANSWERS)
        return cast().respondent

    return remembered(somebody)
