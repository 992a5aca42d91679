"""The command that compares two editions."""

import pytest
from django.core.management import CommandError, call_command

from framework_data.actions.drafting import change_part
from tests.editions import a_draft

pytestmark = pytest.mark.django_db


def run(capsys, *arguments):
    call_command("compareeditions", *arguments)
    return capsys.readouterr().out


def test_what_differs_is_printed(capsys):
    draft = a_draft()
    change_part(draft.questions.get(code="S1.1"), changes={"respondent": "entity"}, by=None)

    said = run(capsys, "alps-2014-plain", "plain-2")

    assert "questions: 1 changed; rules: 1 changed." in said
    assert "  S1.1, respondent: " in said
    assert "Edition: " in said


def test_an_edition_does_not_differ_from_itself(capsys):
    assert run(capsys, "alps-2014-plain", "alps-2014-plain").splitlines()[-1] == "No difference."


def test_an_unknown_edition_is_refused(capsys):
    with pytest.raises(CommandError, match="There is no edition nowhere"):
        run(capsys, "nowhere", "alps-2014-plain")
