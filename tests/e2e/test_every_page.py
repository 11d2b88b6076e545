"""Every page there is, seen once at each width: on the phone in Italian, at the desk in English, by turns in light and
dark, so that all of it stays quick.
"""

import re
import sys
from urllib.parse import urljoin
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.chain import MANAGE, Chain
from tests.e2e.test_journey import sign_up

OFFICE = (
    "", "orders/", "orders/history/", "orders/tables/", "orders/counter/", "menu/", "menu/items/new/", "menu/choices/",
    "menu/choices/new/", "menu/ingredients/", "menu/stations/", "menu/removed/", "customers/", "venues/", "venues/new/",
    "team/", "theme/", "imports/", "imports/new/menu/", "imports/new/orders/", "audit/",
)  # fmt: skip
BEHIND = (  # the page, and the link on it that leads to a row's own page
    ("orders/history/", 'main tbody a[href*="/office/orders/"]', ("", "bill/", "receipt/")),
    ("menu/", 'main a[href*="/menu/items/"]:not([href*="new"])', ("",)),
    ("menu/choices/", 'main a[href*="/choices/"]:not([href*="new"])', ("",)),
    ("team/", 'main a[href*="/office/team/"]:not([href*="#"])', ("",)),
    ("imports/", 'main a.row-link[href*="/imports/"]', ("", "columns/")),
    ("venues/", 'main a[href$="/hours/"]', ("", "../", "../zones/", "../zones/new/", "../tables/")),
)
PLATFORM = ("/", "/signup/", "/sign-in/", "/sign-in/forgotten/", "/sign-in/forgotten/sent/")
GUEST = (
    "/", "/v/centro/", "/v/centro/cart/", "/me/", "/account/login/", "/account/signup/", "/account/password/reset/",
)  # fmt: skip


UNFOLD = "() => document.querySelectorAll('main details:not(.menu)').forEach((part) => { part.open = true; })"


class Walk:
    """By turns in light and dark: the other width begins with the other one."""

    def __init__(self, look, size: str) -> None:
        self._look, self._turn = look, size == "phone"

    def see(self, page: Page, address: str, what: str) -> None:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status < 400, f"{address}: {answer.status}"
        self._turn = not self._turn
        page.evaluate(UNFOLD)
        self._look(page, what, schemes=("dark" if self._turn else "light",))


def test_every_page_is_for_everybody(chain: Chain, people, size: str) -> None:
    owner, guest = people.newcomer(), people.newcomer()
    brand = f"Giro {uuid4().hex[:6]}"
    origin = sign_up(chain, owner, brand, lambda *_what: None)
    slug = brand.lower().replace(" ", "-")
    chain.run(sys.executable, MANAGE, "shell", "-c", f"from tests.e2e.world import fill; fill({slug!r})")
    walk = Walk(people.eyes.look, size)
    language = "it" if size == "phone" else "en"
    for page in (owner, guest):
        page.goto(f"{origin}/language/{language}/")
    assert owner.locator("html").get_attribute("lang") == language
    for path in OFFICE:
        walk.see(owner, f"{origin}/office/{path}", f"office/{path}")
    for path, link, pages in BEHIND:
        owner.goto(f"{origin}/office/{path}")
        row = urljoin(owner.url, owner.locator(link).first.get_attribute("href") or "").split("?")[0]
        for one in pages:
            walk.see(owner, urljoin(row, one), f"office/{path} > {one or 'row'}")
    walk.see(owner, f"{origin}/kitchen/", "kitchen")
    for path in ("/account/password/change/", "/account/email/", "/account/2fa/"):
        walk.see(owner, f"{origin}{path}", path)
    a_question_is_our_own(owner, people.eyes.look)
    a_dish_is_sold_out_and_priced(owner, f"{origin}/office/menu/", people.eyes.look)
    guest.goto(f"{chain.platform}/language/{language}/")
    for path in PLATFORM:
        walk.see(guest, f"{chain.platform}{path}", f"platform{path}")
    for path in GUEST:
        walk.see(guest, f"{origin}{path}", path)


def a_question_is_our_own(page: Page, look) -> None:
    """On the page of tables: Escape keeps the table, yes removes it."""
    page.goto(urljoin(venue_of(page), "tables/"))
    more, remove = page.locator(".table-row details").first, page.locator('.table-row button[value="remove"]').first
    for answer in ("no", "yes"):
        more.evaluate("(menu) => { menu.open = true; }")
        remove.click()
        question = page.get_by_role("alertdialog")
        expect(question.get_by_role("button").first, "the way out").to_be_focused()
        if answer == "no":
            look(page, "a question", schemes=("light",))
            page.keyboard.press("Escape")
            expect(question).to_have_count(0)
            expect(page.locator(".table-row")).to_have_count(1)
        else:
            question.get_by_role("button").last.click()
            expect(page.locator(".table-row")).to_have_count(0)


def venue_of(page: Page) -> str:
    page.goto(urljoin(page.url, "/office/venues/"))
    hours = page.locator('main a[href$="/hours/"]').first.get_attribute("href") or ""
    return urljoin(urljoin(page.url, hours), "../")


def a_dish_is_sold_out_and_priced(page: Page, menu: str, look) -> None:
    page.goto(menu)
    row = page.locator("[data-row]").filter(has_text="Margherita")
    row.locator("[data-sold-out]").click()
    dialog = page.locator("#sold-out")
    expect(dialog).to_be_visible()
    look(page, "sold out", schemes=("light",))
    dialog.locator('[value="open"]').click()
    expect(row).to_have_class(re.compile("is-off"))
    row.locator("[data-bring-back]").click()
    expect(row).not_to_have_class(re.compile("is-off"))
    price = row.locator("[data-price]").first
    price.fill("7")
    price.press("Enter")
    expect(price).to_have_value(re.compile("^7[.,]00$"))
