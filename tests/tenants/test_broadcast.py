"""What one process changes, another learns of within a moment."""

import json
import os
import subprocess
import sys
import time
import uuid

import pytest
from django.conf import settings
from django.db import connections

from tenants import broadcast, resolution
from tenants.context import use_tenant
from tenants.facade import suspend_tenant

OTHER_PROCESS = """
import os, sys, time
import django
django.setup()
from django.conf import settings
from django.db import connections
for alias in ("default", "control"):
    connections.settings[alias]["NAME"] = sys.argv[1]
settings.TENANCY_LISTEN = True
settings.TENANCY_MAP_SECONDS = 3600
from tenants.broadcast import ensure_listening
from tenants.resolution import resolve_host
ensure_listening()
time.sleep(1)
assert resolve_host("alfa.localhost").served
print("ready", flush=True)
until = time.monotonic() + 20
while time.monotonic() < until and resolve_host("alfa.localhost").served:
    time.sleep(0.005)
print("served" if resolve_host("alfa.localhost").served else "told", flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_a_suspension_reaches_another_process_in_less_than_a_second(tenant_a):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "comanda.config.settings.test", "PYTHONPATH": ".:src"}
    root = settings.ROOT
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, connections["control"].settings_dict["NAME"]],
        cwd=root, env=environment, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout.readline() == "ready\n"
        started = time.monotonic()
        suspend_tenant(tenant_id=tenant_a.id)
        assert other.stdout.readline() == "told\n"
        assert time.monotonic() - started < 1


def test_one_listener_failing_does_not_silence_the_others(tenant_a, monkeypatch, caplog):
    monkeypatch.setattr(broadcast, "_handlers", broadcast.defaultdict(list))
    heard = []

    def broken(_tenant_id, _key):
        raise LookupError

    broadcast.on_announcement("kettle", broken)
    broadcast.on_announcement("kettle", lambda *told: heard.append(told))
    with use_tenant(tenant_a):
        broadcast.announce("kettle", "7")
    assert heard == [(tenant_a.id, "7")]


@pytest.mark.django_db
def test_without_redis_an_announcement_still_reaches_its_own_process(tenant_a, monkeypatch):
    def away():
        raise ConnectionRefusedError

    monkeypatch.setattr(broadcast, "_client", away)
    assert resolution.resolve_host("alfa.localhost")
    resolution.announce_map_change(tenant_a.id)
    assert resolution.remembered_place("alfa.localhost") is None


@pytest.mark.django_db
def test_what_nobody_told_expires(tenant_a, settings, monkeypatch):
    settings.TENANCY_MAP_SECONDS = 0.01
    assert resolution.resolve_host("alfa.localhost").served
    resolution.Tenant.objects.filter(pk=tenant_a.id).update(status="suspended")
    time.sleep(0.02)
    assert not resolution.resolve_host("alfa.localhost").served


def speak(data):
    broadcast._client().publish(f"{settings.INSTALLATION}:announcements", data)


def wait_for(condition, seconds=10):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


@pytest.fixture
def listening(monkeypatch):
    """This process listens, for once; what it hears about kettles."""
    monkeypatch.setattr(settings, "TENANCY_LISTEN", True)
    monkeypatch.setattr(settings, "INSTALLATION", f"test-{uuid.uuid4().hex}")
    monkeypatch.setattr(broadcast, "_listener", None)
    monkeypatch.setattr(broadcast, "RETRY_SECONDS", 0.05)
    heard = []
    monkeypatch.setattr(broadcast, "_handlers", broadcast.defaultdict(list))
    broadcast.on_announcement("kettle", lambda *told: heard.append(told))
    broadcast.ensure_listening()
    assert wait_for(lambda: broadcast._client().pubsub_numsub(f"{settings.INSTALLATION}:announcements")[0][1] == 1)
    return heard


def announcement(key):
    return json.dumps({"from": "elsewhere", "topic": "kettle", "tenant": 7, "key": key})


def test_what_cannot_be_read_does_not_end_the_listening(listening):
    for malformed in (b"\xff", "[]", "7", "{}", json.dumps({"from": "x", "topic": ["a"]}), "{"):
        speak(malformed)
    speak(json.dumps({"from": "x", "topic": ["not", "hashable"], "tenant": 1, "key": ""}))
    # Of the last nobody thought: the line is opened again, and what comes then is heard.
    assert wait_for(lambda: (speak(announcement("after")), (7, "after") in listening)[1])


def test_a_neighbour_on_the_same_redis_is_not_heard(listening):
    broadcast._client().publish("comanda:announcements", announcement("theirs"))
    speak(announcement("ours"))
    assert wait_for(lambda: listening)
    assert listening == [(7, "ours")]


def test_a_listener_that_died_is_started_again(listening, monkeypatch):
    class Stopped:
        def is_alive(self):
            return False

    first = broadcast._listener
    broadcast.ensure_listening()
    assert broadcast._listener is first
    monkeypatch.setattr(broadcast, "_listener", Stopped())
    broadcast.ensure_listening()
    assert broadcast._listener.is_alive()
