"""The measurements, in the order in which they are printed."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

from django.conf import settings
from django.test import Client

from comanda.kernel.embedded import ensure_services
from comanda.kernel.ids import token
from tests.performance.main import imports, raw, world
from tests.performance.main.client import TOOL, Answers, Target, drive
from tests.performance.main.server import serving
from tests.performance.main.statements import count
from tests.performance.main.world import Shop

WARM = 2.0
TURNS = 5
MOST_WARMING = 12
"""Rounds of warming: every worker meets every tenant for the first time before anything is measured."""


def run(*, tenants: int, seconds: float) -> dict[str, Any]:
    ensure_services(var=settings.VAR, with_postgres=settings.EMBEDDED_POSTGRES, with_redis=settings.EMBEDDED_REDIS)
    world.make_database()
    try:
        print(f"building {tenants} tenants", flush=True)
        shops = world.build(tenants)
        figures: dict[str, Any] = {"tenants": tenants, "client": TOOL, "cores": os.cpu_count()}
        figures |= _statements(shops[0])
        figures |= _import(shops[0])
        recipe = raw.record(shops[-1], lambda: _place(shops[-1]))
        with serving() as port:
            figures |= _menus(port, shops, seconds)
            figures |= _orders(port, shops, seconds)
            figures |= _mixed(port, shops, seconds)
        limit = raw.orders_per_second(recipe, seconds=seconds)
        figures["raw_orders_per_s"] = round(limit, 1)
        figures["orders_vs_raw"] = round(figures["orders_per_s"] / limit, 3)
        print(
            f"the same statements through psycopg: {limit:,.0f} orders/s; {figures['orders_vs_raw']:.0%} of it reached"
        )
        return figures
    finally:
        world.drop_database()


def menu_api(shop: Shop) -> Target:
    return Target("GET", shop.host, "/api/v1/menus/centro/")


def menu_page(shop: Shop) -> Target:
    return Target("GET", shop.host, "/v/centro/")


def order(shop: Shop) -> Target:
    """Three dishes, each with an extra."""
    dishes = [item for item in shop.menu.items.values() if item.groups][:3]
    lines = [
        {
            "item_id": dish.id,
            "size_id": dish.sizes[1].id,
            "quantity": place + 1,
            "modifiers": [{"group_id": dish.groups[0].id, "option_id": dish.groups[0].options[place].id}],
        }
        for place, dish in enumerate(dishes)
    ]
    body = {
        "venue_id": shop.venue_id,
        "service": "pickup",
        "lines": lines,
        "contact": {"name": "Ada Bianchi", "phone": "+39 02 1234567"},
    }
    return Target("POST", shop.host, "/api/v1/orders/", json.dumps(body))


def _send(shop: Shop, target: Target) -> Any:
    client = Client(headers={"host": target.host})
    if target.method == "GET":
        answer = client.get(target.path)
    else:
        answer = client.post(
            target.path, data=target.body, content_type="application/json", headers={"idempotency-key": token()}
        )
    if answer.status_code >= 400:
        problem = f"{target.method} {target.path}: {answer.status_code} {answer.content[:300]!r}"
        raise RuntimeError(problem)
    return answer


def _place(shop: Shop) -> None:
    _send(shop, order(shop))


def _statements(shop: Shop) -> dict[str, Any]:
    for target in (menu_api(shop), menu_page(shop), order(shop)):
        _send(shop, target)
    found = {
        "menu_sql_warm": max(
            count(shop, lambda: _send(shop, menu_api(shop))), count(shop, lambda: _send(shop, menu_page(shop)))
        ),
        "order_sql": count(shop, lambda: _place(shop)),
    }
    print(f"statements: {found['menu_sql_warm']} for a warm menu, {found['order_sql']} for an order", flush=True)
    return found


def _import(shop: Shop) -> dict[str, Any]:
    speed, whose = imports.lines_per_second(shop)
    print(f"import of {whose}: {speed:,.0f} lines/s", flush=True)
    return {"import_lines_per_s": round(speed)}


def _measure(port: int, targets: list[Target], seconds: float, connections: int = 8) -> Answers:
    answers = drive(port, targets, seconds=seconds, connections=connections)
    if answers.failures:
        problem = f"{answers.failures} requests to {targets[0].path} failed"
        raise RuntimeError(problem)
    return answers


def _warm_up(port: int, targets: list[Target], connections: int) -> None:
    """Until a round is hardly faster than the one before."""
    before = 0.0
    for _round in range(MOST_WARMING):
        speed = drive(port, targets, seconds=WARM, connections=connections).per_second
        if speed * WARM > 4 * len(targets) and speed < before * 1.1:
            return
        before = speed


def _menus(port: int, shops: list[Shop], seconds: float) -> dict[str, Any]:
    """In turns, so that whatever else the machine does meets all three alike; the medians count."""
    kinds = {
        "an empty view": [Target("GET", shop.host, "/bench/empty/") for shop in shops],
        "menu API": [menu_api(shop) for shop in shops],
        "menu page": [menu_page(shop) for shop in shops],
    }
    speeds: dict[str, list[float]] = {name: [] for name in kinds}
    for targets in kinds.values():
        _warm_up(port, targets, 8)
    for _turn in range(TURNS):
        for name, targets in kinds.items():
            speeds[name].append(_measure(port, targets, max(1.0, seconds / TURNS * 2)).per_second)
    empty, api, page = (median(speeds[name]) for name in kinds)
    for name, speed in zip(kinds, (empty, api, page), strict=True):
        print(f"{name}: {speed:,.0f}/s, {speed / empty:.0%} of an empty view's", flush=True)
    return {
        "menu_rps_vs_empty_view": round(min(api, page) / empty, 3),
        "menu_api_rps_vs_empty_view": round(api / empty, 3),
        "menu_page_rps_vs_empty_view": round(page / empty, 3),
        "empty_view_rps": round(empty),
        "menu_api_rps": round(api),
        "menu_page_rps": round(page),
    }


def _orders(port: int, shops: list[Shop], seconds: float) -> dict[str, Any]:
    orders = [order(shop) for shop in shops]
    _warm_up(port, orders, 8)
    answers = _measure(port, orders, seconds)
    print(
        f"orders of three lines at concurrency 8: {answers.per_second:,.0f}/s, client and database included; "
        f"p50 {answers.p50_ms:.1f} ms, p99 {answers.p99_ms:.1f} ms",
        flush=True,
    )
    return {
        "orders_per_s": round(answers.per_second, 1),
        "orders_per_s_per_core": round(answers.per_second / (os.cpu_count() or 1), 1),
    }


def _mixed(port: int, shops: list[Shop], seconds: float) -> dict[str, Any]:
    """Guests read menus and order at the same time, at every tenant."""
    menus = [target for shop in shops for target in (menu_api(shop), menu_page(shop))]
    with ThreadPoolExecutor(2) as pool:
        reading = pool.submit(drive, port, menus, seconds=seconds, connections=4)
        ordering = pool.submit(drive, port, [order(shop) for shop in shops], seconds=seconds, connections=4)
        read, placed = reading.result(), ordering.result()
    if read.failures or placed.failures:
        problem = f"mixed load: {read.failures} menus and {placed.failures} orders failed"
        raise RuntimeError(problem)
    print(
        f"mixed load over {len(shops)} tenants: menus {read.per_second:,.0f}/s p99 {read.p99_ms:.1f} ms, "
        f"orders {placed.per_second:,.0f}/s p99 {placed.p99_ms:.1f} ms",
        flush=True,
    )
    return {"menu_p99_ms": round(read.p99_ms, 1), "order_p99_ms": round(placed.p99_ms, 1)}
