"""Small questions about a stretch of text: whether a sentence ends there, whether a name of the framework stands alone.

Pure.
"""

import re
from collections.abc import Sequence

_CLOSING = r"[)\]”’\"'»*†‡¹²³⁰⁴-⁹\s]*"
_NOTE_AT_END = r"(?:\d{1,2}|\[\^?\w{1,4}\]|\^\w{1,3}\^)?"
_ENDED = re.compile(rf"[.?!]{_CLOSING}{_NOTE_AT_END}{_CLOSING}$")
_ASKS = re.compile(rf"\?{_CLOSING}{_NOTE_AT_END}{_CLOSING}\.?$")
_WORDS_AROUND_NAMES = re.compile(
    r"\b(?:levels?|dimensions?|sections?|parts?|stages?|chapters?|themes?|annex|appendix|statements?|indicators?|questions?"
    r"|good practice|continued|cont’?'?d?|getting started|and|the|of|for|page|[ivx]+|[a-h])\b|\d+"
)


def is_ended(text: str) -> bool:
    """Whether a sentence ends with the text, footnote marks and closing brackets aside."""
    return _ENDED.search(text) is not None


def asks(text: str) -> bool:
    """Whether the text ends with a question mark."""
    return _ASKS.search(text) is not None


def begins_small(text: str) -> bool:
    """Whether a sentence goes on here: a small letter first, after a number too, or a closing mark."""
    if re.match(r"\d{1,4}(?:st|nd|rd|th|%|,|-)?\s*[a-z]", text):
        return True
    found = re.match(r"[\s“\"‘'(\[]*(.)", text)
    return found is not None and (found.group(1).islower() or text[0] in ",;.:)]’”?!&/–—-(")


def begins_large(text: str) -> bool:
    """Whether the first letter is a capital."""
    found = re.match(r"[^\w]*(\w)", text)
    return found is not None and found.group(1).isupper()


def is_section(text: str, names: Sequence[str]) -> bool:
    """Whether the line is a heading of names of levels and dimensions alone: "SECURING STEWARDSHIP – STRATEGY"."""
    if len(text) > 100 or text[:1].islower() or text.endswith((".", "?", ",", ";")):
        return False
    rest = text.casefold().replace("’", "'")
    for name in sorted(names, key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(name.casefold())}\b", "\x00", rest)
    if "\x00" not in rest and "getting started" not in rest:
        return False
    return not re.search(r"\w", _WORDS_AROUND_NAMES.sub("", rest))


def has_letters(text: str) -> bool:
    """Whether a letter stands in the text."""
    return any(each.isalpha() for each in text)


_HANGING = re.compile(
    r"(?:^|[\s(“‘\"'])(?:a|an|and|are|as|at|between|by|for|from|in|into|is|its|of|on|or|over|question|questions|see|statement"
    r"|statements|than|that|the|their|this|these|to|under|when|whether|which|with|within|you|your|our)$|[,(&/–—-]$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:supporting|key|self[- ]assessment|detailed|guiding|prompt|prompting|related|underlying|evaluation"
    r"|diagnostic|assessment|supplementary)\s+)*(?:questions?|prompts?)(?:\s+(?:to|for|on|about|which|that|in)\b.{0,60})?\s*[:.–-]?$",
    re.IGNORECASE,
)


def hangs(text: str) -> bool:
    """Whether the text cannot stop here: its last word asks for another, or a comma or dash stands at its end."""
    return _HANGING.search(text) is not None


def is_label(text: str) -> bool:
    """Whether the line announces questions: "Supporting questions:"."""
    return _LABEL.match(text) is not None


def ends_open(text: str) -> bool:
    """Whether more is announced: a colon, semicolon or comma stands at the end, or "and" or "or"."""
    return re.search(r"(?:[:;,]|\b(?:and|or))$", text) is not None
