"""Errata: correcting guidance and notes of an edition that is published, without touching what was published."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from framework_data.actions._acting import raise_revision, with_locked_life
from framework_data.errata import HOME, corrected
from framework_data.fixture import fixture_of
from framework_data.history import record
from framework_data.models import Edition, Erratum
from framework_data.permissions import Somebody, check_can_be_corrected, check_can_edit


@transaction.atomic
def add_erratum(edition: Edition, *, place: str, field: str, text: str, why: str, by: Somebody | None) -> Erratum:
    """Correct one text: `field` (guidance, why_it_matters, substance_note) of the statement or question `place`.

    Raises ValidationError where there is no such place, where the text is as it was, and without a reason.
    """
    check_can_edit(by)
    check_can_be_corrected(with_locked_life(edition))
    was = _text_now(edition, place, field)
    if was is None:
        raise ValidationError({"place": _no_place(HOME.get(field, ""), place)})
    if was == text.strip():
        raise ValidationError({"text": _("This is the text as it stands. Write it as it should be.")})
    number = edition.errata.count() + 1
    erratum = Erratum(
        edition=edition,
        code=str(number),
        order=number,
        place=place,
        field=field,
        text=text.strip(),
        why=why.strip(),
        made_on=timezone.localdate(),
    )
    erratum.full_clean()
    erratum.save()
    raise_revision(edition)
    changes = {"before": {field: was}, "after": {field: erratum.text, "why": erratum.why}}
    record("erratum_added", edition.slug, by=by, subject=place, **changes)
    return erratum


def _no_place(kind: str, place: str) -> str:
    if kind == "question":
        say = _("There is no question %(code)s in this edition.")
    elif kind == "statement":
        say = _("There is no statement %(code)s in this edition.")
    else:
        say = _("There is no part %(code)s in this edition.")
    return say % {"code": place}


def _text_now(edition: Edition, place: str, field: str) -> str | None:
    for each in corrected(fixture_of(edition)):
        if each["model"].endswith(f".{HOME.get(field)}") and each["fields"]["code"] == place:
            return str(each["fields"][field])
    return None
