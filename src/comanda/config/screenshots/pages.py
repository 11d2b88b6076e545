"""Which pages there are to look at. Addresses of rows are found on the running demo, not guessed."""

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext

from comanda.config.demo.lucciola import LUCCIOLA
from comanda.config.demo.restaurants import PASSWORD, RESTAURANTS


@dataclass(frozen=True, slots=True)
class Shot:
    name: str
    url: str
    who: str = "guest"
    """`guest` or `owner`."""
    full: bool = True
    """The whole page, or what fits the screen."""
    follow: str = ""
    """The link on `url` that leads to the page: its address is a row's."""


def origin(port: int, slug: str = "") -> str:
    return f"http://{f'{slug}.' if slug else ''}localhost:{port}"


def sign_in(context: BrowserContext, port: int) -> None:
    """As the owner of the first restaurant."""
    page = context.new_page()
    page.goto(f"{origin(port, LUCCIOLA.slug)}/account/login/?next=/office/")
    page.locator('input[name="login"]').fill(LUCCIOLA.people[0].email)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator('main form button[type="submit"], form button[type="submit"]').last.click()
    page.wait_for_url("**/office/**")
    page.close()


def fill_basket(context: BrowserContext, port: int) -> None:
    """Two of a dish, so that the basket and the checkout have something to show."""
    for spec in RESTAURANTS:
        home = origin(port, spec.slug)
        venue = _open_venue(port, home)
        page = context.new_page()
        page.goto(f"{home}/v/{venue['slug']}/items/{_featured(port, home, venue['slug'])['id']}/")
        page.locator('form[action$="/cart/lines/"] button[type="submit"]').last.click()
        page.wait_for_load_state("networkidle")
        page.close()


def list_shots(port: int) -> Iterator[Shot]:
    """Raises RuntimeError where the demo is not there."""
    yield Shot("platform-front", f"{origin(port)}/")
    yield Shot("platform-signup", f"{origin(port)}/signup/?brand=Osteria%20Prova")
    yield Shot("platform-sign-in", f"{origin(port)}/account/login/")
    yield Shot("platform-api", f"{origin(port)}/api/v1/docs/", full=False)
    yield Shot("platform-design", f"{origin(port)}/design/")
    yield Shot("platform-mail", f"{origin(port)}/mail/")
    yield Shot("platform-unknown-page", f"{origin(port)}/nothing-here/", full=False)
    for spec in RESTAURANTS:
        home = origin(port, spec.slug)
        venue = _open_venue(port, home)
        base = f"{home}/v/{venue['slug']}/"
        item = _featured(port, home, venue["slug"])
        yield Shot(f"{spec.slug}-venues", f"{home}/")
        yield Shot(f"{spec.slug}-menu", base, full=False)
        yield Shot(f"{spec.slug}-menu-whole", base)
        yield Shot(f"{spec.slug}-dish", f"{base}items/{item['id']}/")
        yield Shot(f"{spec.slug}-basket", f"{base}cart/")
        yield Shot(f"{spec.slug}-checkout", f"{base}checkout/")
        yield Shot(f"{spec.slug}-order", f"{home}/orders/{_placed(port, home, venue, item)}/")
        yield Shot(f"{spec.slug}-guest", f"{home}/me/")
        for name, path in {"sign-in": "login", "sign-up": "signup", "password": "password/reset"}.items():
            yield Shot(f"{spec.slug}-{name}", f"{home}/account/{path}/")
    yield from _office(port, origin(port, LUCCIOLA.slug))


def _office(port: int, home: str) -> Iterator[Shot]:
    venue = _open_venue(port, home)["id"]
    office = f"{home}/office"
    paths = {
        "home": "/", "orders": "/orders/", "history": "/orders/history/", "counter": "/orders/counter/",
        "menu": "/menu/", "choices": "/menu/choices/", "stations": "/menu/stations/",
        "new-dish": "/menu/items/new/", "customers": "/customers/",
        "team": "/team/", "theme": "/theme/", "imports": "/imports/", "import-menu": "/imports/new/menu/",
        "import-orders": "/imports/new/orders/",
        "audit": "/audit/", "venues": "/venues/", "venue": f"/venues/{venue}/", "hours": f"/venues/{venue}/hours/",
        "zones": f"/venues/{venue}/zones/", "zone-new": f"/venues/{venue}/zones/new/",
        "tables": f"/venues/{venue}/tables/",
        "table-codes": f"/venues/{venue}/tables/print/",
    }  # fmt: skip
    for name, path in paths.items():
        yield Shot(f"office-{name}", f"{office}{path}", who="owner")
    for name, path, link in (
        ("order", "/orders/history/", 'main tbody a[href*="/office/orders/"]'),
        ("dish", "/menu/", 'main a[href*="/menu/items/"]:not([href*="new"])'),
        ("member", "/team/", 'main a[href*="/office/team/"]'),
    ):
        yield Shot(f"office-{name}", f"{office}{path}", who="owner", follow=link)
    yield Shot("kitchen", f"{home}/kitchen/", who="owner", full=False)


def _open_venue(port: int, home: str) -> dict[str, Any]:
    """One that takes orders now, or else any. Raises RuntimeError where the demo is not there."""
    venues: list[dict[str, Any]] = ask(port, home, "/api/v1/venues/") or []
    if not venues:
        msg = f"{home} does not answer: start the demo with make run"
        raise RuntimeError(msg)
    return next(
        (one for one in venues if ask(port, home, f"/api/v1/venues/{one['id']}/hours/")["now"]["is_open"]), venues[0]
    )


def _featured(port: int, home: str, slug: str) -> dict[str, Any]:
    items: list[dict[str, Any]] = ask(port, home, f"/api/v1/menus/{slug}/")["items"]
    return next((item for item in items if item["is_featured"] and item["modifier_groups"]), items[0])


def _placed(port: int, home: str, venue: dict[str, Any], item: dict[str, Any]) -> str:
    """The tracking key of an order placed for the picture; empty where the venue is closed."""
    modifiers = [
        {"group_id": group["id"], "option_id": option["id"]}
        for group in item["modifier_groups"]
        for option in group["options"][: group["minimum"]]
    ]
    order = {
        "venue_id": venue["id"],
        "service": "pickup",
        "contact": {"name": "Chiara Conti", "phone": "+39 333 0000000"},
        "lines": [{"item_id": item["id"], "quantity": 2, "modifiers": modifiers}],
    }
    return str((ask(port, home, "/api/v1/orders/", order) or {}).get("token", ""))


def ask(port: int, home: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """What the API answers, or None where it refuses. Every `*.localhost` is this machine."""
    headers = {
        "Host": home.removeprefix("http://"),
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST" if body else "GET", path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        data = answer.read()
    except OSError:
        return None
    finally:
        connection.close()
    return json.loads(data) if answer.status < 400 else None
