"""The language of a file: that of its edition, whoever asks for it, so that the same round gives the same bytes.

A page speaks the language that its reader chose. A file is read by others than the one who fetched it, and is stored
for all of them: everything that makes one stands under `spoken_in_file`, from reading the round to the last byte.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation

from govuk.languages import spoken_for

GAP = re.compile(r"(%\(\w+\)s)")


@contextmanager
def spoken_in_file(edition: str, *, is_for_people: bool = True) -> Iterator[None]:
    """edition: the language of the edition. What is for other programs says the same words for every edition."""
    with translation.override(spoken_for(edition) if is_for_people else settings.LANGUAGE_CODE):
        yield


def pieces(sentence: str) -> list[str]:
    """A translated sentence cut at its gaps, "Page %(page)s of" as "Page ", "%(page)s", " of"; for what is no text."""
    return [piece for piece in GAP.split(sentence) if piece]
