"""What every page may say about the service itself: its name, its operator, whether this is the demo."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

SERVICE_NAME = "ALPS"


@dataclass(frozen=True, slots=True)
class Service:
    name: str
    language: str
    operator: str
    contact: str
    is_demo: bool


def service(request: HttpRequest) -> dict[str, Service]:
    """The context processor; no query, and cheap, because it runs for every page."""
    return {
        "service": Service(
            name=SERVICE_NAME,
            language=settings.LANGUAGE_CODE,
            operator=settings.OPERATOR_NAME,
            contact=settings.CONTACT_EMAIL,
            is_demo=settings.DEMO,
        )
    }
