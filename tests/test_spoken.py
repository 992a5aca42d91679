"""Every page of the demo, read in a language of brackets: what stands outside them is not the interface's word."""

import re
from collections import deque

import pytest
from django.conf import settings
from django.core.management import call_command

from partnerships.models import Person
from reports import columns
from tests.pseudo import in_brackets, plain_words, texts_of_the_database

pytestmark = pytest.mark.slow

LINK = re.compile(r'href="(/[^"#?]*)')
CODE = re.compile(r"\b[A-Z]{1,3}\d+(\.\d+)?\b")
ELSEWHERE = ("/static/", "/admin/")


COLUMNS = [name for sheet in columns.SHEETS for name in (sheet.name, *(column.name for column in sheet.columns))]
NAMES = {
    *("English", "Cymraeg", "csrftoken", "sessionid", settings.OPERATOR_NAME),
    *(*COLUMNS, *(column.name for column in columns.ROUND), *columns.WHAT),
}
"""Of languages, cookies, the operator, and of the columns of files: the same in every language."""


def shape_of(address):
    """Pages that differ by statement or body alone are one page: the first three of each shape are read."""
    return re.sub(r"(?<=/)(statements|entities|bodies|assessments|editions|people|sessions)/[^/]+", r"\1/…", address)


def pages_of(client, *, each=2):
    """The pages that links lead to from the first one on."""
    waiting, seen, counts = deque(["/"]), {"/"}, {}
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        if not answer["Content-Type"].startswith("text/html") or answer.status_code != 200:
            continue
        text = answer.content.decode()
        yield address, text
        for link in LINK.findall(text):
            shape = shape_of(link)
            if link in seen or link.startswith(ELSEWHERE) or counts.get(shape, 0) >= each:
                continue
            counts[shape] = counts.get(shape, 0) + 1
            seen.add(link)
            waiting.append(link)


def test_no_page_of_the_demo_holds_a_word_outside_the_catalogue(client, db, papers_unrendered):
    call_command("demo", verbosity=0)
    known, found = texts_of_the_database(), {}
    with in_brackets():
        for person in Person.objects.filter(is_active=True):
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            client.cookies["alps_language"] = "cy"
            for address, text in pages_of(client):
                for words in plain_words(text, known, NAMES):
                    found.setdefault(CODE.sub("…", words), f"{address}: {words}")

    assert not found, "\n".join(sorted(found.values()))
