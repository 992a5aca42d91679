"""The reveal: what it does, what it leaves in the history, and what it refuses."""

import pytest
from django.core.exceptions import PermissionDenied

from assessments.models import Participant
from partnerships.models import Event
from tests.assessments.acts import CONSENSUS, DRAFT, SIGNED_OFF, everything_stored, history, reveal, somebody
from tests.people import a_round

pytestmark = pytest.mark.django_db


# --- Reveal ---------------------------------------------------------------------------------------------------


def test_the_facilitator_moves_an_open_round_to_consensus():
    a_round(answers={"borough": {"S1.1": "F"}})
    Participant.objects.filter(entity__slug="borough").update(submitted_at="2026-05-01T12:00Z")
    facilitator = somebody("facilitator", "lead-council")

    assessment = reveal(facilitator)

    assessment.refresh_from_db()
    assert assessment.state == CONSENSUS
    assert assessment.revealed_at is not None
    assert history() == [
        (
            "revealed",
            "",
            {"state": "open"},
            {"state": "consensus", "not_submitted": ["lead-council"], "did_not_take_part": ["trust"]},
        )
    ]
    assert Event.objects.get(verb="revealed").by == facilitator


def test_a_body_that_never_replied_did_not_take_part():
    a_round()

    reveal(somebody("facilitator", "lead-council"))

    assert dict(Participant.objects.values_list("entity__slug", "participation")) == {
        "lead-council": "participating",
        "borough": "participating",
        "trust": "did_not_take_part",
        "charity": "declined",
    }


@pytest.mark.parametrize("state", [DRAFT, CONSENSUS, SIGNED_OFF])
def test_only_an_open_round_is_revealed(state):
    a_round(state=state)
    person = somebody("facilitator", "lead-council")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match="Only an open round"):
        reveal(person)

    assert everything_stored() == before


@pytest.mark.parametrize("kind", ["respondent", "approver", "board_member", "finance_lead"])
def test_only_the_facilitator_reveals(kind):
    a_round()
    person = somebody(kind, "lead-council")
    before = everything_stored()

    with pytest.raises(PermissionDenied, match="Only a facilitator"):
        reveal(person)

    assert everything_stored() == before
