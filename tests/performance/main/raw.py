"""The limit: the statements of one order, as the product sends them, through psycopg alone."""

import multiprocessing
import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import psycopg
from django.db import connection

from comanda.kernel.ids import token
from tenant_apps.ordering.facade import place_order
from tenant_apps.ordering.models import Order
from tenant_apps.ordering.services.write_lines import Drawn, draw_ids
from tenants.connections import direct_connection
from tenants.context import use_tenant
from tests.performance.main.server import THREADS, WORKERS
from tests.performance.main.world import Shop

# Ids that stand nowhere else in a statement: each order puts its own in their place.
_FIRST = 7_000_000_000_000_000_001
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an order says to a tenant's database: draw ids, then the one message with them."""

    schema: str
    draw: str
    message: str
    lines: int
    key: str
    token: str
    event: str


def record(shop: Shop, place: Callable[[str], object]) -> Recipe:
    """Listen to one order being placed with a key of ours, under ids that can be recognised."""
    heard: list[tuple[str, Any]] = []
    drawn: list[Drawn] = []
    key = token()

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append((sql, params))
        return execute(sql, params, many, context)

    def marked(*, lines: int) -> Drawn:
        draw_ids(lines=lines)
        drawn.append(Drawn(_FIRST, _FIRST + 1, [_FIRST + 2 + line for line in range(lines)]))
        return drawn[-1]

    with use_tenant(shop.ref), connection.execute_wrapper(listen), patch(f"{place_order.__module__}.draw_ids", marked):
        place(key)
    draw, params = next(pair for pair in heard if "nextval('ordering_order_id_seq')" in pair[0])
    message = next(sql for sql, _ in heard if "INSERT INTO ordering_daycounter" in sql)
    with use_tenant(shop.ref):
        known = Order.objects.get(pk=_FIRST).token
    event = _UUID.findall(message)[0]
    if (message.count(known), message.count(key), message.count(str(_FIRST)) > 5) != (2, 1, True):
        raise RuntimeError("an order is written in another way than this replays")
    return Recipe(shop.ref.schema, draw % params[0], message, len(drawn[0].line_ids), key, known, event)


def orders_per_second(recipes: Sequence[Recipe], *, seconds: float) -> float:
    """At the server's own concurrency: as many processes and threads as it has, a connection each."""
    context = multiprocessing.get_context("fork")
    with context.Pool(WORKERS) as pool:
        started = time.perf_counter()
        counts = pool.starmap(_process, [(recipes, seconds, number) for number in range(WORKERS)])
        return sum(counts) / (time.perf_counter() - started)


def _process(recipes: Sequence[Recipe], seconds: float, number: int) -> int:
    counts: list[int] = []
    workers = [
        threading.Thread(target=lambda seed=seed: counts.append(_work(recipes, seconds, seed)))
        for seed in range(number * THREADS, (number + 1) * THREADS)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(counts)


def _work(recipes: Sequence[Recipe], seconds: float, seed: int) -> int:
    done, choose, at = 0, random.Random(seed), ""
    with direct_connection("default") as line:
        cursor = psycopg.ClientCursor(line)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            recipe = choose.choice(recipes)
            if recipe.schema != at:
                cursor.execute(f"SET search_path TO {recipe.schema}")
                at = recipe.schema
            _order(recipe, cursor)
            done += 1
    return done


def _order(recipe: Recipe, cursor: psycopg.ClientCursor[Any]) -> None:
    cursor.execute(recipe.draw)
    order_id, check_id, line_ids = cursor.fetchone() or (0, 0, [])
    message = recipe.message.replace(recipe.key, token()).replace(recipe.token, token())
    message = message.replace(recipe.event, str(uuid4()))
    for place, pk in enumerate((order_id, check_id, *line_ids)):
        message = message.replace(str(_FIRST + place), str(pk))
    cursor.execute(message)
    while cursor.nextset():
        pass
    cursor.fetchone()
