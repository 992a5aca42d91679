"""A fixture read from a file that anybody may have written: JSON, its size and nesting bounded, nothing but an edition.

Every fault is told with its place: line and column where it is no JSON, the object and its column where it is.
"""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from framework_data.faults import Fault, FileRefusedError
from framework_data.located import Located
from framework_data.object_checks import MODELS, objects_in, with_defaults

MOST_BYTES = 5 * 1024 * 1024
PREFIX = "framework_data."


def objects_of(content: bytes) -> list[dict[str, Any]]:
    """The objects of the edition in the file, checked through and through. Raises FileRefusedError."""
    return objects_in(_located(_parsed(content)))


def _parsed(content: bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise _refusal(
            _("it is larger than %(size)s MB, far more than an edition holds.") % {"size": MOST_BYTES // 1024 // 1024}
        )
    try:
        return json.loads(content.decode("utf-8"), object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise _refusal(_("it is not text in UTF-8 (byte %(number)s).") % {"number": error.start}) from None
    except json.JSONDecodeError as error:
        place = _("Line %(line)s, column %(column)s") % {"line": error.lineno, "column": error.colno}
        raise FileRefusedError([Fault(place, _("this is not JSON (%(why)s).") % {"why": error.msg})]) from None
    except (RecursionError, ValueError):
        raise _refusal(_("it is nested too deeply, or holds a number too long, to be an edition.")) from None


def _refusal(say: str) -> FileRefusedError:
    return FileRefusedError([Fault(_("The file"), say)])


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a key that stands twice stays as one that is not known: which of the two is meant nobody can tell."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        found[f"{key} (twice)" if key in found else key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise _refusal(_("%(name)s is not JSON.") % {"name": name})


def _located(data: Any) -> list[Located]:
    if not isinstance(data, list):
        raise _refusal(_("it is not a fixture: a list of objects, each with “model” and “fields”."))
    faults = [fault for number, each in enumerate(data, start=1) for fault in _envelope_faults(number, each)]
    if faults:
        raise FileRefusedError(faults)
    return [_one(number, each) for number, each in enumerate(data, start=1)]


def _envelope_faults(number: int, each: Any) -> Iterator[Fault]:
    place = _("Object %(number)s") % {"number": number}
    if not (isinstance(each, dict) and isinstance(each.get("fields"), dict) and isinstance(each.get("model"), str)):
        yield Fault(place, _("must have “model”, a text, and “fields”, an object."))
        return
    if each["model"].removeprefix(PREFIX) not in MODELS or not each["model"].startswith(PREFIX):
        yield Fault(place, _("%(model)s is no part of an edition.") % {"model": each["model"]})
    for key in each.keys() - {"model", "fields"}:
        yield Fault(place, _("has a key “%(key)s” that a fixture of an edition does not know.") % {"key": key})


def _one(number: int, each: dict[str, Any]) -> Located:
    model = each["model"].removeprefix(PREFIX)
    code = each["fields"].get("code") or each["fields"].get("slug") or ""
    named = f"{model} {code}" if isinstance(code, str) else model
    place = _("Object %(number)s (%(part)s)") % {"number": number, "part": named}
    return Located(
        model, with_defaults(model, each["fields"]), lambda column: f"{place}, {column}" if column else place
    )
