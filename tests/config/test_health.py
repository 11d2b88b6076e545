"""Probes answer on any host, say what is missing, and tell strangers nothing else."""

import time

import psycopg
import pytest
import redis
from django.db import connections
from django.test import Client

from comanda.config import health, heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def anywhere() -> Client:
    return Client(headers={"host": "10.1.2.3:8000"})


def test_alive_on_any_host(anywhere: Client) -> None:
    answer = anywhere.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_names_each_dependency(anywhere: Client) -> None:
    heartbeat.beat()
    answer = anywhere.get("/readyz")
    assert answer.status_code == 200
    checks = answer.json()["checks"]
    assert set(checks) == {"database_control", "database_default", "redis", "migrations", "worker"}
    assert all(check["ok"] for check in checks.values())


def test_without_redis_pages_are_served_and_the_probe_says_degraded(
    anywhere: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = redis.Redis.from_url("unix:///nowhere/secret-name.sock")
    monkeypatch.setattr(health, "client", lambda: gone)
    answer = anywhere.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["checks"]["redis"] == {"ok": False, "problem": "ConnectionError"}
    assert answer.json()["checks"]["worker"] == {"ok": False, "problem": "no redis"}
    assert b"secret-name" not in answer.content


class Gone:
    """Django's connections, of which some can't be had."""

    def __init__(self, *aliases: str) -> None:
        self.aliases = aliases

    def __getitem__(self, alias: str) -> object:
        if alias in self.aliases:
            raise health.DatabaseError("no such database at db.internal") from psycopg.OperationalError()
        return connections[alias]


def test_control_away_means_not_ready(anywhere: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "connections", Gone("control"))
    answer = anywhere.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    checks = answer.json()["checks"]
    assert not checks["database_control"]["ok"]
    assert checks["database_default"]["ok"]
    assert checks["migrations"] == {"ok": False, "problem": "no database"}
    assert b"db.internal" not in answer.content


def test_the_only_shard_away_means_not_ready(anywhere: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform's own pages would still come: every tenant's would not."""
    monkeypatch.setattr(health, "connections", Gone("default"))
    answer = anywhere.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database_control"]["ok"]
    assert answer.json()["checks"]["database_default"] == {"ok": False, "problem": "DatabaseError"}


def test_waiting_migrations_mean_not_ready(anywhere: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrations_seen", [])
    monkeypatch.setattr(health, "control_is_migrated", lambda: False)
    answer = anywhere.get("/readyz")
    assert answer.status_code == 503
    assert "migrate_platform" in answer.json()["checks"]["migrations"]["problem"]


def test_a_silent_worker_is_reported_and_pages_stay_ready(anywhere: Client) -> None:
    heartbeat.client().set(heartbeat.key(), repr(time.time() - health.WORKER_SILENT_AFTER - 1))
    try:
        answer = anywhere.get("/readyz")
        assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
        assert not answer.json()["checks"]["worker"]["ok"]
    finally:
        heartbeat.client().delete(heartbeat.key())


def test_other_addresses_still_need_a_known_host(anywhere: Client) -> None:
    assert anywhere.get("/healthz/more").status_code == 404
