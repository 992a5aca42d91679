import pytest

from assessments import maturity
from assessments.maturity import Round
from framework_data.content import content_by_slug
from reports import sentences
from tests.people import EDITION, everything

pytestmark = pytest.mark.django_db
NAMES = {"a": "Ashby Council", "b": "Bell Trust", "c": "Carers", "d": "Dale Police"}


@pytest.fixture
def content():
    return content_by_slug(EDITION)


def a_profile(content, *, entities=("a", "b"), but=None, agreed=None, missing=()):
    """The partnership's profile where all is F but for some; `but`: body -> question -> value."""
    answers = {
        body: everything(respondents=("lead_entity", "entity") if body == "a" else ("entity",))
        | (but or {}).get(body, {})
        for body in entities
    }
    for body, question in missing:
        del answers[body][question]
    joint = everything(respondents=("organisation",)) | (agreed or {})
    return maturity.partnership_profile(Round(content.framework, entities, "a", answers, joint))


def with_delivery(content, **changes):
    profile = a_profile(content, **changes)
    return profile, profile.dimension("DEL")


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_lists_read_as_people_say_them(parts, text):
    assert sentences.listed(parts) == text


@pytest.mark.parametrize(
    ("floor", "ceiling", "text"),
    [
        ("F", "F", "Fully in place"),
        ("NA", "NA", "Not applicable"),
        ("N", "L", "Up to largely in place"),
        ("N", "NA", "Not in place, or not applicable"),
        ("P", "F", "At least partly in place, up to fully in place"),
    ],
)
def test_a_rating_reads_in_words(content, floor, ceiling, text):
    assert sentences.rating_words(content, floor, ceiling) == text


def test_an_unconfirmed_level_says_at_least_and_up_to(content):
    _, delivery = with_delivery(content, missing=[("b", "DEL2.2")])
    assert (
        sentences.level_sentence(content, delivery)
        == "At least Securing Stewardship, up to Enabling Transformation, 1 answer missing"
    )


def test_a_confirmed_level_is_its_name(content):
    _, delivery = with_delivery(content)
    assert sentences.level_sentence(content, delivery) == "Enabling Transformation"


def test_level_nought_is_not_yet(content):
    _, delivery = with_delivery(content, but={"b": {"DEL1.1": "N", "DEL1.2": "N"}})
    assert sentences.level_sentence(content, delivery) == "Not yet at Securing Stewardship"


def test_missing_answers_that_change_nothing_say_so(content):
    _, delivery = with_delivery(content, but={"b": {"DEL1.1": "N", "DEL1.2": "N"}}, missing=[("b", "DEL2.2")])
    assert sentences.missing_sentence(delivery) == "1 answer missing, which does not change the level."


def test_where_it_stands_names_every_dimension(content):
    profile = a_profile(content, but={"b": {"DEL1.1": "N", "DEL1.2": "N"}}, missing=[("b", "DAT4.1")])
    text = sentences.where_it_stands(content, profile)
    assert text.startswith(
        "Strategy stands at Enabling Transformation, Delivery is not yet at Securing Stewardship and "
    )
    assert "Data stands at least at" in text
    assert text.endswith("(up to Enabling Transformation with the answers that are missing).")


def test_the_nearest_level_names_the_body_that_moves(content):
    profile = a_profile(content, but={"b": {"DEL2.2": "P"}})
    assert sentences.nearest_next_level(content, profile, NAMES) == (
        "The next level is nearest in Delivery: 1 step on 1 question (DEL2.2, at Bell Trust) leads to "
        "Supporting Performance."
    )


def test_the_nearest_level_counts_many_questions(content):
    low = dict.fromkeys([f"S6.{n}" for n in range(1, 12)], "N")
    profile = a_profile(content, agreed=low, but={"a": low})
    text = sentences.nearest_next_level(content, profile, NAMES)
    assert " steps on " in text
    assert " more) lead to Enabling Transformation." in text


def test_nothing_is_nearest_at_the_top(content):
    assert sentences.nearest_next_level(content, a_profile(content), NAMES) == (
        "No dimension has a higher level that applies."
    )


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        ([], "It rests on 157 answers, none of them missing; no question is left out as not applicable."),
        (
            [("b", "DEL2.2")],
            "It rests on 157 answers, 1 of them missing; no question is left out as not applicable.",
        ),
    ],
)
def test_the_basis_counts_answers(content, missing, text):
    assert sentences.basis(content, a_profile(content, missing=missing), 2, 0) == text


def test_the_basis_counts_what_is_left_out(content):
    profile = a_profile(content, but={"a": {"DAT1.1": "NA"}, "b": {"DAT1.1": "NA"}})
    assert "; 1 of 110 rated questions is not applicable." in sentences.basis(content, profile, 2, 0)


def test_the_basis_of_a_body_says_how_many_are_its_own(content):
    recorded = maturity.alone(content.framework, "b", everything(), is_lead=False)
    profile = maturity.entity_profile(recorded, "b")
    assert "(none of those for this entity to give)" in sentences.basis(content, profile, 1, 0)
    assert "(3 of those for this entity to give)" in sentences.basis(content, profile, 1, 3)


def test_why_a_level_is_what_it_is(content):
    profile, delivery = with_delivery(content, agreed={"DEL4.5": "N", "DEL4.7": "N", "DEL4.8": "N"})
    assert sentences.why_this_level(content, profile, delivery) == (
        "Every statement of Supporting Performance is largely or fully in place, and every statement of "
        "Securing Stewardship is fully in place."
    )


def test_why_there_is_no_level_yet(content):
    profile, delivery = with_delivery(content, but={"b": {"DEL1.1": "N", "DEL1.2": "N"}})
    assert sentences.why_this_level(content, profile, delivery) == (
        "Securing Stewardship needs each of its statements to be largely or fully in place; this is a stage on the way."
    )


def test_why_names_levels_that_do_not_apply(content):
    low = {q.code: "NA" for code in ("DEL1", "DEL2") for q in content.statement_by_code[code].questions}
    profile, delivery = with_delivery(content, but={"a": low, "b": low})
    assert sentences.why_this_level(content, profile, delivery).endswith(
        "No statement of Securing Stewardship applies."
    )


def test_a_dimension_without_an_applicable_statement_has_no_level(content):
    none = {q.code: "NA" for s in content.statements if s.dimension == "DEL" for q in s.questions if not q.is_signal}
    profile, delivery = with_delivery(content, but={"a": none, "b": none}, agreed=none)
    assert sentences.why_this_level(content, profile, delivery) == (
        "No statement of this dimension applies, so it has no level to reach."
    )
    assert sentences.nothing_higher(content, delivery) == "No higher level applies."
    assert "(100 per cent) are left out" in sentences.share_not_applicable(delivery)


def test_at_the_highest_level_nothing_stands_in_the_way(content):
    _, delivery = with_delivery(content)
    assert sentences.nothing_higher(content, delivery) == "Nothing: Enabling Transformation is the highest level."
    assert sentences.way_up(content, delivery) == ""


def test_the_way_up_counts_steps_and_questions(content):
    _, delivery = with_delivery(content, but={"b": {"DEL2.2": "P"}})
    assert sentences.way_up(content, delivery) == (
        "The shortest way to Supporting Performance takes 1 step on 1 question."
    )


def test_practice_ahead_of_its_level_is_named(content):
    profile, delivery = with_delivery(content, but={"b": {"DEL2.2": "P"}}, agreed={"DEL5.3": "P"})
    assert sentences.ahead_of_level(content, profile, delivery) == (
        "DEL3 (fully in place), DEL4 (fully in place), DEL5 (largely in place), DEL6 (fully in place) and "
        "DEL7 (fully in place) are ahead of the level."
    )


@pytest.mark.parametrize(
    ("taking_part", "absent", "text"),
    [
        (6, [], "6 of 6 entities"),
        (1, [], "1 of 1 entity"),
        (5, [("National Agency, Midmark", "Declined")], "5 of 6 entities: without National Agency, Midmark (declined)"),
        (4, [("A", "Declined"), ("B", "Invited")], "4 of 6 entities: without A (declined); B (invited)"),
    ],
)
def test_coverage_names_those_that_did_not_take_part(taking_part, absent, text):
    assert sentences.coverage(taking_part, absent) == text


def test_a_picture_has_words(content):
    _, delivery = with_delivery(content, missing=[("b", "DEL2.2")])
    assert sentences.picture_of(content, delivery) == (
        "Delivery: 1 of 3 levels reached, 2 more possible with the answers that are missing."
    )
