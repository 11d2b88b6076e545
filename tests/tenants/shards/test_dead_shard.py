"""One shard is away: the others' tenants are served, their facts delivered."""

import threading

import pytest
from django.db import connections

from tenants.relay import serve, waking
from tenants.relay.sweep import find_waiting
from tests.tenants.test_relay import heard, ring, serving, wait_for

__all__ = ["heard"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dead(s2, tenant_s2, monkeypatch):
    """The shard's database can no longer be connected to."""
    connections["s2"].close()

    def kill():
        for known in (connections.settings["s2"], connections["s2"].settings_dict):
            monkeypatch.setitem(known, "NAME", "no_such_database")

    return kill


def test_facts_elsewhere_are_delivered_while_a_shard_is_away_and_its_own_afterwards(
    heard, tenant_a, tenant_s2, dead, monkeypatch
):
    monkeypatch.setattr(serve, "PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(waking, "push", lambda _schemas: None)  # the sweeper alone
    alive = connections.settings["s2"]["NAME"]
    ring(tenant_s2, 1)
    connections["s2"].close()
    dead()
    ring(tenant_a, 2)
    assert find_waiting() == [tenant_a.schema]
    stop = threading.Event()
    relay = serving(stop, workers=0)
    try:
        assert wait_for(lambda: heard == [(tenant_a.schema, 2)])
        ring(tenant_a, 3)
        assert wait_for(lambda: len(heard) == 2)
        connections.settings["s2"]["NAME"] = connections["s2"].settings_dict["NAME"] = alive
        assert wait_for(lambda: (tenant_s2.schema, 1) in heard)
    finally:
        stop.set()
        relay.join(20)
    assert not relay.is_alive()


def test_the_probe_names_the_shard_and_keeps_the_process_in_service(dead, client):
    answer = client.get("/readyz")
    assert answer.json()["checks"]["database_s2"]["ok"]
    connections["s2"].close()
    dead()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"]["database_s2"] == {"ok": False, "problem": "OperationalError"}


def test_a_connection_cut_by_the_server_is_no_end(heard, tenant_a, monkeypatch):
    monkeypatch.setattr(serve, "PAUSE_SECONDS", 0.05)
    stop = threading.Event()
    relay = serving(stop, workers=2)
    try:
        ring(tenant_a, 1)
        assert wait_for(lambda: len(heard) == 1)
        with connections["control"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connections.close_all()
        ring(tenant_a, 2)
        assert wait_for(lambda: len(heard) == 2)
    finally:
        stop.set()
        relay.join(20)
    assert not relay.is_alive()
