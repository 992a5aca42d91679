"""Which of the languages on offer the words around an edition are in."""

from django.conf import settings

from govuk.jinja import primary_subtag


def spoken_for(language: str) -> str:
    """The language on offer that is an edition's, "en-gb" for "en"; where there is none, the site's own."""
    wanted = primary_subtag(language)
    offered = (code for code, _ in settings.LANGUAGES if primary_subtag(code) == wanted)
    return next(offered, settings.LANGUAGE_CODE)
