"""An editor brings in a publication's wording by a page of the admin: looks first, then makes the draft."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from framework_data.actions.drafting import change_edition, clone_edition
from framework_data.content import content_of
from framework_data.models import Edition, EditionEvent
from framework_data.wording.edition import base_of
from tests.editions import a_draft, an_editor, shipped
from tests.people import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

WORDING = reverse("admin:framework_data_edition_wording")


@pytest.fixture
def editor():
    return an_editor()


@pytest.fixture
def office(client, editor):
    return signed_in(client, editor)


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def document(edition=None):
    lines = []
    for statement in base_of(content_of(edition or shipped())).statements:
        lines += [f"**{statement.code}** {statement.text}", ""]
        lines += [f"{number}. {question}" for number, question in enumerate(statement.questions, start=1)]
    return "\n".join(lines)


def read(client, text, name="publication.md", **more):
    content = text if isinstance(text, bytes) else text.encode()
    asked = {"file": SimpleUploadedFile(name, content), "base": "alps-2014-plain", "slug": "worded"}
    return client.post(WORDING, asked | more)


def words(response):
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def test_what_was_found_is_shown_beside_the_edition_and_nothing_is_written(office):
    page = read(office, document().replace("Can the lead entity say who", "Does the lead entity know who"))

    assert page.status_code == 200
    assert "23 of 23" in words(page)
    assert "119 of 119" in words(page)
    assert re.search(r"<ins><span[^>]*>\[added: </span>Does<", words(page))
    assert re.search(r"<del><span[^>]*>\[removed: </span>Can<", words(page))
    assert page.context["preview"].changed == 1
    assert not Edition.objects.filter(slug="worded").exists()


def test_the_draft_is_made_when_that_is_confirmed(office, editor):
    text = document().replace("Can the lead entity say who", "Does the lead entity know who")
    held = read(office, text, label="The publication").context["preview"].held

    answer = office.post(WORDING, {"held": held})

    draft = Edition.objects.get(slug="worded")
    assert answer.url == reverse("admin:framework_data_edition_change", args=[draft.pk])
    assert (draft.life.state, draft.life.base, draft.label) == ("draft", "alps-2014-plain", "The publication")
    assert draft.questions.get(code="GS1.1").text.startswith("Does the lead entity know who")
    assert draft.questions.get(code="GS1.2").guidance == shipped().questions.get(code="GS1.2").guidance
    assert EditionEvent.objects.get(edition="worded").by == editor


def test_what_is_doubtful_is_told_with_its_place_and_blocks_nothing(office):
    page = read(office, document().replace("stakeholders are,", "stakeholders7 are,"))

    assert "“stakeholders7” may hold the mark of a footnote" in words(page)
    assert "line 3" in words(page)
    office.post(WORDING, {"held": page.context["preview"].held})
    assert Edition.objects.filter(slug="worded").exists()


def test_a_document_that_does_not_fit_gets_its_report_whole_and_cannot_be_written(office):
    page = read(office, document().replace("**S5** ", "").replace("\n2. ", "\n", 1))

    assert page.status_code == 422
    assert "publication.md does not fit" in words(page)
    assert "S5</strong>: the code stands nowhere" in words(page)
    assert "GS1</strong>:" in words(page)
    assert 'name="held"' not in words(page)
    assert 'name="file"' in words(page)


def test_lines_that_were_not_understood_are_told(office):
    assert "“A foreword.”: it stands before the first statement" in words(read(office, "A foreword.\n\n" + document()))


@pytest.mark.parametrize(
    ("asked", "say"),
    [
        ({"text": b""}, "Choose a text, a Markdown file or a PDF"),
        ({"text": b"x" * (2 * 1024 * 1024 + 1)}, "The document must be 2 MB or smaller"),
        ({"text": b"PK\x03\x04...."}, "The document was not read. It is a Word"),
        ({"text": b"%PDF-1.4 x"}, "The document was not read. The PDF is damaged"),
        ({"text": b"S1", "slug": "no slug"}, "Use letters, digits and hyphens alone"),
        ({"text": b"S1", "slug": "alps-2014-plain"}, "There is an edition alps-2014-plain already"),
        ({"text": b"S1", "base": "nowhere"}, "Choose the edition that the wording is for"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(office, asked, say):
    page = read(office, **asked)

    assert page.status_code == 422
    assert say in words(page)


def test_all_faults_of_the_form_are_told_in_one_go(office):
    page = words(office.post(WORDING, {"base": "nowhere"}))

    assert "Choose a text" in page
    assert "Choose the edition" in page
    assert "Enter a short name" in page


def test_the_page_offers_the_edition_from_which_one_came(office):
    draft = a_draft()

    assert '<option value="plain-2" selected>' in words(office.get(f"{WORDING}?base={draft.slug}"))


def test_nothing_is_made_where_the_edition_changed_after_the_look(office, editor):
    draft = a_draft()
    held = read(office, document(draft), base=draft.slug).context["preview"].held
    change_edition(draft, changes={"label": "Otherwise"}, by=editor)

    page = office.post(WORDING, {"held": held})

    assert page.status_code == 422
    assert "The edition plain-2 was changed in the meantime." in words(page)
    assert not Edition.objects.filter(slug="worded").exists()


def test_nothing_is_made_where_the_short_name_was_taken_after_the_look(office, editor):
    held = read(office, document()).context["preview"].held
    clone_edition(shipped(), slug="worded", label="Another", by=editor)

    page = office.post(WORDING, {"held": held})

    assert page.status_code == 422
    assert "There is an edition worded already." in words(page)
    assert Edition.objects.get(slug="worded").label == "Another"


def test_a_preview_is_good_for_whom_it_was_made(client, office):
    held = read(office, document()).context["preview"].held
    client.logout()
    other = signed_in(client, an_editor("Oth Er"))

    for text in (held, held[:-1], "nothing"):
        assert other.post(WORDING, {"held": text}).status_code == 403
    assert not Edition.objects.filter(slug="worded").exists()


def test_who_is_no_editor_brings_nothing_in(client):
    signed_in(client, a_person("Sta Ff", is_staff=True))

    assert client.get(WORDING).status_code == 403
    assert read(client, document()).status_code == 403
