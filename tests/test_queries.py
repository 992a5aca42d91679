"""Queries do not grow with bodies, rounds or partnerships: counted on every page, small and large, and found equal."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.access import visit
from assessments.actions.agreeing import Agreement, draft_agreed_answer
from assessments.actions.sessions import Seat, add_session, keep_attendance
from assessments.consensus_live import seen_now
from assessments.models import Assessment, Participant
from partnerships.models import Entity, Membership, Partnership, Person, Role
from reports.models import StoredReport
from tests.people import a_person, a_round, everything, follow, seat
from tests.sealing import signed_off

MOST = 20
MOST_TO_FOLLOW = 5
"""Session, person, round, roles, and the newest act: asked every two seconds by every browser that follows."""
PAGES_OF_A_ROUND = {
    "draft": ("round_check", "round_participants", "round_set_up"),
    "open": ("progress", "reveal", "round_participants", "remind", "history"),
    "consensus": (
        "consensus",
        "sessions",
        "results",
        "result_json",
        "next_round",
        "sign_off",
        "seal",
        "history",
        "redact",
    ),
}
PAGES_OF_A_SIGNED_OFF_ROUND = ("consensus", "results", "result_json", "seal", "reopen")
PAGES_OF_A_BODY = ("questionnaire", "submit", "reply", "entity_results", "entity_result_json")
PAGES_OF_A_STATEMENT = ("statement", "statement_level")


def bodies(count):
    return {f"body-{n:02}": (f"Body {n:02}", "charity", "03-31") for n in range(count)}


def a_round_of(count, slug, state):
    named = bodies(count)
    answers = {body: everything(but={"S2.1": "P", "DAT1.1": "NA"}) for body in named}
    agreed = everything("L", respondents=("organisation",))
    return a_round(
        slug, state=state, bodies=named, participation={}, answers=answers, agreed=agreed, submitted=state != "open"
    )


def everybody():
    """One person with every role at the lead, so that nothing of a page stays unread for lack of permission."""
    person = a_person("Ever Ybody")
    for kind in ("facilitator", "respondent", "approver", "board_member", "finance_lead"):
        seat(person, kind, "body-00", office="chair" if kind == "board_member" else "")
    return person


def queries(client, name, *arguments):
    address = reverse(name, args=arguments)
    client.get(address)  # the edition is read once per process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.slow
@pytest.mark.django_db
def test_no_page_of_a_round_grows_with_its_bodies(client):
    found = {}
    for count in (2, 40):
        before = a_round_of(count, f"before-{count}", "signed_off")
        a_round_of(count, f"draft-{count}", "draft")
        for state in ("open", "consensus"):
            follow(a_round_of(count, f"{state}-{count}", state), before)
        if count == 2:
            client.force_login(everybody())
        counts = {}
        for state, names in PAGES_OF_A_ROUND.items():
            counts |= {f"{name} {state}": queries(client, name, f"{state}-{count}") for name in names}
            if state == "draft":
                continue
            body = (f"{state}-{count}", "body-00")
            counts |= {f"{name} {state}": queries(client, name, *body) for name in PAGES_OF_A_BODY}
            counts |= {f"{name} {state}": queries(client, name, *body, "S2") for name in PAGES_OF_A_STATEMENT}
        counts |= in_consensus(client, f"consensus-{count}")
        for name in ("partnership_history", "retention"):
            counts[name] = queries(client, name, "marrowdale")
        counts |= {name: queries(client, name, "marrowdale") for name in ("partnership", "bodies", "round_new")}
        counts["body_succession"] = queries(client, "body_succession", "marrowdale", "body-00")
        counts["your_work"] = queries(client, "your_work")
        found[count] = counts
    assert found[2] == found[40]
    assert max(found[40].values()) <= MOST


def in_consensus(client, slug):
    """The board's pages, with a draft and a session to show, and the two answers to a browser that follows."""
    person = Person.objects.get(name="Ever Ybody")
    draft_agreed_answer(visit(person, slug), agreement=Agreement("S2.1", "L", "A thought"))
    session = add_session(visit(person, slug), held_on=date(2026, 6, 16))
    seats = [Seat(participant.entity.slug, post="Clerk") for participant in visit(person, slug).participants]
    keep_attendance(visit(person, slug), session=session, seats=seats, revision=1)
    return {
        "consensus_statement": queries(client, "consensus_statement", slug, "S2"),
        "consensus_live": queries(client, "consensus_live", slug, "S2"),
        "consensus_live, nothing new": queries_when_nothing_is_new(client, slug),
        "session": queries(client, "session", slug, "2026-06-16"),
    }


def queries_when_nothing_is_new(client, slug):
    seen = seen_now(visit(Person.objects.get(name="Ever Ybody"), slug))
    with CaptureQueriesContext(connection) as captured:
        address = reverse("consensus_live", args=[slug, "S2"])
        assert client.get(address, {"seen": seen}).status_code == 204
    assert len(captured) <= MOST_TO_FOLLOW
    return len(captured)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_signed_off_round_costs_one_query_for_its_seal_whatever_its_bodies(client):
    found = {}
    for count in (2, 40):
        slug = f"sealed-{count}"
        assessment = a_round_of(count, slug, "consensus")
        if count == 2:
            client.force_login(person := everybody())
        pages = ("consensus", "results", "result_json")
        body = [(name, slug, "body-00") for name in PAGES_OF_A_BODY] + [("statement", slug, "body-00", "S2")]
        asked = [*((name, slug) for name in pages), ("consensus_statement", slug, "S2"), *body]
        before = {each[0]: queries(client, *each) for each in asked}
        signed_off(assessment, person)
        after = {each[0]: queries(client, *each) for each in asked}
        assert all(after[name] <= before[name] + 1 for name in before), (before, after)
        found[count] = after | {name: queries(client, name, slug) for name in PAGES_OF_A_SIGNED_OFF_ROUND}
    assert found[2] == found[40]
    # The seal's own page reads the seals, the edition and the whole round to compare them.
    assert max(count for name, count in found[40].items() if name != "seal") <= MOST
    assert found[40]["seal"] <= MOST + 10


@pytest.mark.slow
@pytest.mark.django_db
def test_no_list_grows_with_rounds_or_partnerships(client):
    template = a_round_of(2, "round-0", "open")
    client.force_login(person := everybody())
    found = {}
    for rounds, partnerships in ((3, 2), (300, 40)):
        more_rounds(template, rounds)
        more_partnerships(person, template, partnerships)
        found[rounds] = {
            "your_work": queries(client, "your_work"),
            "partnership": queries(client, "partnership", "marrowdale"),
            "retention": queries(client, "retention", "marrowdale"),
            "questionnaire": queries(client, "questionnaire", "round-0", "body-00"),
            "statement": queries(client, "statement", "round-0", "body-00", "S2"),
        }
    # Fewer where the ten rounds of the first page are all open: then none of them waits for the chair.
    assert all(found[300][name] <= found[3][name] for name in found[3]), found
    assert max(found[300].values()) <= MOST


def more_rounds(template, count):
    """Copies of a round until its partnership has `count`, in all states from open on."""
    states = ("open", "consensus", "signed_off")
    have = Assessment.objects.filter(partnership=template.partnership).count()
    new = Assessment.objects.bulk_create(
        Assessment(
            slug=f"round-{number}",
            partnership=template.partnership,
            edition=template.edition,
            title=f"Round {number}",
            scope="Everything",
            scope_agreed_on=date(2025, 1, 1),
            period_start=date(2025, 1, 1),
            period_end=date(2025, 12, 31),
            state=states[number % 3],
            lead=template.lead,
        )
        for number in range(have, count)
    )
    Participant.objects.bulk_create(
        Participant(
            assessment=assessment,
            entity=participant.entity,
            order=participant.order,
            name=participant.name,
            kind=participant.kind,
            participation="participating",
        )
        for assessment in new
        for participant in template.participants.select_related("entity")
    )


def more_partnerships(person, template, count):
    """Partnerships in which the same person answers for the same body, each with an open round."""
    entity = Entity.objects.get(slug="body-00")
    for number in range(Partnership.objects.count(), count):
        partnership = Partnership.objects.create(slug=f"partnership-{number}", name=f"Partnership {number}")
        Membership.objects.create(partnership=partnership, entity=entity)
        Role.objects.create(person=person, partnership=partnership, entity=entity, kind="respondent")
        assessment = Assessment.objects.create(
            slug=f"of-partnership-{number}",
            partnership=partnership,
            edition=template.edition,
            title="A round",
            scope="Everything",
            scope_agreed_on=date(2025, 1, 1),
            period_start=date(2025, 1, 1),
            period_end=date(2025, 12, 31),
            state="open",
            lead=entity,
        )
        Participant.objects.create(
            assessment=assessment,
            entity=entity,
            order=0,
            name=entity.name,
            kind=entity.kind,
            participation="participating",
        )


MOST_FROM_STORE = 9
"""Session, person, round, roles; the seal or the successions; the report; what was done since."""


@pytest.mark.slow
@pytest.mark.django_db
def test_a_stored_report_costs_the_same_few_queries_whatever_its_bodies(
    client, papers_unrendered, django_capture_on_commit_callbacks
):
    found = {}
    for count in (2, 40):
        assessment = follow(
            a_round_of(count, f"stored-{count}", "consensus"), a_round_of(count, f"past-{count}", "open")
        )
        if count == 2:
            client.force_login(person := everybody())
        counts = {}
        for state in ("consensus", "signed_off"):
            if state == "signed_off":
                signed_off(assessment, person)
            for name, *place in (("", assessment.slug), ("entity_", assessment.slug, "body-00")):
                with django_capture_on_commit_callbacks(execute=True):
                    client.post(reverse(f"{name}report_making", args=[*place, "pdf"]))
                counts |= {
                    (page, state): queries(client, *page)
                    for page in ((f"{name}report_pdf", *place), (f"{name}results", *place))
                }
        assert StoredReport.objects.filter(status="done").exists()
        found[count] = list(counts.values())
    assert found[2] == found[40]
    assert max(found[40][::2]) <= MOST_FROM_STORE
