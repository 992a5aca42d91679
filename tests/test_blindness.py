"""Bodies answer blind: what one body writes changes nothing that anybody else can see before the reveal.

Every page of the table in test_access.py is read by everybody of the cast, for every body and two statements, before
and after a body changes its answers, notes, reasons and links through the real acts; the pages must be the same to the
byte. So a leak of a text, a level, a count, a time or a line of history shows, on pages that do not exist yet too.
After the reveal the same holds for a body whose answers are not submitted and for one that declined. The last test does
so with reports that are stored: none is given to the wrong reader, or tells of an act by no longer being ready.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions.answering import Draft, save_answers
from assessments.actions.setting_up import open_round
from assessments.models import Answer, AnswerToConfirm, Assessment, Participant
from partnerships.models import Person
from reports.models import StoredReport
from tests.assessments.carrying import carry, second_edition
from tests.people import BODIES, CAST, a_person, a_round, body_of, cast, everything, seat
from tests.test_access import PAGES

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
STATEMENTS = ("S2", "DAT4")
SLUG = "secret-round"
OF_BODY = {"borough": {"respondent", "approver"}, "lead-council": {"lead_respondent"}, "trust": set(), "charity": set()}


@pytest.fixture(autouse=True)
def the_same_moment(monkeypatch, papers_unrendered):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def addresses(only: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every address of the table, or those of some names, for every body and two statements."""
    for name, (arguments, _) in PAGES.items():
        if name.startswith(("admin:", "account_")) or (only and name not in only):
            continue
        for body in BODIES if "entity" in arguments else ("",):
            for statement in STATEMENTS if "statement" in arguments else ("",):
                fill = {"entity": body, "statement": statement}
                filled = {
                    key: fill[key] if fill.get(key) else value.format(state="secret")
                    for key, value in arguments.items()
                }
                yield reverse(name, kwargs=filled)


def what_is_seen(client, people, names, only=frozenset()) -> dict[tuple[str, str], str]:
    """(person, address) -> status and text of the page, without its tokens."""
    found = {}
    for name in names:
        client.logout()
        if name != "nobody":
            client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
        for address in addresses(only):
            response = client.get(address)
            text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body_of(response).decode(errors="replace"))
            found[name, address] = f"{response.status_code} {text}"
    return found


def write(body: str, *, value: str, word: str) -> None:
    """The body changes each of its answers, with texts that hold a word nobody else may read."""
    person = a_writer(body)
    visit = visit_to_entity(person, SLUG, body)
    stored = {
        visit.content.code_of_question[a.question_id]: a for a in Answer.objects.filter(participant=visit.participant)
    }
    drafts = [
        Draft(
            code,
            value if code != "S2.3" else "NA",
            note=f"{word} note on {code}",
            reason=f"{word} reason" if code == "S2.3" else "",
            evidence=f"https://{word.lower()}.example.org/{code}",
            revision=answer.revision,
        )
        for code, answer in stored.items()
        if not visit.content.question_by_code[code].is_signal
    ]
    saved = save_answers(visit, drafts=drafts)
    assert drafts
    assert all(save.answer and not save.conflict for save in saved.values())


def a_writer(body: str):
    """An approver of the body who is nobody of the cast, and who was there before anything was looked at."""
    return WRITERS[body]


WRITERS = {}


def the_round(state: str, *, late: str = "", declined: str = "", slug: str = SLUG):
    answers = {body: everything("P", respondents=("entity",)) for body in ("lead-council", "borough", "trust")}
    answers["lead-council"] |= everything("P", respondents=("lead_entity",))
    assessment = a_round(slug, state="open", answers=answers, participation={"charity": "declined"}, submitted=True)
    people = cast()
    WRITERS.update({body: a_person(f"Writer {body}") for body in ("lead-council", "borough", "trust")})
    for body, person in WRITERS.items():
        seat(person, "approver", body)
    open_again = {late} if state == "consensus" else set(answers)
    Participant.objects.filter(assessment=assessment, entity__slug__in=open_again).update(submitted_at=None)
    changed = {"state": state}
    if state == "consensus":
        changed["revealed_at"] = NOW - timedelta(days=1)
    Assessment.objects.filter(pk=assessment.pk).update(**changed)
    # Looking at pages signs people in, and the page of people says who has signed in once.
    Person.objects.update(last_login=NOW)
    if declined:
        Participant.objects.filter(entity__slug=declined).update(participation="declined", reason="No capacity")
    return people


def the_carried_round():
    """As the_round("open"), carried over from a round on another edition, with a text of the borough to confirm."""
    people = the_round("open", slug="first-round")
    texts = {"note": "Obelisk note", "evidence": "https://obelisk.example.org/"}
    Answer.objects.filter(participant__entity__slug="borough", question__code="S2.1").update(**texts)
    second_edition()
    carry(people.facilitator, slug=SLUG)
    open_round(visit(people.facilitator, SLUG), site="https://alps.example.org")
    Person.objects.update(last_login=NOW)
    return people


def differences(before, after):
    return [f"{name}: {address}" for (name, address), text in before.items() if after[name, address] != text]


@pytest.mark.parametrize("body", ["lead-council", "borough", "trust"])
def test_an_open_round_shows_nothing_of_what_another_body_writes(client, body):
    people = the_round("open")
    outsiders = [name for name in (*CAST, "nobody") if name not in OF_BODY[body]]
    write(body, value="F", word="Quincunx")
    before = what_is_seen(client, people, outsiders)
    write(body, value="L", word="Zephyr")
    after = what_is_seen(client, people, outsiders)

    assert differences(before, after) == []
    assert [place for place, text in after.items() if re.search("quincunx|zephyr", text, re.IGNORECASE)] == []


def test_its_own_people_see_what_a_body_writes(client):
    """The test above could otherwise pass because nothing is shown to anybody."""
    people = the_round("open")
    write("borough", value="F", word="Quincunx")
    seen = what_is_seen(client, people, ["respondent"])

    assert any("Quincunx note on S2.1" in text for text in seen.values())


def test_the_reveal_shows_nothing_of_a_body_that_has_not_submitted(client):
    people = the_round("consensus", late="borough")
    outsiders = [name for name in (*CAST, "nobody") if name not in OF_BODY["borough"]]
    write("borough", value="F", word="Quincunx")
    before = what_is_seen(client, people, outsiders)
    write("borough", value="L", word="Zephyr")
    after = what_is_seen(client, people, outsiders)

    assert differences(before, after) == []
    assert [place for place, text in after.items() if re.search("quincunx|zephyr", text, re.IGNORECASE)] == []


def test_the_answers_of_a_body_that_declined_are_hidden_from_all_others(client):
    people = the_round("open")
    write("borough", value="F", word="Quincunx")
    Participant.objects.filter(entity__slug="borough").update(participation="declined", reason="No capacity")
    Assessment.objects.update(state="consensus", revealed_at=NOW)
    outsiders = [name for name in (*CAST, "nobody") if name not in OF_BODY["borough"]]
    seen = what_is_seen(client, people, outsiders)

    assert [place for place, text in seen.items() if re.search("quincunx", text, re.IGNORECASE)] == []


def test_viewers_and_outsiders_never_read_a_single_answer(client):
    people = the_round("open")
    write("borough", value="F", word="Quincunx")
    Participant.objects.exclude(entity__slug="charity").update(submitted_at=NOW)
    Assessment.objects.update(state="signed_off", revealed_at=NOW, signed_off_at=NOW, published_at=NOW)
    readers = {"facilitator", "chair", "board_member", "finance_lead", "auditor", *OF_BODY["borough"]}
    seen = what_is_seen(client, people, [*CAST, "nobody"])
    told = {name for (name, _), text in seen.items() if re.search("quincunx", text, re.IGNORECASE)}

    assert told == readers


def test_a_viewer_sees_nothing_of_a_round_until_it_is_published(client):
    """Not even that it was signed off: each page is the same to the byte, and no page holds its title."""
    people = the_round("open")
    Participant.objects.exclude(entity__slug="charity").update(submitted_at=NOW)
    seen = {}
    for state in ("open", "consensus", "signed_off"):
        Assessment.objects.update(state=state, revealed_at=None if state == "open" else NOW)
        seen[state] = what_is_seen(client, people, ["viewer", "stranger", "nobody"])
    assert differences(seen["open"], seen["consensus"]) == differences(seen["consensus"], seen["signed_off"]) == []
    assert not [place for place, text in seen["signed_off"].items() if "Secret round" in text]

    Assessment.objects.update(published_at=NOW)
    published = what_is_seen(client, people, ["viewer", "stranger", "nobody"])
    assert any("Secret round" in text for (name, _), text in published.items() if name == "viewer")
    assert not [name for (name, _), text in published.items() if "Secret round" in text and name != "viewer"]


# --- Carried over ------------------------------------------------------------------------------------------------

CARRYING = "/assessments/{slug}/carry-over/?edition={edition}"


def test_a_round_that_was_carried_over_shows_nothing_of_what_waits_at_another_body(client):
    people = the_carried_round()
    outsiders = [name for name in (*CAST, "nobody") if name not in OF_BODY["borough"]]
    before = what_is_seen(client, people, outsiders)
    waiting = AnswerToConfirm.objects.filter(participant__entity__slug="borough")
    assert waiting.filter(note__startswith="Obelisk").exists()
    waiting.filter(question__code="GS1.1").update(value="N")
    waiting.update(note="Zephyr note", evidence="https://zephyr.example.org/")
    after = what_is_seen(client, people, outsiders)

    assert differences(before, after) == []
    assert [place for place, text in after.items() if re.search("obelisk|zephyr", text, re.IGNORECASE)] == []
    own = what_is_seen(client, people, ["respondent"], frozenset({"statement"}))
    assert any("Zephyr note" in text for text in own.values())


def test_a_round_that_was_carried_over_shows_nothing_of_what_another_body_writes(client):
    people = the_carried_round()
    outsiders = [name for name in (*CAST, "nobody") if name not in OF_BODY["borough"]]
    write("borough", value="F", word="Quincunx")
    before = what_is_seen(client, people, outsiders)
    write("borough", value="L", word="Zephyr")
    after = what_is_seen(client, people, outsiders)

    assert differences(before, after) == []
    assert [place for place, text in after.items() if re.search("quincunx|zephyr", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("state", ["open", "consensus"])
def test_the_dry_run_shows_nothing_of_what_a_body_writes_that_is_not_revealed(client, state):
    people = the_round(state, late="borough")
    second_edition()
    write("borough", value="F", word="Quincunx")
    client.force_login(people.facilitator, backend="django.contrib.auth.backends.ModelBackend")
    address = CARRYING.format(slug=SLUG, edition="plain-2")
    token = r'name="csrfmiddlewaretoken" value="[^"]*"'
    before = re.sub(token, "", client.get(address).content.decode())
    write("borough", value="L", word="Zephyr")
    after = re.sub(token, "", client.get(address).content.decode())

    assert "What becomes of the answers" in before
    assert before == after
    assert re.search("quincunx|zephyr", after, re.IGNORECASE) is None


def test_nobody_confirms_what_waits_at_another_body(client):
    people = the_carried_round()
    address = reverse("statement", kwargs={"slug": SLUG, "entity": "borough", "statement": "S2"})
    for name in CAST:
        if name in OF_BODY["borough"]:
            continue
        client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
        assert client.post(address, {"confirm": "S2.1"}).status_code in (403, 404), name
    assert AnswerToConfirm.objects.filter(participant__entity__slug="borough", question__code="S2.1").exists()


# --- From store ----------------------------------------------------------------------------------------------------

MAKING = frozenset({"report_making", "entity_report_making", "public_report_making"})
ABOUT_FILES = MAKING | {"results", "entity_results", "report_pdf", "entity_report_pdf"}


def ask_for_every_report(client, people):
    """Everybody who may has every report made."""
    for name in CAST:
        client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
        for address in addresses(MAKING):
            with TestCase.captureOnCommitCallbacks(execute=True):
                client.post(address)
    assert StoredReport.objects.filter(status="done").count() == StoredReport.objects.count() > 0


@pytest.mark.parametrize("state", ["open", "consensus"])
def test_a_stored_report_shows_nothing_of_what_another_body_writes(client, state):
    people = the_round(state, late="borough")
    outsiders = [name for name in CAST if name not in OF_BODY["borough"]]
    write("borough", value="F", word="Quincunx")
    ask_for_every_report(client, people)
    before = what_is_seen(client, people, outsiders, ABOUT_FILES)
    write("borough", value="L", word="Zephyr")
    after = what_is_seen(client, people, outsiders, ABOUT_FILES)

    assert any("It is ready." in text for text in before.values())
    assert differences(before, after) == []
    assert [place for place, text in after.items() if re.search("quincunx|zephyr", text, re.IGNORECASE)] == []
