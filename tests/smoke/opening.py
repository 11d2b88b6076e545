"""From a stranger on the platform's front page to a restaurant whose menu is published."""

from pathlib import Path

from tests.smoke.browser import Browser, Page
from tests.smoke.report import eventually
from tests.smoke.stage import PASSWORD, Restaurant, Stage

MENU = Path(__file__).parent / "menu.csv"
LATITUDE, LONGITUDE = 45.4515, 9.1745
HALF_A_ZONE = 0.02


def sign_up(stage: Stage, brand: str, subdomain: str, *, country: str, city: str) -> Restaurant | None:
    """Three steps in the form, the steps behind it as they happen, then the door opens by itself."""
    report, browser = stage.report, Browser()
    front = browser.get(f"{stage.platform}/")
    report.check(
        "the platform's front page invites to sign up", any("/signup/" in link for link in front.links), front.status
    )
    taken = browser.get(f"{stage.platform}/signup/subdomain/?subdomain=public")
    report.check("a reserved subdomain is refused while typing", "reserved" in taken.text, taken.text)
    page = browser.get(f"{stage.platform}/signup/")
    email = f"owner-{stage.run}-{subdomain}@example.com"
    answers = (
        {"brand": brand, "subdomain": subdomain, "country": country, "currency": "", "timezone": "", "language": "en"},
        {"venue_name": "Centro", "street": "Via Prova 1", "city": city, "postcode": "20144", "phone": "",
         "open_days": [str(day) for day in range(7)], "opens": "00:00", "closes": "23:59"},
        {"owner_name": "Olivia Owner", "email": email, "password": PASSWORD},
    )  # fmt: skip
    for values in answers:
        page = browser.submit(page, page.form(having="step"), values)
    report.check(
        "the steps are shown as they happen",
        "/signup/" in page.path and page.status == 200,
        f"{page.status} {page.url}",
    )
    for _step in range(12):
        if "/signup/" not in page.path:
            break
        page = browser.submit(page, page.form(action="/next/"))
    host = f"{subdomain}.{stage.host}:{stage.port}"
    restaurant = Restaurant(host=host, email=email, owner=browser)
    landed = page.url.startswith(f"{restaurant.origin}/office/")
    report.check(
        "the owner lands signed in in their own office", landed and page.status == 200, f"{page.status} {page.url}"
    )
    if not landed:
        return None
    report.check(
        "the office shows what is left to do", "menu" in page.text.lower() and brand in page.text, page.text[:300]
    )
    venue = restaurant.api("GET", "/venues/").json()[0]
    restaurant.venue_id, restaurant.slug = venue["id"], venue["slug"]
    answer = restaurant.api("POST", "/auth/login", {"email": email, "password": PASSWORD})
    restaurant.token = answer.json().get("meta", {}).get("access_token", "") if answer.status == 200 else ""
    report.check("the same person signs in to the API", bool(restaurant.token), f"{answer.status} {answer.text[:200]}")
    return restaurant


def furnish(stage: Stage) -> None:
    """Round the clock, a delivery zone drawn as text, two tables."""
    here, report = stage.here, stage.report
    base = here.url(f"/office/venues/{here.venue_id}/")
    page = here.owner.get(f"{base}hours/")
    week = {
        f"{what}-{day}": value
        for day in range(7)
        for what, value in (("opens", "00:00"), ("closes", "00:00"), ("service", ""))
    }
    page = here.owner.submit(page, page.form(having="opens-0"), week)
    hours = here.api("GET", f"/venues/{here.venue_id}/hours/").json()
    report.check(
        "opening hours are saved and the venue is open", hours["now"]["is_open"] and len(hours["week"]) == 7, hours
    )
    page = here.owner.get(f"{base}zones/new/")
    corners = [(-1, -1), (-1, 1), (1, 1), (1, -1)]
    zone = {
        "name": "Navigli", "fee": "2.50", "minimum": "10", "free_from": "40", "minutes": "20", "priority": "1",
        "postcodes": "20144, 20143",
        "corners": "\n".join(f"{LATITUDE + y * HALF_A_ZONE}, {LONGITUDE + x * HALF_A_ZONE}" for y, x in corners),
    }  # fmt: skip
    here.owner.submit(page, page.form(having="corners"), zone)
    found = here.api("GET", f"/venues/{here.venue_id}/zone/?latitude={LATITUDE}&longitude={LONGITUDE}")
    report.check(
        "an address inside the zone is delivered to", found.status == 200 and found.json()["fee"] == "2.50", found.text
    )
    away = here.api("GET", f"/venues/{here.venue_id}/zone/?latitude=46&longitude=9")
    report.check("one far away is not", away.status == 404 and away.json()["code"] == "zone_not_found", away.text)
    page = here.owner.get(f"{base}tables/")
    here.owner.submit(page, page.form(having="names"), {"names": "1-2", "seats": "4"})
    sheet = here.owner.get(f"{base}tables/print/")
    report.check("two tables have codes to print", sheet.text.count("/t/") >= 2, sheet.status)


def import_menu(stage: Stage) -> None:
    """Upload, match columns, read the report, do it; then once more, which changes nothing."""
    here, report = stage.here, stage.report
    done = _import(stage)
    report.check("the menu is imported", "Imported." in done.text, f"{done.status} {_words(done)}")
    again = _import(stage)
    report.check(
        "importing it again changes nothing", "Imported." in again.text and "as before" in again.text, _words(again)
    )
    menu = here.owner.get(here.url("/office/menu/"))
    report.check(
        "the office shows the imported dishes",
        all(name in menu.text for name in ("Margherita", "Tiramisù")),
        menu.status,
    )
    unpublished = here.api("GET", f"/menus/{here.venue_id}/")
    report.check("guests see nothing before it is published", unpublished.status == 404, unpublished.status)


def _import(stage: Stage) -> Page:
    here = stage.here
    page = here.owner.get(here.url("/office/imports/new/menu/"))
    page = here.owner.submit(page, page.form(having="main"), {"main": ("menu.csv", MENU.read_bytes())})
    page = here.owner.submit(page, page.form(having="map.name"))
    checked = eventually(lambda: settled(here.owner.get(page.url)))
    if checked is None:
        return here.owner.get(page.url)
    page = here.owner.submit(checked, checked.form(action="/run/"))
    return eventually(lambda: settled(here.owner.get(page.url))) or here.owner.get(page.url)


def settled(page: Page) -> Page | None:
    """The page once no worker is at it any more."""
    return None if 'hx-trigger="load delay' in page.text else page


def publish(stage: Stage) -> None:
    here, report = stage.here, stage.report
    page = here.owner.get(here.url("/office/menu/"))
    try:
        form = page.form(action="/menu/publish/")
        here.owner.submit(page, form)
    except LookupError:
        here.owner.press(page, "/menu/publish/")
    menu = here.api("GET", f"/menus/{here.venue_id}/")
    report.check("the menu is published", menu.status == 200, f"{menu.status} {menu.text[:200]}")
    stage.menu = menu.json()
    names = {item["name"] for item in stage.menu["items"]}
    report.check("with every dish of the file", names >= {"Margherita", "Diavola", "Marinara", "Tiramisù"}, names)
    same = Browser().get(here.url(f"/api/v1/menus/{here.venue_id}/"), **{"If-None-Match": menu.headers.get("etag", "")})
    report.check("a menu that is known is answered with 304", same.status == 304, same.status)


def _words(page: Page) -> str:
    start = page.text.find("<main")
    return " ".join(page.text[start : start + 3000].split())
