"""Access and refresh tokens: good for one tenant, while their session lives; a refresh token works once."""

import threading
import time
from datetime import timedelta

import jwt
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from comanda.kernel.clock import now
from shared_apps.accounts.facade import create_user, end_sessions, set_active
from shared_apps.accounts.rest import tokens as strategy
from shared_apps.audit.facade import list_entries
from tenants.context import use_tenant
from tests.shared_apps.accounts.conftest import PASSWORD


def tokens(response):
    meta = response.json()["meta"]
    return meta["access_token"], meta["refresh_token"]


def me(client, access):
    return client.get("/api/v1/auth/session", headers={"authorization": f"Bearer {access}"})


def refresh(client, token):
    return client.post("/api/v1/tokens/refresh", {"refresh_token": token}, content_type="application/json")


def test_sign_in_gives_tokens_that_name_their_tenant(client_a, ada, tenant_a, sign_in):
    response = sign_in(client_a)
    assert response.status_code == 200
    access, _ = tokens(response)
    claims = jwt.decode(access, options={"verify_signature": False})
    assert claims["tid"] == str(tenant_a.id)
    assert jwt.get_unverified_header(access)["alg"] == "RS256"
    assert me(client_a, access).json()["data"]["user"]["email"] == "ada@example.com"


def test_a_token_of_one_tenant_is_refused_by_another(client_a, client_b, ada, twin, sign_in, tenant_a, tenant_b):
    assert ada == twin
    access, refresh_token = tokens(sign_in(client_a))
    assert me(client_b, access).status_code == 401
    assert client_b.get("/api/v1/me/", headers={"authorization": f"Bearer {access}"}).status_code == 401
    with use_tenant(tenant_b):
        before = Session.objects.count()
    assert refresh(client_b, refresh_token).status_code == 401
    with use_tenant(tenant_b):
        assert Session.objects.count() == before
    assert refresh(client_a, refresh_token).status_code == 200


def test_even_the_same_session_key_does_not_open_the_other_door(
    client_a, client_b, ada, twin, sign_in, tenant_a, tenant_b
):
    """A copied session row is not enough: the token names its tenant."""
    access, _ = tokens(sign_in(client_a))
    with use_tenant(tenant_a):
        row = Session.objects.get()
    with use_tenant(tenant_b):
        Session.objects.create(session_key=row.session_key, session_data=row.session_data, expire_date=row.expire_date)
    assert me(client_b, access).status_code == 401


@pytest.mark.parametrize("change", ["none", "hs256", "tampered", "expired"])
def test_forged_tokens_are_refused(client_a, ada, sign_in, change):
    access, _ = tokens(sign_in(client_a))
    claims = jwt.decode(access, options={"verify_signature": False})
    if change == "none":
        forged = jwt.encode(claims, "", algorithm="none")
    elif change == "hs256":
        forged = jwt.encode(claims, "x" * 64, algorithm="HS256")
    elif change == "expired":
        stale = claims | {"exp": int(time.time()) - 10}
        forged = jwt.encode(stale, settings.HEADLESS_JWT_PRIVATE_KEY, algorithm="RS256")
    else:
        head, body, signature = access.split(".")
        forged = ".".join([head, body, signature[:-6] + ("AAAAAA" if signature[-6:] != "AAAAAA" else "BBBBBB")])
    assert me(client_a, forged).status_code == 401


def test_a_refresh_token_works_once_and_its_reuse_ends_the_family(client_a, ada, sign_in, tenant_a):
    access, first = tokens(sign_in(client_a))
    answer = refresh(client_a, first).json()["data"]
    second = answer["refresh_token"]
    assert me(client_a, answer["access_token"]).status_code == 200
    assert refresh(client_a, first).status_code == 401
    assert refresh(client_a, second).status_code == 401
    assert me(client_a, answer["access_token"]).status_code >= 401
    assert me(client_a, access).status_code >= 401
    with use_tenant(tenant_a):
        assert list_entries(action="accounts.token_reused")


@pytest.mark.django_db(transaction=True)
def test_of_many_refreshes_at_once_one_wins(tenant_a, sign_in, hold_clock):
    with use_tenant(tenant_a):
        create_user(email="ada@example.com", password=PASSWORD, name="Ada", verified=True)
    client = Client(headers={"host": tenant_a.primary_domain})
    _, token = tokens(sign_in(client))
    answers, gate = [], threading.Barrier(20)

    def race():
        mine = Client(headers={"host": tenant_a.primary_domain})
        gate.wait()
        answers.append(refresh(mine, token))
        connections.close_all()

    racers = [threading.Thread(target=race) for _ in range(20)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert len(answers) == 20
    (winner,) = [answer.json()["data"] for answer in answers if answer.status_code == 200]
    assert me(client, winner["access_token"]).status_code == 200
    assert refresh(client, winner["refresh_token"]).status_code == 200
    hold_clock(now() + timedelta(seconds=strategy.RACE_SECONDS))
    assert refresh(client, token).status_code == 401
    assert me(client, winner["access_token"]).status_code >= 401


def test_a_thief_is_not_forgiven_for_coming_twice_at_once(client_a, ada, sign_in, tenant_a, hold_clock):
    _, stolen = tokens(sign_in(client_a))
    answer = refresh(client_a, stolen).json()["data"]
    hold_clock(now() + timedelta(minutes=5))
    with use_tenant(tenant_a), strategy._under_way(strategy.token_payload(stolen, "refresh")["jti"]):
        assert refresh(client_a, stolen).status_code == 401
    assert me(client_a, answer["access_token"]).status_code >= 401
    assert refresh(client_a, answer["refresh_token"]).status_code == 401
    with use_tenant(tenant_a):
        assert len(list_entries(action="accounts.token_reused")) == 1


def test_shutting_somebody_out_ends_their_tokens_at_once(client_a, ada, sign_in, tenant_a):
    access, refresh_token = tokens(sign_in(client_a))
    with use_tenant(tenant_a):
        set_active(user_id=ada, active=False)
    assert me(client_a, access).status_code >= 401
    assert refresh(client_a, refresh_token).status_code == 401


def test_ending_sessions_ends_tokens_and_leaves_the_password(client_a, ada, sign_in, tenant_a):
    access, refresh_token = tokens(sign_in(client_a))
    with use_tenant(tenant_a):
        end_sessions(user_id=ada)
    assert me(client_a, access).status_code >= 401
    assert refresh(client_a, refresh_token).status_code == 401
    assert sign_in(client_a).status_code == 200


def test_signing_out_ends_the_access_token(client_a, ada, sign_in):
    access, _ = tokens(sign_in(client_a))
    response = client_a.delete("/api/v1/auth/session", headers={"authorization": f"Bearer {access}"})
    assert response.status_code == 401
    assert me(client_a, access).status_code >= 401


def test_errors_are_problem_json(client_a, ada, sign_in):
    response = sign_in(client_a, password="not the password")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["code"] == "validation_failed"
    assert problem["fields"]["password"]


def test_whoever_keeps_guessing_is_told_to_wait_here_and_nowhere_else(client_a, client_b, ada, twin, sign_in):
    for _ in range(5):
        wrong = sign_in(client_a, password="wrong")
        assert (wrong.status_code, wrong["Content-Type"]) == (400, "application/problem+json")
    refused = sign_in(client_a)
    assert (refused.status_code, refused["Retry-After"]) == (429, "300")
    assert (refused.json()["status"], refused.json()["code"]) == (429, "too_many_requests")
    assert sign_in(client_b).status_code == 200
