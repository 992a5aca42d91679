"""The page numbers that the renderer logs reach whoever waits, and nothing else is logged or changed."""

import logging

import pytest

from reports import progress
from reports.progress import pages_drawn

LOGGER = logging.getLogger("weasyprint.progress")


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_the_pages_are_told_once_a_second(clock):
    told = []
    with pages_drawn(told.append):
        for page in range(1, 7):
            LOGGER.info("Step 5 - Creating layout - Page %d", page)
            clock[0] += 0.5
        LOGGER.info("Step 6 - Creating PDF")

    assert told == [1, 3, 5]


def test_a_second_pass_over_the_pages_lets_no_number_fall(clock):
    told = []
    with pages_drawn(told.append):
        for page in (1, 2, 3, 1, 2, 3, 4):
            LOGGER.info("Step 5 - Creating layout - Page %d", page)
            clock[0] += 1

    assert told == [1, 2, 3, 3, 3, 3, 4]


def test_the_log_is_as_before_afterwards(clock, caplog):
    before = LOGGER.level, LOGGER.propagate, list(LOGGER.handlers)
    with pytest.raises(ValueError, match="broken"), pages_drawn(lambda page: None):
        LOGGER.info("Step 5 - Creating layout - Page %d", 1)
        raise ValueError("broken")

    assert (LOGGER.level, LOGGER.propagate, LOGGER.handlers) == before
    assert caplog.text == ""


@pytest.mark.slow
def test_the_renderer_says_which_page_it_draws(monkeypatch):
    from reports.pdf import render

    monkeypatch.setattr(progress, "EVERY", 0.0)
    told = []
    with pages_drawn(told.append):
        render("<title>x</title><p>one</p><p style='break-before: page'>two</p>")

    assert {1, 2} <= set(told)
