"""Whatever mixture of untidiness an edition is written with, its wording comes back to the letter."""

from dataclasses import replace

import pytest

from framework_data.content import content_from
from framework_data.wording.base import Base
from framework_data.wording.edition import base_of
from framework_data.wording.reading import read_wording
from framework_data.wording.report import QUESTION, STATEMENT, SUMMARY
from tests.framework_data.test_fixture_text import SHIPPED
from tests.framework_data.wording.untidy import untidy

SEEDS = range(100, 130)


@pytest.fixture(scope="module")
def edition() -> Base:
    import json

    return base_of(content_from(json.loads(SHIPPED.read_text(encoding="utf-8")), {}))


def in_other_words(base: Base) -> Base:
    """The same structure with none of the wording: nothing can be found by knowing it beforehand."""
    statements = [
        replace(each, text="Other.", summary_text="Other.", questions=("Other?",) * len(each.questions))
        for each in base.statements
    ]
    return replace(base, statements=tuple(statements), other_texts=(), titles=())


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_an_untidy_document_gives_the_wording_back(edition, seed):
    document, look = untidy(edition, seed)
    quoted = (lambda text: text.replace("'", "’")) if look.curly else str

    report = read_wording(document, in_other_words(edition))

    assert report.missing == ()
    assert (report.count(STATEMENT), report.count(QUESTION)) == (23, 119)
    assert report.texts(STATEMENT) == {each.code: quoted(each.text) for each in edition.statements}
    assert report.texts(QUESTION) == {
        each.question_code(number): quoted(text)
        for each in edition.statements
        for number, text in enumerate(each.questions, start=1)
    }
    as_written = str if look.summary == "table" else quoted
    summary = (
        {} if look.summary == "none" else {each.code: as_written(each.summary_text) for each in edition.statements}
    )
    assert report.texts(SUMMARY) == summary


def test_every_line_of_a_document_is_used_or_left_aside_with_a_reason(edition):
    document, _ = untidy(edition, 7)

    report = read_wording(document, edition)

    assert all(run.why and run.text and run.lines for run in report.left_aside)
    assert not any("not understood" in run.why for run in report.left_aside)
