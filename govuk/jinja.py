"""The template engine of every page: Jinja2, with the house's own words, filters and helpers.

Pages are compiled once and then render in a fraction of the time that Django's own engine takes; that one keeps
crispy's template pack, allauth's e-mails and the admin. A name that is not defined is an error, never an empty text.

Globals: `url('name', …)`, `static('path')`, `error_summary(form, …)`, `error_prefix()`, `pagination(page)`,
`lang_of(language)` for an element that holds words of the edition.
Filters: `date("j F Y")`, `day_in_words` for a day of every year,
`plural("answer")`, `crispy` for a form, `as_crispy_field` for one field.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field, as_crispy_form
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateformat import format as format_date
from django.utils.dates import MONTHS
from django.utils.safestring import SafeString
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from govuk.templatetags import govuk as tags


def environment(**options: Any) -> Environment:
    """Called once by Django with the options of settings.TEMPLATES."""
    options |= {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "finalize": finalized,
        "extensions": ["jinja2.ext.i18n"],
    }
    del options["autoescape"]
    made: Any = Environment(autoescape=True, **options)
    made.policies["ext.i18n.trimmed"] = True
    # Newstyle: what is put into a translated sentence is escaped, and the translation itself is ours and is not.
    made.install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        made.globals[name] = _with_gaps_as_printed(made.globals[name])
    made.globals |= {
        "url": url,
        "static": lru_cache(maxsize=256)(staticfiles_storage.url),
        "error_summary": tags.error_summary,
        "error_prefix": error_prefix,
        "pagination": pagination,
        "lang_of": lang_of,
    }
    made.filters |= {
        "date": date_in_words,
        "day_in_words": day_in_words,
        "plural": tags.plural,
        "crispy": as_crispy_form,
        "as_crispy_field": as_crispy_field,
    }
    return made


def finalized(value: Any) -> Any:
    """What is printed: a date in words; a method that was not called is a mistake and not a text."""
    if isinstance(value, date):
        return date_in_words(value, "j F Y, H:i" if isinstance(value, datetime) else "j F Y")
    if callable(value) and not hasattr(value, "__html__"):
        raise TypeError(f"{value!r} is printed without being called.")
    return value


def _with_gaps_as_printed(translate: Callable[..., Any]) -> Callable[..., Any]:
    """A date that fills the gap of a sentence is in the same words as one that stands alone."""

    @pass_context
    def translated(context: Context, *sentence: Any, **gaps: Any) -> Any:
        return translate(context, *sentence, **{name: finalized(value) for name, value in gaps.items()})

    return translated


@lru_cache(maxsize=8192)
def url(name: str, *arguments: str | int) -> str:
    """The address of a page. Remembered, because a map of statements asks for dozens of them."""
    return reverse(name, args=arguments)


def lang_of(language: str) -> Markup:
    """The attribute ` lang="cy"` for words of an edition, where the page around them speaks another language.

    So that a screen reader pronounces them, and a browser hyphenates them, as what they are. "en" inside "en-gb" is
    no other language: nothing is said then.
    """
    spoken = translation.get_language() or settings.LANGUAGE_CODE
    if not language or primary_subtag(language) == primary_subtag(spoken):
        return Markup("")
    return Markup(' lang="{}"').format(language)


def primary_subtag(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


@pass_context
def error_prefix(context: Context) -> str:
    """Put "Error: " before the page title when a form of the page (`form`, `forms`) has faults."""
    return tags.error_prefix({name: context.get(name) for name in ("form", "forms")})


@pass_context
def pagination(context: Context, page: Page, parameter: str = "page") -> SafeString:
    return tags.pagination({"request": context["request"]}, page, parameter)


def date_in_words(moment: date | datetime | None, words: str) -> str:
    """A date or, in the site's own time zone, a moment, by Django's format characters; empty for none."""
    if moment is None:
        return ""
    return format_date(timezone.localtime(moment) if isinstance(moment, datetime) else moment, words)


def day_in_words(day: str) -> str:
    """A day of every year, kept as "03-31", is "31 March"; an empty text stays one."""
    if not day:
        return ""
    month, _, number = day.partition("-")
    return f"{int(number)} {MONTHS[int(month)]}"
