"""What every page can call by name."""

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
