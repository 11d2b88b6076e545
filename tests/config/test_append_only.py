"""What is only ever added stays: the database itself refuses anything else, in every schema."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from shared_apps.audit.facade import record
from tenant_apps.ordering import facade as ordering
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.ordering.settle import settle

pytestmark = pytest.mark.django_db

AUDIT = "audit_auditentry"
TABLES = (
    AUDIT,
    "catalog_menusnapshot",
    "kitchen_itemstep",
    "ordering_ledgerentry",
    "ordering_stateentry",
    "payments_paymententry",
)
CHANGES = ("UPDATE {table} SET id = id", "DELETE FROM {table}", "TRUNCATE {table} CASCADE")


def rows(table: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t ORDER BY id")
        return cursor.fetchall()


def refused(table: str, change: str) -> None:
    before = rows(table)
    assert before, "nothing is kept where there is nothing"
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table=table))
    assert rows(table) == before


@pytest.mark.parametrize("slug", ["a", "b"])
def test_nothing_is_changed_or_removed_in_any_tenants_schema(tenant_a, tenant_b, slug):
    with use_tenant(tenant_a if slug == "a" else tenant_b):
        order = open_restaurant().order()
        for step in (ordering.accept, ordering.start_preparing, ordering.mark_ready, ordering.hand_over):
            step(order_id=order.id, actor="staff:1")
            settle()
        record(action="team.invite")
        with connection.cursor() as cursor:
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # keys still to be looked at hold a TRUNCATE up by themselves
        for table in TABLES:
            for change in CHANGES:
                refused(table, change)


def test_the_platforms_own_trail_stays_too(platform):
    record(action="platform.look")
    for change in CHANGES:
        refused(AUDIT, change)
