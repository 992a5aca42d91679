"""The words of the design system's scripts, in the language of the page."""

import re

from tests.govuk.test_template_pack import EveryKind, drawn
from tests.pseudo import in_brackets

KINDS = ("zero", "one", "two", "few", "many", "other")
BRING = r'data-i18n\.([a-z.-]+)="([^"]+)"'


def brought(html):
    return dict(re.findall(BRING, html))


def test_in_english_the_scripts_need_no_words():
    assert brought(drawn("{{ form|crispy }}", form=EveryKind())) == {}


def test_in_another_language_the_elements_bring_the_words_along():
    with in_brackets(active=True):
        words = brought(drawn("{{ form|crispy }}", form=EveryKind()))

    assert words["show-password"] == "⟦Show⟧"
    assert words["password-hidden-announcement"] == "⟦Your password is hidden⟧"
    assert words["characters-at-limit"] == "⟦You have 0 characters remaining⟧"
    assert words["characters-under-limit.one"] == "⟦You have %{count} character remaining⟧"
    assert words["characters-over-limit.other"] == "⟦You have %{count} characters too many⟧"
    assert [kind for kind in KINDS if f"characters-over-limit.{kind}" not in words] == []
