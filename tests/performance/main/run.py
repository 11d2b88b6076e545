"""The measurements, in the order in which they are printed."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from statistics import median
from typing import Any

from django.conf import settings
from django.test import Client

from comanda.kernel.embedded import ensure_services
from comanda.kernel.ids import token
from tests.performance.main import imports, raw, world
from tests.performance.main.client import TOOL, Answers, Target, drive
from tests.performance.main.disk import watching
from tests.performance.main.server import serving
from tests.performance.main.statements import count
from tests.performance.main.world import Shop

WARM = 2.0
TURNS = 5
MIXED_TURNS = 3
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
        recipes = [raw.record(shop, partial(_place, shop)) for shop in shops]
        with serving() as port:
            figures |= _menus(port, shops, seconds)
            figures |= _orders(port, shops, recipes, seconds)
            figures |= _mixed(port, shops, seconds)
        figures["load"] = [round(load, 2) for load in os.getloadavg()]
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


def _send(shop: Shop, target: Target, key: str = "") -> Any:
    client = Client(headers={"host": target.host})
    if target.method == "GET":
        answer = client.get(target.path)
    else:
        answer = client.post(
            target.path, data=target.body, content_type="application/json", headers={"idempotency-key": key or token()}
        )
    if answer.status_code >= 400:
        problem = f"{target.method} {target.path}: {answer.status_code} {answer.content[:300]!r}"
        raise RuntimeError(problem)
    return answer


def _place(shop: Shop, key: str = "") -> None:
    _send(shop, order(shop), key)


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
    """In turns, so that whatever else the machine does meets all of them alike; the medians count.

    Uncompressed, a menu is a hundred kilobytes on its way through the server and the socket: measured as well.
    """
    api, page = [menu_api(shop) for shop in shops], [menu_page(shop) for shop in shops]
    kinds = {
        "empty_view": [Target("GET", shop.host, "/bench/empty/") for shop in shops],
        "menu_api": api,
        "menu_page": page,
        "menu_api_plain": [replace(target, packed=False) for target in api],
        "menu_page_plain": [replace(target, packed=False) for target in page],
    }
    speeds: dict[str, list[float]] = {name: [] for name in kinds}
    for targets in kinds.values():
        _warm_up(port, targets, 8)
    for _turn in range(TURNS):
        for name, targets in kinds.items():
            speeds[name].append(_measure(port, targets, max(1.0, seconds / TURNS * 1.5)).per_second)
    middle = {name: median(found) for name, found in speeds.items()}
    empty = middle["empty_view"]
    for name, speed in middle.items():
        print(f"{name.replace('_', ' ')}: {speed:,.0f}/s, {speed / empty:.0%} of an empty view's", flush=True)
    figures: dict[str, Any] = {f"{name}_rps": round(speed) for name, speed in middle.items()}
    ratios = {f"{name}_rps_vs_empty_view": round(speed / empty, 3) for name, speed in middle.items()}
    del ratios["empty_view_rps_vs_empty_view"]
    return {
        "menu_rps_vs_empty_view": round(min(middle["menu_api"], middle["menu_page"]) / empty, 3),
        **ratios,
        **figures,
    }


def _orders(port: int, shops: list[Shop], recipes: list[raw.Recipe], seconds: float) -> dict[str, Any]:
    """Everywhere, as guests come, and all at one venue, whose orders draw their numbers one after the other.

    The limit is measured in turns with the product, so that both meet the same machine; the medians count.
    """
    orders = [order(shop) for shop in shops]
    _warm_up(port, orders, 8)
    each = max(1.0, seconds / TURNS * 2)
    answers: list[Answers] = []
    speeds: dict[str, list[float]] = {"all": [], "raw": [], "one": [], "raw_one": []}
    for _turn in range(TURNS):
        answers.append(_measure(port, orders, each))
        speeds["all"].append(answers[-1].per_second)
        speeds["raw"].append(raw.orders_per_second(recipes, seconds=each))
        speeds["one"].append(_measure(port, orders[:1], each).per_second)
        speeds["raw_one"].append(raw.orders_per_second(recipes[:1], seconds=each))
    middle = {name: median(found) for name, found in speeds.items()}
    print(
        f"orders of three lines at concurrency 8: {middle['all']:,.0f}/s, client and database included; "
        f"p50 {median(a.p50_ms for a in answers):.1f} ms, p99 {median(a.p99_ms for a in answers):.1f} ms\n"
        f"  the same statements through psycopg: {middle['raw']:,.0f}/s\n"
        f"  all at one venue: {middle['one']:,.0f}/s, through psycopg {middle['raw_one']:,.0f}/s",
        flush=True,
    )
    return {
        "orders_per_s": round(middle["all"], 1),
        "orders_per_s_per_core": round(middle["all"] / (os.cpu_count() or 1), 1),
        "raw_orders_per_s": round(middle["raw"], 1),
        "orders_vs_raw": _ratio(speeds["all"], speeds["raw"]),
        "orders_per_s_one_venue": round(middle["one"], 1),
        "orders_vs_raw_one_venue": _ratio(speeds["one"], speeds["raw_one"]),
    }


def _ratio(ours: list[float], limits: list[float]) -> float:
    return round(median(our / limit for our, limit in zip(ours, limits, strict=True)), 3)


def _mixed(port: int, shops: list[Shop], seconds: float) -> dict[str, Any]:
    """Guests read menus and order at the same time, at every tenant. The medians of the turns count."""
    menus = [target for shop in shops for target in (menu_api(shop), menu_page(shop))]
    orders = [order(shop) for shop in shops]
    turns: list[tuple[Answers, Answers]] = []
    with ThreadPoolExecutor(2) as pool, watching(settings.VAR) as syncs:
        for _turn in range(MIXED_TURNS):
            reading = pool.submit(_measure, port, menus, seconds, 4)
            ordering = pool.submit(_measure, port, orders, seconds, 4)
            turns.append((reading.result(), ordering.result()))
    read, placed = zip(*turns, strict=True)
    figures = {
        "menu_p99_ms": round(median(answers.p99_ms for answers in read), 1),
        "order_p99_ms": round(median(answers.p99_ms for answers in placed), 1),
        "order_p99_worst_turn_ms": round(max(answers.p99_ms for answers in placed), 1),
        "disk_p99_ms": round(syncs.p99_ms, 1),
        "disk_worst_ms": round(syncs.worst_ms, 1),
    }
    print(
        f"mixed load over {len(shops)} tenants: "
        f"menus {median(answers.per_second for answers in read):,.0f}/s p99 {figures['menu_p99_ms']} ms, "
        f"orders {median(answers.per_second for answers in placed):,.0f}/s p99 {figures['order_p99_ms']} ms, "
        f"worst turn {figures['order_p99_worst_turn_ms']} ms\n"
        f"  the disk alone meanwhile: a sync's p99 {figures['disk_p99_ms']} ms, worst {figures['disk_worst_ms']} ms",
        flush=True,
    )
    return figures
