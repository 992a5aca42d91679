"""People who save answers at once for a minute, through the real server; then every answer is looked for.

`make load` runs 10 people on SQLite and 30 on PostgreSQL, and both again while the server is killed three times. It
prints the table of docs/performance.md, says on stderr what is not as it ought to be, and ends with 1 if anything is.

LOAD_SECONDS        how long each run lasts (60; the runs with kills take half)
LOAD_WORKERS        gunicorn's workers (2)
LOAD_DATABASE_URL   the PostgreSQL server (postgres://postgres@127.0.0.1:5432/postgres); the run makes a database of its
                    own there and drops it. Without the driver or a server that answers, PostgreSQL is left out.
"""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from load_check import Findings, compare, faults_of_the_database, wait_until_let_go
from load_people import ACKNOWLEDGED, REFUSED, Respondent, Run
from load_site import ROUND, Server, prepare, scratch, why_not

POSTGRESQL = os.environ.get("LOAD_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
KILLS = 3
HEAD = (
    *("Database", "people", "workers", "kills", "seconds", "requests", "requests per second", "p50, ms", "p95, ms"),
    *("longest, ms", "saves acknowledged", "conflicts", "errors", "lost", "doubled"),
)


@dataclass(frozen=True)
class Options:
    """database: empty for SQLite, else the address of a PostgreSQL server."""

    database: str
    people: int
    seconds: float
    workers: int
    kills: int


def main() -> int:
    options = parsed()
    if options.people:
        return one_run(options)
    without = why_not(POSTGRESQL)
    print_row(HEAD)
    print_row(["---"] * len(HEAD))
    codes = [again("", 10, options, kills) for kills in (0, KILLS)]
    if without:
        print(f"\nPostgreSQL is left out: {without}. Set LOAD_DATABASE_URL to a server.")
    else:
        codes += [again(POSTGRESQL, 30, options, kills) for kills in (0, KILLS)]
    return max(codes)


def parsed() -> Options:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", help="address of a PostgreSQL server; SQLite without it")
    parser.add_argument("--people", type=int, default=0, help="one run with so many people, instead of all runs")
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("LOAD_SECONDS", "60")))
    parser.add_argument("--workers", type=int, default=int(os.environ.get("LOAD_WORKERS", "2")))
    parser.add_argument(
        "--kill", dest="kills", type=int, nargs="?", const=1, default=0, help="how often to kill the server"
    )
    return Options(**vars(parser.parse_args()))


def again(database: str, people: int, options: Options, kills: int) -> int:
    """One run in a process of its own, since a process has the settings of one database."""
    seconds = options.seconds / 2 if kills else options.seconds
    command = [sys.executable, __file__, "--people", people, "--seconds", seconds, "--workers", options.workers]
    command += ["--kill", kills, "--database", database]
    return subprocess.run([str(word) for word in command], check=False).returncode


def one_run(options: Options) -> int:
    with scratch(options.database) as folder:
        seats = prepare(options.people)
        server = Server(folder, options.workers)
        run = Run(server.port)
        people = [Respondent(run, *seat) for seat in seats]
        try:
            served, found = play(options, server, run, people)
        finally:
            server.kill()
        faults = [*run.complaints, *server.alarms(), *faults_of_the_database()]
        close_database()
    report(options, run, served, found, faults)
    for sentence in (*found, *faults):
        print(sentence, file=sys.stderr)
    return 1 if [*found, *faults] else 0


def play(options: Options, server: Server, run: Run, people: list[Respondent]) -> tuple[float, Findings]:
    """Seconds for which the server was up, and what the comparisons found; one after each kill, one at the end."""
    server.start()
    run.is_up.set()
    start, down = time.monotonic(), 0.0
    for person in people:
        person.start()
    for _ in range(options.kills):
        time.sleep(options.seconds / (options.kills + 1))
        down -= time.monotonic()
        run.is_up.clear()
        server.kill()
        found = compare_now(run)
        if [*found]:
            return time.monotonic() - start, found
        server.start()
        run.up_again_at = time.monotonic()
        run.is_up.set()
        down += time.monotonic()
    time.sleep(options.seconds / (options.kills + 1))
    run.is_over = True
    for person in people:
        person.join()
    served = time.monotonic() - start - down
    server.stop()
    return served, compare_now(run)


def compare_now(run: Run) -> Findings:
    """Of the database as it is while nobody writes."""
    wait_until_let_go()
    found = compare(ROUND, [*run.saves])
    close_database()
    return found


def close_database() -> None:
    from django.db import connection

    connection.close()


# --- The table -----------------------------------------------------------------------------------------------


def report(options: Options, run: Run, served: float, found: Findings, faults: list[str]) -> None:
    from django.db import connection

    times = sorted(run.times) or [0.0]
    saves = [*run.saves]
    print_row(
        [
            connection.display_name,
            options.people,
            options.workers,
            options.kills,
            f"{served:.0f}",
            f"{len(run.times):,}",
            f"{len(run.times) / served:.0f}",
            *(f"{share * 1000:.0f}" for share in (times[len(times) // 2], times[len(times) * 95 // 100], times[-1])),
            f"{sum(save.state == ACKNOWLEDGED for save in saves):,}",
            f"{sum(save.state == REFUSED for save in saves):,}",
            len(faults) + len(found.unexplained),
            len(found.lost),
            len(found.doubled),
        ]
    )


def print_row(cells: object) -> None:
    print(f"| {' | '.join(str(cell) for cell in cells)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
