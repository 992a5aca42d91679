"""The report as a sequence of headings, paragraphs and tables: the sections and sentences of the printed paper.

Pure: a Report in, blocks out. word.py writes them; nothing here knows a file format.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.blocks import (
    FINE,
    LEAD,
    QUIET,
    SMALL,
    STATE,
    Block,
    Cell,
    Grid,
    Heading,
    Items,
    Line,
    cell,
    marked,
    row_head,
)
from reports.details import LeftOut, QuestionTold, StatementTold
from reports.facts import absences, facts_of
from reports.moved import MovedRow, MovementTold, Value
from reports.report import Report
from reports.told import DimensionTold, HeldTold, Rated
from reports.worked import Worked

WIDTH = 170
CODE, RATING = 16, 34


def outline_of(report: Report) -> tuple[Block, ...]:
    return tuple(_blocks(report))


def _blocks(report: Report) -> Iterator[Block]:
    yield from _cover(report)
    yield from _summary(report)
    for dimension in report.dimensions:
        yield from _dimension(dimension)
    yield from _bodies(report)
    yield from _statements(report)
    yield from _left_out(report)
    if report.movement:
        yield from _movement(report.movement)
    yield from _method(report)
    yield from _seal(report)
    yield Heading(1, _("Sources"))
    yield Line(report.content.source_note)


# --- Cover and summary ----------------------------------------------------------------------------------------------


def _cover(report: Report) -> Iterator[Block]:
    """What stands below the title, which is the document's own."""
    yield Line(bold=report.state_line, look=STATE)
    rows = tuple((row_head(fact.name), cell(fact.text)) for fact in facts_of(report))
    yield Grid(_("About this report"), _("What the report is about, fact by fact."), (44, 126), (), rows)


def _summary(report: Report) -> Iterator[Block]:
    yield Heading(1, _("The result on one page"), starts_page=True)
    each = WIDTH // len(report.dimensions)
    names = tuple(dimension.name for dimension in report.dimensions)
    levels = tuple(Cell((Line(bold=d.level, look=LEAD), *_lines(d.missing))) for d in report.dimensions)
    yield Grid(_("Levels"), _("The level of each dimension."), (each,) * len(names), names, (levels,))
    yield Items(tuple(Line(sentence) for sentence in report.summary), is_numbered=True)
    yield _matrix(report)


def _lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts if text)


def _matrix(report: Report) -> Grid:
    matrix, dimensions = report.matrix, len(report.matrix.dimensions)
    first = 26
    widths = (first, *((WIDTH - first) // dimensions,) * dimensions)
    rows: list[tuple[Cell, ...]] = []
    if matrix.getting_started:
        started = Cell(_rated(matrix.getting_started), span=dimensions)
        rows.append((row_head(_("Getting Started"), Line(_("Belongs to no level"), look=QUIET)), started))
    rows += [(row_head(row.level), *(Cell(_rated(each.statements)) for each in row.cells)) for row in matrix.rows]
    caption = _("Each statement with its rating")
    legend = _("F fully, L largely, P partly, N not in place, NA not applicable")
    return Grid(
        _("Ratings"),
        _("Each statement with its rating, by level and dimension."),
        widths,
        (_("Level"), *matrix.dimensions),
        tuple(rows),
        caption=f"{caption}: {legend}",
    )


def _rated(statements: tuple[Rated, ...]) -> tuple[Line, ...]:
    found: list[Line] = []
    for each in statements:
        marks = (each.low, each.high) if each.high else (each.low,)
        found += [Line(each.words, code=each.code, marks=marks, look=SMALL), Line(each.text, look=FINE)]
    return tuple(found)


# --- Why, and the way up ------------------------------------------------------------------------------------------


def _dimension(dimension: DimensionTold) -> Iterator[Block]:
    yield Heading(1, f"{dimension.name}: {dimension.level}", starts_page=True)
    yield Line(dimension.summary, look=QUIET)
    yield Line(" ".join(filter(None, (dimension.why, dimension.missing))), look=LEAD)
    yield from _lines(dimension.ahead, dimension.not_applicable)
    if dimension.next_level:
        yield Heading(2, _("What stands in the way of %(level)s") % {"level": dimension.next_level})
    else:
        yield Heading(2, _("What stands in the way"))
    yield from _lines(dimension.nothing_higher)
    for held in dimension.held_back_by:
        yield from _held(held, names_bodies=dimension.names_bodies)
    if dimension.steps:
        yield Heading(2, _("The shortest way up"))
        yield Line(dimension.way, is_followed=True)
        yield _way(dimension)


def _held(held: HeldTold, *, names_bodies: bool) -> Iterator[Block]:
    yield Heading(3, f"{held.code}: {held.text}")
    yield Line(
        # Translators: follows the present rating, as in “Partly in place now. It needs L Largely in place.”
        _("now. It needs %(letter)s %(rating)s.") % {"letter": held.needs.letter, "rating": held.needs.words},
        bold=held.now.words,
        marks=(held.now,),
        is_followed=True,
    )
    if not held.questions:
        return
    rows = tuple(
        (row_head(q.code), cell(q.text), marked(q.now), *((cell(q.bodies or "–"),) if names_bodies else ()))
        for q in held.questions
    )
    yield Grid(
        _("What holds %(statement)s back") % {"statement": held.code},
        _("The questions of %(statement)s that are too low, and what counts for them now.") % {"statement": held.code},
        _widths(CODE, RATING, *((42,) if names_bodies else ())),
        (_("Code"), _("Wording"), _("Now"), *((pgettext("bodies", "At"),) if names_bodies else ())),
        rows,
    )


def _way(dimension: DimensionTold) -> Grid:
    names = dimension.names_bodies
    rows = tuple(
        (row_head(s.code), cell(s.text), marked(s.start), marked(s.end), *((cell(s.bodies or "–"),) if names else ()))
        for s in dimension.steps
    )
    return Grid(
        _("The shortest way up in %(dimension)s") % {"dimension": dimension.name},
        _("Each question that has to rise, from what to what."),
        _widths(CODE, RATING, RATING, *((38,) if names else ())),
        (
            _("Code"),
            _("Wording"),
            pgettext("rating", "From"),
            pgettext("rating", "To"),
            *((_("Who moves"),) if names else ()),
        ),
        rows,
    )


def _widths(code: int, *others: int) -> tuple[int, ...]:
    """The wording takes what the other columns leave."""
    return (code, WIDTH - code - sum(others), *others)


# --- Bodies --------------------------------------------------------------------------------------------------------


def _bodies(report: Report) -> Iterator[Block]:
    if not (report.has_bodies_table and report.partnership_levels):
        return
    yield Heading(1, _("Side by side"), starts_page=True)
    yield Line(
        _(
            "The partnership stands where all its bodies stand together, so each body's levels are read beside the "
            "partnership's. The order is that of the round, which is no ranking."
        )
    )
    count = len(report.dimensions)
    first = (
        row_head(report.partnership_levels.name),
        *(Cell((Line(bold=x),)) for x in report.partnership_levels.levels),
    )
    rest = tuple((row_head(body.name), *(cell(level) for level in body.levels)) for body in report.body_levels)
    yield Grid(
        _("Levels of each body"),
        _("The partnership's levels first, then those of each body."),
        (50, *((WIDTH - 50) // count,) * count),
        (_("Whose result"), *(dimension.name for dimension in report.dimensions)),
        (first, *rest),
    )
    yield from _not_counted(report)


def _not_counted(report: Report) -> Iterator[Block]:
    if report.absent:
        yield Line(_("Not in these figures:"))
        yield Items(tuple(Line(absence) for absence in absences(report)))
    if report.not_submitted:
        yield Line(_("Not submitted, so these answers count as missing:"))
        yield Items(tuple(Line(body.name) for body in report.not_submitted))


# --- Statement by statement ---------------------------------------------------------------------------------------


def _statements(report: Report) -> Iterator[Block]:
    yield Heading(1, _("Statement by statement"), starts_page=True)
    yield Line(report.how_to_read)
    for statement in report.statements:
        yield Heading(2, f"{statement.code}: {statement.text}")
        yield Line(f"{statement.place}.", look=QUIET, is_followed=True)
        for name, rated in statement.ratings:
            whose = f"{name}: " if len(report.columns) > 1 else ""
            yield Line(bold=f"{whose}{rated.words}.", marks=(rated.low,), is_followed=True)
        if statement.questions:
            yield _questions(report, statement)
        else:
            yield Line(_("Its questions go to single bodies, whose answers are not part of this edition."), look=QUIET)


def _questions(report: Report, statement: StatementTold) -> Grid:
    counted = tuple(column.heading for column in report.columns)
    answers = (_("Answer and note") if report.subject else _("Answers and notes"),) if report.prints_answers else ()
    if report.prints_answers:
        wording, value = 44 if len(counted) > 1 else 52, 32
        widths = (CODE, wording, *(value,) * len(counted), WIDTH - CODE - wording - value * len(counted))
    else:
        widths = _widths(CODE, *(RATING,) * len(counted))
    return Grid(
        _("Questions of %(statement)s") % {"statement": statement.code},
        _("The questions of %(statement)s: what counts for each, and what was answered and noted.")
        % {"statement": statement.code},
        widths,
        (_("Code"), _("Wording"), *counted, *answers),
        tuple(_question(report, question) for question in statement.questions),
    )


def _question(report: Report, question: QuestionTold) -> tuple[Cell, ...]:
    wording = Cell((Line(question.text), Line(question.addressed_to, look=QUIET)))
    values = (marked(v.mark, *((Line(v.origin, look=QUIET),) if v.origin else ())) for v in question.values)
    answers = (_answers(report, question),) if report.prints_answers else ()
    return (row_head(question.code), wording, *values, *answers)


def _answers(report: Report, question: QuestionTold) -> Cell:
    own = report.subject is not None
    groups = (Line(f"{g.mark.words} {g.bodies}" if own else g.bodies, marks=(g.mark,)) for g in question.groups)
    notes = (Line(note.text, bold=f"{note.who}:") for note in question.notes)
    return Cell((*groups, *notes) or (Line("–"),))


# --- Not applicable -----------------------------------------------------------------------------------------------


def _left_out(report: Report) -> Iterator[Block]:
    yield Heading(1, _("Not applicable"), starts_page=True)
    if not report.left_out:
        board = _(
            "The board agreed no question as not applicable. What single bodies left out is not part of this edition."
        )
        yield Line(_("Nobody found a question not applicable.") if report.prints_answers else board)
        return
    yield Line(
        _(
            "These answers are left out of the sums, with the reasons given. A view is left out of that entity's own "
            "result alone. What follows from them, because it would not have been asked, is left out too and not "
            "listed."
        )
    )
    yield Grid(
        _("Not applicable"),
        _("Each question that somebody found not applicable, and why."),
        (CODE, 56, 40, WIDTH - CODE - 96),
        (_("Code"), _("Wording"), _("Who"), _("Reason")),
        tuple(_left_out_row(row) for row in report.left_out),
    )


def _left_out_row(row: LeftOut) -> tuple[Cell, ...]:
    return row_head(row.code), cell(row.text), cell(row.who), cell(row.reason or "–")


# --- Movement ----------------------------------------------------------------------------------------------------


def _movement(movement: MovementTold) -> Iterator[Block]:
    yield Heading(1, _("Movement since %(round)s") % {"round": movement.since}, starts_page=True)
    if movement.unlike:
        yield Line(bold=_("Not like for like:"))
        yield Items(tuple(Line(sentence) for sentence in movement.unlike))
    yield from _lines(*movement.remarks)
    if not movement.dimensions:
        return
    beside = (_("The partnership"),) if movement.has_beside else ()
    yield Grid(
        _("Levels then and now"),
        _("The level of each dimension in the round before and now."),
        (28, 36, 36, 30, 40) if beside else (32, 50, 50, 38),
        (_("Dimension"), _("Then"), _("Now"), _("Moved"), *beside),
        tuple(_moved(row, has_beside=movement.has_beside) for row in movement.dimensions),
        caption=_("Levels"),
    )
    for group in movement.groups:
        yield Grid(
            _("Ratings then and now: %(group)s") % {"group": group.name},
            _("The rating of each statement in the round before and now."),
            (CODE, 48, 26, 26, 22, 32) if beside else (CODE, 62, 32, 32, 28),
            (_("Code"), _("Wording"), _("Then"), _("Now"), _("Moved"), *beside),
            tuple(_moved(row, has_beside=movement.has_beside) for row in group.rows),
            caption=group.name,
        )


def _moved(row: MovedRow, *, has_beside: bool) -> tuple[Cell, ...]:
    name = (row_head(row.code), cell(row.name)) if row.code else (row_head(row.name),)
    how = cell(f"{row.own.sign} {row.own.words}")
    beside = (cell(row.beside),) if has_beside else ()
    return (*name, _value(row.own.before), _value(row.own.now), how, *beside)


def _value(value: Value) -> Cell:
    return Cell((Line(value.words, marks=value.marks),))


# --- Method, seal ------------------------------------------------------------------------------------------------


def _method(report: Report) -> Iterator[Block]:
    yield Heading(1, _("How a level is worked out"), starts_page=True)
    yield Items(tuple(Line(sentence) for sentence in report.method), is_numbered=True)
    if report.worked:
        yield from _worked(report.worked)


def _worked(worked: Worked) -> Iterator[Block]:
    yield Heading(2, _("One statement of this round, worked out"))
    yield Line(f"{worked.code}: {worked.text}")
    yield Grid(
        _("%(statement)s worked out") % {"statement": worked.code},
        _("What each question of the statement counts as, and its value."),
        _widths(CODE, RATING, 20),
        (_("Code"), _("Wording"), _("Counts as"), _("Value")),
        tuple((row_head(code), cell(text), marked(mark), cell(value)) for code, text, mark, value in worked.rows),
    )
    yield from _lines(*worked.sentences)


def _seal(report: Report) -> Iterator[Block]:
    if report.seal is None:
        return
    yield Heading(1, _("Seal"))
    yield Line(bold=report.seal.sha256)
    yield from _lines(*report.seal_told)
    if report.left_open:
        say = _("The board left these joint questions open by name: %(questions)s.")
        yield Line(say % {"questions": report.left_open})
