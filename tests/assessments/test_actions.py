"""What holds for every change to a round."""

from typing import Any

import pytest

from assessments.actions import _acting
from assessments.actions.answering import Draft
from tests.assessments.acts import (
    CONSENSUS,
    OPEN,
    agree,
    draft,
    everything_stored,
    reveal,
    save,
    seat_of,
    somebody,
    submit,
)
from tests.people import a_round, seat

pytestmark = pytest.mark.django_db


# --- All or nothing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["save", "submit", "reveal", "agree", "draft"])
def test_a_change_that_leaves_no_line_in_the_history_is_no_change(monkeypatch, act):
    a_round(state=CONSENSUS if act in ("agree", "draft") else OPEN)
    person = seat_of(somebody("approver", "borough"), "facilitator", "lead-council")
    seat(person, "board_member", "borough")

    def fail(*args: Any, **details: Any) -> None:
        raise RuntimeError("The history is full.")

    monkeypatch.setattr(_acting, "record", fail)
    before = everything_stored()

    with pytest.raises(RuntimeError):
        {
            "save": lambda: save(person, Draft("S1.1", "L")),
            "submit": lambda: submit(person),
            "reveal": lambda: reveal(person),
            "agree": lambda: agree(person, "S2.1", "P"),
            "draft": lambda: draft(person, "S2.1", "P"),
        }[act]()

    assert everything_stored() == before
