"""The same file brought by several people at once: one of them brings it, the others find it there."""

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tenant_apps.ordering.facade import import_orders
from tenant_apps.ordering.models import Order
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant

PEOPLE = 4
ROWS = "\n".join(f"{number};2026-03-{number % 28 + 1:02};12:30;Chalk;1;8.00" for number in range(1, 200))

pytestmark = pytest.mark.django_db(transaction=True)


def test_parallel_imports_of_one_file_bring_it_once(tenant_a):
    with use_tenant(tenant_a):
        venue = open_restaurant().venue
    start = Barrier(PEOPLE)

    def one(_number: int) -> dict[str, int]:
        try:
            with use_tenant(tenant_a):
                start.wait()
                data = io.BytesIO(f"order_number;date;time;item;quantity;price\n{ROWS}\n".encode())
                return dict(import_orders(orders=data, venue_id=venue.id).created)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        told = list(pool.map(one, range(PEOPLE)))
    assert sorted(report["orders"] for report in told) == [0] * (PEOPLE - 1) + [199]
    with use_tenant(tenant_a):
        assert Order.objects.filter(channel="import").count() == 199
