"""The pages of signing off and of the seal, through the client: what each person sees, and what comes back."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.access import visit, visit_to_entity
from assessments.actions.answering import Draft, save_answers
from assessments.models import AgreedAnswer, AgreedDraft, Answer, Assessment, Participant, Seal
from assessments.seal import canonical, hash_of_document
from framework_data.models import Question
from tests.people import cast
from tests.reports.rounds import note_of, told_round
from tests.sealing import MINUTE, published, reopened, signed_off

pytestmark = pytest.mark.django_db

SLUG = "told-round"
SIGN_OFF, SEAL = f"/assessments/{SLUG}/sign-off/", f"/assessments/{SLUG}/seal/"


@pytest.fixture
def assessment():
    return told_round()


@pytest.fixture
def people(assessment):
    return cast()


@pytest.fixture
def chair(client, people):
    """The client, signed in as the chair."""
    enter(client, people.chair)
    return client


def enter(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def words(response):
    return " ".join(response.content.decode().split())


def typed(client, **changes):
    """What the chair sends: the page's hidden line, today and a minute reference."""
    shown = words(client.get(SIGN_OFF)).split('name="shown" value="')[1].split('"')[0]
    today = timezone.localdate()
    given = {
        "shown": shown,
        "on_day": today.day,
        "on_month": today.month,
        "on_year": today.year,
        "minute_reference": MINUTE,
    }
    return given | changes


def question(code):
    return Question.objects.get(code=code)


# --- Before signing off ---------------------------------------------------------------


def test_the_chair_reads_the_result_in_short_and_what_signing_off_does(chair):
    page = words(chair.get(SIGN_OFF))

    assert "Signing off freezes this round" in page
    assert "Strategy" in page
    assert "Enabling Transformation" in page
    assert "3 of 4 bodies counted." in page
    assert "Marrowdale Carers: declined" in page
    assert "Every joint question is agreed." in page
    assert "Still disputed" not in page


def test_what_lies_about_is_told(chair, people, assessment):
    Answer.objects.filter(participant__entity__slug="borough", question=question("S2.3")).update(value="N")
    Participant.objects.filter(entity__slug="trust").update(submitted_at=None)
    AgreedDraft.objects.create(assessment=assessment, question=question("DEL5.10"), value="L")
    AgreedDraft.objects.create(assessment=assessment, question=question("DEL5.2"), value="L")
    page = words(chair.get(SIGN_OFF))

    assert "Still disputed" in page
    assert "There is a draft on DEL5.2, DEL5.10." in page
    assert "Marrowdale Health Trust: answers not submitted" in page


def test_the_checks_of_the_edition_are_told(chair):
    AgreedAnswer.objects.filter(question=question("S2.1")).update(value="F")
    check = words(chair.get(f"/assessments/{SLUG}/consensus/"))

    assert ("Worth a second look" in check) == ("Worth a second look" in words(chair.get(SIGN_OFF)))


def test_an_open_joint_question_has_a_box_to_accept_it_by_name(chair):
    AgreedAnswer.objects.filter(question=question("S1.1")).delete()
    page = words(chair.get(SIGN_OFF))

    assert 'value="S1.1"' in page
    assert "S1.1 stays open:" in page
    response = chair.post(SIGN_OFF, typed(chair))
    assert response.status_code == 422
    assert "Agree S1.1, or tick that it stays open" in words(response)
    assert not Seal.objects.exists()

    assert chair.post(SIGN_OFF, typed(chair, accepted="S1.1")).status_code == 302
    assert json.loads(Seal.objects.get().document)["accepted_open"] == ["S1.1"]


def test_signing_off_leads_to_the_seal(chair):
    response = chair.post(SIGN_OFF, typed(chair), follow=True)

    page, seal = words(response), Seal.objects.get()
    assert response.redirect_chain == [(SEAL, 302)]
    assert "The round is signed off and sealed" in page
    assert seal.sha256 in page
    assert "The seal holds" in page
    assert MINUTE in page
    assert Assessment.objects.get().is_signed_off


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"minute_reference": ""}, "Enter the minute reference"),
        ({"minute_reference": "x" * 201}, "Minute reference must be 200 characters or fewer"),
        ({"minute_reference": "a\x00b"}, "cannot be stored (NUL)"),
        ({"on_day": "", "on_month": "", "on_year": ""}, "Enter the date of signing off"),
        ({"on_day": "32"}, "must be a real date"),
        ({"on_year": "2999"}, "must be today or in the past"),
        ({"on_year": "1999"}, "the day of the reveal, or later"),
    ],
)
def test_what_does_not_do_comes_back_with_a_sentence_and_what_was_typed(chair, changes, sentence):
    Assessment.objects.update(revealed_at=timezone.now() - timedelta(days=1))
    response = chair.post(SIGN_OFF, typed(chair, **changes))

    assert response.status_code == 422
    assert sentence in words(response)
    assert not Seal.objects.exists()
    if "minute_reference" not in changes:
        assert f'value="{MINUTE}"' in words(response)


def test_what_moved_while_the_chair_was_reading_is_named(chair, people):
    sent = typed(chair)
    save_answers(
        visit_to_entity(people.approver, SLUG, "borough"), drafts=[Draft("S2.3", "L", note="Corrected", revision=1)]
    )
    response = chair.post(SIGN_OFF, sent)

    assert response.status_code == 422
    assert "Nothing is signed off: S2.3 changed while you were reading." in words(response)
    assert not Seal.objects.exists()
    assert chair.post(SIGN_OFF, typed(chair)).status_code == 302


def test_a_question_agreed_meanwhile_is_named_though_it_was_ticked_as_open(chair, people):
    AgreedAnswer.objects.filter(question=question("S1.1")).delete()
    sent = typed(chair, accepted="S1.1")
    AgreedAnswer.objects.create(assessment=Assessment.objects.get(), question=question("S1.1"), value="F")

    response = chair.post(SIGN_OFF, sent)

    assert "S1.1 changed while you were reading" in words(response)
    assert not Seal.objects.exists()


@pytest.mark.parametrize("shown", ["", "scrambled", "S2.1:0 x:1"])
def test_a_form_that_says_not_what_it_showed_signs_nothing(chair, shown):
    response = chair.post(SIGN_OFF, typed(chair, shown=shown))

    assert response.status_code == 422
    assert "Nothing is signed off: GS1.1, " in words(response)
    assert "more changed while you were reading" in words(response)
    assert not Seal.objects.exists()


def test_a_signed_off_round_cannot_be_signed_off_again(chair, people, assessment):
    sent = typed(chair)
    signed_off(assessment, people.chair)

    assert chair.post(SIGN_OFF, sent).status_code == 403
    assert Seal.objects.count() == 1


# --- Where it is linked ---------------------------------------------------------------


def test_your_work_offers_signing_off_once_nothing_else_is_left(chair, people):
    page = words(chair.get("/"))
    assert "Sign off Told round" in page
    assert "Nothing is disputed and every joint question is agreed." in page

    AgreedAnswer.objects.filter(question=question("S1.1")).delete()
    page = words(chair.get("/"))
    assert "Find consensus on Told round" in page
    assert SIGN_OFF in page

    enter(chair, people.board_member)
    assert SIGN_OFF not in words(chair.get("/"))


@pytest.mark.parametrize("is_settled", [True, False])
def test_the_consensus_list_offers_it_to_the_chair_alone(chair, people, is_settled):
    if not is_settled:
        Answer.objects.filter(participant__entity__slug="borough", question=question("S2.3")).update(value="N")
    address = reverse("consensus", args=[SLUG])
    page = words(chair.get(address))

    assert SIGN_OFF in page
    assert ("Nothing is disputed and every joint question is agreed." in page) is is_settled
    enter(chair, people.board_member)
    assert SIGN_OFF not in words(chair.get(address))


def test_results_of_a_signed_off_round_print_the_seal_and_lead_to_it(client, people, assessment):
    seal = signed_off(assessment, people.chair)
    published(assessment, people.chair)
    for person, name, args in (
        (people.viewer, "results", [SLUG]),
        (people.chair, "results", [SLUG]),
        (people.respondent, "entity_results", [SLUG, "borough"]),
    ):
        enter(client, person)
        page = words(client.get(reverse(name, args=args)))
        assert seal.sha256 in page
        assert SEAL in page
        assert f", minute {MINUTE}" in page


def test_what_stays_open_by_name_is_told_to_the_board_alone(client, people, assessment):
    AgreedAnswer.objects.filter(question=question("S1.1")).delete()
    signed_off(assessment, people.chair)
    published(assessment, people.chair)
    for person, is_told in ((people.chair, True), (people.auditor, True), (people.viewer, False)):
        enter(client, person)
        page = words(client.get(reverse("results", args=[SLUG])))
        assert ("The board left these joint questions open: S1.1." in page) is is_told
        assert ("Left open by name" in words(client.get(SEAL))) is is_told


# --- The seal ---------------------------------------------------------------


def test_the_page_says_what_a_seal_can_and_cannot_prove(chair, people, assessment):
    signed_off(assessment, people.chair)
    page = words(chair.get(SEAL))

    assert "It names bodies and roles, never people." in page
    assert "It cannot show that nobody replaced both" in page
    assert reverse("reopen", args=[SLUG]) in page


def test_a_viewer_sees_the_hash_and_how_many_differ_but_no_answer_of_a_body(client, people, assessment):
    seal = signed_off(assessment, people.chair)
    published(assessment, people.chair)
    Answer.objects.filter(participant__entity__slug="borough", question=question("S2.3")).update(value="N")
    enter(client, people.viewer)
    page = words(client.get(SEAL))

    assert seal.sha256 in page
    assert "The seal does not hold" in page
    assert "Answers are no longer as they were sealed: 1." in page
    assert "Tansy" not in page
    assert "seal.json" not in page
    assert "Reopen" not in page


def test_a_broken_document_is_told_and_breaks_no_page(chair, people, assessment):
    signed_off(assessment, people.chair)
    Seal.objects.update(document="{}")

    page = words(chair.get(SEAL))

    assert "The sealed document has been changed" in page
    assert "Cannot be read any more" in page
    for name in ("results", "consensus", "result_json"):
        assert chair.get(reverse(name, args=[SLUG])).status_code == 200


def test_a_round_without_a_seal_says_so(chair, assessment):
    assert "It gets its seal when the chair signs it off." in words(chair.get(SEAL))

    Assessment.objects.update(state="signed_off")
    assert "signed off without a seal" in words(chair.get(SEAL))


def test_an_imported_signed_off_round_is_not_verified_here(client):
    told_round("elsewhere", state="signed_off", imported=True)
    enter(client, cast().chair)
    page = words(client.get(reverse("seal", args=["elsewhere"])))

    assert "signed off elsewhere" in page
    assert "not verified here" in page
    assert "The seal holds" not in page


def test_an_imported_round_that_is_signed_off_here_is_sealed_here(client):
    assessment = told_round("moved", imported=True)
    people = cast()
    signed_off(assessment, people.chair)
    enter(client, people.chair)

    assert "The seal holds" in words(client.get(reverse("seal", args=["moved"])))
    assert f"minute {MINUTE}" in words(client.get(reverse("results", args=["moved"])))


def test_earlier_seals_stay_on_the_page_with_reason_and_hash(chair, people, assessment):
    first = signed_off(assessment, people.chair)
    reopened(assessment, people.chair, "S2.3 was <misread>")
    page = words(chair.get(SEAL))
    assert "This round is not signed off now: it was reopened." in page
    assert first.sha256 in page
    assert "S2.3 was &lt;misread&gt;" in page
    assert "Earlier seals of this round" in words(chair.get(reverse("consensus", args=[SLUG])))

    second = signed_off(assessment, people.chair, minute="PB 2026/15")
    page = words(chair.get(SEAL))
    assert page.index(second.sha256) < page.index("Earlier seals") < page.index(first.sha256)
    assert "PB 2026/15" in page


def test_the_sealed_document_is_downloaded_by_those_who_read_everything(client, people, assessment):
    seal = signed_off(assessment, people.chair)
    published(assessment, people.chair)
    address = reverse("seal_document", args=[SLUG, 1])
    for person, status in (
        (people.chair, 200),
        (people.auditor, 200),
        (people.respondent, 403),
        (people.viewer, 403),
        (people.stranger, 404),
    ):
        enter(client, person)
        assert client.get(address).status_code == status
    enter(client, people.auditor)
    response = client.get(address)
    held = json.loads(response.content)
    assert hash_of_document(canonical(held["document"])) == held["sha256"] == seal.sha256
    assert note_of("borough") in {text for _, text in held["texts"].values()}
    assert held["redacted"] == []
    assert "private" in response["Cache-Control"]
    assert response["Content-Disposition"] == 'attachment; filename="told-round-seal-1.json"'


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_a_seal_that_is_not_there_is_not_found(chair, people, assessment, number):
    signed_off(assessment, people.chair)

    assert chair.get(reverse("seal_document", args=[SLUG, number])).status_code == 404


def test_no_page_of_a_signed_off_round_names_who_saved_what(client, people, assessment):
    Answer.objects.update(updated_by=people.stranger)
    Participant.objects.update(submitted_by=people.stranger)
    AgreedAnswer.objects.update(updated_by=people.stranger)
    enter(client, people.chair)
    address = reverse("consensus_statement", args=[SLUG, "S1"])
    assert "Stran Ger" in words(client.get(address))

    signed_off(assessment, people.chair)

    assert "Stran Ger" not in words(client.get(address))
    enter(client, people.approver)
    for name, *more in (("statement", "S2"), ("submit",)):
        assert "Stran Ger" not in words(client.get(reverse(name, args=[SLUG, "borough", *more])))


@pytest.mark.usefixtures("editions_can_change")
def test_a_signed_off_round_is_loaded_with_its_wording(people, assessment):
    signed_off(assessment, people.chair)
    Question.objects.update(text="Changed")

    assert visit(people.auditor, SLUG).content.question_by_code["S2.1"].text != "Changed"
