"""The workbook through the browser: taken away, brought back, looked at, and only then saved."""

import re

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.access import visit as visit_round
from assessments.actions.answering import Draft, save_answers, submit_answers
from assessments.actions.revealing import reveal
from assessments.models import Answer, Assessment, Participant
from assessments.workbook import carried
from partnerships.models import Event
from tests.people import a_round, cast
from tests.workbooks import ANSWERS, SLUG, borough, filled_in, remembered, tables

pytestmark = pytest.mark.django_db

MAP = f"/assessments/{SLUG}/entities/borough/"
PAGE, FILE = MAP + "workbook/", MAP + "workbook.xlsx"


@pytest.fixture
def people():
    a_round(SLUG, answers=ANSWERS)
    return cast()


@pytest.fixture
def file(people):
    """The workbook as the respondent would download it now."""
    return remembered(lambda: people.respondent).file


@pytest.fixture
def respondent(people, client):
    client.force_login(people.respondent)
    return client


def upload(client, content, name="workbook.xlsx"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def text_of(response):
    return response.content.decode()


def carried_by(response):
    return re.search(r'name="carried" value="([^"]+)"', text_of(response))[1]


def confirm(client, response, **choices):
    posted = {f"{code.replace('.', '-').replace('_', '-')}-choice": choice for code, choice in choices.items()}
    return client.post(PAGE, {"carried": carried_by(response), **posted}, follow=True)


def answer_to(code):
    return Answer.objects.filter(question__code=code, participant__entity__slug="borough").first()


def everything_stored():
    return list(Answer.objects.order_by("pk").values()) + list(Event.objects.order_by("pk").values())


# --- Taking it away -----------------------------------------------------------------------------------------------


def test_the_questionnaire_leads_to_the_workbook_while_it_can_be_filled_in(respondent, people):
    page = text_of(respondent.get(MAP))
    assert f'href="{FILE}"' in page
    assert f'href="{PAGE}"' in page
    Participant.objects.update(submitted_at="2026-06-01T09:00:00Z")
    assert FILE not in text_of(respondent.get(MAP))


def test_the_file_is_named_after_partnership_round_body_state_and_day(respondent):
    response = respondent.get(FILE)
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert re.search(
        r'attachment; filename="marrowdale-first-round-borough-workbook-open-\d{4}-\d\d-\d\d\.xlsx"',
        response["Content-Disposition"],
    )
    assert "no-store" in response["Cache-Control"]
    assert tables(response.content)["Questions"]


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_after_the_answers_are_submitted_there_is_no_workbook(respondent, people, address):
    submit_answers(borough(people.approver))
    response = respondent.get(address)
    assert response.status_code == 403
    assert "are submitted" in text_of(response)


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_after_the_reveal_there_is_no_workbook_even_for_an_approver(client, people, address):
    client.force_login(people.approver)
    reveal(visit_round(people.facilitator, SLUG))
    response = client.get(address)
    assert response.status_code == 403
    assert "while the round is open" in text_of(response)


# --- Bringing it back ---------------------------------------------------------------------------------------------


def test_the_preview_shows_what_would_change_and_writes_nothing(respondent, file):
    before = everything_stored()
    links = "https://a.example.org/plan"
    response = upload(
        respondent,
        filled_in(
            file,
            {
                "S2.1": {"value": "F – Fully in place", "note": "Adopted in May"},
                "S2.2": {"value": "L", "evidence": links},
                "S2.4": {"value": "NA"},
                "S2.3": {"value": ""},
            },
        ),
    )
    page = text_of(response)
    assert response.status_code == 200
    assert everything_stored() == before
    for heading in ("New: 1", "Changed: 2", "Refused: 1", "Unchanged: 115"):
        assert heading in page
    assert "Adopted in May" in page
    assert links in page
    assert "Say why S2.4 is not applicable to you." in page
    assert "Save 3 answers" in page


def test_confirming_writes_what_was_previewed_and_the_history_tells_it(respondent, people, file):
    typed = {"S2.1": {"value": "F", "note": "=1+1"}, "S2.2": {"value": "L"}, "S2.4": {"value": "?"}}
    preview = upload(respondent, filled_in(file, typed))
    response = confirm(respondent, preview)
    assert response.redirect_chain == [(MAP, 302)]
    assert "Saved 2 answers from the workbook" in text_of(response)
    assert (answer_to("S2.1").value, answer_to("S2.1").note, answer_to("S2.1").revision) == ("F", "=1+1", 2)
    assert answer_to("S2.2").updated_by == people.respondent
    assert answer_to("S2.4") is None
    events = Event.objects.filter(verb="answer_saved").order_by("pk")
    assert [event.subject for event in events] == ["S2.1", "S2.2"]


def test_the_same_workbook_again_has_nothing_to_save(respondent, file):
    content = filled_in(file, {"S2.1": {"value": "F"}, "S2.2": {"value": "L"}})
    confirm(respondent, upload(respondent, content))
    page = text_of(upload(respondent, content))
    assert "There is nothing to save." in page
    assert "Unchanged: 119" in page


def test_confirming_twice_writes_once(respondent, file):
    preview = upload(respondent, filled_in(file, {"S2.2": {"value": "L"}}))
    confirm(respondent, preview)
    confirm(respondent, preview)
    assert answer_to("S2.2").revision == 1


def test_an_invited_body_takes_part_from_its_workbook_on(respondent, file):
    Participant.objects.filter(entity__slug="borough").update(participation="invited")
    confirm(respondent, upload(respondent, filled_in(file, {"S2.2": {"value": "L"}})))
    assert Participant.objects.get(entity__slug="borough").takes_part


def test_what_a_closed_gate_makes_of_an_answer_is_said(respondent, file):
    page = text_of(upload(respondent, filled_in(file, {"S2.1": {"value": "N"}, "S2.2": {"value": "F"}})))
    assert "It counts as “Not in place” for as long as S2.1 says so." in page


# --- Where somebody saved meanwhile --------------------------------------------------------------------------------


@pytest.fixture
def disputed(respondent, people, file):
    """The preview of a workbook that changed S2.1 and S2.2, of which the approver saved S2.1 and S2.3 meanwhile."""
    drafts = [Draft("S2.1", "L", note="From the approver", revision=1), Draft("S2.3", "P", revision=1)]
    save_answers(borough(people.approver), drafts=drafts)
    return upload(
        respondent, filled_in(file, {"S2.1": {"value": "F", "note": "From the workbook"}, "S2.2": {"value": "L"}})
    )


def test_both_texts_are_shown_and_what_is_saved_is_chosen(disputed):
    page = text_of(disputed)
    assert "Saved meanwhile and changed in the workbook: 1" in page
    assert "From the approver" in page
    assert "From the workbook" in page
    assert re.search(r'<input[^>]*name="S2-1-choice"[^>]*value="saved"[^>]*checked', page)
    assert "Saved meanwhile and left alone in the workbook: 1" in page


def test_without_a_choice_what_is_saved_stays(respondent, disputed):
    response = confirm(respondent, disputed)
    assert "Saved 1 answer from the workbook. 1 answer stayed as saved" in text_of(response)
    assert answer_to("S2.1").note == "From the approver"
    assert (answer_to("S2.2").value, answer_to("S2.3").value) == ("L", "P")


@pytest.mark.parametrize("choice", ["saved", "nonsense", ""])
def test_only_the_choice_of_the_workbook_replaces_what_is_saved(respondent, disputed, choice):
    confirm(respondent, disputed, S2_1=choice)
    assert answer_to("S2.1").note == "From the approver"


def test_the_workbook_replaces_what_is_saved_where_somebody_chooses_so(respondent, disputed):
    confirm(respondent, disputed, S2_1="workbook")
    assert (answer_to("S2.1").note, answer_to("S2.1").revision) == ("From the workbook", 3)


def test_a_save_between_preview_and_confirming_is_a_conflict_again_and_loses_nothing(respondent, people, disputed):
    save_answers(borough(people.approver), drafts=[Draft("S2.1", "N", note="Later still", revision=2)])
    again = confirm(respondent, disputed, S2_1="workbook")
    assert again.status_code == 409
    assert answer_to("S2.1").note == "Later still"
    assert answer_to("S2.2").value == "L"
    page = text_of(again)
    assert "1 answer is saved." in page
    assert "Ap Prover saved S2.1 meanwhile. Choose which to keep" in page
    assert 'href="#id_S2-1-choice_0"' in page
    assert "Later still" in page
    assert "From the workbook" in page
    confirm(respondent, again, S2_1="workbook")
    assert answer_to("S2.1").note == "From the workbook"


def test_two_tabs_carry_two_previews(respondent, file):
    one = upload(respondent, filled_in(file, {"S2.2": {"value": "L"}}))
    other = upload(respondent, filled_in(file, {"S2.4": {"value": "P"}}))
    confirm(respondent, one)
    confirm(respondent, other)
    assert (answer_to("S2.2").value, answer_to("S2.4").value) == ("L", "P")


# --- What is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a workbook", "This is not an Excel workbook."),
        (b"", "The file is empty."),
        (bytes(2 * 1024 * 1024 + 1), "The workbook must be 2 MB or smaller."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(respondent, content, said):
    before = everything_stored()
    response = upload(respondent, content)
    assert response.status_code == 422
    assert said in text_of(response)
    assert 'href="#id_file"' in text_of(response)
    assert everything_stored() == before


def test_no_file_is_asked_for(respondent):
    response = respondent.post(PAGE, {})
    assert response.status_code == 422
    assert "Choose the workbook that you filled in" in text_of(response)


def test_faults_are_listed_with_their_places_and_never_as_markup(respondent, file):
    response = upload(respondent, filled_in(file, {"S2.1": {"value": "<script>alert(1)</script>"}}))
    assert "Questions, cell C3" in text_of(response)
    assert "<script>alert" not in text_of(response)
    assert "&lt;script&gt;alert(1)" in text_of(response)


def test_the_workbook_of_another_body_is_refused(client, people, file):
    client.force_login(people.lead_respondent)
    response = client.post(
        f"/assessments/{SLUG}/entities/lead-council/workbook/", {"file": SimpleUploadedFile("w.xlsx", file)}
    )
    assert response.status_code == 422
    assert "belongs to another body, borough" in text_of(response)


def test_what_was_not_previewed_is_not_written(respondent, people, file, client):
    good = carried_by(upload(respondent, filled_in(file, {"S2.2": {"value": "L"}})))
    forged = signing.dumps(signing.loads(good, salt=carried.SALT), salt="another")
    for text in ("", "x", good[:-1], forged):
        response = respondent.post(PAGE, {"carried": text})
        assert response.status_code == 422
        assert "Upload it again." in text_of(response)
    client.force_login(people.approver)
    assert client.post(PAGE, {"carried": good}).status_code == 422
    assert answer_to("S2.2") is None


def test_a_preview_holds_for_a_day(respondent, file, monkeypatch):
    preview = upload(respondent, filled_in(file, {"S2.2": {"value": "L"}}))
    monkeypatch.setattr(carried, "HOLDS_FOR", -carried.HOLDS_FOR)
    assert confirm(respondent, preview).status_code == 422
    assert answer_to("S2.2") is None


def test_a_preview_is_not_written_once_the_round_is_revealed(client, people, file):
    client.force_login(people.approver)
    preview = upload(client, filled_in(file, {"S2.2": {"value": "L"}}))
    Assessment.objects.update(state="consensus")
    assert confirm(client, preview).status_code == 403
    assert answer_to("S2.2") is None


def test_whoever_has_to_sign_in_again_finds_the_upload(client, respondent, people, file):
    preview = upload(respondent, filled_in(file, {"S2.2": {"value": "L"}}))
    client.logout()
    response = client.post(PAGE, {"carried": carried_by(preview)})
    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={PAGE}"
    client.force_login(people.respondent)
    assert client.get(PAGE).status_code == 200
    assert confirm(client, preview).status_code == 200
    assert answer_to("S2.2").value == "L"


def test_the_preview_takes_few_queries(respondent, file, django_assert_max_num_queries):
    content = filled_in(file, {"S2.1": {"value": "F"}, "S2.2": {"value": "L"}})
    upload(respondent, content)
    with django_assert_max_num_queries(6):
        upload(respondent, content)
