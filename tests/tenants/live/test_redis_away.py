"""Redis dies and comes back: pages are told to poll meanwhile, nothing is missed, requests never wait."""

import os
import signal
import time

import pytest
from django.db import transaction

from comanda.kernel.embedded import ensure_services, stop_services
from tenant_apps.team.contracts import Role
from tenants import live
from tenants.context import use_tenant
from tenants.live.redis_clients import publisher
from tests.tenant_apps.staff import client_of
from tests.tenants.live.conftest import next_news

TOPIC = "kitchen:1"


@pytest.fixture
def own_redis(tmp_path, settings):
    """A Redis of this test's own, to be killed."""
    urls = ensure_services(var=tmp_path, with_postgres=False)
    settings.REDIS_URL = urls.redis_url
    publisher.cache_clear()
    yield tmp_path
    stop_services(var=tmp_path)


def tell(tenant) -> float:
    """Seconds it took, with a transaction around it as in a request."""
    started = time.perf_counter()
    with use_tenant(tenant), transaction.atomic():
        live.publish(TOPIC, "ticket.bumped", id=1)
    return time.perf_counter() - started


def test_a_killed_redis_pauses_the_screens_and_nothing_is_missed(own_redis, sockets, tenant_a):
    with sockets.open(tenant_a, TOPIC, client=client_of(tenant_a, Role.KITCHEN)) as socket:
        assert next_news(socket)["event"] == "hello"
        tell(tenant_a)
        before = next_news(socket)["version"]
        os.kill(int(publisher().info("server")["process_id"]), signal.SIGKILL)
        assert next_news(socket)["event"] == "paused"
        assert tell(tenant_a) < 4, "the request goes on without Redis"
        ensure_services(var=own_redis, with_postgres=False)
        assert next_news(socket, timeout=20)["event"] == "resumed"
        tell(tenant_a)
        news = next_news(socket)
        while news["event"] == "hello":
            news = next_news(socket)
        assert news["event"] == "ticket.bumped"
        assert news["version"] > before
