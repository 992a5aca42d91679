"""carryround: what becomes of every answer, for operators, and the new round with --write."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Answer, AnswerToConfirm, Assessment
from framework_data.actions.publishing import withdraw_edition
from framework_data.models import Edition
from partnerships.models import Membership
from tests.assessments.acts import everything_stored
from tests.assessments.carrying import old_round, second_edition, values
from tests.people import cast, rows_stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    old_round()
    second_edition()
    return cast()


def carryround(*arguments, edition="plain-2", by="fay.cilitator@example.org"):
    out, told = StringIO(), StringIO()
    call_command("carryround", "first-round", *arguments, edition=edition, by=by, stdout=out, stderr=told)
    return out.getvalue(), told.getvalue()


def test_the_dry_run_names_every_answer_and_writes_nothing(people):
    before = everything_stored(), rows_stored(AnswerToConfirm)
    out, told = carryround()

    assert out.splitlines() == [
        "body\tquestion\tanswer\tfate\twhy",
        "lead-council\tGS1.1\tL\tto_confirm\trespondent",
        "lead-council\tGS1.2\tF\tcarried\t-",
        "lead-council\tS2.1\tP\tto_confirm\ttext",
        "borough\tGS1.1\tF\tto_confirm\trespondent",
        "borough\tGS1.2\tN\tcarried\t-",
        "borough\tS2.1\tL\tto_confirm\ttext",
        "borough\tS2.2\tF\tcarried\t-",
        "borough\tS2.4\tP\tdropped\t-",
        "borough\tS3.3\tNA\tcarried\t-",
        "trust\tS2.1\tP\tto_confirm\ttext",
        "trust\tS2.4\tF\tdropped\t-",
        "-\tS3.4\t-\tadded\t-",
    ]
    assert "116 questions carried, 2 to be confirmed, 1 dropped, 1 new; 11 answers." in told
    assert "Nothing was written. Repeat it with --write --read " in told
    assert (everything_stored(), rows_stored(AnswerToConfirm)) == before


def test_with_write_the_new_round_is_made_under_the_slug_that_was_asked_for(people):
    read = carryround()[1].split()[-1]
    told = carryround("--write", "--read", read, "--slug", "early-help-on-2")[1]

    assert "Made the draft early-help-on-2. first-round is as it was." in told
    made = Assessment.objects.get(slug="early-help-on-2")
    assert (made.title, made.carried_from.slug, made.edition.slug) == (
        "First round, Second issue",
        "first-round",
        "plain-2",
    )
    assert values("early-help-on-2") == {"GS1.2": "N", "S2.2": "F", "S3.3": "NA"}


@pytest.mark.parametrize(
    "change",
    [
        lambda: Answer.objects.filter(value="L").update(value="P"),
        lambda: Membership.objects.filter(entity__slug="trust").update(left_on=date(2020, 1, 1)),
    ],
    ids=["answer", "body"],
)
def test_what_was_read_and_has_changed_is_told_and_nothing_is_written(people, change):
    read = carryround()[1].split()[-1]
    change()
    with pytest.raises(CommandError, match="has changed meanwhile"):
        carryround("--write", "--read", read)

    assert Assessment.objects.count() == 1


def test_what_does_not_do_is_told_in_a_sentence(people):
    for details, sentence in (
        ({"by": "nobody@example.org"}, "Nobody here has the address nobody@example.org."),
        ({"by": "stran.ger@example.org"}, "There is no round first-round for stran.ger@example.org."),
        ({"by": "ap.prover@example.org"}, "Only a facilitator carries a round over to another edition."),
        ({"edition": "plain-9"}, "There is no edition plain-9."),
    ):
        with pytest.raises(CommandError, match=sentence):
            carryround(**details)
    with pytest.raises(CommandError, match="There is a round first-round already"):
        carryround("--write", "--slug", "first-round")


def test_an_edition_that_was_withdrawn_after_the_dry_run_is_told_and_nothing_is_written(people):
    read = carryround()[1].split()[-1]
    withdraw_edition(Edition.objects.get(slug="plain-2"), why="A slip", by=None)
    with pytest.raises(CommandError, match="No new round can start on the edition Second issue"):
        carryround("--write", "--read", read)

    assert Assessment.objects.count() == 1
