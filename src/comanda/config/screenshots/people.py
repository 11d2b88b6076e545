"""Who looks at the pages: a guest with something in the basket, an owner, a cook, and the owner of a new restaurant."""

from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext

from comanda.config.demo.lucciola import LUCCIOLA
from comanda.config.demo.restaurants import PASSWORD, RESTAURANTS
from comanda.config.screenshots.asking import ask, origin

STEPS = 20  # a sign-up has fewer
STAFF = {"owner": LUCCIOLA.people[0].email, "cook": next(one.email for one in LUCCIOLA.people if one.role == "kitchen")}


def sign_in(context: BrowserContext, home: str, email: str) -> None:
    page = context.new_page()
    page.goto(f"{home}/account/login/")
    page.locator('input[name="login"]').fill(email)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator('main form button[type="submit"], form button[type="submit"]').last.click()
    page.wait_for_url(lambda url: "/account/" not in url)
    page.close()


def fill_basket(context: BrowserContext, port: int) -> None:
    """A dish of each restaurant, so that the basket and the checkout have something to show."""
    for spec in RESTAURANTS:
        home = origin(port, spec.slug)
        venue = open_venue(port, home)["slug"]
        page = context.new_page()
        page.goto(f"{home}/v/{venue}/items/{featured(port, home, venue)['id']}/")
        page.locator('form[action$="/cart/lines/"] button[type="submit"]').last.click()
        page.wait_for_load_state("networkidle")
        page.close()


def sign_up(port: int) -> tuple[str, str]:
    """A restaurant of today, with nothing in it: its origin and its owner's address."""
    slug = f"prova-{uuid4().hex[:8]}"
    email = f"olivia@{slug}.example"
    answers = {
        "brand": "Osteria Prova", "subdomain": slug, "country": "IT", "venue_name": "Centro",
        "street": "Via Solferino 12", "city": "Milano", "postcode": "20121",
        "open_days": list(range(7)), "opens": "00:00", "closes": "23:59",
        "owner_name": "Olivia Conti", "email": email, "password": PASSWORD,
    }  # fmt: skip
    home = origin(port)
    token = (ask(port, home, "/api/v1/signups/", answers) or {}).get("token", "")
    for _step in range(STEPS):
        done = ask(port, home, f"/api/v1/signups/{token}/steps/", {}) if token else None
        if done and done["finished"]:
            return str(done["origin"]), email
    msg = f"{home} signs nobody up"
    raise RuntimeError(msg)


def open_venue(port: int, home: str) -> dict[str, Any]:
    """One that takes orders now, or else any. Raises RuntimeError where the demo is not there."""
    venues: list[dict[str, Any]] = ask(port, home, "/api/v1/venues/") or []
    if not venues:
        msg = f"{home} does not answer: start the demo with make run"
        raise RuntimeError(msg)
    return next(
        (one for one in venues if ask(port, home, f"/api/v1/venues/{one['id']}/hours/")["now"]["is_open"]), venues[0]
    )


def featured(port: int, home: str, venue: str) -> dict[str, Any]:
    """A dish with choices, from the venue's published menu."""
    items: list[dict[str, Any]] = ask(port, home, f"/api/v1/menus/{venue}/")["items"]
    return next((item for item in items if item["is_featured"] and item["modifier_groups"]), items[0])
