"""The figures of a result as one plain shape, read back from each form that it leaves in.

Words are compared with words: where a form holds codes, they are spelled out here a second time.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from tests.reports.reading import csv_of_bytes, sheets_of

VALUES = {"F": "Fully in place", "L": "Largely in place", "P": "Partly in place", "N": "Not in place"}
WORDS = VALUES | {"NA": "Not applicable", "Y": "Yes", "X": "No problems came to light"}
NOT_YET = "Not answered yet"
VALUE = "|".join([*WORDS.values(), NOT_YET])
LETTER = r"(?:(?:F|L|P|N|NA|Y|X|–) )?"


@dataclass
class Figures:
    """levels: (whose, dimension) -> words. ratings: (whose, statement) -> words; the partnership is "".

    The rest is the partnership's, by dimension: answers missing; not applicable, of so many; statement, its rating,
    the rating it needs and its questions; and the steps of the way up.
    """

    levels: dict[tuple[str, str], str] = field(default_factory=dict)
    ratings: dict[tuple[str, str], str] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    not_applicable: dict[str, tuple[int, int]] = field(default_factory=dict)
    held: dict[str, list[Any]] = field(default_factory=dict)
    way: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Names:
    """dimensions, levels and bodies: names in order; slugs: of the bodies."""

    dimensions: dict[str, str]
    levels: list[str]
    bodies: dict[str, str]
    statements: list[str]

    def level(self, floor: int, ceiling: int) -> str:
        named = [f"Not yet at {self.levels[0]}", *self.levels]
        if floor == ceiling:
            return named[floor]
        return f"{'At least ' if floor else ''}{named[floor]}, up to {named[ceiling]}"

    @property
    def every_level(self) -> str:
        count = len(self.levels) + 1
        words = {self.level(low, high) for low in range(count) for high in range(low, count)}
        return "|".join(sorted(words, key=len, reverse=True))


def rating(floor: str, ceiling: str) -> str:
    low, high = WORDS[floor], WORDS[ceiling][:1].lower() + WORDS[ceiling][1:]
    if floor == ceiling:
        return low
    if ceiling == "NA":
        return f"{low}, or {high}"
    return f"Up to {high}" if floor == "N" else f"At least {low[:1].lower()}{low[1:]}, up to {high}"


EVERY_RATING = "|".join(sorted({rating(a, b) for a in VALUES | {"NA": ""} for b in VALUES | {"NA": ""}}, key=len)[::-1])


def standing(words: str) -> str:
    """A missing answer stands as not in place, which the figures as JSON do not tell apart."""
    return WORDS["N"] if words == NOT_YET else words


# --- JSON, XLSX, CSV -------------------------------------------------------------------------------------------------


def from_json(data: bytes, names: Names) -> Figures:
    found, document = Figures(), json.loads(data)
    for profile in document["profiles"]:
        whose = names.bodies[profile["entity"]] if profile["entity"] else ""
        for code, each in profile["statements"].items():
            found.ratings[whose, code] = rating(each["floor"], each["ceiling"])
        for code, each in profile["dimensions"].items():
            name = names.dimensions[code]
            found.levels[whose, name] = names.level(each["floor"], each["ceiling"])
            if whose:
                continue
            found.missing[name] = each["missing"]
            found.not_applicable[name] = (each["not_applicable"]["questions"], each["not_applicable"]["of"])
            found.held[name] = [
                (
                    held["statement"],
                    WORDS[held["rating"]],
                    WORDS[held["needs"]],
                    [(q["question"], WORDS[q["value"]]) for q in held["questions"]],
                )
                for held in each["held_back_by"]
            ]
            found.way[name] = [(s["question"], WORDS[s["from"]], WORDS[s["to"]]) for s in each["shortest_way_up"]]
    return found


def from_xlsx(data: bytes, names: Names) -> Figures:
    found, sheets = Figures(), sheets_of(data)
    for row in sheets["Levels"]:
        whose, name = row["Whose"] if row["Body code"] else "", row["Dimension"]
        assert row["Level at least"] == names.level(*[int(row["Level at least number"])] * 2)
        words = names.level(int(row["Level at least number"]), int(row["Level up to number"]))
        found.levels[whose, name] = words
        if not whose:
            found.missing[name] = int(row["Missing"])
            found.not_applicable[name] = (int(row["Not applicable"]), int(row["Rated questions"]))
            found.held[name], found.way[name] = [], []
    for row in sheets["Ratings"]:
        whose = row["Whose"] if row["Body code"] else ""
        assert row["Rating at least"] == WORDS[row["Rating at least code"]]
        words = rating(row["Rating at least code"], row["Rating up to code"])
        found.ratings[whose, row["Statement code"]] = words
    for row in sheets.get("In the way", []):
        if not row["Body code"]:
            held = found.held[row["Dimension"]]
            if not held or held[-1][0] != row["Statement code"]:
                held.append((row["Statement code"], row["Rating"], row["Needs"], []))
            held[-1][3].append((row["Question code"], standing(row["Now"])))
    for row in sheets.get("Way up", []):
        if not row["Body code"]:
            found.way[row["Dimension"]].append((row["Question code"], standing(row["From"]), row["To"]))
    return found


def from_csv(data: bytes, names: Names) -> Figures:
    """Levels and ratings, which stand beside each answer and must be the same beside each."""
    found = Figures()
    for row in csv_of_bytes(data):
        whose = row["whose"] if row["body_code"] else ""
        words = rating(row["rating_at_least_code"], row["rating_up_to_code"])
        assert found.ratings.setdefault((whose, row["statement_code"]), words) == words
        if row["dimension_code"]:
            level = names.level(int(row["level_at_least_number"]), int(row["level_up_to_number"]))
            assert found.levels.setdefault((whose, row["dimension"]), level) == level
    return found


# --- What is read as text: PDF and Word --------------------------------------------------------------------------


def from_text(text: str, names: Names) -> Figures:
    found, text = Figures(), " ".join(text.split())
    for name in names.dimensions.values():
        level = re.search(rf"{name}: ({names.every_level}) Made up\.", text)
        found.levels["", name] = level[1]
        # A section ends where the summary of the next dimension begins, or the table of bodies.
        _read_dimension(found, name, re.split(r"Made up\.|Side by side", text[level.end() :], maxsplit=1)[0])
    pattern = " ".join([f"({names.every_level})"] * len(names.dimensions))
    for body in names.bodies.values():
        told = re.search(rf"{body} {pattern}", text).groups()
        found.levels |= {(body, name): level for name, level in zip(names.dimensions.values(), told, strict=True)}
    place = r"(?:Getting Started|Dimension \w+, Level \w+)\."
    for code in names.statements:
        found.ratings["", code] = re.search(rf"{code}: Statement {code}\. {place} {LETTER}({EVERY_RATING})\.", text)[1]
    return found


def _read_dimension(found: Figures, name: str, text: str) -> None:
    missing = re.search(r"([\d,]+) answers? missing", text)
    found.missing[name] = int(missing[1].replace(",", "")) if missing else 0
    found.not_applicable[name] = not_applicable(text)
    held, _, way = text.partition("The shortest way up")
    starts = list(re.finditer(rf"(\w+): Statement \1\. {LETTER}({VALUE}) now\. It needs {LETTER}({VALUE})\.", held))
    ends = [*(start.start() for start in starts[1:]), len(held)][: len(starts)]
    found.held[name] = [
        (
            *start.groups(),
            [(code, standing(now)) for code, now in _rows(held[start.end() : end], rf"{LETTER}({VALUE})")],
        )
        for start, end in zip(starts, ends, strict=True)
    ]
    steps = _rows(way, rf"{LETTER}({VALUE}) {LETTER}({VALUE})")
    found.way[name] = [(code, standing(before), after) for code, before, after in steps]


def _rows(text: str, pattern: str) -> list[Any]:
    return re.findall(rf"([\w]+\.\d+) Is \1 so\? {pattern}", text)


def not_applicable(text: str) -> tuple[int, int]:
    none = re.search(r"None of the (\d+) rated", text)
    if none:
        return 0, int(none[1])
    some = re.search(r"(\d+) of (\d+) rated", text)
    return int(some[1]), int(some[2])


# --- The page ---------------------------------------------------------------------------------------------------------


def from_page(data: bytes, names: Names) -> Figures:
    found, page = Figures(), html.fromstring(data)
    for panel in page.find_class("level"):
        name = words(panel.find_class("level__dimension")[0])
        found.levels["", name] = words(panel.find_class("level__name")[0])
        missing = re.search(r"([\d,]+) answers? missing", words(panel))
        found.missing[name] = int(missing[1].replace(",", "")) if missing else 0
    for item in page.find_class("heat"):
        strong = words(item.xpath(".//strong")[0])
        found.ratings["", words(item.find_class("heat__code")[0])] = strong.removesuffix(".")
    for code, name in names.dimensions.items():
        section = page.get_element_by_id(f"dimension-{code}").getparent()
        found.not_applicable[name] = not_applicable(words(section))
        found.held[name], found.way[name] = _held_and_way(section)
    for row in page.xpath("//h2[@id='bodies']/following::table[1]/tbody/tr[not(contains(@class, 'partnership'))]"):
        whose, *levels = [words(each) for each in row]
        found.levels |= {(whose, name): level for name, level in zip(names.dimensions.values(), levels, strict=True)}
    return found


def _held_and_way(section: Any) -> tuple[list[Any], list[Any]]:
    held: list[Any] = []
    for head in section.find_class("report-held"):
        line = re.match(rf"{LETTER}({VALUE}) now\. It needs {LETTER}({VALUE})\.", words(head.getnext()))
        table = head.getnext().getnext()
        rows = table.xpath(".//tbody/tr") if table is not None and table.tag == "table" else []
        held.append((words(head).partition(":")[0], *line.groups(), [_cells(row, "Now") for row in rows]))
    way = [_cells(row, "From", "To") for row in section.xpath(".//tr[td[@data-label='From']]")]
    return held, way


def _cells(row: Any, *labels: str) -> tuple[str, ...]:
    """The code of a row's question, and the words in the cells of these labels without their letter."""
    cells = [words(row.xpath(f"td[@data-label='{label}']")[0]) for label in labels]
    return (words(row[0]).split()[0], *(standing(re.sub(f"^{LETTER}", "", cell)) for cell in cells))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())
