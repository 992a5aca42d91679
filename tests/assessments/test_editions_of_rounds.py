"""Which edition a round may use: new rounds a published one; those under way go on when theirs is withdrawn."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessments.access import visit, visit_to_entity, visit_to_new_round
from assessments.actions import answering, next_round, setting_up
from assessments.actions.answering import Draft
from assessments.document import DocumentError
from assessments.interchange import import_document
from assessments.models import Answer, Assessment
from assessments.round_facts import RoundFacts, facts_of
from assessments.setting_up import editions, missing_for_opening
from framework_data.actions.publishing import withdraw_edition
from tests.editions import a_draft, published, shipped
from tests.people import a_round, cast, document

pytestmark = pytest.mark.django_db
WITHDRAWN = "The edition of the framework has been withdrawn. Choose another"


def withdraw():
    withdraw_edition(shipped(), why="Superseded", by=None)


def on(edition):
    return RoundFacts(**vars(facts_of(Assessment.objects.get())) | {"title": "Another", "edition": edition})


def test_a_draft_is_not_offered_and_a_published_one_is():
    draft = a_draft()
    assert [slug for slug, _ in editions()] == ["alps-2014-plain"]

    published(draft)

    assert [slug for slug, _ in editions()] == ["plain-2", "alps-2014-plain"]


def test_no_round_starts_on_a_draft_whoever_asks():
    a_round()
    a_draft()
    with pytest.raises(ValidationError, match="No new round can start on the edition Second issue"):
        setting_up.create_draft(visit_to_new_round(cast().facilitator, "marrowdale"), facts=on("plain-2"))


def test_a_round_under_way_goes_on_when_its_edition_is_withdrawn():
    a_round()
    withdraw()
    answering.save_answers(visit_to_entity(cast().respondent, "first-round", "borough"), drafts=[Draft("S2.1", "F")])
    assert Answer.objects.get().value == "F"


def test_a_draft_round_does_not_open_on_a_withdrawn_edition_and_chooses_another(client):
    a_round(state="draft")
    published(a_draft())
    withdraw()
    facilitator = cast().facilitator
    found = visit(facilitator, "first-round")
    assert WITHDRAWN in missing_for_opening(found)
    client.force_login(facilitator, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("round_set_up", args=["first-round"])).content.decode()
    assert "Edition of the framework" in page
    assert "Second issue" in page
    assert WITHDRAWN in client.get(reverse("round_check", args=["first-round"])).content.decode()

    now = facts_of(found.assessment)
    setting_up.change_round(found, facts=RoundFacts(**vars(now) | {"edition": "plain-2"}), read=now.digest)

    assert WITHDRAWN not in missing_for_opening(visit(facilitator, "first-round"))


def test_no_next_round_starts_on_a_withdrawn_edition_and_the_page_says_so(client):
    a_round(state="consensus", submitted=True)
    withdraw()
    facilitator = cast().facilitator
    dates = {"period_start": date(2026, 4, 1), "period_end": date(2027, 3, 31)}
    with pytest.raises(ValidationError, match="No new round can start"):
        next_round.start_next_round(visit(facilitator, "first-round"), title="Next", **dates)
    client.force_login(facilitator, backend="django.contrib.auth.backends.ModelBackend")
    form = {f"{name}_{part}": getattr(day, part) for name, day in dates.items() for part in ("day", "month", "year")}

    answer = client.post(reverse("next_round", args=["first-round"]), {"title": "Next", **form})

    assert answer.status_code == 422
    assert "No new round can start on the edition" in answer.content.decode()


def test_a_round_that_began_elsewhere_comes_in_on_a_withdrawn_edition_and_on_no_draft():
    withdraw()
    import_document(document("from-elsewhere"))
    a_draft()

    with pytest.raises(DocumentError, match="there is no edition plain-2"):
        import_document(document("too-early") | {"edition": "plain-2"})
