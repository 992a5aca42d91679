"""The pictures as numbers and as SVG: all that is shown is inside, said in words, and told by shape and letter."""

from xml.etree import ElementTree

import pytest
from django.template.loader import get_template

from assessments.dot_strip import Stand, dot_strip
from reports.pictures import heat_map, movement_picture, strip_picture
from reports.told import Mark, Matrix, MatrixCell, MatrixRow, Rated

SVG = "{http://www.w3.org/2000/svg}"


def rated(code, low, high=None):
    return Rated(code, "", "", Mark(low, low, ""), Mark(high, high, "") if high else None)


TWO = (rated("S1", "F"), rated("S2", "N", "L"))


def a_matrix(statements):
    cells = (MatrixCell("Strategy", tuple(statements)), MatrixCell("Data", ()))
    return Matrix(("Strategy", "Data"), (rated("GS1", "NA"),), (MatrixRow("Securing Stewardship", cells),))


def drawn(macro, picture):
    """The picture as an element tree, by the template that page and paper share."""
    module = get_template("reports/_pictures.html").template.module
    return ElementTree.fromstring(str(getattr(module, macro)(picture)))


# --- The heat map -------------------------------------------------------------------------------------------------


def test_the_map_says_every_statement_with_its_letters():
    picture = heat_map(a_matrix(TWO))
    assert picture.title == (
        "Ratings by level and dimension. Getting Started: GS1 NA. Securing Stewardship: Strategy S1 F, S2 N to L."
    )
    assert [(tile.code, tile.letters, tile.rating) for tile in picture.tiles] == [
        ("GS1", "NA", "NA"),
        ("S1", "F", "F"),
        ("S2", "N–L", "N"),
    ]


def test_each_rating_has_a_pattern_of_its_own():
    found = heat_map(a_matrix(rated(f"S{n}", code) for n, code in enumerate(("F", "L", "P", "N", "NA"))))
    bands = {tile.rating: "".join(c for c in tile.band if c.isalpha()) for tile in found.tiles[1:]}
    assert len(set(bands.values())) == 5


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_no_tile_lies_on_another_or_outside(count):
    picture = heat_map(a_matrix(rated(f"S{n}", "P") for n in range(count)))
    assert len(picture.tiles) == count + 1
    places = [(tile.x, tile.y) for tile in picture.tiles]
    assert len(set(places)) == len(places)
    for tile in picture.tiles:
        assert 0 < tile.x < tile.x + tile.width <= picture.width
        assert 0 < tile.y < tile.y + tile.height <= picture.height


def test_the_map_is_an_image_with_a_title_and_no_style():
    svg = drawn("heat_map", heat_map(a_matrix(TWO)))
    assert svg.get("role") == "img"
    assert svg[0].tag == f"{SVG}title"
    assert svg[0].text.startswith("Ratings by level and dimension.")
    assert not [node for node in svg.iter() if node.get("style")]


@pytest.mark.parametrize("count", [1, 3, 8])
def test_names_and_codes_have_room_however_many_dimensions(count):
    names = tuple(f"Dimension of a long name {n}" for n in range(count))
    cells = tuple(MatrixCell(name, (rated(f"D{n}.1", "L", "F"),) * 4) for n, name in enumerate(names))
    long = "A level with a name that goes on and on and on"
    picture = heat_map(Matrix(names, (), (MatrixRow("First", cells), MatrixRow(long, cells))))
    room = picture.columns[0].x
    assert all(len(label.text) * 6 <= room for label in picture.rows)
    starts = [*(label.x for label in picture.columns), picture.width]
    for label, after in zip(picture.columns, starts[1:], strict=True):
        assert label.x + len(label.text) * 6 <= after
    assert all(tile.width >= 45 for tile in picture.tiles)
    assert picture.rows[-1].text.endswith("…")
    assert long in picture.title


# --- The dot strip ------------------------------------------------------------------------------------------------


def test_the_shape_of_a_mark_tells_what_it_is():
    stands = [Stand(1, "F"), Stand(2, "L", is_view=True), Stand(3, "N", is_implied=True), Stand(4, "")]
    picture = strip_picture(dot_strip(stands, is_signal=False), "Answers to S1.1.")
    shapes = [picture.answers, picture.views, picture.implied, picture.missing]
    assert all(shape.count("M") == 1 for shape in shapes)
    assert "a" in picture.answers
    assert "h" in picture.views
    assert "l" in picture.missing
    assert [label.text for label in picture.letters] == ["N", "P", "L", "F", "–"]
    assert len(drawn("strip", picture).findall(f"{SVG}path")) == 6


def test_columns_off_the_scale_are_drawn_only_where_somebody_stands():
    both = strip_picture(dot_strip([Stand(1, "Y"), Stand(2, "X")], is_signal=True), "")
    assert [label.text for label in both.letters] == ["X", "Y"]
    assert both.apart == 0
    one = strip_picture(dot_strip([Stand(1, "NA"), Stand(2, "L")], is_signal=False), "")
    assert [label.text for label in one.letters] == ["N", "P", "L", "F", "NA"]


@pytest.mark.parametrize("count", [2, 11, 12, 40])
def test_however_many_bodies_the_marks_stay_on_the_strip(count):
    picture = strip_picture(dot_strip([Stand(n, "F") for n in range(count)], is_signal=False), "")
    assert picture.answers.count("M") == count
    places = [tuple(part.split("a")[0].split()) for part in picture.answers.split("M")[1:]]
    assert len(set(places)) == count
    assert all(0 <= int(x) < picture.width and 0 <= float(y) < picture.base for x, y in places)


# --- Movement -----------------------------------------------------------------------------------------------------


def test_movement_runs_from_then_to_now():
    picture = movement_picture((1, 1), (2, 3), 3, "Strategy, then: A. Now: B.")
    assert [tick.text for tick in picture.ticks] == ["not yet", "1", "2", "3"]
    assert picture.then.low == picture.then.high == picture.ticks[1].x
    assert (picture.now.low, picture.now.high) == (picture.ticks[2].x, picture.ticks[3].x)
    circles = drawn("movement", picture).findall(f"{SVG}circle")
    # Then is hollow, now is filled, and what missing answers leave open is broken.
    assert sum(circle.get("stroke-dasharray") is not None for circle in circles) == 1
    assert {circle.get("fill") for circle in circles[-2:]} == {"#fff", "#1f4e5f"}
