"""A comparison of two editions as plain text, for a terminal: [-words that went-] and {+words that came+}.

In the language that is spoken; the comparison itself was made in it.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from framework_data.comparing import ADDED, CHANGED, GONE, NEW, REMOVED, SAME, Comparison, PartChange, Run, TextChange

MARKS = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
KINDS = {
    "statement": gettext_noop("statements"),
    "question": gettext_noop("questions"),
    "level": gettext_noop("levels"),
    "dimension": gettext_noop("dimensions"),
    "option": gettext_noop("answers"),
    "definition": gettext_noop("definitions"),
    "check": gettext_noop("checks"),
}
STATES = {CHANGED: gettext_noop("changed"), NEW: gettext_noop("new"), GONE: gettext_noop("gone")}


def kinds_in_words() -> dict[str, str]:
    return {kind: _(name) for kind, name in KINDS.items()}


def states_in_words() -> dict[str, str]:
    return {state: _(word) for state, word in STATES.items()}


def as_lines(comparison: Comparison) -> Iterator[str]:
    before, after = comparison.before, comparison.after
    yield _("From %(edition)s (%(name)s)") % {"edition": before.slug, "name": before.label}
    yield _("to   %(edition)s (%(name)s)") % {"edition": after.slug, "name": after.label}
    yield summary(comparison)
    yield from _block(_("Rules"), (f"{r.place}, {r.what}: {r.before} -> {r.after}" for r in comparison.rules))
    yield from _block(_("About the edition"), (_in_line(change) for change in comparison.about))
    for statement in comparison.statements:
        changed = [part for part in (statement, *statement.questions) if part.state != SAME]
        heading = _("Statement %(code)s") % {"code": statement.code}
        yield from _block(heading, (line for part in changed for line in _lines(part)))
    changed = [part for part in comparison.others if part.state != SAME]
    yield from _block(_("Other parts"), (line for part in changed for line in _lines(part)))


def summary(comparison: Comparison) -> str:
    """How much differs, in one line."""
    if comparison.is_same:
        return _("No difference.")
    counts = [
        f"{name}: {', '.join(found)}" for kind, name in kinds_in_words().items() if (found := _counts(comparison, kind))
    ]
    rules = len(comparison.rules)
    if rules:
        counts.append(ngettext("rules: %(num)s changed", "rules: %(num)s changed", rules) % {"num": rules})
    return "; ".join(counts or [_("title or source")]) + "."


def _counts(comparison: Comparison, kind: str) -> list[str]:
    """ "2 changed", "1 new": how many parts of this kind differ in which way."""
    counted = {state: comparison.count(kind, state) for state in STATES}
    words = {
        CHANGED: ngettext("%(num)s changed", "%(num)s changed", counted[CHANGED]),
        NEW: ngettext("%(num)s new", "%(num)s new", counted[NEW]),
        GONE: ngettext("%(num)s gone", "%(num)s gone", counted[GONE]),
    }
    return [words[state] % {"num": count} for state, count in counted.items() if count]


def marked(runs: Iterable[Run]) -> str:
    return "".join(MARKS[run.kind].format(run.text) for run in runs)


def _block(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", heading, *(f"  {line}" for line in found))


def _lines(part: PartChange) -> Iterator[str]:
    also = ""
    if part.reads_as:
        also = " " + _("(the other edition has this wording as %(code)s)") % {"code": part.reads_as}
    if part.state in (NEW, GONE):
        yield f"{part.kind} {part.code}, {states_in_words()[part.state]}{also}: {part.text}"
        return
    yield from (f"{part.code}, {_in_line(change)}" for change in part.texts)
    if also:
        yield f"{part.code}{also}"


def _in_line(change: TextChange) -> str:
    return f"{change.name}: {marked(change.runs)}"
