"""From sign-up to a delivered order in a real browser, at phone and desktop width; axe looks at every page."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.chain import Chain

MENU = Path(__file__).resolve().parents[1] / "smoke" / "menu.csv"
PASSWORD = "quattro formaggi al tavolo"
SOON = 15_000  # ms: a worker, a relay and a socket on a busy machine


@pytest.fixture
def look(people):
    return people.eyes.look


def test_from_sign_up_to_delivered(chain: Chain, people, look) -> None:
    brand = f"Osteria {uuid4().hex[:6]}"
    owner, guest, kitchen = people.newcomer(), people.newcomer(), None
    origin = sign_up(chain, owner, brand, look)
    import_and_publish(owner, origin, look)
    kitchen = owner.context.new_page()
    people.eyes.watch(kitchen)
    owner.goto(f"{origin}/office/orders/")
    look(owner, "empty board")
    place(guest, origin, look)
    tracked = guest.url

    card = owner.locator("[data-order]").first
    expect(card, "the board hears of it without being asked").to_contain_text("Gina Guest", timeout=SOON)
    look(owner, "board with an order")
    kitchen.goto(f"{origin}/kitchen/")
    look(kitchen, "empty kitchen")
    card.get_by_role("button", name="Accept", exact=False).first.click()
    ticket = kitchen.locator("[data-ticket]").first
    expect(ticket, "the kitchen hears of it too").to_contain_text("Margherita", timeout=SOON)
    look(kitchen, "kitchen with a ticket")
    bump(kitchen)
    ready = owner.locator('[data-order][data-state="ready"]')
    expect(ready).to_have_count(1, timeout=SOON)
    expect(guest.get_by_role("heading", level=1), "the guest's page follows").to_contain_text(
        re.compile("ready", re.IGNORECASE), timeout=SOON
    )
    look(guest, "ready order")
    owner.locator("[id^=do-hand]").first.click()
    expect(owner.locator("[data-order]")).to_have_count(0, timeout=SOON)
    expect(guest.locator('[data-state="bad"]')).to_have_count(0)
    guest.goto(tracked)
    look(guest, "order in hand")
    owner.goto(f"{origin}/office/")
    look(owner, "office after the first order")
    expect(owner.locator("main")).to_contain_text("15.00")
    sell_over_the_counter(owner, origin, look)


def test_pages_of_the_office(chain: Chain, people, look) -> None:
    owner = people.newcomer()
    origin = sign_up(chain, owner, f"Bottega {uuid4().hex[:6]}", look)
    owner.goto(f"{origin}/office/venues/")
    look(owner, "venues")
    owner.get_by_role("link", name="Centro", exact=True).click()
    look(owner, "venue")
    owner.get_by_role("link", name="Hours", exact=True).first.click()
    owner.get_by_role("button", name="Add hours on Monday").click()
    look(owner, "hours")
    owner.get_by_role("link", name="Delivery", exact=True).first.click()
    look(owner, "no delivery yet")
    draw_a_zone(owner, look)
    owner.get_by_role("link", name="Tables", exact=True).first.click()
    owner.get_by_label("Tables", exact=False).last.fill("1-4")
    owner.get_by_role("button", name="Add", exact=True).click()
    look(owner, "tables")
    for path in ("office/team/", "office/theme/", "office/customers/", "office/imports/", "office/audit/"):
        owner.goto(f"{origin}/{path}")
        look(owner, path)
    owner.goto(f"{chain.platform}/mail/")
    look(owner, "letters")


def sign_up(chain: Chain, page: Page, brand: str, look) -> str:
    """The new restaurant's origin; its owner is signed in."""
    page.goto(chain.platform)
    look(page, "front page")
    page.goto(f"{chain.platform}/signup/")
    page.get_by_label("What is your restaurant called?").fill(brand)
    address = brand.lower().replace(" ", "-")
    page.get_by_label("Your address on the web").fill(address)
    page.get_by_label("Country").select_option("IT")
    page.locator("#id_language").select_option("en")
    look(page, "sign-up, brand")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name of the venue").fill("Centro")
    page.get_by_label("Street and number").fill("Via Prova 1")
    page.get_by_label("Postcode").fill("20144")
    page.get_by_label("City").fill("Milano")
    page.get_by_label("From").fill("00:00")
    page.get_by_label("Until").fill("23:59")
    look(page, "sign-up, venue")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your name").fill("Olivia Owner")
    page.get_by_label("Your e-mail address").fill(f"{address}@example.com")
    page.get_by_label("Choose a password").fill(PASSWORD)
    look(page, "sign-up, owner")
    page.get_by_role("button", name="Open the doors").click()
    page.wait_for_url("**/office/**", timeout=30_000)
    origin = f"http://{address}.localhost:{chain.port}"
    assert page.url.startswith(f"{origin}/office/")
    look(page, "new office")
    return origin


def import_and_publish(page: Page, origin: str, look) -> None:
    page.goto(f"{origin}/office/menu/")
    look(page, "empty menu")
    page.get_by_role("link", name="Import a menu").click()
    look(page, "import, file")
    page.locator('input[type="file"]').first.set_input_files(MENU)
    page.get_by_role("button", name="Continue").click()
    look(page, "import, columns")
    page.get_by_role("button", name="Check the file").click()
    done = page.get_by_role("button", name="Import for good")
    expect(done).to_be_visible(timeout=30_000)
    look(page, "import, report")
    done.click()
    expect(page.get_by_role("link", name="See the menu")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="See the menu").click()
    look(page, "menu")
    page.get_by_role("button", name="Publish", exact=True).first.click()
    expect(page.locator("#publish-bar")).to_contain_text("Everything is published", timeout=SOON)


def place(page: Page, origin: str, look) -> None:
    page.goto(origin)
    look(page, "storefront")
    page.get_by_role("link", name="Margherita").first.click()
    add = page.get_by_role("button", name="Add", exact=False).last
    expect(add).to_be_visible()
    look(page, "dish")
    page.get_by_role("button", name="One more").last.click()
    add.click()
    checkout = page.locator('a[href$="/checkout/"]:visible, .basket-bar a:visible').first
    expect(checkout).to_be_visible()
    page.goto(f"{page.url.split('#')[0].split('/v/')[0]}/v/centro/cart/")
    look(page, "basket")
    page.locator('a[href$="/checkout/"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Checkout")
    page.locator('input[name="service"][value="pickup"]').check(force=True)
    page.locator('input[name="name"]').fill("Gina Guest")
    page.locator('input[name="phone"]').fill("+39 333 1112223")
    page.locator('[name="payment"][value="test_card:tok_success"]').check(force=True)
    look(page, "checkout")
    page.get_by_role("button", name="Place the order").click()
    page.wait_for_url("**/orders/**")
    look(page, "tracking")


def sell_over_the_counter(page: Page, origin: str, look) -> None:
    """Two of a dish found by its name, paid with a note: the change is what is left of it."""
    page.goto(f"{origin}/office/orders/counter/")
    look(page, "counter")
    page.locator("#counter-search").fill("marin")
    expect(page.locator("#counter-tiles [data-item]")).to_have_count(1)
    page.locator("#counter-tiles [data-item]").click()
    if page.locator("[data-check-open]").is_visible():
        page.locator("[data-check-open]").click()
    page.locator('[data-digit="2"]').click()
    expect(page.locator("#counter-sums .money")).to_have_text("€13.00")
    look(page, "counter with a check")
    page.locator("[data-pay]").click()
    page.locator("#cash-notes").get_by_text("€20.00").click()
    look(page, "payment in cash")
    page.locator("[data-confirm-cash]").click()
    expect(page.locator("[data-done-change]")).to_contain_text("€7.00", timeout=SOON)
    page.locator("[data-done-next]").click()
    expect(page.locator("#counter-lines > *")).to_have_count(0)


def bump(page: Page) -> None:
    """Every ticket there is."""
    for _tap in range(6):
        buttons = page.locator("[data-bump]")
        if buttons.count() == 0:
            return
        before = buttons.count()
        buttons.first.click()
        expect(buttons).to_have_count(before - 1)


def draw_a_zone(page: Page, look) -> None:
    page.get_by_role("link", name="Draw a zone").first.click()
    page.get_by_label("Name", exact=True).fill("Navigli")
    page.get_by_label("Delivery fee").fill("2.50")
    page.get_by_role("button", name="Farther away").click()
    page.get_by_role("button", name="Draw the circle").click()
    expect(page.get_by_label("Corners", exact=True)).to_have_value(re.compile(r"^-?\d+\.\d+, -?\d+\.\d+"))
    look(page, "zone being drawn")
    page.get_by_role("button", name="Save the zone").click()
    expect(page.get_by_role("row", name=re.compile("Navigli"))).to_be_visible()
    look(page, "zones")
