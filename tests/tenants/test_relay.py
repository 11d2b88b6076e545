"""Facts reach their subscribers in their own tenant, by wake-up or by sweep, whether Redis lives or not."""

import contextlib
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import ClassVar

import kombu
import pytest
import redis
from django.conf import settings
from django.db import connections, transaction

from comanda.kernel.embedded import redis_server
from comanda.kernel.outbox import registry
from comanda.kernel.outbox.contracts import Event
from comanda.kernel.outbox.models import OutboxEvent
from comanda.kernel.outbox.publish import publish
from comanda.kernel.outbox.registry import subscribe
from tenants.context import current_tenant, platform_ref, use_tenant
from tenants.relay import serve, waking
from tenants.relay.serve import sweep_once, work_once
from tenants.relay.sweep import find_waiting

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, slots=True)
class BellRung(Event):
    name: ClassVar[str] = "test.bell_rung"
    number: int


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(registry, "_subscribers", {})
    monkeypatch.setattr(settings, "INSTALLATION", f"test-{time.time_ns()}")
    waking.silence.end()
    found: list[tuple[str, int]] = []
    subscribe(BellRung)(lambda event: found.append((current_tenant().schema, event.number)))
    yield found
    connections.close_all()


def ring(ref, number):
    with use_tenant(ref), transaction.atomic():
        publish(BellRung(number))


def wait_for(condition, seconds=15):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


def test_a_commit_wakes_the_relay_for_its_tenant(heard, tenant_a, tenant_b):
    ring(tenant_b, 7)
    assert work_once(timeout=2) == 1
    assert heard == [(tenant_b.schema, 7)]
    ring(tenant_a, 8)
    ring(platform_ref(), 9)
    assert work_once(timeout=2) + work_once(timeout=2) == 2
    assert heard[1:] == [(tenant_a.schema, 8), ("public", 9)]


def test_what_was_rolled_back_wakes_nobody(heard, tenant_a):
    with use_tenant(tenant_a), contextlib.suppress(LookupError), transaction.atomic():
        publish(BellRung(1))
        raise LookupError
    assert work_once(timeout=0.1) == 0
    assert find_waiting() == []


def test_the_sweeper_finds_what_no_signal_told(heard, tenant_a, tenant_b, monkeypatch):
    monkeypatch.setattr(waking, "push", lambda _schemas: None)
    for ref in (tenant_a, tenant_b, platform_ref()):
        ring(ref, 1)
    assert set(find_waiting()) == {tenant_a.schema, tenant_b.schema, "public"}
    assert sweep_once() == 3
    assert {schema for schema, _ in heard} == {tenant_a.schema, tenant_b.schema, "public"}
    assert find_waiting() == []


def test_a_tenant_with_much_to_say_does_not_hold_up_the_others(heard, tenant_a, tenant_b, monkeypatch):
    monkeypatch.setattr(serve, "BATCH", 3)
    for number in range(7):
        ring(tenant_a, number)
    ring(tenant_b, 100)
    while work_once(timeout=0.2):
        pass
    assert len(heard) == 8
    assert heard.index((tenant_b.schema, 100)) < heard.index((tenant_a.schema, 6))


def test_a_failing_subscriber_is_tried_again_and_only_it(heard, tenant_a, monkeypatch):
    monkeypatch.setattr(registry, "_subscribers", {})
    failures = [LookupError("not yet")]

    def flaky(event):
        if failures:
            raise failures.pop()
        heard.append(("flaky", event.number))

    subscribe(BellRung)(flaky)
    ring(tenant_a, 1)
    work_once(timeout=2)
    with use_tenant(tenant_a):
        event = OutboxEvent.objects.get()
        assert (event.attempts, event.relayed_at) == (1, None)
        OutboxEvent.objects.update(next_attempt_at=None)
    assert sweep_once() == 1
    assert heard == [("flaky", 1)]


def serving(stop, **options):
    relay = threading.Thread(target=serve.serve, kwargs={"stop": stop, "workers": 1, "sweep_seconds": 0.2} | options)
    relay.start()
    return relay


def test_a_hook_that_raises_after_the_commit_does_not_end_the_relay(heard, tenant_a, tenant_b, monkeypatch, caplog):
    """The fact is delivered by then; the loop and the tenants behind this one are not to suffer for it."""
    monkeypatch.setattr(serve, "PAUSE_SECONDS", 0.05)

    def hands_over(event):
        def broker_is_away():
            raise kombu.exceptions.OperationalError

        if event.number == 13:
            transaction.on_commit(broker_is_away)

    subscribe(BellRung)(hands_over)
    stop = threading.Event()
    relay = serving(stop)
    try:
        for number in (13, 13, 13):
            ring(tenant_a, number)
        ring(tenant_b, 2)
        assert wait_for(lambda: len(heard) == 4)
        ring(tenant_a, 3)
        assert wait_for(lambda: len(heard) == 5)
        assert all(thread.is_alive() for thread in threading.enumerate() if thread.name.startswith("relay-"))
    finally:
        stop.set()
        relay.join(20)
    assert not relay.is_alive()
    assert "OperationalError" in caplog.text


def test_one_tenants_trouble_leaves_the_others_of_a_sweep_alone(heard, tenant_a, tenant_b, monkeypatch):
    monkeypatch.setattr(waking, "push", lambda _schemas: None)

    def hands_over(event):
        transaction.on_commit(lambda: {}[event.number]) if event.number == 13 else None

    subscribe(BellRung)(hands_over)
    ring(tenant_a, 13)
    ring(tenant_b, 2)
    assert sweep_once() == 1
    assert heard == [(tenant_a.schema, 13), (tenant_b.schema, 2)]


@pytest.mark.skipif(not settings.EMBEDDED_REDIS, reason="only the embedded Redis may be killed")
def test_a_killed_redis_delays_and_loses_nothing(heard, tenant_a, tenant_b, tmp_path, monkeypatch):
    """A server of its own is killed with -9 while facts are published, stays away, and comes back."""
    address = tmp_path / "r.sock"
    url = f"unix://{address}"
    monkeypatch.setattr(waking, "client", lambda: redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=1))
    server = start(address)
    stop = threading.Event()
    relay = threading.Thread(target=serve.serve, kwargs={"stop": stop, "workers": 2, "sweep_seconds": 0.5})
    relay.start()
    try:
        ring(tenant_a, 1)
        assert wait_for(lambda: len(heard) == 1)
        server.kill()
        server.wait()
        address.unlink(missing_ok=True)
        started = time.monotonic()
        ring(tenant_a, 2)
        ring(tenant_b, 3)
        assert time.monotonic() - started < 3  # committing does not wait for Redis
        assert wait_for(lambda: len(heard) == 3)
        server = start(address)
        waking.silence.end()
        ring(tenant_b, 4)
        assert wait_for(lambda: len(heard) == 4)
    finally:
        stop.set()
        relay.join(20)
        server.kill()
        server.wait()
    assert not relay.is_alive()
    assert sorted(heard) == sorted(
        [(tenant_a.schema, 1), (tenant_a.schema, 2), (tenant_b.schema, 3), (tenant_b.schema, 4)]
    )


def start(address):
    program = redis_server.redis_program()
    server = subprocess.Popen(
        [str(program), "--port", "0", "--unixsocket", str(address), "--save", "", "--dir", str(address.parent)],
        stdout=subprocess.DEVNULL,
    )
    assert wait_for(address.exists)
    return server
