"""Marks of Markdown, and the bits of HTML that stand in it, taken off a line: what is left is what a reader would see.

Pure. Plain text passes as it is, since nobody writes **so** for another reason.
"""

import html
import re

from framework_data.wording.lines import BULLET

_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|nbsp|amp|lt|gt|quot|apos|shy|[nm]dash|[lr][sd]quo|hellip|bull);")
_SUPERSCRIPT = re.compile(r"<sup>\s*(.*?)\s*</sup>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|center|div|em|font|h[1-6]|i|img|li|ol|p|small|span|strong|sub|table|tbody|td|th|thead|tr|u|ul)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")
_LINK = re.compile(
    r"\[([^\[\]]*)\](?:\([^()\s]*(?:\s\"[^\"]*\")?\))?\{[^{}]*\}|\[([^\[\]]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)"
)
_ANCHOR = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"\*\*|(?<![A-Za-z0-9_])__(?=\S)|(?<=\S)__(?![A-Za-z0-9_])")
_EMPHASIS = re.compile(r"(?<![\w*])(?P<mark>[*_])(?=[^\s*_])(?P<text>[^*_]*[^\s*_])(?P=mark)(?![\w*])")
_KEPT = {"*": "\ue000", "_": "\ue001", "#": "\ue002", ">": "\ue003"}


def without_markup(text: str) -> tuple[str, bool]:
    """The line without marks, and whether they said that it is a heading or begins in bold."""
    text = _without_html(text)
    text = _QUOTED.sub("", text)
    heading = _HEADING.match(text)
    text = heading.group(1) if heading else text
    bold = re.match(r"\s*(?:[-*+•]\s+)?(?:\*\*|__)(?=\S)", text) is not None
    text = _without_links(text)
    text = _ESCAPED.sub(lambda found: _KEPT.get(found.group(1), found.group(1)), text)
    text = re.sub(r"\\$", "", text)
    text = _EMPHASIS.sub(r"\g<text>", _STRONG.sub("", text))
    for mark, kept in _KEPT.items():
        text = text.replace(kept, mark)
    return text, bool(heading) or bold


def _without_html(text: str) -> str:
    if "<" in text:
        text = _SUPERSCRIPT.sub(r"^\1^", _COMMENT.sub("", text))
        text = _TAG.sub(" ", _ITEM.sub(f"{BULLET} ", text))
    if "&" in text:
        text = _ENTITY.sub(
            lambda found: html.unescape(found.group()).replace("\u00a0", " ").replace("\u00ad", ""), text
        )
    return text


def _without_links(text: str) -> str:
    if "[" not in text and "{" not in text:
        return text
    text = _PICTURE.sub(r"\1", text)
    for _ in range(2):
        text = _LINK.sub(lambda found: found.group(1) or found.group(2) or "", text)
    return _ANCHOR.sub("", text)
