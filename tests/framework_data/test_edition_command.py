"""The acts of an edition's life by command."""

import pytest
from django.core.management import CommandError, call_command

from framework_data.content import content_of
from framework_data.models import Edition, Life
from tests.editions import an_editor, shipped
from tests.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    def run(*arguments):
        call_command("edition", *arguments)
        return capsys.readouterr().out.strip()

    return run


def test_from_clone_to_published_to_withdrawn_and_back(run):
    one, two = an_editor().email, an_editor("Oth Er").email

    assert run("clone", "alps-2014-plain", "plain-2", "--label", "Second", "--by", one) == "The draft plain-2 is made."
    assert "Another editor" in run("propose", "plain-2", "--note", "Clearer", "--by", one)
    with pytest.raises(CommandError, match="Another editor has to publish it"):
        run("publish", "plain-2", "--by", one)
    assert "it never changes" in run("publish", "plain-2", "--by", two)
    assert "no new ones start" in run("withdraw", "plain-2", "--why", "Too soon")
    assert run("reinstate", "plain-2", "--why", "Not so") == "Rounds can start on plain-2 again."
    life = Life.objects.get(edition__slug="plain-2")
    assert (life.state, life.proposed_by.email, life.published_by.email) == ("published", one, two)


def test_an_erratum(run):
    said = run("correct", "alps-2014-plain", "S1.1", "guidance", "--text", "Look in the minutes.", "--why", "Clearer")

    assert said == "Erratum 1 of alps-2014-plain is added."
    assert content_of(shipped()).question_by_code["S1.1"].guidance == "Look in the minutes."


def test_a_draft_is_thrown_away(run):
    run("clone", "alps-2014-plain", "plain-2", "--label", "Second")

    assert run("discard", "plain-2") == "The draft plain-2 is thrown away. Its history stays."
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "say"),
    [
        (("clone", "alps-2014-plain", "alps-2014-plain", "--label", "Again"), "There is an edition alps-2014-plain"),
        (("discard", "alps-2014-plain"), "A published edition never changes"),
        (("discard", "nowhere"), "There is no edition nowhere"),
        (("withdraw", "alps-2014-plain", "--why", " "), "Say why"),
        (("withdraw", "alps-2014-plain", "--why", "Old", "--by", "stran.ger@example.org"), "Only an editor"),
        (("publish", "alps-2014-plain", "--by", "nobody@example.org"), "Nobody here has the address"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_done_is_said_in_words(run, arguments, say):
    a_person("Stran Ger")
    with pytest.raises(CommandError, match=say):
        run(*arguments)
