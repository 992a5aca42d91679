"""Marks of Markdown off, writing kept."""

import pytest

from framework_data.wording.markup import without_markup


@pytest.mark.parametrize(
    ("written", "read", "strong"),
    [
        ("### S1 Local bodies {#s1 .unnumbered}", "S1 Local bodies", True),
        ("## DATA ##", "DATA", True),
        ("**S1** Local bodies", "S1 Local bodies", True),
        ("**S1 Local bodies", "S1 Local bodies", True),
        ("come together**", "come together", False),
        ("__S1__ Local", "S1 Local", True),
        ("a *word* and _another_ one", "a word and another one", False),
        (r"1\. Has the entity\'s plan \"this\"", '1. Has the entity\'s plan "this"', False),
        (r"a line that breaks\ ".rstrip(), "a line that breaks", False),
        ("> quoted", "quoted", False),
        ("see [S3](#s3) and [the site](https://example.org/x)", "see S3 and the site", False),
        ("[]{#_Toc7 .anchor}Statement", "Statement", False),
        ("[small]{.smallcaps}", "small", False),
        ("the strategy<sup>1</sup>", "the strategy^1^", False),
        ("<p>S1&nbsp;&ndash; profit &amp; loss</p>", "S1 – profit & loss", False),
        ("<!-- -->", "", False),
        (r"five \* three", "five * three", False),
        ("5 * 3 * 2, snake_case_name and 2 < 3", "5 * 3 * 2, snake_case_name and 2 < 3", False),
        ("R&D and AT&T", "R&D and AT&T", False),
    ],
)
def test_what_a_reader_would_see(written, read, strong):
    text, is_strong = without_markup(written)

    assert (text.strip(), is_strong) == (read, strong)
