"""The answers as one CSV file: a row for each, with its round, its statement's rating and its dimension's level."""

from assessments.csv_lines import csv_lines
from reports.printable import printable
from reports.report import Report
from reports.tables import Cell, answers_in_one


def csv_of(report: Report) -> bytes:
    table = answers_in_one(report)
    rows = ([_as_text(cell) for cell in row] for row in table.rows)
    return "".join(csv_lines([column.name for column in table.columns], rows)).encode()


def _as_text(cell: Cell) -> str:
    """Days as 2025-05-12, which every program reads alike."""
    return "" if cell is None else printable(str(cell))
