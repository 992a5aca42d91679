"""The command that says whether an edition is in order."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from framework_data.checks import edition_faults
from framework_data.models import Check, Dimension, Edition, Level, Option, Question, Statement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editions_can_change")]
EDITION = "alps-2014-plain"


def check(*slugs: str) -> str:
    out = StringIO()
    call_command("checkframework", *slugs, stdout=out)
    return out.getvalue()


@pytest.fixture
def edition():
    return Edition.objects.get(slug=EDITION)


def question(code: str):
    """The question as a row that can be changed."""
    return Question.objects.filter(edition__slug=EDITION, code=code)


def statement(code: str):
    return Statement.objects.filter(edition__slug=EDITION, code=code)


def another_edition() -> Edition:
    """An edition of one dimension with one statement at each of two levels, in order."""
    edition = Edition.objects.create(slug="small", title="Small", label="A small one")
    dimension = edition.dimensions.create(code="K", order=1, name="Kindness")
    number = 0
    for order in (1, 2):
        level = Level.objects.create(edition=edition, code=f"T{order}", order=order, name=f"Level {order}")
        row = Statement.objects.create(
            edition=edition, code=f"K{order}", order=order, dimension=dimension, level=level, text="A", summary_text="A"
        )
        for place in (1, 2):
            number += 1
            Question.objects.create(
                edition=edition, statement=row, code=f"K{order}.{place}", order=number, respondent="entity", text="Q"
            )
    for order, (answer, value) in enumerate((("F", 3), ("L", 2), ("P", 1), ("N", 0), ("NA", None))):
        Option.objects.create(
            edition=edition,
            code=f"practice-{answer}",
            kind="practice",
            answer=answer,
            value=value,
            label=answer,
            order=order,
        )
    return edition


def test_the_shipped_edition_is_in_order():
    said = check(EDITION)

    assert said.splitlines()[0] == (
        "alps-2014-plain: 23 statements, 119 questions (19 lead entity, 38 each entity, 62 organisation), "
        "3 levels, 3 dimensions: in order"
    )
    assert "105 practice, 12 consequence, 2 signal" in said
    assert "  S: 2, 2, 2\n  DEL: 2, 2, 3\n  DAT: 2, 3, 3\n  in no dimension: GS1, GS2\n" in said
    assert "22 followers" in said


def test_all_editions_are_checked_when_none_is_named():
    another_edition()

    assert [line.split(":")[0] for line in check().splitlines() if not line.startswith(" ")] == [EDITION, "small"]


def test_a_small_edition_of_another_shape_is_in_order():
    another_edition()

    assert check("small").splitlines()[0] == (
        "small: 2 statements, 4 questions (0 lead entity, 4 each entity, 0 organisation), "
        "2 levels, 1 dimension: in order"
    )


def test_an_unknown_edition_is_refused():
    with pytest.raises(CommandError, match="There is no edition nowhere"):
        check("nowhere")


def test_an_empty_server_is_told_how_to_load_an_edition():
    Question.objects.update(gate=None)
    for model in (Check, Question, Statement, Level, Dimension, Edition):
        model.objects.all().delete()

    with pytest.raises(CommandError, match="loaddata alps-2014-plain"):
        check()


def test_every_fault_is_told_in_one_go_and_what_is_in_order_is_told_too():
    another_edition()
    question("S1.2").update(code="S1.7")
    question("DAT8.5").update(text=" ")
    out = StringIO()

    with pytest.raises(CommandError) as error:
        call_command("checkframework", stdout=out)

    assert str(error.value).splitlines() == [
        "alps-2014-plain: not in order. Faults: 2.",
        "  S1.7: the question at this place should have the code S1.2.",
        "  DAT8.5: its text is empty.",
    ]
    assert out.getvalue().startswith("small:")


def swap_levels() -> None:
    Level.objects.filter(edition__slug=EDITION, code="ENA").update(order=4)


def repeat_a_place() -> None:
    question("S1.2").update(order=question("S1.1").get().order)


def move_behind_a_later_statement() -> None:
    question("GS2.1").update(order=200)


def point_elsewhere(field: str) -> None:
    other = another_edition()
    changes = {
        "gate": lambda: question("S2.4").update(gate=Question.objects.get(edition=other, code="K1.1")),
        "statement": lambda: question("S6.11").update(statement=Statement.objects.get(edition=other, code="K1")),
        "level": lambda: statement("S1").update(level=Level.objects.get(edition=other, code="T1")),
        "dimension": lambda: statement("S1").update(dimension=other.dimensions.get()),
        "first": lambda: Check.objects.filter(code="S4.1-DEL1.2").update(
            first=Question.objects.get(edition=other, code="K1.1")
        ),
    }
    changes[field]()


BREAKS = [
    (swap_levels, "levels: their order must run from 1 without a gap, not 1, 2, 4."),
    (swap_levels, "S5: level 4 is not in the edition."),
    (repeat_a_place, "questions: S1.1 and S1.2 stand at the same place, "),
    (move_behind_a_later_statement, "GS2.1: stands after the questions of a later statement."),
    (lambda: statement("DAT8").update(code="DAT9"), "DAT9: the statement at this place should have the code DAT8."),
    (lambda: statement("GS2").update(code="GS3"), "GS3: the statement at this place should have the code GS2."),
    (lambda: question("S2.4").update(code="S2.5"), "S2.5: the question at this place should have the code S2.4."),
    (lambda: question("S2.4").update(code="X2.4"), "X2.4: the question at this place should have the code S2.4."),
    (lambda: statement("S1").update(text=""), "S1: its text is empty."),
    (lambda: statement("S1").update(summary_text=""), "S1: its summary text is empty."),
    (lambda: question("S2.4").update(gate=question("S2.4").get()), "S2.4: its gate S2.4 must come earlier."),
    (
        lambda: question("S2.4").update(gate=question("GS1.1").get()),
        "S2.4: its gate GS1.1 addresses another respondent.",
    ),
    (lambda: question("S2.4").update(kind="hunch"), "S2.4: kind 'hunch' is not one of practice, consequence, signal."),
    (lambda: Edition.objects.update(full_needs="Q"), "policy: full_needs must be N, P, L or F, not 'Q'."),
    (lambda: Edition.objects.update(reach="N"), "policy: reach must be P, L or F, not 'N'."),
    (lambda: Option.objects.filter(code="signal-X").delete(), "scale: kind signal lacks the answer X."),
    (lambda: Option.objects.filter(code="practice-NA").delete(), "scale: kind practice lacks the answer NA."),
    (lambda: Option.objects.filter(code="practice-L").update(value=1), "practice-L: its value must be 2, not 1."),
    (lambda: Option.objects.filter(code="practice-NA").update(value=0), "practice-NA: its value must be empty, not 0."),
    (lambda: Option.objects.filter(code="practice-L").update(label=""), "practice-L: its label is empty."),
    (
        lambda: Option.objects.filter(code="practice-L").update(code="practice-Q", answer="Q"),
        "scale: Q is no answer of kind practice.",
    ),
    (
        lambda: Option.objects.filter(code="practice-L").update(code="largely"),
        "largely: the answer L of kind practice has the code practice-L.",
    ),
    (lambda: Check.objects.filter(code="S4.1-DEL1.2").update(say=""), "check S4.1-DEL1.2: its sentence is empty."),
    (
        lambda: Check.objects.filter(code="S4.1-DEL1.2").update(first=question("DEL1.2").get()),
        "check S4.1-DEL1.2: compares DEL1.2 with itself.",
    ),
    (lambda: point_elsewhere("gate"), "S2.4: its gate K1.1 belongs to another edition."),
    (lambda: point_elsewhere("statement"), "S6.11: its statement K1 belongs to another edition."),
    (lambda: point_elsewhere("level"), "S1: its level T1 belongs to another edition."),
    (lambda: point_elsewhere("dimension"), "S1: its dimension K belongs to another edition."),
    (lambda: point_elsewhere("first"), "check S4.1-DEL1.2: its first K1.1 belongs to another edition."),
]


@pytest.mark.parametrize(("damage", "fault"), BREAKS, ids=[fault for _, fault in BREAKS])
def test_a_fault_is_named_with_its_place(edition, damage, fault):
    damage()

    edition.refresh_from_db()
    assert any(line.startswith(fault) for line in edition_faults(edition))
