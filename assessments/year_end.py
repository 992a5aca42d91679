"""A deadline that runs from a body's year end: month end to month end.

Pure: dates in, a date out. A year end is written MM-DD; 02-28 and 02-29 both mean the end of February.
"""

from calendar import monthrange
from datetime import date


def last_year_end(year_end: str, period_end: date) -> date | None:
    """The year end that came last in the period, the day the period ends included; None for no or no real date."""
    month, _, day = year_end.partition("-")
    if not (month.isascii() and month.isdigit() and day.isascii() and day.isdigit()):
        return None
    return next(
        (
            found
            for year in (period_end.year, period_end.year - 1)
            if (found := _in_year(year, int(month), int(day))) and found <= period_end
        ),
        None,
    )


def months_after(start: date, months: int) -> date:
    """30 June + 6 = 31 December: the end of a month leads to the end of a month, else the same day where it exists."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    last = monthrange(year, month)[1]
    was_last = start.day == monthrange(start.year, start.month)[1]
    return date(year, month, last if was_last else min(start.day, last))


def deadline(year_end: str, months: int | None, period_end: date) -> date | None:
    """This body's own date for a question whose deadline runs for so many months from the year end."""
    start = last_year_end(year_end, period_end)
    return months_after(start, months) if start and months is not None else None


def _in_year(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:
        return None
    last = monthrange(year, month)[1]
    is_end_of_february = month == 2 and day >= 28
    return date(year, month, last if is_end_of_february else min(day, last))
