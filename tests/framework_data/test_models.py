"""What the database itself refuses of an edition, whoever writes: one row for each constraint of the app."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from framework_data.models import (
    Check,
    Definition,
    Dimension,
    Edition,
    Erratum,
    Level,
    Life,
    Option,
    Question,
    Statement,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions_can_change")]

PARTS = (Check, Definition, Dimension, Level, Option, Question, Statement)


def again(model: Any) -> None:
    """The model's first row once more, under the same code."""
    row = model.objects.order_by("pk").first()
    row.pk = None
    row._state.adding = True
    row.save()


def published_by_who_proposed() -> Any:
    editor = get_user_model().objects.create_user("ed@example.org", name="Ed Itor")
    return Life.objects.update(proposed_by=editor, published_by=editor)


def an_erratum() -> Any:
    return Erratum.objects.create(
        edition=Edition.objects.get(), code="1", order=1, place="S1.1", field="guidance", text="A", made_on="2026-05-12"
    )


REFUSED: dict[str, Callable[[], Any]] = {
    "edition_bands_rise": lambda: Edition.objects.update(band_l=90),
    "statement_has_dimension_and_level_or_neither": lambda: Statement.objects.filter(code="S1").update(level=None),
    "signal_does_not_address_each_entity": lambda: Question.objects.filter(code="DEL4.6").update(respondent="entity"),
    "a_second_editor_publishes": published_by_who_proposed,
    "a_draft_is_neither_published_nor_withdrawn": lambda: Life.objects.update(state="draft"),
    "erratum_code_is_unique_in_edition": lambda: (an_erratum(), an_erratum()),
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
