"""Which pages there are to look at. Addresses of rows are found on the running demo, not guessed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from comanda.config.demo.lucciola import LUCCIOLA
from comanda.config.demo.restaurants import PASSWORD, RESTAURANTS
from comanda.config.screenshots import scenes
from comanda.config.screenshots.asking import ask, origin, token_of
from comanda.config.screenshots.people import STAFF, featured, open_venue

STATES = (
    "pending", "confirmed", "preparing", "ready", "out_for_delivery", "delivered", "failed", "rejected", "cancelled",
)  # fmt: skip
ERRORS = ("400", "403", "404", "429", "500", "503_suspended", "offline")


@dataclass(frozen=True, slots=True)
class Shot:
    name: str
    url: str | Callable[[], str]
    """Or what finds it, where something has to be done first: only for pages that are looked at."""
    who: str = "guest"
    """`guest`, `owner` or `cook` of the first restaurant, or `newcomer`: the owner of one that was opened just now."""
    full: bool = True
    """The whole page, or what fits the screen."""
    follow: str = ""
    """The link on `url` that leads to the page: its address is a row's."""
    then: str = ""
    """Where to go from that row's address."""
    scene: scenes.Scene | None = None
    """What is done on the page before the picture."""


def list_shots(port: int, newcomer: str) -> Iterator[Shot]:
    """`newcomer` is the origin of a restaurant with nothing in it. Raises RuntimeError where the demo is not there."""
    home = origin(port)
    yield Shot("platform-front", f"{home}/")
    yield Shot("platform-signup", f"{home}/signup/?brand=Osteria%20Prova")
    yield Shot("platform-signup-venue", f"{home}/signup/", scene=scenes.second_step)
    yield Shot("platform-signup-owner", f"{home}/signup/", scene=scenes.third_step)
    yield Shot("platform-find-office", f"{home}/sign-in/")
    yield Shot("platform-find-office-unknown", f"{home}/sign-in/", scene=scenes.look_for_nobody)
    yield Shot("platform-forgotten-address", f"{home}/sign-in/forgotten/")
    yield Shot("platform-letter-sent", f"{home}/sign-in/forgotten/sent/")
    yield Shot("platform-sign-in", f"{home}/account/login/")
    yield Shot("platform-signup-opening", f"{home}/signup/", scene=scenes.open_the_doors)
    yield Shot("platform-password", f"{home}/account/password/reset/")
    yield Shot("platform-api", f"{home}/api/v1/docs/", full=False)
    yield Shot("platform-design", f"{home}/design/")
    yield Shot("platform-mail", f"{home}/mail/")
    yield Shot("platform-letter", f"{home}/mail/", follow='main a[href^="/mail/"]')
    yield Shot("platform-unknown-page", f"{home}/nothing-here/", full=False)
    yield Shot("platform-unknown-restaurant", f"{origin(port, 'nobody-here')}/", full=False)
    for spec in RESTAURANTS:
        yield from _storefront(port, origin(port, spec.slug), spec.slug)
    lucciola = origin(port, LUCCIOLA.slug)
    for error in ERRORS:
        yield Shot(f"error-{error}", f"{lucciola}/design/errors/{error}/", full=False)
    yield from _tracking(port, lucciola)
    yield from _office(lucciola, open_venue(port, lucciola)["id"])
    yield from _account(lucciola)
    yield Shot("kitchen", f"{lucciola}/kitchen/?venue={open_venue(port, lucciola)['id']}", who="owner", full=False)
    yield Shot("kitchen-cook-at-the-till", f"{lucciola}/office/team/", who="cook", full=False)
    yield from _newcomer(newcomer)


def _storefront(port: int, home: str, name: str) -> Iterator[Shot]:
    venue = open_venue(port, home)
    base = f"{home}/v/{venue['slug']}/"
    item = featured(port, home, venue["slug"])
    yield Shot(f"{name}-venues", f"{home}/")
    yield Shot(f"{name}-menu", base, full=False)
    yield Shot(f"{name}-menu-whole", base)
    yield Shot(f"{name}-menu-sheet", base, full=False, scene=scenes.press(f'a[href$="/items/{item["id"]}/"]'))
    yield Shot(f"{name}-dish", f"{base}items/{item['id']}/")
    yield Shot(f"{name}-basket", f"{base}cart/")
    yield Shot(f"{name}-checkout", f"{base}checkout/")
    yield Shot(f"{name}-checkout-mistakes", f"{base}checkout/", scene=scenes.order_with_mistakes)

    @cache
    def placed(card: str = "") -> str:
        payment = {"payment": {"provider": "test_card", "token": card}} if card else {}
        return f"{home}/orders/{_placed(port, home, venue, item, **payment)}/"

    yield Shot(f"{name}-order", placed)
    yield Shot(f"{name}-order-bank", lambda: placed("tok_challenge"))
    yield Shot(f"{name}-bank", lambda: placed("tok_challenge"), follow='main a[href*="/pay/"]')
    yield Shot(f"{name}-order-declined", lambda: placed("tok_declined"))
    yield Shot(f"{name}-guest", f"{home}/me/")
    for page, path in {"sign-in": "login", "sign-up": "signup", "password": "password/reset"}.items():
        yield Shot(f"{name}-{page}", f"{home}/account/{path}/")


def _tracking(port: int, home: str) -> Iterator[Shot]:
    """An order in every state there is one of."""
    token = token_of(port, home, STAFF["owner"], PASSWORD)
    for service in ("delivery", "pickup", "dine_in"):
        seen: set[str] = set()
        for state in STATES:
            found = ask(port, home, f"/api/v1/orders/?page_size=50&state={state}", token=token) or {}
            for order in found.get("results", ()):
                if order["service"] == service and state not in seen:
                    seen.add(state)
                    yield Shot(f"tracking-{service}-{state}", f"{home}/orders/{order['token']}/")


def _office(home: str, venue: int) -> Iterator[Shot]:
    office = f"{home}/office"
    paths = {
        "home": "/", "orders": "/orders/", "history": "/orders/history/", "tables-now": "/orders/tables/",
        "counter": "/orders/counter/", "menu": "/menu/",
        "choices": "/menu/choices/", "ingredients": "/menu/ingredients/",
        "removed": "/menu/removed/", "stations": "/menu/stations/", "new-dish": "/menu/items/new/",
        "new-choice": "/menu/choices/new/", "customers": "/customers/",
        "team": "/team/", "theme": "/theme/", "imports": "/imports/", "import-menu": "/imports/new/menu/",
        "import-orders": "/imports/new/orders/",
        "audit": "/audit/", "venues": "/venues/", "new-venue": "/venues/new/", "venue": f"/venues/{venue}/",
        "hours": f"/venues/{venue}/hours/", "zones": f"/venues/{venue}/zones/",
        "zone-new": f"/venues/{venue}/zones/new/",
        "tables": f"/venues/{venue}/tables/", "table-codes": f"/venues/{venue}/tables/print/",
    }  # fmt: skip
    for name, path in paths.items():
        yield Shot(f"office-{name}", f"{office}{path}", who="owner")
    order = 'main tbody a[href*="/office/orders/"]'
    for name, path, link, then in (
        ("order", "/orders/history/", order, ""),
        ("receipt", "/orders/history/", order, "receipt/"),
        ("bill", "/orders/history/?service=dine_in", order, "bill/"),
        ("dish", "/menu/", 'main a[href*="/menu/items/"]:not([href*="new"])', ""),
        ("choice", "/menu/choices/", 'main a[href*="/menu/choices/"]:not([href*="new"])', ""),
        ("zone", f"/venues/{venue}/zones/", 'main tbody a[href*="/zones/"]', ""),
        ("customer", "/customers/", 'main a[href*="/office/customers/"]', ""),
        ("member", "/team/", 'main a[href*="/office/team/"]', ""),
    ):
        yield Shot(f"office-{name}", f"{office}{path}", who="owner", follow=link, then=then)
    for name, path, link, scene in (
        ("refund", "/orders/history/?state=delivered", order, scenes.press('[data-open="refund"]')),
        ("dish-unfolded", "/menu/", 'main a[href*="/menu/items/"]:not([href*="new"])', scenes.unfold),
        ("counter-check", "/orders/counter/", "", scenes.sell_two),
        ("palette", "/", "", scenes.press('[data-open="palette"]')),
    ):
        yield Shot(
            f"office-{name}", f"{office}{path}", who="owner", follow=link, scene=scene, full=name == "dish-unfolded"
        )


def _account(home: str) -> Iterator[Shot]:
    for name, path in {
        "password": "password/change", "email": "email", "two-factor": "2fa", "totp": "2fa/totp/activate",
        "sign-out": "logout",
    }.items():  # fmt: skip
        yield Shot(f"account-{name}", f"{home}/account/{path}/", who="owner")


def _newcomer(home: str) -> Iterator[Shot]:
    office = f"{home}/office"
    for name, path in {
        "home": "/", "orders": "/orders/", "history": "/orders/history/", "tables-now": "/orders/tables/",
        "counter": "/orders/counter/", "menu": "/menu/",
        "choices": "/menu/choices/", "ingredients": "/menu/ingredients/",
        "removed": "/menu/removed/", "stations": "/menu/stations/", "customers": "/customers/", "team": "/team/",
        "imports": "/imports/", "audit": "/audit/",
    }.items():  # fmt: skip
        yield Shot(f"new-{name}", f"{office}{path}", who="newcomer")
    yield Shot("new-kitchen", f"{home}/kitchen/", who="newcomer", full=False)
    yield Shot("new-storefront", f"{home}/", who="guest")
    yield Shot("new-import-columns", f"{office}/imports/new/menu/", who="newcomer", scene=scenes.choose_file)
    yield Shot("new-import-problems", f"{office}/imports/new/menu/", who="newcomer", scene=scenes.check_file)


def _placed(port: int, home: str, venue: dict[str, Any], item: dict[str, Any], **more: Any) -> str:
    """The tracking key of an order placed for the picture, for later where it is closed; empty where it is refused."""
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
    if not ask(port, home, f"/api/v1/venues/{venue['id']}/hours/")["now"]["is_open"]:
        slots = (ask(port, home, f"/api/v1/venues/{venue['id']}/slots/?service=pickup") or {}).get("slots", ())
        order |= {"requested_for": slots[0]} if slots else {}
    return str((ask(port, home, "/api/v1/orders/", order | more) or {}).get("token", ""))
