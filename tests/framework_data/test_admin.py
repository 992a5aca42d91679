"""Editors at work in the admin: a draft from clone to published, files in, and what nobody can do there."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from framework_data.actions.drafting import import_edition
from framework_data.checks import edition_faults
from framework_data.content import content_by_slug
from framework_data.fixture import fixture_of, fixture_text, with_slug
from framework_data.models import Definition, Edition, EditionEvent, Erratum, Life, Question
from framework_data.workbook.writing import workbook_of
from tests.editions import a_draft, an_editor, shipped
from tests.framework_data.small import small
from tests.people import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def editor():
    return an_editor()


@pytest.fixture
def office(client, editor):
    return signed_in(client, editor)


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def act(client, edition, name, **posted):
    return client.post(reverse("admin:framework_data_edition_act", args=[edition.pk, name]), posted)


def change_page(row):
    return reverse(f"admin:framework_data_{row._meta.model_name}_change", args=[row.pk])


def fields_of(client, row):
    """What the change page would send as it stands."""
    form = client.get(change_page(row)).context["adminform"].form
    return {name: "" if form[name].value() is None else form[name].value() for name in form.fields}


def words(response):
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def test_a_draft_is_made_edited_proposed_and_published_by_another(client, editor, office):
    made = act(office, shipped(), "clone", slug="plain-2", label="Second issue")
    draft = Edition.objects.get(slug="plain-2")
    assert made.url == change_page(draft)

    question = draft.questions.get(code="S1.1")
    office.post(change_page(question), fields_of(office, question) | {"text": "Is there a plan?"})
    office.post(change_page(draft), fields_of(office, draft) | {"build_on": "L"})
    act(office, draft, "propose", change_note="Clearer")
    assert "Publish" not in [label for _, label in office.get(change_page(draft)).context["acts"]]
    assert act(office, draft, "publish", read="3").status_code == 403

    client.logout()
    other = signed_in(client, an_editor("Oth Er"))
    page = other.get(reverse("admin:framework_data_edition_act", args=[draft.pk, "publish"]))
    assert 'name="read" value="3"' in page.content.decode()
    act(other, draft, "publish", read="3")

    content = content_by_slug("plain-2")
    assert content.question_by_code["S1.1"].text == "Is there a plan?"
    assert content.framework.policy.build_on == "L"
    assert Life.objects.get(edition=draft).state == "published"
    verbs = EditionEvent.objects.filter(edition="plain-2").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        *("edition_cloned", "part_changed", "edition_changed", "edition_proposed", "edition_published")
    ]


def test_a_published_edition_and_its_parts_are_there_to_look_at(office):
    edition, question = shipped(), Question.objects.get(code="S2.1")

    for row in (edition, question):
        assert office.get(change_page(row)).status_code == 200
        assert office.post(change_page(row), {"code": "S9.9"}).status_code == 403
    delete = reverse("admin:framework_data_question_delete", args=[question.pk])
    assert office.post(delete, {"post": "yes"}).status_code == 403
    labels = [label for _, label in office.get(change_page(edition)).context["acts"]]
    assert labels == ["Make a draft of it", "Add an erratum", "Withdraw"]


def test_parts_of_a_draft_come_and_go(office):
    draft = a_draft()
    add = reverse("admin:framework_data_definition_add")
    office.post(add, {"edition": draft.pk, "code": "place", "order": 9, "meaning": "The area"})
    term = Definition.objects.get(code="place")

    office.post(reverse("admin:framework_data_definition_delete", args=[term.pk]), {"post": "yes"})

    assert not Definition.objects.filter(code="place").exists()
    verbs = EditionEvent.objects.order_by("-pk").values_list("verb", flat=True)
    assert list(verbs[:2]) == ["part_removed", "part_added"]


def test_a_part_is_added_to_no_published_edition_and_points_at_its_own_edition(office):
    draft, other = a_draft(), a_draft("plain-3")
    values = {"code": "S1.9", "order": 900, "respondent": "entity", "kind": "practice", "text": "More?"}
    add = reverse("admin:framework_data_question_add")
    ours, theirs = draft.statements.get(code="S1"), other.statements.get(code="S1")

    refused = office.post(add, values | {"edition": shipped().pk, "statement": ours.pk})
    crossed = office.post(add, values | {"edition": draft.pk, "statement": theirs.pk})

    assert "Select a valid choice" in words(refused)
    assert "S1 belongs to another edition." in words(crossed)
    assert not Question.objects.filter(code="S1.9").exists()


def test_a_gate_is_chosen_among_the_questions_of_the_draft(office):
    draft = a_draft()
    page = office.get(change_page(draft.questions.get(code="S1.3")))

    offered = page.context["adminform"].form.fields["gate"].queryset
    assert {question.edition_id for question in offered} == {draft.pk}


def test_faults_stop_a_proposal_and_are_listed(office):
    draft = a_draft()
    Question.objects.filter(edition=draft, code="S1.2").update(text=" ", gate=None)

    page = act(office, draft, "propose", change_note="Clearer")

    assert page.status_code == 422
    assert "S1.2: its text is empty." in words(page)


def test_errata_withdrawing_and_bringing_back(office):
    edition = shipped()
    act(office, edition, "correct", place="S1.1", field="guidance", text="In the minutes.", why="Clearer")
    act(office, edition, "withdraw", why="Superseded")
    assert Life.objects.get().state == "withdrawn"
    act(office, edition, "reinstate", why="By mistake")

    assert Erratum.objects.get().text == "In the minutes."
    assert Life.objects.get().state == "published"
    empty = act(office, edition, "withdraw", why="")
    assert "Say why" in words(empty)
    assert "There is no question S9.9" in words(
        act(office, edition, "correct", place="S9.9", field="guidance", text="A", why="B")
    )


def test_a_draft_is_thrown_away(office):
    draft = a_draft()

    assert act(office, draft, "discard").url == reverse("admin:framework_data_edition_changelist")
    assert not Edition.objects.filter(slug="plain-2").exists()


# --- Files ----------------------------------------------------------------------------------------------------


def send(client, content, name="edition.json", **more):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("admin:framework_data_edition_import"), {"file": file, **more})


def test_a_workbook_is_looked_at_and_written_when_that_is_confirmed(office):
    objects = with_slug(fixture_of(shipped()), "brought-in")
    objects[0]["fields"]["band_p"] = 10
    page = send(office, workbook_of(objects), "edition.xlsx")

    assert re.search(r">Policy<.*>Per cent above which P<.*>15<.*>10<", words(page))
    assert not Edition.objects.filter(slug="brought-in").exists()

    office.post(reverse("admin:framework_data_edition_import"), {"held": page.context["held"]})

    assert fixture_text(fixture_of(Edition.objects.get(slug="brought-in"))) == fixture_text(objects)


def test_every_fault_of_a_file_is_listed(office):
    objects = small()
    objects[-1]["fields"]["say"] = ""
    objects[2]["fields"]["name"] = ""

    page = send(office, fixture_text(objects).encode())

    assert page.status_code == 422
    assert "Object 3 (level T1), name: must not be empty." in words(page)
    assert "Faults: 2." in words(page)
    assert "an edition alps-2014-plain is published here" in words(
        send(office, fixture_text(fixture_of(shipped())).encode())
    )


@pytest.mark.parametrize(
    ("content", "name", "say"),
    [
        (b"", "empty.json", "Choose a workbook or a fixture"),
        (bytes(2 * 1024 * 1024 + 1), "big.xlsx", "must be 2 MB or smaller"),
        (b"\x89PNG", "picture.xlsx", "not an Excel workbook"),
        (b"\x89PNG", "picture.json", "not text in UTF-8"),
    ],
)
def test_what_is_no_edition_is_refused_in_words(office, content, name, say):
    assert say in words(send(office, content, name))


def test_a_preview_is_good_for_whom_it_was_made(client, office):
    held = send(office, fixture_text(small()).encode()).context["held"]
    client.logout()
    other = signed_in(client, an_editor("Oth Er"))

    for text in (held, held[:-1], "nothing"):
        assert other.post(reverse("admin:framework_data_edition_import"), {"held": text}).status_code == 403
    assert not Edition.objects.filter(slug="small").exists()


def test_a_draft_that_came_or_changed_since_the_preview_is_not_written_over(office):
    objects = with_slug(fixture_of(shipped()), "plain-2")
    held = send(office, fixture_text(objects).encode()).context["held"]
    draft = a_draft()
    question = draft.questions.get(code="S1.1")
    office.post(change_page(question), fields_of(office, question) | {"text": "An afternoon of work"})

    page = office.post(reverse("admin:framework_data_edition_import"), {"held": held})

    assert page.status_code == 422
    assert "Somebody has changed the draft plain-2 meanwhile. Upload the file again" in words(page)
    assert draft.questions.get(code="S1.1").text == "An afternoon of work"


def test_what_an_editor_leaves_alone_is_not_written_over_what_a_colleague_saved(client, office):
    draft = a_draft()
    question = draft.questions.get(code="S1.1")
    shown = fields_of(office, question)
    remembered = {f"initial-{name}": value for name, value in shown.items()}
    office.post(change_page(question), shown | remembered | {"text": "A colleague's better words"})

    office.post(change_page(question), shown | remembered | {"guidance": "Look in the minutes."})

    question.refresh_from_db()
    assert (question.text, question.guidance) == ("A colleague's better words", "Look in the minutes.")


def test_a_code_that_no_address_can_hold_stops_the_edition():
    objects = small()
    draft = import_edition(objects, by=None)
    Question.objects.filter(edition=draft, code="K1.1").update(code="K1/1")

    assert "The code 'K1/1' must be letters, digits, dots, hyphens and underscores." in edition_faults(draft)


def test_what_differs_is_marked_as_on_the_page_of_two_editions(office):
    objects = with_slug(fixture_of(shipped()), "brought-in")
    question = next(each for each in objects if each["fields"].get("code") == "S1.1")
    question["fields"]["text"] += " And when?"

    page = send(office, fixture_text(objects).encode())

    assert re.search(r"<ins><span[^>]*>\[added: </span> ?And when\?", words(page))
    assert "[-" not in words(page)


def test_a_text_that_is_missing_is_asked_for_in_a_sentence_of_its_own(office):
    question = a_draft().questions.get(code="S1.1")

    page = office.post(change_page(question), fields_of(office, question) | {"text": "", "respondent": ""})

    assert "Enter the text" in words(page)
    assert "Choose the respondent" in words(page)
    assert "Leave it with its wording." in words(page)


def test_the_index_has_the_editions_on_top_with_their_states(office):
    a_draft()

    page = words(office.get(reverse("admin:index")))

    assert page.index("Framework editions") < page.index("Second issue") < page.index("Parts of the editions")
    assert page.index("Parts of the editions") < page.index("People and partnerships")
    assert '<strong class="govuk-tag govuk-tag--yellow">Draft</strong>' in page


# --- Who is no editor -----------------------------------------------------------------------------------------


def test_who_may_only_look_changes_nothing(client):
    reader = a_person("Rea Der", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_edition"))
    signed_in(client, reader)
    draft = a_draft()
    question = draft.questions.get(code="S1.1")
    before = fixture_of(draft)

    assert client.get(change_page(draft)).status_code == 200
    assert client.get(change_page(draft)).context["acts"] == []
    assert client.post(change_page(draft), {"title": "Other"}).status_code == 403
    assert client.post(change_page(question), {"text": "Other"}).status_code == 403
    for name in ("clone", "propose", "publish", "discard", "correct", "withdraw", "reinstate", "no-such-act"):
        assert act(client, draft, name).status_code == 403
    assert send(client, fixture_text(small()).encode()).status_code == 403
    assert client.get(reverse("admin:framework_data_edition_wording")).status_code == 403
    assert fixture_of(draft) == before
    assert Edition.objects.count() == 2


def test_staff_without_permission_see_no_edition(client):
    signed_in(client, a_person("Sta Ff", is_staff=True))

    assert client.get(reverse("admin:framework_data_edition_changelist")).status_code == 403
    assert client.get(change_page(shipped())).status_code == 403


def test_an_act_that_there_is_not_is_not_found(office):
    assert act(office, shipped(), "no-such-act").status_code == 404
    assert office.post(reverse("admin:framework_data_edition_act", args=[0, "clone"])).status_code == 404
