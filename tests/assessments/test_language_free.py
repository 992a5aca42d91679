"""What is stored, sealed, exported and sent is the same in whatever language somebody reads the site.

Everything is done twice: in English, and in a language in which each sentence of the interface stands in brackets and
the months are Welsh.
"""

import json
import re
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import transaction
from django.utils import translation

from assessments.access import visit
from assessments.actions.setting_up import open_round
from assessments.history_csv import history_rows
from assessments.interchange import as_text, export_document, result_document
from assessments.models import Assessment, Participant
from assessments.past import before_of
from assessments.readable_history import events_of
from assessments.redactable import MARK, mark_of_today
from assessments.sealing import sealed_file
from assessments.your_data import your_data_json
from framework_data.models import EditionEvent
from partnerships.models import Entity, Event, EventText, Succession
from tests.people import a_round, cast, everything, follow
from tests.pseudo import OPEN, in_brackets
from tests.reports.rounds import told_round
from tests.sealing import reopened, signed_off
from tests.test_actions import ACTIONS, SITE, SLUG

pytestmark = pytest.mark.django_db

ID = re.compile(r"\b[0-9a-f]{16}\b")


@pytest.fixture(autouse=True)
def the_same_salt(monkeypatch):
    """Hashes of texts differ by a salt; with one salt for all they differ by the texts alone."""
    monkeypatch.setattr("partnerships.texts.secrets", SimpleNamespace(token_hex=lambda size: "5a" * size))


def undone(act):
    """What an act gives, which is as if it had not been done afterwards."""
    with transaction.atomic():
        try:
            return act()
        finally:
            transaction.set_rollback(True)


def in_both_languages(act):
    """What an act gives in English, and in the language of brackets."""
    english = undone(act)
    with in_brackets(active=True):
        return english, undone(act)


@pytest.fixture
def rounds():
    """(the round before, the round), which are unlike in every respect: scope, lead, bodies, one in another's place."""
    earlier, later = told_round("earlier"), told_round("later")
    Assessment.objects.filter(pk=earlier.pk).update(scope="Help at home", lead=Entity.objects.get(slug="borough"))
    Participant.objects.filter(assessment=later, entity__slug="borough").update(participation="declined", reason="Busy")
    Participant.objects.filter(assessment=earlier, entity__slug="trust").update(participation="declined")
    trust, borough = Entity.objects.get(slug="trust"), Entity.objects.get(slug="borough")
    Succession.objects.create(predecessor=borough, successor=trust, took_over_on="2025-04-01")
    earlier.refresh_from_db()
    return earlier, follow(later, earlier)


@pytest.mark.parametrize("export", [export_document, result_document])
def test_an_export_is_the_same(rounds, export):
    english, other = in_both_languages(lambda: as_text(export(rounds[1])))

    assert other == english


def test_a_seal_is_the_same_to_the_last_byte(rounds):
    chair = cast().chair

    def sealed():
        seal = signed_off(rounds[1], chair)
        return seal.document, seal.sha256, seal.texts

    english, other = in_both_languages(sealed)
    before = json.loads(english[0])["previous"]

    assert other == english
    assert len(before["unlike"]) == 5
    assert before["stand_ins"]["trust"]["remarks"]


def test_the_round_before_is_sealed_in_the_words_of_the_code(rounds):
    participants = tuple(rounds[1].participants.select_related("entity").order_by("order"))
    with in_brackets(active=True):
        assert OPEN not in repr(before_of(rounds[1], participants).unlike)
        assert translation.get_language() == "cy"


def test_a_seal_that_was_made_in_another_language_holds(rounds):
    chair = cast().chair
    with in_brackets(active=True):
        signed_off(rounds[1], chair)

    english, other = in_both_languages(lambda: sealed_file(rounds[1], 1))

    assert other == english
    assert OPEN not in json.dumps(english, ensure_ascii=False)


def test_the_history_and_what_is_held_on_a_person_leave_as_codes(rounds):
    chair = cast().chair
    signed_off(rounds[1], chair)
    reopened(rounds[1], chair)

    english, other = in_both_languages(lambda: "".join(history_rows(events_of(rounds[1]))))
    assert other == english
    english, other = in_both_languages(lambda: json.loads(your_data_json(chair)) | {"made_at": ""})
    assert other == english


def test_the_mark_of_a_redaction_is_stored_in_english():
    english, other = in_both_languages(mark_of_today)

    assert other == english
    assert MARK.fullmatch(other)


def test_letters_are_in_the_language_of_the_site(django_capture_on_commit_callbacks):
    a_round(SLUG, state="draft")
    people = cast()
    with in_brackets(active=True), django_capture_on_commit_callbacks(execute=True):
        open_round(visit(people.facilitator, SLUG), site=SITE)

    assert mail.outbox
    assert [message.body for message in mail.outbox if OPEN in message.subject + message.body] == []


# --- Acts ------------------------------------------------------------------------------------------------------


def recorded():
    """Every event as it is stored, but for when it was and the ids that are drawn by lot."""
    events = Event.objects.order_by("pk").values_list("verb", "entity", "assessment", "subject", "before", "after")
    of_editions = EditionEvent.objects.order_by("pk").values_list("verb", "edition", "subject", "before", "after")
    texts = EventText.objects.order_by("pk").values_list("text", flat=True)
    return [ID.sub("id", repr(event)) for event in (*events, *of_editions)], list(texts)


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTIONS)
def test_what_an_act_records_is_the_same(name):
    act = ACTIONS[name]
    state, who = next((state, who[0]) for state, who in act.may.items() if who)
    answers = {"lead-council": everything(), "borough": everything("P")}
    a_round(SLUG, state=state, answers=answers, submitted=True)
    person = getattr(cast(), who)
    act.prepare()

    def acted():
        act.call(person)
        return recorded()

    english, other = in_both_languages(acted)

    assert other == english
    assert OPEN not in repr(other)
