"""Which lines of a history may be read: by state of the round, state of the body and kind of act."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.access import visit
from assessments.history_words import ALWAYS, ANSWERS, FROM_REVEAL, VERBS
from assessments.models import Assessment, Participant
from assessments.readable_history import events_of_partnership, of_body, of_kind, readable_events
from partnerships.history import record
from partnerships.models import Event
from tests.people import BODIES, a_person, a_round, seat

pytestmark = pytest.mark.django_db

# What the borough is in the round, and whether its answers count once the round is revealed.
BODY = {
    "submitted": ("participating", True, True),
    "late": ("participating", False, False),
    "declined": ("declined", False, False),
    "declined after submitting": ("declined", True, False),
    "never replied": ("did_not_take_part", False, False),
}
UNKNOWN = "something_nobody_thought_of"
HIDDEN, REVEALED = ("draft", "open"), ("consensus", "signed_off")


def borough_is(state):
    participation, is_submitted, _ = BODY[state]
    rows = Participant.objects.filter(assessment__slug="first-round", entity__slug="borough")
    rows.update(participation=participation, submitted_at=timezone.now() if is_submitted else None)


def a_round_in(state, body="submitted"):
    assessment = a_round(state=state, submitted=True)
    borough_is(body)
    person = a_person("Fay Cilitator")
    seat(person, "facilitator", "lead-council")
    return assessment, person


def wrote(assessment, verb, entity="", subject="S2.1"):
    return record(
        verb,
        by=None,
        partnership_id=assessment.partnership_id,
        assessment=assessment.slug,
        entity=entity,
        subject=subject,
    )


def is_readable(person, event):
    return readable_events(visit(person, "first-round")).filter(pk=event.pk).exists()


VERBS_BY_MOMENT = {
    moment: [verb for verb, act in VERBS.items() if act.shown == moment] for moment in (ALWAYS, FROM_REVEAL, ANSWERS)
}


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("body", BODY)
def test_before_the_reveal_nothing_tells_of_a_bodys_answers(state, body):
    assessment, person = a_round_in(state, body)
    for verb in [*VERBS, UNKNOWN]:
        for entity in ("borough", ""):
            expected = verb in VERBS_BY_MOMENT[ALWAYS]
            assert is_readable(person, wrote(assessment, verb, entity)) is expected, (verb, entity)


@pytest.mark.parametrize("state", REVEALED)
@pytest.mark.parametrize("body", BODY)
def test_from_the_reveal_on_answers_are_those_of_bodies_that_count(state, body):
    assessment, person = a_round_in(state, body)
    counts = BODY[body][2]
    for verb in VERBS_BY_MOMENT[ANSWERS]:
        assert is_readable(person, wrote(assessment, verb, "borough")) is counts, verb
        assert not is_readable(person, wrote(assessment, verb)), verb
    assert is_readable(person, wrote(assessment, UNKNOWN, "borough")) is counts
    assert is_readable(person, wrote(assessment, UNKNOWN))
    for verb in (*VERBS_BY_MOMENT[ALWAYS], *VERBS_BY_MOMENT[FROM_REVEAL]):
        assert is_readable(person, wrote(assessment, verb, "borough")), verb
        assert is_readable(person, wrote(assessment, verb)), verb


def test_the_lines_of_a_late_body_come_with_its_submission():
    assessment, person = a_round_in("consensus", "late")
    event = wrote(assessment, "answer_saved", "borough")
    assert not is_readable(person, event)
    borough_is("submitted")
    assert is_readable(person, event)


def test_an_answer_of_a_body_that_is_not_in_the_round_is_hidden():
    assessment, person = a_round_in("consensus")
    assert not is_readable(person, wrote(assessment, "answer_saved", "no-such-body"))


def test_another_rounds_lines_stay_with_it():
    assessment, person = a_round_in("consensus")
    a_round("second-round", state="consensus", submitted=True)
    other = record(
        "answer_saved",
        by=None,
        partnership_id=assessment.partnership_id,
        assessment="second-round",
        entity="borough",
    )
    assert not is_readable(person, other)


def test_a_round_does_not_take_over_the_lines_of_a_deleted_one_of_the_same_name():
    assessment, person = a_round_in("consensus")
    old = wrote(assessment, "answer_saved", "borough")
    record("round_purged", by=None, partnership_id=assessment.partnership_id, subject=assessment.slug)
    new = wrote(assessment, "answer_saved", "borough")
    assert not is_readable(person, old)
    assert is_readable(person, new)


def test_a_round_does_not_take_over_the_lines_of_a_discarded_draft_of_the_same_name():
    assessment, person = a_round_in("consensus")
    old = wrote(assessment, "answer_saved", "borough")
    wrote(assessment, "draft_discarded")
    assert is_readable(person, old)
    wrote(assessment, "draft_discarded", subject="")
    assert not is_readable(person, old)


def test_the_partnerships_own_lines_belong_to_no_round():
    assessment, person = a_round_in("consensus")
    own = record("retention_changed", by=None, partnership_id=assessment.partnership_id)
    assert not is_readable(person, own)
    assert list(events_of_partnership(assessment.partnership)) == [own]


def test_every_line_is_of_one_kind():
    assessment, _ = a_round_in("consensus")
    written = [wrote(assessment, verb, "borough") for verb in (*VERBS, UNKNOWN)]
    kinds = {act.kind for act in VERBS.values()} | {"other"}
    found = [event.pk for kind in kinds for event in Event.objects.filter(of_kind(kind), pk__gte=written[0].pk)]
    assert sorted(found) == [event.pk for event in written]
    assert Event.objects.filter(of_kind("other"), pk__gte=written[0].pk).get().verb == UNKNOWN
    assert not Event.objects.filter(of_kind("no such kind")).exists()
    assert Event.objects.filter(of_body("borough")).count() == len(written)


def test_the_filter_is_one_query_whatever_the_number_of_lines():
    assessment, person = a_round_in("consensus")
    for count in (1, 20):
        for _ in range(count):
            wrote(assessment, "answer_saved", "borough")
        found = visit(person, "first-round")
        assert len(found.participants) == len(BODIES)
        with CaptureQueriesContext(connection) as captured:
            list(readable_events(found))
        assert len(captured) == 1


def test_a_round_made_before_its_lines_keeps_them_whatever_their_time():
    assessment, person = a_round_in("consensus")
    event = wrote(assessment, "revealed")
    Assessment.objects.update(created_at=timezone.now() + timedelta(days=1))
    assert is_readable(person, event)
