"""Somebody else's program, which signs a restaurant up and finds its office open."""

from uuid import uuid4

from tests.smoke.browser import Browser
from tests.smoke.report import eventually
from tests.smoke.stage import PASSWORD, Stage


def sign_up(stage: Stage) -> None:
    report, app, key = stage.report, Browser(), str(uuid4())
    signups = f"{stage.platform}/api/v1/signups/"
    email = f"owner-{stage.run}-app@example.com"
    asked = {
        "brand": "Osteria per App",
        "subdomain": f"smoke-c-{stage.run}",
        "country": "IT",
        "venue_name": "Centro",
        "street": "Via Solferino 12",
        "city": "Milano",
        "postcode": "20121",
        "open_days": [0, 1, 2, 3, 4, 5, 6],
        "opens": "12:00",
        "closes": "22:30",
        "owner_name": "Ada Rossi",
        "email": email,
        "password": PASSWORD,
    }
    bad = app.call("POST", signups, asked | {"subdomain": "public"}, **{"Idempotency-Key": str(uuid4())})
    report.check("a reserved address is refused, by name", bad.status == 400 and "subdomain" in bad.text, bad.text)
    started = app.call("POST", signups, asked, **{"Idempotency-Key": key})
    if not report.check("an app starts a sign-up", started.status == 201, f"{started.status} {started.text}"):
        return
    token = started.json()["token"]
    again = app.call("POST", signups, asked, **{"Idempotency-Key": key})
    report.check("the same key starts no second one", again.json().get("token") == token, again.text)

    def step() -> bool:
        return bool(app.call("POST", f"{signups}{token}/steps/").json()["finished"])

    report.check("its steps come to an end", eventually(step))
    origin = app.call("GET", f"{signups}{token}/").json()["origin"]
    entry = app.call("POST", f"{signups}{token}/entry/").json()["url"]
    office = Browser().get(entry)
    report.check("its owner's office is open", office.status == 200 and "/office/" in office.url, office.url)
    login = app.call("POST", f"{origin}/api/v1/auth/login", {"email": email, "password": PASSWORD})
    report.check("and the owner signs in over the API", login.status == 200, f"{login.status} {login.text}")
