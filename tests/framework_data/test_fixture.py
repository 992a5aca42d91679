"""What the shipped edition holds: its counts, its order and its gates. Its wording is not repeated here."""

import pytest
from django.core.management import call_command

from framework_data.content import content_by_slug
from framework_data.models import Check, Definition, Dimension, Edition, Level, Option, Question, Statement
from framework_data.structure import ENTITY, LEAD_ENTITY, ORGANISATION, Policy, faults

pytestmark = pytest.mark.django_db

STATEMENTS = [
    *("GS1", "GS2"),
    *(f"S{number}" for number in range(1, 7)),
    *(f"DEL{number}" for number in range(1, 8)),
    *(f"DAT{number}" for number in range(1, 9)),
]
GATES = {
    "S1.2": ["S1.3"],
    "S2.1": ["S2.2", "S2.4"],
    "S4.1": ["S4.2"],
    "DEL1.2": ["DEL1.3", "DEL1.4"],
    "DEL3.2": ["DEL3.3"],
    "DEL4.2": ["DEL4.4"],
    "DEL4.6": ["DEL4.7"],
    "DEL4.7": ["DEL4.8"],
    "DEL6.6": ["DEL6.7", "DEL6.8"],
    "DEL7.2": ["DEL7.3", "DEL7.5"],
    "DEL7.7": ["DEL7.8"],
    "DEL7.8": ["DEL7.9"],
    "DAT2.1": ["DAT2.2", "DAT5.2", "DAT5.3", "DAT5.4"],
    "DAT8.1": ["DAT8.2", "DAT8.3"],
}


@pytest.fixture
def content():
    return content_by_slug("alps-2014-plain")


@pytest.mark.slow
def test_loading_twice_changes_nothing():
    models = (Edition, Level, Dimension, Definition, Option, Statement, Question, Check)
    before = [list(model.objects.order_by("pk").values()) for model in models]

    call_command("loaddata", "alps-2014-plain", verbosity=0)

    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    assert Question.objects.count() == 119


def test_the_edition_has_no_fault(content):
    assert faults(content.framework) == []


def test_statements_stand_in_the_order_of_the_framework(content):
    assert [statement.code for statement in content.statements] == STATEMENTS
    assert sorted(STATEMENTS) != STATEMENTS


def test_questions_are_counted_from_1_in_each_statement(content):
    for statement in content.statements:
        assert [question.number for question in statement.questions] == [
            str(number) for number in range(1, len(statement.questions) + 1)
        ]
        assert all(question.code == f"{statement.code}.{question.number}" for question in statement.questions)


def test_questions_of_uneven_statements_keep_their_order(content):
    codes = [question.code for question in content.framework.questions]

    assert len(codes) == 119
    assert codes.index("DEL5.2") < codes.index("DEL5.10")
    assert len(content.statement_by_code["DAT1"].questions) == 1
    assert len(content.statement_by_code["S6"].questions) == 11


@pytest.mark.parametrize(("respondent", "count"), [(LEAD_ENTITY, 19), (ENTITY, 38), (ORGANISATION, 62)])
def test_questions_address_each_respondent(content, respondent, count):
    assert len(content.framework.addressed_to(respondent)) == count


@pytest.mark.parametrize(("kind", "count"), [("practice", 105), ("consequence", 12), ("signal", 2)])
def test_questions_of_each_kind(content, kind, count):
    assert sum(question.kind == kind for question in content.framework.questions) == count


def test_the_signals(content):
    assert [question.code for question in content.framework.questions if question.is_signal] == ["DEL4.6", "DEL7.7"]


def test_the_cells_of_the_matrix(content):
    cells = {d.code: [len(content.cell(d.code, level)) for level in (1, 2, 3)] for d in content.dimensions}

    assert cells == {"S": [2, 2, 2], "DEL": [2, 2, 3], "DAT": [2, 3, 3]}
    assert [statement.code for statement in content.getting_started] == ["GS1", "GS2"]


def test_the_gates(content):
    assert {gate: list(followers) for gate, followers in content.framework.followers.items()} == GATES


def test_the_levels_and_dimensions_by_name(content):
    assert [level.name for level in content.levels] == [
        "Securing Stewardship",
        "Supporting Performance",
        "Enabling Transformation",
    ]
    assert [dimension.name for dimension in content.dimensions] == ["Strategy", "Delivery", "Data"]


def test_the_policy_belongs_to_the_edition(content):
    assert content.framework.policy == Policy(15, 50, 85, full_needs="L", reach="L", build_on="F")


def test_a_note_stands_where_summary_and_detail_differ_in_substance(content):
    assert [s.code for s in content.statements if s.substance_note] == ["DAT1", "DAT2", "DAT3", "DAT5"]


def test_deadlines_that_run_from_a_year_end(content):
    months = {q.code: q.months_after_year_end for q in content.question_by_code.values() if q.months_after_year_end}

    assert months == {"DAT4.3": 6, "DAT4.4": 6, "DAT5.4": 6, "DAT8.5": 3}


def test_the_checks_point_at_questions_and_say_when(content):
    assert [check.moment for check in content.checks] == ["at_submit"] * 3 + ["at_reveal"] * 5
    assert {check.kind for check in content.checks} == {"differ", "over"}
    assert all({check.first, check.second} <= content.question_by_code.keys() for check in content.checks)


def test_a_check_at_submit_asks_what_each_body_answers(content):
    respondents = {
        content.question_by_code[code].respondent
        for check in content.checks
        if check.moment == "at_submit"
        for code in (check.first, check.second)
    }

    assert respondents == {ENTITY}


def test_every_statement_and_question_has_its_wording(content):
    for statement in content.statements:
        assert statement.text
        assert statement.summary_text
        assert statement.why_it_matters
        assert all(question.text and question.guidance for question in statement.questions)


def test_the_definitions(content):
    assert [term for term, _ in content.definitions] == ["entity", "lead entity", "organisation"]


def test_each_kind_has_its_answers(content):
    answers = {kind: [o.code for o in options_of(content, kind)] for kind in ("practice", "consequence", "signal")}

    assert answers == {
        "practice": ["F", "L", "P", "N", "NA"],
        "consequence": ["F", "L", "P", "N", "NA"],
        "signal": ["Y", "X"],
    }


def test_no_change_needed_is_full_for_a_consequence(content):
    assert "no change was needed" in options_of(content, "consequence")[0].label


def options_of(content, kind):
    return next(question.options for question in content.question_by_code.values() if question.kind == kind)
