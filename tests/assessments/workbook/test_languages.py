"""The language of a workbook is its edition's, where that is offered; it is read back whatever language is spoken."""

from dataclasses import replace

import pytest
from django.utils import translation

from assessments.workbook.book import book_of, facts_of
from assessments.workbook.reading import read_workbook
from assessments.workbook.sheets import ABOUT, CHOICES, MOST_OF_A_TAB, NO_PLACE_IN_A_TAB, QUESTIONS, START, VIEWS, tab
from assessments.workbook.writing import workbook_of
from spreadsheets.faults import RefusedError
from tests.people import a_round, cast
from tests.pseudo import OPEN, SHUT, in_brackets
from tests.sentences import messages
from tests.workbooks import ANSWERS, SLUG, borough, filled_in, tables, written

pytestmark = pytest.mark.django_db

TABS = (START, QUESTIONS, VIEWS, CHOICES, ABOUT)


@pytest.fixture
def visit():
    a_round(SLUG, answers=ANSWERS)
    return borough(cast().respondent)


@pytest.fixture
def in_welsh(visit):
    """The visit with an edition that says it is in Welsh."""
    vars(visit)["content"] = replace(visit.content, language="cy")
    return visit


def read(visit, content):
    return read_workbook(content, content=visit.content, facts=facts_of(visit))


def test_the_workbook_of_an_english_edition_is_the_same_for_everybody(visit):
    english = workbook_of(book_of(visit))
    with in_brackets(active=True):
        assert workbook_of(book_of(visit)) == english


def test_the_workbook_of_a_welsh_edition_is_in_english_until_welsh_is_offered(in_welsh):
    with translation.override("cy"):
        assert tuple(tables(workbook_of(book_of(in_welsh)))) == TABS


def test_where_welsh_is_offered_the_words_around_the_questions_are_welsh(in_welsh):
    with in_brackets():
        sheets = tables(workbook_of(book_of(in_welsh)))

    assert list(sheets) == [f"{OPEN}{name}{SHUT}" for name in TABS]
    questions = sheets[f"{OPEN}Questions{SHUT}"]
    assert [head for head in questions[0] if OPEN not in head] == []
    assert [row[0] for row in sheets[f"{OPEN}About this file{SHUT}"] if row[0].startswith(OPEN)][1:6] == [
        f"{OPEN}{name}{SHUT}" for name in ("Format", "Edition", "Revision of the edition", "Round", "Body")
    ]


@pytest.mark.parametrize("spoken", ["en-gb", "cy"])
def test_a_workbook_in_welsh_is_read_whatever_is_spoken(in_welsh, spoken):
    with in_brackets():
        content = workbook_of(book_of(in_welsh))
        with translation.override(spoken):
            found = read(in_welsh, content)

    assert found.refused == found.absent == ()
    assert not any(row.is_touched for row in found.rows)
    assert {row.code: row.texts.value for row in found.rows if row.texts.value} == ANSWERS["borough"]


@pytest.mark.parametrize("spoken", ["en-gb", "cy"])
def test_what_is_typed_into_an_english_workbook_is_read_whatever_is_spoken(visit, spoken):
    content = filled_in(workbook_of(book_of(visit)), {"S2.1": {"value": "L", "note": "Better"}})
    with in_brackets(), translation.override(spoken):
        found = read(visit, content)

    assert [(row.code, row.texts.value, row.texts.note) for row in found.rows if row.is_touched] == [
        ("S2.1", "L", "Better")
    ]


def test_an_english_workbook_is_still_read_once_its_edition_speaks_welsh(in_welsh):
    content = workbook_of(book_of(in_welsh))
    with in_brackets():
        assert read(in_welsh, content).refused == ()


def test_faults_are_said_to_the_reader_and_name_what_stands_in_the_file(in_welsh):
    with in_brackets():
        sheets = tables(workbook_of(book_of(in_welsh)))
        views = sheets.pop(f"{OPEN}Views{SHUT}")
        about = sheets[f"{OPEN}About this file{SHUT}"]
        place = next(at for at, row in enumerate(about) if row[0] == f"{OPEN}Body{SHUT}")
        about[place][1] = "trust"
        with translation.override("en-gb"), pytest.raises(RefusedError) as refused:
            read(in_welsh, written(sheets))

    assert views
    assert [(fault.place, fault.say.partition(".")[0]) for fault in refused.value.faults] == [
        (f"Sheet “{OPEN}Views{SHUT}”", "This sheet is missing or has another name"),
        (f"{OPEN}About this file{SHUT}, cell B{place + 1}", "This workbook belongs to another body, trust"),
    ]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_names_of_sheets_fit_and_differ(language):
    names = {message.id: message.string or message.id for message in messages.stored(language) if message.id in TABS}

    assert names.keys() == set(TABS)
    assert len({name.casefold() for name in names.values()}) == len(TABS)
    assert [
        name for name in names.values() if len(name) > MOST_OF_A_TAB or name != name.translate(NO_PLACE_IN_A_TAB)
    ] == []


def test_a_name_that_no_spreadsheet_takes_is_made_to_fit(monkeypatch):
    monkeypatch.setattr("assessments.workbook.sheets._", lambda name: f"'{name}: [all of it]/{'x' * 40}")

    assert tab(VIEWS) == f"Views all of it{'x' * 15}"
