"""The guest's pages by keyboard alone, and without a network."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.chain import Chain
from tests.e2e.test_journey import SOON, import_and_publish, sign_up

HELD = "!document.activeElement.closest('main, header, footer')"
SEEN = """() => {
  const at = document.activeElement;
  const ring = (part) => {
    const style = getComputedStyle(at, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  return at === document.body || ((ring(null) || ring("::after")) && at.getBoundingClientRect().width > 0);
}"""
KEPT = """async () => {
  const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = (await Promise.all(stores.map((store) => store.keys()))).flat();
  return requests.map((request) => new URL(request.url).pathname);
}"""


@pytest.fixture
def menu(chain: Chain, people) -> tuple[Page, str]:
    """A guest in front of a published menu, and its address."""
    owner, guest = people.newcomer(), people.newcomer()
    origin = sign_up(chain, owner, f"Tasti {uuid4().hex[:6]}", lambda *_what: None)
    import_and_publish(owner, origin, lambda *_what: None)
    guest.goto(f"{origin}/v/centro/")
    return guest, f"{origin}/v/centro/"


def test_by_keyboard_and_without_a_network(menu: tuple[Page, str], people) -> None:
    page, home = menu
    the_focus_is_always_seen(page)
    a_dish_by_keyboard(page, people.eyes.look)
    a_search_by_keyboard(page)
    no_network(page, home)


def the_focus_is_always_seen(page: Page) -> None:
    for _press in range(14):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def a_dish_by_keyboard(page: Page, look) -> None:
    link, sheet = page.locator("a[data-item]").first, page.locator("#item-sheet")
    link.focus()
    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    look(page, "dish by keyboard")
    for _press in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(HELD), "the focus left the sheet"
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(link, "the focus is back where it was").to_be_focused()
    page.keyboard.press("Enter")
    sheet.locator(".item-foot .btn-primary").press("Enter")
    expect(sheet).to_have_count(0)
    expect(page.locator("#toasts")).to_contain_text("is in your basket")


def a_search_by_keyboard(page: Page) -> None:
    page.locator("[data-search-open]").press("Enter")
    expect(page.locator("[data-menu-search]")).to_be_focused()
    page.keyboard.type("zzzz")
    expect(page.get_by_role("heading", name="No dish matches")).to_be_visible()
    page.locator("[data-filter-none] button").press("Enter")
    expect(page.locator("a[data-item]").first).to_be_visible()


def no_network(page: Page, home: str) -> None:
    """The tenant's own page says so; of all that was visited nothing is kept."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=SOON)
    page.goto(f"{home}cart/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your basket")
    page.context.set_offline(True)
    page.goto(home)
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection just now")
    kept = page.evaluate(KEPT)
    assert "/offline/" in kept
    assert all(re.match(r"/(offline/$|static/|theme)", path) for path in kept), kept
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("a[data-item]").first).to_be_visible()
