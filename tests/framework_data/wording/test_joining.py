"""Lines put together again, words and all."""

import pytest

from framework_data.wording.joining import Joiner
from framework_data.wording.lines import SOFT_HYPHEN, lines_of


def joined(*pieces: str, document: str = "", words: str = ""):
    return Joiner(lines_of(document), frozenset(words.split())).join(pieces)


@pytest.mark.parametrize(
    ("pieces", "document", "text"),
    [
        (("a plan", "for all"), "", "a plan for all"),
        (("stake-", "holders meet"), "", "stakeholders meet"),
        (("stake-", "holder"), "All stakeholders meet.", "stakeholder"),
        (("well-", "known list"), "The list is well-known.", "well-known list"),
        (("non-", "financial data"), "The financial year.", "non-financial data"),
        (("decision-", "making bodies"), "They are making it.", "decision-making bodies"),
        (("non-", "EU bodies"), "", "non-EU bodies"),
        (("FM-", "Model"), "", "FM-Model"),
        (("Covid-", "19"), "", "Covid-19"),
        (("short-", "and long-term"), "", "short- and long-term"),
        (("partners and/", "or bodies"), "", "partners and/or bodies"),
        (("2014–", "15"), "", "2014–15"),
        (("the plan –", "if any"), "", "the plan – if any"),
        (("the plan -", "if any"), "", "the plan - if any"),
        ((f"stake{SOFT_HYPHEN}", "holders"), "", "stakeholders"),
        (("own-", "ers of it"), "Our own plan. It serves us.", "owners of it"),
        (("out-", "side help"), "", "outside help"),
        (("to in-", "form them"), "The form is in use.", "to inform them"),
        (("an", "", "empty line"), "", "an empty line"),
    ],
)
def test_words_and_lines(pieces, document, text):
    found = joined(*pieces, document=document)

    assert (found.text, found.doubts) == (text, ())


def test_a_hyphen_that_could_be_either_is_doubtful():
    found = joined("the river-", "bank", document="The river is high. The bank is open.")

    assert found.text == "the riverbank"
    assert "“river-bank”" in found.doubts[0]


def test_a_hyphen_that_is_found_both_ways_is_doubtful():
    assert joined("the on-", "line form", document="Go online for the line, on-line.").doubts


def test_divided_words_of_the_document_are_no_evidence():
    document = "The over-\nsight board.\n\n12\n\nsight\nsees over all."

    assert joined("over-", "sight", document=document).text == "oversight"


def test_the_base_is_evidence():
    assert joined("multi-", "agency", words="multi-agency agency").text == "multi-agency"


def test_where_a_printer_divides_with_soft_hyphens_the_others_are_the_authors():
    document = f"stake{SOFT_HYPHEN}\nholders"

    assert joined("river-", "boat", document=document).text == "river-boat"
