"""The round before as a seal keeps it: what went in comes back, and who reads of it stays as it was at sign-off."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from assessments.access import visit
from assessments.actions.publishing import take_back_publication
from assessments.before import before_as_dict, before_from
from assessments.models import Assessment, Participant, Seal
from assessments.past import before_of
from assessments.seal import canonical
from assessments.sealed import content_for, sealed_of
from framework_data.content import content_of
from framework_data.models import Edition, Statement
from partnerships.models import Entity, Succession
from reports.building import partnership_report
from tests.people import cast, follow
from tests.reports.rounds import told_round
from tests.sealing import published, reopened, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds():
    """(the round before, in consensus; the round)."""
    earlier = told_round("earlier", but={"trust": {"S3.1": "P"}})
    return earlier, follow(told_round("later"), earlier)


def participants(assessment):
    return tuple(assessment.participants.select_related("entity").order_by("order"))


def is_the_same(one, other):
    """As far as movement asks: the values of single questions are not kept."""
    assert {k: replace(v, floor={}, ceiling={}) for k, v in other.profiles.items()} == one.profiles
    for field in fields(one):
        if field.name not in ("content", "edition", "profiles"):
            assert getattr(one, field.name) == getattr(other, field.name), field.name


def test_a_round_that_follows_none_keeps_none(rounds):
    earlier, _ = rounds

    assert before_of(earlier, participants(earlier)) is None


@pytest.mark.parametrize("state", ["draft", "open"])
def test_a_round_before_that_is_not_revealed_is_not_kept(rounds, state):
    earlier, later = rounds
    Assessment.objects.filter(pk=earlier.pk).update(state=state)

    assert before_of(later, participants(later)) is None


def test_what_is_kept_comes_back_whatever_the_order_of_keys(rounds):
    _, later = rounds
    before = before_of(later, participants(later))

    told = json.loads(canonical(before_as_dict(before, before.edition)))
    back = before_from(told, before.content)

    is_the_same(back, before)
    assert told["edition"] is None
    assert back.content is before.content
    assert list(before.profiles) == [None, "lead-council", "borough", "trust"]


@pytest.mark.usefixtures("editions_can_change")
def test_an_edition_of_its_own_is_kept_with_it(rounds):
    _, later = rounds
    before = before_of(later, participants(later))
    Statement.objects.filter(code="S1").update(summary_text="Other words")

    told = before_as_dict(before, [{"model": "another", "fields": {}}])
    back = before_from(json.loads(canonical(told)), replace(content_of(Edition.objects.get()), slug="another"))

    assert told["edition"] == list(before.edition)
    assert back.content.slug == "alps-2014-plain"
    assert back.content.statement_by_code["S1"] == before.content.statement_by_code["S1"]
    is_the_same(back, before)


@pytest.mark.usefixtures("editions_can_change")
def test_the_words_of_a_sealed_round_before_are_those_of_its_seal(rounds):
    earlier, later = rounds
    chair = cast().chair
    signed_off(earlier, chair)
    sealed_words = content_for(earlier).statement_by_code["S1"].summary_text
    Statement.objects.filter(code="S1").update(summary_text="Other words")

    signed_off(later, chair)

    before = sealed_of(later).before
    assert before.content.statement_by_code["S1"].summary_text == sealed_words
    assert json.loads(Seal.objects.get(assessment=later).document)["previous"]["edition"]


def test_whose_result_stands_for_whom_is_kept_with_what_is_said_about_it(rounds):
    earlier, later = rounds
    Participant.objects.filter(assessment=earlier, entity__slug="trust").update(submitted_at=None)
    borough = Participant.objects.get(assessment=earlier, entity__slug="borough")
    borough.entity = Entity.objects.create(slug="old-borough", name="Old Borough", kind="district_council")
    borough.name = "Old Borough"
    borough.save()
    new = Entity.objects.get(slug="borough")
    Succession.objects.create(predecessor=borough.entity, successor=new, took_over_on=date(2025, 4, 1))

    stand_ins = before_of(later, participants(later)).stand_ins

    assert {slug: found.entity for slug, found in stand_ins.items()} == {
        "lead-council": "lead-council",
        "borough": "old-borough",
        "trust": None,
    }
    assert stand_ins["borough"].remarks == (
        "Tansy Borough Council took over from Old Borough, whose result stands here for Earlier.",
    )
    assert "gave no answers that count in Earlier" in stand_ins["trust"].remarks[0]


@pytest.mark.parametrize("state", ["consensus", "signed_off"])
def test_whether_an_auditor_reads_of_the_round_before_is_settled_at_sign_off(rounds, state):
    earlier, later = rounds
    people = cast()
    if state == "signed_off":
        signed_off(earlier, people.chair)
    signed_off(later, people.chair)
    if state == "signed_off":
        reopened(earlier, people.chair)
    else:
        signed_off(earlier, people.chair)

    def reads(person):
        return partnership_report(visit(person, "later")).movement is not None

    assert reads(people.chair)
    assert reads(people.auditor) is (state == "signed_off")


def test_a_viewer_reads_of_the_round_before_while_it_is_published_too(rounds):
    earlier, later = rounds
    people = cast()
    signed_off(earlier, people.chair)
    signed_off(later, people.chair)
    published(later, people.chair)

    def reads():
        return partnership_report(visit(people.viewer, "later")).movement is not None

    assert not reads()
    published(earlier, people.chair)
    assert reads()
    take_back_publication(visit(people.chair, earlier.slug))
    assert not reads()
    published(earlier, people.chair)
    reopened(earlier, people.chair)
    assert not reads()
    Assessment.objects.filter(pk=earlier.pk).delete()
    assert not reads()
    assert partnership_report(visit(people.chair, "later")).movement is not None
