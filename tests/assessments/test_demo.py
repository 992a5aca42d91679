"""The demo: what it was designed to show, that it can be made twice and anew, and that it reads like the real thing."""

import re
from collections import Counter
from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import maturity, movement
from assessments.access import visit_to_entity
from assessments.actions.answering import Draft, save_answers
from assessments.consensus import is_disputed, rationale_is_required
from assessments.demo.actions import make_demo, remove_demo
from assessments.demo.bodies import BODIES, EDITION
from assessments.demo.people import PEOPLE
from assessments.demo.rounds import ROUNDS
from assessments.interchange import export_document, participants_of, result_document
from assessments.models import (
    AgreedAnswer,
    AgreedDraft,
    Answer,
    Assessment,
    Attendance,
    ConsensusSession,
    Dissent,
    Participant,
    Seal,
)
from assessments.past import circumstances_of
from assessments.rounds import counted_round, own_round
from assessments.sealed import sealed_of
from framework_data.content import content_by_slug
from framework_data.models import Edition
from partnerships.actions.forgetting import forget_person
from partnerships.models import Entity, Event, Membership, Partnership, Person, Role

SLUGS = ["living-well-2023", "living-well-2024", "living-well-2025", "early-help-2026"]
ALL_MODELS = (
    Edition,
    Person,
    Partnership,
    Entity,
    Membership,
    Role,
    Event,
    Assessment,
    Participant,
    Answer,
    AgreedAnswer,
    AgreedDraft,
    Dissent,
    ConsensusSession,
    Attendance,
    Seal,
)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The four rounds as plain data, read once from a demo that is rolled back again: slug -> what it holds."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_demo()
        read = {assessment.slug: reading_of(assessment) for assessment in Assessment.objects.all()}
        transaction.set_rollback(True)
    return read


def reading_of(assessment):
    content, participants = content_by_slug(EDITION), participants_of(assessment)
    return SimpleNamespace(
        assessment=assessment,
        participants={participant.entity.slug: participant for participant in participants},
        document=export_document(assessment),
        result=result_document(assessment),
        round=counted_round(assessment, content, participants),
        circumstances=circumstances_of(assessment, participants),
    )


@pytest.fixture
def made(db):
    make_demo()


def partnership_of(demo, slug):
    return demo[slug].result["profiles"][0]


def values_of(demo, slug, question):
    return {row["entity"]: row["value"] for row in demo[slug].document["answers"] if row["question"] == question}


def agreed_of(demo, slug):
    return {row["question"]: row for row in demo[slug].document["agreed"]}


# --- Four rounds -------------------------------------------------------------------------------------------------


def test_four_rounds_show_every_state_but_draft(demo):
    assert {slug: demo[slug].assessment.state for slug in SLUGS} == {
        "living-well-2023": "signed_off",
        "living-well-2024": "signed_off",
        "living-well-2025": "consensus",
        "early-help-2026": "open",
    }
    assert demo.keys() == set(SLUGS)


def test_six_bodies_with_their_kinds_and_year_ends(demo):
    for slug in SLUGS:
        assert [(p.name, p.kind, p.in_area, p.year_end) for p in demo[slug].participants.values()] == [
            ("Brackenshire County Council", "upper_tier_council", True, "03-31"),
            ("Fennick Vale Borough Council", "district_council", True, "03-31"),
            ("Brackenshire Integrated Health Trust", "health_body", True, "03-31"),
            ("Brackenshire Police and Fire Authority", "emergency_service", True, "03-31"),
            ("National Support and Work Agency, Midmark region", "national_agency", False, "03-31"),
            ("Brackenshire Carers' Alliance", "charity", True, "06-30"),
        ]
        assert demo[slug].document["assessment"]["lead_entity"] == "county-council"


def test_the_rounds_were_made_here_and_not_imported(demo):
    for slug in SLUGS:
        assessment = demo[slug].assessment
        assert assessment.imported_at is None
        assert (assessment.revealed_at is not None) == assessment.is_revealed
        assert (assessment.signed_off_at is not None) == assessment.is_signed_off


@pytest.mark.slow
def test_the_signed_off_rounds_are_sealed_by_the_chair_on_the_day_of_the_meeting(made):
    for slug, on, minute in (
        ("living-well-2023", date(2024, 7, 9), "BT 2024/27"),
        ("living-well-2024", date(2025, 7, 8), "BT 2025/31"),
    ):
        assessment = Assessment.objects.get(slug=slug)
        seal = Seal.objects.get(assessment=assessment)
        sealed = sealed_of(assessment)
        assert (assessment.signed_off_on, assessment.minute_reference) == (on, minute)
        assert (sealed.on, sealed.minute_reference, sealed.by) == (on, minute, "chair")
        assert timezone.localdate(assessment.signed_off_at) == timezone.localdate(seal.sealed_at) == on
        assert seal.sealed_by.name == "Councillor Margaret Thistlewood"
        call_command("verifyseal", slug, stdout=StringIO())
    assert Seal.objects.count() == 2


def test_what_was_handed_in_when_and_by_whom_makes_sense(demo):
    for slug in SLUGS:
        assessment, participants = demo[slug].assessment, demo[slug].participants.values()
        if assessment.is_revealed:
            assert {p.submitted_at is not None for p in participants if p.takes_part} == {True}
            assert max(p.submitted_at for p in participants if p.submitted_at) < assessment.revealed_at
        assert all((p.submitted_at is None) == (p.submitted_by_id is None) for p in participants)
    submitted = [slug for slug, p in demo["early-help-2026"].participants.items() if p.submitted_at]
    assert submitted == ["fennick-vale"]


# --- 2023/24 and 2024/25, signed off -------------------------------------------------------------------------


def test_in_2023_the_national_agency_declined_with_a_reason(demo):
    result = demo["living-well-2023"].result
    assert result["declined"] == ["national-agency"]
    assert len(result["participating"]) == 5
    assert "reorganised" in demo["living-well-2023"].participants["national-agency"].reason


def test_the_designed_result_of_2024(demo):
    profile = partnership_of(demo, "living-well-2024")
    ratings = {code: rating["floor"] for code, rating in profile["statements"].items()}
    assert (profile["missing"], profile["confirmed"]) == (0, True)
    assert {code: row["floor"] for code, row in profile["dimensions"].items()} == {"S": 2, "DEL": 1, "DAT": 0}
    assert ratings == {
        "GS1": "L", "GS2": "F",
        "S1": "F", "S2": "F", "S3": "F", "S4": "F", "S5": "L", "S6": "P",
        "DEL1": "F", "DEL2": "L", "DEL3": "L", "DEL4": "P", "DEL5": "L", "DEL6": "P", "DEL7": "P",
        "DAT1": "P", "DAT2": "L", "DAT3": "P", "DAT4": "L", "DAT5": "P", "DAT6": "P", "DAT7": "P", "DAT8": "P",
    }  # fmt: skip
    assert {code: row["ahead"] for code, row in profile["dimensions"].items()} == {
        "S": ["S5"],
        "DEL": ["DEL3", "DEL5"],
        "DAT": ["DAT2", "DAT4"],
    }
    assert {code: row["not_applicable"] for code, row in profile["dimensions"].items()} == {
        "S": {"questions": 0, "of": 30},
        "DEL": {"questions": 3, "of": 48},
        "DAT": {"questions": 0, "of": 32},
    }


def test_what_holds_2024_back(demo):
    held = {
        code: [(row["statement"], row["rating"], row["needs"]) for row in dimension["held_back_by"]]
        for code, dimension in partnership_of(demo, "living-well-2024")["dimensions"].items()
    }
    assert held == {
        "S": [("S6", "P", "L")],
        "DEL": [("DEL2", "L", "F"), ("DEL4", "P", "L")],
        "DAT": [("DAT1", "P", "L")],
    }
    steps = partnership_of(demo, "living-well-2024")["dimensions"]["DEL"]["shortest_way_up"]
    assert {"question": "DEL2.2", "from": "P", "to": "L", "entities": ["police-and-fire"]} in steps


def test_the_answers_behind_the_design_of_2024(demo):
    slug = "living-well-2024"
    assert {body for body, value in values_of(demo, slug, "DEL2.2").items() if value != "F"} == {"police-and-fire"}
    assert values_of(demo, slug, "DEL2.2")["police-and-fire"] == "P"
    assert values_of(demo, slug, "DEL3.5")["carers-alliance"] == "N"
    assert Counter(values_of(demo, slug, "DEL3.5").values())["N"] == 1
    assert values_of(demo, slug, "DAT1.1")["fennick-vale"] == "P"
    assert values_of(demo, slug, "DAT1.1")["carers-alliance"] == "NA"
    assert agreed_of(demo, slug)["DEL4.6"]["value"] == "X"
    assert not {"DEL4.7", "DEL4.8"} & agreed_of(demo, slug).keys()


def test_bodies_differ_from_their_partnership_in_2024(demo):
    levels = {
        profile["entity"]: [row["floor"] for row in profile["dimensions"].values()]
        for profile in demo["living-well-2024"].result["profiles"]
    }
    assert levels["county-council"] == [2, 2, 1]
    assert levels["fennick-vale"] == [2, 2, 0]
    assert levels["police-and-fire"] == [1, 1, 1]
    assert levels["carers-alliance"] == [2, 1, 1]


def test_2023_was_weaker_and_nowhere_stronger(demo):
    before, after = (partnership_of(demo, slug) for slug in SLUGS[:2])
    assert [row["floor"] for row in before["dimensions"].values()] == [1, 0, 0]
    value = "NPLF".index
    for code, rating in before["statements"].items():
        assert value(rating["floor"]) <= value(after["statements"][code]["floor"]), code


@pytest.mark.parametrize("slug", SLUGS[:2])
def test_a_signed_off_round_has_nothing_missing(demo, slug):
    assert (partnership_of(demo, slug)["missing"], partnership_of(demo, slug)["confirmed"]) == (0, True)


def test_the_rounds_of_living_well_follow_each_other(demo):
    followed = {slug: demo[slug].assessment.previous_id for slug in SLUGS}
    ids = {slug: demo[slug].assessment.pk for slug in SLUGS}
    assert followed == {
        "living-well-2023": None,
        "living-well-2024": ids["living-well-2023"],
        "living-well-2025": ids["living-well-2024"],
        "early-help-2026": None,
    }


def test_2024_moved_up_and_is_not_like_for_like_with_2023(demo):
    before, now = demo["living-well-2023"], demo["living-well-2024"]
    sides = (movement.Side(each.round.framework, maturity.partnership_profile(each.round)) for each in (before, now))
    moved = {move.code: move.direction for move in movement.movement(*sides).dimensions}
    assert moved == {"S": movement.UP, "DEL": movement.UP, "DAT": movement.SAME}
    assert movement.unlike(before.circumstances, now.circumstances) == (
        "Took part only now: National Support and Work Agency, Midmark region.",
    )


# --- 2025/26, in consensus -----------------------------------------------------------------------------------


def disputed(demo, slug):
    recorded = demo[slug].round
    questions = [question.code for question in recorded.framework.questions]
    return [
        code for code in questions if is_disputed([value for _, value, _ in maturity.standing_values(recorded, code)])
    ]


def test_2025_has_disputes_of_each_kind_to_settle(demo):
    waiting = set(disputed(demo, "living-well-2025")) - agreed_of(demo, "living-well-2025").keys()
    two_steps, na_against_an_answer, issues_or_none = {"DEL3.5", "S6.2"}, {"DAT1.1", "DEL5.11"}, {"DEL4.6"}
    assert two_steps | na_against_an_answer | issues_or_none <= waiting
    assert 10 <= len(waiting) <= 20


def test_2025_is_partly_agreed_with_rationale_and_dissent(demo):
    agreed = agreed_of(demo, "living-well-2025")
    assert 8 <= len(agreed) <= 20
    assert {row["entity"] for row in agreed["S4.2"]["dissent"]} == {"carers-alliance", "police-and-fire"}
    assert "S4.2" in disputed(demo, "living-well-2025")
    assert all(row["note"] for answer in agreed.values() for row in answer["dissent"])


def test_2025_holds_two_drafts_for_disputed_questions(demo, made):
    drafts = {row.question.code: row for row in AgreedDraft.objects.select_related("question", "updated_by")}
    assert drafts.keys() == {"S6.2", "DAT1.1"}
    assert drafts.keys() <= set(disputed(demo, "living-well-2025"))
    assert not drafts.keys() & agreed_of(demo, "living-well-2025").keys()
    assert {row.updated_by.name for row in drafts.values()} == {"Priya Nandakumar"}
    assert all(row.rationale for row in drafts.values())


def test_2025_has_a_session_with_attendance_apologies_and_an_interest(made):
    session = ConsensusSession.objects.get()
    seats = list(Attendance.objects.filter(session=session).select_related("person"))
    assert session.held_on.isoformat() == "2026-06-16"
    assert len({seat.participant_id for seat in seats}) == len(BODIES)
    assert sum(seat.has_apologised for seat in seats) == 1
    assert sum(bool(seat.interest) for seat in seats) == 1
    assert [seat.post for seat in seats if seat.person is None] == ["Head of adult social care"]


def test_2025_still_says_at_least_and_up_to(demo):
    profile = partnership_of(demo, "living-well-2025")
    levels = {code: (row["floor"], row["ceiling"]) for code, row in profile["dimensions"].items()}
    assert levels == {"S": (2, 3), "DEL": (1, 2), "DAT": (1, 1)}
    assert profile["missing"] > 0


def test_most_views_are_given_in_2025(demo):
    framework = demo["living-well-2025"].round.framework
    organisations = [q.code for q in framework.questions if q.respondent == "organisation"]
    given = sum(len(values_of(demo, "living-well-2025", code)) for code in organisations)
    assert given > len(organisations) * len(BODIES) / 2


@pytest.mark.parametrize("slug", SLUGS)
def test_every_agreed_answer_that_needs_a_rationale_has_one(demo, slug):
    agreed = agreed_of(demo, slug)
    bare = [
        code
        for code, row in agreed.items()
        if not row["rationale"] and rationale_is_required(demo[slug].round, code, row["value"])
    ]
    assert bare == []


# --- 2026/27, open -------------------------------------------------------------------------------------------


def test_bodies_are_on_their_way_in_the_open_round(demo):
    early = demo["early-help-2026"]
    own = [q.code for q in early.round.framework.questions if q.respondent == "entity"]
    answered = {
        body.slug: sum(body.slug in values_of(demo, "early-help-2026", code) for code in own) for body in BODIES
    }
    assert answered["carers-alliance"] == 34
    assert [code for code in own if "carers-alliance" not in values_of(demo, "early-help-2026", code)] == [
        "DEL1.1",
        "DEL1.2",
        "DEL1.3",
        "DEL1.4",
    ]
    assert answered["national-agency"] == 0
    assert early.participants["national-agency"].participation == "invited"
    assert 0 < answered["police-and-fire"] < answered["integrated-health-trust"] < answered["county-council"] < 38


@pytest.mark.slow
def test_answering_del1_lifts_the_carers_own_delivery_while_one_watches(made):
    rhiannon = Person.objects.get(email="rhiannon.achterberg@brackenshire.example")

    def delivery():
        visit = visit_to_entity(rhiannon, "early-help-2026", "carers-alliance")
        profile = maturity.entity_profile(own_round(visit), "carers-alliance", explain=False)
        return (profile.dimension("DEL").floor, profile.dimension("DEL").ceiling)

    seen = [delivery()]
    for question in ("DEL1.1", "DEL1.2", "DEL1.3", "DEL1.4"):
        visit = visit_to_entity(rhiannon, "early-help-2026", "carers-alliance")
        save_answers(visit, drafts=[Draft(question, "F")])
        seen.append(delivery())
    assert seen == [(0, 3), (0, 3), (0, 3), (1, 3), (2, 3)]


# --- Words ---------------------------------------------------------------------------------------------------


def texts_by_body(round_):
    """(body, text) of every note, reason and dissent."""
    for kind in (round_.notes, round_.reasons):
        yield from ((body, text) for body, by_question in kind.items() for text in by_question.values())
    yield from ((body, text) for by_body in round_.dissent.values() for body, text in by_body.items())


@pytest.mark.parametrize("round_", ROUNDS, ids=lambda round_: round_.slug)
def test_no_two_texts_of_a_round_are_alike(round_):
    repeated = [text for text, count in Counter(text for _, text in texts_by_body(round_)).items() if count > 1]
    assert repeated == []


@pytest.mark.parametrize("round_", ROUNDS, ids=lambda round_: round_.slug)
def test_every_text_belongs_to_an_answer(round_):
    answered = {(body, question): value for question, values, _ in round_.rows() for body, value in values.items()}
    agreed = {question for question, _, value in round_.rows() if value}
    for texts in (round_.notes, round_.evidence):
        assert {(body, question) for body, of_body in texts.items() for question in of_body} <= answered.keys()
    reasons = {(body, question) for body, of_body in round_.reasons.items() for question in of_body}
    assert reasons == {place for place, value in answered.items() if value == "NA"}
    assert round_.rationales.keys() | round_.dissent.keys() <= agreed


def test_every_round_asks_every_question_in_order(db):
    codes = [question.code for question in content_by_slug(EDITION).framework.questions]
    for round_ in ROUNDS:
        assert [question for question, _, _ in round_.rows()] == codes


def test_the_notes_test_what_pages_and_files_must_bear():
    everything = " ".join(text for round_ in ROUNDS for _, text in texts_by_body(round_))
    assert "'" in everything
    assert "£" in everything
    assert re.search("[À-ž]", everything)
    assert len({text for round_ in ROUNDS for _, text in texts_by_body(round_)}) > 80


@pytest.mark.parametrize("round_", ROUNDS, ids=lambda round_: round_.slug)
def test_every_body_that_answers_has_something_to_say(round_):
    answering = {body for _, values, _ in round_.rows() for body in values}
    assert round_.notes.keys() == answering


# --- People --------------------------------------------------------------------------------------------------


def test_every_seat_is_taken():
    seats = Counter(seat for account in PEOPLE for seat in account.seats)
    for body in BODIES:
        assert seats["respondent", body.slug, ""] >= 1
        assert seats["approver", body.slug, ""] == 1
    assert max(seats["respondent", body.slug, ""] for body in BODIES) == 2
    for seat in (
        ("facilitator", "county-council", ""),
        ("finance_lead", "county-council", ""),
        ("board_member", "county-council", "chair"),
        ("auditor", None, ""),
        ("viewer", None, ""),
    ):
        assert seats[seat] == 1
    assert sum(office == "deputy_chair" for _, _, office in seats) == 1
    assert sum(account.is_staff for account in PEOPLE) == 1
    assert sum(account.is_editor for account in PEOPLE) == 2  # one proposes, another publishes


@pytest.mark.slow
def test_nobody_of_the_demo_has_a_password(made):
    people = Person.objects.filter(is_demo=True)
    assert people.count() == len(PEOPLE)
    assert not any(person.has_usable_password() for person in people)
    assert all(person.email.endswith("@brackenshire.example") for person in people)


# --- Making it -----------------------------------------------------------------------------------------------


def rows():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in ALL_MODELS}


def run(*arguments):
    said = StringIO()
    call_command("demo", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.slow
def test_a_second_run_changes_nothing(made):
    before = rows()
    with CaptureQueriesContext(connection) as queries:
        said = run()
    assert rows() == before
    assert "there already" in said
    assert not [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert len(queries) < 30


@pytest.mark.slow
def test_a_second_run_keeps_what_was_answered_and_brings_back_what_is_missing(made):
    answer = Answer.objects.filter(participant__assessment__slug="early-help-2026", value="F").first()
    Answer.objects.filter(pk=answer.pk).update(value="P")
    Assessment.objects.filter(slug="living-well-2023").delete()
    made_now = make_demo()
    assert (made_now.editions, made_now.people, made_now.rounds) == (0, 0, 1)
    assert Answer.objects.get(pk=answer.pk).value == "P"
    assert Assessment.objects.get(slug="living-well-2024").previous.slug == "living-well-2023"


@pytest.mark.slow
def test_reset_makes_it_anew(made, demo):
    Answer.objects.all().delete()
    Partnership.objects.filter(slug="brackenshire-together").update(name="Something else")
    Entity.objects.filter(slug="carers-alliance").update(name="Something else")
    said = run("--reset")
    assert "4 rounds" in said
    assert {slug: export_document(Assessment.objects.get(slug=slug)) for slug in SLUGS} == {
        slug: demo[slug].document for slug in SLUGS
    }
    assert Person.objects.filter(is_demo=True).count() == len(PEOPLE)
    assert Edition.objects.count() == 1


@pytest.mark.slow
def test_reset_leaves_others_alone(made):
    elsewhere = Partnership.objects.create(slug="elsewhere", name="Elsewhere Together")
    council = Entity.objects.get(slug="county-council")
    Membership.objects.create(partnership=elsewhere, entity=council)
    priya = Person.objects.get(email="priya.nandakumar@brackenshire.example")
    role = Role.objects.create(person=priya, partnership=elsewhere, entity=council, kind="facilitator")
    mine = Person.objects.create_user("me@example.org", name="Myself")
    run("--reset")
    assert Entity.objects.get(slug="county-council") == council
    assert set(Role.objects.filter(person=priya).values_list("kind", "partnership__slug")) == {
        ("facilitator", "elsewhere"),
        ("facilitator", "brackenshire-together"),
    }
    assert Role.objects.filter(pk=role.pk).exists()
    assert Person.objects.filter(pk=mine.pk).exists()


@pytest.mark.slow
def test_removing_the_demo_leaves_nothing_of_it(made):
    remove_demo()
    for model in ALL_MODELS[1:]:
        assert not model.objects.exists(), model


@pytest.mark.slow
@pytest.mark.usefixtures("editions_can_change")
def test_the_command_loads_the_edition_itself(db):
    Edition.objects.get().questions.update(gate=None)
    for part in ("checks", "questions", "statements"):
        getattr(Edition.objects.get(), part).all().delete()
    Edition.objects.get().delete()
    said = run()
    assert Edition.objects.get().questions.count() == 119
    assert "Brackenshire Together: 6 bodies, 24 people, 4 rounds" in said
    assert "Early help 2026/27: open" in said


def test_the_command_refuses_where_the_demo_is_off(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="The demo is off"):
        run()
    assert not Person.objects.exists()


@pytest.mark.slow
def test_one_of_the_demo_people_who_was_forgotten_comes_back_with_a_reset_alone(made):
    josiah = Person.objects.get(name="Josiah Oyelaran")
    forget_person(josiah)
    assert make_demo().people == 0
    josiah.refresh_from_db()
    assert josiah.name == "a former board member of Brackenshire Carers' Alliance"
    remove_demo()
    make_demo()
    assert Person.objects.filter(name="Josiah Oyelaran").count() == 1
