"""Measures the pages, the rule and the report in one run and prints the tables of docs/performance.md.

Ratios, not times: each page's CPU time and requests per second stand beside a bare view of the same project, with the
same middleware, that reads or writes one row. Works on a database of its own in a temporary folder, or on the one that
BENCH_DATABASE_URL names (an empty PostgreSQL database).
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_pages import add_rounds, pages_of_the_demo
from bench_reports import cpu_of, the_papers
from bench_site import CALLS, Page, Site, batch_of, body_of, load, wait_for
from bench_tables import the_tables

ROOT = Path(__file__).resolve().parent.parent
BATCHES = 9


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="alps-bench-") as scratch:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bench_settings",
            "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{scratch}/bench.sqlite3"),
            "STATIC_ROOT": f"{scratch}/static",
            "SECRET_KEY": "for-the-bench-only",
            "DEBUG": "false",
            "DEMO": "false",
            "HTTPS": "false",
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'scripts'}",
        }
        sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
        prepare()
        measure()


def prepare() -> None:
    """A database with the demo in it, and the static files collected."""
    demo = os.environ | {"DEBUG": "true", "DEMO": "true"}
    for command in (["migrate", "-v0"], ["demo"], ["collectstatic", "-v0", "--noinput"]):
        environment = os.environ if command[0] == "collectstatic" else demo
        subprocess.run(
            [sys.executable, ROOT / "manage.py", *command], env=environment, check=True, stdout=subprocess.DEVNULL
        )


def measure() -> None:
    import django

    django.setup()
    site = Site()
    add_rounds()
    pages = pages_of_the_demo()
    for page in pages:
        site.check(page)
    print(f"Python {sys.version.split()[0]}, {database_name()}, {BATCHES} batches of {CALLS} requests in turn\n")
    speed = requests_per_second(site, pages)
    print("| Page | CPU, ms | CPU / bare | aim | CPU / bare behind the sign-in | Requests per second / bare |")
    print("|---|---|---|---|---|---|")
    times = cpu_times(site, pages)
    for page in pages:
        cpu, ratio, signed_in = times[page.name]
        served = f"1 / {speed[page.bare] / speed[page.name]:.1f}"
        print(f"| {page.name} | {cpu:.2f} | {ratio:.1f} | {page.aim:.0f} | {signed_in:.1f} | {served} |")
    print(f"\nBare view, read: {speed['/bare-read/']:.0f} requests per second; write: {speed['/bare-write/']:.0f}.\n")
    the_rule()
    the_papers(site)
    the_tables(cpu_of)


def database_name() -> str:
    from django.db import connection

    return connection.vendor


# --- Measuring -----------------------------------------------------------------------------------------------


def cpu_times(site: Site, pages: list[Page]) -> dict[str, tuple[float, float, float]]:
    """Name of the page -> (ms of CPU, ratio to its bare view, ratio to a bare view behind the sign-in).

    Medians of batches in which the three take turns.
    """
    found = {}
    for page in pages:
        batches = []
        for _ in range(BATCHES + 1):
            bare = batch_of(site, page.bare, f"csrftoken={'a' * 32}", lambda page=page: b"x=1" if page.form else None)
            signed_in = batch_of(site, "/bare-signed-in/", site.cookies(page), lambda: None)
            own = batch_of(site, page.path, site.cookies(page), lambda page=page: body_of(page))
            batches.append((own * 1000, own / bare, own / signed_in))
        found[page.name] = tuple(statistics.median(column) for column in zip(*batches[1:], strict=True))
    return found


def requests_per_second(site: Site, pages: list[Page]) -> dict[str, float]:
    """Through gunicorn with two workers, asked by four threads."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "--log-level", "error", "alps.wsgi"],
        cwd=ROOT,
    )
    try:
        wait_for(port)
        # Both workers load the site while the first requests wait, which is nobody's speed.
        for _ in range(6):
            load(port, "/bare-read/", "", lambda: None, seconds=0.5)
        found = {}
        for path in ("/bare-read/", "/bare-write/"):
            form = b"csrfmiddlewaretoken=" + b"a" * 32 if "write" in path else None
            found[path] = load(port, path, f"csrftoken={'a' * 32}", lambda form=form: form)
        for page in pages:
            found[page.name] = load(port, page.path, site.cookies(page), lambda page=page: body_of(page))
        return found
    finally:
        server.terminate()
        server.wait()


# --- The rule and the report -------------------------------------------------------------------------------------


def the_rule() -> None:
    from assessments.interchange import participants_of
    from assessments.maturity import partnership_profile, profiles
    from assessments.models import Assessment
    from assessments.rounds import counted_round
    from assessments.way_up import _cheapest
    from framework_data.content import content_of

    assessment = Assessment.objects.get(slug="forty-2026")
    recorded = counted_round(assessment, content_of(assessment.edition), participants_of(assessment))

    def everything() -> None:
        _cheapest.cache_clear()
        profiles(recorded)

    print("| Maturity of 40 entities | CPU, ms | aim |")
    print("|---|---|---|")
    bare = cpu_of(lambda: partnership_profile(recorded, explain=False), 50)
    print(f"| Partnership's profile, no explanation | {bare:.2f} | 5 |")
    print(f"| All 41 profiles with explanation, nothing remembered | {cpu_of(everything, 20):.1f} | 250 |")
    print()


if __name__ == "__main__":
    main()
