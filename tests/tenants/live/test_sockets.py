"""News reaches those who may hear it, in their tenant, after the commit; everybody else is refused at the door."""

import contextlib

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tenant_apps.kitchen.selectors import live_topics
from tenant_apps.team.contracts import Role
from tenants import live
from tenants.context import use_tenant
from tenants.facade import suspend_tenant
from tenants.live import consumer
from tests.tenant_apps.staff import client_of, hire, sign_in
from tests.tenants.live.conftest import next_news, nothing_more

assert live_topics  # the kitchen's rule is what these tests lean on: kitchen:<venue> for whoever cooks there

TOPIC = "kitchen:1"


def tell(tenant, topic=TOPIC, event="ticket.bumped", identity=17):
    with use_tenant(tenant), transaction.atomic():
        live.publish(topic, event, id=identity)


def refused(attempt) -> bool:
    with pytest.raises(InvalidStatus) as caught, attempt:
        pass
    return caught.value.response.status_code == 403


def test_a_cook_hears_what_happens_in_order(sockets, tenant_a):
    with sockets.open(tenant_a, TOPIC, client=client_of(tenant_a, Role.KITCHEN)) as socket:
        hello = next_news(socket)
        assert (hello["topic"], hello["event"]) == (TOPIC, "hello")
        # One after the other: a line that lags is told the latest only.
        tell(tenant_a)
        first = next_news(socket)
        tell(tenant_a, event="tickets.sent", identity=18)
        second = next_news(socket)
        assert (first["topic"], first["event"], first["id"]) == (TOPIC, "ticket.bumped", "17")
        assert (second["event"], second["version"]) == ("tickets.sent", first["version"] + 1)


def test_what_is_rolled_back_is_never_told(sockets, tenant_a):
    with sockets.open(tenant_a, TOPIC, client=client_of(tenant_a, Role.KITCHEN)) as socket:
        next_news(socket)
        with use_tenant(tenant_a):
            try:
                with transaction.atomic():
                    live.publish(TOPIC, "never.happened")
                    raise ValueError
            except ValueError:
                pass
        assert nothing_more(socket)


def test_no_tenant_hears_another(sockets, tenant_a, tenant_b):
    ours = sockets.open(tenant_a, TOPIC, client=client_of(tenant_a, Role.OWNER))
    theirs = sockets.open(tenant_b, TOPIC, client=client_of(tenant_b, Role.OWNER))
    with ours as here, theirs as there:
        next_news(here), next_news(there)
        tell(tenant_b)
        assert next_news(there)["event"] == "ticket.bumped"
        assert nothing_more(here)


def test_after_a_gap_the_version_shows_what_was_missed(sockets, tenant_a):
    client = client_of(tenant_a, Role.KITCHEN)
    tell(tenant_a)
    with sockets.open(tenant_a, TOPIC, client=client) as socket:
        before = next_news(socket)["version"]
    for _ in range(3):
        tell(tenant_a)
    with sockets.open(tenant_a, TOPIC, client=client) as socket:
        assert next_news(socket)["version"] == before + 3


def test_a_strangers_page_can_not_listen_with_our_cookie(sockets, tenant_a, tenant_b):
    client = client_of(tenant_a, Role.OWNER)
    for origin in (
        "http://evil.example",
        f"http://{tenant_b.primary_domain}:8000",
        f"http://{tenant_a.primary_domain}.evil.example",
        f"http://{tenant_a.primary_domain}:1",
        "null",
        "nonsense",
        None,
    ):
        assert refused(sockets.open(tenant_a, TOPIC, client=client, origin=origin)), origin


def test_without_a_right_to_it_nobody_listens(sockets, tenant_a, tenant_b):
    assert refused(sockets.open(tenant_a, TOPIC)), "no session"
    assert refused(sockets.open(tenant_a, TOPIC, client=client_of(tenant_b, Role.OWNER))), "another tenant's session"
    assert refused(sockets.open(tenant_a, TOPIC, client=client_of(tenant_a, Role.CASHIER))), "the wrong role"
    assert refused(sockets.open(tenant_a, TOPIC, client=client_of(tenant_a, Role.KITCHEN, [2]))), "another venue"


def test_nobody_listens_to_what_has_no_rule(sockets, tenant_a):
    client = client_of(tenant_a, Role.OWNER)
    for topics in ((), ("unknown:1",), ("!user:1",), ("kitchen:1", "unknown:1"), ("kitchen:*",), ("kitchen:1:2",)):
        assert refused(sockets.open(tenant_a, *topics, client=client)), topics
    assert refused(sockets.open(tenant_a, *(f"kitchen:{n}" for n in range(21)), client=client)), "too many"


def test_unknown_and_suspended_hosts_have_no_sockets(sockets, tenant_a, tenant_b):
    client = client_of(tenant_b, Role.OWNER)
    assert refused(sockets.open(tenant_b, TOPIC, client=client, host="nowhere.localhost"))
    assert refused(sockets.open(tenant_b, TOPIC, client=client, host="localhost")), "the platform's own host"
    suspend_tenant(tenant_id=tenant_b.id)
    assert refused(sockets.open(tenant_b, TOPIC, client=client))


@pytest.mark.parametrize("size", [70_000, 100_000_000])
def test_an_oversized_frame_closes_the_socket(sockets, tenant_a, size):
    with sockets.open(tenant_a, TOPIC, client=client_of(tenant_a, Role.KITCHEN)) as socket:
        next_news(socket)
        with contextlib.suppress(ConnectionClosed):  # a big one is cut off while it is being sent
            socket.send("x" * size)
        with pytest.raises(ConnectionClosed) as caught:
            next_news(socket, timeout=5)
        assert caught.value.rcvd is None or caught.value.rcvd.code == 1009


def test_what_clients_say_is_ignored(sockets, tenant_a):
    with sockets.open(tenant_a, TOPIC, client=client_of(tenant_a, Role.KITCHEN)) as socket:
        next_news(socket)
        for words in ("ping", '{"subscribe": "kitchen:2"}', b"\x00\xff", ""):
            socket.send(words)
        tell(tenant_a, "kitchen:2")
        tell(tenant_a)
        assert next_news(socket)["topic"] == TOPIC


def test_a_person_is_disconnected_at_once(sockets, tenant_a, tenant_b, client_a):
    user_id = hire(tenant_a, Role.KITCHEN)
    sign_in(client_a, tenant_a, user_id)
    with (
        sockets.open(tenant_a, TOPIC, client=client_a) as socket,
        sockets.open(tenant_a, TOPIC, client=client_of(tenant_a, Role.KITCHEN)) as colleague,
    ):
        next_news(socket), next_news(colleague)
        with use_tenant(tenant_b):
            live.disconnect_user(user_id=user_id)
        assert nothing_more(socket), "the same number in another tenant is somebody else"
        with use_tenant(tenant_a):
            live.disconnect_user(user_id=user_id)
        with pytest.raises(ConnectionClosed) as caught:
            next_news(socket)
        assert caught.value.rcvd.code == 4401
        tell(tenant_a)
        assert next_news(colleague)["event"] == "ticket.bumped"


def test_a_session_that_ended_stops_listening(sockets, tenant_a, monkeypatch):
    monkeypatch.setattr(consumer, "RECHECK_SECONDS", 0.2)
    client = client_of(tenant_a, Role.KITCHEN)
    with sockets.open(tenant_a, TOPIC, client=client) as socket:
        next_news(socket)
        assert nothing_more(socket, 0.6), "a session that lives goes on listening"
        client.get("/")  # whatever the page does, the session is what counts
        with use_tenant(tenant_a):
            client.logout()
            Session.objects.all().delete()
        with pytest.raises(ConnectionClosed) as caught:
            next_news(socket)
        assert caught.value.rcvd.code == 4401
