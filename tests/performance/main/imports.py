"""How many lines a second an import takes in: the real year of a pizza place, or one made up like it."""

import io
import random
import time
from datetime import date, timedelta
from pathlib import Path

from tenant_apps.catalog.facade import import_menu
from tenant_apps.ordering.facade import import_orders
from tenants.context import use_tenant
from tests.performance.main.world import Shop

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "pizza_place"


def lines_per_second(shop: Shop) -> tuple[float, str]:
    """(lines a second, whose)."""
    with use_tenant(shop.ref):
        if DATA.is_dir():
            import_menu(items=_file("pizza_types.csv"), sizes=_file("pizzas.csv"))
            orders, lines, whose = _file("orders.csv"), _file("order_details.csv"), "a real year"
        else:
            orders, lines, whose = *_made_up(shop), "a made-up year"
        started = time.perf_counter()
        report = import_orders(orders=orders, lines=lines, venue_id=shop.venue_id, service="dine_in")
        taken = time.perf_counter() - started
    if not report.was_written:
        problem = f"the import was refused: {report.problems[:3]}"
        raise RuntimeError(problem)
    return report.created["lines"] / taken, whose


def _file(name: str) -> io.BytesIO:
    return io.BytesIO((DATA / name).read_bytes())


def _made_up(shop: Shop) -> tuple[io.BytesIO, io.BytesIO]:
    dice = random.Random(7)
    names = [item.name for item in shop.menu.items.values()]
    orders, lines = ["order_id,date,time"], ["order_details_id,order_id,item,quantity"]
    for number in range(1, 20_001):
        day = date(2015, 1, 1) + timedelta(days=number * 340 // 20_000)
        orders.append(f"{number},{day},{dice.randint(11, 22)}:{dice.randint(0, 59):02}:00")
        for _line in range(dice.choice((1, 1, 2, 2, 3, 4))):
            lines.append(f"{len(lines)},{number},{dice.choice(names)},{dice.choice((1, 1, 1, 2))}")
    return io.BytesIO("\n".join(orders).encode()), io.BytesIO("\n".join(lines).encode())
