"""What somebody does on a page before its picture is taken: a dialog opened, a form sent with mistakes in it."""

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Page

Scene = Callable[[Page], None]

MENU_WITH_PROBLEMS = (
    "name,size,price,category,ingredients\nCalzone,,9.50,Pizza,Ricotta\nDiavola,,nine,Pizza,Salame\n,,4.00,Bibite,\n"
)


def press(selector: str) -> Scene:
    def scene(page: Page) -> None:
        page.locator(f"{selector} >> visible=true").first.click()

    return scene


def unfold(page: Page) -> None:
    """What is folded away in the middle of the page, menus apart."""
    page.evaluate("document.querySelectorAll('main details:not(.menu)').forEach((part) => { part.open = true; })")


def order_with_mistakes(page: Page) -> None:
    page.locator('input[name="service"][value="delivery"]').check(force=True)
    page.locator('input[name="email"]').fill("chiara@")
    page.locator("[data-place]").click()


def look_for_nobody(page: Page) -> None:
    page.locator('input[name="address"]').fill("nobody-here")
    page.locator('main button[type="submit"]').click()
    page.locator(".field-error").wait_for()


def second_step(page: Page) -> None:
    page.locator('input[name="brand"]').fill("Osteria Prova")
    page.locator('input[name="subdomain"]').fill(f"osteria-prova-{uuid4().hex[:4]}")  # taken by an earlier picture
    page.locator(".signup-next").click()
    page.locator('input[name="venue_name"]').wait_for()


def third_step(page: Page) -> None:
    second_step(page)
    for name, value in (
        ("venue_name", "Centro"), ("street", "Via Solferino 12"), ("postcode", "20121"), ("city", "Milano"),
    ):  # fmt: skip
        page.locator(f'input[name="{name}"]').fill(value)
    page.locator(".signup-next").click()
    page.locator('input[name="owner_name"]').wait_for()


def open_the_doors(page: Page) -> None:
    """The steps as they happen, held at the first: the sweep finishes what is begun here."""
    third_step(page)
    for name, value in (
        ("owner_name", "Ada Rossi"), ("email", f"ada-{uuid4().hex[:8]}@example.com"), ("password", "quattro formaggi"),
    ):  # fmt: skip
        page.locator(f'input[name="{name}"]').fill(value)
    page.route("**/next/", lambda _route: None)
    page.locator(".signup-next").click()
    page.locator(".opening").wait_for()


def choose_file(page: Page) -> None:
    file = {"name": "menu.csv", "mimeType": "text/csv", "buffer": MENU_WITH_PROBLEMS.encode()}
    page.locator('input[type="file"]').first.set_input_files(file)  # type: ignore[arg-type]
    page.locator('main form[enctype] button[type="submit"]').click()
    page.wait_for_url("**/columns/")


def check_file(page: Page) -> None:
    choose_file(page)
    page.locator('main form button[type="submit"]').last.click()
    page.wait_for_url(lambda url: "/columns/" not in url)
    page.locator("table, .notice-danger").first.wait_for()


def sell_two(page: Page) -> None:
    """Tiles at the counter, until the check shows."""
    for tile in page.locator("#counter-tiles [data-item]").all()[:3]:
        tile.click()
        add = page.locator("dialog[open] [type=submit], dialog[open] .btn-primary")
        if add.count():
            add.last.click()
    opener = page.locator("[data-check-open] >> visible=true")
    if opener.count():
        opener.click()
