"""The pictures of a report as plain numbers: heat map, dot strip, movement; reports/_pictures.html draws them.

Pure: words and codes in, whole numbers out, so that no page prints a coordinate by the rules of a language. Shape,
pattern and letter say what is meant, never a colour alone, and `title` says it to those who do not see it. The figures
stand beside each picture as a table too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.dot_strip import DotStrip
from reports.told import Matrix, Rated

# --- The heat map of the matrix --------------------------------------------------------------------------------------

WIDE = 780
"""Units from side to side of a map."""
LETTER = 6
"""Room for a letter of a name; a name that has no room is cut here and whole in `title` and in the table."""
MOST_OF_A_LEVEL = 40
"""Letters of the longest name of a level that is shown whole."""
HEAD, TILE_HIGH, GAP, BAND = 18, 22, 3, 11
ABREAST, NARROWEST = 3, 52
"""As many statements of one cell stand side by side, if each has this much room."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A statement: its code and letters in a box at x, y, and the strokes of its band."""

    code: str
    letters: str
    rating: str
    x: int
    y: int
    width: int
    height: int
    band: str


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    title: str
    width: int
    height: int
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    lines: tuple[int, ...]
    tiles: tuple[Tile, ...]


def heat_map(matrix: Matrix) -> HeatMap:
    """Levels down, dimensions across, Getting Started on top; every tile of one size."""
    cells: list[tuple[str, tuple[tuple[Rated, ...], ...]]] = []
    if matrix.getting_started:
        cells.append((_("Getting Started"), (matrix.getting_started,)))
    cells += [(row.level, tuple(cell.statements for cell in row.cells)) for row in matrix.rows]
    names = [_cut(name, MOST_OF_A_LEVEL) for name, row in cells]
    left = LETTER * max(map(len, names)) + GAP
    wide = (WIDE - left) // len(matrix.dimensions)
    abreast = max(1, min(ABREAST, wide // NARROWEST))
    columns = tuple(
        Label(_cut(name, wide // LETTER), left + wide * place, 12) for place, name in enumerate(matrix.dimensions)
    )
    y, rows, lines, tiles = HEAD, [], [], []
    for name, row in zip(names, (row for whole, row in cells), strict=True):
        deep = max(-(-len(statements) // abreast) for statements in row) or 1
        lines.append(y)
        rows.append(Label(name, 0, y + GAP + 15))
        for place, statements in enumerate(row):
            tiles += _tiles(statements, left + wide * place, y + GAP, (wide - GAP) // abreast, abreast)
        y += deep * (TILE_HIGH + GAP) + GAP
    return HeatMap(_of_the_map(matrix), WIDE, y, columns, tuple(rows), tuple(lines), tuple(tiles))


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _tiles(statements: Sequence[Rated], x: int, y: int, wide: int, abreast: int) -> list[Tile]:
    found = []
    for place, each in enumerate(statements):
        left, top = x + wide * (place % abreast), y + (TILE_HIGH + GAP) * (place // abreast)
        band = BANDS.get(each.low.code, _no_strokes)(left, top)
        found.append(
            Tile(each.code, _letters(each), each.low.code, left, top, width=wide - GAP, height=TILE_HIGH, band=band)
        )
    return found


def _letters(each: Rated) -> str:
    return f"{each.low.letter}–{each.high.letter}" if each.high else each.low.letter


def _solid(x: int, y: int) -> str:
    return f"M{x} {y}h{BAND}v{TILE_HIGH}h-{BAND}z"


def _hatched(step: int) -> Callable[[int, int], str]:
    """Strokes from the lower left to the upper right, that many units apart."""

    def strokes(x: int, y: int) -> str:
        return "".join(f"M{x} {top + 8}l{BAND} -8" for top in range(y + 2, y + TILE_HIGH - 8, step))

    return strokes


def _level_strokes(x: int, y: int) -> str:
    return "".join(f"M{x} {top}h{BAND}" for top in range(y + 4, y + TILE_HIGH, 4))


def _no_strokes(x: int, y: int) -> str:
    return f"M{x + BAND} {y}v{TILE_HIGH}"


BANDS: dict[str, Callable[[int, int], str]] = {
    "F": _solid,
    "L": _hatched(4),
    "P": _hatched(7),
    "N": _no_strokes,
    "NA": _level_strokes,
}


def _of_the_map(matrix: Matrix) -> str:
    """Every statement with its letters, as the map shows them."""
    started = _("Getting Started")
    rows = [f"{started}: {_said(matrix.getting_started)}."] if matrix.getting_started else []
    for row in matrix.rows:
        cells = "; ".join(f"{cell.dimension} {_said(cell.statements)}" for cell in row.cells if cell.statements)
        rows.append(f"{row.level}: {cells}.")
    return " ".join((_("Ratings by level and dimension."), *rows))


def _said(statements: Sequence[Rated]) -> str:
    return ", ".join(f"{each.code} {_letters_said(each)}" for each in statements)


def _letters_said(each: Rated) -> str:
    if each.high is None:
        return each.low.letter
    return _("%(lowest)s to %(highest)s") % {"lowest": each.low.letter, "highest": each.high.letter}


# --- The dot strip of one question -----------------------------------------------------------------------------------

SLOT = 18
"""Width of a column of the strip."""
MANY = 12
"""From this many marks in one column on they are drawn smaller."""


@dataclass(frozen=True, slots=True)
class StripPicture:
    """Paths of the marks by shape, and the letters below the line. `apart`: where the columns off the scale begin.

    paper_width: as wide as the column of a paper allows.
    """

    title: str
    width: int
    paper_width: str
    height: int
    base: int
    apart: int
    answers: str
    views: str
    implied: str
    missing: str
    letters: tuple[Label, ...]


def strip_picture(strip: DotStrip, title: str) -> StripPicture:
    columns = [column for column in strip.columns if column.is_on_scale or column.marks]
    most = max(len(column.marks) for column in columns)
    abreast, size = (4, 4) if most >= MANY else (3, 6)
    base = -(-most // abreast) * size + 1
    paths: dict[str, list[str]] = {"answer": [], "view": [], "implied": [], "none": []}
    for place, column in enumerate(columns):
        for number, mark in enumerate(column.marks):
            in_line = min(abreast, len(column.marks) - number // abreast * abreast)
            left = SLOT * place + (SLOT - in_line * size) // 2 + number % abreast * size
            top = base - 1 - size * (number // abreast + 1)
            paths["implied" if mark.is_implied else mark.shape].append(_mark(mark.shape, left, top, size))
    on_scale = sum(column.is_on_scale for column in columns)
    return StripPicture(
        title=title,
        width=SLOT * len(columns),
        paper_width=f"{min(6 * len(columns), 30)}mm",
        height=base + 11,
        base=base,
        apart=SLOT * on_scale,
        answers="".join(paths["answer"]),
        views="".join(paths["view"]),
        implied="".join(paths["implied"]),
        missing="".join(paths["none"]),
        letters=tuple(
            Label(column.code or "–", SLOT * place + SLOT // 2, base + 9) for place, column in enumerate(columns)
        ),
    )


def _mark(shape: str, x: int, y: int, size: int) -> str:
    """A disc, a square, or a cross, one unit smaller than its place."""
    wide = size - 1
    if shape == "answer":
        half = f"{wide // 2}.{5 * (wide % 2)}"
        return f"M{x} {y + wide // 2}.{5 * (wide % 2)}a{half} {half} 0 1 0 {wide} 0a{half} {half} 0 1 0 -{wide} 0z"
    if shape == "view":
        return f"M{x}.5 {y}.5h{wide - 1}v{wide - 1}h-{wide - 1}z"
    return f"M{x}.5 {y}.5l{wide - 1} {wide - 1}m0 -{wide - 1}l-{wide - 1} {wide - 1}"


# --- Movement of one dimension ---------------------------------------------------------------------------------------

STEP, START = 36, 20
THEN_AT, NOW_AT = 7, 23


@dataclass(frozen=True, slots=True)
class Lane:
    """From the lowest to the highest level that is possible; both alike where no answer is missing."""

    low: int
    high: int
    y: int


@dataclass(frozen=True, slots=True)
class MovementPicture:
    """A scale of levels from left to right: then above, now below, and the way between them."""

    title: str
    width: int
    height: int
    ticks: tuple[Label, ...]
    then: Lane
    now: Lane
    head: str
    """Points of the arrow's head."""


def movement_picture(then: tuple[int, int], now: tuple[int, int], levels: int, title: str) -> MovementPicture:
    """then, now: floor and ceiling, 0 to `levels`."""
    ticks = tuple(Label(str(level) if level else _("not yet"), START + STEP * level, 40) for level in range(levels + 1))
    above, below = _lane(then, THEN_AT), _lane(now, NOW_AT)
    tip = f"{below.low - 3},{NOW_AT - 9} {below.low + 3},{NOW_AT - 9} {below.low},{NOW_AT - 4}"
    return MovementPicture(title, START * 2 + STEP * levels, 43, ticks, above, below, tip)


def _lane(span: tuple[int, int], y: int) -> Lane:
    low, high = span
    return Lane(START + STEP * low, START + STEP * high, y)
