"""A workbook that came back, cell by cell: what it answers, and every fault with its place.

What belongs to another round, or is not whole, is refused altogether; a row that cannot be saved is refused by itself.
A row that was left as it was downloaded is not judged, since it changes nothing. Sheets, columns and facts are known by
their names in any language on offer, and answers by their codes; what is wrong is said in the reader's language.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from assessments.forms import AnswerForm, key_of, shortened
from assessments.workbook.book import fingerprint_of
from assessments.workbook.compare import Returned
from assessments.workbook.sheets import (
    ABOUT,
    BODY,
    CODE,
    EDITION,
    EDITION_REVISION,
    FACTS,
    FORMAT_OF,
    READ,
    REVISION_HEADS,
    ROUND,
    TO_FILL_IN,
    TYPED,
    Facts,
    known_by,
    tab,
    value_of,
)
from assessments.workbook.texts import Texts
from framework_data.content import Content, QuestionText
from govuk.languages import spoken_for
from spreadsheets import package
from spreadsheets.cells import letters
from spreadsheets.faults import Fault, RefusedError
from spreadsheets.tables import Grid, tables_of
from spreadsheets.telling import cell


@dataclass(frozen=True)
class Filled:
    """rows: what can be compared with what is saved. refused: what cannot be saved. absent: questions without a row."""

    rows: tuple[Returned, ...]
    refused: tuple[Fault, ...]
    absent: tuple[str, ...]


def read_workbook(upload: bytes, *, content: Content, facts: Facts) -> Filled:
    """What the workbook of this round and body answers. Raises RefusedError."""
    names = known_by(READ, tab)
    found = package.opened(upload, tuple(names))
    with translation.override(spoken_for(content.language)):
        # Here a cell with a date becomes words.
        tables = tables_of(found, names)
        called = {name: tab(name) for name in READ} | {names[title]: title for title in tables}
    grids = {names[title]: _in_source(names[title], grid) for title, grid in tables.items()}
    faults = [*_missing_sheets(called, grids), *found.faults, *_wrong_place(called, grids.get(ABOUT), facts)]
    for name in TO_FILL_IN:
        faults += _missing_columns(called[name], grids.get(name, ()), content)
    rows = _Rows(content, _revisions(grids.get(ABOUT, ())), called[ABOUT])
    for name in TO_FILL_IN:
        rows.read(called[name], grids.get(name, ()))
    if faults:
        raise RefusedError([*faults, *rows.refused])
    absent = tuple(code for code in content.question_by_code if code not in rows.places)
    return Filled(tuple(rows.returned), tuple(rows.refused), absent)


# --- The workbook as a whole ------------------------------------------------------------------------------------


def _in_source(name: str, grid: Grid) -> Grid:
    """The sheet with what heads its columns, or names its facts, as the code knows it."""
    if name != ABOUT:
        heads = known_by([column.head for column in (CODE, *TYPED)])
        return [[heads.get(text, text) for text in row] if at == 0 else row for at, row in enumerate(grid)]
    facts, heads = known_by(FACTS), known_by(REVISION_HEADS)
    return [_fact_in_source(row, facts, heads) for row in grid]


def _fact_in_source(row: Sequence[str], facts: Mapping[str, str], heads: Mapping[str, str]) -> Sequence[str]:
    as_heads = [heads.get(text, text) for text in row[:3]]
    if tuple(as_heads) == REVISION_HEADS:
        return as_heads
    return [facts.get(text, text) for text in row[:1]] + list(row[1:])


def _and_copy_over(sentence: str) -> str:
    copy_over = _("Download a new workbook and copy your answers over.")
    return f"{sentence} {copy_over}"


def _of_sheet(title: str) -> str:
    return _("Sheet “%(sheet)s”") % {"sheet": title}


def _missing_sheets(called: Mapping[str, str], grids: Collection[str]) -> list[Fault]:
    says = _and_copy_over(_("This sheet is missing or has another name."))
    return [Fault(_of_sheet(called[name]), says) for name in READ if name not in grids]


def _wrong_place(called: Mapping[str, str], about: Grid | None, facts: Facts) -> list[Fault]:
    """The round, body and edition that the workbook was made for, where they are not those of this page."""
    if about is None:
        return []
    held = {row[0]: (at, row[1]) for at, row in enumerate(about, start=1) if len(row) > 1}
    found = []
    for name, expected in facts.rows:
        at, value = held.get(name, (1, ""))
        if value != expected:
            says = _(_WRONG[name]) % {"value": shortened(value) or _("nothing")}
            say = says if name in (ROUND, BODY) else _and_copy_over(says)
            found.append(Fault(cell(called[ABOUT], f"B{at}"), say))
    return found


_WRONG = {
    FORMAT_OF: gettext_noop("This is not a workbook of this site, or of another version of it."),
    EDITION: gettext_noop("This workbook asks the questions of another edition, %(value)s."),
    EDITION_REVISION: gettext_noop("The questions were changed since this workbook was downloaded."),
    ROUND: gettext_noop(
        "This workbook belongs to another round, %(value)s. Upload it there, or choose the workbook of this round."
    ),
    BODY: gettext_noop("This workbook belongs to another body, %(value)s. Choose the workbook of your own body."),
}


def _missing_columns(title: str, grid: Grid, content: Content) -> list[Fault]:
    missing = [column.head for column in (CODE, *TYPED) if grid and column.head not in grid[0]]
    with translation.override(spoken_for(content.language)):
        heads = [_(head) for head in missing]
    place, says = _("%(sheet)s, row 1") % {"sheet": title}, _("The column “%(column)s” is missing.")
    return [Fault(place, _and_copy_over(says % {"column": head})) for head in heads]


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

    def __init__(self, content: Content, revisions: Mapping[str, tuple[int, str]], about: str) -> None:
        self.content, self.revisions, self.about = content, revisions, about
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
            says = _("%(code)s stands twice, first in %(place)s. Delete the row that is wrong.")
            self._refuse(places["code"], says % {"code": code, "place": self.places[code]})
            self.returned = [row for row in self.returned if row.code != code]
        else:
            self.places[code] = places["code"]
            self._question(question, cells, places)

    def _question(self, question: QuestionText, cells: Mapping[str, str], places: Mapping[str, str]) -> None:
        code = question.code
        if code not in self.revisions:
            says = _("The line of %(code)s is missing or was changed.") % {"code": code}
            self._refuse(_of_sheet(self.about), _and_copy_over(says))
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
    says = _("“%(text)s” is no answer to %(code)s. Choose one from the list: %(codes)s.")
    return says % {"text": shortened(typed), "code": question.code, "codes": codes}


def _unknown(code: str) -> str:
    if not code:
        return _and_copy_over(_("Something is typed beside no question."))
    return _and_copy_over(_("%(code)s is not a question of this round.") % {"code": shortened(code)})
