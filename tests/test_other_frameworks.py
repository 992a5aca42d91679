"""Frameworks of other shapes, brought in as files, serve for rounds, results and reports without a change of code."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from assessments.access import visit, visit_to_entity, visit_to_new_round
from assessments.actions import agreeing, answering, participating, revealing, setting_up
from assessments.actions.agreeing import Agreement
from assessments.actions.answering import Draft
from assessments.actions.trying import fill_trial
from assessments.models import Assessment
from assessments.round_facts import RoundFacts
from assessments.setting_up import candidates_for
from assessments.trying.access import trying
from framework_data.content import content_by_slug
from framework_data.fixture import fixture_text
from framework_data.models import Edition
from framework_data.workbook.writing import workbook_of
from reports.building import operators_report
from reports.formats import FORMATS
from reports.pdf import html_of
from tests.editions import an_editor, published
from tests.framework_data.small import large, odd, small
from tests.people import a_round, cast
from tests.sealing import signed_off

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SITE = "https://alps.example.org/"
FRAMEWORKS = {"small": small, "odd": odd, "large": large}


@pytest.fixture(params=FRAMEWORKS)
def edition(request, tmp_path):
    """Brought in as a workbook (odd) or a fixture, found in order, and published by two editors."""
    objects = FRAMEWORKS[request.param]()
    file = tmp_path / ("edition.xlsx" if request.param == "odd" else "edition.json")
    file.write_bytes(workbook_of(objects) if file.suffix == ".xlsx" else fixture_text(objects).encode())
    call_command("importedition", str(file), "--write", verbosity=0)
    call_command("checkframework", request.param)
    return published(Edition.objects.get(slug=request.param))


def values_of(content, respondent):
    return {q.code: "Y" if q.is_signal else "F" for q in content.framework.addressed_to(respondent)}


def answer(person, slug, body, values):
    found = visit_to_entity(person, slug, body)
    drafts = [Draft(code, value) for code, value in values.items()]
    saved = answering.save_answers(found, drafts=drafts)
    assert all(each.answer for each in saved.values())
    answering.submit_answers(visit_to_entity(person, slug, body))


def opened(people, edition):
    facts = RoundFacts(
        title="On another framework",
        scope="Everything",
        scope_agreed_on=date(2026, 3, 2),
        scope_agreed_by="the board",
        period_start=date(2026, 4, 1),
        period_end=date(2027, 3, 31),
        deadline=None,
        edition=edition.slug,
    )
    slug = setting_up.create_draft(visit_to_new_round(people.facilitator, "marrowdale"), facts=facts).slug
    found = visit(people.facilitator, slug)
    bodies, read = ["lead-council", "borough"], candidates_for(found).read
    setting_up.set_participants(found, bodies=bodies, lead="lead-council", read=read)
    setting_up.open_round(visit(people.facilitator, slug), site=SITE)
    return slug


@pytest.fixture
def people():
    a_round()
    return cast()


@pytest.fixture
def approver_of_the_lead(people):
    people.lead_respondent.roles.update(kind="approver")
    return people.lead_respondent


def look(client, person, *pages):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    found = []
    for name, *arguments in pages:
        response = client.get(reverse(name, args=arguments))
        assert response.status_code == 200, (name, arguments)
        found.append(response.content.decode())
    return found


def test_a_trial_from_the_first_answer_to_the_result(client, edition):
    editor, slug, content = an_editor(), edition.slug, content_by_slug(edition.slug)
    fill_trial(trying(editor, slug), whose=trying(editor, slug).names, value="F", keep=False)
    code = content.statements[0].code
    *_, results = look(
        client,
        editor,
        ("trial", slug),
        *(("trial_questionnaire", slug, whose) for whose in trying(editor, slug).names),
        *(("trial_statement", slug, whose, code) for whose in trying(editor, slug).names),
        ("trial_body_results", slug, "body-b"),
        ("trial_results", slug),
    )

    assert results.count(content.levels[-1].name) >= len(content.dimensions)
    assert ("Getting Started" in results) == bool(content.getting_started)


def test_a_round_from_set_up_to_report(client, edition, people, approver_of_the_lead, papers_unrendered):
    content = content_by_slug(edition.slug)
    slug = opened(people, edition)
    codes = [statement.code for statement in content.statements]
    participating.take_part(visit_to_entity(people.approver, slug, "borough"))
    map_of_statements, *_ = look(
        client,
        people.approver,
        ("questionnaire", slug, "borough"),
        *(("statement", slug, "borough", code) for code in codes[:3]),
        ("submit", slug, "borough"),
        ("entity_results", slug, "borough"),
    )
    assert all(level.name in map_of_statements for level in content.levels)

    answer(people.approver, slug, "borough", values_of(content, "entity"))
    mine = values_of(content, "entity") | values_of(content, "lead_entity")
    answer(approver_of_the_lead, slug, "lead-council", mine)
    revealing.reveal(visit(people.facilitator, slug))
    for code, value in values_of(content, "organisation").items():
        agreement = Agreement(code, value, "As discussed", {})
        agreeing.record_agreed_answer(visit(people.chair, slug), agreement=agreement)
    pages = [("consensus", slug), *(("consensus_statement", slug, code) for code in codes[:3]), ("results", slug)]
    *_, results = look(client, people.chair, *pages)
    for each in FORMATS.values():
        assert client.get(reverse(each.url_name, args=[slug])).status_code == 200
    signed_off(Assessment.objects.get(slug=slug), people.chair)

    highest = content.levels[-1].name
    assert results.count(highest) >= len(content.dimensions)
    paper = html_of(operators_report(Assessment.objects.get(slug=slug)))
    assert all(dimension.name in paper for dimension in content.dimensions)
    for told in (paper, results):
        assert ("Getting Started" in told) == bool(content.getting_started)
    assert all(statement.text in paper for statement in content.statements)
    sealed, results_after, _ = look(client, people.chair, ("seal", slug), ("results", slug), ("history", slug))
    assert "Seal 1" in sealed
    assert highest in results_after
