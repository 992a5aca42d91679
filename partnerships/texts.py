"""Texts that people typed, kept apart from the records that name them, so that a text can go and the record stays.

A record holds `{"sha256": hash}` in place of a text; the hash is that of a random salt and the text. Once salt and
text are erased nobody can guess the text from its hash, and the record itself is unchanged.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


def hash_of(salt: str, text: str) -> str:
    """SHA-256, in hexadecimal digits, of the salt, one colon and the text, in UTF-8."""
    return hashlib.sha256(f"{salt}:{text}".encode(errors="surrogatepass")).hexdigest()


@dataclass
class Texts:
    """Takes texts out of a record. kept: hash -> (salt, text)."""

    kept: dict[str, tuple[str, str]] = field(default_factory=dict)

    def put(self, text: str) -> Any:
        """What stands in the record for this text; an empty text stays as it is."""
        if not text:
            return ""
        salt = secrets.token_hex(16)
        sha256 = hash_of(salt, text)
        self.kept[sha256] = (salt, text)
        return {"sha256": sha256}


def is_reference(value: Any) -> bool:
    """Whether a value in a record stands for a text."""
    return isinstance(value, Mapping) and value.keys() == {"sha256"}


def put_back(value: Any, texts: Mapping[str, str]) -> Any:
    """A copy of a record with its texts in their places; one that was erased reads None. texts: hash -> text."""
    if is_reference(value):
        return texts.get(value["sha256"])
    if isinstance(value, Mapping):
        return {key: put_back(each, texts) for key, each in value.items()}
    if isinstance(value, list):
        return [put_back(each, texts) for each in value]
    return value


def references_in(value: Any) -> Iterable[str]:
    """The hashes that a record names."""
    if is_reference(value):
        yield value["sha256"]
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from references_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from references_in(each)
