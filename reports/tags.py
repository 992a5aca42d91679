"""What the renderer leaves out of a paper's structure, added before the file is written.

Cells and heads: the renderer links each cell with its heads by their ids. Some readers go by the scope of a head
instead, so each says it: those of a table's head are for their column, those in its body for their row.
Links: a link's description is the address inside the file, where a reader wants its words.
Running heads: the renderer numbers them like text and then hangs them nowhere. They are decoration, and say so.

A file about to be written is a list of objects (pydyf) that name each other by number, "12 0 R".
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

OF_COLUMN, OF_ROW = "/Column", "/Row"
DECORATION = "/Artifact"
NOWHERE = "null"

Objects = Sequence[Any]


def words_of_links(page: Any) -> dict[str, str]:
    """Where each link of a page (its root element) leads -> its words."""
    links = (each for each in page.iter() if each.tag == "a" and each.get("href"))
    return {each.get("href").removeprefix("#"): " ".join("".join(each.itertext()).split()) for each in links}


def complete(pdf: Any, words: Mapping[str, str]) -> None:
    """Adds the scope of heads and the words of links, and sets running heads apart from the text."""
    objects = pdf.objects
    for each in _of_kind(objects, "S", "/TH"):
        row = _at(objects, each["P"])
        each["A"]["Scope"] = OF_COLUMN if _at(objects, row["P"])["S"] == "/THead" else OF_ROW
    for each in _of_kind(objects, "Subtype", "/Link"):
        each["Contents"].string = words.get(each["Contents"].string, each["Contents"].string)
    root = _at(objects, pdf.catalog["StructTreeRoot"])
    _set_running_heads_apart(objects, root)


def _of_kind(objects: Objects, key: str, kind: str) -> Iterator[Any]:
    return (each for each in objects if isinstance(each, dict) and each.get(key) == kind)


def _at(objects: Objects, reference: Any) -> Any:
    return objects[_number(reference)]


def _number(reference: Any) -> int:
    return int(bytes(reference).split()[0])


# --- Running heads --------------------------------------------------------------------------------------------------


def _set_running_heads_apart(objects: Objects, root: Any) -> None:
    told, places = _told(objects, root), _at(objects, root["ParentTree"])["Nums"]
    elements_of = dict(zip(places[::2], places[1::2], strict=True))
    for page in _of_kind(objects, "Type", "/Page"):
        commands = _at(objects, page["Contents"]).stream
        for place, command in enumerate(commands):
            if command != b"BDC":
                continue
            number = commands[place - 1]["MCID"]
            if number not in told[_number(page.reference)]:
                commands[place - 2 : place] = [DECORATION, "<</Type/Pagination>>"]
                elements_of[page["StructParents"]][number] = NOWHERE


def _told(objects: Objects, root: Any) -> dict[int, set[int]]:
    """Number of a page -> the numbers of its content that hang in the structure tree."""
    found: dict[int, set[int]] = defaultdict(set)
    waiting = [_at(objects, each) for each in root["K"]]
    while waiting:
        element = waiting.pop()
        for child in element.get("K", ()):
            if isinstance(child, int):
                found[_number(element["Pg"])].add(child)
            else:
                waiting.append(_at(objects, child))
    return found
