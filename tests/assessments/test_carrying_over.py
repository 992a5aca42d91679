"""A round carried over to another edition: the dry run, the new draft, confirming, and the old round as it was."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from assessments.access import EntityVisit, visit, visit_to_entity
from assessments.actions import agreeing, answering, setting_up, signing_off
from assessments.actions.agreeing import Agreement
from assessments.actions.answering import Draft
from assessments.actions.carrying_over import carry_round_over, confirm_answer
from assessments.actions.redacting import redact_text
from assessments.carried import carried_page, carried_to, codes_to_confirm
from assessments.carrying_over import dry_run
from assessments.consensus import open_joint
from assessments.forms import digest_of
from assessments.models import AgreedAnswer, Answer, AnswerToConfirm, Assessment, Participant
from assessments.progress import progress_page
from assessments.questionnaire import map_page
from assessments.round_facts import facts_of
from assessments.rounds import own_values
from assessments.seal import as_shown
from assessments.sealing import contents_of
from assessments.setting_up import candidates_for, missing_for_opening
from assessments.statement_page import statement_page
from assessments.submission import submit_page
from framework_data.actions.publishing import withdraw_edition
from framework_data.models import Edition
from partnerships.models import Event, Membership
from tests.assessments.acts import everything_stored
from tests.assessments.carrying import (
    ADDED,
    carried_and_opened,
    carry,
    in_new,
    old_round,
    part,
    second_edition,
    values,
)
from tests.people import a_round, cast, rows_stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    old_round()
    second_edition()
    return cast()


def plain_2():
    return Edition.objects.get(slug="plain-2")


def waiting(body="borough"):
    rows = AnswerToConfirm.objects.filter(participant__entity__slug=body)
    return {row.question.code: (row.value, row.why) for row in rows.select_related("question")}


# --- The draft ---------------------------------------------------------------------------------------------------


def test_the_new_round_is_a_draft_on_the_other_edition_with_scope_and_period_of_the_old_one(people):
    old = Assessment.objects.get()
    made = carry(people.facilitator)

    assert (made.state, made.edition.slug, made.title, made.slug) == (
        "draft",
        "plain-2",
        "Second round",
        "second-round",
    )
    same = ("partnership", "scope", "scope_agreed_on", "scope_agreed_by", "period_start", "period_end", "lead")
    assert [getattr(made, name) for name in same] == [getattr(old, name) for name in same]
    assert made.carried_from == old
    assert missing_for_opening(visit(people.facilitator, "second-round")) == ()


def test_a_deadline_that_has_passed_is_not_taken_over(people):
    Assessment.objects.update(deadline=date(2020, 1, 1))
    assert carry(people.facilitator).deadline is None
    Assessment.objects.filter(slug="first-round").update(deadline=date(2999, 1, 1))
    assert carry(people.facilitator, title="Third").deadline == date(2999, 1, 1)


def test_an_answer_to_the_same_question_is_carried_with_note_reason_and_links(people):
    carry(people.facilitator)
    answer = Answer.objects.get(
        participant__assessment__slug="second-round", participant__entity__slug="borough", question__code="S3.3"
    )

    assert values("second-round") == {"S2.2": "F", "S3.3": "NA", "GS1.2": "N"}
    assert (answer.note, answer.evidence) == ("As we noted", "https://borough.example.org/plan")
    assert answer.reason == "It does not concern us."
    assert (answer.question.edition.slug, answer.revision, answer.updated_by) == ("plain-2", 1, None)
    assert answer.carried_at is not None


def test_an_answer_to_a_changed_question_waits_and_one_to_a_question_that_is_gone_stays_behind(people):
    carry(people.facilitator)

    assert waiting() == {"S2.1": ("L", "text"), "GS1.1": ("F", "respondent")}
    assert waiting("trust") == {"S2.1": ("P", "text")}
    assert "S2.4" not in values("second-round") | waiting()
    assert values("second-round", "trust") == {}
    row = AnswerToConfirm.objects.get(participant__entity__slug="borough", question__code="S2.1")
    assert (row.note, row.evidence) == ("As we noted", "https://borough.example.org/plan")


def test_who_took_part_takes_part_and_the_others_are_invited(people):
    Participant.objects.filter(entity__slug="trust").update(participation="declined", reason="Busy")
    carry(people.facilitator)

    assert {p.entity.slug: p.participation for p in Participant.objects.filter(assessment__slug="second-round")} == {
        "lead-council": "participating",
        "borough": "participating",
        "trust": "invited",
        "charity": "invited",
    }
    assert (part("second-round", "trust").reason, waiting("trust")) == ("", {})


def test_nothing_is_submitted_agreed_or_drafted_in_the_new_round():
    old_round("consensus", submitted=True)
    second_edition()
    people = cast()
    chair = visit(people.chair, "first-round")
    agreeing.record_agreed_answer(chair, agreement=Agreement("S2.2", "F", "As discussed", {"trust": "No"}))
    carry(people.facilitator)

    assert not Participant.objects.filter(assessment__slug="second-round", submitted_at__isnull=False).exists()
    assert AgreedAnswer.objects.get().assessment.slug == "first-round"


def test_a_body_that_is_no_member_any_more_is_left_behind_with_its_answers(people):
    Membership.objects.filter(entity__slug="trust").update(left_on=date(2020, 1, 1))
    run = dry_run(visit(people.facilitator, "first-round"), plain_2())
    carry(people.facilitator)

    assert part("first-round", "trust").name in run.stays
    assert not Participant.objects.filter(assessment__slug="second-round", entity__slug="trust").exists()


def test_an_empty_answer_is_not_carried_and_a_note_alone_is(people):
    rows = Answer.objects.filter(participant__entity__slug="borough")
    rows.filter(question__code="S2.2").update(value="", note="", evidence="")
    rows.filter(question__code="GS1.2").update(value="")
    rows.filter(question__code="S2.1").update(value="")
    carry(people.facilitator)

    assert values("second-round") == {"S3.3": "NA", "GS1.2": ""}
    assert waiting()["S2.1"] == ("", "text")


def test_the_round_before_is_the_latest_with_a_result():
    before = a_round("round-before", state="signed_off", submitted=True)
    old = old_round()
    Assessment.objects.filter(pk=old.pk).update(previous=before)
    second_edition()
    people = cast()
    assert carry(people.facilitator).previous == before

    Assessment.objects.filter(pk=old.pk).update(state="consensus")
    assert carry(people.facilitator, title="Third").previous == old


def test_the_act_stands_in_the_history_of_the_new_round_and_the_bodys_answers_only_from_the_reveal_on(people):
    carry(people.facilitator)
    events = Event.objects.filter(assessment="second-round").order_by("pk")

    assert [(e.verb, e.entity, e.subject, e.by) for e in events] == [
        ("round_carried_over", "", "first-round", people.facilitator),
        ("answers_carried_over", "lead-council", "", people.facilitator),
        ("answers_carried_over", "borough", "", people.facilitator),
        ("answers_carried_over", "trust", "", people.facilitator),
    ]
    assert events[0].before == {"edition": "alps-2014-plain"}
    assert events[0].after == {"edition": "plain-2", "bodies": ["lead-council", "borough", "trust", "charity"]}
    assert events[2].after == {
        "carried": ["GS1.2", "S2.2", "S3.3"],
        "to_confirm": ["GS1.1", "S2.1"],
        "dropped": ["S2.4"],
    }


# --- What is refused ---------------------------------------------------------------------------------------------


def refused(person, **details):
    before = everything_stored(), rows_stored(AnswerToConfirm)
    with pytest.raises(ValidationError) as error:
        carry(person, **details)
    assert (everything_stored(), rows_stored(AnswerToConfirm)) == before
    return error.value.message_dict


def test_a_title_that_does_not_do_is_refused(people):
    assert refused(people.facilitator, title=" ") == {"title": ["Enter the name of the new round"]}
    assert refused(people.facilitator, title="x" * 201) == {"title": ["The name must be 200 characters or fewer"]}
    name = Assessment.objects.get().title
    assert refused(people.facilitator, title=f" {name}") == {
        "title": ["There is a round with this name already. Choose another name"]
    }


@pytest.mark.parametrize("slug", ["new", "first-round"])
def test_a_slug_that_is_taken_is_refused(people, slug):
    assert refused(people.facilitator, slug=slug) == {
        "slug": [f"There is a round {slug} already. Choose another short name"]
    }


def test_a_slug_that_the_history_holds_is_refused(people):
    carry(people.facilitator)
    setting_up.discard_draft(visit(people.facilitator, "second-round"))

    assert "The history holds a round second-round" in refused(people.facilitator, slug="second-round")["slug"][0]


def test_only_another_edition_that_is_published_will_do(people):
    same = refused(people.facilitator, edition="alps-2014-plain")
    assert same == {"__all__": ["The round uses this edition already. Choose another"]}
    withdraw_edition(plain_2(), why="A slip", by=None)
    assert "No new round can start on the edition Second issue" in refused(people.facilitator)["__all__"][0]
    with pytest.raises(ValidationError, match="There is no edition plain-9"):
        carry_round_over(visit(people.facilitator, "first-round"), edition="plain-9", title="Second", read="")


def test_a_draft_is_not_carried_over():
    old_round("draft")
    second_edition()
    with pytest.raises(PermissionDenied, match="A draft has no answers to carry over"):
        carry(cast().facilitator)


# --- A dry run that no longer stands -----------------------------------------------------------------------------


def is_stale(person, change, state="open", **details):
    found = visit(person, "first-round")
    read = dry_run(found, plain_2()).read
    change()
    before = everything_stored(), rows_stored(AnswerToConfirm)
    made = carry(person, read=read, **details)
    if made is None:
        assert (everything_stored(), rows_stored(AnswerToConfirm)) == before
    return made is None


def test_a_dry_run_goes_stale_when_a_body_leaves_or_the_round_moves_on(people):
    leave = Membership.objects.filter(entity__slug="trust").update
    assert is_stale(people.facilitator, lambda: leave(left_on=date(2020, 1, 1)))
    assert is_stale(people.facilitator, lambda: Assessment.objects.update(state="consensus"))


def test_while_bodies_answer_blind_a_save_changes_nothing_of_the_dry_run(people):
    assert not is_stale(people.facilitator, lambda: Answer.objects.filter(value="L").update(value="P"))


def test_from_the_reveal_on_an_answer_that_changed_makes_the_dry_run_stale():
    old_round("consensus", submitted=True)
    second_edition()
    people = cast()

    assert is_stale(people.facilitator, lambda: Answer.objects.filter(value="L").update(note="Corrected"))
    late = Participant.objects.filter(entity__slug="trust")
    late.update(submitted_at=None)
    assert not is_stale(
        people.facilitator, lambda: Answer.objects.filter(participant__in=late).update(note="Not submitted")
    )


def test_a_dry_run_goes_stale_when_an_edition_changes(people, editions_can_change):
    question = plain_2().questions.get(code="S2.2")
    change = type(question).objects.filter(pk=question.pk).update

    assert is_stale(people.facilitator, lambda: change(text="Something else?"))


# --- What the dry run says ---------------------------------------------------------------------------------------


def test_before_the_reveal_the_dry_run_names_no_answer_and_an_operators_names_all(people):
    found = visit(people.facilitator, "first-round")
    blind, all_of_it = dry_run(found, plain_2()), dry_run(found, plain_2(), reads_all=True)

    assert (blind.names_answers, blind.answers, blind.by_body) == (False, (), [])
    assert [(fate, len(lines)) for fate, lines in blind.sections] == [
        ("to_confirm", 2),
        ("dropped", 1),
        ("added", 1),
        ("carried", 116),
    ]
    assert [row[1:] for row in all_of_it.by_body] == [(1, 2, 0), (3, 2, 1), (0, 1, 1)]


def test_from_the_reveal_on_it_names_the_answers_of_those_who_submitted():
    old_round("consensus", submitted=True)
    second_edition()
    Participant.objects.filter(entity__slug="trust").update(submitted_at=None)
    run = dry_run(visit(cast().facilitator, "first-round"), plain_2())

    assert [(each.body, each.answer) for each in run.told["S2.1"]] == [
        ("Marrowdale Council", "Partly in place"),
        ("Tansy Borough Council", "Largely in place"),
    ]
    assert [row[1:] for row in run.by_body] == [(1, 2, 0), (3, 2, 1)]


# --- The old round -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["open", "consensus", "signed_off"])
def test_the_old_round_is_left_as_it_was(state):
    old_round(state, submitted=state != "open")
    second_edition()
    people = cast()

    def of_old():
        return {
            "round": list(Assessment.objects.filter(slug="first-round").values_list()),
            "bodies": list(Participant.objects.filter(assessment__slug="first-round").order_by("pk").values_list()),
            "answers": list(
                Answer.objects.filter(participant__assessment__slug="first-round").order_by("pk").values_list()
            ),
            "history": list(Event.objects.filter(assessment="first-round").order_by("pk").values_list()),
        }

    before = of_old()
    made = carry(people.facilitator)
    setting_up.open_round(visit(people.facilitator, made.slug), site="https://alps.example.org")
    confirm_answer(in_new(people.respondent), question="S2.1")

    assert of_old() == before


# --- The draft, changed before it opens --------------------------------------------------------------------------


def test_a_carried_draft_keeps_its_edition(people):
    carry(people.facilitator)
    found = visit(people.facilitator, "second-round")
    facts = facts_of(found.assessment)
    changed = type(facts)(**vars(facts) | {"edition": "alps-2014-plain"})

    with pytest.raises(ValidationError, match="This draft was carried over to its edition"):
        setting_up.change_round(found, facts=changed, read=facts.digest)


def test_a_carried_draft_can_be_thrown_away(people):
    carry(people.facilitator)
    setting_up.discard_draft(visit(people.facilitator, "second-round"))

    assert not AnswerToConfirm.objects.exists()
    assert [a.slug for a in Assessment.objects.all()] == ["first-round"]


def test_whether_a_body_can_be_taken_off_a_carried_draft_tells_nothing_of_its_answers(people):
    carry(people.facilitator)
    found = visit(people.facilitator, "second-round")
    setting_up.set_participants(
        found, bodies=["lead-council", "charity"], lead="lead-council", read=candidates_for(found).read
    )

    assert {p.entity.slug for p in visit(people.facilitator, "second-round").participants} == {
        "lead-council",
        "charity",
    }


def test_opening_keeps_those_who_took_part_taking_part(people):
    carry(people.facilitator)
    setting_up.open_round(visit(people.facilitator, "second-round"), site="https://alps.example.org")

    assert part("second-round", "trust").participation == "participating"
    assert part("second-round", "charity").participation == "invited"


# --- Answering in the new round ----------------------------------------------------------------------------------


def test_opening_a_carried_round_says_of_the_lead_alone_that_it_leads(
    people, mailoutbox, django_capture_on_commit_callbacks
):
    carry(people.facilitator)
    with django_capture_on_commit_callbacks(execute=True):
        setting_up.open_round(visit(people.facilitator, "second-round"), site="https://alps.example.org")
    told = {mail.to[0]: mail.body for mail in mailoutbox}

    assert "its answers are here already" in told["ap.prover@example.org"]
    assert "leads this round" not in told["ap.prover@example.org"]


def test_what_waits_counts_nowhere_until_it_is_confirmed():
    people = carried_and_opened()
    found = in_new(people.respondent)
    page, check = map_page(found, shows_all=False), submit_page(in_new(people.approver))
    row = next(
        row
        for row in progress_page(visit(people.facilitator, "second-round")).rows
        if row.participant.name[:5] == "Tansy"
    )

    assert "S2.1" not in own_values(found.participant, found.content)
    assert page.progress.answered == check.progress.answered == row.total.answered == 2
    assert page.to_confirm == 2
    assert check.to_confirm == {"S2.1", "GS1.1"}

    confirm_answer(in_new(people.respondent), question="S2.1")

    assert map_page(in_new(people.respondent), shows_all=False).progress.answered == 3
    assert submit_page(in_new(people.approver)).to_confirm == {"GS1.1"}


def test_confirming_saves_the_answer_with_its_texts_as_the_act_of_who_confirms():
    people = carried_and_opened()
    saved = confirm_answer(in_new(people.respondent), question="S2.1").answer

    assert (saved.value, saved.note, saved.evidence) == ("L", "As we noted", "https://borough.example.org/plan")
    assert (saved.updated_by, saved.carried_at) == (people.respondent, None)
    assert set(waiting()) == {"GS1.1"}
    assert Event.objects.filter(verb="answer_saved", subject="S2.1", by=people.respondent).exists()


def test_confirming_twice_saves_once():
    people = carried_and_opened()
    confirm_answer(in_new(people.respondent), question="S2.1")

    assert confirm_answer(in_new(people.approver), question="S2.1") is None
    assert Event.objects.filter(verb="answer_saved").count() == 1


def test_nobody_of_another_body_confirms_and_nobody_after_submission():
    people = carried_and_opened()
    found, standing = in_new(people.respondent), visit(people.facilitator, "second-round").standing
    outsider = EntityVisit(people.facilitator, standing, found.assessment, found.participant)
    with pytest.raises(PermissionDenied):
        confirm_answer(outsider, question="S2.1")
    answering.submit_answers(in_new(people.approver))
    with pytest.raises(PermissionDenied):
        confirm_answer(in_new(people.respondent), question="S2.1")


def test_what_waits_is_confirmed_beside_a_note_that_stands_alone():
    people = carried_and_opened()
    answering.save_answers(in_new(people.respondent), drafts=[Draft("S2.1", note="We have to ask")])
    card = card_of(people, "S2.1")
    assert (card.waiting.label, card.can_confirm) == ("Largely in place", True)

    saved = confirm_answer(in_new(people.respondent), question="S2.1").answer

    assert (saved.value, saved.note, "S2.1" in waiting()) == ("L", "We have to ask", False)


def test_another_answer_settles_what_waits_and_a_note_alone_does_not():
    people = carried_and_opened()
    answering.save_answers(in_new(people.respondent), drafts=[Draft("S2.1", note="We have to ask")])
    assert "S2.1" in waiting()

    answering.save_answers(in_new(people.respondent), drafts=[Draft("S2.1", "P", note="We asked", revision=1)])
    assert "S2.1" not in waiting()
    assert values("second-round")["S2.1"] == "P"


def test_a_note_that_waits_alone_is_settled_by_a_note():
    old_round()
    Answer.objects.filter(participant__entity__slug="borough", question__code="S2.1").update(value="")
    second_edition()
    people = cast()
    carry(people.facilitator)
    setting_up.open_round(visit(people.facilitator, "second-round"), site="https://alps.example.org")
    saved = confirm_answer(in_new(people.respondent), question="S2.1").answer

    assert (saved.value, saved.note, "S2.1" in waiting()) == ("", "As we noted", False)


def test_an_answer_that_the_question_no_longer_knows_cannot_be_confirmed():
    people = carried_and_opened()
    AnswerToConfirm.objects.filter(participant__entity__slug="borough", question__code="S2.1").update(value="Y")

    assert confirm_answer(in_new(people.respondent), question="S2.1") is None
    assert not card_of(people, "S2.1").can_confirm


def test_saving_a_carried_answer_makes_it_an_answer_of_this_round():
    people = carried_and_opened()
    assert card_of(people, "S2.2").carried_from == "First round"
    answering.save_answers(in_new(people.respondent), drafts=[Draft("S2.2", "P", revision=1)])

    assert card_of(people, "S2.2").carried_from == ""


def card_of(people, code):
    found = in_new(people.respondent)
    page = statement_page(found, found.content.statement_by_code["S2"], shows_all=True)
    return next(card for card in page.cards if card.code == code)


def test_beside_a_changed_question_stands_what_was_said_and_what_was_asked():
    people = carried_and_opened()
    card = card_of(people, "S2.1")

    assert (card.waiting.label, card.waiting.note, card.waiting_from) == (
        "Largely in place",
        "As we noted",
        "First round",
    )
    assert card.waiting.asked
    assert card.waiting.asked != card.question.text
    assert card.waiting.why == ("The wording has changed.",)
    assert card.can_confirm


def test_what_came_over_is_not_said_once_more_as_last_time():
    people = carried_and_opened("consensus", submitted=True)
    assert [card_of(people, code).last for code in ("S2.1", "S2.2")] == [(), ()]


def test_a_gate_that_waits_leaves_its_followers_waiting():
    people = carried_and_opened()
    assert card_of(people, "S2.2").waits_for == "S2.1"


def test_what_waits_behind_a_closed_gate_is_not_asked_for(editions_can_change):
    people = carried_and_opened()
    found = in_new(people.respondent)
    assert codes_to_confirm(found.participant, found.content, {}) == {"S2.1", "GS1.1"}
    row = AnswerToConfirm.objects.get(participant=found.participant, question__code="S2.1")
    AnswerToConfirm.objects.filter(pk=row.pk).update(question=found.content.question_ids["S2.2"])
    assert codes_to_confirm(found.participant, found.content, {"S2.1": "N"}) == {"GS1.1"}


def test_after_the_reveal_an_approver_confirms_as_a_correction():
    people = carried_and_opened()
    answering.submit_answers(in_new(people.approver))
    Assessment.objects.filter(slug="second-round").update(state="consensus")
    saved = confirm_answer(in_new(people.approver), question="S2.1").answer

    assert saved.corrected_at is not None
    assert Event.objects.filter(verb="answer_corrected", subject="S2.1").exists()


# --- A body's page of it -----------------------------------------------------------------------------------------


def test_a_body_reads_what_became_of_each_of_its_answers():
    page = carried_page(in_new(carried_and_opened().respondent))

    assert [(line.code, line.label) for line in page.to_confirm] == [
        ("GS1.1", "Fully in place"),
        ("S2.1", "Largely in place"),
    ]
    assert [line.code for line in page.carried] == ["GS1.2", "S2.2", "S3.3"]
    assert [(line.code, line.label, line.note) for line in page.dropped] == [("S2.4", "Partly in place", "As we noted")]
    assert [(line.code, line.text) for line in page.added] == [("S3.4", ADDED)]
    assert (page.round, page.slug) == ("First round", "first-round")


def test_a_round_that_was_not_carried_over_asks_for_nothing(django_assert_num_queries):
    old_round()
    found = visit_of_old(cast().respondent)
    with django_assert_num_queries(0):
        assert carried_to(found, ["S2.1"]).waiting == {}
        assert codes_to_confirm(found.participant, found.content, {}) == frozenset()


def visit_of_old(person):
    found = visit_to_entity(person, "first-round", "borough")
    assert found.content
    return found


def test_when_the_old_round_is_deleted_the_new_one_goes_on():
    people = carried_and_opened()
    Assessment.objects.get(slug="first-round").delete()
    found = in_new(people.respondent)

    assert found.assessment.carried_from_id is None
    assert carried_to(found, ["S2.1"]).waiting == {}
    assert values("second-round")["S2.2"] == "F"


# --- What goes ---------------------------------------------------------------------------------------------------


def test_signing_off_ends_what_waits():
    people = carried_and_opened()
    answering.submit_answers(in_new(people.approver))
    Assessment.objects.filter(slug="second-round").update(state="consensus")
    found = visit(people.chair, "second-round")
    sealed = visit(people.chair, "second-round").assessment
    sealed.state, sealed.partnership_name = "signed_off", sealed.partnership.name
    signature = signing_off.Signature(
        timezone.localdate(),
        "PB 14",
        frozenset(open_joint(found.content.framework, {})),
        as_shown(contents_of(sealed)),
    )
    assert signing_off.sign_off(found, signature=signature).seal
    assert not AnswerToConfirm.objects.filter(participant__assessment__slug="second-round").exists()


def test_a_text_that_has_to_go_goes_from_what_waits_too():
    people = carried_and_opened()
    answering.submit_answers(in_new(people.approver))
    Assessment.objects.filter(slug="second-round").update(state="consensus")
    redact_text(
        visit(people.chair, "second-round"),
        place="answers/S2.2/borough/note",
        why="It names somebody",
        read=digest_of("As we noted"),
    )

    assert not AnswerToConfirm.objects.filter(participant__assessment__slug="second-round", note="As we noted").exists()
