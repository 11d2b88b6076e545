"""The append-only rows behind an order's sums."""

from tenant_apps.ordering.contracts import LedgerRow
from tenant_apps.ordering.models import EntryKind, LedgerEntry


def list_ledger(*, order_id: int) -> tuple[LedgerRow, ...]:
    """In the order they were written. One statement."""
    rows = LedgerEntry.objects.filter(order_id=order_id).select_related("line").order_by("pk")
    return tuple(
        LedgerRow(
            id=row.pk,
            at=row.occurred_at,
            kind=row.kind,
            text=row.line.name if row.line else "",
            quantity=row.quantity,
            net=row.net,
            tax=row.tax,
            gross=row.gross,
            money=row.money,
            actor=row.actor,
            reason=row.reason,
        )
        for row in rows
    )


def list_given(*, order_id: int) -> frozenset[int]:
    """The lines that are on the house."""
    rows = LedgerEntry.objects.filter(order_id=order_id, kind=EntryKind.COMP)
    return frozenset(rows.values_list("line_id", flat=True))
