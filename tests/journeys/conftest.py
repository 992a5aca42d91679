"""Whole stories in a real browser: Debian's Chromium, the demo's people, an accessibility check on each page.

Every person of a story is a Visitor (visitor.py) with a browser of their own. JOURNEY_PICTURES=<folder> keeps a
picture of each page that somebody looked at.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from assessments.demo.actions import make_demo
from tests.conftest import CHROMIUM
from tests.journeys.reception import Reception
from tests.journeys.visitor import Visitor

# Playwright's loop runs in this thread, and Django takes any loop for a reason to refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000
"""Milliseconds to wait for anything before a story fails."""

Welcome = Callable[..., Visitor]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each browser is told the address of the server by itself."""


@pytest.fixture(scope="package", autouse=True)
def the_edition_stays(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A story empties the database behind it; whoever comes after the stories finds the edition again."""
    yield
    with django_db_blocker.unblock():
        call_command("loaddata", "alps-2014-plain", verbosity=0)


@pytest.fixture(scope="session")
def reception(live_server: Any) -> Reception:
    """Where SQLite is in memory, all threads of the server share one connection, so requests take turns."""
    server = live_server.thread.httpd
    in_memory = connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"])
    reception = Reception(server.get_app(), one_at_a_time=in_memory)
    server.set_app(reception)
    return reception


@pytest.fixture(scope="session")
def kept_demo() -> Iterator[sqlite3.Connection]:
    """A copy of the database with the demo in it, empty until the first story."""
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    yield kept
    kept.close()


@pytest.fixture
def demo(transactional_db: None, settings: Any, kept_demo: sqlite3.Connection) -> None:
    """The demo partnership, in a database that the server in its thread sees, with its people offered to sign in."""
    settings.DEMO = settings.DEBUG = True
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        make_demo()
    elif kept_demo.execute("SELECT 1 FROM sqlite_master").fetchone():
        kept_demo.backup(connection.connection)
    else:
        make_demo()
        connection.connection.backup(kept_demo)


@pytest.fixture
def welcome(
    demo: None, live_server: Any, reception: Reception, new_context: Any, request: pytest.FixtureRequest
) -> Iterator[Welcome]:
    """Make a visitor: welcome("Rhiannon Achterberg") is signed in, welcome() is not; scripts=False has none."""
    visitors: list[Visitor] = []

    def somebody(name: str = "", *, scripts: bool = True) -> Visitor:
        context = new_context(base_url=live_server.url, java_script_enabled=scripts, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        story = request.node.name.removeprefix("test_given_").replace("[chromium", "").strip("-]")
        visitor = Visitor(context, scripts=scripts, story=f"{story}-{len(visitors) + 1}")
        visitors.append(visitor)
        if name:
            visitor.sign_in(name)
        return visitor

    yield somebody
    for visitor in visitors:
        visitor.leave()
    reception.wait_until_quiet()
    for visitor in visitors:
        visitor.has_seen_no_fault()
