"""How far the renderer of PDFs is: it says so in a log of its own, page by page."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LOGGER = logging.getLogger("weasyprint.progress")
EVERY = 1.0
"""Seconds between two words of progress, each of which is a write to the database."""


@contextmanager
def pages_drawn(tell: Callable[[int], None]) -> Iterator[None]:
    """While this lasts, `tell` hears the number of the page that is being drawn, once a second at most."""
    handler = _Pages(tell)
    was = LOGGER.level, LOGGER.propagate
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(was[0])
        LOGGER.propagate = was[1]


class _Pages(logging.Handler):
    """Listens to its own thread alone: another may draw another report.

    The renderer goes over the pages again once it knows how many there are, and a number that falls looks like a fault.
    """

    def __init__(self, tell: Callable[[int], None]) -> None:
        super().__init__()
        self._tell, self._thread, self._told_at = tell, threading.get_ident(), 0.0
        self._furthest = 0

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread or "Page" not in str(record.msg) or not isinstance(record.args, tuple):
            return
        self._furthest = max(self._furthest, int(str(record.args[0])))
        now = time.monotonic()
        if now - self._told_at >= EVERY:
            self._told_at = now
            self._tell(self._furthest)
