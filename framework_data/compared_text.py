"""A comparison of two editions as plain text, for a terminal: [-words that went-] and {+words that came+}."""

from collections.abc import Iterable, Iterator

from framework_data.comparing import ADDED, CHANGED, GONE, NEW, REMOVED, SAME, Comparison, PartChange, Run, TextChange

MARKS = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
KINDS = {
    "statement": "statements",
    "question": "questions",
    "level": "levels",
    "dimension": "dimensions",
    "option": "answers",
    "definition": "definitions",
    "check": "checks",
}
STATES = {CHANGED: "changed", NEW: "new", GONE: "gone"}


def as_lines(comparison: Comparison) -> Iterator[str]:
    before, after = comparison.before, comparison.after
    yield f"From {before.slug} ({before.label})"
    yield f"to   {after.slug} ({after.label})"
    yield summary(comparison)
    yield from _block("Rules", (f"{r.place}, {r.what}: {r.before} -> {r.after}" for r in comparison.rules))
    yield from _block("About the edition", (_in_line(change) for change in comparison.about))
    for statement in comparison.statements:
        changed = [part for part in (statement, *statement.questions) if part.state != SAME]
        yield from _block(f"Statement {statement.code}", (line for part in changed for line in _lines(part)))
    changed = [part for part in comparison.others if part.state != SAME]
    yield from _block("Other parts", (line for part in changed for line in _lines(part)))


def summary(comparison: Comparison) -> str:
    """How much differs, in one line."""
    counts = [
        f"{name}: {', '.join(found)}"
        for kind, name in KINDS.items()
        if (found := [f"{n} {word}" for state, word in STATES.items() if (n := comparison.count(kind, state))])
    ]
    if comparison.is_same:
        return "No difference."
    rules = len(comparison.rules)
    return "; ".join([*counts, f"rules: {rules} changed"] if rules else counts or ["title or source"]) + "."


def marked(runs: Iterable[Run]) -> str:
    return "".join(MARKS[run.kind].format(run.text) for run in runs)


def _block(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", heading, *(f"  {line}" for line in found))


def _lines(part: PartChange) -> Iterator[str]:
    also = f" (the other edition has this wording as {part.reads_as})" if part.reads_as else ""
    if part.state in (NEW, GONE):
        yield f"{part.kind} {part.code}, {STATES[part.state]}{also}: {part.text}"
        return
    yield from (f"{part.code}, {_in_line(change)}" for change in part.texts)
    if also:
        yield f"{part.code}{also}"


def _in_line(change: TextChange) -> str:
    return f"{change.name}: {marked(change.runs)}"
