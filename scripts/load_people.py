"""The people of `make load`: each saves answers through the real pages, as a browser does, and keeps a journal of it.

A page is read, a question is saved as one goes, or the whole page by its button; a conflict is decided; after a
break of the server the button is pressed again. The journal says of each save whether the site acknowledged it.
"""

import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from load_form import Card, Form

THINKING = (0.1, 0.5)
STATEMENTS = ("S2", "S6", "DEL4", "GS1", "S1", "S4", "DEL1", "DEL2", "DEL3", "DEL5", "DAT1", "DAT4")
LIKED = 3
"""The first few statements get half of the visits, so that colleagues meet."""
SAID = "On £5 a head, O'Neill & Sons say “not yet”.\n<b>The café</b> has it in writing."

SENT, ACKNOWLEDGED, REFUSED = "sent", "acknowledged", "refused"


@dataclass
class Save:
    """A text on its way to be revision number `revision` of one body's answer to one question."""

    body: str
    question: str
    revision: int
    texts: dict[str, str]
    state: str = SENT


@dataclass
class Run:
    """What all people share: where the site is, whether it is up, and what they wrote down."""

    port: int
    saves: list[Save] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    broken_off: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    is_up: threading.Event = field(default_factory=threading.Event)
    is_over: bool = False
    up_again_at: float = 0.0

    def is_excused(self, asked_at: float) -> bool:
        """Whether a request made then may have been broken off by a kill."""
        return not self.is_up.is_set() or asked_at < self.up_again_at


class BrokenOffError(Exception):
    """No answer came: whether the server did what was asked is not known."""


@dataclass(frozen=True)
class Reply:
    status: int
    text: str
    location: str


class Respondent(threading.Thread):
    """One person of one body, at one tab."""

    def __init__(self, run: Run, name: str, base: str, body: str, session: str) -> None:
        super().__init__(name=name, daemon=True)
        self.shared, self.body, self.base = run, body, base
        self.cookies = {"sessionid": session}
        self.chance = random.Random(name)
        self.written = 0

    def run(self) -> None:
        while not self.shared.is_over:
            try:
                self.visit_a_statement()
            except BrokenOffError:
                self.shared.is_up.wait()
            except Exception as error:
                self.complain(f"{type(error).__name__}: {error}")

    # --- What a person does ----------------------------------------------------------------------------------

    def visit_a_statement(self) -> None:
        liked = STATEMENTS[:LIKED] if self.chance.random() < 0.5 else STATEMENTS
        path = f"{self.base}statements/{self.chance.choice(liked)}/"
        form = self.read(path)
        if not form.cards:
            return  # answered by implication, all of it
        for _ in range(self.chance.randint(1, 3)):
            self.save_as_one_goes(form)
            if self.shared.is_over:
                return
        if self.chance.random() < 0.4:
            for card in self.chance.sample(list(form.cards.values()), k=min(2, len(form.cards))):
                self.write(card)
            self.press(form, ("next", "1") if self.chance.random() < 0.5 else ("", ""))

    def think(self) -> None:
        time.sleep(self.chance.uniform(*THINKING))

    def write(self, card: Card) -> None:
        self.written += 1
        card.texts["value"] = self.chance.choice(card.choices)
        card.texts["note"] = f"{self.name}, text {self.written}. {SAID}"
        if card.texts["value"] == "NA":
            card.texts["reason"] = f"Not with us, says {self.name}."
        if self.chance.random() < 0.1:
            card.texts["evidence"] = f"https://example.org/{self.written}?a=1&b=2\nhttps://example.org/more"

    def read(self, path: str) -> Form:
        reply = self.ask(path)
        if reply.status != 200:
            self.complain(f"GET {path}: {reply.status} {reply.location}")
            raise BrokenOffError
        return Form.of(path, reply.text)

    def save_as_one_goes(self, form: Form) -> None:
        self.think()
        card = self.chance.choice(list(form.cards.values()))
        self.write(card)
        save = self.note_down(card, card.revision)
        try:
            reply = self.ask(form.path, form.sent_by_itself(card), target=f"saved-{card.key}")
        except BrokenOffError:
            self.press(form, ("", ""), again=True)
            return
        form.take(reply.text)
        if reply.status == 200 and form.cards[card.code].revision == save.revision:
            save.state = ACKNOWLEDGED
            self.ask(f"{form.path}level/", target="live-level")
        elif reply.status == 409 and card.code in form.conflicts:
            save.state = REFUSED
            self.decide(form)
        else:
            self.complain(f"Saving {card.code}: {reply.status}, revision {form.cards[card.code].revision}")

    def decide(self, form: Form, *, again: bool = False) -> None:
        """Two texts wait for a choice: keep mine, keep theirs, or put both together and keep that."""
        self.think()
        code, revision = next(iter(form.conflicts.items()))
        choice = self.chance.random()
        if again or choice > 0.8:
            for conflict in form.conflicts:
                self.write(form.cards[conflict])
        self.press(form, ("keep", f"{code}:{revision}") if again or choice > 0.4 else ("drop", code), again=again)

    def press(self, form: Form, button: tuple[str, str], *, again: bool = False) -> None:
        """Save the whole page by a button; without an answer, press it again."""
        self.think()
        saves = {card.code: self.note_down(card, over) for card, over in _leaving(form, button)}
        try:
            reply = self.ask(form.path, form.sent_by_button(button))
        except BrokenOffError:
            self.press(form, button, again=True)
            return
        if reply.status == 302:
            for save in saves.values():
                save.state = ACKNOWLEDGED
            form.__dict__ |= self.read(reply.location).__dict__
            return
        form.__dict__ |= Form.of(form.path, reply.text).__dict__
        if reply.status != 409 or not form.conflicts:
            self.complain(f"Saving {', '.join(saves)} whole: {reply.status}")
            return
        for code, save in saves.items():
            save.state = REFUSED if code in form.conflicts else ACKNOWLEDGED
        self.decide(form, again=again)

    # --- What is written down --------------------------------------------------------------------------------

    def note_down(self, card: Card, over: int) -> Save:
        save = Save(self.body, card.code, over + 1, dict(card.texts))
        self.shared.saves.append(save)
        return save

    def complain(self, sentence: str) -> None:
        self.shared.complaints.append(f"{self.name}: {sentence}")

    # --- The browser -----------------------------------------------------------------------------------------

    def ask(self, path: str, fields: dict[str, str] | None = None, *, target: str = "") -> Reply:
        """One request; with a target as htmx makes it. Raises BrokenOffError where no whole answer comes."""
        self.shared.is_up.wait()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if target:
            headers |= {"HX-Request": "true", "HX-Target": target, "HX-Current-URL": path}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        asked_at = time.monotonic()
        try:
            reply = self._exchange(path, urlencode(fields) if fields is not None else None, headers)
        except (OSError, HTTPException) as error:
            if not self.shared.is_excused(asked_at):
                self.complain(f"{path}: {type(error).__name__} {error}")
            self.shared.broken_off.append(path)
            raise BrokenOffError from error
        self.shared.times.append(time.monotonic() - asked_at)
        return reply

    def _exchange(self, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        http = HTTPConnection("127.0.0.1", self.shared.port, timeout=60)
        try:
            http.request("GET" if body is None else "POST", path, body, headers)
            response = http.getresponse()
            text = response.read().decode()
        finally:
            http.close()
        for cookie in response.headers.get_all("Set-Cookie", ()):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Reply(response.status, text, response.headers.get("Location", ""))


def _leaving(form: Form, button: tuple[str, str]) -> list[tuple[Card, int]]:
    """The cards that a button saves, each with the revision over which its text is written."""
    name, value = button
    kept, _, revision = value.partition(":")
    return [
        (card, int(revision) if name == "keep" and card.code == kept else card.revision)
        for card in form.cards.values()
        if card.is_touched and not (name == "drop" and card.code == value)
    ]
