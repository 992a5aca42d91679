"""The board's pages: every body's answers side by side, drafts, and what is agreed."""

import pytest
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions.agreeing import Agreement, draft_agreed_answer, record_agreed_answer
from assessments.actions.answering import Draft, save_answers
from assessments.forms import digest_of, key_of
from assessments.models import AgreedAnswer, AgreedDraft, Answer, Assessment, Participant
from tests.people import a_round, cast

pytestmark = pytest.mark.django_db

LIST = "/assessments/first-round/consensus/"
PAGE = LIST + "DEL5/"
JOINT = "DEL5.3"
EACH = "S2.1"


@pytest.fixture
def people():
    a_round(
        state="consensus",
        submitted=True,
        answers={"lead-council": {EACH: "F", JOINT: "F", "DEL5.1": "L"}, "borough": {EACH: "P", JOINT: "P"}},
        participation={"charity": "declined"},
    )
    return cast()


@pytest.fixture
def board(people, client):
    client.force_login(people.board_member)
    return client


@pytest.fixture
def facilitator(people, client):
    client.force_login(people.facilitator)
    return client


def sent(code=JOINT, act="record", *, read=("", ""), **fields):
    """The fields of one question, and the button that was pressed."""
    whole = {"value": "", "rationale": "", "dissenter": "", "dissent_note": "", "revision": "0", "draft_revision": "0"}
    whole |= {"read": digest_of(*read)} | fields
    button = {act: code} if act else {}
    return button | {f"{key_of(code)}-{name}": text for name, text in whole.items()}


def without_the_trust():
    """Then every body that takes part has answered, and the computed value is settled."""
    Participant.objects.filter(entity__slug="trust").update(participation="declined", reason="No capacity")


def agreed_by(person, code=JOINT, value="L", rationale="As minuted.", dissent=None, revision=0):
    agreement = Agreement(code, value, rationale, dissent or {}, revision)
    record_agreed_answer(visit(person, "first-round"), agreement=agreement)


def drafted_by(person, code=JOINT, value="L", rationale="As we hear it.", revision=0):
    agreement = Agreement(code, value, rationale, draft_revision=revision)
    draft_agreed_answer(visit(person, "first-round"), agreement=agreement)


def agreed(code=JOINT):
    return AgreedAnswer.objects.filter(question__code=code).first()


def drafted(code=JOINT):
    return AgreedDraft.objects.filter(question__code=code).first()


def text_of(response):
    return response.content.decode()


def test_disputed_statements_come_first(facilitator):
    page = text_of(facilitator.get(LIST))
    assert page.index("consensus/S2/") < page.index("Other statements") < page.index("consensus/S1/")
    assert "1 disputed" in page
    assert "Marrowdale Carers (declined)" in page


def test_the_list_can_show_disputed_statements_only(facilitator):
    page = text_of(facilitator.get(LIST + "?show=disputed"))
    assert "consensus/S2/" in page
    assert "consensus/S1/" not in page


def test_a_settled_dispute_is_no_longer_disputed(facilitator, people):
    agreed_by(people.chair, EACH, "L", "We looked at both plans.")
    page = text_of(facilitator.get(LIST))
    assert page.index("Other statements") < page.index("consensus/S2/")


def test_every_bodys_answer_note_and_reason_is_shown(facilitator):
    Answer.objects.filter(participant__entity__slug="borough", question__code=JOINT).update(
        note="Terms <i>differ</i> & £", evidence="https://example.org/terms"
    )
    Answer.objects.filter(participant__entity__slug="lead-council", question__code=JOINT).update(
        value="NA", reason="No partners"
    )
    page = text_of(facilitator.get(PAGE))
    assert "Terms &lt;i&gt;differ&lt;/i&gt; &amp; £" in page
    assert 'href="https://example.org/terms"' in page
    assert "Not applicable: No partners" in page
    assert "(view)" in page
    assert "Nothing counts here until the board agrees." in page


def test_the_spread_is_said_in_words(facilitator):
    page = text_of(facilitator.get(LIST + "S2/"))
    assert "1 of 2 within one step" in page
    assert "Marrowdale Health Trust" in page


def test_the_editions_words_say_their_language_on_a_page_in_another(facilitator, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    same = facilitator.get(PAGE).content.decode()
    facilitator.cookies["alps_language"] = "cy"
    page, lines = facilitator.get(PAGE).content.decode(), facilitator.get(LIST).content.decode()

    assert ' lang="en"' not in same
    assert '<h1 class="govuk-heading-l" lang="en">' in page
    assert f'id="q-{key_of(JOINT)}" lang="en">' in page
    assert '<span lang="en">Fully in place</span>' in page
    assert '</a> <span lang="en">' in lines


def test_what_a_body_did_not_submit_stays_hidden(facilitator):
    Answer.objects.filter(participant__entity__slug="borough").update(note="not for the board")
    Participant.objects.filter(entity__slug="borough").update(submitted_at=None)
    page = text_of(facilitator.get(PAGE))
    assert "not for the board" not in page
    assert "answers not submitted" in text_of(facilitator.get(LIST))


def test_an_agreed_answer_is_recorded_with_dissent(board, people):
    fields = sent(
        value="L", rationale="Minuted on 3 May.", dissenter="borough", dissent_note="We see it <b>otherwise</b>."
    )
    page = text_of(board.post(PAGE, fields, follow=True))
    assert f"Agreed {JOINT}" in page
    assert "Tansy Borough Council dissents: We see it &lt;b&gt;otherwise&lt;/b&gt;." in page
    assert (agreed().value, agreed().rationale, agreed().updated_by) == ("L", "Minuted on 3 May.", people.board_member)


def test_dissent_is_changed_and_removed(board, people):
    agreed_by(people.chair, dissent={"borough": "Too early", "lead-council": "Too late"})
    read = ("L", "As minuted.", "Too late", "Too early")
    fields = sent(
        read=read,
        value="L",
        rationale="As minuted.",
        revision="1",
        note_borough="Far too early",
        **{"note_lead-council": "Too late"},
    )
    board.post(PAGE, fields | {"DEL5-3-remove_lead-council": "on"})
    assert list(agreed().dissents.values_list("participant__entity__slug", "note")) == [("borough", "Far too early")]


def test_an_answer_that_departs_from_the_computed_one_needs_reasons(board):
    response = board.post(LIST + "S2/", sent("S2.3", act="", rationale="typed, kept") | sent(EACH, value="F"))
    page = text_of(response)
    assert response.status_code == 422
    assert "S2.1: Give the board&#39;s reasons" in page
    assert "typed, kept" in page
    assert "<title>Error: " in page
    assert agreed(EACH) is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": "NA"}, "Give the board&#39;s reasons why DEL5.3 is not applicable"),
        ({"value": "Q"}, "Choose an answer to DEL5.3 from the list"),
        ({"value": "L", "dissent_note": "who?"}, "Select the body that gives this reason on DEL5.3"),
        ({"value": "L", "dissenter": "charity"}, "Choose the body that dissents on DEL5.3 from the list"),
        ({"value": "L", "rationale": "x" * 10_001}, "It is 1 character too long."),
    ],
)
def test_faults_are_said_in_words(board, fields, sentence):
    response = board.post(PAGE, sent(**fields))
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert agreed() is None


def test_a_form_left_alone_changes_nothing(board, people):
    fields = sent(act="") | sent("DEL5.4", value="F", rationale="All agree")
    agreed_by(people.chair)
    board.post(PAGE, fields)
    assert agreed().updated_by == people.chair
    assert agreed("DEL5.4").value == "F"


def test_a_stale_agreement_shows_both_and_loses_nothing(board, people):
    agreed_by(people.chair, rationale="The chair's words")
    response = board.post(PAGE, sent(value="P", rationale="My words"))
    page = text_of(response)
    assert response.status_code == 409
    assert "Cher Chair changed it while you were writing" in page
    assert "The chair&#39;s words" in page
    assert "My words" in page
    assert 'name="DEL5-3-revision" value="1"' in page
    assert agreed().value == "L"
    again = sent(value="P", rationale="My words", revision="1")
    assert board.post(PAGE, again).status_code == 302
    assert agreed().value == "P"


def test_the_recorded_one_can_be_kept_after_a_conflict(board, people):
    agreed_by(people.chair)
    assert board.post(PAGE, sent(act="drop", value="P", rationale="Mine")).status_code == 302
    assert agreed().value == "L"


def test_an_agreed_answer_is_withdrawn(board, people):
    agreed_by(people.chair)
    fields = sent(act="", read=("L", "As minuted."), value="L", rationale="As minuted.", revision="1")
    fields |= {"withdraw": f"{JOINT}:1"}
    assert f"Withdrew {JOINT}" in text_of(board.post(PAGE, fields, follow=True))
    assert agreed() is None


@pytest.mark.parametrize("revision", ["7", "", "x", "1" * 5000])
def test_what_changed_meanwhile_is_not_withdrawn(board, people, revision):
    agreed_by(people.chair)
    page = text_of(board.post(PAGE, sent(act="") | {"withdraw": f"{JOINT}:{revision}"}, follow=True))
    assert "changed meanwhile" in page
    assert agreed().value == "L"


@pytest.mark.parametrize(
    ("who", "status"), [("finance_lead", 403), ("respondent", 403), ("auditor", 404), ("stranger", 404)]
)
def test_who_may_not_record_changes_nothing(client, people, who, status):
    client.force_login(getattr(people, who))
    assert client.post(PAGE, sent(value="L")).status_code == status
    assert agreed() is None


def test_a_finance_lead_reads_without_fields(client, people):
    client.force_login(people.finance_lead)
    page = text_of(client.get(PAGE))
    assert 'type="radio"' not in page
    assert "Agreed answers are drafted by the facilitator or the board." in page


def test_a_statement_that_misses_answers_is_not_called_settled(facilitator):
    page = text_of(facilitator.get(LIST))
    assert "Waits for answers" in page
    assert "Settled" not in page


def test_what_was_never_agreed_is_not_said_to_be_withdrawn(board):
    page = text_of(board.post(PAGE, {"withdraw": "HELLO anything"}, follow=True))
    assert "Withdrew" not in page
    assert "Nothing had changed" in page


def test_an_unknown_statement_is_not_found(facilitator):
    assert facilitator.get(LIST + "S99/").status_code == 404


def test_the_next_disputed_statement_is_offered(facilitator):
    assert 'href="/assessments/first-round/consensus/S2/#S2-1">Next disputed statement' in text_of(
        facilitator.get(PAGE)
    )


# --- The picture and its table ------------------------------------------------------------------------------------


def test_the_dot_strip_and_the_table_say_the_same(board):
    page = text_of(board.get(PAGE))
    card = page[page.index('id="DEL5-3"') : page.index('id="DEL5-4"')]
    assert '<span class="strip__mark strip__mark--view">1</span>' in card
    assert '<span class="strip__mark strip__mark--view">2</span>' in card
    assert "<caption" in card
    assert card.count('role="rowheader"') == 2


def test_an_answer_corrected_after_it_was_submitted_is_marked(board):
    Participant.objects.update(submitted_at=timezone.now())
    Answer.objects.filter(participant__entity__slug="borough", question__code=EACH).update(corrected_at=timezone.now())
    page = text_of(board.get(LIST + "S2/"))
    assert page.count("corrected 2") == 1


def test_a_late_bodys_first_answers_are_no_corrections(board):
    Answer.objects.update(corrected_at=timezone.now())
    Participant.objects.filter(entity__slug__in=["borough", "lead-council"]).update(submitted_at=timezone.now())
    assert "corrected 2" not in text_of(board.get(LIST + "S2/"))


def test_the_rating_is_said_as_it_stands_and_as_it_would_be_with_the_drafts(board, people):
    assert "DEL5 as it stands: <strong>At least Not in place, up to Fully in place</strong></p>" in text_of(
        board.get(PAGE)
    )
    drafted_by(people.facilitator)
    assert "With its drafts agreed: the same</p>" in text_of(board.get(PAGE))


# --- Drafts -------------------------------------------------------------------------------------------------------


def test_a_facilitator_drafts_and_has_no_button_to_agree(facilitator, people):
    page = text_of(facilitator.get(PAGE))
    assert 'name="record"' not in page
    assert 'name="agree"' not in page
    assert "Add a body that dissents" not in page
    page = text_of(facilitator.post(PAGE, sent(act="draft", value="L", rationale="As we hear it."), follow=True))
    assert f"Saved the draft for {JOINT}" in page
    assert "Draft, counts nowhere until the board agrees." in page
    assert (drafted().value, drafted().rationale, drafted().updated_by) == ("L", "As we hear it.", people.facilitator)
    assert agreed() is None


def test_a_facilitator_who_posts_an_agreement_is_refused_and_keeps_the_words(facilitator):
    response = facilitator.post(PAGE, sent(value="L", rationale="My words"))
    assert response.status_code == 403
    assert "The board agrees answers" in text_of(response)
    assert "My words" in text_of(response)
    assert agreed() is None


def test_a_draft_is_agreed_with_one_button_and_goes(board, people):
    drafted_by(people.facilitator)
    page = text_of(board.get(PAGE))
    assert f'name="agree" value="{JOINT}:L:0:1"' in page
    assert "as drafted" in page
    response = board.post(
        PAGE,
        sent(act="", read=("L", "As we hear it."), value="L", rationale="As we hear it.") | {"agree": f"{JOINT}:L:0:1"},
    )
    assert response["Location"] == f"{PAGE}#DEL5-3"
    assert (agreed().value, agreed().rationale, agreed().updated_by) == ("L", "As we hear it.", people.board_member)
    assert drafted() is None


def test_a_draft_that_changed_meanwhile_is_not_agreed(board, people):
    drafted_by(people.facilitator)
    drafted_by(people.facilitator, rationale="Otherwise.", revision=1)
    page = text_of(board.post(PAGE, {"agree": f"{JOINT}:L:0:1"}, follow=True))
    assert "was changed meanwhile, so nothing was agreed" in page
    assert "Otherwise." in page
    assert agreed() is None


def test_a_stale_draft_comes_back_with_both_texts(facilitator, people):
    drafted_by(people.chair, rationale="The chair's words")
    response = facilitator.post(PAGE, sent(act="draft", value="P", rationale="My words"))
    page = text_of(response)
    assert response.status_code == 409
    assert "Cher Chair changed it while you were writing" in page
    assert "The chair&#39;s words" in page
    assert "My words" in page
    assert 'name="DEL5-3-draft_revision" value="1"' in page
    again = sent(act="draft", value="P", rationale="My words", draft_revision="1")
    assert facilitator.post(PAGE, again).status_code == 302
    assert drafted().value == "P"


def test_a_draft_without_a_value_is_asked_for_one(facilitator):
    response = facilitator.post(PAGE, sent(act="draft", rationale="My words"))
    assert response.status_code == 422
    assert f"Select what to propose to the board on {JOINT}" in text_of(response)
    assert "My words" in text_of(response)


def test_a_draft_is_discarded(facilitator, people):
    drafted_by(people.chair)
    page = text_of(facilitator.post(PAGE, sent(act="") | {"discard": f"{JOINT}:1"}, follow=True))
    assert f"Discarded the draft for {JOINT}" in page
    assert drafted() is None


def test_a_draft_that_changed_meanwhile_is_not_discarded(facilitator, people):
    drafted_by(people.chair)
    assert "is kept. Read it again" in text_of(facilitator.post(PAGE, {"discard": f"{JOINT}:7"}, follow=True))
    assert drafted() is not None


def test_dissent_typed_beside_a_draft_is_not_lost(board):
    fields = sent(act="draft", value="L", rationale="Why", dissenter="borough", dissent_note="We see it otherwise")
    response = board.post(PAGE, fields)
    page = text_of(response)
    assert "A draft holds no dissent" in page
    assert "We see it otherwise" in page
    assert 'name="DEL5-3-draft_revision" value="1"' in page
    assert drafted().value == "L"


def test_drafts_are_shown_to_the_board_only_and_not_once_signed_off(client, people):
    drafted_by(people.facilitator, rationale="Between us")
    client.force_login(people.finance_lead)
    assert "Between us" in text_of(client.get(PAGE))
    assert "1 draft" in text_of(client.get(LIST))
    client.force_login(people.lead_respondent)
    assert client.get(PAGE).status_code == 403
    assert "Between us" not in text_of(client.get("/assessments/first-round/results/"))
    Assessment.objects.update(state="signed_off", signed_off_at=timezone.now())
    client.force_login(people.chair)
    assert "Between us" not in text_of(client.get(PAGE))


# --- One button -----------------------------------------------------------------------------------------------


def test_the_settled_computed_value_is_agreed_with_one_button(board):
    without_the_trust()
    assert f'name="agree" value="{EACH}:P:0:0"' in text_of(board.get(LIST + "S2/"))
    board.post(LIST + "S2/", {"agree": f"{EACH}:P:0:0"})
    assert (agreed(EACH).value, agreed(EACH).rationale) == ("P", "")


def test_what_all_views_say_is_agreed_with_one_button(board):
    Answer.objects.filter(question__code=JOINT).update(value="L")
    page = text_of(board.get(PAGE))
    assert f'name="agree" value="{JOINT}:L:0:0"' in page
    assert "as all views say" in page


def test_where_views_differ_nothing_is_proposed(board):
    assert 'name="agree"' not in text_of(board.get(PAGE)).split('id="DEL5-3"')[1].split('id="DEL5-4"')[0]


def test_a_proposal_that_needs_reasons_opens_the_form(board):
    Answer.objects.filter(question__code=JOINT).update(value="NA", reason="No such group")
    assert f'value="{JOINT}:NA:0:0" data-value="NA" data-bare>' in text_of(board.get(PAGE))
    response = board.post(PAGE, sent(act="") | {"agree": f"{JOINT}:NA:0:0"})
    page = text_of(response)
    assert response.status_code == 422
    assert f"{JOINT}: Give the board" in page
    assert 'value="NA" checked' in page
    assert agreed() is None


def test_a_value_that_is_no_longer_computed_is_not_agreed_without_reasons(board):
    without_the_trust()
    Answer.objects.filter(participant__entity__slug="borough", question__code=EACH).update(value="L")
    response = board.post(LIST + "S2/", {"agree": f"{EACH}:P:0:0"})
    assert response.status_code == 422
    assert agreed(EACH) is None


def test_one_button_never_passes_over_what_is_typed(board):
    response = board.post(LIST + "S2/", sent(EACH, act="", rationale="half a thought") | {"agree": f"{EACH}:P:0:0"})
    assert response.status_code == 422
    assert "half a thought" in text_of(response)
    assert agreed(EACH) is None


def test_what_is_typed_on_other_questions_stays_while_one_is_agreed(board):
    fields = sent("S2.3", act="", value="F", rationale="half a thought") | {"agree": f"{EACH}:P:0:0"}
    response = board.post(LIST + "S2/", fields)
    page = text_of(response)
    assert response.status_code == 200
    assert f"Agreed {EACH}" in page
    assert "half a thought" in page
    assert agreed(EACH).value == "P"
    assert agreed("S2.3") is None


@pytest.mark.parametrize(
    "button", ["", "S2.1", "S2.1:", "S2.1:Q:0:0", "S2.1:P:x:0", "S9.9:P:0:0", "DEL5.3:P:0:0", ":" * 9]
)
def test_a_button_that_says_nothing_sensible_agrees_nothing(board, button):
    assert board.post(LIST + "S2/", {"agree": button}).status_code in (302, 422)
    assert not AgreedAnswer.objects.exists()


# --- A gate that the board opens --------------------------------------------------------------------------------


@pytest.fixture
def a_closed_gate(people):
    """The lead says that there is no plan, so four more answers are implied; three of another statement."""
    participant = Participant.objects.get(entity__slug="lead-council")
    content = visit(people.chair, "first-round").content
    Answer.objects.create(participant=participant, question_id=content.question_ids["DAT2.1"], value="N")


def test_the_followers_of_a_gate_that_the_board_opens_are_offered_at_once(board, a_closed_gate):
    data = LIST + "DAT2/"
    assert 'id="DAT5-2"' not in text_of(board.get(data))
    response = board.post(data, sent("DAT2.1", value="F", rationale="The plan was found."))
    assert response["Location"] == f"{data}#DAT2-2"
    page = text_of(board.get(data))
    for code in ("DAT2.2", "DAT5.2", "DAT5.3", "DAT5.4"):
        assert f'id="{key_of(code)}"' in page
        assert f"{code} stays as it was, “Not in place”, until the board agrees on it too." in page


def test_followers_of_other_statements_are_agreed_on_the_page_of_their_gate(board, people, a_closed_gate):
    data = LIST + "DAT2/"
    agreed_by(people.chair, "DAT2.1", "F")
    response = board.post(data, sent("DAT2.2", value="L", rationale="Seen."))
    assert response["Location"] == f"{data}#DAT5-2"
    response = board.post(data, sent("DAT5.2", value="L", rationale="Seen."))
    assert response["Location"] == f"{data}#DAT5-3"
    assert agreed("DAT5.2").value == "L"
    assert 'id="DAT5-2"' not in text_of(board.get(data))


def test_what_is_typed_on_a_follower_stays_although_the_gate_has_closed_again(board, a_closed_gate):
    response = board.post(LIST + "DAT2/", sent("DAT5.2", value="", rationale="half a thought"))
    assert response.status_code == 422
    assert "half a thought" in text_of(response)


def test_a_gate_that_the_board_closes_says_what_is_no_longer_asked(board, people):
    agreed_by(people.chair, EACH, "N", "There is no plan.")
    page = text_of(board.get(LIST + "S2/"))
    assert "Because of this, S2.2, S2.4 are not asked any more." in page
    assert "Counts as <strong>Not in place</strong>, because of what the board agreed on S2.1." in page


# --- Following ------------------------------------------------------------------------------------------------------


def seen_on(client, address=PAGE):
    return text_of(client.get(address)).split('{"seen": "')[1].split('"')[0]


def test_nothing_is_sent_while_nothing_has_changed(board, django_assert_num_queries):
    seen = seen_on(board)
    with django_assert_num_queries(5):  # session, person, round, roles, newest act
        response = board.get(PAGE + "live/", {"seen": seen})
    assert response.status_code == 204
    assert response.content == b""


def test_only_the_cards_that_changed_are_sent_and_who_changed_them_is_said(board, people):
    page = text_of(board.get(PAGE))
    seen = seen_on(board)
    places = [part.split('"')[0] for part in page.split('data-place="')[1:]]
    digests = [part.split('"')[0] for part in page.split('data-digest="')[1:]]
    known = " ".join(f"{place}:{digest}" for place, digest in zip(places, digests, strict=True))
    agreed_by(people.chair, rationale="Nobody <b>objects</b>")

    sent = text_of(board.get(PAGE + "live/", {"seen": seen, "known": known}))

    assert "Cher Chair agreed DEL5.3 just now." in sent
    assert sent.count("<section") == 1
    assert 'id="DEL5-3"' in sent
    assert "Nobody &lt;b&gt;objects&lt;/b&gt;" in sent
    assert 'hx-swap-oob="innerHTML"' in sent


def test_ones_own_acts_are_not_told_again(board, people):
    seen = seen_on(board)
    agreed_by(people.board_member)
    assert "just now" not in text_of(board.get(PAGE + "live/", {"seen": seen}))


@pytest.mark.parametrize("seen", ["", "x", "-1.0", "9" * 5000, "0.0\0"])
def test_following_from_nowhere_sends_the_page_as_it_is(board, seen):
    response = board.get(PAGE + "live/", {"seen": seen})
    assert response.status_code == 200
    assert text_of(response).count("<section") == 11


def test_what_a_body_writes_before_it_submits_is_not_even_noticed(board, people):
    Participant.objects.filter(entity__slug="borough").update(submitted_at=None)
    seen = seen_on(board)
    save_answers(visit_to_entity(people.approver, "first-round", "borough"), drafts=[Draft("DEL5.4", "L")])
    assert board.get(PAGE + "live/", {"seen": seen}).status_code == 204


def test_a_correction_is_seen_by_the_board_at_once(board, people):
    seen = seen_on(board)
    borough = visit_to_entity(people.approver, "first-round", "borough")
    save_answers(borough, drafts=[Draft(JOINT, "L", "Put right", revision=1)])
    sent = text_of(board.get(PAGE + "live/", {"seen": seen}))
    assert "Tansy Borough Council corrected DEL5.3 just now." in sent
    assert "Put right" in sent
    assert "corrected 2" in sent


def test_following_ends_politely_with_consensus(board):
    Assessment.objects.update(state="signed_off", signed_off_at=timezone.now())
    response = board.get(PAGE + "live/", {"seen": "1.1"})
    assert response.status_code == 286
    assert "Load this page again" in text_of(response)
    assert "hx-get" not in text_of(response)


def test_nothing_polls_outside_of_consensus(board):
    Assessment.objects.update(state="signed_off", signed_off_at=timezone.now())
    page = text_of(board.get(PAGE))
    assert "hx-get" not in page
    assert "<script" in page
    assert "consensus.js" not in page


def test_somebody_who_may_no_longer_write_gets_the_words_back(board):
    Assessment.objects.update(state="signed_off", signed_off_at=timezone.now())
    response = board.post(PAGE, sent(value="L", rationale="Too late, alas"))
    assert response.status_code == 403
    assert "Too late, alas" in text_of(response)
    assert "What you wrote was not recorded." in text_of(response)
    assert agreed() is None
