"""The product's results against an independent computation, written from the rule alone (tests/oracle).

Small runs in the fast suite; a thousand random rounds, through import and the database, marked slow.
"""

import random

import pytest

from assessments.interchange import as_text, export_document, import_document, result_document
from tests.oracle.framework import load_framework
from tests.oracle.independent import compute_result
from tests.oracle.rounds import random_document

SHIPPED = load_framework()


def imported_results_agree(seeds: range) -> None:
    for seed in seeds:
        document = random_document(random.Random(seed), SHIPPED)
        assessment = import_document(document)
        assert result_document(assessment) == compute_result(document, SHIPPED), f"seed {seed}"
        assert as_text(export_document(assessment)) == as_text(document), f"seed {seed}"


@pytest.mark.django_db
def test_imported_rounds_give_the_independent_result():
    imported_results_agree(range(3))


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_imported_rounds_give_the_independent_result(hundred):
    imported_results_agree(range(100 + hundred * 100, 200 + hundred * 100))
