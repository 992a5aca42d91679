"""What every test may rely on: the shipped edition in the database, and nothing remembered from another test.

The suite passes on a machine without a browser, LibreOffice or PostgreSQL and says at its end what it left out; with
ALPS_NOTHING_LEFT_OUT set, as in continuous integration, leaving something out is a failure.
"""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from framework_data import content, frozen
from partnerships import append_only
from reports.blocks import plain_text
from reports.outline import outline_of
from reports.pdf import blank_html_of, html_of
from reports.tables import tables_of

JOURNEYS = Path(__file__).parent / "journeys"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SOFFICE = shutil.which("soffice")
WITH_LIBREOFFICE = "test_libreoffice.py"
NOTHING_LEFT_OUT = os.environ.get("ALPS_NOTHING_LEFT_OUT") == "1"
left_out = []


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("loaddata", "alps-2014-plain", verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def the_history_may_be_emptied_between_tests():
    """A test that commits is followed by a flush, which the database would refuse for the history and editions."""
    empty_the_database = TransactionTestCase._fixture_teardown

    def unlocked_first(test):
        with append_only.unlocked(), frozen.unlocked():
            empty_the_database(test)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", unlocked_first)
        yield


WRITTEN_TO_EDITIONS = []
"""Statements that wrote to an edition. What a test rolls back stays in memory, and is stale too."""


def look_for_writes_to_editions(execute, sql, params, many, context):
    if "framework_data_" in sql and not sql.startswith("SELECT"):
        WRITTEN_TO_EDITIONS.append(sql)
    return execute(sql, params, many, context)


@pytest.fixture(autouse=True)
def editions_are_read_anew():
    """Reading an edition takes longer than most tests: it is read anew only after a test that wrote to one.

    The connection is asked each time: once a browser runs its loop in this thread, Django has another one for it.
    """
    if look_for_writes_to_editions not in connection.execute_wrappers:
        connection.execute_wrappers.append(look_for_writes_to_editions)
    if WRITTEN_TO_EDITIONS:
        content.forget()
        WRITTEN_TO_EDITIONS.clear()


@pytest.fixture
def editions_can_change(db):
    """A published edition changes under our feet, as the database refuses otherwise: what seals and checks say then."""
    with connection.cursor() as cursor:
        frozen.remove(connection, cursor.execute)


@pytest.fixture
def papers_unrendered(monkeypatch):
    """What leaves as a PDF, a Word file or a workbook is looked at as what it is made of: a tenth of the time.

    The archive's PDF is made of the same page: of it, what is attached is enough.
    """
    monkeypatch.setattr("reports.pdf.pdf_of", lambda report: html_of(report).encode())
    monkeypatch.setattr("reports.pdf.archive_of", lambda report: report.json.encode())
    monkeypatch.setattr("reports.pdf.blank_pdf_of", lambda blank: blank_html_of(blank).encode())
    monkeypatch.setattr("reports.word.docx_of", lambda report: plain_text(outline_of(report)).encode())
    monkeypatch.setattr("reports.xlsx.xlsx_of", lambda report: repr(tables_of(report)).encode())


def pytest_addoption(parser):
    parser.addoption("--database-only", action="store_true", help="leave out the tests that use no database")


def uses_the_database(item):
    return item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)


def pytest_collection_modifyitems(config, items):
    if config.getoption("database_only"):
        leave_out(config, items, [item for item in items if not uses_the_database(item)])
    if not CHROMIUM:
        leave_out(config, items, [item for item in items if JOURNEYS in item.path.parents], lacking="Chromium")
    if not SOFFICE:
        leave_out(config, items, [item for item in items if item.path.name == WITH_LIBREOFFICE], lacking="LibreOffice")


def leave_out(config, items, unwanted, *, lacking=""):
    """Go on without these tests, unless they are left out for lack of something and nothing may be left out."""
    if unwanted and lacking and NOTHING_LEFT_OUT:
        pytest.exit(f"{len(unwanted)} tests need {lacking}, and ALPS_NOTHING_LEFT_OUT=1 asks for all tests.", 1)
    if unwanted:
        config.hook.pytest_deselected(items=unwanted)
        gone = set(unwanted)
        items[:] = [item for item in items if item not in gone]


def pytest_terminal_summary(terminalreporter):
    if not CHROMIUM:
        left_out.append("the browser journeys, for lack of Chromium (Debian: apt-get install chromium)")
    if not SOFFICE:
        left_out.append("workbooks in LibreOffice, for lack of it (Debian: apt-get install libreoffice-calc)")
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        left_out.append("the same tests on PostgreSQL (set DATABASE_URL to a server)")
    if left_out and not hasattr(terminalreporter.config, "workerinput"):
        terminalreporter.section("left out")
        for line in left_out:
            terminalreporter.line(line)
