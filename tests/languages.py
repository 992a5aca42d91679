"""Finds the words in templates that no translator would see.

A template of Jinja2 is read as a tree: what stands between the marks of `trans`, and in calls of `_`, `gettext` and
their like, is translated. What remains is put together again as HTML, with a sign for everything that is filled in,
and its text and the attributes that are read aloud are looked at. Pure: no page is rendered.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template import Template
from django.template.base import Node, TextNode
from jinja2 import Environment, nodes

FILLED = "\N{OBJECT REPLACEMENT CHARACTER}"
READ_ALOUD = {"alt", "title", "aria-label", "aria-description", "placeholder", "data-label", "label"}
UNREAD = {"style", "script", "kbd"}
TRANSLATES = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
SAME_EVERYWHERE = {
    *("ALPS", "PDF", "PDF/A", "XLSX", "CSV", "JSON", "DOCX", "Word", "Excel", "LibreOffice", "SHA"),
    *("F", "L", "P", "N", "NA", "Y", "X"),
    *("DEBUG", "DEMO", "HTTPS", "manage", "py"),
}
"""Names, and the letters of ratings."""
WORD = re.compile(r"[^\W\d_]+(?:[-'’/.][^\W\d_]+)*")


def words_in(text: str) -> bool:
    return any(word not in SAME_EVERYWHERE for word in WORD.findall(text))


class Reader(HTMLParser):
    """Collects what is read or read aloud and holds a word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._unread += tag in UNREAD
        is_button = tag == "input" and ("type", "submit") in attributes
        for name, value in attributes:
            is_read = name in READ_ALOUD or name.startswith("data-say") or (is_button and name == "value")
            if is_read and value and words_in(value):
                self.found.append(f'{name}="{value}"')

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if not self._unread and words_in(data):
            self.found.append(" ".join(data.replace(FILLED, " ").split()))


def read(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.found


# --- Jinja2 -----------------------------------------------------------------------------------------------------


def untranslated(source: str, environment: Environment) -> list[str]:
    """Every text of a Jinja2 template that no catalogue holds."""
    tree = environment.parse(source)
    return [*read("".join(_pieces(tree))), *_constants(tree)]


def _pieces(node: nodes.Node) -> Iterator[str]:
    """The text of the template in its order; each branch of an `if` stands there, one after the other."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Block) and node.name.endswith("_class"):
        return
    elif isinstance(node, nodes.Output):
        for child in node.nodes:
            yield child.data if isinstance(child, nodes.TemplateData) else FILLED
    else:
        for child in node.iter_child_nodes():
            yield from _pieces(child)


def _constants(tree: nodes.Node) -> Iterator[str]:
    """Sentences inside expressions: `{{ "Done" if it_is else "Important" }}`, `{% set words = "in words" %}`."""
    for output in tree.find_all((nodes.Output, nodes.Assign, nodes.With)):
        for child in output.iter_child_nodes():
            yield from _constants_of(child)


def _constants_of(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str) and _is_prose(node.value):
            yield node.value
    elif isinstance(node, nodes.Compare | nodes.Test | nodes.Getitem | nodes.TemplateData | nodes.Dict):
        return
    elif isinstance(node, nodes.Call | nodes.Filter):
        name = node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else ""
        if isinstance(node, nodes.Filter):
            yield from _constants_of(node.node) if node.node else ()
            if node.name == "plural":
                yield "plural(…)"
        elif name not in TRANSLATES:
            return
    elif not isinstance(node, nodes.Output):
        for child in node.iter_child_nodes():
            yield from _constants_of(child)


def _is_prose(text: str) -> bool:
    """Words and not the name of a class, an address or a mark-up of ours."""
    return (
        words_in(text)
        and bool(re.match(r"[A-Z][a-z]", text) or re.search(r"[a-z.,] [A-Za-z]", text))
        and "__" not in text
    )


# --- Django's own engine ----------------------------------------------------------------------------------------


def untranslated_of_django(template: Template) -> list[str]:
    """The same for a form field, an e-mail or a page of the admin."""
    pieces = [node.s if isinstance(node, TextNode) else FILLED for node in template.nodelist.get_nodes_by_type(Node)]
    return read("".join(pieces))
