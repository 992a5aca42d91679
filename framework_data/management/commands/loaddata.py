"""Django's loaddata, which publishes the editions that it brings in and says in words why it cannot change one."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.db import IntegrityError

from framework_data import frozen
from framework_data.actions._loading import publish_loaded, revisions
from framework_data.faults import FileRefusedError

REFUSED = (
    "This file would change an edition that is published here, and a published edition never changes. "
    "'manage.py importedition FILE --edition NEW-SLUG' takes it in as a draft beside it."
)


class Command(loaddata.Command):
    def loaddata(self, fixture_labels: Any) -> None:
        """Runs inside the transaction that `handle` opens."""
        before = revisions()
        try:
            super().loaddata(fixture_labels)
            publish_loaded(before)
        except IntegrityError as error:
            if frozen.SAY in str(error):
                raise CommandError(REFUSED) from error
            raise
        except FileRefusedError as refusal:
            raise CommandError("\n".join(["Nothing was loaded:", *refusal.lines])) from refusal
