"""The questionnaire without answers: every question once, what is asked and what is optional, gates, and no answer."""

import re
from datetime import date

import pytest
from django.urls import reverse

from assessments.models import Answer, Assessment, Participant
from framework_data.content import content_by_slug
from reports.blank import blank_of, blank_of_entity
from reports.pdf import blank_html_of
from tests.people import EDITION, cast
from tests.reports.rounds import told_round

pytestmark = pytest.mark.django_db


def a_round(**details):
    assessment = told_round(**details)
    return Assessment.objects.select_related("partnership", "edition").get(pk=assessment.pk)


def questions(part):
    return {question.code: question for statement in part.statements for question in statement.questions}


def test_the_whole_edition_is_asked_once_in_framework_order():
    (part,) = blank_of(a_round()).parts
    assert list(questions(part)) == list(content_by_slug(EDITION).question_by_code)
    assert not part.is_optional


@pytest.mark.parametrize(("body", "asked"), [("borough", 38), ("lead-council", 57)])
def test_a_body_reads_what_it_is_asked_first_and_all_else_as_optional(body, asked):
    own, views = blank_of_entity(a_round(), body).parts
    assert own.count == asked
    assert own.count + views.count == 119
    assert (own.is_optional, views.is_optional) == (False, True)
    assert not questions(own).keys() & questions(views).keys()


def test_a_gate_says_what_to_skip_and_what_follows_says_when():
    found = questions(blank_of(a_round()).parts[0])
    assert found["S2.1"].gate_notes == (
        "If N here, skip S2.2 and S2.4: they count as N too. If NA here, skip S2.2 and S2.4: they count as NA too.",
    )
    assert found["S2.2"].gate_notes == ("Skip this if S2.1 is N or NA.",)
    assert found["DEL4.6"].gate_notes == ("If X here, skip DEL4.7 and DEL4.8: they do not apply.",)
    assert found["DEL4.7"].gate_notes[0] == "Skip this if DEL4.6 is X."
    assert found["DEL4.8"].gate_notes == ("Skip this if DEL4.7 is N, NA or skipped.",)
    assert found["S2.3"].gate_notes == ()


def test_a_signal_is_ticked_y_or_x_and_needs_no_reason():
    found = questions(blank_of(a_round()).parts[0])
    assert [option.code for option in found["DEL4.6"].choices] == ["Y", "X"]
    assert not found["DEL4.6"].has_not_applicable
    assert [option.code for option in found["S1.1"].choices] == ["F", "L", "P", "N", "NA"]


def test_a_body_reads_its_own_date_where_a_year_end_sets_one():
    assessment = a_round()
    Participant.objects.filter(entity__slug="borough").update(year_end="06-30")
    Assessment.objects.filter(pk=assessment.pk).update(period_start=date(2025, 4, 1), period_end=date(2026, 3, 31))
    assessment.refresh_from_db()
    own, views = blank_of_entity(assessment, "borough").parts
    assert "31 December 2025" in {question.due for part in (own, views) for question in questions(part).values()}
    assert {question.due for question in questions(blank_of(assessment).parts[0]).values()} == {""}


@pytest.mark.parametrize("state", ["open", "consensus", "signed_off"])
def test_it_holds_nothing_that_anybody_answered(state):
    assessment = a_round(state=state)
    before = [blank_html_of(blank_of(assessment)), blank_html_of(blank_of_entity(assessment, "borough"))]
    assert "note-of" not in "".join(before)
    Answer.objects.all().delete()
    assert [blank_html_of(blank_of(assessment)), blank_html_of(blank_of_entity(assessment, "borough"))] == before


def test_every_question_has_a_box_for_each_answer():
    html = blank_html_of(blank_of(a_round()))
    whole = sum(len(question.options) for question in content_by_slug(EDITION).question_by_code.values())
    assert html.count('class="box"') == whole
    assert len(re.findall("<h4>", html)) == 119


def test_what_people_type_stays_text():
    assessment = a_round()
    Assessment.objects.filter(pk=assessment.pk).update(title="<img src=x> round", scope="{{ blank }}")
    assessment.refresh_from_db()
    html = blank_html_of(blank_of(assessment))
    assert "<img" not in html
    assert "&lt;img src=x&gt; round" in html
    assert "{{ blank }}" in html


def test_the_file_says_whose_questionnaire_it_is(client, papers_unrendered):
    assessment, people = a_round(state="open"), cast()
    client.force_login(people.respondent)
    response = client.get(reverse("entity_blank_pdf", args=[assessment.slug, "borough"]))
    assert response["Content-Disposition"] == 'attachment; filename="marrowdale-told-round-borough-blank-open.pdf"'
    page = client.get(reverse("questionnaire", args=[assessment.slug, "borough"])).content.decode()
    assert reverse("entity_blank_pdf", args=[assessment.slug, "borough"]) in page
