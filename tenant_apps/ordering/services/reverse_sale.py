"""Take back what was sold: the ledger gets the opposite rows, today; what was written before stays as it was."""

from collections.abc import Sequence

from comanda.kernel.clock import business_date, now
from tenant_apps.ordering.models import EntryKind, LedgerEntry, Order, OrderLine
from tenant_apps.venues import facade as venues


def reverse_lines(
    *, order: Order, lines: Sequence[OrderLine], kind: EntryKind, actor: str, reason: str
) -> list[LedgerEntry]:
    """Inside the transaction that holds the order. Marks the lines and appends one entry each."""
    moment = now()
    venue = venues.get_venue(venue_id=order.venue_id)
    today = business_date(moment, venue.timezone, venue.day_ends_at)
    entries = [
        LedgerEntry(
            order_id=order.pk,
            line_id=line.pk,
            venue_id=order.venue_id,
            business_date=today,
            occurred_at=moment,
            kind=kind.value,
            line_kind=line.kind,
            item_id=line.item_id,
            quantity=-line.quantity,
            net=-line.net,
            tax=-line.tax,
            gross=-line.gross,
            actor=actor,
            reason=reason[:500],
        )
        for line in lines
    ]
    OrderLine.objects.filter(pk__in=[line.pk for line in lines]).update(voided_at=moment)
    LedgerEntry.objects.bulk_create(entries)
    return entries
