"""The list of a partnership's rounds: levels in words, and how each moved since the round before it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.maturity import partnership_profile
from assessments.models import Assessment, Participant
from assessments.profiles import partnership_profile_of
from assessments.reach import Reach
from assessments.round_levels import levels_of_rounds
from assessments.rounds import counted_round
from framework_data.content import content_of
from partnerships.models import Partnership
from tests.people import cast, follow
from tests.reports.rounds import everywhere, of, told_round
from tests.sealing import published, signed_off

pytestmark = pytest.mark.django_db
PARTNERSHIP = "/partnerships/marrowdale/"
MEMBER = Reach(("open", "consensus", "signed_off"))
AUDITOR = Reach(("signed_off",))
PUBLIC = Reach(("signed_off",), published_alone=True)
NOT_YET, FIRST, FULL = "Not yet at Securing Stewardship", "Securing Stewardship", "Enabling Transformation"


def three_rounds():
    """Strategy rises, Delivery falls, Data stays; the third round is open."""
    weak = {"trust": of(everywhere("S", "N"), "entity")}
    first = told_round("first", state="signed_off", but=weak)
    second = follow(told_round("second", state="signed_off", but={"trust": {"DEL2.2": "P"}}), first)
    third = follow(told_round("third", state="open"), second)
    return first, second, third


def told(assessments, reach=MEMBER):
    found = levels_of_rounds([Assessment.objects.get(pk=each.pk) for each in assessments], reach)
    slugs = {each.pk: each.slug for each in assessments}
    return {slugs[pk]: levels for pk, levels in found.items()}


def lines(levels):
    return [(line.dimension, line.level, line.moved) for line in levels.levels]


def words(client, person, address=PARTNERSHIP):
    client.force_login(person)
    return " ".join(client.get(address).content.decode().split())


def test_each_revealed_round_has_its_levels_and_moved_since_the_one_before():
    found = told(three_rounds())
    assert found.keys() == {"first", "second"}
    assert lines(found["first"]) == [("Strategy", NOT_YET, ""), ("Delivery", FULL, ""), ("Data", FULL, "")]
    assert lines(found["second"]) == [
        ("Strategy", FULL, "Up"),
        ("Delivery", FIRST, "Down"),
        ("Data", FULL, "The same"),
    ]
    assert (found["first"].since, found["second"].since) == ("", "First")
    assert found["second"].is_alike


def test_the_page_says_so_in_words_and_signs(client):
    three_rounds()
    page = words(client, cast().chair)
    assert f"<strong>Strategy</strong>: {FULL}" in page
    assert '<span class="moved__sign" aria-hidden="true">−</span>Down' in page
    assert "Moved since First" in page
    assert "not like for like" not in page
    assert "Shown from the reveal on" in page


def test_rounds_that_are_not_like_for_like_say_so(client):
    first, *_ = three_rounds()
    Participant.objects.filter(assessment=first, entity__slug="borough").update(participation="declined")
    assert "Moved since First, not like for like" in words(client, cast().chair)


def test_what_the_reader_may_not_read_is_neither_shown_nor_compared_with(client):
    first, second, _ = three_rounds()
    Assessment.objects.filter(pk=first.pk).update(state="consensus")
    Assessment.objects.filter(pk=second.pk).update(published_at=timezone.now())
    assert told([first, second]).keys() == {"first", "second"}
    for reach in (AUDITOR, PUBLIC):
        found = told([first, second], reach)
        assert found.keys() == {"second"}
        assert found["second"].since == ""
    assert "Moved since" not in words(client, cast().viewer)


def test_the_public_compares_published_rounds_alone(client):
    first, second, _ = three_rounds()
    people = cast()
    for sealed in (False, True):
        if sealed:
            Assessment.objects.filter(pk=second.pk).update(state="consensus", published_at=None)
            signed_off(second, people.chair)
        assert told([first, second], PUBLIC) == {}
        published(second, people.chair)
        assert told([first, second], PUBLIC)["second"].since == ""
        published(first, people.chair)
        assert told([first, second], PUBLIC)["second"].since == "First"
        assert "Moved since First" in words(client, people.viewer)
        Assessment.objects.filter(pk=first.pk).update(published_at=None)
        assert "First" not in words(client, people.viewer)


@pytest.mark.parametrize("state", ["draft", "open"])
def test_a_round_before_that_is_not_revealed_is_not_compared_with(state):
    first, second, _ = three_rounds()
    Assessment.objects.filter(pk=first.pk).update(state=state)
    assert told([second], Reach(("draft", *MEMBER.states)))["second"].since == ""


def test_a_round_before_of_another_partnership_is_not_compared_with():
    first, second, _ = three_rounds()
    Assessment.objects.filter(pk=first.pk).update(partnership=Partnership.objects.create(slug="else", name="Else"))
    assert told([second])["second"].since == ""


def test_a_round_before_on_another_page_of_the_list_counts_all_the_same():
    _, second, _ = three_rounds()
    assert told([second])["second"].since == "First"


def test_the_profile_of_a_round_is_that_of_its_result():
    _, second, _ = three_rounds()
    participants = tuple(second.participants.select_related("entity").order_by("order"))
    counted = counted_round(second, content_of(second.edition), participants)
    assert partnership_profile_of(second) == partnership_profile(counted, explain=False)


@pytest.mark.slow
def test_queries_do_not_grow_with_rounds_that_follow_each_other(client):
    earlier = told_round("round-0", state="signed_off")
    person, counts = cast().chair, []
    for upto in (2, 12):
        for number in range(Assessment.objects.count(), upto):
            earlier = follow(told_round(f"round-{number}", state="signed_off"), earlier)
        words(client, person)
        with CaptureQueriesContext(connection) as captured:
            assert words(client, person).count("Moved since") == upto - 1
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 20
