import pytest

from assessments.access import visit_to_entity
from assessments.submission import advice, submit_page
from framework_data.content import content_by_slug
from tests.people import EDITION, a_round, cast, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def content():
    return content_by_slug(EDITION)


def visited(person="respondent", body="borough", **details):
    a_round(**details)
    return visit_to_entity(getattr(cast(), person), "first-round", body)


def test_missing_answers_are_listed_by_statement():
    answers = everything(but={"S2.1": "F"})
    del answers["S2.3"], answers["DAT4.1"], answers["DAT4.2"]
    page = submit_page(visited(answers={"borough": answers}))
    assert [(found.code, [q.code for q in found.questions]) for found in page.missing] == [
        ("S2", ["S2.3"]),
        ("DAT4", ["DAT4.1", "DAT4.2"]),
    ]
    assert page.progress.missing == 3


def test_not_applicable_is_listed_with_its_reason_or_its_gate():
    answers = everything(but={"S2.1": "NA"})
    del answers["S2.2"], answers["S2.4"]
    page = submit_page(visited(answers={"borough": answers}))
    assert [(found.question.code, found.reason, found.implied_by) for found in page.not_applicable] == [
        ("S2.1", "It does not concern us.", ""),
        ("S2.2", "", "S2.1"),
        ("S2.4", "", "S2.1"),
    ]


def test_advice_fires_on_answers_that_fit_badly(content):
    assert advice(content, {"S4.1": "F", "DEL1.2": "F"}, "at_submit") == ()
    [found] = advice(content, {"S4.1": "F", "DEL1.2": "P"}, "at_submit")
    assert (found.first.code, found.first_label, found.second_label) == ("S4.1", "Fully in place", "Partly in place")
    assert [found.second.code for found in advice(content, {"DEL4.2": "L", "DEL4.1": "N"}, "at_submit")] == ["DEL4.1"]
    assert advice(content, {"DEL4.2": "P", "DEL4.1": "N"}, "at_submit") == ()
    assert advice(content, {"S4.1": "F"}, "at_submit") == ()
