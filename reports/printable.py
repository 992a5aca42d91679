"""What people typed, fit for a file: without the characters that have no shape and that file formats refuse."""

_KEPT = {ord("\t"), ord("\n")}
WITHOUT_SHAPE = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - _KEPT)
"""For str.translate: control characters, halves of pairs, and two code points that are no characters."""


def printable(text: str) -> str:
    """The text with every line break as one newline and without what has no shape."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(WITHOUT_SHAPE)
