"""The structure of the shipped edition, written down a second time: codes, respondents, kinds and gates.

One line for a statement: its code, dimension and level (a dash where it has none), then its questions. A
question is its number, its respondent (l lead entity, e each entity, o organisation), `c` for a consequence
or `s` for a signal, and after `<` its gate. There is no wording here.
"""

from typing import Any

STRUCTURE = """
GS1  -   -    1l 2l 3l 4l
GS2  -   -    1l 2l 3l
S1   S   SEC  1o 2l 3l<S1.2
S2   S   SEC  1e 2e<S2.1 3e 4e<S2.1
S3   S   SUP  1l 2o 3e
S4   S   SUP  1e 2e<S4.1 3e 4ec 5ec
S5   S   ENA  1l 2o 3o 4o
S6   S   ENA  1o 2o 3o 4o 5o 6o 7o 8o 9o 10o 11o
DEL1 DEL SEC  1e 2e 3ec<DEL1.2 4ec<DEL1.2
DEL2 DEL SEC  1l 2e 3ec 4ec
DEL3 DEL SUP  1e 2e 3e<DEL3.2 4e 5e 6ec
DEL4 DEL SUP  1e 2e 3e 4ec<DEL4.2 5o 6os 7o<DEL4.6 8o<DEL4.7
DEL5 DEL ENA  1l 2l 3o 4o 5o 6o 7o 8o 9o 10o 11o
DEL6 DEL ENA  1o 2o 3o 4o 5o 6o 7oc<DEL6.6 8oc<DEL6.6
DEL7 DEL ENA  1o 2o 3o<DEL7.2 4o 5oc<DEL7.2 6oc 7os 8o<DEL7.7 9o<DEL7.8
DAT1 DAT SEC  1e
DAT2 DAT SEC  1l 2l<DAT2.1
DAT3 DAT SUP  1e 2e 3e 4e
DAT4 DAT SUP  1e 2e 3e 4e
DAT5 DAT SUP  1o 2l<DAT2.1 3l<DAT2.1 4l<DAT2.1
DAT6 DAT ENA  1o 2o 3o 4o 5o 6o 7o
DAT7 DAT ENA  1o 2o 3o 4o 5o
DAT8 DAT ENA  1o 2o<DAT8.1 3o<DAT8.1 4e 5e
"""

RESPONDENTS = {"l": "lead_entity", "e": "entity", "o": "organisation"}
KINDS = {"": "practice", "c": "consequence", "s": "signal"}


def _question(text: str) -> dict[str, Any]:
    own, _, gate = text.partition("<")
    number = own.rstrip("leocs")
    letters = own[len(number) :]
    question: dict[str, Any] = {
        "number": int(number),
        "respondent": RESPONDENTS[letters[0]],
        "kind": KINDS[letters[1:]],
    }
    if gate:
        question["gate"] = gate
    return question


def read_structure(text: str) -> list[dict[str, Any]]:
    """The statements of a compact structure such as STRUCTURE."""
    statements = []
    for line in text.strip().splitlines():
        code, dimension, level, *questions = line.split()
        statements.append(
            {
                "code": code,
                "dimension": None if dimension == "-" else dimension,
                "level": None if level == "-" else level,
                "questions": [_question(question) for question in questions],
            }
        )
    return statements


def load_framework() -> dict[str, Any]:
    """The shipped edition as a fresh dict of the shape that `compute_result` takes."""
    return {
        "framework": {"slug": "alps-2014-plain"},
        "levels": [
            {"code": "SEC", "order": 1, "name": "Securing Stewardship"},
            {"code": "SUP", "order": 2, "name": "Supporting Performance"},
            {"code": "ENA", "order": 3, "name": "Enabling Transformation"},
        ],
        "dimensions": [
            {"code": "S", "name": "Strategy"},
            {"code": "DEL", "name": "Delivery"},
            {"code": "DAT", "name": "Data"},
        ],
        "statements": read_structure(STRUCTURE),
        "policy": {"bands": {"P": 15, "L": 50, "F": 85}, "full_needs": "L", "reach": "L", "build_on": "F"},
    }
