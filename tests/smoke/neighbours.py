"""A second restaurant, which must see nothing of the first."""

from tests.smoke.browser import Browser
from tests.smoke.opening import sign_up
from tests.smoke.stage import Stage


def look_over_the_fence(stage: Stage) -> None:
    here, report = stage.here, stage.report
    other = sign_up(stage, "Neighbour Bakery", f"smoke-b-{stage.run}", country="GB", city="London")
    if other is None:
        return
    stage.second = other
    token = stage.orders["web"]["token"]
    order_id = stage.orders["web"]["id"]
    report.check(
        "a guest's tracking link is nothing on another host",
        Browser().get(other.url(f"/orders/{token}/")).status == 404,
    )
    report.check("nor is the order over the API", other.api("GET", f"/orders/{token}/").status == 404)
    seen = other.api("GET", f"/orders/{order_id}/", signed_in=True)
    report.check("nor by its number for the other owner", seen.status == 404, f"{seen.status} {seen.text}")
    listed = other.api("GET", "/orders/", signed_in=True).json()["results"]
    report.check("the other owner's list is empty", listed == [], listed)
    report.check("the other storefront has no such dish", "Margherita" not in Browser().get(f"{other.origin}/").text)
    theft = Browser().call("GET", other.url("/api/v1/orders/"), Authorization=f"Bearer {here.token}")
    report.check(
        "one restaurant's token is worth nothing at another", theft.status in {401, 403}, f"{theft.status} {theft.text}"
    )
    stolen = Browser()
    stolen.jar[other.host] = dict(here.owner.jar[here.host])
    office = stolen.get(other.url("/office/"))
    report.check("nor is its session", "/account/login/" in office.url, office.url)
    unknown = Browser().get(f"http://smoke-nobody-{stage.run}.{stage.host}:{stage.port}/")
    report.check("a host nobody has is a plain 404", unknown.status == 404, unknown.status)
    still = here.api("GET", f"/orders/{order_id}/", signed_in=True).json()
    report.check("and nothing of the first has changed", still["state"] == "delivered", still["state"])
