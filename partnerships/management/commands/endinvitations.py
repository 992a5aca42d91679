"""`manage.py endinvitations`: erase the addresses of invitations that nobody used. Fit for a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand

from partnerships.actions.inviting import erase_unused_addresses


class Command(BaseCommand):
    help = "End invitations that ran out 30 days ago or earlier, and erase their addresses."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Invitations ended: {erase_unused_addresses()}")
