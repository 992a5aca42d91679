"""Stands before the site while stories are told, and knows which requests are under way."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from threading import Condition, Lock
from typing import Any

AT_MOST = 60
"""Seconds that the last request of a story may take."""


class Reception:
    """A WSGI application in front of another; `one_at_a_time` where all threads share one database connection."""

    def __init__(self, application: Callable[..., Any], *, one_at_a_time: bool) -> None:
        self.application = application
        self.turn: AbstractContextManager[Any] = Lock() if one_at_a_time else nullcontext()
        self.under_way = 0
        self.changed = Condition()

    def __call__(self, *request: Any) -> list[bytes]:
        with self.changed:
            self.under_way += 1
        try:
            with self.turn:
                return self._answer(*request)
        finally:
            with self.changed:
                self.under_way -= 1
                self.changed.notify_all()

    def _answer(self, *request: Any) -> list[bytes]:
        """All of it, so that nothing is left to do in the database once the turn is over."""
        response = self.application(*request)
        try:
            return list(response)
        finally:
            response.close()

    def wait_until_quiet(self) -> None:
        """The database must not be emptied under a request that is still at work."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.under_way == 0, timeout=AT_MOST)
