"""Probes for whoever keeps the processes running: `/healthz` (this process answers), `/readyz` (so does what it needs).

They come first in the middleware: on any host, without a tenant, a session or a log line.
"""

import time
from collections.abc import Callable

import redis
from django.db import DatabaseError, InterfaceError, connections
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from comanda.config.heartbeat import client, worker_age
from tenants.context import use_platform
from tenants.facade import control_is_migrated

WORKER_SILENT_AFTER = 90.0  # seconds; a heartbeat comes every 15

UNCACHED = {"Cache-Control": "no-store"}

Finding = dict[str, object]


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return JsonResponse({"status": "alive"}, headers=UNCACHED)
        if request.path == "/readyz":
            return readiness()
        return self.get_response(request)


def readiness() -> JsonResponse:
    """Each dependency with its state and milliseconds; 503 where one that pages need is missing.

    Workers are reported and don't decide: pages answer without them, and their tasks wait.
    """
    needed = {"database_control": _database("control"), "database_default": _database("default"), "redis": _redis()}
    needed["migrations"] = (
        _migrations() if needed["database_control"]["ok"] else {"ok": False, "problem": "no database"}
    )
    reported = {"worker": _worker() if needed["redis"]["ok"] else {"ok": False, "problem": "no redis"}}
    ready = all(found["ok"] for found in needed.values())
    body = {"status": "ready" if ready else "not ready", "checks": needed | reported}
    answer = JsonResponse(body, status=200 if ready else 503, headers=UNCACHED)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # a probe's 503 is an answer, not an incident
    return answer


def _database(alias: str) -> Finding:
    started = time.perf_counter()
    try:
        with use_platform(), connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError) as error:
        return _missing(error)
    return _timed(started)


def _redis() -> Finding:
    started = time.perf_counter()
    try:
        client().ping()
    except (redis.RedisError, OSError) as error:
        return _missing(error)
    return _timed(started)


def _migrations() -> Finding:
    """Whether the public schema is where this code expects it. Once it is, it stays so for this process's code."""
    if not _migrations_seen:
        if not control_is_migrated():
            return {"ok": False, "problem": "migrations wait: run `manage.py migrate_platform`"}
        _migrations_seen.append(True)
    return {"ok": True}


def _worker() -> Finding:
    age = worker_age()
    if age is None or age > WORKER_SILENT_AFTER:
        return {"ok": False, "problem": "no worker has reported lately"}
    return {"ok": True, "seconds_ago": round(age, 1)}


def _timed(started: float) -> Finding:
    return {"ok": True, "ms": round((time.perf_counter() - started) * 1000, 1)}


def _missing(error: Exception) -> Finding:
    """The kind of failure only: an address or a name in the message is nobody's business on an open probe."""
    return {"ok": False, "problem": type(error).__name__}


_migrations_seen: list[bool] = []
