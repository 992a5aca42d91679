from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.year_end import deadline, last_year_end, months_after

PERIOD_END = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("year_end", "months", "due"),
    [
        ("03-31", 6, date(2026, 9, 30)),
        ("06-30", 6, date(2025, 12, 31)),
        ("07-31", 6, date(2026, 1, 31)),
        ("02-28", 6, date(2026, 8, 31)),
        ("04-05", 3, date(2025, 7, 5)),
        ("08-31", 6, date(2026, 2, 28)),
        ("08-30", 6, date(2026, 2, 28)),
        ("03-31", 3, date(2026, 6, 30)),
        ("03-31", 0, date(2026, 3, 31)),
    ],
)
def test_a_deadline_runs_month_end_to_month_end(year_end, months, due):
    assert deadline(year_end, months, PERIOD_END) == due


def test_the_end_of_february_is_the_28th_or_the_29th():
    assert last_year_end("02-29", date(2026, 3, 31)) == date(2026, 2, 28)
    assert last_year_end("02-28", date(2024, 3, 31)) == date(2024, 2, 29)
    assert months_after(date(2023, 8, 31), 6) == date(2024, 2, 29)


def test_a_year_that_ended_on_the_last_day_of_the_period_counts():
    assert last_year_end("03-31", date(2026, 3, 31)) == date(2026, 3, 31)
    assert last_year_end("03-31", date(2026, 3, 30)) == date(2025, 3, 31)


@pytest.mark.parametrize("year_end", ["", "soon", "13-01", "02-30", "00-10", "04-31", "3", "-", "1²-01"])
def test_without_a_real_year_end_there_is_no_date(year_end):
    assert deadline(year_end, 6, PERIOD_END) is None


def test_a_question_without_a_deadline_has_no_date():
    assert deadline("03-31", None, PERIOD_END) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), st.integers(0, 36))
def test_months_later_is_in_the_right_month(start, months):
    later = months_after(start, months)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
