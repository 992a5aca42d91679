"""What `make load` plays on: a scratch database with one open round and its people, behind the real server."""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
ROUND = "load-2026"
SITE = {
    "DJANGO_SETTINGS_MODULE": "alps.settings",
    "SECRET_KEY": "for-the-load-run-only",
    "DEBUG": "false",
    "DEMO": "false",
    "HTTPS": "false",
    "LOG_LEVEL": "ERROR",
    "ALLOWED_HOSTS": "127.0.0.1",
}
# Below the ports that the system gives to clients: one of those could be taken while the server is down.
PORTS = range(18100, 18200)
ALARMS = (" ERROR ", " CRITICAL ", "[ERROR]", "[CRITICAL]", "deadlock detected", "database is locked")


# --- The database --------------------------------------------------------------------------------------------


@contextmanager
def scratch(server: str) -> Iterator[Path]:
    """A folder and, beside it or on the PostgreSQL server of this address, an empty database; both go at the end."""
    with tempfile.TemporaryDirectory(prefix="alps-load-") as folder:
        os.environ |= SITE | {"STATIC_ROOT": f"{folder}/static", "PYTHONPATH": str(ROOT)}
        if not server:
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/load.sqlite3"
            yield Path(folder)
            return
        name = f"alps_load_{os.getpid()}"
        _on_server(server, f"CREATE DATABASE {name}")
        os.environ["DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()
        try:
            yield Path(folder)
        finally:
            _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(server: str, statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(server, connect_timeout=5)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def why_not(server: str) -> str:
    """Why this PostgreSQL server cannot be used; empty where it can."""
    try:
        _on_server(server, "SELECT 1")
    except Exception as error:
        return str(error).strip().splitlines()[0]
    return ""


def prepare(count: int) -> list[tuple[str, str, str, str]]:
    """The round and its people: name, address of the body's pages, body and session of each.

    Two people or more answer for each body, so that colleagues meet.
    """
    # Compressing the admin's files takes longer than all the rest, and nobody here sees them.
    collect = ["collectstatic", "-v0", "--noinput", "--ignore", "admin"]
    for command in (["migrate", "-v0"], ["loaddata", "-v0", "alps-2014-plain"], collect):
        subprocess.run([sys.executable, ROOT / "manage.py", *command], check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from django.db import connection

    bodies = [f"body-{number}" for number in range(max(1, min(6, count // 2)))]
    _open_a_round(bodies)
    seats = [_seat(f"Person {number}", bodies[number % len(bodies)]) for number in range(count)]
    connection.close()
    return seats


def _open_a_round(bodies: list[str]) -> None:
    from assessments.interchange import import_document
    from assessments.models import Assessment, Participant

    import_document(
        {
            "format": "alps-assessment/1",
            "edition": "alps-2014-plain",
            "partnership": {"slug": "load", "name": "Load"},
            "assessment": {
                "slug": ROUND,
                "title": "Load 2026",
                "scope": "Everything",
                "scope_agreed_on": "2026-01-01",
                "period_start": "2026-01-01",
                "period_end": "2026-12-31",
                "state": "open",
                "lead_entity": bodies[0],
            },
            "entities": [
                {"slug": body, "name": body.capitalize(), "kind": "other", "participation": "participating"}
                for body in bodies
            ],
            "answers": [],
            "agreed": [],
        }
    )
    Assessment.objects.filter(slug=ROUND).update(imported_at=None)
    Participant.objects.update(submitted_at=None)


def _seat(name: str, body: str) -> tuple[str, str, str, str]:
    from bench_site import session_of

    from partnerships.models import Entity, Partnership, Person, Role

    person = Person.objects.create_user(f"{name.replace(' ', '.')}@example.org", name=name)
    Role.objects.create(
        person=person,
        partnership=Partnership.objects.get(slug="load"),
        entity=Entity.objects.get(slug=body),
        kind="respondent",
    )
    return name, f"/assessments/{ROUND}/entities/{body}/", body, session_of(person)


# --- The server ----------------------------------------------------------------------------------------------


class Server:
    """gunicorn with sync workers in a process group of its own, at the same port after each start."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.log = folder / "server.log"
        self.workers, self.port = workers, _free_port()
        self.process: subprocess.Popen[Any] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "-w", str(self.workers), "-b", f"127.0.0.1:{self.port}"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*command, "--log-level", "warning", "alps.wsgi"], cwd=ROOT, stderr=log, start_new_session=True
            )
        for _ in range(600):
            if self._answers():
                return
            time.sleep(0.05)
        sys.exit(f"The server did not start:\n{self.log.read_text()}")

    def _answers(self) -> bool:
        try:
            return urlopen(f"http://127.0.0.1:{self.port}/healthz/", timeout=10).status == 200
        except OSError:
            return False

    def kill(self) -> None:
        """The whole group at once, as when the machine's power goes: nobody gets to finish anything."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=60)
            self.process = None

    def alarms(self) -> list[str]:
        """Lines of the server's log that ought not to be there."""
        return [line for line in self.log.read_text().splitlines() if any(word in line for word in ALARMS)]


def _free_port() -> int:
    for port in random.sample(PORTS, k=len(PORTS)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit("No port is free.")
