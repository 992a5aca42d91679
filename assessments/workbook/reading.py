"""A workbook that came back, cell by cell: what it answers, and every fault with its place.

What belongs to another round, or is not whole, is refused altogether; a row that cannot be saved is refused by itself.
A row that was left as it was downloaded is not judged, since it changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.forms import AnswerForm, key_of, shortened
from assessments.workbook.book import fingerprint_of
from assessments.workbook.compare import Returned
from assessments.workbook.sheets import ABOUT, CODE, READ, REVISION_HEADS, TO_FILL_IN, TYPED, Facts, value_of
from assessments.workbook.texts import Texts
from framework_data.content import Content, QuestionText
from spreadsheets import package
from spreadsheets.cells import letters
from spreadsheets.faults import Fault, RefusedError
from spreadsheets.tables import Grid, tables_of
from spreadsheets.telling import cell

COPY_OVER = "Download a new workbook and copy your answers over."


@dataclass(frozen=True)
class Filled:
    """rows: what can be compared with what is saved. refused: what cannot be saved. absent: questions without a row."""

    rows: tuple[Returned, ...]
    refused: tuple[Fault, ...]
    absent: tuple[str, ...]


def read_workbook(upload: bytes, *, content: Content, facts: Facts) -> Filled:
    """What the workbook of this round and body answers. Raises RefusedError."""
    found = package.opened(upload, READ)
    grids = tables_of(found, READ)
    faults = [*_missing_sheets(found), *found.faults, *_wrong_place(grids.get(ABOUT), facts)]
    for name in TO_FILL_IN:
        faults += _missing_columns(name, grids.get(name, ()))
    rows = _Rows(content, _revisions(grids.get(ABOUT, ())))
    for name in TO_FILL_IN:
        rows.read(name, grids.get(name, ()))
    if faults:
        raise RefusedError([*faults, *rows.refused])
    absent = tuple(code for code in content.question_by_code if code not in rows.places)
    return Filled(tuple(rows.returned), tuple(rows.refused), absent)


# --- The workbook as a whole ------------------------------------------------------------------------------------


def _missing_sheets(found: package.Package) -> list[Fault]:
    return [
        Fault(f"Sheet “{name}”", f"This sheet is missing or has another name. {COPY_OVER}")
        for name in READ
        if name not in found.sheets
    ]


def _wrong_place(about: Grid | None, facts: Facts) -> list[Fault]:
    """The round, body and edition that the workbook was made for, where they are not those of this page."""
    if about is None:
        return []
    held = {row[0]: (at, row[1]) for at, row in enumerate(about, start=1) if len(row) > 1}
    found = []
    for name, expected in facts.rows:
        at, value = held.get(name, (1, ""))
        if value != expected:
            found.append(Fault(cell(ABOUT, f"B{at}"), _WRONG[name].format(value=shortened(value) or "nothing")))
    return found


_WRONG = {
    "Format": "This is not a workbook of this site, or of another version of it. " + COPY_OVER,
    "Edition": "This workbook asks the questions of another edition, {value}. " + COPY_OVER,
    "Revision of the edition": "The questions were changed since this workbook was downloaded. " + COPY_OVER,
    "Round": "This workbook belongs to another round, {value}. Upload it there, or choose the workbook of this round.",
    "Body": "This workbook belongs to another body, {value}. Choose the workbook of your own body.",
}


def _missing_columns(name: str, grid: Grid) -> list[Fault]:
    if not grid:
        return []
    return [
        Fault(f"{name}, row 1", f"The column “{column.head}” is missing. {COPY_OVER}")
        for column in (CODE, *TYPED)
        if column.head not in grid[0]
    ]


def _revisions(about: Grid) -> dict[str, tuple[int, str]]:
    """Question code -> the revision that its row was made from and the fingerprint of the texts it showed."""
    found: dict[str, tuple[int, str]] = {}
    has_begun = False
    for row in about:
        code, revision, fingerprint = (*row, "", "", "")[:3]
        has_begun = has_begun or (code, revision, fingerprint) == REVISION_HEADS
        if has_begun and revision.isascii() and revision.isdigit() and len(revision) < 10 and code not in found:
            found[code] = int(revision), fingerprint
    return found


# --- Row by row -------------------------------------------------------------------------------------------------


class _Rows:
    """Reads the rows of the sheets. places: question code -> where its row was found first."""

    def __init__(self, content: Content, revisions: Mapping[str, tuple[int, str]]) -> None:
        self.content, self.revisions = content, revisions
        self.places: dict[str, str] = {}
        self.returned: list[Returned] = []
        self.refused: list[Fault] = []

    def read(self, sheet: str, grid: Grid) -> None:
        if not grid or any(column.head not in grid[0] for column in (CODE, *TYPED)):
            return
        columns = {column.key: grid[0].index(column.head) for column in (CODE, *TYPED)}
        for at, row in enumerate(grid[1:], start=2):
            cells = {key: row[place] for key, place in columns.items()}
            places = {key: cell(sheet, f"{letters(place + 1)}{at}") for key, place in columns.items()}
            self._row(cells, places)

    def _row(self, cells: Mapping[str, str], places: Mapping[str, str]) -> None:
        code = cells["code"].strip()
        question = self.content.question_by_code.get(code)
        if question is None:
            if code not in self.content.statement_by_code and (code or _typed(cells)):
                self._refuse(places["code"], _unknown(code))
        elif code in self.places:
            self._refuse(
                places["code"], f"{code} stands twice, first in {self.places[code]}. Delete the row that is wrong."
            )
            self.returned = [row for row in self.returned if row.code != code]
        else:
            self.places[code] = places["code"]
            self._question(question, cells, places)

    def _question(self, question: QuestionText, cells: Mapping[str, str], places: Mapping[str, str]) -> None:
        code = question.code
        if code not in self.revisions:
            self._refuse(f"Sheet “{ABOUT}”", f"The line of {code} is missing or was changed. {COPY_OVER}")
            return
        revision, fingerprint = self.revisions[code]
        value = value_of(question, cells["value"])
        texts = Texts(value or "", cells["note"], cells["reason"], cells["evidence"])
        if value is not None and fingerprint_of(texts) == fingerprint:
            self.returned.append(Returned(code, texts, revision, is_touched=False))
            return
        form = AnswerForm(question, {f"{key_of(code)}-{key}": text for key, text in vars(texts).items()})
        faults = [(key, f"{str(say).rstrip('.')}.") for key, found in form.errors.items() for say in found]
        if value is None:
            faults.insert(0, ("value", _no_answer(question, cells["value"])))
        for key, say in faults:
            self._refuse(places[key], say)
        if not faults:
            self.returned.append(Returned(code, Texts(**form.draft.texts), revision, is_touched=True))

    def _refuse(self, place: str, say: str) -> None:
        self.refused.append(Fault(place, say))


def _typed(cells: Mapping[str, str]) -> bool:
    return any(cells[column.key].strip() for column in TYPED)


def _no_answer(question: QuestionText, typed: str) -> str:
    codes = ", ".join(option.code for option in question.options)
    return f"“{shortened(typed)}” is no answer to {question.code}. Choose one from the list: {codes}."


def _unknown(code: str) -> str:
    if not code:
        return f"Something is typed beside no question. {COPY_OVER}"
    return f"{shortened(code)} is not a question of this round. {COPY_OVER}"
