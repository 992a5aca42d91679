import pytest

from assessments.answered import gates_of, own_codes, progress_of
from framework_data.content import content_by_slug
from tests.people import EDITION

pytestmark = pytest.mark.django_db


@pytest.fixture
def content():
    return content_by_slug(EDITION)


def test_a_body_has_38_questions_and_the_lead_57(content):
    assert len(own_codes(content, False)) == 38
    assert len(own_codes(content, True)) == 57


def test_what_a_gate_implies_counts_as_answered(content):
    assert progress_of(content, {"S2.1": "N"}, is_lead=False).answered == 3
    assert progress_of(content, {"S2.1": "F"}, is_lead=False).answered == 1


def test_views_do_not_count_as_progress(content):
    assert progress_of(content, {"S1.1": "F", "GS1.1": "F"}, is_lead=False).answered == 0
    assert progress_of(content, {"S1.1": "F", "GS1.1": "F"}, is_lead=True).answered == 1


def test_a_chain_of_gates_waits_to_its_end(content):
    assert gates_of(content, {}).waiting >= {"DEL4.7", "DEL4.8"}
    assert gates_of(content, {"DEL4.7": "F"}).waiting >= {"DEL4.7", "DEL4.8"}
    assert {"DEL4.7", "DEL4.8"} <= gates_of(content, {"DEL4.6": "X"}).closed.keys()
    assert "DEL4.8" in gates_of(content, {"DEL4.6": "Y"}).waiting
