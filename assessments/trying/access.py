"""The trial of an edition, loaded for an editor; for whoever is not staff it is not there.

Nothing is written by looking: until an editor answers something, a trial is a fresh document that is nowhere stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Trial
from assessments.trying import papers
from assessments.trying.papers import PARTNERSHIP, Dropped
from framework_data.access import edition_for
from framework_data.checks import edition_faults
from framework_data.content import Content, content_of
from framework_data.models import Edition, Life
from framework_data.permissions import check_can_try
from partnerships.models import Person

FIRST_MONTH = 4
"""Of a financial year."""


@dataclass(frozen=True)
class Trying:
    """An editor's visit to the trial of one edition.

    faults: what has to be mended before it can be tried; dropped: answers that the edition has no place for any more.
    """

    person: Person
    edition: Edition
    is_draft: bool
    is_begun: bool
    content: Content
    faults: tuple[str, ...]
    document: papers.Document
    dropped: tuple[Dropped, ...]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Of the bodies and, last, of the partnership, by what stands for them in an address."""
        lead = papers.lead_of(self.document)
        bodies = papers.bodies_of(self.document)
        return {slug: _name_of(slug, is_lead=slug == lead) for slug in bodies} | {PARTNERSHIP: _("The partnership")}

    def heading(self, whose: str) -> str:
        """What stands above a questionnaire."""
        if whose == PARTNERSHIP:
            return _("Questions to the partnership")
        return _("Questionnaire of %(name)s") % {"name": self.names[whose]}


def _name_of(slug: str, *, is_lead: bool) -> str:
    """In the language of the reader; what stands in the document is for files."""
    name = _("Body %(letter)s (lead)") if is_lead else _("Body %(letter)s")
    return name % {"letter": papers.letter_of(slug)}


def trying(person: Person, slug: str) -> Trying:
    """The editor's own trial of the edition. Raises Http404 and PermissionDenied as edition_for, and for readers."""
    edition = edition_for(person, slug)
    check_can_try(person)
    is_draft = Life.objects.filter(edition=edition, state=Life.State.DRAFT).exists()
    content = content_of(edition)
    stored = Trial.objects.filter(edition=edition, editor=person).first()
    fitted = fitted_to(content, stored.document) if stored else papers.Fitted(fresh(slug), ())
    return Trying(
        person=person,
        edition=edition,
        is_draft=is_draft,
        is_begun=stored is not None,
        content=content,
        # What is published was in order when it was, and nothing of it changes.
        faults=tuple(edition_faults(edition)) if is_draft else (),
        document=fitted.document,
        dropped=fitted.dropped,
    )


def fresh(slug: str) -> dict[str, Any]:
    """A trial without answers, in the financial year of today."""
    today = timezone.localdate()
    return papers.made_up(slug, bodies=papers.FIRST_BODIES, year=today.year - (today.month < FIRST_MONTH))


def fitted_to(content: Content, document: papers.Document) -> papers.Fitted:
    """A stored trial without the answers that the edition, as it is now, has no place for."""
    fits = papers.fitted(document, offers_of(content))
    joint = papers.only_joint(fits.document, content.framework)
    return papers.Fitted(joint.document, fits.dropped + joint.dropped)


def offers_of(content: Content) -> papers.Offers:
    """Question -> the values that it takes."""
    return {code: question.label_of.keys() for code, question in content.question_by_code.items()}


def check_is_in_trial(found: Trying, whose: str) -> None:
    """Raises Http404 where no such body is made up."""
    if whose not in found.names:
        raise Http404


def check_is_body_in_trial(found: Trying, whose: str) -> None:
    """The same for the partnership, whose result stands at an address of its own."""
    if whose not in papers.bodies_of(found.document):
        raise Http404
