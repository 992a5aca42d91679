"""A language in which every sentence of the interface stands in brackets, and a reader of what stands outside them.

With it a page shows which of its words no catalogue holds: `in_brackets` makes Welsh that language for a while, and
`plain_words` reads a page. What people wrote and what an edition says stands outside the brackets by right.
"""

import json
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

from tests.languages import read, words_in
from tests.sentences import english

OPEN, SHUT = "⟦", "⟧"
LANGUAGE = "cy"
OURS = ("framework_data", "partnerships", "assessments", "reports")
IN_BRACKETS = re.compile(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}")
ATTRIBUTE = re.compile(r'^[a-z-]+="(.*)"$', re.DOTALL)
STORED_CODE = re.compile(r"^[a-z]+(_[a-z]+)*$")
"""A state or a kind: were it known, the same word in a sentence of ours would pass."""
DATE = re.compile(r"\b\d{1,2} [^\W\d]{3,12}( \d{4})?(, \d\d:\d\d)?\b")


@cache
def bracketed() -> dict[Any, str]:
    """Every sentence of the English catalogue in brackets, as gettext keeps them; a singular as well as each plural."""
    found: dict[Any, str] = {}
    for message in english():
        forms = [message.id] if isinstance(message.id, str) else list(message.id)
        if message.context:
            forms = [f"{message.context}\x04{form}" if at == 0 else form for at, form in enumerate(forms)]
        marked = [OPEN + form.rpartition("\x04")[2] + SHUT for form in forms]
        if len(forms) == 1:
            found[forms[0]] = marked[0]
        else:
            found |= {(forms[0], number): marked[min(number, 1)] for number in range(6)}
    return found


@contextmanager
def in_brackets(*, active: bool = False) -> Iterator[None]:
    """Welsh is offered and is the language of brackets; `active` makes it the language of this thread too."""
    with override_settings(LANGUAGES=[("en-gb", "English"), (LANGUAGE, "Cymraeg")]):
        catalog = trans_real.translation(LANGUAGE)._catalog
        catalog._catalogs.insert(0, bracketed())
        catalog._plurals.insert(0, lambda number: int(number != 1))
        try:
            with translation.override(LANGUAGE if active else translation.get_language()):
                yield
        finally:
            del catalog._catalogs[0], catalog._plurals[0]


def texts_of_the_database() -> list[str]:
    """What people wrote, and what the editions say: every text of every row, the longest first, in its lines."""
    found: set[str] = set()
    for model in (model for app in OURS for model in apps.get_app_config(app).get_models()):
        names = [
            field.name for field in model._meta.get_fields() if isinstance(field, CharField | TextField | JSONField)
        ]
        for value in (value for row in model._default_manager.values_list(*names) for value in row) if names else ():
            found.update(_texts_in(value))
    return sorted((text for text in found if len(text) > 1 and not STORED_CODE.match(text)), key=len, reverse=True)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in [*value.keys(), *value.values()] if isinstance(value, dict) else value:
            yield from _texts_in(each)
    elif isinstance(value, str) and value.startswith("{"):  # a sealed document: what it holds was said at its time
        yield from _texts_in(json.loads(value))
    elif isinstance(value, str):
        yield from (" ".join(line.split()) for line in value.splitlines())


def plain_words(html: str, known: list[str], names: Collection[str] = ()) -> list[str]:
    """What a page says outside the brackets, without what the database holds and without dates.

    `names` may stand by themselves, and not within a sentence.
    """
    while IN_BRACKETS.search(html):
        html = IN_BRACKETS.sub("", html)
    said = [ATTRIBUTE.sub(r"\1", text) for text in read(html)]
    return [text for text in said if text not in names and words_in(_without(text, known))]


def _without(text: str, known: list[str]) -> str:
    for each in known:
        if each in text:
            text = text.replace(each, "")
    return DATE.sub("", text)
