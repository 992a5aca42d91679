"""What becomes of the answers of a round on another edition of the framework: question by question, answer by answer.

Pure: the objects of two fixtures in, one frozen Plan out; no Django, no clock, no database, and nothing of what anybody
answered. So what is said to everybody while bodies answer blind can be said from here.

The code of a question is its key. An answer is carried where the question is the same: its wording (blanks apart), the
statement it stands under, who is asked, how it is answered, its gate and its date. Guidance, order, the wording of the
statement and the numbers of the rule change nothing of what somebody has said, so they make no difference here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from framework_data.comparing import GONE, NEW, Object, PartChange, Run, compare, word_runs
from framework_data.errata import corrected

CARRIED, TO_CONFIRM, DROPPED, ADDED = "carried", "to_confirm", "dropped", "added"
FATES = (CARRIED, TO_CONFIRM, DROPPED, ADDED)

TEXT, OPTION = "text", "option"
RULES = ("statement", "respondent", "kind", "gate", "months_after_year_end")
"""The columns of a question that say what an answer to it means, its wording apart."""

Fields = Mapping[str, Any]
Scale = Mapping[str, Mapping[str, tuple[str, Any]]]
"""Kind of question -> answer -> (label, value)."""


@dataclass(frozen=True)
class OptionChange:
    """An answer that reads or counts otherwise; after is empty where it can no longer be given."""

    answer: str
    before: str
    after: str


@dataclass(frozen=True)
class Fate:
    """What becomes of the answers to one question.

    text: its wording in the later edition, or in the earlier one where it is gone. why: columns (TEXT and RULES) that
    differ. runs: the wording then and now, where it differs. options: answers that have to be confirmed all the same
    where the question itself is the same. reads_as: the code under which the other edition has this very wording.
    """

    code: str
    statement: str
    fate: str
    text: str
    why: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    options: tuple[OptionChange, ...] = ()
    reads_as: str = ""

    def of_value(self, value: str) -> tuple[str, tuple[str, ...]]:
        """(fate, why) of one answer; an empty value is a note alone, which no scale can change."""
        if self.fate == CARRIED and any(option.answer == value for option in self.options):
            return TO_CONFIRM, (OPTION,)
        return self.fate, self.why


@dataclass(frozen=True)
class Plan:
    """statements: (code, fates of its questions), in the order of the later edition."""

    statements: tuple[tuple[str, tuple[Fate, ...]], ...]
    by_code: Mapping[str, Fate] = field(repr=False)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Fate -> number of questions."""
        return {fate: sum(each.fate == fate for each in self.by_code.values()) for fate in FATES}


def plan(before: Iterable[Object], after: Iterable[Object]) -> Plan:
    """What becomes of answers on the way from one edition to another, each the objects of its fixture."""
    before, after = list(before), list(after)
    old, new = _Edition(before), _Edition(after)
    statements = tuple(
        (statement.code, tuple(_fate(question, statement.code, old, new) for question in statement.questions))
        for statement in compare(before, after).statements
    )
    return Plan(
        statements=tuple((code, fates) for code, fates in statements if fates),
        by_code={fate.code: fate for _, fates in statements for fate in fates},
    )


class _Edition:
    """The questions and the scale of one edition, by code and by kind."""

    def __init__(self, objects: Iterable[Object]) -> None:
        self.questions: dict[str, Fields] = {}
        self.scale: dict[str, dict[str, tuple[str, Any]]] = {}
        for one in corrected(objects):
            fields = one["fields"]
            if one["model"].endswith(".question"):
                self.questions[fields["code"]] = fields
            elif one["model"].endswith(".option"):
                self.scale.setdefault(fields["kind"], {})[fields["answer"]] = (fields["label"], fields["value"])


def _fate(part: PartChange, statement: str, old: _Edition, new: _Edition) -> Fate:
    code = part.code
    if part.state in (NEW, GONE):
        fate = ADDED if part.state == NEW else DROPPED
        return Fate(code, statement, fate, part.text, reads_as=part.reads_as)
    was, now = old.questions[code], new.questions[code]
    why = _why(was, now)
    runs = word_runs(was["text"], now["text"]) if TEXT in why else ()
    options = _options(old.scale, new.scale, now["kind"]) if not why else ()
    return Fate(code, statement, TO_CONFIRM if why else CARRIED, part.text, why, runs, options, part.reads_as)


def _why(was: Fields, now: Fields) -> tuple[str, ...]:
    text = (TEXT,) if was["text"].split() != now["text"].split() else ()
    return (*text, *(column for column in RULES if _code(was[column]) != _code(now[column])))


def _options(old: Scale, new: Scale, kind: str) -> tuple[OptionChange, ...]:
    """The answers that this kind of question knew and that now read or count otherwise, or are gone."""
    was, now = old.get(kind, {}), new.get(kind, {})
    return tuple(
        OptionChange(answer, label, now[answer][0] if answer in now else "")
        for answer, (label, value) in was.items()
        if now.get(answer) != (label, value)
    )


def _code(value: Any) -> Any:
    """A natural key as its code: the edition in it differs anyway."""
    return value[1] if isinstance(value, list | tuple) else value
