"""Which files are text, in which encoding; and how each of the others is refused."""

from types import SimpleNamespace

import pytest

from framework_data.wording import pdf, source
from framework_data.wording.source import source_of
from framework_data.wording.unreadable import UnreadableError

TEXT = "S1 – the entity’s plan, at a café"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_in_the_encodings_that_programs_write(encoding):
    assert source_of(TEXT.encode(encoding)).text.removeprefix("\ufeff") == TEXT


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "It is empty"),
        (b" \r\n ", "It is empty"),
        (b"PK\x03\x04rest of a docx", "plain text .* or as a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Word"),
        (b"{\\rtf1\\ansi S1}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"<!DOCTYPE html><p>S1", "web page"),
        (b"\xef\xbb\xbf<html>", "web page"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" * 20, "not text"),
        (bytes(range(256)) * 8, "bytes that are no text|not text"),
        (b"one\ntwo \x81\x8d\n", "Line 2 holds bytes that are no text"),
        ("é ü ö\nsecond ".encode() + b"\xff\n", "Line 2 holds bytes"),
        ("The entity’s plan".encode().decode("cp1252").encode(), "wrong encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        source_of(data)


def test_a_huge_file_is_refused_unread():
    with pytest.raises(UnreadableError, match="larger than 25 MB"):
        source_of(bytes(source.MOST_BYTES + 1))


def test_a_pdf_is_read_no_further_than_its_text_is_taken(monkeypatch):
    read = []
    monkeypatch.setattr(pdf, "_reader", lambda data: SimpleNamespace(pages=range(400)))
    monkeypatch.setattr(pdf, "_text", lambda page: read.append(page) or "a" * 1_500_000)

    with pytest.raises(UnreadableError, match="2,000,000 characters"):
        source_of(b"%PDF-1.7")
    assert read == [0, 1]


def test_a_text_of_endless_length_is_refused():
    with pytest.raises(UnreadableError, match="2,000,000 characters"):
        source_of(b"a" * (source.MOST_CHARACTERS + 1))
