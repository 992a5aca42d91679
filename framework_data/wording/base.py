"""What the reader knows of the edition whose structure the wording is for: codes, counts, names and words.

Pure, and made from an edition's content elsewhere. Its wording is only compared with, never written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class BaseStatement:
    """questions: the wording of each, in order. codes: theirs, where they are not "S1.1", "S1.2" and so on."""

    code: str
    text: str
    summary_text: str
    questions: tuple[str, ...]
    codes: tuple[str, ...] = ()

    def question_code(self, number: int) -> str:
        """The code of the question with this number, from 1."""
        return self.codes[number - 1] if self.codes else f"{self.code}.{number}"


@dataclass(frozen=True)
class Base:
    """sections: the names of levels and dimensions, which documents use as headings; titles: what a head may repeat."""

    statements: tuple[BaseStatement, ...]
    sections: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    other_texts: tuple[str, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, BaseStatement]:
        return {statement.code: statement for statement in self.statements}

    @cached_property
    def place(self) -> dict[str, int]:
        """Code of a statement -> its place in the framework's order, from 0."""
        return {statement.code: place for place, statement in enumerate(self.statements)}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the edition in lower case, hyphenated ones whole."""
        texts = [each for s in self.statements for each in (s.text, s.summary_text, *s.questions)]
        return words_in([*texts, *self.other_texts, *self.sections])

    @property
    def questions(self) -> int:
        """How many there are."""
        return sum(len(statement.questions) for statement in self.statements)


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """The words of the texts in lower case; one with a hyphen counts whole, not in its parts."""
    return frozenset(word.lower() for text in texts for word in WORD.findall(text))
