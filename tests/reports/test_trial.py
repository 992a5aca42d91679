"""The result of a trial is a Report like that of a round: the same answers give the same figures and words."""

import pytest

from assessments.actions.trying import Given, fill_trial, save_trial_answers
from assessments.models import Assessment
from assessments.trying.access import trying
from assessments.trying.papers import PARTNERSHIP
from reports.building import operators_report
from reports.trial import trial_report
from tests.editions import an_editor
from tests.people import EDITION, a_round, everything

pytestmark = pytest.mark.django_db

LEFT = {"S2.2": "N", "DAT1.1": "NA"}


@pytest.fixture
def found():
    """A trial in which the third body has yet to answer."""
    editor = an_editor()
    fill_trial(trying(editor, EDITION), whose=["body-a", "body-b", PARTNERSHIP], value="L", keep=False)
    given = [Given(code, value, "") for code, value in LEFT.items()]
    save_trial_answers(trying(editor, EDITION), whose="body-b", given=given)
    return trying(editor, EDITION)


@pytest.fixture
def a_round_alike():
    answers = {
        "body-a": everything("L", respondents=("lead_entity", "entity")),
        "body-b": everything("L", but=LEFT),
    }
    return a_round(
        bodies={f"body-{letter}": (f"Body {letter.upper()}", "other", "03-31") for letter in "abc"},
        participation={},
        answers=answers,
        agreed=everything("L", respondents=("organisation",)),
        state="consensus",
        submitted=True,
    )


def test_the_partnerships_result_is_that_of_a_round_with_the_same_answers(found, a_round_alike):
    trial, of_round = trial_report(found), operators_report(Assessment.objects.get())

    assert trial.profiles == of_round.profiles
    assert trial.matrix == of_round.matrix
    assert trial.summary == of_round.summary
    assert trial.document == of_round.document | {"assessment": "trial", "state": "trial"}


@pytest.mark.parametrize("body", ["body-a", "body-b", "body-c"])
def test_a_bodys_result_is_that_of_a_round_with_the_same_answers(found, a_round_alike, body):
    trial, of_round = trial_report(found, body), operators_report(Assessment.objects.get(), body)

    assert trial.profile == of_round.profile
    assert trial.own_missing == of_round.own_missing
    assert [beside for _, beside in trial.panels] == [beside for _, beside in of_round.panels]


def test_it_names_bodies_as_the_trial_does_and_is_no_round(found):
    report = trial_report(found)

    assert [body.name for body in report.body_levels] == ["Body A (lead)", "Body B", "Body C"]
    assert (report.seal, report.past, report.texts, report.movement) == (None, None, None, None)
    assert report.not_submitted == report.absent == ()
