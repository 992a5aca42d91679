"""How a line begins: with a statement's code, a question's code, a number, a letter, a bullet, or with none of them.

Pure. Codes are those of the base edition, in the ways people write them: "S1", "S 1:", "[S1]", "S1 –", "Statement S1",
"Strategy S1". Whether a beginning means what it looks like is decided where the text around it is known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from framework_data.wording.base import Base

STATEMENT, QUESTION, NUMBER, LETTER, BULLET, NONE = "statement", "question", "number", "letter", "bullet", "none"

_BULLET = re.compile(r"^\s*(?:[•·▪■□●○◦◾◼‣∙⁃➢➤✓✔❖☐☑–—*+-]|o(?=\s{2,}|\t)|\[[ xX]?\])\s+(?=\S)")
_NUMBER = re.compile(
    r"^(?P<word>(?:Question|QUESTION|Quest\.|Qu\.?|Q\.?|No\.?)\s*)?(?P<open>[\[(])?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})"
    r"(?P<close>\s*[–—-](?=\s)|\s?[.)](?=\s)|[\])]?[.:)]?)(?:\s+(?P<rest>.*)|(?P<tight>[“\"‘']?[A-Z].*)|)$",
    re.DOTALL,
)
_LETTER = re.compile(r"^(?P<open>\()?(?P<letter>[a-z])(?P<close>[.)])\s+(?P<rest>\S.*)$")
_AFTER_CODE = r"(?P<delimiter>\s*[\])]?\s*[:.)|]?\s*(?:[–—-]+(?=\s|$))?)(?:\s+(?P<rest>.*)|(?P<tight>[“\"‘'A-Z].*)|)$"
_MARK = r"(?:[⁰¹²³⁴-⁹]+|\[\^?\w{1,3}\]|\^\d{1,3}\^|[*†‡])?"
_ANOTHER_CODE = re.compile(r"^(?:,|/|&|and\b|or\b|to\b|[–—-])")


@dataclass(frozen=True)
class Start:
    """kind: one of the constants above. number: a question's; style: how numbers are written, to tell lists apart.

    `marked` says that something beside the code or the number sets it off: a colon, a bracket, a word, bold.
    """

    kind: str
    rest: str
    code: str = ""
    number: int = 0
    style: str = ""
    marked: bool = False
    bulleted: bool = False


class Starts:
    """Reads how lines begin, for the codes of one edition."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._known: dict[str, Start] = {}

    def of(self, text: str) -> Start:
        """How the line begins; `rest` is what follows."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Start:
        bullet = _BULLET.match(text)
        body = text[bullet.end() :] if bullet else text
        found = self._question(body) or self._statement(body) or _number(body) or _letter(body)
        if found:
            return Start(**{**vars(found), "bulleted": bool(bullet)})
        if bullet:
            return Start(BULLET, body, style=f"bullet {text.lstrip()[0]}", bulleted=True)
        return Start(NONE, text)

    def _statement(self, text: str) -> Start | None:
        found = self._statement_pattern.match(text)
        if not found:
            return None
        rest = (found["rest"] or found["tight"] or "").strip()
        delimiter = found["delimiter"].strip()
        if (not delimiter and _ANOTHER_CODE.match(rest)) or (delimiter in "–—-" and self._code_first(rest)):
            return None
        marked = bool(delimiter or found["word"] or found["open"])
        return Start(STATEMENT, rest, code=self._code_of(found["code"]), marked=marked)

    def _question(self, text: str) -> Start | None:
        found = self._question_pattern.match(text)
        if not found:
            return self._question_by_its_own_code(text)
        rest = (found["rest"] or found["tight"] or "").strip()
        code = self._code_of(found["code"])
        return Start(QUESTION, rest, code=code, number=int(found["number"]), style="code", marked=True)

    def _question_by_its_own_code(self, text: str) -> Start | None:
        """A question whose code is not made of its statement's and a number."""
        found = self._own_codes_pattern.match(text) if self._own_codes else None
        if not found:
            return None
        statement, number = self._own_codes[found["code"]]
        rest = (found["rest"] or found["tight"] or "").strip()
        return Start(QUESTION, rest, code=statement, number=number, style="code", marked=True)

    def _code_first(self, text: str) -> bool:
        return re.match(rf"(?:{self._codes})\b", text) is not None

    def _code_of(self, written: str) -> str:
        return self._by_plain[_plain(written)]

    @cached_property
    def _by_plain(self) -> dict[str, str]:
        return {_plain(statement.code): statement.code for statement in self._base.statements}

    @cached_property
    def _own_codes(self) -> dict[str, tuple[str, int]]:
        """Code of such a question -> its statement and its number there."""
        return {
            code: (statement.code, number)
            for statement in self._base.statements
            for number, code in enumerate(statement.codes, start=1)
            if code != f"{statement.code}.{number}"
        }

    @cached_property
    def _own_codes_pattern(self) -> re.Pattern[str]:
        codes = "|".join(re.escape(code) for code in sorted(self._own_codes, key=len, reverse=True))
        return re.compile(rf"^[\[(]?(?P<code>{codes})(?![\w-]|\.\d){_AFTER_CODE}", re.DOTALL)

    @cached_property
    def _codes(self) -> str:
        return _alternatives([statement.code for statement in self._base.statements])

    @cached_property
    def _statement_pattern(self) -> re.Pattern[str]:
        names = "|".join(re.escape(name) for name in sorted(self._base.sections, key=len, reverse=True))
        sections = rf"(?i:(?:{names})\s*[:–—-]?\s+)*" if names else ""
        return re.compile(
            rf"^{sections}(?P<word>(?i:(?:[a-z]+\s+){{0,3}}statement|ref\.?|code|indicator)\s*:?\s+)?(?P<open>[\[(])?(?P<code>{self._codes})"
            rf"{_MARK}(?![\w’'/]|[.-]?\d){_AFTER_CODE}",
            re.DOTALL,
        )

    @cached_property
    def _question_pattern(self) -> re.Pattern[str]:
        return re.compile(
            rf"^(?i:question\s+)?[\[(]?(?P<code>{self._codes})\s?(?:[./:-]\s?|\s*[–—]\s*|\s)?(?:Q\.?\s?|\((?=\d))?"
            rf"(?<=[./:–—Q (-])(?P<number>\d{{1,3}})(?![\w]|[.,]\d)[\])]{{0,2}}{_AFTER_CODE}",
            re.DOTALL,
        )


def _number(text: str) -> Start | None:
    found = _NUMBER.match(text)
    if not found or (found["open"] and not found["close"].startswith((")", "]"))):
        return None
    rest = (found["rest"] or found["tight"] or "").strip()
    parts = found["number"].split(".")
    word, opening, closing = (found["word"] or "").strip()[:1], found["open"] or "", found["close"].strip()
    style = f"{word}{opening}{'.'.join('n' for _ in parts)}{closing}"
    marked = bool(word or closing or len(parts) > 1)
    return Start(NUMBER, rest, number=int(parts[-1]), style=style, marked=marked)


def _letter(text: str) -> Start | None:
    found = _LETTER.match(text)
    if not found:
        return None
    number = ord(found["letter"]) - ord("a") + 1
    return Start(
        LETTER, found["rest"].strip(), number=number, style=f"{found['open'] or ''}a{found['close']}", marked=True
    )


def _alternatives(codes: Sequence[str]) -> str:
    """The codes in the ways they are written: "DEL1", "DEL 1", "DEL-1", "Del1"; the longest first."""
    return "|".join(_written(code) for code in sorted(codes, key=len, reverse=True))


def _written(code: str) -> str:
    letters = code.rstrip("0123456789")
    digits = code[len(letters) :]
    spelled = re.escape(letters) if len(letters) < 2 else f"(?i:{re.escape(letters)})"
    return rf"{spelled}[ .-]?0?{digits}(?!\d)" if letters and digits else re.escape(code)


def _plain(code: str) -> str:
    letters = re.sub(r"[ .-]?0?(\d+)$", "", code)
    digits = re.search(r"\d*$", code)
    number = str(int(digits.group())) if digits and digits.group() else ""
    return f"{letters.rstrip(' .-').casefold()} {number}"
