"""From the bytes of a file to text: its kind, its encoding; what cannot be read is refused in words.

Knows nothing of statements and questions, and nothing of Django.
"""

import re
from dataclasses import dataclass

from framework_data.wording import pdf
from framework_data.wording.unreadable import UnreadableError

MOST_BYTES = 25 * 1024 * 1024
MOST_CHARACTERS = pdf.MOST_CHARACTERS

_AS_TEXT = "Save it as plain text (UTF-8) or as a PDF, and import that."
_REFUSED = (
    (b"PK\x03\x04", f"It is a Word, LibreOffice or ZIP file. {_AS_TEXT}"),
    (b"\xd0\xcf\x11\xe0", f"It is a file of an older Word or Excel. {_AS_TEXT}"),
    (b"{\\rtf", f"It is a Rich Text file. {_AS_TEXT}"),
    (b"\x89PNG", "It is a picture. Text has to be recognised in it first."),
    (b"\xff\xd8\xff", "It is a picture. Text has to be recognised in it first."),
    (b"II*\x00", "It is a picture. Text has to be recognised in it first."),
    (b"MM\x00*", "It is a picture. Text has to be recognised in it first."),
)
_ENCODINGS_BY_MARK = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HTML = re.compile(rb"\s*(<!doctype html|<html|<\?xml)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WRONGLY_DECODED = re.compile(
    "\u00e2\u20ac[\u2122\u0153\u009d\u201c\u201d\u02dc\u00a2\u00a6]|\u00c2\u00a0|\u00c3\u00a9"
)


@dataclass(frozen=True)
class Source:
    """The text of a file; `paged` where its pages are numbered, as in a PDF (form feeds between them)."""

    text: str
    paged: bool


def source_of(data: bytes) -> Source:
    """The text in the file. Raises UnreadableError with a sentence that says what to do."""
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            f"It is larger than {MOST_BYTES // 1024 // 1024} MB. Import the pages with the framework alone."
        )
    if not data.strip():
        raise UnreadableError("It is empty.")
    if b"%PDF-" in data[:1024]:
        return Source(_not_too_long(pdf.text_of(data)), paged=True)
    for beginning, sentence in _REFUSED:
        if data.startswith(beginning):
            raise UnreadableError(sentence)
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise UnreadableError(
            f"It is a web page or XML. Open it in a browser, copy the text into an editor. {_AS_TEXT}"
        )
    return Source(_not_too_long(_checked(_decoded(data))), paged=False)


def _not_too_long(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(
            f"It holds more than {MOST_CHARACTERS:,} characters. Import the pages with the framework alone."
        )
    return text


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _ENCODINGS_BY_MARK if data.startswith(mark)), None) or _unmarked(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableError(f"Line {line} holds bytes that are no text in {encoding.upper()}. {_AS_TEXT}") from None


def _unmarked(data: bytes) -> str:
    """UTF-16 shows by its zeros; what is not UTF-8 is what Windows writes, unless it is mostly UTF-8."""
    start = data[:4000]
    if start.count(0) > len(start) * 0.3:
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        characters = data.decode("utf-8", errors="ignore")
        unfit = len(data) - len(characters.encode())
        return "utf-8" if sum(ord(each) > 127 for each in characters) > unfit else "cp1252"
    return "utf-8"


def _checked(text: str) -> str:
    if len(_CONTROLS.findall(text)) > len(text) // 200:
        raise UnreadableError(f"It is not text, whatever its name says. {_AS_TEXT}")
    wrong = _WRONGLY_DECODED.search(text)
    if wrong:
        line = text[: wrong.start()].count("\n") + 1
        raise UnreadableError(
            f"Line {line} holds “{wrong.group()}”, which comes of an apostrophe, a quote or an accent that was read in "
            "the wrong encoding. Take the text from where it came once more, and save it as UTF-8."
        )
    return text
