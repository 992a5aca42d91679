"""What a Report holds, for whom, and what it must not hold."""

import json
from dataclasses import asdict, is_dataclass

import pytest

from assessments.access import visit, visit_to_entity
from assessments.interchange import as_text, result_document
from assessments.models import AgreedAnswer, Answer, Assessment, Participant
from framework_data.models import Question
from reports.building import entity_report, operators_report, partnership_report
from reports.pdf import html_of
from tests.people import BODIES, cast
from tests.reports.rounds import everywhere, large_round, note_of, of, told_round

pytestmark = pytest.mark.django_db
NAMES = {body: name for body, (name, _, _) in BODIES.items()}


def everything_in(report):
    """All that the report holds or tells, as one text."""
    told = [
        report.dimensions,
        report.matrix,
        report.summary,
        report.body_levels,
        report.partnership_levels,
        report.statements,
        report.left_out,
        report.worked,
        report.json,
        report.coverage,
        report.method,
        report.how_to_read,
        report.profiles,
        report.texts,
    ]
    return "\n".join(_text(each) for each in told)


def _text(part):
    if is_dataclass(part):
        return _text(list(vars(part).values()) if hasattr(part, "__dict__") else list(asdict(part).values()))
    if isinstance(part, dict):
        return "\n".join(f"{key} {_text(value)}" for key, value in part.items())
    if isinstance(part, (list, tuple)):
        return "\n".join(map(_text, part))
    return str(part)


def of_partnership(person, assessment):
    return partnership_report(visit(person, assessment.slug), in_full=True)


def of_body(person, assessment, body):
    return entity_report(visit_to_entity(person, assessment.slug, body), in_full=True)


# --- Editions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["chair", "board_member", "finance_lead", "facilitator", "auditor"])
def test_the_board_reads_every_bodys_answers_and_its_own_reasons(who):
    assessment, people = told_round(state="published"), cast()
    report = of_partnership(getattr(people, who), assessment)
    text = everything_in(report)
    assert report.audience.kind == "board"
    for body in ("lead-council", "borough", "trust"):
        assert note_of(body) in text
    assert "reasons-of-the-board" in text
    assert "dissent-of-trust" in text
    assert [profile.entity for profile in report.profiles] == [None, "lead-council", "borough", "trust"]


def test_a_respondent_reads_its_own_body_and_the_partnership():
    assessment, people = told_round(), cast()
    report = of_partnership(people.respondent, assessment)
    text = everything_in(report)
    assert report.audience.kind == "entity"
    assert note_of("borough") in text
    for other in (note_of("lead-council"), note_of("trust"), "reasons-of-the-board", "dissent-of-trust"):
        assert other not in text
    assert [profile.entity for profile in report.profiles] == [None, "borough"]
    assert [profile["entity"] for profile in report.document["profiles"]] == [None, "borough"]


def test_the_public_reads_levels_ratings_and_agreed_answers_alone():
    but = {"borough": {"DEL2.2": "P", "DAT1.1": "NA"}, "trust": {"DAT1.1": "N"}}
    assessment = told_round(state="published", but=but, agreed={"DAT6.1": "NA"})
    people = cast()
    report = of_partnership(people.viewer, assessment)
    text = everything_in(report)
    assert report.audience.kind == "public"
    hidden = ["note-of-", "reason-of-", "reasons-of-", "dissent-of-", NAMES["borough"], NAMES["trust"]]
    for private in hidden:
        assert private not in text
    assert [profile.entity for profile in report.profiles] == [None]
    assert report.body_levels == ()
    held = report.document["profiles"][0]["dimensions"]["DEL"]["held_back_by"]
    assert [question["entities"] for each in held for question in each["questions"]] == [[]]
    asked = {q.code for statement in report.statements for q in statement.questions}
    assert asked == set(report.texts.agreed)
    assert [(row.code, row.who, row.reason) for row in report.left_out] == [("DAT6.1", "The board", "")]


def test_the_public_is_not_told_what_the_lead_alone_answered():
    but = {"lead-council": {"DAT2.1": "P", "DEL2.1": "P"}, "borough": {"DEL2.2": "P"}}
    assessment = told_round(state="published", but=but)
    people = cast()
    public, board = of_partnership(people.viewer, assessment), of_partnership(people.chair, assessment)

    def questions(report, dimension):
        found = report.document["profiles"][0]["dimensions"][dimension]
        return [q["question"] for held in found["held_back_by"] for q in held["questions"]], found["shortest_way_up"]

    assert questions(board, "DAT")[0] == ["DAT2.1"]
    assert questions(board, "DAT")[1]
    assert questions(public, "DAT") == ([], [])
    assert questions(public, "DEL") == (["DEL2.2"], [])
    assert "What leads to the next level is in the board's edition." in public.summary


def test_who_did_not_take_part_is_named_in_every_edition():
    assessment, people = told_round(state="published"), cast()
    for person in (people.chair, people.respondent, people.viewer):
        assert of_partnership(person, assessment).coverage == "3 of 4 entities: without Marrowdale Carers (declined)"


# --- One body --------------------------------------------------------------------------------------------------


def test_before_the_reveal_a_body_sees_itself_and_nothing_else():
    assessment, people = told_round(state="open"), cast()
    report = of_body(people.respondent, assessment, "borough")
    text = everything_in(report)
    assert report.is_blind
    assert report.partnership is None
    assert note_of("borough") in text
    for other in (note_of("lead-council"), note_of("trust"), "reasons-of-the-board", "dissent-of-trust"):
        assert other not in text
    for name in (NAMES["lead-council"], NAMES["trust"]):
        assert name not in text.replace(report.coverage, "")
    assert [profile.entity for profile in report.profiles] == ["borough"]
    assert report.document["participating"] == ["borough"]
    # It gave all 38 answers that it was asked for; of the other 81 questions 15 wait for a gate.
    assert (report.profile.missing, report.own_missing) == (66, 0)


def test_before_the_reveal_what_others_answer_moves_no_figure():
    assessment, people = told_round(state="open"), cast()
    before = of_body(people.respondent, assessment, "borough").json
    Answer.objects.exclude(participant__entity__slug="borough").update(value="N")
    AgreedAnswer.objects.all().update(value="N")
    assert of_body(people.respondent, assessment, "borough").json == before


def test_before_the_reveal_the_date_is_that_of_its_own_part():
    assessment, people = told_round(state="open"), cast()
    first = of_body(people.respondent, assessment, "borough").file_name("pdf")
    Answer.objects.exclude(participant__entity__slug="borough").update(updated_at="2031-02-03T10:00:00Z")
    Participant.objects.exclude(entity__slug="borough").update(submitted_at="2031-02-03T10:00:00Z")
    assert of_body(people.respondent, assessment, "borough").file_name("pdf") == first


def test_from_the_reveal_on_the_partnership_stands_beside_the_body():
    assessment, people = told_round(but={"trust": {"DEL2.2": "P"}}), cast()
    report = of_body(people.respondent, assessment, "borough")
    assert report.profile.dimension("DEL").floor == 3
    assert [beside for _, beside in report.panels] == [
        "Enabling Transformation",
        "Securing Stewardship",
        "Enabling Transformation",
    ]
    assert [column.heading for column in report.columns] == ["This entity", "Partnership"]


def test_a_body_that_has_not_submitted_is_said_to_count_as_missing():
    assessment, people = told_round(), cast()
    Participant.objects.filter(entity__slug="borough").update(submitted_at=None)
    own = of_body(people.respondent, assessment, "borough")
    assert not own.subject.has_submitted
    assert note_of("borough") not in everything_in(own)
    board = of_partnership(people.chair, assessment)
    assert [body.name for body in board.not_submitted] == ["Tansy Borough Council"]
    # It was asked 38 questions, 7 of which wait for a gate.
    assert board.profile.missing == 31
    assert note_of("borough") not in everything_in(board)


# --- What is told ------------------------------------------------------------------------------------------------


def question_in(report, code):
    return next(q for statement in report.statements for q in statement.questions if q.code == code)


def test_a_question_tells_who_answered_what_and_who_holds_a_view():
    assessment, people = told_round(but={"trust": {"DEL2.2": "P"}, "borough": {"S1.2": "N"}}), cast()
    report = of_partnership(people.chair, assessment)
    asked_of_each = question_in(report, "DEL2.2")
    assert asked_of_each.values[0].mark.code == "P"
    assert [(group.mark.code, group.bodies) for group in asked_of_each.groups] == [
        ("F", "Marrowdale Council; Tansy Borough Council"),
        ("P", "Marrowdale Health Trust"),
    ]
    assert [group.bodies for group in question_in(report, "DEL2.3").groups] == ["all 3 entities"]
    asked_of_the_lead = question_in(report, "S1.2")
    assert [(group.mark.code, group.bodies) for group in asked_of_the_lead.groups] == [
        ("F", "Marrowdale Council"),
        ("N", "view of Tansy Borough Council"),
    ]


def test_what_follows_from_a_closed_gate_says_so():
    assessment, people = told_round(but={"trust": {"S2.1": "N"}}), cast()
    question = question_in(of_partnership(people.chair, assessment), "S2.2")
    assert (question.values[0].mark.code, question.values[0].origin) == ("N", "follows from S2.1")
    assert question.groups[-1].bodies == "Marrowdale Health Trust (follows from S2.1)"


def test_a_missing_answer_is_not_told_as_not_in_place():
    assessment, people = told_round(), cast()
    Answer.objects.filter(participant__entity__slug="trust", question__code="DEL2.2").delete()
    report = of_partnership(people.chair, assessment)
    question = question_in(report, "DEL2.2")
    assert question.values[0].mark.words == "Not answered yet"
    assert [(g.mark.code, g.bodies) for g in question.groups][-1] == ("none", "Marrowdale Health Trust")
    held = report.dimensions[1].held_back_by[0]
    assert [(q.code, q.now.words, q.bodies) for q in held.questions] == [
        ("DEL2.2", "Not answered yet", "Marrowdale Health Trust")
    ]


def test_a_record_that_waits_for_its_gate_says_so():
    assessment, people = told_round(), cast()
    Answer.objects.filter(participant__entity__slug="trust", question__code="S2.1").delete()
    question = question_in(of_partnership(people.chair, assessment), "S2.2")
    assert "Marrowdale Health Trust (waits for S2.1)" in question.groups[0].bodies


def test_not_applicable_answers_are_listed_with_their_reasons():
    assessment, people = told_round(but={"trust": {"DAT1.1": "NA"}}, agreed={"DAT6.1": "NA"}), cast()
    rows = of_partnership(people.chair, assessment).left_out
    assert [(row.code, row.who, row.reason) for row in rows] == [
        ("DAT1.1", "Marrowdale Health Trust", "reason-of-trust"),
        ("DAT6.1", "The board", "reasons-of-the-board"),
    ]


def test_a_view_that_is_not_applicable_is_listed_as_a_view():
    assessment, people = told_round(but={"trust": {"DAT6.1": "NA", "DAT2.1": "NA"}}), cast()
    rows = of_partnership(people.chair, assessment).left_out
    assert [(row.code, row.who) for row in rows] == [
        ("DAT2.1", "Marrowdale Health Trust (view)"),
        ("DAT6.1", "Marrowdale Health Trust (view)"),
    ]


def test_what_a_gate_has_closed_is_not_listed_as_not_applicable():
    assessment, people = told_round(but={"trust": {"S2.1": "N"}}), cast()
    closed = Answer.objects.get(participant__entity__slug="trust", question__code="S2.3")
    Answer.objects.create(
        participant=closed.participant, question=Question.objects.get(code="S2.2"), value="NA", reason="Before S2.1"
    )
    assert of_partnership(people.chair, assessment).left_out == ()


@pytest.mark.parametrize(
    ("lows", "sums"),
    [
        (
            {"DEL2.2": "P"},
            "100 × 10 = 1,000 is more than 50 × 12 = 600, and not more than 85 × 12 = 1,020: largely in place.",
        ),
        ({"DEL2.1": "N", "DEL2.2": "N", "DEL2.3": "N", "DEL2.4": "N"}, "100 × 0 = 0 is not more than 15 × 12 = 180"),
        ({}, "and no answer is below largely in place: fully in place."),
    ],
)
def test_one_statement_is_worked_out(lows, sums):
    assessment, people = told_round(but={"trust": lows}, agreed=lows), cast()
    worked = of_partnership(people.chair, assessment).worked
    assert sums in worked.sentences[1]


def test_a_low_answer_keeps_a_high_sum_from_being_full():
    lows = {"S6.8": "N", "S5.1": "N", "S5.2": "N", "S5.3": "N", "S5.4": "N"}
    assessment, people = told_round(but={"lead-council": lows, "trust": lows, "borough": lows}, agreed=lows), cast()
    report = of_partnership(people.chair, assessment)
    assert report.profile.statement("S6").floor == "L"
    assert report.worked.code == "S5"


def test_the_stairs_fit_their_drawing():
    assessment, people = told_round(), cast()
    for dimension in of_partnership(people.chair, assessment).dimensions:
        for rung in dimension.rungs:
            assert rung.x >= 0 and rung.y >= 0 and rung.x + rung.width <= 100 and rung.y + rung.height <= 40


def test_state_words_say_what_is_signed_off_and_where():
    people = None
    for slug, details, words in (
        ("one", {"state": "consensus"}, "In consensus, not signed off"),
        ("two", {"state": "signed_off"}, "Signed off"),
        ("three", {"state": "signed_off", "imported": True}, "Signed off elsewhere, not verified here"),
    ):
        assessment = told_round(slug, **details)
        people = people or cast()
        report = of_partnership(people.chair, assessment)
        assert report.facts.state_words == words
        assert report.facts.is_draft == (slug == "one")


def test_the_day_of_signing_off_is_told():
    assessment, people = told_round(state="published"), cast()
    Assessment.objects.filter(pk=assessment.pk).update(signed_off_at="2026-07-01T23:30:00Z")
    assert of_partnership(people.chair, assessment).facts.state_words == "Signed off on 2 July 2026"


# --- Odd rounds ---------------------------------------------------------------------------------------------------


def test_a_dimension_that_does_not_apply_at_all():
    na = everywhere("DAT", "NA")
    bodies = {body: of(na, "entity") for body in ("borough", "trust")} | {
        "lead-council": of(na, "entity", "lead_entity")
    }
    assessment = told_round(but=bodies, agreed=of(na, "organisation"))
    report = of_partnership(cast().chair, assessment)
    data = report.dimensions[2]
    assert data.level == "Not yet at Securing Stewardship"
    assert data.why == "No statement of this dimension applies, so it has no level to reach."
    assert data.nothing_higher == "No higher level applies."
    assert "100 per cent" in data.not_applicable


def test_a_round_without_answers_has_every_level_open():
    assessment, people = told_round(), cast()
    Answer.objects.all().delete()
    AgreedAnswer.objects.all().delete()
    report = of_partnership(people.chair, assessment)
    assert {d.level for d in report.dimensions} == {"Not yet at Securing Stewardship, up to Enabling Transformation"}
    assert report.worked is not None
    assert everything_in(report)


def test_a_single_body():
    report = of_partnership_of_operator(large_round(1))
    assert report.coverage == "1 of 1 entity"
    assert report.dimensions[0].level == "Securing Stewardship"


def of_partnership_of_operator(assessment):
    return operators_report(Assessment.objects.select_related("partnership", "edition").get(pk=assessment.pk))


# --- Figures and files ----------------------------------------------------------------------------------------------


def test_the_boards_figures_are_those_of_the_command():
    assessment, people = told_round(but={"trust": {"DEL2.2": "P"}}), cast()
    report = of_partnership(people.chair, assessment)
    assert report.json == as_text(result_document(assessment))


def test_a_page_and_a_file_tell_the_same_levels():
    assessment, people = told_round(but={"trust": {"DEL2.2": "P"}}), cast()
    page = partnership_report(visit(people.chair, assessment.slug))
    paper = of_partnership(people.chair, assessment)
    assert page.dimensions == paper.dimensions
    assert page.body_levels == paper.body_levels
    assert page.summary == paper.summary
    floors = {code: d["floor"] for code, d in json.loads(paper.json)["profiles"][0]["dimensions"].items()}
    assert floors == {"S": 3, "DEL": 1, "DAT": 3}


def test_a_page_that_was_not_built_in_full_holds_no_texts():
    assessment, people = told_round(), cast()
    report = partnership_report(visit(people.chair, assessment.slug))
    with pytest.raises(ValueError, match="in full"):
        _ = report.statements


def test_the_file_name_says_whose_what_state_and_which_day():
    assessment, people = told_round(state="published"), cast()
    Answer.objects.all().update(updated_at="2030-03-30T23:30:00Z")
    AgreedAnswer.objects.all().update(updated_at="2030-03-31T23:30:00Z")
    assert of_partnership(people.chair, assessment).file_name("pdf") == (
        "marrowdale-told-round-board-signed-off-2030-04-01.pdf"
    )
    assert of_body(people.respondent, assessment, "borough").file_name("json") == (
        "marrowdale-told-round-borough-entity-signed-off-2030-04-01.json"
    )


def test_an_operator_computes_as_from_the_reveal_whatever_the_state():
    assessment = Assessment.objects.select_related("partnership", "edition").get(pk=told_round(state="open").pk)
    assert operators_report(assessment).profile.dimension("S").floor == 3
    own = operators_report(assessment, "borough")
    assert not own.is_blind
    assert own.partnership is not None
    with pytest.raises(LookupError, match="charity"):
        operators_report(assessment, "charity")


@pytest.mark.slow
def test_queries_do_not_grow_with_bodies(django_assert_max_num_queries):
    small, large, people = large_round(2, "round-of-2"), large_round(40, "round-of-40"), None
    counts = []
    for assessment in (small, large):
        people = people or cast()
        with django_assert_max_num_queries(20) as captured:
            everything_in(of_partnership(people.chair, assessment))
        counts.append(len(captured))
    assert counts[0] == counts[1]


# --- Many bodies -----------------------------------------------------------------------------------------------------


def test_where_most_of_many_agree_the_few_are_named():
    assessment = large_round(6)
    Answer.objects.filter(participant__order=2, question__code="S2.3").update(value="P")
    question = question_in(operators_report(assessment), "S2.3")
    name = assessment.participants.get(order=2).name
    found = [(group.mark.code, group.bodies) for group in question.groups]
    assert found == [("L", "the other 5 entities"), ("P", name)]
    assert question.strip is not None
    assert question.strip.title == f"Answers to S2.3. Largely in place: the other 5 entities; Partly in place: {name}."


def test_a_strip_is_drawn_only_where_bodies_differ():
    report = operators_report(large_round(6))
    assert [q.code for s in report.statements for q in s.questions if q.strip] == []
    assert report.how_to_read_strips == ""


def test_many_names_and_long_notes_get_rows_of_their_own():
    assessment = large_round(16)
    short = question_in(operators_report(assessment), "S2.3")
    assert not short.is_long
    Answer.objects.filter(participant__order=2, question__code="S2.3").update(note="long " * 200)
    assert question_in(operators_report(assessment), "S2.3").is_long


def test_many_bodies_that_hold_a_level_back_are_counted_in_the_table_and_named_below():
    assessment = large_round(16)
    Answer.objects.exclude(value__in="YX").update(value="F")
    Answer.objects.filter(participant__order__gt=6, question__code="S2.3").update(value="N")
    report = operators_report(assessment)
    (step,) = report.dimensions[0].steps
    assert step.many == f"{len(step.bodies.split('; '))} entities, named below"
    assert f"<b>S2.3, who moves:</b> {step.bodies}" in html_of(report)
