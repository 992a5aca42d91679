"""Movement since the round before on pages and papers: for whom, between which rounds, and what is said with it."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.models import Answer, Assessment, Participant
from partnerships.models import Entity, Succession
from reports.building import entity_report, operators_report, partnership_report
from reports.pdf import html_of
from tests.people import PUBLISHED, cast, follow
from tests.reports.rounds import told_round

pytestmark = pytest.mark.django_db
NOT_YET = "Not yet at Securing Stewardship"
FULL = "Enabling Transformation"


def two_rounds(*, before="signed_off", now="consensus", then=None, but=None, submitted=True):
    """All in place in both rounds but what `then` and `but` say: body -> question -> value."""
    earlier = told_round("round-before", state=before, but=then or {"trust": {"S2.1": "N"}}, submitted=submitted)
    return earlier, follow(told_round(state=now, but=but, submitted=now != "open"), earlier)


def words(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def section(client, person, name, *args):
    """The part of the page that tells the movement; empty where there is none."""
    client.force_login(person)
    page = words(client.get(reverse(name, args=args)))
    _, _, rest = page.partition('<section aria-labelledby="movement">')
    return rest.partition("</section>")[0]


def levels(told):
    return {row.name: (row.own.before.words, row.own.now.words, row.own.words) for row in told.dimensions}


def statements(told):
    return {row.code: (row.own.words, row.beside) for group in told.groups for row in group.rows}


# --- The partnership's --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["chair", "facilitator", "respondent", "auditor", "viewer"])
def test_every_edition_shows_the_partnerships_movement(client, who):
    two_rounds(before=PUBLISHED, now=PUBLISHED)
    told = section(client, getattr(cast(), who), "results", "told-round")
    assert "Movement since Round before" in told
    assert "Not like for like" not in told
    assert f'data-label="Then">{NOT_YET}</td><td role="cell" class="govuk-table__cell" data-label="Now">' in told
    assert '<span class="moved__sign" aria-hidden="true">+</span> Up' in told
    assert '<span class="moved__sign" aria-hidden="true">=</span> The same' in told
    assert "The partnership</th>" not in told


def test_dimensions_come_first_then_statements_in_the_order_of_the_matrix():
    two_rounds()
    told = partnership_report(visit(cast().chair, "told-round")).movement
    assert levels(told) == {
        "Strategy": (NOT_YET, FULL, "Up"),
        "Delivery": (FULL, FULL, "The same"),
        "Data": (FULL, FULL, "The same"),
    }
    assert [group.name for group in told.groups] == ["Getting Started", "Strategy", "Delivery", "Data"]
    assert [row.code for row in told.groups[1].rows] == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert {code: moved for code, (moved, _) in statements(told).items() if moved != "The same"} == {"S2": "Up"}


def test_what_fell_is_told_in_the_same_voice(client):
    two_rounds(then={"trust": {"DEL2.2": "F"}}, but={"trust": {"DEL2.2": "P"}})
    told = section(client, cast().chair, "results", "told-round")
    assert '<span class="moved__sign" aria-hidden="true">−</span> Down' in told
    assert "red" not in told


def test_missing_answers_leave_it_open(client):
    two_rounds()
    Answer.objects.filter(participant__assessment__slug="told-round", question__code="S2.1").first().delete()
    told = section(client, cast().chair, "results", "told-round")
    assert "Cannot be said: answers are missing" in told


def test_not_applicable_is_not_compared():
    not_applicable = {body: {"DAT1.1": "NA"} for body in ("lead-council", "borough", "trust")}
    two_rounds(then=not_applicable)
    told = partnership_report(visit(cast().chair, "told-round")).movement
    assert statements(told)["DAT1"][0] == "Cannot be said: not applicable then or now"


# --- A body's -----------------------------------------------------------------------------------------------------


def test_a_bodys_own_movement_stands_beside_the_partnerships(client):
    two_rounds(then={"trust": {"S2.1": "N"}, "borough": {"DEL2.2": "P"}}, but={"trust": {"S2.3": "P"}})
    people = cast()
    told = entity_report(visit_to_entity(people.respondent, "told-round", "borough")).movement
    assert levels(told)["Delivery"] == ("Securing Stewardship", FULL, "Up")
    assert levels(told)["Strategy"] == (FULL, FULL, "The same")
    assert {row.name: row.beside for row in told.dimensions} == {
        "Strategy": f"Up. Then: {NOT_YET}. Now: Securing Stewardship",
        "Delivery": f"Up. Then: Securing Stewardship. Now: {FULL}",
        "Data": f"The same: {FULL}",
    }
    assert statements(told)["S2"] == ("The same", "Up. Then: Partly in place. Now: Largely in place")
    page = section(client, people.respondent, "entity_results", "told-round", "borough")
    assert "The partnership</th>" in page


def test_a_body_that_was_not_there_reads_the_partnerships_movement_alone(client):
    earlier, _ = two_rounds()
    Participant.objects.filter(assessment=earlier, entity__slug="borough").delete()
    told = section(client, cast().respondent, "entity_results", "told-round", "borough")
    assert "Tansy Borough Council was not part of Round before, so its own result is not compared." in told
    assert f'data-label="Then">{NOT_YET}' in told
    assert "Took part only now: Tansy Borough Council." in told


def test_what_a_body_did_not_submit_last_time_is_not_compared(client):
    earlier, _ = two_rounds()
    Participant.objects.filter(assessment=earlier, entity__slug="borough").update(submitted_at=None)
    told = section(client, cast().respondent, "entity_results", "told-round", "borough")
    assert "Tansy Borough Council gave no answers that count in Round before" in told


def succeed(*predecessors, successor="borough", on=date(2025, 4, 1)):
    for slug in predecessors:
        old, new = Entity.objects.get(slug=slug), Entity.objects.get(slug=successor)
        Succession.objects.create(predecessor=old, successor=new, took_over_on=on)


def test_the_result_of_the_one_body_it_took_over_from_stands_for_it_and_is_named(client):
    earlier, later = two_rounds()
    Participant.objects.filter(assessment=earlier, entity__slug="borough").delete()
    Participant.objects.filter(assessment=later, entity__slug="trust").update(participation="declined")
    succeed("trust")
    people = cast()
    told = section(client, people.respondent, "entity_results", "told-round", "borough")
    assert "Tansy Borough Council took over from Marrowdale Health Trust, whose result stands here for" in told
    assert "Tansy Borough Council took over from Marrowdale Health Trust.</li>" in told
    report = entity_report(visit_to_entity(people.respondent, "told-round", "borough"))
    assert levels(report.movement)["Strategy"] == (NOT_YET, FULL, "Up")


def test_several_predecessors_make_no_result_to_compare_with(client):
    earlier, _ = two_rounds()
    Participant.objects.filter(assessment=earlier, entity__slug="borough").delete()
    succeed("trust", "lead-council")
    told = section(client, cast().respondent, "entity_results", "told-round", "borough")
    assert "took over from Marrowdale Council and Marrowdale Health Trust. Several results do not make one" in told


def test_a_take_over_of_tomorrow_is_none():
    earlier, _ = two_rounds()
    Participant.objects.filter(assessment=earlier, entity__slug="borough").delete()
    succeed("trust", on=timezone.localdate() + timedelta(days=1))
    told = entity_report(visit_to_entity(cast().respondent, "told-round", "borough")).movement
    assert "was not part of" in told.remarks[0]


# --- Before the reveal --------------------------------------------------------------------------------------------


def test_before_the_reveal_a_body_compares_its_own_answers_alone_in_both_rounds(client):
    two_rounds(now="open", then={"borough": {"S2.1": "N"}, "trust": {"DEL1.1": "N"}})
    people = cast()
    told = section(client, people.respondent, "entity_results", "told-round", "borough")
    assert "Both rounds are worked out from your own answers and views alone." in told
    assert "The partnership</th>" not in told
    report = entity_report(visit_to_entity(people.respondent, "told-round", "borough"))
    # What others answered counts as missing on both sides, so most of it stays open.
    assert levels(report.movement)["Strategy"] == (
        NOT_YET,
        f"{NOT_YET}, up to {FULL}",
        "Cannot be said: answers are missing",
    )
    assert statements(report.movement)["S2"][0] == "Up"
    assert statements(report.movement)["DEL1"][0] == "The same"


def test_before_the_reveal_nothing_of_others_or_of_the_partnership_moves_a_bodys_page(client):
    earlier, later = two_rounds(now="open")
    people = cast()
    first = section(client, people.respondent, "entity_results", "told-round", "borough")
    others = Answer.objects.filter(participant__assessment__in=[earlier, later])
    others.exclude(participant__entity__slug="borough").update(value="N", note="quincunx")
    earlier.agreed_answers.update(value="N", rationale="quincunx")
    assert section(client, people.respondent, "entity_results", "told-round", "borough") == first
    assert "quincunx" not in first
    assert "Statement" in first


def test_before_the_reveal_who_else_takes_part_is_no_difference(client):
    _, later = two_rounds(now="open")
    Participant.objects.filter(assessment=later, entity__slug="trust").update(participation="declined")
    assert "Not like for like" not in section(client, cast().respondent, "entity_results", "told-round", "borough")


def test_a_body_without_answers_last_time_is_told_so_before_the_reveal(client):
    earlier, _ = two_rounds(now="open")
    Participant.objects.filter(assessment=earlier, entity__slug="borough").delete()
    told = section(client, cast().respondent, "entity_results", "told-round", "borough")
    assert "was not part of Round before" in told
    assert "<table" not in told


@pytest.mark.parametrize("who", ["respondent", "approver"])
@pytest.mark.parametrize("now", ["open", "consensus", "signed_off"])
def test_no_page_of_a_body_holds_what_others_wrote_last_time(client, who, now):
    earlier, _ = two_rounds(now=now)
    others = Answer.objects.filter(participant__assessment=earlier).exclude(participant__entity__slug="borough")
    others.update(note="quincunx", evidence="https://quincunx.example.org", reason="quincunx")
    person = getattr(cast(), who)
    client.force_login(person)
    report = entity_report(visit_to_entity(person, "told-round", "borough"), in_full=True)
    for text in (html_of(report), report.json):
        assert "quincunx" not in text
    for name, args in (("entity_results", ["borough"]), ("results", [])):
        assert "quincunx" not in client.get(reverse(name, args=["told-round", *args])).content.decode()


# --- Which round before -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["draft", "open"])
def test_a_round_before_that_is_not_revealed_shows_nothing(client, state):
    two_rounds(before=state)
    people = cast()
    assert section(client, people.chair, "results", "told-round") == ""
    assert section(client, people.respondent, "entity_results", "told-round", "borough") == ""


def test_a_round_before_that_the_reader_may_not_read_shows_nothing(client):
    earlier, _ = two_rounds(before="consensus", now=PUBLISHED)
    people = cast()
    assert section(client, people.chair, "results", "told-round")
    for person in (people.viewer, people.auditor):
        assert section(client, person, "results", "told-round") == ""
    Assessment.objects.filter(pk=earlier.pk).update(state="signed_off")
    assert section(client, people.auditor, "results", "told-round")
    assert section(client, people.viewer, "results", "told-round") == ""
    assert section(client, people.chair, "public_edition", "told-round") == ""


def test_a_first_round_has_no_movement(client):
    told_round()
    people = cast()
    assert section(client, people.chair, "results", "told-round") == ""
    report = partnership_report(visit(people.chair, "told-round"), in_full=True)
    assert report.movement is None
    assert "Movement" not in html_of(report)


# --- Like for like ------------------------------------------------------------------------------------------------


def test_what_is_not_like_for_like_stands_above(client):
    earlier, later = two_rounds()
    Assessment.objects.filter(pk=later.pk).update(scope="Early help", lead=Entity.objects.get(slug="borough"))
    Participant.objects.filter(assessment=earlier, entity__slug="trust").update(participation="declined")
    told = section(client, cast().chair, "results", "told-round")
    above, _, table = told.partition("<table")
    assert "Not like for like:" in above
    for sentence in (
        "Scope: “Help at home, whole district” then, “Early help” now.",
        "Lead entity: Marrowdale Council then, Tansy Borough Council now.",
        "Took part only now: Marrowdale Health Trust.",
    ):
        assert f"<li>{sentence}</li>" in above
    assert "Moved" in table


def test_a_body_keeps_the_name_that_it_had_in_each_round(client):
    earlier, later = two_rounds()
    Participant.objects.filter(assessment=earlier, entity__slug="trust").update(name="Old Trust")
    Participant.objects.filter(assessment=later, entity__slug="trust").update(participation="declined")
    assert "Took part only then: Old Trust." in section(client, cast().chair, "results", "told-round")


def test_names_and_titles_are_escaped(client):
    earlier, _ = two_rounds()
    Assessment.objects.filter(pk=earlier.pk).update(title="<i>Before</i>", scope="<b>Scope</b>")
    told = section(client, cast().chair, "results", "told-round")
    assert "Movement since &lt;i&gt;Before&lt;/i&gt;" in told
    assert "“&lt;b&gt;Scope&lt;/b&gt;” then" in told


# --- On paper and in files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("now", ["open", "consensus"])
def test_page_and_paper_tell_the_same_figures(client, now):
    two_rounds(now=now)
    people = cast()
    found = visit_to_entity(people.respondent, "told-round", "borough")
    page, paper = entity_report(found), entity_report(found, in_full=True)
    assert page.movement == paper.movement
    text = " ".join(html_of(paper).split())
    assert "<h2>Movement since Round before</h2>" in text
    assert '<li data-target="#movement">' in text
    for row in paper.movement.dimensions:
        assert f"<td>{row.own.sign} {row.own.words}</td>" in text
        assert row.beside in text


def test_the_paper_says_what_is_not_like_for_like():
    _, later = two_rounds()
    Assessment.objects.filter(pk=later.pk).update(scope="Early help")
    report = partnership_report(visit(cast().chair, "told-round"), in_full=True)
    assert "<b>Not like for like:</b>" in html_of(report)


def test_the_figures_as_a_file_stay_as_they_are():
    _, later = two_rounds()
    person = cast().chair
    with_past = json.loads(partnership_report(visit(person, "told-round"), in_full=True).json)
    Assessment.objects.filter(pk=later.pk).update(previous=None)
    assert with_past == json.loads(partnership_report(visit(person, "told-round"), in_full=True).json)


def test_a_later_change_to_the_round_before_gives_the_paper_a_later_day():
    earlier, later = two_rounds()
    person = cast().chair
    in_a_week = timezone.now() + timedelta(days=7)
    Answer.objects.filter(participant__assessment=earlier).update(updated_at=in_a_week)
    report = partnership_report(visit(person, "told-round"), in_full=True)
    assert report.changed_on == timezone.localdate(in_a_week)
    Assessment.objects.filter(pk=later.pk).update(previous=None)
    assert partnership_report(visit(person, "told-round"), in_full=True).changed_on == timezone.localdate()


def test_an_operators_report_tells_the_movement_too():
    _, later = two_rounds(now="signed_off")
    later = Assessment.objects.select_related("partnership", "edition").get(pk=later.pk)
    assert levels(operators_report(later).movement)["Strategy"] == (NOT_YET, FULL, "Up")
    assert operators_report(later, "trust").movement.has_beside
