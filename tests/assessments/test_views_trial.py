"""The trial of an edition through its pages: what an editor sees, what is kept, and what is never touched."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.urls import reverse

from assessments.models import Trial
from assessments.trying.papers import PARTNERSHIP, answers_of, bodies_of
from framework_data.actions.drafting import change_part, discard_draft, remove_part
from framework_data.actions.publishing import propose_edition
from framework_data.models import EditionEvent, Statement
from tests.editions import a_draft, an_editor, published, shipped
from tests.people import a_person, a_round, everything, rows_stored

pytestmark = pytest.mark.django_db

MARK = "Trial of a draft edition.</strong> Made-up bodies and answers. Nothing here counts."


@pytest.fixture
def draft():
    return a_draft()


@pytest.fixture
def editor(client):
    person = an_editor()
    sign_in(client, person)
    return person


def sign_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def address(name, *arguments):
    return reverse(name, args=["plain-2", *arguments])


def page_of(client, name, *arguments, query=""):
    response = client.get(address(name, *arguments) + query)
    assert response.status_code == 200
    return response.content.decode()


def do(client, act, **posted):
    return client.post(address("trial"), {"act": act, **posted})


def read_in(page, key):
    """The digest of an answer that a page shows."""
    return page.split(f'name="{key}-read" value="')[1].split('"')[0]


def answer(client, whose, values, *, page="", revision=None, **more):
    """Post answers of one statement from a page that was opened before, or is opened now."""
    statement = next(iter(values)).partition(".")[0]
    page = page or page_of(client, "trial_statement", whose, statement)
    posted = {"revision": revision or page.split('name="revision" value="')[1].split('"')[0], **more}
    for code, value in values.items():
        key = code.replace(".", "-")
        posted |= {f"{key}-value": value, f"{key}-revision": "0", f"{key}-read": read_in(page, key)}
    return client.post(address("trial_statement", whose, statement), posted)


def stored(whose):
    return answers_of(Trial.objects.get().document, whose)


PAGES = [
    ("trial",),
    ("trial_questionnaire", "body-a"),
    ("trial_questionnaire", PARTNERSHIP),
    ("trial_statement", "body-b", "S2"),
    ("trial_statement", PARTNERSHIP, "S1"),
    ("trial_results",),
    ("trial_body_results", "body-c"),
]


@pytest.mark.parametrize("page", PAGES, ids="-".join)
def test_every_page_says_that_nothing_counts_and_looking_writes_nothing(client, draft, editor, page):
    assert MARK in page_of(client, *page)
    assert Trial.objects.count() == 0


def test_the_edition_leads_to_its_trial_on_its_page_and_in_the_admin(client, draft, editor):
    for page in (reverse("edition", args=["plain-2"]), reverse("admin:framework_data_edition_change", args=[draft.pk])):
        assert address("trial") in client.get(page).content.decode()


def test_each_sees_what_it_is_asked(client, draft, editor):
    page = page_of(client, "trial")

    for words in ("Body A (lead)", "0 of 57", "Body C", "0 of 38", "The partnership", "0 of 62"):
        assert words in page
    assert "Body D" not in page
    for whose, key in {"body-a": "S1-2", PARTNERSHIP: "S1-1"}.items():
        assert f'name="{key}-value"' in page_of(client, "trial_statement", whose, "S1")
    assert 'name="S1-2-value"' not in page_of(client, "trial_statement", PARTNERSHIP, "S1")


def test_answers_are_kept_and_a_closed_gate_says_what_follows(client, draft, editor):
    response = answer(client, "body-b", {"S2.1": "N", "S2.3": "F"})
    page = page_of(client, "trial_statement", "body-b", "S2")

    assert response.status_code == 302
    assert stored("body-b") == {"S2.1": "N", "S2.3": "F"}
    assert "because S2.1 is answered “Not in place”" in page
    assert "4 of 38 answered" in page
    assert "0 of 38" in page_of(client, "trial")  # Body C


def test_not_applicable_needs_no_reason_and_no_texts_are_asked_for(client, draft, editor):
    page = page_of(client, "trial_statement", "body-b", "S2")
    answer(client, "body-b", {"S2.1": "NA"})

    assert "textarea" not in page
    assert stored("body-b") == {"S2.1": "NA"}


def test_save_and_next_goes_on_and_after_the_last_back_to_the_map(client, draft, editor):
    on = answer(client, "body-b", {"S2.1": "F"}, next="1")
    last = answer(client, "body-b", {"DAT8.1": "F"}, next="1")

    assert on.url == address("trial_statement", "body-b", "S3")
    assert last.url == address("trial_questionnaire", "body-b")


def test_all_statements_can_be_shown_and_views_be_given(client, draft, editor):
    page = page_of(client, "trial_questionnaire", "body-b", query="?show=all")

    assert address("trial_statement", "body-b", "GS1") + "?show=all" in page
    assert "Not asked of us" in page


def test_filling_answers_for_everybody_at_once(client, draft, editor):
    do(client, "fill", whose="everybody", value="L")
    answer(client, "body-b", {"S2.1": "P"})
    do(client, "fill", whose="everybody", value="F", keep="on")

    assert set(stored("body-a").values()) == {"L"}
    assert (len(stored("body-a")), len(stored("body-b"))) == (57, 38)
    assert (stored("body-b")["S2.1"], stored("body-b")["S2.3"]) == ("P", "L")
    do(client, "fill", whose="body-b", value="none")
    assert stored("body-b") == {}
    assert len(stored("body-a")) == 57


def test_fewer_bodies_take_their_answers_with_them(client, draft, editor):
    do(client, "fill", whose="everybody", value="F")
    do(client, "bodies", bodies="2")

    assert list(bodies_of(Trial.objects.get().document)) == ["body-a", "body-b"]
    assert client.get(address("trial_questionnaire", "body-c")).status_code == 404
    assert "Body C" not in page_of(client, "trial_results")


def test_a_trial_can_begin_again(client, draft, editor):
    do(client, "fill", whose="everybody", value="F")
    do(client, "end")

    assert Trial.objects.count() == 0
    assert "0 of 57" in page_of(client, "trial")


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"act": "bodies", "bodies": "7"}, "Choose how many bodies take part"),
        ({"act": "bodies"}, "Choose how many bodies take part"),
        ({"act": "fill", "whose": "body-q", "value": "F"}, "Choose who answers"),
        ({"act": "fill", "whose": "everybody", "value": "Q"}, "Choose what they answer"),
        ({"act": "fill"}, "Choose what they answer"),
    ],
)
def test_what_cannot_be_chosen_is_said_in_words(client, draft, editor, posted, sentence):
    response = client.post(address("trial"), posted)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Trial.objects.count() == 0


def test_an_act_that_is_none_does_nothing(client, draft, editor):
    assert client.post(address("trial"), {"act": "publish"}).status_code == 422
    assert Trial.objects.count() == 0


def test_the_level_follows_from_the_rule_of_the_draft(client, draft, editor):
    do(client, "fill", whose="everybody", value="F")
    answer(client, "body-b", {"DAT1.1": "N"})
    page = page_of(client, "trial_results")

    assert "Data is not yet at Securing Stewardship" in page
    assert "DAT1.1" in page.split("Data: why, and the way up")[1]
    change_part(draft.questions.get(code="DAT1.1"), changes={"respondent": "lead_entity"}, by=None)
    assert "Data stands at Enabling Transformation" in page_of(client, "trial_results")


def test_a_body_has_a_result_beside_the_partnerships(client, draft, editor):
    do(client, "fill", whose="everybody", value="F")
    answer(client, "body-b", {"DAT1.1": "N"})
    page = page_of(client, "trial_body_results", "body-c")

    assert "Trial result of Body C" in page
    assert "The partnership: <strong>Not yet at Securing Stewardship</strong>" in page


def test_the_figures_as_json_say_that_they_are_of_a_trial(client, draft, editor):
    response = client.get(address("trial_result_json"))

    assert response.json()["state"] == "trial"
    assert response.json()["edition"] == "plain-2"
    assert response["Content-Disposition"] == 'attachment; filename="trial-plain-2.json"'


# --- The draft changes -------------------------------------------------------------------------------------------


def test_answers_whose_question_is_gone_fall_away_and_that_is_said(client, draft, editor):
    do(client, "fill", whose="everybody", value="F")
    remove_part(draft.questions.get(code="S6.11"), by=None)
    page = page_of(client, "trial")

    assert "1 answer fell away" in page
    assert "S6.11, The partnership: the question is gone" in page
    assert "1 answer fell away" in page_of(client, "trial_results")
    answer(client, "body-b", {"S2.1": "L"})
    assert "fell away" not in page_of(client, "trial")
    assert "S6.11" not in stored(PARTNERSHIP)


def test_a_joint_question_that_becomes_somebody_elses_loses_the_answer_of_the_partnership(client, draft, editor):
    do(client, "fill", whose="everybody", value="F")
    change_part(draft.questions.get(code="S3.2"), changes={"respondent": "entity"}, by=None)

    assert "S3.2, The partnership: the question goes to somebody else" in page_of(client, "trial")
    assert "It rests on 197 answers, 3 of them missing" in page_of(client, "trial_results")
    do(client, "bodies", bodies="3")
    assert "S3.2" not in stored(PARTNERSHIP)


def test_an_answer_to_a_page_of_an_older_draft_is_kept_and_the_change_is_told(client, draft, editor):
    page = page_of(client, "trial_statement", "body-b", "S2")
    remove_part(draft.questions.get(code="S2.4"), by=None)
    answer(client, "body-b", {"S2.3": "F", "S2.4": "F"}, page=page)

    assert stored("body-b") == {"S2.3": "F"}
    assert "The edition has changed since you opened this page" in page_of(client, "trial_statement", "body-b", "S2")


def test_an_answer_that_is_not_on_the_scale_comes_back_with_a_sentence(client, draft, editor):
    response = answer(client, "body-b", {"S2.1": "Q", "S2.3": "F"})

    assert response.status_code == 422
    assert "Choose an answer to S2.1 from the list" in response.content.decode()
    assert stored("body-b") == {"S2.3": "F"}


def test_a_draft_with_faults_cannot_be_tried_and_says_what_to_mend(client, draft, editor):
    do(client, "fill", whose="everybody", value="F")
    change_part(draft.questions.get(code="S1.2"), changes={"gate": draft.questions.get(code="S1.3")}, by=None)

    page = page_of(client, "trial")
    assert "S1.2: its gate S1.3 must come earlier." in page
    assert "Fill in" not in page
    for name, *arguments in PAGES[1:]:
        assert client.get(address(name, *arguments)).url == address("trial")
    assert client.get(address("trial_result_json")).url == address("trial")
    before = rows_stored(Trial)
    assert do(client, "end").status_code == 422
    assert client.post(address("trial_statement", "body-b", "S2"), {"S2-1-value": "F"}).url == address("trial")
    assert rows_stored(Trial) == before


def test_an_edition_with_next_to_nothing_in_it_is_told_so(client, editor):
    draft = a_draft()
    draft.checks.all().delete()
    for rows in (draft.questions.order_by("-order"), draft.statements.all(), draft.dimensions.all()):
        for part in rows:
            part.delete()
    draft.levels.all().delete()
    draft.revision += 1
    draft.save()

    assert "Mend this first" in page_of(client, "trial")


def test_a_trial_goes_with_its_draft(client, draft, editor):
    do(client, "fill", whose="everybody", value="F")
    discard_draft(draft, by=editor)

    assert Trial.objects.count() == 0
    assert client.get(address("trial")).status_code == 404
    assert client.post(address("trial_statement", "body-b", "S2"), {}).status_code == 404


# --- Two windows, other people, other things -----------------------------------------------------------------------


def test_of_two_windows_the_last_counts_and_is_told_what_it_replaced(client, draft, editor):
    page = page_of(client, "trial_statement", "body-b", "S2")
    answer(client, "body-b", {"S2.1": "F", "S2.3": "F"}, page=page)
    answer(client, "body-b", {"S2.1": "L", "S2.3": "F"}, page=page)

    assert stored("body-b") == {"S2.1": "L", "S2.3": "F"}
    after = page_of(client, "trial_statement", "body-b", "S2")
    assert "S2.1 had another answer from another window. What you saved last counts" in after


def test_what_a_window_left_alone_overwrites_nothing(client, draft, editor):
    page = page_of(client, "trial_statement", "body-b", "S2")
    answer(client, "body-b", {"S2.1": "F"}, page=page)
    answer(client, "body-b", {"S2.1": "", "S2.3": "L"}, page=page)

    assert stored("body-b") == {"S2.1": "F", "S2.3": "L"}


def test_each_editor_has_a_trial_of_their_own(client, draft, editor):
    do(client, "fill", whose="everybody", value="F")
    sign_in(client, an_editor("Oth Er"))

    assert "0 of 57" in page_of(client, "trial")
    do(client, "end")
    assert Trial.objects.get().editor == editor


@pytest.mark.parametrize(
    "wrong",
    [
        ("trial_questionnaire", "body-f"),
        ("trial_questionnaire", "lead-council"),
        ("trial_statement", "body-b", "S99"),
        ("trial_statement", "nobody", "S2"),
        ("trial_body_results", PARTNERSHIP),
        ("trial_body_results", "body-f"),
    ],
    ids="-".join,
)
def test_what_is_not_made_up_is_not_there(client, draft, editor, wrong):
    name, *arguments = wrong
    assert client.get(address(name, *arguments)).status_code == 404


def test_who_may_only_read_editions_may_not_try_them(client, draft):
    reader = a_person("Rea Der", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_edition"))
    sign_in(client, reader)

    assert client.get(address("trial")).status_code == 403
    assert address("trial") not in page_of(client, "edition")


def test_a_published_edition_can_be_tried_and_is_not_called_a_draft(client, draft, editor):
    published(draft)

    page = page_of(client, "trial")
    assert "Trial of an edition." in page
    assert "draft" not in page
    do(client, "fill", whose="everybody", value="F")
    assert len(stored("body-a")) == 57


def test_a_trial_touches_no_round_no_body_and_no_edition(client, draft, editor):
    a_round(answers={"borough": everything("P")}, state="consensus")
    models = [
        model
        for room in ("framework_data", "partnerships", "assessments", "reports")
        for model in apps.get_app_config(room).get_models()
        if model not in (Trial, EditionEvent, type(editor))
    ]
    before = rows_stored(*models)
    do(client, "fill", whose="everybody", value="F")
    do(client, "bodies", bodies="6")
    answer(client, "body-f", {"S2.1": "N"})
    answer(client, PARTNERSHIP, {"S1.1": "N"})
    for name, *arguments in [*PAGES, ("trial_result_json",)]:
        assert client.get(address(name, *arguments)).status_code == 200

    assert rows_stored(*models) == before
    assert list(EditionEvent.objects.filter(edition="plain-2").values_list("verb", flat=True)) == [
        "edition_cloned",
        "edition_tried",
    ]
    assert "began a trial of the edition" in client.get(reverse("edition", args=["plain-2"])).content.decode()


def test_trying_does_not_end_a_proposal(client, draft, editor):
    propose_edition(draft, change_note="Clearer", by=editor)
    do(client, "fill", whose="everybody", value="F")

    draft.life.refresh_from_db()
    assert draft.life.proposed_at is not None


def test_texts_of_a_draft_are_escaped(client, draft, editor):
    change_part(Statement.objects.get(edition=draft, code="S2"), changes={"text": "Is <b>it</b> so?"}, by=None)

    assert "Is &lt;b&gt;it&lt;/b&gt; so?" in page_of(client, "trial_statement", "body-b", "S2")


def test_the_shipped_edition_is_there_to_try(client, editor):
    assert client.get(reverse("trial", args=[shipped().slug])).status_code == 200
