"""CSV as spreadsheets take it: UTF-8 with a byte order mark, commas, CRLF, and no cell that is taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Some spreadsheets take the wide forms of the signs for the signs."""


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The file line by line, so that a long one needs no memory. head: names of columns, which are our own."""
    write = csv.writer(_Echo()).writerow
    yield BYTE_ORDER_MARK + write(head)
    for row in rows:
        yield write([harmless(cell) for cell in row])


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell


class _Echo:
    """What csv writes to: it hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line
