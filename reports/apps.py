from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        """Know the software as it is when it starts: an update may put other files under a process that still runs."""
        import_module("reports.freshness").software()
