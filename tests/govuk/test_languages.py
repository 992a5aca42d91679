"""The language of the words around an edition."""

import pytest

from govuk.languages import spoken_for

WELSH = ("cy", "Cymraeg")


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("en", "en-gb"),
        ("en-GB", "en-gb"),
        ("EN_us", "en-gb"),
        ("cy", "cy"),
        ("cy-GB", "cy"),
        ("gd", "en-gb"),
        ("", "en-gb"),
    ],
)
def test_it_is_that_of_the_edition_where_it_is_offered_and_else_the_site_s(settings, language, spoken):
    settings.LANGUAGES = [("en-gb", "English"), WELSH]

    assert spoken_for(language) == spoken


def test_what_is_not_offered_is_not_spoken(settings):
    settings.LANGUAGES = [("en-gb", "English")]

    assert spoken_for("cy") == "en-gb"
