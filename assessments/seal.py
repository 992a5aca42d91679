"""The seal of a signed-off round, alps-seal/1: how its document is built, hashed, and held against what is there now.

Pure: plain JSON values in, plain values out; no Django, no clock, no database. Every text that somebody typed stands in
the document by the hash of salt and text (partnerships/texts.py), so that a text can go later while the seal stays as
it is. docs/seal.md describes the format.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.texts import Texts, hash_of, is_reference

FORMAT = "alps-seal/1"

OF_AN_ANSWER = ("note", "reason", "evidence")
ROUND, BODIES, ANSWERS, AGREED, WORDING, RESULT = "round", "bodies", "answers", "agreed", "wording", "result"

Row = Mapping[str, Any]
KeptTexts = Mapping[str, Sequence[str]]
"""Hash -> (salt, text)."""


@dataclass(frozen=True)
class Signing:
    """The act itself. on: ISO date; by: the office that signed; accepted_open: joint questions left open by name."""

    number: int
    on: str
    minute_reference: str
    by: str
    accepted_open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """What is sealed of a round, with its texts as they were typed.

    assessment: an alps-assessment/1 document whose answers also hold `evidence`; not_counted: further rows of bodies
    that submitted, which count nowhere (a note alone, an answer behind a closed gate); edition: a fixture's objects;
    result: an alps-result/1 document; values: of each profile, what counts for every question in the two readings;
    bodies: every body of the round as it was; previous: the round before as movement needs it (before.py), or None.
    """

    assessment: Mapping[str, Any]
    not_counted: Sequence[Row]
    edition: Sequence[Row]
    result: Mapping[str, Any]
    values: Sequence[Row]
    bodies: Sequence[Row]
    previous: Row | None = None


def canonical(value: Any) -> str:
    """The one way a document is written for its hash: keys sorted, no blanks, UTF-8 without escapes.

    Raises TypeError for a number with a fraction, which would not be written alike everywhere.
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of_document(text: str) -> str:
    """SHA-256 of a canonical text in UTF-8, in hexadecimal digits: the seal."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def build(signing: Signing, contents: Contents, texts: Texts) -> dict[str, Any]:
    """The document; its typed texts are put into `texts`."""
    assessment = contents.assessment
    return {
        "format": FORMAT,
        "number": signing.number,
        "signed_off": {"on": signing.on, "minute_reference": signing.minute_reference, "by": signing.by},
        "accepted_open": list(signing.accepted_open),
        "assessment": {
            **assessment,
            "entities": [_by_hash(row, ("reason",), texts) for row in assessment["entities"]],
            "answers": [_by_hash(row, OF_AN_ANSWER, texts) for row in assessment["answers"]],
            "agreed": [_agreed_by_hash(row, texts) for row in assessment["agreed"]],
        },
        "not_counted": [_by_hash(row, OF_AN_ANSWER, texts) for row in contents.not_counted],
        "edition": list(contents.edition),
        "result": contents.result,
        "values": list(contents.values),
        "bodies": list(contents.bodies),
        "previous": contents.previous,
    }


def _by_hash(row: Row, typed: Sequence[str], texts: Texts) -> dict[str, Any]:
    return {key: texts.put(value) if key in typed else value for key, value in row.items()}


def _agreed_by_hash(row: Row, texts: Texts) -> dict[str, Any]:
    dissent = [_by_hash(each, ("note",), texts) for each in row["dissent"]]
    return _by_hash(row, ("rationale",), texts) | {"dissent": dissent}


def _refuse_floats(value: Any) -> None:
    if isinstance(value, str):  # nearly all of a document, so it is asked first
        return
    if isinstance(value, float):
        raise TypeError(f"{value} has a fraction, so it cannot be sealed.")
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    for each in inner:
        _refuse_floats(each)


# --- Where texts stand ------------------------------------------------------------------------------------------


def text_places(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(place, hash) of every text that the document names.

    Places: `answers/S2.1/borough/note` (or reason, evidence), `agreed/S2.1/rationale`, `agreed/S2.1/dissent/borough`,
    `bodies/borough/reason`.
    """
    assessment = document["assessment"]
    for row in (*assessment["answers"], *document["not_counted"]):
        for key in OF_AN_ANSWER:
            yield from _named(f"answers/{row['question']}/{row['entity']}/{key}", row[key])
    for row in assessment["agreed"]:
        yield from _named(f"agreed/{row['question']}/rationale", row["rationale"])
        for dissent in row["dissent"]:
            yield from _named(f"agreed/{row['question']}/dissent/{dissent['entity']}", dissent["note"])
    for row in assessment["entities"]:
        yield from _named(f"bodies/{row['slug']}/reason", row["reason"])


def _named(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if is_reference(value):
        yield place, value["sha256"]


def text_reference(document: Mapping[str, Any], place: str) -> str:
    """The hash of the text at a place (as in text_places); empty where the document names none there."""
    return next((sha256 for where, sha256 in text_places(document) if where == place), "")


# --- Checking ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Redacted:
    """A recorded redaction of the round: where, the hash in the seal that was current then, and the day."""

    place: str
    sha256: str
    on: str


@dataclass(frozen=True)
class Checked:
    """What a check found. wrong, lost: places of texts that do not fit their hash, or are gone without a record.

    redacted: (place, day) of texts that went by a recorded act.
    """

    sha256: str
    is_unaltered: bool
    wrong: tuple[str, ...]
    lost: tuple[str, ...]
    redacted: tuple[tuple[str, str], ...]

    @property
    def holds(self) -> bool:
        """Whether the document is the one that was hashed, and no text has changed or gone unrecorded."""
        return self.is_unaltered and not self.wrong and not self.lost


def check(text: str, sha256: str, texts: KeptTexts, redactions: Iterable[Redacted] = ()) -> Checked:
    """Hash the stored document again, and hold every text against the hash that stands for it."""
    wrong, lost, redacted = [], [], []
    redactions = list(redactions)
    for place, reference in text_places(read(text)):
        day = _redacted_on(place, reference, redactions)
        if reference in texts:
            if not _fits(texts[reference], reference):
                wrong.append(place)
        elif day:
            redacted.append((place, day))
        else:
            lost.append(place)
    found = hash_of_document(text)
    return Checked(found, found == sha256, tuple(wrong), tuple(lost), tuple(redacted))


NOTHING: dict[str, Any] = {"assessment": {"answers": [], "agreed": [], "entities": []}, "not_counted": []}


def read(text: str) -> dict[str, Any]:
    """The document in a canonical text; an empty one where it is none, which its hash will tell."""
    try:
        document = json.loads(text)
        list(text_places(document))
    except (ValueError, TypeError, KeyError, AttributeError):
        return NOTHING
    return dict(document)


def _redacted_on(place: str, reference: str, redactions: Iterable[Redacted]) -> str:
    """The day of the redaction; an earlier seal names the same text by another hash, so its place counts too."""
    return next((each.on for each in redactions if each.sha256 == reference or each.place == place), "")


def _fits(kept: Sequence[str], reference: str) -> bool:
    try:
        salt, text = kept
    except ValueError:
        return False
    return hash_of(salt, text) == reference


@dataclass(frozen=True)
class Difference:
    """A part of the round that is no longer as it was sealed; places: of answers, agreements and bodies."""

    part: str
    places: tuple[str, ...] = ()


def differences(document: Mapping[str, Any], texts: KeptTexts, now: Contents) -> tuple[Difference, ...]:
    """Which parts of a round differ from its sealed document; a text that was redacted is not compared."""
    then, today = document["assessment"], now.assessment
    found = [
        *_of_rows(BODIES, _bodies(then, document["bodies"]), _bodies(today, now.bodies), texts),
        *_of_rows(
            ANSWERS,
            _keyed([*then["answers"], *document["not_counted"]], "question", "entity"),
            _keyed([*today["answers"], *now.not_counted], "question", "entity"),
            texts,
        ),
        *_of_rows(AGREED, _keyed(then["agreed"], "question"), _keyed(today["agreed"], "question"), texts),
    ]
    if any(then[key] != today[key] for key in ("edition", "partnership", "assessment")):
        found.insert(0, Difference(ROUND))
    if (document["result"], document["values"]) != (now.result, list(now.values)):
        found.append(Difference(RESULT))
    if document["edition"] != list(now.edition):
        found.append(Difference(WORDING))
    return tuple(found)


def _keyed(rows: Iterable[Row], *keys: str) -> dict[str, Row]:
    return {" ".join(row[key] for key in keys): row for row in rows}


def _bodies(assessment: Mapping[str, Any], bodies: Iterable[Row]) -> dict[str, Row]:
    return _keyed(assessment["entities"], "slug") | {f"{row['slug']} as a body": row for row in bodies}


def _of_rows(part: str, then: Mapping[str, Row], now: Mapping[str, Row], texts: KeptTexts) -> list[Difference]:
    places = [key for key in dict.fromkeys([*then, *now]) if not _is_same(then.get(key), now.get(key), texts)]
    named = dict.fromkeys(place.removesuffix(" as a body") for place in places)
    return [Difference(part, tuple(named))] if places else []


def _is_same(then: Any, now: Any, texts: KeptTexts) -> bool:
    if is_reference(then):
        reference = then["sha256"]
        return reference not in texts or list(texts[reference])[1:] == [now]
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        return then.keys() == now.keys() and all(_is_same(then[key], now[key], texts) for key in then)
    if isinstance(then, list) and isinstance(now, list):
        return len(then) == len(now) and all(_is_same(*pair, texts) for pair in zip(then, now, strict=True))
    return bool(then == now)


# --- What a page showed -------------------------------------------------------------------------------------------


def fingerprints(contents: Contents) -> dict[str, str]:
    """Question code, or "bodies" -> a short digest of all that is recorded on it, to tell later what has moved."""
    parts: dict[str, list[Row]] = {BODIES: [*contents.bodies, *contents.assessment["entities"]]}
    for name, rows in (
        (ANSWERS, contents.assessment["answers"]),
        (AGREED, contents.assessment["agreed"]),
        ("not_counted", contents.not_counted),
    ):
        for row in rows:
            parts.setdefault(row["question"], []).append({"part": name, **row})
    return {name: hash_of_document(canonical(rows))[:8] for name, rows in parts.items()}


def as_shown(contents: Contents) -> str:
    """The fingerprints in one line, for a form to carry."""
    return " ".join(f"{name}:{digest}" for name, digest in fingerprints(contents).items())


def moved_between(shown: str, now: str) -> tuple[str, ...]:
    """What differs between two lines of as_shown: codes of questions as they come, "bodies" where those moved."""
    earlier, later = (dict(pair.partition(":")[::2] for pair in line.split()) for line in (shown, now))
    return tuple(name for name in dict.fromkeys([*later, *earlier]) if earlier.get(name) != later.get(name))
