"""The pages on editions: what an editor sees, and who is no editor."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from framework_data.actions.correcting import add_erratum
from framework_data.actions.drafting import change_edition, change_part, import_edition, remove_part
from framework_data.actions.publishing import propose_edition
from framework_data.fixture import fixture_of, fixture_text
from framework_data.models import Edition
from framework_data.workbook.reading import objects_of
from tests.editions import a_draft, an_editor, published, shipped
from tests.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = an_editor()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def page_of(client, name, *arguments, query=""):
    response = client.get(reverse(name, args=arguments) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_drafts_come_first_and_lead_to_the_comparison_with_what_they_were_made_from(client, editor):
    propose_edition(a_draft(by=editor), change_note="Clearer", by=editor)

    page = page_of(client, "editions")

    assert page.index("plain-2") < page.index("alps-2014-plain</span>")
    assert "Proposed" in page
    assert reverse("edition_compare", args=["alps-2014-plain", "plain-2"]) in page


def test_the_page_of_an_edition_says_who_brought_it_where_and_lists_errata_as_such(client, editor):
    published(a_draft())
    edition = Edition.objects.get(slug="plain-2")
    add_erratum(edition, place="S1.1", field="guidance", text="Look <here> & there.", why="Gone", by=editor)

    page = page_of(client, "edition", "plain-2")

    for words in ("by Pro Poser", "by Pub Lisher", "Clearer questions.", "S1.1, guidance", "added an erratum to S1.1"):
        assert words in page
    assert "Look &lt;here&gt; &amp; there." in page
    assert "loaded by an operator" in page_of(client, "edition", "alps-2014-plain")


def test_the_page_of_a_draft_says_what_stands_in_the_way(client, editor):
    draft = a_draft()
    change_part(draft.questions.get(code="S1.2"), changes={"gate": draft.questions.get(code="S1.3")}, by=editor)

    assert "S1.2: its gate S1.3 must come earlier." in page_of(client, "edition", "plain-2")


def test_the_file_is_the_one_that_loaddata_takes(client, editor):
    response = client.get(reverse("edition_fixture", args=["alps-2014-plain"]))

    assert response.content.decode() == fixture_text(fixture_of(shipped()))
    assert response["Content-Disposition"] == 'attachment; filename="alps-2014-plain.json"'


def test_the_workbook_is_one_that_comes_in_again(client, editor):
    response = client.get(reverse("edition_workbook", args=["alps-2014-plain"]))

    assert objects_of(response.content) == fixture_of(shipped())
    assert response["Content-Disposition"] == 'attachment; filename="alps-2014-plain.xlsx"'


def test_the_comparison_marks_words_and_says_so_to_those_who_do_not_see(client, editor):
    draft = a_draft()
    change_edition(draft, changes={"build_on": "L"}, by=editor)
    objects = fixture_of(draft)
    next(each for each in objects if each["fields"].get("code") == "S1.1")["fields"]["text"] = "Is it <b>so</b>?"
    import_edition(objects, by=editor)
    remove_part(draft.questions.get(code="S6.11"), by=editor)

    page = page_of(client, "edition_compare", "alps-2014-plain", "plain-2")

    assert '<ins><span class="govuk-visually-hidden">[added: </span>' in page
    assert '<del><span class="govuk-visually-hidden">[removed: </span>' in page
    assert "Rating that lower levels need" in page
    assert "Statement S1</h2>" in page
    assert "Statement S2</h2>" not in page
    assert "Statement S2</h2>" in page_of(client, "edition_compare", "alps-2014-plain", "plain-2", query="?show=all")


def test_who_may_only_look_reads_and_is_led_nowhere_else(client):
    reader = a_person("Rea Der", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_edition"))
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")

    assert "Open it in the administration" not in page_of(client, "edition", "alps-2014-plain")


def test_an_edition_that_is_not_there_or_still_being_loaded_is_not_found(client, editor):
    Edition.objects.create(slug="bare", title="Bare", label="Bare")

    for slug in ("nowhere", "bare"):
        for name, arguments in (("edition", [slug]), ("edition_fixture", [slug]), ("edition_compare", [slug, slug])):
            assert client.get(reverse(name, args=arguments)).status_code == 404
