"""Rows of the ledger are only ever added: the database itself refuses anything else."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tenant_apps.ordering.models import LedgerEntry
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["a", "b"])
@pytest.mark.parametrize(
    "change",
    [
        lambda: LedgerEntry.objects.update(gross=0, net=0, tax=0),
        lambda: LedgerEntry.objects.all().delete(),
    ],
)
def test_update_and_delete_are_refused_in_every_tenants_schema(tenant_a, tenant_b, slug, change):
    with use_tenant(tenant_a if slug == "a" else tenant_b):
        order = open_restaurant().order()
        before = list(LedgerEntry.objects.values())
        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
            change()
        assert list(LedgerEntry.objects.values()) == before
        assert before[0]["order_id"] == order.id


@pytest.mark.usefixtures("as_tenant_a")
def test_a_line_that_does_not_add_up_is_refused():
    open_restaurant().order()
    columns = "order_id, venue_id, business_date, occurred_at, kind, line_kind, quantity, net, tax"
    texts = "money, actor, reason, payment_ref"
    crooked = (
        f"INSERT INTO ordering_ledgerentry ({columns}, gross, {texts}) "
        f"SELECT {columns}, gross + 1, {texts} FROM ordering_ledgerentry"
    )
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="entry_adds_up"):
        cursor.execute(crooked)
