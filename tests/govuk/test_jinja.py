"""What every page can call by name."""

from datetime import date

import pytest
from django.template import engines
from django.utils import translation


@pytest.mark.parametrize(
    ("spoken", "language", "said"),
    [
        ("en-gb", "en", ""),
        ("en-gb", "en-GB", ""),
        ("en-gb", "cy", ' lang="cy"'),
        ("en-gb", "cy-GB", ' lang="cy-GB"'),
        ("cy", "cy-GB", ""),
        ("cy", "en", ' lang="en"'),
        ("cy", "", ""),
        (None, "en", ""),
        (None, "cy", ' lang="cy"'),
        ("en-gb", 'x" onclick="y', ' lang="x&#34; onclick=&#34;y"'),
    ],
)
def test_words_of_an_edition_say_their_language_where_the_page_speaks_another(spoken, language, said):
    page = engines["jinja2"].env.from_string("<p{{ lang_of(language) }}>…</p>")
    with translation.override(spoken):
        assert page.render(language=language) == f"<p{said}>…</p>"


@pytest.mark.parametrize(
    "source",
    [
        "{% trans day=day %}Since {{ day }}{% endtrans %}",
        "{{ _('Since %(day)s', day=day) }}",
        "{{ ngettext('Since %(day)s', 'All since %(day)s', 1, day=day) }}",
        "{{ pgettext('date', 'Since %(day)s', day=day) }}",
    ],
)
def test_a_date_inside_a_sentence_is_in_words(source):
    page = engines["jinja2"].env.from_string(source)
    assert page.render(day=date(2026, 5, 12)) == "Since 12 May 2026"


def test_a_method_that_was_not_called_fills_no_sentence():
    page = engines["jinja2"].env.from_string("{% trans name=name %}By {{ name }}{% endtrans %}")
    with pytest.raises(TypeError):
        page.render(name="x".upper)


def test_what_fills_a_sentence_is_escaped_and_the_sentence_is_not():
    page = engines["jinja2"].env.from_string("{% trans name=name %}<b>{{ name }}</b>, 100%{% endtrans %}")
    assert page.render(name="<i>%s") == "<b>&lt;i&gt;%s</b>, 100%"
