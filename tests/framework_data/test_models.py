"""What the database itself refuses of an edition, whoever writes: one row for each constraint of the app."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from framework_data.models import Check, Definition, Dimension, Edition, Level, Option, Question, Statement

pytestmark = pytest.mark.django_db

PARTS = (Check, Definition, Dimension, Level, Option, Question, Statement)


def again(model: Any) -> None:
    """The model's first row once more, under the same code."""
    row = model.objects.order_by("pk").first()
    row.pk = None
    row._state.adding = True
    row.save()


REFUSED: dict[str, Callable[[], Any]] = {
    "edition_bands_rise": lambda: Edition.objects.update(band_l=90),
    "statement_has_dimension_and_level_or_neither": lambda: Statement.objects.filter(code="S1").update(level=None),
    "signal_does_not_address_each_entity": lambda: Question.objects.filter(code="DEL4.6").update(respondent="entity"),
    **{f"{model._meta.model_name}_code_is_unique_in_edition": lambda model=model: again(model) for model in PARTS},
}


def test_every_constraint_has_a_row():
    models = apps.get_app_config("framework_data").get_models()

    assert {c.name for model in models for c in model._meta.constraints} == set(REFUSED)


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses(constraint):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[constraint]()


@pytest.mark.parametrize("bands", [(15, 15, 85), (50, 15, 85), (15, 85, 50), (15, 50, 100)])
def test_bands_rise_below_a_hundred(bands):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(**dict(zip(("band_p", "band_l", "band_f"), bands, strict=True)))


@pytest.mark.parametrize("model", PARTS)
def test_a_part_is_found_by_edition_and_code(model):
    row = model.objects.order_by("pk").first()

    assert row.natural_key() == ("alps-2014-plain", row.code)
    assert model.objects.get_by_natural_key(*row.natural_key()) == row
    assert str(row) == row.code


def test_an_edition_is_found_by_its_slug_and_told_by_its_name():
    edition = Edition.objects.get_by_natural_key("alps-2014-plain")

    assert edition.natural_key() == ("alps-2014-plain",)
    assert str(edition) == f"{edition.title}: {edition.label}"
