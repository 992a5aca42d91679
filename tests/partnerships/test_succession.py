"""Mergers, splits and chains of them, up to today."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from partnerships.models import Entity, Succession
from partnerships.succession import forebears, heirs

pytestmark = pytest.mark.django_db


def a_body(slug):
    return Entity.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "kind": "charity"})[0]


def took_over(successor, *predecessors, on=date(2025, 4, 1)):
    for predecessor in predecessors:
        Succession.objects.create(predecessor=a_body(predecessor), successor=a_body(successor), took_over_on=on)


def heirs_of(*slugs):
    names = {entity.pk: entity.slug for entity in Entity.objects.all()}
    found = heirs(a_body(slug).pk for slug in slugs)
    return {names[body]: [names[heir] for heir in later] for body, later in found.items() if names[body] in slugs}


def forebears_of(slug):
    ids = [row["predecessor"] for row in forebears(a_body(slug).pk)]
    return set(Entity.objects.filter(pk__in=ids).values_list("slug", flat=True))


def test_a_merger_has_one_heir_and_a_split_several():
    took_over("unitary", "north", "south")
    took_over("trust-a", "trust")
    took_over("trust-b", "trust")
    assert heirs_of("north", "south", "trust", "other") == {
        "north": ["unitary"],
        "south": ["unitary"],
        "trust": ["trust-a", "trust-b"],
    }
    assert forebears_of("unitary") == {"north", "south"}
    assert forebears_of("trust-b") == {"trust"}


def test_a_chain_ends_with_who_is_there_today():
    took_over("middle", "old")
    took_over("new", "middle", on=date(2026, 4, 1))
    assert heirs_of("old", "middle") == {"old": ["new"], "middle": ["new"]}
    assert forebears_of("new") == {"old", "middle"}


def test_what_is_planned_changes_nothing_yet():
    tomorrow = timezone.localdate() + timedelta(days=1)
    took_over("unitary", "north", on=tomorrow)
    assert heirs_of("north") == {}
    assert forebears_of("unitary") == set()


def test_bodies_that_took_over_from_each_other_have_no_heir_and_do_no_harm():
    took_over("b", "a")
    took_over("a", "b")
    assert heirs_of("a") == {"a": []}


def test_queries_grow_with_the_chain_and_not_with_the_bodies(django_assert_num_queries):
    for number in range(20):
        took_over(f"new-{number}", f"old-{number}")
    ids = list(Entity.objects.values_list("pk", flat=True))
    with django_assert_num_queries(2):
        heirs(ids)
