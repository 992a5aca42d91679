"""Questions without numbers or bullets: each paragraph that asks is one, where their count is that of the base.

Pure. Copying from a web page or a word processor often loses the numbers of a list.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from framework_data.wording.candidates import BLANK, NO_GAP, Block, Candidate, Piece
from framework_data.wording.shapes import asks, begins_large, begins_small, is_ended


def with_paragraphs_as_questions(candidate: Candidate, count: int) -> Candidate | None:
    """The candidate with `count` questions made of its paragraphs; None where they are not as many."""
    for paragraphs in _ways(candidate):
        found = _split(candidate, paragraphs)
        if len(found.questions) == count and found.text and all(begins_large(each.text) for each in found.questions):
            return found
    return None


def with_lost_numbers(candidate: Candidate, count: int) -> Candidate | None:
    """The candidate with `count` questions, some of which have lost their numbers; None where the rest does not fit."""
    asking = [block for loose in candidate.loose for block in _sentences(loose) if asks(block.text)]
    questions = sorted([*candidate.questions, *asking], key=lambda block: block.at)
    numbered = [(place, block.number) for place, block in enumerate(questions, start=1) if block.number]
    fits = (
        candidate.style.startswith("bullet")
        or candidate.is_all_ones
        or all(place == number for place, number in numbered)
    )
    if len(questions) != count or not asking or not fits or not all(begins_large(block.text) for block in asking):
        return None
    renumbered = [replace(block, number=place) for place, block in enumerate(questions, start=1)]
    loose = [block for block in candidate.loose if not any(each.at == block.at for each in asking)]
    return replace(candidate, questions=renumbered, loose=loose, style="n.", completed=True)


def _sentences(block: Block) -> Iterator[Block]:
    """The block's paragraphs, parted where a sentence ends at the end of a line."""
    for paragraph in _paragraphs(block.pieces, _after_a_sentence):
        yield Block(paragraph[0].at, paragraph, after=block.after)


def _ways(candidate: Candidate) -> Iterator[list[list[Piece]]]:
    """The paragraphs as gaps part them; as sentences end at the end of a line; and each line for itself."""
    pieces = [*candidate.heading.pieces, *(piece for block in candidate.loose for piece in block.pieces)]
    for begins in (_after_a_gap, _after_a_sentence, _always):
        yield _paragraphs(pieces, begins)


def _paragraphs(pieces: Sequence[Piece], begins: Callable[[list[list[Piece]], Piece], bool]) -> list[list[Piece]]:
    found: list[list[Piece]] = []
    for piece in pieces:
        if not found or begins(found, piece):
            found.append([])
        found[-1].append(piece)
    return found


def _after_a_gap(found: Sequence[Sequence[Piece]], piece: Piece) -> bool:
    """A page break parts an unfinished question in two, which is one; a heading need not come to an end."""
    if not piece.gap or is_ended(found[-1][-1].text):
        return piece.gap != NO_GAP
    return not begins_small(piece.text) and (piece.gap == BLANK or len(found) == 1)


def _after_a_sentence(found: Sequence[Sequence[Piece]], piece: Piece) -> bool:
    return is_ended(found[-1][-1].text) and begins_large(piece.text)


def _always(found: Sequence[Sequence[Piece]], piece: Piece) -> bool:
    return True


def _split(candidate: Candidate, paragraphs: Sequence[Sequence[Piece]]) -> Candidate:
    heading = Block(candidate.at)
    made = Candidate(candidate.code, candidate.at, heading, style="unmarked")
    for paragraph in paragraphs:
        block = Block(paragraph[0].at, list(paragraph), after=len(made.questions))
        if asks(block.text) and heading.pieces:
            block.number = made.next_number
            made.questions.append(block)
        elif not heading.pieces:
            heading.pieces += paragraph
        else:
            made.loose.append(block)
    return made
