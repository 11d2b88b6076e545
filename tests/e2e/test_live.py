"""A page whose line was cut catches up by itself, and never asks twice for what it has."""

import re
from uuid import uuid4

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.chain import Chain
from tests.e2e.test_journey import SOON, import_and_publish, place, sign_up


class Line:
    """The page's way to the socket server, in our hands."""

    def __init__(self, page: Page) -> None:
        self._open: list[WebSocketRoute] = []
        self.is_cut = False
        page.route_web_socket(re.compile("/ws/live/"), self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self.is_cut:
            socket.close()
        else:
            socket.connect_to_server()
            self._open.append(socket)

    def cut(self) -> None:
        self.is_cut = True
        while self._open:
            self._open.pop().close()

    def mend(self) -> None:
        self.is_cut = False


def nothing(*_what: object) -> None:
    """Other tests look at these pages."""


def test_pages_catch_up_after_the_line_was_cut(chain: Chain, people) -> None:
    owner, guest = people.newcomer(), people.newcomer()
    origin = sign_up(chain, owner, f"Linea {uuid4().hex[:6]}", nothing)
    import_and_publish(owner, origin, nothing)
    line = Line(guest)
    asked: list[str] = []
    place(guest, origin, nothing)
    owner.goto(f"{origin}/office/orders/")
    expect(owner.locator("[data-order]")).to_have_count(1, timeout=SOON)
    guest.wait_for_timeout(3000)  # the news of the order itself has gone round
    guest.on("request", lambda request: asked.append(request.url) if request.url.endswith("/state/") else None)
    guest.reload()
    live = guest.locator('[data-live-state][data-live="on"]')
    expect(live).to_have_count(1, timeout=SOON)
    guest.wait_for_timeout(1500)
    assert len(asked) == 1, f"asked once after it connected: {asked}"

    line.cut()
    expect(live).to_have_count(0, timeout=SOON)
    owner.locator("[data-order] .order-number").first.click()
    order = owner.url
    owner.locator("#order-actions").get_by_role("button", name="Accept", exact=True).click()
    expect(owner.locator("#order-actions").get_by_role("button", name="Accept", exact=True)).to_have_count(0)
    line.mend()
    expect(guest.get_by_role("heading", level=1)).to_contain_text("Accepted", timeout=SOON)
    expect(live).to_have_count(1, timeout=SOON)
    the_steps_of_an_order_follow_it(owner, order)


def the_steps_of_an_order_follow_it(owner: Page, order: str) -> None:
    """Somebody else moves it on: the buttons of this page move with it, but not under an open dialog."""
    other = owner.context.new_page()
    other.goto(order)
    steps = owner.locator("#order-actions")
    owner.locator('#order-live [data-open^="void-"]').first.click()
    typing = owner.locator("#order-dialogs dialog[open] input[name=reason]")
    typing.fill("Dropped")
    other.locator("#order-actions").get_by_role("button", name="Ready", exact=True).click()
    expect(other.locator("#order-actions").get_by_role("button", name="Hand over", exact=True)).to_be_visible()
    owner.wait_for_timeout(1500)
    expect(typing).to_have_value("Dropped")
    owner.locator("#order-dialogs dialog[open] .dialog-foot [data-close]").click()
    expect(steps.get_by_role("button", name="Hand over", exact=True)).to_be_visible(timeout=SOON)
    expect(steps.get_by_role("button", name="Ready", exact=True)).to_have_count(0)
