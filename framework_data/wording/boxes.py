"""Boxes to tick at the end of lines, as a form for self-assessment has them: "F L P N", "Yes No", "☐ ☐ ☐".

Pure. They are taken for boxes where the same stands behind the question marks of many lines.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from framework_data.wording.lines import Line

FEWEST = 5
_BEHIND = re.compile(r"\?\s+(?P<box>[^?\d]{1,30})$")


def without_boxes(lines: Sequence[Line]) -> tuple[list[Line], dict[str, int]]:
    """The lines without them; and what was taken off -> from how many lines."""
    found = Counter(match["box"] for line in lines if (match := _BEHIND.search(line.text)))
    boxes = [box for box, count in found.items() if count >= FEWEST and not re.search(r"[a-z]{12}|[a-z] [a-z]", box)]
    if not boxes:
        return list(lines), {}
    behind = re.compile(rf"\s+(?:{'|'.join(re.escape(box) for box in sorted(boxes, key=len, reverse=True))})$")
    taken = Counter(match.group().strip() for line in lines if (match := behind.search(line.text)))
    return [replace(line, text=behind.sub("", line.text)) for line in lines], dict(taken)
