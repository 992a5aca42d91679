"""Small frameworks of other shapes, as the objects of their fixtures: in order, and short enough to read."""

from typing import Any

ANSWERS = (("F", 3), ("L", 2), ("P", 1), ("N", 0), ("NA", None))


def edition(slug: str, **fields: Any) -> dict[str, Any]:
    plain = {"slug": slug, "language": "en", "title": "A small framework", "publisher": "", "published": 2026}
    words = {"label": "One", "source_note": "Made up."}
    bands = {"band_p": 15, "band_l": 50, "band_f": 85}
    return made(
        "edition", **plain | words | bands | {"full_needs": "L", "reach": "L", "build_on": "F", "revision": 1} | fields
    )


def made(model: str, **fields: Any) -> dict[str, Any]:
    return {"model": f"framework_data.{model}", "fields": fields}


def options(slug: str, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = [(kind, answer, value) for kind in kinds if kind != "signal" for answer, value in ANSWERS]
    rows += [("signal", answer, None) for kind in kinds if kind == "signal" for answer in ("Y", "X")]
    return [
        made(
            "option",
            edition=[slug],
            code=f"{kind}-{answer}",
            order=order,
            kind=kind,
            answer=answer,
            value=value,
            label=f"{answer} of a {kind}",
        )
        for order, (kind, answer, value) in enumerate(rows, start=1)
    ]


def small(slug: str = "small") -> list[dict[str, Any]]:
    """Two levels, one dimension, two statements, four questions."""
    return [
        edition(slug),
        made("definition", edition=[slug], code="kind", order=1, meaning="Friendly."),
        *(
            made("level", edition=[slug], code=code, order=order, name=name, summary="")
            for order, (code, name) in enumerate((("T1", "Start"), ("T2", "Further")), start=1)
        ),
        made("dimension", edition=[slug], code="K", order=1, name="Kindness", summary=""),
        *options(slug, ("practice", "consequence")),
        statement(slug, "K1", 1, "People are greeted."),
        statement(slug, "K2", 2, "People are asked."),
        question(slug, "K1.1", 1, "Do you greet people?", guidance="A nod counts."),
        question(slug, "K1.2", 2, "Do you greet them by name?", gate=[slug, "K1.1"]),
        question(slug, "K2.1", 3, "Do you ask people?"),
        question(slug, "K2.2", 4, "Does it help?", kind="consequence"),
        made(
            "check",
            edition=[slug],
            code="sure",
            order=1,
            moment="at_submit",
            kind="over",
            first=[slug, "K2.1"],
            second=[slug, "K1.1"],
            say="You ask people whom you do not greet.",
        ),
    ]


def statement(slug: str, code: str, order: int, text: str, **fields: Any) -> dict[str, Any]:
    place = {"edition": [slug], "code": code, "order": order, "dimension": [slug, "K"], "level": [slug, f"T{order}"]}
    words = {"text": text, "summary_text": text, "why_it_matters": "", "substance_note": ""}
    return made("statement", **place | words | fields)


def question(slug: str, code: str, order: int, text: str, **fields: Any) -> dict[str, Any]:
    place = {"edition": [slug], "code": code, "order": order, "statement": [slug, code.rpartition(".")[0]]}
    rules = {"respondent": "entity", "kind": "practice", "gate": None}
    words = {"text": text, "guidance": "", "months_after_year_end": None}
    return made("question", **place | rules | words | fields)


LEAN = [edition("lean"), made("dimension", edition=["lean"], code="Q", order=1, name="Quiet", summary="")]


def odd(slug: str = "odd") -> list[dict[str, Any]]:
    """Two levels, one dimension, and codes that follow no numbers: statements I.a, I.b and Ω-1; questions Q-7, Q-3 …"""
    return [
        edition(slug, label="Odd codes"),
        *(
            made("level", edition=[slug], code=code, order=order, name=name, summary="")
            for order, (code, name) in enumerate((("low", "Begun"), ("high", "Done")), start=1)
        ),
        made("dimension", edition=[slug], code="whole", order=1, name="The whole", summary="All there is."),
        *options(slug, ("practice", "signal")),
        statement(slug, "\u03a9-1", 1, "It is begun outside.", dimension=None, level=None),
        statement(slug, "I.a", 2, "It is begun.", dimension=[slug, "whole"], level=[slug, "low"]),
        statement(slug, "I.b", 3, "It is done.", dimension=[slug, "whole"], level=[slug, "high"]),
        question(slug, "Q-9", 1, "Is it outside?", statement=[slug, "\u03a9-1"], respondent="organisation"),
        question(slug, "Q-7", 2, "Is it begun?", statement=[slug, "I.a"]),
        question(slug, "Q-3", 3, "By everybody?", statement=[slug, "I.a"], gate=[slug, "Q-7"]),
        question(slug, "last", 4, "Was it found?", statement=[slug, "I.b"], kind="signal", respondent="lead_entity"),
        question(slug, "Z", 5, "Is it done?", statement=[slug, "I.b"], gate=[slug, "last"], respondent="lead_entity"),
        question(slug, "A", 6, "Does it hold?", statement=[slug, "I.b"]),
    ]


def large(slug: str = "large") -> list[dict[str, Any]]:
    """Six levels, eight dimensions, a statement in each cell with a question for each respondent in turn."""
    cells = [(dimension, level) for dimension in range(1, 9) for level in range(1, 7)]
    respondents = ("entity", "lead_entity", "organisation")
    return [
        edition(slug, label="Six by eight"),
        *(
            made("level", edition=[slug], code=f"L{order}", order=order, name=f"Level {order}", summary="")
            for order in range(1, 7)
        ),
        *(
            made("dimension", edition=[slug], code=f"D{order}x", order=order, name=f"Dimension {order}", summary="")
            for order in range(1, 9)
        ),
        *options(slug, ("practice",)),
        *(
            statement(
                slug,
                f"D{dimension}x{level}",
                order,
                f"Cell {dimension}, {level}.",
                dimension=[slug, f"D{dimension}x"],
                level=[slug, f"L{level}"],
            )
            for order, (dimension, level) in enumerate(cells, start=1)
        ),
        *(
            question(slug, f"D{d}x{level}.1", order, f"Is {d}, {level} so?", respondent=respondents[order % 3])
            for order, (d, level) in enumerate(cells, start=1)
        ),
    ]
