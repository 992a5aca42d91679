"""What an editor does in the trial of an edition. None of it touches a round, a body or an edition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.answered import Recorded
from assessments.models import Trial
from assessments.trying import papers
from assessments.trying.access import Trying, fitted_to, fresh
from framework_data.history import record
from framework_data.models import Edition
from framework_data.permissions import check_can_try


@dataclass(frozen=True)
class Given:
    """An answer to save, empty for none; read: the digest of the one that the page showed."""

    question: str
    value: str
    read: str


@transaction.atomic
def save_trial_answers(found: Trying, *, whose: str, given: Sequence[Given]) -> list[str]:
    """Save answers of a made-up body or of the partnership; the last one wins.

    Returns the questions whose answer had changed since the page was opened, in another window of the same editor.
    """
    row = _begun(found)
    if whose not in _those_in(row):
        raise Http404
    there = papers.answers_of(row.document, whose)
    known = [each for each in given if each.question in found.content.question_by_code]
    _write(row, papers.with_answers(row.document, whose, {each.question: each.value for each in known}))
    return [each.question for each in known if not _expected(each, there.get(each.question, ""))]


@transaction.atomic
def fill_trial(found: Trying, *, whose: Iterable[str], value: str, keep: bool) -> None:
    """The same answer to everything that is asked of these; empty clears. keep: what is answered stays as it is."""
    row = _begun(found)
    there = _those_in(row)
    whose = [each for each in whose if each in there]
    _write(row, papers.filled(row.document, found.content.framework, whose, value, keep=keep))


@transaction.atomic
def set_trial_bodies(found: Trying, *, bodies: int) -> None:
    """Make up so many bodies; those that go take their answers with them."""
    row = _begun(found)
    _write(row, papers.with_bodies(row.document, bodies))


@transaction.atomic
def end_trial(found: Trying) -> None:
    """Throw all answers away."""
    check_can_try(found.person)
    Trial.objects.filter(edition=found.edition, editor=found.person).delete()


def _begun(found: Trying) -> Trial:
    """The stored trial, fitted to the edition; begun where there is none. Acts on one edition have an order."""
    check_can_try(found.person)
    if not Edition.objects.select_for_update().filter(pk=found.edition.pk).exists():
        raise PermissionDenied(_("This draft was thrown away."))
    row = Trial.objects.filter(edition=found.edition, editor=found.person).first()
    if row is None:
        row = Trial(edition=found.edition, editor=found.person, document=fresh(found.edition.slug))
        record("edition_tried", found.edition.slug, by=found.person)
    row.document = fitted_to(found.content, row.document).document
    return row


def _those_in(row: Trial) -> tuple[str, ...]:
    return (*papers.bodies_of(row.document), papers.PARTNERSHIP)


def _expected(given: Given, there: str) -> bool:
    """Whether the page showed what stood there, or says the same."""
    return there == given.value or Recorded(there).digest == given.read


def _write(row: Trial, document: Mapping[str, Any]) -> None:
    row.document, row.updated_at = dict(document), timezone.now()
    row.save()
