"""Two editions side by side: what reads otherwise, word by word, and apart from it what is ruled otherwise.

Pure: the objects of two fixtures in, one frozen Comparison out; no Django, no clock, no database. Parts are matched
by their code, which is the key, and stand in the order of the later edition; what only the earlier one has follows the
part that it stood behind.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from framework_data.errata import corrected
from framework_data.faults import Translate

Object = Mapping[str, Any]
Fields = Mapping[str, Any]
Parts = Mapping[str, Mapping[str, Fields]]

SAME, CHANGED, NEW, GONE = "same", "changed", "new", "gone"
REMOVED, ADDED = "removed", "added"


def gettext_noop(text: str) -> str:
    """Marks words for the catalogue, as Django's function of this name does; `compare` is told how to say them."""
    return text


TEXTS: Mapping[str, Mapping[str, str]] = {
    "edition": {
        "title": gettext_noop("Title"),
        "label": gettext_noop("Edition"),
        "publisher": gettext_noop("Publisher"),
        "source_note": gettext_noop("Source"),
    },
    "level": {"name": gettext_noop("Name"), "summary": gettext_noop("Summary")},
    "dimension": {"name": gettext_noop("Name"), "summary": gettext_noop("Summary")},
    "definition": {"meaning": gettext_noop("Meaning")},
    "option": {"label": gettext_noop("Label")},
    "statement": {
        "text": gettext_noop("Detailed wording"),
        "summary_text": gettext_noop("Wording in the summary"),
        "why_it_matters": gettext_noop("Why it matters"),
        "substance_note": gettext_noop("Note where summary and detail differ"),
    },
    "question": {"text": gettext_noop("Question"), "guidance": gettext_noop("Guidance")},
    "check": {"say": gettext_noop("Advice")},
}
"""Kind of part -> the texts that are compared word by word, with their names in English."""

RULES: Mapping[str, Mapping[str, str]] = {
    "edition": {
        "language": gettext_noop("language"),
        "published": gettext_noop("year of publication"),
        "band_p": gettext_noop("per cent above which P"),
        "band_l": gettext_noop("per cent above which L"),
        "band_f": gettext_noop("per cent above which F"),
        "full_needs": gettext_noop("lowest answer in a full statement"),
        "reach": gettext_noop("rating that a level needs"),
        "build_on": gettext_noop("rating that lower levels need"),
    },
    "level": {},
    "dimension": {},
    "definition": {},
    "option": {"kind": gettext_noop("kind"), "answer": gettext_noop("answer"), "value": gettext_noop("value")},
    "statement": {"dimension": gettext_noop("dimension"), "level": gettext_noop("level")},
    "question": {
        "statement": gettext_noop("statement"),
        "respondent": gettext_noop("respondent"),
        "kind": gettext_noop("kind"),
        "gate": gettext_noop("gate"),
        "months_after_year_end": gettext_noop("months after the year end"),
    },
    "check": {
        "moment": gettext_noop("moment"),
        "kind": gettext_noop("kind"),
        "first": gettext_noop("first question"),
        "second": gettext_noop("second question"),
    },
}
"""Kind of part -> what is not wording but rule, with its names in English."""

IN_WORDS = {
    "lead_entity": gettext_noop("the lead entity"),
    "entity": gettext_noop("each entity"),
    "organisation": gettext_noop("the partnership as a whole"),
    "at_submit": gettext_noop("when a body submits"),
    "at_reveal": gettext_noop("on the consensus page"),
}
NOTHING, FIRST, POLICY = gettext_noop("none"), gettext_noop("first"), gettext_noop("Policy")
FEWEST_KEPT = 3
"""Of this many words one at least must have stayed, or the text counts as written anew."""


@dataclass(frozen=True)
class Run:
    """A stretch of words; kind is SAME, REMOVED or ADDED."""

    kind: str
    text: str


@dataclass(frozen=True)
class TextChange:
    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class RuleChange:
    """place: the code, or "Policy". what: respondent, kind, gate, order, scale …; before and after in words."""

    place: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class PartChange:
    """One part in both editions. text: how it reads in the later one, or read in the earlier where it is gone.

    reads_as: the code under which the other edition has this very wording, where it has it under another.
    """

    kind: str
    code: str
    state: str
    text: str
    texts: tuple[TextChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    reads_as: str = ""
    questions: tuple["PartChange", ...] = ()

    @property
    def is_same(self) -> bool:
        return self.state == SAME and all(question.is_same for question in self.questions)


@dataclass(frozen=True)
class Side:
    """One of the two editions."""

    slug: str
    title: str
    label: str


@dataclass(frozen=True)
class Comparison:
    """about: the texts of the edition itself. others: levels, dimensions, answers, definitions and checks."""

    before: Side
    after: Side
    about: tuple[TextChange, ...]
    statements: tuple[PartChange, ...]
    others: tuple[PartChange, ...]
    policy: tuple[RuleChange, ...] = field(default=())

    @property
    def parts(self) -> Iterator[PartChange]:
        """Every part, each statement followed by its questions."""
        for statement in self.statements:
            yield statement
            yield from statement.questions
        yield from self.others

    @property
    def rules(self) -> tuple[RuleChange, ...]:
        """What is ruled otherwise: policy and scale first, then part by part."""
        return (*self.policy, *(rule for part in self.parts for rule in part.rules))

    @property
    def is_same(self) -> bool:
        return not (self.about or self.policy or any(part.state != SAME for part in self.parts))

    def count(self, kind: str, state: str) -> int:
        return sum(part.kind == kind and part.state == state for part in self.parts)


def compare(before: Iterable[Object], after: Iterable[Object], *, translate: Translate = str) -> Comparison:
    """Compare two editions, each the objects of its fixture with errata or without."""
    old, new = _parts(before), _parts(after)
    (was,), (now,) = old["edition"].values(), new["edition"].values()
    statements, questions = _changes("statement", old, new, translate), _changes("question", old, new, translate)
    return Comparison(
        before=_side(was),
        after=_side(now),
        about=_text_changes("edition", was, now, translate),
        policy=_rule_changes(translate(POLICY), "edition", was, now, translate),
        statements=tuple(_with_questions(statement, questions, old, new) for statement in statements),
        others=tuple(
            change
            for kind in ("level", "dimension", "option", "definition", "check")
            for change in _changes(kind, old, new, translate)
        ),
    )


def nearest(objects: Iterable[Object], others: Mapping[str, Iterable[Object]]) -> str | None:
    """The slug of the edition that shares most with this one: wording under the same code, then codes; None of none."""
    mine = _parts(objects)["question"]
    best, most = None, 0
    for slug, each in others.items():
        theirs = _parts(each)["question"]
        alike = sum(1 + 2 * (mine[code]["text"] == theirs[code]["text"]) for code in mine.keys() & theirs.keys())
        if alike > most:
            best, most = slug, alike
    return best


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """The text of both, as runs of words that stayed, went and came. Space between two changed words goes with them.

    Texts that have little in common are one run that went and one that came: marking the odd "the" helps nobody.
    """
    old, new = _words(before), _words(after)
    found: list[list[str]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if _kept(matcher, old) * FEWEST_KEPT < max(len(_solid(old)), len(_solid(new))):
        return _filled((Run(REMOVED, before), Run(ADDED, after)))
    for tag, i, j, k, m in matcher.get_opcodes():
        kept = "".join(old[i:j])
        if tag == "equal" and not (found and not kept.strip() and m < len(new)):
            found.append([kept, kept, SAME])
        elif found and found[-1][2] == CHANGED:
            found[-1][0] += kept
            found[-1][1] += "".join(new[k:m])
        else:
            found.append([kept, "".join(new[k:m]), CHANGED])
    return _filled(run for was, now, state in found for run in _runs(was, now, state))


# --- Inside --------------------------------------------------------------------------------------------------------


def _runs(was: str, now: str, state: str) -> tuple[Run, ...]:
    return (Run(SAME, was),) if state == SAME or was == now else (Run(REMOVED, was), Run(ADDED, now))


def _filled(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.text)


def _kept(matcher: SequenceMatcher[str], old: Sequence[str]) -> int:
    """How many words, spaces apart, stand in both texts in the same order."""
    return sum(len(_solid(old[block.a : block.a + block.size])) for block in matcher.get_matching_blocks())


def _solid(words: Sequence[str]) -> list[str]:
    return [word for word in words if not word.isspace()]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’-]\w+)*|\s+|[^\w\s]", text)


def _parts(objects: Iterable[Object]) -> Parts:
    """Kind of part -> code -> fields, in the order of each kind; an edition stands under its slug."""
    found: dict[str, dict[str, Fields]] = {kind: {} for kind in TEXTS}
    each = corrected(objects)
    for one in sorted(each, key=lambda one: one["fields"].get("order", 0)):
        fields = one["fields"]
        found[one["model"].rpartition(".")[2]][fields.get("code", fields.get("slug"))] = fields
    return found


def _side(edition: Fields) -> Side:
    return Side(edition["slug"], edition["title"], edition["label"])


def _changes(kind: str, old: Parts, new: Parts, translate: Translate) -> list[PartChange]:
    moved = _moved(list(old[kind]), list(new[kind]), translate)
    return [
        _change(kind, code, old[kind].get(code), new[kind].get(code), old, new, moved, translate)
        for code in _in_order(list(old[kind]), list(new[kind]))
    ]


def _change(
    kind: str,
    code: str,
    was: Fields | None,
    now: Fields | None,
    old: Parts,
    new: Parts,
    moved: Mapping[str, RuleChange],
    translate: Translate,
) -> PartChange:
    first = next(iter(TEXTS[kind]))
    if was is None or now is None:
        there, elsewhere = (now, old) if was is None else (was, new)
        text = (there or {}).get(first, "")
        state = NEW if was is None else GONE
        return PartChange(kind, code, state, text, reads_as=_code_of(elsewhere[kind], first, text))
    texts = _text_changes(kind, was, now, translate)
    rules = (*_rule_changes(code, kind, was, now, translate), *([moved[code]] if code in moved else []))
    reads_as = _code_of(old[kind], first, now[first]) if was[first] != now[first] else ""
    state = CHANGED if texts or rules else SAME
    return PartChange(kind, code, state, now[first], texts, rules, reads_as)


def _text_changes(kind: str, was: Fields, now: Fields, translate: Translate) -> tuple[TextChange, ...]:
    return tuple(
        TextChange(translate(name), word_runs(was[column], now[column]))
        for column, name in TEXTS[kind].items()
        if was[column] != now[column]
    )


def _rule_changes(place: str, kind: str, was: Fields, now: Fields, translate: Translate) -> tuple[RuleChange, ...]:
    return tuple(
        RuleChange(place, translate(name), _in_words(was[column], translate), _in_words(now[column], translate))
        for column, name in RULES[kind].items()
        if _plain(was[column]) != _plain(now[column])
    )


def _with_questions(statement: PartChange, questions: Sequence[PartChange], old: Parts, new: Parts) -> PartChange:
    """The statement with the questions that stand under it, in the later edition where they are in both."""
    its = tuple(
        question
        for question in questions
        if (new["question"].get(question.code) or old["question"][question.code])["statement"][1] == statement.code
    )
    return PartChange(**vars(statement) | {"questions": its})


def _code_of(parts: Mapping[str, Fields], column: str, text: str) -> str:
    """The one code with this very text; none where several parts read alike."""
    codes = [code for code, fields in parts.items() if fields[column] == text]
    return codes[0] if len(codes) == 1 and text else ""


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The codes of the later edition; what only the earlier has follows the code that it stood behind."""
    found = list(new)
    for place, code in enumerate(old):
        if code not in new:
            found.insert(found.index(old[place - 1]) + 1 if place else 0, code)
    return found


def _moved(old: Sequence[str], new: Sequence[str], _: Translate) -> dict[str, RuleChange]:
    """Code -> its move, for the fewest parts of both editions that have to move to get from one order to the other."""
    kept_old, kept_new = [c for c in old if c in new], [c for c in new if c in old]
    stay: set[str] = set()
    for block in SequenceMatcher(None, kept_old, kept_new, autojunk=False).get_matching_blocks():
        stay.update(kept_old[block.a : block.a + block.size])
    return {
        code: RuleChange(code, _("order"), _behind(kept_old, code, _), _behind(kept_new, code, _))
        for code in kept_new
        if code not in stay
    }


def _behind(codes: Sequence[str], code: str, _: Translate) -> str:
    place = codes.index(code)
    return _("after %(code)s") % {"code": codes[place - 1]} if place else _(FIRST)


def _plain(value: Any) -> Any:
    """A natural key as its code: the edition in it differs anyway."""
    return value[1] if isinstance(value, list | tuple) else value


def _in_words(value: Any, translate: Translate) -> str:
    plain = _plain(value)
    if plain is None or plain == "":
        return translate(NOTHING)
    return translate(IN_WORDS[plain]) if plain in IN_WORDS else str(plain)
