"""A worker makes a large report while people save answers through the real server: nobody waits for it.

`make load` runs it with 40 bodies, on SQLite and on PostgreSQL. A board member asks for the report by the button of the
page and follows it; how long the others' requests take is measured before and meanwhile. It prints a row of
docs/performance.md, says on stderr what is not as it ought to be, and ends with 1 if anything is.

LOAD_DATABASE_URL   as in load.py
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench_pages import import_round
from load import POSTGRESQL, close_database, compare_now, print_row
from load_people import Respondent, Run
from load_site import ROOT, Server, prepare, scratch, why_not

PEOPLE = 4
BEFORE = 2.0
"""Seconds for which people save before the report is asked for."""
LONGEST, GIVES_UP = 3.0, 180.0
"""Seconds: what no request of the others may take, and when the report ought to be there."""
HEAD = (
    *("Database", "entities", "seconds until the report was there", "steps told", "requests meanwhile"),
    *("p50 before, ms", "p50 meanwhile, ms", "p95 meanwhile, ms", "longest meanwhile, ms", "faults"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", help="one run on this PostgreSQL server, or on SQLite where it is empty")
    parser.add_argument("--bodies", type=int, default=40)
    options = parser.parse_args()
    if options.database is not None:
        return one_run(options.database, options.bodies)
    print_row(HEAD)
    print_row(["---"] * len(HEAD))
    command = [sys.executable, __file__, "--bodies", str(options.bodies), "--database"]
    places = [""] if (without := why_not(POSTGRESQL)) else ["", POSTGRESQL]
    codes = [subprocess.run([*command, place], check=False).returncode for place in places]
    if without:
        print(f"\nPostgreSQL is left out: {without}. Set LOAD_DATABASE_URL to a server.")
    return max(codes)


def one_run(database: str, bodies: int) -> int:
    with scratch(database) as folder:
        os.environ["BACKGROUND_WORKER"] = "true"
        seats, reader = prepare(PEOPLE), a_reader(bodies)
        server = Server(folder, 2)
        run = Run(server.port)
        server.start()
        try:
            with a_worker(folder):
                asked, there, steps = play(run, [Respondent(run, *seat) for seat in seats], reader)
            server.stop()
            faults = [*run.complaints, *compare_now(run), *server.alarms()]
        finally:
            server.kill()
        before, meanwhile = sorted(run.times[:asked]), sorted(run.times[asked:])
        faults += faults_of(meanwhile, there, steps)
        print_row([name_of_database(), bodies, f"{there:.1f}", len(steps), *told(before, meanwhile), len(faults)])
        close_database()
    for sentence in faults:
        print(sentence, file=sys.stderr)
    return 1 if faults else 0


def a_reader(bodies: int) -> str:
    """A large round in consensus; the session of a board member of it."""
    from bench_site import session_of

    from partnerships.models import Entity, Partnership, Person, Role

    lead = import_round("large", "Large", bodies)
    person = Person.objects.create_user("reader@example.org", name="Reader")
    Role.objects.create(
        person=person,
        partnership=Partnership.objects.get(slug="large"),
        entity=Entity.objects.get(slug=lead),
        kind="board_member",
    )
    close_database()
    return session_of(person)


@contextmanager
def a_worker(folder: Path) -> Iterator[None]:
    command = [sys.executable, ROOT / "manage.py", "db_worker", "--interval", "0.2", "--no-startup-delay"]
    with (folder / "worker.log").open("w") as log:
        worker = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield
        finally:
            worker.terminate()
            worker.wait(timeout=60)


def play(run: Run, people: list[Respondent], session: str) -> tuple[int, float, list[str]]:
    """How many requests the others had made before, seconds until the report was there, and the steps it told."""
    run.is_up.set()
    for person in people:
        person.start()
    time.sleep(BEFORE)
    asked, start = len(run.times), time.monotonic()
    reader = Respondent(Run(run.port, is_up=run.is_up), "Reader", "", "", session)
    steps = follow(reader, start + GIVES_UP)
    there = time.monotonic() - start
    run.is_over = True
    for person in people:
        person.join()
    return asked, there, steps


def follow(reader: Respondent, until: float) -> list[str]:
    """Press the button, look at the page until the file is offered, and take it away. Each thing that the page says."""
    path, said = "/assessments/large-2026/report/pdf/", list[str]()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', reader.ask(path).text)
    assert token is not None
    reader.ask(path, {"csrfmiddlewaretoken": token[1]})
    while time.monotonic() < until:
        page = reader.ask(path).text
        if "It is ready." in page:
            return said
        found = re.search(r"<strong>(It [^<]+)</strong>", page)
        if found and found[1] not in said:
            said.append(found[1])
        time.sleep(0.2)
    return []


def faults_of(meanwhile: list[float], there: float, steps: list[str]) -> list[str]:
    found = []
    if not steps:
        found.append("The report was not there in time, or told nothing while it was made.")
    if not meanwhile or meanwhile[-1] > LONGEST:
        found.append("While the report was made, others waited too long.")
    if len(meanwhile) < there:
        found.append("While the report was made, hardly anything else was served.")
    return found


def told(before: list[float], meanwhile: list[float]) -> list[str]:
    shares = [at(before, 0.5), at(meanwhile, 0.5), at(meanwhile, 0.95), at(meanwhile, 1.0)]
    return [str(len(meanwhile)), *(f"{share * 1000:.0f}" for share in shares)]


def at(times: list[float], share: float) -> float:
    return times[min(int(len(times) * share), len(times) - 1)] if times else 0.0


def name_of_database() -> str:
    from django.db import connection

    return connection.display_name


if __name__ == "__main__":
    sys.exit(main())
