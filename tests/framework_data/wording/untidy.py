"""Writes a framework as an untidy document: a random mixture of what copying and printing do to a text.

The same seed gives the same document. What the reader has to give back is the wording, exactly.
"""

import random
import textwrap
from dataclasses import dataclass, field

import pyphen

from framework_data.wording.base import Base, BaseStatement

CODES = ("{c} ", "{c}: ", "{c} – ", "{c} - ", "{c}. ", "[{c}] ", "Statement {c}: ", "{spaced} ", "**{c}** ", "### {c} ")
NUMBERS = (
    "{n}. ",
    "{n}) ",
    "({n}) ",
    "Q{n} ",
    "Q{n}. ",
    "{n} ",
    "{c}.{n} ",
    "{s}.{n} ",
    "1. ",
    "• ",
    "- ",
    "{n}\\. ",
    "",
)
SECTIONS = ("{L} – {D}", "{L} — {D}", "{L} - {D}", "{l}: {d}", "{l} – {d}", "## {l} – {d}", "**{L} – {D}**", "")
DASHES = ("–", "-", "—", "* * *", "---")
LABELS = ("", "Supporting questions", "**Questions**", "Key questions:")
HEADS = ("Aligning Local Public Services", "Together: a framework", "CIPFA")
NOTES = (
    "See the glossary at the end of this guide.",
    "Partnership Board, Working together (2012), page 14.",
    "The word is used here in its everyday sense, and not as a\nterm of law.",
)
HYPHENS = pyphen.Pyphen(lang="en_GB")


@dataclass
class Look:
    """One document's habits."""

    code: str
    number: str
    section: str
    label: str
    width: int
    hyphenates: bool
    indents: bool
    head: str
    page: int
    breaks: str
    numbered_heads: str
    summary: str
    contents: bool
    marks: str
    curly: bool
    new_line: str
    encoding: str
    spaces: str
    heading_on_next_line: bool
    blank_after_heading: bool
    ligatures: bool


def look(chance: random.Random) -> Look:
    number = chance.choice(NUMBERS)
    marks = chance.choice(("", "", "¹", "[1]", "1", "^1^"))
    return Look(
        code=chance.choice(CODES),
        number=number,
        section=chance.choice(SECTIONS),
        label=chance.choice(LABELS),
        width=chance.choice((0, 0, 60, 72, 80, 95)),
        hyphenates=chance.random() < 0.5,
        indents=chance.random() < 0.4,
        head=chance.choice(HEADS),
        page=chance.choice((0, 24, 40, 55)),
        breaks=chance.choice(("", "\f")),
        numbered_heads=chance.choice(
            ("{n}", "{h}\n{n}", "{h} {n}", "{n} {h}", "- {n} -", "Page {n} of 40", "{h} | {n}")
        ),
        summary=chance.choice(("before", "after", "none", "table", "sections")),
        contents=chance.random() < 0.3,
        marks=marks,
        curly=chance.random() < 0.5,
        new_line=chance.choice(("\n", "\n", "\r\n", "\r")),
        encoding=chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")),
        spaces=chance.choice((" ", " ", "\u00a0")),
        heading_on_next_line=chance.random() < 0.2,
        blank_after_heading=chance.random() < 0.6,
        ligatures=chance.random() < 0.3,
    )


@dataclass
class Writer:
    """Writes one document line by line, and breaks pages as it goes."""

    base: Base
    chance: random.Random
    look: Look
    lines: list[str] = field(default_factory=list)
    on_page: int = 0
    pages: int = 1
    notes: list[str] = field(default_factory=list)
    coming: list[str] = field(default_factory=list)
    marked: int = 0

    def document(self) -> bytes:
        self.paragraph("Working together: the framework", "", "How to use it", "")
        self.wrapped("This guide holds statements of good practice. S1 to S6 are about strategy; see S3 for measures.")
        self.line("")
        if self.look.contents:
            self.contents()
        if self.look.summary in ("before", "table", "sections"):
            self.summary()
        for place, statement in enumerate(self.base.statements):
            self.statement(place, statement)
        if self.look.summary == "after":
            self.summary()
        self.put_notes()
        return self.encoded()

    def encoded(self) -> bytes:
        text = "\n".join(self.lines) + "\n"
        if self.look.ligatures and self.look.encoding != "cp1252":
            text = text.replace("fi", "\ufb01")
        text = text.replace("\n", self.look.new_line)
        return text.encode(self.look.encoding, errors="strict")

    # --- Pages ------------------------------------------------------------------------------------------------------

    def line(self, text: str) -> None:
        self.lines.append(text)
        self.on_page += 1
        if self.look.page and self.on_page >= self.look.page:
            self.turn_the_page()

    def turn_the_page(self) -> None:
        self.on_page = -99
        self.put_notes()
        gap = [""] * self.chance.choice((0, 1, 2))
        self.pages += 1
        head = self.look.numbered_heads.format(n=self.pages, h=self.look.head).split("\n")
        self.lines += [*gap, *head]
        if self.look.breaks:
            self.lines.append(f"{self.look.breaks}{self.look.head}")
        self.lines += gap
        self.on_page = 0

    def paragraph(self, *lines: str) -> None:
        for line in lines:
            self.line(line)

    def wrapped(self, text: str, begin: str = "") -> None:
        indent = " " * len(begin) if self.look.indents else ""
        for line in self.folded(f"{begin}{text}", indent):
            self.line(line.replace(" ", self.look.spaces) if self.chance.random() < 0.2 else line)

    def folded(self, text: str, indent: str) -> list[str]:
        if not self.look.width:
            return [text]
        lines = textwrap.wrap(text, self.look.width, subsequent_indent=indent, break_on_hyphens=self.look.hyphenates)
        if self.look.hyphenates:
            for at in range(len(lines) - 1):
                self.hyphenate(lines, at, indent)
        return lines

    def hyphenate(self, lines: list[str], at: int, indent: str) -> None:
        """Move the beginning of the next line's first word up, as a printer does."""
        word = lines[at + 1].split()[0]
        parts = HYPHENS.wrap(word, 6)
        if parts and word.isalpha() and not lines[at].endswith("-") and len(lines[at + 1].split()) > 1:
            first, second = parts
            lines[at] = f"{lines[at]} {first}"
            lines[at + 1] = indent + lines[at + 1].lstrip().replace(word, second, 1)

    # --- Parts ------------------------------------------------------------------------------------------------------

    def contents(self) -> None:
        self.paragraph("Contents", "")
        for place, statement in enumerate(self.base.statements):
            self.line(f"{statement.code} {statement.text[:40]} ........ {place + 3}")
        self.line("")

    def summary(self) -> None:
        self.paragraph("The statements in short", "")
        if self.look.summary == "table":
            self.paragraph("| Code | Statement |", "|------|-----------|")
        for place, statement in enumerate(self.base.statements):
            if self.look.summary == "table":
                self.line(f"| {statement.code} | {statement.summary_text} |")
                continue
            if self.look.summary == "sections" and place % 2 == 0:
                self.paragraph("", self.base.sections[place % 3], "")
            self.wrapped(self.quoted(statement.summary_text), f"{statement.code} ")
            if self.chance.random() < 0.3:
                self.line("")
        self.paragraph("", "The statements in full", "")

    def statement(self, place: int, statement: BaseStatement) -> None:
        if place % 2 == 0 and self.look.section:
            level, dimension = self.base.sections[place % 3], self.base.sections[3 + place % 3]
            names = {"l": level, "d": dimension, "L": level.upper(), "D": dimension.upper()}
            self.paragraph("", self.look.section.format(**names), "")
        letters = statement.code.rstrip("0123456789")
        begin = self.look.code.format(c=statement.code, spaced=f"{letters} {statement.code[len(letters) :]}")
        if self.look.heading_on_next_line:
            self.line(begin.strip())
            begin = ""
        self.wrapped(self.quoted(statement.text), begin)
        if self.look.blank_after_heading or self.look.number in ("", "• ", "- "):
            self.line("")
        if self.look.label:
            self.paragraph(self.look.label, "")
        for number, question in enumerate(statement.questions, start=1):
            self.question(statement.code, place, number, question)
        self.paragraph("", *([self.chance.choice(DASHES)] if self.chance.random() < 0.3 else []), "")

    def question(self, code: str, place: int, number: int, text: str) -> None:
        begin = self.look.number.format(n=number, c=code, s=place + 1)
        self.wrapped(self.marked_text(self.quoted(text)), begin)
        self.notes, self.coming = self.notes + self.coming, []
        if not self.look.page or self.chance.random() < 0.5:
            self.put_notes()
        if self.chance.random() < 0.5 or not self.look.number:
            self.line("")
        if self.chance.random() < 0.05:
            self.paragraph("", self.chance.choice(DASHES[:3]), "")

    # --- Footnotes --------------------------------------------------------------------------------------------------

    def marked_text(self, text: str) -> str:
        if not self.look.marks or self.chance.random() > 0.1:
            return text
        self.marked += 1
        mark = self.look.marks.replace("1", str(self.marked)).replace(
            "¹", "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(d)] for d in str(self.marked))
        )
        self.coming.append(f"{mark} {self.chance.choice(NOTES)}")
        words = text.split(" ")
        at = self.chance.choice(
            [at for at, word in enumerate(words) if word.isalpha() and word.islower() and len(word) > 3]
        )
        words[at] += mark
        return " ".join(words)

    def put_notes(self) -> None:
        if self.notes:
            self.lines.append("")
            for note in self.notes:
                self.lines += note.split("\n")
            self.lines.append("")
            self.notes = []

    def quoted(self, text: str) -> str:
        return text.replace("'", "’") if self.look.curly else text


def untidy(base: Base, seed: int) -> tuple[bytes, Look]:
    """The document, and the habits it was written with."""
    chance = random.Random(seed)
    habits = look(chance)
    if habits.encoding == "cp1252" and (habits.marks == "¹" or habits.ligatures):
        habits.encoding = "utf-8"
    if habits.number in ("{n} ", "({n}) ") and habits.marks == "1":
        habits.marks = "[1]"
    return Writer(base, chance, habits).document(), habits
