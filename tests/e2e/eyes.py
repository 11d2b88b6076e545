"""What must hold on every page a test visits: nobody is shut out, nothing overflows, no script breaks."""

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

_WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Two frames after the last animation: what is drawn is what stays.
_STILL = """() => new Promise((done) => {
  const frames = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  const moves = (one) => one.playState === "running" && one.effect?.getTiming().iterations < 99;
  const look = () => (document.getAnimations().some(moves) ? setTimeout(look, 30) : frames(() => done(true)));
  frames(look);
})"""
_EXPECTED = ("Failed to load resource", "net::ERR_ABORTED", "WebSocket")


class Eyes:
    """axe without a violation in light and dark, no sideways scrolling, and no error in the console."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.seen: list[str] = []
        self._axe = Axe()

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._heard(page, message))

    def look(self, page: Page, what: str, *, schemes: Sequence[str] = ("light", "dark")) -> None:
        """Remembers what it sees; the test fails at its end with all of it."""
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.wait_for_function(_STILL)  # colours in the middle of a change are nobody's
            found = self._axe.run(page)
            self.errors += [
                f"{what} ({scheme}): {violation['id']}: {node['html'][:200]} {_why(node)}"
                for violation in found.response["violations"]
                for node in violation["nodes"][:4]
            ]
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        if (wider := page.evaluate(_WIDER)) > 0:
            self.errors.append(f"{what}: {wider} px wider than the screen")
        self.seen.append(what)

    def _heard(self, page: Page, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(word in message.text for word in _EXPECTED):
            self.errors.append(f"{page.url}: {message.text}")


def _why(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]])[:300]
