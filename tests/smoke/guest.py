"""A guest: through the web forms, through the API, with cards that work, ask, and fail."""

from typing import Any
from uuid import uuid4

from tests.smoke.browser import Browser
from tests.smoke.opening import LATITUDE, LONGITUDE
from tests.smoke.report import eventually
from tests.smoke.stage import Stage


def browse_and_order(stage: Stage) -> None:
    """The menu, a dish, the basket, checkout, tracking: forms only, no account."""
    here, report, guest = stage.here, stage.report, Browser()
    front = guest.get(f"{here.origin}/")
    report.check("the storefront leads to the menu", "Margherita" in front.text and front.status == 200, front.url)
    base = here.url(f"/v/{here.slug}/")
    item = stage.item("Margherita")
    page = guest.get(f"{base}items/{item['id']}/")
    report.check("a dish shows its price and allergens", "7" in page.text and "luten" in page.text, page.status)
    cart = guest.get(f"{base}cart/")
    page = guest.submit(page, page.form(action="/cart/lines/"), _with_token(guest, here.host, {"quantity": "2"}))
    cart = guest.get(f"{base}cart/")
    report.check(
        "it lands in the basket", "Margherita" in cart.text and cart.status == 200, f"{page.status} {page.url}"
    )
    checkout = guest.get(f"{base}checkout/")
    email = f"gina-{stage.run}@example.com"
    answers = {
        "service": "pickup",
        "name": "Gina Guest",
        "phone": "+39 333 1112223",
        "email": email,
        "payment": "cash",
        "tip": "0",
        "note": "Extra basil",
    }
    form = checkout.form(having="key")
    missing = guest.submit(checkout, form, answers | {"name": ""})
    report.check(
        "checkout names the field that is missing", missing.status == 422 and "checkout" in missing.path, missing.status
    )
    placed = guest.submit(checkout, form, answers)
    if "/orders/" not in placed.path:  # without scripts the total is shown once before it is agreed to
        placed = guest.submit(placed, placed.form(having="key"), answers)
    tracked = "/orders/" in placed.path and placed.status == 200
    report.check("the guest sees the order at once", tracked, f"{placed.status} {placed.url}")
    token = placed.path.strip("/").split("/")[-1]
    order = here.api("GET", f"/orders/{token}/").json()
    report.check("two pizzas cost what the menu says", order.get("total") == "15.00", order)
    stage.orders["web"] = order


def order_by_api(stage: Stage) -> None:
    here, report = stage.here, stage.report
    body = _body(stage, lines=[stage.line("Diavola"), stage.line("Tiramisù", 2)], tip="1.00")
    key = str(uuid4())
    first = here.api("POST", "/orders/", body, key=key)
    report.check("an order is placed through the API", first.status == 201, f"{first.status} {first.text}")
    order = first.json()
    report.check("its total is the server's: 9.00 + 2 x 6.00 + tip", order["total"] == "22.00", order)
    again = here.api("POST", "/orders/", body, key=key)
    report.check("the same key never makes two orders", again.json().get("token") == order["token"], again.text)
    other = here.api("POST", "/orders/", body | {"note": "different"}, key=key)
    report.check("nor is it taken for another order", other.status in {409, 422}, other.status)
    cheap = here.api("POST", "/orders/", body | {"expected_total": "0.01"}, key=str(uuid4()))
    report.check(
        "a total nobody was shown is refused",
        cheap.status == 409 and cheap.json()["code"] == "total_changed",
        cheap.text,
    )
    minus = here.api("POST", "/orders/", _body(stage, lines=[stage.line("Diavola", -3)]), key=str(uuid4()))
    report.check(
        "a negative quantity is refused, naming the line", minus.status == 400 and "lines.0" in minus.text, minus.text
    )
    report.check("errors are problem+json", "problem+json" in minus.headers.get("content-type", ""), minus.headers)
    stage.orders["api"] = order


def pay_by_card(stage: Stage) -> None:
    """A card that works, one that asks for a second step, one that is declined and tried again."""
    here, report = stage.here, stage.report
    good = _pay(stage, "tok_success")
    paid = _wait_for_payment(stage, good, {"authorized", "paid"})
    report.check("a good card is authorised", paid, _payment(stage, good))
    stage.orders["card"] = good
    asked = _pay(stage, "tok_challenge")
    report.check(
        "another card asks for a second step",
        _wait_for_payment(stage, asked, {"action_needed"}),
        _payment(stage, asked),
    )
    guest = Browser()
    page = guest.get(here.url(f"/orders/{asked['token']}/"))
    link = next((link for link in page.links if "/pay/" in link), "")
    step = guest.get(here.url(link)) if link else page
    report.check("the tracking page leads to it", bool(link) and step.status == 200, page.links)
    approved = guest.submit(step, step.form(having="next"), {"decision": "approve"})
    report.check(
        "approved, the guest is back at the order", approved.path == f"/orders/{asked['token']}/", approved.url
    )
    report.check(
        "and the money is promised", _wait_for_payment(stage, asked, {"authorized", "paid"}), _payment(stage, asked)
    )
    stage.orders["challenge"] = asked
    declined = _pay(stage, "tok_declined")
    report.check("a bad card is declined", _wait_for_payment(stage, declined, {"failed"}), _payment(stage, declined))
    page = guest.get(here.url(f"/orders/{declined['token']}/"))
    again = guest.submit(page, page.form(action="/payment/"), {"payment": "test_card:tok_success"})
    report.check("the guest pays again with another", again.status == 200, f"{again.status} {again.url}")
    report.check(
        "and this time it works", _wait_for_payment(stage, declined, {"authorized", "paid"}), _payment(stage, declined)
    )
    stage.orders["declined"] = declined


def have_it_delivered(stage: Stage) -> None:
    here, report = stage.here, stage.report
    inside = {
        "street": "Via Tortona 3",
        "city": "Milano",
        "postcode": "20144",
        "latitude": str(LATITUDE),
        "longitude": str(LONGITUDE),
    }
    body = _body(stage, lines=[stage.line("Margherita", 2)], service="delivery", address=inside)
    placed = here.api("POST", "/orders/", body, key=str(uuid4()))
    report.check(
        "a delivery carries its zone's fee", placed.status == 201 and placed.json()["total"] == "17.50", placed.text
    )
    stage.orders["delivery"] = placed.json()
    away = body | {"address": inside | {"latitude": "46.1", "longitude": "8.9", "postcode": "28900"}}
    refused = here.api("POST", "/orders/", away, key=str(uuid4()))
    report.check(
        "beyond the zone it is refused with a remedy",
        refused.status == 422 and refused.json().get("remedy"),
        refused.text,
    )
    small = here.api("POST", "/orders/", body | {"lines": [stage.line("Acqua naturale")]}, key=str(uuid4()))
    report.check("below the minimum too", small.status == 422 and "minimum" in small.text, small.text)


def _body(stage: Stage, *, lines: list[dict[str, Any]], service: str = "pickup", **more: Any) -> dict[str, Any]:
    contact = {"name": "Ada API", "phone": "+39 333 9998887", "email": f"ada-{stage.run}@example.com"}
    return {"venue_id": stage.here.venue_id, "service": service, "lines": lines, "contact": contact} | more


def _pay(stage: Stage, token: str) -> dict[str, Any]:
    body = _body(stage, lines=[stage.line("Marinara")], payment={"provider": "test_card", "token": token})
    placed = stage.here.api("POST", "/orders/", body, key=str(uuid4()))
    if placed.status != 201:
        msg = f"no order for {token}: {placed.status} {placed.text}"
        raise RuntimeError(msg)
    answer: dict[str, Any] = placed.json()
    return answer


def _payment(stage: Stage, order: dict[str, Any]) -> str:
    return str(stage.here.api("GET", f"/orders/{order['token']}/").json().get("payment_state"))


def _wait_for_payment(stage: Stage, order: dict[str, Any], states: set[str]) -> bool:
    return eventually(lambda: _payment(stage, order) in states)


def _with_token(guest: Browser, host: str, values: dict[str, str]) -> dict[str, str]:
    """Scripts would send the cookie's token as a header; without them the form carries it."""
    token = next((value for name, value in guest.jar.get(host, {}).items() if name.endswith("csrftoken")), "")
    return values | ({"csrfmiddlewaretoken": token} if token else {})
