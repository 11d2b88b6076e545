"""An app signs a restaurant up: by a key, once, with nothing to be had from anybody else's sign-up."""

import json
from urllib.parse import urlsplit

import pytest
from django.test import Client

from shared_apps.audit.facade import list_entries
from shared_apps.signup.models import Signup
from tenant_apps.venues.facade import list_hours, list_venues
from tenants.context import use_platform, use_tenant
from tenants.facade import find_tenant_by, list_tenants
from tests.shared_apps.signup.conftest import ANSWERS

pytestmark = pytest.mark.django_db

BODY = {name: value for name, value in ANSWERS.items() if name not in ("currency", "timezone", "language")} | {
    "open_days": [0, 1, 2, 3, 4, 5]
}


class App:
    def __init__(self, client: Client) -> None:
        self.client = client

    def post(self, path="", body=None, *, key=None):
        return self.client.post(
            f"/api/v1/signups/{path}",
            data=json.dumps(body or {}),
            content_type="application/json",
            headers={"idempotency-key": key} if key else {},
        )

    def get(self, path):
        return self.client.get(f"/api/v1/signups/{path}")

    def finish(self, token):
        for _ in range(12):
            state = self.post(f"{token}/steps/").json()
            if state["finished"] or state["problem"]:
                break
        return state


@pytest.fixture
def app(platform_client):
    return App(platform_client)


def test_an_app_signs_a_restaurant_up(app):
    begun = app.post(body=BODY, key="k1")
    assert begun.status_code == 201, begun.content
    token = begun.json()["token"]
    assert [step["state"] for step in begun.json()["steps"]][:2] == ["now", "next"]
    state = app.finish(token)
    assert state["finished"]
    assert {step["state"] for step in state["steps"]} == {"done"}
    assert app.get(f"{token}/").json() == state
    assert urlsplit(state["origin"]).hostname == "trattoria-brera.localhost"
    with use_platform():
        tenant = find_tenant_by(slug="trattoria-brera")
    assert (tenant.currency, tenant.timezone) == ("EUR", "Europe/Rome")
    with use_tenant(tenant):
        [venue] = list_venues()
        assert len(list_hours(venue_id=venue.id)) == 6
    door = app.post(f"{token}/entry/")
    assert door.status_code == 201
    address = urlsplit(door.json()["url"])
    owner = Client(headers={"host": address.hostname})
    assert owner.get(f"{address.path}?{address.query}")["Location"] == "/office/"
    assert owner.get("/office/").status_code == 200
    signed_in = Client(headers={"host": address.hostname}).post(
        "/api/v1/auth/login",
        {"email": BODY["email"], "password": BODY["password"]},
        content_type="application/json",
    )
    assert signed_in.json()["meta"]["access_token"]


def test_the_key_is_needed_and_counts_once(app):
    before = len(list_tenants())
    assert app.post(body=BODY).json()["code"] == "idempotency_key_missing"
    first = app.post(body=BODY, key="k1").json()["token"]
    assert app.finish(first)["finished"]
    again = app.post(body=BODY, key="k1")
    assert (again.status_code, again.json()["token"], again.json()["finished"]) == (201, first, True)
    assert len(list_tenants()) == before + 1
    for other in ({"brand": "Another"}, {"password": "another password altogether"}):
        reused = app.post(body=BODY | other, key="k1")
        assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")
    assert Signup.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"brand": ""}, "brand"),
        ({"brand": None}, "brand"),
        ({"subdomain": "admin"}, "subdomain"),
        ({"subdomain": "alfa"}, "subdomain"),
        ({"subdomain": "'; DROP SCHEMA"}, "subdomain"),
        ({"country": "XX"}, "country"),
        ({"currency": "E1R"}, "currency"),
        ({"timezone": "Europe/Atlantis"}, "timezone"),
        ({"colour": "red"}, "colour"),
        ({"open_days": []}, "open_days"),
        ({"open_days": [7]}, "open_days"),
        ({"open_days": ["0"]}, "open_days.0"),
        ({"opens": "noon"}, "opens"),
        ({"opens": "12:00:01"}, "opens"),
        ({"opens": "22:30"}, "closes"),
        ({"email": "nobody"}, "email"),
        ({"password": "short"}, "password"),
        ({"phone": "12"}, "phone"),
        ({"plan": "gold"}, "plan"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field_and_nothing_is_written(app, change, field):
    answer = app.post(body=BODY | change, key="k1")
    assert answer.status_code == 400, answer.content
    assert field in answer.json()["fields"]
    assert not Signup.objects.exists()
    assert app.post(body=BODY, key="k1").status_code == 201


def test_a_guess_at_an_account_s_password_stays_in_the_trail(app, platform_client):
    first = app.post(body=BODY, key="k1").json()["token"]
    assert app.finish(first)["finished"]
    another = BODY | {"subdomain": "another", "password": "somebody else's guess"}
    refused = app.post(body=another, key="k2")
    assert (refused.status_code, refused.json()["code"]) == (409, "account_exists")
    with use_platform():
        assert [entry.actor_label for entry in list_entries(action="accounts.sign_in_failed")] == [BODY["email"]]
    assert Signup.objects.count() == 1
    assert app.post(body=another | {"password": BODY["password"]}, key="k2").status_code == 201, "the key was not spent"


def test_a_page_s_token_opens_nothing_here(app, sign_up, answers):
    page = Client(headers={"host": "localhost"})
    assert "/enter/" in sign_up(answers, token="page-token", client=page)["Location"]
    kept = Signup.objects.get().token
    for token in ("page-token", kept):
        assert app.get(f"{token}/").status_code == 404
        assert app.post(f"{token}/entry/").status_code == 404
    made = app.post(body=BODY | {"subdomain": "other", "email": "o@example.com"}, key="k1").json()["token"]
    stored = Signup.objects.exclude(token=kept).get().token
    assert stored != made
    assert app.get(f"{stored}/").status_code == 404


def test_nobody_s_sign_up_is_not_there(app):
    for path in ("nobody/steps/", "nobody/entry/"):
        assert app.post(path).json()["code"] == "signup_not_found"
    begun = app.post(body=BODY, key="k1").json()["token"]
    assert app.post(f"{begun}/entry/").status_code == 404  # not finished
    assert app.get("trattoria/").json()["code"] == "signup_not_found"


def test_an_address_taken_in_the_meantime_is_put_right(app):
    token = app.post(body=BODY, key="k1").json()["token"]
    rival = app.post(body=BODY | {"email": "rival@example.com"}, key="k2").json()["token"]
    assert app.finish(rival)["finished"]
    state = app.finish(token)
    assert state["problem"]["code"] == "subdomain_taken"
    put = app.client.put
    refused = put(f"/api/v1/signups/{token}/subdomain/", {"subdomain": "alfa"}, content_type="application/json")
    assert (refused.status_code, list(refused.json()["fields"])) == (409, ["subdomain"])
    better = put(f"/api/v1/signups/{token}/subdomain/", {"subdomain": "brera-due"}, content_type="application/json")
    assert (better.status_code, better.json()["problem"]) == (200, {})
    assert urlsplit(app.finish(token)["origin"]).hostname == "brera-due.localhost"


def test_addresses_and_countries_can_be_asked_for(app):
    assert app.get("subdomains/Trattoria-Brera/").json() == {
        "subdomain": "trattoria-brera", "is_free": True, "code": "", "problem": "", "remedy": "",
    }  # fmt: skip
    taken = app.get("subdomains/alfa/").json()
    assert (taken["is_free"], taken["code"]) == (False, "subdomain_taken")
    assert "alfa-milano" in taken["remedy"]
    [italy] = [country for country in app.get("countries/").json() if country["code"] == "IT"]
    assert (italy["currency"], italy["timezones"][0]) == ("EUR", "Europe/Rome")


def test_too_many_are_asked_to_wait(app, monkeypatch):
    monkeypatch.setattr("shared_apps.signup.rest.views.may_sign_up", lambda request: False)
    answer = app.post(body=BODY, key="k1")
    assert (answer.status_code, answer["Retry-After"], answer.json()["code"]) == (429, "60", "too_many_requests")
    assert not Signup.objects.exists()


def test_a_tenant_s_host_signs_nobody_up(client_a):
    assert App(client_a).post(body=BODY, key="k1").status_code == 404
    assert not Signup.objects.exists()
