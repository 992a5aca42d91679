"""Your work, the partnership, the facilitator's progress page and the reveal."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.access import visit_to_entity
from assessments.actions.answering import Draft, save_answers, submit_answers
from assessments.models import Answer, Assessment, Participant
from partnerships.models import Entity, Membership, Partnership, Role
from tests.people import BODIES, a_person, a_round, cast, everything, seat

pytestmark = pytest.mark.django_db

WORK = "/"
PARTNERSHIP = "/partnerships/marrowdale/"
PROGRESS = "/assessments/first-round/progress/"
REVEAL = "/assessments/first-round/reveal/"


def text_of(client, person, address):
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def queries_of(client, person, address):
    text_of(client, person, address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def more_rounds(count, state="signed_off", start=2000):
    """Rounds made in bulk, as copies of the first in all but name."""
    first = Assessment.objects.get(slug="first-round")
    Assessment.objects.bulk_create(
        Assessment(
            slug=f"{state}-{number}",
            title=f"{state} {number}",
            partnership=first.partnership,
            edition=first.edition,
            scope=first.scope,
            scope_agreed_on=first.scope_agreed_on,
            period_start=date(start, 4, 1),
            period_end=date(start + 1, 3, 31),
            state=state,
            lead=first.lead,
        )
        for number in range(count)
    )
    bodies = list(Entity.objects.order_by("id"))
    Participant.objects.bulk_create(
        Participant(
            assessment=found, entity=body, order=order, name=body.name, kind=body.kind, participation="participating"
        )
        for found in Assessment.objects.exclude(pk=first.pk)
        for order, body in enumerate(bodies)
    )


# --- Your work ------------------------------------------------------------------------------------------------


def test_answers_due_wait_for_those_who_answer(client):
    a_round(answers={"borough": {"S2.1": "N"}})
    people = cast()
    page = text_of(client, people.respondent, WORK)
    assert "Answer for Tansy Borough Council" in page
    assert "3 of 38 answered" in page
    assert "Due by 31 May 2026" in page
    assert "0 of 57 answered" in text_of(client, people.lead_respondent, WORK)


def test_complete_answers_wait_for_an_approver(client):
    a_round(answers={"borough": everything()})
    people = cast()
    assert "Submit the answers of Tansy Borough Council" in text_of(client, people.approver, WORK)
    page = text_of(client, people.respondent, WORK)
    assert "The answers of Tansy Borough Council are complete" in page
    assert "An approver submits them" in page


def test_submitted_answers_wait_for_nobody(client):
    a_round(answers={"borough": everything()})
    people = cast()
    submit_answers(visit_to_entity(people.approver, "first-round", "borough"))
    assert "Nothing waits for you now." in text_of(client, people.approver, WORK)


def test_late_answers_wait_for_an_approver_alone(client):
    a_round(state="consensus", answers={"borough": everything()})
    people = cast()
    assert "Submit the late answers of Tansy Borough Council" in text_of(client, people.approver, WORK)
    assert "Nothing waits for you now." in text_of(client, people.respondent, WORK)


def test_an_open_round_waits_for_the_facilitator_with_a_count_of_bodies(client):
    a_round(answers={"borough": everything()})
    people = cast()
    submit_answers(visit_to_entity(people.approver, "first-round", "borough"))
    page = text_of(client, people.facilitator, WORK)
    assert "Follow the progress of First round" in page
    assert "1 of 3 bodies have submitted" in page


@pytest.mark.parametrize(("who", "waits"), [("facilitator", True), ("chair", True), ("finance_lead", False)])
def test_consensus_waits_for_those_who_may_agree(client, who, waits):
    a_round(state="consensus", submitted=True)
    assert ("Find consensus on First round" in text_of(client, getattr(cast(), who), WORK)) is waits


def test_another_partnerships_round_waits_for_nobody_here(client):
    a_round()
    people = cast()
    other = Partnership.objects.create(slug="elsewhere", name="Elsewhere Together")
    Assessment.objects.filter(slug="first-round").update(partnership=other)
    page = text_of(client, people.respondent, WORK)
    assert "Nothing waits for you now." in page
    assert "First round" not in page


def test_somebody_without_a_role_is_told_how_to_get_one(client):
    a_round()
    assert "You hold no role in a partnership yet." in text_of(client, cast().stranger, WORK)


def test_roles_and_newest_rounds_are_listed(client):
    a_round()
    people = cast()
    more_rounds(5)
    page = text_of(client, people.chair, WORK)
    assert "Chair, Marrowdale Council" in page
    assert page.count("Rounds of Marrowdale Together") == 1
    assert page.count('scope="row"') == 3
    assert "First round" in page


# --- The partnership ------------------------------------------------------------------------------------------


def test_members_see_who_takes_part_and_not_who_submitted(client):
    a_round(answers={"borough": everything()})
    people = cast()
    submit_answers(visit_to_entity(people.approver, "first-round", "borough"))
    page = text_of(client, people.lead_respondent, PARTNERSHIP)
    for text in ("Taking part", "Invited", "Declined", "No capacity this year", 'aria-current="step"'):
        assert text in page
    assert "ubmitted" not in page
    assert "Submitted" in text_of(client, people.facilitator, PARTNERSHIP)


def test_a_draft_is_listed_for_facilitators_alone(client):
    a_round(state="draft")
    people = cast()
    assert "First round" in text_of(client, people.facilitator, PARTNERSHIP)
    assert "First round" not in text_of(client, people.respondent, PARTNERSHIP)


def test_auditors_see_signed_off_rounds_and_viewers_published_ones_only(client):
    a_round()
    people = cast()
    more_rounds(2)
    Assessment.objects.filter(slug="signed_off-1").update(published_at=timezone.now())
    for address in (PARTNERSHIP, WORK):
        for person, is_told in ((people.auditor, True), (people.viewer, False)):
            page = text_of(client, person, address)
            assert ("signed_off 0" in page) is is_told
            assert "signed_off 1" in page
            assert "First round" not in page


def test_rounds_are_paged_by_twenty(client):
    a_round()
    people = cast()
    more_rounds(24)
    page = text_of(client, people.chair, PARTNERSHIP)
    assert page.count('scope="row"') == 20
    assert 'aria-label="Page 2"' in page
    assert text_of(client, people.chair, PARTNERSHIP + "?page=2").count('scope="row"') == 5


def test_a_partnership_without_rounds_names_its_bodies(client):
    a_round(state="draft")
    page = text_of(client, cast().respondent, PARTNERSHIP)
    assert "There is no round to show yet." in page
    assert "Marrowdale Council" in page


# --- Queries ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("address", [WORK, PARTNERSHIP])
@pytest.mark.parametrize("state", ["signed_off", "open", "consensus"])
def test_queries_do_not_grow_with_rounds(client, address, state):
    a_round(answers={"borough": {"S2.1": "F"}})
    people = cast()
    seat(people.approver, "board_member", "borough")
    seat(people.approver, "facilitator", "lead-council")
    more_rounds(3, state)
    few = queries_of(client, people.approver, address)
    Assessment.objects.filter(slug__startswith=state).delete()
    more_rounds(300, state)
    assert queries_of(client, people.approver, address) == few <= 20


@pytest.mark.slow
def test_queries_do_not_grow_with_partnerships(client):
    a_round()
    people = cast()
    few = queries_of(client, people.respondent, WORK)
    borough = Entity.objects.get(slug="borough")
    for number in range(40):
        other = Partnership.objects.create(slug=f"other-{number}", name=f"Other {number}")
        Membership.objects.create(partnership=other, entity=borough)
        Role.objects.create(person=people.respondent, partnership=other, entity=borough, kind="respondent")
    assert queries_of(client, people.respondent, WORK) == few <= 20


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "state"),
    [
        (PARTNERSHIP, "open"),
        (PROGRESS, "open"),
        (REVEAL, "open"),
        ("/assessments/first-round/consensus/", "consensus"),
        ("/assessments/first-round/consensus/S6/", "consensus"),
    ],
)
def test_queries_do_not_grow_with_bodies(client, address, state):
    counts = []
    for size in (2, 40):
        bodies = dict(list(BODIES.items())[:2])
        bodies |= {f"body-{number}": (f"Body {number}", "charity", "") for number in range(size - 2)}
        slug = "first-round" if size == 2 else "wide-round"
        answers = {body: {"S2.1": "F"} for body in bodies}
        a_round(slug, state=state, submitted=True, bodies=bodies, participation={}, answers=answers)
        if size == 2:
            facilitator = a_person("Fay Cilitator")
            seat(facilitator, "facilitator", "lead-council")
        counts.append(queries_of(client, facilitator, address.replace("first-round", slug)))
    assert counts[0] == counts[1] <= 20


# --- Progress and reveal -------------------------------------------------------------------------------------


def test_progress_counts_out_of_the_fixed_number_and_shows_nothing_else(client):
    a_round(answers={"borough": {"S2.1": "N"}, "lead-council": {"GS1.1": "F"}})
    people = cast()
    Answer.objects.update(note="a telling note")
    page = text_of(client, people.facilitator, PROGRESS)
    for text in ("3 of 38", "1 of 57", "1 of 7", "0 of 38", "Not submitted yet", "Invited"):
        assert text in page
    for secret in ("telling", "Securing Stewardship", "Fully in place"):
        assert secret not in page
    assert "Marrowdale Carers: declined" in page


def test_a_view_is_not_counted_as_progress(client):
    a_round(answers={"borough": {"S1.1": "F"}})
    page = text_of(client, cast().facilitator, PROGRESS)
    assert "1 of 38" not in page


def test_the_reveal_says_what_happens_to_whom_and_asks_first(client):
    a_round(answers={"borough": {"S2.1": "F"}})
    people = cast()
    page = text_of(client, people.facilitator, REVEAL)
    for text in ("Not submitted yet", "Tansy Borough Council", "Did not take part", "no way back", "Declined"):
        assert text in page
    assert Assessment.objects.get().state == "open"
    response = client.post(REVEAL)
    assert response.url == "/assessments/first-round/consensus/"
    assert Assessment.objects.get().state == "consensus"
    assert Participant.objects.get(entity__slug="trust").participation == "did_not_take_part"


@pytest.mark.parametrize("who", ["respondent", "approver", "chair", "finance_lead"])
def test_nobody_but_the_facilitator_reveals(client, who):
    a_round()
    client.force_login(getattr(cast(), who))
    assert client.post(REVEAL).status_code == 403
    assert Assessment.objects.get().state == "open"


def test_nobody_sees_another_bodys_words_before_the_reveal(client):
    a_round()
    people = cast()
    council = visit_to_entity(people.lead_respondent, "first-round", "lead-council")
    save_answers(
        council, drafts=[Draft("S2.1", "NA", note="secret", reason="secret", evidence="https://secret.example")]
    )
    for person in (people.facilitator, people.respondent, people.approver, people.chair, people.board_member):
        for address in (WORK, PARTNERSHIP, PROGRESS, REVEAL, "/assessments/first-round/consensus/"):
            client.force_login(person)
            assert "secret" not in client.get(address).content.decode()
