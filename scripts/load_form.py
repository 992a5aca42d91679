"""A statement page as the browser of `make load` holds it: the fields of its form, typed into, sent and drawn anew."""

import hashlib
import html
import re
from dataclasses import dataclass, field

TEXTS = ("value", "note", "reason", "evidence")

FIELD = re.compile(r"<input\b([^>]*)>|<textarea\b([^>]*)>\n?(.*?)</textarea>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')
NAME = re.compile(r"([A-Z]+\d+-\d+)-(\w+)")
DRAWN_ANEW = re.compile(r'<div id="([A-Z]+\d+-\d+)" hx-swap-oob')
CONFLICT = re.compile(r'name="keep" value="([A-Z]+\d+\.\d+):(\d+)"')


@dataclass
class Card:
    """The fields of one question: what stands in them, and the revision and digest of what was read."""

    code: str
    texts: dict[str, str] = field(default_factory=lambda: dict.fromkeys(TEXTS, ""))
    choices: list[str] = field(default_factory=list)
    revision: int = 0
    read: str = ""

    @property
    def key(self) -> str:
        return self.code.replace(".", "-")

    @property
    def is_touched(self) -> bool:
        """Whether the fields hold anything else than the page showed, told as the site tells it."""
        typed = "\0".join(self.texts[name] for name in TEXTS)
        return self.read != hashlib.sha256(typed.encode()).hexdigest()[:16]

    def fields(self) -> dict[str, str]:
        """What a browser sends of it; radios of which none is chosen are left out."""
        sent = {name: text for name, text in self.texts.items() if name != "value" or text}
        return {f"{self.key}-{name}": text for name, text in sent.items()} | {
            f"{self.key}-revision": str(self.revision),
            f"{self.key}-read": self.read,
        }


@dataclass
class Form:
    """The form of one statement."""

    path: str
    token: str = ""
    cards: dict[str, Card] = field(default_factory=dict)
    conflicts: dict[str, int] = field(default_factory=dict)
    """Question code -> the revision of what a colleague saved, where two texts wait for a choice."""

    @classmethod
    def of(cls, path: str, page: str) -> "Form":
        form = cls(path)
        form.take(page)
        return form

    def take(self, page: str) -> None:
        """Put a page, or a fragment of one, in its place."""
        for key in DRAWN_ANEW.findall(page):
            self.cards.pop(_code(key), None)
        for attributes, of_textarea, text in FIELD.findall(page):
            self._take_field(dict(ATTRIBUTE.findall(attributes or of_textarea)), html.unescape(text))
        self.conflicts = {code: int(revision) for code, revision in CONFLICT.findall(page)}

    def _take_field(self, attributes: dict[str, str], text: str) -> None:
        name, value = attributes.get("name", ""), html.unescape(attributes.get("value", ""))
        if name == "csrfmiddlewaretoken":
            self.token = value
        if not (found := NAME.fullmatch(name)):
            return
        card = self.cards.setdefault(_code(found[1]), Card(_code(found[1])))
        match found[2]:
            case "value":
                card.choices.append(value)
                if "checked" in attributes:
                    card.texts["value"] = value
            case "revision":
                card.revision = int(value)
            case "read":
                card.read = value
            case typed:
                card.texts[typed] = text

    def sent_by_itself(self, card: Card) -> dict[str, str]:
        """What htmx sends when one question is saved as one goes."""
        return {"csrfmiddlewaretoken": self.token, "question": card.code} | card.fields()

    def sent_by_button(self, button: tuple[str, str]) -> dict[str, str]:
        """What the browser sends of the whole page; its line ends are those of a form."""
        fields = {name: text for card in self.cards.values() for name, text in card.fields().items()}
        lines = {name: text.replace("\n", "\r\n") for name, text in fields.items()}
        return {"csrfmiddlewaretoken": self.token} | lines | ({button[0]: button[1]} if button[0] else {})


def _code(key: str) -> str:
    return key.replace("-", ".")
