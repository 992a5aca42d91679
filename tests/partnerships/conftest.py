"""The partnership of the cast: the lead council, a borough with its approver, a trust and a charity with none."""

import pytest

from partnerships.models import Entity, Membership, Partnership
from tests.partnerships.offers import nothing_counted_yet
from tests.people import BODIES, PARTNERSHIP, cast


@pytest.fixture
def people(db):
    nothing_counted_yet()
    partnership = Partnership.objects.create(slug=PARTNERSHIP[0], name=PARTNERSHIP[1])
    for order, (slug, (name, kind, year_end)) in enumerate(BODIES.items()):
        entity = Entity.objects.create(slug=slug, name=name, kind=kind, year_end=year_end)
        Membership.objects.create(partnership=partnership, entity=entity, order=order)
    return cast()


@pytest.fixture
def sent(people, mailoutbox, django_capture_on_commit_callbacks):
    """What a piece of a test sends is in mail.outbox once the block ends: `with sent(): ...`."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
