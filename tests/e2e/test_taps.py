"""Greasy fingers: several taps before the first is answered, and a tap while news arrive. Each of them counts."""

from uuid import uuid4

from playwright.sync_api import Page, Route, expect

from tests.chain import Chain
from tests.e2e.test_journey import SOON, import_and_publish, sign_up
from tests.e2e.test_live import nothing

TAP_ALL = "selector => document.querySelectorAll(selector).forEach(button => button.click())"
PLACE = """async ([key, name]) => {
  const menu = await (await fetch("/api/v1/menus/centro/")).json();
  const dish = menu.items.find((item) => item.name === "Margherita");
  const lines = [{ item_id: dish.id, quantity: 1 }];
  const order = { venue_id: menu.venue.id, service: "pickup", lines, contact: { name, phone: "+39 333 1112223" } };
  const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
  const request = { method: "POST", credentials: "omit", headers, body: JSON.stringify(order) };
  return (await fetch("/api/v1/orders/", request)).status;
}"""


def test_every_tap_counts(chain: Chain, people) -> None:
    cook = people.newcomer()
    origin = sign_up(chain, cook, f"Dita {uuid4().hex[:6]}", nothing)
    import_and_publish(cook, origin, nothing)
    for guest in ("Ada", "Bea", "Cleo"):
        order(cook, guest)
    cook.goto(f"{origin}/office/orders/")
    accept = '[id^="do-accept-"]'
    expect(cook.locator(accept)).to_have_count(3, timeout=SOON)
    cook.evaluate(TAP_ALL, accept)
    expect(cook.locator('[data-order][data-state="confirmed"]'), "three taps, three orders").to_have_count(
        3, timeout=SOON
    )

    cook.goto(f"{origin}/kitchen/")
    expect(cook.locator("[data-bump]")).to_have_count(3, timeout=SOON)
    cook.evaluate(TAP_ALL, "[data-bump]")
    expect(cook.locator("[data-bump]"), "three taps, three tickets").to_have_count(0, timeout=SOON)

    tap_while_news_arrive(cook, origin)


def tap_while_news_arrive(cook: Page, origin: str) -> None:
    order(cook, "Dora")
    cook.goto(f"{origin}/office/orders/")
    accept = cook.locator('[id^="do-accept-"]')
    expect(accept).to_have_count(1, timeout=SOON)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    cook.route("**/office/orders/board/**", hold)
    cook.evaluate("document.body.dispatchEvent(new CustomEvent('board:refresh'))")
    cook.wait_for_timeout(300)
    assert held, "the board is being fetched"
    accept.click()
    cook.wait_for_timeout(300)
    held.pop().continue_()
    cook.unroute("**/office/orders/board/**")
    expect(cook.locator('[data-order][data-state="confirmed"]'), "not forgotten for the news").to_have_count(
        1, timeout=SOON
    )


def order(page: Page, guest: str) -> None:
    """As an app would, over the API of the page's own host."""
    assert page.evaluate(PLACE, [uuid4().hex, guest]) == 201
