"""The base class of every form, the date in three boxes, and the day of every year in two.

How to write a form::

    class NoteForm(Form):
        note = forms.CharField(
            label="Note",
            help_text="Say what shows this.",
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": "Enter a note"},
        )
        answer = forms.ChoiceField(
            label="How far is this in place?",
            choices=...,
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
            error_messages={"required": "Select how far this is in place"},
        )
        agreed_on = DateField(label="Date agreed", error_messages={"required": "Enter the date agreed"})

        names = {"note": "The note"}            # how a field is called inside a sentence; else its label
        label_sizes = {"answer": "m"}           # s, m, l or xl; plain where not named
        page_heading = "answer"                 # this field's label is the h1 of the page
        choice_hints = {"answer": {"NA": "Give a reason below"}}

and its page::

    {% load crispy_forms_filters %}
    {% block content %}
      {% error_summary form %}
      <h1 class="govuk-heading-l">…</h1>
      <form method="post" novalidate>{% csrf_token %}{{ form|crispy }}
        <button type="submit" class="govuk-button" data-module="govuk-button">Save</button>
      </form>

Promises kept here, so that no form need think of them:

- a required field without a sentence of its own is an error when the class is made (a field added later: when
  the form is checked), because "This field is required" says neither which nor how;
- a text that is too long, holds a NUL byte, or a number out of range is refused in words, with the numbers;
- line ends arrive as LF alone, whatever the browser sent, so lengths and comparisons agree everywhere;
- a choice that is not on the list gets the sentence of the missing choice: the remedy is the same;
- the browser neither cuts a text short (no maxlength) nor speaks before the server does (no required).

Widget attributes: `class` adds to the control's own (`govuk-input--width-10`, `govuk-radios--inline`,
`govuk-radios--small`, `govuk-checkboxes--small`); `data-count` on a Textarea counts the characters left.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils import dates
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext


def digest_of(*texts: str) -> str:
    """Tells whether a posted text is the one that was read, so that a form left alone overwrites nothing."""
    return hashlib.sha256("\0".join(texts).encode(errors="surrogatepass")).hexdigest()[:16]


Words = str | Promise
"""A text of the interface, or one that becomes words when somebody reads it, in the reader's language."""

DEFAULT_REQUIRED = forms.Field.default_error_messages["required"]


class MaxLength(MaxLengthValidator):
    """Says how long a text may be and how much too long it is."""

    def __init__(self, limit: int, name: str) -> None:
        super().__init__(limit)
        self.name = name

    def __call__(self, value: str) -> None:
        over = len(value) - self.limit_value
        if over > 0:
            sentence = ngettext(
                "%(name)s must be %(limit)s characters or fewer. It is %(over)s character too long.",
                "%(name)s must be %(limit)s characters or fewer. It is %(over)s characters too long.",
                over,
            )
            numbers = {"limit": f"{self.limit_value:,}", "over": f"{over:,}"}
            raise ValidationError(sentence, code=self.code, params={"name": self.name, **numbers})


class Form(forms.Form):
    """Base of every form; see the head of this module."""

    use_required_attribute = False
    names: ClassVar[Mapping[str, Words]] = {}
    label_sizes: ClassVar[Mapping[str, str]] = {}
    page_heading: ClassVar[str] = ""
    choice_hints: ClassVar[Mapping[str, Mapping[str, Words]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _refuse_default_sentences(cls.__name__, vars(cls)["declared_fields"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data = _with_lf(self.data)

    def full_clean(self) -> None:
        _refuse_default_sentences(type(self).__name__, self.fields)
        for name, field in self.fields.items():
            _speak_plainly(field, self.name_in_sentence(name))
        super().full_clean()

    def name_in_sentence(self, name: str) -> str:
        """What a sentence calls this field: "Note must be 5,000 characters or fewer"."""
        return str(self.names.get(name) or self.fields[name].label or name.replace("_", " ").capitalize())


def _with_lf(data: Any) -> Any:
    """The same data with LF for every line end; the data themselves where there is nothing to change."""
    if not isinstance(data, QueryDict) or not any("\r" in text for _, texts in data.lists() for text in texts):
        return data
    changed = data.copy()
    for name, texts in data.lists():
        changed.setlist(name, [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts])
    return changed


def _refuse_default_sentences(form: str, fields: Mapping[str, forms.Field]) -> None:
    for name, field in fields.items():
        if field.required and field.error_messages["required"] is DEFAULT_REQUIRED:
            raise ImproperlyConfigured(
                f"{form}.{name} is required, so it needs its own sentence in error_messages['required']."
            )


def _speak_plainly(field: forms.Field, name: str) -> None:
    """Put sentences that name the field and the remedy in place of Django's; a form's own sentences stay."""
    say = field.error_messages.setdefault
    say(
        "null_characters_not_allowed",
        _("%(name)s holds a character that cannot be stored (NUL). Paste it again as plain text.") % {"name": name},
    )
    # Django fills in the limit later.
    gaps = {"name": name.replace("%", "%%"), "limit": "%(limit_value)s"}
    say("min_length", _("%(name)s must be %(limit)s characters or more") % gaps)
    say("min_value", _("%(name)s must be %(limit)s or more") % gaps)
    say("max_value", _("%(name)s must be %(limit)s or less") % gaps)
    for code, sentence in _type_sentences(field, name).items():
        if field.error_messages.get(code) is type(field).default_error_messages.get(code):
            field.error_messages[code] = sentence
    field.validators = [
        MaxLength(validator.limit_value, name) if type(validator) is MaxLengthValidator else validator
        for validator in field.validators
    ]


def _type_sentences(field: forms.Field, name: str) -> dict[str, Any]:
    if isinstance(field, forms.ChoiceField):
        sentence = field.error_messages["required"]
        if not field.required:
            sentence = _("%(name)s: choose one of the options") % {"name": name}
        return {"invalid_choice": sentence, "invalid_list": sentence}
    if isinstance(field, forms.IntegerField):
        return {"invalid": _("%(name)s must be a number, like 12") % {"name": name}}
    return {}


class DateInput(forms.MultiWidget):
    """Day, month and year, each in its box."""

    use_fieldset = True
    parts: tuple[str, ...] = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in self.parts}, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DayInput(DateInput):
    """Day and month, each in its box."""

    parts = ("day", "month")

    def decompress(self, value: Any) -> list[Any]:
        month, _, day = str(value or "").partition("-")
        return [day.lstrip("0"), month.lstrip("0")]


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Months are added to dates here and there; the sum must stay in the calendar."""

MISSING = {
    ("day",): gettext_noop("%(name)s must include a day"),
    ("month",): gettext_noop("%(name)s must include a month"),
    ("year",): gettext_noop("%(name)s must include a year"),
    ("day", "month"): gettext_noop("%(name)s must include a day and a month"),
    ("day", "year"): gettext_noop("%(name)s must include a day and a year"),
    ("month", "year"): gettext_noop("%(name)s must include a month and a year"),
}


class DateField(forms.Field):
    """A date typed as day, month (a number or a name) and year. Cleans to a `datetime.date`, or None."""

    widget = DateInput

    def to_python(self, value: Sequence[Any] | date | None) -> date | None:
        if value is None or isinstance(value, date):
            return value
        texts = [str(text or "").strip() for text in value]
        if not any(texts):
            return None
        missing = [part for part, text in zip(DateInput.parts, texts, strict=True) if not text]
        if missing:
            raise _fault_of(self, _(MISSING[tuple(missing)]), missing)
        return self._real_date(*texts)

    def _real_date(self, day: str, month: str, year: str) -> date:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise _fault_of(self, _("%(name)s must have a year of 4 numbers, like 2026"), ["year"])
        try:
            found = date(_number(year), _month(month), _number(day))
        except ValueError:
            raise _fault_of(self, _("%(name)s must be a real date, like 31 3 2026"), list(DateInput.parts)) from None
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            sentence = _("%(name)s must lie in the years %(first)s to %(last)s")
            raise _fault_of(self, sentence, ["year"], first=FIRST_YEAR, last=LAST_YEAR)
        return found


class DayField(forms.Field):
    """A day of every year, such as a year end, typed as day and month. Cleans to "MM-DD", or to an empty text."""

    widget = DayInput

    def to_python(self, value: Sequence[Any] | str | None) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        texts = [str(text or "").strip() for text in value]
        if not any(texts):
            return ""
        missing = [part for part, text in zip(DayInput.parts, texts, strict=True) if not text]
        if missing:
            raise _fault_of(self, _(MISSING[tuple(missing)]), missing)
        try:
            found = date(_LEAP_YEAR, _month(texts[1]), _number(texts[0]))
        except ValueError:
            sentence = _("%(name)s must be a real day of the year, like 31 3")
            raise _fault_of(self, sentence, list(DayInput.parts)) from None
        return f"{found:%m-%d}"


_LEAP_YEAR = 2024


def _fault_of(field: forms.Field, sentence: str, parts: list[str], **gaps: Any) -> ValidationError:
    """`params` fills the gaps of the sentence, and tells the page which boxes to mark."""
    named = {"parts": parts, "name": field.label or _("The date"), **gaps}
    return ValidationError(sentence, code="invalid", params=named)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAXYEAR))):
        raise ValueError(text)
    return int(text)


def _month(text: str) -> int:
    typed = text.lower()
    if typed[:3] in MONTHS:
        return MONTHS.index(typed[:3]) + 1
    # Its name in the language of the page too, from the third letter on.
    named = [number for number, name in dates.MONTHS.items() if str(name).lower().startswith(typed)]
    return named[0] if len(typed) > 2 and len(named) == 1 else _number(text)
