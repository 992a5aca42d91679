"""The report as tables: one row for each answer, with what kind it is, and only what the edition holds."""

from functools import cache

import pytest

from assessments.access import visit, visit_to_entity
from assessments.models import Answer, Assessment
from framework_data.models import Question
from reports import columns
from reports.building import entity_report, operators_report, partnership_report
from reports.tables import answers_in_one, tables_of
from tests.people import cast, follow
from tests.reports.rounds import told_round

pytestmark = pytest.mark.django_db

BUT = {
    "borough": {"S2.1": "N", "DAT1.1": "NA"},
    "trust": {"DEL2.2": "P", "S6.1": "L"},
}


def a_report():
    assessment = told_round(but=BUT, agreed={"DEL2.2": "L", "DEL4.6": "X"})
    own = Answer.objects.filter(participant__entity__slug="trust")
    own.filter(question__code="S4.1").delete()
    own.filter(question__code="DEL1.2").delete()
    own.filter(question__code="S1.1").delete()
    trust = own.first().participant
    Answer.objects.create(participant=trust, question=Question.objects.get(code="GS1.1"), note="Only a thought")
    return operators_report(Assessment.objects.select_related("partnership", "edition").get(pk=assessment.pk))


@cache
def report():
    """Made once for all tests that only read it: a Report needs no database any more."""
    return a_report()


def rows_of(name, of=None):
    table = next(table for table in tables_of(of or report()) if table.sheet.name == name)
    return [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows]


def row(question, body, of=None):
    found = [r for r in rows_of("Answers", of) if (r["question_code"], r["body_code"]) == (question, body)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("question", "body", "what", "value", "gate"),
    [
        ("S2.3", "borough", "answer", "F", None),
        ("S6.1", "trust", "view", "L", None),
        ("S2.2", "borough", "implied by a gate", "N", "S2.1"),
        ("S4.2", "trust", "waits for its gate", "F", "S4.1"),
        ("S4.1", "trust", "not answered yet", None, None),
        ("GS1.1", "trust", "note alone", None, None),
        ("DEL2.2", None, "agreed answer", "L", None),
        ("S2.1", None, "worked out", None, None),
        ("S2.2", None, "implied by a gate", None, "S2.1"),
        ("S4.1", None, "not answered yet", None, None),
    ],
)
def test_every_row_says_what_it_is(question, body, what, value, gate):
    found = row(question, body)
    assert (found["what"], found["value_code"], found["gate_code"]) == (what, value, gate)


def test_every_code_stands_beside_its_words():
    found = row("DAT1.1", "borough")
    assert (found["value_code"], found["value"]) == ("NA", "Not applicable")
    assert found["reason"] == "reason-of-borough"
    assert (found["body_code"], found["whose"]) == ("borough", "Tansy Borough Council")
    assert found["addressed_to"] == "For each entity"
    assert (found["dimension_code"], found["dimension"]) == ("DAT", "Data")
    assert (found["statement_level_number"], found["statement_level"]) == (1, "Securing Stewardship")
    assert found["statement_code"] == "DAT1"
    assert found["statement"]
    agreed = row("DEL2.2", None)
    assert (agreed["counts_as_code"], agreed["counts_because"]) == ("L", "agreed by the board")
    assert row("S2.2", None)["counts_because"] == "follows from S2.1"
    assert agreed["rationale"] == "reasons-of-the-board"


def test_a_body_that_was_not_asked_and_said_nothing_has_no_row():
    found = {(r["question_code"], r["body_code"]) for r in rows_of("Answers")}
    assert ("S6.2", "trust") not in found
    assert ("S6.2", None) in found


def test_dissent_is_told_by_name_and_note():
    told = [r["dissent"] for r in rows_of("Agreed answers") if r["dissent"]]
    assert told == ["Marrowdale Health Trust: dissent-of-trust"]


def test_levels_and_ratings_are_those_of_the_figures():
    document = report().document
    for profile in document["profiles"]:
        levels = [r for r in rows_of("Levels") if r["body_code"] == profile["entity"]]
        assert {
            r["dimension_code"]: (r["level_at_least_number"], r["level_up_to_number"], r["missing"]) for r in levels
        } == {code: (d["floor"], d["ceiling"], d["missing"]) for code, d in profile["dimensions"].items()}
        ratings = [r for r in rows_of("Ratings") if r["body_code"] == profile["entity"]]
        assert {
            r["statement_code"]: {"floor": r["rating_at_least_code"], "ceiling": r["rating_up_to_code"]}
            for r in ratings
        } == profile["statements"]


def test_the_first_sheet_says_the_rounds_facts():
    about = {r["item"]: r["value"] for r in rows_of("About")}
    assert about["State"] == "Draft: in consensus, not signed off"
    assert about["Draft"] == "yes"
    assert about["Period from"].isoformat() == "2025-04-01"
    assert about["Did not take part"] == "Marrowdale Carers (declined): No capacity this year"
    assert about["Rule"] == report().rule


def test_movement_says_where_it_is_not_like_for_like():
    earlier, later = told_round("earlier", state="signed_off"), told_round(but=BUT)
    follow(later, earlier)
    Assessment.objects.filter(pk=earlier.pk).update(scope="Something else")
    told = operators_report(Assessment.objects.select_related("partnership", "edition").get(pk=later.pk))
    table = next(table for table in tables_of(told) if table.sheet.name == "Movement")
    assert any(remark.startswith("Not like for like: ") for remark in table.remarks)
    moved = rows_of("Movement", told)
    assert [r["what_moved"] for r in moved].count("Level") == 3
    assert {r["statement_code"]: r["moved"] for r in moved}["S2"] == "Down"


def test_a_round_that_follows_none_has_no_sheet_of_movement():
    assert "Movement" not in [table.sheet.name for table in tables_of(report())]


# --- Editions ------------------------------------------------------------------------------------------------------


def names_of(found):
    return [column.name for column in found.columns]


def test_the_publics_tables_hold_no_single_body():
    assessment, people = told_round(state="published", but=BUT), cast()
    told = partnership_report(visit(people.viewer, assessment.slug), in_full=True)
    tables = {table.sheet.name: table for table in tables_of(told)}
    answers = rows_of("Answers", told)
    assert {r["body_code"] for r in answers} == {None}
    assert len(answers) == 119
    hidden = row("S2.3", None, told)
    assert (hidden["what"], hidden["counts_as_code"]) == ("not in this edition", None)
    shown = row("S6.1", None, told)
    assert (shown["what"], shown["value_code"], shown["counts_as_code"]) == ("agreed answer", "F", "F")
    private = {"reason", "note", "evidence", "rationale", "dissent", "at", "who_moves"}
    assert all(private.isdisjoint(names_of(table)) for table in tables.values())
    assert private.isdisjoint(names_of(answers_in_one(told)))
    text = repr([table.rows for table in tables.values()])
    for word in ("Health Trust", "note-of", "reason-of", "reasons-of-the-board", "dissent-of"):
        assert word not in text


def test_a_bodys_tables_hold_its_own_answers_and_what_counts_for_both():
    assessment, people = told_round(but=BUT), cast()
    told = entity_report(visit_to_entity(people.respondent, assessment.slug, "borough"), in_full=True)
    assert {r["body_code"] for r in rows_of("Answers", told)} == {None, "borough"}
    taken_over = row("S6.1", "borough", told)
    assert (taken_over["what"], taken_over["counts_as_code"]) == ("taken over", "F")
    assert row("S2.3", "borough", told)["counts_as_code"] == "F"
    assert {"rationale", "dissent"}.isdisjoint(names_of(answers_in_one(told)))
    assert "note-of-trust" not in repr([table.rows for table in tables_of(told)])


def test_before_the_reveal_a_bodys_tables_hold_nothing_of_others():
    assessment, people = told_round(state="open", but=BUT), cast()
    told = entity_report(visit_to_entity(people.respondent, assessment.slug, "borough"), in_full=True)
    assert {r["body_code"] for name in ("Levels", "Ratings", "Answers") for r in rows_of(name, told)} == {"borough"}
    assert "Took part" not in {r["item"] for r in rows_of("About", told)}
    assert row("S6.1", "borough", told)["what"] == "not answered yet"


def test_the_one_table_says_its_round_in_every_row():
    table = answers_in_one(report())
    assert names_of(table) == [column.name for column in columns.CSV]
    first = {row[: len(columns.ROUND)] for row in table.rows}
    assert len(first) == 1
    assert "Draft: in consensus, not signed off" in next(iter(first))
