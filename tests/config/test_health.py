"""Probes answer on any host, say what is missing, and tell strangers nothing else."""

import time

import psycopg
import pytest
import redis
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


def test_redis_away_means_not_ready(anywhere: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = redis.Redis(unix_socket_path="/nowhere/secret-name.sock")
    monkeypatch.setattr(health, "client", lambda: gone)
    answer = anywhere.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["redis"] == {"ok": False, "problem": "ConnectionError"}
    assert b"secret-name" not in answer.content


def test_database_away_means_not_ready(anywhere: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def __getitem__(self, alias: str) -> object:
            raise health.DatabaseError("no such database at db.internal") from psycopg.OperationalError()

    monkeypatch.setattr(health, "connections", Gone())
    answer = anywhere.get("/readyz")
    assert answer.status_code == 503
    checks = answer.json()["checks"]
    assert not checks["database_control"]["ok"]
    assert checks["migrations"] == {"ok": False, "problem": "no database"}
    assert b"db.internal" not in answer.content


def test_waiting_migrations_mean_not_ready(anywhere: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrations_seen", [])
    monkeypatch.setattr(health, "control_is_migrated", lambda: False)
    answer = anywhere.get("/readyz")
    assert answer.status_code == 503
    assert "migrate_platform" in answer.json()["checks"]["migrations"]["problem"]


def test_a_silent_worker_is_reported_and_pages_stay_ready(anywhere: Client) -> None:
    heartbeat.client().set(heartbeat.KEY, repr(time.time() - health.WORKER_SILENT_AFTER - 1))
    try:
        answer = anywhere.get("/readyz")
        assert answer.status_code == 200
        assert not answer.json()["checks"]["worker"]["ok"]
    finally:
        heartbeat.client().delete(heartbeat.KEY)


def test_other_addresses_still_need_a_known_host(anywhere: Client) -> None:
    assert anywhere.get("/healthz/more").status_code == 404
