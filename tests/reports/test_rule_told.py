import pytest

from framework_data.content import content_by_slug
from reports import rule_told
from tests.people import EDITION

pytestmark = pytest.mark.django_db


def test_the_rule_and_the_method_speak_with_the_numbers_of_the_edition():
    content = content_by_slug(EDITION)
    assert "15, 50 and 85 per cent" in rule_told.rule(content)
    method = " ".join(rule_told.method(content, of_a_body=False, is_blind=False))
    assert "fully in place 3, largely in place 2, partly in place 1, not in place 0" in method
    assert "Above 85 per cent" in method
    assert "no ranking" in method
    assert "own answers and views alone" in " ".join(rule_told.method(content, of_a_body=True, is_blind=True))
    assert "own answers and views, and for everything else" in " ".join(
        rule_told.method(content, of_a_body=True, is_blind=False)
    )
