"""Which of the languages on offer the words around an edition are in."""

from django.conf import settings


def spoken_for(language: str) -> str:
    """The language on offer that is an edition's, "en-gb" for "en"; where there is none, the site's own."""
    wanted = _without_country(language)
    offered = (code for code, _ in settings.LANGUAGES if _without_country(code) == wanted)
    return next(offered, settings.LANGUAGE_CODE)


def _without_country(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
