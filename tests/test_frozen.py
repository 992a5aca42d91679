"""No later change anywhere alters a signed-off round: everything else is edited, and every page, file and paper of the
round is the same to the byte, for everybody who can read it.
"""

import re
from datetime import date, timedelta

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone

from assessments.interchange import as_text, export_document, result_document
from assessments.models import Answer, Assessment, Participant
from assessments.past import REVEALED
from assessments.reach import Reach
from assessments.round_levels import levels_of_rounds
from framework_data import content
from framework_data.models import Check, Definition, Dimension, Edition, Level, Option, Question, Statement
from partnerships.models import Entity, Membership, Partnership, Person, Role, Succession
from reports.building import operators_report
from reports.pdf import html_of, pdf_of
from tests.people import CAST, a_person, a_round, cast, follow, seat
from tests.reports.rounds import told_round
from tests.sealing import reopened, signed_off

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("editions_can_change")]

SLUG = "told-round"
BODIES = ("lead-council", "borough", "trust", "charity")
STATEMENTS = ("GS1", "S2", "DEL4", "DAT4")
FILES = ("report_pdf", "report_docx", "result_xlsx", "result_csv", "result_json")
OF_A_ROUND = ("progress", "consensus", "results", *FILES, "seal", "sign_off", "reopen")
OF_A_BODY = ("questionnaire", "submit", "entity_results", *(f"entity_{file}" for file in FILES))
OF_A_STATEMENT = ("statement", "statement_level")
REWORDED = "<li>The edition on this server has other words by now. The round keeps those that were sealed.</li>"
"""What a check says of an edition that was edited: the one thing on a page that speaks of now and not of then."""


def addresses():
    yield from (reverse(name, args=[SLUG]) for name in OF_A_ROUND)
    yield reverse("seal_document", args=[SLUG, 1])
    for body in BODIES:
        yield from (reverse(name, args=[SLUG, body]) for name in OF_A_BODY)
        yield from (reverse(name, args=[SLUG, body, code]) for name in OF_A_STATEMENT for code in STATEMENTS)
        yield reverse("questionnaire", args=[SLUG, body]) + "?show=all"
    yield from (reverse("consensus_statement", args=[SLUG, code]) for code in STATEMENTS)


def what_is_seen(client, people):
    """(person, address) -> status and page, without its tokens."""
    found = {}
    for name in CAST:
        client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
        for address in addresses():
            response = client.get(address)
            text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode(errors="replace"))
            found[name, address] = f"{response.status_code} {text.replace(REWORDED, '')}"
    return found


def files():
    assessment = Assessment.objects.select_related("edition", "partnership").get(slug=SLUG)
    reports = [operators_report(assessment), *(operators_report(assessment, body) for body in BODIES[:3])]
    return [
        as_text(export_document(assessment)),
        as_text(result_document(assessment)),
        *(report.json for report in reports),
        *(html_of(report) for report in reports),
    ]


@pytest.fixture
def people():
    """The cast, and a round that two people worked on who will be forgotten."""
    earlier = told_round("the-year-before", but={"trust": {"S3.1": "P"}})
    assessment = told_round(but={"borough": {"S2.1": "N", "DAT1.1": "NA"}, "trust": {"DEL2.2": "P"}})
    follow(assessment, earlier)
    Participant.objects.filter(assessment=earlier, entity__slug="borough").delete()
    found = cast()
    signed_off(earlier, found.chair)
    gone = a_person("Gone Away"), a_person("Also Gone")
    Answer.objects.update(updated_by=gone[0])
    assessment.agreed_answers.update(updated_by=gone[1])
    Participant.objects.filter(assessment=assessment, entity__slug="borough").update(submitted_by=gone[0])
    signed_off(assessment, found.chair)
    return found


def changed(field):
    return Concat(F(field), Value(" changed"))


def edit_everything_else():
    edit_the_edition()
    edit_the_partnership()
    forget_people()
    edit_other_rounds()
    content.forget()


def edit_the_edition():
    """Words, labels, kinds, order, gates and numbers of the edition, each of them."""
    Edition.objects.update(
        title="Changed", label="Changed", publisher="Changed", published=1999, source_note="Changed", language="de"
    )
    Edition.objects.update(band_p=1, band_l=2, band_f=98, full_needs="F", reach="P", build_on="P", revision=7)
    for model in (Level, Dimension):
        model.objects.update(name=changed("name"), summary="Changed", order=F("order") + 20)
    Level.objects.filter(code="SEC").update(order=99)
    Definition.objects.update(meaning="Changed")
    Option.objects.update(label=changed("label"), order=100 - F("order"))
    Statement.objects.update(
        text="Changed",
        summary_text="Changed",
        why_it_matters="Changed",
        substance_note="Changed",
        order=500 - F("order"),
        dimension=Dimension.objects.get(code="S"),
        level=Level.objects.get(code="SUP"),
    )
    Statement.objects.filter(code="S2").update(code="S22")
    Question.objects.update(
        text="Changed", guidance="Changed", kind="practice", respondent="entity", gate=None, months_after_year_end=1
    )
    Question.objects.filter(code="S2.3").update(code="S2.33")
    Check.objects.update(say="Changed")
    Check.objects.first().delete()


def edit_the_partnership():
    partnership = Partnership.objects.get()
    Partnership.objects.update(name="Another Name", retention_years=1)
    new = Entity.objects.create(slug="merged", name="Merged Council", kind="unitary_council")
    for entity in Entity.objects.exclude(pk=new.pk):
        Succession.objects.create(predecessor=entity, successor=new, took_over_on=date(2026, 4, 1))
    Entity.objects.update(name=changed("name"), kind="company", in_area=False, year_end="07-31")
    Membership.objects.update(left_on=timezone.localdate(), order=9)
    Membership.objects.create(partnership=partnership, entity=new)
    elsewhere = Partnership.objects.create(slug="elsewhere", name="Elsewhere")
    for entity in Entity.objects.all():
        Membership.objects.create(partnership=elsewhere, entity=entity)
    for kind in ("respondent", "approver", "board_member"):
        seat(Person.objects.get(name="Stran Ger"), kind, "merged")
        Role.objects.filter(person__name="Stran Ger").update(withdrawn_at=timezone.now())


def forget_people():
    for number, person in enumerate(Person.objects.filter(name__contains="Gone")):
        person.name, person.email = f"a former respondent {number}", f"forgotten-{number}@nowhere.invalid"
        person.forgotten_at, person.is_active = timezone.now(), False
        person.save()


def edit_other_rounds():
    """A round before it and one after it, with the same bodies, signed off, changed and taken away again."""
    held = Assessment.objects.get(slug=SLUG)
    bodies = {
        p.entity.slug: (p.entity.name, p.entity.kind, "03-31") for p in held.participants.select_related("entity")
    }
    Partnership.objects.filter(pk=held.partnership_id).update(name="Marrowdale Together")
    older = a_round("older", state="signed_off", bodies=bodies)
    newer = a_round("newer", state="open", bodies=bodies)
    Partnership.objects.filter(pk=held.partnership_id).update(name="Another Name")
    newer.previous = held
    newer.deadline = timezone.localdate() + timedelta(days=30)
    newer.save()
    older.delete()
    edit_the_round_before()


def edit_the_round_before():
    """Reopened, corrected, renamed, and another lead."""
    earlier = Assessment.objects.get(slug="the-year-before")
    reopened(earlier, Person.objects.get(name="Cher Chair"))
    Answer.objects.filter(participant__assessment=earlier).update(value="N", updated_at=timezone.now())
    earlier.agreed_answers.update(value="N", updated_at=timezone.now())
    Assessment.objects.filter(pk=earlier.pk).update(
        title="Another Title", scope="Another scope", lead=Entity.objects.get(slug="trust")
    )


def test_no_later_change_anywhere_alters_a_signed_off_round(client, people, papers_unrendered):
    # What leaves as a PDF is looked at before it is rendered; the bytes have a test of their own.
    assert "Movement since The year before" in " ".join(files())
    seen, written = what_is_seen(client, people), files()
    assert sum(page.startswith("200") for page in seen.values()) > 150

    edit_everything_else()

    assert files() == written
    after = what_is_seen(client, people)
    assert [place for place in seen if after[place] != seen[place]] == []


def test_its_levels_and_their_movement_in_the_list_of_rounds_stay(people):
    def listed():
        rounds = list(Assessment.objects.filter(slug=SLUG))
        return levels_of_rounds(rounds, Reach(("signed_off",))), levels_of_rounds(rounds, Reach(REVEALED))

    before = listed()
    assert all(found[Assessment.objects.get(slug=SLUG).pk].since == "The year before" for found in before)

    edit_everything_else()

    assert listed() == before


def test_the_paper_of_a_signed_off_round_is_the_same_to_the_byte(people):
    def paper():
        return pdf_of(operators_report(Assessment.objects.select_related("edition", "partnership").get(slug=SLUG)))

    before = paper()
    edit_everything_else()

    assert paper() == before


def test_the_same_edits_alter_a_round_that_goes_on(client, papers_unrendered):
    """The edits are edits: without a seal they show."""
    told_round()
    people = cast()
    client.force_login(people.chair, backend="django.contrib.auth.backends.ModelBackend")
    before = client.get(reverse("results", args=[SLUG])).content

    Statement.objects.update(summary_text="Changed")
    content.forget()

    assert client.get(reverse("results", args=[SLUG])).content != before
