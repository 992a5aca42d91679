"""Documents written by hand in the ways that programs and people leave them; all say the same."""

from pathlib import Path

import pytest

from framework_data.wording.reading import read_wording
from framework_data.wording.report import QUESTION, STATEMENT, SUMMARY
from tests.framework_data.wording.small import QUESTIONS, SMALL, STATEMENTS, SUMMARIES

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
WITH_SUMMARY = ("contents_and_columns", "pandoc", "stars_and_daggers", "written_twice")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_gives_exactly_the_wording(path):
    report = read_wording(path.read_bytes(), SMALL)

    assert (report.missing, report.doubtful) == ((), ())
    assert report.texts(STATEMENT) == STATEMENTS
    assert report.texts(QUESTION) == QUESTIONS
    assert report.texts(SUMMARY) == (SUMMARIES if path.stem in WITH_SUMMARY else {})


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_read_the_same_in_windows_dress(path):
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\n", "\r\n")

    assert read_wording(text.encode("utf-16"), SMALL).texts(QUESTION) == QUESTIONS


def test_there_are_samples_of_many_kinds():
    assert len(SAMPLES) > 15
