"""The limit: the statements of one order, as the product sends them, through psycopg alone."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import orjson
import psycopg
from django.db import connection

from comanda.kernel.clock import now
from comanda.kernel.ids import token
from tenants.connections import direct_connection
from tenants.context import use_tenant
from tests.performance.main.server import THREADS, WORKERS
from tests.performance.main.world import Shop

_OUTBOX = (
    "INSERT INTO outbox_outboxevent (id, name, payload, occurred_at, attempts, last_error) "
    "VALUES (%s, 'ordering.order_placed', %s, %s, 0, '')"
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an order says to the database."""

    schema: str
    claim: str
    lines: str
    lines_document: str
    order: str
    order_document: dict[str, Any]


def record(shop: Shop, place: Callable[[], object]) -> Recipe:
    """Listen to one order being placed."""
    heard: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append((sql, params))
        return execute(sql, params, many, context)

    with use_tenant(shop.ref), connection.execute_wrapper(listen):
        place()
    claim = next(sql for sql, _ in heard if "idempotency_idempotencykey" in sql)
    lines, lines_params = next(pair for pair in heard if "INSERT INTO ordering_orderline" in pair[0])
    order, order_params = next(pair for pair in heard if "INSERT INTO ordering_daycounter" in pair[0])
    return Recipe(shop.ref.schema, claim, lines, lines_params[0], order, orjson.loads(order_params[0]))


def orders_per_second(recipe: Recipe, *, seconds: float) -> float:
    """At the server's own concurrency: as many processes and threads as it has, a connection each."""
    context = multiprocessing.get_context("fork")
    with context.Pool(WORKERS) as pool:
        started = time.perf_counter()
        counts = pool.starmap(_process, [(recipe, seconds)] * WORKERS)
        return sum(counts) / (time.perf_counter() - started)


def _process(recipe: Recipe, seconds: float) -> int:
    counts: list[int] = []
    workers = [threading.Thread(target=lambda: counts.append(_work(recipe, seconds))) for _n in range(THREADS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(counts)


def _work(recipe: Recipe, seconds: float) -> int:
    done = 0
    with direct_connection("default") as line:
        line.execute(f"SET search_path TO {recipe.schema}")
        line.autocommit = False
        cursor = psycopg.ClientCursor(line)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            _order(recipe, cursor)
            line.commit()
            done += 1
    return done


def _order(recipe: Recipe, cursor: psycopg.ClientCursor[Any]) -> None:
    reference = token()
    cursor.execute(recipe.claim, ["order", token(), "0" * 64, reference, now()])
    cursor.execute(recipe.lines, [recipe.lines_document])
    order_id, check_id, _lines = cursor.fetchone() or (0, 0, [])
    payload = orjson.dumps({"order_id": order_id, "venue_id": 1, "channel": "api", "service": "pickup"}).decode()
    cursor.execute(_OUTBOX, [uuid4(), payload, now()])
    document = recipe.order_document
    document = {**document, "check_id": check_id, "order": {**document["order"], "id": order_id, "token": reference}}
    cursor.execute(recipe.order, [orjson.dumps(document).decode()])
    cursor.fetchone()
