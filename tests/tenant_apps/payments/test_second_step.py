"""The page where the guest says yes or no to their bank."""

import pytest

from tenant_apps.payments.models import PaymentAttempt
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.ordering.settle import settle


@pytest.fixture
def attempt(db, tenant_a) -> PaymentAttempt:
    with use_tenant(tenant_a):
        open_restaurant().card_order("tok_challenge")
        settle()
        return PaymentAttempt.objects.get()


def state(tenant, attempt):
    with use_tenant(tenant):
        return PaymentAttempt.objects.get(pk=attempt.pk).state


@pytest.mark.parametrize(("decision", "expected"), [("approve", "authorized"), ("refuse", "failed")])
def test_the_answer_is_taken_once_and_leads_back(client_a, tenant_a, attempt, decision, expected):
    path = f"/pay/{attempt.token}/"
    page = client_a.get(path, {"next": "/orders/abc/"})
    assert page.status_code == 200
    assert b"6.50" in page.content
    assert b'value="/orders/abc/"' in page.content
    answer = client_a.post(path, {"decision": decision, "next": "/orders/abc/"})
    assert (answer.status_code, answer["location"]) == (302, "/orders/abc/")
    assert state(tenant_a, attempt) == expected
    again = client_a.post(path, {"decision": "approve"})
    assert (again.status_code, state(tenant_a, attempt)) == (302, expected)
    assert b'name="decision"' not in client_a.get(path).content


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "evil"])
def test_nobody_is_led_to_another_site(client_a, tenant_a, attempt, away):
    path = f"/pay/{attempt.token}/"
    assert b"evil" not in client_a.get(path, {"next": away}).content
    assert client_a.post(path, {"decision": "refuse", "next": away})["location"] == path


def test_the_tenant_next_door_knows_nothing_of_it(client_b, tenant_a, attempt):
    path = f"/pay/{attempt.token}/"
    assert client_b.get(path).status_code == 404
    assert client_b.post(path, {"decision": "approve"}).status_code == 404
    assert state(tenant_a, attempt) == "action_needed"


def test_anything_but_yes_or_no_decides_nothing(client_a, tenant_a, attempt):
    assert client_a.post(f"/pay/{attempt.token}/", {"decision": "maybe"}).status_code == 200
    assert state(tenant_a, attempt) == "action_needed"
