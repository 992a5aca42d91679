"""The four texts of one answer, and when two of them say the same although a spreadsheet has been at them.

Pure: no Django, no database, no spreadsheet.
"""

import re
from dataclasses import astuple, dataclass, fields

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What spreadsheets drop or write in codes of their own."""


@dataclass(frozen=True)
class Texts:
    """What stands on one question: the code of the answer, note, reason for NA, links one to a line."""

    value: str = ""
    note: str = ""
    reason: str = ""
    evidence: str = ""

    @property
    def plain(self) -> tuple[str, ...]:
        """The texts as far as any spreadsheet program keeps them."""
        return tuple(plain(text) for text in astuple(self))

    def exact(self, saved: "Texts") -> "Texts":
        """The same, with the saved text wherever a spreadsheet could not have told the two apart."""
        pairs = [(getattr(self, field.name), getattr(saved, field.name)) for field in fields(self)]
        return Texts(*(old if plain(new) == plain(old) else new for new, old in pairs))


def writable(text: str) -> str:
    """A text for a cell: every program keeps what is left, and what it was is known by `plain`."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def plain(text: str) -> str:
    """Line ends as LF, blanks collapsed, nothing at the ends, and none of the characters that nobody sees."""
    return "\n".join(" ".join(line.split()) for line in writable(text).split("\n")).strip()
