"""Errata: corrections of guidance and notes, listed as such and laid over the wording that was published. Pure.

What was published stays as it is; an erratum stands beside it among the edition's objects, in tables, files and seals
alike, and the latest on a place is what people read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Object = Mapping[str, Any]

MODEL = "framework_data.erratum"
HOME = {"guidance": "question", "why_it_matters": "statement", "substance_note": "statement"}
"""What can be corrected -> the kind of part that holds it."""


@dataclass(frozen=True)
class Correction:
    """One erratum in order: the text of this field at this place was `was` and is `text`, since `made_on` (ISO)."""

    number: str
    place: str
    field: str
    was: str
    text: str
    why: str
    made_on: str


def corrections(objects: Iterable[Object]) -> tuple[Correction, ...]:
    """The errata among an edition's objects, the earliest first."""
    found = list(objects)
    texts = {key: each["fields"].get(key[2], "") for each in found for key in _keys(each)}
    made = []
    for fields in _errata(found):
        key = (HOME[fields["field"]], fields["place"], fields["field"])
        made.append(
            Correction(
                number=fields["code"],
                place=fields["place"],
                field=fields["field"],
                was=texts.get(key, ""),
                text=fields["text"],
                why=fields["why"],
                made_on=fields["made_on"],
            )
        )
        texts[key] = fields["text"]
    return tuple(made)


def corrected(objects: Iterable[Object]) -> list[dict[str, Any]]:
    """The objects with every correction in its place and without the errata themselves."""
    found = list(objects)
    latest = {(HOME[each["field"]], each["place"], each["field"]): each["text"] for each in _errata(found)}
    return [
        {
            "model": each["model"],
            "fields": each["fields"] | {key[2]: latest[key] for key in _keys(each) if key in latest},
        }
        for each in found
        if each["model"] != MODEL
    ]


def _errata(objects: Iterable[Object]) -> list[Mapping[str, Any]]:
    found = [each["fields"] for each in objects if each["model"] == MODEL]
    return sorted(found, key=lambda fields: fields["order"])


def _keys(each: Object) -> list[tuple[str, str, str]]:
    """(kind of part, code, field) of what can be corrected in an object."""
    kind = each["model"].rpartition(".")[2]
    return [(kind, each["fields"]["code"], field) for field, home in HOME.items() if home == kind]
