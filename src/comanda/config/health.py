"""Probes for whoever keeps the processes running: `/healthz` (this process answers), `/readyz` (so does what it needs).

They come first in the middleware: on any host, without a tenant, a session or a log line.
"""

import time
from collections.abc import Callable

import redis
from django.db import DatabaseError, InterfaceError, connections
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from comanda.config.heartbeat import client, worker_age
from tenants.connections import shard_aliases
from tenants.context import TenantRef, platform_ref, use_tenant
from tenants.facade import control_is_migrated
from tenants.schema.template import template_ref

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
    """Each dependency with its state and milliseconds; 503 where nobody could be served.

    That is: without the control database, its migrations, or any shard. What some pages or all of them do without is
    reported as "degraded" and takes no process out of service: a shard among others, Redis (ADR 8), workers.
    """
    control = _database(platform_ref())
    shards = {f"database_{shard}": _database(template_ref(shard)) for shard in shard_aliases()}
    redis_found = _redis()
    checks = {
        "database_control": control,
        **shards,
        "migrations": _migrations() if control["ok"] else {"ok": False, "problem": "no database"},
        "redis": redis_found,
        "worker": _worker() if redis_found["ok"] else {"ok": False, "problem": "no redis"},
    }
    ready = control["ok"] and checks["migrations"]["ok"] and any(found["ok"] for found in shards.values())
    whole = all(found["ok"] for found in checks.values())
    body = {"status": "not ready" if not ready else "ready" if whole else "degraded", "checks": checks}
    answer = JsonResponse(body, status=200 if ready else 503, headers=UNCACHED)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # a probe's 503 is an answer, not an incident
    return answer


def _database(ref: TenantRef) -> Finding:
    started = time.perf_counter()
    try:
        with use_tenant(ref), connections[ref.alias].cursor() as cursor:
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
