"""What the design system's components say by script: the counter below a text, and the button that shows a password.

They speak English by themselves. Where the page speaks another language their element brings the words along, in the
attributes that the components read. Numbers are filled in by the script.
"""

from collections.abc import Iterator

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

PASSWORD = {
    "show-password": gettext_noop("Show"),
    "hide-password": gettext_noop("Hide"),
    "show-password-aria-label": gettext_noop("Show password"),
    "hide-password-aria-label": gettext_noop("Hide password"),
    "password-shown-announcement": gettext_noop("Your password is visible"),
    "password-hidden-announcement": gettext_noop("Your password is hidden"),
}
NONE_LEFT = gettext_noop("You have 0 characters remaining")
AN_EXAMPLE = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 6, "other": 9}
"""A number of each kind that languages tell apart, as Welsh does, under the name that the script has for the kind."""


def words_of_the_password() -> SafeString:
    return _attributes((name, sentence, _(sentence)) for name, sentence in PASSWORD.items())


def words_of_the_counter() -> SafeString:
    return _attributes(_counted())


def _counted() -> Iterator[tuple[str, str, str]]:
    yield "characters-at-limit", NONE_LEFT, _(NONE_LEFT)
    for kind, number in AN_EXAMPLE.items():
        left = ngettext("You have %(count)s character remaining", "You have %(count)s characters remaining", number)
        over = ngettext("You have %(count)s character too many", "You have %(count)s characters too many", number)
        noun = "character" if number == 1 else "characters"
        yield f"characters-under-limit.{kind}", f"You have %(count)s {noun} remaining", left
        yield f"characters-over-limit.{kind}", f"You have %(count)s {noun} too many", over


def _attributes(words: Iterator[tuple[str, str, str]]) -> SafeString:
    """Only of what is not as the script says it anyway: name of the attribute, English, translation."""
    said = ((name, text.replace("%(count)s", "%{count}")) for name, english, text in words if text != english)
    return format_html_join("", ' data-i18n.{}="{}"', said)
