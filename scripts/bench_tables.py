"""What `make bench` measures of the tables: XLSX, CSV and Word of 40 entities, beside bare writing of the cells."""

import csv
import statistics
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

ROUNDS = 5
Clock = Callable[[Callable[[], Any], int], float]


def the_tables(cpu_of: Clock) -> None:
    """Prints a line for each form; the round of 40 bodies must be in the database."""
    from assessments.access import visit
    from partnerships.models import Person
    from reports.answers_csv import csv_of
    from reports.building import partnership_report
    from reports.report import Report
    from reports.tables import answers_in_one, tables_of
    from reports.word import docx_of
    from reports.xlsx import xlsx_of

    chair = Person.objects.get(roles__office="chair")

    def report() -> Report:
        return partnership_report(visit(chair, "forty-2026"), in_full=True)

    sheets = [table.rows for table in tables_of(report())]
    rows = [[str(cell) for cell in row] for row in answers_in_one(report()).rows]
    forms = [
        ("XLSX", lambda: xlsx_of(report()), lambda: _bare_workbook(sheets), sum(map(len, sheets))),
        ("CSV", lambda: csv_of(report()), lambda: _bare_csv(rows), len(rows)),
        ("Word", lambda: docx_of(report()), report, 0),
    ]
    print("\n| Tables of 40 entities, for the board | ms of CPU | rows | CPU / bare writing of the same cells |")
    print("|---|---|---|---|")
    for name, ours, bare, count in forms:
        times = [(cpu_of(ours, 1), cpu_of(bare, 1)) for _ in range(ROUNDS)]
        own = statistics.median(own for own, _ in times)
        ratio = statistics.median(own / other for own, other in times)
        print(f"| {name} | {own:.0f} | {count or '–'} | {f'{ratio:.1f}' if count else '–'} |")


def _bare_workbook(sheets: list[Any]) -> bytes:
    """The same cells without a format, a width or a table."""
    import xlsxwriter

    buffer = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, plain | {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for rows in sheets:
            sheet = workbook.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


def _bare_csv(rows: list[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
