"""What the gathering finds before it is known what it is: a statement's code with the text and the questions after it.

Pure, and mutable while the document is read.
"""

from dataclasses import dataclass, field

from framework_data.wording.shapes import is_ended

NO_GAP, BLANK, BROKEN = 0, 1, 2
"""What stands between two lines of text: nothing, blank lines, or lines of the page."""


@dataclass(frozen=True)
class Piece:
    """A line, or part of one, that belongs to a text. at: its place in the list of lines; gap: what stands above."""

    at: int
    text: str
    gap: int = NO_GAP


@dataclass
class Block:
    """A statement's text, a question, or a paragraph that is neither.

    number: as written, 0 where there is none. after: how many questions stood before it.
    """

    at: int
    pieces: list[Piece] = field(default_factory=list)
    number: int = 0
    after: int = 0

    @property
    def text(self) -> str:
        """The pieces with spaces between: good for looking at, not for keeping."""
        return " ".join(piece.text for piece in self.pieces if piece.text)

    @property
    def last(self) -> str:
        return next((piece.text for piece in reversed(self.pieces) if piece.text), "")

    @property
    def is_ended(self) -> bool:
        return is_ended(self.last)


@dataclass
class Candidate:
    """A place where a code begins a line. style: how its questions are numbered, from the first of them.

    completed: whether questions without numbers were put among the others.
    """

    code: str
    at: int
    heading: Block
    questions: list[Block] = field(default_factory=list)
    loose: list[Block] = field(default_factory=list)
    style: str = ""
    is_contents: bool = False
    completed: bool = False

    @property
    def next_number(self) -> int:
        return self.questions[-1].number + 1 if self.questions else 1

    @property
    def is_all_ones(self) -> bool:
        """Whether each question is written with a 1, as Markdown allows."""
        return bool(self.questions) and all(question.number == 1 for question in self.questions)

    @property
    def text(self) -> str:
        return self.heading.text
