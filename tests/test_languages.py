"""The interface speaks through gettext: no template holds a word outside it, and the catalogues are whole."""

import ast
import re
import sys

import pytest
from django.template import engines
from django.utils.translation.trans_real import translation

from tests.languages import TRANSLATES, untranslated, untranslated_of_django
from tests.test_house import CODE, ROOT, TEMPLATES, name_of, text_of

sys.path.insert(0, str(ROOT / "scripts"))
import messages

ENGLISH = "templates/500.html"
"""The page of a crash, which needs nothing to be there, so no catalogue either."""
SENTENCE = re.compile(r"""['"`][A-Z][a-z]+[ .,:][^'"`\n]*['"`]""")
"""A text of a script that begins as a sentence does."""
SITE = [path for path in TEMPLATES if name_of(path).startswith("templates/") and name_of(path) != ENGLISH]
BEHIND = [path for path in TEMPLATES if not name_of(path).startswith("templates/")]


@pytest.mark.parametrize("path", SITE, ids=name_of)
def test_no_page_holds_untranslated_text(path):
    assert untranslated(text_of(path), engines["jinja2"].env) == []


@pytest.mark.parametrize("path", BEHIND, ids=name_of)
def test_no_field_e_mail_or_page_of_the_admin_holds_untranslated_text(path):
    assert untranslated_of_django(engines["django"].engine.from_string(text_of(path))) == []


def test_no_script_holds_a_sentence():
    """What a script says stands in the page, as data-say-…, where it is translated."""
    scripts = sorted((ROOT / "static" / "src").rglob("*.*js"))
    sentences = [found for path in scripts for found in SENTENCE.findall(text_of(path))]

    assert "answering.js" in [path.name for path in scripts]
    assert sentences == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{% trans %}Your work{% endtrans %}</p>", []),
        ("<p>Your work</p>", ["Your work"]),
        ("<p>{{ _('Signed in as %(name)s', name=user) }}</p>", []),
        ('<a title="Go back" href="/x">{{ x }}</a>', ['title="Go back"']),
        ("{{ 'Done' if x else 'Important' }}", ["Done", "Important"]),
        ("{{ 'govuk-tag' if x else 'tag--quiet' }} {{ url('your_data') }}", []),
        ("<p>{{ n|plural('answer') }}</p>", ["plural(…)"]),
        ("<p>{% if x %}{% trans %}Yes{% endtrans %}{% else %}of the board{% endif %}</p>", ["of the board"]),
        ("<td>PDF, {{ x }}: NA</td>", []),
        ("{% macro words() %}<b>and more</b>{% endmacro %}", ["and more"]),
        ("<script>let answer = 'Done'</script>", []),
    ],
)
def test_what_a_translator_would_not_see_is_found(source, found):
    assert untranslated(source, engines["jinja2"].env) == found


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_sentence_hides_in_an_f_string_where_it_is_not_gathered(path):
    pieces = [node for node in ast.walk(ast.parse(text_of(path))) if isinstance(node, ast.JoinedStr)]
    calls = [node for piece in pieces for node in ast.walk(piece) if isinstance(node, ast.Call)]
    assert [ast.unparse(call) for call in calls if isinstance(call.func, ast.Name) and call.func.id in TRANSLATES] == []


# --- Choosing ---------------------------------------------------------------------------------------------------


@pytest.fixture
def welsh(settings, monkeypatch):
    """Welsh is offered, with one sentence translated."""
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    monkeypatch.setitem(translation("cy")._catalog._catalogs[0], "Skip to main content", "Neidio i’r prif gynnwys")


def test_with_one_language_there_is_nothing_to_choose(client, db):
    assert "app-languages" not in client.get("/privacy/").content.decode()


def test_a_person_chooses_a_language_and_the_page_says_so_to_screen_readers(client, db, welsh):
    before = client.get("/privacy/").content.decode()
    answer = client.post("/language/", {"language": "cy", "next": "/privacy/"})
    after = client.get("/privacy/").content.decode()

    assert answer["Location"] == "/privacy/"
    assert '<html lang="en-gb"' in before
    assert "Skip to main content" in before
    assert '<html lang="cy"' in after
    assert "Neidio i’r prif gynnwys" in after


def test_a_language_that_is_not_offered_changes_nothing(client, db):
    client.post("/language/", {"language": "cy", "next": "/privacy/"})

    assert '<html lang="en-gb"' in client.get("/privacy/").content.decode()


def test_the_way_back_leads_nowhere_else(client, db, welsh):
    assert client.post("/language/", {"language": "cy", "next": "https://elsewhere.example/"})["Location"] == "/"


# --- The catalogues ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gathered():
    return messages.gathered()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_catalogue_holds_what_the_interface_says(language, gathered):
    made = messages.written(messages.brought_up_to_date(language, gathered))

    assert messages.place_of(language).read_bytes() == made, "run: make messages"


def test_the_english_catalogue_is_complete():
    assert [message.id for message in messages.stored("en") if messages.waits(message)] == []


def names_in(text):
    return set(re.findall(r"%\((\w+)\)", text))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_fills_in_what_the_sentence_fills_in(language):
    wrong = []
    for message in messages.stored(language):
        if not message.id or messages.waits(message):
            continue
        asked = {
            name for text in ([message.id] if isinstance(message.id, str) else message.id) for name in names_in(text)
        }
        said = [message.string] if isinstance(message.string, str) else message.string
        if any(not names_in(text) <= asked for text in said):
            wrong.append(message.id)

    assert wrong == []
