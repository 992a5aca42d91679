"""A published edition never changes, and the database itself sees to that, whoever writes.

Triggers on both databases refuse to add, change or delete a part of an edition that has left the draft, to change or
delete the edition's own row (its revision apart, which only says that an erratum came), to bring an edition back to
draft, and to rewrite the record of acts. Writing a row again as it stands is no change, so `loaddata` of the same file
works at every start.

SQLite forgets the triggers of a table that a later migration makes anew, and refuses to make `framework_data_life` anew
while triggers speak of it: such a migration calls `remove` first and `install` after. `unlocked` lifts the triggers for
the one act that needs it: emptying a database between tests.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

SAY = "A published edition cannot be changed"
SAY_LIFE = "An edition does not go back to draft, and who published it stays on record"
SAY_HISTORY = "The history of editions cannot be changed"
SAY_ERRATUM = "A draft has no errata: change its text"

PARTS = ("definition", "level", "dimension", "option", "statement", "question", "check", "erratum")
LIFE, EDITION, HISTORY = "framework_data_life", "framework_data_edition", "framework_data_editionevent"
OF_PUBLISHING = (
    "edition_id",
    "base",
    "change_note",
    "proposed_at",
    "proposed_by_id",
    "published_at",
    "published_by_id",
)
"""Columns of a life that stay as they are once the edition has been published."""


def install(connection: Any, execute: Any) -> None:
    """Create the triggers; `execute` takes one statement."""
    for statement in POSTGRESQL if connection.vendor == "postgresql" else _sqlite(connection):
        execute(statement)


def remove(connection: Any, execute: Any) -> None:
    for name, table in _names(connection.vendor):
        execute(f"DROP TRIGGER IF EXISTS {name}{f' ON {table}' if connection.vendor == 'postgresql' else ''}")


@contextmanager
def unlocked() -> Iterator[None]:
    """Lift the triggers inside one transaction; they stand again, or nothing has happened, when it ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        remove(connection, cursor.execute)
        yield
        install(connection, cursor.execute)


_IN_STATE = "EXISTS (SELECT 1 FROM framework_data_life WHERE edition_id = {} AND state {} 'draft')"


def _frozen(edition: str) -> str:
    """Whether the edition of this key has left the draft."""
    return _IN_STATE.format(edition, "<>")


def _draft(edition: str) -> str:
    return _IN_STATE.format(edition, "=")


def _tables() -> list[str]:
    return [EDITION, LIFE, HISTORY, *(f"framework_data_{part}" for part in PARTS)]


def _names(vendor: str) -> Iterator[tuple[str, str]]:
    """(trigger, table)"""
    for table in _tables():
        if vendor == "postgresql":
            yield f"{table}_frozen", table
        else:
            yield from ((f"{table}_frozen_{act}", table) for act in ("insert", "update", "delete"))


# --- PostgreSQL ----------------------------------------------------------------------------------------------------


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _raise(say: str) -> str:
    return f"RAISE EXCEPTION '{say}' USING ERRCODE = 'integrity_constraint_violation';"


def _attach(table: str, function: str, acts: str) -> str:
    return f"CREATE TRIGGER {table}_frozen BEFORE {acts} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"


POSTGRESQL = [
    _function(
        "edition_part_frozen",
        f"""
        IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NEW; END IF;
        IF TG_OP <> 'INSERT' AND {_frozen("OLD.edition_id")} THEN {_raise(SAY)} END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF {_frozen("NEW.edition_id")} THEN {_raise(SAY)} END IF;
        RETURN NEW;""",
    ),
    _function(
        "edition_erratum_frozen",
        f"""
        IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NEW; END IF;
        IF TG_OP <> 'INSERT' AND {_frozen("OLD.edition_id")} THEN {_raise(SAY)} END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF {_draft("NEW.edition_id")} THEN {_raise(SAY_ERRATUM)} END IF;
        RETURN NEW;""",
    ),
    _function(
        "edition_frozen",
        f"""
        IF NOT {_frozen("OLD.id")} THEN RETURN COALESCE(NEW, OLD); END IF;
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'revision' = to_jsonb(NEW) - 'revision' THEN RETURN NEW; END IF;
        {_raise(SAY)}""",
    ),
    _function(
        "edition_life_frozen",
        f"""
        IF OLD.state = 'draft' THEN RETURN COALESCE(NEW, OLD); END IF;
        IF TG_OP = 'UPDATE' AND NEW.state <> 'draft'
            AND ({", ".join(f"OLD.{column}" for column in OF_PUBLISHING)})
            IS NOT DISTINCT FROM ({", ".join(f"NEW.{column}" for column in OF_PUBLISHING)}) THEN RETURN NEW; END IF;
        {_raise(SAY_LIFE)}""",
    ),
    _function("edition_history_frozen", _raise(SAY_HISTORY)),
    _attach(EDITION, "edition_frozen", "UPDATE OR DELETE"),
    _attach(LIFE, "edition_life_frozen", "UPDATE OR DELETE"),
    _attach(HISTORY, "edition_history_frozen", "UPDATE OR DELETE"),
    *(
        _attach(
            f"framework_data_{part}",
            "edition_erratum_frozen" if part == "erratum" else "edition_part_frozen",
            "INSERT OR UPDATE OR DELETE",
        )
        for part in PARTS
    ),
]


# --- SQLite ----------------------------------------------------------------------------------------------------


def _sqlite(connection: Any) -> Iterator[str]:
    frozen_before, frozen_after = _frozen("OLD.edition_id"), _frozen("NEW.edition_id")
    for part in PARTS:
        table = f"framework_data_{part}"
        if part == "erratum":
            yield _refuse(table, "insert", _draft("NEW.edition_id"), SAY_ERRATUM)
        else:
            yield _refuse(table, "insert", frozen_after, SAY)
        changes = _differ(_columns(connection, table))
        yield _refuse(table, "update", f"({changes}) AND ({frozen_before} OR {frozen_after})", SAY)
        yield _refuse(table, "delete", frozen_before, SAY)
    frozen = _frozen("OLD.id")
    changes = _differ(column for column in _columns(connection, EDITION) if column != "revision")
    yield _refuse(EDITION, "update", f"({changes}) AND {frozen}", SAY)
    yield _refuse(EDITION, "delete", frozen, SAY)
    goes_back = f"NEW.state = 'draft' OR {_differ(OF_PUBLISHING)}"
    yield _refuse(LIFE, "update", f"OLD.state <> 'draft' AND ({goes_back})", SAY_LIFE)
    yield _refuse(LIFE, "delete", "OLD.state <> 'draft'", SAY_LIFE)
    yield _refuse(HISTORY, "update", "1", SAY_HISTORY)
    yield _refuse(HISTORY, "delete", "1", SAY_HISTORY)


def _refuse(table: str, act: str, when: str, say: str) -> str:
    return (
        f"CREATE TRIGGER {table}_frozen_{act} BEFORE {act.upper()} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{say}'); END"
    )


def _differ(columns: Iterable[str]) -> str:
    return " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)


def _columns(connection: Any, table: str) -> list[str]:
    """The table's columns as they are now: a migration may run before later columns are there."""
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]
