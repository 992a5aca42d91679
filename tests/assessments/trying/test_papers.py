"""The document of a trial: made up, answered, filled, and fitted to an edition that has changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.document import Known, check
from assessments.maturity import profiles
from assessments.trying import papers
from assessments.trying.access import offers_of
from assessments.trying.papers import PARTNERSHIP, Dropped
from framework_data.content import Content, content_by_slug
from framework_data.structure import ENTITY, SIGNAL, Framework, Question, Statement
from tests.people import EDITION

VALUES = ("F", "L", "P", "N", "NA")
SMALL = Framework(
    edition="small",
    levels=2,
    dimensions=("A",),
    statements=(
        Statement("A1", "A", 1, (Question("A1.1", ENTITY), Question("A1.2", ENTITY, gate="A1.1"))),
        Statement("A2", "A", 2, (Question("A2.1", "lead_entity"), Question("A2.2", "organisation"))),
        Statement(
            "A3", "A", 2, (Question("A3.1", "organisation", SIGNAL), Question("A3.2", "organisation", gate="A3.1"))
        ),
    ),
)
OFFERS = {question.code: ("Y", "X") if question.is_signal else VALUES for question in SMALL.questions}


def made(bodies=3):
    return papers.made_up("small", bodies=bodies, year=2026)


def test_the_first_body_leads_and_the_period_is_a_financial_year():
    document = made(6)

    assert list(papers.bodies_of(document)) == [f"body-{letter}" for letter in "abcdef"]
    assert papers.lead_of(document) == "body-a"
    assert document["assessment"]["period_start"] == "2026-04-01"
    assert document["assessment"]["period_end"] == "2027-03-31"


def test_bodies_are_called_by_letters():
    assert [papers.letter_of(slug) for slug in papers.bodies_of(made(2))] == ["A", "B"]


def test_each_is_asked_what_addresses_it():
    assert papers.asked_of(SMALL, made(), "body-a") == {"A1.1", "A1.2", "A2.1"}
    assert papers.asked_of(SMALL, made(), "body-b") == {"A1.1", "A1.2"}
    assert papers.asked_of(SMALL, made(), PARTNERSHIP) == {"A2.2", "A3.1", "A3.2"}


def test_an_answer_replaces_the_one_before_and_leaves_the_others_alone():
    document = papers.with_answers(made(), "body-b", {"A1.1": "F", "A1.2": "L"})
    document = papers.with_answers(document, "body-c", {"A1.1": "N"})
    after = papers.with_answers(document, "body-b", {"A1.1": "P", "A1.2": ""})

    assert papers.answers_of(after, "body-b") == {"A1.1": "P"}
    assert papers.answers_of(after, "body-c") == {"A1.1": "N"}
    assert papers.answers_of(document, "body-b") == {"A1.1": "F", "A1.2": "L"}


def test_the_answers_of_the_partnership_count_as_agreed():
    document = papers.with_answers(made(), PARTNERSHIP, {"A2.2": "L"})

    assert papers.round_of(document, SMALL).agreed == {"A2.2": "L"}


def test_a_body_that_goes_takes_its_answers_with_it_and_comes_back_without():
    document = papers.filled(made(3), SMALL, ["body-a", "body-c"], "F")
    document = papers.with_bodies(papers.with_bodies(document, 1), 3)

    assert papers.answers_of(document, "body-a") == {"A1.1": "F", "A1.2": "F", "A2.1": "F"}
    assert papers.answers_of(document, "body-c") == {}


def test_filling_answers_all_that_is_asked_and_nothing_else():
    document = papers.filled(made(2), SMALL, ["body-a", "body-b", PARTNERSHIP], "L")

    assert papers.answers_of(document, "body-a") == {"A1.1": "L", "A1.2": "L", "A2.1": "L"}
    assert papers.answers_of(document, "body-b") == {"A1.1": "L", "A1.2": "L"}
    assert papers.answers_of(document, PARTNERSHIP) == {"A2.2": "L", "A3.1": "Y", "A3.2": "L"}


def test_filling_can_leave_alone_what_is_answered_and_can_clear():
    document = papers.with_answers(made(), "body-b", {"A1.1": "N"})

    assert papers.answers_of(papers.filled(document, SMALL, ["body-b"], "F", keep=True), "body-b") == {
        "A1.1": "N",
        "A1.2": "F",
    }
    assert papers.answers_of(papers.filled(document, SMALL, ["body-b"], ""), "body-b") == {}


def test_where_nothing_applies_a_signal_says_that_no_problems_came_up():
    document = papers.filled(made(), SMALL, [PARTNERSHIP], "NA")

    assert papers.answers_of(document, PARTNERSHIP) == {"A2.2": "NA", "A3.1": "X", "A3.2": "NA"}


@pytest.mark.parametrize("value", VALUES)
def test_everything_filled_is_what_the_rule_makes_of_it(value):
    document = papers.filled(made(), SMALL, [*papers.bodies_of(made()), PARTNERSHIP], value)
    found = profiles(papers.round_of(document, SMALL))

    assert {statement.floor for profile in found for statement in profile.statements} == {value}
    assert {profile.missing for profile in found} == {0}


def test_an_answer_falls_away_with_its_question_or_its_place_on_the_scale():
    document = papers.filled(made(1), SMALL, ["body-a", PARTNERSHIP], "F")
    offers = {code: values for code, values in OFFERS.items() if code != "A1.2"} | {"A3.1": ("X",)}
    fitted = papers.fitted(document, offers)

    assert papers.answers_of(fitted.document, "body-a") == {"A1.1": "F", "A2.1": "F"}
    assert papers.answers_of(fitted.document, PARTNERSHIP) == {"A2.2": "F", "A3.2": "F"}
    assert fitted.dropped == (
        Dropped("body-a", "A1.2", "F", papers.GONE),
        Dropped(PARTNERSHIP, "A3.1", "Y", papers.OFF_SCALE),
    )


def test_an_agreed_answer_stays_with_joint_questions_alone():
    document = papers.with_answers(made(), PARTNERSHIP, {"A2.2": "F", "A1.1": "F"})
    fitted = papers.only_joint(document, SMALL)

    assert papers.answers_of(fitted.document, PARTNERSHIP) == {"A2.2": "F"}
    assert fitted.dropped == (Dropped(PARTNERSHIP, "A1.1", "F", papers.NOT_JOINT),)


def test_what_fits_stays_as_it_is():
    document = papers.filled(made(), SMALL, ["body-a", PARTNERSHIP], "F")

    assert papers.fitted(document, OFFERS) == papers.Fitted(document, ())


@pytest.mark.parametrize("row", [None, "S1.1", {}, {"question": "A1.1"}, {"question": 7, "value": "F"}])
def test_what_is_no_answer_is_left_to_the_checks_of_the_file(row):
    assert papers.fitted({"answers": [row]}, OFFERS) == papers.Fitted({"answers": [row]}, ())


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["answers", "agreed", "question", "value", "entity"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(NONSENSE)
def test_fitting_takes_whatever_a_file_may_hold(document):
    papers.fitted(document, OFFERS)


def the_shipped_content() -> Content:
    return content_by_slug(EDITION)


@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES)
def test_a_trial_is_a_document_like_those_of_rounds(value):
    content = the_shipped_content()
    document = papers.made_up(EDITION, bodies=6, year=2026)
    document = papers.filled(document, content.framework, [*papers.bodies_of(document), PARTNERSHIP], value)

    check(document, Known(content, may_follow_closed=True))
    assert papers.fitted(document, offers_of(content)).dropped == ()
