"""The history is append-only in the database itself: triggers refuse to change or delete an event.

The migration installs them. SQLite forgets the triggers of a table that a later migration makes anew: such a migration
has to install them again, and a test looks. `unlocked` lifts them for the one operator's act that needs it: taking
the demo away.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

TABLE = "partnerships_event"
SAY = "The history cannot be changed"

SQLITE = [
    f"""CREATE TRIGGER history_refuses_{act.lower()} BEFORE {act} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{SAY}'); END"""
    for act in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION history_refuses() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SAY}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER history_refuses BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION history_refuses()""",
]


def install(vendor: str, execute: Any) -> None:
    """Create the triggers; `execute` takes one statement."""
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        execute(statement)


def remove(vendor: str, execute: Any) -> None:
    if vendor == "postgresql":
        execute(f"DROP TRIGGER IF EXISTS history_refuses ON {TABLE}")
        return
    for act in ("update", "delete"):
        execute(f"DROP TRIGGER IF EXISTS history_refuses_{act}")


@contextmanager
def unlocked() -> Iterator[None]:
    """Lift the triggers inside one transaction; they stand again, or nothing has happened, when it ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        remove(connection.vendor, cursor.execute)
        yield
        install(connection.vendor, cursor.execute)
