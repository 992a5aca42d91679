"""Reads a part of an .xlsx file as a stream of elements, and refuses whatever could grow.

The parser is the standard library's expat with document types refused: without one no entity can be declared, so none
grows or fetches anything. That is what defusedxml does with forbid_dtd. Nothing is built in memory. Refused too, since
the reader of spreadsheets that comes after would believe them: an encoding other than UTF-8, which no spreadsheet
program writes, and a part that says it holds more things than could be in it, for which that reader would make room.
"""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from django.utils.translation import gettext as _

from spreadsheets.telling import damaged, of_the_file

Start = Callable[[str, Mapping[str, str]], None]

COUNTS = ("count", "uniqueCount")
MOST_THINGS = 1_000_000


def _nothing(*given: object) -> None:
    """What is done with the parts of a file that nobody asks about."""


def stream(
    xml: bytes,
    start: Start = _nothing,
    end: Callable[[str], None] = _nothing,
    text: Callable[[str], None] = _nothing,
) -> None:
    """Tell of each element by its name without prefix, likewise its attributes. Raises RefusedError."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _refuse_encodings
    parser.StartElementHandler = lambda name, given: start(_bare(name), _believable(given))
    parser.EndElementHandler = lambda name: end(_bare(name))
    parser.CharacterDataHandler = text
    if b"\0" in xml:
        raise damaged()
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged() from None


def _refuse(*given: object) -> None:
    raise of_the_file(_("The file holds a document type, which no Excel workbook has. Download a new workbook."))


def _refuse_encodings(version: str, encoding: str | None, standalone: int) -> None:
    if encoding is not None and encoding.upper() not in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
        raise damaged()


def _believable(given: Mapping[str, str]) -> Mapping[str, str]:
    """The attributes of an element by their bare names."""
    found = {_bare(key): value for key, value in given.items()}
    for name in COUNTS:
        value = found.get(name, "0")
        if not (value.isascii() and value.isdigit() and len(value) < 9 and int(value) <= MOST_THINGS):
            raise damaged()
    return found


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]
