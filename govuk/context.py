"""What every page may say about the service itself: its name, its operator, whether this is the demo."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

SERVICE_NAME = "ALPS"


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    """In the language itself, so that whoever speaks it finds it."""


@dataclass(frozen=True, slots=True)
class Service:
    name: str
    language: str
    languages: tuple[Language, ...]
    """Those to choose from; none where there is but one."""
    operator: str
    contact: str
    is_demo: bool


def languages_offered() -> tuple[Language, ...]:
    if len(settings.LANGUAGES) == 1:
        return ()
    return tuple(Language(code, name) for code, name in settings.LANGUAGES)


def service(request: HttpRequest) -> dict[str, Service]:
    """The context processor; no query, and cheap, because it runs for every page."""
    return {
        "service": Service(
            name=SERVICE_NAME,
            language=get_language() or settings.LANGUAGE_CODE,
            languages=languages_offered(),
            operator=settings.OPERATOR_NAME,
            contact=settings.CONTACT_EMAIL,
            is_demo=settings.DEMO,
        )
    }
