"""The shape of an edition and the faults that it can have."""

from dataclasses import replace
from itertools import pairwise

import pytest

from framework_data.structure import (
    CONSEQUENCE,
    ENTITY,
    LEAD_ENTITY,
    ORGANISATION,
    SIGNAL,
    Framework,
    Policy,
    Question,
    Statement,
    faults,
)


def a_framework(**changes) -> Framework:
    """One statement outside, two in dimension K (levels 1 and 2); K1.2 and K1.3 follow K1.1."""
    shape = Framework(
        edition="small",
        levels=2,
        dimensions=("K",),
        statements=(
            Statement("GS1", None, None, (Question("GS1.1", LEAD_ENTITY),)),
            Statement(
                "K1",
                "K",
                1,
                (
                    Question("K1.1", ENTITY),
                    Question("K1.2", ENTITY, gate="K1.1"),
                    Question("K1.3", ENTITY, CONSEQUENCE, gate="K1.1"),
                ),
            ),
            Statement("K2", "K", 2, (Question("K2.1", ORGANISATION, SIGNAL), Question("K2.2", ORGANISATION))),
        ),
    )
    return replace(shape, **changes)


def with_question(place: int, question: Question) -> Framework:
    """The framework with one question of its statement K1 replaced."""
    shape = a_framework()
    questions = list(shape.statements[1].questions)
    questions[place] = question
    return with_statement(1, replace(shape.statements[1], questions=tuple(questions)))


def with_statement(place: int, statement: Statement) -> Framework:
    statements = list(a_framework().statements)
    statements[place] = statement
    return a_framework(statements=tuple(statements))


RATED = (Question("K2.1", ORGANISATION),)


def test_a_framework_in_order_has_no_fault():
    assert faults(a_framework()) == []


@pytest.mark.parametrize(
    ("framework", "fault"),
    [
        (a_framework(levels=1), "levels: there must be 2 to 6, not 1."),
        (a_framework(levels=7), "levels: there must be 2 to 6, not 7."),
        (
            a_framework(dimensions=(), statements=a_framework().statements[:1]),
            "dimensions: there must be 1 to 8, not 0.",
        ),
        (a_framework(dimensions=("K", *"ABCDEFGH")), "dimensions: there must be 1 to 8, not 9."),
        (a_framework(dimensions=("K", "K")), "dimensions: K stands twice."),
        (a_framework(dimensions=("K", "M")), "M: this dimension has no statement."),
        (
            a_framework(statements=a_framework().statements * 2),
            "GS1: this statement code stands twice.",
        ),
        (a_framework(statements=a_framework().statements * 2), "K1.1: this question code stands twice."),
        (
            with_statement(2, Statement("K2", "K", None, RATED)),
            "K2: a statement has both a dimension and a level, or neither.",
        ),
        (
            with_statement(2, Statement("K2", None, 2, RATED)),
            "K2: a statement has both a dimension and a level, or neither.",
        ),
        (with_statement(2, Statement("K2", "M", 2, RATED)), "K2: dimension M is not in the edition."),
        (with_statement(2, Statement("K2", "K", 3, RATED)), "K2: level 3 is not in the edition."),
        (with_statement(2, Statement("K2", "K", 0, RATED)), "K2: level 0 is not in the edition."),
        (
            with_statement(2, Statement("K2", "K", 2, (Question("K2.1", ORGANISATION, SIGNAL),))),
            "K2: a statement needs at least one question that is rated.",
        ),
        (
            with_statement(2, Statement("K2", "K", 2, ())),
            "K2: a statement needs at least one question that is rated.",
        ),
        (
            with_question(2, Question("K1.3", ENTITY, "hunch")),
            "K1.3: kind 'hunch' is not one of practice, consequence, signal.",
        ),
        (
            with_question(2, Question("K1.3", "board")),
            "K1.3: respondent 'board' is not one of lead_entity, entity, organisation.",
        ),
        (with_question(2, Question("K1.3", ENTITY, SIGNAL)), "K1.3: a signal cannot address each entity."),
        (with_question(2, Question("K1.3", ENTITY, gate="K9.9")), "K1.3: its gate K9.9 is not in the edition."),
        (with_question(0, Question("K1.1", ENTITY, gate="K1.2")), "K1.1: its gate K1.2 must come earlier."),
        (with_question(0, Question("K1.1", ENTITY, gate="K1.1")), "K1.1: its gate K1.1 must come earlier."),
        (
            with_question(2, Question("K1.3", ENTITY, gate="GS1.1")),
            "K1.3: its gate GS1.1 addresses another respondent.",
        ),
        (
            a_framework(policy=Policy(band_p=50)),
            "policy: the bands must rise from P to F between 0 and 99, not 50, 50, 85.",
        ),
        (
            a_framework(policy=Policy(band_f=100)),
            "policy: the bands must rise from P to F between 0 and 99, not 15, 50, 100.",
        ),
        (
            a_framework(policy=Policy(band_p=-1)),
            "policy: the bands must rise from P to F between 0 and 99, not -1, 50, 85.",
        ),
        (a_framework(policy=Policy(full_needs="NA")), "policy: full_needs must be N, P, L or F, not 'NA'."),
        (a_framework(policy=Policy(reach="N")), "policy: reach must be P, L or F, not 'N'."),
        (a_framework(policy=Policy(build_on="X")), "policy: build_on must be P, L or F, not 'X'."),
    ],
)
def test_a_fault_is_named_with_its_place(framework, fault):
    assert fault in faults(framework)


def test_all_faults_are_told_in_one_go():
    broken = a_framework(levels=9, policy=Policy(reach="N"), dimensions=("K", "M"))

    assert len(faults(broken)) == 3


@pytest.mark.parametrize("policy", [Policy(build_on="L"), Policy(reach="P"), Policy(full_needs="N"), Policy(0, 1, 2)])
def test_a_policy_within_its_limits_is_accepted(policy):
    assert faults(a_framework(policy=policy)) == []


@pytest.mark.parametrize(("levels", "dimensions"), [(2, 1), (6, 8)])
def test_two_to_six_levels_and_one_to_eight_dimensions_are_accepted(levels, dimensions):
    codes = tuple("ABCDEFGH"[:dimensions])
    statements = tuple(Statement(f"{code}1", code, levels, (Question(f"{code}1.1", ENTITY),)) for code in codes)

    assert faults(Framework("wide", levels, codes, statements)) == []


def test_questions_keep_the_order_of_the_framework():
    shape = a_framework()

    assert [question.code for question in shape.questions] == ["GS1.1", "K1.1", "K1.2", "K1.3", "K2.1", "K2.2"]
    assert all(shape.position[a.code] < shape.position[b.code] for a, b in pairwise(shape.questions))


def test_what_belongs_together_is_found_by_code():
    shape = a_framework()

    assert shape.question_by_code["K2.1"].is_signal
    assert shape.statement_of["K1.3"].code == "K1"
    assert shape.statement_by_code["K2"].level == 2
    assert [statement.code for statement in shape.in_dimension("K")] == ["K1", "K2"]
    assert [question.code for question in shape.addressed_to(ENTITY)] == ["K1.1", "K1.2", "K1.3"]


def test_followers_stand_with_their_gate():
    assert a_framework().followers == {"K1.1": ("K1.2", "K1.3")}
