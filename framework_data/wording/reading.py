"""From the bytes of a document to the report on it. Writes nothing, and knows nothing of Django."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from framework_data.wording.assembly import Assembly
from framework_data.wording.base import Base
from framework_data.wording.boxes import without_boxes
from framework_data.wording.columns import without_columns
from framework_data.wording.gathering import Gathering
from framework_data.wording.lines import Line, collapsed, lines_of
from framework_data.wording.markup import without_markup
from framework_data.wording.pairing import pairs_of
from framework_data.wording.report import Report
from framework_data.wording.source import Source, source_of
from framework_data.wording.tables import Tables


def read_wording(data: bytes, base: Base) -> Report:
    """What the document says of the base's statements and questions. Raises UnreadableError where it holds no text."""
    lines, boxes = without_boxes(document_lines(source_of(data), base))
    gathering = Gathering(lines, base)
    return Assembly(gathering, pairs_of(gathering.candidates, base), boxes).report()


def document_lines(source: Source, base: Base) -> list[Line]:
    """The lines as a reader sees them: tables unfolded, marks of Markdown off, single spaces."""
    lines = Tables(base).unfold(without_columns(lines_of(source.text, paged=source.paged)))
    return _closed_up([_plain(line) for line in lines])


def _plain(line: Line) -> Line:
    text, strong = without_markup(line.text)
    return replace(line, text=collapsed(text), strong=strong)


def _closed_up(lines: Sequence[Line]) -> list[Line]:
    """Without the blank line after each line, where a document is double-spaced and its lines are wrapped too."""
    texts = [at for at, line in enumerate(lines) if line.text]
    parted = sum(second - first == 2 for first, second in itertools.pairwise(texts))
    small = sum(lines[at].text[0].islower() for at in texts)
    if parted < len(texts) * 0.85 or small < len(texts) * 0.15:
        return list(lines)
    return [line for at, line in enumerate(lines) if line.text or (at and not lines[at - 1].text)]
