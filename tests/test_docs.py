"""The documents live by tests: each example of docs/maturity.md is computed."""

import re
from pathlib import Path

import pytest

from assessments.maturity import CODES, partnership_profile, rate
from framework_data.content import content_by_slug
from framework_data.structure import VALUE
from reports.sentences import level_sentence
from tests.assessments.test_maturity import SHIPPED, all_f, everywhere
from tests.people import EDITION

PAGE = (Path(__file__).parent.parent / "docs" / "maturity.md").read_text()


def examples(name: str) -> list[list[str]]:
    """The rows of the table below `<!-- examples: name -->`, without its head."""
    table = PAGE.split(f"<!-- examples: {name} -->")[1].strip().split("\n\n")[0]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]


def changes(text: str) -> list[tuple[str, str, str | None]]:
    """ "e3 S2.1 = N, S6 = L, e4 DEL2.2 missing" as changes to a round where everything is F."""
    found = []
    for part in [] if text == "nothing" else text.split(", "):
        body, code, value = re.fullmatch(r"(?:(e\d) )?(\S+) (?:= (\w+)|missing)", part).groups()
        found += [(body, code, value)] if body else everywhere(code, value=value)
    return found


@pytest.mark.parametrize("row", examples("ratings"), ids=lambda row: row[0])
def test_the_ratings_are_as_written(row):
    answers, rating = row
    values = [VALUE[answer] for answer in answers.split() if answer != "NA"]
    assert rate(values, SHIPPED.policy) == rating


@pytest.mark.django_db
@pytest.mark.parametrize("row", examples("levels"), ids=lambda row: row[0])
def test_the_levels_are_as_written(row):
    except_for, dimension, level = row
    content = content_by_slug(EDITION)
    code = next(each.code for each in content.dimensions if each.name == dimension)
    result = partnership_profile(all_f(*changes(except_for))).dimension(code)
    assert level_sentence(content, result) == level


@pytest.mark.parametrize("row", examples("way up"), ids=lambda row: row[0])
def test_the_ways_up_are_as_written(row):
    except_for, dimension, way = row
    code = {"Strategy": "S", "Delivery": "DEL", "Data": "DAT"}[dimension]
    steps = partnership_profile(all_f(*changes(except_for))).dimension(code).shortest_way_up
    told = [f"{step.question} from {step.start} to {step.end}: {', '.join(step.entities)}" for step in steps]
    assert "; ".join(told) == way


def test_the_scale_is_as_written():
    scale = re.findall(r"^\| (\w+) \| [^|]+ \| (\d|left out) \|$", PAGE, re.MULTILINE)
    assert dict(scale) == {code: str(VALUE[code]) if code in VALUE else "left out" for code in CODES[:5]}


ROOT = Path(__file__).parent.parent
PAGES_OF_DOCS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES_OF_DOCS, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_document_links_to_is_there(page):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text())
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []
