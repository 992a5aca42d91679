"""One untidiness at a time: what is found for it, and what of a document that does not fit."""

import pytest

from framework_data.wording.base import Base, BaseStatement
from framework_data.wording.reading import read_wording
from framework_data.wording.report import QUESTION, STATEMENT, SUMMARY, Report

TWO = Base(
    (
        BaseStatement("S1", "Base.", "Base.", ("Base?", "Base?")),
        BaseStatement("S2", "Base.", "Base.", ("Base?", "Base?", "Base?")),
    ),
    sections=("Securing Stewardship", "Supporting Performance", "Strategy", "Delivery"),
    titles=("A Framework", "Pub Lisher"),
)
WANTED = {
    "S1": "Bodies meet to talk about strategies.",
    "S2": "Each body heeds the others.",
    "S1.1": "Do the bodies meet every year?",
    "S1.2": "Is a record kept, and who reads it?",
    "S2.1": "Is there a plan?",
    "S2.2": "Can readers follow the plan, and is it in plain words?",
    "S2.3": "Does the plan name the others?",
}
FIRST = """S1 Bodies meet to talk about strategies.
1. Do the bodies meet every year?
2. Is a record kept, and who reads it?
"""
SECOND = """S2 Each body heeds the others.
1. Is there a plan?
2. Can readers follow the plan, and is it in plain words?
3. Does the plan name the others?
"""


def read(document: str) -> Report:
    return read_wording(document.encode(), TWO)


def found(document: str) -> dict[str, str]:
    report = read(document)
    assert (report.missing, report.doubtful) == ((), ())
    return {**report.texts(STATEMENT), **report.texts(QUESTION)}


def with_change(old: str, new: str) -> str:
    whole = FIRST + SECOND
    assert old in whole
    return whole.replace(old, new)


UNTIDY = {
    "a tidy one": FIRST + SECOND,
    "running heads": with_change("1. ", "A Framework\n1. "),
    "alternating running heads with page numbers": FIRST.replace("2.", "14 A Framework\n2.")
    + SECOND.replace("2.", "Strategy 15\n2.").replace("3.", "16 A Framework\n3."),
    "a running head in the midst of a question": with_change("plan, and", "plan,\nA Framework 3\nand").replace(
        "meet every", "meet\nA Framework 2\nevery"
    ),
    "sections in capitals with an en dash": (
        f"SECURING STEWARDSHIP – STRATEGY\n\n{FIRST}\nSUPPORTING PERFORMANCE – STRATEGY\n{SECOND}"
    ),
    "sections with a hyphen": f"SECURING STEWARDSHIP - STRATEGY\n{FIRST}SUPPORTING PERFORMANCE - STRATEGY\n{SECOND}",
    "sections with an em dash": f"SECURING STEWARDSHIP—STRATEGY\n{FIRST}SUPPORTING PERFORMANCE—STRATEGY\n{SECOND}",
    "sections in small letters with a colon": (
        f"Strategy: Securing stewardship\n{FIRST}Strategy: Supporting performance\n{SECOND}"
    ),
    "a section broken over lines": f"SECURING STEWARDSHIP –\nSTRATEGY\n{FIRST}{SECOND}",
    "a numbered section": f"1. Securing Stewardship – Strategy\n{FIRST}2. Supporting Performance – Strategy\n{SECOND}",
    "words under a section": f"STRATEGY\n\nHow far bodies plan together.\n\n1. This is one way.\n\n{FIRST}{SECOND}",
    "a section on the line of the code": with_change("S1 Bodies", "SECURING STEWARDSHIP – STRATEGY S1 Bodies"),
    "a code by itself": with_change("S1 Bodies", "S1\n\nBodies"),
    "a heading over lines": with_change("talk about strategies", "talk\nabout strategies"),
    "bold marks": with_change(
        "S1 Bodies meet to talk about strategies.", "**S1 Bodies meet to talk about strategies.**"
    ),
    "bold marks around the code": with_change("S2 ", "**S2** "),
    "bold marks over lines": with_change("S1 Bodies meet to talk about", "**S1 Bodies meet to talk\nabout").replace(
        "strategies.\n", "strategies.**\n", 1
    ),
    "lone dashes between lists": f"{FIRST}\n–\n\n{SECOND}\n-\n",
    "a lone dash in a list": with_change("2. Is", "—\n2. Is"),
    "hyphenation": with_change("strategies.\n", "strat-\negies.\n"),
    "a plain figure as a mark, and its footnote": with_change("every year?\n", "every1 year?\n1 See the glossary.\n"),
    "a superscript mark, and its footnote": with_change("a plan?\n", "a plan?²\n\n² See the glossary\nof words.\n\n"),
    "a mark in brackets, and its footnote": with_change("a plan?\n", "a plan[3]?\n[3] See the glossary.\n"),
    "a mark of Markdown": with_change("a plan?\n", "a plan[^n]?\n") + "\n[^n]: See the glossary.\n",
    "a star, and its footnote": with_change("a plan?\n", "a plan?*\n\n* See the glossary.\n\n"),
    "a footnote like a question": with_change("record kept", "record1 kept").replace(
        "S2 Each", "1. See the glossary.\n\nS2 Each"
    ),
    "a footnote in the midst of a question": with_change(
        "record kept, and", "record1 kept,\n\n1 See the glossary.\n\n12\n\nand"
    ),
    "blank lines between some": with_change("\n2. ", "\n\n2. "),
    "blank lines everywhere": (FIRST + SECOND).replace("\n", "\n\n"),
    "a blank line in the midst of a question": with_change("plan, and", "plan,\n\nand"),
    "page numbers": with_change("2. ", "12\n\n2. "),
    "page numbers with words": with_change("2. ", "Page 12 of 40\n2. "),
    "page numbers between dashes": with_change("2. ", "– 12 –\n\f2. "),
    "a page number in the midst of a question": with_change("plan, and", "plan,\n\n12\n\nand"),
    "numbers without a point": (FIRST + SECOND).replace(". D", " D").replace(". I", " I").replace(". C", " C"),
    "numbers in brackets": "\n".join(
        f"({line[0]}){line[2:]}" if line[0].isdigit() else line for line in (FIRST + SECOND).splitlines()
    ),
    "all numbers 1": "\n".join(f"1{line[1:]}" if line[0].isdigit() else line for line in (FIRST + SECOND).splitlines()),
    "bullets": "\n".join(f"•{line[2:]}" if line[0].isdigit() else line for line in (FIRST + SECOND).splitlines()),
    "no numbers": "\n".join(line[3:] if line[0].isdigit() else line for line in (FIRST + SECOND).splitlines()),
    "some numbers lost": with_change("3. Does", "Does"),
    "a label above questions": with_change("1. ", "Supporting questions:\n\n1. "),
    "numbered words after the last": f"{FIRST}{SECOND}\nWhat to do next\n\n1. Write a plan.\n2. Read it aloud.\n",
    "contents with leaders": (
        f"Contents\nS1 Bodies meet to talk\nabout strategies ........ 3\nS2 Each body . . . . . 4\n\n{FIRST}{SECOND}"
    ),
    "contents without leaders": f"Contents\nForeword 1\nS1 Bodies 3\nS2 Each body 4\n\n{FIRST}{SECOND}",
    "words before": f"A Framework\n\nThis is for S1 and S2.\nS1 to S2 are about strategy.\n\n{FIRST}{SECOND}",
    "a statement that goes on": with_change("2. Is a", "S1 (continued)\n2. Is a"),
    "the statements in another order": SECOND + FIRST,
}


@pytest.mark.parametrize("name", UNTIDY)
def test_each_untidiness_by_itself(name):
    assert found(UNTIDY[name]) == WANTED


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Does the plan name S1 or S2?", None),
        ("Does the plan (see\nS1) name the others?", "Does the plan (see S1) name the others?"),
        (
            "Does the plan name what stands in\nS1 and its questions?",
            "Does the plan name what stands in S1 and its questions?",
        ),
        (
            "Does the plan name what was so in\n2014, or before it?",
            "Does the plan name what was so in 2014, or before it?",
        ),
        ("Does the plan name at least\n4 others?", "Does the plan name at least 4 others?"),
        ("Does the plan name\n2 or more?", "Does the plan name 2 or more?"),
        ("Is there a plan? Does it name the others?", None),
        ("Does the plan say “yes” and ‘no’, 'no' and \"yes\"?", None),
        ("Does the plan name:\n• people;\n• money; and\n• time?", "Does the plan name: • people; • money; and • time?"),
        ("Does the plan name and/\nor heed the others?", "Does the plan name and/or heed the others?"),
        ("Does the plan name m² and CO2?", None),
    ],
)
def test_a_question_is_taken_as_it_is_written(written, wanted):
    document = with_change("Does the plan name the others?", written)

    assert found(document)["S2.3"] == (wanted or written)


def test_the_list_in_short_becomes_the_summary_wherever_it_stands():
    short = "S1 Bodies meet.\nS2 Bodies heed\neach other.\n"

    for document in (f"{short}\n{FIRST}{SECOND}", f"{FIRST}{SECOND}\n{short}"):
        report = read(document)
        assert report.texts(SUMMARY) == {"S1": "Bodies meet.", "S2": "Bodies heed each other."}
        assert report.texts(STATEMENT) == {"S1": WANTED["S1"], "S2": WANTED["S2"]}
        assert report.fits
        assert not report.doubtful


def test_a_list_under_headings_of_levels_is_read_too():
    short = "Securing Stewardship\nS1 Bodies meet\nSupporting Performance\nS2 Bodies heed each other\nDelivery\n\n"

    assert read(short + FIRST + SECOND).texts(SUMMARY) == {"S1": "Bodies meet", "S2": "Bodies heed each other"}


def test_without_a_list_in_short_the_report_says_what_serves():
    assert "no summary list" in read(FIRST + SECOND).notes[-1].say


def test_places_are_the_lines_of_the_file():
    places = {each.code: each.place for each in read(f"Foreword\n\n{FIRST}{SECOND}").found}

    assert (places["S1"], places["S1.1"], places["S2.3"]) == ("line 3", "line 4", "line 9")


# --- What does not fit ------------------------------------------------------------------------------------------


def said(report: Report) -> list[str]:
    return [f"{each.place} {each.code}: {each.say}" for each in report.missing]


def test_a_statement_that_is_not_there_is_missing():
    assert said(read(FIRST)) == [
        " S2: the code stands nowhere at the beginning of a line, with its 3 questions after it."
    ]


def test_a_statement_that_is_only_listed_is_missing_with_its_place():
    assert "(line 1)" in said(read("S1 Bodies meet.\nS2 Bodies heed.\n\n" + SECOND))[0]


def test_a_question_that_is_not_there_is_missing_and_the_others_keep_their_numbers():
    report = read(with_change("2. Can readers follow the plan, and is it in plain words?\n", ""))

    assert said(report) == ["line 4 S2: question 2 was not found (S2.2)."]
    assert report.texts(QUESTION)["S2.3"] == WANTED["S2.3"]


def test_a_question_too_many_is_surplus():
    assert said(read(FIRST + SECOND + "4. Is there more?\n")) == [
        "line 8 S2: question 4 (“Is there more?”) is one that the edition does not have; it has 3 here."
    ]


def test_a_number_that_stands_twice_is_told():
    assert said(read(with_change("3. Does the plan", "2. Does the plan"))) == [
        "line 7 S2: question 2 stands here once more (“Does the plan name the others?”).",
        "line 4 S2: question 3 was not found (S2.3).",
    ]


def test_numbers_that_begin_again_point_at_a_missing_code():
    document = FIRST + SECOND.split("\n", 1)[1]

    assert any("Is the code of another statement missing above it?" in each for each in said(read(document)))


def test_a_statement_without_its_text_is_missing():
    document = FIRST + "S2.1 Is there a plan?\nS2.2 Can readers follow it?\nS2.3 Does it name the others?\n"

    assert said(read(document)) == [
        "line 4 S2: the code and the questions stand here, the text of the statement does not."
    ]


@pytest.mark.parametrize("document", ["Nothing of the kind.\n", "1. One?\n2. Two?\n", "S3 Other\n1. Is it?\n"])
def test_a_document_of_something_else_finds_nothing(document):
    report = read(document)

    assert not report.fits
    assert report.found == ()
    assert sum(run.lines for run in report.left_aside) == len(document.splitlines())


# --- What is doubtful -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "doubt"),
    [
        (with_change("every year", "every year7 again"), "“year7” may hold the mark of a footnote"),
        (
            with_change("1. Is there", "Bodies have always done so.\n\n1. Is there"),
            "stands between the statement and its first",
        ),
        (with_change("3. Does", "Is this one asked too?\n\n3. Does"), "asks something but has no number"),
        (with_change("a plan?", "a plan?\n• of paper\n• of cloth"), "is a point under a question"),
        (with_change("a plan?", "a plan? Yes or no"), "stands behind its question mark"),
        (with_change("Is there a plan?", "there a plan?"), "it begins in the midst of a sentence"),
        (with_change("a plan?", "a plan? S1 Bodies meet?"), "“S1 Bodies …” stands in the midst of it"),
        (with_change("a plan", "a pl\ufffdn"), "could not be read"),
        (with_change("a plan?", "a plan?\na plan?"), "lines may stand there twice"),
        (with_change("is it in plain", "is it in\n2. Can readers follow it in plain"), "lines may stand there twice"),
        (with_change("a plan", "a plan " + "and so on " * 100), "characters long"),
        (FIRST + SECOND + FIRST.replace("every year", "each year"), "in another wording than at line 1"),
        ("S1 Bodies meet.\n\n" + FIRST + SECOND, "the summary does not list it"),
    ],
)
def test_what_may_be_read_wrongly_is_doubtful(document, doubt):
    report = read(document)

    assert report.fits
    assert any(doubt in each.say for each in report.doubtful), report.doubtful
    assert report.refusal == ""


def test_the_same_wording_twice_is_no_doubt():
    report = read(FIRST + SECOND + "\nA form\n\n" + FIRST + SECOND)

    assert (report.missing, report.doubtful) == ((), ())


def test_every_line_is_used_or_left_aside_with_a_reason():
    document = f"A Framework\n\nForeword.\n\nSTRATEGY\n–\n{FIRST}12\n{SECOND}\nAfterword.\n"
    reasons = {run.text: (run.place, run.why) for run in read(document).left_aside}

    assert reasons == {
        "A Framework": ("line 1 to line 3", "it stands before the first statement"),
        "STRATEGY": ("line 5", "a heading of a level or dimension"),
        "–": ("line 6", "a line without words"),
        "12": ("line 10", "a page number"),
        "Afterword.": ("line 16", "text at S2 that is neither its wording nor a numbered question"),
    }


# --- Other frameworks -------------------------------------------------------------------------------------------


def test_codes_of_any_manner_are_found():
    base = Base(
        (
            BaseStatement("1.1", "Base.", "Base.", ("Base?", "Base?"), ("1.1-a", "1.1-b")),
            BaseStatement("11", "Base.", "Base.", ("Base?",), ("11-a",)),
            BaseStatement("care_home", "Base.", "Base.", ("Base?",), ("visits",)),
        )
    )
    document = """1.1 Doors are open.
1.1-a Are they open by day?
1.1-b Are they open at night?
11 Windows are clean.
11-a Is there a cloth?
care_home Visitors come.
visits Do they come often?
"""
    report = read_wording(document.encode(), base)

    assert (report.missing, report.doubtful) == ((), ())
    assert report.texts(STATEMENT) == {
        "1.1": "Doors are open.",
        "11": "Windows are clean.",
        "care_home": "Visitors come.",
    }
    assert report.texts(QUESTION) == {
        "1.1-a": "Are they open by day?",
        "1.1-b": "Are they open at night?",
        "11-a": "Is there a cloth?",
        "visits": "Do they come often?",
    }


def test_questions_with_codes_of_their_own_may_be_numbered_in_the_document():
    base = Base((BaseStatement("K1", "Base.", "Base.", ("Base?", "Base?"), ("greet", "know")),))

    report = read_wording(b"K1 Meet.\n1. Do they greet?\n2. Do they know?\n", base)

    assert report.texts(QUESTION) == {"greet": "Do they greet?", "know": "Do they know?"}
