"""Whoever is shut out is out within five seconds: sessions, tokens, refresh tokens and live screens. At the other
tenant lives somebody with the same number, who notices nothing."""

import time

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from shared_apps.accounts.facade import create_user, end_sessions, set_active
from shared_apps.accounts.models import User
from shared_apps.audit.contracts import Actor
from tenant_apps.team.contracts import Role
from tenant_apps.team.facade import change_role, deactivate
from tenant_apps.team.models import StaffMember
from tenants.context import use_tenant
from tests.tenant_apps.staff import sign_in
from tests.tenants.live.conftest import next_news, nothing_more

PASSWORD = "quattro formaggi al tavolo"
TOPIC = "kitchen:1"
WITHIN = 5.0  # seconds


def hire(tenant, *, user_id=None):
    """A cook with a password; `user_id` makes the twin at the other tenant."""
    with use_tenant(tenant):
        if user_id is None:
            user_id = create_user(email="ada@example.com", password=PASSWORD, name="Ada", verified=True)
        else:
            User(pk=user_id, email="ada@example.com", name="Ada").save(force_insert=True)
        StaffMember.objects.create(user_id=user_id, name="Ada", role=Role.KITCHEN.value)
    return user_id


@pytest.fixture
def ada(sockets, tenant_a, client_a) -> int:
    user_id = hire(tenant_a)
    sign_in(client_a, tenant_a, user_id)
    return user_id


@pytest.fixture
def twin(ada, tenant_b, client_b) -> int:
    hire(tenant_b, user_id=ada)
    sign_in(client_b, tenant_b, ada)
    return ada


def app_tokens(client):
    answer = client.post(
        "/api/v1/auth/login", {"email": "ada@example.com", "password": PASSWORD}, content_type="application/json"
    ).json()["meta"]
    return answer["access_token"], answer["refresh_token"]


def as_app(client, access):
    return client.get("/api/v1/me/", headers={"authorization": f"Bearer {access}"}).status_code


def member_of(user_id):
    return StaffMember.objects.get(user_id=user_id).pk


def leave(client, user_id):
    deactivate(member_id=member_of(user_id), actor=Actor(label="Olga"))


def end(client, user_id):
    end_sessions(user_id=user_id)


def shut_out(client, user_id):
    set_active(user_id=user_id, active=False)


@pytest.mark.parametrize("act", [leave, end, shut_out])
def test_shut_out_everything_is_dead_within_seconds(sockets, tenant_a, tenant_b, client_a, client_b, twin, act):
    access, refresh = app_tokens(type(client_a)(headers={"host": tenant_a.primary_domain}))
    assert as_app(client_a, access) == 200
    with (
        sockets.open(tenant_a, TOPIC, client=client_a) as screen,
        sockets.open(tenant_b, TOPIC, client=client_b) as neighbour,
    ):
        next_news(screen), next_news(neighbour)
        started = time.monotonic()
        with use_tenant(tenant_a):
            act(client_a, twin)
        with pytest.raises(ConnectionClosed) as caught:
            next_news(screen, timeout=WITHIN)
        assert caught.value.rcvd.code == 4401
        assert client_a.get("/kitchen/").status_code == 302, "the session is over"
        stranger = type(client_a)(headers={"host": tenant_a.primary_domain})
        assert as_app(stranger, access) == 401, "the access token is over"
        renewed = stranger.post("/api/v1/tokens/refresh", {"refresh_token": refresh}, content_type="application/json")
        assert renewed.status_code >= 400, "the refresh token is over"
        with pytest.raises(InvalidStatus), sockets.open(tenant_a, TOPIC, client=client_a):
            pass
        assert time.monotonic() - started < WITHIN
        assert nothing_more(neighbour), "the other tenant's socket stays"
        assert client_b.get("/kitchen/").status_code == 200


def test_signing_out_closes_this_browsers_screens_and_others_come_back(
    sockets, tenant_a, tenant_b, client_a, client_b, twin
):
    other = sign_in(type(client_a)(headers={"host": tenant_a.primary_domain}), tenant_a, twin)
    with (
        sockets.open(tenant_a, TOPIC, client=client_a) as screen,
        sockets.open(tenant_a, TOPIC, client=other) as elsewhere,
        sockets.open(tenant_b, TOPIC, client=client_b) as neighbour,
    ):
        next_news(screen), next_news(elsewhere), next_news(neighbour)
        cookies = client_a.cookies.output()
        client_a.post("/account/logout/")
        assert cookies
        for socket in (screen, elsewhere):
            with pytest.raises(ConnectionClosed):
                next_news(socket, timeout=WITHIN)
        assert nothing_more(neighbour)
    with sockets.open(tenant_a, TOPIC, client=other) as elsewhere:
        assert next_news(elsewhere)["event"] == "hello", "the other device is still signed in"


def test_a_cookie_kept_from_before_signing_out_opens_nothing(sockets, tenant_a, client_a, ada):
    kept = type(client_a)(headers={"host": tenant_a.primary_domain})
    kept.cookies = client_a.cookies.copy()
    client_a.post("/account/logout/")
    with pytest.raises(InvalidStatus), sockets.open(tenant_a, TOPIC, client=kept):
        pass


def test_signing_out_of_the_app_closes_screens_too(sockets, tenant_a, client_a, ada):
    access, refresh = app_tokens(type(client_a)(headers={"host": tenant_a.primary_domain}))
    with sockets.open(tenant_a, TOPIC, client=client_a) as screen:
        next_news(screen)
        app = type(client_a)(headers={"host": tenant_a.primary_domain})
        app.delete("/api/v1/auth/session", headers={"authorization": f"Bearer {access}"})
        with pytest.raises(ConnectionClosed):
            next_news(screen, timeout=WITHIN)
    assert as_app(app, access) == 401
    assert (
        app.post("/api/v1/tokens/refresh", {"refresh_token": refresh}, content_type="application/json").status_code
        >= 400
    )


def test_a_new_password_leaves_only_the_browser_it_was_chosen_in(sockets, tenant_a, tenant_b, client_a, client_b, twin):
    access, _ = app_tokens(type(client_a)(headers={"host": tenant_a.primary_domain}))
    thief = sign_in(type(client_a)(headers={"host": tenant_a.primary_domain}), tenant_a, twin)
    with (
        sockets.open(tenant_a, TOPIC, client=thief) as stolen,
        sockets.open(tenant_b, TOPIC, client=client_b) as neighbour,
    ):
        next_news(stolen), next_news(neighbour)
        new = "cinque formaggi sul tavolo"
        changed = client_a.post(
            "/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
        )
        assert changed.status_code == 302
        with pytest.raises(ConnectionClosed):
            next_news(stolen, timeout=WITHIN)
        with pytest.raises(InvalidStatus), sockets.open(tenant_a, TOPIC, client=thief):
            pass
        assert nothing_more(neighbour)
    assert as_app(type(client_a)(headers={"host": tenant_a.primary_domain}), access) == 401
    with sockets.open(tenant_a, TOPIC, client=client_a) as screen:
        assert next_news(screen)["event"] == "hello"


def test_another_role_is_felt_on_live_screens_at_once(sockets, tenant_a, client_a, ada):
    with sockets.open(tenant_a, TOPIC, client=client_a) as screen:
        next_news(screen)
        with use_tenant(tenant_a):
            member = member_of(ada)
            change_role(member_id=member, role=Role.KITCHEN.value, venue_ids=None, actor=Actor(label="Olga"))
        assert nothing_more(screen), "the same role again changes nothing"
        with use_tenant(tenant_a):
            change_role(member_id=member, role=Role.CASHIER.value, venue_ids=None, actor=Actor(label="Olga"))
        with pytest.raises(ConnectionClosed):
            next_news(screen, timeout=WITHIN)
    with pytest.raises(InvalidStatus), sockets.open(tenant_a, TOPIC, client=client_a):
        pass
