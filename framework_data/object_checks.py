"""Whether the objects of a file have the columns of an edition, of the right type and size; nothing is mended.

What the parts of an edition must be to each other is in checks.py, which relies on what is asked here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models as columns
from django.utils.translation import gettext as _

from framework_data import models
from framework_data.checks import CODE, CODES_IN_ADDRESSES, object_faults
from framework_data.faults import Fault, FileRefusedError
from framework_data.fixture import PARTS
from framework_data.located import Located
from framework_data.stand_ins import Gaps, certain_faults

MODELS: Mapping[str, Any] = {
    "edition": models.Edition,
    **{str(model._meta.model_name): model for model in PARTS},
}
Column = Any
"""A column of a table, as Django describes it."""
LONGEST_TEXT = 10_000
MOST_OBJECTS = 3_000
HIGHEST_NUMBER = 32_767

ASKED_LATER = {
    "edition": {"full_needs", "reach", "build_on"},
    "statement": {"text", "summary_text"},
    "question": {"text", "kind", "respondent"},
    "option": {"label"},
    "check": {"say"},
}
"""Whether these are filled in and known is asked in checks.py, which knows better what to say."""


def objects_in(found: Sequence[Located]) -> list[dict[str, Any]]:
    """The objects of an edition that can be written. Raises FileRefusedError with every fault and its place."""
    faults, gaps = _shape_faults(found)
    if not faults or _is_one_edition(found):
        places = {(each.model, _name(each)): each for each in reversed(found)}
        faults += [_placed(fault, places) for fault in _faults_as_a_whole(found, gaps)]
    if faults:
        raise FileRefusedError(faults)
    kinds = list(MODELS)
    return [_in_order(each) for each in sorted(found, key=lambda each: kinds.index(each.model))]


def _is_one_edition(found: Sequence[Located]) -> bool:
    """Whether there is an edition to look at as a whole, with a name, and no more than can be."""
    slugs = [each.fields.get("slug") for each in found if each.model == "edition"]
    return len(slugs) == 1 and isinstance(slugs[0], str) and len(found) <= MOST_OBJECTS


def _faults_as_a_whole(found: Sequence[Located], gaps: Gaps) -> list[Fault]:
    """What the parts of an edition are to each other; where some hold nothing of use, all that is certain even so."""
    if gaps:
        return certain_faults(found, gaps, object_faults)
    return object_faults([each.as_object for each in found])


def _name(each: Located) -> str:
    return str(each.fields.get("code", each.fields.get("slug")))


def _in_order(each: Located) -> dict[str, Any]:
    """The object with its columns as the shipped file has them."""
    return each.as_object | {"fields": {field.name: each.fields[field.name] for field in _columns(each.model)}}


def _placed(fault: Fault, places: Mapping[tuple[str, Any], Located]) -> Fault:
    each = places.get((fault.model, fault.code))
    return fault if each is None else Fault(each.where(fault.field), str(fault))


def _shape_faults(found: Sequence[Located]) -> tuple[list[Fault], Gaps]:
    """What is wrong with single objects, and which of their columns hold nothing of use."""
    faults = list(_edition_faults(found))
    gaps: dict[int, set[str]] = {}
    slug = next((each.fields.get("slug") for each in found if each.model == "edition"), None)
    for place, each in enumerate(found):
        wrong, missing = list(_column_faults(each, slug)), list(_key_faults(each))
        faults += [Fault(each.where(name), say) for name, say, _ in (*missing, *wrong)]
        grave = {name for name, _, is_grave in (*missing, *wrong) if is_grave}
        if grave:
            gaps[place] = grave
    return [*faults, *_repeated(found)], gaps


def _edition_faults(found: Sequence[Located]) -> Iterator[Fault]:
    editions = [each for each in found if each.model == "edition"]
    if not editions:
        yield Fault(_("The file"), _("there is no edition in it."))
    for each in editions[1:]:
        yield Fault(each.where(""), _("the file holds a second edition. Put each into a file of its own."))
    if len(found) > MOST_OBJECTS:
        say = _("it holds %(num)s parts; an edition holds %(most)s at most.")
        yield Fault(_("The file"), say % {"num": f"{len(found):,}", "most": f"{MOST_OBJECTS:,}"})


def _key_faults(each: Located) -> Iterator[tuple[str, str, bool]]:
    """(column, sentence, whether the edition cannot be looked at as a whole)"""
    known = {field.name: field for field in _columns(each.model)}
    for name in each.fields:
        if name not in known:
            say = _("an edition knows no “%(column)s” of a %(kind)s.") % {"column": name, "kind": each.model}
            yield name, say, False
    for name in known:
        if name not in each.fields:
            say = _("“%(column)s” of the %(kind)s is missing.") % {"column": name, "kind": each.model}
            yield name, say, True


def with_defaults(model: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns, with those that a file may leave out filled in as the database would."""
    left_out = [field for field in _columns(model) if field.name not in fields]
    filled = {field.name: field.get_default() for field in left_out if field.has_default()}
    filled |= {field.name: None for field in left_out if field.null and field.name not in filled}
    filled |= {field.name: "" for field in left_out if field.blank and field.name not in filled}
    return {**fields, **filled}


def _column_faults(each: Located, slug: Any) -> Iterator[tuple[str, str, bool]]:
    for field in _columns(each.model):
        if field.name in each.fields:
            say, is_grave = _fault_of(each, field, each.fields[field.name], slug)
            if say:
                yield field.name, say, is_grave


def _fault_of(each: Located, field: Column, value: Any, slug: Any) -> tuple[str, bool]:
    if isinstance(field, columns.ForeignKey):
        return _key_fault(field, value, slug)
    if isinstance(field, columns.PositiveIntegerField | columns.PositiveSmallIntegerField):
        return _number_fault(field, value)
    if not isinstance(value, str):
        return _("must be a text."), True
    if isinstance(field, columns.DateField):
        return _day_fault(value), False
    return _text_fault(each, field, value), False


def _key_fault(field: Column, value: Any, slug: Any) -> tuple[str, bool]:
    if value is None and field.null:
        return "", False
    if value is None:
        return _("must not be empty."), True
    length = 1 if field.name == "edition" else 2
    if not (isinstance(value, list) and len(value) == length and all(isinstance(part, str) for part in value)):
        shape = '["edition"]' if length == 1 else '["edition", "code"]'
        say = _("must be %(shape)s or null.") if field.null else _("must be %(shape)s.")
        return say % {"shape": shape}, True
    if field.name == "edition" and value[0] != slug:
        say = _("belongs to the edition %(other)s, and the file is about %(edition)s.")
        return say % {"other": value[0], "edition": slug}, True
    return "", False


def _number_fault(field: Column, value: Any) -> tuple[str, bool]:
    if value is None and field.null:
        return "", False
    if not isinstance(value, int) or isinstance(value, bool):
        return _("must be a whole number, or empty.") if field.null else _("must be a whole number."), True
    if 0 <= value <= HIGHEST_NUMBER:
        return "", False
    return _("must lie between 0 and %(highest)s.") % {"highest": f"{HIGHEST_NUMBER:,}"}, False


def _day_fault(value: str) -> str:
    try:
        is_day = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    return "" if is_day else _('must be a date such as "2026-05-12".')


def _text_fault(each: Located, field: Column, value: str) -> str:
    longest = field.max_length or LONGEST_TEXT
    if len(value) > longest:
        say = _("must be %(most)s characters or fewer; it has %(num)s.")
        return say % {"most": f"{longest:,}", "num": f"{len(value):,}"}
    if any(_is_strange(character) for character in value):
        return _("holds a control character or half of a surrogate pair. Type the text anew.")
    if field.name in ASKED_LATER.get(each.model, ()) or (field.blank and not value.strip()):
        return ""
    return _("must not be empty.") if not value.strip() else _name_fault(each, field, value)


def _name_fault(each: Located, field: Column, value: str) -> str:
    if field.choices and value not in dict(field.flatchoices):
        return _("must be one of %(codes)s.") % {"codes": ", ".join(str(key) for key in dict(field.flatchoices))}
    if isinstance(field, columns.SlugField) and not re.fullmatch(r"[A-Za-z0-9_-]+", value):
        return _("must be letters, digits, hyphens and underscores.")
    if field.name == "code" and each.model in CODES_IN_ADDRESSES and not CODE.fullmatch(value):
        say = _("the code %(code)s must be letters, digits, dots, hyphens and underscores.")
        return say % {"code": repr(value)}
    return ""


def _is_strange(character: str) -> bool:
    return (
        (character < " " and character not in "\n\t")
        or "\ud800" <= character <= "\udfff"
        or character in "\x7f\ufffe\uffff"
    )


def _repeated(found: Iterable[Located]) -> Iterator[Fault]:
    """Two parts of a kind under one code; statements, questions and dimensions are counted in structure.py."""
    seen: set[tuple[str, str]] = set()
    for each in found:
        code = each.fields.get("code")
        if isinstance(code, str) and each.model not in ("statement", "question", "dimension"):
            if (each.model, code) in seen:
                say = _("there is another %(kind)s %(code)s.") % {"kind": each.model, "code": code}
                yield Fault(each.where("code"), say)
            seen.add((each.model, code))


def _columns(model: str) -> list[Column]:
    return [field for field in MODELS[model]._meta.concrete_fields if not field.primary_key]
