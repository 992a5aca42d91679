"""Stand-ins for what is missing or of the wrong type in a file, so that the edition can be looked at all the same.

Nobody knows what should have stood there. So the gaps are filled in two ways, from the part before and from the part
after, and a fault counts only where it is found with both and is not about a gap: it is there whatever comes into it.
Pure.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from framework_data.faults import Fault
from framework_data.located import Located

Objects = list[dict[str, Any]]
Gaps = Mapping[int, set[str]]
"""Place of an object in the file, from 0 -> its columns that hold nothing of use."""

BEFORE, AFTER = -1, 1
KEYS = {"statement", "gate", "dimension", "level", "first", "second"}
POINTS_AT = {
    "statement": ("statement",),
    "question": ("gate", "first", "second"),
    "dimension": ("dimension",),
    "level": ("level",),
}
MAY_BE_EMPTY = {"gate", "dimension", "level", "value", "months_after_year_end", "published"}
NUMBERS = {"band_p": 15, "band_l": 50, "band_f": 85, "revision": 1}
UNKNOWN = "?"


def certain_faults(
    found: Sequence[Located], gaps: Gaps, faults_of: Callable[[Objects], Iterable[Fault]]
) -> list[Fault]:
    """The faults of the edition as a whole that do not hang on what should stand in the gaps."""
    first, second = (_outside(gaps, filled, faults_of(filled)) for filled in _fillings(found, gaps))
    return [fault for fault in first if fault in second]


def _fillings(found: Sequence[Located], gaps: Gaps) -> Iterable[Objects]:
    for way in (BEFORE, AFTER):
        filling = _Filling(found, gaps, way)
        yield [filling.filled(place) for place in range(len(found))]


def _outside(gaps: Gaps, filled: Objects, faults: Iterable[Fault]) -> list[Fault]:
    """The faults that are not about a gap."""
    inside = {
        (filled[place]["model"].rpartition(".")[2], _name(filled[place]["fields"]), name)
        for place, names in gaps.items()
        for name in names
    }
    return [fault for fault in faults if (fault.model, fault.code, fault.field) not in inside]


def _name(fields: Mapping[str, Any]) -> Any:
    return fields["code"] if "code" in fields else fields.get("slug")


class _Filling:
    """Fills the gaps of a file from the neighbours on one side, and from the other where there is none."""

    def __init__(self, found: Sequence[Located], gaps: Gaps, way: int) -> None:
        self.found, self.gaps, self.way = found, gaps, way
        self.slug = next(each.fields["slug"] for each in found if each.model == "edition")

    def filled(self, place: int) -> dict[str, Any]:
        each = self.found[place]
        names = self.gaps.get(place, set())
        fields = dict(each.fields) | {name: self._stand_in(place, name) for name in names}
        if "edition" in names:
            # Which edition it belongs to is told once: its other keys are taken as of this one too.
            fields |= {name: [self.slug, fields[name][1]] for name in KEYS & fields.keys() if fields[name]}
        return {"model": each.as_object["model"], "fields": fields}

    def _stand_in(self, place: int, name: str) -> Any:
        known = self._known(place, name)
        if known or (name in MAY_BE_EMPTY and self.way == BEFORE):
            return known
        way, value = self._neighbour(place, name)
        if name == "order":
            return (value or 0) - way / 2
        if name == "code":
            return _counted_on(value, -way) or f"{UNKNOWN}{place}"
        return self._default(name) if value is None else value

    def _known(self, place: int, name: str) -> Any:
        """What the rest of the file says of it; None where it says nothing, or the other filling asks."""
        model = self.found[place].model
        if name == "edition":
            return [self.slug]
        if model == "option" and name in ("kind", "answer"):
            return self._said(place, name)
        if model == "level" and name == "order":
            return sum(each.model == "level" for each in self.found[: place + 1])
        if self.way == BEFORE:
            return self._home(place) if name == "statement" else None
        return self._missed(place) if name == "code" else None

    def _neighbour(self, place: int, name: str) -> tuple[int, Any]:
        """(on which side it stands, its value) of the nearest part of the same kind that has the column."""
        for way in (self.way, -self.way):
            at = place + way
            while 0 <= at < len(self.found) and self.found[at].model == self.found[place].model:
                if name not in self.gaps.get(at, ()):
                    return way, self.found[at].fields[name]
                at += way
        return BEFORE, None

    def _home(self, place: int) -> list[str] | None:
        """The statement whose code is how the question's code begins."""
        code = self.found[place].fields.get("code")
        home = code.rpartition(".")[0] if isinstance(code, str) else ""
        there = any(each.model == "statement" and each.fields.get("code") == home for each in self.found)
        return [self.slug, home] if there else None

    def _said(self, place: int, name: str) -> str:
        """The kind or answer that the code of an option says."""
        kind, _, answer = str(self.found[place].fields.get("code", "")).partition("-")
        return kind if name == "kind" else answer

    def _missed(self, place: int) -> str:
        """A code that other parts point at and none of this kind has; the one before the next part's, if it is such."""
        model = self.found[place].model
        codes = {each.fields["code"] for each in self.found if each.model == model and _is_text(each, "code")}
        keys = [each.fields.get(name) for each in self.found for name in POINTS_AT.get(model, ())]
        missed = [key[1] for key in keys if isinstance(key, list) and len(key) == 2 and isinstance(key[1], str)]
        missed = [code for code in missed if code not in codes]
        before_next = _counted_on(self._neighbour(place, "code")[1], -1)
        return before_next if before_next in missed else next(iter(missed), "")

    def _default(self, name: str) -> Any:
        if name in KEYS:
            return None if name in MAY_BE_EMPTY else [self.slug, UNKNOWN]
        return None if name in MAY_BE_EMPTY else NUMBERS.get(name, UNKNOWN)


def _is_text(each: Located, name: str) -> bool:
    return isinstance(each.fields.get(name), str)


def _counted_on(code: Any, step: int) -> str:
    """The code whose last number is higher or lower by a step; empty where there is none."""
    number = re.search(r"\d+$", code) if isinstance(code, str) else None
    if code is None or number is None or int(number.group()) + step < 1:
        return ""
    return f"{code[: number.start()]}{int(number.group()) + step}"
