"""Last time, beside each question: a body's own answers of the round before, and never another body's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.last_time import counted_last_time, last_time
from assessments.models import Answer, Assessment, Participant
from framework_data.content import content_by_slug
from framework_data.models import Edition, Level, Question, Statement
from partnerships.models import Entity, Partnership, Succession
from tests.people import a_round, cast, everything, follow

pytestmark = pytest.mark.django_db

PAGE = "/assessments/first-round/entities/borough/statements/S2/"
SECRET = "quincunx"
ALL_IN = {"charity": "declined"}


def two_rounds(*, before=None, state="signed_off", now="open", submitted=True, agreed=None):
    """A round before with a secret in every text of the other bodies, and the round that follows it."""
    answers = {body: everything("P") for body in ("lead-council", "borough", "trust")}
    answers["lead-council"] |= everything("P", respondents=("lead_entity",))
    answers |= before or {}
    earlier = a_round(
        "round-before", state=state, answers=answers, submitted=submitted, participation=ALL_IN, agreed=agreed
    )
    others = Answer.objects.exclude(participant__entity__slug="borough")
    others.update(note=SECRET, reason=SECRET, evidence=f"https://{SECRET}.example.org/")
    of_body("borough").update(note="Our plan was a draft", evidence="https://borough.example.org/plan")
    return earlier, follow(a_round(state=now, participation=ALL_IN), earlier)


def of_body(body):
    return Answer.objects.filter(participant__entity__slug=body, participant__assessment__slug="round-before")


def said(people, codes=("S2.1",), body="borough"):
    return last_time(visit_to_entity(people.respondent, "first-round", body), codes)


def words(response):
    return " ".join(response.content.decode().split())


def page_of(client, person, address=PAGE):
    client.force_login(person)
    return words(client.get(address))


# --- What is shown ---------------------------------------------------------------------------------------------------


def test_the_bodys_own_answer_stands_beside_the_question(client):
    two_rounds()
    page = page_of(client, cast().respondent)
    assert page.count("Last time, in Round before: <strong>Partly in place</strong>") == 4
    assert "Our plan was a draft" in page
    assert 'href="https://borough.example.org/plan"' in page


def test_an_answer_that_followed_from_a_gate_says_so_whatever_was_recorded():
    two_rounds(before={"borough": everything("F")})
    of_body("borough").filter(question__code="S2.1").update(value="N")
    found = said(cast(), ("S2.1", "S2.2", "S2.3"))
    assert [(found[code][0].label, found[code][0].follows) for code in ("S2.1", "S2.2", "S2.3")] == [
        ("Not in place", ""),
        ("Not in place", "S2.1"),
        ("Fully in place", ""),
    ]
    assert found["S2.2"][0].note == ""


def test_a_gate_of_another_statement_is_heard():
    earlier, _ = two_rounds()
    visit_ = visit_to_entity(cast().lead_respondent, "first-round", "lead-council")
    of_body("lead-council").filter(question__code="DAT2.1").update(value="N")
    found = last_time(visit_, ("DAT5.2",))
    assert earlier.lead == visit_.participant.entity
    assert [(each.label, each.follows) for each in found.get("DAT5.2", ())] == [("Not in place", "DAT2.1")]


def test_not_applicable_comes_with_its_reason():
    two_rounds(before={"borough": everything("P", but={"DAT1.1": "NA"})})
    of_body("borough").filter(question__code="DAT1.1").update(reason="We keep no accounts")
    (answer,) = said(cast(), ("DAT1.1",))["DAT1.1"]
    assert (answer.label, answer.reason) == ("Not applicable to us", "We keep no accounts")


def test_a_note_without_an_answer_is_shown_as_one():
    two_rounds()
    of_body("borough").filter(question__code="S2.1").update(value="")
    (answer,) = said(cast())["S2.1"]
    assert (answer.label, answer.note) == ("No answer", "Our plan was a draft")


def test_the_cards_that_a_save_changes_keep_what_was_said_last_time(client):
    two_rounds(before={"borough": everything("L")})
    people = cast()
    client.force_login(people.respondent)
    for value in ("N", "F"):
        answer = Answer.objects.filter(participant__assessment__slug="first-round", question__code="S2.1").first()
        posted = {"question": "S2.1", "S2-1-value": value, "S2-1-revision": str(answer.revision if answer else 0)}
        page = words(client.post(PAGE, posted))
        assert 'id="S2-2"' in page
    assert "Last time, in Round before: <strong>Largely in place</strong>" in page


def test_it_is_shown_where_the_answers_are_only_read(client):
    two_rounds(now="consensus")
    people = cast()
    assert "Last time, in Round before" in page_of(client, people.respondent)


def test_texts_are_escaped(client):
    two_rounds()
    of_body("borough").update(note="<b>bold</b> & £")
    Assessment.objects.filter(slug="round-before").update(title="<i>Before</i>")
    page = page_of(client, cast().respondent)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; £" in page
    assert "<i>Before" not in page


# --- Another edition -----------------------------------------------------------------------------------------------


def another_edition():
    """A second edition in which S2.1 is asked in other words and S2.3 as before, and nothing else is asked."""
    old = Edition.objects.get()
    parts = {"levels": list(old.levels.all()), "dimensions": list(old.dimensions.all())}
    options = list(old.options.all())
    new = Edition.objects.get(pk=old.pk)
    new.pk, new.slug, new.label = None, "other-words", "Other words"
    new._state.adding = True
    new.save()
    kept = {}
    for name, rows in parts.items():
        for row in rows:
            kept[name, row.pk], row.pk, row.edition = row, None, new
            row._state.adding = True
            row.save()
    for row in options:
        row.pk, row.edition = None, new
        row._state.adding = True
        row.save()
    old_statement = Statement.objects.get(edition=old, code="S2")
    questions = list(Question.objects.filter(statement=old_statement, code__in=("S2.1", "S2.3")))
    statement = Statement.objects.get(pk=old_statement.pk)
    statement.pk, statement.edition = None, new
    statement.dimension = kept["dimensions", old_statement.dimension_id]
    statement.level = kept["levels", old_statement.level_id]
    statement._state.adding = True
    statement.save()
    for question in questions:
        question.pk, question.edition, question.statement, question.gate = None, new, statement, None
        question._state.adding = True
        if question.code == "S2.1":
            question.text = "Was there a plan at all?"
        question.save()
    return new


def test_where_the_edition_differs_the_same_code_is_found_and_other_words_are_named(client):
    earlier, _ = two_rounds()
    new = another_edition()
    assert Level.objects.filter(edition=new).count() == 3
    Assessment.objects.filter(pk=earlier.pk).update(edition=new)
    content = content_by_slug("other-words")
    old = content_by_slug("alps-2014-plain")
    for code in old.question_ids:
        rows = Answer.objects.filter(participant__assessment=earlier, question=old.question_ids[code])
        if code in content.question_ids:
            rows.update(question=content.question_ids[code])
        else:
            rows.delete()
    people = cast()
    found = said(people, ("S2.1", "S2.2", "S2.3"))
    assert {code: [(each.label, each.asked) for each in answers] for code, answers in found.items()} == {
        "S2.1": [("Partly in place", "Was there a plan at all?")],
        "S2.3": [("Partly in place", "")],
    }
    page = page_of(client, people.respondent)
    assert "Asked in other words then: “Was there a plan at all?”" in page


# --- Whose answers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("now", ["open", "consensus", "signed_off"])
def test_no_page_of_a_body_shows_what_another_body_said_last_time(client, now):
    two_rounds(now=now)
    people = cast()
    for person in (people.respondent, people.approver):
        client.force_login(person)
        for statement in content_by_slug("alps-2014-plain").statement_by_code:
            address = f"/assessments/first-round/entities/borough/statements/{statement}/?show=all"
            assert SECRET not in client.get(address).content.decode()


def test_the_page_of_another_body_stays_closed_to_them(client):
    two_rounds()
    client.force_login(cast().respondent)
    assert client.get(PAGE.replace("borough", "trust")).status_code == 404


def test_a_predecessors_answer_is_shown_under_its_name(client):
    two_rounds()
    trust, charity = (Entity.objects.get(slug=slug) for slug in ("trust", "charity"))
    Succession.objects.create(predecessor=trust, successor=charity, took_over_on=date(2025, 4, 1))
    Participant.objects.filter(assessment__slug="first-round", entity=charity).update(participation="participating")
    people = cast()
    people.respondent.roles.update(entity=charity)
    found = said(people, body="charity")
    assert [(each.who, each.label, each.note) for each in found["S2.1"]] == [
        ("Marrowdale Health Trust", "Partly in place", SECRET)
    ]
    page = page_of(client, people.respondent, PAGE.replace("borough", "charity"))
    assert "Marrowdale Health Trust answered in Round before: <strong>Partly in place</strong>" in page


def test_own_answers_stand_before_those_of_predecessors():
    two_rounds()
    lead, trust, borough = (Entity.objects.get(slug=slug) for slug in ("lead-council", "trust", "borough"))
    for predecessor in (lead, trust):
        Succession.objects.create(predecessor=predecessor, successor=borough, took_over_on=date(2025, 4, 1))
    found = said(cast())
    assert [each.who for each in found["S2.1"]] == ["", "Marrowdale Council", "Marrowdale Health Trust"]


def test_a_body_that_takes_over_tomorrow_reads_nothing_today():
    two_rounds()
    trust, borough = (Entity.objects.get(slug=slug) for slug in ("trust", "borough"))
    tomorrow = timezone.localdate() + timedelta(days=1)
    Succession.objects.create(predecessor=trust, successor=borough, took_over_on=tomorrow)
    assert [each.who for each in said(cast())["S2.1"]] == [""]


# --- When nothing is shown -------------------------------------------------------------------------------------------


def hidden(change):
    two_rounds()
    change()
    return said(cast())


@pytest.mark.parametrize("state", ["draft", "open"])
def test_a_round_before_that_is_not_revealed_shows_nothing(state):
    assert hidden(lambda: Assessment.objects.filter(slug="round-before").update(state=state)) == {}


def test_what_was_not_submitted_is_not_shown():
    assert hidden(lambda: Participant.objects.update(submitted_at=None)) == {}


def test_the_answers_of_a_body_that_declined_are_not_shown():
    assert hidden(lambda: Participant.objects.filter(entity__slug="borough").update(participation="declined")) == {}


def test_a_round_of_another_partnership_shows_nothing():
    def elsewhere():
        other = Partnership.objects.create(slug="elsewhere", name="Elsewhere")
        Assessment.objects.filter(slug="round-before").update(partnership=other)

    assert hidden(elsewhere) == {}


# --- In consensus ----------------------------------------------------------------------------------------------------

CONSENSUS = "/assessments/first-round/consensus/S2/"


def test_the_board_reads_what_counted_last_time(client):
    but = {"borough": everything("F", but={"S2.3": "L"}), "trust": everything("F"), "lead-council": everything("F")}
    two_rounds(before=but, now="consensus", agreed={"S2.1": "P"})
    page = page_of(client, cast().chair, CONSENSUS)
    assert page.count("Last time, in Round before: Fully in place") == 2
    assert "Last time, in Round before: Partly in place" in page
    assert "Last time, in Round before: Largely in place" in page
    assert SECRET not in page


def test_what_was_not_settled_last_time_is_not_told():
    two_rounds(now="consensus")
    of_body("trust").filter(question__code="S2.1").delete()
    of_body("borough").filter(question__code="S2.1").update(value="F")
    of_body("lead-council").filter(question__code="S2.1").update(value="F")
    counted = counted_last_time(visit(cast().chair, "first-round"))
    assert counted.of("S2.1") == ""
    assert counted.of("S2.3") == "Last time, in Round before: Partly in place"


def test_a_round_before_that_the_reader_may_not_read_tells_nothing(client):
    two_rounds(now="signed_off", state="consensus")
    people = cast()
    assert "Last time" in page_of(client, people.chair, CONSENSUS)
    assert "Last time" not in page_of(client, people.auditor, CONSENSUS)


# --- Queries ---------------------------------------------------------------------------------------------------------


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_last_time_costs_one_query_and_one_for_the_seal_and_none_without_a_round_before(client):
    _, later = two_rounds()
    client.force_login(cast().respondent)
    with_last_time = queries_of(client, PAGE)
    Assessment.objects.filter(pk=later.pk).update(previous=None)
    assert with_last_time == queries_of(client, PAGE) + 2
