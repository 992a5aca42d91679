"""Single values of an alps-assessment/1 document: each check returns what is wrong with a value, or None.

Pure. Nothing is mended: a value is right as it stands, or refused in words.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

Check = Callable[[Any], str | None]
FIRST_YEAR, LAST_YEAR = 1900, 2999

_SLUG = re.compile(r"[A-Za-z0-9_-]{1,80}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")


def text(longest: int, *, blank: bool = True) -> Check:
    def check_text(value: Any) -> str | None:
        if not isinstance(value, str):
            return "must be a text."
        if not blank and not value.strip():
            return "must not be empty."
        if len(value) > longest:
            return f"must be {longest:,} characters or fewer; it has {len(value):,}."
        if "\x00" in value:
            return "must not hold a NUL character."
        if any("\ud800" <= character <= "\udfff" for character in value):
            return "must not hold half of a surrogate pair."
        return None

    return check_text


def slug(value: Any) -> str | None:
    if isinstance(value, str) and _SLUG.fullmatch(value):
        return None
    return "must be 1 to 80 letters, digits, hyphens or underscores."


def slug_or_null(value: Any) -> str | None:
    return None if value is None else slug(value)


def day(value: Any) -> str | None:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            return "is not a date of the calendar."
        # Deadlines are reckoned some months and a year away from a date, which must stay in the calendar.
        return None if FIRST_YEAR <= found.year <= LAST_YEAR else f"must lie in {FIRST_YEAR} to {LAST_YEAR}."
    return 'must be a date such as "2025-04-01".'


def day_or_null(value: Any) -> str | None:
    return None if value is None else day(value)


def month_day(value: Any) -> str | None:
    if value == "":
        return None
    if isinstance(value, str) and _MONTH_DAY.fullmatch(value) and day(f"2024-{value}") is None:
        return None
    return 'must be a month and a day such as "03-31", or empty.'


def boolean(value: Any) -> str | None:
    return None if isinstance(value, bool) else "must be true or false."


def a_list(value: Any) -> str | None:
    return None if isinstance(value, list) else "must be a list."


def an_object(value: Any) -> str | None:
    return None if isinstance(value, dict) else "must be an object."


def choice(*choices: str) -> Check:
    def check_choice(value: Any) -> str | None:
        return None if isinstance(value, str) and value in choices else f"must be one of {', '.join(choices)}."

    return check_choice
