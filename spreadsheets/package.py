"""The door: lets an .xlsx file in whose insides are harmless, and says of any other what to do.

An .xlsx file is a zip of XML files. Before anything reads it as a spreadsheet, its sizes are added up from the
directory, and each part is unpacked only as far as the directory says. Parts that this workbook never needs (macros,
links to other files, embedded things) refuse it. Every part must be XML without a document type (parts.py), and every
cell that counts must be inside the table and no formula (cells.py). The few parts that are needed are packed anew, so
that the reader of spreadsheets sees nothing that was not looked at here, however it looks for a part by itself.
"""

import posixpath
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from spreadsheets.cells import Cells, lengths_of_shared_texts
from spreadsheets.faults import Fault, RefusedError
from spreadsheets.parts import stream
from spreadsheets.telling import damaged, no_workbook, of_the_file

MOST_BYTES = 2 * 1024 * 1024
MOST_PARTS = 200
MOST_UNPACKED = 20 * 1024 * 1024
MOST_TIMES = 200
"""How many times larger a file may grow when unpacked, once it is larger than a megabyte."""
A_MEGABYTE = 1024 * 1024

OLD_OR_LOCKED = bytes.fromhex("D0CF11E0A1B11AE1")
"""How files of the old Excel format begin, and those with a password."""
TYPES, RELATIONS, WORKBOOK = "[content_types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
SHARED_TEXTS = "xl/sharedstrings.xml"
NEEDED = (TYPES, "_rels/.rels", WORKBOOK, RELATIONS, SHARED_TEXTS, "xl/styles.xml")
"""The parts without which no sheet can be read. Names of parts know no capitals, so all are in small letters here."""
NOT_NEEDED = {
    "vbaproject": gettext_noop("The file holds macros. Save it as an Excel workbook without macros (.xlsx)."),
    "macrosheets/": gettext_noop("The file holds macros. Save it as an Excel workbook without macros (.xlsx)."),
    "externallinks/": gettext_noop(
        "The file has links to other workbooks. Remove them (in Excel: Data, Edit links, Break link)."
    ),
    "connections.xml": gettext_noop(
        "The file has a connection to other data. Download a new workbook and copy your texts over."
    ),
    "querytables/": gettext_noop(
        "The file has a connection to other data. Download a new workbook and copy your texts over."
    ),
    "embeddings/": gettext_noop("The file has another file embedded. Remove it."),
    "activex/": gettext_noop("The file holds active controls. Download a new workbook and copy your texts over."),
    "ctrlprops/": gettext_noop("The file holds active controls. Download a new workbook and copy your texts over."),
}


@dataclass(frozen=True)
class Package:
    """content: the file, packed anew. sheets: the names of its sheets. faults: formulas on the sheets asked for."""

    content: bytes
    sheets: tuple[str, ...]
    faults: tuple[Fault, ...]


def opened(content: bytes, sheets: Sequence[str]) -> Package:
    """The file, looked through; `sheets` are those that will be read. Raises RefusedError."""
    parts = _parts(content)
    _refuse_what_is_not_needed(parts)
    for name in parts:
        stream(parts[name])
    places = _places_of_sheets(parts)
    shared = lengths_of_shared_texts(parts[SHARED_TEXTS]) if SHARED_TEXTS in parts else ()
    read = {name: place for name, place in places.items() if name in sheets}
    looked = [_looked(name, parts[place], shared) for name, place in read.items()]
    faults = tuple(fault for cells in looked for fault in cells.faults)
    if not all(cells.is_bounded for cells in looked):
        raise RefusedError(faults)
    needed = {name: parts[name] for name in (*NEEDED, *read.values()) if name in parts}
    return Package(_packed(needed), tuple(places), faults)


def _looked(name: str, xml: bytes, shared: Sequence[int]) -> Cells:
    cells = Cells(name, shared)
    cells.walk(xml)
    return cells


# --- Unpacking --------------------------------------------------------------------------------------------


def _parts(content: bytes) -> dict[str, bytes]:
    """Name of each XML part in small letters -> its content; pictures and the like are left behind."""
    if len(content) > MOST_BYTES:
        say = _("The file is larger than %(size)s MB. Download a new workbook.")
        raise of_the_file(say % {"size": MOST_BYTES // A_MEGABYTE})
    if content.startswith(OLD_OR_LOCKED):
        raise of_the_file(
            _(
                "The file has a password, or is of the old Excel format (.xls). "
                "Save it as an Excel workbook (.xlsx) without a password."
            )
        )
    if not content.startswith(b"PK"):
        raise no_workbook()
    try:
        with ZipFile(BytesIO(content)) as package:
            members = package.infolist()
            _refuse_sizes(members, len(content))
            _refuse_strange(members)
            return {member.filename.lower(): package.read(member) for member in members if _is_xml(member)}
    # All that zipfile raises: over damage, a way of packing that it does not know (NotImplementedError), a password.
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        raise damaged() from None


def _is_xml(member: ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels"))


def _refuse_sizes(members: Sequence[ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    is_blown_up = unpacked > A_MEGABYTE and unpacked > MOST_TIMES * packed
    if len(members) > MOST_PARTS or unpacked > MOST_UNPACKED or is_blown_up:
        raise of_the_file(_("The file unpacks to far more than a workbook holds. Download a new workbook."))


def _refuse_strange(members: Sequence[ZipInfo]) -> None:
    """Names twice, parts under a password, and ways of packing that no spreadsheet program uses."""
    names = [member.filename.lower() for member in members]
    if len(set(names)) < len(names) or any(
        member.flag_bits & 0x1 or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members
    ):
        raise damaged()
    if TYPES not in names:
        raise no_workbook()
    found = {say for name in names for part, say in NOT_NEEDED.items() if part in name}
    if found:
        raise of_the_file(*(_(say) for say in sorted(found)))


# --- Looking through ----------------------------------------------------------------------------------------


def _refuse_what_is_not_needed(parts: Mapping[str, bytes]) -> None:
    """The file says itself what it is: a workbook, and not one with macros or of another program."""
    types: set[str] = set()
    stream(parts[TYPES], lambda name, given: types.add(given.get("ContentType", "").lower()))
    if any("macroenabled" in kind or "vbaproject" in kind for kind in types):
        raise of_the_file(_(NOT_NEEDED["vbaproject"]))
    if not any(kind.endswith("spreadsheetml.sheet.main+xml") for kind in types) or not {WORKBOOK, RELATIONS} <= set(
        parts
    ):
        raise no_workbook()


def _places_of_sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Name of each sheet -> the part that holds its cells."""
    targets: dict[str, str] = {}
    places: dict[str, str] = {}

    def relation(name: str, given: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = given.get("Target", "")
            targets[given.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()

    def sheet(name: str, given: Mapping[str, str]) -> None:
        if name == "sheet":
            places[given.get("name", "")] = targets.get(given.get("id", ""), "")

    stream(parts[RELATIONS], relation)
    stream(parts[WORKBOOK], sheet)
    if not set(places.values()) <= set(parts):
        raise damaged()
    return places


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(ZipInfo(name), content)
    return buffer.getvalue()
