"""Somebody at a browser: goes to pages, looks at them as everybody must be able to, and notices faults.

Looking at a page checks it for WCAG 2.2 AA with axe, and for sideways scrolling at 320 px. A message on the
console, a breach of the Content-Security-Policy or a failing server is a fault wherever it happens.
"""

import os
import re
from itertools import count
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Locator, Page, Response, Route, expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW = 320
WHILE_IT_PRINTS = 60_000
"""Milliseconds in which even a busy machine has made a report."""
PICTURES = os.environ.get("JOURNEY_PICTURES", "")
REFUSED = re.compile(
    r"(?:Failed to load resource: the server responded with a status of|Response Status Error Code) (\d+)"
)
"""How the browser and htmx report a refused request."""

# axe leaves empty style attributes, which htmx would copy against the Content-Security-Policy.
WITHOUT_TRACES = "document.querySelectorAll('[style=\"\"]').forEach(element => element.removeAttribute('style'))"
HAS_A_VISIBLE_FOCUS = r"""
element => {
  const isDrawn = style =>
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && !/^rgba\(.*, 0\)$/.test(style.outlineColor))
    || style.boxShadow !== 'none'
  const label = element.labels?.[0]
  return isDrawn(getComputedStyle(element)) || (label && isDrawn(getComputedStyle(label, '::before')))
}
"""


def is_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 AA that axe can find.

    Django's own style sheets import others, for which axe would put styles into the page, against its policy.
    """
    options = {"runOnly": WCAG, "resultTypes": ["violations"], "preload": "/admin/" not in page.url}
    violations = Axe().run(page, options=options).response["violations"]
    page.evaluate(WITHOUT_TRACES)
    found = [f"{v['id']}: {v['help']}: {node['html']}" for v in violations for node in v["nodes"]]
    assert not found, f"{page.url}\n" + "\n".join(found)


class Visitor:
    """One person at one browser; `page` is the tab in front of them."""

    def __init__(self, context: BrowserContext, *, scripts: bool, story: str) -> None:
        self.context, self.scripts, self.story = context, scripts, story
        self.expected: set[int] = set()
        """HTTP statuses that belong to this story, such as 409 where two write at once."""
        self.faults: list[str] = []
        self._pictures = count(1)
        self.page = self.new_tab()

    def new_tab(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("response", self._receive)
        page.on("dialog", self._answer)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        refused = REFUSED.match(message.text)
        if message.type in ("error", "warning") and not (refused and int(refused[1]) in self.expected):
            self.faults.append(f"{message.location.get('url')}: {message.text}")

    def _receive(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.url}: {response.status}")

    def _answer(self, dialog: Dialog) -> None:
        """The browser asks whether to leave with something unsaved; nothing else may ask anything."""
        if dialog.type != "beforeunload":
            self.faults.append(f"{self.page.url}: a dialog says {dialog.message}")
        dialog.accept()

    def has_seen_no_fault(self) -> None:
        assert not self.faults, "\n".join(self.faults)

    def leave(self) -> None:
        """Close every page, and give what they have just sent the time to arrive."""
        for page in self.context.pages:
            page.goto("about:blank")
        self.page.wait_for_timeout(100)

    # --- Going about ------------------------------------------------------------------------------------------

    def sign_in(self, name: str) -> None:
        self.page.goto("/accounts/login/")
        self.press(f"Sign in as {name}")
        self.is_on("Your work")

    def go(self, url_name: str, *args: str) -> None:
        self.page.goto(reverse(url_name, args=args))

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link, exact=True).click()

    def is_on(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def does_not_see(self, text: str) -> None:
        expect(self.page.get_by_role("main")).not_to_contain_text(text)

    def folded(self, code: str, text: str) -> Locator:
        """The line that unfolds a part of a question."""
        return self.question(code).locator("summary").filter(has_text=text)

    def question(self, code: str) -> Locator:
        """The part of the page that holds one question, fields and all."""
        return self.page.locator(f"#{code.replace('.', '-')}")

    def field(self, code: str, label: str) -> Locator:
        """One field of a question; what is folded up is opened first."""
        question, wanted = self.question(code), self.page.get_by_label(label, exact=True)
        while (folded := question.locator("details:not([open])").filter(has=wanted)).count():
            folded.first.locator("summary").first.click()
        return question.get_by_label(label, exact=True)

    def answer(self, code: str, label: str) -> None:
        self.field(code, label).check()

    def is_saved(self, code: str) -> None:
        """The line under the question says so, as one goes."""
        expect(self.saved_line(code)).to_contain_text("Saved at")

    def saved_line(self, code: str) -> Locator:
        return self.question(code).locator(".save-status")

    def downloads(self, link: str) -> Path:
        found = self.page.get_by_role("link", name=link).or_(self.page.get_by_role("button", name=link))
        with self.page.expect_download(timeout=WHILE_IT_PRINTS) as waiting:
            found.click(timeout=WHILE_IT_PRINTS)
        return waiting.value.path()

    # --- Looking ----------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look at the page as it stands; every page of every story is looked at."""
        self.has_seen_no_fault()
        self._keep_a_picture("wide")
        self._fits_narrow_windows()
        if self.scripts:
            is_accessible(self.page)
        else:
            self._copy_is_accessible()

    def _fits_narrow_windows(self) -> None:
        """Nothing on the page asks for scrolling sideways."""
        page, usual = self.page, self.page.viewport_size
        assert usual is not None
        page.set_viewport_size({"width": NARROW, "height": usual["height"]})
        width = page.evaluate("document.documentElement.scrollWidth")
        self._keep_a_picture("narrow")
        page.set_viewport_size(usual)
        assert width <= NARROW, f"{page.url} is {width} px wide in a window of {NARROW} px"

    def _copy_is_accessible(self) -> None:
        """axe is a script itself, so it reads a copy of the page, where only the page's own scripts are missing."""
        address, content = self.page.url, self.page.content()

        def serve(route: Route) -> None:
            if route.request.resource_type == "document":
                route.fulfill(body=content, content_type="text/html; charset=utf-8")
            elif route.request.resource_type == "script":
                route.abort()
            else:
                route.continue_()

        assert self.context.browser is not None
        with self.context.browser.new_context() as context:
            copy = context.new_page()
            copy.route("**/*", serve)
            copy.goto(address)
            is_accessible(copy)

    def _keep_a_picture(self, width: str) -> None:
        if PICTURES:
            name = f"{self.story}-{next(self._pictures):02}-{width}.png"
            self.page.screenshot(path=Path(PICTURES) / name, full_page=True)

    # --- By keyboard ------------------------------------------------------------------------------------------

    def tab_to(self, target: Locator, *, at_most: int = 120) -> None:
        """Press Tab until the target has the focus, and see that it shows."""
        for _ in range(at_most):
            self.page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                assert target.evaluate(HAS_A_VISIBLE_FOCUS), f"The focus does not show on {target}"
                return
        raise AssertionError(f"{target} is not reached in {at_most} steps of Tab on {self.page.url}")

    def keys(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)
