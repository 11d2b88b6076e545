"""Addresses that people or programs have bent are answered, never with a crash, and change nothing."""

import pytest

from comanda.kernel.outbox.models import OutboxEvent
from tenants.context import use_tenant

PAGES = (
    "", "orders/", "orders/history/", "orders/history/export/", "orders/counter/", "menu/", "venues/", "customers/",
    "theme/", "team/", "imports/", "audit/",
)  # fmt: skip
ODD = (
    "venue=²", "venue=-1", f"venue={'9' * 30}", "before=²", "before=x", "page=-1", "cursor=zzz", "q=%F0%9F", "q=%27",
    "date=2026-13-45", "from=9999-12-31&to=0001-01-01", "since=0001-01-01&until=9999-12-31", "state=%27", "sort=;drop",
    "category=²", f"category={'9' * 30}", "tab=../../etc", "q=%00",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_bent_addresses_are_answered(client_a, tenant_a, tenant_b, brera, staff, page):
    staff(client_a, tenant_a)
    with use_tenant(tenant_a):
        before = OutboxEvent.objects.count()
    for odd in ODD:
        answer = client_a.get(f"/office/{page}?{odd}")
        assert answer.status_code in {200, 302, 400, 403, 404}, odd
    with use_tenant(tenant_a):
        assert OutboxEvent.objects.count() == before
    with use_tenant(tenant_b):
        assert not OutboxEvent.objects.exists()
